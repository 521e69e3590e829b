package printing

import "guitu/printing/typeset"

// laid is a cell of a grid with its contents set.
type laid struct {
	Cell
	row, rows  int
	x, labelW  float64
	valueW     float64
	label      typeset.Text
	value      typeset.Text
	photo      []byte
	needHeight float64
}

// band is a row, or as much of a very high one as goes on one page.
type band struct {
	row    int
	height float64
	part   int // 0 is the row's first or only band
	lines  int // of the band, where the row is divided; 0 is all
	skip   int // lines that earlier bands have taken
}

// grid draws a ruled grid, over pages if need be.
func (s *sheet) grid(b Block) error {
	cells, heights, err := s.layGrid(b)
	if err != nil {
		return err
	}
	bands := s.bands(b, cells, heights)
	joined := together(b.Grid)
	for start := 0; start < len(bands); {
		end, y := start, s.y
		for end < len(bands) {
			group := end + 1 // rows that a cell reaches over go together
			high := bands[end].height
			for group < len(bands) && joined[bands[group].row] && bands[group].part == 0 {
				high += bands[group].height
				group++
			}
			if y+high > s.bottom+1e-6 {
				if high <= s.room() || y+bands[end].height > s.bottom+1e-6 {
					break
				}
				group, high = end+1, bands[end].height // the group is higher than a page
			}
			y += high
			end = group
		}
		if end > start {
			if err := s.drawBands(b, cells, bands[start:end]); err != nil {
				return err
			}
		}
		start = end
		if start < len(bands) {
			s.next()
		}
	}
	return nil
}

// together says of each row whether a cell of an earlier row reaches into it.
func together(rows []Row) []bool {
	joined := make([]bool, len(rows))
	for r, row := range rows {
		for _, c := range row.Cells {
			for below := r + 1; below < r+c.Rows && below < len(rows); below++ {
				joined[below] = true
			}
		}
	}
	return joined
}

// pad is the room above and below a text; a form that is set closer has less.
func (s *sheet) pad() float64 { return cellPad * (2*s.squeeze - 1) }

// layGrid puts the cells in their columns and sets their texts.
func (s *sheet) layGrid(b Block) ([]laid, []float64, error) {
	unit := s.width / columns
	heights := make([]float64, len(b.Grid))
	reach := make([]int, columns)
	var cells []laid
	for r, row := range b.Grid {
		heights[r] = s.cellHeight(b.Grid, r, 1)
		column := 0
		for _, c := range row.Cells {
			for column < columns && reach[column] > r {
				column++
			}
			rows := max(c.Rows, 1)
			for u := column; u < min(column+c.Span, columns); u++ {
				reach[u] = r + rows
			}
			cell := laid{Cell: c, row: r, rows: rows, x: s.left + float64(column)*unit,
				labelW: float64(c.labelSpan()) * unit}
			cell.valueW = float64(c.Span)*unit - cell.labelW
			if err := s.fill(&cell, b.Size, s.cellHeight(b.Grid, r, rows)); err != nil {
				return nil, nil, err
			}
			cells = append(cells, cell)
			column += c.Span
		}
	}
	for _, c := range cells { // a high cell lengthens the last row it reaches
		var have float64
		for r := c.row; r < c.row+c.rows; r++ {
			have += heights[r]
		}
		if c.needHeight > have {
			heights[c.row+c.rows-1] += c.needHeight - have
		}
	}
	return cells, heights, nil
}

func (s *sheet) cellHeight(rows []Row, first, n int) float64 {
	var h float64
	for _, row := range rows[first:min(first+n, len(rows))] {
		h += row.Height * s.squeeze
		if row.Grow {
			h += s.spare
		}
	}
	return h
}

