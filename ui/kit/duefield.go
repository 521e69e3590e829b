package kit

import (
	"regexp"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

// DueField takes a moment that is still to come and says underneath what it
// understood: 1830, 明天 9:00, 12-02 08:00, +3 for three hours from now.
type DueField struct {
	echo
	now func() time.Time
}

var _ Field = (*DueField)(nil)

// NewDueField returns an empty field; now is the clock of the station.
func NewDueField(now func() time.Time) *DueField {
	f := &DueField{now: now}
	f.start(lang.L("1830、明天 9:00，+3 是3小时后"), func(text string) error {
		_, err := ReadDue(text, f.now())
		return err
	}, func(text string) string {
		at, err := ReadDue(text, f.now())
		if err != nil {
			return ""
		}
		return SayTime(at, f.now())
	})
	f.ExtendBaseWidget(f)
	return f
}

// SetTime writes a moment into the field.
func (f *DueField) SetTime(at time.Time) { f.entry.SetText(at.Format("2006-01-02 15:04")) }

// Time returns what was entered; ok is false when nothing was or it cannot be
// understood.
func (f *DueField) Time() (at time.Time, ok bool) {
	if f.entry.Text == "" {
		return time.Time{}, false
	}
	at, err := ReadDue(f.entry.Text, f.now())
	return at, err == nil
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
	var tidy strings.Builder
	for _, r := range strings.TrimSpace(text) {
		tidy.WriteRune(plain(r))
	}
	t := strings.Join(strings.Fields(tidy.String()), " ")
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
			if d[1] != "" {
				return moment(now, number(d[1]), number(d[2]), number(d[3]), m[2])
			}
			at, err := moment(now, now.Year(), number(d[2]), number(d[3]), m[2])
			if err == nil && at.Before(now.AddDate(0, 0, -1)) {
				return moment(now, now.Year()+1, number(d[2]), number(d[3]), m[2])
			}
			return at, err
		}
	}
	return time.Time{}, complain("看不懂这个时间：可写 1830、明天 9:00、12-02 08:00，+3 是3小时后。", nil)
}
