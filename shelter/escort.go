package shelter

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// EscortState is how far an escort has come.
type EscortState string

const (
	EscortPlanned EscortState = "planned" // 已安排
	EscortOnWay   EscortState = "left"    // 在途
	EscortHanded  EscortState = "handed"  // 已交接, the staff is on its way back
	EscortBack    EscortState = "back"    // 已返回
	EscortDropped EscortState = "dropped" // 已取消
)

var escortWords = map[EscortState]string{EscortPlanned: "已安排", EscortOnWay: "在途", EscortHanded: "已交接", EscortBack: "已返回", EscortDropped: "已取消"}

// Words is the state's Chinese name, the key of its translation.
func (s EscortState) Words() string { return escortWords[s] }

// Escort is a journey on which staff take somebody home, or to another
// institution, and hand them over there. 护送
//
// The stay ends when they leave the house, and the bed is free: figures, meals
// and roll-calls count who is in it. The duty of care does not end there but
// with the hand-over (国务院令381号 art. 7, 11): until then the escort is open
// and stands on the list of those under way.
type Escort struct {
	ID            string
	Version       int64
	PersonID      string
	StayID        string
	State         EscortState
	Name          string    // as lists show it
	InstitutionID string    // to whom they are handed over, empty for none of the directory
	Leaves        time.Time // as planned
	Arrives       time.Time
	DueBack       time.Time // when the staff is to be back
	Left          time.Time // as it happened; zero while it has not
	HandedAt      time.Time
	BackAt        time.Time
	Overridden    []string // codes of the rules that were gone against
	Actor         string
	Hidden        bool     // the sealed part may not be read by this account
	Warnings      []Reason // what the rules had to say; only after PlanEscort and ChangeEscort
	EscortPlan
}

// EscortPlan is the sealed part of an Escort.
type EscortPlan struct {
	Members     []Escorter    `json:"members"`
	To          string        `json:"to"` // name of the institution, or of the place and who takes them over there
	ToAddress   string        `json:"to_address,omitempty"`
	ToPhone     string        `json:"to_phone,omitempty"`
	Transport   string        `json:"transport,omitempty"` // train or coach with its number
	Route       string        `json:"route,omitempty"`     // over which places, where to change
	Items       string        `json:"items,omitempty"`     // what travels along, files among it
	Medicine    string        `json:"medicine,omitempty"`
	Food        string        `json:"food,omitempty"`
	Risks       string        `json:"risks,omitempty"`
	Contact     string        `json:"contact,omitempty"` // whom to call at the station on the way
	Reason      string        `json:"reason,omitempty"`  // why a rule was gone against
	Handed      EscortReceipt `json:"handed,omitzero"`
	Report      string        `json:"report,omitempty"`       // how it went, when they were back
	BroughtBack bool          `json:"brought_back,omitempty"` // nobody took them over, and they came back with the staff
}

// Escorter is one of those who go along.
type Escorter struct {
	AccountID string `json:"account,omitempty"` // empty for who is not of the staff: a doctor, a policeman
	Name      string `json:"name"`
	Sex       string `json:"sex,omitempty"` // GB/T 2261.1
	Post      string `json:"post,omitempty"`
	Phone     string `json:"phone,omitempty"`
}

// EscortReceipt is who took somebody over.
type EscortReceipt struct {
	Name  string `json:"name,omitempty"`
	Unit  string `json:"unit,omitempty"`
	Phone string `json:"phone,omitempty"`
	Note  string `json:"note,omitempty"` // how the person was, what was missing
}

// Running reports that somebody of it is still away.
func (e Escort) Running() bool { return e.State == EscortOnWay || e.State == EscortHanded }

// Overdue reports that a hand-over or a return was to have been by now.
func (e Escort) Overdue(now time.Time) bool {
	switch e.State {
	case EscortPlanned:
		return now.After(e.Leaves.Add(time.Hour))
	case EscortOnWay:
		return now.After(e.Arrives.Add(time.Hour))
	case EscortHanded:
		return now.After(e.DueBack)
	}
	return false
}

