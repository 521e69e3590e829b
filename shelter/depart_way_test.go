package shelter_test

import (
	"reflect"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
)

// rightNumber is a number whose check digit is right, of nobody.
const rightNumber = "11010519491231002X"

// TestEachWayAsksForItsOwn lets somebody leave in each way twice: without what
// the way asks for, and with it.
func TestEachWayAsksForItsOwn(t *testing.T) {
	h := house(t)
	for _, row := range []struct {
		kind, without string // the step that is missing
		leaving       intake.Leaving
	}{
		{"kin", "step/collector", intake.Leaving{Collector: "演示亲属", CollectorPhone: "13800000000", CollectorID: rightNumber, Relation: "5", Proof: "household"}},
		{"station", "step/receiver", intake.Leaving{Receiver: "演示县救助站", Collector: "演示站员"}},
		{"transfer", "step/institution", intake.Leaving{Receiver: "演示市儿童福利院", Collector: "演示院员"}},
		{"ended", "step/clause", intake.Leaving{Clause: "overstay"}},
		{"escort", "step/plan", intake.Leaving{}},
		{"walked", "step/missing", intake.Leaving{}},
		{"death", "step/procedure", intake.Leaving{}},
	} {
		stay := arrive(t, h, man(40))
		_, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: row.kind})
		if refused(t, err, store.Invalid); fieldOf(err) != row.without {
			t.Errorf("%s without anything: %v at %q; want at %q", row.kind, err, fieldOf(err), row.without)
		}
		d := shelter.Departure{StayID: stay.ID, Kind: row.kind, Leaving: row.leaving}
		if reflect.DeepEqual(row.leaving, intake.Leaving{}) {
			d.Explained = map[string]string{row.without[len("step/"):]: "演示：特殊情况"}
		}
		left, err := h.Depart(t.Context(), d)
		ok(t, err)
		if left.LeaveKind != row.kind || left.State != intake.Left {
			t.Errorf("left as %q, %s", left.LeaveKind, left.State)
		}
	}
}

func fieldOf(err error) string {
	if e, is := err.(*store.Error); is {
		return e.Field
	}
	return ""
}

func TestTheNumberOfWhoCollectsIsChecked(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(10))
	d := shelter.Departure{StayID: stay.ID, Kind: "kin", Leaving: intake.Leaving{Collector: "演示亲属", CollectorPhone: "13800000000",
		CollectorID: "110105194912310021", Relation: "5", Proof: "birth"}}
	_, err := h.Depart(t.Context(), d)
	if refused(t, err, store.Invalid); fieldOf(err) != "step/collector_id" {
		t.Errorf("a wrong number: %v", err)
	}
	d.Explained = map[string]string{"collector_id": "持港澳居民来往内地通行证，已核对"}
	left, err := h.Depart(t.Context(), d)
	ok(t, err)
	if left.Leaving.Explained["collector_id"] == "" || left.Leaving.Proof != "birth" {
		t.Errorf("kept %+v", left.Leaving)
	}
}

func TestOnlyTheHeadSeesOffWhoIsGoneOrDeadWithoutTheProcedure(t *testing.T) {
	h := house(t)
	manager := as(t, h, access.ShelterManager)
	for kind, step := range map[string]string{"walked": "missing", "death": "procedure"} {
		stay := arrive(t, h, man(40))
		d := shelter.Departure{StayID: stay.ID, Kind: kind, Explained: map[string]string{step: "演示"}, Checks: []string{step}}
		_, err := manager.Depart(t.Context(), d)
		refused(t, err, store.Forbidden)
		_, err = h.Depart(t.Context(), d)
		ok(t, err)
	}
}

func TestADeathIsClosedWhenItsStepsAreDone(t *testing.T) {
	h := house(t)
	manager := as(t, h, access.ShelterManager)
	stay := arrive(t, h, withBag(man(60)))
	p, err := manager.OpenDeath(t.Context(), stay.ID)
	ok(t, err)
	again, err := manager.OpenDeath(t.Context(), stay.ID)
	ok(t, err)
	if again.ID != p.ID {
		t.Error("a death is opened twice")
	}
	died := shelter.Departure{StayID: stay.ID, Kind: "death", Leaving: intake.Leaving{Reason: "演示"}}
	for _, s := range p.Missing() {
		_, err := manager.Depart(t.Context(), died)
		refused(t, err, store.Invalid)
		ok(t, manager.DoStep(t.Context(), p.ID, s.Code, "演示"))
	}
	_, err = manager.Depart(t.Context(), died)
	ok(t, err)
	p, err = manager.Procedure(t.Context(), p.ID)
	ok(t, err)
	if p.Outcome != shelter.OutcomeDied || kept(t, h, stay.ID) != 2 {
		t.Errorf("outcome %q, %d things kept", p.Outcome, kept(t, h, stay.ID))
	}
}

