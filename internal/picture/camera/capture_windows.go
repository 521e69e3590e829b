//go:build amd64 || arm64

package camera

import (
	"context"
	"errors"
	"image"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"guitu/internal/store"
)

// List returns the cameras that are plugged in.
func List() ([]Device, error) {
	var found []Device
	err := withMedia(func() error {
		return eachDevice(func(d Device, _ *object) (bool, error) {
			found = append(found, d)
			return false, nil
		})
	})
	return found, err
}

// eachDevice calls do for each camera until it says stop. What do is given to
// activate the camera is valid during the call only.
func eachDevice(do func(d Device, activate *object) (stop bool, err error)) error {
	filter, err := newAttributes()
	if err != nil {
		return mediaError(err)
	}
	defer filter.release()
	if err := filter.setGUID(&attributeSourceType, &sourceTypeVideo); err != nil {
		return mediaError(err)
	}
	var array **object
	var count uint32
	if err := invoke(mfEnumDeviceSources, uintptr(unsafe.Pointer(filter)), uintptr(unsafe.Pointer(&array)), uintptr(unsafe.Pointer(&count))); err != nil {
		return mediaError(err)
	}
	if array == nil {
		return nil
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(array))
	all := unsafe.Slice(array, count)
	defer func() {
		for _, activate := range all {
			activate.release()
		}
	}()
	for _, activate := range all[:min(count, maxSymbolicDevices)] {
		id, err := activate.getString(&attributeSymbolicLink)
		if err != nil {
			continue
		}
		name, err := activate.getString(&attributeFriendlyName)
		if err != nil {
			name = id
		}
		if stop, err := do(Device{ID: id, Name: name}, activate); stop || err != nil {
			return err
		}
	}
	return nil
}

// Open starts a camera of List.
func Open(device string, want Size) (Frames, error) {
	if want.Width <= 0 || want.Height <= 0 {
		want = DefaultSize
	}
	c := &capture{newest: make(chan *image.NRGBA, 1), ended: make(chan struct{}), closing: make(chan struct{})}
	opened := make(chan error, 1)
	go func() {
		defer close(c.ended)
		c.err = withMedia(func() error { return c.run(device, want, opened) })
		select {
		case opened <- c.err: // only when it never got so far
		default:
		}
	}()
	if err := <-opened; err != nil {
		return nil, err
	}
	return steady{c}, nil
}

// capture is a camera that is read by a thread of its own, because reading
// blocks and because COM wants one.
type capture struct {
	newest  chan *image.NRGBA
	ended   chan struct{} // the thread has given everything back
	err     error         // why it ended; read after ended
	closing chan struct{}
	once    sync.Once

	mu     sync.Mutex
	source *object // nil once it is shut down
}

const (
	silence  = 5 * time.Second
	patient  = 2 * time.Second // for a frame that is being read, at Close
	spoiltIn = 30              // broken frames in a row after which the thread gives up
)

func (c *capture) take(ctx context.Context) (*image.NRGBA, error) {
	select {
	case <-c.closing:
		return nil, ErrClosed
	default:
	}
	quiet := time.NewTimer(silence)
	defer quiet.Stop()
	select {
	case m := <-c.newest:
		return m, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-c.closing:
		return nil, ErrClosed
	case <-c.ended:
		if c.err == nil {
			return nil, ErrClosed
		}
		return nil, c.err
	case <-quiet.C:
		return nil, deviceSilent()
	}
}

// Close stops the camera. One that no longer answers is shut down from here.
func (c *capture) Close() error {
	c.once.Do(func() { close(c.closing) })
	select {
	case <-c.ended:
		return nil
	case <-time.After(patient):
	}
	c.shutdown()
	select {
	case <-c.ended:
	case <-time.After(patient):
	}
	return nil
}

// shutdown ends the source; a reader that waits for it is woken up.
func (c *capture) shutdown() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.source != nil {
		c.source.call(sourceShutdown)
		c.source.release()
		c.source = nil
	}
}

// run opens the camera, tells opened how that went, and reads until Close.
func (c *capture) run(device string, want Size, opened chan<- error) error {
	source, err := activate(device)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.source = source
	c.mu.Unlock()
	defer c.shutdown()
	reader, err := newReader(source)
	if err != nil {
		return mediaError(err)
	}
	defer reader.release()
	form, err := askRGB(reader, want)
	if err != nil {
		return mediaError(err)
	}
	opened <- nil
	return c.readAll(reader, form)
}

func (c *capture) readAll(reader *object, form layout) error {
	spoilt := 0
	for {
		select {
		case <-c.closing:
			return nil
		default:
		}
		m, changed, err := readFrame(reader, form)
		if _, bad := errors.AsType[*brokenFrame](err); bad {
			if spoilt++; spoilt < spoiltIn {
				continue
			}
		}
		if err != nil {
			return mediaError(err)
		}
		if changed {
			if form, err = currentLayout(reader); err != nil {
				return mediaError(err)
			}
		}
		if m != nil {
			spoilt = 0
			replace(c.newest, m)
		}
	}
}

// activate makes the source of one camera.
func activate(device string) (source *object, err error) {
	err = eachDevice(func(d Device, a *object) (bool, error) {
		if d.ID != device {
			return false, nil
		}
		return true, mediaError(a.call(activateActivateObject, uintptr(unsafe.Pointer(&interfaceMediaSource)), uintptr(unsafe.Pointer(&source))))
	})
	if err == nil && source == nil {
		err = deviceGone(nil)
	}
	return source, err
}

