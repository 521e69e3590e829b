package supplies

import (
	"context"
	"image/png"
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
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

const password = "一句好记的演示密码"

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

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
	if err != nil {
		return nil, err
	}
	if err := db.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.FileName))
})

// desk is a window with the station behind it: what the page asks for is done
// at once, and what it says is kept.
type desk struct {
	t       testing.TB
	window  fyne.Window
	session *access.Session
	people  *intake.Directory
	routes  []kit.Route
	toasts  []kit.Toast
	failed  []error
	heard   []string
	memory  map[string]string
	listens []func(map[string]bool)
	slow    bool     // work waits for hurry
	later   []func() // what waits
}

func (d *desk) Window() fyne.Window          { return d.window }
func (d *desk) Session() *access.Session     { return d.session }
func (d *desk) Desk() *intake.Desk           { return &intake.Desk{Session: d.session} }
func (d *desk) Directory() *intake.Directory { return d.people }
func (d *desk) Supplies() *supply.Room       { return &supply.Room{Session: d.session} }
func (d *desk) Go(route kit.Route)           { d.routes = append(d.routes, route) }
func (d *desk) Toast(t kit.Toast)            { d.toasts = append(d.toasts, t) }
func (d *desk) Fail(err error)               { d.failed = append(d.failed, err) }
func (d *desk) Now() time.Time               { return d.session.DB().Now() }
func (d *desk) Remember(key, value string)   { d.memory[key] = value }
func (d *desk) Remembered(key string) string { return d.memory[key] }

func (d *desk) Work(_ string, work func(context.Context) error, done func(error)) {
	if d.slow {
		d.later = append(d.later, func() { done(work(d.t.Context())) })
		return
	}
	done(work(d.t.Context()))
}

// hurry lets what was begun on a slow machine come to its end.
func (d *desk) hurry() {
	d.slow = false
	for _, work := range d.later {
		work()
	}
	d.later = nil
}

func (d *desk) OnChange(do func(map[string]bool)) func() {
	d.listens = append(d.listens, do)
	return func() { d.listens = nil }
}

// changes tells the page that another window changed the stock.
func (d *desk) changes() {
	for _, do := range d.listens {
		do(map[string]bool{"supply_item": true})
	}
}

// station opens a copy of the founded station with its head at the desk.
func station(t testing.TB) *desk {
	t.Helper()
	file, err := founded()
	ok(t, err)
	dir := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(dir, store.FileName), file, 0o600))
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	s, err := access.SignIn(t.Context(), db, "head", password)
	ok(t, err)
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
	ok(t, kit.SetLanguage(kit.Chinese))
	d := &desk{t: t, session: s, memory: map[string]string{}}
	d.people = intake.NewDirectory(d.Desk())
	kit.Announce = func(kind, text string) { d.heard = append(d.heard, kind+":"+text) }
	t.Cleanup(func() { kit.Announce = nil })
	return d
}

// stocked is a station whose store room has the usual things, ten of each.
func stocked(t testing.TB) *desk {
	t.Helper()
	d := station(t)
	ok(t, d.Supplies().Start(t.Context()))
	for _, name := range usualSet {
		ok(t, d.Supplies().Receive(t.Context(), d.item(name).ID, 10, "budget"))
	}
	return d
}

// as lets a colleague with a role sit down at the desk.
func (d *desk) as(role access.Role) *desk {
	d.t.Helper()
	_, err := d.session.AddAccount(d.t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(d.t, err)
	d.session, err = access.SignIn(d.t.Context(), d.session.DB(), string(role), password)
	ok(d.t, err)
	return d
}

// open shows the page in a window of 1198 × 712.
func (d *desk) open(id string) *page {
	d.t.Helper()
	d.window = test.NewTempWindow(d.t, nil)
	d.window.SetPadded(false)
	p := New(d, id).(*page)
	d.window.SetContent(p.Content())
	d.window.Resize(fyne.NewSize(1198, 712))
	kit.Bind(d.window.Canvas(), p.Do)
	p.Enter()
	return p
}

func (d *desk) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func (d *desk) write(text string) {
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
}

// submit presses Ctrl+Enter at whatever has the focus.
func (d *desk) submit() {
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

// arrive registers somebody invented.
func (d *desk) arrive(name string) intake.Stay {
	d.t.Helper()
	draft, err := d.Desk().NewDraft(d.t.Context())
	ok(d.t, err)
	draft.Arrival = intake.Arrival{CameBy: "police", Sex: "1", Profile: intake.Profile{Name: name}}
	stay, err := d.Desk().Register(d.t.Context(), draft)
	ok(d.t, err)
	ok(d.t, d.people.Load(d.t.Context()))
	return stay
}

// item reads an item by its name.
func (d *desk) item(name string) supply.Item {
	d.t.Helper()
	all, err := d.Supplies().Items(d.t.Context())
	ok(d.t, err)
	for _, i := range all {
		if full(i) == name {
			return i
		}
	}
	d.t.Fatalf("no item %s", name)
	return supply.Item{}
}

// mark puts the cursor of the table on an item.
func (d *desk) mark(p *page, name string) {
	d.t.Helper()
	p.stock.find.SetText(name)
	d.window.Canvas().Focus(p.stock.table.Target())
	d.press(fyne.KeyHome)
	if i, ok := p.stock.table.Marked(); !ok || full(i) != name {
		d.t.Fatalf("the cursor is on %v", i)
	}
}

func (d *desk) said() string {
	if len(d.toasts) == 0 {
		return ""
	}
	return d.toasts[len(d.toasts)-1].Text
}

// fits asserts that the page asks for no more room than the window has, and
// keeps a picture of it in the folder that GUITU_PICTURES names.
func (d *desk) fits(p *page, name string) {
	d.t.Helper()
	if need := p.content.MinSize(); need.Width > 1198 || need.Height > 712 {
		d.t.Errorf("%s asks for %v", name, need)
	}
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
