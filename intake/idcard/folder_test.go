package idcard_test

import (
	"bytes"
	"context"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/image/bmp"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/picture"
	"guitu/internal/store"
)

// drop is a watched folder and its clock.
type drop struct {
	t      *testing.T
	dir    string
	ticks  chan time.Time
	events <-chan idcard.Event
}

func watched(t *testing.T, dir string, remove bool) *drop {
	t.Helper()
	d := &drop{t: t, dir: dir, ticks: make(chan time.Time)}
	ctx, cancel := context.WithCancel(t.Context())
	events, err := idcard.WatchFolderAt(ctx, idcard.Folder{Dir: dir, Remove: remove}, d.ticks)
	if err != nil {
		t.Fatal(err)
	}
	d.events = events
	t.Cleanup(func() {
		cancel()
		for range events {
		}
	})
	return d
}

// look lets the watcher look so many times and returns what it reports.
func (d *drop) look(times int) []idcard.Event {
	var out []idcard.Event
	for n := 0; n < times; {
		select {
		case d.ticks <- time.Time{}:
			n++
		case e := <-d.events:
			out = append(out, e)
		}
	}
	select { // of the last look
	case e := <-d.events:
		out = append(out, e)
	case <-time.After(50 * time.Millisecond):
	}
	return out
}

func (d *drop) write(name string, data []byte) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), data, 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *drop) has(name string) bool {
	_, err := os.Stat(filepath.Join(d.dir, name))
	return err == nil
}

// only is the one card among events.
func (d *drop) only(events []idcard.Event) idcard.Card {
	d.t.Helper()
	if len(events) != 1 || events[0].Kind != idcard.CardRead {
		d.t.Fatalf("reported %d events, the first %+v", len(events), append(events, idcard.Event{})[0])
	}
	return events[0].Card
}

func portraitBMP(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := bmp.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 102, 126))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFolderReportsTheNextCardWithItsPortrait(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "wz.txt"), []byte(texts["labels"]), 0o600) // somebody of yesterday
	d := watched(t, dir, false)
	if events := d.look(8); len(events) > 0 {
		t.Fatalf("yesterday's card is reported: %+v", events)
	}
	d.write("WZ.TXT", nil)
	os.Remove(filepath.Join(dir, "wz.txt"))
	d.write("WZ.TXT", cardtest.Record(cardtest.Another()))
	d.write("zp.bmp", portraitBMP(t))
	d.write("zp.wlt", cardtest.Portrait(cardtest.Another()))
	card := d.only(d.look(8))
	if !same(card, cardtest.Another()) || !bytes.Equal(card.WLT, cardtest.Portrait(cardtest.Another())) {
		t.Errorf("%+v", card)
	}
	if m, err := picture.DecodeBytes(t.Context(), card.Photo); err != nil || m.Bounds().Dx() != 102 {
		t.Errorf("portrait: %v", err)
	}
	if !d.has("WZ.TXT") || !d.has("zp.bmp") {
		t.Error("files were removed unasked")
	}
	if events := d.look(12); len(events) > 0 {
		t.Errorf("reported twice: %+v", events)
	}
}

func TestFileThatIsStillWrittenIsWaitedFor(t *testing.T) {
	d := watched(t, t.TempDir(), false)
	whole := []byte(texts["in order, points"])
	d.write("wz.txt", whole[:40])
	if events := d.look(4); len(events) > 0 {
		t.Fatalf("half a file is reported: %+v", events)
	}
	d.write("wz.txt", whole)
	if card := d.only(d.look(9)); !same(card, cardtest.Another()) || card.Photo != nil {
		t.Errorf("%+v", card)
	}
}

