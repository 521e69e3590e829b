package kit

import (
	"image"
	"image/color"
)

// previewSide is the longer side, in pixels, of what a photo frame shows.
const previewSide = 640

// preview makes the small picture that a photo frame shows: turned by
// quarters clockwise and brightened from −100 to 100. It picks pixels rather
// than average them: this is for aiming, the kept picture is made elsewhere.
func preview(from image.Image, turns, brightness int) image.Image {
	bounds := from.Bounds()
	w, h := bounds.Dx(), bounds.Dy()
	if turns%2 == 1 {
		w, h = h, w
	}
	scale := max(1, float64(max(w, h))/previewSide)
	small := image.NewNRGBA(image.Rect(0, 0, max(1, int(float64(w)/scale)), max(1, int(float64(h)/scale))))
	light := func(v uint8) uint8 { return uint8(min(max(int(v)+brightness*255/100, 0), 255)) }
	for y := range small.Rect.Dy() {
		for x := range small.Rect.Dx() {
			u, v := int((float64(x)+0.5)*scale), int((float64(y)+0.5)*scale)
			switch turns {
			case 1:
				u, v = v, w-1-u
			case 2:
				u, v = w-1-u, h-1-v
			case 3:
				u, v = h-1-v, u
			}
			at := image.Pt(bounds.Min.X+min(max(u, 0), bounds.Dx()-1), bounds.Min.Y+min(max(v, 0), bounds.Dy()-1))
			c := color.NRGBAModel.Convert(from.At(at.X, at.Y)).(color.NRGBA)
			small.SetNRGBA(x, y, color.NRGBA{R: light(c.R), G: light(c.G), B: light(c.B), A: c.A})
		}
	}
	return small
}
