package typeset

import (
	"strings"
	"unicode"
)

// Align says where a line stands in its column.
type Align int

const (
	Left Align = iota
	Center
	Right
	Justify // both edges straight, except in the last line
)

// Span is a stretch of text in one style.
type Span struct {
	Text      string
	Bold      bool
	Underline bool
	Keep      bool // on one line, if the line is long enough
}

// Paragraph is text before it is laid out. A newline in a span starts a new
// paragraph of the same style.
type Paragraph struct {
	Spans   []Span
	Size    float64 // points
	Leading float64 // distance of lines in ems; zero means 1.5
	Align   Align
	Indent  float64 // of each paragraph's first line, in ems
	Track   float64 // extra space after each character, in ems
	Color   Color
}

// Plain is a paragraph of one style.
func Plain(text string, size float64, align Align) Paragraph {
	return Paragraph{Spans: []Span{{Text: text}}, Size: size, Align: align}
}

// inked is a character with its style and its width in millimetres.
type inked struct {
	r               rune
	bold, underline bool
	tied            bool // to the character before it
	width           float64
}

type line struct {
	chars  []inked
	indent float64 // mm
	width  float64 // mm, without the spaces at the end
	last   bool    // of its paragraph
}

// Text is laid out: lines that wait to be drawn.
type Text struct {
	Paragraph
	width float64
	lines []line
}

// Layout breaks a paragraph into lines of the given width.
func (d *Doc) Layout(p Paragraph, width float64) Text {
	if p.Leading == 0 {
		p.Leading = 1.5
	}
	t := Text{Paragraph: p, width: width}
	var chars []inked
	flush := func() {
		t.lines = append(t.lines, breakParagraph(chars, width, p.Indent*p.Size*pt)...)
		chars = nil
	}
	for _, span := range p.Spans {
		for i, r := range clean(span.Text) {
			if r == '\n' {
				flush()
				continue
			}
			w := (d.faces.find(r, span.Bold).advance + p.Track) * p.Size * pt
			chars = append(chars, inked{r, span.Bold, span.Underline, span.Keep && i > 0, w})
		}
	}
	flush()
	return t
}

func breakParagraph(chars []inked, width, indent float64) []line {
	runes, widths, tied := make([]rune, len(chars)), make([]float64, len(chars)), make([]bool, len(chars))
	for i, c := range chars {
		runes[i], widths[i], tied[i] = c.r, c.width, c.tied
	}
	var lines []line
	start := 0
	for _, end := range breakRunes(runes, widths, tied, width, indent) {
		ink := end
		for ink > start && isSpace(runes[ink-1]) && !chars[ink-1].underline {
			ink--
		}
		l := line{chars: chars[start:end], width: sum(widths[start:ink]), last: end == len(chars)}
		if start == 0 {
			l.indent = indent
		}
		lines = append(lines, l)
		start = end
	}
	return lines
}

// clean makes text drawable: line ends become \n, tabs become spaces, other
// control characters vanish.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(text)
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
}

// Fit lays a paragraph out in a box, in its own size if that holds and in
// smaller ones down to least points otherwise. At the least size the text may
// still be higher than the box: compare [Text.Height].
func (d *Doc) Fit(p Paragraph, width, height, least float64) Text {
	for {
		t := d.Layout(p, width)
		if t.Height() <= height+1e-6 || p.Size <= least {
			return t
		}
		p.Size = max(p.Size-0.5, least)
	}
}

// Width is the width of one line of text in millimetres.
func (d *Doc) Width(text string, size float64, bold bool) float64 {
	var w float64
	for _, r := range clean(text) {
		w += d.faces.find(r, bold).advance
	}
	return w * size * pt
}

// LineHeight is the distance of two lines in millimetres.
func (t Text) LineHeight() float64 { return t.Size * t.Leading * pt }

// Lines counts the lines.
func (t Text) Lines() int { return len(t.lines) }

// Height is the height of all lines in millimetres.
func (t Text) Height() float64 { return float64(len(t.lines)) * t.LineHeight() }

// Widest is the width of the longest line.
func (t Text) Widest() float64 {
	var w float64
	for _, l := range t.lines {
		w = max(w, l.indent+l.width)
	}
	return w
}

// Cut divides the text after n lines, for what goes on on the next page.
func (t Text) Cut(n int) (head, tail Text) {
	n = min(max(n, 0), len(t.lines))
	head, tail = t, t
	head.lines, tail.lines = t.lines[:n], t.lines[n:]
	return head, tail
}

// Strings gives the lines as text, as they will be read.
func (t Text) Strings() []string {
	out := make([]string, len(t.lines))
	for i, l := range t.lines {
		var b strings.Builder
		for _, c := range l.chars {
			b.WriteRune(c.r)
		}
		out[i] = b.String()
	}
	return out
}