func TestPortraitOfTheCardBeforeIsNotTaken(t *testing.T) {
	d := watched(t, t.TempDir(), false)
	d.write("wz.txt", []byte(texts["labels"]))
	d.write("zp.bmp", portraitBMP(t))
	if d.only(d.look(8)).Photo == nil {
		t.Fatal("the first card has no portrait")
	}
	d.write("wz.txt", cardtest.Record(cardtest.Resident())) // and no portrait of hers
	if card := d.only(d.look(9)); !same(card, cardtest.Resident()) || card.Photo != nil {
		t.Error("she has the portrait of the one before her")
	}
	// One that came too late for its text is not of the next card either.
	d.write("zp.bmp", portraitBMP(t))
	late := time.Now().Add(-10 * time.Second)
	os.Chtimes(filepath.Join(d.dir, "zp.bmp"), late, late)
	d.write("wz.txt", []byte(texts["labels"]))
	if d.only(d.look(9)).Photo != nil {
		t.Error("a late portrait is taken for the next card's")
	}
}

func TestImportedFilesAreRemovedWhereThatIsAskedFor(t *testing.T) {
	d := watched(t, t.TempDir(), true)
	d.write("notes.txt", []byte("演示"))
	d.write("wz.txt", []byte(texts["labels"]))
	d.write("zp.bmp", portraitBMP(t))
	d.only(d.look(8))
	d.look(1)
	if d.has("wz.txt") || d.has("zp.bmp") || !d.has("notes.txt") {
		t.Error("not exactly what was imported is gone")
	}
	d.write("wz.txt", cardtest.Record(cardtest.Resident()))
	if card := d.only(d.look(9)); !same(card, cardtest.Resident()) {
		t.Error("the next card is not read")
	}
}

func TestTextThatIsNoCardIsReportedOnceAndKept(t *testing.T) {
	d := watched(t, t.TempDir(), true)
	d.write("wz.txt", []byte("不是身份证"))
	events := d.look(25)
	if len(events) != 1 || events[0].Kind != idcard.Failed || store.KindOf(events[0].Err) != store.Invalid || !d.has("wz.txt") {
		t.Errorf("%+v", events)
	}
}

func TestLinkInTheFolderIsNotFollowed(t *testing.T) {
	d := watched(t, t.TempDir(), false)
	elsewhere := filepath.Join(t.TempDir(), "wz.txt")
	os.WriteFile(elsewhere, []byte(texts["labels"]), 0o600)
	if err := os.Symlink(elsewhere, filepath.Join(d.dir, "wz.txt")); err != nil {
		if runtime.GOOS == "windows" {
			t.Skip("this account may not make links, and so nobody at this computer can lay one: " + err.Error())
		}
		t.Fatal(err)
	}
	if events := d.look(12); len(events) > 0 {
		t.Errorf("a link is followed: %+v", events)
	}
}

func TestFolderThatGoesAwayIsMissedOnceAndTakenUpAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "reader")
	os.Mkdir(dir, 0o700)
	d := watched(t, dir, false)
	os.Rename(dir, dir+"-away")
	if events := d.look(3); len(events) != 1 || events[0].Kind != idcard.Gone {
		t.Fatalf("%+v", events)
	}
	os.Rename(dir+"-away", dir)
	if events := d.look(3); len(events) != 1 || events[0].Kind != idcard.Connected {
		t.Fatalf("%+v", events)
	}
	d.write("wz.txt", []byte(texts["labels"]))
	d.only(d.look(9))
}

func TestFolderThatIsNotThereIsRefused(t *testing.T) {
	if _, err := idcard.WatchFolder(t.Context(), idcard.Folder{Dir: filepath.Join(t.TempDir(), "none")}); store.KindOf(err) != store.NotFound {
		t.Error(err)
	}
}

func TestFolderIsWatchedByItsOwnClock(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	events, err := idcard.WatchFolder(ctx, idcard.Folder{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(filepath.Join(dir, "zp.bmp"), portraitBMP(t), 0o600)
	os.WriteFile(filepath.Join(dir, "wz.txt"), []byte(texts["labels"]), 0o600)
	if e := <-events; e.Kind != idcard.CardRead || e.Card.Photo == nil {
		t.Errorf("%+v", e)
	}
	cancel()
	for range events {
	}
}
