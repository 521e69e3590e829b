//go:build amd64 || arm64 || loong64 || riscv64

package camera

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"image"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"

	"guitu/internal/store"
)

// List returns the cameras that are plugged in. It fails when there are
// device files and this user may open none of them.
func List() ([]Device, error) {
	paths, err := filepath.Glob("/dev/video*")
	if err != nil {
		return nil, err
	}
	// video10 comes after video9.
	slices.SortFunc(paths, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	return list(paths, openLine)
}

func list(paths []string, open func(string) (line, error)) ([]Device, error) {
	var found []Device
	var refused error
	for _, path := range paths {
		l, err := open(path)
		if err != nil {
			if errors.Is(err, unix.EACCES) {
				refused = deviceError(err)
			}
			continue
		}
		if name, err := cameraName(l); err == nil && chooseFormat(l) != 0 {
			found = append(found, Device{ID: path, Name: name})
		}
		l.close()
	}
	if len(found) == 0 && refused != nil {
		return nil, refused
	}
	return found, nil
}

// Open starts a camera of List.
func Open(device string, want Size) (Frames, error) {
	l, err := openLine(device)
	if err != nil {
		return nil, deviceError(err)
	}
	c, err := start(l, want)
	if err != nil {
		return nil, err
	}
	return steady{c}, nil
}

const (
	bufferCount = 4
	pollMillis  = 100
	silence     = 50 // polls without a frame: five seconds
)

// capture is a camera that streams into shared memory.
type capture struct {
	line    line
	format  v4l2Format
	buffers [][]byte
	closed  atomic.Bool

	mu   sync.Mutex // of the line and the buffers, which Close takes away
	done bool
}

// start makes l stream; it closes l when it cannot.
func start(l line, want Size) (*capture, error) {
	c := &capture{line: l}
	if err := c.begin(want); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

func (c *capture) begin(want Size) error {
	if _, err := cameraName(c.line); err != nil {
		return err
	}
	if err := c.agree(want); err != nil {
		return err
	}
	if err := c.share(); err != nil {
		return deviceError(err)
	}
	kind := uint32(typeVideoCapture)
	if err := c.line.ioctl(vidiocStreamOn, unsafe.Pointer(&kind)); err != nil {
		return deviceError(err)
	}
	return nil
}

// cameraName returns what the device is called, and an error when it is no
// camera: one camera has several device files, some only for its data.
func cameraName(l line) (string, error) {
	var have v4l2Capability
	if err := l.ioctl(vidiocQueryCap, unsafe.Pointer(&have)); err != nil {
		return "", deviceError(err)
	}
	can := have.capabilities
	if can&capDeviceCaps != 0 {
		can = have.deviceCaps
	}
	if can&capVideoCapture == 0 || can&capStreaming == 0 {
		return "", deviceUnfit(nil)
	}
	name, _, _ := bytes.Cut(have.card[:], []byte{0})
	return string(bytes.ToValidUTF8(name, nil)), nil
}

// chooseFormat returns the best of the camera's formats that can be read, and
// zero where there is none. Compressed ones come first: over USB 2 an
// uncompressed picture of this size comes five times a second.
func chooseFormat(l line) uint32 {
	var offered []uint32
	for i := range uint32(64) {
		d := v4l2FmtDesc{index: i, kind: typeVideoCapture}
		if l.ioctl(vidiocEnumFmt, unsafe.Pointer(&d)) != nil {
			break
		}
		offered = append(offered, d.pixelFormat)
	}
	for _, format := range []uint32{formatMJPEG, formatJPEG, formatYUYV} {
		if slices.Contains(offered, format) {
			return format
		}
	}
	return 0
}

// agree sets format and size. The camera answers with what it really does.
func (c *capture) agree(want Size) error {
	format := chooseFormat(c.line)
	if format == 0 {
		return deviceUnfit(nil)
	}
	if want.Width <= 0 || want.Height <= 0 || want.Width > maxPlain || want.Height > maxPlain {
		want = DefaultSize
	}
	c.format = v4l2Format{
		kind: typeVideoCapture, width: uint32(want.Width), height: uint32(want.Height),
		pixelFormat: format, field: fieldNone,
	}
	if err := c.line.ioctl(vidiocSetFmt, unsafe.Pointer(&c.format)); err != nil {
		return deviceError(err)
	}
	if c.format.pixelFormat != format {
		return deviceUnfit(nil)
	}
	return nil
}

// share maps the kernel's frame buffers and queues them to be filled.
func (c *capture) share() error {
	ask := v4l2RequestBuffers{count: bufferCount, kind: typeVideoCapture, memory: memoryMmap}
	if err := c.line.ioctl(vidiocReqBufs, unsafe.Pointer(&ask)); err != nil {
		return err
	}
	if ask.count == 0 || ask.count > 32 {
		return unix.ENOMEM
	}
	for i := range ask.count {
		b := v4l2Buffer{index: i, kind: typeVideoCapture, memory: memoryMmap}
		if err := c.line.ioctl(vidiocQueryBuf, unsafe.Pointer(&b)); err != nil {
			return err
		}
		memory, err := c.line.mmap(int64(uint32(b.offset)), int(b.length))
		if err != nil {
			return err
		}
		c.buffers = append(c.buffers, memory)
		if err := c.enqueue(i); err != nil {
			return err
		}
	}
	return nil
}

func (c *capture) enqueue(i uint32) error {
	b := v4l2Buffer{index: i, kind: typeVideoCapture, memory: memoryMmap}
	return c.line.ioctl(vidiocQBuf, unsafe.Pointer(&b))
}

func (c *capture) take(ctx context.Context) (*image.NRGBA, error) {
	for range silence {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		frame, err := c.newest()
		if err != nil {
			return nil, err
		}
		if frame != nil {
			return c.decode(ctx, frame)
		}
	}
	return nil, deviceSilent()
}

// newest waits a little for a frame and returns a copy of the newest one, or
// nil when there was none. Older ones that wait are given back unread.
func (c *capture) newest() ([]byte, error) {
	if c.closed.Load() {
		return nil, ErrClosed
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return nil, ErrClosed
	}
	ready, err := c.line.wait(pollMillis)
	if err != nil {
		return nil, deviceError(err)
	}
	if !ready {
		return nil, nil
	}
	last, err := c.dequeueAll()
	if last == nil || err != nil {
		return nil, err
	}
	memory := c.buffers[last.index]
	broken := last.flags&flagError != 0 || last.bytesUsed == 0 || int(last.bytesUsed) > len(memory)
	var frame []byte
	if !broken {
		frame = bytes.Clone(memory[:last.bytesUsed])
	}
	if err := c.enqueue(last.index); err != nil {
		return nil, deviceError(err)
	}
	if broken {
		return nil, &brokenFrame{errShort}
	}
	return frame, nil
}

// dequeueAll takes all filled buffers, gives back all but the newest and
// returns that one; nil when none was filled.
func (c *capture) dequeueAll() (*v4l2Buffer, error) {
	var last *v4l2Buffer
	for range c.buffers {
		b := v4l2Buffer{kind: typeVideoCapture, memory: memoryMmap}
		switch err := c.line.ioctl(vidiocDQBuf, unsafe.Pointer(&b)); {
		case errors.Is(err, unix.EAGAIN):
			return last, nil
		case errors.Is(err, unix.EIO) && last == nil:
			return nil, &brokenFrame{err} // the kernel's word for a lost signal
		case err != nil:
			return nil, deviceError(err)
		case int(b.index) >= len(c.buffers):
			return nil, deviceUnfit(nil)
		}
		if last != nil {
			if err := c.enqueue(last.index); err != nil {
				return nil, deviceError(err)
			}
		}
		last = &b
	}
	return last, nil
}

func (c *capture) decode(ctx context.Context, frame []byte) (*image.NRGBA, error) {
	if c.format.pixelFormat != formatYUYV {
		return decodeJPEG(ctx, frame)
	}
	full := c.format.quantization == quantizationFull || c.format.quantization == 0 && c.format.colorspace == colorspaceJPEG
	return yuyv(frame, Size{int(c.format.width), int(c.format.height)}, int(c.format.bytesPerLine), full)
}

// Close stops the stream and gives memory and device back.
func (c *capture) Close() error {
	c.closed.Store(true) // so that Next does not take the lock again
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return nil
	}
	c.done = true
	kind := uint32(typeVideoCapture)
	c.line.ioctl(vidiocStreamOff, unsafe.Pointer(&kind)) // a camera that is gone has stopped already
	for _, memory := range c.buffers {
		c.line.munmap(memory)
	}
	c.buffers = nil
	return c.line.close()
}

// deviceError turns the kernel's word into a sentence.
func deviceError(err error) error {
	switch {
	case errors.Is(err, unix.EACCES), errors.Is(err, unix.EPERM):
		return store.Fail(store.Forbidden, "系统不允许使用摄像头。请让管理员把这个系统账号加入 video 组，然后重新登录系统。").On("photo").Because(err)
	case errors.Is(err, unix.EBUSY):
		return deviceBusy(err)
	case errors.Is(err, unix.ENODEV), errors.Is(err, unix.ENXIO), errors.Is(err, unix.ENOENT):
		return deviceGone(err)
	}
	return deviceUnfit(err)
}
