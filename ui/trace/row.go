package trace

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// caseList is Fyne's list with our keys.
type caseList struct {
	widget.List
	onKey func(*fyne.KeyEvent) bool
}

func (l *caseList) TypedKey(key *fyne.KeyEvent) {
	if !l.onKey(key) {
		kit.Hand(l, key)
	}
}

func (l *caseList) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(l, shortcut) }

// row is one search in the list: portrait, who, where, how far, what is due.
type row struct {
	widget.BaseWidget
	photo      *canvas.Image
	nobody     *kit.Picture
	name, line *kit.Text
	place, day *kit.Text
	chip       *kit.Chip
	sign       *kit.Sign
	due, by    *kit.Text
	inner      *fyne.Container
	tapped     func()
}

func newRow() *row {
	short := func(t *kit.Text) *kit.Text { t.Whole = false; return t }
	r := &row{photo: canvas.NewImageFromImage(nil), nobody: kit.NewPicture("person"),
		name: short(kit.NewText("")), line: short(kit.NewLabel("")), place: short(kit.NewText("")), day: short(kit.NewLabel("")),
		chip: kit.NewChip(kit.Ring0, "", kit.Faint), sign: kit.NewSign(kit.Ring0, kit.Faint),
		due: short(kit.NewText("")), by: short(kit.NewLabel(""))}
	r.photo.FillMode, r.photo.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleFastest
	r.nobody.Color, r.nobody.Type = kit.Faint, kit.Thumb
	r.name.Bold, r.due.Bold = true, true
	due := container.NewBorder(nil, nil, r.sign, nil, kit.Margin(kit.Nudge, r.due))
	r.inner = container.New(rowColumns{}, container.NewStack(r.nobody, r.photo), kit.Close(r.name, r.line), kit.Close(r.place, r.day),
		container.New(snug{}, r.chip), kit.Close(due, r.by))
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) Tapped(*fyne.PointEvent) { r.tapped() }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewRectangle(color.Transparent)
	return &rowRenderer{r: r, line: line}
}

// rowRenderer draws a hairline under the content.
type rowRenderer struct {
	r    *row
	line *canvas.Rectangle
}

func (d *rowRenderer) MinSize() fyne.Size { return d.r.inner.MinSize() }
func (d *rowRenderer) Layout(size fyne.Size) {
	d.r.inner.Resize(size)
	d.line.Move(fyne.NewPos(0, size.Height))
	d.line.Resize(fyne.NewSize(size.Width, kit.Size(kit.Hairline)))
}
func (d *rowRenderer) Refresh() {
	d.line.FillColor = kit.Color(kit.Line)
	d.line.Refresh()
	d.r.inner.Refresh()
}
func (d *rowRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.r.inner, d.line} }
func (d *rowRenderer) Destroy()                     {}

// rowColumns lays the parts of a row beside each other: the portrait, then
// shares of what is left.
type rowColumns struct{}

var rowShares = []float32{0.28, 0.18, 0.17, 0.37}

func (rowColumns) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), kit.Size(kit.Thumb)+2*kit.Size(kit.Nudge))
}

func (rowColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side, gap := kit.Size(kit.Thumb), kit.Size(kit.Between)
	o[0].Move(fyne.NewPos(kit.Size(kit.Inside), (size.Height-side)/2))
	o[0].Resize(fyne.NewSquareSize(side))
	x := kit.Size(kit.Inside) + side + gap
	room := size.Width - x - kit.Size(kit.Inside)
	for i, share := range rowShares {
		width, height := room*share-gap, o[i+1].MinSize().Height
		o[i+1].Move(fyne.NewPos(x, (size.Height-height)/2))
		o[i+1].Resize(fyne.NewSize(width, height))
		x += room * share
	}
}
