package idcard

import "slices"

// Suggestion is a number that may have been meant. It is personal data: show
// it beside the field, never put it into an error or a log.
type Suggestion struct {
	Number string
	At     int  // the place that was mistyped, counted from 1
	Swap   bool // true where At and At+1 had changed places
}

const (
	maxSuggestions = 3
	maxAge         = 110 // years; older is not suggested
)

// slips are digits that are taken for one another, by the eye or because they
// are neighbours on the keypad.
var slips = map[byte]string{
	'0': "68912", '1': "7402", '2': "1537", '3': "8265", '4': "1579",
	'5': "62348", '6': "08593", '7': "1248", '8': "036597", '9': "0486",
}

// guess finds the numbers that differ from a wrong one by two neighbours
// swapped or by one digit mistyped, whose check digit fits and whose region
// and birth date are possible. Likely slips come first: neighbours swapped,
// then digits easily mistaken, then the rest, in the order of their places.
//
// The check digit itself is left out: Check says what it should be.
func guess(s string, today Date) []Suggestion {
	var swapped, slipped, other []Suggestion
	for i := range 17 {
		if i < 16 && s[i] != s[i+1] {
			if t := with(s, i, s[i+1], s[i]); plausible(t, today) {
				swapped = append(swapped, Suggestion{Number: t, At: i + 1, Swap: true})
			}
		}
		for digit := byte('0'); digit <= '9'; digit++ {
			if digit == s[i] {
				continue
			}
			t := with(s, i, digit)
			if !plausible(t, today) {
				continue
			}
			if slices.Contains([]byte(slips[s[i]]), digit) {
				slipped = append(slipped, Suggestion{Number: t, At: i + 1})
			} else {
				other = append(other, Suggestion{Number: t, At: i + 1})
			}
		}
	}
	all := slices.Concat(swapped, slipped, other)
	return all[:min(len(all), maxSuggestions)]
}

// with returns s with the digits from place i on replaced.
func with(s string, i int, digits ...byte) string {
	return s[:i] + string(digits) + s[i+len(digits):]
}

func plausible(s string, today Date) bool {
	if s[17] != checkDigit(s) {
		return false
	}
	d := birth(s)
	if !d.exists() || d.after(today) || d.Year < today.Year-maxAge {
		return false
	}
	if s[0] == '9' {
		return true
	}
	_, known := RegionAt(s[:6], d.Year)
	return known
}
