package beds

import (
	"slices"

	"guitu/intake"
	"guitu/shelter"
)

// The filters of the board. Those of the states are the states' own keys.
const (
	filterWomen     = "women"
	filterMen       = "men"
	filterFree      = "free"
	filterLower     = "lower"
	filterIsolation = "isolation"
	filterFamily    = "family"
	filterMinor     = "minor"
	filterLeaving   = "leaving"
	filterTemporary = "temporary"
	filterNeeds     = "needs"
)

// filterKind is what a filter is about: of two filters of one kind either may
// hold, of two kinds both must.
type filterKind int

const (
	bySex filterKind = iota
	byState
	byRoom
	byBunk
	byEnd
	byKind
	bySign
)

// filter is one thing by which beds stay on the board.
type filter struct {
	key   string
	kind  filterKind
	keeps func(shelter.BoardBed) bool
}

// filters are all that there are.
var filters = func() []filter {
	all := []filter{
		{filterWomen, bySex, func(b shelter.BoardBed) bool { return sleepsThere(b, shelter.Women) }},
		{filterMen, bySex, func(b shelter.BoardBed) bool { return sleepsThere(b, shelter.Men) }},
		{filterLower, byBunk, func(b shelter.BoardBed) bool { return b.Bed.LowerBunk }},
		{filterIsolation, byRoom, inRoomFor(shelter.Isolation, shelter.Watch)},
		{filterFamily, byRoom, inRoomFor(shelter.Family)},
		{filterMinor, byRoom, inRoomFor(shelter.MinorRoom)},
		{filterLeaving, byEnd, func(b shelter.BoardBed) bool { return b.Sleeper != nil && b.Sleeper.Due != shelter.NotDue }},
		{filterTemporary, byKind, func(b shelter.BoardBed) bool { return b.Bed.Temporary }},
		{filterNeeds, bySign, func(b shelter.BoardBed) bool { return b.Sleeper != nil && len(b.Sleeper.Icons) > 0 }},
	}
	for _, s := range states {
		all = append(all, filter{s.key, byState, func(b shelter.BoardBed) bool { return stateKey(b) == s.key }})
	}
	for _, s := range signs {
		all = append(all, filter{signKey(s.icon), bySign, func(b shelter.BoardBed) bool {
			return b.Sleeper != nil && slices.Contains(b.Sleeper.Icons, s.icon)
		}})
	}
	return all
}()

// sleepsThere reports whether a bed is for a sex, or slept in by it where
// either may.
func sleepsThere(b shelter.BoardBed, sex string) bool {
	is := b.Bed.Room.Sex
	if is == shelter.AnySex && b.Sleeper != nil {
		is = b.Sleeper.Sex
	}
	return is == sex || is == shelter.AnySex
}

func inRoomFor(purposes ...shelter.Purpose) func(shelter.BoardBed) bool {
	return func(b shelter.BoardBed) bool { return slices.Contains(purposes, b.Bed.Room.Purpose) }
}

// chosen are the filters that are on.
type chosen map[string]bool

// keeps reports whether a bed stays on the board.
func (c chosen) keeps(b shelter.BoardBed) bool {
	if len(c) == 0 {
		return true
	}
	holds := map[filterKind]bool{}
	for _, f := range filters {
		if c[f.key] {
			holds[f.kind] = holds[f.kind] || f.keeps(b)
		}
	}
	for _, held := range holds {
		if !held {
			return false
		}
	}
	return true
}

// keys are the filters that are on, in the order of all filters; what is no
// filter any more is left out.
func (c chosen) keys() (keys []string) {
	for _, f := range filters {
		if c[f.key] {
			keys = append(keys, f.key)
		}
	}
	return keys
}

// filtersOf are those of some keys.
func filtersOf(keys ...string) chosen {
	c := chosen{}
	for _, f := range filters {
		if slices.Contains(keys, f.key) {
			c[f.key] = true
		}
	}
	return c
}

// The keys of the states of a bed.
const (
	stateFree     = filterFree
	stateHere     = "occupied"
	stateSoon     = "soon"
	stateOver     = "over"
	stateHospital = "hospital"
	statePlaced   = "placed"
	stateHeld     = "held"
	stateCleaning = "cleaning"
	stateBroken   = "out_of_order"
)

// stateKey is which of the states a bed is in.
func stateKey(b shelter.BoardBed) string {
	switch b.Look {
	case shelter.LookReady:
		return stateFree
	case shelter.LookHeld:
		return stateHeld
	case shelter.LookCleaning:
		return stateCleaning
	case shelter.LookOutOfOrder:
		return stateBroken
	case shelter.LookAway:
		if b.Sleeper != nil && b.Sleeper.State == intake.Placed {
			return statePlaced
		}
		return stateHospital
	}
	switch {
	case b.Sleeper != nil && b.Sleeper.Due == shelter.DueSoon:
		return stateSoon
	case b.Sleeper != nil && b.Sleeper.Due == shelter.Overdue:
		return stateOver
	}
	return stateHere
}
