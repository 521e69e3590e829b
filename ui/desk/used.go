package desk

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/ui/kit"
)

// What was written last is offered again: units, places and staff, never
// anything of those who came. It is kept when a form was registered, so that
// what was begun and given up is not.

// usedKept is how many are kept of each.
const usedKept = 12

func usedKey(field string) string { return "desk.used." + field }

func (s *sheet) used(field string) []string {
	return strings.FieldsFunc(s.remembered(usedKey(field)), isNewline)
}

func (s *sheet) keep(field, text string) {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return
	}
	all := append([]string{text}, slices.DeleteFunc(s.used(field), func(old string) bool { return old == text })...)
	s.remember(usedKey(field), strings.Join(all[:min(len(all), usedKept)], "\n"))
}

// keepUsed keeps what an arrival that was registered said of units, places,
// staff and seals, to be offered to the next.
func (s *sheet) keepUsed(a intake.Arrival) {
	for field, text := range map[string]string{"brought_unit": a.BroughtUnit, "found_place": a.FoundPlace, "safety_by": a.Safety.By, "safety_with": a.Safety.With} {
		s.keep(field, text)
	}
	for _, f := range a.Safety.Forbidden {
		s.keep("forbidden_unit", f.Unit)
	}
	if a.Bag != "" {
		s.remember(usedKey("bag"), a.Bag)
	}
	if code := countyOf(a.Household); code != "" {
		s.keep("near", code)
	}
}

// countyOf is the code of the county in which a place lies: what the station
// needs to know where people mostly come from, and no more.
func countyOf(place string) string {
	if place == "" {
		return ""
	}
	found := idcard.Complete(place, 1)
	if len(found) == 0 || len(found[0].Code) < 6 {
		return ""
	}
	return found[0].Code[:6]
}

// places completes names, the station's own first, then those nearer to where
// people came from lately.
func (s *sheet) places() idcard.Completer {
	return idcard.Completer{Local: s.local, Near: s.used("near")}
}

// newUsedField is a text field that offers what was written in it before.
func (s *sheet) newUsedField(field string) *typeahead {
	return newTypeahead(kit.NewEntry(), func(text string) []answer { return fitting(s.used(field), text) })
}

// newStaffField is a text field that offers who works here, those who checked
// last first. Who is not of the house is written in.
func (s *sheet) newStaffField(field string) *typeahead {
	return newTypeahead(kit.NewEntry(), func(text string) []answer {
		names := s.used(field)
		for _, c := range s.staff {
			if !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
		return fitting(names, text)
	})
}

// fitting are the texts that hold what was typed, or whose initials begin with
// it; all of them where nothing was.
func fitting(all []string, typed string) (found []answer) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, text := range all {
		switch {
		case text == typed:
			return nil
		case typed == "", strings.Contains(strings.ToLower(text), typed), strings.HasPrefix(intake.Initials(text), typed):
			found = append(found, answer{text, text})
		}
	}
	return found
}

// newSealField is for the number of a seal. The one after the last used is
// proposed, and written by ↓ and Enter.
func (s *sheet) newSealField() *typeahead {
	return newTypeahead(kit.NewEntry(), func(text string) []answer {
		next := nextSeal(s.remembered(usedKey("bag")))
		if text != "" || next == "" {
			return nil
		}
		return []answer{{next, next}}
	})
}

// proposeSeal shows the next number in the empty field.
func (s *sheet) proposeSeal() {
	if next := nextSeal(s.remembered(usedKey("bag"))); next != "" {
		s.bag.entry.SetHint(lang.L("↓ 用 {{.Next}}", map[string]any{"Next": next}))
	}
}

// nextSeal counts the digits at the end of a number on: F-009, F-010.
func nextSeal(last string) string {
	head := strings.TrimRight(last, "0123456789")
	digits := last[len(head):]
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return ""
	}
	next := strconv.FormatUint(n+1, 10)
	return head + strings.Repeat("0", max(0, len(digits)-len(next))) + next
}
