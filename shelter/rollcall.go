package shelter

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// RollRound is a roll-call of the day and when it is held.
type RollRound struct {
	Name string `json:"name"`
	At   string `json:"at"` // 07:30
}

// RollRoundsSetting is the key of the setting that holds a station's []RollRound.
const RollRoundsSetting = "shelter.rollcall"

// DefaultRollRounds are three a day.
func DefaultRollRounds() []RollRound {
	return []RollRound{{"早点名", "07:30"}, {"午点名", "13:00"}, {"晚点名", "21:00"}}
}

// RollState is where somebody was at a roll-call.
type RollState string

const (
	RollPresent  RollState = "present"  // 在
	RollOuting   RollState = "outing"   // 请假外出
	RollHospital RollState = "hospital" // 住院
	RollMissing  RollState = "missing"  // 未到
)

// RollCall is one roll-call with everybody who is called.
type RollCall struct {
	ID       string
	Day      calendar.Date
	Name     string
	Begun    time.Time
	BegunBy  string
	Closed   time.Time // zero while it goes on
	ClosedBy string
	Lines    []RollLine // by bed
}

// RollLine is somebody who is called.
type RollLine struct {
	StayID   string
	PersonID string
	Name     string
	Bed      string
	Room     string    // "" for who has no bed
	State    RollState // as marked or, before that, as is known from an outing or a hospital; may be empty
	Marked   time.Time // zero while nobody has tapped
	MarkedBy string
}

// Open are those who are neither marked nor known to be elsewhere.
func (c RollCall) Open() (n int) {
	for _, l := range c.Lines {
		if l.State == "" {
			n++
		}
	}
	return n
}

// RollRounds lists the roll-calls of a day.
func (h *House) RollRounds(ctx context.Context) (all []RollRound, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findRollRounds(tx)
		return err
	})
	return all, err
}

func findRollRounds(tx *access.Tx) ([]RollRound, error) {
	return settingOr(tx, RollRoundsSetting, DefaultRollRounds())
}

// SaveRollRounds sets the roll-calls of a day.
func (h *House) SaveRollRounds(ctx context.Context, rounds []RollRound) error {
	for _, r := range rounds {
		if strings.TrimSpace(r.Name) == "" {
			return store.Fail(store.Invalid, "请填写点名的名称。").On("name")
		}
		if _, _, err := clockTime(r.At); err != nil {
			return err
		}
	}
	return h.saveSetting(ctx, RollRoundsSetting, rounds, len(rounds))
}

// BeginRollCall begins today's roll-call of a name or, where somebody has begun
// it, goes on with it.
func (h *House) BeginRollCall(ctx context.Context, name string) (c RollCall, err error) {
	err = h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		rounds, err := findRollRounds(tx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(rounds, func(r RollRound) bool { return r.Name == name }) {
			return store.Fail(store.NotFound, "没有这一次点名，请重新选择。").On("name")
		}
		today := calendar.On(tx.Now())
		old, begun, err := findRollCallOn(tx, today, name)
		if err != nil {
			return err
		}
		if begun {
			c, err = readRollCall(tx, old.ID)
			return err
		}
		c = RollCall{Day: today, Name: name}
		if err := insertRollCall(tx, &c); err != nil {
			return err
		}
		if c, err = readRollCall(tx, c.ID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rollcall.begin", Table: "rollcall", Target: c.ID})
	})
	return c, err
}

// RollCall reads a roll-call.
func (h *House) RollCall(ctx context.Context, id string) (c RollCall, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		c, err = readRollCall(tx, id)
		return err
	})
	return c, err
}

// RollCalls lists the roll-calls of a day without their lines.
func (h *House) RollCalls(ctx context.Context, day calendar.Date) (all []RollCall, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findRollCallsOn(tx, day)
		return err
	})
	return all, err
}

func readRollCall(tx *access.Tx, id string) (RollCall, error) {
	c, err := findRollCall(tx, id)
	if err != nil {
		return c, err
	}
	marks, err := findMarks(tx, id)
	if err != nil {
		return c, err
	}
	places, err := findBedPlaces(tx)
	if err != nil {
		return c, err
	}
	if c.Closed.IsZero() {
		if err := c.call(tx, marks); err != nil {
			return c, err
		}
	}
	if err := c.addMarked(tx, marks); err != nil {
		return c, err
	}
	for i := range c.Lines {
		at := places[c.Lines[i].StayID]
		c.Lines[i].Bed, c.Lines[i].Room = at.bed, at.room
	}
	slices.SortStableFunc(c.Lines, func(a, b RollLine) int { return places[a.StayID].compare(places[b.StayID]) })
	return c, nil
}

