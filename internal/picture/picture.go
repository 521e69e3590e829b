// Package picture is the one guarded door for every image that comes into the
// station: from a file, a camera's folder, the clipboard or a card reader.
//
// A photo is hostile until it has been through Decode. A PNG of 53 bytes can
// ask for 13 GB, a file named .jpg can be anything, and image libraries panic
// in goroutines where nobody can recover. So: bytes are counted before they
// are kept, the header is judged before the pixels are decoded, and what comes
// out is always a plain upright opaque *image.NRGBA of at most MaxSide pixels,
// carrying nothing else of the file (no GPS position, no camera serial number).
//
// The one thing not to get wrong: nothing else in this program may call
// image.Decode or hand foreign bytes to an image library.
//
//	m, err := picture.Decode(ctx, file)          // refuses with a sentence for the clerk
//	m, err = picture.Edit{Turn: 1}.Apply(m)      // a quarter turn clockwise
//	sealed := vault.Seal(picture.Encode(m))      // JPEG, without metadata
//	tile := picture.Thumbnail(m, 160)
package picture

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"runtime/debug"

	"github.com/disintegration/imaging"

	"guitu/internal/store"
)

// Limits of what Decode accepts and gives back.
const (
	MaxBytes = 20 << 20 // bytes of a file
	MaxSide  = 1600     // pixels of the longer side of a decoded photo

	maxPixels      = 24_000_000 // of a baseline JPEG or a PNG
	maxProgressive = 12_000_000 // of a progressive JPEG: its coefficients are kept as int32 until the last scan
	maxEdge        = 20_000     // pixels of a side; longer strips are no photos
	maxPNGMemory   = 200 << 20  // bytes that the PNG decoder may need for its own pixels

	// slack lets a camera's "24 megapixels" (6016 × 4016) pass.
	slack = 500_000
)

// turnstile lets one large picture at a time through: two decoded side by
// side would double the peak of memory. Small ones do not wait.
var turnstile = make(chan struct{}, 1)

const (
	queuePixels = 2_000_000 // from here on a picture passes the turnstile
	sweepPixels = 8_000_000 // from here on its memory is given back at once
)

// Decode reads one JPEG or PNG photo and returns it upright, opaque and scaled
// down to MaxSide where it was larger.
//
// Every refusal is a store.Error of kind Invalid whose sentence names what is
// wrong with the file and what to do. When ctx ends first, its error is
// returned instead.
func Decode(ctx context.Context, r io.Reader) (*image.NRGBA, error) {
	data, err := readAll(ctx, r, MaxBytes)
	if err != nil {
		return nil, err
	}
	return DecodeBytes(ctx, data)
}

// DecodeBytes is Decode for a file that is already in memory.
func DecodeBytes(ctx context.Context, data []byte) (*image.NRGBA, error) {
	if len(data) > MaxBytes {
		return nil, tooManyBytes(MaxBytes)
	}
	h, err := inspect(data)
	if err != nil {
		return nil, err
	}
	if h.pixels() > queuePixels {
		select {
		case turnstile <- struct{}{}:
			defer func() { <-turnstile }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if h.pixels() > sweepPixels {
		// Within the turnstile, so that the next large picture does not stand
		// on top of this one's garbage.
		defer debug.FreeOSMemory()
	}
	m, err := decodePixels(ctx, h.kind, data)
	if err != nil {
		return nil, err
	}
	return turnUpright(shrink(m), h.orientation), nil
}

// decodePixels runs the decoder in this goroutine, where its panics can be
// caught; a cancelled ctx stops it at its next read.
func decodePixels(ctx context.Context, k kind, data []byte) (m image.Image, err error) {
	defer func() {
		if p := recover(); p != nil {
			m, err = nil, damaged(fmt.Errorf("decoder panicked: %v", p))
		}
	}()
	r := patient{ctx, bytes.NewReader(data)}
	switch k {
	case kindJPEG:
		m, err = jpeg.Decode(r)
	default:
		m, err = png.Decode(r)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, damaged(err)
	}
	return m, nil
}

// shrink makes m a plain NRGBA of at most MaxSide, first by whole steps
// (which reads each source pixel once and needs no copy of the source), then
// by Lanczos for the rest.
func shrink(m image.Image) *image.NRGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	small := reduce(m, max(1, max(w, h)/MaxSide))
	return Thumbnail(small, MaxSide)
}

// Thumbnail returns m scaled so that its longer side is at most side pixels.
// A picture that is small enough is returned as it is, not copied.
func Thumbnail(m *image.NRGBA, side int) *image.NRGBA {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	side = max(side, 1)
	if w <= side && h <= side {
		return m
	}
	if w >= h {
		return imaging.Resize(m, side, max(1, h*side/w), imaging.Lanczos)
	}
	return imaging.Resize(m, max(1, w*side/h), side, imaging.Lanczos)
}

// Encode returns m as a JPEG of quality 85 that holds pixels and nothing
// else. A picture larger than MaxSide is scaled down to it.
func Encode(m *image.NRGBA) []byte {
	m = Thumbnail(m, MaxSide)
	// Photos from this package are opaque: NRGBA and RGBA are then the same
	// bytes, and the encoder has a fast path for RGBA only.
	opaque := &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, opaque, &jpeg.Options{Quality: 85}); err != nil {
		panic("picture: a JPEG of at most MaxSide cannot fail to encode: " + err.Error())
	}
	return out.Bytes()
}

// readAll reads r up to limit bytes.
func readAll(ctx context.Context, r io.Reader, limit int) ([]byte, error) {
	var buf bytes.Buffer
	n, err := buf.ReadFrom(io.LimitReader(patient{ctx, r}, int64(limit)+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, store.Fail(store.Invalid, "读取照片时中断。请检查 U 盘、相机或网络的连接，然后重试。").On("photo").Because(err)
	case n > int64(limit):
		return nil, tooManyBytes(limit)
	}
	return buf.Bytes(), nil
}

// patient is a reader that fails once its context has ended.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
