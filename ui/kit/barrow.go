package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bar is a span of time in a BarRow, measured in columns from the first one;
// what reaches beyond the columns is cut there.
type Bar struct {
	From, To float32
	Text     string // shortened to what fits
	Color    fyne.ThemeColorName
	Hatched  bool // away, while the place is kept
	Hollow   bool // not yet so: what is expected
	Open     bool // goes on: no line stands at its end
}

// BarRowFacts is what a row of a timeline shows; all words are ready to be
// read.
type BarRowFacts struct {
	Group  string // stands once, before the first row of its kind
	Head   string
	State  State // of now; its shape stands before the head
	Title  bool  // the row is a heading: Head is written large, over the columns
	First  bool  // a line above parts it from the group before
	Bars   []Bar
	Cursor int // the column with the cursor, -1 for none
}

func (f BarRowFacts) same(g BarRowFacts) bool {
	return f.Group == g.Group && f.Head == g.Head && f.State == g.State && f.Title == g.Title && f.First == g.First &&
		f.Cursor == g.Cursor && slices.Equal(f.Bars, g.Bars)
}

// Columns are the equal parts into which rows and head of a timeline are
// divided, right of their heads.
type Columns struct{ Count int }

// HeadWidth is how much of a row its group and head take.
func (c Columns) HeadWidth() float32 { return 2 * Size(TileWidth) }

// Width is that of one column in a row of a width.
func (c Columns) Width(row float32) float32 {
	return max(0, row-c.HeadWidth()) / float32(max(1, c.Count))
}

// At is the column at a place of a row, -1 over the head.
func (c Columns) At(x, row float32) int {
	if x < c.HeadWidth() || c.Width(row) == 0 {
		return -1
	}
	return min(int((x-c.HeadWidth())/c.Width(row)), c.Count-1)
}

// BarRow is a row of a timeline: a head, and bars over columns. Rows are used
// again and again by a list that draws only what is in sight.
type BarRow struct {
	widget.BaseWidget
	OnTapped func(column int) // -1 over the head

	columns Columns
	facts   BarRowFacts
}

var _ fyne.Tappable = (*BarRow)(nil)

// NewBarRow returns an empty row.
func NewBarRow(columns Columns) *BarRow {
	r := &BarRow{columns: columns, facts: BarRowFacts{Cursor: -1}}
	r.ExtendBaseWidget(r)
	return r
}

// Set changes what the row shows; the same facts cost nothing.
func (r *BarRow) Set(facts BarRowFacts) {
	if !r.facts.same(facts) {
		r.facts = facts
		r.Refresh()
	}
}

// Facts returns what the row shows.
func (r *BarRow) Facts() BarRowFacts { return r.facts }

func (r *BarRow) Tapped(at *fyne.PointEvent) {
	if r.OnTapped != nil {
		r.OnTapped(r.columns.At(at.Position.X, r.Size().Width))
	}
}

func (r *BarRow) CreateRenderer() fyne.WidgetRenderer {
	b := &barRowRenderer{r: r, rule: canvas.NewRectangle(color.Transparent), cursor: canvas.NewRectangle(color.Transparent), m: newMark()}
	for i := range b.words {
		b.words[i] = canvas.NewText("", color.Transparent)
	}
	b.build()
	return b
}

// The two texts at the head of a row.
const (
	barGroup = iota
	barHead
)

type barRowRenderer struct {
	r       *BarRow
	rule    *canvas.Rectangle
	cursor  *canvas.Rectangle
	m       *mark
	words   [2]*canvas.Text
	bars    []barParts // grows to the most that a row ever had
	hatch   []*canvas.Line
	hatched int // lines of hatch that are drawn
	objects []fyne.CanvasObject
}

type barParts struct {
	back, open *canvas.Rectangle
	text       *canvas.Text
}

func (b *barRowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(b.r.columns.HeadWidth()+Size(TileWidth), Size(Row))
}

// build makes the objects that the facts need and puts them where they belong.
func (b *barRowRenderer) build() {
	f := b.r.facts
	for len(b.bars) < len(f.Bars) {
		b.bars = append(b.bars, barParts{canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Transparent)})
	}
	b.style()
	b.place(b.r.Size())
	b.objects = append(b.objects[:0], b.rule, b.cursor)
	for _, bar := range b.bars[:len(f.Bars)] {
		b.objects = append(b.objects, bar.back)
	}
	for _, line := range b.hatch[:b.hatched] {
		b.objects = append(b.objects, line)
	}
	for i, bar := range b.bars[:len(f.Bars)] {
		if f.Bars[i].Open {
			b.objects = append(b.objects, bar.open)
		}
		b.objects = append(b.objects, bar.text)
	}
	b.objects = append(b.objects, b.words[barGroup], b.words[barHead])
	if !f.Title {
		b.objects = append(b.objects, b.m.objects()...)
	}
}

