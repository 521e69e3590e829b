package report

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/intake/clock"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// dueLines orders the running clocks, what is late first, then what is near,
// and puts each into words.
func dueLines(all []tracing.Line, now time.Time) ([]tracing.Line, []line) {
	var running []tracing.Line
	for _, d := range all {
		if !d.Stopped() {
			running = append(running, d)
		}
	}
	urgency := map[clock.State]int{clock.Overdue: 0, clock.Soon: 1}
	slices.SortStableFunc(running, func(a, b tracing.Line) int {
		rank := func(l tracing.Line) int {
			if n, ok := urgency[l.Deadline.State]; ok {
				return n
			}
			return len(urgency)
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), a.Due.Compare(b.Due))
	})
	words := make([]line, len(running))
	for i, d := range running {
		words[i] = dueLine(d, now)
	}
	return running, words
}

func dueLine(d tracing.Line, now time.Time) line {
	name := d.Name()
	if d.Person.Hidden {
		name = lang.L(shelter.ProtectedName)
	}
	by := d.By(now)
	note := lang.L("{{.When}} 前", map[string]any{"When": lang.L(by.Text, by.Args)})
	if d.Deadline.State == clock.Overdue {
		note = lang.L("应在 {{.When}} 前", map[string]any{"When": lang.L(by.Text, by.Args)})
	}
	if d.Expected {
		note = lang.L("预计 {{.Note}}", map[string]any{"Note": note})
	}
	return line{
		state: dueState(d.Deadline, now),
		title: name, more: lang.L(d.Rule.Title),
		note:  lang.L("{{.When}} · 依据 {{.Article}}", map[string]any{"When": note, "Article": d.Rule.Article}),
		right: lang.L("办理") + " ›", ink: kit.Accent,
	}
}

// dueState says how a clock stands by shape, word and colour.
func dueState(d clock.Deadline, now time.Time) kit.State {
	switch d.State {
	case clock.Overdue:
		return kit.State{Shape: kit.Diamond, Word: lang.L("超期 {{.Span}}", map[string]any{"Span": span(-d.Left)}), Color: kit.Overdue}
	case clock.Soon:
		return kit.State{Shape: kit.Triangle, Word: left(d), Color: kit.Soon}
	}
	if d.Rule.Condition == clock.OrdinaryStay && d.Rule.Unit == clock.Day {
		return kit.State{Shape: kit.Ring0, Word: lang.L("第{{.N}}天", map[string]any{"N": shelter.Days(d.Start, now)}), Color: kit.Faint}
	}
	return kit.State{Shape: kit.Ring0, Word: left(d), Color: kit.Faint}
}

// left says how long a clock still runs, in the unit of its rule.
func left(d clock.Deadline) string {
	if d.Rule.Unit == clock.Workday && d.Left > 24*time.Hour && d.WorkdaysLeft > 0 {
		return lang.L("剩 {{.N}}个工作日", map[string]any{"N": d.WorkdaysLeft})
	}
	return lang.L("剩 {{.Span}}", map[string]any{"Span": span(d.Left)})
}

// span says a length of time in one unit, rounded down.
func span(d time.Duration) string {
	switch {
	case d < time.Hour:
		return lang.L("{{.N}}分钟", map[string]any{"N": max(0, int(d.Minutes()))})
	case d < 48*time.Hour:
		return lang.L("{{.N}}小时", map[string]any{"N": int(d.Hours())})
	}
	return lang.L("{{.N}}天", map[string]any{"N": int(d.Hours() / 24)})
}
