package shelter_test

import (
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func withBag(a intake.Arrival) intake.Arrival {
	a.Bag, a.Belongings = "F-17", []intake.Item{{Name: "演示手机", Quantity: 1}, {Name: "演示钱包", Quantity: 1}}
	return a
}

// settled explains every step of every check-list, for tests of other things.
func settled() map[string]string {
	all := map[string]string{}
	for _, s := range shelter.DefaultLeavingSteps() {
		all[s.Code] = "演示"
	}
	return all
}

func kept(t *testing.T, h *shelter.House, stayID string) int {
	t.Helper()
	c, err := h.CheckDeparture(t.Context(), stayID)
	ok(t, err)
	return c.Kept
}

func TestDepartureFreesEverythingAtOnce(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, withBag(man(40)))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)

	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self"})
	refused(t, err, store.Invalid)
	if !strings.Contains(err.Error(), "寄存物品") {
		t.Errorf("the clerk reads %q; want a word on the belongings", err)
	}
	sleeps(t, h, "男203-1", stay.ID)

	left, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true, Leaving: intake.Leaving{Whereto: "演示市"}})
	ok(t, err)
	if left.State != intake.Left || left.LeaveKind != "self" || left.Leaving.Whereto != "演示市" {
		t.Errorf("stay = %+v", left)
	}
	sleeps(t, h, "男203-1", "")
	if n := kept(t, h, stay.ID); n != 0 {
		t.Errorf("%d things still kept", n)
	}
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true})
	refused(t, err, store.Conflict)
}

// The stay's own row is the last to be written; when that fails, the bed and
// the belongings are as before.
func TestADepartureThatFailsInTheMiddleLeavesAll(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, withBag(man(40)))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	ok(t, h.Session.DB().Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(`CREATE TRIGGER power_cut BEFORE UPDATE ON stay BEGIN SELECT RAISE(ABORT, 'power cut'); END`)
		return err
	}))
	_, err = h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	e, err := h.PlanEscort(t.Context(), plan(stay.ID, "1"), nil)
	ok(t, err)
	trip := &intake.Trip{To: "演示站", PaidFen: 8850, Voucher: "演0001"}
	if _, err := h.EscortLeft(t.Context(), e.ID, shelter.Departure{Returned: true, Checks: []string{"medicine_given"}, Leaving: intake.Leaving{Trip: trip}}); err == nil {
		t.Fatal("departed in spite of the failure")
	}
	sleeps(t, h, "男203-1", stay.ID)
	if n := kept(t, h, stay.ID); n != 2 {
		t.Errorf("%d things kept; want both", n)
	}
	costs, err := h.CostsOf(t.Context(), stay.ID)
	ok(t, err)
	orders, err := h.Medicines(t.Context(), stay.ID)
	ok(t, err)
	escorts, err := h.Escorts(t.Context(), stay.ID)
	ok(t, err)
	if len(costs) != 0 || !orders[0].StoppedAt.IsZero() || escorts[0].State != shelter.EscortPlanned {
		t.Errorf("costs %+v, medicine stopped %v, escort %s; want all as before", costs, orders[0].StoppedAt, escorts[0].State)
	}
}

func TestWhoMayLeaveAlone(t *testing.T) {
	h := house(t)
	dementia, crippled := man(75), man(50)
	dementia.Mind = []string{"dementia"}
	crippled.Look = []string{"disabled", "frail"}
	for _, row := range []struct {
		sentence string
		who      intake.Arrival
		kind     string
		consent  string
		allowed  bool
	}{
		{"自愿救助: an adult leaves when they like (381号 art. 11)", man(40), "self", "", true},
		{"who is under 16 is collected (132号)", man(10), "self", "同意", false},
		{"kin collect a child", man(10), "kin", "", true},
		{"at 17 the station has to agree (24号 art. 17)", man(17), "self", "", false},
		{"and may", man(17), "self", "已联系其父，同意", true},
		{"so with who cannot decide for themselves", dementia, "self", "", false},
		{"the home station collects them", dementia, "station", "", true},
		{"they are escorted home", dementia, "escort", "", true},
		{"they are handed over", dementia, "transfer", "", true},
		{"who has a disability and cannot get about is collected (132号)", crippled, "self", "", false},
		{"and is not held against their will (381号 art. 11)", crippled, "self", "本人坚持，已联系当地接应", true},
		{"no way that the table does not know", man(40), "flown", "", false},
		{"no kind, no departure", man(40), "", "", false},
	} {
		stay := arrive(t, h, row.who)
		_, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: row.kind, Consent: row.consent, Explained: settled()})
		if row.allowed {
			ok(t, err)
		} else if store.KindOf(err) != store.Invalid {
			t.Errorf("%s: err = %v; want Invalid", row.sentence, err)
		}
	}
}

func TestWhoWalkedAwayLeavesTheirThingsInKeeping(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, withBag(man(40)))
	_, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "walked", Explained: settled()})
	ok(t, err)
	if n := kept(t, h, stay.ID); n != 2 {
		t.Errorf("%d things kept; want both", n)
	}
}

func TestABedIsKeptForWhoIsInHospital(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	ok(t, h.ToHospital(t.Context(), stay.ID))
	if got := tile(t, h, "男203-1"); got.Look != shelter.LookAway || got.Sleeper.StayID != stay.ID {
		t.Errorf("tile = %+v; want away, still theirs", got)
	}
	_, err = h.Move(t.Context(), stay.ID, bed(t, h, "男203-2").ID, nil)
	refused(t, err, store.Conflict)
	ok(t, h.Back(t.Context(), stay.ID))
	if got := tile(t, h, "男203-1").Look; got != shelter.LookOccupied {
		t.Errorf("look = %s; want occupied", got)
	}
}

func TestAnExtensionNeedsAReasonAndTakesTheColourAway(t *testing.T) {
	h := house(t)
	a := man(40)
	a.ArrivedAt = time.Now().AddDate(0, 0, -12)
	stay := arrive(t, h, a)
	board, err := h.Board(t.Context())
	ok(t, err)
	if got := board.WithoutBed[0]; got.Day != 13 || got.Due != shelter.Overdue {
		t.Errorf("day %d, due %q; want 13 and overdue", got.Day, got.Due)
	}
	until := time.Now().AddDate(0, 0, 5)
	refused(t, h.Extend(t.Context(), stay.ID, until, ""), store.Invalid)
	ok(t, h.Extend(t.Context(), stay.ID, until, "等待亲属从演示省来接"))
	board, err = h.Board(t.Context())
	ok(t, err)
	if got := board.WithoutBed[0].Due; got != shelter.NotDue {
		t.Errorf("due = %q; want none", got)
	}
}

func TestATracingOfficerSeesNobodyOff(t *testing.T) {
	h := house(t)
	officer := as(t, h, access.TracingOfficer)
	stay := arrive(t, h, man(40))
	_, err := officer.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self"})
	refused(t, err, store.Forbidden)
	_, err = officer.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	refused(t, err, store.Forbidden)
}

func TestEverySealedRecordOpensAfterADayInTheHouse(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, withBag(woman(40)))
	take, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, &shelter.Override{Reason: "女区已满"})
	ok(t, err)
	ok(t, h.Undo(t.Context(), take.ID))
	_, err = h.Assign(t.Context(), stay.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	_, err = h.Move(t.Context(), stay.ID, bed(t, h, "女101-2").ID, nil)
	ok(t, err)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "kin", Returned: true, Explained: settled()})
	ok(t, err)
	v, err := h.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("verification = %+v; want sound", v)
	}
}
