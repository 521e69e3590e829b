package shelter_test

import (
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

// call holds a roll-call in which everybody is present but those named.
func call(t *testing.T, h *shelter.House, name string, missing ...string) shelter.RollCall {
	t.Helper()
	c, err := h.BeginRollCall(t.Context(), name)
	ok(t, err)
	for _, l := range c.Lines {
		state := shelter.RollPresent
		for _, m := range missing {
			if l.StayID == m {
				state = shelter.RollMissing
			}
		}
		if l.State == "" {
			ok(t, h.MarkRoll(t.Context(), c.ID, l.StayID, state))
		}
	}
	c, err = h.CloseRollCall(t.Context(), c.ID)
	ok(t, err)
	return c
}

func TestARollCallEndsWhenEverybodyWasCalled(t *testing.T) {
	h := house(t)
	here, ill, out, placed := arrive(t, h, man(40)), arrive(t, h, man(41)), arrive(t, h, man(42)), arrive(t, h, man(43))
	ok(t, h.ToHospital(t.Context(), ill.ID))
	ok(t, h.ToPlacement(t.Context(), placed.ID))
	_, err := h.GoOut(t.Context(), shelter.Outing{StayID: out.ID, Due: h.Session.DB().Now().Add(time.Hour)})
	ok(t, err)
	c, err := h.BeginRollCall(t.Context(), "早点名")
	ok(t, err)
	if len(c.Lines) != 3 || c.Open() != 1 {
		t.Fatalf("%d are called, %d open; want 3 and 1", len(c.Lines), c.Open())
	}
	_, err = h.CloseRollCall(t.Context(), c.ID)
	refused(t, err, store.Invalid)
	again, err := h.BeginRollCall(t.Context(), "早点名")
	ok(t, err)
	if again.ID != c.ID {
		t.Error("a colleague who begins it too gets another")
	}
	ok(t, h.MarkRoll(t.Context(), c.ID, here.ID, shelter.RollPresent))
	c, err = h.CloseRollCall(t.Context(), c.ID)
	ok(t, err)
	states := map[string]shelter.RollState{}
	for _, l := range c.Lines {
		states[l.StayID] = l.State
	}
	if states[here.ID] != shelter.RollPresent || states[ill.ID] != shelter.RollHospital || states[out.ID] != shelter.RollOuting {
		t.Errorf("states = %v", states)
	}
	refused(t, h.MarkRoll(t.Context(), c.ID, here.ID, shelter.RollMissing), store.Conflict)
	_, err = h.BeginRollCall(t.Context(), "半夜点名")
	refused(t, err, store.NotFound)
}

func TestSomebodyMissingIsLookedForAndFoundAgain(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	call(t, h, "早点名", stay.ID)
	open, err := h.Procedures(t.Context(), shelter.ProcedureMissing)
	ok(t, err)
	if len(open) != 1 || open[0].StayID != stay.ID || len(open[0].Missing()) != 2 {
		t.Fatalf("open = %+v", open)
	}
	call(t, h, "午点名")
	p, err := h.Procedure(t.Context(), open[0].ID)
	ok(t, err)
	if p.Outcome != shelter.OutcomeFound {
		t.Errorf("outcome = %q", p.Outcome)
	}
	n, _, err := h.MissedRounds(t.Context(), stay.ID)
	ok(t, err)
	if n != 0 {
		t.Errorf("%d rounds missed after having been seen", n)
	}
}

func TestTwoRoundsAndASearchMakeALeaving(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 07:30")
	stay := arrive(t, h, man(40))
	c.to("2027-01-30 08:00")
	call(t, h, "早点名", stay.ID)
	open, err := h.Procedures(t.Context(), shelter.ProcedureMissing)
	ok(t, err)
	p := open[0]
	leave := func() error { _, err := h.LeftWithoutFormalities(t.Context(), p.ID, time.Time{}); return err }
	refused(t, leave(), store.Invalid)
	c.to("2027-01-30 13:00")
	call(t, h, "午点名", stay.ID)
	refused(t, leave(), store.Invalid) // nobody has looked yet
	ok(t, h.DoStep(t.Context(), p.ID, "search", "演示：各楼层"))
	ok(t, h.DoStep(t.Context(), p.ID, "call", ""))
	refused(t, h.DoStep(t.Context(), p.ID, "call", ""), store.Conflict)
	ok(t, h.UndoStep(t.Context(), p.ID, "call"))
	refused(t, leave(), store.Invalid)
	ok(t, h.DoStep(t.Context(), p.ID, "call", "关机"))
	left, err := h.LeftWithoutFormalities(t.Context(), p.ID, time.Time{})
	ok(t, err)
	if left.LeaveKind != "walked" || !left.LeftAt.Equal(date("2027-01-30").At(8, 0)) {
		t.Errorf("left as %q at %v; want when first missed", left.LeaveKind, left.LeftAt)
	}
}

// A child, or somebody who cannot look after themselves, is looked for outside
// and reported to the police first.
func TestAMissingChildNeedsThePolice(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(12))
	call(t, h, "早点名", stay.ID)
	call(t, h, "午点名", stay.ID)
	open, err := h.Procedures(t.Context(), shelter.ProcedureMissing)
	ok(t, err)
	for _, code := range []string{"search", "call"} {
		ok(t, h.DoStep(t.Context(), open[0].ID, code, ""))
	}
	_, err = h.LeftWithoutFormalities(t.Context(), open[0].ID, time.Time{})
	refused(t, err, store.Invalid)
	for _, code := range []string{"outside", "police", "head"} {
		ok(t, h.DoStep(t.Context(), open[0].ID, code, ""))
	}
	_, err = h.LeftWithoutFormalities(t.Context(), open[0].ID, time.Time{})
	ok(t, err)
}

