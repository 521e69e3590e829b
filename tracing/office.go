// Package tracing finds the families of people who cannot say who they are:
// the case, its steps, and the clocks that run by law. 寻亲
//
// The one thing not to get wrong: nobody without a proven identity falls out
// of the list. The list is derived from the stays themselves, so that there is
// no case to forget to open; and it goes on after somebody was moved to a
// hospital or another institution.
//
//	office := &tracing.Office{Session: session}
//	lines, err := office.List(ctx)
//	step, err := office.Record(ctx, stayID, tracing.StepRecord{Kind: tracing.NoticeOut})
package tracing

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/calendar"
)

// Office is the tracing officer's desk.
type Office struct {
	Session  *access.Session
	Calendar calendar.Calendar // working days; the zero one knows the official holidays
}

// Case is one search with all that is known of it. ID is empty until the first
// step is recorded; Steps hold those of earlier searches for the person too.
type Case struct {
	intake.Resident
	ID       string
	OpenedAt time.Time
	State    State
	Steps    []Step // the oldest first; withdrawn ones too
	Clocks   []clock.Deadline
	Staff    map[string]string // names of accounts, for who recorded a step; of an opened case only
}

// Line is a clock with whom it is about.
type Line struct {
	intake.Resident
	clock.Deadline
}

// endsSearch are the ways of leaving after which nobody is looked for: who
// left of their own will or with their kin.
var endsSearch = map[string]bool{"self": true, "kin": true, "walked": true, "ended": true}

// sought reports whether the search for a person's family goes on.
func sought(r intake.Resident) bool {
	if r.Person.Identity == intake.IdentityProven || r.Stay.State == intake.Refused {
		return false
	}
	return r.Stay.State.Open() || !endsSearch[r.Stay.LeaveKind]
}

// List is everybody whose identity is not proven and whom the station still
// owes a search, the most urgent first.
func (o *Office) List(ctx context.Context) (all []Case, err error) {
	err = o.Session.Read(ctx, access.Trace, func(tx *access.Tx) error {
		all, err = o.list(tx)
		return err
	})
	return all, err
}

func (o *Office) list(tx *access.Tx) ([]Case, error) {
	humans, err := intake.FindHumans(tx)
	if err != nil {
		return nil, err
	}
	residents, err := findSought(tx, humans)
	if err != nil {
		return nil, err
	}
	steps, err := findAllSteps(tx, humans)
	if err != nil {
		return nil, err
	}
	rules, err := findRules(tx)
	if err != nil {
		return nil, err
	}
	all := make([]Case, 0, len(residents))
	for _, r := range residents {
		all = append(all, o.caseOf(r, steps[humans.Of(r.Person.ID)], rules, tx.Now()))
	}
	slices.SortStableFunc(all, compareUrgency)
	return all, nil
}

func (o *Office) caseOf(r intake.Resident, steps []Step, rules []clock.Rule, now time.Time) Case {
	c := Case{Resident: r, State: StateIn(r.Stay.ArrivedAt, steps), Steps: steps}
	if current := stillCounting(r.Stay.ArrivedAt, steps); len(current) > 0 {
		c.ID, c.OpenedAt = current[len(current)-1].CaseID, firstRecorded(current)
	}
	facts, done := factsOf(r, steps)
	c.Clocks = clock.Due(facts, done, rules, o.Calendar, now, "")
	prolong(c.Clocks, r.Stay, now)
	return c
}

func firstRecorded(steps []Step) time.Time {
	return slices.MinFunc(steps, func(a, b Step) int { return a.RecordedAt.Compare(b.RecordedAt) }).RecordedAt
}

// Next is the clock that asks for somebody first, nil where none runs.
func (c Case) Next() *clock.Deadline {
	for i, d := range c.Clocks {
		if !d.Stopped() {
			return &c.Clocks[i] // Due sorts by end
		}
	}
	return nil
}

func compareUrgency(a, b Case) int {
	switch x, y := a.Next(), b.Next(); {
	case x != nil && y != nil:
		return x.Due.Compare(y.Due)
	case x != nil:
		return -1
	case y != nil:
		return 1
	}
	return 0
}

