package shelter

import (
	"cmp"
	"context"
	"slices"

	"guitu/intake"
	"guitu/internal/access"
)

// Suggestion is a free bed with what the rules say of it for somebody.
type Suggestion struct {
	Bed     Bed
	Verdict Verdict
	Score   int // higher is better; only for the order
}

// Suggest lists every free and ready bed, the best first; those that the rules
// refuse stand last, with their reasons.
func (h *House) Suggest(ctx context.Context, stayID string) (all []Suggestion, err error) {
	err = h.Session.Read(ctx, access.AssignBeds, func(tx *access.Tx) error {
		r, err := intake.FindResident(tx, stayID)
		if err != nil {
			return err
		}
		beds, err := findBeds(tx)
		if err != nil {
			return err
		}
		rules, err := findRules(tx)
		if err != nil {
			return err
		}
		takes, err := findTakesNow(tx)
		if err != nil {
			return err
		}
		sleepers, err := occupants(tx)
		if err != nil {
			return err
		}
		who, err := weigh(tx, OccupantOf(r, tx.Now()))
		if err != nil {
			return err
		}
		all = rankBeds(who, beds, rules, takes, sleepers)
		return nil
	})
	return all, err
}

// occupants maps each open stay to its occupant.
func occupants(tx *access.Tx) (map[string]Occupant, error) {
	open, err := intake.FindOpenStays(tx)
	if err != nil {
		return nil, err
	}
	byStay := make(map[string]Occupant, len(open))
	for _, r := range open {
		byStay[r.Stay.ID] = OccupantOf(r, tx.Now())
	}
	return byStay, nil
}

func rankBeds(o Occupant, beds []Bed, rules Rules, takes map[string]Take, sleepers map[string]Occupant) []Suggestion {
	inRoom := map[string][]Occupant{}
	for _, b := range beds {
		if t, taken := takes[b.ID]; taken && t.StayID != o.StayID {
			inRoom[b.Room.ID] = append(inRoom[b.Room.ID], sleepers[t.StayID])
		}
	}
	var all []Suggestion
	for _, b := range beds {
		if _, taken := takes[b.ID]; taken || b.State != Ready {
			continue
		}
		v := rules.Fits(o, b, inRoom[b.Room.ID])
		all = append(all, Suggestion{b, v, score(o, b, v, inRoom[b.Room.ID])})
	}
	slices.SortStableFunc(all, func(a, b Suggestion) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// score orders beds that the rules judge alike: with kin first, then in the
// room made for it, which for those who need an eye on them is a watch room
// near the staff, and lower bunks left to those who need one.
func score(o Occupant, b Bed, v Verdict, roommates []Occupant) int {
	points := 0
	for _, r := range v.Reasons {
		points -= 100 * r.Level.weight() * r.Level.weight()
	}
	if slices.ContainsFunc(roommates, o.KinOf) {
		points += 50
	}
	switch {
	case o.MayBeMinor() && b.Room.Purpose == MinorRoom, o.Infectious && b.Room.Purpose == Isolation, o.Watched() && b.Room.Purpose == Watch:
		points += 30
	}
	if b.LowerBunk == o.LowerBunk() {
		points += 5
	}
	return points
}
