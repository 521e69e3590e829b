package shelter

import (
	"context"
	"slices"
	"time"

	"guitu/internal/access"
)

// Diet is what somebody eats and may not eat. Of several the newest holds. 饮食
type Diet struct {
	ID       string
	PersonID string
	StayID   string
	At       time.Time
	Actor    string
	Kinds    []string // diet table; empty for ordinary food
	Dislikes
	Hidden bool // protected: only Kinds may be read by this account
}

// Dislikes is what is sealed for the person alone.
type Dislikes struct {
	Allergies string `json:"allergies,omitempty"`
	Note      string `json:"note,omitempty"`
}

// SetDiet records what somebody eats from now on.
func (h *House) SetDiet(ctx context.Context, d Diet) (Diet, error) {
	for _, kind := range d.Kinds {
		if err := checkCode("diet", kind, "kinds"); err != nil {
			return d, err
		}
	}
	d.Kinds = slices.Clone(d.Kinds)
	slices.Sort(d.Kinds)
	d.Kinds = slices.Compact(d.Kinds)
	err := h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err := findCaredFor(tx, d.StayID)
		if err != nil {
			return err
		}
		d.PersonID = stay.PersonID
		if err := insertDiet(tx, &d); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "diet", Table: "diet", Target: d.ID, Person: d.PersonID})
	})
	return d, err
}

// DietOf reads what somebody eats; the zero Diet is ordinary food.
func (h *House) DietOf(ctx context.Context, stayID string) (d Diet, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if _, err := findReadable(tx, stayID); err != nil {
			return err
		}
		all, err := findDietsOf(tx, stayID)
		if len(all) > 0 {
			d = all[len(all)-1]
		}
		return err
	})
	return d, err
}
