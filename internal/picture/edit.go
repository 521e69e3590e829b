package picture

import (
	"image"
	"math"

	"github.com/disintegration/imaging"

	"guitu/internal/store"
)

// Edit is what a clerk did to a photo before it was kept. The zero Edit
// changes nothing. Steps are taken in the order of the fields, so Crop is in
// pixels of the turned picture: what one saw when one drew the frame.
type Edit struct {
	Turn       int             `json:"turn,omitempty"`       // quarter turns clockwise; negative turns back
	Crop       image.Rectangle `json:"crop,omitzero"`        // empty keeps everything; what lies outside is cut off
	Brightness float64         `json:"brightness,omitempty"` // per cent, -100 black … 100 white
	Sharpen    float64         `json:"sharpen,omitempty"`    // radius in pixels (sigma), 0 … 5
}

const maxSharpen = 5.0

// Apply returns the edited picture; m itself stays as it was. A frame that
// holds nothing of the picture is refused as Invalid.
func (e Edit) Apply(m *image.NRGBA) (*image.NRGBA, error) {
	switch e.Turn & 3 {
	case 1:
		m = imaging.Rotate270(m) // imaging turns against the clock
	case 2:
		m = imaging.Rotate180(m)
	case 3:
		m = imaging.Rotate90(m)
	}
	if !e.Crop.Empty() {
		frame := e.Crop.Intersect(m.Bounds())
		if frame.Empty() {
			return nil, store.Fail(store.Invalid, "裁剪框在照片之外。请重新框选要保留的部分。").On("photo")
		}
		m = imaging.Crop(m, frame)
	}
	if b := within(e.Brightness, -100, 100); b != 0 {
		m = imaging.AdjustBrightness(m, b)
	}
	if s := within(e.Sharpen, 0, maxSharpen); s > 0 {
		m = imaging.Sharpen(m, s)
	}
	return m, nil
}

// within holds v in lo … hi; what is no number changes nothing.
func within(v, lo, hi float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return min(max(v, lo), hi)
}
