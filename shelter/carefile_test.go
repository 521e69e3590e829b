package shelter_test

import (
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func TestTheCareOfAStayIsReadAtOnce(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	other := arrive(t, h, woman(30))
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 392}})
	m, err := h.OrderMedicine(t.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: shelter.Medicine{What: "演示药", Dose: "1片", GivenBy: "staff"}})
	ok(t, err)
	taken, err := h.GiveDose(t.Context(), m.ID, time.Time{}, "头疼")
	ok(t, err)
	_, err = h.Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Placed, VisitDays: 10})
	ok(t, err)
	_, err = h.RecordCost(t.Context(), shelter.Cost{StayID: stay.ID, Kind: "placement", AmountFen: 100, Voucher: "1"})
	ok(t, err)

	all, err := h.CareFiles(t.Context(), stay.ID, other.ID)
	ok(t, err)
	f := all[stay.ID]
	if len(f.Notes) != 1 || !f.Vital.Fever || len(f.Medicines) != 1 || len(f.Doses) != 1 || f.Doses[0].Note != "头疼" || len(f.Costs) != 1 || f.Visit.Due.IsZero() {
		t.Errorf("read %+v", f)
	}
	if f := all[other.ID]; len(f.Notes)+len(f.Medicines)+len(f.Doses)+len(f.Absences)+len(f.Costs) != 0 {
		t.Errorf("of somebody else it reads %+v", f)
	}
	ok(t, h.WithdrawDose(t.Context(), taken.ID, "演示"))
	all, err = h.CareFiles(t.Context(), stay.ID)
	ok(t, err)
	if len(all[stay.ID].Doses) != 0 {
		t.Error("a dose that was withdrawn is still there")
	}
}

func TestTheCareOfAProtectedPersonIsLeftOut(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(30))
	note(t, h, shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "演示"}})
	protect(t, h, stay.PersonID)
	all, err := as(t, h, access.FrontDesk).CareFiles(t.Context(), stay.ID)
	ok(t, err)
	if len(all) != 0 {
		t.Errorf("reads %+v", all)
	}
	all, err = h.CareFiles(t.Context(), stay.ID)
	ok(t, err)
	if len(all[stay.ID].Notes) != 1 {
		t.Errorf("who is named reads %+v", all)
	}
}

func TestARequestForAnExtensionIsTakenBackUntilItIsDecided(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	asked, err := as(t, h, access.FrontDesk).AskExtension(t.Context(), stay.ID, time.Now().AddDate(1, 0, 0), "演示")
	ok(t, err)
	ok(t, h.WithdrawExtension(t.Context(), asked.ID))
	all, err := h.Extensions(t.Context(), stay.ID)
	ok(t, err)
	if all[0].State != shelter.ExtensionWithdrawn || all[0].Reason != "演示" {
		t.Errorf("it is %+v", all[0])
	}
	refused(t, h.WithdrawExtension(t.Context(), asked.ID), store.Conflict)
	_, err = h.AskExtension(t.Context(), stay.ID, time.Now().AddDate(1, 0, 0), "演示")
	ok(t, err)
}
