package shelter

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// Departure is what is filled in when somebody leaves. 离站
type Departure struct {
	StayID      string
	Kind        string    // leave_kind table
	At          time.Time // zero means now
	Leaving     intake.Leaving
	Returned    bool              // what was kept was counted and handed back
	Differences map[string]string // by a belonging's id: what differed from the signed list
	Consent     string            // why the station agrees that somebody leaves alone who is to be collected
	Checks      []string          // codes of the steps that were done: form_signed, medicine_given, …
	Explained   map[string]string // by code: why a step was not done
	// GivenBack is how many come back of what was handed out, by the item's id;
	// the rest was used up or is taken along.
	GivenBack map[string]int

	escort bool // it is begun by EscortLeft, which looked at the plan
}

// The kinds of leaving that a rule speaks of.
const (
	leaveSelf     = "self"
	leaveKin      = "kin"
	leaveStation  = "station"
	leaveEscort   = "escort"
	leaveTransfer = "transfer"
	leaveEnded    = "ended"
	leaveWalked   = "walked"
	leaveDeath    = "death"
)

// absent are the ways of leaving in which the person is not there to be asked,
// given anything or to sign.
var absent = []string{leaveWalked, leaveDeath}

// Depart returns the belongings, frees the bed and closes the stay, all of it
// or nothing. Things kept must have been handed back, save where the person
// has walked away or died: then they go on being kept. Each required step of
// the way of leaving must have been done, or explained.
func (h *House) Depart(ctx context.Context, d Departure) (stay intake.Stay, err error) {
	if d.Kind == "" {
		return stay, store.Fail(store.Invalid, "请选择离站方式。").On("kind")
	}
	err = h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		stay, err = depart(tx, d)
		return err
	})
	return stay, err
}

func depart(tx *access.Tx, d Departure) (intake.Stay, error) {
	r, err := intake.FindResident(tx, d.StayID)
	if err != nil {
		return r.Stay, err
	}
	if d.At, err = d.when(tx); err != nil {
		return r.Stay, err
	}
	if err := d.check(tx, r); err != nil {
		return r.Stay, err
	}
	if d.Returned {
		if err := intake.ReturnBelongings(tx, d.StayID, d.Differences); err != nil {
			return r.Stay, err
		}
	}
	if err := supply.ReturnOnLeaving(tx, d.StayID, d.GivenBack); err != nil {
		return r.Stay, err
	}
	if t, has, err := findTakeOf(tx, d.StayID); err != nil {
		return r.Stay, err
	} else if has {
		if err := release(tx, t, after(d.At, t.From)); err != nil {
			return r.Stay, err
		}
	}
	if err := d.settle(tx, r); err != nil {
		return r.Stay, err
	}
	stay, err := intake.CloseStay(tx, d.StayID, d.Kind, d.At, d.leaving())
	if err != nil {
		return r.Stay, err
	}
	return stay, tx.Audit(access.Entry{Action: "depart", Table: "stay", Target: stay.ID, Person: stay.PersonID, Detail: d.detail(), Private: d.Consent})
}

// when is the time of leaving: now where none is given, and when they were
// first missed of who walked away.
func (d Departure) when(tx *access.Tx) (time.Time, error) {
	if !d.At.IsZero() {
		return d.At, nil
	}
	if d.Kind == leaveWalked {
		if n, first, err := findMissedRounds(tx, d.StayID); err != nil || n > 0 {
			return first, err
		}
	}
	return tx.Now(), nil
}

// settle ends what goes on only while the stay does, and enters what the
// ticket cost.
func (d Departure) settle(tx *access.Tx, r intake.Resident) error {
	if err := d.buy(tx, r); err != nil {
		return err
	}
	if d.Kind == leaveDeath {
		if err := endDeath(tx, d.StayID, d.At); err != nil {
			return err
		}
	}
	if !d.escort {
		if err := dropEscortsOf(tx, d.StayID); err != nil {
			return err
		}
	}
	return endCare(tx, d.StayID, d.At)
}

// leaving is what is kept with the stay.
func (d Departure) leaving() intake.Leaving {
	l := d.Leaving
	if consent := strings.TrimSpace(d.Consent); consent != "" {
		l.Note = strings.TrimSpace(l.Note + "\n站方同意自行离站：" + consent)
	}
	if len(d.Explained) > 0 {
		l.Explained = map[string]string{}
		for code, why := range d.Explained {
			if why = strings.TrimSpace(why); why != "" {
				l.Explained[code] = why
			}
		}
	}
	return l
}

func (d Departure) detail() map[string]any {
	detail := map[string]any{"kind": d.Kind, "checks": d.Checks, "returned": d.Returned}
	if len(d.Explained) > 0 {
		detail["explained"] = slices.Sorted(maps.Keys(d.Explained))
	}
	if len(d.GivenBack) > 0 {
		detail["given_back"] = len(d.GivenBack)
	}
	return detail
}

// check reports what keeps the person from leaving in this way.
func (d Departure) check(tx *access.Tx, r intake.Resident) error {
	if !r.Stay.State.Open() {
		return store.Fail(store.Conflict, "此人已经离站，不用再办。")
	}
	if err := checkCode("leave_kind", d.Kind, "kind"); err != nil {
		return err
	}
	if d.At.After(tx.Now().Add(5 * time.Minute)) {
		return store.Fail(store.Invalid, "离站时间在将来，请改成实际离站的时间。").On("at")
	}
	if err := d.checkAlone(OccupantOf(r, tx.Now())); err != nil {
		return err
	}
	if err := d.checkKept(tx); err != nil {
		return err
	}
	if err := d.checkTrip(tx); err != nil {
		return err
	}
	return d.checkSteps(tx, r)
}

// checkKept: what the station kept is handed back when somebody leaves (实施细则,
// 民政部令24号, art. 6).
func (d Departure) checkKept(tx *access.Tx) error {
	if d.Returned || slices.Contains(absent, d.Kind) {
		return nil
	}
	kept, err := intake.FindBelongings(tx, d.StayID)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(kept, func(b intake.Belonging) bool { return b.State == "kept" }) {
		return store.Fail(store.Invalid, "还有寄存物品没有退还。请当面清点交还，选“已全部交还”后再办离站。").On("returned")
	}
	return nil
}
