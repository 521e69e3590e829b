package typeset

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// ascent is the part of the em above the baseline in a Chinese font.
const ascent = 0.88

// DrawText draws the lines with their top left corner at x, y.
func (d *Doc) DrawText(t Text, x, y float64) {
	for i, l := range t.lines {
		top := y + float64(i)*t.LineHeight()
		baseline := top + t.Size*pt*((t.Leading-1)/2+ascent)
		left, extra := x+l.indent, 0.0
		free := t.width - l.indent - l.width
		switch {
		case t.Align == Center:
			left += (free + t.Track*t.Size*pt) / 2
		case t.Align == Right:
			left += free + t.Track*t.Size*pt
		case t.Align == Justify && !l.last && len(l.chars) > 1:
			if gap := free / float64(len(l.chars)-1); gap > 0 && gap < t.Size*pt/8 {
				extra = gap
			}
		}
		d.drawLine(l.chars, left, baseline, t.Paragraph, extra)
	}
}

// drawLine draws characters from left on; extra millimetres go after each.
func (d *Doc) drawLine(chars []inked, left, baseline float64, p Paragraph, extra float64) {
	x := left
	for start := 0; start < len(chars); {
		first := chars[start]
		where := d.faces.find(first.r, first.bold)
		end, width := start, 0.0
		for end < len(chars) && (end == start || where.way == plain) {
			c := chars[end]
			if c.bold != first.bold || c.underline != first.underline || d.faces.find(c.r, c.bold).way != where.way {
				break
			}
			width += c.width + extra
			end++
		}
		d.drawRun(chars[start:end], where, x, baseline, p, extra)
		if first.underline {
			y := baseline + 0.17*p.Size*pt
			d.Line(x, y, x+width, y, 0.2)
		}
		x += width
		start = end
	}
}

func (d *Doc) drawRun(chars []inked, where place, x, baseline float64, p Paragraph, extra float64) {
	r, bold := chars[0].r, chars[0].bold
	switch where.way {
	case plain:
		var b strings.Builder
		for _, c := range chars {
			b.WriteRune(c.r)
		}
		d.plainText(b.String(), x, baseline, p.Size, bold, p.Color, p.Track*p.Size+extra/pt)
	case outlined:
		d.readAs(r, func() {
			d.unseen(x, baseline, p.Size*where.advance, bold)
			d.outline(where, x, baseline, p.Size, bold && where.face != d.faces.bold, p.Color)
		})
	case ticked:
		d.readAs(r, func() {
			d.plainText("□", x, baseline, p.Size, bold, p.Color, 0)
			d.plainText("✓", x+0.2*p.Size*pt, baseline, p.Size*0.9, true, p.Color, 0)
		})
	case boxed:
		d.report(r)
		d.readAs(r, func() { d.box(r, x, baseline, p.Size, bold, p.Color) })
	}
}

// report remembers a character that no font has.
func (d *Doc) report(r rune) {
	if !slices.Contains(d.missing, r) {
		d.missing = append(d.missing, r)
	}
}

// plainText draws what gofpdf can draw; track is in points.
func (d *Doc) plainText(text string, x, baseline, size float64, bold bool, color Color, track float64) {
	d.draw(func(p *gofpdf.Fpdf) {
		d.useFont(p, size, bold)
		p.SetTextColor(int(color.R), int(color.G), int(color.B))
		if track != 0 {
			p.RawWriteStr(fmt.Sprintf("%.4f Tc\n", track))
		}
		p.Text(x, baseline, text)
		if track != 0 {
			p.RawWriteStr("0 Tc\n")
		}
	})
}

// useFont selects a weight, and gives it to gofpdf on first use: a document
// without bold does not pay for it.
func (d *Doc) useFont(p *gofpdf.Fpdf, size float64, bold bool) {
	style := ""
	if bold {
		style = "B"
	}
	if !d.loaded[bold] {
		press.Lock()
		defer press.Unlock()
		p.AddUTF8FontFromBytes("text", style, d.faces.main(bold).pressCopy())
		d.loaded[bold] = true
	}
	p.SetFont("text", style, size)
}

