package match

import (
	"strings"
)

// bare is a number without the signs that people put between its parts, in
// capitals.
func bare(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width forms of ASCII
			r -= '！' - '!'
		}
		switch {
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, number)
}

const (
	citizenLength    = 18
	oldCitizenLength = 15
	tailLength       = 4
	headLength       = 10 // region and year of birth
)

// certificateForm is a certificate's number in the one form in which it is
// compared: an old citizen number of 15 digits with its century and check
// digit (GB 11643).
func certificateForm(number string) string {
	n := bare(number)
	if len(n) != oldCitizenLength || strings.Trim(n, "0123456789") != "" {
		return n
	}
	n = n[:6] + "19" + n[6:]
	sum := 0
	for i, weight := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(n[i]-'0') * weight
	}
	return n + string("10X98765432"[sum%11])
}

// phoneForm is a telephone's number without the country's code.
func phoneForm(number string) string {
	n := bare(number)
	if len(n) == 13 && strings.HasPrefix(n, "861") {
		return n[2:]
	}
	return n
}

// oneOff reports whether two numbers of one length differ in one place, or by
// two neighbours that changed places.
func oneOff(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	first, count := -1, 0
	for i := range len(a) {
		if a[i] == b[i] {
			continue
		}
		if count++; first < 0 {
			first = i
		}
	}
	switch count {
	case 1:
		return true
	case 2:
		return first+1 < len(a) && a[first] == b[first+1] && a[first+1] == b[first]
	}
	return false
}

// sharedTail is how many last signs the shorter of two numbers shares with the
// longer, where it is its tail and long enough to say something.
func sharedTail(a, b string) int {
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < tailLength || !strings.HasSuffix(long, short) {
		return 0
	}
	return len(short)
}

// sharedHead is the same of a number's beginning.
func sharedHead(a, b string) int {
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) < headLength || !strings.HasPrefix(long, short) {
		return 0
	}
	return len(short)
}

func tailOf(n string) string { return n[len(n)-tailLength:] }
