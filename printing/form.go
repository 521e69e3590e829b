package printing

import (
	"fmt"
	"slices"
	"strings"

	"guitu/internal/store"
	"guitu/printing/typeset"
)

const (
	topMargin = 13.0
	footRoom  = 17.0 // below the body: basis and page number
	cellPad   = 1.2  // between a rule and the text beside it
)

// paper is a sheet with the column that is printed on; its left margin is
// wider, where files are bound.
type paper struct {
	size        typeset.Size
	left, width float64
}

func (t Template) paper() paper {
	if t.Sheet == "A5" {
		return paper{typeset.A5, 16, 122}
	}
	return paper{typeset.A4, 22, 170}
}

const pt = 25.4 / 72 // millimetres

var errSignature = store.Fail(store.Invalid, "签名的图片读不出来，请让本人在纸上签名，或者重新签一次。").On("signature")

var errPhoto = store.Fail(store.Invalid, "照片读不出来，请换一张 JPEG 照片，或者先不放照片。").On("photo")

// sheet is a form while it runs down the page.
type sheet struct {
	paper
	d       *typeset.Doc
	t       Template
	v       Values
	label   string  // of this copy
	squeeze float64 // factor on the height of rows
	spare   float64 // millimetres that each growing row gets
	y       float64
	bottom  float64
}

// Render fills a form and returns it as PDF.
//
// A form that is a little too full for one page is set closer to fit it; one
// that is much too full goes on, with its running head, on further pages.
func Render(t Template, v Values, o Options) (Result, error) {
	d, err := o.document(t.Title, t.paper().size)
	if err != nil {
		return Result{}, err
	}
	if err := set(d, t, v.with(o)); err != nil {
		return Result{}, err
	}
	pdf, err := d.Bytes()
	if err != nil {
		return Result{}, err
	}
	return Result{PDF: pdf, Pages: d.Pages(), Missing: d.Missing()}, nil
}

// set puts the copies of a form on further pages of a document.
func set(d *typeset.Doc, t Template, v Values) error {
	t, err := t.without(v)
	if err != nil {
		return err
	}
	copies := t.Copies
	if len(copies) == 0 {
		copies = []string{""}
	}
	tuned, err := tune(d, t, v)
	if err != nil {
		return err
	}
	for _, label := range copies {
		s := tuned
		s.d, s.label = d, label
		first := d.Pages() + 1
		if err := s.run(); err != nil {
			return err
		}
		s.feet(first)
	}
	return nil
}

// tune rehearses the form and chooses how closely it is set.
func tune(d *typeset.Doc, t Template, v Values) (sheet, error) {
	if t.Size == 0 {
		t.Size = 10
	}
	plain := sheet{paper: t.paper(), t: t, v: v, squeeze: 1, bottom: d.Size().H - footRoom}
	for _, squeeze := range []float64{1, 0.94, 0.88, 0.82, 0.76, 0.72} {
		s := plain
		s.d, s.squeeze = d.Rehearse(), squeeze
		if err := s.run(); err != nil {
			return sheet{}, err
		}
		if s.d.Pages() > 1 {
			continue
		}
		if n := t.growing(); n > 0 {
			s.spare = max(0, s.bottom-s.y-0.5) / float64(n)
		}
		return s, nil
	}
	return plain, nil
}

// growing counts the rows that share what is left of a page.
func (t Template) growing() int {
	n := 0
	for _, b := range t.Blocks {
		for _, row := range b.Grid {
			if row.Grow {
				n++
			}
		}
	}
	return n
}

// run draws the form from the top of a new page.
func (s *sheet) run() error {
	s.d.AddPage()
	s.y = topMargin
	for i, b := range s.t.Blocks {
		if b.Text != "" && i+1 < len(s.t.Blocks) && s.t.Blocks[i+1].Table != nil {
			s.need(24) // a table's title does not stand alone at a page's foot
		}
		if err := s.block(b); err != nil {
			if store.KindOf(err) != 0 {
				return err
			}
			return fmt.Errorf("printing: form %s, blocks[%d]: %w", s.t.Name, i, err)
		}
	}
	return s.d.Err()
}