// readAs makes what draw puts on the page read as r for whoever searches or
// copies (PDF 32000-1, 14.9.4). gofpdf cannot write such a character as text.
func (d *Doc) readAs(r rune, draw func()) {
	var hex strings.Builder
	for _, unit := range utf16.Encode([]rune{r}) {
		fmt.Fprintf(&hex, "%04X", unit)
	}
	d.draw(func(p *gofpdf.Fpdf) {
		p.RawWriteStr("/Span <</ActualText <FEFF" + hex.String() + ">>> BDC\n")
	})
	draw()
	d.draw(func(p *gofpdf.Fpdf) { p.RawWriteStr("EMC\n") })
}

// unseen sets a blank glyph under an outline: readers give ActualText a
// position only where there is some text.
func (d *Doc) unseen(x, baseline, size float64, bold bool) {
	d.draw(func(p *gofpdf.Fpdf) {
		d.useFont(p, size, bold)
		p.SetTextRenderingMode(3)
		p.Text(x, baseline, "口")
		p.SetTextRenderingMode(0)
	})
}

// outline fills a glyph's path; fat thickens one from a font without a bold.
func (d *Doc) outline(where place, x, baseline, size float64, fat bool, color Color) {
	segments, err := where.face.outline(where.glyph)
	if err != nil {
		return
	}
	scale := size / float64(where.face.upem)
	left, bottom := x/pt, (d.size.H-baseline)/pt
	at := func(q fixed.Point26_6) (float64, float64) {
		return left + float64(q.X)/64*scale, bottom - float64(q.Y)/64*scale
	}
	var b strings.Builder
	fmt.Fprintf(&b, "q %s rg %s RG %.3f w\n", color.pdf(), color.pdf(), size*0.03)
	var px, py float64
	open := false
	for _, s := range segments {
		x1, y1 := at(s.Args[0])
		x2, y2 := at(s.Args[1])
		x3, y3 := at(s.Args[2])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				b.WriteString("h\n")
			}
			open = true
			fmt.Fprintf(&b, "%.3f %.3f m\n", x1, y1)
			px, py = x1, y1
		case sfnt.SegmentOpLineTo:
			fmt.Fprintf(&b, "%.3f %.3f l\n", x1, y1)
			px, py = x1, y1
		case sfnt.SegmentOpQuadTo: // raised to a cubic, the only curve PDF has
			fmt.Fprintf(&b, "%.3f %.3f %.3f %.3f %.3f %.3f c\n",
				px+(x1-px)*2/3, py+(y1-py)*2/3, x2+(x1-x2)*2/3, y2+(y1-y2)*2/3, x2, y2)
			px, py = x2, y2
		case sfnt.SegmentOpCubeTo:
			fmt.Fprintf(&b, "%.3f %.3f %.3f %.3f %.3f %.3f c\n", x1, y1, x2, y2, x3, y3)
			px, py = x3, y3
		}
	}
	if open {
		b.WriteString("h\n")
	}
	if fat {
		b.WriteString("B Q\n")
	} else {
		b.WriteString("f Q\n")
	}
	d.draw(func(p *gofpdf.Fpdf) { p.RawWriteStr(b.String()) })
}

// box stands for a character that no font has: a frame with its code point in
// it, so that somebody can still find out which character was meant.
func (d *Doc) box(r rune, x, baseline, size float64, bold bool, color Color) {
	em := size * pt
	d.Rect(x+0.06*em, baseline-0.82*em, 0.88*em, 0.88*em, em*0.05)
	code := fmt.Sprintf("%04X", r)
	half := (len(code) + 1) / 2
	for i, part := range []string{code[:half], code[half:]} {
		small := size * 0.36
		w := d.Width(part, small, bold)
		d.plainText(part, x+(em-w)/2, baseline-0.44*em+float64(i)*0.4*em, small, bold, color, 0)
	}
}
