//go:build amd64 || arm64 || loong64 || riscv64

package camera

import (
	"context"
	"errors"
	"image/color"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"guitu/internal/store"
)

// kernel plays the driver of a camera: the few requests that are made of one.
type kernel struct {
	mu       sync.Mutex
	caps     uint32
	formats  []uint32
	size     Size   // what it takes, whatever is asked
	stride   uint32 // of uncompressed rows
	memory   [][]byte
	queued   []uint32
	ready    []v4l2Buffer
	fail     map[uint]error // by request
	gone     error          // of everything
	unmapped int
	closed   bool
	spoil    bool          // every frame is marked as broken
	more     func() []byte // the frame that follows when a buffer was given back; nil for none
	stirred  chan struct{} // a frame came, or the device is gone
}

func newKernel(format uint32) *kernel {
	return &kernel{
		caps: capVideoCapture | capStreaming, formats: []uint32{0x34363248, format}, // H.264 is of no use
		size: Size{64, 48}, stride: 128, fail: map[uint]error{}, stirred: make(chan struct{}, 1),
	}
}

func (k *kernel) ioctl(request uint, arg unsafe.Pointer) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.gone != nil {
		return k.gone
	}
	if err := k.fail[request]; err != nil {
		return err
	}
	switch request {
	case vidiocQueryCap:
		c := (*v4l2Capability)(arg)
		copy(c.card[:], "演示摄像头")
		c.capabilities, c.deviceCaps = capDeviceCaps|capVideoCapture|capStreaming, k.caps
	case vidiocEnumFmt:
		d := (*v4l2FmtDesc)(arg)
		if int(d.index) >= len(k.formats) {
			return unix.EINVAL
		}
		d.pixelFormat = k.formats[d.index]
	case vidiocSetFmt:
		f := (*v4l2Format)(arg)
		f.width, f.height, f.bytesPerLine = uint32(k.size.Width), uint32(k.size.Height), k.stride
	case vidiocReqBufs:
		n := (*v4l2RequestBuffers)(arg)
		for range n.count {
			k.memory = append(k.memory, make([]byte, 64<<10))
		}
	case vidiocQueryBuf:
		b := (*v4l2Buffer)(arg)
		b.length, b.offset = uint32(len(k.memory[b.index])), uint64(b.index)<<16
	case vidiocQBuf:
		k.queued = append(k.queued, (*v4l2Buffer)(arg).index)
		if k.more != nil {
			k.expose(k.more())
		}
	case vidiocDQBuf:
		if len(k.ready) == 0 {
			return unix.EAGAIN
		}
		*(*v4l2Buffer)(arg) = k.ready[0]
		k.ready = k.ready[1:]
	}
	return nil
}

// film fills the next queued buffer, as light does.
func (k *kernel) film(frame []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.expose(frame)
}

func (k *kernel) expose(frame []byte) {
	if len(k.queued) == 0 || frame == nil {
		return
	}
	i := k.queued[0]
	k.queued = k.queued[1:]
	b := v4l2Buffer{index: i, bytesUsed: uint32(copy(k.memory[i], frame))}
	if k.spoil {
		b.flags = flagError
	}
	k.ready = append(k.ready, b)
	k.stir()
}

func (k *kernel) stir() {
	select {
	case k.stirred <- struct{}{}:
	default: // who waits has yet to look
	}
}

func (k *kernel) vanish(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.gone = err
	k.stir()
}

func (k *kernel) wait(ms int) (bool, error) {
	late := time.After(time.Duration(ms) * time.Millisecond)
	for {
		k.mu.Lock()
		ready, gone := len(k.ready) > 0, k.gone
		k.mu.Unlock()
		if ready || gone != nil {
			return ready, gone
		}
		select {
		case <-k.stirred:
		case <-late:
			return false, nil
		}
	}
}

func (k *kernel) mmap(offset int64, _ int) ([]byte, error) { return k.memory[offset>>16], nil }
func (k *kernel) munmap([]byte) error                      { k.unmapped++; return nil }
func (k *kernel) close() error                             { k.closed = true; return nil }

