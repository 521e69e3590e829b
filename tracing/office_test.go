package tracing_test

import (
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/tracing"
)

func TestUnknownManAppearsInTheListWithTwoClocks(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	c, found := sought(t, o)[stay.ID]
	if !found {
		t.Fatal("an unknown man is not in the list")
	}
	if c.State != tracing.NotBegun || c.ID != "" {
		t.Errorf("state %s, case %q; want a search that nobody has begun", c.State, c.ID)
	}
	running := map[string]bool{}
	for _, d := range c.Clocks {
		running[d.Rule.Code] = !d.Stopped()
		if d.Rule.Article == "" {
			t.Errorf("%s cites no article", d.Rule.Code)
		}
	}
	if !running["notice-24h"] || !running["dna-request"] {
		t.Errorf("clocks %v; want the notice's 24 hours and the 7 working days of the DNA request", running)
	}
	if next := c.Next(); next == nil || next.Rule.Code != "notice-24h" {
		t.Errorf("next is %v; want the notice", next)
	}
}

func TestRecordingTheNoticeStopsItsClock(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	step, err := o.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.NoticeOut,
		StepNote: tracing.StepNote{Note: " 演示：已张贴 ", RefNo: "演示寻2026-1", Where: "全国救助寻亲网"}})
	ok(t, err)
	if d := clockOf(t, o, stay.ID, "notice-24h"); d.State != clock.Done || d.StoppedBy != clock.Notice {
		t.Errorf("the notice's clock is %s by %q", d.State, d.StoppedBy)
	}
	if d := clockOf(t, o, stay.ID, "dna-request"); d.Stopped() {
		t.Error("the notice stopped the clock of the DNA request")
	}
	if d := clockOf(t, o, stay.ID, "notice-update"); d.Stopped() {
		t.Error("no clock asks for the notice to be renewed")
	}
	if c := sought(t, o)[stay.ID]; c.State != tracing.Noticed {
		t.Errorf("state %s; want 已发布公告", c.State)
	}
	steps, err := o.Steps(t.Context(), stay.PersonID)
	ok(t, err)
	if len(steps) != 1 || steps[0].Note != "演示：已张贴" || steps[0].RefNo != step.RefNo || steps[0].Where != "全国救助寻亲网" {
		t.Errorf("steps = %+v", steps)
	}
}

func TestAStepInTheMinuteOfArrivalStopsItsClock(t *testing.T) {
	o := office(t)
	a := unknownMan()
	a.ArrivedAt = a.ArrivedAt.Truncate(time.Minute).Add(40 * time.Second)
	stay := arrive(t, o, a)
	_, err := o.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.NoticeOut, DoneAt: a.ArrivedAt.Truncate(time.Minute)})
	ok(t, err)
	if d := clockOf(t, o, stay.ID, "notice-24h"); !d.Stopped() {
		t.Error("a step typed to the minute, as fields take it, is before the second of arrival and stops nothing")
	}
}

func TestWithdrawnStepStartsTheClockAgain(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	step := record(t, o, stay.ID, tracing.NoticeOut)
	ok(t, o.Withdraw(t.Context(), step.ID))
	if d := clockOf(t, o, stay.ID, "notice-24h"); d.Stopped() {
		t.Error("the clock stands still for a step that was withdrawn")
	}
	c, err := o.Case(t.Context(), stay.ID)
	ok(t, err)
	if len(c.Steps) != 1 || c.Steps[0].Counts() || c.State != tracing.NotBegun {
		t.Errorf("steps %+v, state %s; want the step kept as withdrawn and nothing done", c.Steps, c.State)
	}
	refused(t, o.Withdraw(t.Context(), step.ID), store.Conflict)
	v, err := o.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("withdrawing left what verification finds: %v", v.Findings)
	}
}

