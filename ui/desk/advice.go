package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/ui/kit"
)

// advice says under some fields what follows from them, each sentence with
// its article on demand and the papers that go with it. It stands in the order
// of the form while it says something; nothing that it says keeps anybody from
// being registered.
type advice struct {
	widget.DisableableWidget // while there is nothing to do: Enter passes it by
	acts                     *actions
	lines                    []adviceLine
	column                   *fyne.Container
	box                      *fyne.Container
	basis                    bool // the articles show
	item                     *kit.Item
	paper                    func(kind string)
}

// adviceLine is one sentence, translated.
type adviceLine struct {
	now                bool
	text, basis, paper string
}

var _ kit.Field = (*advice)(nil)

// advise puts advice into a group.
func advise(g *kit.Group, key, label string, paper func(kind string)) *advice {
	f := &advice{acts: newActions(), column: kit.Above(), paper: paper}
	f.box = kit.Above(f.column, f.acts)
	f.ExtendBaseWidget(f)
	f.item = g.Add(key, label, f)
	f.item.Show(false)
	return f
}

// set says other sentences.
func (f *advice) set(lines []adviceLine) {
	if slices.Equal(lines, f.lines) {
		return
	}
	f.lines = lines
	f.draw()
	f.item.Show(len(lines) > 0)
}

func (f *advice) draw() {
	f.column.RemoveAll()
	for _, line := range f.lines {
		f.column.Add(f.row(line))
	}
	f.acts.offer(f.offered()...)
	if f.acts.Hidden = len(f.acts.all) == 0; f.acts.Hidden {
		f.Disable()
	} else {
		f.Enable()
	}
	f.box.Refresh()
}

// presses counts the sentences that cannot wait.
func (f *advice) presses() (n int) {
	for _, line := range f.lines {
		if line.now {
			n++
		}
	}
	return n
}

// bringUrgent scrolls what cannot wait into sight, as far as the field that is
// being filled stays there too. It stands at the end of its group, and is asked
// for where it stands before it was ever drawn.
func (s *sheet) bringUrgent() {
	g, c := s.groups[groupLook], s.canvas()
	if g.Folded() || c == nil {
		return
	}
	before := s.scroll.Offset.Y
	height := s.urgent.Size().Height
	s.reveal(g, g.Size().Height-height, height)
	field, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(field).Y - driver.AbsolutePositionForObject(s.scroll).Y - 2*kit.Size(kit.Between)
	if moved := s.scroll.Offset.Y - before; moved > 0 && top < 0 && top+moved >= 0 {
		s.scroll.Offset.Y += top
		s.scroll.Refresh()
	}
}

func (f *advice) row(line adviceLine) fyne.CanvasObject {
	sign := kit.NewChip(kit.Triangle, lang.L("提示"), kit.Soon)
	if line.now {
		sign = kit.NewChip(kit.Diamond, lang.L("马上"), kit.Overdue)
	}
	words := kit.Close(kit.NewParagraph(line.text))
	if f.basis && line.basis != "" {
		words.Add(kit.NewParagraph(lang.L("依据：{{.Basis}}", map[string]any{"Basis": line.basis})))
	}
	return container.NewBorder(nil, nil, kit.Close(sign), nil, container.NewBorder(nil, nil, kit.Beside(), nil, words))
}

// offered are the papers, each once, and the articles.
func (f *advice) offered() (all []action) {
	var papers []string
	basis := false
	for _, line := range f.lines {
		basis = basis || line.basis != ""
		if line.paper != "" && !slices.Contains(papers, line.paper) {
			papers = append(papers, line.paper)
			all = append(all, action{paperWords[line.paper], func() { f.paper(line.paper) }})
		}
	}
	if basis {
		word := "看依据"
		if f.basis {
			word = "收起依据"
		}
		all = append(all, action{word, func() {
			f.basis = !f.basis
			f.draw()
			f.item.Show(true) // lays the form out anew
		}})
	}
	return all
}

// paperWords are the papers that go with somebody who is handed over.
var paperWords = map[string]string{intake.PaperHospital: "填送医交接单", intake.PaperPolice: "填移交公安交接单"}

func (f *advice) Base() *kit.FieldBase   { return f.acts.Base() }
func (f *advice) Target() fyne.Focusable { return f.acts.Target() }
func (f *advice) Empty() bool            { return len(f.lines) == 0 }
func (f *advice) Check() error           { return nil }
func (f *advice) Draft() string          { return "" }
func (f *advice) Restore(string)         {}

func (f *advice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// triageLines are the rules that apply, in words.
func triageLines(rules []intake.TriageRule) (lines []adviceLine) {
	for _, r := range rules {
		lines = append(lines, adviceLine{r.Now, lang.L(r.Text), translated(r.Basis), r.Paper})
	}
	return lines
}

// doubtLines are doubts in words.
func doubtLines(doubts []intake.Doubt) (lines []adviceLine) {
	for _, d := range doubts {
		line := adviceLine{false, lang.L(d.Text, map[string]any(d.Args)), translated(d.Article), ""}
		if !slices.Contains(lines, line) { // of either checker
			lines = append(lines, line)
		}
	}
	return lines
}

// translated is a text that may be empty, which no translation knows.
func translated(text string) string {
	if text == "" {
		return ""
	}
	return lang.L(text)
}
