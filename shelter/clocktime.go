package shelter

import (
	"fmt"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
)

// day scans a column that holds a day as 2006-01-02; empty is the zero Date.
type day calendar.Date

func (d *day) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("shelter: a column of days holds %T", src)
	}
	parsed, err := calendar.Parse(text)
	*d = day(parsed)
	return err
}

// clockTime reads a time of day written as 07:30.
func clockTime(text string) (hour, minute int, err error) {
	t, err := time.Parse("15:04", text)
	if err != nil || len(text) != len("15:04") {
		return 0, 0, store.Fail(store.Invalid, "时间请写成 07:30 的样子。").On("at").Because(err)
	}
	return t.Hour(), t.Minute(), nil
}

// atClock is a time of day on a day; a text that is no time is the day's start.
func atClock(d calendar.Date, text string) time.Time {
	hour, minute, err := clockTime(text)
	if err != nil {
		return d.Start()
	}
	return d.At(hour, minute)
}
