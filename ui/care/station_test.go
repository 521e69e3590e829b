package care

import (
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// window is one with a station behind it that has beds.
type window struct {
	*kittest.Shell
	page *kit.Sectioned
}

func opened(t testing.TB) *window {
	t.Helper()
	return &window{Shell: kittest.Station{Beds: true, Rules: true}.Open(t)}
}

// enter shows a section.
func (w *window) enter(title string) *kit.Room {
	w.T.Helper()
	w.page = kit.NewSectioned(w, "照料", "care.section", Sections(w), title)
	w.Show(w.page)
	if w.page.Title() != title {
		w.T.Fatalf("opened %s; want %s", w.page.Title(), title)
	}
	w.page.Room().Focus()
	return w.page.Room()
}

// housed admits somebody and gives them a bed.
func (w *window) housed(a intake.Arrival) intake.Stay {
	w.T.Helper()
	stay := w.Admit(a)
	beds, err := w.House().Suggest(w.T.Context(), stay.ID)
	kittest.OK(w.T, err)
	_, err = w.House().Assign(w.T.Context(), stay.ID, beds[0].Bed.ID, &shelter.Override{Reason: "演示"})
	kittest.OK(w.T, err)
	return stay
}

// later moves the clock.
func (w *window) later(d time.Duration) { w.Clock = w.Clock.Add(d) }

// medicine has somebody take something at times of the day.
func (w *window) medicine(stay intake.Stay, what string, times ...string) shelter.MedicineOrder {
	w.T.Helper()
	m, err := w.House().OrderMedicine(w.T.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: shelter.Medicine{What: what, Dose: "1片", Times: times, GivenBy: "staff"}})
	kittest.OK(w.T, err)
	return m
}

// heard asserts that something was announced.
func (w *window) heard(what string) {
	w.T.Helper()
	for _, h := range w.Heard {
		if h == what {
			return
		}
	}
	w.T.Errorf("never heard %q, but %q; failures %v", what, w.Heard, w.Failures)
}

// problem is the sentence beside a field of the form that is open.
func problem(form *kit.Form, key string) string { return form.Item(key).Field.Base().Problem() }

// hearAgain has the window listen again after a colleague sat at it.
func (w *window) hearAgain() {
	kit.Announce = func(kind, text string) { w.Heard = append(w.Heard, kind+":"+text) }
}
