package beds

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestTheBoardLeadsToWhoIsUnderWayWithStaff(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Man("演示赵", 40))
	p := d.open("")
	if p.top.away.Visible() {
		t.Error("there is a way to nobody")
	}
	_, err := d.House().PlanEscort(t.Context(), shelter.Escort{StayID: stay.ID,
		Leaves: d.Clock.Add(time.Hour), Arrives: d.Clock.Add(5 * time.Hour), DueBack: d.Clock.Add(30 * time.Hour),
		EscortPlan: shelter.EscortPlan{To: "演示县救助管理站", Transport: "演示车", Route: "演示线",
			Members: []shelter.Escorter{{Name: "演示护送甲", Sex: shelter.Men}, {Name: "演示护送乙", Sex: shelter.Men}}}}, nil)
	kittest.OK(t, err)
	d.Changed("escort")
	if !p.top.away.Visible() || p.top.away.Text != "待护送 1" || p.top.away.Role != kit.Plain {
		t.Errorf("planned: %q", p.top.away.Text)
	}
	d.Clock = d.Clock.Add(3 * time.Hour)
	d.Changed("escort")
	if p.top.away.Text != "待护送 1 · 超时 1" || p.top.away.Role != kit.Danger {
		t.Errorf("not left two hours late: %q", p.top.away.Text)
	}
	test.Tap(p.top.away)
	if p.other == nil {
		t.Error("it does not lead to the list")
	}
	if words := (underWay{running: 2, planned: 1}).words(); words != "护送中 2" {
		t.Errorf("two under way: %q", words)
	}
}

func TestTabLeavesTheTilesAndPlusAddsABed(t *testing.T) {
	d := station(t)
	p := d.open("")
	tile := p.board.tiles[d.bed("女101-2")]
	canvas := d.Window().Canvas()
	canvas.Focus(tile)
	d.Press(fyne.KeyTab)
	if canvas.Focused() != p.side.upper {
		t.Errorf("Tab leads to %T", canvas.Focused())
	}
	d.Shortcut("close")
	if canvas.Focused() != fyne.Focusable(tile) {
		t.Errorf("Esc leads to %T", canvas.Focused())
	}
	tile.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
	d.Press(fyne.KeyTab)
	if canvas.Focused() != fyne.Focusable(p.top.find) {
		t.Errorf("Shift+Tab leads to %T", canvas.Focused())
	}
	canvas.Focus(tile)
	d.Press(fyne.KeyEqual)
	if p.room != d.room("女101") {
		t.Errorf("＋ opens room %q", p.room)
	}
	d.Fill("2")
	d.Submit()
	if r, _ := p.facts.room(d.room("女101")); len(r.Beds) != 8 {
		t.Errorf("the room has %d beds; failed %v", len(r.Beds), d.Failures)
	}
}
