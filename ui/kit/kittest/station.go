package kittest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Station says what an invented station has when a test begins: its head, who
// is called head, and what is set here.
type Station struct {
	Administrator bool // the head may set up accounts too
	Beds          bool // the default house is laid out
	Stock         bool // the store room is begun
	Rules         bool // the legal periods are there
}

var founded = struct {
	sync.Mutex
	folders map[Station]fs.FS
}{folders: map[Station]fs.FS{}}

// folder is the folder of such a station, which is founded once.
func (s Station) folder() (fs.FS, error) {
	founded.Lock()
	defer founded.Unlock()
	if known := founded.folders[s]; known != nil {
		return known, nil
	}
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := s.found(dir); err != nil {
		return nil, err
	}
	files, err := remember(dir)
	if err == nil {
		founded.folders[s] = files
	}
	return files, err
}

// found founds the station a month before the test begins.
func (s Station) found(dir string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	db.SetClock(func() time.Time { return Begin.AddDate(0, 0, -30) })
	roles := []access.Role{access.StationHead}
	if s.Administrator {
		roles = append(roles, access.Administrator)
	}
	session, _, err := access.Found(ctx, db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Address: "演示市和平路1号", Phone: "010-00000000", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: roles, Password: Password},
	})
	if err == nil {
		err = s.furnish(ctx, session)
	}
	return errors.Join(err, db.Close())
}

func (s Station) furnish(ctx context.Context, session *access.Session) (err error) {
	if s.Beds {
		err = (&shelter.House{Session: session}).LayOut(ctx, shelter.DefaultTemplate())
	}
	if s.Stock {
		err = errors.Join(err, (&supply.Room{Session: session}).Start(ctx))
	}
	if s.Rules {
		err = errors.Join(err, session.Write(ctx, access.EditRules, func(tx *access.Tx) error { return tracing.SeedRules(tx) }))
	}
	return err
}

// remember reads a folder with all that is in it.
func remember(dir string) (fs.FS, error) {
	files := fstest.MapFS{}
	return files, fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
}

// Open opens a copy of the station with its head signed in, an empty window
// and Chinese spoken.
func (s Station) Open(t testing.TB) *Shell {
	t.Helper()
	origin, err := s.folder()
	OK(t, err)
	dir := t.TempDir()
	OK(t, os.CopyFS(dir, origin))
	db, err := store.Open(t.Context(), dir)
	OK(t, err)
	t.Cleanup(func() { db.Close() })
	shell := &Shell{T: t, Clock: Begin, landing: newLanding(), view: new(kit.View), Memory: map[string]string{}, Printed: &Tray{Printers: []string{"演示打印机"}}, Language: kit.Chinese}
	db.SetClock(func() time.Time { return shell.Clock })
	shell.session, err = access.SignIn(t.Context(), db, "head", Password)
	OK(t, err)
	shell.directory = intake.NewDirectory(shell.Desk())
	shell.screen = tracing.NewScreen(shell.directory, shell.Tracing())
	shell.directory.Tell(shell.screen)
	OK(t, kit.SetLanguage(kit.Chinese))
	Wear(false, false) // another test may have left another
	shell.window = test.NewTempWindow(t, container.NewWithoutLayout())
	shell.window.SetPadded(false)
	shell.window.Resize(fyne.NewSize(Width, Height))
	kit.Bind(shell.window.Canvas(), func(id string) bool { return *shell.view != nil && (*shell.view).Do(id) })
	t.Cleanup(fyne.CurrentApp().Driver().(*driver).receive(shell.landing))
	shell.hear()
	t.Cleanup(func() { kit.Announce = nil })
	return shell
}

// renderer serves all tests of a package: compiling it takes seconds.
var renderer = &printing.Previewer{CacheDir: filepath.Join(os.TempDir(), "guitu-test-pdfium")}
