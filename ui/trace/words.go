package trace

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/intake/clock"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Code is what a code says in the language that is spoken. What is no code of
// the table was written in words and stands for itself.
func Code(table, code string) string {
	rows, _ := assets.CodeTable(table) // embedded: it cannot fail
	for _, o := range kit.Options(rows) {
		if o.Key == code {
			return o.Text
		}
	}
	return code
}

// Codes says several.
func Codes(table string, codes []string) string {
	words := make([]string, len(codes))
	for i, code := range codes {
		words[i] = Code(table, code)
	}
	return strings.Join(words, lang.L("、"))
}

// SexAge is the line under a name: 男 · 目测 50–60 岁.
func SexAge(p intake.Person, on time.Time) string {
	return kit.Joined(Code("sex", p.Sex), AgeWords(p.Profile, on))
}

// AgeWords says an age as it is known: 46岁, or 目测 50–60 岁.
func AgeWords(p intake.Profile, on time.Time) string {
	from, to, ok := p.AgeRange(on)
	args := map[string]any{"From": from, "To": to}
	switch {
	case !ok:
		return ""
	case p.Birth != "" && from == to:
		return lang.L("{{.From}}岁", args)
	case p.Birth != "":
		return lang.L("{{.From}}–{{.To}} 岁", args)
	case from == to:
		return lang.L("目测 {{.From}} 岁", args)
	}
	return lang.L("目测 {{.From}}–{{.To}} 岁", args)
}

// StateChip says how far a search has come by shape, word and colour.
func StateChip(s tracing.State) kit.State {
	word := lang.L(s.Words())
	switch s {
	case tracing.NotBegun:
		return kit.State{Shape: kit.Ring0, Word: word, Color: kit.Faint}
	case tracing.HasLead, tracing.Matched:
		return kit.State{Shape: kit.Triangle, Word: word, Color: kit.Soon}
	case tracing.IsVerified, tracing.Settled, tracing.Home:
		return kit.State{Shape: kit.Square, Word: word, Color: kit.Done}
	}
	return kit.State{Shape: kit.Disc, Word: word, Color: kit.Info}
}

// ClockState says how a clock stands by shape, word and colour.
func ClockState(d clock.Deadline) kit.State {
	switch d.State {
	case clock.Overdue:
		return kit.State{Shape: kit.Diamond, Word: lang.L("超期 {{.Span}}", map[string]any{"Span": span(-d.Left)}), Color: kit.Overdue}
	case clock.Soon:
		return kit.State{Shape: kit.Triangle, Word: left(d), Color: kit.Soon}
	case clock.Done:
		return kit.State{Shape: kit.Square, Word: lang.L("已办"), Color: kit.Done}
	case clock.LateDone:
		return kit.State{Shape: kit.Square, Word: lang.L("已办，超期 {{.Span}}", map[string]any{"Span": span(-d.Left)}), Color: kit.Soon}
	}
	return kit.State{Shape: kit.Ring0, Word: left(d), Color: kit.Faint}
}

// ClockBy says until when, or when it was done.
func ClockBy(d clock.Deadline, now time.Time) string {
	by := d.By(now)
	when := lang.L(by.Text, by.Args)
	switch {
	case d.Stopped():
		return lang.L("{{.Done}} 办理，期限 {{.When}}", map[string]any{"Done": kit.SayTime(d.StoppedAt, now), "When": when})
	case d.State == clock.Overdue:
		return lang.L("应在 {{.When}} 前", map[string]any{"When": when})
	case d.Expected:
		return lang.L("预计 {{.Note}}", map[string]any{"Note": lang.L("{{.When}} 前", map[string]any{"When": when})})
	}
	return lang.L("{{.When}} 前", map[string]any{"When": when})
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

// dayOf is on which day of the stay the search stands: 第3天.
func dayOf(s intake.Stay, now time.Time) string {
	if !s.State.Open() {
		return lang.L("已离站")
	}
	return lang.L("第{{.N}}天", map[string]any{"N": days(s.ArrivedAt, now)})
}

// FactWords says a fact about a candidate, its codes in words.
func FactWords(f tracing.Fact) string {
	args := map[string]any{}
	for key, value := range f.Args {
		if text, ok := value.(string); ok {
			value = lang.L(text)
		}
		args[key] = value
	}
	if code, ok := f.Args["HowCode"].(string); ok {
		args["How"] = Code("leave_kind", code)
	}
	return lang.L(f.Text, args)
}
