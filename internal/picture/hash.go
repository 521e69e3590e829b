package picture

import (
	"image"
	"image/draw"
	"math/bits"
)

// Hash is what a picture looks like in 256 bits: a difference hash. It says
// where the light falls off to the right, at 16 × 8 places, and where downwards,
// at 8 × 16, so that a picture which was saved again, made smaller or a little
// brighter keeps nearly all of its bits. It knows the same picture again, never
// the same face.
type Hash [32]byte

// Distances between hashes, in bits of 256.
const (
	SamePicture    = 10 // at most: one picture, saved, resized or brightened
	SimilarPicture = 24 // at most: worth a look, e.g. a crop or a photographed print
)

const (
	hashLong, hashShort = 16, 8 // places along which light is compared, and lines of them
	// What differs by less than this, of 255, is taken for even: a white wall
	// behind a portrait would otherwise give the compression's noise as bits.
	hashEven = 1.5
)

// HashOf returns the hash of a decoded picture; the zero Hash for an empty one.
func HashOf(m image.Image) (h Hash) {
	if m == nil || m.Bounds().Empty() {
		return h
	}
	p := plain(m)
	across, down := meanLight(p, hashLong+1, hashShort), meanLight(p, hashShort, hashLong+1)
	for i := range hashLong * hashShort {
		x, y := i%hashLong, i/hashLong
		if across[y][x]-across[y][x+1] > hashEven {
			h[i/8] |= 1 << (i % 8)
		}
		if down[x][y]-down[x+1][y] > hashEven {
			h[16+i/8] |= 1 << (i % 8)
		}
	}
	return h
}

// Distance is how many of the 256 bits of two hashes differ.
func Distance(a, b Hash) int {
	n := 0
	for i := range a {
		n += bits.OnesCount8(a[i] ^ b[i])
	}
	return n
}

// plain is m as NRGBA, m itself where it is that already.
func plain(m image.Image) *image.NRGBA {
	if same, ok := m.(*image.NRGBA); ok {
		return same
	}
	out := image.NewNRGBA(image.Rect(0, 0, m.Bounds().Dx(), m.Bounds().Dy()))
	draw.Draw(out, out.Bounds(), m, m.Bounds().Min, draw.Src)
	return out
}

// meanLight is the mean lightness, 0 to 255, of the fields of a grid laid over
// the picture, row by row.
func meanLight(m *image.NRGBA, columns, rows int) [][]float64 {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	light := make([][]float64, rows)
	for y := range light {
		light[y] = make([]float64, columns)
		top, bottom := span(y, rows, h)
		for x := range light[y] {
			left, right := span(x, columns, w)
			sum := 0
			for py := top; py < bottom; py++ {
				row := m.Pix[py*m.Stride+left*4 : py*m.Stride+right*4]
				for i := 0; i+3 < len(row); i += 4 {
					sum += 299*int(row[i]) + 587*int(row[i+1]) + 114*int(row[i+2]) // Rec. 601
				}
			}
			light[y][x] = float64(sum) / float64(1000*(bottom-top)*(right-left))
		}
	}
	return light
}

// span is the part of size pixels that field i of n covers, at least one.
func span(i, n, size int) (from, to int) {
	from = i * size / n
	return from, max(from+1, (i+1)*size/n)
}
