package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

type cell struct {
	text  string
	color fyne.ThemeColorName
}

// tableRow is one line of a DataTable: a text a cell and nothing more,
// because it is drawn again at each step of the wheel.
type tableRow struct {
	widget.BaseWidget
	cells  []cell
	shares []float32
	tapped func()
}

func newTableRow() *tableRow {
	r := &tableRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(cells []cell, shares []float32) {
	r.cells, r.shares = cells, shares
	r.Refresh()
}

func (r *tableRow) Tapped(*fyne.PointEvent) {
	if r.tapped != nil {
		r.tapped()
	}
}

func (r *tableRow) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{r: r} }

type rowRenderer struct {
	r       *tableRow
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, Size(Row)-Size(theme.SizeNamePadding))
}

func (r *rowRenderer) Refresh() {
	for len(r.texts) < len(r.r.cells) {
		text := canvas.NewText("", color.Transparent)
		r.texts = append(r.texts, text)
		r.objects = append(r.objects, text)
	}
	r.Layout(r.r.Size())
	for _, text := range r.texts {
		text.Refresh()
	}
}

func (r *rowRenderer) Layout(size fyne.Size) {
	x, pad, body := float32(0), Size(Inside), Size(Body)
	for i, text := range r.texts {
		text.Hidden = i >= len(r.r.cells)
		if text.Hidden {
			continue
		}
		width := r.r.shares[i] * size.Width
		text.TextSize, text.Color = body, Color(r.r.cells[i].color)
		text.Text = r.r.cells[i].text
		if float32(len([]rune(text.Text)))*body > width-pad { // no character is wider than its size
			text.Text = Shorten(text.Text, width-pad, body, text.TextStyle)
		}
		text.Move(fyne.NewPos(x+pad, 0))
		text.Resize(fyne.NewSize(width-pad, size.Height))
		x += width
	}
}

func (r *rowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowRenderer) Destroy()                     {}
