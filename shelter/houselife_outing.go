package shelter

import (
	"context"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// Outing is a walk out of the house from which somebody means to come back. 外出
type Outing struct {
	ID       string
	PersonID string
	StayID   string
	Name     string    // as lists show it
	Left     time.Time // zero means now
	Due      time.Time // when they mean to be back
	Back     time.Time // zero while they are out
	Actor    string
	BackBy   string
	OutingNote
}

// OutingNote is what is sealed of an Outing.
type OutingNote struct {
	Whereto string `json:"whereto,omitempty"`
	With    string `json:"with,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Overdue reports that somebody is out for longer than they meant to be.
func (o Outing) Overdue(now time.Time) bool { return o.Back.IsZero() && now.After(o.Due) }

// span is the time for which somebody is out. Who is out still is expected when
// they said, and not at all once that has passed.
func (o Outing) span(now time.Time) span {
	if o.Back.IsZero() && o.Due.After(now) {
		return span{o.Left, o.Due}
	}
	return span{o.Left, o.Back}
}

// GoOut records that somebody goes out. It asks nobody's leave: aid is
// voluntary.
func (h *House) GoOut(ctx context.Context, o Outing) (Outing, error) {
	err := h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		stay, err := findInHouse(tx, o.StayID)
		if err != nil {
			return err
		}
		if o.Left.IsZero() {
			o.Left = tx.Now()
		}
		if err := o.check(stay, tx.Now()); err != nil {
			return err
		}
		o.PersonID = stay.PersonID
		if err := insertOuting(tx, &o); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "outing.go", Table: "outing", Target: o.ID, Person: o.PersonID})
	})
	return o, err
}

func (o Outing) check(stay intake.Stay, now time.Time) error {
	if err := checkMoment(o.Left, stay, now, "left"); err != nil {
		return err
	}
	if !o.Due.After(o.Left) {
		return store.Fail(store.Invalid, "请填写预计回来的时间，要在外出之后。").On("due")
	}
	return nil
}

// CameBack records that somebody is back from an outing.
func (h *House) CameBack(ctx context.Context, outingID string, at time.Time) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if at.IsZero() {
			at = tx.Now()
		}
		o, err := findOuting(tx, outingID)
		switch {
		case err != nil:
			return err
		case !o.Back.IsZero():
			return store.Fail(store.Conflict, "已经登记过回站，不用再登记。")
		case at.Before(o.Left) || at.After(tx.Now().Add(5*time.Minute)):
			return store.Fail(store.Invalid, "回站时间要在外出之后、现在之前，请改正。").On("at")
		}
		if err := endOuting(tx, o.StayID, at); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "outing.back", Table: "outing", Target: o.ID, Person: o.PersonID})
	})
}

// Outings lists the outings that lasted at or after a moment, those who are out
// still at the head, who is due first before others.
func (h *House) Outings(ctx context.Context, since time.Time) (all []Outing, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if all, err = findOutings(tx, since); err != nil {
			return err
		}
		return nameAll(tx, all, func(o *Outing) (string, *string) { return o.StayID, &o.Name })
	})
	return all, err
}
