package shelter_test

import (
	"testing"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/shelter"
)

func leave(t *testing.T, h *shelter.House, stay intake.Stay) {
	t.Helper()
	_, err := h.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Returned: true})
	ok(t, err)
}

func TestAPastColdWaveIsComparedWithTodaysBeds(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	early := arrive(t, h, man(40))
	c.to("2027-01-10 10:00")
	var wave []intake.Stay
	for range 20 {
		wave = append(wave, arrive(t, h, woman(40)))
	}
	for range 3 {
		wave = append(wave, arrive(t, h, man(40)))
	}
	unclear := arrive(t, h, intake.Arrival{Sex: "0"})
	c.to("2027-01-11 10:00")
	_, err := h.Away(t.Context(), shelter.Absence{StayID: early.ID, Kind: intake.Hospital})
	ok(t, err)
	for _, s := range wave {
		leave(t, h, s)
	}
	c.to("2027-01-12 10:00")
	leave(t, h, unclear)
	for range 5 {
		arrive(t, h, man(40))
	}
	c.to("2027-01-20 10:00")

	s, err := h.Surge(t.Context(), date("2027-01-05"), date("2027-01-25"))
	ok(t, err)
	if s.Peak != 25 || s.PeakDay != date("2027-01-10") || s.Women != 20 || s.Men != 5 || s.Unclear != 1 {
		t.Errorf("surge = %+v; want 25 on the 10th: 20 women; 5 men at most, on another day", s)
	}
	if s.Beds != 60 || s.BedsMen != 28 || s.BedsWomen != 24 || s.BedsEither != 8 || s.Short != 0 {
		t.Errorf("surge = %+v; want 60 beds, none short", s)
	}
	ok(t, h.SetState(t.Context(), bed(t, h, "女101-1").ID, shelter.OutOfOrder, ""))
	ok(t, h.RemoveRoom(t.Context(), bed(t, h, "女102-1").Room.ID))
	for _, room := range []string{"家303-1", "家304-1", "隔401-1"} {
		ok(t, h.RemoveRoom(t.Context(), bed(t, h, room).Room.ID))
	}
	s, err = h.Surge(t.Context(), date("2027-01-05"), date("2027-01-25"))
	ok(t, err)
	if s.BedsWomen != 15 || s.BedsEither != 1 || s.ShortWomen != 5 || s.ShortMen != 0 || s.Short != 5 {
		t.Errorf("surge = %+v; want 5 women too many, and the one unclear takes the room for either", s)
	}

	quiet, err := h.Surge(t.Context(), date("2026-01-01"), date("2026-02-01"))
	ok(t, err)
	if quiet.Peak != 0 || !quiet.PeakDay.IsZero() {
		t.Errorf("before anybody came: %+v", quiet)
	}
	_, err = h.Surge(t.Context(), date("2027-02-01"), date("2027-01-01"))
	refused(t, err, store.Invalid)
}

// Who goes at the moment at which another comes was never there with them.
func TestOneWhoGoesAndOneWhoComesAreNotTwo(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	for range 3 {
		stay := arrive(t, h, man(40))
		c.now = c.now.Add(3600e9)
		leave(t, h, stay)
	}
	s, err := h.Surge(t.Context(), date("2027-01-01"), date("2027-01-01"))
	ok(t, err)
	if s.Peak != 1 || s.PeakDay != date("2027-01-01") {
		t.Errorf("surge = %+v; want one at a time", s)
	}
}
