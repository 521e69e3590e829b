package house

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// window is one with a station behind it that has beds.
type window struct{ *kittest.Shell }

func opened(t testing.TB) *window {
	t.Helper()
	return &window{kittest.Station{Beds: true, Administrator: true}.Open(t)}
}

// as lets a colleague with a role sit down at the same window.
func (w *window) as(role access.Role) *window { return &window{w.As(role)} }

// enter shows a section and puts the cursor into it.
func (w *window) enter(title string) *kit.Sectioned {
	w.T.Helper()
	p := kit.NewSectioned(w, "照料", "house.test", append(Sections(w), Records(w)...), title)
	w.Show(p)
	if p.Title() != title {
		w.T.Fatalf("opened %q; want %q", p.Title(), title)
	}
	w.Press(fyne.KeyReturn) // from the menu into the section
	return p
}

// deskOf is what stands behind the section that shows.
func deskOf[T any](w *window, title string) T {
	w.T.Helper()
	return w.enter(title).Room().Desk.(T)
}

// colleague adds an account of a sex and returns its id.
func (w *window) colleague(name, display, sex string, role access.Role) string {
	w.T.Helper()
	a, err := w.Session().AddAccount(w.T.Context(), access.NewAccount{Name: name, Display: display, Sex: sex, Roles: []access.Role{role}, Password: kittest.Password})
	kittest.OK(w.T, err)
	return a.ID
}

// heard asserts an announcement.
func (w *window) heard(what string) {
	w.T.Helper()
	if !slices.Contains(w.Heard, what) {
		w.T.Errorf("never heard %q; said %q, failed %v", what, w.Said(), w.Failures)
	}
}

// wait moves the clock.
func (w *window) wait(by time.Duration) { w.Clock = w.Clock.Add(by) }

// undo presses Ctrl+Z, as the drivers send it.
func (w *window) undo() {
	w.T.Helper()
	target, takes := w.Window().Canvas().Focused().(fyne.Shortcutable)
	if !takes {
		w.T.Fatal("nothing takes Ctrl+Z")
	}
	target.TypedShortcut(&fyne.ShortcutUndo{})
	w.Settle()
}
