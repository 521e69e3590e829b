package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

// groundArea is a plain area in a colour of the theme, to lie under other things.
type groundArea struct {
	widget.BaseWidget
	color fyne.ThemeColorName
	soft  bool
	size  func() fyne.Size
}

// NewGround returns an area in a colour.
func NewGround(color fyne.ThemeColorName) fyne.CanvasObject { return newArea(color, false, nil) }

// NewSoftGround returns an area in a colour mixed thinly into the card.
func NewSoftGround(color fyne.ThemeColorName) fyne.CanvasObject { return newArea(color, true, nil) }

// NewRule returns a hairline, lying or standing.
func NewRule(lying bool) fyne.CanvasObject {
	return newArea(Line, false, func() fyne.Size {
		if lying {
			return fyne.NewSize(0, Size(Hairline))
		}
		return fyne.NewSize(Size(Hairline), 0)
	})
}

func newArea(color fyne.ThemeColorName, soft bool, size func() fyne.Size) *groundArea {
	g := &groundArea{color: color, soft: soft, size: size}
	g.ExtendBaseWidget(g)
	return g
}

func (g *groundArea) CreateRenderer() fyne.WidgetRenderer {
	r := &areaRenderer{area: g, rect: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type areaRenderer struct {
	area *groundArea
	rect *canvas.Rectangle
}

func (r *areaRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.rect} }
func (r *areaRenderer) Destroy()                     {}
func (r *areaRenderer) Layout(size fyne.Size)        { r.rect.Resize(size) }

func (r *areaRenderer) MinSize() fyne.Size {
	if r.area.size == nil {
		return fyne.Size{}
	}
	return r.area.size()
}

func (r *areaRenderer) Refresh() {
	r.rect.FillColor = Color(r.area.color)
	if r.area.soft {
		r.rect.FillColor = Soft(r.area.color)
	}
	r.rect.Refresh()
}
