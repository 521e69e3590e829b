package shelter_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func TestWomanIsNotPutInAMensRoom(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, woman(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	refused(t, err, store.Invalid)
	blocked, is := errors.AsType[*shelter.Blocked](err)
	if !is || blocked.Verdict.Reasons[0].Code != "sex_room" {
		t.Errorf("cause = %v; want the rule sex_room", blocked)
	}
	sleeps(t, h, "男203-1", "")
}

func TestARuleGivesWayToARightAndAReason(t *testing.T) {
	h := house(t)
	clerk := as(t, h, access.FrontDesk)
	stay := arrive(t, h, woman(40))
	mens := bed(t, h, "男203-1")

	_, err := clerk.Assign(t.Context(), stay.ID, mens.ID, &shelter.Override{Reason: "女区已满"})
	refused(t, err, store.Forbidden)
	_, err = h.Assign(t.Context(), stay.ID, mens.ID, &shelter.Override{Reason: " "})
	refused(t, err, store.Invalid)

	_, err = h.Assign(t.Context(), stay.ID, mens.ID, &shelter.Override{Reason: "女区已满，单独一间"})
	ok(t, err)
	takes, err := h.Takes(t.Context(), stay.ID)
	ok(t, err)
	if len(takes) != 1 || takes[0].Overridden[0] != "sex_room" || takes[0].Reason != "女区已满，单独一间" {
		t.Errorf("takes = %+v; want the overridden rule and its reason", takes)
	}
}

func TestABedThatIsNotReadyIsNotGiven(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	b := bed(t, h, "男203-1")
	for _, state := range []shelter.BedState{shelter.Held, shelter.Cleaning, shelter.OutOfOrder} {
		ok(t, h.SetState(t.Context(), b.ID, state, "演示"))
		_, err := h.Assign(t.Context(), stay.ID, b.ID, nil)
		refused(t, err, store.Conflict)
	}
	ok(t, h.Release(t.Context(), b.ID))
	_, err := h.Assign(t.Context(), stay.ID, b.ID, nil)
	ok(t, err)
	refused(t, h.SetState(t.Context(), b.ID, shelter.OutOfOrder, ""), store.Conflict)
}

func TestWhoHasABedIsMovedNotGivenASecond(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	_, err = h.Assign(t.Context(), stay.ID, bed(t, h, "男203-2").ID, nil)
	refused(t, err, store.Conflict)
	_, err = h.Move(t.Context(), stay.ID, bed(t, h, "男203-2").ID, nil)
	ok(t, err)
	sleeps(t, h, "男203-1", "")
	sleeps(t, h, "男203-2", stay.ID)
}

func TestUndoTakesBackAMoveAndAnAssignment(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	first, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	second, err := h.Move(t.Context(), stay.ID, bed(t, h, "男203-2").ID, nil)
	ok(t, err)

	refused(t, h.Undo(t.Context(), first.ID), store.Conflict)
	ok(t, h.Undo(t.Context(), second.ID))
	sleeps(t, h, "男203-1", stay.ID)
	sleeps(t, h, "男203-2", "")
	ok(t, h.Undo(t.Context(), first.ID))
	sleeps(t, h, "男203-1", "")
	takes, err := h.Takes(t.Context(), stay.ID)
	ok(t, err)
	if len(takes) != 0 {
		t.Errorf("takes = %+v; want none, as nobody slept there", takes)
	}
}

func TestUndoStopsWhereTheOldBedWasGivenAway(t *testing.T) {
	h := house(t)
	a, b := arrive(t, h, man(40)), arrive(t, h, man(50))
	old := bed(t, h, "男203-1").ID
	_, err := h.Assign(t.Context(), a.ID, old, nil)
	ok(t, err)
	moved, err := h.Move(t.Context(), a.ID, bed(t, h, "男203-2").ID, nil)
	ok(t, err)
	_, err = h.Assign(t.Context(), b.ID, old, nil)
	ok(t, err)
	refused(t, h.Undo(t.Context(), moved.ID), store.Conflict)
	sleeps(t, h, "男203-2", a.ID)
}

func TestUndoStopsWhereSomebodySleptInTheOldBedSince(t *testing.T) {
	h := house(t)
	a, b := arrive(t, h, man(40)), arrive(t, h, man(50))
	old := bed(t, h, "男203-1").ID
	_, err := h.Assign(t.Context(), a.ID, old, nil)
	ok(t, err)
	moved, err := h.Move(t.Context(), a.ID, bed(t, h, "男203-2").ID, nil)
	ok(t, err)
	_, err = h.Assign(t.Context(), b.ID, old, nil)
	ok(t, err)
	ok(t, h.Free(t.Context(), b.ID))
	refused(t, h.Undo(t.Context(), moved.ID), store.Conflict)
	sleeps(t, h, "男203-2", a.ID)
}

// On record one bed holds one person at any moment, also where somebody's
// departure was entered some minutes ahead.
func TestATakeBeginsAfterTheOneBeforeItEnds(t *testing.T) {
	h := house(t)
	c := clockOf(h, "2027-01-01 10:00")
	a, b := arrive(t, h, man(40)), arrive(t, h, man(50))
	bed := bed(t, h, "男203-1").ID
	_, err := h.Assign(t.Context(), a.ID, bed, nil)
	ok(t, err)
	_, err = h.Depart(t.Context(), shelter.Departure{StayID: a.ID, Kind: "self", Returned: true, At: c.now.Add(3 * time.Minute)})
	ok(t, err)
	take, err := h.Assign(t.Context(), b.ID, bed, nil)
	ok(t, err)
	before, err := h.Takes(t.Context(), a.ID)
	ok(t, err)
	if take.From.Before(before[0].To) {
		t.Errorf("from %v; the one before ends at %v", take.From, before[0].To)
	}
}

func TestABedIsCleanedFirstWhereTheStationWantsIt(t *testing.T) {
	h := house(t)
	ok(t, h.Session.Write(t.Context(), access.EditRules, func(tx *access.Tx) error { return tx.SetSetting(shelter.CleanSetting, true) }))
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	ok(t, h.Free(t.Context(), stay.ID))
	if got := tile(t, h, "男203-1").Look; got != shelter.LookCleaning {
		t.Errorf("look = %s; want cleaning", got)
	}
}

func TestTheBestBedStandsFirst(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(72))
	all, err := h.Suggest(t.Context(), stay.ID)
	ok(t, err)
	best, worst := all[0], all[len(all)-1]
	if best.Verdict.Level != shelter.OK || !best.Bed.LowerBunk || best.Bed.Room.Sex != "1" {
		t.Errorf("best = %+v; want a lower bunk in a men's room", best)
	}
	if worst.Verdict.Level != shelter.Block || len(worst.Verdict.Reasons) == 0 {
		t.Errorf("worst = %+v; want a refused bed with its reasons", worst)
	}
}

