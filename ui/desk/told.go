package desk

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
	"image/color"

	"guitu/intake"
	"guitu/ui/kit"
)

// telling is the answer how somebody was told their rights. By whom and when
// is written down as the answer is chosen.
type telling struct {
	sheet  *sheet
	choice *kit.Choice
	kept   intake.Told
	line   *kit.Text
}

// addTold asks how the rights were told, and shows the words to be read.
func (s *sheet) addTold(g *kit.Group) {
	t := &telling{sheet: s, choice: kit.NewChoice(codes("told_how")), line: kit.NewLabel("")}
	t.line.Whole = false
	s.told = t
	t.choice.OnChanged = t.answered
	words := newActions(action{"看告知内容", t.read}, action{"打印权利告知书", func() { s.onPaper("rights") }})
	words.settled = func() bool { return t.kept.Done() || t.choice.Unknown() }
	g.Add("rights", "告知的内容（给本人看，或读给本人听）", words)
	s.bind(g.Add("told", "告知事项", t.choice),
		func(a *intake.Arrival) {
			t.kept = a.Told
			t.choice.Restore(a.Told.How)
		},
		func(a *intake.Arrival) { a.Told = t.kept }).Want()
	g.AddPlain(t.line)
}

// answered keeps who told it, and when.
func (t *telling) answered() {
	how := t.choice.Chosen()
	switch {
	case how == "":
		t.kept = intake.Told{}
	case how != t.kept.How:
		t.kept = intake.Told{How: how, At: t.sheet.now(), By: t.sheet.me[1]}
	}
	t.say()
}

// say shows by whom and when it was told.
func (t *telling) say() {
	words := ""
	if !t.kept.At.IsZero() {
		words = lang.L("{{.Who}} {{.When}} 记下", map[string]any{"Who": t.kept.By, "When": kit.SayTime(t.kept.At, t.sheet.now())})
	}
	t.line.Paint(words, kit.Accent)
	t.line.Hidden = words == ""
}

// read shows the words in large type, to be read by who came or to them.
func (t *telling) read() {
	c := t.sheet.canvas()
	if c == nil {
		return
	}
	words := widget.NewLabel("")
	words.Wrapping, words.SizeName = fyne.TextWrapBreak, kit.Title
	scroll := container.NewVScroll(words)
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(min(c.Size().Width*readWidth, 2*kit.Size(kit.Popup)), c.Size().Height*readHeight))
	spoken := kit.NewChoice([]kit.Option{{Key: kit.Chinese, Text: "中文"}, {Key: kit.English, Text: "English"}})
	show := func() {
		words.Wrapping = fyne.TextWrapBreak
		if spoken.Chosen() == kit.English {
			words.Wrapping = fyne.TextWrapWord
		}
		words.SetText(t.sheet.rights[spoken.Chosen()])
		scroll.ScrollToTop()
	}
	spoken.OnChanged = show
	spoken.Choose(t.language())
	show()
	var popup *sheetPopup
	done := func() { popup.close(); t.sheet.form.Focus("told") }
	form := kit.NewForm()
	form.OnSubmit = done
	form.Group("").Add("spoken", "语言", spoken)
	popup = lay(c, "告知事项", container.NewBorder(form, nil, nil, nil, container.NewStack(room, scroll)),
		kit.NewButton("打印权利告知书", "", func() { popup.close(); t.sheet.onPaper("rights") }),
		kit.NewPrimary("读完了", "save", done))
	form.Focus("spoken")
}

// How much of the window the words take.
const (
	readWidth  = 0.8
	readHeight = 0.55
)

// language is the one in which the words are shown first.
func (t *telling) language() string {
	a := intake.Arrival{}
	for _, b := range t.sheet.bound {
		if slices.Contains([]string{"country", "language"}, b.item.Key) {
			a.Guardian = &intake.Guardian{}
			b.take(&a)
		}
	}
	if a.Country != "" || a.Language == "en" {
		return kit.English
	}
	return kit.Chinese
}
