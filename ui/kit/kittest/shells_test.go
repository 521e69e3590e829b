package kittest_test

import (
	"testing"

	"guitu/ui/beds"
	"guitu/ui/care"
	"guitu/ui/desk"
	"guitu/ui/house"
	"guitu/ui/kit/kittest"
	"guitu/ui/person"
	"guitu/ui/report"
	"guitu/ui/settings"
	"guitu/ui/supplies"
	"guitu/ui/trace"
)

// Every page can be shown on the shell.
var (
	_ beds.Shell     = (*kittest.Shell)(nil)
	_ care.Shell     = (*kittest.Shell)(nil)
	_ desk.Shell     = (*kittest.Shell)(nil)
	_ house.Shell    = (*kittest.Shell)(nil)
	_ person.Shell   = (*kittest.Shell)(nil)
	_ report.Shell   = (*kittest.Shell)(nil)
	_ settings.Shell = (*kittest.Shell)(nil)
	_ supplies.Shell = (*kittest.Shell)(nil)
	_ trace.Shell    = (*kittest.Shell)(nil)
)

func TestMain(m *testing.M) { kittest.Main(m) }

func TestWhatOneTestChangesNoOtherSees(t *testing.T) {
	station := kittest.Station{Beds: true}
	first := station.Open(t)
	first.Admit(kittest.Man("赵演示", 40))
	second := station.Open(t)
	kittest.OK(t, second.Directory().Load(t.Context()))
	if n := second.Directory().Len(); n != 0 {
		t.Errorf("the second station has %d people", n)
	}
}