// Case reads one search. Opening it is on record.
func (o *Office) Case(ctx context.Context, stayID string) (c Case, err error) {
	err = o.Session.Write(ctx, access.Trace, func(tx *access.Tx) error {
		if c, err = o.findCase(tx, stayID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "case.open", Table: "stay", Target: stayID, Person: c.Person.ID})
	})
	return c, err
}

// Renew reads a case again that is open on a screen, after somebody changed
// it. That it was opened is on record already.
func (o *Office) Renew(ctx context.Context, open Case) (c Case, err error) {
	err = o.Session.Read(ctx, access.Trace, func(tx *access.Tx) error {
		c, err = o.findCase(tx, open.Stay.ID)
		return err
	})
	return c, err
}

func (o *Office) findCase(tx *access.Tx, stayID string) (c Case, err error) {
	r, err := intake.FindResident(tx, stayID)
	if err != nil {
		return c, err
	}
	if r.Person.Hidden {
		return c, access.ErrProtected()
	}
	files, err := intake.FindSame(tx, r.Person.ID)
	if err != nil {
		return c, err
	}
	if err := identifyBy(tx, files, &r.Person); err != nil {
		return c, err
	}
	steps, err := findSteps(tx, files)
	if err != nil {
		return c, err
	}
	rules, err := findRules(tx)
	if err != nil {
		return c, err
	}
	c = o.caseOf(r, steps, rules, tx.Now())
	c.Staff, err = tx.StaffNames()
	return c, err
}

// Deadlines are the clocks that run for everybody in the station's care, what
// ends first at the top. Protected people are among them as 保护对象.
func (o *Office) Deadlines(ctx context.Context) (all []Line, err error) {
	err = o.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		humans, err := intake.FindHumans(tx)
		if err != nil {
			return err
		}
		residents, err := intake.FindOpenStays(tx)
		if err != nil {
			return err
		}
		if err := identify(tx, humans, residents); err != nil {
			return err
		}
		steps, err := findOpenSteps(tx, humans)
		if err != nil {
			return err
		}
		rules, err := findRules(tx)
		if err != nil {
			return err
		}
		for _, r := range residents {
			for _, d := range o.caseOf(r, steps[humans.Of(r.Person.ID)], rules, tx.Now()).Clocks {
				if !d.Stopped() {
					all = append(all, Line{r, d})
				}
			}
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b Line) int {
		return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.Stay.Number, b.Stay.Number))
	})
	return all, err
}

// clockKinds are the steps that the rules of time know, by what they are to
// them.
var clockKinds = map[Kind]clock.Kind{
	NoticeOut: clock.Notice, NoticeUpdate: clock.Notice, DNARequest: clock.DNARequested,
	DNATaken: clock.DNASampled, DNAResult: clock.DNASampled, Settlement: clock.Settled,
	CarePlan: clock.CarePlan, Verified: clock.Identified,
}

// factsOf is what the rules of time need to know of a stay.
func factsOf(r intake.Resident, steps []Step) (clock.Facts, []clock.Step) {
	arrived := r.Stay.ArrivedAt
	minor := r.Person.MayBeMinor(arrived)
	facts := clock.Facts{
		Events:       map[clock.Kind][]time.Time{clock.Arrived: {arrived}},
		Identified:   r.Person.Identity == intake.IdentityProven,
		Minor:        minor,
		AdultCapable: !underSixteen(r.Person, arrived) && !impaired(r.Stay),
	}
	var done []clock.Step
	for _, s := range steps { // those of an earlier stay had clocks of their own
		if kind, ok := clockKinds[s.Kind]; ok && s.Counts() && !s.DoneAt.Before(arrived) {
			done = append(done, clock.Step{Kind: kind, At: s.DoneAt})
			facts.Events[kind] = append(facts.Events[kind], s.DoneAt)
		}
	}
	if !r.Stay.LeftAt.IsZero() {
		done = append(done, clock.Step{Kind: clock.Departed, At: r.Stay.LeftAt})
	}
	return facts, done
}

func underSixteen(p intake.Person, on time.Time) bool {
	from, _, ok := p.AgeRange(on)
	return ok && from < 16
}

// impaired reports signs of a mental or intellectual disability, for which the
// ordinary period does not hold.
func impaired(s intake.Stay) bool {
	return slices.ContainsFunc(append(slices.Clone(s.Categories), s.Mind...), func(code string) bool {
		return code == "intellectual" || code == "mental" || code == "dementia" || code == "unconscious"
	})
}
