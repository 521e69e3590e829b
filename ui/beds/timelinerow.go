package beds

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// rowFacts are what a row shows.
func (l *timeline) rowFacts(at int) kit.BarRowFacts {
	row := l.rows[at]
	f := kit.BarRowFacts{Cursor: -1}
	if row.bed == nil {
		f.Head, f.Title, f.First = row.title, true, at > 0
		return f
	}
	f.Head, f.First = row.bed.Bed.Name, row.first
	if row.first {
		f.Group = row.bed.Bed.Room.Name
	}
	f.State = stateNamed(stateBroken)
	if b, stands := l.page.facts.beds[row.bed.Bed.ID]; stands {
		f.State = stateOf(b)
	}
	for _, s := range row.bed.Spans {
		f.Bars = append(f.Bars, l.bar(s))
	}
	if at == l.at {
		f.Cursor = l.day.Sub(l.from)
	}
	return f
}

// bar is a span as it is drawn.
func (l *timeline) bar(s shelter.Span) kit.Bar {
	b := kit.Bar{From: l.column(s.From), To: l.column(s.To), Text: spanName(s), Color: spanColor(s)}
	switch s.Kind {
	case shelter.SpanAway:
		b.Hatched, b.Color, b.Text = true, kit.Info, spanName(s)+" "+awayWord(s.Away)
	case shelter.SpanExpected:
		b.Hollow, b.Text = true, lang.L("到{{.Day}}", map[string]any{"Day": shortDate(lastDay(s.Expected))})
	default:
		b.Open = s.Open && s.Expected.After(s.To)
	}
	return b
}

// spanColor is grey for what is over, and for who is here that of their tile.
func spanColor(s shelter.Span) fyne.ThemeColorName {
	switch {
	case s.Kind == shelter.SpanTaken && !s.Open && s.Expected.IsZero():
		return kit.Faint
	case s.Due == shelter.DueSoon:
		return kit.Soon
	case s.Due == shelter.Overdue:
		return kit.Overdue
	}
	return kit.Accent
}

func spanName(s shelter.Span) string {
	if s.Protected {
		return lang.L(shelter.ProtectedName)
	}
	name, _, _ := strings.Cut(s.Name, "（")
	return name
}

func awayWord(state intake.State) string {
	if state == intake.Placed {
		return lang.L("托养")
	}
	return lang.L("住院")
}

// tell says what is under the cursor.
func (l *timeline) tell() {
	if l.bed() == "" {
		l.about.Set("")
		return
	}
	parts := []string{l.rows[l.at].bed.Bed.Name, shortDate(l.day)}
	spans := l.under()
	for _, s := range spans {
		parts = append(parts, spanWords(s))
	}
	if len(spans) == 0 {
		parts = append(parts, lang.L("没有人住"))
	}
	l.about.Set(strings.Join(parts, " · "))
	l.about.Refresh()
}

// spanWords are a span in words.
func spanWords(s shelter.Span) string {
	args := map[string]any{"Name": spanName(s), "From": shortDate(calendar.On(s.From)), "To": shortDate(calendar.On(s.To)), "Where": awayWord(s.Away)}
	switch {
	case s.Kind == shelter.SpanExpected:
		args["To"] = shortDate(lastDay(s.Expected))
		return lang.L("{{.Name}}预计住到{{.To}}", args)
	case s.Kind == shelter.SpanAway && s.Open:
		return lang.L("{{.Name}}{{.From}}起{{.Where}}，床位保留", args)
	case s.Kind == shelter.SpanAway:
		return lang.L("{{.Name}}{{.From}}至{{.To}}{{.Where}}，床位保留", args)
	case s.Open:
		return lang.L("{{.Name}}{{.From}}起住", args)
	}
	return lang.L("{{.Name}}{{.From}}至{{.To}}住", args)
}

// lastDay is the last day before a moment at which something ends.
func lastDay(end time.Time) calendar.Date { return calendar.On(end.Add(-time.Second)) }

// shortDate is a day without its year.
func shortDate(d calendar.Date) string {
	return lang.L("{{.Month}}月{{.Day}}日", map[string]any{"Month": int(d.Month), "Day": d.Day})
}

func dayNumber(d calendar.Date) string { return strconv.Itoa(d.Day) }

// weekdayWord is the day of the week, as short as it gets: 二, Tu.
func weekdayWord(d calendar.Date) string {
	word := lang.L([]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}[d.Weekday()])
	short := []rune(strings.TrimLeft(word, "周"))
	return string(short[:min(2, len(short))])
}

// worksOn reports whether offices work on a day.
func worksOn(d calendar.Date) bool {
	work, _ := calendar.Calendar{}.IsWorkday(d)
	return work
}

// shortDay is the day of a moment without its year.
func shortDay(t time.Time) string { return shortDate(calendar.On(t)) }
