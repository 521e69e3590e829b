package picture

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// hand is a watched folder whose clock the test turns.
type hand struct {
	t     *testing.T
	dir   string
	ticks chan time.Time
	found <-chan Found
}

func watchByHand(t *testing.T) *hand {
	t.Helper()
	h := &hand{t: t, dir: t.TempDir(), ticks: make(chan time.Time)}
	return h
}

func (h *hand) start() {
	h.t.Helper()
	found, err := watch(h.t.Context(), h.dir, h.ticks)
	if err != nil {
		h.t.Fatal(err)
	}
	h.found = found
}

func (h *hand) write(name string, data []byte) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, name), data, 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// look turns the clock n times and returns what was reported meanwhile. After
// rescanEvery ticks every file has been seen, notification or not.
func (h *hand) look(n int) (names []string) {
	for range n {
		for sent := false; !sent; {
			select {
			case h.ticks <- time.Time{}:
				sent = true
			case f := <-h.found:
				names = append(names, f.Name)
			}
		}
	}
	return names
}

// next turns the clock until a photo is reported.
func (h *hand) next() Found {
	h.t.Helper()
	for {
		select {
		case h.ticks <- time.Time{}:
		case f, open := <-h.found:
			if !open {
				h.t.Fatal("the watch ended")
			}
			return f
		}
	}
}

func TestANewPhotoIsReportedAndAnOldOneIsNot(t *testing.T) {
	h := watchByHand(t)
	photo := asJPEG(t, corners(64, 48))
	h.write("old.jpg", photo)
	h.start()
	h.write("new.JPG", photo)
	f := h.next()
	if f.Name != "new.JPG" || f.Size != int64(len(photo)) {
		t.Fatalf("found %+v", f)
	}
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if m, err := Decode(t.Context(), r); err != nil || readQuarters(m) != "RGBW" {
		t.Errorf("decoded: %v", err)
	}
	if again := h.look(3 * rescanEvery); len(again) != 0 {
		t.Errorf("reported again: %v", again)
	}
}

func TestAPhotoIsNotReportedWhileItIsStillBeingCopied(t *testing.T) {
	h := watchByHand(t)
	h.start()
	photo := asJPEG(t, corners(200, 100))
	f, err := os.Create(filepath.Join(h.dir, "slow.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	step := len(photo) / 10
	for i := range 10 {
		f.Write(photo[i*step : (i+1)*step])
		// The copy rests for longer than two looks, and goes on.
		if got := h.look(rescanEvery + 4); len(got) != 0 {
			t.Fatalf("reported after %d of 10 parts", i+1)
		}
	}
	f.Write(photo[10*step:])
	if got := h.next(); got.Size != int64(len(photo)) {
		t.Errorf("reported with %d bytes of %d", got.Size, len(photo))
	}
}

func TestAPhotoThatNeverEndsIsReportedAtLast(t *testing.T) {
	h := watchByHand(t)
	h.start()
	h.write("cut.jpg", asJPEG(t, corners(64, 48))[:300])
	if f := h.next(); f.Name != "cut.jpg" {
		t.Errorf("found %v", f.Name)
	}
}

func TestWhatIsNotAPhotoIsPassedOver(t *testing.T) {
	h := watchByHand(t)
	photo := asJPEG(t, corners(64, 48))
	secret := filepath.Join(t.TempDir(), "secret.jpg")
	if err := os.WriteFile(secret, photo, 0o600); err != nil {
		t.Fatal(err)
	}
	h.start()
	for _, name := range []string{".hidden.jpg", "~temp.jpg", "photo.jpg.part", "photo.jpg.tmp", "notes.txt", "scan.tif"} {
		h.write(name, photo)
	}
	h.write("empty.jpg", nil)
	if err := os.Mkdir(filepath.Join(h.dir, "folder.jpg"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(h.dir, "link.jpg")); err != nil {
		t.Fatal(err)
	}
	if got := h.look(4 * giveUpAfter); len(got) != 0 {
		t.Errorf("reported %v", got)
	}
}

func TestAFileRenamedIntoPlaceAndOneWrittenAnewAreReported(t *testing.T) {
	h := watchByHand(t)
	photo := asJPEG(t, corners(64, 48))
	h.write("scan.jpg", photo)
	h.start()
	h.write("upload.tmp", photo)
	if err := os.Rename(filepath.Join(h.dir, "upload.tmp"), filepath.Join(h.dir, "upload.png")); err != nil {
		t.Fatal(err)
	}
	if f := h.next(); f.Name != "upload.png" {
		t.Fatalf("found %v", f.Name)
	}
	h.write("scan.jpg", append(bytes.Clone(photo), 0)) // the scanner uses its name again
	if f := h.next(); f.Name != "scan.jpg" {
		t.Fatalf("found %v", f.Name)
	}
}

func TestAPhotoSwappedForALinkIsNotOpened(t *testing.T) {
	h := watchByHand(t)
	h.start()
	h.write("a.jpg", asJPEG(t, corners(64, 48)))
	f := h.next()
	h.write("b.txt", []byte("x"))
	path := filepath.Join(h.dir, "a.jpg")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("b.txt", path); err != nil {
		t.Fatal(err)
	}
	if r, err := f.Open(); err == nil {
		r.Close()
		t.Error("a link was opened")
	}
}

func TestTheWatchEndsWithItsFolderAndWithItsContext(t *testing.T) {
	h := watchByHand(t)
	h.start()
	if err := os.RemoveAll(h.dir); err != nil {
		t.Fatal(err)
	}
	for open := true; open; {
		select {
		case h.ticks <- time.Time{}:
		case _, open = <-h.found:
		}
	}

	ctx, cancel := context.WithCancel(t.Context())
	found, err := Watch(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, open := <-found; open {
		t.Error("something was found in an empty folder")
	}
	if _, err := Watch(t.Context(), filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that does not exist can be watched")
	}
}
