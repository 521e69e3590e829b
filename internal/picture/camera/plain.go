package camera

import (
	"image"

	"guitu/internal/picture"
)

// maxPlain bounds the pixels of an uncompressed frame: more than any camera
// at a desk has.
const maxPlain = 24_000_000

// yuyv reads a frame of packed Y Cb Y Cr (FOURCC YUYV, YUY2), two bytes a
// pixel, stride bytes a row. Its values are those of ITU-R BT.601 with black
// at 16 and white at 235, or, when full, at 0 and 255.
func yuyv(frame []byte, size Size, stride int, full bool) (*image.NRGBA, error) {
	w, h := size.Width, size.Height
	if !fits(frame, w, h, stride, 2*(w+w%2)) {
		return nil, &brokenFrame{errShort}
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		row, out := frame[y*stride:], m.Pix[y*m.Stride:]
		for x := range w {
			pair := row[x/2*4:][:4]
			r, g, b := rgb(int(pair[x%2*2]), int(pair[1])-128, int(pair[3])-128, full)
			copy(out[4*x:], []byte{r, g, b, 0xff})
		}
	}
	return picture.Thumbnail(m, picture.MaxSide), nil
}

// rgb is the conversion of ITU-R BT.601 in 8-bit fixed point.
func rgb(y, cb, cr int, full bool) (r, g, b uint8) {
	if full {
		y *= 256
		return clip(y + 359*cr), clip(y - 88*cb - 183*cr), clip(y + 454*cb)
	}
	y = 298 * (y - 16)
	return clip(y + 409*cr), clip(y - 100*cb - 208*cr), clip(y + 516*cb)
}

func clip(v int) uint8 { return uint8(min(max((v+128)>>8, 0), 255)) }

// bgrx reads a frame of four bytes a pixel, blue first, as Windows has it. A
// negative stride means that the lowest row comes first.
func bgrx(frame []byte, size Size, stride int) (*image.NRGBA, error) {
	w, h := size.Width, size.Height
	upwards := stride < 0
	if upwards {
		stride = -stride
	}
	if !fits(frame, w, h, stride, 4*w) {
		return nil, &brokenFrame{errShort}
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		from := y
		if upwards {
			from = h - 1 - y
		}
		row, out := frame[from*stride:], m.Pix[y*m.Stride:]
		for x := range w {
			p := row[4*x:][:4]
			copy(out[4*x:], []byte{p[2], p[1], p[0], 0xff})
		}
	}
	return picture.Thumbnail(m, picture.MaxSide), nil
}

// fits tells whether a frame holds h rows of least bytes, stride apart.
func fits(frame []byte, w, h, stride, least int) bool {
	if w <= 0 || h <= 0 || w > maxPlain || h > maxPlain || w*h > maxPlain || stride < least || stride > 16*maxPlain/h {
		return false
	}
	return len(frame) >= (h-1)*stride+least
}
