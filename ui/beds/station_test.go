package beds

import (
	"testing"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a window with a station behind it that has the default house.
type desk struct {
	*kittest.Shell
	page *page // the one that was opened last
}

func station(t testing.TB) *desk {
	t.Helper()
	return &desk{Shell: kittest.Station{Beds: true}.Open(t)}
}

// as lets a colleague with a role sit down at the desk.
func (d *desk) as(role access.Role) { d.Shell = d.As(role) }

// open shows the page.
func (d *desk) open(id string) *page {
	d.page = New(d, id).(*page)
	d.Show(d.page)
	return d.page
}

// bed finds the id of a bed by its name.
func (d *desk) bed(name string) string {
	d.T.Helper()
	plan, err := d.House().Layout(d.T.Context())
	kittest.OK(d.T, err)
	for _, b := range plan.Beds {
		if b.Name == name {
			return b.ID
		}
	}
	d.T.Fatalf("no bed %s", name)
	return ""
}

// sleeps returns the name of the bed that a stay has, read from the database.
func (d *desk) sleeps(stay string) string {
	d.T.Helper()
	board, err := d.House().Board(d.T.Context())
	kittest.OK(d.T, err)
	f := gather(board, shelter.Headcount{})
	return f.beds[f.bedOf[stay]].Bed.Name
}

// room finds the id of a room by its name.
func (d *desk) room(name string) string {
	d.T.Helper()
	plan, err := d.House().Layout(d.T.Context())
	kittest.OK(d.T, err)
	for _, r := range plan.Rooms {
		if r.Name == name {
			return r.ID
		}
	}
	d.T.Fatalf("no room %s", name)
	return ""
}
