package shelter

import (
	"context"
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
	Consent     string            // why the station agrees that a minor of 16 or 17, or an incapable person, leaves alone
	Checks      []string          // codes of what was ticked: form_signed, medicine_given, …
}

// The kinds of leaving that a rule speaks of.
const (
	leaveSelf   = "self"
	leaveWalked = "walked"
	leaveDeath  = "death"
)

// mayLeaveAlone is the age below which kin must collect: 工作规程
// (民发〔2014〕132号), on leaving.
const mayLeaveAlone = 16

// Depart returns the belongings, frees the bed and closes the stay, all of it
// or nothing. Things kept must have been handed back, save where the person
// has walked away or died: then they go on being kept.
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
	if d.At.IsZero() {
		d.At = tx.Now()
	}
	if err := d.check(tx, r); err != nil {
		return r.Stay, err
	}
	if d.Returned {
		if err := intake.ReturnBelongings(tx, d.StayID, d.Differences); err != nil {
			return r.Stay, err
		}
	}
	if t, has, err := findTakeOf(tx, d.StayID); err != nil {
		return r.Stay, err
	} else if has {
		if err := release(tx, t, after(d.At, t.From)); err != nil {
			return r.Stay, err
		}
	}
	if err := endCare(tx, d.StayID, d.At); err != nil {
		return r.Stay, err
	}
	if consent := strings.TrimSpace(d.Consent); consent != "" {
		d.Leaving.Note = strings.TrimSpace(d.Leaving.Note + "\n站方同意自行离站：" + consent)
	}
	stay, err := intake.CloseStay(tx, d.StayID, d.Kind, d.At, d.Leaving)
	if err != nil {
		return r.Stay, err
	}
	return stay, tx.Audit(access.Entry{Action: "depart", Table: "stay", Target: stay.ID, Person: stay.PersonID,
		Detail: map[string]any{"kind": d.Kind, "checks": d.Checks, "returned": d.Returned}, Private: d.Consent})
}

// check reports what keeps the person from leaving in this way.
func (d Departure) check(tx *access.Tx, r intake.Resident) error {
	if !r.Stay.State.Open() {
		return store.Fail(store.Conflict, "此人已经离站，不用再办。")
	}
	if d.At.After(tx.Now().Add(5 * time.Minute)) {
		return store.Fail(store.Invalid, "离站时间在将来，请改成实际离站的时间。").On("at")
	}
	if err := d.checkAlone(OccupantOf(r, tx.Now())); err != nil {
		return err
	}
	if d.Returned || d.Kind == leaveWalked || d.Kind == leaveDeath {
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

// checkAlone: minors and those who cannot decide for themselves leave alone
// only with the station's consent (实施细则, 民政部令24号, art. 17); who is under
// 16 is collected by kin (工作规程, 民发〔2014〕132号).
func (d Departure) checkAlone(o Occupant) error {
	switch {
	case d.Kind != leaveSelf:
		return nil
	case o.AgeKnown && o.AgeFrom < mayLeaveAlone:
		return store.Fail(store.Invalid, "未满16周岁的，不能自行离站。请选亲属接领、救助站接回、护送返乡或移交其他机构。").On("kind")
	case !o.MayBeMinor() && !o.Incapable || strings.TrimSpace(d.Consent) != "":
		return nil
	}
	return store.Fail(store.Invalid, "未成年人和无行为能力、限制行为能力的人自行离站，须经救助站同意（民政部令第24号第十七条）。请写明同意的理由，或改选接领、护送、移交。").On("consent")
}

// Checklist is what the window of a departure shows.
type Checklist struct {
	Resident   intake.Resident
	Bed        string             // name of the bed, empty where there is none
	Day        int                // 第n天
	Belongings []intake.Belonging // all of the stay
	Kept       int                // how many of them are still kept
	Issued     []supply.Issued    // what was handed out, net of what came back
	Open       []Reason           // what has to be done or thought of first
	NotAlone   bool               // 自行离站 needs consent, or is not possible
}

// CheckDeparture reads what is to be settled before somebody leaves.
func (h *House) CheckDeparture(ctx context.Context, stayID string) (c Checklist, err error) {
	entry := access.Entry{Action: "departure.check", Table: "stay", Target: stayID}
	err = h.Session.Disclose(ctx, access.Depart, entry, func(tx *access.Tx) error {
		c, err = checklist(tx, stayID)
		return err
	})
	return c, err
}

func checklist(tx *access.Tx, stayID string) (c Checklist, err error) {
	if c.Resident, err = intake.FindResident(tx, stayID); err != nil {
		return c, err
	}
	c.Day = Days(c.Resident.Stay.ArrivedAt, tx.Now())
	if t, has, err := findTakeOf(tx, stayID); err != nil {
		return c, err
	} else if has {
		bed, err := findBed(tx, t.BedID)
		if err != nil {
			return c, err
		}
		c.Bed = bed.Name
	}
	if c.Belongings, err = intake.FindBelongings(tx, stayID); err != nil {
		return c, err
	}
	if c.Issued, err = supply.FindIssued(tx, stayID); err != nil {
		return c, err
	}
	for _, b := range c.Belongings {
		if b.State == "kept" {
			c.Kept++
		}
	}
	c.openItems(OccupantOf(c.Resident, tx.Now()))
	return c, nil
}

func (c *Checklist) openItems(o Occupant) {
	add := func(code string, level Level, text string, args store.Args, article string) {
		c.Open = append(c.Open, Reason{Code: code, Level: level, Text: text, Args: args, Article: article})
	}
	if c.Kept > 0 {
		add("belongings", Block, "有{{.N}}件寄存物品要当面清点交还。", store.Args{"N": c.Kept}, "民政部令第24号第六条")
	}
	if alone := (Departure{Kind: leaveSelf}).checkAlone(o); alone != nil {
		c.NotAlone = true
		add("not_alone", Warn, "此人是未成年人或不能自己作主，最好由亲属接领、护送或移交；自行离站须经救助站同意。", nil, "民政部令第24号第十七条")
	}
	if c.Resident.Stay.State != intake.In {
		add("away", Warn, "此人现在不在站内（住院或站外托养），请先与那边核对。", nil, "")
	}
	if c.Resident.Person.Identity == intake.IdentityUnknown {
		add("identity", Warn, "身份还没有查清。离站不等于寻亲结束，请确认由谁继续寻亲。", nil, "民发〔2015〕158号")
	}
}
