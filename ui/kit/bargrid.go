package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ColumnFacts is what stands over a column of a timeline.
type ColumnFacts struct {
	Above string // the month, where it begins
	Text  string // the day
	Under string // of the week
	Off   bool   // nobody works: the column is shaded
	Today bool
}

// columned is the body of what follows the facts of the columns.
type columned struct {
	widget.BaseWidget
	columns Columns
	facts   []ColumnFacts
}

// Set changes what stands over the columns and which are shaded; the same facts
// cost nothing.
func (c *columned) Set(facts []ColumnFacts) {
	if !slices.Equal(c.facts, facts) {
		c.facts = facts
		c.Refresh()
	}
}

// BarHead is the line of days over the rows of a timeline.
type BarHead struct{ columned }

// NewBarHead returns a head without words.
func NewBarHead(columns Columns) *BarHead {
	h := &BarHead{columned{columns: columns}}
	h.ExtendBaseWidget(h)
	return h
}

func (h *BarHead) CreateRenderer() fyne.WidgetRenderer {
	r := &barHeadRenderer{h: h}
	for range 3 * h.columns.Count {
		r.words = append(r.words, canvas.NewText("", color.Transparent))
		r.objects = append(r.objects, r.words[len(r.words)-1])
	}
	r.style()
	return r
}

type barHeadRenderer struct {
	h       *BarHead
	words   []*canvas.Text // month, day and weekday of each column
	objects []fyne.CanvasObject
}

func (r *barHeadRenderer) style() {
	for i, f := range r.h.facts {
		if i >= r.h.columns.Count {
			return
		}
		for k, text := range []string{f.Above, f.Text, f.Under} {
			word := r.words[3*i+k]
			word.Text, word.TextSize, word.Color = text, Size(Small), Color(Faint)
			word.TextStyle = fyne.TextStyle{Bold: f.Today || k == 0}
			switch {
			case f.Today:
				word.Color = Color(Accent)
			case k == 1 && !f.Off:
				word.Color = Color(Ink)
			}
		}
	}
}

func (r *barHeadRenderer) line() float32 {
	return fyne.MeasureText("日", Size(Small), fyne.TextStyle{}).Height
}

func (r *barHeadRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.h.columns.HeadWidth()+Size(TileWidth), 3*r.line())
}

func (r *barHeadRenderer) Layout(size fyne.Size) {
	one := r.h.columns.Width(size.Width)
	for i, word := range r.words {
		need := word.MinSize()
		x := r.h.columns.HeadWidth() + float32(i/3)*one
		if i%3 > 0 { // a month's name reaches over the days after it
			x += (one - need.Width) / 2
		}
		word.Resize(need)
		word.Move(fyne.NewPos(x, float32(i%3)*r.line()))
	}
}

func (r *barHeadRenderer) Refresh() {
	r.style()
	r.Layout(r.h.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *barHeadRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *barHeadRenderer) Destroy()                     {}

// BarGrid shades the days off behind the rows of a timeline. Its lines are
// drawn once for all rows.
type BarGrid struct{ columned }

// NewBarGrid returns a grid without shades.
func NewBarGrid(columns Columns) *BarGrid {
	g := &BarGrid{columned{columns: columns}}
	g.ExtendBaseWidget(g)
	return g
}

func (g *BarGrid) CreateRenderer() fyne.WidgetRenderer {
	r := &barGridRenderer{g: g}
	for range g.columns.Count {
		band, line := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
		r.bands, r.lines = append(r.bands, band), append(r.lines, line)
		r.objects = append(r.objects, band, line)
	}
	r.style()
	return r
}

type barGridRenderer struct {
	g            *BarGrid
	bands, lines []*canvas.Rectangle
	objects      []fyne.CanvasObject
}

func (r *barGridRenderer) style() {
	for i := range r.bands {
		r.lines[i].FillColor, r.bands[i].FillColor = Color(Line), color.Transparent
		if i < len(r.g.facts) && r.g.facts[i].Off {
			r.bands[i].FillColor = Color(theme.ColorNameButton)
		}
	}
}

func (r *barGridRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *barGridRenderer) Layout(size fyne.Size) {
	one := r.g.columns.Width(size.Width)
	for i := range r.bands {
		x := r.g.columns.HeadWidth() + float32(i)*one
		r.bands[i].Move(fyne.NewPos(x, 0))
		r.bands[i].Resize(fyne.NewSize(one, size.Height))
		r.lines[i].Move(fyne.NewPos(x, 0))
		r.lines[i].Resize(fyne.NewSize(Size(Hairline), size.Height))
	}
}

func (r *barGridRenderer) Refresh() {
	r.style()
	r.Layout(r.g.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *barGridRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *barGridRenderer) Destroy()                     {}

// BarNow is the line of the present moment before the rows of a timeline.
type BarNow struct {
	widget.BaseWidget
	columns Columns
	at      float32 // in columns; hidden where outside of them
}

// NewBarNow returns a line that does not show yet.
func NewBarNow(columns Columns) *BarNow {
	n := &BarNow{columns: columns, at: -1}
	n.ExtendBaseWidget(n)
	return n
}

// Set moves the line.
func (n *BarNow) Set(at float32) {
	if n.at != at {
		n.at = at
		n.Refresh()
	}
}

// At is where the line stands, in columns.
func (n *BarNow) At() float32 { return n.at }

func (n *BarNow) CreateRenderer() fyne.WidgetRenderer {
	r := &barNowRenderer{n: n, line: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type barNowRenderer struct {
	n    *BarNow
	line *canvas.Rectangle
}

func (r *barNowRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *barNowRenderer) Layout(size fyne.Size) {
	r.line.Resize(fyne.NewSize(Size(Ring), size.Height))
	r.line.Move(fyne.NewPos(r.n.columns.HeadWidth()+r.n.at*r.n.columns.Width(size.Width)-Size(Ring)/2, 0))
}

func (r *barNowRenderer) Refresh() {
	r.line.FillColor = Color(Accent)
	r.line.Hidden = r.n.at < 0 || r.n.at > float32(r.n.columns.Count)
	r.Layout(r.n.Size())
	r.line.Refresh()
}

func (r *barNowRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *barNowRenderer) Destroy()                     {}
