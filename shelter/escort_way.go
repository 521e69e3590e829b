package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// signHandover is what the receiver signs.
const signHandover = "handover"

// EscortLeft sees somebody off with their escort: the stay ends, the bed is
// free, things are handed back, and they are on their way, all of it or
// nothing. d needs no StayID and no Kind.
func (h *House) EscortLeft(ctx context.Context, id string, d Departure) (stay intake.Stay, err error) {
	err = h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		e, err := findEscort(tx, id)
		if err != nil {
			return err
		}
		if e.State != EscortPlanned {
			return store.Fail(store.Conflict, "这次护送已经出发或取消，请刷新后再看。")
		}
		if e.Hidden {
			return access.ErrProtected()
		}
		if err := stillKept(tx, e); err != nil {
			return err
		}
		d.StayID, d.Kind, d.escort = e.StayID, leaveEscort, true
		d.Leaving = e.fill(d.Leaving)
		if stay, err = depart(tx, d); err != nil {
			return err
		}
		e.State, e.Left = EscortOnWay, stay.LeftAt
		if err := updateEscort(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "escort.left", Table: "escort", Target: e.ID, Person: e.PersonID})
	})
	return stay, err
}

// stillKept asks the rules again: what was learned since the plan was made, an
// age or an illness, may ask for more. What was overridden then stays so.
func stillKept(tx *access.Tx, e Escort) error {
	if len(e.Overridden) > 0 {
		return nil
	}
	return judgeEscort(tx, &e, nil)
}

// fill says in the stay what the plan says, where the form left it empty.
func (e Escort) fill(l intake.Leaving) intake.Leaving {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	for _, f := range []struct {
		field *string
		value string
	}{
		{&l.Collector, strings.Join(names, "、")}, {&l.CollectorPhone, e.Contact}, {&l.Receiver, e.To},
		{&l.Whereto, e.To}, {&l.Ticket, e.Transport}, {&l.Food, e.Food},
	} {
		if strings.TrimSpace(*f.field) == "" {
			*f.field = f.value
		}
	}
	return l
}

// EscortHanded records who took somebody over, and when, with what they signed
// on the way or on the paper.
func (h *House) EscortHanded(ctx context.Context, id string, at time.Time, r EscortReceipt, sign intake.Sign) error {
	if strings.TrimSpace(r.Name) == "" {
		return store.Fail(store.Invalid, "请填写接收人的姓名。").On("receiver")
	}
	if strings.TrimSpace(r.Unit) == "" {
		return store.Fail(store.Invalid, "请填写接收单位；交给亲属的，写与受助人的关系。").On("unit")
	}
	return h.changeEscort(ctx, id, "escort.handed", func(tx *access.Tx, e *Escort) error {
		if at.IsZero() {
			at = tx.Now()
		}
		switch {
		case e.State != EscortOnWay:
			return store.Fail(store.Conflict, "这次护送不在途中，不能登记交接。请刷新后再看。")
		case at.Before(e.Left) || at.After(tx.Now().Add(5*time.Minute)):
			return store.Fail(store.Invalid, "交接时间要在出发之后、现在之前，请改正。").On("at")
		}
		e.State, e.HandedAt, e.Handed = EscortHanded, at, r
		if sign.Method == "" {
			return nil // signed on the paper, which comes back with the staff
		}
		sign.Purpose = signHandover
		return intake.KeepSignature(tx, &intake.Signature{PersonID: e.PersonID, StayID: e.StayID, Sign: sign})
	})
}

// EscortBack records that the staff is back, and how it went. Where nobody
// took the person over they came back with them: with is true, and the person
// is registered as an arrival anew.
func (h *House) EscortBack(ctx context.Context, id string, at time.Time, report string, with bool) error {
	return h.changeEscort(ctx, id, "escort.back", func(tx *access.Tx, e *Escort) error {
		if at.IsZero() {
			at = tx.Now()
		}
		since := e.HandedAt
		if with {
			since = e.Left
		}
		switch {
		case with && e.State != EscortOnWay:
			return store.Fail(store.Conflict, "已经登记过交接，受助人不会再一起回来。请核对。").On("with")
		case !with && e.State == EscortOnWay:
			return store.Fail(store.Invalid, "还没有登记交接。请先登记交给了谁；没有交成、人一起回来的，请勾上。").On("with")
		case !e.Running():
			return store.Fail(store.Conflict, "这次护送没有出发或已经返回，请刷新后再看。")
		case at.Before(since) || at.After(tx.Now().Add(5*time.Minute)):
			return store.Fail(store.Invalid, "返回时间要在交接之后、现在之前，请改正。").On("at")
		case with && strings.TrimSpace(report) == "":
			return store.Fail(store.Invalid, "没有交成的，请写明经过。").On("report")
		}
		e.State, e.BackAt, e.Report, e.BroughtBack = EscortBack, at, strings.TrimSpace(report), with
		return nil
	})
}

func (h *House) changeEscort(ctx context.Context, id, action string, fn func(*access.Tx, *Escort) error) error {
	return h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		e, err := findEscort(tx, id)
		if err != nil {
			return err
		}
		if e.Hidden {
			return access.ErrProtected()
		}
		if err := fn(tx, &e); err != nil {
			return err
		}
		if err := updateEscort(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: action, Table: "escort", Target: e.ID, Person: e.PersonID})
	})
}
