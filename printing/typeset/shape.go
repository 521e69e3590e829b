package typeset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // photographs
	_ "image/png"  // seals, QR codes
	"math"

	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"
	"github.com/jung-kurt/gofpdf"
)

// Color is a screen colour; zero is black.
type Color struct{ R, G, B uint8 }

// Greys and the red of official headings.
var (
	Black = Color{}
	Grey  = Color{0x70, 0x70, 0x70}
	Red   = Color{0xb4, 0x23, 0x18}
)

func (c Color) pdf() string {
	return fmt.Sprintf("%.3f %.3f %.3f", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
}

// Line draws a black line, thick millimetres wide.
func (d *Doc) Line(x1, y1, x2, y2, thick float64) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetDrawColor(0, 0, 0)
		p.SetLineWidth(thick)
		p.Line(x1, y1, x2, y2)
	})
}

// Hairline draws a thin grey line, for handwriting to stand on.
func (d *Doc) Hairline(x1, y1, x2, y2 float64) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetDrawColor(0xa0, 0xa0, 0xa0)
		p.SetLineWidth(0.15)
		p.Line(x1, y1, x2, y2)
	})
}

// Dashes draws a dashed line, where paper is to be cut.
func (d *Doc) Dashes(x1, y1, x2, y2 float64) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetDrawColor(0x50, 0x50, 0x50)
		p.SetLineWidth(0.2)
		p.SetDashPattern([]float64{1.6, 1.2}, 0)
		p.Line(x1, y1, x2, y2)
		p.SetDashPattern(nil, 0)
	})
}

// Rect draws a frame.
func (d *Doc) Rect(x, y, w, h, thick float64) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetDrawColor(0, 0, 0)
		p.SetLineWidth(thick)
		p.Rect(x, y, w, h, "D")
	})
}

// Fill paints an area.
func (d *Doc) Fill(x, y, w, h float64, c Color) {
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetFillColor(int(c.R), int(c.G), int(c.B))
		p.Rect(x, y, w, h, "F")
	})
}

// Picture places a JPEG or PNG in the middle of a box, as large as it goes
// without being distorted. The bytes must have come through the guarded image
// door already: they go into the PDF as they are.
func (d *Doc) Picture(data []byte, x, y, w, h float64) error {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("typeset: picture: %w", err)
	}
	if config.Width == 0 || config.Height == 0 {
		return fmt.Errorf("typeset: picture is empty")
	}
	scale := min(w/float64(config.Width), h/float64(config.Height))
	pw, ph := float64(config.Width)*scale, float64(config.Height)*scale
	x, y = x+(w-pw)/2, y+(h-ph)/2
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:8])
	d.draw(func(p *gofpdf.Fpdf) {
		kind := gofpdf.ImageOptions{ImageType: format}
		if !d.images[name] {
			p.RegisterImageOptionsReader(name, kind, bytes.NewReader(data))
			d.images[name] = true
		}
		p.ImageOptions(name, x, y, pw, ph, false, kind, 0, "")
	})
	return d.err
}

// QR draws a QR code with its quiet zone in a square of side millimetres, as
// areas, not as a picture: it stays sharp on any printer.
func (d *Doc) QR(text string, x, y, side float64) error {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return fmt.Errorf("typeset: QR code: %w", err)
	}
	n := code.Bounds().Dx()
	module := side / float64(n+8) // ISO/IEC 18004: four modules of quiet on each side
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetFillColor(0, 0, 0)
		for row := range n {
			for col := 0; col < n; {
				run := 0
				for col+run < n && isDark(code, col+run, row) {
					run++
				}
				if run > 0 {
					p.Rect(x+float64(col+4)*module, y+float64(row+4)*module, float64(run)*module, module, "F")
				}
				col += max(run, 1)
			}
		}
	})
	return d.err
}

// dot is what the label printers of most stations print: 203 dots an inch.
const dot = 25.4 / 203

// ErrTooNarrow is that bars would be too thin for a label printer to print and
// a scanner to read.
var ErrTooNarrow = errors.New("typeset: no room for the bars")

// Code128 draws a text of ASCII characters as bars with the quiet zone at both
// sides, in the middle of a box of w by h millimetres, as areas. A bar is a
// whole number of dots wide, and two at least; where that does not fit it
// draws nothing and returns ErrTooNarrow.
//
// A printer paints every dot that an area touches (PDF 32000-1, 10.6.5), and
// would make each bar a dot wider than it is. So bars stand on the grid of
// dots and are drawn a little narrower.
func (d *Doc) Code128(text string, x, y, w, h float64) error {
	code, err := code128.Encode(text)
	if err != nil {
		return fmt.Errorf("typeset: bars: %w", err)
	}
	const quiet = 10 // modules, ISO/IEC 15417
	n := code.Bounds().Dx()
	dots := math.Floor(w / float64(n+2*quiet) / dot)
	if dots < 2 {
		return ErrTooNarrow
	}
	module := dots * dot
	x = math.Round((x+(w-float64(n+2*quiet)*module)/2)/dot) * dot
	d.draw(func(p *gofpdf.Fpdf) {
		p.SetFillColor(0, 0, 0)
		for col := 0; col < n; {
			run := 0
			for col+run < n && isDark(code, col+run, 0) {
				run++
			}
			if run > 0 {
				p.Rect(x+float64(col+quiet)*module+dot/4, y, float64(run)*module-dot/2, h, "F")
			}
			col += max(run, 1)
		}
	})
	return d.err
}

func isDark(code image.Image, x, y int) bool {
	r, _, _, _ := code.At(x, y).RGBA()
	return r < 0x8000
}