// call lists who is to be called: everybody in the house and in hospital. Who
// is placed is visited instead.
func (c *RollCall) call(tx *access.Tx, marks map[string]RollLine) error {
	open, err := intake.FindOpenStays(tx)
	if err != nil {
		return err
	}
	out, err := findOpenOutings(tx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if _, marked := marks[r.Stay.ID]; marked || r.Stay.State == intake.Placed {
			continue
		}
		line := RollLine{StayID: r.Stay.ID, PersonID: r.Person.ID, Name: shownName(r)}
		if r.Stay.State == intake.Hospital {
			line.State = RollHospital
		} else if out[r.Stay.ID] {
			line.State = RollOuting
		}
		c.Lines = append(c.Lines, line)
	}
	return nil
}

// addMarked adds those who were tapped, gone meanwhile or not.
func (c *RollCall) addMarked(tx *access.Tx, marks map[string]RollLine) error {
	marked := slices.Collect(maps.Values(marks))
	if err := nameAll(tx, marked, func(l *RollLine) (string, *string) { return l.StayID, &l.Name }); err != nil {
		return err
	}
	c.Lines = append(c.Lines, marked...)
	slices.SortFunc(c.Lines, func(a, b RollLine) int { return cmp.Compare(a.StayID, b.StayID) })
	return nil
}

// MarkRoll records where somebody is, by one tap; a further tap changes it. Who
// is missing gets a procedure, and who turns up again ends it.
func (h *House) MarkRoll(ctx context.Context, rollCallID, stayID string, state RollState) error {
	switch state {
	case RollPresent, RollOuting, RollHospital, RollMissing:
	default:
		return store.Fail(store.Invalid, "请选择在、请假、住院或未到。").On("state")
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		c, err := findRollCall(tx, rollCallID)
		if err != nil {
			return err
		}
		if !c.Closed.IsZero() {
			return store.Fail(store.Conflict, "这次点名已经结束，不能再改。有人回来请登记在下一次。")
		}
		stay, err := findCaredFor(tx, stayID)
		if err != nil {
			return err
		}
		if err := markRoll(tx, c, stay, state); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rollcall.mark", Table: "rollcall", Target: c.ID, Person: stay.PersonID, Detail: map[string]any{"state": string(state)}})
	})
}

func markRoll(tx *access.Tx, c RollCall, stay intake.Stay, state RollState) error {
	if err := saveMark(tx, c.ID, stay, state); err != nil {
		return err
	}
	p, open, err := findProcedureOf(tx, stay.ID, ProcedureMissing)
	switch {
	case err != nil:
		return err
	case state == RollMissing && !open:
		p = Procedure{Kind: ProcedureMissing, StayID: stay.ID, PersonID: stay.PersonID}
		return insertProcedure(tx, &p)
	case state != RollMissing && open:
		return closeProcedure(tx, p.ID, OutcomeFound, tx.Now())
	}
	return nil
}

// CloseRollCall ends a roll-call. Everybody must have been called; who is known
// to be out or in hospital counts as such.
func (h *House) CloseRollCall(ctx context.Context, rollCallID string) (c RollCall, err error) {
	err = h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if c, err = readRollCall(tx, rollCallID); err != nil {
			return err
		}
		if !c.Closed.IsZero() {
			return store.Fail(store.Conflict, "这次点名已经结束。")
		}
		if n := c.Open(); n > 0 {
			return store.Fail(store.Invalid, "还有{{.N}}人没有点到，请点完再结束；找不到的人选“未到”。").With(store.Args{"N": n})
		}
		for _, l := range c.Lines {
			if l.Marked.IsZero() {
				if err := markRoll(tx, c, intake.Stay{ID: l.StayID, PersonID: l.PersonID}, l.State); err != nil {
					return err
				}
			}
		}
		if err := closeRollCall(tx, c.ID); err != nil {
			return err
		}
		if c, err = readRollCall(tx, c.ID); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rollcall.close", Table: "rollcall", Target: c.ID, Detail: c.counts()})
	})
	return c, err
}

func (c RollCall) counts() map[string]any {
	n := map[RollState]int{}
	for _, l := range c.Lines {
		n[l.State]++
	}
	return map[string]any{"present": n[RollPresent], "outing": n[RollOuting], "hospital": n[RollHospital], "missing": n[RollMissing]}
}
