package shelter

import (
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
)

// VisitDaysSetting is the key of the setting after how many days somebody who
// is placed is visited again.
const VisitDaysSetting = "shelter.visit_days"

// DefaultVisitDays: 民政部 MZ/T 060-2015 wants regular visits and names no
// interval; a month is what a station starts with.
const DefaultVisitDays = 30

// VisitDue is a visit to somebody who is placed.
type VisitDue struct {
	Absence Absence
	Name    string
	Last    time.Time     // of the last visit; zero where there was none
	Due     calendar.Date // the last day on which it is in time
	Overdue bool
}

func findVisitDays(tx *access.Tx) (int, error) {
	return settingOr(tx, VisitDaysSetting, DefaultVisitDays)
}

// VisitsDue lists everybody who is placed, whose visit is due first at the head.
func (h *House) VisitsDue(ctx context.Context) (all []VisitDue, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findVisitsDue(tx)
		return err
	})
	return all, err
}

func findVisitsDue(tx *access.Tx) ([]VisitDue, error) {
	days, err := findVisitDays(tx)
	if err != nil {
		return nil, err
	}
	open, err := findOpenByStay(tx)
	if err != nil {
		return nil, err
	}
	visits, err := findVisitNotes(tx)
	if err != nil {
		return nil, err
	}
	last := map[string]time.Time{}
	for _, v := range visits { // the newest first
		if _, later := last[v.StayID]; !later && !v.Corrected {
			last[v.StayID] = v.At
		}
	}
	absences, err := findOpenAbsences(tx)
	if err != nil {
		return nil, err
	}
	var all []VisitDue
	for _, a := range absences {
		if a.Kind == intake.Placed {
			all = append(all, a.visit(shownName(open[a.StayID]), last[a.StayID], days, tx.Now()))
		}
	}
	slices.SortStableFunc(all, func(a, b VisitDue) int { return a.Due.Compare(b.Due) })
	return all, nil
}

// visit is when who is away is to be visited next. A visit before they went
// does not count.
func (a Absence) visit(name string, last time.Time, days int, now time.Time) VisitDue {
	v := VisitDue{Absence: a, Name: name}
	since := a.From
	if last.After(since) {
		v.Last, since = last, last
	}
	if a.VisitDays > 0 {
		days = a.VisitDays
	}
	v.Due = calendar.On(since).AddDays(days)
	v.Overdue = calendar.On(now).After(v.Due)
	return v
}
