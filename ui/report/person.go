package report

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// calledHere is how a list on the screen of the desk calls somebody: others
// look on.
func calledHere(r intake.Resident) string {
	if veiled(r) {
		return lang.L(shelter.ProtectedName)
	}
	return r.Name()
}

func veiled(r intake.Resident) bool { return r.Person.Protected || r.Person.Hidden }

// personLine is the line under a name: sex, age, station number where one is
// given.
func personLine(p intake.Person, s intake.Stay, now time.Time) string {
	var parts []string
	if word := codeWord("sex", p.Sex); word != "" {
		parts = append(parts, word)
	}
	if from, to, ok := p.AgeRange(now); ok && from == to {
		parts = append(parts, lang.L("{{.N}}岁", map[string]any{"N": from}))
	} else if ok {
		parts = append(parts, lang.L("{{.From}}–{{.To}} 岁", map[string]any{"From": from, "To": to}))
	}
	if s.Number != "" {
		parts = append(parts, s.Number)
	}
	return strings.Join(parts, " · ")
}

// codeWord is the text of a code in the language that is spoken.
func codeWord(table, code string) string {
	codes, err := assets.CodeTable(table)
	if err != nil {
		return ""
	}
	for _, o := range kit.Options(codes) {
		if o.Key == code {
			return o.Text
		}
	}
	return ""
}

// stayState says where somebody is, by shape and word.
func stayState(s intake.State) kit.State {
	switch s {
	case intake.In:
		return kit.State{Shape: kit.Disc, Word: lang.L("在站"), Color: kit.Accent}
	case intake.Hospital:
		return kit.State{Shape: kit.Triangle, Word: lang.L("住院"), Color: kit.Soon}
	case intake.Placed:
		return kit.State{Shape: kit.Ring0, Word: lang.L("站外托养"), Color: kit.Info}
	case intake.Refused:
		return kit.State{Shape: kit.Cross, Word: lang.L("不予救助"), Color: kit.Faint}
	}
	return kit.State{Shape: kit.Square, Word: lang.L("已离站"), Color: kit.Faint}
}
