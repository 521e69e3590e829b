package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestSomebodyIsPlacedByTheKeyboardAlone(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("赵演示", 30))
	p := d.open("")
	d.Press(fyne.KeySpace) // the focus lies on who waits
	if p.hand == nil || !p.board.tiles[d.bed("男201-1")].Facts().Dim || p.board.tiles[d.bed("女101-1")].Facts().Dim {
		t.Fatal("the men's beds do not dim for a woman")
	}
	d.Press(fyne.KeySpace) // the focus went to the best bed
	if got := d.sleeps(stay.ID); !strings.HasPrefix(got, "女") {
		t.Errorf("she sleeps in %q", got)
	}
	if !strings.Contains(strings.Join(d.Heard, " "), "assigned:bed") {
		t.Errorf("heard %q", d.Heard)
	}
	if d.Said() != "已安排{{.Name}}住{{.Bed}}。" {
		t.Errorf("said %q", d.Said())
	}
	kit.Press(d.Window().Canvas(), "save")
	if len(d.Routes) != 1 || d.Routes[0] != (kit.Route{Name: kit.RouteSupplies, ID: stay.ID}) {
		t.Errorf("the next step led to %+v", d.Routes)
	}
	kit.Press(d.Window().Canvas(), "undo")
	if got := d.sleeps(stay.ID); got != "" {
		t.Errorf("after the undo she sleeps in %q", got)
	}
}

func TestArrowsMoveFromTileToTile(t *testing.T) {
	d := station(t)
	p := d.open("")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyRight, "女101-2"}, {fyne.KeyDown, "女102-2"}, {fyne.KeyDown, "女102-8"}, {fyne.KeyDown, "女103-2"},
		{fyne.KeyUp, "女102-8"}, {fyne.KeyLeft, "女102-7"}, {fyne.KeyLeft, "女102-6"}, {fyne.KeyHome, "女101-1"}, {fyne.KeyLeft, "女101-1"}, {fyne.KeyUp, "女101-1"}} {
		d.Press(step.key)
		if d.Window().Canvas().Focused() != fyne.Focusable(p.board.tiles[d.bed(step.want)]) {
			t.Fatalf("%s did not lead to %s", step.key, step.want)
		}
	}
}

func TestOneWhoHasABedIsMoved(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Man("钱演示", 40))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("男201-1"), nil)
	kittest.OK(t, err)
	d.open("")
	d.Press(fyne.KeyHome)
	d.page.board.focusTile(d.bed("男201-1"))
	d.Press(fyne.KeySpace)
	d.page.board.focusTile(d.bed("男203-3"))
	d.Press(fyne.KeyReturn)
	if got := d.sleeps(stay.ID); got != "男203-3" {
		t.Errorf("he sleeps in %q", got)
	}
	kit.Press(d.Window().Canvas(), "undo")
	if got := d.sleeps(stay.ID); got != "男201-1" {
		t.Errorf("after the undo he sleeps in %q", got)
	}
}

func TestDraggingAPersonMovesThem(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("孙演示", 30))
	p := d.open("")
	from, to := p.board.tiles[stay.ID], d.bed("女101-5")
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(p.board.tiles[to]).AddXY(20, 20)
	from.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}})
	if !p.ghost.chip.Visible() || p.ghost.chip.Word != "孙演示" {
		t.Error("nothing follows the mouse")
	}
	from.DragEnd()
	if got := d.sleeps(stay.ID); got != "女101-5" {
		t.Errorf("she sleeps in %q", got)
	}
}

// What is let go beside every tile goes back to where it was.
func TestADragIntoNowhereChangesNothing(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("孙演示", 30))
	p := d.open("")
	p.board.tiles[stay.ID].Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(1190, 5)}})
	p.board.tiles[stay.ID].DragEnd()
	if d.sleeps(stay.ID) != "" || p.hand != nil || p.ghost.chip.Visible() {
		t.Errorf("sleeps %q, hand %v", d.sleeps(stay.ID), p.hand)
	}
}

