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

// blankDate is a date to be written by hand.
const blankDate = "　　　年　　月　　日"

// signHeight is what a row of signature lines takes.
const signHeight = 9.0

// signs draws signature lines side by side. 日期 gets its 年月日; words with a
// place in them are printed as they are; 签名@field takes the Mark of that field.
func (s *sheet) signs(labels []string, x, y, width, size float64) error {
	const gap = 4.0
	widths := make([]float64, len(labels))
	free, lines := width, 0.0
	for i, label := range labels {
		words, _, _ := strings.Cut(label, "@")
		if label == "日期" {
			widths[i] = s.d.Width(blankDate, size, false)
		} else {
			widths[i] = s.d.Width(words+"：", size, false)
			lines++
		}
		free -= widths[i] + gap
	}
	for i, label := range labels {
		if label != "日期" {
			widths[i] += free / lines
		}
		if err := s.sign(label, x, y, widths[i], size); err != nil {
			return err
		}
		x += widths[i] + gap
	}
	return nil
}

// sign draws one signature line.
func (s *sheet) sign(label string, left, y, width, size float64) error {
	if strings.Contains(label, "{{") {
		spans, err := s.v.spans(s.d, label, size, false)
		if err != nil {
			return err
		}
		s.d.DrawText(s.d.Fit(typeset.Paragraph{Spans: spans, Size: size, Leading: 1.3}, width, 7, 7), left, y+2)
		return nil
	}
	if label == "日期" {
		t := s.d.Layout(typeset.Plain(blankDate, size, typeset.Right), width+1)
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
