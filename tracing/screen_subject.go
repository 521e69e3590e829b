package tracing

import (
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/tracing/match"
)

// grown is the age from which a height is taken to stay the same.
const grown = 20

func subjectOfFile(r intake.Resident) match.Subject {
	s := subjectOf(r.Person.Profile, r.Person.Sex, r.Stay.FoundPlace, r.Stay.ArrivedAt)
	s.ID = r.Person.ID
	return s
}

func subjectOfArrival(a intake.Arrival, now time.Time) match.Subject {
	at := a.ArrivedAt
	if at.IsZero() {
		at = now
	}
	return subjectOf(a.Profile, a.Sex, a.FoundPlace, at)
}

func subjectOf(p intake.Profile, sex, found string, at time.Time) match.Subject {
	s := match.Subject{Kind: match.Stay, Names: namesOf(p.NameBySound, p.Name), Aliases: namesOf(false, append([]string{p.NameEn}, p.Aliases...)...),
		Sex: sex, Number: p.IDNumber, Marks: p.Marks, HeightCM: p.HeightCM, Places: []string{p.Home, p.Household, p.SaidPlace, found}}
	for _, phone := range append(phonesOfKin(p), p.Phone) {
		if phone != "" {
			s.Phones = append(s.Phones, phone)
		}
	}
	seen, err := calendar.Parse(p.AgeSeen)
	if err != nil || seen.IsZero() {
		seen = calendar.On(at)
	}
	setBirth(&s, p.Birth, calendar.Ages{From: p.AgeFrom, To: max(p.AgeFrom, p.AgeTo)}, seen)
	s.Growing = !s.BirthTo.IsZero() && s.BirthTo.AddYears(grown).After(calendar.On(at))
	return s
}

// phonesOfKin are the telephones that lead to somebody through their kin.
func phonesOfKin(p intake.Profile) (phones []string) {
	for _, k := range p.Kin {
		phones = append(phones, k.Phone)
	}
	if p.Guardian != nil {
		phones = append(phones, p.Guardian.Phone)
	}
	return phones
}

func subjectOfReport(r Report) match.Subject {
	s := match.Subject{ID: r.ID, Kind: match.Report, Names: namesOf(r.NameBySound, r.Name), Aliases: namesOf(false, append(r.FormerNames, r.Aliases...)...),
		Sex: r.Sex, Number: r.IDNumber, Marks: r.Marks + "，" + r.Build + "，" + r.Teeth, HeightCM: r.HeightCM,
		Places: []string{r.Home, r.Household, r.LastSeenPlace, r.MayGo}}
	if r.ReporterPhone != "" {
		s.Phones = []string{r.ReporterPhone}
	}
	seen := r.seenOn()
	setBirth(&s, r.Birth, calendar.Ages{From: r.AgeFrom, To: max(r.AgeFrom, r.AgeTo)}, seen)
	s.Growing = !s.BirthTo.IsZero() && s.BirthTo.AddYears(grown).After(seen)
	return s
}

func namesOf(bySound bool, names ...string) (all []match.Name) {
	for _, name := range names {
		if name != "" {
			all = append(all, match.Name{Text: name, BySound: bySound, Readings: intake.Readings(name)})
		}
	}
	return all
}

// setBirth takes the birth date, or the one in a citizen number, or what an
// age by sight says of it.
func setBirth(s *match.Subject, birth string, ages calendar.Ages, seen calendar.Date) {
	if from, to, ok := intake.BirthRange(birth); ok {
		s.BirthFrom, s.BirthTo = from, to
		return
	}
	if day, ok := birthIn(s.Number); ok {
		s.BirthFrom, s.BirthTo = day, day
		return
	}
	if !ages.IsZero() {
		s.BirthFrom, s.BirthTo = ages.Born(seen)
		s.Estimated = true
	}
}

// birthIn reads the birth date in a citizen number of 18 digits (GB 11643).
func birthIn(number string) (calendar.Date, bool) {
	const length, from, to = 18, 6, 14
	if len(number) != length {
		return calendar.Date{}, false
	}
	t, err := time.Parse("20060102", number[from:to])
	if err != nil {
		return calendar.Date{}, false
	}
	return calendar.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, true
}