// fill sets a cell's label and value into the height that its rows have; the
// type shrinks a little before the row grows.
func (s *sheet) fill(c *laid, size, height float64) error {
	if c.Size > 0 {
		size = c.Size
	}
	inner := height - 2*s.pad()
	if c.labelW > 0 {
		c.label = s.d.Fit(labelParagraph(c.Cell, min(size, s.t.Size)), c.labelW-1.4, inner, 7)
	}
	signs := 0.0
	if len(c.Signs) > 0 {
		signs = signHeight
	}
	switch c.Kind {
	case "photo":
		photo, err := s.v.photo(c.Field)
		c.photo = photo
		return err
	case "label":
		c.value = s.d.Fit(labelParagraph(c.Cell, size), c.valueW-1.4, inner, 7)
	default:
		least := max(8, min(size-2.5, size*0.7))
		for try := size; ; try -= 0.5 {
			p, err := s.paragraph(c, try)
			if err != nil {
				return err
			}
			c.value = s.d.Layout(p, c.valueW-2*cellPad)
			if c.value.Height() <= inner-signs+1e-6 || try <= least {
				break
			}
		}
		if c.value.Lines() == 1 && c.Align == "" && (c.Kind == "" || c.Kind == "text") && c.labelW > 0 {
			c.value.Align = typeset.Center
		}
	}
	c.needHeight = max(c.value.Height(), c.label.Height()) + 2*s.pad() + signs
	return nil
}

func labelParagraph(c Cell, size float64) typeset.Paragraph {
	return typeset.Paragraph{
		Spans: []typeset.Span{{Text: c.Label, Bold: c.Strong}}, Size: size, Leading: 1.25, Align: typeset.Center,
	}
}

// paragraph is the value of a cell in one size.
func (s *sheet) paragraph(c *laid, size float64) (typeset.Paragraph, error) {
	p := typeset.Paragraph{Size: size, Leading: 1.35, Align: alignment(c.Align, typeset.Justify)}
	if c.Stacked {
		p.Leading = 1.6
	}
	if c.Kind == "check" {
		p.Align = typeset.Left
		text, err := s.options(c, size)
		p.Spans = []typeset.Span{{Text: text}}
		return p, err
	}
	if c.Text != "" {
		spans, err := s.v.spans(s.d, c.Text, size, c.Bold)
		p.Spans = spans
		return p, err
	}
	if c.Kind == "sign" {
		p.Spans = []typeset.Span{{Text: c.Label}}
		return p, nil
	}
	text, err := s.v.text(c.Field)
	p.Spans = []typeset.Span{{Text: text, Bold: c.Bold}}
	return p, err
}

// options writes the choices with their boxes; a choice stays on one line.
func (s *sheet) options(c *laid, size float64) (string, error) {
	choices, err := s.v.choices(c.Field)
	if err != nil {
		return "", err
	}
	ticked, rest := tick(c.Options, choices)
	width, line := c.valueW-2*cellPad, 0.0
	gap := s.d.Width("　", size, false)
	text := ""
	add := func(on bool, words string) {
		item := "□" + words
		if on {
			item = "☑" + words
		}
		w := s.d.Width(item, size, false)
		switch {
		case text == "":
		case c.Stacked || line+gap+w > width:
			text += "\n"
			line = 0
		default:
			text += "　"
			line += gap
		}
		text += item
		line += w
	}
	for i, option := range c.Options {
		if option == "其他" {
			on := ticked[i] || len(rest) > 0
			for _, words := range rest {
				option += "：" + words
			}
			rest = nil
			add(on, option)
			continue
		}
		add(ticked[i], option)
	}
	for _, words := range rest {
		add(true, words)
	}
	return text, nil
}

// bands divides the rows that are too high for what is left of their page, if
// that would leave much of it empty.
func (s *sheet) bands(b Block, cells []laid, heights []float64) []band {
	var out []band
	y, top := s.y, s.bottom-s.room()
	for r := range b.Grid {
		lines, lineHeight, whole, tail := 0, 0.0, true, 2*s.pad()
		for _, c := range cells {
			switch {
			case c.row <= r && r < c.row+c.rows && c.rows > 1:
				whole = false // tied to other rows by a cell
			case c.row == r && c.value.Lines() > 0:
				lines = max(lines, c.value.Lines())
				lineHeight = max(lineHeight, c.value.LineHeight())
				if len(c.Signs) > 0 {
					tail = 2*s.pad() + signHeight
				}
			}
		}
		high := heights[r] > s.room() || whole && heights[r] > s.room()/4
		if y+heights[r] <= s.bottom+1e-6 || !high || lines < 6 {
			if y+heights[r] > s.bottom+1e-6 {
				y = top
			}
			out = append(out, band{row: r, height: heights[r]})
			y += heights[r]
			continue
		}
		for skip, part := 0, 0; skip < lines; part++ {
			n := int((s.bottom - y - tail) / lineHeight)
			if n < 3 { // not worth beginning here
				y = top
				n = int((s.room() - tail) / lineHeight)
			}
			n = min(n, lines-skip)
			out = append(out, band{row: r, height: float64(n)*lineHeight + tail, part: part, lines: n, skip: skip})
			y += float64(n)*lineHeight + tail
			skip += n
		}
	}
	return out
}

