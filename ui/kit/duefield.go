package kit

import (
	"regexp"
	"time"

	"fyne.io/fyne/v2/lang"
)

// DueField takes a moment that is still to come and says underneath what it
// understood: 1830, 明天 9:00, 12-02 08:00, +3 for three hours from now.
type DueField struct{ momentField }

var _ Field = (*DueField)(nil)

// NewDueField returns an empty field; now is the clock of the station.
func NewDueField(now func() time.Time) *DueField {
	f := &DueField{}
	f.take(now, lang.L("1830、明天 9:00，+3 是3小时后"), ReadDue)
	f.ExtendBaseWidget(f)
	return f
}

var (
	hoursAhead = regexp.MustCompile(`^\+\s*(\d{1,3})\s*(?:小时|h)?$`)
	dayAhead   = regexp.MustCompile(`^(今天|明天|后天|大后天)\s*(\d{1,2}[:点时].*|\d{3,4})$`)
	aheadWords = map[string]int{"今天": 0, "明天": 1, "后天": 2, "大后天": 3}
)

// ReadDue reads a moment to come as people write it. A time of day alone is
// today's, or tomorrow's when it has passed; a day without a year is the next
// one.
func ReadDue(text string, now time.Time) (time.Time, error) {
	t := tidied(text)
	if m := hoursAhead.FindStringSubmatch(t); m != nil {
		return now.Add(time.Duration(number(m[1])) * time.Hour).Truncate(time.Minute), nil
	}
	if m := dayAhead.FindStringSubmatch(t); m != nil {
		day := now.AddDate(0, 0, aheadWords[m[1]])
		return moment(now, day.Year(), int(day.Month()), day.Day(), m[2])
	}
	if clock.MatchString(t) {
		at, err := moment(now, now.Year(), int(now.Month()), now.Day(), t)
		if err == nil && !at.After(now) {
			at = at.AddDate(0, 0, 1)
		}
		return at, err
	}
	if m := allDigit.FindStringSubmatch(t); m != nil {
		return moment(now, number(m[1]), number(m[2]), number(m[3]), m[4]+":"+m[5])
	}
	if m := dayClock.FindStringSubmatch(t); m != nil && m[2] != "" {
		if d := dayMonth.FindStringSubmatch(m[1]); d != nil {
			return onDay(now, d, m[2], 1, func(at time.Time) bool { return at.Before(now.AddDate(0, 0, -1)) })
		}
	}
	return time.Time{}, complain("看不懂这个时间：可写 1830、明天 9:00、12-02 08:00，+3 是3小时后。", nil)
}
