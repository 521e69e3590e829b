package printing

import (
	"strings"

	"guitu/printing/typeset"
)

// Mark is how a paper was signed, at a signature's place: the signature as it
// was drawn, words where there is none (“拒签，见证人：…”), or nothing, and the
// line is left to the hand or the finger.
type Mark struct {
	Ink   []byte // JPEG or PNG that went through the guarded image door
	Words string
}

// Dates to be written by hand.
const (
	blankDate  = "　　　年　　月　　日"
	narrowDate = "　　年　月　日"
	narrow     = 100.0 // millimetres within which the signature needs the room more
)

// signHeight is what a row of signature lines takes.
const signHeight = 9.0

// signs draws signature lines side by side. 日期 gets its 年月日; words with a
// place in them are printed as they are; 签名@field takes the Mark of that field.
func (s *sheet) signs(labels []string, x, y, width, size float64) error {
	const gap = 4.0
	date := blankDate
	if width < narrow {
		date = narrowDate
	}
	widths := make([]float64, len(labels))
	free, lines := width, 0.0
	for i, label := range labels {
		words, err := s.signWords(label, date, size)
		if err != nil {
			return err
		}
		widths[i] = s.d.Width(words, size, false)
		if hasLine(label) {
			lines++
		}
		free -= widths[i] + gap
	}
	for i, label := range labels {
		if hasLine(label) {
			widths[i] += free / lines
		}
		if err := s.sign(label, date, x, y, widths[i], size); err != nil {
			return err
		}
		x += widths[i] + gap
	}
	return nil
}

// hasLine reports whether a label is followed by a line to sign on.
func hasLine(label string) bool { return label != "日期" && !strings.Contains(label, "{{") }

// signWords is what is printed of a label.
func (s *sheet) signWords(label, date string, size float64) (string, error) {
	if label == "日期" {
		return date, nil
	}
	if hasLine(label) {
		words, _, _ := strings.Cut(label, "@")
		return words + "：", nil
	}
	spans, err := s.v.spans(s.d, label, size, false)
	words := ""
	for _, span := range spans {
		words += span.Text
	}
	return words, err
}

// sign draws one signature line.
func (s *sheet) sign(label, date string, left, y, width, size float64) error {
	if strings.Contains(label, "{{") {
		spans, err := s.v.spans(s.d, label, size, false)
		if err != nil {
			return err
		}
		s.d.DrawText(s.d.Fit(typeset.Paragraph{Spans: spans, Size: size, Leading: 1.3}, width+1, 7, 7), left, y+1.6)
		return nil
	}
	if label == "日期" {
		t := s.d.Layout(typeset.Plain(date, size, typeset.Right), width+1)
		s.d.DrawText(t, left, y+1.6)
		return nil
	}
	label, field, _ := strings.Cut(label, "@")
	mark, err := s.v.mark(field)
	if err != nil {
		return err
	}
	t := s.d.Layout(typeset.Plain(label+"：", size, typeset.Left), width)
	s.d.DrawText(t, left, y+1.6)
	under := y + 1.6 + t.LineHeight()*0.88
	from, room := left+t.Widest(), width-t.Widest()
	if len(mark.Ink) > 0 {
		if err := s.d.Picture(mark.Ink, from+0.5, y-0.8, room-1, under-y+0.6); err != nil {
			return errSignature
		}
	}
	words := typeset.Paragraph{Spans: []typeset.Span{{Text: mark.Words}}, Size: size - 1, Leading: 1.15}
	fitted := s.d.Fit(words, room-1, under-y, 5.5)
	s.d.DrawText(fitted, from+0.5, under-0.3-fitted.Height())
	s.d.Line(from, under, left+width, under, 0.15)
	return nil
}
