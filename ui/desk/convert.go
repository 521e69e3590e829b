package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/ui/kit"
)

// put writes an arrival into the form, with its marks of 不详.
func (s *sheet) put(a intake.Arrival) {
	clear(s.filled)
	s.kept = 0
	if a.Amends != nil {
		s.kept = a.Amends.Kept
	}
	s.silence.marked = nil
	s.together(func() {
		s.putBound(a)
		s.follow(a)
	})
}

// putBound writes an arrival into the fields that there are.
func (s *sheet) putBound(a intake.Arrival) {
	for _, b := range s.bound {
		b.put(&a)
		if slices.Contains(a.Unknown, b.item.Key) {
			markUnknown(b.item.Field)
		}
		b.item.Field.Base().SetProblem("")
		b.item.Field.Base().Marked()
	}
}

// take reads the form over an arrival: what has no field there stays. What
// depends on the answers follows them.
func (s *sheet) take(a intake.Arrival) intake.Arrival {
	a.Unknown = nil
	a.Guardian = ownGuardian(a.Guardian)
	for _, b := range s.bound {
		b.take(&a)
		if saidUnknown(b.item.Field) {
			a.Unknown = append(a.Unknown, b.item.Key)
		}
	}
	if *a.Guardian == (intake.Guardian{}) {
		a.Guardian = nil
	}
	s.follow(a)
	return a
}

// ownGuardian is a copy that may be written into.
func ownGuardian(g *intake.Guardian) *intake.Guardian {
	if g == nil {
		return &intake.Guardian{}
	}
	own := *g
	return &own
}

// certain takes back what a wrong number would prove: it is told, not shown.
func (s *sheet) certain(a intake.Arrival) intake.Arrival {
	a.Identity = ""
	if _, right := s.id.number(); a.IDNumber != "" && !right {
		a.Identity = intake.IdentityClaimed
	}
	return a
}

func markUnknown(f kit.Field) {
	if r, ok := f.(*rows); ok {
		r.setUnknown()
		return
	}
	f.Restore(unknownMark)
}

func saidUnknown(f kit.Field) bool {
	if r, ok := f.(*rows); ok {
		return r.unknown()
	}
	return f.Base().Unknown()
}

var (
	justYear  = regexp.MustCompile(`^(\d{4})年?生?$`)
	yearMonth = regexp.MustCompile(`^(\d{4})[-./年](\d{1,2})月?$`)
)

// takeAge reads the field of the birth date or age. A text that still says
// what the arrival says changes nothing, so the day on which an age was
// estimated stays. Text that cannot be read stands in Birth as it is, for the
// draft; the form asks for it to be mended before it registers.
func (s *sheet) takeAge(a *intake.Arrival) {
	text := strings.TrimSpace(entered(s.age))
	if text == ageText(*a) {
		return
	}
	a.Birth, a.AgeFrom, a.AgeTo, a.AgeSeen = "", 0, 0, ""
	age, ok := s.age.Age()
	switch {
	case text == "":
	case !ok:
		a.Birth = text
	case age.Birth != nil:
		a.Birth = age.Birth.Format(time.DateOnly)
	case justYear.MatchString(text):
		a.Birth = justYear.FindStringSubmatch(text)[1]
	case yearMonth.MatchString(text):
		m := yearMonth.FindStringSubmatch(text)
		a.Birth = m[1] + "-" + ("0" + m[2])[len(m[2])-1:]
	default:
		a.AgeFrom, a.AgeTo, a.AgeSeen = age.AgeFrom, age.AgeTo, calendar.On(s.now()).String()
	}
}

func (s *sheet) putAge(a *intake.Arrival) { s.age.Restore(ageText(*a)) }

// ageText is how a birth date or an age is written into its field.
func ageText(a intake.Arrival) string {
	switch {
	case a.Birth != "":
		return a.Birth
	case a.AgeFrom == 0 && a.AgeTo == 0:
		return ""
	case a.AgeFrom == a.AgeTo:
		return strconv.Itoa(a.AgeFrom)
	}
	return strconv.Itoa(a.AgeFrom) + "-" + strconv.Itoa(a.AgeTo)
}

// spokenTime is how a time stands in a record that was told: 2026-11-23 22:10.
const spokenTime = "2006-01-02 15:04"

// addFoundAt binds when somebody was found: a moment where it can be read as
// one, else the words.
func (s *sheet) addFoundAt(g *kit.Group) {
	at := newSpokenTime(s.now)
	s.text(g.Add, "found_at", "发现时间", at, func(a *intake.Arrival) *string { return &a.FoundAt })
}

// bindAliases binds former names and nicknames, written one after the other.
func (s *sheet) bindAliases(g *kit.Group) {
	aliases := kit.NewEntry()
	s.bind(g.Beside("aliases", "曾用名、绰号", spelled(aliases)),
		func(a *intake.Arrival) { aliases.Restore(strings.Join(a.Aliases, "、")) },
		func(a *intake.Arrival) {
			a.Aliases = strings.FieldsFunc(entered(aliases), func(r rune) bool { return strings.ContainsRune("、，,;； ", r) })
		})
}

// sameMinute reports whether two moments look alike in a field.
func sameMinute(a, b time.Time) bool { return a.Truncate(time.Minute).Equal(b.Truncate(time.Minute)) }
