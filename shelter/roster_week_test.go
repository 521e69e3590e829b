package shelter_test

import (
	"testing"

	"guitu/internal/store"
	"guitu/shelter"
)

func week(t *testing.T, h *shelter.House, first string) []shelter.Duty {
	t.Helper()
	all, err := h.Roster(t.Context(), date(first), date(first).AddDays(6))
	ok(t, err)
	return all
}

func TestAWeekIsPlannedLikeTheOneBefore(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 06:00")
	_, he := colleague(t, h, "wang", "1")
	_, she := colleague(t, h, "li", "2")
	_, err := h.CopyWeek(t.Context(), date("2027-02-08"))
	refused(t, err, store.NotFound)
	duty(t, h, he, "2027-02-01", "day")
	duty(t, h, he, "2027-02-07", "night")
	duty(t, h, she, "2027-02-02", "night")
	duty(t, h, she, "2027-02-09", "night") // planned already
	gone, err := h.ChangeDuty(t.Context(), duty(t, h, she, "2027-02-03", "day").ID, shelter.Duty{AccountID: she, Day: date("2027-02-03"), Shift: "night", Post: "desk"})
	ok(t, err)
	if all := week(t, h, "2027-02-01"); len(all) != 4 {
		t.Fatalf("the week has %d shifts; want 4", len(all))
	}
	ok(t, h.CancelDuty(t.Context(), gone.ID))
	added, err := h.CopyWeek(t.Context(), date("2027-02-08"))
	ok(t, err)
	all := week(t, h, "2027-02-08")
	if len(added) != 2 || len(all) != 3 {
		t.Fatalf("added %d, the week has %d shifts; want 2 and 3", len(added), len(all))
	}
	if last := all[2]; last.AccountID != he || last.Day != date("2027-02-14") || last.Shift != "night" || !last.From.Equal(date("2027-02-14").At(20, 0)) {
		t.Errorf("the last shift is %+v", last)
	}
	ok(t, h.CancelDuty(t.Context(), added[0].ID, added[1].ID))
	if all := week(t, h, "2027-02-08"); len(all) != 1 {
		t.Errorf("taken back, the week has %d shifts", len(all))
	}
	ok(t, h.Session.DisableAccount(t.Context(), he))
	added, err = h.CopyWeek(t.Context(), date("2027-02-08"))
	ok(t, err)
	if len(added) != 0 {
		t.Errorf("%d shifts were given to somebody who left", len(added))
	}
}

func TestAChangeThatCannotBeLeavesTheShiftAsItWas(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 06:00")
	_, she := colleague(t, h, "li", "2")
	day := duty(t, h, she, "2027-02-03", "day")
	duty(t, h, she, "2027-02-03", "night")
	_, err := h.ChangeDuty(t.Context(), day.ID, shelter.Duty{AccountID: she, Day: date("2027-02-03"), Shift: "night", Post: "care"})
	refused(t, err, store.Conflict)
	if all := week(t, h, "2027-02-01"); len(all) != 2 || all[0].ID != day.ID {
		t.Errorf("the week is %+v", all)
	}
}

func TestASwapSaysWhoAsksWhomForWhichShift(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 06:00")
	him, he := colleague(t, h, "wang", "1")
	her, she := colleague(t, h, "li", "2")
	mine := duty(t, h, he, "2027-02-01", "day")
	yours := duty(t, h, she, "2027-02-02", "night")
	_, err := him.AskSwap(t.Context(), mine.ID, she, yours.ID)
	ok(t, err)
	all, err := her.Swaps(t.Context())
	ok(t, err)
	if len(all) != 1 || all[0].FromName != "演示wang" || all[0].ToName != "演示li" || all[0].Duty.ID != mine.ID || all[0].Back.ID != yours.ID {
		t.Fatalf("swaps = %+v", all)
	}
	ok(t, h.CancelDuty(t.Context(), yours.ID))
	all, err = him.Swaps(t.Context())
	ok(t, err)
	if len(all) != 1 || all[0].Back.ID != "" || all[0].BackID != yours.ID {
		t.Errorf("a shift that was taken off stands as %+v", all[0].Back)
	}
}

func TestWhatWasDoneToARoomByMistakeIsTakenBack(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 09:00")
	plan, err := h.Layout(t.Context())
	ok(t, err)
	room := plan.Rooms[0].ID
	ok(t, h.RotaDone(t.Context(), room, "linen"))
	ok(t, h.RotaUndone(t.Context(), room, "linen"))
	refused(t, h.RotaUndone(t.Context(), room, "linen"), store.Conflict)
	ok(t, h.RotaDone(t.Context(), room, "linen"))
	c.to("2027-01-30 10:30")
	refused(t, h.RotaUndone(t.Context(), room, "linen"), store.Conflict)
}

func TestVisitorsAreNamedByWhomTheyVisitAndStayUntilTheyLeave(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-30 09:00")
	stay := arrive(t, h, woman(30))
	v, err := h.AddVisitor(t.Context(), shelter.Visitor{StayID: stay.ID, VisitorNote: shelter.VisitorNote{Name: "演示姐姐"}})
	ok(t, err)
	c.to("2027-02-01 09:00")
	here, err := h.VisitorsHere(t.Context())
	ok(t, err)
	if len(here) != 1 || here[0].Whom != "演示女士" {
		t.Fatalf("here = %+v", here)
	}
	ok(t, h.VisitorLeft(t.Context(), v.ID))
	if here, err = h.VisitorsHere(t.Context()); err != nil || len(here) != 0 {
		t.Errorf("after leaving %+v, %v", here, err)
	}
}
