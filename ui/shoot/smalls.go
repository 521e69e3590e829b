package shoot

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/internal/picture"
	"guitu/ui/kit"
)

// small is a picture the size of a thumb with a word under it.
type small struct {
	widget.BaseWidget
	image *canvas.Image
	word  *kit.Text
	here  bool // the one that the keys mean
	tap   func()
}

// smallSide is the longer side of a small picture, in pixels.
const smallSide = 240

func newSmall(m *image.NRGBA, word string, tap func()) *small {
	s := &small{image: canvas.NewImageFromImage(picture.Thumbnail(m, smallSide)), word: kit.NewLabel(word), tap: tap}
	s.image.FillMode = canvas.ImageFillContain
	s.word.Align, s.word.Whole = fyne.TextAlignCenter, false
	s.ExtendBaseWidget(s)
	return s
}

func (s *small) Tapped(*fyne.PointEvent) { s.tap() }

func (s *small) CreateRenderer() fyne.WidgetRenderer {
	r := &smallRenderer{s: s, frame: canvas.NewRectangle(color.Transparent)}
	r.inner = container.NewBorder(nil, s.word, nil, nil, s.image)
	r.Refresh()
	return r
}

type smallRenderer struct {
	s     *small
	frame *canvas.Rectangle
	inner *fyne.Container
}

func (r *smallRenderer) MinSize() fyne.Size {
	side := 1.5 * kit.Size(kit.Thumb)
	return fyne.NewSize(side, side+r.s.word.MinSize().Height)
}

func (r *smallRenderer) Layout(size fyne.Size) {
	ring := kit.Size(kit.Nudge)
	r.frame.Resize(size)
	r.inner.Move(fyne.NewPos(ring, ring))
	r.inner.Resize(size.Subtract(fyne.NewSquareSize(2 * ring)))
}

func (r *smallRenderer) Refresh() {
	r.frame.FillColor, r.frame.CornerRadius = kit.Color(kit.Surface), kit.Size(kit.Nudge)
	r.frame.StrokeColor, r.frame.StrokeWidth = kit.Color(kit.Line), kit.Size(kit.Hairline)
	if r.s.here {
		r.frame.StrokeColor, r.frame.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
	r.frame.Refresh()
	r.inner.Refresh()
}

func (r *smallRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.frame, r.inner} }
func (r *smallRenderer) Destroy()                     {}

// tray lays small pictures in as many lines as the width asks for. It asks
// for the height of the lines that it was last laid in.
type tray struct{ width float32 }

func (t *tray) perLine(one fyne.Size) int {
	return max(1, int((t.width+kit.Size(kit.Inside))/(one.Width+kit.Size(kit.Inside))))
}

func (t *tray) MinSize(o []fyne.CanvasObject) fyne.Size {
	if len(o) == 0 {
		return fyne.Size{}
	}
	one, gap := o[0].MinSize(), kit.Size(kit.Inside)
	lines := (len(o) + t.perLine(one) - 1) / t.perLine(one)
	return fyne.NewSize(one.Width, float32(lines)*(one.Height+gap)-gap)
}

func (t *tray) Layout(o []fyne.CanvasObject, size fyne.Size) {
	t.width = size.Width
	if len(o) == 0 {
		return
	}
	one, gap := o[0].MinSize(), kit.Size(kit.Inside)
	for i, object := range o {
		object.Resize(one)
		object.Move(fyne.NewPos(float32(i%t.perLine(one))*(one.Width+gap), float32(i/t.perLine(one))*(one.Height+gap)))
	}
}
