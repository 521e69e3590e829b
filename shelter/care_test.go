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

// protect puts somebody under protection, with the head alone named.
func protect(t *testing.T, h *shelter.House, personID string) {
	t.Helper()
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), personID, []string{h.Session.Account().ID}, "演示"))
}

func note(t *testing.T, h *shelter.House, n shelter.CareNote) shelter.CareNote {
	t.Helper()
	n, err := h.RecordNote(t.Context(), n)
	ok(t, err)
	return n
}

func TestNotesAreKeptAndPutRightByFurtherNotes(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	first := note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 392}})
	v, err := h.Vitals(t.Context())
	ok(t, err)
	if !v[stay.ID].Fever {
		t.Error("39.2 is no fever")
	}
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteTemperature, Corrects: first.ID, Noted: shelter.Noted{Tenths: 366}})
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "near"}})
	v, err = h.Vitals(t.Context())
	ok(t, err)
	if v[stay.ID].Fever || v[stay.ID].Temperature.Tenths != 366 || v[stay.ID].Watch.Level != "near" {
		t.Errorf("vital = %+v", v[stay.ID])
	}
	all, err := h.Notes(t.Context(), stay.ID, shelter.NoteTemperature)
	ok(t, err)
	if len(all) != 2 || all[0].Corrected || !all[1].Corrected {
		t.Errorf("notes = %+v", all)
	}
	_, err = h.RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteTemperature, Corrects: first.ID, Noted: shelter.Noted{Tenths: 370}})
	refused(t, err, store.Conflict)
}

func TestANoteThatCannotBeRightIsRefused(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	for name, n := range map[string]shelter.CareNote{
		"a temperature typed without its point": {Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 3660}},
		"a level that is on no list":            {Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "always"}},
		"an incident without words":             {Kind: shelter.NoteIncident, Noted: shelter.Noted{What: "fall"}},
		"an empty look-over":                    {Kind: shelter.NoteHealth},
		"a kind that does not exist":            {Kind: "diary", Noted: shelter.Noted{Text: "演示"}},
		"something of tomorrow":                 {Kind: shelter.NoteSocial, At: time.Now().Add(24 * time.Hour), Noted: shelter.Noted{Text: "演示"}},
		"something before they came":            {Kind: shelter.NoteSocial, At: stay.ArrivedAt.Add(-time.Hour), Noted: shelter.Noted{Text: "演示"}},
	} {
		n.StayID = stay.ID
		if _, err := h.RecordNote(t.Context(), n); store.KindOf(err) != store.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCareOfAProtectedPersonIsForTheNamedAlone(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(30))
	order, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteCounselling, Noted: shelter.Noted{Text: "演示谈话"}})
	_, err = h.SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: []string{"soft"}, Dislikes: shelter.Dislikes{Allergies: "花生"}})
	ok(t, err)
	protect(t, h, stay.PersonID)
	desk := as(t, h, access.FrontDesk)

	_, err = desk.Notes(t.Context(), stay.ID)
	refused(t, err, store.Forbidden)
	_, err = desk.GiveDose(t.Context(), order.ID, time.Time{}, "")
	refused(t, err, store.Forbidden)
	now := h.Session.DB().Now()
	round, err := desk.RoundList(t.Context(), now.Add(-24*time.Hour), now.Add(48*time.Hour))
	ok(t, err)
	if len(round.Lines) != 0 || round.Hidden != 1 {
		t.Errorf("the desk's round = %+v", round)
	}
	tomorrow := today(h).AddDays(1)
	meal, err := desk.MealCount(t.Context(), tomorrow, "lunch")
	ok(t, err)
	if meal.Total != 1 || meal.ByKind["soft"] != 1 || meal.Hidden != 1 || len(meal.Notes) != 0 {
		t.Errorf("the kitchen reads %+v; want a soft plate and not for whom", meal)
	}
	meal, err = h.MealCount(t.Context(), tomorrow, "lunch")
	ok(t, err)
	if len(meal.Notes) != 1 || meal.Notes[0].Name != shelter.ProtectedName || meal.Notes[0].Allergies != "花生" {
		t.Errorf("the named officer reads %+v", meal.Notes)
	}
}