func TestTheListFollowsWhatIsOpen(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	codes := func() map[string]bool {
		c, err := h.CheckDeparture(t.Context(), stay.ID)
		ok(t, err)
		all := map[string]bool{}
		for _, s := range c.StepsFor("self") {
			all[s.Code] = true
		}
		return all
	}
	if c := codes(); c["medicine_given"] || c["away"] || !c["form_signed"] || c["collector"] {
		t.Errorf("of who has nothing open: %v", c)
	}
	_, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	ok(t, h.ToHospital(t.Context(), stay.ID))
	if c := codes(); !c["medicine_given"] || !c["away"] || !c["costs"] {
		t.Errorf("in hospital with medicine: %v", c)
	}
	leave := shelter.Departure{StayID: stay.ID, Kind: "self", Checks: []string{"medicine_given"}}
	_, err = h.Depart(t.Context(), leave)
	if refused(t, err, store.Invalid); fieldOf(err) != "step/away" {
		t.Errorf("without the papers of the hospital: %v", err)
	}
	leave.Explained = map[string]string{"away": "本人不办出院手续，已记录"}
	_, err = h.Depart(t.Context(), leave)
	ok(t, err)
}

func TestAStationEditsItsCheckLists(t *testing.T) {
	h := house(t)
	steps := []shelter.LeavingStep{{Code: "key", Text: "演示：交回柜子钥匙", Required: true}}
	ok(t, h.SaveLeavingSteps(t.Context(), steps))
	stay := arrive(t, h, man(40))
	_, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "kin"})
	if refused(t, err, store.Invalid); fieldOf(err) != "step/key" {
		t.Errorf("err = %v", err)
	}
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "kin", Checks: []string{"key"}})
	ok(t, err)
	refused(t, h.SaveLeavingSteps(t.Context(), append(steps, steps[0])), store.Invalid)
	refused(t, h.SaveLeavingSteps(t.Context(), []shelter.LeavingStep{{Code: "x", Text: "演示", When: "full_moon"}}), store.Invalid)
	refused(t, h.SaveLeavingSteps(t.Context(), []shelter.LeavingStep{{Code: "x", Text: "演示", Ways: []string{"flown"}}}), store.Invalid)
}

func TestATicketIsEnteredAsACostWithTheDeparture(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	trip := &intake.Trip{To: "演示县", Mode: "train", Number: "K0000", PaidFen: 12850}
	d := shelter.Departure{StayID: stay.ID, Kind: "self", Leaving: intake.Leaving{Trip: trip}}
	_, err := h.Depart(t.Context(), d)
	if refused(t, err, store.Invalid); fieldOf(err) != "trip/voucher" {
		t.Errorf("a price without its voucher: %v", err)
	}
	coaches := shelter.Institution{Kind: "other", Name: "演示汽车站", Active: true}
	ok(t, h.SaveInstitution(t.Context(), &coaches))
	trip.Voucher, trip.SellerID = "演0007", coaches.ID
	left, err := h.Depart(t.Context(), d)
	ok(t, err)
	costs, err := h.CostsOf(t.Context(), stay.ID)
	ok(t, err)
	if len(costs) != 1 || costs[0].Kind != "ticket" || costs[0].AmountFen != 12850 || costs[0].Voucher != "演0007" || costs[0].InstitutionID != coaches.ID || left.Leaving.Trip.Number != "K0000" {
		t.Errorf("costs %+v, trip %+v", costs, left.Leaving.Trip)
	}
}

func TestWhatComesBackGoesIntoTheStoreRoomWithTheDeparture(t *testing.T) {
	h := house(t)
	room := &supply.Room{Session: h.Session}
	quilt := supply.Item{Kind: "quilt", Name: "演示棉被", Unit: "条", Active: true}
	ok(t, room.SaveItem(t.Context(), &quilt))
	ok(t, room.Receive(t.Context(), quilt.ID, 10, "budget"))
	stay := arrive(t, h, man(40))
	_, err := room.Issue(t.Context(), stay.ID, []supply.Line{{ItemID: quilt.ID, Qty: 2}})
	ok(t, err)
	d := shelter.Departure{StayID: stay.ID, Kind: "self", GivenBack: map[string]int{quilt.ID: 3}}
	_, err = h.Depart(t.Context(), d)
	if refused(t, err, store.Invalid); fieldOf(err) != "step/supplies_settled" {
		t.Errorf("nobody settled what was handed out: %v", err)
	}
	d.Checks = []string{"supplies_settled"}
	if _, err = h.Depart(t.Context(), d); err == nil {
		t.Fatal("three came back of two")
	}
	d.GivenBack[quilt.ID] = 1
	_, err = h.Depart(t.Context(), d)
	ok(t, err)
	has, err := room.IssuedTo(t.Context(), stay.ID)
	ok(t, err)
	if len(has) != 1 || has[0].Qty != 1 {
		t.Errorf("they took along %+v; want one", has)
	}
}
