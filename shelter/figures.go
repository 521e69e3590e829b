package shelter

import (
	"context"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Figures are what a station reports of a day, a week or a month. They name
// nobody. Protected people count like all others; by age and category they
// stand under ProtectedCode, whoever asks.
type Figures struct {
	From, To calendar.Date // both included
	Final    bool          // the period is over; otherwise today counts as it stands
	In       int           // taken into the house
	InBy     map[string]int
	Out      int
	OutBy    map[string]int // by leave_kind
	Spot     int            // 不住站救助
	Refused  int
	Before   int     // in care when the period began
	Present  Present // in care at its end
	Nights   int     // 床夜: somebody slept in a bed at 24:00
	Held     int     // beds that were kept at 24:00 for who was in hospital, placed or out
	Meals    map[string]int
	MealsAll int
	Issued   []IssuedLine
	Override []OverrideLine
}

// Present is who is in care at a moment.
type Present struct {
	Total      int
	InStation  int
	Hospital   int
	Placed     int
	Protected  int
	BySex      map[string]int // GB/T 2261.1
	ByAge      map[string]int // code of an AgeBand, UnknownCode or ProtectedCode
	ByCategory map[string]int // category table, or ProtectedCode; one may be of several
}

// Codes for what cannot or shall not be told.
const (
	UnknownCode   = "unknown"
	ProtectedCode = "protected"
)

// IssuedLine is how many of an item were handed out, and how many of these or
// earlier ones came back.
type IssuedLine struct {
	Item     string
	Size     string
	Unit     string
	Issued   int
	Returned int
}

// OverrideLine is a bed that was given against a rule.
type OverrideLine struct {
	At     time.Time
	Bed    string
	Rules  []string // codes
	Actor  string
	StayID string
}

// AgeBand is a column of the figures by age, in completed years, both ends
// included.
type AgeBand struct {
	Code string `json:"code"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// AgeBandsSetting is the key of the setting that holds a station's []AgeBand.
const AgeBandsSetting = "shelter.age_bands"

// DefaultAgeBands part at the ages of which the rules speak: 16 (leaving
// alone), 18 (民法典 §17), 60 (老年人权益保障法 §2).
func DefaultAgeBands() []AgeBand {
	return []AgeBand{{"0-5", 0, 5}, {"6-15", 6, 15}, {"16-17", 16, 17}, {"18-59", 18, 59}, {"60-79", 60, 79}, {"80-", 80, 150}}
}

// Daily reports a day.
func (h *House) Daily(ctx context.Context, day calendar.Date) (Figures, error) {
	return h.Period(ctx, day, day)
}

// Weekly reports the week, from Monday on, in which a day lies.
func (h *House) Weekly(ctx context.Context, day calendar.Date) (Figures, error) {
	monday := day.AddDays(-(int(day.Weekday()) + 6) % 7)
	return h.Period(ctx, monday, monday.AddDays(6))
}

// Monthly reports the month in which a day lies.
func (h *House) Monthly(ctx context.Context, day calendar.Date) (Figures, error) {
	first := calendar.Date{Year: day.Year, Month: day.Month, Day: 1}
	return h.Period(ctx, first, first.AddMonths(1).AddDays(-1))
}

// longest is the longest period, in days.
const longest = 3 * 366

// Period reports the days from the first to the last, both included.
func (h *House) Period(ctx context.Context, from, to calendar.Date) (f Figures, err error) {
	switch {
	case from.IsZero() || to.IsZero() || to.Before(from):
		return f, store.Fail(store.Invalid, "请填写起止日期，止日不能早于起日。").On("to")
	case to.Sub(from) > longest:
		return f, store.Fail(store.Invalid, "一次最多统计三年，请缩短起止日期。").On("to")
	}
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		f, err = countPeriod(tx, from, to)
		return err
	})
	return f, err
}

func countPeriod(tx *access.Tx, from, to calendar.Date) (Figures, error) {
	f := Figures{From: from, To: to, Final: !to.End().After(tx.Now()), InBy: map[string]int{}, OutBy: map[string]int{}, Meals: map[string]int{}}
	who, err := findPresence(tx, from.Start(), to.End())
	if err != nil {
		return f, err
	}
	bands, err := settingOr(tx, AgeBandsSetting, DefaultAgeBands())
	if err != nil {
		return f, err
	}
	f.countMoves(who)
	f.Present = who.present(f.lastDay(tx.Now()).End(), bands)
	if err := f.countNights(tx, who); err != nil {
		return f, err
	}
	if err := f.countMeals(tx, who); err != nil {
		return f, err
	}
	if f.Issued, err = sumIssued(tx, from.Start(), to.End()); err != nil {
		return f, err
	}
	f.Override, err = findOverrides(tx, from.Start(), to.End())
	return f, err
}

// lastDay is the last day of the period that has begun.
func (f Figures) lastDay(now time.Time) calendar.Date {
	if today := calendar.On(now); f.To.After(today) {
		return today
	}
	return f.To
}

// countMoves counts who came and who left.
func (f *Figures) countMoves(who presence) {
	start, end := f.From.Start(), f.To.End()
	within := func(t time.Time) bool { return !t.Before(start) && t.Before(end) }
	for _, r := range who.stays {
		s := r.Stay
		if _, there := who.where(s, start); there {
			f.Before++
		}
		if within(s.ArrivedAt) {
			f.In++
			f.InBy[s.CameBy]++
		}
		if !s.LeftAt.IsZero() && within(s.LeftAt) {
			f.Out++
			f.OutBy[s.LeaveKind]++
		}
	}
	for _, r := range who.others {
		switch {
		case !within(r.Stay.ArrivedAt):
		case r.Stay.State == intake.Refused:
			f.Refused++
		default:
			f.Spot++
		}
	}
}

// countNights counts the beds of each night that has begun.
func (f *Figures) countNights(tx *access.Tx, who presence) error {
	takes, err := findTakesAround(tx, f.From.Start(), f.To.End())
	if err != nil {
		return err
	}
	stays := map[string]intake.Stay{}
	for _, r := range who.stays {
		stays[r.Stay.ID] = r.Stay
	}
	for d := f.From; !d.After(f.lastDay(tx.Now())); d = d.AddDays(1) {
		midnight := d.End()
		for _, t := range takes {
			if !(span{t.From, t.To}).before(midnight) {
				continue
			}
			if state, there := who.where(stays[t.StayID], midnight); there && state == intake.In && !who.isOut(t.StayID, midnight) {
				f.Nights++
			} else {
				f.Held++
			}
		}
	}
	return nil
}

// countMeals counts the meals whose time has passed.
func (f *Figures) countMeals(tx *access.Tx, who presence) error {
	meals, err := findMeals(tx)
	if err != nil {
		return err
	}
	for d := f.From; !d.After(f.lastDay(tx.Now())); d = d.AddDays(1) {
		for _, m := range meals {
			at := atClock(d, m.At)
			if at.After(tx.Now()) {
				continue
			}
			n := who.eating(at)
			f.Meals[m.Code] += n
			f.MealsAll += n
		}
	}
	return nil
}

// eating counts who is in the house and not out.
func (p presence) eating(at time.Time) (n int) {
	for _, r := range p.stays {
		if state, there := p.where(r.Stay, at); there && state == intake.In && !p.isOut(r.Stay.ID, at) {
			n++
		}
	}
	return n
}
