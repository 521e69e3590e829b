package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"image/color"
)

type headFacts struct {
	id, title            string
	share                float32
	hidden, sorted, down bool
}

// tableHead is the line of column heads over a DataTable.
type tableHead struct {
	widget.BaseWidget
	heads  []headFacts
	sort   func(id string)
	widen  func(id string, share float32)
	toggle func(id string)
	moving int // the column whose edge is held, -1 for none
}

var (
	_ fyne.Tappable          = (*tableHead)(nil)
	_ fyne.SecondaryTappable = (*tableHead)(nil)
	_ fyne.Draggable         = (*tableHead)(nil)
)

func newTableHead(sort func(string), widen func(string, float32), toggle func(string)) *tableHead {
	h := &tableHead{sort: sort, widen: widen, toggle: toggle, moving: -1}
	h.ExtendBaseWidget(h)
	return h
}

func (h *tableHead) set(heads []headFacts) {
	h.heads = heads
	h.Refresh()
}

// shares are the parts of the width that the visible columns take.
func (h *tableHead) shares() []float32 {
	var sum float32
	var shares []float32
	for _, f := range h.heads {
		if !f.hidden {
			sum += f.share
			shares = append(shares, f.share)
		}
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

// at returns the visible column at x and the place of its right edge.
func (h *tableHead) at(x float32) (column int, right float32) {
	shares, n := h.shares(), 0
	for i, f := range h.heads {
		if f.hidden {
			continue
		}
		right += shares[n] * h.Size().Width
		if n++; x < right {
			return i, right
		}
	}
	return -1, right
}

func (h *tableHead) Tapped(e *fyne.PointEvent) {
	if column, _ := h.at(e.Position.X); column >= 0 {
		h.sort(h.heads[column].id)
	}
}

// TappedSecondary lists the columns to choose from.
func (h *tableHead) TappedSecondary(e *fyne.PointEvent) {
	var items []*fyne.MenuItem
	for _, f := range h.heads {
		item := fyne.NewMenuItem(f.title, func() { h.toggle(f.id) })
		item.Checked = !f.hidden
		items = append(items, item)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), canvasOf(h), e.AbsolutePosition)
}

func (h *tableHead) Dragged(e *fyne.DragEvent) {
	if h.moving < 0 {
		column, right := h.at(e.Position.X - e.Dragged.DX)
		if before, edge := h.at(e.Position.X - e.Dragged.DX - Size(Between)); before >= 0 && before != column {
			column, right = before, edge
		}
		if column < 0 || right-e.Position.X > Size(Between) {
			return
		}
		h.moving = column
	}
	var sum float32
	for _, f := range h.heads {
		if !f.hidden {
			sum += f.share
		}
	}
	moved := &h.heads[h.moving]
	moved.share = max(moved.share+e.Dragged.DX/h.Size().Width*sum, sum/float32(10*len(h.heads)))
	h.Refresh()
}

func (h *tableHead) DragEnd() {
	if h.moving >= 0 {
		h.widen(h.heads[h.moving].id, h.heads[h.moving].share)
		h.moving = -1
	}
}

func (h *tableHead) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	r := &tableHeadRenderer{h: h, rule: canvas.NewLine(color.Transparent)}
	r.Refresh()
	return r
}

type tableHeadRenderer struct {
	h       *tableHead
	rule    *canvas.Line
	texts   []*canvas.Text
	objects []fyne.CanvasObject
}

func (r *tableHeadRenderer) MinSize() fyne.Size { return fyne.NewSize(0, Size(Row)) }

func (r *tableHeadRenderer) Refresh() {
	if len(r.objects) == 0 {
		r.objects = []fyne.CanvasObject{r.rule}
	}
	for len(r.texts) < len(r.h.heads) {
		text := canvas.NewText("", color.Transparent)
		r.texts = append(r.texts, text)
		r.objects = append(r.objects, text)
	}
	r.rule.StrokeColor, r.rule.StrokeWidth = Color(Line), Size(Hairline)
	r.Layout(r.h.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *tableHeadRenderer) Layout(size fyne.Size) {
	shares, n, x, pad := r.h.shares(), 0, float32(0), Size(Inside)
	for i, f := range r.h.heads {
		text := r.texts[i]
		text.Hidden = f.hidden
		if f.hidden {
			continue
		}
		width := shares[n] * size.Width
		n++
		text.TextSize, text.Color, text.TextStyle = Size(Small), Color(Faint), fyne.TextStyle{Bold: f.sorted}
		title := f.title
		if f.sorted && f.down {
			title += " ▼"
		} else if f.sorted {
			title += " ▲"
		}
		text.Text = Shorten(title, width-pad, text.TextSize, text.TextStyle)
		text.Move(fyne.NewPos(x+pad, 0))
		text.Resize(fyne.NewSize(width-pad, size.Height))
		x += width
	}
	r.rule.Position1, r.rule.Position2 = fyne.NewPos(0, size.Height), fyne.NewPos(size.Width, size.Height)
}

func (r *tableHeadRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *tableHeadRenderer) Destroy()                     {}
