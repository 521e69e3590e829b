package shelter_test

import (
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

// plan is an escort by staff of these sexes.
func plan(stay string, sexes ...string) shelter.Escort {
	leaves := time.Now().Add(time.Hour)
	e := shelter.Escort{StayID: stay, Leaves: leaves, Arrives: leaves.Add(8 * time.Hour), DueBack: leaves.Add(30 * time.Hour),
		EscortPlan: shelter.EscortPlan{To: "演示县救助管理站", ToPhone: "00000000", Transport: "K0000", Contact: "13900000000", Medicine: "降压药三片"}}
	for i, sex := range sexes {
		e.Members = append(e.Members, shelter.Escorter{Name: "演示站员" + []string{"甲", "乙", "丙"}[i], Sex: sex})
	}
	return e
}

func TestWhoTakesSomebodyHome(t *testing.T) {
	h := house(t)
	ill := man(40)
	ill.Mind = []string{"mental"}
	for _, row := range []struct {
		sentence string
		who      intake.Arrival
		sexes    []string
		broken   string // codes of what blocks
	}{
		{"one may take an adult home who needs no care", man(40), []string{"1"}, ""},
		{"a minor is taken by two (132号)", man(12), []string{"1"}, "escort_two"},
		{"and by two may be", man(12), []string{"1", "1"}, ""},
		{"who cannot decide for themselves is taken by two", ill, []string{"2"}, "escort_two"},
		{"a woman goes with a woman (381号 art. 8)", woman(40), []string{"1", "1"}, "escort_woman"},
		{"one woman among them is enough", woman(40), []string{"1", "2"}, ""},
		{"a girl with one man: both rules speak", woman(12), []string{"1"}, "escort_two escort_woman"},
		{"old people who walk well need no second", man(70), []string{"1"}, ""},
	} {
		stay := arrive(t, h, row.who)
		_, err := h.PlanEscort(t.Context(), plan(stay.ID, row.sexes...), nil)
		if row.broken == "" {
			ok(t, err)
			continue
		}
		refused(t, err, store.Invalid)
		e, err := h.PlanEscort(t.Context(), plan(stay.ID, row.sexes...), &shelter.Override{Reason: "演示：救护车同行"})
		ok(t, err)
		if got := strings.Join(e.Overridden, " "); got != row.broken {
			t.Errorf("%s: overridden %q; want %q", row.sentence, got, row.broken)
		}
	}
}

func TestAnEscortAgainstTheRulesNeedsARightAndAReason(t *testing.T) {
	h := house(t)
	desk := as(t, h, access.FrontDesk)
	stay := arrive(t, h, woman(40))
	_, err := desk.PlanEscort(t.Context(), plan(stay.ID, "1"), &shelter.Override{Reason: "没有女工作人员"})
	refused(t, err, store.Forbidden)
	_, err = h.PlanEscort(t.Context(), plan(stay.ID, "1"), &shelter.Override{})
	refused(t, err, store.Invalid)
	rules := shelter.DefaultEscortRules()
	rules.Rules[1].Level = shelter.Warn
	ok(t, h.SetEscortRules(t.Context(), rules))
	e, err := desk.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	if len(e.Warnings) != 1 || e.Warnings[0].Article == "" {
		t.Errorf("warnings %+v", e.Warnings)
	}
}

func TestAnEscortFromPlanToReturn(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	a := withBag(man(12))
	a.ArrivedAt = c.now.Add(-time.Hour)
	stay := arrive(t, h, a)
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "少301-1").ID, nil)
	ok(t, err)
	e := plan(stay.ID, "1", "1")
	e.Leaves, e.Arrives, e.DueBack = c.now.Add(time.Hour), c.now.Add(9*time.Hour), c.now.Add(30*time.Hour)
	e, err = h.PlanEscort(t.Context(), e, nil)
	ok(t, err)
	_, err = h.PlanEscort(t.Context(), plan(stay.ID, "1", "1"), nil)
	refused(t, err, store.Invalid) // long past by this clock
	e.Transport = "K0001"
	e, err = h.ChangeEscort(t.Context(), e, nil)
	ok(t, err)
	stale := e
	stale.Version--
	_, err = h.ChangeEscort(t.Context(), stale, nil)
	refused(t, err, store.Conflict)

	c.to("2027-01-30 09:00")
	_, err = h.EscortLeft(t.Context(), e.ID, shelter.Departure{})
	refused(t, err, store.Invalid) // the bag
	sleeps(t, h, "少301-1", stay.ID)
	left, err := h.EscortLeft(t.Context(), e.ID, shelter.Departure{Returned: true})
	ok(t, err)
	sleeps(t, h, "少301-1", "")
	if left.LeaveKind != "escort" || left.Leaving.Collector != "演示站员甲、演示站员乙" || left.Leaving.Receiver != "演示县救助管理站" || left.Leaving.Ticket != "K0001" {
		t.Errorf("left %+v", left.Leaving)
	}

	open := func() shelter.Escort {
		t.Helper()
		all, err := h.OpenEscorts(t.Context())
		ok(t, err)
		if len(all) != 1 {
			t.Fatalf("%d escorts are open", len(all))
		}
		return all[0]
	}
	if got := open(); got.State != shelter.EscortOnWay || got.Overdue(c.now) || !got.Overdue(c.now.Add(24*time.Hour)) || got.Name == "" {
		t.Errorf("open %+v", got)
	}
	refused(t, h.EscortBack(t.Context(), e.ID, time.Time{}, "", false), store.Invalid) // to whom?
	c.to("2027-01-30 18:00")
	refused(t, h.EscortHanded(t.Context(), e.ID, time.Time{}, shelter.EscortReceipt{Name: "演示接收人"}, intake.Sign{}), store.Invalid)
	ok(t, h.EscortHanded(t.Context(), e.ID, time.Time{}, shelter.EscortReceipt{Name: "演示接收人", Unit: "演示县救助管理站"}, intake.Sign{Method: intake.SignedOnScreen, PNG: []byte{1}}))
	if got := open(); got.State != shelter.EscortHanded || got.Handed.Name != "演示接收人" || !got.Overdue(c.now.Add(48*time.Hour)) {
		t.Errorf("open %+v", got)
	}
	file, err := (&intake.Desk{Session: h.Session}).OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	if signed := file.Signatures[stay.ID]; len(signed) != 1 || signed[0].Purpose != "handover" {
		t.Errorf("signed %+v", signed)
	}
	refused(t, h.EscortBack(t.Context(), e.ID, time.Time{}, "演示", true), store.Conflict)
	c.to("2027-01-31 12:00")
	ok(t, h.EscortBack(t.Context(), e.ID, time.Time{}, "一路平安", false))
	all, err := h.OpenEscorts(t.Context())
	ok(t, err)
	if len(all) != 0 {
		t.Errorf("still open: %+v", all)
	}

	// the house counts who is in it: they left on the 30th
	day := func(d string) shelter.Figures { f, err := h.Daily(t.Context(), date(d)); ok(t, err); return f }
	if f := day("2027-01-30"); f.OutBy["escort"] != 1 || f.Present.Total != 0 {
		t.Errorf("the 30th: out %v, present %d", f.OutBy, f.Present.Total)
	}
	if f := day("2027-01-31"); f.Out != 0 || f.Present.Total != 0 {
		t.Errorf("the 31st: out %d, present %d", f.Out, f.Present.Total)
	}
	v, err := h.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("findings %v", v.Findings)
	}
}

