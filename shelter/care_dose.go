package shelter

import (
	"context"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Outcome is what became of a dose.
type Outcome string

const (
	DoseGiven   Outcome = "given"   // 已服
	DoseRefused Outcome = "refused" // 拒服
	DoseMissed  Outcome = "missed"  // 漏服
)

// Dose is one dose that was given, refused or missed.
type Dose struct {
	ID       string
	OrderID  string
	PersonID string
	Due      time.Time // of the list; for what is taken when needed, when it was given
	Outcome  Outcome
	At       time.Time
	Actor    string
	Note     string // sealed
}

// GiveDose records that a dose that was due was taken. due is zero for a
// medicine that is taken when needed.
func (h *House) GiveDose(ctx context.Context, orderID string, due time.Time, note string) (Dose, error) {
	return h.recordDose(ctx, Dose{OrderID: orderID, Due: due, Outcome: DoseGiven, Note: note})
}

// RefuseDose records that somebody did not want it. Nobody is made to.
func (h *House) RefuseDose(ctx context.Context, orderID string, due time.Time, note string) (Dose, error) {
	return h.recordDose(ctx, Dose{OrderID: orderID, Due: due, Outcome: DoseRefused, Note: note})
}

// MissDose records that it could not be given, and why.
func (h *House) MissDose(ctx context.Context, orderID string, due time.Time, reason string) (Dose, error) {
	if err := checkReason(reason); err != nil {
		return Dose{}, err
	}
	return h.recordDose(ctx, Dose{OrderID: orderID, Due: due, Outcome: DoseMissed, Note: reason})
}

// recordDose keeps what became of a dose, once: of two who record the same dose
// the second is told.
func (h *House) recordDose(ctx context.Context, d Dose) (Dose, error) {
	err := h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		m, err := findMedicine(tx, d.OrderID)
		if err != nil {
			return err
		}
		if _, err := findCaredFor(tx, m.StayID); err != nil {
			return err
		}
		if err := d.fits(m, tx.Now()); err != nil {
			return err
		}
		d.PersonID, d.At, d.Actor = m.PersonID, tx.Now(), tx.Actor().ID
		if d.Due.IsZero() {
			d.Due = d.At
		}
		if err := insertDose(tx, &d); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "medicine." + string(d.Outcome), Table: "medicine_dose", Target: d.ID, Person: d.PersonID,
			Detail: map[string]any{"order": d.OrderID, "due": store.Millis(d.Due)}})
	})
	return d, err
}

// early is how long before its time a dose may be given.
const early = 2 * time.Hour

// fits wants the dose to be one of the order's.
func (d Dose) fits(m MedicineOrder, now time.Time) error {
	notDue := store.Fail(store.Invalid, "服药安排里没有这一次，请刷新发药单后再登记。").On("due")
	switch {
	case len(m.Times) == 0 && d.Due.IsZero():
		if !m.StoppedAt.IsZero() {
			return store.Fail(store.Conflict, "这种药已经停用，不能再发。请刷新发药单。")
		}
		return nil
	case d.Due.IsZero():
		return notDue
	case d.Due.After(now.Add(early)):
		return store.Fail(store.Invalid, "还没到这次服药的时间，请到时再登记。").On("due")
	case !slices.ContainsFunc(m.due(d.Due, d.Due.Add(time.Minute)), d.Due.Equal):
		return notDue
	}
	return nil
}

// WithdrawDose takes back what was recorded by mistake; the dose is open again.
func (h *House) WithdrawDose(ctx context.Context, doseID, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		person, err := withdrawDose(tx, doseID)
		if err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "medicine.withdraw", Table: "medicine_dose", Target: doseID, Person: person, Private: reason})
	})
}
