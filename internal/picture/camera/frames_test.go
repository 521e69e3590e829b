package camera

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guitu/internal/store"
)

func plainJPEG(t testing.TB, w, h int, c color.Color) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t *testing.T, dir, name string, data []byte, at time.Time) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
	return path
}

// near tells whether a pixel has a colour, within what JPEG blurs.
func near(m *image.NRGBA, want color.NRGBA) bool {
	got := m.NRGBAAt(m.Rect.Dx()/2, m.Rect.Dy()/2)
	d := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 4 }
	return d(got.R, want.R) && d(got.G, want.G) && d(got.B, want.B) && got.A == 255
}

var red, blue = color.NRGBA{R: 255, A: 255}, color.NRGBA{B: 255, A: 255}

func TestYUYVHasTheColoursOfBT601(t *testing.T) {
	for _, c := range []struct {
		what    string
		y, u, v byte
		full    bool
		want    color.NRGBA
	}{
		{"black", 16, 128, 128, false, color.NRGBA{0, 0, 0, 255}},
		{"white", 235, 128, 128, false, color.NRGBA{255, 255, 255, 255}},
		{"blacker than black", 0, 128, 128, false, color.NRGBA{0, 0, 0, 255}},
		{"whiter than white", 255, 128, 128, false, color.NRGBA{255, 255, 255, 255}},
		{"red", 81, 90, 240, false, color.NRGBA{255, 0, 0, 255}},
		{"green", 145, 54, 34, false, color.NRGBA{0, 255, 0, 255}},
		{"blue", 41, 240, 110, false, color.NRGBA{0, 0, 255, 255}},
		{"black of the full range", 0, 128, 128, true, color.NRGBA{0, 0, 0, 255}},
		{"white of the full range", 255, 128, 128, true, color.NRGBA{255, 255, 255, 255}},
		{"red of the full range", 76, 85, 255, true, color.NRGBA{254, 0, 0, 255}},
	} {
		m, err := yuyv([]byte{c.y, c.u, c.y, c.v}, Size{2, 1}, 4, c.full)
		if err != nil {
			t.Fatal(err)
		}
		if !near(m, c.want) {
			t.Errorf("%s is %v, want %v", c.what, m.NRGBAAt(0, 0), c.want)
		}
	}
}

