package report

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/trace"
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
	note := trace.ClockBy(d.Deadline, now)
	return line{
		state: dueState(d.Deadline, now),
		title: calledHere(d.Resident), more: lang.L(d.Rule.Title),
		note:  lang.L("{{.When}} · 依据 {{.Article}}", map[string]any{"When": note, "Article": d.Rule.Article}),
		right: lang.L("办理") + " ›", ink: kit.Accent,
	}
}

// dueState says how a clock stands by shape, word and colour. The ordinary
// period is told by its day while it is far from its end.
func dueState(d clock.Deadline, now time.Time) kit.State {
	state := trace.ClockState(d)
	far := d.State != clock.Overdue && d.State != clock.Soon
	if far && d.Rule.Condition == clock.OrdinaryStay && d.Rule.Unit == clock.Day {
		state.Word = lang.L("第{{.N}}天", map[string]any{"N": shelter.Days(d.Start, now)})
	}
	return state
}

// deadlineRoute is where the matter of a clock is dealt with: the search, or
// the person's file where somebody's name is known.
func deadlineRoute(d tracing.Line, searches bool) kit.Route {
	if d.Person.Identity != intake.IdentityProven && searches {
		return kit.Route{Name: kit.RouteCase, ID: d.Stay.ID}
	}
	return kit.Route{Name: kit.RoutePerson, ID: d.Person.ID}
}

// nearEnd keeps the clocks that are late or run out within a day.
func nearEnd(all []tracing.Line, now time.Time) []tracing.Line {
	return slices.DeleteFunc(slices.Clone(all), func(l tracing.Line) bool {
		return l.Deadline.State != clock.Overdue && l.Due.After(now.Add(24*time.Hour))
	})
}
