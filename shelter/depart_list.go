package shelter

import (
	"context"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

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
	Steps      []LeavingStep      // of all ways; see StepsFor
	Facts      LeavingFacts
	Missed     int    // roll-calls missed last, in a row
	Missing    string // id of the open procedure of who was missed, empty for none
	Escort     Escort // what is planned or under way; its ID is empty for none
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
	if err := c.readSteps(tx); err != nil {
		return c, err
	}
	c.openItems(OccupantOf(c.Resident, tx.Now()))
	return c, nil
}

// readSteps reads the check-lists and what else is open about the stay.
func (c *Checklist) readSteps(tx *access.Tx) (err error) {
	stay := c.Resident.Stay.ID
	if c.Steps, err = findLeavingSteps(tx); err != nil {
		return err
	}
	if c.Facts, err = findLeavingFacts(tx, c.Resident); err != nil {
		return err
	}
	if c.Missed, _, err = findMissedRounds(tx, stay); err != nil {
		return err
	}
	if p, open, err := findProcedureOf(tx, stay, ProcedureMissing); err != nil {
		return err
	} else if open {
		c.Missing = p.ID
	}
	c.Escort, _, err = findEscortUnderWay(tx, stay)
	return err
}

func (c *Checklist) openItems(o Occupant) {
	add := func(code string, level Level, text string, args store.Args, article string) {
		c.Open = append(c.Open, Reason{Code: code, Level: level, Text: text, Args: args, Article: article})
	}
	if c.Kept > 0 {
		add("belongings", Block, "有{{.N}}件寄存物品要当面清点交还。", store.Args{"N": c.Kept}, byHandingBack)
	}
	if reasons := o.NotAlone(); len(reasons) > 0 {
		c.NotAlone = true
		c.Open = append(c.Open, reasons...)
	}
	if c.Facts["away"] {
		add("away", Warn, "此人现在不在站内（住院或站外托养），请先与那边核对。", nil, "")
	}
	if c.Facts["outing"] {
		add("outing", Warn, "此人登记了外出，还没有登记回来。", nil, "")
	}
	if c.Missed > 0 {
		add("missed", Warn, "最近连续{{.N}}次点名未到。", store.Args{"N": c.Missed}, "")
	}
	if c.Facts["unpaid"] {
		add("unpaid", Warn, "住过院或托养过，还没有登记费用。", nil, "")
	}
	if c.Facts["unknown"] {
		add("identity", Warn, "身份还没有查清。离站不等于寻亲结束，请确认由谁继续寻亲。", nil, "民发〔2015〕158号")
	}
}
