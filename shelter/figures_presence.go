package shelter

import (
	"time"

	"guitu/intake"
	"guitu/internal/access"
)

// Every figure asks who was where just before a moment: whoever came before it
// and left at it or later. So everybody is counted once on each day, and
// present today = present yesterday + came − left.

// span is a time from a moment to another; to is zero while it lasts.
type span struct{ from, to time.Time }

// before reports whether the span covers what is just before t.
func (s span) before(t time.Time) bool {
	return s.from.Before(t) && (s.to.IsZero() || !s.to.Before(t))
}

// presence knows for each stay when it was, and when the person was away.
type presence struct {
	stays  []intake.Resident // taken into the house; neither refused nor aided on the spot
	others []intake.Resident // refused, or aided on the spot
	away   map[string][]Absence
	out    map[string][]span
}

// findPresence reads what is needed to say who was where from one moment to
// another.
func findPresence(tx *access.Tx, from, to time.Time) (p presence, err error) {
	open, err := intake.FindOpenStays(tx)
	if err != nil {
		return p, err
	}
	since, err := intake.FindStaysSince(tx, from)
	if err != nil {
		return p, err
	}
	p.sort(append(open, since...), to)
	if p.away, err = findAbsencesAround(tx, from); err != nil {
		return p, err
	}
	outings, err := findOutingTimes(tx, from)
	if err != nil {
		return p, err
	}
	p.out = map[string][]span{}
	for _, o := range outings {
		p.out[o.StayID] = append(p.out[o.StayID], o.span(tx.Now()))
	}
	return p, nil
}

// sort keeps each stay that began before to, once.
func (p *presence) sort(all []intake.Resident, to time.Time) {
	seen := map[string]bool{}
	for _, r := range all {
		if seen[r.Stay.ID] || !r.Stay.ArrivedAt.Before(to) {
			continue
		}
		seen[r.Stay.ID] = true
		if r.Stay.State == intake.Refused || r.Stay.Kind == intake.Spot {
			p.others = append(p.others, r)
		} else {
			p.stays = append(p.stays, r)
		}
	}
}

// where tells in what state a stay was just before t; ok is false where it had
// not begun or had ended.
func (p presence) where(s intake.Stay, t time.Time) (state intake.State, ok bool) {
	if !(span{s.ArrivedAt, s.LeftAt}).before(t) {
		return "", false
	}
	for _, a := range p.away[s.ID] {
		if (span{a.From, a.To}).before(t) {
			return a.Kind, true
		}
	}
	return intake.In, true
}

// isOut reports whether somebody was on an outing just before t.
func (p presence) isOut(stayID string, t time.Time) bool {
	for _, s := range p.out[stayID] {
		if s.before(t) {
			return true
		}
	}
	return false
}
