package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// sidebarItem is one page in the sidebar: a picture, its name and its key.
type sidebarItem struct {
	widget.BaseWidget
	title, key string
	icon       fyne.Resource
	current    bool
	hovered    bool
	open       func()
}

func newSidebarItem(title string, icon []byte, key string, open func()) *sidebarItem {
	i := &sidebarItem{title: title, key: key, icon: fyne.NewStaticResource(title+".svg", icon), open: open}
	i.ExtendBaseWidget(i)
	return i
}

func (i *sidebarItem) setCurrent(current bool) {
	if i.current != current {
		i.current = current
		i.Refresh()
	}
}

func (i *sidebarItem) Tapped(*fyne.PointEvent)        { i.open() }
func (i *sidebarItem) MouseIn(*desktop.MouseEvent)    { i.hovered = true; i.Refresh() }
func (i *sidebarItem) MouseMoved(*desktop.MouseEvent) {}
func (i *sidebarItem) MouseOut()                      { i.hovered = false; i.Refresh() }
func (i *sidebarItem) Cursor() desktop.Cursor         { return desktop.PointerCursor }

func (i *sidebarItem) CreateRenderer() fyne.WidgetRenderer {
	r := &sidebarRenderer{item: i, ground: canvas.NewRectangle(nil), image: canvas.NewImageFromResource(i.icon),
		name: kit.NewText(i.title), hint: kit.NewLabel(i.key)}
	r.image.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type sidebarRenderer struct {
	item   *sidebarItem
	ground *canvas.Rectangle
	image  *canvas.Image
	name   *kit.Text
	hint   *kit.Text
}

func (r *sidebarRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.image, r.name, r.hint}
}
func (r *sidebarRenderer) Destroy() {}

// MinSize has room for the bold name, so that the sidebar keeps its width
// whichever page is open.
func (r *sidebarRenderer) MinSize() fyne.Size {
	pad, icon := kit.Size(kit.Inside), kit.Size(kit.Icon)
	name := fyne.MeasureText(r.item.title, kit.Size(kit.Body), fyne.TextStyle{Bold: true}).Width
	return fyne.NewSize(pad+icon+pad+name+kit.Size(kit.Between)+r.hint.MinSize().Width+pad, kit.Size(kit.Row)+pad)
}

func (r *sidebarRenderer) Layout(size fyne.Size) {
	pad, icon := kit.Size(kit.Inside), kit.Size(kit.Icon)
	r.ground.Resize(size)
	r.image.Move(fyne.NewPos(pad, (size.Height-icon)/2))
	r.image.Resize(fyne.NewSquareSize(icon))
	place := func(t *kit.Text, x, width float32) {
		height := t.MinSize().Height
		t.Move(fyne.NewPos(x, (size.Height-height)/2))
		t.Resize(fyne.NewSize(width, height))
	}
	hint := r.hint.MinSize().Width
	place(r.name, pad+icon+pad, size.Width-pad-icon-pad-pad-hint)
	place(r.hint, size.Width-pad-hint, hint)
}

func (r *sidebarRenderer) Refresh() {
	ink := kit.Ink
	r.ground.CornerRadius = kit.Size(kit.Corner)
	switch {
	case r.item.current:
		ink = kit.Accent
		r.ground.FillColor = kit.Soft(kit.Accent)
	case r.item.hovered:
		r.ground.FillColor = kit.Color(kit.Ground)
	default:
		r.ground.FillColor = kit.Color(kit.Surface)
	}
	r.name.Bold = r.item.current
	r.name.Paint(r.item.title, ink)
	r.hint.Paint(r.item.key, kit.Faint)
	r.image.Resource = theme.NewColoredResource(r.item.icon, ink)
	r.ground.Refresh()
	r.image.Refresh()
}
