package demo

import (
	"image"
	"image/color"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"guitu/assets"
	"guitu/internal/picture"
)

// Sizes of a portrait and of its small picture, in pixels.
const (
	portraitWide = 360
	portraitHigh = 480
	thumbSide    = 200
)

// Flat colours: the wall, skin, hair, clothes.
var (
	walls = []color.NRGBA{{0xD9, 0xE2, 0xE8, 255}, {0xE6, 0xE0, 0xD4, 255}, {0xD8, 0xE6, 0xDC, 255}, {0xE4, 0xDC, 0xE6, 255}}
	skins = []color.NRGBA{{0xE3, 0xBE, 0x9C, 255}, {0xD2, 0xA6, 0x80, 255}, {0xEA, 0xCB, 0xAE, 255}}
	hairs = []color.NRGBA{{0x2C, 0x2A, 0x2A, 255}, {0x5A, 0x52, 0x4C, 255}, {0xB9, 0xB6, 0xB0, 255}}
	coats = []color.NRGBA{{0x4C, 0x6A, 0x86, 255}, {0x6B, 0x7A, 0x52, 255}, {0x8A, 0x5A, 0x50, 255}, {0x6A, 0x5E, 0x7E, 255}, {0x50, 0x50, 0x58, 255}}
)

// portrait draws somebody as flat shapes, with 演示 across the chest, and
// returns it and its small picture as JPEG. It resembles nobody.
func (w *world) portrait(sex string) (full, thumb []byte) {
	m := image.NewNRGBA(image.Rect(0, 0, portraitWide, portraitHigh))
	pick := func(all []color.NRGBA) color.NRGBA { return all[w.rng.IntN(len(all))] }
	skin, hair := pick(skins), pick(hairs)
	fill(m, pick(walls), func(x, y float64) bool { return true })
	broad := 62 + w.rng.Float64()*12
	fill(m, pick(coats), ellipse(180, 480, broad+88, 150))
	if sex == "2" {
		fill(m, hair, ellipse(180, 230, broad+28, 130))
	}
	fill(m, skin, ellipse(180, 330, 34, 60))
	fill(m, hair, ellipse(180, 180, broad+12, 96))
	fill(m, skin, ellipse(180, 208, broad, 88))
	for _, x := range []float64{180 - broad*0.42, 180 + broad*0.42} {
		fill(m, hair, ellipse(x, 200, 7, 6))
	}
	fill(m, hair, ellipse(180, 252, broad*0.3, 4))
	label(m, "演示", 430)
	return picture.Encode(m), picture.Encode(picture.Thumbnail(m, thumbSide))
}

func ellipse(cx, cy, rx, ry float64) func(x, y float64) bool {
	return func(x, y float64) bool {
		dx, dy := (x-cx)/rx, (y-cy)/ry
		return dx*dx+dy*dy <= 1
	}
}

func fill(m *image.NRGBA, c color.NRGBA, inside func(x, y float64) bool) {
	for y := range portraitHigh {
		for x := range portraitWide {
			if inside(float64(x), float64(y)) {
				m.SetNRGBA(x, y, c)
			}
		}
	}
}

// label writes a word in white across the middle.
func label(m *image.NRGBA, word string, baseline int) {
	parsed, err := opentype.Parse(assets.FontBold)
	if err != nil {
		return // the embedded font opens; the test of the portrait would tell
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 56, DPI: 72})
	if err != nil {
		return
	}
	d := font.Drawer{Dst: m, Src: image.White, Face: face}
	d.Dot = fixed.Point26_6{X: fixed.I(portraitWide)/2 - d.MeasureString(word)/2, Y: fixed.I(baseline)}
	d.DrawString(word)
}
