package shelter_test

import (
	"slices"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

func TestTheBoardShowsWhoIsWhere(t *testing.T) {
	h := house(t)
	a := woman(72)
	a.Categories, a.Look = []string{"disabled"}, []string{"ill"}
	stay := arrive(t, h, a)
	waiting := arrive(t, h, man(17))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	ok(t, h.Hold(t.Context(), bed(t, h, "女101-2").ID, "今晚救助车送来"))

	board, err := h.Board(t.Context())
	ok(t, err)
	zone := board.Zones[0]
	if zone.Zone.Name != "女区" || zone.Count != (shelter.Count{Beds: 18, Free: 16, Occupied: 1, Held: 1}) {
		t.Errorf("first zone = %s %+v", zone.Zone.Name, zone.Count)
	}
	got := zone.Rooms[0].Beds[0].Sleeper
	want := []shelter.Icon{shelter.IconElder, shelter.IconDisabled, shelter.IconIll}
	if got.Name != "演示女士" || got.Day != 1 || !slices.Equal(got.Icons, want) {
		t.Errorf("sleeper = %+v; want the name, day 1, %v", got, want)
	}
	if len(board.WithoutBed) != 1 || board.WithoutBed[0].StayID != waiting.ID || !slices.Contains(board.WithoutBed[0].Icons, shelter.IconMinor) {
		t.Errorf("without bed = %+v", board.WithoutBed)
	}
	if board.Total.Beds != 60 || board.BySex[shelter.Women] != 22 {
		t.Errorf("%d beds, %d free for women", board.Total.Beds, board.BySex[shelter.Women])
	}
}

// A stay's days are those of the calendar in Beijing: who came at 23:50 is on
// the second day ten minutes later.
func TestDaysAreCountedByTheCalendar(t *testing.T) {
	arrived := time.Date(2026, 11, 24, 23, 50, 0, 0, calendar.Zone)
	for minutes, want := range map[int]int{0: 1, 9: 1, 10: 2, 10 + 24*60: 3} {
		if got := shelter.Days(arrived, arrived.Add(time.Duration(minutes)*time.Minute)); got != want {
			t.Errorf("%d minutes after arrival is day %d; want %d", minutes, got, want)
		}
	}
}

func TestTheColourComesOnTheSeventhAndAfterTheTenthDay(t *testing.T) {
	h := house(t)
	for day, want := range map[int]shelter.Due{1: shelter.NotDue, 6: shelter.NotDue, 7: shelter.DueSoon, 10: shelter.DueSoon, 11: shelter.Overdue} {
		a := man(40)
		a.ArrivedAt = time.Now().AddDate(0, 0, 1-day)
		stay := arrive(t, h, a)
		board, err := h.Board(t.Context())
		ok(t, err)
		for _, s := range board.WithoutBed {
			if s.StayID == stay.ID && (s.Day != day || s.Due != want) {
				t.Errorf("day %d: shown as day %d, %q; want %q", day, s.Day, s.Due, want)
			}
		}
	}
}

// A protected person counts, and is nobody's business: not even a bed can be
// given by who is not named.
func TestAProtectedPersonHasABedAndNoName(t *testing.T) {
	h := house(t)
	colleague := as(t, h, access.ShelterManager)
	stay := arrive(t, h, woman(30))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	for _, eyes := range []*shelter.House{h, colleague} {
		s := tile(t, eyes, "女101-1").Sleeper
		if s.Name != shelter.ProtectedName || len(s.Icons) != 0 {
			t.Errorf("sleeper = %+v; want 保护对象 and nothing else", s)
		}
	}
	n, err := colleague.Headcount(t.Context())
	ok(t, err)
	if n.InStation != 1 {
		t.Errorf("in station: %d; want 1", n.InStation)
	}
	_, err = colleague.Move(t.Context(), stay.ID, bed(t, h, "女101-2").ID, nil)
	refused(t, err, store.Forbidden)
}

func TestHeadcountOfTheDay(t *testing.T) {
	h := house(t)
	first, second := arrive(t, h, man(40)), arrive(t, h, woman(40))
	arrive(t, h, intake.Arrival{Sex: "1"})
	_, err := h.Assign(t.Context(), second.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: first.ID, Kind: "self"})
	ok(t, err)
	got, err := h.Headcount(t.Context())
	ok(t, err)
	want := shelter.Headcount{InStation: 2, Arrived: 3, Departed: 1, Unknown: 1, WithoutBed: 1,
		Free: 59, FreeWomen: 17, FreeMen: 22, FreeMinors: 8, FreeFamily: 6, FreeIsolation: 6}
	if got != want {
		t.Errorf("headcount = %+v\nwant        %+v", got, want)
	}
}

func TestABedWithAHistoryIsNotRemoved(t *testing.T) {
	h := house(t)
	b := bed(t, h, "男203-1")
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, b.ID, nil)
	ok(t, err)
	refused(t, h.RemoveBed(t.Context(), b.ID), store.Conflict)
	refused(t, h.RemoveRoom(t.Context(), b.Room.ID), store.Conflict)
	room := b.Room
	room.Sex = shelter.Women
	refused(t, h.SaveRoom(t.Context(), &room), store.Conflict)
	ok(t, h.Free(t.Context(), stay.ID))
	refused(t, h.RemoveBed(t.Context(), b.ID), store.Conflict)
	refused(t, h.RemoveZone(t.Context(), b.Room.ZoneID), store.Conflict)
	ok(t, h.RemoveRoom(t.Context(), bed(t, h, "男202-1").Room.ID))
	added := shelter.Bed{Name: "男203-1", Room: b.Room, LowerBunk: true}
	refused(t, h.SaveBed(t.Context(), &added), store.Conflict)
	added.ID, added.Name = "", "男203-加1"
	ok(t, h.SaveBed(t.Context(), &added))
}
