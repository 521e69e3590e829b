package idcard

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"guitu/internal/picture"
	"guitu/internal/store"
)

// Folder is where a vendor's reading software puts the card that it has read:
// wz.txt with the text, zp.bmp with the portrait, zp.wlt with the portrait as
// it stands on the chip. It is the one way that works with every reader.
type Folder struct {
	Dir    string
	Remove bool // take the files away once they were imported: they are personal data
}

const (
	folderTick   = 400 * time.Millisecond
	portraitWait = 5  // quiet looks in which a portrait may follow its text
	textWait     = 10 // quiet looks after which a text that says nothing is reported
	sameReading  = 3 * time.Second
	maxPortrait  = 1 << 20
)

// WatchFolder reports each card that is put into a folder from now on: CardRead
// with the card, Failed for a wz.txt that cannot be read, Gone when the folder
// disappears and Connected when it is there again. What was there before is
// not reported: it is somebody else's card. The channel is closed when ctx ends;
// the error says that there is no such folder.
func WatchFolder(ctx context.Context, f Folder) (<-chan Event, error) {
	ticker := time.NewTicker(folderTick)
	events, err := watchFolder(ctx, f, ticker.C)
	if err != nil {
		ticker.Stop()
		return nil, err
	}
	context.AfterFunc(ctx, ticker.Stop)
	return events, nil
}

// watchFolder is WatchFolder with the clock in the caller's hand.
func watchFolder(ctx context.Context, f Folder, ticks <-chan time.Time) (<-chan Event, error) {
	w := &folderWatch{folder: f}
	seen, err := w.look()
	if err != nil {
		return nil, noFolder(err)
	}
	w.known, w.last = seen, seen
	events := make(chan Event)
	go func() {
		defer close(events)
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticks:
				for _, e := range w.step() {
					select {
					case events <- e:
						w.delivered(e)
					case <-ctx.Done():
						return
					}
				}
			}
		}
	}()
	return events, nil
}

func noFolder(cause error) error {
	return store.Fail(store.NotFound, "读卡文件夹不在了。请检查厂家的读卡软件存到哪里，再重新选择文件夹。").On("folder").Because(cause)
}

// dropped is one state of the files in a folder.
type dropped struct{ text, bmp, wlt sighting }

// sighting is a file as it was seen; the zero value is no file.
type sighting struct {
	name string // as the vendor spells it
	size int64
	at   time.Time
}

// folderWatch is the state of one WatchFolder.
type folderWatch struct {
	folder Folder
	known  dropped // reported, or there from the beginning
	last   dropped // as of the look before
	quiet  int     // looks in a row that saw no change
	away   bool
}

// step looks once and returns what has happened.
func (w *folderWatch) step() []Event {
	now, err := w.look()
	if err != nil {
		if w.away {
			return nil
		}
		w.away = true
		return []Event{{Kind: Gone, Err: noFolder(err)}}
	}
	if w.away { // what stands there now may be anybody's
		w.away, w.known, w.last = false, now, now
		return []Event{{Kind: Connected}}
	}
	if now != w.last {
		w.last, w.quiet = now, 0
		return nil
	}
	w.quiet++
	if now.text == w.known.text || now.text.size == 0 {
		return nil
	}
	return w.ripe(now)
}

// ripe reads the files once they are complete.
func (w *folderWatch) ripe(now dropped) []Event {
	text, err := w.read(now.text, maxText)
	if err != nil {
		return nil // still held by the one who writes it
	}
	card, err := ParseText(text, time.Now())
	if err != nil {
		if w.quiet < textWait {
			return nil
		}
		w.known = now
		return []Event{{Kind: Failed, Err: err}}
	}
	photo := w.portrait(now)
	if photo == nil && w.quiet < portraitWait {
		return nil
	}
	card.Photo = photo
	if w.belongs(now.wlt, w.known.wlt, now.text) {
		if wlt, err := w.read(now.wlt, PortraitSize); err == nil && len(wlt) == PortraitSize {
			card.WLT = wlt
		}
	}
	if again, err := w.look(); err != nil || again != now {
		return nil // the next card is being written over this one
	}
	w.known = now
	return []Event{{Kind: CardRead, Card: card}}
}

// portrait is the photo that was written with the text, or nil.
func (w *folderWatch) portrait(now dropped) []byte {
	if !w.belongs(now.bmp, w.known.bmp, now.text) {
		return nil
	}
	raw, err := w.read(now.bmp, maxPortrait)
	if err != nil {
		return nil
	}
	m, err := picture.DecodeReaderBMP(context.Background(), bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	return picture.Encode(m)
}

// belongs says whether a portrait was written together with a text. That of an
// earlier card must not come to stand beside this one's name.
func (w *folderWatch) belongs(portrait, known, text sighting) bool {
	apart := portrait.at.Sub(text.at).Abs()
	return portrait.size > 0 && portrait != known && apart <= sameReading
}

// delivered takes imported files away where that was asked for.
func (w *folderWatch) delivered(e Event) {
	if e.Kind != CardRead || !w.folder.Remove {
		return
	}
	now, err := w.look()
	if err != nil || now.text != w.known.text {
		return // the next card is there already
	}
	root, err := os.OpenRoot(w.folder.Dir)
	if err != nil {
		return
	}
	defer root.Close()
	for _, s := range []sighting{now.text, w.imported(now.bmp, w.known.bmp), w.imported(now.wlt, w.known.wlt)} {
		if s.name != "" {
			root.Remove(s.name) // what cannot be removed is known and not reported again
		}
	}
	if seen, err := w.look(); err == nil {
		w.known, w.last = seen, seen
	}
}

// imported is the file if it still is what was imported.
func (w *folderWatch) imported(now, known sighting) sighting {
	if now != known {
		return sighting{}
	}
	return now
}

// look finds the three files, however they are spelled.
func (w *folderWatch) look() (dropped, error) {
	entries, err := os.ReadDir(w.folder.Dir)
	if err != nil {
		return dropped{}, err
	}
	var d dropped
	for _, e := range entries {
		place := d.place(e.Name())
		if place == nil || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil {
			*place = sighting{e.Name(), info.Size(), info.ModTime()}
		}
	}
	return d, nil
}

func (d *dropped) place(name string) *sighting {
	switch strings.ToLower(name) {
	case "wz.txt":
		return &d.text
	case "zp.bmp":
		return &d.bmp
	case "zp.wlt", "xp.wlt":
		return &d.wlt
	}
	return nil
}

// read reads a plain file of the folder, and never what a link points to.
func (w *folderWatch) read(s sighting, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(filepath.Clean(w.folder.Dir))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	before, err := root.Lstat(s.name)
	if err != nil {
		return nil, err
	}
	f, err := root.Open(s.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() || !os.SameFile(before, info) || info.Size() > limit {
		return nil, os.ErrInvalid
	}
	return io.ReadAll(io.LimitReader(f, limit))
}
