package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

// Hostile and honest files are made here, so that none has to be stored.

// corners is a picture whose four quarters differ: red green / blue white.
func corners(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{R: 255, A: 255}
			switch {
			case x >= w/2 && y < h/2:
				c = color.NRGBA{G: 255, A: 255}
			case x < w/2 && y >= h/2:
				c = color.NRGBA{B: 255, A: 255}
			case x >= w/2:
				c = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withSize rewrites the frame header of a JPEG to claim another size.
func withSize(file []byte, w, h int) []byte {
	out := bytes.Clone(file)
	i := bytes.Index(out, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(out[i+5:], uint16(h))
	binary.BigEndian.PutUint16(out[i+7:], uint16(w))
	return out
}

// asProgressive relabels a baseline JPEG as progressive.
func asProgressive(file []byte) []byte {
	out := bytes.Clone(file)
	out[bytes.Index(out, []byte{0xff, 0xc0})+1] = 0xc2
	return out
}

// withSegment puts an APP segment right behind the start of a JPEG.
func withSegment(file []byte, marker byte, body []byte) []byte {
	seg := []byte{0xff, marker, 0, 0}
	binary.BigEndian.PutUint16(seg[2:], uint16(len(body)+2))
	return bytes.Join([][]byte{file[:2], seg, body, file[2:]}, nil)
}

// exif is an EXIF body that says how the camera was held.
func exif(order binary.AppendByteOrder, orientation uint16) []byte {
	b := []byte("Exif\x00\x00MM\x00*")
	if order == binary.LittleEndian {
		b = []byte("Exif\x00\x00II*\x00")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	b = append(entry(order, b, 0x010f, 2, 4), 'C', 'a', 'm', 0)
	b = order.AppendUint16(entry(order, b, 0x0112, 3, 1), orientation)
	return append(b, 0, 0, 0, 0, 0, 0)
}

func entry(order binary.AppendByteOrder, b []byte, tag, kind uint16, count uint32) []byte {
	return order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count)
}

// pngHeader is a PNG that has a header, an empty IDAT and nothing else: the
// bomb, of 57 bytes, that claims any number of pixels.
func pngHeader(w, h uint32, depth, colour, interlace byte) []byte {
	ihdr := binary.BigEndian.AppendUint32(nil, w)
	ihdr = binary.BigEndian.AppendUint32(ihdr, h)
	ihdr = append(ihdr, depth, colour, 0, 0, interlace)
	out := []byte("\x89PNG\r\n\x1a\n")
	out = append(out, chunk("IHDR", ihdr)...)
	return append(out, chunk("IDAT", nil)...)
}

func chunk(name string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// landscape is a large picture with texture, as a camera would make it.
func landscape(w, h int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	seed := uint32(1)
	for i := range m.Y {
		seed = seed*1664525 + 1013904223
		m.Y[i] = uint8(i/w*200/h) + uint8(seed>>27)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(100+i%40), uint8(120+i%30)
	}
	return m
}
