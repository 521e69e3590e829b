package typeset

// Column is one column of a Table.
type Column struct {
	Title string
	Share float64 // of the table's width, in any unit; zero counts as 1
	Align Align
}

// Table is a ruled table that goes on over as many pages as it needs.
type Table struct {
	Columns   []Column
	Rows      [][]string
	MinRows   int     // empty rows are added up to this number, to be filled by hand
	Size      float64 // points; zero means 10
	RowHeight float64 // least height in millimetres; zero means 7

	Pictures      [][]byte // small JPEGs, one for each row or nil; they stand in PictureColumn
	PictureColumn int
}

// Flow is the column of paper that something runs down. Next begins a new page
// and returns where it starts.
type Flow struct {
	X, Width, Bottom float64
	Next             func() (top float64)
}

const cellPad = 1.2 // mm between a rule and the text beside it

// Table draws the table from y on and returns where it ends. The head is
// repeated on each page. A row goes to the next page whole; only one that is
// higher than a page is divided.
func (d *Doc) Table(t Table, y float64, f Flow) float64 {
	if t.Size == 0 {
		t.Size = 10
	}
	if t.RowHeight == 0 {
		t.RowHeight = 7
	}
	widths := t.widths(f.Width)
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Title
	}
	headTexts, headHeight := d.tableRow(t, head, widths, true)
	fresh := false // on a page that holds nothing but the head
	top := y
	frame := func() { d.Rect(f.X, top, f.Width, y-top, 0.45) }
	putHead := func() {
		top = y
		d.rowAt(headTexts, widths, f.X, y, headHeight)
		y += headHeight
	}
	turn := func() {
		frame()
		y = f.Next()
		putHead()
		fresh = true
	}
	if y+headHeight+t.RowHeight > f.Bottom {
		y = f.Next()
	}
	putHead()
	rows := t.Rows
	for len(rows) < t.MinRows {
		rows = append(rows[:len(rows):len(rows)], nil)
	}
	for i, row := range rows {
		texts, height := d.tableRow(t, row, widths, false)
		picture := t.picture(i)
		if picture != nil {
			height = max(height, pictureHeight)
		}
		for y+height > f.Bottom+1e-6 {
			if !fresh && headHeight+height <= f.Bottom-y || !fresh {
				turn()
				continue
			}
			n := max(1, int((f.Bottom-y-2*cellPad)/(t.Size*1.35*pt)))
			var upper []Text
			upper, texts = cutAll(texts, n)
			d.rowAt(upper, widths, f.X, y, f.Bottom-y)
			y = f.Bottom
			height = max(t.RowHeight, tallest(texts)+2*cellPad)
			turn()
		}
		d.rowAt(texts, widths, f.X, y, height)
		if picture != nil {
			x := f.X + sum(widths[:t.PictureColumn])
			if err := d.Picture(picture, x+0.5, y+0.5, widths[t.PictureColumn]-1, height-1); err != nil {
				d.fail(err)
			}
		}
		y += height
		fresh = false
	}
	frame()
	return y
}

// pictureHeight is the least height of a row with a picture, in millimetres.
const pictureHeight = 14

// picture is that of a row, nil where it has none.
func (t Table) picture(row int) []byte {
	if row >= len(t.Pictures) || t.PictureColumn >= len(t.Columns) || len(t.Pictures[row]) == 0 {
		return nil
	}
	return t.Pictures[row]
}

func (t Table) widths(total float64) []float64 {
	widths := make([]float64, len(t.Columns))
	var shares float64
	for i, c := range t.Columns {
		widths[i] = c.Share
		if widths[i] == 0 {
			widths[i] = 1
		}
		shares += widths[i]
	}
	for i := range widths {
		widths[i] *= total / shares
	}
	return widths
}

func (d *Doc) tableRow(t Table, cells []string, widths []float64, head bool) ([]Text, float64) {
	texts := make([]Text, len(widths))
	for i := range widths {
		p := Paragraph{Size: t.Size, Leading: 1.35, Align: t.Columns[i].Align}
		span := Span{Bold: head}
		if i < len(cells) {
			span.Text = cells[i]
		}
		if head {
			p.Align = Center
		}
		p.Spans = []Span{span}
		texts[i] = d.Layout(p, widths[i]-2*cellPad)
	}
	return texts, max(t.RowHeight, tallest(texts)+2*cellPad)
}

func tallest(texts []Text) float64 {
	var h float64
	for _, t := range texts {
		h = max(h, t.Height())
	}
	return h
}

func cutAll(texts []Text, n int) (upper, lower []Text) {
	for _, t := range texts {
		head, tail := t.Cut(n)
		upper, lower = append(upper, head), append(lower, tail)
	}
	return upper, lower
}

func (d *Doc) rowAt(texts []Text, widths []float64, x, y, height float64) {
	for i, t := range texts {
		d.Rect(x, y, widths[i], height, 0.2)
		d.DrawText(t, x+cellPad, y+(height-t.Height())/2)
		x += widths[i]
	}
}