// newReader makes a reader that decodes and converts colours by itself.
func newReader(source *object) (*object, error) {
	options, err := newAttributes()
	if err != nil {
		return nil, err
	}
	defer options.release()
	if err := options.setUINT32(&readerProcessing, 1); err != nil {
		return nil, err
	}
	var reader *object
	err = invoke(mfCreateReader, uintptr(unsafe.Pointer(source)), uintptr(unsafe.Pointer(options)), uintptr(unsafe.Pointer(&reader)))
	return reader, err
}

// layout is how a frame lies in memory.
type layout struct {
	size   Size
	stride int // bytes; negative when the lowest row comes first
}

// askRGB makes the reader give RGB in the size of the camera's that is
// nearest to the one that is wanted.
func askRGB(reader *object, want Size) (layout, error) {
	size, err := nearestSize(reader, want)
	if err != nil {
		return layout{}, err
	}
	rgb, err := newMediaType()
	if err != nil {
		return layout{}, err
	}
	defer rgb.release()
	if err := rgb.setGUID(&typeMajor, &mediaVideo); err != nil {
		return layout{}, err
	}
	if err := rgb.setGUID(&typeSubtype, &formatRGB32); err != nil {
		return layout{}, err
	}
	if err := rgb.setSize(&typeFrameSize, size); err != nil {
		return layout{}, err
	}
	if err := reader.call(readerSetCurrentMediaType, firstVideoStream, 0, uintptr(unsafe.Pointer(rgb))); err != nil {
		return layout{}, err
	}
	return currentLayout(reader)
}

// nearestSize looks through what the camera offers, until it offers no more.
func nearestSize(reader *object, want Size) (best Size, err error) {
	for i := range uintptr(nativeTypesAtMost) {
		var native *object
		if err := reader.call(readerGetNativeMediaType, firstVideoStream, i, uintptr(unsafe.Pointer(&native))); err != nil {
			if i == 0 {
				return Size{}, err
			}
			break
		}
		size, err := native.getSize(&typeFrameSize)
		native.release()
		if err == nil && (best == Size{} || distance(size, want) < distance(best, want)) {
			best = size
		}
	}
	return best, nil
}

func distance(a, b Size) int {
	w, h := a.Width-b.Width, a.Height-b.Height
	return max(w, -w) + max(h, -h)
}

// currentLayout asks the reader what it gives. Where it does not tell the
// stride, Windows knows the one that is usual for RGB.
func currentLayout(reader *object) (layout, error) {
	var now *object
	if err := reader.call(readerGetCurrentMediaType, firstVideoStream, uintptr(unsafe.Pointer(&now))); err != nil {
		return layout{}, err
	}
	defer now.release()
	size, err := now.getSize(&typeFrameSize)
	if err != nil {
		return layout{}, err
	}
	if stride, err := now.getUINT32(&typeStride); err == nil {
		return layout{size, int(int32(stride))}, nil
	}
	var stride int32
	err = invoke(mfGetStride, d3dRGB32, uintptr(size.Width), uintptr(unsafe.Pointer(&stride)))
	return layout{size, int(stride)}, err
}

// readFrame waits for the next frame. It returns none when the stream only
// paused, and says when the layout of those that follow has changed.
func readFrame(reader *object, form layout) (m *image.NRGBA, changed bool, err error) {
	var actual, flags uint32
	var at int64
	var sample *object
	err = reader.call(readerReadSample, firstVideoStream, 0, uintptr(unsafe.Pointer(&actual)),
		uintptr(unsafe.Pointer(&flags)), uintptr(unsafe.Pointer(&at)), uintptr(unsafe.Pointer(&sample)))
	if err != nil {
		return nil, false, err
	}
	defer sample.release()
	if flags&(streamError|streamEnd) != 0 {
		return nil, false, deviceGone(nil)
	}
	changed = flags&streamTypeChanged != 0
	if sample == nil || changed {
		return nil, changed, nil
	}
	m, err = copyFrame(sample, form)
	return m, false, err
}

func copyFrame(sample *object, form layout) (*image.NRGBA, error) {
	var buffer *object
	if err := sample.call(sampleConvertToContiguousBuffer, uintptr(unsafe.Pointer(&buffer))); err != nil {
		return nil, err
	}
	defer buffer.release()
	var memory *byte
	var most, length uint32
	if err := buffer.call(bufferLock, uintptr(unsafe.Pointer(&memory)), uintptr(unsafe.Pointer(&most)), uintptr(unsafe.Pointer(&length))); err != nil {
		return nil, err
	}
	defer buffer.call(bufferUnlock)
	if memory == nil || length > maxFrameBytes {
		return nil, &brokenFrame{errShort}
	}
	return bgrx(unsafe.Slice(memory, length), form.size, form.stride)
}

// mediaError turns a return value of Windows into a sentence. What is one
// already stays as it is.
func mediaError(err error) error {
	if err == nil || store.KindOf(err) != 0 {
		return err
	}
	switch h, _ := errors.AsType[hresult](err); h {
	case hrAccessDenied:
		return store.Fail(store.Forbidden, "Windows 不允许使用摄像头。请在“设置—隐私—相机”中允许桌面应用使用相机，然后重试。").On("photo").Because(err)
	case hrDevicePreempted, hrCannotStart, hrSharing:
		return deviceBusy(err)
	case hrDeviceGone, hrShutdown, hrNotFound, hrNotConnected:
		return deviceGone(err)
	}
	return deviceUnfit(err)
}

func noMedia(cause error) error {
	return store.Fail(store.NotFound, "这台电脑的 Windows 没有媒体功能，不能用摄像头。请安装“媒体功能包”，或用手机拍照。").On("photo").Because(cause)
}
