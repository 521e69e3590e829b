package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/assets"
)

// Picture is an icon in a colour and a size by meaning.
type Picture struct {
	widget.BaseWidget
	Name  string
	Color fyne.ThemeColorName
	Type  fyne.ThemeSizeName
}

// NewPicture returns an icon of the usual size in the colour of text.
func NewPicture(name string) *Picture {
	p := &Picture{Name: name, Color: Ink, Type: Icon}
	p.ExtendBaseWidget(p)
	return p
}

func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	r := &pictureRenderer{p: p, image: canvas.NewImageFromResource(nil)}
	r.image.FillMode = canvas.ImageFillContain
	r.style()
	return r
}

type pictureRenderer struct {
	p     *Picture
	image *canvas.Image
}

func (r *pictureRenderer) style() {
	r.image.Resource = nil
	if content := assets.Icon(r.p.Name); len(content) > 0 {
		r.image.Resource = theme.NewColoredResource(fyne.NewStaticResource(r.p.Name+".svg", content), r.p.Color)
	}
	r.image.Hidden = r.image.Resource == nil
}

func (r *pictureRenderer) MinSize() fyne.Size    { return fyne.NewSquareSize(Size(r.p.Type)) }
func (r *pictureRenderer) Layout(size fyne.Size) { r.image.Resize(size) }
func (r *pictureRenderer) Refresh() {
	r.style()
	r.image.Refresh()
}
func (r *pictureRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *pictureRenderer) Destroy()                     {}