func (s *sheet) block(b Block) error {
	if b.Size == 0 && b.QR == "" {
		b.Size = s.t.Size
	}
	switch {
	case b.Heading != nil:
		return s.heading(*b.Heading)
	case b.Text != "":
		return s.text(b)
	case b.Grid != nil:
		return s.grid(b)
	case b.Table != nil:
		return s.table(b)
	case b.Sign != nil:
		s.need(9)
		if err := s.signs(b.Sign, s.left, s.y, s.width, b.Size); err != nil {
			return err
		}
		s.y += 9
	case b.Code != "":
		return s.code(b)
	case b.QR != "":
		return s.qr(b)
	case b.Tear != "":
		s.tear(b.Tear)
	default:
		s.y += b.Gap * s.squeeze
	}
	return nil
}

// need turns the page if less than height is left.
func (s *sheet) need(height float64) {
	if s.y+height > s.bottom+1e-6 {
		s.next()
	}
}

// next begins a further page with the running head.
func (s *sheet) next() float64 {
	s.d.AddPage()
	title := s.d.Layout(typeset.Plain(s.t.Title+"（续）", 9, typeset.Left), s.width)
	s.d.DrawText(title, s.left, topMargin-3)
	if number, _ := s.v.text("number"); number != "" {
		s.d.DrawText(s.d.Layout(typeset.Plain("编号："+number, 9, typeset.Right), s.width), s.left, topMargin-3)
	}
	s.y = topMargin + 3
	return s.y
}

// room is the height of a further page's body.
func (s *sheet) room() float64 { return s.bottom - topMargin - 3 }

func (s *sheet) heading(h Heading) error {
	if h.Size == 0 {
		h.Size = 20
	}
	if s.label != "" {
		s.d.DrawText(s.d.Layout(typeset.Plain(s.label, 9, typeset.Right), s.width), s.left, s.y-3)
	}
	station, err := s.v.text("station")
	if err != nil {
		return err
	}
	if station != "" {
		s.centered([]typeset.Span{{Text: station}}, min(h.Size*0.65, 17), 0.1)
		s.y += 0.5
	}
	spans := []typeset.Span{{Text: h.Title, Bold: true}}
	track := 0.2
	if h.Note != "" {
		spans[0].Text += h.Note
		track = 0.1
	}
	s.centered(spans, h.Size, track)
	if h.Number != "" {
		number, err := s.v.spans(s.d, h.Number+"：{{number:9}}", 10, false)
		if err != nil {
			return err
		}
		t := s.d.Layout(typeset.Paragraph{Spans: number, Size: 10, Leading: 1.3, Align: typeset.Right}, s.width)
		s.d.DrawText(t, s.left, s.y+0.5)
		s.y += t.Height() + 0.5
	}
	s.y += 1.5
	return nil
}

func (s *sheet) centered(spans []typeset.Span, size, track float64) {
	t := s.d.Fit(typeset.Paragraph{Spans: spans, Size: size, Leading: 1.25, Align: typeset.Center, Track: track},
		s.width, size*1.25*pt, size*0.6)
	s.d.DrawText(t, s.left, s.y)
	s.y += t.Height()
}

func (s *sheet) text(b Block) error {
	spans, err := s.v.spans(s.d, b.Text, b.Size, b.Bold)
	if err != nil {
		return err
	}
	t := s.d.Layout(typeset.Paragraph{
		Spans: spans, Size: b.Size, Align: alignment(b.Align, typeset.Justify), Indent: b.Indent, Leading: b.Lead,
	}, s.width)
	for t.Lines() > 0 {
		fits := int((s.bottom - s.y + 1e-6) / t.LineHeight())
		if fits < 1 {
			s.next()
			continue
		}
		var head typeset.Text
		head, t = t.Cut(fits)
		s.d.DrawText(head, s.left, s.y)
		s.y += head.Height()
	}
	return nil
}

func alignment(name string, otherwise typeset.Align) typeset.Align {
	switch name {
	case "left":
		return typeset.Left
	case "center":
		return typeset.Center
	case "right":
		return typeset.Right
	case "justify":
		return typeset.Justify
	}
	return otherwise
}

