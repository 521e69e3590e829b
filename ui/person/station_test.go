package person

import (
	"context"
	"errors"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

func TestMain(m *testing.M) {
	small := vault.Effort{Time: 1, Memory: 64, Threads: 1} // passwords are costly elsewhere; here they are only in the way
	vault.PasswordEffort, vault.RecoveryEffort = small, small
	test.NewApp()
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false)) // once: each time reads the fonts again
	os.Exit(m.Run())
}

// begin is half past ten in the evening, Tuesday 24 November 2026.
var begin = time.Date(2026, 11, 24, 22, 30, 0, 0, calendar.Zone)

const password = "一句好记的演示密码"

// founded is the folder of an invented station. It is founded once and copied.
var founded = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	db, err := store.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	db.SetClock(func() time.Time { return begin.AddDate(0, 0, -30) })
	s, _, err := access.Found(ctx, db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Address: "演示市和平路1号", Phone: "010-00000000", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err != nil {
		return nil, err
	}
	err = errors.Join(
		(&shelter.House{Session: s}).LayOut(ctx, shelter.DefaultTemplate()),
		(&supply.Room{Session: s}).Start(ctx),
		s.Write(ctx, access.EditRules, func(tx *access.Tx) error { return tracing.SeedRules(tx) }),
		db.Close())
	if err != nil {
		return nil, err
	}
	files := fstest.MapFS{}
	return files, fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	})
})

// desk is a Shell over a station on disk, whose work is done at once.
type desk struct {
	t          testing.TB
	window     fyne.Window
	session    *access.Session
	directory  *intake.Directory
	now        time.Time
	went       []kit.Route
	toasts     []kit.Toast
	failures   []error
	remembered map[string]string
	listeners  []func(map[string]bool)
}

// open opens a copy of the station with its head at the desk.
func open(t testing.TB) *desk {
	t.Helper()
	origin, err := founded()
	ok(t, err)
	dir := t.TempDir()
	ok(t, os.CopyFS(dir, origin))
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	d := &desk{t: t, now: begin, remembered: map[string]string{}}
	db.SetClock(func() time.Time { return d.now })
	d.session, err = access.SignIn(t.Context(), db, "head", password)
	ok(t, err)
	d.directory = intake.NewDirectory(d.Desk())
	ok(t, kit.SetLanguage(kit.Chinese))
	d.window = test.NewTempWindow(t, container.NewWithoutLayout())
	d.window.Resize(fyne.NewSize(1198, 712))
	return d
}

// as signs a colleague with a role in.
func (d *desk) as(role access.Role) *desk {
	d.t.Helper()
	_, err := d.session.AddAccount(d.t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(d.t, err)
	other := *d
	other.session, err = access.SignIn(d.t.Context(), d.session.DB(), string(role), password)
	ok(d.t, err)
	return &other
}

// enter shows a page.
func (d *desk) enter(v kit.View) {
	d.window.SetContent(container.NewStack(kit.NewGround(kit.Ground), v.Content()))
	d.window.Resize(fyne.NewSize(1198, 712))
	v.Enter()
	d.t.Cleanup(v.Leave)
}

func (d *desk) admit(a intake.Arrival) intake.Stay {
	d.t.Helper()
	draft, err := d.Desk().NewDraft(d.t.Context())
	ok(d.t, err)
	if a.CameBy == "" {
		a.CameBy = "police"
	}
	if a.Sex == "" {
		a.Sex = "1"
	}
	if a.ArrivedAt.IsZero() {
		a.ArrivedAt = d.now
	}
	draft.Arrival = a
	stay, err := d.Desk().Register(d.t.Context(), draft)
	ok(d.t, err)
	ok(d.t, d.directory.Load(d.t.Context()))
	return stay
}

func (d *desk) Window() fyne.Window          { return d.window }
func (d *desk) Session() *access.Session     { return d.session }
func (d *desk) Desk() *intake.Desk           { return &intake.Desk{Session: d.session} }
func (d *desk) Directory() *intake.Directory { return d.directory }
func (d *desk) House() *shelter.House        { return &shelter.House{Session: d.session} }
func (d *desk) Supplies() *supply.Room       { return &supply.Room{Session: d.session} }
func (d *desk) Tracing() *tracing.Office     { return &tracing.Office{Session: d.session} }
func (d *desk) Back()                        { d.went = append(d.went, kit.Route{}) }
func (d *desk) Go(route kit.Route)           { d.went = append(d.went, route) }
func (d *desk) Toast(t kit.Toast)            { d.toasts = append(d.toasts, t) }
func (d *desk) Fail(err error)               { d.failures = append(d.failures, err) }
func (d *desk) Now() time.Time               { return d.now }
func (d *desk) Remember(key, value string)   { d.remembered[key] = value }
func (d *desk) Remembered(key string) string { return d.remembered[key] }

func (d *desk) Papers() *printing.Papers {
	return &printing.Papers{Session: d.session, Desk: d.Desk(), House: d.House(), Supplies: d.Supplies(), Tracing: d.Tracing()}
}

func (d *desk) Work(_ string, work func(ctx context.Context) error, done func(err error)) {
	done(work(d.t.Context()))
}

func (d *desk) OnChange(do func(map[string]bool)) (stop func()) {
	d.listeners = append(d.listeners, do)
	at := len(d.listeners) - 1
	return func() { d.listeners[at] = nil }
}

// changed tells the page that rows changed.
func (d *desk) changed(tables ...string) {
	all := map[string]bool{}
	for _, table := range tables {
		all[table] = true
	}
	for _, do := range d.listeners {
		if do != nil {
			do(all)
		}
	}
}

// press sends keys to whatever has the focus.
func (d *desk) press(keys ...fyne.KeyName) {
	c := d.window.Canvas()
	for _, key := range keys {
		if key == fyne.KeyTab {
			c.FocusNext()
			continue
		}
		if focused := c.Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
}

func (d *desk) write(text string) {
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
}

// picture writes the window to a file where GUITU_PICTURES names a folder.
func (d *desk) picture(name string) {
	dir := os.Getenv("GUITU_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	ok(d.t, err)
	defer f.Close()
	ok(d.t, png.Encode(f, d.window.Canvas().Capture()))
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) wentTo(want kit.Route) {
	d.t.Helper()
	if !slices.Contains(d.went, want) {
		d.t.Errorf("went to %v; want %v", d.went, want)
	}
}
