package tracing

import (
	"slices"
	"time"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/calendar"
)

// extensionWarns is how long before its end an extension is told as 快到期.
const extensionWarns = 3 * 24 * time.Hour

// prolong moves the end of the periods that an approved extension ends to the
// day until which it was approved. The clock does not stop for good: who is
// still here after that day stays without leave.
func prolong(clocks []clock.Deadline, s intake.Stay, now time.Time) {
	for i := range clocks {
		d := &clocks[i]
		if !slices.Contains(d.Rule.Stops, clock.Extended) || !s.EndsBy.After(d.Due) {
			continue
		}
		d.Due, d.Last = s.EndsBy, calendar.On(s.EndsBy.Add(-time.Millisecond)) // 24:00 belongs to the day it ends
		seen := now
		if d.Stopped() {
			seen = d.StoppedAt
		}
		d.Left = d.Due.Sub(seen)
		switch {
		case d.Stopped() && d.Left < 0:
			d.State = clock.LateDone
		case d.Stopped():
			d.State = clock.Done
		case d.Left < 0:
			d.State = clock.Overdue
		case d.Left <= extensionWarns:
			d.State = clock.Soon
		default:
			d.State = clock.Running
		}
	}
	slices.SortStableFunc(clocks, func(a, b clock.Deadline) int { return a.Due.Compare(b.Due) })
}
