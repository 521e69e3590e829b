package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Phrase is a text for people. Text is a Chinese sentence that is also the key
// of its translation; its {{.Name}} places are filled from Args.
type Phrase struct {
	Text string
	Args map[string]any
}

// String is the phrase in Chinese.
func (p Phrase) String() string {
	out := p.Text
	for name, value := range p.Args {
		out = strings.ReplaceAll(out, "{{."+name+"}}", fmt.Sprint(value))
	}
	return out
}

// Say tells when t is, seen from now: 今天 22:30, 昨天 09:10, 明天 08:00, then
// 11月20日, and 2025年3月1日 in another year.
func Say(t, now time.Time) Phrase {
	return say(On(t), On(now), t.In(Zone).Format("15:04"))
}

// SayEnd is Say for the end of a day, which people call 24:00 of that day
// rather than 00:00 of the next.
func SayEnd(day Date, now time.Time) Phrase {
	p := say(day, On(now), "24:00")
	if _, timed := p.Args["Time"]; !timed {
		p.Text += " 24:00"
	}
	return p
}

func say(day, today Date, clock string) Phrase {
	switch day.Sub(today) {
	case -1:
		return Phrase{"昨天 {{.Time}}", map[string]any{"Time": clock}}
	case 0:
		return Phrase{"今天 {{.Time}}", map[string]any{"Time": clock}}
	case 1:
		return Phrase{"明天 {{.Time}}", map[string]any{"Time": clock}}
	}
	if day.Year == today.Year {
		return Phrase{"{{.Month}}月{{.Day}}日", map[string]any{"Month": int(day.Month), "Day": day.Day}}
	}
	return Phrase{"{{.Year}}年{{.Month}}月{{.Day}}日", map[string]any{"Year": day.Year, "Month": int(day.Month), "Day": day.Day}}
}

// Ago tells how long t lies before now in one unit, rounded down: 刚刚,
// 5分钟前, 3小时前, 2天前 (by days of the calendar). A time to come, as a wrong
// clock makes it, is 刚刚.
func Ago(t, now time.Time) Phrase {
	gone := now.Sub(t)
	days := On(now).Sub(On(t))
	switch {
	case gone < time.Minute:
		return Phrase{Text: "刚刚"}
	case gone < time.Hour:
		return Phrase{"{{.N}}分钟前", map[string]any{"N": int(gone / time.Minute)}}
	case gone < 24*time.Hour:
		return Phrase{"{{.N}}小时前", map[string]any{"N": int(gone / time.Hour)}}
	}
	return Phrase{"{{.N}}天前", map[string]any{"N": days}}
}