func TestYUYVRowsMayBeLongerThanTheirPixels(t *testing.T) {
	const stride = 10
	frame := bytes.Repeat([]byte{235, 128, 16, 128, 235, 128, 99, 128, 7, 7}, 2) // white, black, white; an odd width
	m, err := yuyv(frame, Size{3, 2}, stride, false)
	if err != nil {
		t.Fatal(err)
	}
	for y := range 2 {
		if a, b, c := m.NRGBAAt(0, y).R, m.NRGBAAt(1, y).R, m.NRGBAAt(2, y).R; a != 255 || b != 0 || c != 255 {
			t.Errorf("row %d: %d %d %d", y, a, b, c)
		}
	}
	for what, size := range map[string]Size{"too high": {3, 3}, "too wide": {6, 2}, "empty": {}, "negative": {-3, 2}, "endless": {1 << 40, 1 << 40}} {
		var broken *brokenFrame
		if _, err := yuyv(frame, size, stride, false); !errors.As(err, &broken) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWindowsRowsMayBeginBelow(t *testing.T) {
	frame := []byte{0, 0, 255, 9, 255, 0, 0, 9} // red above blue, one pixel wide
	m, err := bgrx(frame, Size{1, 2}, 4)
	if err != nil || m.NRGBAAt(0, 0) != red || m.NRGBAAt(0, 1) != blue {
		t.Errorf("downwards: %v %v", m, err)
	}
	m, err = bgrx(frame, Size{1, 2}, -4)
	if err != nil || m.NRGBAAt(0, 0) != blue || m.NRGBAAt(0, 1) != red {
		t.Errorf("upwards: %v %v", m, err)
	}
	if _, err := bgrx(frame[:7], Size{1, 2}, -4); err == nil {
		t.Error("a frame that is too short is read")
	}
}

// withoutTables cuts the Huffman tables out, as many cameras do.
func withoutTables(t testing.TB, file []byte) []byte {
	t.Helper()
	at := bytes.Index(file, []byte{0xff, 0xc4})
	end := at + 2 + int(binary.BigEndian.Uint16(file[at+2:]))
	return append(bytes.Clone(file[:at]), file[end:]...)
}

func TestAMotionJPEGFrameWithoutTablesIsRead(t *testing.T) {
	whole := plainJPEG(t, 64, 48, red)
	bare := withoutTables(t, whole)
	if bytes.Contains(bare, []byte{0xff, 0xc4}) {
		t.Fatal("the test's frame has tables")
	}
	for what, frame := range map[string][]byte{"with tables": whole, "without": bare, "padded": append(bytes.Clone(bare), make([]byte, 500)...)} {
		m, err := decodeJPEG(t.Context(), frame)
		if err != nil || !near(m, red) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if !bytes.Equal(withTables(whole), whole) || !bytes.Equal(withTables(bare), whole) {
		t.Error("the tables are not put where they were")
	}
	for i := range bare { // no cut of it may panic
		withTables(bare[:i])
	}
}

func TestABrokenFrameIsPassedOverAndThreeAreAnError(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	good := write(t, dir, "good.jpg", plainJPEG(t, 32, 32, red), now)
	bad := write(t, dir, "bad.jpg", plainJPEG(t, 32, 32, red)[:200], now)
	frames, err := Files(60, bad, good, bad, bad, good)
	if err != nil {
		t.Fatal(err)
	}
	defer frames.Close()
	for range 2 {
		if m, err := frames.Next(t.Context()); err != nil || !near(m, red) {
			t.Fatalf("%v", err)
		}
	}
	frames, _ = Files(60, bad)
	defer frames.Close()
	_, err = frames.Next(t.Context())
	if store.KindOf(err) != store.Invalid || !strings.Contains(err.Error(), "请换一个 USB 接口") {
		t.Errorf("nothing but broken frames: %v", err)
	}
}

func TestAFolderShowsItsNewestPicture(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	if _, err := Folder(10, dir); store.KindOf(err) != store.NotFound {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Files(10); store.KindOf(err) != store.NotFound {
		t.Errorf("no files: %v", err)
	}
	write(t, dir, "b.jpg", plainJPEG(t, 32, 32, red), now.Add(-time.Hour))
	write(t, dir, "notes.txt", []byte("x"), now.Add(time.Hour))
	frames, err := Folder(60, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer frames.Close()
	if m, err := frames.Next(t.Context()); err != nil || !near(m, red) {
		t.Fatalf("%v", err)
	}
	next := plainJPEG(t, 32, 32, blue)
	write(t, dir, "a.jpg", next[:100], now)
	for range 2 * patience { // it is still being written
		if m, err := frames.Next(t.Context()); err != nil || !near(m, red) {
			t.Fatalf("%v", err)
		}
	}
	write(t, dir, "a.jpg", next, now)
	if m, err := frames.Next(t.Context()); err != nil || !near(m, blue) {
		t.Fatalf("%v", err)
	}
}

func TestCloseAndTheContextEndNext(t *testing.T) {
	path := write(t, t.TempDir(), "a.jpg", plainJPEG(t, 32, 32, red), time.Now())
	frames, err := Files(0.1, path) // the second frame is ten seconds away
	if err != nil {
		t.Fatal(err)
	}
	if _, err := frames.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := frames.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("after its context: %v", err)
	}
	time.AfterFunc(20*time.Millisecond, func() { frames.Close() })
	if _, err := frames.Next(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("closed meanwhile: %v", err)
	}
	if _, err := frames.Next(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("closed before: %v", err)
	}
	if err := frames.Close(); err != nil {
		t.Error(err)
	}
}

// counter gives frames whose width is their number, without any pause.
type counter struct {
	n, last int
	over    chan struct{} // closed behind the last
}

func (c *counter) Next(context.Context) (*image.NRGBA, error) {
	if c.n == c.last {
		close(c.over)
		return nil, deviceGone(nil)
	}
	c.n++
	return image.NewNRGBA(image.Rect(0, 0, c.n, 1)), nil
}

func (c *counter) Close() error { return nil }

func TestALiveViewDropsWhatComesTooFast(t *testing.T) {
	var shown []int
	fast := &counter{last: 1000, over: make(chan struct{})}
	err := Live(t.Context(), fast, func(m *image.NRGBA) {
		<-fast.over // slower than the camera by far
		shown = append(shown, m.Rect.Dx())
	})
	if store.KindOf(err) != store.NotFound {
		t.Errorf("a camera that vanished: %v", err)
	}
	if len(shown) == 0 || len(shown) > 900 || shown[len(shown)-1] != 1000 {
		t.Errorf("%d of 1000 were shown, the last is not the newest", len(shown))
	}
	for i := 1; i < len(shown); i++ {
		if shown[i] <= shown[i-1] {
			t.Fatalf("frame %d after %d", shown[i], shown[i-1])
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := Live(ctx, &counter{last: -1}, func(*image.NRGBA) { cancel() }); err != nil {
		t.Errorf("a live view that was ended: %v", err)
	}
}
