package shelter_test

import (
	"sync"
	"testing"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

func today(h *shelter.House) calendar.Date { return calendar.On(h.Session.DB().Now()) }

func pills(times ...string) shelter.Medicine {
	return shelter.Medicine{What: "演示药片", Dose: "1片", Times: times, GivenBy: "staff"}
}

func round(t *testing.T, h *shelter.House, from, to time.Time) shelter.Round {
	t.Helper()
	r, err := h.RoundList(t.Context(), from, to)
	ok(t, err)
	return r
}

func TestTheRoundListsEachDoseOnceUntilItIsRecorded(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 06:00")
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	order, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, To: date("2027-01-31"), Medicine: pills("20:00", "08:00", "08:00")})
	ok(t, err)

	r := round(t, h, date("2027-01-29").Start(), date("2027-02-05").Start())
	var due []string
	for _, l := range r.Lines {
		due = append(due, l.Due.In(calendar.Zone).Format("02 15:04"))
	}
	if len(due) != 4 || due[0] != "30 08:00" || due[3] != "31 20:00" || r.Lines[0].Bed != "男203-1" {
		t.Fatalf("due = %v", due)
	}
	c.to("2027-01-30 08:10")
	first := date("2027-01-30").At(8, 0)
	if r = round(t, h, first, first.Add(time.Hour)); !r.Lines[0].Late {
		t.Error("ten minutes past and not late")
	}
	dose, err := h.GiveDose(t.Context(), order.ID, first, "")
	ok(t, err)
	_, err = h.GiveDose(t.Context(), order.ID, first, "")
	refused(t, err, store.Conflict)
	r = round(t, h, first, first.Add(time.Hour))
	if r.Lines[0].Late || r.Lines[0].Dose == nil || r.Lines[0].Dose.Outcome != shelter.DoseGiven {
		t.Errorf("line = %+v", r.Lines[0])
	}
	ok(t, h.WithdrawDose(t.Context(), dose.ID, "演示：点错人"))
	_, err = h.RefuseDose(t.Context(), order.ID, first, "说吃过了")
	ok(t, err)

	_, err = h.GiveDose(t.Context(), order.ID, date("2027-01-30").At(9, 0), "")
	refused(t, err, store.Invalid) // no dose of the order
	_, err = h.GiveDose(t.Context(), order.ID, date("2027-01-31").At(8, 0), "")
	refused(t, err, store.Invalid) // tomorrow's
	_, err = h.MissDose(t.Context(), order.ID, first, "")
	refused(t, err, store.Invalid) // without a reason

	ok(t, h.StopMedicine(t.Context(), order.ID, "演示：停药"))
	if r = round(t, h, date("2027-01-30").At(9, 0), date("2027-02-05").Start()); len(r.Lines) != 0 {
		t.Errorf("still listed after it was stopped: %+v", r.Lines)
	}
}

func TestADoseIsGivenByOneOfTwoWhoGiveItAtOnce(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 08:00")
	stay := arrive(t, h, man(40))
	order, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wg.Go(func() { _, errs[i] = h.GiveDose(t.Context(), order.ID, date("2027-01-30").At(8, 0), "") })
	}
	wg.Wait()
	given := 0
	for _, err := range errs {
		switch {
		case err == nil:
			given++
		case store.KindOf(err) != store.Conflict:
			t.Error(err)
		}
	}
	if given != 1 {
		t.Errorf("given %d times", given)
	}
}

func TestWhatIsTakenWhenNeededIsNeverDue(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	stay := arrive(t, h, man(40))
	order, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills()})
	ok(t, err)
	for range 2 {
		c.now = c.now.Add(time.Hour)
		_, err = h.GiveDose(t.Context(), order.ID, time.Time{}, "")
		ok(t, err)
	}
	r := round(t, h, c.now.Add(-24*time.Hour), c.now.Add(24*time.Hour))
	if len(r.Lines) != 0 || len(r.AsNeeded) != 1 {
		t.Errorf("round = %+v", r)
	}
}

func TestWhoIsInHospitalGetsNothingFromTheRound(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 06:00")
	stay := arrive(t, h, man(40))
	_, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	ok(t, h.ToHospital(t.Context(), stay.ID))
	r := round(t, h, date("2027-01-30").Start(), date("2027-01-31").Start())
	if len(r.Lines) != 0 || r.Away != 1 {
		t.Errorf("%d lines, %d away", len(r.Lines), r.Away)
	}
}

func TestTheKitchenCountsPlates(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 06:00")
	diet := func(kinds ...string) string {
		stay := arrive(t, h, man(40))
		_, err := h.SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: kinds})
		ok(t, err)
		return stay.ID
	}
	diet()
	diet("soft", "halal")
	diet("halal", "soft", "halal")
	away, out := diet("halal"), diet("diabetic")
	ok(t, h.ToHospital(t.Context(), away))
	_, err := h.GoOut(t.Context(), shelter.Outing{StayID: out, Due: date("2027-01-30").At(15, 0)})
	ok(t, err)
	meal := func(code string) shelter.Meal {
		m, err := h.MealCount(t.Context(), date("2027-01-30"), code)
		ok(t, err)
		return m
	}
	m := meal("lunch")
	if m.Total != 3 || m.Out != 1 || len(m.Plates) != 2 || m.Plates[0].N != 1 || m.Plates[1].N != 2 || m.ByKind["halal"] != 2 || m.ByKind["diabetic"] != 0 {
		t.Errorf("lunch = %+v", m)
	}
	if m = meal("dinner"); m.Total != 4 || m.ByKind["diabetic"] != 1 {
		t.Errorf("dinner, for which all are back = %+v", m)
	}
	c.to("2027-01-30 20:00") // and they have not come back
	if m = meal("dinner"); m.Total != 3 || m.Out != 1 {
		t.Errorf("dinner as it was = %+v", m)
	}
	_, err = h.MealCount(t.Context(), date("2027-01-30"), "supper")
	refused(t, err, store.NotFound)
}

func TestANewDietDoesNotChangeWhatWasEaten(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 06:00")
	stay := arrive(t, h, man(40))
	c.to("2027-01-30 15:00")
	_, err := h.SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: []string{"soft"}})
	ok(t, err)
	lunch, err := h.MealCount(t.Context(), date("2027-01-30"), "lunch")
	ok(t, err)
	dinner, err := h.MealCount(t.Context(), date("2027-01-30"), "dinner")
	ok(t, err)
	if lunch.ByKind["soft"] != 0 || dinner.ByKind["soft"] != 1 {
		t.Errorf("soft plates at lunch %d, at dinner %d", lunch.ByKind["soft"], dinner.ByKind["soft"])
	}
	_, err = h.SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: []string{"caviar"}})
	refused(t, err, store.Invalid)
}
