// Package calendar knows days as a Chinese office counts them: which are
// working days, what a lunar date is called, how old somebody is, and how to
// say when something happened.
//
// The State Council announces each year's holidays, and the weekends worked in
// exchange (调休), in the November before. The announced years are compiled
// in. For a year that is not announced yet only the statutory days are known;
// every answer that rests on such a year says so, and is shown as 预计. A
// station can enter days by hand, which overrule everything.
//
// The one thing not to get wrong: a day is a Date, not a time.Time. Days of
// this program begin at 00:00 in Beijing (Zone), whatever the computer says.
//
//	var cal calendar.Calendar                                // official days only
//	last, certain := cal.AddWorkdays(calendar.On(arrival), 7)
//	deadline := last.End()                                   // 24:00
package calendar

import "time"

// Calendar answers what is a working day. Its zero value knows the official
// and the statutory days; New adds a station's own.
type Calendar struct {
	own map[Date]Special
}

// Special is a day that is not what its weekday says.
type Special struct {
	Work bool   // a weekend day worked in exchange, rather than a holiday
	Name string // 春节, 国庆节 …
}

// New returns a calendar in which the station's own days overrule the
// official ones.
func New(own map[Date]Special) Calendar { return Calendar{own: own} }

// Day is what is known of one day.
type Day struct {
	Work    bool
	Name    string // of the holiday or of what is worked in exchange for; empty on common days
	Certain bool   // announced or entered by hand, rather than expected (预计)
}

// Look returns what is known of d.
func (c Calendar) Look(d Date) Day {
	if s, ok := c.own[d]; ok {
		return Day{Work: s.Work, Name: s.Name, Certain: true}
	}
	if s, ok := announced().days[d]; ok {
		return Day{Work: s.Work, Name: s.Name, Certain: true}
	}
	certain := isAnnounced(d)
	if !announced().years[d.Year] {
		if name, ok := statutory(d.Year)[d]; ok {
			return Day{Name: name}
		}
	}
	w := d.Weekday()
	return Day{Work: w != time.Saturday && w != time.Sunday, Certain: certain}
}

// IsWorkday tells whether offices work on d, and whether that is certain.
func (c Calendar) IsWorkday(d Date) (work, certain bool) {
	day := c.Look(d)
	return day.Work, day.Certain
}

// maxWorkdays bounds a period; 40 years of offices.
const maxWorkdays = 10_000

// AddWorkdays returns the n-th working day after d; d itself does not count,
// whatever it is. With n ≤ 0 it is d. certain is false when any day passed on
// the way is only expected.
func (c Calendar) AddWorkdays(d Date, n int) (last Date, certain bool) {
	certain = true
	for n = min(n, maxWorkdays); n > 0; {
		d = d.AddDays(1)
		day := c.Look(d)
		certain = certain && day.Certain
		if day.Work {
			n--
		}
	}
	return d, certain
}

// NextWorkday returns d where offices work on it, and the first working day
// after it otherwise.
func (c Calendar) NextWorkday(d Date) (next Date, certain bool) {
	certain = true
	// The longest holiday ever announced had nine days; own days may be odd.
	for range 366 {
		day := c.Look(d)
		certain = certain && day.Certain
		if day.Work {
			return d, certain
		}
		d = d.AddDays(1)
	}
	return d, false
}

// WorkdaysBetween counts the working days after from, up to and including to.
// It is negative where to lies before from.
func (c Calendar) WorkdaysBetween(from, to Date) (n int, certain bool) {
	if to.Before(from) {
		n, certain = c.WorkdaysBetween(to, from)
		return -n, certain
	}
	certain = true
	for d := from; d.Before(to) && n < maxWorkdays; {
		d = d.AddDays(1)
		day := c.Look(d)
		certain = certain && day.Certain
		if day.Work {
			n++
		}
	}
	return n, certain
}
