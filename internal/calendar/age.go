package calendar

import "fmt"

// AgeAt is how many full years (周岁) somebody born on birth has lived on
// day, and -1 before birth or where the birth date is not known. Who was born
// on 29 February is a year older on 28 February of a common year.
func AgeAt(birth, day Date) int {
	if birth.IsZero() || day.Before(birth) {
		return -1
	}
	age := day.Year - birth.Year
	if day.Before(birth.AddYears(age)) {
		age--
	}
	return age
}

// Ages is an estimated age, 目测年龄, in full years, both ends included. The
// zero value means that nobody has estimated; see IsZero.
type Ages struct {
	From int `json:"from"`
	To   int `json:"to"`
}

func (a Ages) IsZero() bool { return a == Ages{} }

// Born returns the earliest and the latest birth date of somebody who was
// taken for a on the day seen.
func (a Ages) Born(seen Date) (earliest, latest Date) {
	return seen.AddYears(-a.To - 1).AddDays(1), seen.AddYears(-a.From)
}

// On returns the age that somebody has on day who was taken for a on the day
// seen. It is one year wider where the birthday may have come in between.
func (a Ages) On(seen, day Date) Ages {
	earliest, latest := a.Born(seen)
	return Ages{From: max(0, AgeAt(latest, day)), To: max(0, AgeAt(earliest, day))}
}

// String is 30–40岁 or 35岁.
func (a Ages) String() string {
	switch {
	case a.IsZero():
		return ""
	case a.From == a.To:
		return fmt.Sprintf("%d岁", a.From)
	}
	return fmt.Sprintf("%d–%d岁", a.From, a.To)
}