func TestAStationChangesTheSteps(t *testing.T) {
	h := house(t)
	ok(t, h.SaveProcedureSteps(t.Context(), shelter.ProcedureMissing, []shelter.ProcedureStep{{Code: "dog", Text: "演示：问门卫的狗", Required: true}}))
	stay := arrive(t, h, man(40))
	call(t, h, "早点名", stay.ID)
	open, err := h.Procedures(t.Context(), shelter.ProcedureMissing)
	ok(t, err)
	if len(open[0].Steps) != 1 || open[0].Missing()[0].Code != "dog" {
		t.Errorf("steps = %+v", open[0].Steps)
	}
	desk := as(t, h, access.FrontDesk)
	refused(t, desk.SaveProcedureSteps(t.Context(), shelter.ProcedureMissing, nil), store.Forbidden)
}

func TestWhoIsProtectedIsCalledUnderNoName(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(30))
	protect(t, h, stay.PersonID)
	desk := as(t, h, access.FrontDesk)
	c, err := desk.BeginRollCall(t.Context(), "晚点名")
	ok(t, err)
	if len(c.Lines) != 1 || c.Lines[0].Name != shelter.ProtectedName {
		t.Fatalf("lines = %+v", c.Lines)
	}
	ok(t, desk.MarkRoll(t.Context(), c.ID, stay.ID, shelter.RollPresent))
	_, err = desk.CloseRollCall(t.Context(), c.ID)
	ok(t, err)
}

func TestSettlementOpensAfterThreeMonthsForTheUnidentified(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	stay := arrive(t, h, intake.Arrival{Sex: "1"})
	arrive(t, h, man(40)) // who says who he is
	due := func() int {
		all, err := h.SettlementsDue(t.Context())
		ok(t, err)
		return len(all)
	}
	c.to("2027-04-29 12:00")
	if due() != 0 {
		t.Error("due a day early")
	}
	c.to("2027-04-30 00:01")
	if due() != 1 {
		t.Fatal("not due on the corresponding day")
	}
	p, err := h.OpenSettlement(t.Context(), stay.ID)
	ok(t, err)
	refused(t, h.CloseProcedure(t.Context(), p.ID, shelter.OutcomeSettled), store.Invalid)
	_, err = h.OpenSettlement(t.Context(), stay.ID)
	refused(t, err, store.Conflict)
	for _, s := range p.Missing() {
		ok(t, h.DoStep(t.Context(), p.ID, s.Code, ""))
	}
	ok(t, h.CloseProcedure(t.Context(), p.ID, shelter.OutcomeSettled))
}

func TestAnExtensionIsApprovedByAnother(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	stay, minor := arrive(t, h, man(40)), arrive(t, h, man(12))
	due := func() []shelter.ExtensionDue {
		all, err := h.ExtensionsDue(t.Context())
		ok(t, err)
		return all
	}
	c.to("2027-02-07 12:00")
	if len(due()) != 0 {
		t.Error("due on the ninth day")
	}
	c.to("2027-02-08 12:00")
	if all := due(); len(all) != 1 || all[0].Resident.Stay.ID != stay.ID || all[0].Day != 10 {
		t.Fatalf("due = %+v; want the grown one on the tenth day, not %s", all, minor.ID)
	}
	until := date("2027-02-20").End()
	own, err := h.AskExtension(t.Context(), stay.ID, until, "演示：等待家属")
	ok(t, err)
	_, err = h.DecideExtension(t.Context(), own.ID, true, "")
	refused(t, err, store.Forbidden)
	if due()[0].Asked == nil {
		t.Error("nobody sees that it was asked for")
	}
	head2, err := h.Session.AddAccount(t.Context(), access.NewAccount{Name: "head2", Display: "演示副站长", Roles: []access.Role{access.StationHead}, Password: password})
	ok(t, err)
	s, err := access.SignIn(t.Context(), h.Session.DB(), head2.Name, password)
	ok(t, err)
	other := &shelter.House{Session: s}
	refused(t, h.FileExtension(t.Context(), own.ID, date("2027-02-08"), "演示1号"), store.Conflict)
	_, err = other.DecideExtension(t.Context(), own.ID, false, "")
	refused(t, err, store.Invalid)
	_, err = other.DecideExtension(t.Context(), own.ID, true, "同意")
	ok(t, err)
	if len(due()) != 0 {
		t.Error("due though it was extended")
	}
	refused(t, h.FileExtension(t.Context(), own.ID, date("2027-02-09"), "演示1号"), store.Invalid) // tomorrow
	ok(t, h.FileExtension(t.Context(), own.ID, date("2027-02-08"), "演示1号"))
	all, err := h.Extensions(t.Context(), stay.ID)
	ok(t, err)
	if len(all) != 1 || all[0].State != shelter.ExtensionApproved || all[0].Number != "演示1号" || all[0].Decision != "同意" {
		t.Errorf("extensions = %+v", all)
	}
	c.to("2027-02-21 00:01")
	if len(due()) != 1 {
		t.Error("not due after the extension has ended")
	}
}
