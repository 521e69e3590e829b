package supplies

import (
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter/supply"
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

// open shows the page.
func (d *desk) open(id string) *floor {
	p := New(d, id).(*page)
	d.Show(p)
	return p.Room().Desk.(*floor)
}

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

// mark puts the cursor of the table on an item.
func (d *desk) mark(p *floor, name string) {
	d.T.Helper()
	p.stock.find.SetText(name)
	d.Window().Canvas().Focus(p.stock.table.Target())
	d.Press(fyne.KeyHome)
	if i, ok := p.stock.table.Marked(); !ok || full(i) != name {
		d.T.Fatalf("the cursor is on %v", i)
	}
}
