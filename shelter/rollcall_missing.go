package shelter

import (
	"context"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// MissedRoundsSetting is the key of the setting how many roll-calls in a row
// somebody must have missed before it is recorded that they left.
const MissedRoundsSetting = "shelter.missed_rounds"

// DefaultMissedRounds is two.
const DefaultMissedRounds = 2

// MissedRounds tells how many roll-calls in a row somebody has missed last, and
// when the first of them was.
func (h *House) MissedRounds(ctx context.Context, stayID string) (n int, first time.Time, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		n, first, err = findMissedRounds(tx, stayID)
		return err
	})
	return n, first, err
}

// Search is an open search for somebody who was missed, with what the record of
// a leaving asks for.
type Search struct {
	Procedure
	Missed int       // roll-calls in a row
	Needed int       // so many make a leaving
	First  time.Time // when the first of them was
}

// MayLeave reports whether it may be recorded that they left.
func (s Search) MayLeave() bool { return s.Missed >= s.Needed && len(s.Procedure.Missing()) == 0 }

// Searches lists the open searches for who was missed, the oldest first.
func (h *House) Searches(ctx context.Context) (all []Search, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		needed, err := findMissesNeeded(tx)
		if err != nil {
			return err
		}
		open, err := findFilledProcedures(tx, ProcedureMissing)
		if err != nil {
			return err
		}
		for _, p := range open {
			s := Search{Procedure: p, Needed: needed}
			if s.Missed, s.First, err = findMissedRounds(tx, p.StayID); err != nil {
				return err
			}
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

func findMissesNeeded(tx *access.Tx) (int, error) {
	return settingOr(tx, MissedRoundsSetting, DefaultMissedRounds)
}

// LeftWithoutFormalities records that somebody who missed roll-calls has left:
// 擅自离站. Leaving is free (国务院令381号 art. 11); what is asked is that they
// were looked for, and of the police where they cannot look after themselves.
// They left when they were first missed, unless at says otherwise.
func (h *House) LeftWithoutFormalities(ctx context.Context, procedureID string, at time.Time) (stay intake.Stay, err error) {
	err = h.changeProcedure(ctx, procedureID, access.Depart, "procedure.left", leaveWalked, func(tx *access.Tx, p Procedure) error {
		if p.Kind != ProcedureMissing {
			return store.Fail(store.Invalid, "这件事不是点名未到，不能这样办离站。")
		}
		first, err := p.checkMissed(tx)
		if err != nil {
			return err
		}
		if at.IsZero() {
			at = first
		}
		stay, err = depart(tx, Departure{StayID: p.StayID, Kind: leaveWalked, At: at})
		return err
	})
	return stay, err
}

// checkMissed reports what keeps it from being recorded, and when the person
// was first missed.
func (p Procedure) checkMissed(tx *access.Tx) (first time.Time, err error) {
	needed, err := findMissesNeeded(tx)
	if err != nil {
		return first, err
	}
	n, first, err := findMissedRounds(tx, p.StayID)
	if err != nil {
		return first, err
	}
	if n < needed {
		return first, store.Fail(store.Invalid, "连续{{.Needed}}次点名未到，才能登记为擅自离站；现在是{{.N}}次。").With(store.Args{"Needed": needed, "N": n})
	}
	return first, p.checkComplete()
}