func TestWhoNobodyTookOverComesBackWithTheStaff(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	_, err = h.EscortLeft(t.Context(), e.ID, shelter.Departure{})
	ok(t, err)
	refused(t, h.EscortBack(t.Context(), e.ID, time.Time{}, "", true), store.Invalid)
	ok(t, h.EscortBack(t.Context(), e.ID, time.Time{}, "家里没有人，当地站不接收", true))
	all, err := h.Escorts(t.Context(), stay.ID)
	ok(t, err)
	if all[0].State != shelter.EscortBack || !all[0].BroughtBack || !all[0].HandedAt.IsZero() {
		t.Errorf("escort %+v", all[0])
	}
	again := man(40)
	again.SameAs = stay.PersonID
	arrive(t, h, again) // figures: one out, one in
}

func TestAPlanIsGivenUpWhenSomebodyLeavesInAnotherWay(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	refused(t, h.DropEscort(t.Context(), e.ID, " "), store.Invalid)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self"})
	ok(t, err)
	all, err := h.Escorts(t.Context(), stay.ID)
	ok(t, err)
	if all[0].State != shelter.EscortDropped {
		t.Errorf("state %s", all[0].State)
	}
	refused(t, h.DropEscort(t.Context(), e.ID, "演示"), store.Conflict)
}

// Also who is seen off as an escort, and not by their plan, has left without it.
func TestAPlanIsGivenUpWhenSomebodyIsSeenOffWithoutIt(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "escort", Explained: map[string]string{"plan": "演示：公安机关派车送回"}})
	ok(t, err)
	all, err := h.Escorts(t.Context(), stay.ID)
	ok(t, err)
	if all[0].ID != e.ID || all[0].State != shelter.EscortDropped {
		t.Errorf("%s is %s", all[0].ID, all[0].State)
	}
	open, err := h.OpenEscorts(t.Context())
	ok(t, err)
	if len(open) != 0 {
		t.Errorf("%d under way", len(open))
	}
}

// What was learned since the plan was made counts when they leave.
func TestAPlanIsJudgedAgainWhenTheyLeave(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	rules := shelter.DefaultEscortRules()
	rules.Least = 2
	ok(t, h.SetEscortRules(t.Context(), rules))
	_, err = h.EscortLeft(t.Context(), e.ID, shelter.Departure{})
	refused(t, err, store.Invalid)
}

func TestAnEscortOfAProtectedPersonNamesNobody(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	_, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	desk := as(t, h, access.FrontDesk)
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), stay.PersonID, []string{h.Session.Account().ID}, "演示"))
	all, err := desk.OpenEscorts(t.Context())
	ok(t, err)
	if len(all) != 1 || !all[0].Hidden || all[0].Name != shelter.ProtectedName || all[0].To != "" || len(all[0].Members) != 0 {
		t.Errorf("a colleague reads %+v", all)
	}
}

func TestTravelOfAnEscortIsACostOfTheStay(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	_, err = h.EscortLeft(t.Context(), e.ID, shelter.Departure{})
	ok(t, err)
	_, err = h.RecordCost(t.Context(), shelter.Cost{StayID: stay.ID, Kind: "escort", AmountFen: 45600, Voucher: "演0010"})
	ok(t, err)
	m, err := h.CostMonth(t.Context(), calendar.On(time.Now()))
	ok(t, err)
	if m.ByKind["escort"] != 45600 {
		t.Errorf("month %+v", m)
	}
}