// check puts the texts into their form and reports what is missing.
func (e *Escort) check(now time.Time) error {
	for _, text := range []*string{&e.To, &e.ToAddress, &e.ToPhone, &e.Transport, &e.Route, &e.Items, &e.Medicine, &e.Food, &e.Risks, &e.Contact} {
		*text = strings.TrimSpace(*text)
	}
	for i := range e.Members {
		e.Members[i].Name = strings.TrimSpace(e.Members[i].Name)
	}
	e.Members = slices.DeleteFunc(e.Members, func(m Escorter) bool { return m.Name == "" })
	switch {
	case e.To == "":
		return store.Fail(store.Invalid, "请填写送到哪里、交给哪个单位或什么人。").On("to")
	case len(e.Members) == 0:
		return store.Fail(store.Invalid, "请填写护送人。").On("members")
	case e.Leaves.IsZero():
		return store.Fail(store.Invalid, "请填写出发时间。").On("leaves")
	case !e.Arrives.After(e.Leaves):
		return store.Fail(store.Invalid, "请填写预计到达的时间，要在出发之后。").On("arrives")
	case !e.DueBack.After(e.Arrives):
		return store.Fail(store.Invalid, "请填写护送人预计返回的时间，要在到达之后。").On("due_back")
	case e.Leaves.Before(now.AddDate(0, 0, -7)):
		return store.Fail(store.Invalid, "出发时间已经过去很久，请改正。").On("leaves")
	}
	return nil
}

// PlanEscort plans who takes somebody where. Rules that are not kept block it
// unless o gives a reason, by who may override.
func (h *House) PlanEscort(ctx context.Context, e Escort, o *Override) (Escort, error) {
	e.ID, e.Version, e.State = "", 0, EscortPlanned
	return h.writeEscort(ctx, e, o, "escort.plan")
}

// ChangeEscort changes a plan before they have left. It is judged anew.
func (h *House) ChangeEscort(ctx context.Context, e Escort, o *Override) (Escort, error) {
	return h.writeEscort(ctx, e, o, "escort.change")
}

func (h *House) writeEscort(ctx context.Context, e Escort, o *Override, action string) (Escort, error) {
	if err := e.check(h.Session.DB().Now()); err != nil {
		return e, err
	}
	err := h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		if e.ID != "" {
			old, err := findEscort(tx, e.ID)
			if err != nil {
				return err
			}
			if old.State != EscortPlanned {
				return store.Fail(store.Conflict, "护送已经出发或取消，不能再改安排。")
			}
			e.StayID, e.State, e.Overridden = old.StayID, old.State, nil
		}
		stay, err := findCaredFor(tx, e.StayID)
		if err != nil {
			return err
		}
		e.PersonID, e.Reason = stay.PersonID, ""
		if err := judgeEscort(tx, &e, o); err != nil {
			return err
		}
		if e.ID == "" {
			err = insertEscort(tx, &e)
		} else {
			err = updateEscort(tx, &e)
		}
		if err != nil {
			return err
		}
		detail := map[string]any{"members": len(e.Members)}
		if len(e.Overridden) > 0 {
			detail["overridden"] = e.Overridden
		}
		return tx.Audit(access.Entry{Action: action, Table: "escort", Target: e.ID, Person: e.PersonID, Detail: detail, Private: e.Reason})
	})
	return e, err
}

// DropEscort gives up a plan before they have left.
func (h *House) DropEscort(ctx context.Context, id, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		e, err := findEscort(tx, id)
		if err != nil {
			return err
		}
		if e.State != EscortPlanned {
			return store.Fail(store.Conflict, "护送已经出发或取消，不能再取消。")
		}
		if e.Hidden {
			return access.ErrProtected()
		}
		e.State = EscortDropped
		if err := updateEscort(tx, &e); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "escort.drop", Table: "escort", Target: e.ID, Person: e.PersonID, Private: strings.TrimSpace(reason)})
	})
}

// Escorts lists the escorts of a stay, the newest first.
func (h *House) Escorts(ctx context.Context, stayID string) (all []Escort, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if _, err := findReadable(tx, stayID); err != nil {
			return err
		}
		all, err = findEscortsOf(tx, stayID)
		return err
	})
	return all, err
}

// OpenEscorts lists what is planned and who is under way or not back yet, by
// when they leave. Of people under protection it says no more than that.
func (h *House) OpenEscorts(ctx context.Context) (all []Escort, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if all, err = findOpenEscorts(tx); err != nil {
			return err
		}
		return nameAll(tx, all, func(e *Escort) (string, *string) { return e.StayID, &e.Name })
	})
	return all, err
}