func (b *barRowRenderer) style() {
	f := b.r.facts
	b.rule.FillColor, b.rule.Hidden = Color(Line), !f.First
	b.cursor.Hidden = f.Cursor < 0
	b.cursor.FillColor, b.cursor.StrokeColor, b.cursor.StrokeWidth = color.Transparent, Color(Accent), Size(Ring)
	b.cursor.CornerRadius = Size(theme.SizeNameSelectionRadius)
	b.words[barGroup].Text, b.words[barGroup].TextSize, b.words[barGroup].Color = f.Group, Size(Small), Color(Faint)
	b.words[barHead].Text, b.words[barHead].TextSize, b.words[barHead].Color = f.Head, Size(Small), Color(Ink)
	b.words[barHead].TextStyle = fyne.TextStyle{Bold: f.Title}
	if f.Title {
		b.words[barHead].TextSize = Size(Body)
	}
	b.m.set(f.State.Shape, f.State.Color)
	for i, bar := range f.Bars {
		p := b.bars[i]
		p.back.FillColor, p.back.StrokeColor, p.back.StrokeWidth = Soft(bar.Color), Color(bar.Color), Size(Hairline)
		if bar.Hollow {
			p.back.FillColor = color.Transparent
		}
		p.back.CornerRadius = Size(theme.SizeNameSelectionRadius)
		p.open.FillColor = Soft(bar.Color)
		p.text.TextSize, p.text.Color = Size(Small), Color(bar.Color)
		if !bar.Hollow && !bar.Hatched {
			p.text.Color = Color(Ink)
		}
	}
}

func (b *barRowRenderer) place(size fyne.Size) {
	f, head, gap := b.r.facts, b.r.columns.HeadWidth(), Size(Nudge)
	b.rule.Resize(fyne.NewSize(size.Width, Size(Hairline)))
	at := func(text *canvas.Text, x, room float32) {
		text.Text = Shorten(text.Text, room, text.TextSize, text.TextStyle)
		need := text.MinSize()
		text.Resize(need)
		text.Move(fyne.NewPos(x, (size.Height-need.Height)/2))
	}
	side := Size(Mark)
	middle := head/2 - gap
	if f.Title {
		at(b.words[barHead], 0, size.Width)
	} else {
		at(b.words[barGroup], 0, middle-gap)
		b.m.place(fyne.NewPos(middle, (size.Height-side)/2), side)
		at(b.words[barHead], middle+side+gap, head-middle-side-2*gap)
	}
	one := b.r.columns.Width(size.Width)
	b.cursor.Move(fyne.NewPos(head+float32(f.Cursor)*one, 0))
	b.cursor.Resize(fyne.NewSize(one, size.Height))
	b.hatched = 0
	for i, bar := range f.Bars {
		from, to := max(bar.From, 0), min(bar.To, float32(b.r.columns.Count))
		left, width := head+from*one, max(0, to-from)*one
		p := b.bars[i]
		p.back.Move(fyne.NewPos(left, gap))
		p.back.Resize(fyne.NewSize(width, size.Height-2*gap))
		p.open.Move(fyne.NewPos(left+width-gap, gap+Size(Hairline)))
		p.open.Resize(fyne.NewSize(gap, size.Height-2*gap-2*Size(Hairline)))
		p.text.Text = bar.Text
		at(p.text, left+gap, max(0, width-2*gap))
		if bar.Hatched {
			b.strike(left, width, size.Height)
		}
	}
}

// strike lays slanting lines over a bar.
func (b *barRowRenderer) strike(left, width, height float32) {
	gap := Size(Nudge)
	top, low := gap+Size(Hairline), height-gap-Size(Hairline)
	rise := low - top
	for x := left - rise; x < left+width; x += 2 * gap {
		if b.hatched == len(b.hatch) {
			b.hatch = append(b.hatch, canvas.NewLine(color.Transparent))
		}
		line := b.hatch[b.hatched]
		b.hatched++
		from, to := max(x, left), min(x+rise, left+width)
		line.StrokeColor, line.StrokeWidth = Color(Line), Size(Hairline)
		line.Position1 = fyne.NewPos(from, low-(from-x))
		line.Position2 = fyne.NewPos(to, low-(to-x))
	}
}

func (b *barRowRenderer) Layout(fyne.Size) { b.build() }

func (b *barRowRenderer) Refresh() {
	b.build()
	canvas.Refresh(b.r)
}

func (b *barRowRenderer) Objects() []fyne.CanvasObject { return b.objects }
func (b *barRowRenderer) Destroy()                     {}
