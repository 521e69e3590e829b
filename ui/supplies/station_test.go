package supplies

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a window with a station behind it.
type desk struct{ *kittest.Shell }

// station has an empty store room.
func station(t testing.TB) *desk {
	t.Helper()
	return &desk{kittest.Station{}.Open(t)}
}

// stocked is a station whose store room has the usual things, ten of each.
func stocked(t testing.TB) *desk {
	t.Helper()
	d := station(t)
	kittest.OK(t, d.Supplies().Start(t.Context()))
	for _, name := range usualSet {
		kittest.OK(t, d.Supplies().Receive(t.Context(), d.item(name).ID, 10, "budget"))
	}
	return d
}

// as lets a colleague with a role sit down at the desk.
func (d *desk) as(role access.Role) { d.Shell = d.As(role) }

// open shows the page at a section, or at handing out to a stay.
func (d *desk) open(id string) *page {
	p := New(d, id).(*page)
	d.Show(p)
	return p
}

// issue opens handing out; stay is whom to, or empty.
func (d *desk) issue(stay string) *issue {
	if stay == "" {
		stay = sectionIssue
	}
	return d.open(stay).Room().Desk.(*issue)
}

func (d *desk) stock() *stock     { return d.open(sectionStock).Room().Desk.(*stock) }
func (d *desk) receipt() *receipt { return d.open(sectionReceipt).Room().Desk.(*receipt) }
func (d *desk) moving() *moving   { return d.open("调拨报损").Room().Desk.(*moving) }

// arrive registers somebody invented.
func (d *desk) arrive(name string) intake.Stay {
	d.T.Helper()
	return d.Admit(intake.Arrival{Profile: intake.Profile{Name: name}})
}

// item reads an item by its name.
func (d *desk) item(name string) supply.Item {
	d.T.Helper()
	all, err := d.Supplies().Items(d.T.Context())
	kittest.OK(d.T, err)
	for _, i := range all {
		if full(i) == name {
			return i
		}
	}
	d.T.Fatalf("no item %s", name)
	return supply.Item{}
}

// scan types a code as a scanner does, with its Enter.
func (d *desk) scan(code string) { d.Write(code, fyne.KeyReturn) }

// byHand lets time pass between what is typed; byScanner lets none.
func byHand(s *kit.Scanner) {
	now := time.Now()
	s.Now = func() time.Time { now = now.Add(time.Second); return now }
}

func byScanner(s *kit.Scanner) { s.Now = time.Now }

// takeIn takes goods in as a lot of their own.
func (d *desk) takeIn(of supply.Delivery) supply.Lot {
	d.T.Helper()
	if of.Source == "" {
		of.Source = "budget"
	}
	lot, _, err := d.Supplies().TakeIn(d.T.Context(), of)
	kittest.OK(d.T, err)
	return lot
}

// barcode gives an item a code.
func (d *desk) barcode(name, code string) {
	d.T.Helper()
	i := d.item(name)
	i.Barcode = code
	kittest.OK(d.T, d.Supplies().SaveItem(d.T.Context(), &i))
}

// heard fails where something was not announced.
func (d *desk) heard(what string) {
	d.T.Helper()
	if !slices.Contains(d.Heard, what) {
		d.T.Errorf("%q was not announced: %q", what, d.Heard)
	}
}

// find returns a button below an object by its words.
func find(o fyne.CanvasObject, words string) *kit.Button {
	for _, inner := range test.LaidOutObjects(o) {
		if b, ok := inner.(*kit.Button); ok && b.Text == words {
			return b
		}
	}
	return nil
}

// tap presses a button of the window.
func (d *desk) tap(words string) {
	d.T.Helper()
	b := find(d.Window().Canvas().Content(), words)
	if b == nil {
		d.T.Fatalf("there is no button %q", words)
	}
	test.Tap(b)
	d.Settle()
}

// fits asserts that page and section get the room that they ask for.
func (d *desk) fits(name string) {
	d.T.Helper()
	page := d.content()
	d.Fits(page, name)
	for _, o := range test.LaidOutObjects(page) {
		if c, ok := o.(*fyne.Container); ok && c.Visible() && c.MinSize().Width > c.Size().Width+1 {
			d.T.Errorf("%s: something is %v wide and asks for %v", name, c.Size().Width, c.MinSize().Width)
			return
		}
	}
}
