//go:build amd64 || arm64

package camera

import (
	"fmt"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// What is needed of Media Foundation: identifiers, places in the interfaces'
// method tables and return values, from mfapi.h, mfidl.h, mfobjects.h,
// mfreadwrite.h and mferror.h of the Windows SDK.

var (
	attributeSourceType   = windows.GUID{Data1: 0xc60ac5fe, Data2: 0x252a, Data3: 0x478f, Data4: [8]byte{0xa0, 0xef, 0xbc, 0x8f, 0xa5, 0xf7, 0xca, 0xd3}}
	sourceTypeVideo       = windows.GUID{Data1: 0x8ac3587a, Data2: 0x4ae7, Data3: 0x42d8, Data4: [8]byte{0x99, 0xe0, 0x0a, 0x60, 0x13, 0xee, 0xf9, 0x0f}}
	attributeFriendlyName = windows.GUID{Data1: 0x60d0e559, Data2: 0x52f8, Data3: 0x4fa2, Data4: [8]byte{0xbb, 0xce, 0xac, 0xdb, 0x34, 0xa8, 0xec, 0x01}}
	attributeSymbolicLink = windows.GUID{Data1: 0x58f0aad8, Data2: 0x22bf, Data3: 0x4f8a, Data4: [8]byte{0xbb, 0x3d, 0xd2, 0xc4, 0x97, 0x8c, 0x6e, 0x2f}}
	readerProcessing      = windows.GUID{Data1: 0xfb394f3d, Data2: 0xccf1, Data3: 0x42ee, Data4: [8]byte{0xbb, 0xb3, 0xf9, 0xb8, 0x45, 0xd5, 0x68, 0x1d}}
	typeMajor             = windows.GUID{Data1: 0x48eba18e, Data2: 0xf8c9, Data3: 0x4687, Data4: [8]byte{0xbf, 0x11, 0x0a, 0x74, 0xc9, 0xf9, 0x6a, 0x8f}}
	typeSubtype           = windows.GUID{Data1: 0xf7e34c9a, Data2: 0x42e8, Data3: 0x4714, Data4: [8]byte{0xb7, 0x4b, 0xcb, 0x29, 0xd7, 0x2c, 0x35, 0xe5}}
	typeFrameSize         = windows.GUID{Data1: 0x1652c33d, Data2: 0xd6b2, Data3: 0x4012, Data4: [8]byte{0xb8, 0x34, 0x72, 0x03, 0x08, 0x49, 0xa3, 0x7d}}
	typeStride            = windows.GUID{Data1: 0x644b4e48, Data2: 0x1e02, Data3: 0x4516, Data4: [8]byte{0xb0, 0xeb, 0xc0, 0x1c, 0xa9, 0xd4, 0x9a, 0xc6}}
	mediaVideo            = windows.GUID{Data1: 0x73646976, Data3: 0x0010, Data4: [8]byte{0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71}}
	formatRGB32           = windows.GUID{Data1: d3dRGB32, Data3: 0x0010, Data4: [8]byte{0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71}}
	interfaceMediaSource  = windows.GUID{Data1: 0x279a808d, Data2: 0xaec7, Data3: 0x40c8, Data4: [8]byte{0x9c, 0x6b, 0xa6, 0xb4, 0x92, 0xc7, 0x8a, 0x66}}
)

const d3dRGB32 = 22 // D3DFMT_X8R8G8B8: blue, green, red, nothing

// Places in the method tables.
const (
	unknownRelease = 2

	attributesGetUINT32          = 7
	attributesGetUINT64          = 8
	attributesGetAllocatedString = 13
	attributesSetUINT32          = 21
	attributesSetUINT64          = 22
	attributesSetGUID            = 24

	activateActivateObject = 33
	sourceShutdown         = 12

	readerGetNativeMediaType  = 5
	readerGetCurrentMediaType = 6
	readerSetCurrentMediaType = 7
	readerReadSample          = 9

	sampleConvertToContiguousBuffer = 41
	bufferLock                      = 3
	bufferUnlock                    = 4

	methodsAtMost = 48
)

const (
	mfVersion     = 0x00020070
	mfStartupLite = 1 // without sockets

	firstVideoStream = 0xfffffffc

	streamError        = 0x001
	streamEnd          = 0x002
	streamTypeChanged  = 0x020
	nativeTypesAtMost  = 1024
	maxFrameBytes      = 4*maxPlain + 1<<20
	maxSymbolicDevices = 64
)

// Return values that have a sentence of their own.
const (
	hrAccessDenied    hresult = 0x80070005
	hrDeviceGone      hresult = 0xc00d3ea2 // MF_E_VIDEO_RECORDING_DEVICE_INVALIDATED
	hrDevicePreempted hresult = 0xc00d3ea3 // MF_E_VIDEO_RECORDING_DEVICE_PREEMPTED
	hrCannotStart     hresult = 0xc00d3704 // MF_E_HW_MFT_FAILED_START_STREAMING: another program has it
	hrShutdown        hresult = 0xc00d3e85 // MF_E_SHUTDOWN
	hrNotFound        hresult = 0x80070002
	hrNotConnected    hresult = 0x8007048f // ERROR_DEVICE_NOT_CONNECTED
	hrSharing         hresult = 0x80070020 // ERROR_SHARING_VIOLATION
)

// hresult is the return value of COM; its upper bit says failure.
type hresult uint32

func (h hresult) Error() string { return fmt.Sprintf("camera: HRESULT 0x%08x", uint32(h)) }

func check(r uintptr) error {
	if h := hresult(r); int32(h) < 0 {
		return h
	}
	return nil
}

var (
	mfplat      = windows.NewLazySystemDLL("mfplat.dll")
	mf          = windows.NewLazySystemDLL("mf.dll")
	mfreadwrite = windows.NewLazySystemDLL("mfreadwrite.dll")

	mfStartup           = mfplat.NewProc("MFStartup")
	mfShutdown          = mfplat.NewProc("MFShutdown")
	mfCreateAttributes  = mfplat.NewProc("MFCreateAttributes")
	mfCreateMediaType   = mfplat.NewProc("MFCreateMediaType")
	mfGetStride         = mfplat.NewProc("MFGetStrideForBitmapInfoHeader")
	mfEnumDeviceSources = mf.NewProc("MFEnumDeviceSources")
	mfCreateReader      = mfreadwrite.NewProc("MFCreateSourceReaderFromMediaSource")
)

// procedures are all that must exist; "N" editions of Windows lack them.
var procedures = []*windows.LazyProc{mfStartup, mfShutdown, mfCreateAttributes, mfCreateMediaType, mfGetStride, mfEnumDeviceSources, mfCreateReader}

// invoke calls a procedure that returns an HRESULT.
//
//go:uintptrescapes
func invoke(p *windows.LazyProc, args ...uintptr) error {
	r, _, _ := syscall.SyscallN(p.Addr(), args...)
	return check(r)
}

// object is a COM object; its first word points to its table of methods.
type object struct {
	methods *[methodsAtMost]uintptr
}

// call calls the method at a place of the table. What the arguments point to
// is kept alive and in place for the call.
//
//go:uintptrescapes
func (o *object) call(method int, args ...uintptr) error {
	whole := make([]uintptr, 0, 8)
	whole = append(append(whole, uintptr(unsafe.Pointer(o))), args...)
	r, _, _ := syscall.SyscallN(o.methods[method], whole...)
	runtime.KeepAlive(o)
	return check(r)
}

// release gives an object back; nil is none.
func (o *object) release() {
	if o != nil {
		syscall.SyscallN(o.methods[unknownRelease], uintptr(unsafe.Pointer(o)))
	}
}

func (o *object) getUINT32(key *windows.GUID) (v uint32, err error) {
	err = o.call(attributesGetUINT32, uintptr(unsafe.Pointer(key)), uintptr(unsafe.Pointer(&v)))
	return v, err
}

func (o *object) setUINT32(key *windows.GUID, v uint32) error {
	return o.call(attributesSetUINT32, uintptr(unsafe.Pointer(key)), uintptr(v))
}

func (o *object) setGUID(key, v *windows.GUID) error {
	return o.call(attributesSetGUID, uintptr(unsafe.Pointer(key)), uintptr(unsafe.Pointer(v)))
}

// getSize reads a size, which is packed as width and height in one word.
func (o *object) getSize(key *windows.GUID) (Size, error) {
	var v uint64
	err := o.call(attributesGetUINT64, uintptr(unsafe.Pointer(key)), uintptr(unsafe.Pointer(&v)))
	return Size{int(v >> 32), int(uint32(v))}, err
}

func (o *object) setSize(key *windows.GUID, s Size) error {
	return o.call(attributesSetUINT64, uintptr(unsafe.Pointer(key)), uintptr(uint64(s.Width)<<32|uint64(uint32(s.Height))))
}

func (o *object) getString(key *windows.GUID) (string, error) {
	var text *uint16
	var length uint32
	if err := o.call(attributesGetAllocatedString, uintptr(unsafe.Pointer(key)), uintptr(unsafe.Pointer(&text)), uintptr(unsafe.Pointer(&length))); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(text))
	return windows.UTF16PtrToString(text), nil
}

func newAttributes() (*object, error) {
	var o *object
	err := invoke(mfCreateAttributes, uintptr(unsafe.Pointer(&o)), 2)
	return o, err
}

func newMediaType() (*object, error) {
	var o *object
	err := invoke(mfCreateMediaType, uintptr(unsafe.Pointer(&o)))
	return o, err
}

// withMedia runs work on a thread of its own on which COM and Media
// Foundation are started, and stops both after.
func withMedia(work func() error) error {
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		done <- startMedia(work)
	}()
	return <-done
}

func startMedia(work func() error) error {
	for _, p := range procedures {
		if err := p.Find(); err != nil {
			return noMedia(err)
		}
	}
	// 1 is S_FALSE: this thread was started before.
	if err := windows.CoInitializeEx(0, windows.COINIT_MULTITHREADED); err != nil && err != syscall.Errno(1) {
		return mediaError(err)
	}
	defer windows.CoUninitialize()
	if err := invoke(mfStartup, mfVersion, mfStartupLite); err != nil {
		return mediaError(err)
	}
	defer invoke(mfShutdown)
	return work()
}
