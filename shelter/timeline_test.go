package shelter_test

import (
	"fmt"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

// spans reads the bars of a bed as lines.
func spans(t *testing.T, h *shelter.House, name, from, to string) (lines []string) {
	t.Helper()
	all, err := h.Timeline(t.Context(), date(from), date(to))
	ok(t, err)
	for _, row := range all.Rows {
		if row.Bed.Name != name {
			continue
		}
		if row.Zone.ID != row.Bed.Room.ZoneID || row.Building.Name == "" {
			t.Errorf("row = %+v", row)
		}
		for _, s := range row.Spans {
			line := fmt.Sprintf("%s %s %s–%s", s.Kind, s.Name, clock(s.From), clock(s.To))
			if s.Open {
				line += " open"
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func clock(at time.Time) string { return at.In(calendar.Zone).Format("01-02 15:04") }

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestTheTimelineShowsWhoHadABedAndWhoWill(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	first := arrive(t, h, called(man(40), "演示甲"))
	_, err := h.Assign(t.Context(), first.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	c.to("2027-01-05 10:00")
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: first.ID, Kind: "self", Returned: true})
	ok(t, err)
	c.to("2027-01-06 10:00")
	second := arrive(t, h, called(man(50), "演示乙"))
	_, err = h.Assign(t.Context(), second.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	c.to("2027-01-07 10:00")
	_, err = h.Away(t.Context(), shelter.Absence{StayID: second.ID, Kind: intake.Hospital, BedHeld: true})
	ok(t, err)
	c.to("2027-01-08 10:00")
	ok(t, h.Back(t.Context(), second.ID))
	c.to("2027-01-09 12:00")

	same(t, spans(t, h, "男203-1", "2027-01-02", "2027-01-12"),
		"taken 演示甲 01-02 00:00–01-05 10:00",
		"taken 演示乙 01-06 10:00–01-07 10:00",
		"away 演示乙 01-07 10:00–01-08 10:00",
		"taken 演示乙 01-08 10:00–01-09 12:00 open",
		"expected 演示乙 01-09 12:00–01-13 00:00")
	same(t, spans(t, h, "男203-1", "2027-01-10", "2027-01-31"), "expected 演示乙 01-10 00:00–01-16 00:00")
	ok(t, h.Extend(t.Context(), second.ID, date("2027-01-20").At(0, 0), "演示：等家属"))
	same(t, spans(t, h, "男203-1", "2027-01-10", "2027-01-31"), "expected 演示乙 01-10 00:00–01-20 00:00")
	c.to("2027-01-25 00:00")
	same(t, spans(t, h, "男203-1", "2027-01-24", "2027-01-31"), "taken 演示乙 01-24 00:00–01-25 00:00 open")
	same(t, spans(t, h, "男203-2", "2027-01-01", "2027-01-31"))
	_, err = h.Timeline(t.Context(), date("2027-01-31"), date("2027-01-01"))
	refused(t, err, store.Invalid)
}

func TestAStationsOwnDaysEndTheBar(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-01 10:00")
	ok(t, h.Session.Write(t.Context(), access.EditRules, func(tx *access.Tx) error {
		return tx.SetSetting(shelter.StayDaysSetting, shelter.StayDays{Soon: 2, Last: 3})
	}))
	stay := arrive(t, h, called(man(40), "演示甲"))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	same(t, spans(t, h, "男203-1", "2026-12-30", "2027-01-31"), "expected 演示甲 01-01 10:00–01-04 00:00")
}

func TestATakeThatWasUndoneIsNotOnTheTimeline(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	stay := arrive(t, h, called(man(40), "演示甲"))
	take, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	c.to("2027-01-01 11:00")
	ok(t, h.Undo(t.Context(), take.ID))
	same(t, spans(t, h, "男203-1", "2027-01-01", "2027-01-02"))
}

func TestTheTimelineNamesNoProtectedPerson(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	colleague := as(t, h, access.ShelterManager)
	stay := arrive(t, h, woman(30))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), stay.PersonID, nil, "演示"))
	c.to("2027-01-01 12:00")
	for _, eyes := range []*shelter.House{h, colleague} {
		same(t, spans(t, eyes, "女101-1", "2027-01-01", "2027-01-01"),
			"taken 保护对象 01-01 10:00–01-01 12:00 open", "expected 保护对象 01-01 12:00–01-02 00:00")
	}
}

// A bed that was put away is shown where somebody slept in it, and only there.
func TestTheTimelineKeepsWhoSleptInATemporaryBed(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	beds := putUp(t, h, bed(t, h, "男203-1").Room.ID, 2)
	stay := arrive(t, h, called(man(40), "演示甲"))
	_, err := h.Assign(t.Context(), stay.ID, beds[0].ID, nil)
	ok(t, err)
	c.to("2027-01-03 10:00")
	ok(t, h.Free(t.Context(), stay.ID))
	ok(t, h.StowTemporaryBeds(t.Context(), beds[0].ID, beds[1].ID))
	same(t, spans(t, h, "男203-临1", "2027-01-01", "2027-01-10"), "taken 演示甲 01-01 10:00–01-03 10:00")
	later, err := h.Timeline(t.Context(), date("2027-01-04"), date("2027-01-10"))
	ok(t, err)
	if len(later.Rows) != 60 {
		t.Errorf("%d rows; want the 60 beds that stand", len(later.Rows))
	}
}

// The bar of somebody who left at a time before the bed was given is still of
// somebody.
func TestTheTimelineKnowsWhoLeftBeforeTheWindow(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	stay := arrive(t, h, called(man(40), "演示甲"))
	c.to("2027-01-05 10:00")
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	c.to("2027-01-05 12:00")
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true, At: date("2027-01-02").At(9, 0)})
	ok(t, err)
	same(t, spans(t, h, "男203-1", "2027-01-05", "2027-01-06"), "taken 演示甲 01-05 10:00–01-05 10:00")
}
