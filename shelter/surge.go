package shelter

import (
	"cmp"
	"context"
	"slices"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
)

// Surge compares the most people who were in the house at once in some days, a
// past cold wave, with the beds of today. Who was in hospital or placed does
// not count. Men and Women are each the most of that sex at once, which may
// have been on different days: a room is for one of them.
type Surge struct {
	From, To calendar.Date
	Peak     int           // the most people at once
	PeakDay  calendar.Date // when that was reached first; zero where nobody was here
	Men      int
	Women    int
	Unclear  int // the most whose sex was not clear

	Beds       int // today's ready beds and those that somebody has
	BedsMen    int // of these, in men's rooms
	BedsWomen  int
	BedsEither int // in rooms for either

	Short      int // beds that would be missing once the rooms for either are full
	ShortMen   int // men who would find no bed in a men's room
	ShortWomen int
}

// Surge compares the days from the first to the last with today's beds.
func (h *House) Surge(ctx context.Context, from, to calendar.Date) (s Surge, err error) {
	if from.IsZero() || to.Before(from) {
		return s, errDays()
	}
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		s = Surge{From: from, To: to}
		p, err := findPresence(tx, from.Start(), to.End())
		if err != nil {
			return err
		}
		s.measure(p.steps(span{from.Start(), earliest(to.End(), tx.Now())}))
		beds, err := findBeds(tx)
		if err != nil {
			return err
		}
		takes, err := findTakesNow(tx)
		if err != nil {
			return err
		}
		s.compare(beds, takes)
		return nil
	})
	return s, err
}

// step is a moment at which somebody came into the house (1) or went out (-1).
type step struct {
	at  time.Time
	by  int
	sex string
}

// steps lists the comings and goings of a time, in order. Who was there before
// comes at its beginning; of those who come and go at one moment the goers are
// first, since they were never here together.
func (p presence) steps(in span) []step {
	var all []step
	for _, r := range p.stays {
		for _, s := range p.inHouse(r.Stay, in.to) {
			if from := latest(s.from, in.from); from.Before(s.to) {
				all = append(all, step{from, 1, r.Person.Sex}, step{s.to, -1, r.Person.Sex})
			}
		}
	}
	slices.SortFunc(all, func(a, b step) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.by, b.by)) })
	return all
}

// inHouse is when somebody was in the house in a stay, until a moment: the stay
// without the times away.
func (p presence) inHouse(s intake.Stay, until time.Time) []span {
	end := until
	if !s.LeftAt.IsZero() {
		end = earliest(s.LeftAt, until)
	}
	var all []span
	at := s.ArrivedAt
	for _, a := range p.away[s.ID] {
		if at.Before(a.From) {
			all = append(all, span{at, earliest(a.From, end)})
		}
		if a.To.IsZero() {
			return all
		}
		at = latest(at, a.To)
	}
	return append(all, span{at, end})
}

// measure finds the most at once.
func (s *Surge) measure(steps []step) {
	now, sexes := 0, map[string]int{}
	for _, st := range steps {
		now += st.by
		if st.sex != Men && st.sex != Women {
			st.sex = ""
		}
		sexes[st.sex] += st.by
		if now > s.Peak {
			s.Peak, s.PeakDay = now, calendar.On(st.at)
		}
		s.Men, s.Women, s.Unclear = max(s.Men, sexes[Men]), max(s.Women, sexes[Women]), max(s.Unclear, sexes[""])
	}
}

func (s *Surge) compare(beds []Bed, takes map[string]Take) {
	for _, b := range beds {
		if _, taken := takes[b.ID]; !taken && b.State != Ready {
			continue
		}
		s.Beds++
		switch b.Room.Sex {
		case Men:
			s.BedsMen++
		case Women:
			s.BedsWomen++
		default:
			s.BedsEither++
		}
	}
	s.ShortMen, s.ShortWomen = max(0, s.Men-s.BedsMen), max(0, s.Women-s.BedsWomen)
	s.Short = max(0, s.ShortMen+s.ShortWomen+s.Unclear-s.BedsEither)
}
