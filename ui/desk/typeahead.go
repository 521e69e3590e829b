package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"image/color"
	"unicode/utf8"

	"guitu/ui/kit"
)

// answer is one line that a typeahead offers: what stands in the list, and
// what is written into the field when it is taken.
type answer struct{ shown, written string }

// typeahead is a text field that offers what may be meant. ↓ and ↑ go
// through the lines, Enter takes the one that is marked; none is marked until
// then, so what was typed always stands. Text that is not offered is as good.
type typeahead struct {
	widget.BaseWidget
	entry *kit.Entry
	// offer returns what may be meant by a text, the best first.
	offer func(text string) []answer
	// taken is called after a line was taken.
	taken func(text string)
	// below is called by ↓ where nothing is offered.
	below func() bool
	// goesOn says that more may follow what was taken: the list stays for it,
	// and Enter leaves the field only when no line is marked.
	goesOn bool
	// nothing is said where nothing is offered; "" says nothing.
	nothing string

	answers []answer
	at      int // -1 while none is marked
	lines   []*offered
	list    *fyne.Container
	note    *kit.Text // nothing, while it is said
	box     *fyne.Container
}

var _ kit.Field = (*typeahead)(nil)

// offers is how many lines show at most.
const offers = 5

// leastTyped is how much has to be typed before anything is said about it.
const leastTyped = 2

func newTypeahead(entry *kit.Entry, offer func(string) []answer) *typeahead {
	t := &typeahead{entry: entry, offer: offer, at: -1, list: kit.Close()}
	t.compose(t, entry)
	return t
}

// compose puts the widget together: self is what embeds it, row the entry
// with what stands beside it.
func (t *typeahead) compose(self fyne.Widget, row fyne.CanvasObject, more ...fyne.CanvasObject) {
	for range offers {
		line := newOffered()
		t.lines = append(t.lines, line)
		t.list.Add(line)
	}
	t.list.Hide()
	t.note = kit.NewLabel("")
	t.note.Hide()
	t.entry.OnChanged = func(text string) { t.look(text) }
	t.entry.OnKey = t.key
	t.box = kit.Close(append([]fyne.CanvasObject{row, t.list, t.note}, more...)...)
	t.ExtendBaseWidget(self)
}

// look asks for what may be meant.
func (t *typeahead) look(text string) {
	var found []answer
	if text != "" && t.offer != nil {
		found = t.offer(text)
	}
	t.show(found)
	t.say(len(found) == 0 && utf8.RuneCountInString(text) >= leastTyped)
}

// say says that nothing is offered, or no longer says so.
func (t *typeahead) say(nothing bool) {
	nothing = nothing && t.nothing != ""
	if t.note.Visible() == nothing {
		return
	}
	t.note.Set(t.nothing)
	t.note.Hidden = !nothing
	t.box.Refresh()
	t.entry.Marked()
}

func (t *typeahead) show(found []answer) {
	t.answers, t.at = found[:min(offers, len(found))], -1
	t.paint()
}

func (t *typeahead) paint() {
	for i, line := range t.lines {
		line.Hidden = i >= len(t.answers)
		if line.Hidden {
			continue
		}
		found := t.answers[i]
		line.marked, line.tapped = i == t.at, func() { t.take(found) }
		line.text.Set(found.shown)
		line.Refresh()
	}
	if t.list.Hidden && len(t.answers) == 0 {
		return
	}
	t.list.Hidden = len(t.answers) == 0
	t.list.Refresh()
	t.box.Refresh()
	t.entry.Marked()
}

func (t *typeahead) take(found answer) {
	t.entry.SetText(found.written)
	t.entry.CursorColumn = len([]rune(found.written))
	if !t.goesOn { // else the change has asked for what follows
		t.show(nil)
	}
	t.say(false)
	if t.taken != nil {
		t.taken(found.written)
	}
}

func (t *typeahead) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		if len(t.answers) == 0 && !t.ask() {
			return t.below != nil && t.below()
		}
		t.at = min(t.at+1, len(t.answers)-1)
	case fyne.KeyUp:
		if t.at < 0 {
			return false
		}
		t.at--
	case fyne.KeyEscape:
		if len(t.answers) == 0 {
			return false
		}
		t.show(nil)
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.at >= 0 {
			t.take(t.answers[t.at])
			return len(t.answers) > 0 // what follows may be taken too
		}
		t.show(nil)
		t.say(false)
		return false // and on to the next field
	default:
		return false
	}
	t.paint()
	return true
}

// ask offers what may be meant before anything is typed.
func (t *typeahead) ask() bool {
	if t.entry.Text != "" || t.offer == nil {
		return false
	}
	t.show(t.offer(""))
	return len(t.answers) > 0
}

func (t *typeahead) Base() *kit.FieldBase   { return &t.entry.FieldBase }
func (t *typeahead) Target() fyne.Focusable { return t.entry }
func (t *typeahead) Empty() bool            { return t.entry.Empty() }
func (t *typeahead) Check() error           { return t.entry.Check() }
func (t *typeahead) Draft() string          { return t.entry.Draft() }

func (t *typeahead) Restore(draft string) {
	t.entry.Restore(draft)
	t.show(nil)
	t.say(false)
}

func (t *typeahead) Refresh() {
	t.entry.Refresh()
	t.box.Refresh()
	t.BaseWidget.Refresh()
}

func (t *typeahead) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.box) }

// offered is one line of the list.
type offered struct {
	widget.BaseWidget
	text   *kit.Text
	marked bool
	tapped func()
}

func newOffered() *offered {
	o := &offered{text: kit.NewText("")}
	o.text.Whole = false
	o.ExtendBaseWidget(o)
	o.Hide()
	return o
}

func (o *offered) Tapped(*fyne.PointEvent) { o.tapped() }

func (o *offered) CreateRenderer() fyne.WidgetRenderer {
	return &offeredRenderer{o: o, back: canvas.NewRectangle(color.Transparent)}
}

type offeredRenderer struct {
	o    *offered
	back *canvas.Rectangle
}

func (r *offeredRenderer) MinSize() fyne.Size {
	return r.o.text.MinSize().AddWidthHeight(2*kit.Size(kit.Inside), 2*kit.Size(kit.Nudge))
}

func (r *offeredRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.o.text.Move(fyne.NewPos(kit.Size(kit.Inside), kit.Size(kit.Nudge)))
	r.o.text.Resize(size.SubtractWidthHeight(2*kit.Size(kit.Inside), 2*kit.Size(kit.Nudge)))
}

func (r *offeredRenderer) Refresh() {
	r.back.FillColor, r.back.CornerRadius = kit.Color(kit.Surface), kit.Size(theme.SizeNameInputRadius)
	if r.o.marked {
		r.back.FillColor = kit.Soft(kit.Accent)
	}
	r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Line), kit.Size(kit.Hairline)
	r.back.Refresh()
	r.o.text.Refresh()
}

func (r *offeredRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.o.text}
}
func (r *offeredRenderer) Destroy() {}
