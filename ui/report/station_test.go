package report

import (
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a window with a station behind it that has beds, a store room and
// the legal periods.
type desk struct{ *kittest.Shell }

func open(t testing.TB) *desk {
	t.Helper()
	return &desk{kittest.Station{Beds: true, Stock: true, Rules: true}.Open(t)}
}

// as lets a colleague with a role sit down at the desk.
func (d *desk) as(role access.Role) *desk { return &desk{d.As(role)} }

func named(name string) intake.Arrival {
	return intake.Arrival{Profile: intake.Profile{Name: name, AgeFrom: 30, AgeTo: 40}}
}
