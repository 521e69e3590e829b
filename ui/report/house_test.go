package report

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// mislaid has somebody who is not back, a medicine that nobody recorded and a
// man who has stayed his days.
func mislaid(d *desk) {
	d.T.Helper()
	ctx, now := d.T.Context(), d.Clock
	a := named("演示王某")
	a.ArrivedAt = now.Add(-12 * 24 * time.Hour)
	long := d.Admit(a)
	b := named("演示李某")
	b.ArrivedAt = now.Add(-3 * 24 * time.Hour)
	out := d.Admit(b)
	d.Clock = now.Add(-26 * time.Hour)
	_, err := d.House().OrderMedicine(ctx, shelter.MedicineOrder{StayID: out.ID, Medicine: shelter.Medicine{What: "演示降压药", Dose: "1片", GivenBy: "staff", Times: []string{"08:00", "18:00"}}})
	kittest.OK(d.T, err)
	d.Clock = now.Add(-5 * time.Hour)
	_, err = d.House().GoOut(ctx, shelter.Outing{StayID: out.ID, Due: now.Add(-time.Hour)})
	kittest.OK(d.T, err)
	d.Clock = now
	if long.State != intake.In {
		d.T.Fatal("not in the house")
	}
}

func TestWhatTheHouseHasToDoStandsOnTodayWithItsPage(t *testing.T) {
	d := open(t)
	p := NewToday(d).(*today)
	d.Show(p)
	if p.house.card.Visible() {
		t.Error("an empty card takes the room of the clocks")
	}
	mislaid(d)
	p.load()
	var titles []string
	for _, l := range p.house.lines.all {
		titles = append(titles, l.state.Word+" "+l.title+" "+l.note)
	}
	want := []string{"1 外出未归，已过时间 演示李某", "2 到时间的药还没有记 演示李某", "1 住满期限，要离站或申请延期 演示王某"}
	if len(titles) != len(want) {
		t.Fatalf("the house has to do %q; want %q", titles, want)
	}
	for i := range want {
		if titles[i] != want[i] {
			t.Errorf("row %d reads %q; want %q", i, titles[i], want[i])
		}
	}
	for i, route := range []kit.Route{{Name: kit.RouteCare, ID: "外出"}, {Name: kit.RouteCare, ID: "用药"}, {Name: kit.RouteCare, ID: "延期与探访"}} {
		d.Routes = nil
		d.Window().Canvas().Focus(p.house.lines)
		p.house.lines.put(i)
		d.Press(fyne.KeyReturn)
		d.WentTo(route)
	}
	d.Picture("today-house")
}

func TestTheNextShiftIsToldWhatTheHouseHasToDo(t *testing.T) {
	d := open(t)
	mislaid(d)
	p := NewShift(d).(*shift)
	d.Show(p)
	if first := p.waits.lines.all[0]; !first.head || first.title != "站内待办" || first.right != "3" {
		t.Errorf("the first chapter is %+v", first)
	}
}
