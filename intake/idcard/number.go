package idcard

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"guitu/internal/store"
)

// firstIssued is the year in which citizen numbers began
// (《居民身份证试行条例》, 1984): whoever was born earlier carries the code that
// was in force when the number was drawn up, not the one of the birth year.
const firstIssued = 1984

// Kind says on what sort of document a number stands. The zero value means
// that the number could not be read.
type Kind string

const (
	Citizen        Kind = "citizen" // 居民身份证
	HongKongMacao  Kind = "hkmo"    // 港澳居民居住证, prefixes 81 and 82
	TaiwanResident Kind = "taiwan"  // 台湾居民居住证, prefix 83
	Foreigner      Kind = "foreign" // 外国人永久居留身份证 of 2023, first digit 9
)

// Date is a day of the calendar; its zero value is no date.
type Date struct{ Year, Month, Day int }

// String is the day as YYYY-MM-DD, and empty for no date.
func (d Date) String() string {
	if d == (Date{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// dateOf is the day on which a moment falls in its own zone.
func dateOf(t time.Time) Date { return Date{t.Year(), int(t.Month()), t.Day()} }

// exists says whether the calendar has the day.
func (d Date) exists() bool {
	t := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	return t.Year() == d.Year && int(t.Month()) == d.Month && t.Day() == d.Day
}

func (d Date) after(o Date) bool {
	return d.Year*10000+d.Month*100+d.Day > o.Year*10000+o.Month*100+o.Day
}

// Number is what a citizen number says. Fields that could not be read are
// empty; those that could are filled even where a problem remains, so that the
// clerk can compare them with the person.
type Number struct {
	Number18    string // the number with 18 places; empty unless it is right
	Kind        Kind
	Birth       Date
	Sex         string // GB/T 2261.1: "1" male, "2" female
	RegionCode  string // the first six digits
	RegionThen  Region // what the code was called when the number was issued
	RegionNow   Region // what that place is called today; see RegionNowFrom
	Problems    []Problem
	Suggestions []Suggestion // what may have been meant; at most three
}

// Check reads a number of 18 or 15 places as typed, pasted or read aloud:
// spaces, full-width digits and a small x do no harm. The error is the first
// of the problems that make the number wrong, as a *store.Error, or nil.
func Check(typed string) (Number, error) { return CheckOn(typed, time.Now()) }

// CheckOn is Check as of a day, which decides what "in the future" means.
func CheckOn(typed string, day time.Time) (Number, error) {
	s := Normalise(typed)
	if problems := shape(s); len(problems) > 0 {
		n := Number{Problems: problems}
		return n, n.Err()
	}
	s, upgraded := upgrade(s)
	today := dateOf(day)
	n := read(s)
	n.Problems = append(n.Problems, birthProblems(n.Birth, today)...)
	if want := checkDigit(s); s[17] != want {
		n.Suggestions = guess(s, today)
		n.Problems = append(n.Problems, checkProblem(want, n))
	}
	n.Problems = append(n.Problems, notes(n, upgraded)...)
	if n.Err() == nil {
		n.Number18 = s
	}
	return n, n.Err()
}

// Err is the first problem that makes the number wrong, or nil.
func (n Number) Err() error {
	for _, p := range n.Problems {
		if !p.Note {
			return store.Fail(store.Invalid, p.Text).With(p.Args).On("id_number")
		}
	}
	return nil
}

// Normalise drops spaces and invisible characters and turns full-width digits
// and every form of x into plain ones. What it does not know it keeps.
func Normalise(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			return -1
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == 'x', r == 'ｘ', r == 'Ｘ', r == '×':
			return 'X'
		}
		return r
	}, typed)
}

// upgrade gives a 15-digit number of before 1999 its century and check digit.
func upgrade(s string) (string, bool) {
	if len(s) != 15 {
		return s, false
	}
	s = s[:6] + "19" + s[6:]
	return s + string(checkDigit(s)), true
}

// read takes a number of 18 places apart.
func read(s string) Number {
	n := Number{Kind: kindOf(s), RegionCode: s[:6], Sex: "2", Birth: birth(s)}
	if (s[16]-'0')%2 == 1 {
		n.Sex = "1"
	}
	if n.Kind == Foreigner { // digits 2–6 are the place of application and the country
		return n
	}
	year := max(n.Birth.Year, firstIssued)
	n.RegionThen, _ = RegionAt(n.RegionCode, year)
	_, n.RegionNow, _ = RegionNowFrom(n.RegionCode, year)
	return n
}

func kindOf(s string) Kind {
	switch {
	case s[0] == '9':
		return Foreigner
	case s[:2] == "81", s[:2] == "82":
		return HongKongMacao
	case s[:2] == "83":
		return TaiwanResident
	}
	return Citizen
}

func birth(s string) Date {
	d := 0
	for _, c := range []byte(s[6:14]) {
		d = d*10 + int(c-'0')
	}
	return Date{d / 10000, d / 100 % 100, d % 100}
}

// checkDigit computes place 18 from the first 17 (GB 11643, ISO 7064 MOD
// 11-2): the weights are 2^(17-i) mod 11.
func checkDigit(s string) byte {
	sum := 0
	for _, c := range []byte(s[:17]) {
		sum = (sum + int(c-'0')) * 2 % 11
	}
	return "10X98765432"[sum]
}
