package desk

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// One application serves all tests: a new one would read the font again.
func TestMain(m *testing.M) {
	rests = time.Hour
	kittest.Main(m)
}

const password = "一句好记的演示密码"

// founded is the database of an invented station. Founding is slow on purpose
// (its passwords), so it is done once and copied.
var founded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	_, _, err = access.Found(context.Background(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.FileName))
})

// station is a founded station with a window in which a page is shown. Work
// runs at once, so a test goes on when it has ended.
type station struct {
	t         testing.TB
	window    fyne.Window
	session   *access.Session
	desk      *intake.Desk
	directory *intake.Directory
	screen    *tracing.Screen
	view      kit.View

	routes   []kit.Route
	toasts   []kit.Toast
	failed   []error
	memory   map[string]string
	heard    []string // announcements
	listener func(map[string]bool)
}

func newStation(t testing.TB) *station {
	t.Helper()
	file, err := founded()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, store.FileName), file, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	session, err := access.SignIn(t.Context(), db, "head", password)
	if err != nil {
		t.Fatal(err)
	}
	s := &station{t: t, session: session, desk: &intake.Desk{Session: session}, memory: map[string]string{}}
	s.directory = intake.NewDirectory(s.desk)
	s.screen = tracing.NewScreen(s.directory, &tracing.Office{Session: session})
	s.directory.Tell(s.screen)
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
	if err := kit.SetLanguage(kit.Chinese); err != nil {
		t.Fatal(err)
	}
	s.window = test.NewTempWindow(t, kit.NewGround(kit.Ground))
	s.window.Resize(fyne.NewSize(1198, 712))
	kit.Announce = func(kind, text string) { s.heard = append(s.heard, kind+" "+text) }
	t.Cleanup(func() { kit.Announce = nil })
	kit.Bind(s.window.Canvas(), func(id string) bool { return s.view.Do(id) })
	return s
}

func (s *station) Window() fyne.Window          { return s.window }
func (s *station) Session() *access.Session     { return s.session }
func (s *station) Desk() *intake.Desk           { return s.desk }
func (s *station) Directory() *intake.Directory { return s.directory }
func (s *station) Screen() *tracing.Screen      { return s.screen }
func (s *station) House() *shelter.House        { return &shelter.House{Session: s.session} }
func (s *station) Back()                        {}
func (s *station) Go(route kit.Route)           { s.routes = append(s.routes, route) }
func (s *station) Toast(t kit.Toast)            { s.toasts = append(s.toasts, t) }
func (s *station) Fail(err error)               { s.failed = append(s.failed, err) }
func (s *station) Now() time.Time               { return s.session.DB().Now() }
func (s *station) Remember(key, value string)   { s.memory[key] = value }
func (s *station) Remembered(key string) string { return s.memory[key] }

func (s *station) Work(_ string, work func(context.Context) error, done func(error)) {
	done(work(s.t.Context()))
}

func (s *station) OnChange(do func(map[string]bool)) (stop func()) {
	s.listener = do
	return func() { s.listener = nil }
}

// show opens a page in the window.
func (s *station) show(view kit.View) {
	s.view = view
	s.window.SetContent(view.Content())
	s.window.Resize(fyne.NewSize(1198, 712))
	view.Enter()
}

// open begins a draft and shows its form.
func (s *station) open() *arrival {
	s.t.Helper()
	draft, err := s.desk.NewDraft(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return s.reopen(draft.ID)
}

// reopen shows the form of a draft as a new window would.
func (s *station) reopen(id string) *arrival {
	a := NewArrival(s, id).(*arrival)
	s.show(a)
	s.none()
	return a
}

// none fails the test where something went wrong.
func (s *station) none() {
	s.t.Helper()
	for _, err := range s.failed {
		s.t.Fatalf("the page says: %v", err)
	}
}

// stored is a draft as it is in the database.
func (s *station) stored(a *arrival) intake.Arrival {
	s.t.Helper()
	draft, err := s.desk.Draft(s.t.Context(), a.id)
	if err != nil {
		s.t.Fatal(err)
	}
	return draft.Arrival
}

// register admits somebody through the service, and tells the directory.
func (s *station) register(a intake.Arrival) intake.Stay {
	s.t.Helper()
	draft, err := s.desk.NewDraft(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	if a.ArrivedAt.IsZero() {
		a.ArrivedAt = draft.Arrival.ArrivedAt
	}
	draft.Arrival = a
	stay, err := s.desk.Register(s.t.Context(), draft)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.directory.Load(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return stay
}

// press sends keys to what has the focus, as the window's driver does.
func (s *station) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if focused := s.window.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if typed := s.window.Canvas().OnTypedKey(); typed != nil {
			typed(&fyne.KeyEvent{Name: key})
		}
	}
}

// write types text and then keys.
func (s *station) write(text string, keys ...fyne.KeyName) {
	for _, r := range text {
		s.window.Canvas().Focused().TypedRune(r)
	}
	s.press(keys...)
}

// submit presses Ctrl+Enter.
func (s *station) submit() {
	s.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

func (s *station) picture(width, height int) string { return picturePath(s.t, width, height) }

// picturePath writes an invented photo into a folder and returns its path.
func picturePath(t testing.TB, width, height int) string {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.NRGBA{uint8(x * 255 / width), uint8(y * 255 / height), 120, 255})
		}
	}
	path := filepath.Join(t.TempDir(), "photo.jpg")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := jpeg.Encode(file, m, nil); err != nil {
		t.Fatal(err)
	}
	return path
}
