package house

import (
	"slices"
	"strconv"
	"time"

	"guitu/shelter"
)

// wrongClock names the end of a shift that is no time of day: from, to, or ""
// where both are.
func wrongClock(s shelter.WorkShift) string {
	for _, end := range []struct{ name, at string }{{"from", s.From}, {"to", s.To}} {
		if _, err := time.Parse("15:04", end.at); err != nil || len(end.at) != len("15:04") {
			return end.name
		}
	}
	return ""
}

// freshCode is a code that no shift has.
func freshCode(shifts []shelter.WorkShift) string {
	for n := len(shifts) + 1; ; n++ {
		code := "shift" + strconv.Itoa(n)
		if !slices.ContainsFunc(shifts, func(s shelter.WorkShift) bool { return s.Code == code }) {
			return code
		}
	}
}
