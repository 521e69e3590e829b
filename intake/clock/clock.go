// Package clock derives the legal periods of a stay: what must be done by
// when, by which article, and whether it was.
//
// Nothing here is stored and nothing reads a clock or a file. Due is a pure
// function of what happened (Facts, Steps), of the station's table of rules
// and of the calendar. A corrected arrival time, a holiday entered late or a
// step recorded afterwards therefore shows at once and everywhere.
//
// The one thing not to get wrong: a period is counted by the rule row that was
// valid on the day it started. Changing a rule means closing the old row with
// ValidTo and adding a new one; the past stays as it was.
//
//	facts := clock.Facts{Events: map[clock.Kind][]time.Time{clock.Arrived: {arrival}}}
//	for _, d := range clock.Due(facts, steps, rules, cal, time.Now(), "32") {
//		fmt.Println(d.Rule.Title, d.By(now), d.Rule.Article)
//	}
package clock

import (
	"cmp"
	"slices"
	"time"

	"guitu/internal/calendar"
)

// Kind names something that happened: it can start a period, or stop one.
type Kind string

const (
	Arrived      Kind = "arrived"       // 入站
	Departed     Kind = "departed"      // 离站: the stay is closed. Moving to a hospital or into 托养 is not leaving
	Identified   Kind = "identified"    // 身份查明
	Notice       Kind = "notice"        // 寻亲公告 published, first or anew
	DNARequested Kind = "dna-requested" // 报请公安机关采集DNA
	DNASampled   Kind = "dna-sampled"   // the police have taken the sample
	Extended     Kind = "extended"      // 延期 approved and put on file
	CarePlan     Kind = "care-plan"     // 滞留人员照料安置方案
	Settled      Kind = "settled"       // 落户安置
	Transferred  Kind = "transferred"   // moved to a 儿童福利机构
)

// Facts is what the station knows of one stay.
type Facts struct {
	Events       map[Kind][]time.Time // when it started things; usually one Arrived
	Identified   bool                 // who it is has been proven
	AdultCapable bool                 // at least 16, without signs of a mental or intellectual disability
	Minor        bool                 // under 18, or taken for it
}

// Step is something the staff did and recorded.
type Step struct {
	Kind Kind      `json:"kind"`
	At   time.Time `json:"at"`
}

// State tells how a deadline stands.
type State string

const (
	Running  State = "running"
	Soon     State = "soon"      // running, and near its end
	Overdue  State = "overdue"   // past its end, and nothing was done
	Done     State = "done"      // stopped in time
	LateDone State = "late-done" // stopped after its end
)

// Deadline is one period of one rule.
type Deadline struct {
	Rule  Rule
	Start time.Time // what started it
	Due   time.Time // its last moment; for all units but hours that is 24:00 of Last
	Last  calendar.Date
	State State
	// Left is the time until Due, negative once it is past; for a stopped
	// deadline, what was left when it was stopped.
	Left time.Duration
	// WorkdaysLeft counts the working days after today up to Last. It is
	// given for rules in working days only.
	WorkdaysLeft int
	Expected     bool // rests on days that are not announced yet: show 预计
	StoppedAt    time.Time
	StoppedBy    Kind // empty while it runs
}

// Stopped tells whether the deadline needs nobody any more.
func (d Deadline) Stopped() bool { return d.StoppedBy != "" }

// By says until when, as people say it: 今天 22:30, or 12月4日 24:00.
func (d Deadline) By(now time.Time) calendar.Phrase {
	if d.Rule.Unit == Hour {
		return calendar.Say(d.Due, now)
	}
	return calendar.SayEnd(d.Last, now)
}

// Due returns every deadline that the rules give for a stay, in the order in
// which they end. province is the station's two-digit code (GB/T 2260), for
// which a rule of its own stands before the national one of the same code.
func Due(facts Facts, steps []Step, rules []Rule, cal calendar.Calendar, now time.Time, province string) []Deadline {
	var out []Deadline
	for i, r := range rules {
		for _, start := range starts(r.Trigger, facts, steps) {
			if governing(rules, r.Code, calendar.On(start), province) != i || !r.Enabled || !applies(r, start, facts, steps) {
				continue
			}
			out = append(out, run(r, start, facts, steps, cal, now))
		}
	}
	slices.SortStableFunc(out, func(a, b Deadline) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Rule.Code, b.Rule.Code), a.Start.Compare(b.Start))
	})
	return out
}

// starts lists when trigger happened, each moment once.
func starts(trigger Kind, facts Facts, steps []Step) []time.Time {
	at := slices.Clone(facts.Events[trigger])
	for _, s := range steps {
		if s.Kind == trigger {
			at = append(at, s.At)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return slices.CompactFunc(at, time.Time.Equal)
}

// applies tells whether the rule's condition held when the period started. Who
// was identified later was unidentified then: that period ran, and is done.
func applies(r Rule, start time.Time, facts Facts, steps []Step) bool {
	if r.Trigger != Arrived && leftBefore(start, r, facts, steps) {
		return false
	}
	switch r.Condition {
	case Always:
		return true
	case Unidentified:
		return unidentifiedAt(start, facts, steps)
	case OrdinaryStay:
		return facts.AdultCapable
	case UnidentifiedMinor:
		return facts.Minor && unidentifiedAt(start, facts, steps)
	}
	return false // a condition that this version does not know
}

// leftBefore tells whether the person had left before a period could start
// that leaving ends. Tracing may go on after that, but by no clock.
func leftBefore(start time.Time, r Rule, facts Facts, steps []Step) bool {
	left := starts(Departed, facts, steps)
	return slices.Contains(r.Stops, Departed) && len(left) > 0 && !left[0].After(start)
}

func unidentifiedAt(start time.Time, facts Facts, steps []Step) bool {
	if !facts.Identified {
		return true
	}
	identified := starts(Identified, facts, steps)
	return len(identified) > 0 && identified[0].After(start)
}

func run(r Rule, start time.Time, facts Facts, steps []Step, cal calendar.Calendar, now time.Time) Deadline {
	due, last, expected := r.end(start, cal)
	d := Deadline{Rule: r, Start: start, Due: due, Last: last, Expected: expected}
	d.StoppedAt, d.StoppedBy = firstStop(r, start, facts, steps)
	seen := now
	if d.Stopped() {
		seen = d.StoppedAt
	}
	d.Left = due.Sub(seen)
	if r.Unit == Workday {
		d.WorkdaysLeft, _ = cal.WorkdaysBetween(calendar.On(seen), last)
	}
	late := seen.After(due)
	switch {
	case d.Stopped() && late:
		d.State = LateDone
	case d.Stopped():
		d.State = Done
	case late:
		d.State = Overdue
	case r.near(d):
		d.State = Soon
	default:
		d.State = Running
	}
	return d
}

// firstStop finds the first thing after start that ends the period. A kind
// that starts the same period anew (a notice renews a notice) cannot stop it
// at its own moment.
func firstStop(r Rule, start time.Time, facts Facts, steps []Step) (at time.Time, by Kind) {
	for _, stop := range r.Stops {
		if stop == Identified && !facts.Identified {
			continue // taken back: the person is unknown after all
		}
		for _, t := range starts(stop, facts, steps) {
			if t.Before(start) || (stop == r.Trigger && t.Equal(start)) {
				continue
			}
			if by == "" || t.Before(at) {
				at, by = t, stop
			}
		}
	}
	return at, by
}
