package intake

import (
	"context"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Inquiry is one call or visit by which it was checked what somebody said:
// with the police, the township, kin. 核查
type Inquiry struct {
	ID       string
	PersonID string
	StayID   string
	At       time.Time
	NextAt   time.Time // when to try again; zero where that is not needed
	Followed time.Time // when it was tried again; zero while it waits
	Actor    string
	Called
	version int64
}

// Called is what is sealed of an Inquiry.
type Called struct {
	Whom     string `json:"whom,omitempty"` // inquiry_whom table
	Unit     string `json:"unit,omitempty"`
	Name     string `json:"name,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Asked    string `json:"asked,omitempty"`
	Answer   string `json:"answer,omitempty"`
	Result   string `json:"result,omitempty"` // inquiry_result table
	NextWhat string `json:"next_what,omitempty"`
}

// DueInquiry is a call that is to be tried again.
type DueInquiry struct {
	Inquiry
	Resident Resident
}

// Waiting reports whether it is to be tried again and was not yet.
func (q Inquiry) Waiting() bool { return !q.NextAt.IsZero() && q.Followed.IsZero() }

// Check reports what is missing, bound to its field.
func (q Inquiry) Check(now time.Time) error {
	switch {
	case q.Whom == "":
		return store.Fail(store.Invalid, "请选择向谁核查。").On("whom")
	case q.Result == "":
		return store.Fail(store.Invalid, "请选择核查结果；没打通就选“无人接听”。").On("result")
	case q.At.After(now.Add(5 * time.Minute)):
		return store.Fail(store.Invalid, "核查时间在将来，请改成实际打电话的时间。").On("at")
	case !q.NextAt.IsZero() && q.NextAt.Before(now.Add(-time.Minute)):
		return store.Fail(store.Invalid, "下次联系的时间已经过了，请改成以后的时间，或清空。").On("next_at")
	}
	return nil
}

// RecordInquiry keeps a call. follows is the earlier call that it tried again,
// empty for none.
func (d *Desk) RecordInquiry(ctx context.Context, q Inquiry, follows string) (Inquiry, error) {
	err := d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if q.At.IsZero() {
			q.At = tx.Now()
		}
		if err := q.Check(tx.Now()); err != nil {
			return err
		}
		stay, err := FindStay(tx, q.StayID)
		if err != nil {
			return err
		}
		if stay.Hidden {
			return access.ErrProtected()
		}
		q.PersonID = stay.PersonID
		if follows != "" {
			if err := followInquiry(tx, follows); err != nil {
				return err
			}
		}
		if err := insertInquiry(tx, &q); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "inquiry", Table: "inquiry", Target: q.ID, Person: q.PersonID,
			Detail: map[string]any{"whom": q.Whom, "result": q.Result}})
	})
	return q, err
}

// Inquiries lists the calls of a stay, the newest first.
func (d *Desk) Inquiries(ctx context.Context, stayID string) (all []Inquiry, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = FindInquiries(tx, stayID)
		return err
	})
	return all, err
}

// DueInquiries lists the calls that are to be tried again until a moment, the
// earliest first.
func (d *Desk) DueInquiries(ctx context.Context, until time.Time) (all []DueInquiry, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findDueInquiries(tx, until)
		return err
	})
	return all, err
}
