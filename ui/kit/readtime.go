package kit

import (
	"regexp"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

var (
	dayWords = map[string]int{"今天": 0, "昨天": -1, "前天": -2, "大前天": -3}
	clock    = regexp.MustCompile(`^(\d{1,2})[:点时](\d{1,2})?分?$|^(\d{1,2})(\d{2})$`)
	dayMonth = regexp.MustCompile(`^(?:(\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?$`)
	allDigit = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})$`)
	dayClock = regexp.MustCompile(`^(今天|昨天|前天|大前天|[\d]+[-./年月][-./月日\d]*?日?)\s*(\d{1,2}[:点时].*|\d{3,4})?$`)
)

// ReadTime reads a moment as people write it: 2230, 22:30, 今天 22:30, 昨天
// 9:10, 11-20 08:00, 2026-11-20 8:00, 现在. A time of day alone is today's, or
// yesterday's when it has not come yet; a day without a year is the last one.
func ReadTime(text string, now time.Time) (time.Time, error) {
	t := tidied(text)
	if t == "现在" || t == "=" {
		return now.Truncate(time.Minute), nil
	}
	if m := allDigit.FindStringSubmatch(t); m != nil {
		return moment(now, number(m[1]), number(m[2]), number(m[3]), m[4]+":"+m[5])
	}
	if clock.MatchString(t) {
		at, err := moment(now, now.Year(), int(now.Month()), now.Day(), t)
		if err == nil && at.After(now) {
			at = at.AddDate(0, 0, -1)
		}
		return at, err
	}
	if m := dayClock.FindStringSubmatch(t); m != nil && m[2] != "" {
		if back, ok := dayWords[m[1]]; ok {
			day := now.AddDate(0, 0, back)
			return moment(now, day.Year(), int(day.Month()), day.Day(), m[2])
		}
		if d := dayMonth.FindStringSubmatch(m[1]); d != nil {
			return onDay(now, d, m[2], -1, func(at time.Time) bool { return at.After(now.AddDate(0, 0, 1)) })
		}
	}
	return time.Time{}, complain("看不懂这个时间：可写 2230、昨天 9:10 或 11-20 08:00，按 = 是现在。", nil)
}

// tidied makes characters plain and leaves one space where there are more.
func tidied(text string) string {
	return strings.Join(strings.Fields(strings.Map(plain, text)), " ")
}

// onDay makes a time of a day that dayMonth read. One without a year is of this
// year, or so many years from it where this one is the wrong one.
func onDay(now time.Time, day []string, hands string, years int, wrong func(at time.Time) bool) (time.Time, error) {
	if day[1] != "" {
		return moment(now, number(day[1]), number(day[2]), number(day[3]), hands)
	}
	at, err := moment(now, now.Year(), number(day[2]), number(day[3]), hands)
	if err == nil && wrong(at) {
		return moment(now, now.Year()+years, number(day[2]), number(day[3]), hands)
	}
	return at, err
}

// moment makes a time of a day and the words of a clock, where both exist.
func moment(now time.Time, year, month, day int, hands string) (time.Time, error) {
	m := clock.FindStringSubmatch(hands)
	if m == nil {
		return time.Time{}, complain("看不懂几点几分：请写成 22:30 或 2230。", nil)
	}
	hour, minute := number(m[1]+m[3]), number(m[2]+m[4])
	if hour > 23 || minute > 59 {
		return time.Time{}, complain("没有这个钟点：小时到23，分钟到59。", nil)
	}
	at := time.Date(year, time.Month(month), day, hour, minute, 0, 0, now.Location())
	if int(at.Month()) != month || at.Day() != day {
		return time.Time{}, complain("没有这一天：请核对日期。", nil)
	}
	return at, nil
}

// SayTime writes a moment as the whole application does: 今天 22:30, 昨天
// 09:10, 11月20日 08:00, with the year where it is another one.
func SayTime(at, now time.Time) string {
	at = at.In(now.Location())
	return lang.L("{{.Day}} {{.Clock}}", map[string]any{"Day": SayDay(at, now), "Clock": at.Format("15:04")})
}

// SayDay writes a day: 今天, 昨天, 明天, 11月20日, 2025年11月20日.
func SayDay(at, now time.Time) string {
	at = at.In(now.Location())
	switch daysBetween(at, now) {
	case 0:
		return lang.L("今天")
	case -1:
		return lang.L("昨天")
	case 1:
		return lang.L("明天")
	}
	args := map[string]any{"Y": at.Year(), "M": int(at.Month()), "D": at.Day()}
	if at.Year() == now.Year() {
		return lang.L("{{.M}}月{{.D}}日", args)
	}
	return lang.L("{{.Y}}年{{.M}}月{{.D}}日", args)
}

// daysBetween counts the midnights from now to at.
func daysBetween(at, now time.Time) int {
	midnight := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(at).Sub(midnight(now)) / (24 * time.Hour))
}
