package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

// Chip is a state: a shape, a word and a colour, each of which tells it alone.
// Where it gets less room than it asks for, the word ends in ….
type Chip struct {
	widget.BaseWidget
	Shape Shape
	Word  string // translated
	Color fyne.ThemeColorName
}

// NewChip returns a state.
func NewChip(shape Shape, word string, color fyne.ThemeColorName) *Chip {
	c := &Chip{Shape: shape, Word: word, Color: color}
	c.ExtendBaseWidget(c)
	return c
}

// Set changes the state.
func (c *Chip) Set(shape Shape, word string, color fyne.ThemeColorName) {
	if c.Shape == shape && c.Word == word && c.Color == color {
		return
	}
	c.Shape, c.Word, c.Color = shape, word, color
	c.Refresh()
}

func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, back: canvas.NewRectangle(color.Transparent), m: newMark(), word: canvas.NewText("", color.Transparent)}
	r.style()
	return r
}

type chipRenderer struct {
	c    *Chip
	back *canvas.Rectangle
	m    *mark
	word *canvas.Text
}

func (r *chipRenderer) style() {
	r.back.FillColor, r.back.CornerRadius = Soft(r.c.Color), Size(Corner)
	r.word.Text, r.word.Color, r.word.TextSize = r.c.Word, Color(r.c.Color), Size(Small)
	r.m.set(r.c.Shape, r.c.Color)
}

// sign is the room that the shape takes, none without one.
func (r *chipRenderer) sign() float32 {
	if r.c.Shape == NoShape {
		return 0
	}
	return Size(Mark) + Size(Nudge)
}

func (r *chipRenderer) MinSize() fyne.Size {
	word := fyne.MeasureText(r.c.Word, Size(Small), r.word.TextStyle)
	return fyne.NewSize(word.Width+r.sign()+2*Size(Inside), word.Height+Size(Nudge))
}

func (r *chipRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	x := Size(Inside)
	r.m.place(fyne.NewPos(x, (size.Height-Size(Mark))/2), Size(Mark))
	room := size.Width - 2*x - r.sign() + Size(Hairline)/2 // what was added may come back a hair smaller
	r.word.Text = Shorten(r.c.Word, room, r.word.TextSize, r.word.TextStyle)
	word := r.word.MinSize()
	r.word.Move(fyne.NewPos(x+r.sign(), (size.Height-word.Height)/2))
	r.word.Resize(word)
}

func (r *chipRenderer) Refresh() {
	r.style()
	r.Layout(r.c.Size())
	r.back.Refresh()
	r.word.Refresh()
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.word}, r.m.objects()...)
}
func (r *chipRenderer) Destroy() {}
