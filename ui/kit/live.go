package kit

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// Live shows what a camera sees: one frame after the other, none of them
// twice in the making, and a still one after Capture. Frames that come faster
// than the window draws are left out.
type Live struct {
	widget.BaseWidget
	// Mirrored shows the frames as a mirror would: who is photographed finds
	// the middle by it. What Capture returns is not mirrored.
	Mirrored bool

	land   func(func())
	run    int
	cancel context.CancelFunc
	frame  image.Image // the last one that showed, as it came
	back   *canvas.Rectangle
	image  *canvas.Image
}

// NewLive returns a dark frame.
func NewLive() *Live {
	l := &Live{land: fyne.Do, back: canvas.NewRectangle(penInk), image: canvas.NewImageFromImage(nil)}
	l.image.FillMode = canvas.ImageFillContain
	l.image.ScaleMode = canvas.ImageScaleFastest
	l.image.Hide()
	l.ExtendBaseWidget(l)
	return l
}

// Start shows the frames of a source, which runs on a goroutine of its own
// until its context ends; show returns when the frame stands in the window, and
// a frame that was shown must not be written to again. done is called on the UI
// goroutine with the error by which the source ended, nil after Stop or
// Capture. A source that still runs is stopped first.
func (l *Live) Start(source func(ctx context.Context, show func(image.Image)) error, done func(error)) {
	l.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	l.run++
	mine := l.run
	l.cancel = cancel
	show := func(frame image.Image) {
		shown := l.prepare(frame)
		stands := make(chan struct{})
		l.land(func() {
			defer close(stands)
			if l.run == mine && l.cancel != nil {
				l.set(frame, shown)
			}
		})
		select {
		case <-stands:
		case <-ctx.Done():
		}
	}
	go func() {
		err := source(ctx, show)
		stopped := ctx.Err() != nil
		cancel()
		if stopped || errors.Is(err, context.Canceled) {
			err = nil
		}
		l.land(func() {
			if l.run == mine {
				l.cancel = nil
			}
			if done != nil {
				done(err)
			}
		})
	}()
}

// Running reports whether a source is shown.
func (l *Live) Running() bool { return l.cancel != nil }

// Stop ends the source; the last frame stays.
func (l *Live) Stop() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}

// Capture ends the source and returns its last frame as it came, which stays
// in sight; nil where none has come yet.
func (l *Live) Capture() image.Image {
	l.Stop()
	return l.frame
}

// Clear takes the frame away.
func (l *Live) Clear() {
	l.Stop()
	l.frame, l.image.Image = nil, nil
	l.image.Hide()
	l.Refresh()
}

func (l *Live) set(frame, shown image.Image) {
	l.frame, l.image.Image = frame, shown
	l.image.Show()
	l.image.Refresh()
}

// liveSide is the most dots of the longer side that are shown: a preview need
// not have all of them, and they cost time at each frame.
const liveSide = 960

// prepare makes the picture that shows, away from the UI goroutine.
func (l *Live) prepare(frame image.Image) image.Image {
	b := frame.Bounds()
	if b.Empty() {
		return frame
	}
	scale := min(1, liveSide/float64(max(b.Dx(), b.Dy())))
	if !l.Mirrored && scale == 1 {
		return frame
	}
	w, h := max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))
	shown := image.NewRGBA(image.Rect(0, 0, w, h))
	to := f64.Aff3{scale, 0, -scale * float64(b.Min.X), 0, scale, -scale * float64(b.Min.Y)}
	if l.Mirrored {
		to[0], to[2] = -scale, scale*float64(b.Max.X)
	}
	draw.NearestNeighbor.Transform(shown, to, frame, b, draw.Src, nil)
	return shown
}

func (l *Live) CreateRenderer() fyne.WidgetRenderer { return &liveRenderer{l} }

type liveRenderer struct{ l *Live }

// MinSize is the shape of a camera's picture.
func (r *liveRenderer) MinSize() fyne.Size { return fyne.NewSize(Size(Frame)*4/3, Size(Frame)) }

func (r *liveRenderer) Layout(size fyne.Size) {
	r.l.back.Resize(size)
	r.l.image.Resize(size)
}

func (r *liveRenderer) Refresh() {
	r.l.back.CornerRadius = Size(Corner)
	r.l.back.Refresh()
	r.l.image.Refresh()
}

func (r *liveRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.back, r.l.image}
}
func (r *liveRenderer) Destroy() {}
