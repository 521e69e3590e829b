package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

// Card is a white sheet with a hairline and round corners that holds one
// matter.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
	inner   fyne.CanvasObject
}

// NewCard returns a card; title is a key of the translations, empty for none,
// and right stands at the end of the title's line, nil for nothing.
func NewCard(title string, right, content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	body := content
	if title != "" || right != nil {
		words := NewText(lang.L(title))
		words.Bold, words.Type, words.Whole = true, Subtitle, false
		head := container.NewBorder(nil, nil, nil, right, words)
		body = container.New(headed{}, head, content)
	}
	c.inner = Margin(Between, body)
	c.ExtendBaseWidget(c)
	return c
}

func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &sheetRenderer{back: canvas.NewRectangle(color.Transparent), inner: c.inner}
	r.style()
	return r
}

// sheetRenderer draws the sheet behind a content.
type sheetRenderer struct {
	back  *canvas.Rectangle
	inner fyne.CanvasObject
}

func (r *sheetRenderer) style() {
	r.back.FillColor, r.back.StrokeColor = Color(Surface), Color(Line)
	r.back.StrokeWidth, r.back.CornerRadius = Size(Hairline), Size(Corner)
}

func (r *sheetRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	r.inner.Resize(size)
}

func (r *sheetRenderer) MinSize() fyne.Size { return r.inner.MinSize() }

func (r *sheetRenderer) Refresh() {
	r.style()
	r.back.Refresh()
	r.inner.Refresh()
}

func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.inner}
}
func (r *sheetRenderer) Destroy() {}

// headed puts a head above a content that takes the rest.
type headed struct{}

func (headed) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, body := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(head.Width, body.Width), head.Height+Size(Inside)+body.Height)
}

func (headed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	head := o[0].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, head))
	top := head + Size(Inside)
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top))
}
