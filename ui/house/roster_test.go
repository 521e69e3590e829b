package house

import (
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// staffed is a station with three colleagues, the head's roster open, and the
// line of each.
func staffed(t *testing.T) (w *window, r *roster, him, her string) {
	t.Helper()
	w = opened(t)
	him = w.colleague("wang", "王演示", "1", access.FrontDesk)
	her = w.colleague("li", "李演示", "2", access.ShelterManager)
	return w, deskOf[*roster](w, "值班"), him, her
}

// to moves the cursor to a colleague's day, from 0 for Monday.
func (r *roster) to(t *testing.T, account string, day int) {
	t.Helper()
	for row, a := range r.people {
		if a.ID == account {
			r.grid.put(row, day)
			return
		}
	}
	t.Fatal("no such colleague on the roster")
}

// planned are the codes of the shifts at a place.
func (r *roster) planned(account string, day int) (codes string) {
	for _, d := range r.facts.of(account, r.facts.first.AddDays(day)) {
		codes += d.Shift + "/" + d.Post + " "
	}
	return codes
}

func TestAWeekIsPlannedByKeysAlone(t *testing.T) {
	w, r, him, her := staffed(t)
	if w.Window().Canvas().Focused() != r.grid {
		t.Fatalf("the focus is on %T", w.Window().Canvas().Focused())
	}
	r.to(t, him, 0)
	w.Press(fyne.KeyReturn)
	w.heard("duty:planned")
	if got := r.planned(him, 0); got != "day/desk " {
		t.Errorf("Enter planned %q", got)
	}
	w.Press(fyne.KeyReturn)
	if got := r.planned(him, 0); got != "night/desk " {
		t.Errorf("Enter again planned %q", got)
	}
	w.Press(fyne.KeyRight)
	w.Write("12")
	if got := r.planned(him, 1); got != "day/desk night/desk " {
		t.Errorf("1 and 2 planned %q", got)
	}
	w.Write("1")
	if got := r.planned(him, 1); got != "night/desk " {
		t.Errorf("1 again left %q", got)
	}
	w.Press(fyne.KeyDelete)
	if got := r.planned(him, 1); got != "" {
		t.Errorf("Delete left %q", got)
	}
	w.undo()
	if got := r.planned(him, 1); got != "night/desk " {
		t.Errorf("Ctrl+Z gave back %q", got)
	}
	w.undo()
	w.undo()
	w.undo()
	w.undo()
	w.undo()
	if got := r.planned(him, 0) + r.planned(him, 1); got != "" {
		t.Errorf("all taken back leaves %q", got)
	}
	r.to(t, her, 2)
	w.Press(fyne.KeyReturn)
	if got := r.planned(her, 2); got != "care/day " && got != "day/care " {
		t.Errorf("the manager is put to %q", got)
	}
}

func TestTheWeekBeforeIsCopiedWithOneKeyAndTakenBackWithOne(t *testing.T) {
	w, r, him, her := staffed(t)
	r.to(t, him, 0)
	w.Press(fyne.KeyReturn)
	r.to(t, her, 6)
	w.Write("2")
	w.Press(fyne.KeyPageDown, fyne.KeyInsert)
	if got := r.planned(him, 0) + r.planned(her, 6); got != "day/desk night/care " {
		t.Errorf("the copy is %q", got)
	}
	if w.Said() != "照上一周排了 {{.N}} 个班。" {
		t.Errorf("said %q, failed %v", w.Said(), w.Failures)
	}
	w.undo()
	if got := r.planned(him, 0) + r.planned(her, 6); got != "" {
		t.Errorf("taken back leaves %q", got)
	}
	w.Press(fyne.KeyPageDown, fyne.KeyInsert)
	if len(w.Failures) != 1 { // nothing was planned in the week before
		t.Errorf("failures %v", w.Failures)
	}
	w.Press(fyne.KeyHome)
	if r.facts.first != (calendar.Date{Year: 2026, Month: 11, Day: 23}) {
		t.Errorf("Home goes to %v", r.facts.first)
	}
}

func TestTheRosterWarnsWhereNoWomanIsOn(t *testing.T) {
	w, r, him, her := staffed(t)
	if r.now.sign.Word != "现在没有排班" {
		t.Errorf("with nobody it says %q", r.now.sign.Word)
	}
	r.to(t, him, 1) // Tuesday, half past ten in the evening
	w.Write("2")
	if r.now.sign.Word != "现在没有女工作人员在岗" || r.now.sign.Color != kit.Overdue {
		t.Errorf("with a man it says %q", r.now.sign.Word)
	}
	if got := r.squares().totals[1][1]; got.word != "◆ 1 无女" {
		t.Errorf("the night has %+v", got)
	}
	r.to(t, her, 1)
	w.Write("2")
	if r.now.sign.Word != "现在在岗 2 人" {
		t.Errorf("with a woman it says %q", r.now.sign.Word)
	}
	if got := r.squares().totals[1][1]; got.word != "● 2" || got.small != "女1" {
		t.Errorf("the night has %+v", got)
	}
}

func TestWhoMayNotPlanIsToldSoAndPlansNothing(t *testing.T) {
	w, _, him, _ := staffed(t)
	clerk := w.as(access.FrontDesk)
	r := deskOf[*roster](clerk, "值班")
	r.to(t, him, 0)
	clerk.Press(fyne.KeyReturn, fyne.KeyInsert)
	clerk.Write("1")
	if got := r.planned(him, 0); got != "" {
		t.Errorf("planned %q", got)
	}
	if clerk.Said() != "排班由站务管理或站长安排。自己的班可以请同事换。" {
		t.Errorf("said %q", clerk.Said())
	}
}

func TestAShiftIsSwappedOnlyWhenTheOtherAccepts(t *testing.T) {
	w, _, him, her := staffed(t)
	_ = her
	other := w.as(access.TracingOfficer) // 演示同事
	mine := other.Session().Account().ID
	for _, d := range []shelter.Duty{
		{AccountID: mine, Day: calendar.Date{Year: 2026, Month: 11, Day: 26}, Shift: "day", Post: "desk"},
		{AccountID: w.Session().Account().ID, Day: calendar.Date{Year: 2026, Month: 11, Day: 27}, Shift: "night", Post: "lead"},
	} {
		_, err := w.House().PlanDuty(t.Context(), d)
		kittest.OK(t, err)
	}
	r := deskOf[*roster](other, "值班")
	r.to(t, him, 3)
	other.Press(fyne.KeySpace)
	r.to(t, mine, 3)
	if r.mine.Disabled() {
		t.Fatal("one's own shift cannot be offered")
	}
	r.askSwap()
	if r.Form == nil {
		t.Fatalf("no form; said %q", other.Said())
	}
	other.Submit()
	if r.Form.Item("to").Field.Base().Problem() == "" {
		t.Error("nobody is asked and nothing is said")
	}
	other.Write("站长", fyne.KeyReturn) // takes the answer and goes on
	other.Press(fyne.KeyDown, fyne.KeyReturn)
	other.Submit()
	other.heard("duty:asked")
	head := deskOf[*roster](w, "值班")
	if head.swap.Text != "换班：1件等您答复" {
		t.Errorf("the button says %q", head.swap.Text)
	}
	head.openSwaps()
	w.Press(fyne.KeyReturn)
	other.heard("duty:swapped")
	if got := head.planned(w.Session().Account().ID, 3) + head.planned(mine, 4); got != "day/desk night/lead " {
		t.Errorf("after the swap %q, failed %v", got, w.Failures)
	}
}

func TestASwapIsDeclinedAndWithdrawn(t *testing.T) {
	w, _, _, _ := staffed(t)
	other := w.as(access.TracingOfficer)
	mine := other.Session().Account().ID
	for day := 26; day <= 27; day++ {
		d, err := w.House().PlanDuty(t.Context(), shelter.Duty{AccountID: mine, Day: calendar.Date{Year: 2026, Month: 11, Day: day}, Shift: "day", Post: "desk"})
		kittest.OK(t, err)
		_, err = other.House().AskSwap(t.Context(), d.ID, w.Session().Account().ID, "")
		kittest.OK(t, err)
	}
	r := deskOf[*roster](w, "值班")
	r.openSwaps()
	s, _ := r.swaps.Marked()
	r.settle(s, w.House().DeclineSwap, "已谢绝，排班不变。")
	if w.Said() != "已谢绝，排班不变。" || len(r.facts.swaps) != 1 {
		t.Errorf("said %q, %d left", w.Said(), len(r.facts.swaps))
	}
	asked := deskOf[*roster](other, "值班")
	asked.openSwaps()
	s, _ = asked.swaps.Marked()
	asked.settle(s, other.House().WithdrawSwap, "已撤回，排班不变。")
	if other.Said() != "已撤回，排班不变。" || len(asked.facts.swaps) != 0 {
		t.Errorf("said %q, %d left", other.Said(), len(asked.facts.swaps))
	}
}

func TestShiftTimesAreChangedAndAWrongOneStaysInItsField(t *testing.T) {
	w, r, _, _ := staffed(t)
	r.openShifts()
	r.Form.Focus("to.day")
	w.Fill("25:00")
	w.Submit()
	if r.Form == nil || r.Form.Item("to.day").Field.Base().Problem() == "" {
		t.Fatal("25:00 was taken")
	}
	w.Fill("18:30")
	r.Form.Focus("name.new")
	w.Fill("中班")
	w.Press(fyne.KeyReturn)
	w.Fill("12:00")
	w.Press(fyne.KeyReturn)
	w.Fill("21:00")
	w.Submit()
	if len(r.facts.shifts) != 3 || r.facts.shifts[0].To != "18:30" || r.facts.shifts[2].Name != "中班" {
		t.Errorf("shifts are %+v; said %q, failed %v", r.facts.shifts, w.Said(), w.Failures)
	}
}

func TestTheRosterIsPrintedAndLinksToTheHandover(t *testing.T) {
	w, r, him, _ := staffed(t)
	r.to(t, him, 0)
	w.Press(fyne.KeyReturn)
	w.Shortcut("print")
	w.heard("preview:roster")
	w.Shortcut("print")
	w.heard("printed:roster")
	if len(w.Printed.Jobs) != 1 || w.Printed.Jobs[0].Title != "值班表 2026-11-23" {
		t.Errorf("printed %+v", w.Printed.Jobs)
	}
	w.Shortcut("close")
	if !r.Listed() || w.Window().Canvas().Focused() != r.grid {
		t.Error("Esc does not go back to the roster")
	}
}

func TestTheRosterFollowsWhatAnotherWindowPlans(t *testing.T) {
	w, r, him, _ := staffed(t)
	_, err := w.House().PlanDuty(t.Context(), shelter.Duty{AccountID: him, Day: calendar.Date{Year: 2026, Month: 11, Day: 25}, Shift: "day", Post: "care"})
	kittest.OK(t, err)
	w.Changed("duty")
	if got := r.planned(him, 2); got != "day/care " {
		t.Errorf("shows %q", got)
	}
}
