package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// Toggle is a line of a legend that is a filter too: a sign, a word and how
// many there are. A tap, Enter or Space turns it on and off.
type Toggle struct {
	attended
	State    State  // its word is translated
	Lead     string // stands in place of the shape where there is none: 老
	Count    string // empty for none
	OnTapped func(on bool)

	on bool
}

var (
	_ fyne.Focusable    = (*Toggle)(nil)
	_ fyne.Tappable     = (*Toggle)(nil)
	_ desktop.Hoverable = (*Toggle)(nil)
)

// NewToggle returns a toggle that is off.
func NewToggle(state State, lead string, tapped func(on bool)) *Toggle {
	t := &Toggle{State: state, Lead: lead, OnTapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Set says whether it is on and how many there are, and tells nobody.
func (t *Toggle) Set(on bool, count string) {
	if t.on != on || t.Count != count {
		t.on, t.Count = on, count
		t.Refresh()
	}
}

// On reports whether it is on.
func (t *Toggle) On() bool { return t.on }

func (t *Toggle) Tapped(*fyne.PointEvent) {
	focus(t)
	t.turn()
}

func (t *Toggle) turn() {
	t.on = !t.on
	t.Refresh()
	if t.OnTapped != nil {
		t.OnTapped(t.on)
	}
}

func (t *Toggle) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		t.turn()
	default:
		Hand(t, key)
	}
}

func (t *Toggle) TypedRune(rune)                       {}
func (t *Toggle) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(t, shortcut) }

func (t *Toggle) CreateRenderer() fyne.WidgetRenderer {
	r := &toggleRenderer{t: t, back: canvas.NewRectangle(color.Transparent), m: newMark()}
	for i := range r.words {
		r.words[i] = canvas.NewText("", color.Transparent)
	}
	r.style()
	return r
}

// The three texts of a toggle.
const (
	toggleLead = iota
	toggleWord
	toggleCount
)

type toggleRenderer struct {
	t     *Toggle
	back  *canvas.Rectangle
	m     *mark
	words [3]*canvas.Text
}

func (r *toggleRenderer) style() {
	t := r.t
	r.back.FillColor, r.back.CornerRadius = color.Transparent, Size(theme.SizeNameButtonRadius)
	r.back.StrokeWidth, r.back.StrokeColor = 0, color.Transparent
	ink, faint := Color(Ink), Color(Faint)
	shape := t.State.Color
	switch {
	case t.on:
		r.back.FillColor, ink, faint, shape = Color(Accent), Color(OnAccent), Color(OnAccent), OnAccent
	case t.hovered:
		r.back.FillColor = Color(theme.ColorNameButton)
	}
	if t.focused {
		r.back.StrokeWidth, r.back.StrokeColor = Size(Ring), Color(Accent)
		if t.on {
			r.back.StrokeColor = Color(Ink)
		}
	}
	set := func(at int, text string, ink color.Color, bold bool) {
		r.words[at].Text, r.words[at].Color, r.words[at].TextSize = text, ink, Size(Body)
		r.words[at].TextStyle = fyne.TextStyle{Bold: bold}
	}
	set(toggleLead, t.Lead, ink, true)
	set(toggleWord, t.State.Word, ink, false)
	set(toggleCount, t.Count, faint, false)
	r.m.set(t.State.Shape, shape)
}

// start is where the word begins.
func (r *toggleRenderer) start() float32 {
	sign := Size(Mark)
	if r.t.Lead != "" {
		sign = r.words[toggleLead].MinSize().Width
	}
	return Size(Nudge) + sign + Size(Inside)
}

func (r *toggleRenderer) MinSize() fyne.Size {
	word := fyne.MeasureText(r.t.State.Word, Size(Body), fyne.TextStyle{})
	count := fyne.MeasureText("000", Size(Body), fyne.TextStyle{}) // the column does not dance
	return fyne.NewSize(r.start()+word.Width+Size(Nudge)+count.Width+Size(Nudge), word.Height+Size(Nudge))
}

func (r *toggleRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	at := func(i int, x float32) {
		need := r.words[i].MinSize()
		r.words[i].Resize(need)
		r.words[i].Move(fyne.NewPos(x, (size.Height-need.Height)/2))
	}
	r.m.place(fyne.NewPos(Size(Nudge), (size.Height-Size(Mark))/2), Size(Mark))
	count := size.Width - Size(Nudge) - r.words[toggleCount].MinSize().Width
	r.words[toggleWord].Text = Shorten(r.t.State.Word, count-Size(Nudge)-r.start()+Size(Hairline)/2, r.words[toggleWord].TextSize, r.words[toggleWord].TextStyle)
	at(toggleLead, Size(Nudge))
	at(toggleWord, r.start())
	at(toggleCount, count)
}

func (r *toggleRenderer) Refresh() {
	r.style()
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *toggleRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{r.back}, r.m.objects()...)
	for _, word := range r.words {
		objects = append(objects, word)
	}
	return objects
}
func (r *toggleRenderer) Destroy() {}