func TestTheHouseIsSoundAfterAllOfIt(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteHealth, Noted: shelter.Noted{Look: []string{"well"}}})
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "演示"}})
	order, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills()})
	ok(t, err)
	_, err = h.GiveDose(t.Context(), order.ID, time.Time{}, "头痛")
	ok(t, err)
	_, err = h.SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: []string{"halal"}})
	ok(t, err)
	_, err = h.AddVisitor(t.Context(), shelter.Visitor{VisitorNote: shelter.VisitorNote{Name: "演示检查员"}})
	ok(t, err)
	_, err = h.AddVisitor(t.Context(), shelter.Visitor{StayID: stay.ID, VisitorNote: shelter.VisitorNote{Name: "演示表兄"}})
	ok(t, err)
	_, err = h.RecordCost(t.Context(), shelter.Cost{Kind: "other", AmountFen: 1, Voucher: "1", Note: "演示"})
	ok(t, err)
	_, err = h.RecordCost(t.Context(), shelter.Cost{StayID: stay.ID, Kind: "hospital", AmountFen: 1, Voucher: "2", Note: "演示"})
	ok(t, err)
	_, err = h.AskExtension(t.Context(), stay.ID, h.Session.DB().Now().Add(240*time.Hour), "演示")
	ok(t, err)
	_, err = h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: h.Session.DB().Now().Add(time.Hour)})
	ok(t, err)
	p, err := h.OpenSettlement(t.Context(), stay.ID)
	ok(t, err)
	ok(t, h.DoStep(t.Context(), p.ID, "photos", "演示"))
	v, err := h.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() || v.Protected != 0 {
		t.Errorf("%d not opened, findings %v", v.Protected, v.Findings)
	}
}

func TestWhoLeavesLeavesNothingOpen(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	_, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00")})
	ok(t, err)
	_, err = h.GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: h.Session.DB().Now().Add(time.Hour)})
	ok(t, err)
	_, err = h.AskExtension(t.Context(), stay.ID, h.Session.DB().Now().Add(240*time.Hour), "演示")
	ok(t, err)
	_, err = h.OpenSettlement(t.Context(), stay.ID)
	ok(t, err)
	_, err = h.Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital})
	ok(t, err)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "kin", Returned: true, Explained: settled()})
	ok(t, err)

	out, err := h.Outings(t.Context(), h.Session.DB().Now().Add(time.Hour))
	ok(t, err)
	waiting, err := h.OpenExtensions(t.Context())
	ok(t, err)
	matters, err := h.Procedures(t.Context(), shelter.ProcedureSettlement)
	ok(t, err)
	orders, err := h.Medicines(t.Context(), stay.ID)
	ok(t, err)
	away, err := h.Absences(t.Context(), stay.ID)
	ok(t, err)
	if len(out)+len(waiting)+len(matters) != 0 || orders[0].StoppedAt.IsZero() || away[0].To.IsZero() {
		t.Errorf("open: %d outings, %d extensions, %d matters, medicine %+v, absence %+v", len(out), len(waiting), len(matters), orders[0], away[0])
	}
}

func TestAHospitalStayHoldsTheBedOrGivesItUp(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	for name, held := range map[string]bool{"男203-1": true, "男203-2": false} {
		stay := arrive(t, h, man(40))
		_, err := h.Assign(t.Context(), stay.ID, bed(t, h, name).ID, nil)
		ok(t, err)
		c.now = c.now.Add(time.Hour)
		_, err = h.Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, BedHeld: held, Note: "演示医院内科"})
		ok(t, err)
		if held {
			sleeps(t, h, name, stay.ID)
		} else {
			sleeps(t, h, name, "")
		}
		notes, err := h.Notes(t.Context(), stay.ID, shelter.NoteHospital)
		ok(t, err)
		if len(notes) != 1 || !strings.Contains(notes[0].Text, "内科") {
			t.Errorf("notes = %+v", notes)
		}
		c.now = c.now.Add(time.Hour)
		ok(t, h.Back(t.Context(), stay.ID))
		_, err = h.Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, From: c.now.Add(-90 * time.Minute)})
		refused(t, err, store.Invalid)
	}
}

func TestAPlacedPersonIsVisitedAgain(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	stay := arrive(t, h, man(70))
	_, err := h.Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Placed, VisitDays: 15})
	ok(t, err)
	due := func() shelter.VisitDue {
		all, err := h.VisitsDue(t.Context())
		ok(t, err)
		if len(all) != 1 {
			t.Fatalf("%d visits due", len(all))
		}
		return all[0]
	}
	if d := due(); d.Due != date("2027-02-14") || d.Overdue {
		t.Errorf("due %v, overdue %v", d.Due, d.Overdue)
	}
	c.to("2027-02-15 09:00")
	if !due().Overdue {
		t.Error("a day late and not overdue")
	}
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteVisit, Noted: shelter.Noted{Text: "演示：状况平稳"}})
	if d := due(); d.Due != date("2027-03-02") || d.Overdue {
		t.Errorf("after the visit: due %v, overdue %v", d.Due, d.Overdue)
	}
}
