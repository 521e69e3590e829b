package shelter_test

import (
	"testing"
	"time"

	"guitu/internal/calendar"
	"guitu/shelter"
)

// crowd lets people come for a month, and leave after some days each.
func crowd(b *testing.B, people int) (*shelter.House, calendar.Date) {
	h := house(b)
	c := clockOf(h, "2027-01-01 00:00")
	var here []string
	for range people {
		c.now = c.now.Add(30 * 24 * time.Hour / time.Duration(people))
		stay := arrive(b, h, man(40))
		here = append(here, stay.ID)
		if len(here) > 100 {
			_, err := h.Depart(b.Context(), shelter.Departure{StayID: here[0], Kind: "self", Returned: true})
			ok(b, err)
			here = here[1:]
		}
	}
	return h, date("2027-01-01")
}

func BenchmarkAMonthOf1500People(b *testing.B) {
	h, first := crowd(b, 1500)
	for b.Loop() {
		_, err := h.Period(b.Context(), first, first.AddDays(30))
		ok(b, err)
	}
}

func BenchmarkADayOfAMonthOf1500People(b *testing.B) {
	h, first := crowd(b, 1500)
	for b.Loop() {
		_, err := h.Daily(b.Context(), first.AddDays(29))
		ok(b, err)
	}
}

func BenchmarkRoundListOf100(b *testing.B) {
	h := house(b)
	c := clockOf(h, "2027-01-01 06:00")
	for range 100 {
		stay := arrive(b, h, man(40))
		_, err := h.OrderMedicine(b.Context(), shelter.MedicineOrder{StayID: stay.ID, Medicine: pills("08:00", "12:00", "20:00")})
		ok(b, err)
	}
	for b.Loop() {
		_, err := h.RoundList(b.Context(), c.now, c.now.Add(12*time.Hour))
		ok(b, err)
	}
}

func BenchmarkRollCallOf100(b *testing.B) {
	h := house(b)
	for range 100 {
		arrive(b, h, man(40))
	}
	c, err := h.BeginRollCall(b.Context(), "早点名")
	ok(b, err)
	for b.Loop() {
		_, err := h.RollCall(b.Context(), c.ID)
		ok(b, err)
	}
}

// BenchmarkRollCallOf100WhoWereTapped reads one that has come to its end, as it
// is read after the last taps.
func BenchmarkRollCallOf100WhoWereTapped(b *testing.B) {
	h := house(b)
	for range 100 {
		arrive(b, h, man(40))
	}
	c, err := h.BeginRollCall(b.Context(), "早点名")
	ok(b, err)
	for _, l := range c.Lines {
		ok(b, h.MarkRoll(b.Context(), c.ID, l.StayID, shelter.RollPresent))
	}
	for b.Loop() {
		_, err := h.RollCall(b.Context(), c.ID)
		ok(b, err)
	}
}
