package shelter_test

import (
	"slices"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func TestWhoIsWatchedIsMeasuredAsOftenAsTheStationSays(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 08:00")
	stay := arrive(t, h, man(40))
	_, err := h.RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "near"}})
	ok(t, err)
	_, err = h.RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 366}})
	ok(t, err)
	why := func() []string {
		all, err := h.WatchList(t.Context())
		ok(t, err)
		return all[0].Why
	}
	if got := why(); !slices.Equal(got, []string{shelter.CareLevel, shelter.CareLook}) {
		t.Errorf("just measured: %v", got)
	}
	c.to("2027-01-30 15:59")
	if slices.Contains(why(), shelter.CareMeasure) {
		t.Error("measured a minute early")
	}
	c.to("2027-01-30 16:00")
	if !slices.Contains(why(), shelter.CareMeasure) {
		t.Error("not measured after 8 hours")
	}
	ok(t, h.Session.Write(t.Context(), access.EditRules, func(tx *access.Tx) error {
		return tx.SetSetting(shelter.VitalHoursSetting, shelter.VitalHours{Levels: map[string]int{"near": 24}})
	}))
	if slices.Contains(why(), shelter.CareMeasure) {
		t.Error("the station's own hours do not hold")
	}
}

func TestATapIsTakenBackOnlyWhileTheRollCallGoesOn(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	roll, err := h.BeginRollCall(t.Context(), "早点名")
	ok(t, err)
	refused(t, h.UndoRoll(t.Context(), roll.ID, stay.ID, ""), store.Conflict)
	ok(t, h.MarkRoll(t.Context(), roll.ID, stay.ID, shelter.RollMissing))
	ok(t, h.UndoRoll(t.Context(), roll.ID, stay.ID, ""))
	roll, err = h.RollCall(t.Context(), roll.ID)
	ok(t, err)
	open, err := h.Searches(t.Context())
	ok(t, err)
	if roll.Open() != 1 || len(open) != 0 {
		t.Errorf("%d open, %d searches", roll.Open(), len(open))
	}
	ok(t, h.MarkRoll(t.Context(), roll.ID, stay.ID, shelter.RollPresent))
	_, err = h.CloseRollCall(t.Context(), roll.ID)
	ok(t, err)
	refused(t, h.UndoRoll(t.Context(), roll.ID, stay.ID, ""), store.Conflict)
}

func TestRecentNotesAreOfEverybodyAndOnRecord(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-20 08:00")
	a, b := arrive(t, h, man(40)), arrive(t, h, man(41))
	write := func(stay, text string) {
		_, err := h.RecordNote(t.Context(), shelter.CareNote{StayID: stay, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: text}})
		ok(t, err)
	}
	write(a.ID, "演示：早先")
	c.to("2027-01-30 08:00")
	write(a.ID, "演示：昨天")
	write(b.ID, "演示：今天")
	protect(t, h, b.PersonID)
	all, err := h.RecentNotes(t.Context(), h.Session.DB().Now().Add(-48*time.Hour))
	ok(t, err)
	if len(all) != 2 {
		t.Fatalf("%d notes", len(all))
	}
	desk := as(t, h, access.FrontDesk)
	all, err = desk.RecentNotes(t.Context(), h.Session.DB().Now().Add(-48*time.Hour))
	ok(t, err)
	if len(all) != 1 || all[0].Text != "演示：昨天" {
		t.Errorf("the desk reads %+v", all)
	}
}
