//go:build amd64 || arm64 || loong64 || riscv64

package camera

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// What follows is linux/videodev2.h as 64-bit machines lay it out. There are
// libraries for it; the one without C code that is left (blackjack/webcam
// 0.6.1) reports the size that was asked for instead of the one that the
// camera took, and hides the length of a row.

// Requests: direction, size of the argument, 'V', number.
const (
	vidiocQueryCap  = 0x80685600
	vidiocEnumFmt   = 0xc0405602
	vidiocSetFmt    = 0xc0d05605
	vidiocReqBufs   = 0xc0145608
	vidiocQueryBuf  = 0xc0585609
	vidiocQBuf      = 0xc058560f
	vidiocDQBuf     = 0xc0585611
	vidiocStreamOn  = 0x40045612
	vidiocStreamOff = 0x40045613
)

const (
	capVideoCapture = 0x00000001
	capStreaming    = 0x04000000
	capDeviceCaps   = 0x80000000 // deviceCaps is filled in

	typeVideoCapture = 1
	memoryMmap       = 1
	fieldNone        = 1
	flagError        = 0x40

	colorspaceJPEG   = 7
	quantizationFull = 1

	formatMJPEG = 'M' | 'J'<<8 | 'P'<<16 | 'G'<<24
	formatJPEG  = 'J' | 'P'<<8 | 'E'<<16 | 'G'<<24
	formatYUYV  = 'Y' | 'U'<<8 | 'Y'<<16 | 'V'<<24
)

type v4l2Capability struct {
	driver       [16]byte
	card         [32]byte
	busInfo      [32]byte
	version      uint32
	capabilities uint32
	deviceCaps   uint32
	reserved     [3]uint32
}

type v4l2FmtDesc struct {
	index       uint32
	kind        uint32
	flags       uint32
	description [32]byte
	pixelFormat uint32
	reserved    [4]uint32
}

type v4l2Format struct {
	kind         uint32
	_            uint32
	width        uint32
	height       uint32
	pixelFormat  uint32
	field        uint32
	bytesPerLine uint32
	sizeImage    uint32
	colorspace   uint32
	priv         uint32
	flags        uint32
	ycbcrEnc     uint32
	quantization uint32
	xferFunc     uint32
	_            [152]byte // the union's other members are larger
}

type v4l2RequestBuffers struct {
	count    uint32
	kind     uint32
	memory   uint32
	reserved [2]uint32
}

type v4l2Buffer struct {
	index     uint32
	kind      uint32
	bytesUsed uint32
	flags     uint32
	field     uint32
	_         uint32
	timestamp [2]int64
	timecode  [16]byte
	sequence  uint32
	memory    uint32
	offset    uint64 // a union: its lower half is the offset for mmap
	length    uint32
	reserved  [3]uint32
}

// line is the boundary to the kernel: one opened device file.
type line interface {
	// ioctl sends a request; arg points to its structure.
	ioctl(request uint, arg unsafe.Pointer) error
	// wait tells whether a frame is ready within ms milliseconds.
	wait(ms int) (bool, error)
	mmap(offset int64, length int) ([]byte, error)
	munmap(memory []byte) error
	close() error
}

// file is a real device.
type file struct{ fd int }

func openLine(path string) (line, error) {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return file{fd}, nil
}

func (f file) ioctl(request uint, arg unsafe.Pointer) error {
	for {
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(f.fd), uintptr(request), uintptr(arg))
		switch errno {
		case 0:
			return nil
		case unix.EINTR:
			continue
		}
		return errno
	}
}

func (f file) wait(ms int) (bool, error) {
	fds := []unix.PollFd{{Fd: int32(f.fd), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, ms)
	switch {
	case err == unix.EINTR:
		return false, nil
	case err != nil:
		return false, err
	case n > 0 && fds[0].Revents&unix.POLLIN == 0: // error or hang-up
		return false, unix.ENODEV
	}
	return n > 0, nil
}

func (f file) mmap(offset int64, length int) ([]byte, error) {
	return unix.Mmap(f.fd, offset, length, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
}

func (f file) munmap(memory []byte) error { return unix.Munmap(memory) }

func (f file) close() error { return unix.Close(f.fd) }