func TestAStayToPlaceIsTakenUpAtOnce(t *testing.T) {
	d := station(t)
	stay := d.Admit(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "李演示", AgeFrom: 70, AgeTo: 70}})
	p := d.open(stay.ID)
	if p.hand == nil || p.hand.stay != stay.ID || len(p.hand.numbered()) != 9 {
		t.Fatalf("hand = %+v", p.hand)
	}
	want := p.hand.numbered()[2].Bed
	if !want.LowerBunk {
		t.Errorf("an old man is offered the upper bunk %s", want.Name)
	}
	d.Press(fyne.Key3)
	if got := d.sleeps(stay.ID); got != want.Name {
		t.Errorf("he sleeps in %q; want the third suggestion %s", got, want.Name)
	}
}

func TestARuleIsOverriddenWithAReason(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("周演示", 30))
	p := d.open(stay.ID)
	p.board.focusTile(d.bed("男201-1"))
	d.Press(fyne.KeySpace)
	if !strings.Contains(strings.Join(d.Heard, " "), "dialog:仍然安排") {
		t.Fatalf("heard %q; want the question for a reason", d.Heard)
	}
	d.Write("女床满，单间隔离")
	kit.Press(d.Window().Canvas(), "close") // Esc changes nothing
	if got := d.sleeps(stay.ID); got != "" {
		t.Fatalf("without a reason she sleeps in %q", got)
	}
	p.put(d.bed("男201-1"), &shelter.Override{Reason: "女床满，单间隔离"})
	takes, err := d.House().Takes(t.Context(), stay.ID)
	kittest.OK(t, err)
	if len(takes) != 1 || takes[0].Reason != "女床满，单间隔离" {
		t.Errorf("takes = %+v", takes)
	}
}

func TestWhoMayNotOverrideHearsWhoCan(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("吴演示", 30))
	d.as(access.FrontDesk)
	if d.Session().Can(access.OverrideBeds) || !d.Session().Can(access.AssignBeds) {
		t.Fatal("the front desk's rights are not those this test is about")
	}
	p := d.open(stay.ID)
	p.board.focusTile(d.bed("男201-1"))
	d.Press(fyne.KeySpace)
	if !strings.Contains(d.Said(), "站务管理、站长") || d.sleeps(stay.ID) != "" {
		t.Errorf("said %q, sleeps %q", d.Said(), d.sleeps(stay.ID))
	}
	if p.hand == nil {
		t.Error("she is no longer in the hand")
	}
}

// Two windows want the same bed: one gets it, the other reads why and keeps
// the person in the hand.
func TestALostRaceIsToldAndSeen(t *testing.T) {
	d := station(t)
	mine, theirs := d.Admit(kittest.Woman("郑演示", 30)), d.Admit(kittest.Woman("王演示", 30))
	p := d.open(mine.ID)
	_, err := d.House().Assign(t.Context(), theirs.ID, d.bed("女101-1"), nil)
	kittest.OK(t, err)
	p.put(d.bed("女101-1"), nil)
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "女101-1") && !strings.Contains(kit.Say(d.Failures[0]), "床") {
		t.Fatalf("failed = %v", d.Failures)
	}
	if p.hand == nil || p.board.tiles[d.bed("女101-1")].Facts().Name != "王演示" {
		t.Errorf("hand %v, tile %+v", p.hand, p.board.tiles[d.bed("女101-1")].Facts())
	}
}

func TestAnotherWindowsMoveShows(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("冯演示", 30))
	p := d.open("")
	tile := p.board.tiles[d.bed("女102-3")]
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女102-3"), nil)
	kittest.OK(t, err)
	d.Changed("supply_item")
	if tile.Facts().Name != "" {
		t.Error("the board is read anew for a change that it does not show")
	}
	d.Changed("bed_take", "bed")
	if tile.Facts().Name != "冯演示" || p.board.tiles[d.bed("女102-3")] != tile || p.board.strip.Visible() {
		t.Errorf("tile %+v", tile.Facts())
	}
	p.Leave()
	if d.Listening() != 0 {
		t.Error("a page that was left still listens")
	}
}

func TestAwayPeopleAreNotPlaced(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("陈演示", 30))
	kittest.OK(t, d.House().ToHospital(t.Context(), stay.ID))
	p := d.open(stay.ID)
	if p.hand != nil || !strings.Contains(d.Said(), "不在站内") {
		t.Errorf("hand %v, said %q", p.hand, d.Said())
	}
}
