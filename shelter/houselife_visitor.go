package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Visitor is somebody who visits the house or one of its people. 访客
type Visitor struct {
	ID       string
	PersonID string
	StayID   string    // whom they visit; empty for who visits the house
	Came     time.Time // zero means now
	Left     time.Time // zero while they are here
	Actor    string
	Whom     string // the name of whom they visit, as lists show it
	VisitorNote
}

// VisitorNote is what is sealed of a Visitor.
type VisitorNote struct {
	Name     string `json:"name,omitempty"`
	IDNumber string `json:"id_number,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Unit     string `json:"unit,omitempty"`
	Relation string `json:"relation,omitempty"`
	Purpose  string `json:"purpose,omitempty"`
	Note     string `json:"note,omitempty"`
}

// AddVisitor enters a visitor in the register.
func (h *House) AddVisitor(ctx context.Context, v Visitor) (Visitor, error) {
	if strings.TrimSpace(v.VisitorNote.Name) == "" {
		return v, store.Fail(store.Invalid, "请填写来访人姓名。").On("name")
	}
	err := h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if v.StayID != "" {
			stay, err := findReadable(tx, v.StayID)
			if err != nil {
				return err
			}
			v.PersonID = stay.PersonID
		}
		if v.Came.IsZero() {
			v.Came = tx.Now()
		}
		if err := insertVisitor(tx, &v); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "visitor.came", Table: "visitor", Target: v.ID, Person: v.PersonID})
	})
	return v, err
}

// VisitorLeft records that a visitor has gone.
func (h *House) VisitorLeft(ctx context.Context, visitorID string) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if err := endVisit(tx, visitorID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "visitor.left", Table: "visitor", Target: visitorID})
	})
}

// Visitors lists who came at or after from and before to, the newest first.
// Visitors of people whom this account may not read are left out.
func (h *House) Visitors(ctx context.Context, from, to time.Time) (all []Visitor, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if all, err = findVisitors(tx, from, to); err != nil {
			return err
		}
		return nameVisited(tx, all)
	})
	return all, err
}

// VisitorsHere lists who came before and has not gone, the newest first.
func (h *House) VisitorsHere(ctx context.Context) (all []Visitor, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if all, err = findVisitorsHere(tx); err != nil {
			return err
		}
		return nameVisited(tx, all)
	})
	return all, err
}

func nameVisited(tx *access.Tx, all []Visitor) error {
	return nameAll(tx, all, func(v *Visitor) (string, *string) { return v.StayID, &v.Whom })
}
