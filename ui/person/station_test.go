package person

import (
	"testing"

	"guitu/internal/access"
	"guitu/ui/kit/kittest"
)

func TestMain(m *testing.M) { kittest.Main(m) }

// desk is a window with a station behind it that has a house and its rules.
type desk struct{ *kittest.Shell }

func open(t testing.TB) *desk {
	t.Helper()
	return &desk{kittest.Station{Beds: true, Stock: true, Rules: true}.Open(t)}
}

// as is a colleague with a role at the same window.
func (d *desk) as(role access.Role) *desk { return &desk{d.As(role)} }
