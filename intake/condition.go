package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// A condition of a TriageRule is written as people can read and change it:
//
//	look:fever              the code is among those entered
//	age:<16                 may be younger than 16; also <=, >, >=
//	look:drunk+mind:agitated   both
//	look:drunk+!mind:agitated  the one without the other
//
// Facts are look, mind, reason, category, need, disability, accent, came_by,
// sex, opinion, language, age, and the yes-or-no facts minor, alone, foreign
// and silent, as in alone:yes.
type condition []fact

// fact is one part of a condition: what is looked at, and for what.
type fact struct {
	name, value string
	not         bool
}

// factTables are the facts that are codes, each with its table.
var factTables = map[string]string{
	"look": "health_look", "mind": "mind_look", "reason": "reason", "category": "category", "need": "need",
	"disability": "disability", "accent": "accent", "came_by": "came_by", "sex": "sex", "opinion": "triage", "language": "language",
}

// plainFacts are those that hold or do not.
var plainFacts = map[string]func(a Arrival, now time.Time) bool{
	"minor": func(a Arrival, now time.Time) bool {
		return a.MayBeMinor(now) || slices.Contains(a.Categories, "minor")
	},
	"alone":   func(a Arrival, _ time.Time) bool { return a.Party == "" },
	"foreign": func(a Arrival, _ time.Time) bool { return a.Country != "" && a.Country != "CHN" },
	"silent":  func(a Arrival, _ time.Time) bool { return a.Silent },
}

// parseCondition reads a condition; ok is false where it says nothing that can
// be looked at.
func parseCondition(text string) (c condition, ok bool) {
	for part := range strings.SplitSeq(text, "+") {
		part = strings.TrimSpace(part)
		part, not := strings.CutPrefix(part, "!")
		name, value, found := strings.Cut(part, ":")
		f := fact{strings.TrimSpace(name), strings.TrimSpace(value), not}
		if !found || !f.known() {
			return nil, false
		}
		c = append(c, f)
	}
	return c, true
}

func (f fact) known() bool {
	if f.name == "age" {
		_, _, ok := f.bound()
		return ok
	}
	if plainFacts[f.name] != nil {
		return f.value == "yes"
	}
	table, ok := factTables[f.name]
	return ok && isCode(table, f.value)
}

// bound takes <16 apart.
func (f fact) bound() (sign string, years int, ok bool) {
	digits := strings.TrimLeft(f.value, "<>=")
	sign = strings.TrimSuffix(f.value, digits)
	years, err := strconv.Atoi(digits)
	return sign, years, err == nil && years >= 0 && years <= 130 && slices.Contains([]string{"<", "<=", ">", ">="}, sign)
}

// holds reports whether every part of the condition is met.
func (c condition) holds(a Arrival, now time.Time) bool {
	return !slices.ContainsFunc(c, func(f fact) bool { return f.met(a, now) == f.not })
}

func (f fact) met(a Arrival, now time.Time) bool {
	if plain := plainFacts[f.name]; plain != nil {
		return plain(a, now)
	}
	switch f.name {
	case "age":
		return f.aged(a, now)
	case "look":
		return slices.Contains(a.Look, f.value)
	case "mind":
		return slices.Contains(a.Mind, f.value)
	case "category":
		return slices.Contains(a.Categories, f.value)
	case "need":
		return slices.Contains(a.Needs, f.value)
	case "disability":
		return slices.Contains(a.Disabilities, f.value)
	}
	one := map[string]string{"reason": a.Reason, "accent": a.Accent, "came_by": a.CameBy, "sex": a.Sex, "opinion": a.Opinion, "language": a.Language}
	return one[f.name] == f.value
}

// aged asks whether the age may be so: of an estimated one the end that makes
// the condition hold counts, since who may be a child is treated as one.
func (f fact) aged(a Arrival, now time.Time) bool {
	youngest, oldest, ok := a.AgeRange(now)
	sign, years, _ := f.bound()
	if !ok {
		return false
	}
	switch sign {
	case "<":
		return youngest < years
	case "<=":
		return youngest <= years
	case ">":
		return oldest > years
	}
	return oldest >= years
}
