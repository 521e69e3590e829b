package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// ToHospital records that somebody was taken to hospital. The stay goes on and
// the bed is kept for them; Free gives it up.
func (h *House) ToHospital(ctx context.Context, stayID string) error {
	_, err := h.Away(ctx, Absence{StayID: stayID, Kind: intake.Hospital, BedHeld: true})
	return err
}

// ToPlacement records that somebody is cared for outside the house: 站外托养.
func (h *House) ToPlacement(ctx context.Context, stayID string) error {
	_, err := h.Away(ctx, Absence{StayID: stayID, Kind: intake.Placed, BedHeld: true})
	return err
}

// Back records that somebody came back into the house.
func (h *House) Back(ctx context.Context, stayID string) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		stay, err := intake.FindStay(tx, stayID)
		if err != nil {
			return err
		}
		if stay.State == intake.In {
			return store.Fail(store.Conflict, "已经是这个状态，不用再登记。")
		}
		if err := setState(tx, stay, intake.In); err != nil {
			return err
		}
		if err := endAbsence(tx, stayID, tx.Now()); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "stay.back", Table: "stay", Target: stayID, Person: stay.PersonID})
	})
}

// setState writes where somebody is and redraws the tile of their bed.
func setState(tx *access.Tx, stay intake.Stay, state intake.State) error {
	if err := intake.SetStayState(tx, stay.ID, state); err != nil {
		return err
	}
	t, has, err := findTakeOf(tx, stay.ID)
	if has {
		tx.Changed("bed", t.BedID)
	}
	return err
}

// Extend records that a stay may last beyond the ordinary 10 days, until then.
// It is reported to the authority above (实施细则, 民政部令24号, art. 12).
func (h *House) Extend(ctx context.Context, stayID string, until time.Time, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return store.Fail(store.Invalid, "延长救助要写明特殊情况，并报上级民政部门备案。请填写理由。").On("reason")
	}
	return h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error { return extend(tx, stayID, until, reason) })
}

func extend(tx *access.Tx, stayID string, until time.Time, reason string) error {
	stay, err := intake.FindStay(tx, stayID)
	if err != nil {
		return err
	}
	if !until.After(tx.Now()) {
		return store.Fail(store.Invalid, "延长到的日期已经过去，请选今天以后的日期。").On("until")
	}
	if err := intake.SetStayEnd(tx, stayID, until); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "stay.extend", Table: "stay", Target: stayID, Person: stay.PersonID,
		Detail: map[string]any{"until": store.Millis(until)}, Private: reason})
}
