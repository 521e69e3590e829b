package supplies

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// line is one thing in the basket, with the lots out of which it comes. The
// keys + and − change how many, a digit says it, Space asks for the lot, Delete
// takes the thing out, ↑ and ↓ go to its neighbours.
type line struct {
	widget.BaseWidget
	item    supply.Item
	qty     int
	lot     string        // that was asked for; empty for what expires first
	short   bool          // there are not enough
	changed func(l *line) // qty changed; 0 takes it out
	step    func(l *line, by int)
	choose  func(l *line) // asks for the lot
	scanner *kit.Scanner
	before  int // qty before a scan wrote its digits into it

	name, number *kit.Text
	from         *kit.Text // the lots, or what is missing
	inner        fyne.CanvasObject
	focused      bool
}

var _ fyne.Focusable = (*line)(nil)

func newLine(i supply.Item, qty int) *line {
	l := &line{item: i, qty: qty, name: kit.NewText(full(i)), number: kit.NewText(""), from: kit.NewLabel("")}
	l.name.Whole, l.from.Whole = false, false
	l.number.Bold = true
	less, more := newStep("−", func() { l.set(l.qty - 1) }), newStep("＋", func() { l.set(l.qty + 1) })
	top := container.NewBorder(nil, nil, nil, kit.Beside(less, l.number, more), kit.Margin(kit.Nudge, l.name))
	lot := newStep(lang.L("批次"), func() { l.choose(l) })
	lot.sign.Type = kit.Small
	l.inner = kit.Margin(kit.Nudge, container.NewVBox(top, container.NewBorder(nil, nil, nil, lot, kit.Margin(kit.Nudge, l.from))))
	l.ExtendBaseWidget(l)
	l.write()
	return l
}

func (l *line) write() { l.number.Set(strconv.Itoa(l.qty) + " " + l.item.Unit) }

func (l *line) set(qty int) {
	l.qty = max(0, qty)
	l.write()
	l.changed(l)
}

// tell says out of which lots the line comes, or how many are missing and what
// to do about it.
func (l *line) tell(words string, short bool) {
	l.short = short
	ink := kit.Faint
	if short {
		ink = kit.Overdue
	}
	l.from.Paint(words, ink)
	l.Refresh()
}

func (l *line) TypedRune(r rune) {
	if l.scanner.Begins() {
		l.before = l.qty
	}
	l.scanner.Rune(r)
	switch {
	case r == '+' || r == '=' || r == '＋':
		l.set(l.qty + 1)
	case r == '-' || r == '−' || r == '－':
		l.set(l.qty - 1)
	case r >= '1' && r <= '9':
		l.set(int(r - '0'))
	}
}

// scanned takes the Enter that ends a code; its digits did not mean the line.
func (l *line) scanned() bool {
	if !l.scanner.Ready() {
		return false
	}
	l.set(l.before)
	return l.scanner.Enter()
}

func (l *line) TypedKey(key *fyne.KeyEvent) {
	enter := key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter
	if enter && l.scanned() {
		return
	}
	switch key.Name {
	case fyne.KeyDelete, fyne.KeyBackspace:
		l.set(0)
	case fyne.KeySpace:
		l.choose(l)
	case fyne.KeyUp:
		l.step(l, -1)
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		l.step(l, 1)
	default:
		kit.Hand(l, key)
	}
}

func (l *line) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(l, shortcut) }
func (l *line) FocusGained()                         { l.focused = true; l.Refresh() }
func (l *line) FocusLost()                           { l.focused = false; l.Refresh() }

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return &lineRenderer{l: l, back: canvas.NewRectangle(color.Transparent)}
}

type lineRenderer struct {
	l    *line
	back *canvas.Rectangle
}

func (r *lineRenderer) MinSize() fyne.Size { return r.l.inner.MinSize() }

func (r *lineRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.l.inner.Resize(size)
	r.style()
}

func (r *lineRenderer) style() {
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Ground), kit.Color(kit.Line), kit.Size(kit.Hairline)
	r.back.CornerRadius = kit.Size(kit.Corner)
	if r.l.focused {
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
	r.l.name.Color = kit.Ink
	if r.l.short {
		r.l.name.Color = kit.Overdue
	}
}

func (r *lineRenderer) Refresh() {
	r.style()
	r.back.Refresh()
	r.l.inner.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.l.inner}
}
func (r *lineRenderer) Destroy() {}

// stepper is a sign to tap, for the mouse: the line has the keys.
type stepper struct {
	widget.BaseWidget
	sign *kit.Text
	tap  func()
}

func newStep(sign string, tap func()) *stepper {
	s := &stepper{sign: kit.NewText(sign), tap: tap}
	s.sign.Color, s.sign.Bold, s.sign.Type = kit.Accent, true, kit.Subtitle
	s.ExtendBaseWidget(s)
	return s
}

func (s *stepper) Tapped(*fyne.PointEvent) { s.tap() }

func (s *stepper) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(kit.Margin(kit.Nudge, s.sign))
}