func (s *sheet) table(b Block) error {
	rows, err := s.v.rows(*b.Table)
	if err != nil {
		return err
	}
	table := typeset.Table{Rows: rows, MinRows: b.Table.MinRows, Size: b.Size, RowHeight: b.Table.Height * s.squeeze}
	for i, c := range b.Table.Columns {
		if c.Picture {
			if table.Pictures, err = s.v.photos(c.Key); err != nil {
				return err
			}
			if len(table.Pictures) == 0 {
				table.Rows = withoutColumn(table.Rows, i)
				continue
			}
			table.PictureColumn = i
		}
		table.Columns = append(table.Columns, typeset.Column{Title: c.Title, Share: c.Share, Align: alignment(c.Align, typeset.Left)})
	}
	s.y = s.d.Table(table, s.y, typeset.Flow{X: s.left, Width: s.width, Bottom: s.bottom, Next: s.next})
	return s.d.Err()
}

func withoutColumn(rows [][]string, i int) [][]string {
	left := make([][]string, len(rows))
	for n, row := range rows {
		left[n] = row
		if i < len(row) {
			left[n] = slices.Delete(slices.Clone(row), i, i+1)
		}
	}
	return left
}

// code sets the groups of a key large, each in a numbered box, to be typed
// back by hand.
func (s *sheet) code(b Block) error {
	value, err := s.v.text(b.Code)
	if err != nil {
		return err
	}
	groups := strings.FieldsFunc(value, func(r rune) bool { return r == ' ' || r == '-' || r == '\n' })
	const across = 4
	high := 17 * s.squeeze
	width := s.width / across
	for i, group := range groups {
		if i%across == 0 {
			s.need(high)
		}
		x := s.left + float64(i%across)*width
		s.d.Rect(x, s.y, width, high, 0.25)
		s.d.DrawText(s.d.Layout(typeset.Plain(fmt.Sprint(i+1), 8, typeset.Left), 8), x+1.2, s.y+0.6)
		big := s.d.Fit(typeset.Paragraph{
			Spans: []typeset.Span{{Text: group, Bold: true}}, Size: max(b.Size, 20), Leading: 1.2, Align: typeset.Center, Track: 0.08,
		}, width-2, 10, 8)
		s.d.DrawText(big, x+1, s.y+(high-big.Height())/2+1)
		if i%across == across-1 || i == len(groups)-1 {
			s.y += high
		}
	}
	return nil
}

func (s *sheet) qr(b Block) error {
	text, err := s.v.text(b.QR)
	if err != nil || text == "" {
		return err
	}
	side := b.Size
	if side == 0 {
		side = 40
	}
	side *= s.squeeze
	s.need(side)
	x := s.left
	switch alignment(b.Align, typeset.Center) {
	case typeset.Center:
		x += (s.width - side) / 2
	case typeset.Right:
		x += s.width - side
	}
	defer func() { s.y += side }()
	return s.d.QR(text, x, s.y, side)
}

func (s *sheet) tear(words string) {
	s.need(10)
	t := s.d.Layout(typeset.Paragraph{Spans: []typeset.Span{{Text: words}}, Size: 8, Leading: 1.3, Align: typeset.Center}, s.width)
	gap := t.Widest()/2 + 3
	y, middle := s.y+5, s.left+s.width/2
	s.d.Dashes(s.left-12, y, middle-gap, y)
	s.d.Dashes(middle+gap, y, s.left+s.width+10, y)
	s.d.DrawText(t, s.left, y-t.Height()/2)
	s.y += 10
}

// feet writes the basis and the page numbers of one copy.
func (s *sheet) feet(first int) {
	total := s.d.Pages() - first + 1
	if total == 1 && s.t.Basis == "" {
		return
	}
	for i := range total {
		s.d.Turn(first + i)
		y := s.bottom + 2.5
		basis := typeset.Plain(s.t.Basis, 7.5, typeset.Left)
		basis.Color, basis.Leading = typeset.Grey, 1.3
		s.d.DrawText(s.d.Fit(basis, s.width-28, 8, 6), s.left, y)
		page := typeset.Plain(fmt.Sprintf("第 %d 页　共 %d 页", i+1, total), 7.5, typeset.Right)
		page.Color, page.Leading = typeset.Grey, 1.3
		s.d.DrawText(s.d.Layout(page, s.width), s.left, y)
	}
	s.d.Turn(s.d.Pages())
}
