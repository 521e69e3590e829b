package camera

import (
	"cmp"
	"context"
	"errors"
	"image"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"guitu/internal/picture"
	"guitu/internal/store"
)

// Files plays image files as a camera would, fps of them a second, and begins
// again after the last.
func Files(fps float64, paths ...string) (Frames, error) {
	if len(paths) == 0 {
		return nil, noFiles(nil)
	}
	next := 0
	return newReel(fps, func(ctx context.Context) (*image.NRGBA, error) {
		path := paths[next%len(paths)]
		next++
		return decodeFile(ctx, path)
	}), nil
}

// Folder plays what a camera or its software writes into dir: always the
// newest JPEG or PNG, looked for fps times a second. While that one is still
// being written, the one before it stays.
func Folder(fps float64, dir string) (Frames, error) {
	if _, err := newestFile(dir); err != nil {
		return nil, err
	}
	var shown *image.NRGBA
	var of written
	return newReel(fps, func(ctx context.Context) (*image.NRGBA, error) {
		newest, err := newestFile(dir)
		if err != nil {
			return nil, err
		}
		if shown != nil && newest == of {
			return shown, nil
		}
		m, err := decodeFile(ctx, newest.path)
		if _, bad := errors.AsType[*brokenFrame](err); bad && shown != nil && time.Since(newest.at) < stillWriting {
			return shown, nil
		}
		if err == nil {
			shown, of = m, newest
		}
		return m, err
	}), nil
}

// stillWriting is how long after its last change a file may be unfinished.
const stillWriting = 10 * time.Second

// written is one state of a file.
type written struct {
	path string
	size int64
	at   time.Time
}

func newestFile(dir string) (written, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return written{}, noFiles(err)
	}
	var files []written
	for _, e := range entries {
		if !e.Type().IsRegular() || !isPicture(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil {
			files = append(files, written{filepath.Join(dir, e.Name()), info.Size(), info.ModTime()})
		}
	}
	if len(files) == 0 {
		return written{}, noFiles(fs.ErrNotExist)
	}
	return slices.MaxFunc(files, func(a, b written) int {
		return cmp.Or(a.at.Compare(b.at), strings.Compare(a.path, b.path))
	}), nil
}

func isPicture(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jpg", ".jpeg", ".png":
		return !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~")
	}
	return false
}

func decodeFile(ctx context.Context, path string) (*image.NRGBA, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, noFiles(err)
	}
	defer f.Close()
	m, err := picture.Decode(ctx, f)
	if err != nil && ctx.Err() == nil {
		return nil, &brokenFrame{err}
	}
	return m, err
}

// reel gives frames at a steady pace.
type reel struct {
	every  time.Duration
	last   time.Time
	read   func(context.Context) (*image.NRGBA, error)
	closed chan struct{}
	once   sync.Once
}

func newReel(fps float64, read func(context.Context) (*image.NRGBA, error)) Frames {
	fps = min(max(fps, 0.1), 60) // also for what is no number
	return steady{&reel{every: time.Duration(float64(time.Second) / fps), read: read, closed: make(chan struct{})}}
}

func (r *reel) take(ctx context.Context) (*image.NRGBA, error) {
	due := time.NewTimer(time.Until(r.last.Add(r.every)))
	defer due.Stop()
	select {
	case <-r.closed:
		return nil, ErrClosed
	default:
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-r.closed:
		return nil, ErrClosed
	case <-due.C:
	}
	r.last = time.Now()
	return r.read(ctx)
}

func (r *reel) Close() error {
	r.once.Do(func() { close(r.closed) })
	return nil
}

func noFiles(cause error) error {
	return store.Fail(store.NotFound, "没有可用的照片文件。请检查文件夹，选择有 JPEG 或 PNG 照片的文件夹。").On("photo").Because(cause)
}
