package settings

import (
	"context"
	"errors"
	"image/png"
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

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

var begin = time.Date(2026, 11, 24, 22, 30, 0, 0, calendar.Zone)

const password = "一句好记的演示密码"

// founded is the folder of an invented station. Founding is slow on purpose
// (its passwords), so it is done once and copied.
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
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead, access.Administrator}, Password: password},
	})
	if err != nil {
		return nil, err
	}
	err = errors.Join(s.Write(ctx, access.EditRules, func(tx *access.Tx) error { return tracing.SeedRules(tx) }), db.Close())
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

// window is a Shell over a station on disk, whose work is done at once.
type window struct {
	t           testing.TB
	window      fyne.Window
	session     *access.Session
	toasts      []string
	failures    []error
	remembered  map[string]string
	dark, large bool
	language    string
}

func open(t testing.TB) *window {
	t.Helper()
	origin, err := founded()
	ok(t, err)
	dir := t.TempDir()
	ok(t, os.CopyFS(dir, origin))
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	db.SetClock(func() time.Time { return begin })
	w := &window{t: t, remembered: map[string]string{}, language: kit.Chinese}
	w.session, err = access.SignIn(t.Context(), db, "head", password)
	ok(t, err)
	ok(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
	w.window = test.NewTempWindow(t, container.NewWithoutLayout())
	return w
}

// as signs a colleague with a role in.
func (w *window) as(role access.Role) *window {
	w.t.Helper()
	_, err := w.session.AddAccount(w.t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(w.t, err)
	other := *w
	other.session, err = access.SignIn(w.t.Context(), w.session.DB(), string(role), password)
	ok(w.t, err)
	return &other
}

// enter shows the page, at a section where one is named.
func (w *window) enter(title string) *page {
	w.t.Helper()
	if title != "" {
		w.remembered[lastSection] = title
	}
	p := New(w).(*page)
	w.window.SetContent(container.NewStack(kit.NewGround(kit.Ground), p.Content()))
	w.window.Resize(fyne.NewSize(1198, 712))
	p.Enter()
	if title != "" && p.sections[p.at].title != title {
		w.t.Fatalf("opened %s; want %s", p.sections[p.at].title, title)
	}
	return p
}

func (w *window) Window() fyne.Window          { return w.window }
func (w *window) Session() *access.Session     { return w.session }
func (w *window) House() *shelter.House        { return &shelter.House{Session: w.session} }
func (w *window) Tracing() *tracing.Office     { return &tracing.Office{Session: w.session} }
func (w *window) Toast(t kit.Toast)            { w.toasts = append(w.toasts, t.Text) }
func (w *window) Fail(err error)               { w.failures = append(w.failures, err) }
func (w *window) Now() time.Time               { return begin }
func (w *window) Remember(key, value string)   { w.remembered[key] = value }
func (w *window) Remembered(key string) string { return w.remembered[key] }
func (w *window) Version() string              { return "0.1.0" }

func (w *window) Appearance() (dark, large bool, language string) {
	return w.dark, w.large, w.language
}

func (w *window) SetAppearance(dark, large bool, language string) {
	w.dark, w.large, w.language = dark, large, language
}

func (w *window) Work(_ string, work func(ctx context.Context) error, done func(err error)) {
	done(work(w.t.Context()))
}

func (w *window) press(keys ...fyne.KeyName) {
	c := w.window.Canvas()
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

// write types into the field with the focus, in place of what it holds.
func (w *window) write(text string) {
	w.t.Helper()
	e, typed := w.window.Canvas().Focused().(*kit.Entry)
	if !typed {
		w.t.Fatalf("no field has the focus but %T", w.window.Canvas().Focused())
	}
	e.SetText("")
	for _, r := range text {
		e.TypedRune(r)
	}
}

func (w *window) picture(name string) {
	dir := os.Getenv("GUITU_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	ok(w.t, err)
	defer f.Close()
	ok(w.t, png.Encode(f, w.window.Canvas().Capture()))
}

// said asserts the last toast.
func (w *window) said(text string) {
	w.t.Helper()
	if len(w.toasts) == 0 || w.toasts[len(w.toasts)-1] != text {
		w.t.Errorf("said %q, failed %v; want %q", w.toasts, w.failures, text)
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
