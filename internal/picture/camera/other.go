//go:build !(linux && (amd64 || arm64 || loong64 || riscv64)) && !(windows && (amd64 || arm64))

package camera

import "guitu/internal/store"

// List returns no camera: this system has none that this program can read.
func List() ([]Device, error) { return nil, nil }

// Open fails and says what to do instead.
func Open(string, Size) (Frames, error) {
	return nil, store.Fail(store.NotFound, "这个系统上不能直接用摄像头。请用手机拍照，或选择照片文件。").On("photo")
}