func TestTheCaseSaysWhoDidWhat(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	record(t, o, stay.ID, tracing.QuickQuery)
	c, err := o.Case(t.Context(), stay.ID)
	ok(t, err)
	if got := c.Staff[c.Steps[0].Actor]; got != "演示站长" {
		t.Errorf("recorded by %q", got)
	}
	record(t, o, stay.ID, tracing.Lead)
	c, err = o.Renew(t.Context(), c)
	ok(t, err)
	if len(c.Steps) != 2 || c.State != tracing.HasLead {
		t.Errorf("%d steps, state %s after reading again", len(c.Steps), c.State)
	}
}

func TestTracingGoesOnAfterTransfer(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	leave(t, o, stay.ID, "transfer")
	if _, found := sought(t, o)[stay.ID]; !found {
		t.Fatal("who was moved to another institution is no longer looked for")
	}
	record(t, o, stay.ID, tracing.Lead)
	if c := sought(t, o)[stay.ID]; c.State != tracing.HasLead || c.Next() != nil {
		t.Errorf("state %s, next %v; want the lead, and no clock of the station's", c.State, c.Next())
	}
}

func TestVoluntaryLeavingEndsTheSearch(t *testing.T) {
	for kind, ends := range map[string]bool{"self": true, "kin": true, "walked": true, "escort": false, "death": false} {
		o := office(t)
		stay := arrive(t, o, unknownMan())
		leave(t, o, stay.ID, kind)
		if _, found := sought(t, o)[stay.ID]; found == ends {
			t.Errorf("after leaving by %s, in the list: %v", kind, found)
		}
	}
}

func TestWhoComesBackIsLookedForOnce(t *testing.T) {
	o := office(t)
	first := arrive(t, o, unknownMan())
	leave(t, o, first.ID, "self")
	again := unknownMan()
	again.SameAs, again.ArrivedAt = first.PersonID, time.Now()
	second := arrive(t, o, again)
	all := sought(t, o)
	if _, found := all[second.ID]; !found || len(all) != 1 {
		t.Errorf("%d searches; want one, of the newer stay", len(all))
	}
}

// comeBack lets somebody who left arrive again, unidentified as before.
func comeBack(t *testing.T, o *tracing.Office, first intake.Stay) intake.Stay {
	t.Helper()
	again := unknownMan()
	again.SameAs, again.ArrivedAt = first.PersonID, time.Now()
	return arrive(t, o, again)
}

func TestWhoWasReunitedAndComesBackIsSoughtAnew(t *testing.T) {
	o := office(t)
	first := arrive(t, o, unknownMan())
	record(t, o, first.ID, tracing.NoticeOut)
	reunion := record(t, o, first.ID, tracing.Reunion)
	letter := record(t, o, first.ID, tracing.Letter)
	if c := sought(t, o)[first.ID]; c.State != tracing.Home || letter.CaseID != reunion.CaseID {
		t.Errorf("state %s, a letter after the reunion in case %s; want 已返家 and the same case", c.State, letter.CaseID)
	}
	leave(t, o, first.ID, "kin")
	second := comeBack(t, o, first)
	if c := sought(t, o)[second.ID]; c.State != tracing.NotBegun || c.ID != "" || len(c.Steps) != 3 {
		t.Errorf("back again: state %s, case %q, %d steps; want a search nobody began, with its history", c.State, c.ID, len(c.Steps))
	}
	notice := record(t, o, second.ID, tracing.NoticeOut)
	if c := sought(t, o)[second.ID]; c.State != tracing.Noticed || c.ID != notice.CaseID || notice.CaseID == reunion.CaseID {
		t.Errorf("after a new notice: state %s, case %s, of the reunion %s", c.State, c.ID, reunion.CaseID)
	}
	if c, err := o.Case(t.Context(), first.ID); err != nil || c.State != tracing.Home {
		t.Errorf("the stay that ended in the reunion: %s, %v", c.State, err)
	}
}

