package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"image/color"
)

// Figure is a big number with a word under it; a tap, Enter or Space opens
// what it counts.
type Figure struct {
	attended
	Number string
	Word   string // translated
	Color  fyne.ThemeColorName
	OnOpen func()
}

var (
	_ fyne.Focusable    = (*Figure)(nil)
	_ fyne.Tappable     = (*Figure)(nil)
	_ desktop.Hoverable = (*Figure)(nil)
)

// NewFigure returns a figure tile; open may be nil.
func NewFigure(number, word string, open func()) *Figure {
	f := &Figure{Number: number, Word: word, Color: Ink, OnOpen: open}
	f.ExtendBaseWidget(f)
	return f
}

// Set changes the number and its colour.
func (f *Figure) Set(number string, color fyne.ThemeColorName) {
	f.Number, f.Color = number, color
	f.Refresh()
}

func (f *Figure) Tapped(*fyne.PointEvent) {
	if f.OnOpen != nil {
		f.OnOpen()
	}
}

func (f *Figure) TypedKey(key *fyne.KeyEvent) {
	if scanEnds(f, key) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.Tapped(nil)
	default:
		Hand(f, key)
	}
}

func (f *Figure) TypedRune(r rune)                     { HandRune(f, r) }
func (f *Figure) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(f, shortcut) }

func (f *Figure) CreateRenderer() fyne.WidgetRenderer {
	r := &figureRenderer{f: f, back: canvas.NewRectangle(color.Transparent), number: canvas.NewText("", color.Transparent), word: canvas.NewText("", color.Transparent)}
	r.style()
	return r
}

type figureRenderer struct {
	f            *Figure
	back         *canvas.Rectangle
	number, word *canvas.Text
}

func (r *figureRenderer) style() {
	f := r.f
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = Color(Surface), Color(Line), Size(Hairline)
	r.back.CornerRadius = Size(Corner)
	if f.hovered && f.OnOpen != nil {
		r.back.FillColor = Color(theme.ColorNameButton)
	}
	if f.focused {
		r.back.StrokeColor, r.back.StrokeWidth = Color(Accent), Size(Ring)
	}
	r.number.Text, r.number.TextSize, r.number.Color = f.Number, Size(Big), Color(f.Color)
	r.number.TextStyle = fyne.TextStyle{Bold: true}
	r.word.Text, r.word.TextSize, r.word.Color = f.Word, Size(Small), Color(Faint)
}

func (r *figureRenderer) MinSize() fyne.Size {
	number, word := r.number.MinSize(), r.word.MinSize()
	return fyne.NewSize(max(number.Width, word.Width)+2*Size(Between), number.Height+word.Height+2*Size(Inside))
}

func (r *figureRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	number, word := r.number.MinSize(), r.word.MinSize()
	x, y := Size(Between), (size.Height-number.Height-word.Height)/2
	r.number.Move(fyne.NewPos(x, y))
	r.number.Resize(number)
	r.word.Move(fyne.NewPos(x, y+number.Height))
	r.word.Resize(word)
}

func (r *figureRenderer) Refresh() {
	r.style()
	r.Layout(r.f.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *figureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.number, r.word}
}
func (r *figureRenderer) Destroy() {}
