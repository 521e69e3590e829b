package trace

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// leadCard is one candidate: portrait, who, and the reasons under it. Enter and
// a tap compare, ↑ and ↓ go to the others.
type leadCard struct {
	widget.BaseWidget
	onOpen  func()
	onMove  func(by int)
	facts   leadFacts
	inner   fyne.CanvasObject
	focused bool
}

var (
	_ fyne.Focusable = (*leadCard)(nil)
	_ fyne.Tappable  = (*leadCard)(nil)
)

func newLeadCard(facts leadFacts, open func()) *leadCard {
	l := &leadCard{onOpen: open, facts: facts}
	name := kit.NewText(facts.person.Name)
	name.Bold, name.Type, name.Whole = true, kit.Subtitle, false
	line := kit.NewLabel(facts.person.Line)
	line.Whole = false
	words := kit.Close(name, line)
	for _, s := range facts.person.States {
		words.Add(container.NewHBox(kit.NewChip(s.Shape, s.Word, s.Color)))
	}
	body := kit.Close(container.NewBorder(nil, nil, portraitOf(facts), nil, kit.Margin(kit.Nudge, words)))
	for _, reason := range facts.lines {
		body.Add(kit.NewParagraphIn(reason.text, widget.RichTextStyle{ColorName: reason.color}))
	}
	l.inner = kit.Margin(kit.Inside, body)
	l.ExtendBaseWidget(l)
	return l
}

// portraitOf is the face, or what stands for one.
func portraitOf(facts leadFacts) fyne.CanvasObject {
	if facts.person.Photo != nil {
		image := canvas.NewImageFromImage(facts.person.Photo)
		image.FillMode = canvas.ImageFillContain
		image.SetMinSize(fyne.NewSquareSize(kit.Size(kit.Thumb)))
		return image
	}
	picture := kit.NewPicture("person")
	if facts.report {
		picture = kit.NewPicture("papers")
	}
	picture.Color, picture.Type = kit.Faint, kit.Thumb
	return picture
}

func (l *leadCard) Tapped(*fyne.PointEvent) { l.onOpen() }

func (l *leadCard) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.onOpen()
	case fyne.KeyDown:
		l.onMove(1)
	case fyne.KeyUp:
		l.onMove(-1)
	default:
		kit.Hand(l, key)
	}
}

func (l *leadCard) TypedRune(rune)                       {}
func (l *leadCard) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(l, shortcut) }
func (l *leadCard) FocusGained()                         { l.focused = true; l.Refresh() }
func (l *leadCard) FocusLost()                           { l.focused = false; l.Refresh() }

func (l *leadCard) CreateRenderer() fyne.WidgetRenderer {
	r := &leadRenderer{l: l, back: canvas.NewRectangle(color.Transparent)}
	r.style()
	return r
}

type leadRenderer struct {
	l    *leadCard
	back *canvas.Rectangle
}

func (r *leadRenderer) style() {
	r.back.FillColor, r.back.CornerRadius = kit.Color(kit.Surface), kit.Size(kit.Corner)
	r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Line), kit.Size(kit.Hairline)
	if r.l.focused {
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
}

func (r *leadRenderer) MinSize() fyne.Size { return r.l.inner.MinSize() }

func (r *leadRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.l.inner.Resize(size)
}

func (r *leadRenderer) Refresh() {
	r.style()
	r.back.Refresh()
	r.l.inner.Refresh()
}

func (r *leadRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.l.inner}
}

func (r *leadRenderer) Destroy() {}
