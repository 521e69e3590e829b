package picture

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"guitu/internal/store"
)

// Found is a photo that has newly appeared in a watched folder.
type Found struct {
	Name string    // base name within the folder; for display only
	Size int64     // bytes
	At   time.Time // when the file was last written

	dir string
}

// Open opens the photo, for Decode. It fails when the name has meanwhile
// become something else than a plain file in the folder.
func (f Found) Open() (io.ReadCloser, error) {
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, gone(err)
	}
	defer root.Close()
	return openPlain(root, f.Name)
}

const (
	tick        = 400 * time.Millisecond
	rescanEvery = 8  // ticks between two looks at the whole folder, for network drives that tell nothing
	giveUpAfter = 20 // quiet ticks after which a file without a proper end is reported all the same
	tailBytes   = 64 << 10
)

// Watch reports each JPEG or PNG that is new in dir from now on: what a
// camera, a scanner's software or a phone's transfer puts there. Files that
// were there before are not reported, unless they are written anew.
//
// A file is reported only when it is complete: unchanged over two looks and
// ending as a JPEG or PNG must. Hidden and temporary names, links, folders
// and empty files are passed over. The channel is closed when ctx ends or the
// folder goes away (a stick was pulled out).
func Watch(ctx context.Context, dir string) (<-chan Found, error) {
	ticker := time.NewTicker(tick)
	found, err := watch(ctx, dir, ticker.C)
	if err != nil {
		ticker.Stop()
		return nil, err
	}
	context.AfterFunc(ctx, ticker.Stop)
	return found, nil
}

// watch is Watch with the clock in the caller's hand.
func watch(ctx context.Context, dir string, ticks <-chan time.Time) (<-chan Found, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, gone(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, gone(err)
	}
	w := &watcher{dir: dir, root: root, pending: map[string]*sighting{}, known: map[string]stamp{}}

	// Notification only makes things quick. Where there is none (too many
	// watches, a network drive) the regular look at the folder suffices.
	events := make(<-chan fsnotify.Event)
	notify, err := fsnotify.NewWatcher()
	if err == nil {
		if notify.Add(dir) == nil {
			events = notify.Events
			go func() {
				for range notify.Errors { // an overflow loses events; the next rescan finds the files
				}
			}()
		}
	}
	if err := w.rememberAll(); err != nil {
		root.Close()
		if notify != nil {
			notify.Close()
		}
		return nil, gone(err)
	}
	found := make(chan Found)
	go func() {
		defer close(found)
		defer root.Close()
		if notify != nil {
			defer notify.Close()
		}
		w.run(ctx, events, ticks, found)
	}()
	return found, nil
}

// stamp tells one state of a file from another.
type stamp struct {
	size int64
	time int64 // unix ns
}

// sighting is a file that may still be growing.
type sighting struct {
	last  stamp
	quiet int // looks in a row that saw no change
}

type watcher struct {
	dir     string
	root    *os.Root
	pending map[string]*sighting
	known   map[string]stamp // reported, or there from the beginning
	looks   int
}

func (w *watcher) run(ctx context.Context, events <-chan fsnotify.Event, ticks <-chan time.Time, found chan<- Found) {
	for {
		select {
		case <-ctx.Done():
			return
		case e, open := <-events:
			if !open {
				events = nil
				continue
			}
			w.notice(filepath.Base(e.Name))
		case <-ticks:
			if w.looks++; w.looks%rescanEvery == 0 {
				if err := w.rescan(); err != nil {
					return
				}
			}
			for _, f := range w.ripe() {
				select {
				case found <- f:
				case <-ctx.Done():
					return
				}
			}
		}
	}
}

// notice puts a name on the list of files to look at.
func (w *watcher) notice(name string) {
	if isPhotoName(name) && w.pending[name] == nil {
		w.pending[name] = &sighting{}
	}
}

// ripe looks at every pending file once and returns those that are complete.
func (w *watcher) ripe() []Found {
	var out []Found
	for name, s := range w.pending {
		info, err := w.root.Lstat(name)
		if err != nil || !info.Mode().IsRegular() {
			delete(w.pending, name)
			delete(w.known, name)
			continue
		}
		now := stampOf(info)
		if now == w.known[name] {
			delete(w.pending, name)
			continue
		}
		if now != s.last {
			s.last, s.quiet = now, 0
			continue
		}
		if s.quiet++; now.size == 0 || (s.quiet < giveUpAfter && !w.ends(name, now)) {
			continue
		}
		delete(w.pending, name)
		w.known[name] = now
		out = append(out, Found{Name: name, Size: info.Size(), At: info.ModTime(), dir: w.dir})
	}
	return out
}

// ends tells whether the file, still as it was seen, closes as its format
// demands. Some phones write more data behind the picture, so the mark may stand
// a little before the end.
func (w *watcher) ends(name string, seen stamp) bool {
	f, err := openPlain(w.root, name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || stampOf(info) != seen {
		return false
	}
	at := max(0, info.Size()-tailBytes)
	tail := make([]byte, info.Size()-at)
	n, _ := f.ReadAt(tail, at)
	tail = tail[:n]
	return bytes.Contains(tail, []byte("\xff\xd9")) || bytes.Contains(tail, []byte("IEND"))
}

// rescan notices every photo of the folder that is not known as it is.
func (w *watcher) rescan() error {
	return w.each(func(name string, s stamp) {
		if w.known[name] != s {
			w.notice(name)
		}
	})
}

// rememberAll takes what is there now as known.
func (w *watcher) rememberAll() error {
	return w.each(func(name string, s stamp) { w.known[name] = s })
}

func (w *watcher) each(do func(name string, s stamp)) error {
	// The path, not the root: a root stays open when its folder is gone.
	entries, err := os.ReadDir(w.dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !isPhotoName(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if info, err := w.root.Lstat(e.Name()); err == nil {
			do(e.Name(), stampOf(info))
		}
	}
	return nil
}

func stampOf(info fs.FileInfo) stamp { return stamp{info.Size(), info.ModTime().UnixNano()} }

// isPhotoName tells names of photos from names of what is not yet or never one.
func isPhotoName(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") {
		return false
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jpg", ".jpeg", ".png":
		return true
	}
	return false
}

// openPlain opens a regular file of the folder, and never what a link points to.
func openPlain(root *os.Root, name string) (*os.File, error) {
	before, err := root.Lstat(name)
	if err != nil {
		return nil, gone(err)
	}
	if !before.Mode().IsRegular() {
		return nil, gone(fs.ErrInvalid)
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, gone(err)
	}
	if after, err := f.Stat(); err != nil || !os.SameFile(before, after) {
		f.Close()
		return nil, gone(fs.ErrInvalid)
	}
	return f, nil
}

func gone(cause error) error {
	return store.Fail(store.NotFound, "照片文件夹或照片已不在。请检查 U 盘或相机是否接好，再重新选择文件夹。").On("photo").Because(cause)
}
