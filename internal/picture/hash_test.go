package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"
)

// portrait draws somebody invented before a light wall: head, hair, eyes,
// mouth, clothes, with light from one side and the grain of a camera. Others
// differ as people before the same camera do.
func portrait(seed uint64, w, h int) *image.NRGBA {
	r := rand.New(rand.NewPCG(seed, 7))
	vary := func(from, to float64) float64 { return from + r.Float64()*(to-from) }
	cx, cy := vary(0.40, 0.60), vary(0.36, 0.50)
	rx, ry := vary(0.15, 0.24), vary(0.20, 0.30)
	hair, brow, shoulder := vary(0.25, 0.75), vary(0.05, 0.12), vary(0.68, 0.82)
	skin, wall, cloth, dark := vary(140, 225), vary(180, 245), vary(20, 220), vary(15, 110)
	side, stripes := vary(-45, 45), vary(0, 14)
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for py := range h {
		for px := range w {
			x, y := float64(px)/float64(w), float64(py)/float64(h)
			dx, dy := (x-cx)/rx, (y-cy)/ry
			light := wall + 18*(x-0.5)
			switch {
			case dx*dx+dy*dy < 1 && dy < -hair:
				light = dark
			case dx*dx+dy*dy < 1 && math.Abs(math.Abs(dx)-0.4) < 0.16 && math.Abs(dy+0.1) < brow,
				math.Abs(dx) < 0.3 && math.Abs(dy-0.6) < brow/2:
				light = dark + 20
			case dx*dx+dy*dy < 1:
				light = skin + side*dx
			case y > shoulder+0.35*(x-cx)*(x-cx):
				light = cloth + stripes*math.Sin(40*x) + side*(x-cx)
			}
			light += r.NormFloat64() * 3
			v := uint8(min(255, max(0, light)))
			m.SetNRGBA(px, py, color.NRGBA{R: v, G: uint8(float64(v) * 0.9), B: uint8(float64(v) * 0.85), A: 255})
		}
	}
	return m
}

func again(t testing.TB, m image.Image, quality int) image.Image {
	t.Helper()
	var file bytes.Buffer
	if err := jpeg.Encode(&file, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	out, err := Decode(t.Context(), &file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheSamePictureIsKnownAfterItWasSavedResizedOrBrightened(t *testing.T) {
	farthest := 0
	for seed := range uint64(20) {
		m := portrait(seed, 480, 600)
		want := HashOf(m)
		for how, changed := range map[string]image.Image{
			"saved at quality 60":     again(t, m, 60),
			"saved at quality 30":     again(t, m, 30),
			"a third of its size":     imaging.Resize(m, 160, 200, imaging.Lanczos),
			"as an ID reader keeps":   imaging.Resize(m, 102, 128, imaging.Linear),
			"twice its size":          imaging.Resize(m, 960, 1200, imaging.Linear),
			"an odd size":             imaging.Resize(m, 333, 417, imaging.CatmullRom),
			"a little brighter":       imaging.AdjustBrightness(m, 8),
			"a little darker":         imaging.AdjustBrightness(m, -8),
			"more contrast":           imaging.AdjustContrast(m, 10),
			"small, then saved badly": again(t, imaging.Resize(m, 160, 200, imaging.Box), 40),
			"grey":                    imaging.Grayscale(m),
		} {
			d := Distance(want, HashOf(changed))
			if farthest = max(farthest, d); d > SamePicture {
				t.Errorf("portrait %d, %s: %d bits differ; want at most %d", seed, how, d, SamePicture)
			}
		}
	}
	t.Logf("farthest %d bits", farthest)
}

func TestPortraitsOfDifferentPeopleAreNotTakenForOnePicture(t *testing.T) {
	var hashes []Hash
	for seed := range uint64(60) {
		hashes = append(hashes, HashOf(portrait(seed, 240, 300)))
	}
	nearest, sum, pairs := 256, 0, 0
	for i, a := range hashes {
		for _, b := range hashes[:i] {
			d := Distance(a, b)
			nearest, sum, pairs = min(nearest, d), sum+d, pairs+1
			if d <= SamePicture {
				t.Errorf("two people are %d bits apart", d)
			}
		}
	}
	t.Logf("nearest %d, mean %d of %d pairs", nearest, sum/pairs, pairs)
}

func TestAnyKindOfPictureHasAHash(t *testing.T) {
	if HashOf(nil) != (Hash{}) || HashOf(image.NewGray(image.Rectangle{})) != (Hash{}) {
		t.Error("no picture has a hash")
	}
	for _, m := range []image.Image{image.NewGray(image.Rect(0, 0, 1, 1)), image.NewPaletted(image.Rect(3, 5, 9, 8), color.Palette{color.Black}),
		image.NewYCbCr(image.Rect(-4, -4, 40, 3), image.YCbCrSubsampleRatio420)} {
		HashOf(m)
	}
	big := portrait(3, 480, 600)
	part := big.SubImage(image.Rect(100, 100, 400, 500)).(*image.NRGBA)
	if d := Distance(HashOf(part), HashOf(imaging.Clone(part))); d != 0 {
		t.Errorf("a part of a picture and its copy are %d bits apart", d)
	}
}

func BenchmarkHash(b *testing.B) {
	m := portrait(1, 1200, 1600)
	b.ResetTimer()
	for b.Loop() {
		HashOf(m)
	}
}
