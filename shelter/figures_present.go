package shelter

import (
	"time"

	"guitu/intake"
)

// present counts who is in care just before a moment.
func (p presence) present(at time.Time, bands []AgeBand) Present {
	n := Present{BySex: map[string]int{}, ByAge: map[string]int{}, ByCategory: map[string]int{}}
	for _, r := range p.stays {
		if state, there := p.where(r.Stay, at); there {
			n.add(r, state, at, bands)
		}
	}
	return n
}

func (n *Present) add(r intake.Resident, state intake.State, at time.Time, bands []AgeBand) {
	n.Total++
	switch state {
	case intake.Hospital:
		n.Hospital++
	case intake.Placed:
		n.Placed++
	default:
		n.InStation++
	}
	n.BySex[r.Person.Sex]++
	if r.Person.Protected {
		n.Protected++
		n.ByAge[ProtectedCode]++
		n.ByCategory[ProtectedCode]++
		return
	}
	n.ByAge[bandOf(r.Person, at, bands)]++
	for _, code := range r.Stay.Categories {
		n.ByCategory[code]++
	}
	if len(r.Stay.Categories) == 0 {
		n.ByCategory[UnknownCode]++
	}
}

// bandOf is the band of the middle of the ages that somebody may have.
func bandOf(p intake.Person, at time.Time, bands []AgeBand) string {
	from, to, known := p.AgeRange(at)
	age := (from + to) / 2
	for _, b := range bands {
		if known && age >= b.From && age <= b.To {
			return b.Code
		}
	}
	return UnknownCode
}
