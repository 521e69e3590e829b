package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// Absence is a time for which somebody is cared for outside the house: in
// hospital, or placed. The stay goes on, and so does the search for family.
type Absence struct {
	ID            string
	PersonID      string
	StayID        string
	Kind          intake.State // Hospital or Placed
	InstitutionID string
	BedHeld       bool // the bed is kept for them
	VisitDays     int  // a visit is due after so many days; 0 means as the station's rule says
	From          time.Time
	To            time.Time // zero while it lasts
	Actor         string
	Note          string // why, which ward, what was agreed; kept as a care note
}

// Away records that somebody was taken to hospital or placed, since a.From, and
// keeps their bed or gives it up. ToHospital and ToPlacement are its short
// forms.
func (h *House) Away(ctx context.Context, a Absence) (Absence, error) {
	if a.Kind != intake.Hospital && a.Kind != intake.Placed {
		return a, store.Fail(store.Invalid, "请选择住院还是站外托养。").On("kind")
	}
	err := h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error { return goAway(tx, &a) })
	return a, err
}

func goAway(tx *access.Tx, a *Absence) error {
	stay, err := findCaredFor(tx, a.StayID)
	if err != nil {
		return err
	}
	if stay.State == a.Kind {
		return store.Fail(store.Conflict, "已经是这个状态，不用再登记。")
	}
	if a.From.IsZero() {
		a.From = tx.Now()
	}
	if err := checkMoment(a.From, stay, tx.Now(), "from"); err != nil {
		return err
	}
	a.PersonID = stay.PersonID
	if err := setState(tx, stay, a.Kind); err != nil {
		return err
	}
	if err := moveOut(tx, a); err != nil {
		return err
	}
	if err := noteAbsence(tx, *a); err != nil {
		return err
	}
	action := "stay.hospital"
	if a.Kind == intake.Placed {
		action = "stay.placed"
	}
	return tx.Audit(access.Entry{Action: action, Table: "stay", Target: a.StayID, Person: a.PersonID,
		Detail: map[string]any{"bed_held": a.BedHeld, "from": store.Millis(a.From)}})
}

// moveOut begins the absence, ends the one or the outing before, and gives up the bed unless
// it is held.
func moveOut(tx *access.Tx, a *Absence) error {
	earlier, err := findAbsencesOf(tx, a.StayID)
	if err != nil {
		return err
	}
	for _, e := range earlier {
		if a.From.Before(e.From) || a.From.Before(e.To) {
			return store.Fail(store.Invalid, "这段时间已经登记过住院或托养，请改正开始时间。").On("from")
		}
	}
	for _, end := range []func(*access.Tx, string, time.Time) error{endAbsence, endOuting} {
		if err := end(tx, a.StayID, a.From); err != nil {
			return err
		}
	}
	t, has, err := findTakeOf(tx, a.StayID)
	if err != nil {
		return err
	}
	if has && !a.BedHeld {
		if err := release(tx, t, after(a.From, t.From)); err != nil {
			return err
		}
	}
	a.BedHeld = has && a.BedHeld
	return insertAbsence(tx, a)
}

func noteAbsence(tx *access.Tx, a Absence) error {
	if strings.TrimSpace(a.Note) == "" {
		return nil
	}
	return insertNote(tx, &CareNote{PersonID: a.PersonID, StayID: a.StayID, Kind: NoteHospital, At: a.From, Noted: Noted{Text: a.Note}})
}

// Absences lists when and where somebody was away in a stay, the oldest first.
func (h *House) Absences(ctx context.Context, stayID string) (all []Absence, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findAbsencesOf(tx, stayID)
		return err
	})
	return all, err
}
