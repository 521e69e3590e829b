package shelter

import (
	"cmp"
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
)

// Round is the list with which somebody goes from bed to bed and hands out
// medicine. 发药单
type Round struct {
	From, To time.Time
	Lines    []RoundLine // by time, then by bed
	AsNeeded []RoundLine // what is taken when needed; Due is zero
	Hidden   int         // medicines of protected people, whom this account may not read
	Away     int         // doses of those who are in hospital or placed
}

// RoundLine is one dose of a round.
type RoundLine struct {
	Order   MedicineOrder
	Name    string
	Bed     string
	Room    string // "" for who has no bed
	Allergy string
	Due     time.Time
	Dose    *Dose // what became of it; nil while it is open
	Late    bool  // its time has passed and nothing was recorded
}

// RoundList lists the doses that are due at or after from and before to.
func (h *House) RoundList(ctx context.Context, from, to time.Time) (r Round, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		r, err = findRound(tx, from, to)
		return err
	})
	return r, err
}

func findRound(tx *access.Tx, from, to time.Time) (Round, error) {
	r := Round{From: from, To: to}
	orders, hiddenOrders, err := findMedicinesInCare(tx)
	if err != nil {
		return r, err
	}
	r.Hidden = hiddenOrders
	places, err := findBedPlaces(tx)
	if err != nil {
		return r, err
	}
	doses, err := findDoses(tx, from, to)
	if err != nil {
		return r, err
	}
	open, err := findOpenByStay(tx)
	if err != nil {
		return r, err
	}
	for _, m := range orders {
		r.add(m, open[m.StayID], places[m.StayID], doses, tx.Now())
	}
	walk := func(a, b RoundLine) int { return places[a.Order.StayID].compare(places[b.Order.StayID]) }
	slices.SortStableFunc(r.Lines, func(a, b RoundLine) int { return cmp.Or(a.Due.Compare(b.Due), walk(a, b)) })
	slices.SortStableFunc(r.AsNeeded, walk)
	return r, nil
}

func (r *Round) add(m MedicineOrder, who intake.Resident, at bedPlace, doses map[doseKey]Dose, now time.Time) {
	line := RoundLine{Order: m, Name: shownName(who), Bed: at.bed, Room: at.room, Allergy: who.Stay.Allergy}
	due := m.due(r.From, r.To)
	if who.Stay.State != intake.In {
		r.Away += len(due)
		return
	}
	if len(m.Times) == 0 && m.StoppedAt.IsZero() {
		r.AsNeeded = append(r.AsNeeded, line)
	}
	for _, line.Due = range due {
		line.Dose = nil
		if d, done := doses[doseKey{m.ID, line.Due.UnixMilli()}]; done {
			line.Dose = &d
		}
		line.Late = line.Dose == nil && line.Due.Before(now)
		r.Lines = append(r.Lines, line)
	}
}

// findOpenByStay is everybody in care, by stay.
func findOpenByStay(tx *access.Tx) (map[string]intake.Resident, error) {
	open, err := intake.FindOpenStays(tx)
	byStay := make(map[string]intake.Resident, len(open))
	for _, r := range open {
		byStay[r.Stay.ID] = r
	}
	return byStay, err
}
