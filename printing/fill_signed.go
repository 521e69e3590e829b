package printing

import (
	"context"
	"image"

	"guitu/intake"
	"guitu/internal/picture"
)

// readMarks sets the newest signature of each purpose, ready for the paper.
func (d *draft) readMarks(ctx context.Context, signatures []intake.Signature) error {
	d.marks = map[string]Mark{}
	d.witness = map[string]string{}
	for _, s := range signatures { // the newest first
		if _, have := d.marks[s.Purpose]; have {
			continue
		}
		mark, err := markOf(ctx, s.Sign)
		if err != nil {
			return err
		}
		d.marks[s.Purpose] = mark
		if s.Method == intake.SignRefused {
			d.witness[s.Purpose] = s.Witness
		}
	}
	return nil
}

// inkSide is what a signature has on paper: 40 mm at 300 dpi.
const inkSide = 480

func markOf(ctx context.Context, s intake.Sign) (Mark, error) {
	switch s.Method {
	case intake.FingerprintOnFile:
		return Mark{Words: "（按指印）"}, nil
	case intake.SignRefused:
		return Mark{Words: joined("，见证人：", "拒签", s.Witness)}, nil
	}
	if len(s.PNG) == 0 {
		return Mark{}, nil
	}
	m, err := picture.DecodeBytes(ctx, s.PNG)
	if err != nil {
		return Mark{}, errSignature.Because(err)
	}
	m = strokes(m)
	if m == nil {
		return Mark{}, nil
	}
	return Mark{Ink: picture.Encode(picture.Thumbnail(m, inkSide))}, nil
}

// strokes cuts away the white around a signature, so that it stands on its
// line as large as the line allows. It is nil where nothing was drawn.
func strokes(m *image.NRGBA) *image.NRGBA {
	var ink image.Rectangle
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			if c := m.NRGBAAt(x, y); c.A > 0x80 && (c.R < 0xc0 || c.G < 0xc0 || c.B < 0xc0) {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if ink.Empty() {
		return nil
	}
	return m.SubImage(ink.Inset(-2)).(*image.NRGBA)
}