func running(t *testing.T, k *kernel) Frames {
	t.Helper()
	c, err := start(k, DefaultSize)
	if err != nil {
		t.Fatal(err)
	}
	f := steady{c}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestStructuresAreLaidOutAsTheKernelHasThem(t *testing.T) {
	// The sizes stand in the request numbers, as _IOC_SIZE.
	for what, c := range map[string]struct {
		size    uintptr
		request uint
	}{
		"capability":     {unsafe.Sizeof(v4l2Capability{}), vidiocQueryCap},
		"fmtdesc":        {unsafe.Sizeof(v4l2FmtDesc{}), vidiocEnumFmt},
		"format":         {unsafe.Sizeof(v4l2Format{}), vidiocSetFmt},
		"requestbuffers": {unsafe.Sizeof(v4l2RequestBuffers{}), vidiocReqBufs},
		"buffer":         {unsafe.Sizeof(v4l2Buffer{}), vidiocDQBuf},
	} {
		if c.size != uintptr(c.request>>16&0x3fff) {
			t.Errorf("%s has %d bytes, the kernel's %d", what, c.size, c.request>>16&0x3fff)
		}
	}
	// offsetof of the C structures on a 64-bit machine.
	var b v4l2Buffer
	if unsafe.Offsetof(b.timestamp) != 24 || unsafe.Offsetof(b.sequence) != 56 || unsafe.Offsetof(b.offset) != 64 || unsafe.Offsetof(b.length) != 72 {
		t.Error("buffer")
	}
	if unsafe.Offsetof(v4l2Format{}.width) != 8 || unsafe.Offsetof(v4l2Format{}.bytesPerLine) != 24 || unsafe.Offsetof(v4l2Capability{}.deviceCaps) != 88 {
		t.Error("format or capability")
	}
}

func TestACameraGivesItsNewestFrame(t *testing.T) {
	k := newKernel(formatMJPEG)
	f := running(t, k)
	k.film(plainJPEG(t, 64, 48, red))
	k.film(plainJPEG(t, 64, 48, red))
	k.film(withoutTables(t, plainJPEG(t, 64, 48, blue)))
	m, err := f.Next(t.Context())
	if err != nil || !near(m, blue) {
		t.Fatalf("not the newest: %v", err)
	}
	if len(k.queued) != bufferCount {
		t.Errorf("%d of %d buffers were given back", len(k.queued), bufferCount)
	}
	f.Close()
	if k.unmapped != bufferCount || !k.closed {
		t.Errorf("after Close: %d unmapped, closed %v", k.unmapped, k.closed)
	}
}

func TestAnUncompressedCameraIsReadInTheSizeThatItTook(t *testing.T) {
	k := newKernel(formatYUYV)
	k.size, k.stride = Size{4, 2}, 16 // smaller than what was asked; rows with a margin
	f := running(t, k)
	row := []byte{81, 90, 81, 240, 81, 90, 81, 240, 0, 0, 0, 0, 0, 0, 0, 0}
	k.film(append(append([]byte(nil), row...), row...))
	m, err := f.Next(t.Context())
	if err != nil || m.Rect.Dx() != 4 || m.Rect.Dy() != 2 || !near(m, color.NRGBA{R: 255, A: 255}) {
		t.Fatalf("%v %v", m, err)
	}
}

func TestASpoiltFrameIsPassedOverAndACameraOfNothingElseIsRefused(t *testing.T) {
	k := newKernel(formatMJPEG)
	f := running(t, k)
	good := plainJPEG(t, 64, 48, red)
	k.more = func() []byte { return good } // once the spoilt one was given back
	k.film([]byte("\xff\xd8\xff\xe0 nothing"))
	if m, err := f.Next(t.Context()); err != nil || !near(m, red) {
		t.Fatalf("%v", err)
	}
	k.spoil = true
	k.film(good)
	if _, err := f.Next(t.Context()); store.KindOf(err) != store.Invalid || !strings.Contains(err.Error(), "USB") {
		t.Errorf("%v", err)
	}
}

func TestACameraThatIsPulledOutSaysSo(t *testing.T) {
	k := newKernel(formatMJPEG)
	f := running(t, k)
	time.AfterFunc(20*time.Millisecond, func() { k.vanish(unix.ENODEV) })
	if _, err := f.Next(t.Context()); store.KindOf(err) != store.NotFound || !strings.Contains(err.Error(), "已断开") {
		t.Errorf("%v", err)
	}
	if f.Close(); !k.closed {
		t.Error("it was not given back")
	}
}

func TestCloseEndsANextThatWaits(t *testing.T) {
	k := newKernel(formatMJPEG)
	f := running(t, k)
	time.AfterFunc(20*time.Millisecond, func() { f.Close() })
	if _, err := f.Next(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := running(t, newKernel(formatMJPEG)).Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("an ended context: %v", err)
	}
}

func TestACameraThatCannotBeUsedIsRefusedWithWhatToDo(t *testing.T) {
	metadata := newKernel(formatMJPEG)
	metadata.caps = 0x00800000 // V4L2_CAP_META_CAPTURE
	busy := newKernel(formatMJPEG)
	busy.fail[vidiocSetFmt] = unix.EBUSY
	started := newKernel(formatMJPEG)
	started.fail[vidiocStreamOn] = unix.EBUSY
	for what, c := range map[string]struct {
		kernel *kernel
		says   string
	}{
		"a device for data only":      {metadata, "格式不能用"},
		"a camera of H.265":           {newKernel(0x35363248), "格式不能用"},
		"a camera of another program": {busy, "别的程序"},
		"one that is just taken":      {started, "别的程序"},
	} {
		if _, err := start(c.kernel, Size{}); err == nil || !strings.Contains(err.Error(), c.says) || !c.kernel.closed {
			t.Errorf("%s: %v, given back: %v", what, err, c.kernel.closed)
		}
	}
}

func TestTheListHasCamerasOnly(t *testing.T) {
	metadata := newKernel(formatMJPEG)
	metadata.caps = 0
	kernels := map[string]*kernel{"/dev/video0": newKernel(formatMJPEG), "/dev/video1": metadata, "/dev/video3": newKernel(formatYUYV)}
	open := func(path string) (line, error) {
		if k := kernels[path]; k != nil {
			return k, nil
		}
		return nil, unix.EACCES
	}
	found, err := list([]string{"/dev/video0", "/dev/video1", "/dev/video2", "/dev/video3"}, open)
	if err != nil || len(found) != 2 || found[0] != (Device{"/dev/video0", "演示摄像头"}) || found[1].ID != "/dev/video3" {
		t.Errorf("%+v %v", found, err)
	}
	for path, k := range kernels {
		if !k.closed {
			t.Errorf("%s stays open", path)
		}
	}
	if _, err := list([]string{"/dev/video2"}, open); store.KindOf(err) != store.Forbidden {
		t.Errorf("nothing may be opened: %v", err)
	}
	if found, err := list(nil, open); err != nil || found != nil {
		t.Errorf("no cameras: %v %v", found, err)
	}
	if _, err := Open("/dev/video99999", DefaultSize); store.KindOf(err) != store.NotFound {
		t.Errorf("a camera that is not there: %v", err)
	}
}
