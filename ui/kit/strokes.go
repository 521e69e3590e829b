package kit

import (
	"image"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"golang.org/x/image/vector"
)

// strokes is handwriting: lines in device-independent pixels.
type strokes []stroke
type stroke []dot
type dot [2]float32

// How handwriting looks: the width of the pen, the margin of a picture of it
// and the dots of that picture, each in device-independent pixels.
const (
	penWidth      = 2.5
	pictureMargin = 8
	pictureScale  = 3
	roundness     = 12 // corners of a round end
)

// length is how far the pen went.
func (s strokes) length() (sum float32) {
	for _, line := range s {
		for i := 1; i < len(line); i++ {
			sum += distance(line[i-1], line[i])
		}
	}
	return sum
}

func distance(a, b dot) float32 {
	return float32(math.Hypot(float64(a[0]-b[0]), float64(a[1]-b[1])))
}

// on draws the strokes as they stand on a pad of a size, on nothing.
func (s strokes) on(w, h int, size fyne.Size) image.Image {
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	if size.Width > 0 {
		s.draw(picture, dot{}, float32(w)/size.Width)
	}
	return picture
}

// picture draws them in black on white, cropped with a margin.
func (s strokes) picture() image.Image {
	low, high := s[0][0], s[0][0]
	for _, line := range s {
		for _, d := range line {
			low = dot{min(low[0], d[0]), min(low[1], d[1])}
			high = dot{max(high[0], d[0]), max(high[1], d[1])}
		}
	}
	low = dot{low[0] - pictureMargin, low[1] - pictureMargin}
	w, h := (high[0]-low[0]+pictureMargin)*pictureScale, (high[1]-low[1]+pictureMargin)*pictureScale
	picture := image.NewNRGBA(image.Rect(0, 0, int(math.Ceil(float64(w))), int(math.Ceil(float64(h)))))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(sheet), image.Point{}, draw.Src)
	s.draw(picture, low, pictureScale)
	return picture
}

// draw fills the way of a round pen. Every polygon turns the same way, so
// that where they lie over each other they do not cancel out.
func (s strokes) draw(on draw.Image, origin dot, scale float32) {
	bounds := on.Bounds()
	if bounds.Empty() {
		return
	}
	ink := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	r := penWidth / 2 * scale
	for _, line := range s {
		for i, d := range line {
			at := dot{(d[0] - origin[0]) * scale, (d[1] - origin[1]) * scale}
			round(ink, at, r)
			if i > 0 {
				straight(ink, dot{(line[i-1][0] - origin[0]) * scale, (line[i-1][1] - origin[1]) * scale}, at, r)
			}
		}
	}
	ink.Draw(on, bounds, image.NewUniform(penInk), image.Point{})
}

func round(ink *vector.Rasterizer, at dot, r float32) {
	for i := range roundness {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / roundness)
		x, y := at[0]+r*float32(cos), at[1]+r*float32(sin)
		if i == 0 {
			ink.MoveTo(x, y)
		} else {
			ink.LineTo(x, y)
		}
	}
	ink.ClosePath()
}

func straight(ink *vector.Rasterizer, a, b dot, r float32) {
	long := distance(a, b)
	if long == 0 {
		return
	}
	x, y := -(b[1]-a[1])/long*r, (b[0]-a[0])/long*r // across the line
	ink.MoveTo(a[0]-x, a[1]-y)
	ink.LineTo(b[0]-x, b[1]-y)
	ink.LineTo(b[0]+x, b[1]+y)
	ink.LineTo(a[0]+x, a[1]+y)
	ink.ClosePath()
}
