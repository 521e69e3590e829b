package beds

import (
	"context"
	"errors"
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
	"guitu/ui/kit"
)

const password = "一句好记的演示密码"

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// founded is the database of an invented station with the default house.
// Founding is slow on purpose (its passwords), so it is done once and copied.
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
	s, _, err := access.Found(context.Background(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err != nil {
		return nil, err
	}
	err = errors.Join((&shelter.House{Session: s}).LayOut(context.Background(), shelter.DefaultTemplate()), db.Close())
	if err != nil {
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
	house   *shelter.House
	people  *intake.Directory
	routes  []kit.Route
	toasts  []kit.Toast
	failed  []error
	heard   []string
	memory  map[string]string
	listens []func(map[string]bool)
	slow    bool     // work waits for hurry
	later   []func() // what waits
	view    kit.View
}

func (d *desk) Window() fyne.Window          { return d.window }
func (d *desk) Session() *access.Session     { return d.session }
func (d *desk) Directory() *intake.Directory { return d.people }
func (d *desk) House() *shelter.House        { return d.house }
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

// changes tells the page that another window changed rows of a table.
func (d *desk) changes(tables ...string) {
	changed := map[string]bool{}
	for _, table := range tables {
		changed[table] = true
	}
	for _, do := range d.listens {
		do(changed)
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
	d := &desk{t: t, session: s, house: &shelter.House{Session: s}, memory: map[string]string{}}
	d.people = intake.NewDirectory(&intake.Desk{Session: s})
	kit.Announce = func(kind, text string) { d.heard = append(d.heard, kind+":"+text) }
	t.Cleanup(func() { kit.Announce = nil })
	return d
}

// as lets a colleague with a role sit down at the desk.
func (d *desk) as(role access.Role) *desk {
	d.t.Helper()
	_, err := d.session.AddAccount(d.t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(d.t, err)
	d.session, err = access.SignIn(d.t.Context(), d.session.DB(), string(role), password)
	ok(d.t, err)
	d.house = &shelter.House{Session: d.session}
	return d
}

// open shows the page in a window of 1198 × 712.
func (d *desk) open(id string) *page {
	d.t.Helper()
	d.window = test.NewTempWindow(d.t, nil)
	d.window.SetPadded(false)
	p := New(d, id).(*page)
	d.view = p
	d.window.SetContent(p.Content())
	d.window.Resize(fyne.NewSize(1198, 712))
	kit.Bind(d.window.Canvas(), p.Do)
	p.Enter()
	return p
}

// press sends keys to whatever has the focus, as the window does.
func (d *desk) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		if focused := d.window.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: key})
		} else if typed := d.window.Canvas().OnTypedKey(); typed != nil {
			typed(&fyne.KeyEvent{Name: key})
		}
	}
}

// write types text into the field with the focus.
func (d *desk) write(text string) {
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
}

// submit presses Ctrl+Enter in the field with the focus.
func (d *desk) submit() {
	d.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
}

// arrive registers somebody invented and returns the stay.
func (d *desk) arrive(a intake.Arrival) intake.Stay {
	d.t.Helper()
	at := &intake.Desk{Session: d.session}
	draft, err := at.NewDraft(d.t.Context())
	ok(d.t, err)
	if a.CameBy == "" {
		a.CameBy = "police"
	}
	draft.Arrival = a
	stay, err := at.Register(d.t.Context(), draft)
	ok(d.t, err)
	ok(d.t, d.people.Load(d.t.Context()))
	return stay
}

func woman(name string, age int) intake.Arrival {
	return intake.Arrival{Sex: "2", Profile: intake.Profile{Name: name, AgeFrom: age, AgeTo: age}}
}

func man(name string, age int) intake.Arrival {
	return intake.Arrival{Sex: "1", Profile: intake.Profile{Name: name, AgeFrom: age, AgeTo: age}}
}

// bed finds the id of a bed by its name.
func (d *desk) bed(name string) string {
	d.t.Helper()
	plan, err := d.house.Layout(d.t.Context())
	ok(d.t, err)
	for _, b := range plan.Beds {
		if b.Name == name {
			return b.ID
		}
	}
	d.t.Fatalf("no bed %s", name)
	return ""
}

// sleeps returns the name of the bed that a stay has, read from the database.
func (d *desk) sleeps(stay string) string {
	d.t.Helper()
	board, err := d.house.Board(d.t.Context())
	ok(d.t, err)
	f := gather(board, shelter.Headcount{})
	return f.beds[f.bedOf[stay]].Bed.Name
}

// said returns the words of the newest toast.
func (d *desk) said() string {
	if len(d.toasts) == 0 {
		return ""
	}
	return d.toasts[len(d.toasts)-1].Text
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func deskOf(d *desk) *intake.Desk { return &intake.Desk{Session: d.session} }
