package person

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/ui/kit"
)

// What people write for a moment that is to come.
var (
	spanLater  = regexp.MustCompile(`^(?:(半)|(\d{1,3}))\s*个?(?:(分钟|分|min|m)|(小时|钟头|h)|(天|d)|(周|星期|礼拜|w))(?:以后|之后|后)?$`)
	dayLater   = regexp.MustCompile(`^(?:(今天|今日|today)|(明天|明日|tomorrow)|(后天)|(大后天))`)
	weekLater  = regexp.MustCompile(`^(下个?)?(?:周|星期|礼拜)(?:(一)|(二)|(三)|(四)|(五)|(六)|(日|天))`)
	dateLater  = regexp.MustCompile(`^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?`)
	clockLater = regexp.MustCompile(`^(?:(上午|早上|早晨|早|am)|(中午|下午|傍晚|晚上|晚|pm))?(?:(\d{1,2})[:点时](?:(\d{1,2})分?|(半)|整)?|(\d{1,2})(\d{2})|(\d{1,2}))$`)
	shortLater = strings.NewReplacer("今晚", "今天晚上", "明早", "明天早上", "明晚", "明天晚上", " ", "", "　", "")
)

// morning is the hour that a day alone means.
const morning = 9

// readLater reads a moment to come as people write it: 明天9点, 后天下午3点,
// 周五 10:00, 11-26 9:00, 1630, 2小时后. A time of day alone is today's, or
// tomorrow's where it is over; a day alone is its morning.
func readLater(text string, now time.Time) (time.Time, error) {
	t := shortLater.Replace(halfWidth(strings.ToLower(strings.TrimSpace(text))))
	if m := spanLater.FindStringSubmatch(t); m != nil {
		return now.Add(spanOf(m)).Truncate(time.Minute), nil
	}
	day, rest, named, err := dayOfLater(t, now)
	if err != nil {
		return time.Time{}, err
	}
	hour, minute := morning, 0
	m := clockLater.FindStringSubmatch(rest)
	switch {
	case m != nil:
		hour, minute = handsOf(m)
	case rest != "" || !named:
		return time.Time{}, store.Fail(store.Invalid, "看不懂这个时间：可写 明天9点、周五 10:00、2小时后。")
	}
	if hour > 23 || minute > 59 {
		return time.Time{}, store.Fail(store.Invalid, "没有这个钟点：小时到23，分钟到59。")
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, now.Location())
	if !named && !at.After(now) {
		at = at.AddDate(0, 0, 1)
	}
	if !at.After(now) {
		return time.Time{}, store.Fail(store.Invalid, "这个时间已经过了，请写以后的时间。")
	}
	return at, nil
}

func spanOf(m []string) time.Duration {
	unit := time.Minute
	switch {
	case m[4] != "":
		unit = time.Hour
	case m[5] != "":
		unit = 24 * time.Hour
	case m[6] != "":
		unit = 7 * 24 * time.Hour
	}
	if m[1] != "" {
		return unit / 2
	}
	return time.Duration(whole(m[2])) * unit
}

// dayOfLater reads the day at the start of a text and returns what follows
// it; named is false where the text begins with the time of day.
func dayOfLater(t string, now time.Time) (day time.Time, rest string, named bool, err error) {
	if m := dayLater.FindStringSubmatchIndex(t); m != nil {
		return now.AddDate(0, 0, group(m)-1), t[m[1]:], true, nil
	}
	if m := weekLater.FindStringSubmatchIndex(t); m != nil {
		wanted := group(m[2:]) // Monday is 1
		ahead := (wanted - int(now.Weekday()) + 7) % 7
		if m[2] >= 0 { // of the next week: from Monday on
			ahead = (8-int(now.Weekday())-1)%7 + 1 + wanted - 1
			if now.Weekday() == time.Sunday {
				ahead = wanted
			}
		}
		return now.AddDate(0, 0, ahead), t[m[1]:], true, nil
	}
	m := dateLater.FindStringSubmatch(t)
	if m == nil {
		return now, t, false, nil
	}
	year := now.Year()
	if m[1] != "" {
		year = whole(m[1])
	}
	day = time.Date(year, time.Month(whole(m[2])), whole(m[3]), 0, 0, 0, 0, now.Location())
	if int(day.Month()) != whole(m[2]) || day.Day() != whole(m[3]) {
		return day, "", true, store.Fail(store.Invalid, "没有这一天：请核对日期。")
	}
	if m[1] == "" && day.Before(now.AddDate(0, 0, -1)) {
		day = day.AddDate(1, 0, 0)
	}
	return day, t[len(m[0]):], true, nil
}

// group is which group of a match was found, counted from 1; the first pair is
// the whole match.
func group(m []int) int {
	for at := 2; at < len(m); at += 2 {
		if m[at] >= 0 {
			return at / 2
		}
	}
	return 0
}

// handsOf reads the hands of a clock. Afternoon and evening count from noon.
func handsOf(m []string) (hour, minute int) {
	hour, minute = whole(m[3]+m[6]+m[8]), whole(m[4]+m[7])
	if m[5] != "" {
		minute = 30
	}
	if m[2] != "" && hour < 12 {
		hour += 12
	}
	return hour, minute
}

func whole(digits string) int {
	n, _ := strconv.Atoi(digits) // the patterns let digits through, few enough of them
	return n
}

// halfWidth makes full-width characters plain.
func halfWidth(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, text)
}

// laterField takes a moment to come and says underneath what it understood. The
// form is given its EchoField.
type laterField struct {
	*kit.EchoField
	now func() time.Time
}

func newLaterField(now func() time.Time) *laterField {
	read := func(text string) (time.Time, error) { return readLater(text, now()) }
	return &laterField{kit.NewReading(lang.L("明天9点、周五、2小时后"), read, func(at time.Time) string { return kit.SayTime(at, now()) }), now}
}

// time is the moment that was entered; ok is false for none.
func (f *laterField) time() (at time.Time, ok bool) {
	if f.Entry().Text == "" {
		return at, false
	}
	at, err := readLater(f.Entry().Text, f.now())
	return at, err == nil
}