// drawBands draws the part of a grid that stands on one page.
func (s *sheet) drawBands(b Block, cells []laid, bands []band) error {
	top := s.y
	for _, c := range cells {
		y, height := top, 0.0
		var own *band
		for i := range bands {
			at := bands[i].row
			switch {
			case at < c.row:
				y += bands[i].height
			case at < c.row+c.rows:
				height += bands[i].height
				if own == nil {
					own = &bands[i]
				}
			}
		}
		if own == nil {
			continue
		}
		part := c
		if own.lines > 0 {
			_, rest := c.value.Cut(own.skip)
			part.value, _ = rest.Cut(own.lines)
		}
		if own.row != c.row || own.part > 0 { // goes on from the page before
			part.photo, part.Kind = nil, "text"
			part.label, _ = c.label.Cut(0)
			if own.lines == 0 {
				part.value, _ = c.value.Cut(0)
			}
		}
		if err := s.drawCell(part, b, y, height); err != nil {
			return err
		}
	}
	for _, band := range bands {
		s.y += band.height
	}
	if b.Rule == "" || b.Rule == "all" {
		s.d.Rect(s.left, top, s.width, s.y-top, 0.45)
	}
	return nil
}

func (s *sheet) drawCell(c laid, b Block, y, height float64) error {
	width := c.labelW + c.valueW
	switch b.Rule {
	case "", "all":
		s.d.Rect(c.x, y, width, height, 0.2)
		if c.labelW > 0 {
			s.d.Line(c.x+c.labelW, y, c.x+c.labelW, y+height, 0.2)
		}
	case "rows":
		if c.Kind != "photo" {
			s.d.Line(c.x, y+height, c.x+width, y+height, 0.15)
		}
	}
	if c.labelW > 0 {
		s.d.DrawText(c.label, c.x+0.7, y+(height-c.label.Height())/2)
	}
	x := c.x + c.labelW
	switch {
	case c.Kind == "photo":
		return s.photo(c, x, y, height)
	case c.Kind == "label":
		s.d.DrawText(c.value, x+0.7, y+(height-c.value.Height())/2)
	case c.Kind == "lines" || c.Kind == "sign":
		if c.Kind == "lines" && empty(c.value) && len(c.Signs) == 0 {
			for line := y + 8; line < y+height-2; line += 8 {
				s.d.Hairline(x+2, line, x+c.valueW-2, line)
			}
		}
		s.d.DrawText(c.value, x+cellPad, y+s.pad())
	default:
		s.d.DrawText(c.value, x+cellPad, y+(height-c.value.Height())/2)
	}
	if len(c.Signs) > 0 {
		return s.signs(c.Signs, x+cellPad+1, y+height-signHeight, c.valueW-2*cellPad-1, min(s.t.Size, 10))
	}
	return nil
}

func empty(t typeset.Text) bool { return t.Widest() == 0 }

func (s *sheet) photo(c laid, x, y, height float64) error {
	if len(c.photo) == 0 {
		t := typeset.Plain(c.Label, s.t.Size, typeset.Center)
		t.Color = typeset.Grey
		words := s.d.Layout(t, c.valueW-2)
		s.d.DrawText(words, x+1, y+(height-words.Height())/2)
		return nil
	}
	if err := s.d.Picture(c.photo, x+0.8, y+0.8, c.valueW-1.6, height-1.6); err != nil {
		return errPhoto
	}
	return nil
}