func TestWhoNeedsAnEyeOnThemIsOfferedTheWatchRoomFirst(t *testing.T) {
	h := house(t)
	for _, health := range []intake.Health{{LookNote: "有癫痫史"}, {Look: []string{"drunk"}}} {
		stay := arrive(t, h, intake.Arrival{Sex: "1", Profile: intake.Profile{AgeFrom: 40, AgeTo: 40}, Health: health})
		all, err := h.Suggest(t.Context(), stay.ID)
		ok(t, err)
		if best := all[0]; best.Bed.Room.Purpose != shelter.Watch || best.Verdict.Level != shelter.OK {
			t.Errorf("best = %+v; want the watch room", best)
		}
	}
}

// Thirty-two desks want five beds at once: five get one, each other hears a
// plain Conflict, and no bed is given twice.
func TestNoBedIsGivenTwice(t *testing.T) {
	h := house(t)
	const desks, beds = 32, 5
	var names []string
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		names = append(names, bed(t, h, "男203-"+n).ID)
	}
	var stays []string
	for range desks {
		stays = append(stays, arrive(t, h, man(40)).ID)
	}
	var wg sync.WaitGroup
	results := make([]error, desks)
	for i := range desks {
		wg.Go(func() { _, results[i] = h.Assign(t.Context(), stays[i], names[i%beds], nil) })
	}
	wg.Wait()
	given := 0
	for _, err := range results {
		if err == nil {
			given++
			continue
		}
		refused(t, err, store.Conflict)
		if err.Error() != "这张床刚刚安排给了别人，请另选一张。" {
			t.Errorf("the loser reads %q", err)
		}
	}
	if given != beds {
		t.Errorf("%d beds given; want %d", given, beds)
	}
	board, err := h.Board(t.Context())
	ok(t, err)
	if board.Total.Occupied != beds || len(board.WithoutBed) != desks-beds {
		t.Errorf("occupied %d, without bed %d", board.Total.Occupied, len(board.WithoutBed))
	}
}
