package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Extension is a stay beyond the ordinary period as one asks for it and the
// head decides: 延期审批. It is filed with the authority above (实施细则,
// 民政部令24号, art. 12).
type Extension struct {
	ID        string
	PersonID  string
	StayID    string
	Name      string // as lists show it
	Until     time.Time
	Asked     time.Time
	AskedBy   string
	State     ExtensionState
	Decided   time.Time
	DecidedBy string
	Filed     calendar.Date // 备案日期; zero while it was not
	ExtensionNote
	Hidden  bool // protected, and this account may not read the reason
	version int64
}

// ExtensionNote is what is sealed of an Extension.
type ExtensionNote struct {
	Reason   string `json:"reason,omitempty"`
	Decision string `json:"decision,omitempty"`
	Number   string `json:"number,omitempty"` // 备案文号
}

// ExtensionState is how far an extension has come.
type ExtensionState string

const (
	ExtensionAsked     ExtensionState = "asked"     // 待审批
	ExtensionApproved  ExtensionState = "approved"  // 已批准
	ExtensionDeclined  ExtensionState = "declined"  // 未批准
	ExtensionWithdrawn ExtensionState = "withdrawn" // 撤回, or the stay has ended
)

// AskExtension asks for a stay to last until then.
func (h *House) AskExtension(ctx context.Context, stayID string, until time.Time, reason string) (e Extension, err error) {
	if strings.TrimSpace(reason) == "" {
		return e, store.Fail(store.Invalid, "延长救助要写明特殊情况，并报上级民政部门备案。请填写理由。").On("reason")
	}
	err = h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		stay, err := findCaredFor(tx, stayID)
		if err != nil {
			return err
		}
		if !until.After(tx.Now()) {
			return store.Fail(store.Invalid, "延长到的日期已经过去，请选今天以后的日期。").On("until")
		}
		e = Extension{PersonID: stay.PersonID, StayID: stayID, Until: until, ExtensionNote: ExtensionNote{Reason: strings.TrimSpace(reason)}}
		if err := insertExtension(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "extension.ask", Table: "extension", Target: e.ID, Person: e.PersonID, Detail: map[string]any{"until": store.Millis(until)}})
	})
	return e, err
}

// DecideExtension approves or declines. Only the head may, and nobody what they
// asked for themselves.
func (h *House) DecideExtension(ctx context.Context, id string, approve bool, decision string) (e Extension, err error) {
	err = h.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if e, err = findExtension(tx, id); err != nil {
			return err
		}
		if err := e.mayBeDecided(tx.Actor().ID, approve, decision); err != nil {
			return err
		}
		e.State, e.Decision = ExtensionDeclined, strings.TrimSpace(decision)
		if approve {
			e.State = ExtensionApproved
			if err := extend(tx, e.StayID, e.Until, e.Reason); err != nil {
				return err
			}
		}
		e.Decided, e.DecidedBy = tx.Now(), tx.Actor().ID
		if err := updateExtension(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "extension." + string(e.State), Table: "extension", Target: id, Person: e.PersonID})
	})
	return e, err
}

func (e Extension) mayBeDecided(actor string, approve bool, decision string) error {
	switch {
	case e.State != ExtensionAsked:
		return store.Fail(store.Conflict, "这份延期已经有了结论，请刷新后再看。")
	case e.AskedBy == actor:
		return store.Fail(store.Forbidden, "延期要由另一个人审批，不能批自己提的申请。")
	case !approve && strings.TrimSpace(decision) == "":
		return store.Fail(store.Invalid, "不批准的，请写明理由。").On("decision")
	}
	return nil
}

// FileExtension records when and under which number an approved extension was
// filed with the authority above.
func (h *House) FileExtension(ctx context.Context, id string, day calendar.Date, number string) error {
	return h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		e, err := findExtension(tx, id)
		switch {
		case err != nil:
			return err
		case e.State != ExtensionApproved:
			return store.Fail(store.Conflict, "还没有批准，不能登记备案。")
		case day.IsZero() || day.After(calendar.On(tx.Now())) || day.Before(calendar.On(e.Decided)):
			return store.Fail(store.Invalid, "备案日期要在批准之后、今天之前，请改正。").On("day")
		}
		e.Filed, e.Number = day, strings.TrimSpace(number)
		if err := updateExtension(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "extension.file", Table: "extension", Target: id, Person: e.PersonID, Detail: map[string]any{"day": day.String()}})
	})
}

// Extensions lists the extensions of a stay, the oldest first.
func (h *House) Extensions(ctx context.Context, stayID string) (all []Extension, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findExtensionsOf(tx, stayID)
		return err
	})
	return all, err
}

// OpenExtensions lists what waits for the head, and what was approved and not
// filed yet, the oldest first.
func (h *House) OpenExtensions(ctx context.Context) (all []Extension, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findOpenExtensions(tx)
		return err
	})
	return all, err
}

// ExtensionDue is somebody whose ordinary stay has come to its last day.
type ExtensionDue struct {
	Resident intake.Resident
	Name     string
	Day      int        // 第n天
	Asked    *Extension // what waits for the head; nil where nothing was asked for
}

// ExtensionsDue lists the people in the house who can decide for themselves and
// are in the last day of an ordinary stay or past it, without an extension that
// lasts. Minors, and those who cannot look after themselves, are under other
// rules.
func (h *House) ExtensionsDue(ctx context.Context) (all []ExtensionDue, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		days, err := findStayDays(tx)
		if err != nil {
			return err
		}
		waiting, err := findOpenExtensions(tx)
		if err != nil {
			return err
		}
		open, err := intake.FindOpenStays(tx)
		if err != nil {
			return err
		}
		for _, r := range open {
			if due, ok := days.extensionDue(r, tx.Now()); ok {
				due.Asked = askedFor(waiting, r.Stay.ID)
				all = append(all, due)
			}
		}
		return nil
	})
	return all, err
}

func (d StayDays) extensionDue(r intake.Resident, now time.Time) (ExtensionDue, bool) {
	due := ExtensionDue{Resident: r, Name: shownName(r), Day: Days(r.Stay.ArrivedAt, now)}
	o := OccupantOf(r, now)
	capable := !o.Incapable && (!o.AgeKnown || o.AgeFrom >= mayLeaveAlone)
	return due, capable && r.Stay.State == intake.In && due.Day >= d.Last && !r.Stay.EndsBy.After(now)
}

func askedFor(all []Extension, stayID string) *Extension {
	for _, e := range all {
		if e.StayID == stayID && e.State == ExtensionAsked {
			return &e
		}
	}
	return nil
}