func TestAWithdrawnReunionOpensItsCaseAgain(t *testing.T) {
	o := office(t)
	first := arrive(t, o, unknownMan())
	notice := record(t, o, first.ID, tracing.NoticeOut)
	ok(t, o.Withdraw(t.Context(), record(t, o, first.ID, tracing.Reunion).ID))
	if c := sought(t, o)[first.ID]; c.State != tracing.Noticed {
		t.Errorf("state %s; want what was reached before the mistake", c.State)
	}
	leave(t, o, first.ID, "kin")
	second := comeBack(t, o, first)
	if lead := record(t, o, second.ID, tracing.Lead); lead.CaseID != notice.CaseID {
		t.Error("the next step is in a case of its own: the withdrawn reunion kept the old one closed")
	}
}

func TestAReunionWithdrawnAfterANewCaseBeganCountsNoMore(t *testing.T) {
	o := office(t)
	first := arrive(t, o, unknownMan())
	record(t, o, first.ID, tracing.DNATaken)
	reunion := record(t, o, first.ID, tracing.Reunion)
	leave(t, o, first.ID, "kin")
	second := comeBack(t, o, first)
	record(t, o, second.ID, tracing.NoticeOut)
	ok(t, o.Withdraw(t.Context(), reunion.ID))
	if c := sought(t, o)[second.ID]; c.State != tracing.DNASampled {
		t.Errorf("state %s; want what the stay before had reached", c.State)
	}
	record(t, o, second.ID, tracing.Lead)
}

func TestAnEarlierStaysStepsDoNotDriveTheClocksOfThisOne(t *testing.T) {
	o := office(t)
	a := unknownMan()
	a.ArrivedAt = time.Now().AddDate(0, -3, 0)
	first := arrive(t, o, a)
	_, err := o.Record(t.Context(), first.ID, tracing.StepRecord{Kind: tracing.DNARequest, DoneAt: a.ArrivedAt.AddDate(0, 0, 1)})
	ok(t, err)
	leave(t, o, first.ID, "self")
	again := unknownMan()
	again.SameAs, again.ArrivedAt = first.PersonID, time.Now()
	second := arrive(t, o, again)
	c := sought(t, o)[second.ID]
	for _, d := range c.Clocks {
		if d.Rule.Code == "dna-sample" {
			t.Errorf("a request of the stay before runs a clock from %v", d.Start)
		}
	}
	if c.State != tracing.DNAAsked {
		t.Errorf("state %s; what was done before still counts for the search", c.State)
	}
}

func TestProvenIdentityLeavesTheList(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	record(t, o, stay.ID, tracing.NoticeOut)
	record(t, o, stay.ID, tracing.Verified)
	if _, found := sought(t, o)[stay.ID]; !found {
		t.Fatal("a step alone proves nobody's identity: the file does")
	}
	desk := &intake.Desk{Session: o.Session}
	f, err := desk.OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	f.Person.Name, f.Person.Identity = "演示王某", intake.IdentityProven
	_, err = desk.UpdatePerson(t.Context(), f.Person)
	ok(t, err)
	if _, found := sought(t, o)[stay.ID]; found {
		t.Error("a proven identity is still looked for")
	}
	if d := clockOf(t, o, stay.ID, "dna-request"); d.StoppedBy != clock.Identified || d.State != clock.Done {
		t.Errorf("the DNA request's clock is %s by %q; want it stopped by the identification", d.State, d.StoppedBy)
	}
}

func TestStepInTheFutureIsRefused(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	for _, c := range []struct {
		what string
		r    tracing.StepRecord
		on   string
	}{
		{"tomorrow", tracing.StepRecord{Kind: tracing.NoticeOut, DoneAt: time.Now().Add(24 * time.Hour)}, "done_at"},
		{"before they came", tracing.StepRecord{Kind: tracing.NoticeOut, DoneAt: time.Now().AddDate(0, 0, -2)}, "done_at"},
		{"no kind", tracing.StepRecord{}, "kind"},
		{"an unknown kind", tracing.StepRecord{Kind: "guess"}, "kind"},
	} {
		_, err := o.Record(t.Context(), stay.ID, c.r)
		if store.KindOf(err) != store.Invalid || !strings.Contains(fieldOf(err), c.on) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
	if c := sought(t, o)[stay.ID]; len(c.Steps) != 0 {
		t.Error("a refused step was kept")
	}
}

func TestOnlyWhoTracesRecords(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	clerk := as(t, o, access.FrontDesk)
	_, err := clerk.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.NoticeOut})
	refused(t, err, store.Forbidden)
	_, err = clerk.Case(t.Context(), stay.ID)
	refused(t, err, store.Forbidden)
	if lines, err := clerk.Deadlines(t.Context()); err != nil || len(lines) == 0 {
		t.Errorf("the desk sees what is due: %d lines, %v", len(lines), err)
	}
}

