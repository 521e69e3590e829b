package calendar

import (
	"fmt"
	"time"
)

// Zone is Beijing time, UTC+8 all year, in which every day of this program
// begins and ends. It is fixed here, so that no machine's setting and no
// missing time-zone file can move a deadline by a day.
var Zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a civil day, without a time and without a zone. The zero Date means
// "not known" or "without limit".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// On returns the day on which t falls in Beijing.
func On(t time.Time) Date {
	y, m, d := t.In(Zone).Date()
	return Date{y, m, d}
}

// Parse reads a day written as 2006-01-02. An empty text is the zero Date.
func Parse(text string) (Date, error) {
	if text == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return Date{}, fmt.Errorf("calendar: a day is written as 2006-01-02: %w", err)
	}
	return On(t.Add(-8 * time.Hour)), nil // t is midnight in UTC
}

func (d Date) IsZero() bool { return d == Date{} }

// Valid tells whether the calendar has such a day.
func (d Date) Valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d == d.AddDays(0)
}

// Start is 00:00 of the day in Beijing.
func (d Date) Start() time.Time { return d.At(0, 0) }

// End is 24:00 of the day, which is 00:00 of the next.
func (d Date) End() time.Time { return time.Date(d.Year, d.Month, d.Day+1, 0, 0, 0, 0, Zone) }

// At is a time of the day in Beijing.
func (d Date) At(hour, minute int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, Zone)
}

func (d Date) AddDays(n int) Date { return On(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, Zone)) }

// AddMonths returns the corresponding day n months later or, where that month
// has no such day, its last one (民法典 §202).
func (d Date) AddMonths(n int) Date {
	first := On(time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, Zone))
	first.Day = min(d.Day, daysIn(first.Year, first.Month))
	return first
}

// AddYears is AddMonths by twelves: 29 February becomes 28 February in a
// common year.
func (d Date) AddYears(n int) Date { return d.AddMonths(12 * n) }

// Sub returns how many days d lies after e.
func (d Date) Sub(e Date) int { return d.number() - e.number() }

// number counts days from 1970-01-01.
func (d Date) number() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }
func (d Date) After(e Date) bool  { return d.Compare(e) > 0 }

// Compare is -1, 0 or +1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d == e:
		return 0
	case d.Year != e.Year:
		return sign(d.Year - e.Year)
	case d.Month != e.Month:
		return sign(int(d.Month - e.Month))
	}
	return sign(d.Day - e.Day)
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

func (d Date) Weekday() time.Weekday { return d.Start().Weekday() }

// String is 2006-01-02, and empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese is 2025年3月1日, as papers write it.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = Parse(string(text))
	return err
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
