// Package camera gives pictures from a camera at the desk: live ones to aim
// by, and the one that is kept.
//
// Linux cameras are read through Video4Linux, Windows cameras through Media
// Foundation, neither with C code. Elsewhere there is no camera, and the
// photo comes from a file or a phone. Frames fed from files stand in for a
// camera that only writes files.
//
// The one thing not to get wrong: frames are never queued. Who is slow gets
// the newest frame and misses those between, so that the picture one keeps is
// the moment one pressed the key.
//
//	devices, err := camera.List()
//	frames, err := camera.Open(devices[0].ID, camera.Size{Width: 1280, Height: 720})
//	defer frames.Close()
//	err = camera.Live(ctx, frames, show)   // until ctx ends
//	photo, err := frames.Next(ctx)         // the one to keep
package camera

import (
	"context"
	"errors"
	"image"

	"guitu/internal/store"
)

// Device is a camera that can be opened.
type Device struct {
	ID   string // for Open: stays the same while the camera is plugged in
	Name string // as the maker calls it
}

// Size is how large frames should be, in pixels. A camera gives the nearest
// that it has.
type Size struct{ Width, Height int }

// DefaultSize is enough for a face and small enough to be shown live.
var DefaultSize = Size{1280, 720}

// Frames is a running camera. Close may be called while Next waits; Next
// itself is for one goroutine at a time.
type Frames interface {
	// Next waits for a frame that is newer than the last one and returns it,
	// upright, opaque and at most picture.MaxSide. A frame that arrived broken
	// is passed over. Errors are store.Errors that say what to do, the error
	// of ctx, or ErrClosed.
	Next(ctx context.Context) (*image.NRGBA, error)
	// Close gives the camera back to the system. Closing again does nothing.
	Close() error
}

// ErrClosed is what Next returns after Close.
var ErrClosed = errors.New("camera: closed")

// taker is a camera as its system gives it: a frame may be broken.
type taker interface {
	take(ctx context.Context) (*image.NRGBA, error)
	Close() error
}

// brokenFrame says that one frame was no picture, not that the camera is gone.
type brokenFrame struct{ cause error }

func (b *brokenFrame) Error() string { return "camera: broken frame: " + b.cause.Error() }
func (b *brokenFrame) Unwrap() error { return b.cause }

// patience is how many broken frames in a row are one too many: cameras spoil
// the first frame or one when the light changes, a bad cable spoils all.
const patience = 3

// steady passes over single broken frames.
type steady struct{ taker }

func (s steady) Next(ctx context.Context) (*image.NRGBA, error) {
	var last *brokenFrame
	for range patience {
		m, err := s.take(ctx)
		if !errors.As(err, &last) {
			return m, err
		}
	}
	return nil, store.Fail(store.Invalid, "摄像头连续送来损坏的画面。请换一个 USB 接口或数据线，然后重新打开摄像头。").On("photo").Because(last)
}

func deviceGone(cause error) error {
	return store.Fail(store.NotFound, "摄像头已断开。请检查 USB 插头，重新插好后再打开摄像头。").On("photo").Because(cause)
}

func deviceBusy(cause error) error {
	return store.Fail(store.Conflict, "摄像头正被别的程序使用。请先关闭那个程序，再打开摄像头。").On("photo").Because(cause)
}

func deviceSilent() error {
	return store.Fail(store.Invalid, "摄像头没有送来画面。请检查镜头盖和 USB 插头，然后重新打开摄像头。").On("photo")
}

func deviceUnfit(cause error) error {
	return store.Fail(store.Invalid, "这个摄像头的画面格式不能用。请换一个摄像头，或用手机拍照。").On("photo").Because(cause)
}
