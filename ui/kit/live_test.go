package kit

import (
	"context"
	"errors"
	"image"
	"image/color"
	"testing"
	"time"
)

// halves is a frame whose left half is red.
func halves() *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, 40, 20))
	for y := range 20 {
		for x := range 20 {
			m.Set(x, y, color.NRGBA{R: 255, A: 255})
		}
	}
	return m
}

// shownLive is a view that is fed by hand: what lands runs when the test says.
func shownLive(t testing.TB) (*Live, chan func()) {
	l := NewLive()
	landed := make(chan func(), 10)
	l.land = func(do func()) { landed <- do }
	show(t, l)
	return l, landed
}

func next(t testing.TB, landed chan func()) {
	t.Helper()
	select {
	case do := <-landed:
		do()
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
	}
}

func TestMirrorTurnsWhatIsSeenAndNotWhatIsTaken(t *testing.T) {
	l, landed := shownLive(t)
	l.Mirrored = true
	frame := halves()
	l.Start(func(ctx context.Context, show func(image.Image)) error {
		show(frame)
		<-ctx.Done()
		return ctx.Err()
	}, nil)
	next(t, landed)
	if r, _, _, _ := l.image.Image.At(35, 10).RGBA(); r != 0xffff {
		t.Error("the left is not seen at the right")
	}
	if r, _, _, _ := l.image.Image.At(5, 10).RGBA(); r != 0 {
		t.Error("the right is not seen at the left")
	}
	if l.Capture() != image.Image(frame) || l.Running() || l.image.Hidden {
		t.Error("what was taken is not the frame as it came, still in sight")
	}
}

func TestFrameOfAStoppedCameraDoesNotShow(t *testing.T) {
	l, landed := shownLive(t)
	var ended error
	finished := false
	l.Start(func(_ context.Context, show func(image.Image)) error {
		show(halves())
		return errors.New("cable pulled")
	}, func(err error) { ended, finished = err, true })
	late := <-landed
	l.Stop()
	late()
	next(t, landed)
	if l.frame != nil || !finished || ended != nil {
		t.Errorf("frame %v, finished %v, %v", l.frame, finished, ended)
	}
}

func TestErrorOfTheCameraIsTold(t *testing.T) {
	l, landed := shownLive(t)
	pulled := errors.New("cable pulled")
	var ended error
	l.Start(func(context.Context, func(image.Image)) error { return pulled }, func(err error) { ended = err })
	next(t, landed)
	if ended != pulled || l.Running() {
		t.Errorf("told %v, running %v", ended, l.Running())
	}
}

func BenchmarkLiveFrame(b *testing.B) {
	l := NewLive()
	l.Mirrored = true
	frame := image.NewYCbCr(image.Rect(0, 0, 1920, 1080), image.YCbCrSubsampleRatio420)
	for b.Loop() {
		l.prepare(frame)
	}
}
