package picture

import (
	"image"
	"image/color"
)

// reduce returns m with every k × k block of pixels averaged into one, laid
// on white where it was transparent, as a plain NRGBA at the origin. Blocks at
// the right and lower edge may be partial.
func reduce(m image.Image, k int) *image.NRGBA {
	b := m.Bounds()
	out := image.NewNRGBA(image.Rect(0, 0, (b.Dx()+k-1)/k, (b.Dy()+k-1)/k))
	sums := make([]sum, out.Rect.Dx())
	addRow, finish := rowReader(m, k)
	for oy := range out.Rect.Dy() {
		clear(sums)
		for y := b.Min.Y + oy*k; y < min(b.Max.Y, b.Min.Y+(oy+1)*k); y++ {
			addRow(sums, y)
		}
		row := out.Pix[oy*out.Stride:]
		for ox, s := range sums {
			r, g, b := finish(s)
			p := row[4*ox : 4*ox+4 : 4*ox+4]
			p[0], p[1], p[2], p[3] = r, g, b, 0xff
		}
	}
	return out
}

// sum adds up n pixels of three channels (RGB or YCbCr).
type sum struct{ a, b, c, n uint32 }

// rowReader returns how to add one row of m to the sums of its blocks, and how
// to make a colour of a sum. JPEGs have a path of their own that stays in
// YCbCr, because they are the large ones.
func rowReader(m image.Image, k int) (addRow func([]sum, int), finish func(sum) (r, g, b uint8)) {
	if jpeg, ok := m.(*image.YCbCr); ok {
		return ycbcrRow(jpeg, k), func(s sum) (r, g, b uint8) {
			h := s.n / 2
			return color.YCbCrToRGB(uint8((s.a+h)/s.n), uint8((s.b+h)/s.n), uint8((s.c+h)/s.n))
		}
	}
	return anyRow(m, k), func(s sum) (r, g, b uint8) {
		h := s.n / 2
		return uint8((s.a + h) / s.n), uint8((s.b + h) / s.n), uint8((s.c + h) / s.n)
	}
}

func ycbcrRow(m *image.YCbCr, k int) func([]sum, int) {
	b := m.Rect
	chroma := make([]int, b.Dx()) // chroma offset of each column
	for x := range chroma {
		chroma[x] = m.COffset(b.Min.X+x, b.Min.Y) - m.COffset(b.Min.X, b.Min.Y)
	}
	return func(sums []sum, y int) {
		luma := m.Y[m.YOffset(b.Min.X, y):][:b.Dx()]
		c := m.COffset(b.Min.X, y)
		cb, cr := m.Cb[c:], m.Cr[c:]
		x := 0
		for i := range sums {
			s := sums[i]
			for end := min(x+k, len(luma)); x < end; x++ {
				at := chroma[x]
				s.a += uint32(luma[x])
				s.b += uint32(cb[at])
				s.c += uint32(cr[at])
				s.n++
			}
			sums[i] = s
		}
	}
}

// anyRow reads any other image. All that the JPEG and PNG decoders return can
// give a pixel without allocating it.
func anyRow(m image.Image, k int) func([]sum, int) {
	b := m.Bounds()
	at := func(x, y int) color.RGBA64 {
		r, g, b, a := m.At(x, y).RGBA()
		return color.RGBA64{R: uint16(r), G: uint16(g), B: uint16(b), A: uint16(a)}
	}
	if fast, ok := m.(image.RGBA64Image); ok {
		at = fast.RGBA64At
	}
	return func(sums []sum, y int) {
		x := b.Min.X
		for i := range sums {
			s := sums[i]
			for end := min(x+k, b.Max.X); x < end; x++ {
				c := at(x, y)
				white := uint32(0xffff - c.A) // colours are premultiplied
				s.a += (uint32(c.R) + white) >> 8
				s.b += (uint32(c.G) + white) >> 8
				s.c += (uint32(c.B) + white) >> 8
				s.n++
			}
			sums[i] = s
		}
	}
}
