package care

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func state(r *roll, stay string) shelter.RollState {
	if at := r.at(stay); at >= 0 {
		return r.call.Lines[at].State
	}
	return "nobody"
}

func TestARollCallIsHeldWithKeys(t *testing.T) {
	w := opened(t)
	a, b := w.housed(kittest.Man("演示赵", 40)), w.housed(kittest.Man("演示钱", 50))
	out := w.housed(kittest.Woman("演示孙", 35))
	_, err := w.House().GoOut(t.Context(), shelter.Outing{StayID: out.ID, Due: w.Clock.Add(2 * time.Hour)})
	kittest.OK(t, err)
	r := w.enter(RollCall).Desk.(*roll)
	if r.chosen != "晚点名" {
		t.Errorf("at half past ten %s is offered", r.chosen)
	}
	w.Press(fyne.KeyReturn) // the button that begins
	w.heard("rollcall:begun")
	if got := r.progress.Content; got != "还有 2 人" {
		t.Errorf("progress %q", got)
	}
	if state(r, out.ID) != shelter.RollOuting {
		t.Error("who is out is not marked so")
	}
	w.Press(fyne.KeySpace)
	w.Press(fyne.Key1)
	if state(r, a.ID) != shelter.RollPresent || state(r, b.ID) != shelter.RollPresent || r.progress.Content != "都点到了" {
		t.Errorf("states %s %s, %s", state(r, a.ID), state(r, b.ID), r.progress.Content)
	}
	w.Submit()
	w.heard("rollcall:closed")
	if r.call.Closed.IsZero() || w.Said() != "点名已结束，人都在。" {
		t.Errorf("said %q", w.Said())
	}
}

func TestARollCallIsNotClosedBeforeEverybodyWasCalled(t *testing.T) {
	w := opened(t)
	w.housed(kittest.Man("演示赵", 40))
	w.enter(RollCall)
	w.Press(fyne.KeyReturn)
	w.Submit()
	if len(w.Failures) != 1 {
		t.Fatalf("failures %v", w.Failures)
	}
	if got := kit.Say(w.Failures[0]); got != "还有1人没有点到，请点完再结束；找不到的人选“未到”。" {
		t.Errorf("said %q", got)
	}
}

func TestAWrongTapIsTakenBack(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	room := w.enter(RollCall)
	r := room.Desk.(*roll)
	w.Press(fyne.KeyReturn)
	w.Press(fyne.Key4)
	if len(r.searches) != 1 || len(r.side.Objects) == 0 {
		t.Fatal("who is missing opens no procedure")
	}
	room.Do("undo")
	if state(r, a.ID) != "" || len(r.searches) != 0 || r.progress.Content != "还有 1 人" {
		t.Errorf("after undo: %q, %d searches, %s", state(r, a.ID), len(r.searches), r.progress.Content)
	}
}

func TestASearchThatAWrongTapEndedGoesOn(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	room := w.enter(RollCall)
	r := room.Desk.(*roll)
	w.Press(fyne.KeyReturn)
	w.Press(fyne.Key4)
	w.later(time.Minute)
	kittest.OK(t, w.House().DoStep(t.Context(), r.searches[0].ID, "search", "演示：各楼层"))
	r.mark(a.ID, shelter.RollPresent)
	if len(r.searches) != 0 {
		t.Fatal("who was found is still sought")
	}
	room.Do("undo")
	if len(r.searches) != 1 || r.searches[0].Steps[0].Done.IsZero() {
		t.Errorf("the search does not go on: %+v", r.searches)
	}
}

func TestWhatAColleagueMarksIsSeen(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	r := w.enter(RollCall).Desk.(*roll)
	c, err := w.House().BeginRollCall(t.Context(), "晚点名")
	kittest.OK(t, err)
	w.Changed("rollcall")
	if r.call.ID != c.ID {
		t.Fatal("a roll-call begun elsewhere is not seen")
	}
	kittest.OK(t, w.House().MarkRoll(t.Context(), c.ID, a.ID, shelter.RollPresent))
	w.Changed("rollcall")
	if state(r, a.ID) != shelter.RollPresent {
		t.Error("a mark made elsewhere is not seen")
	}
}

func TestAMissingManIsLookedForAndRecordedAsGone(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	room := w.enter(RollCall)
	r := room.Desk.(*roll)
	for _, name := range []string{"午点名", "晚点名"} {
		r.pick.Choose(name)
		r.pick.OnChanged()
		r.focusFirst()
		w.Press(fyne.KeyReturn)
		w.Press(fyne.Key4)
		w.Submit()
		w.later(time.Minute)
	}
	m := r.matters[r.searches[0].ID]
	if m == nil || m.search.Missed != 2 {
		t.Fatalf("missed %+v", r.searches)
	}
	m.left("演示：找过了")
	if len(w.Failures) != 1 {
		t.Fatal("somebody leaves without having been looked for")
	}
	m.focus()
	w.Press(fyne.KeyReturn) // looked everywhere
	m.focus()
	w.Press(fyne.KeyReturn) // called
	m.askLeft()
	w.Write("演示：各楼层和门卫都问过")
	w.Submit()
	w.heard("departed:walked")
	board, err := w.House().Board(t.Context())
	kittest.OK(t, err)
	if board.Total.Occupied != 0 {
		t.Error("the bed is not free")
	}
	notes, err := w.House().Notes(t.Context(), a.ID)
	kittest.OK(t, err)
	if len(notes) != 1 || notes[0].Text != "演示：各楼层和门卫都问过" {
		t.Errorf("the record is %+v", notes)
	}
}

func TestArrowsWalkThroughTheRooms(t *testing.T) {
	w := opened(t)
	for range 6 {
		w.housed(kittest.Man("演示赵", 40))
	}
	r := w.enter(RollCall).Desk.(*roll)
	w.Press(fyne.KeyReturn)
	first := r.board.cursor
	w.Press(fyne.KeyRight)
	if r.board.cursor == first {
		t.Error("→ stays")
	}
	w.Press(fyne.KeyLeft, fyne.KeyDown)
	if row, _ := r.board.place(r.board.cursor); row != 1 {
		t.Errorf("↓ goes to line %d of %d", row, len(r.board.lines))
	}
}

func TestTheRollSheetIsPrinted(t *testing.T) {
	w := opened(t)
	w.housed(kittest.Man("演示赵", 40))
	r := w.enter(RollCall).Desk.(*roll)
	w.Press(fyne.KeyReturn)
	r.Paper.Draw = func(kit.PageSource) {}
	w.Shortcut("print")
	w.heard("preview:rollcall")
	w.Shortcut("print")
	if len(w.Printed.Jobs) != 1 {
		t.Errorf("%d jobs; failures %v", len(w.Printed.Jobs), w.Failures)
	}
	w.Press(fyne.KeyEscape)
	if r.Paper.Shown() {
		t.Error("Esc does not go back")
	}
}

func TestARollCallGoesOnAfterMidnight(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	w.enter(RollCall)
	w.Press(fyne.KeyReturn)
	w.later(2 * time.Hour) // half past midnight
	r := w.enter(RollCall).Desk.(*roll)
	if r.call.ID == "" || r.chosen != "晚点名" {
		t.Fatal("what was begun before midnight is lost")
	}
	w.Press(fyne.KeySpace)
	w.Submit()
	w.heard("rollcall:closed")
	if state(r, a.ID) == shelter.RollPresent && r.call.Closed.IsZero() {
		t.Error("it is not closed")
	}
}
