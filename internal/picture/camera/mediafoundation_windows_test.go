//go:build amd64 || arm64

package camera

import (
	"testing"
	"unsafe"

	"guitu/internal/store"
)

// What the method tables and identifiers are good for without a camera.
func TestMediaFoundationKeepsWhatItIsGiven(t *testing.T) {
	err := withMedia(func() error {
		kind, err := newMediaType()
		if err != nil {
			return err
		}
		defer kind.release()
		if err := kind.setSize(&typeFrameSize, Size{1280, 720}); err != nil {
			return err
		}
		if size, err := kind.getSize(&typeFrameSize); err != nil || size != (Size{1280, 720}) {
			t.Errorf("size %v %v", size, err)
		}
		var stride int32
		if err := invoke(mfGetStride, d3dRGB32, 1280, uintptr(unsafe.Pointer(&stride))); err != nil || stride != -5120 {
			t.Errorf("RGB is usually stored upwards: %d %v", stride, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if _, err := List(); err != nil {
		t.Error(err)
	}
	if _, err := Open("no such camera", DefaultSize); store.KindOf(err) != store.NotFound {
		t.Error(err)
	}
}