func TestAProtectedPersonIsShownToNamedOfficersOnly(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, unknownMan())
	step, err := o.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.Lead, StepNote: tracing.StepNote{Note: "演示线索"}})
	ok(t, err)
	other := as(t, o, access.TracingOfficer)
	ok(t, (&intake.Desk{Session: o.Session}).Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))

	if _, found := sought(t, other)[stay.ID]; found {
		t.Error("a protected person is in the list of who is not named")
	}
	_, err = other.Case(t.Context(), stay.ID)
	refused(t, err, store.Forbidden)
	_, err = other.Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.NoticeOut})
	refused(t, err, store.Forbidden)
	_, err = other.Steps(t.Context(), stay.PersonID)
	refused(t, err, store.Forbidden)
	refused(t, other.Withdraw(t.Context(), step.ID), store.Forbidden)
	lines, err := other.Deadlines(t.Context())
	ok(t, err)
	for _, l := range lines {
		if !l.Person.Hidden || l.Name() != "保护对象" {
			t.Errorf("a line says %q of a protected person", l.Name())
		}
	}
	if len(lines) == 0 {
		t.Error("the clocks of protected people are shown to nobody")
	}
	if c := sought(t, o)[stay.ID]; c.State != tracing.HasLead {
		t.Error("who protected the person lost sight of the search")
	}
	if steps, err := o.Steps(t.Context(), stay.PersonID); err != nil || steps[0].Note != "演示线索" {
		t.Errorf("a note of before the protection: %v, %v", steps, err)
	}
}

func TestAnExtensionMovesTheEndOfTheTenDays(t *testing.T) {
	o := office(t)
	a := unknownMan()
	a.ArrivedAt = time.Now().AddDate(0, 0, -14)
	stay := arrive(t, o, a)
	if d := clockOf(t, o, stay.ID, "stay-10d"); d.State != clock.Overdue {
		t.Fatalf("after 14 days the 10 are %s", d.State)
	}
	until := calendar.On(time.Now()).AddDays(20).End()
	ok(t, o.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error { return intake.SetStayEnd(tx, stay.ID, until) }))
	d := clockOf(t, o, stay.ID, "stay-10d")
	if d.State != clock.Running || !d.Due.Equal(until) || d.Last != calendar.On(time.Now()).AddDays(20) {
		t.Errorf("%s, due %v, last %v; want it to run to the day that was approved", d.State, d.Due, d.Last)
	}
	leave(t, o, stay.ID, "kin")
	if d := clockOf(t, o, stay.ID, "stay-10d"); d.State != clock.Done {
		t.Errorf("left within the extension: %s", d.State)
	}
}

func TestWhoIsLinkedToAKnownPersonIsNotSoughtUntilTheLinkEnds(t *testing.T) {
	o := office(t)
	known := unknownMan()
	known.Name, known.Identity = "演示甲", intake.IdentityProven
	first := arrive(t, o, known)
	leave(t, o, first.ID, "self")
	second := comeBack(t, o, first)
	if all := sought(t, o); len(all) != 0 {
		t.Errorf("%d searches for somebody whom another file names; want none", len(all))
	}
	desk := &intake.Desk{Session: o.Session}
	f, err := desk.OpenFile(t.Context(), second.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	if err := desk.Unlink(t.Context(), f.Links[0].ID, "看错了（演示）"); err != nil {
		t.Fatal(err)
	}
	if _, found := sought(t, o)[second.ID]; !found {
		t.Error("nobody is looked for after the link was found to be wrong")
	}
}
