package supply

import (
	"context"
	"errors"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// To is who is given something: a stay, or a room of the shelter for whoever
// lives there. One of the two is set.
type To struct {
	StayID string
	RoomID string
}

// Line is one thing to be handed out.
type Line struct {
	ItemID string
	Qty    int
	LotID  string // empty: what expires first of what is for any use
}

// Order is what is to be handed out on one slip.
type Order struct {
	To
	DepotID string // out of which depot; empty for all of them
	Lines   []Line
	Note    string // never about a person
}

func (o Order) check() error {
	if len(o.Lines) == 0 {
		return store.Fail(store.Invalid, "请至少选择一种物资。").On("lines")
	}
	if (o.StayID == "") == (o.RoomID == "") {
		return store.Fail(store.Invalid, "请选择领取人或房间。").On("to")
	}
	for _, l := range o.Lines {
		if err := positive(l.Qty); err != nil {
			return err
		}
	}
	return checkText(o.Note, "note")
}

// Issue hands things out to somebody on one slip: all lines or none.
func (r *Room) Issue(ctx context.Context, stayID string, lines []Line) (Slip, error) {
	return r.HandOut(ctx, Order{To: To{StayID: stayID}, Lines: lines})
}

// HandOut hands things out on one slip, all lines or none. Of each item goes
// first what expires first; what has expired is never handed out, and what was
// given for a use only where its lot is named. A Conflict says how many there
// are.
func (r *Room) HandOut(ctx context.Context, o Order) (Slip, error) {
	slips, err := r.HandOutAll(ctx, []Order{o})
	if err != nil {
		return Slip{}, err
	}
	return slips[0], nil
}

// HandOutAll hands things out to several at once, on a slip for each: all of
// them or none. A Conflict says how many there are for all together.
func (r *Room) HandOutAll(ctx context.Context, orders []Order) (slips []Slip, err error) {
	if len(orders) == 0 {
		return nil, store.Fail(store.Invalid, "请选择领取人或房间。").On("to")
	}
	for _, o := range orders {
		if err := o.check(); err != nil {
			return nil, err
		}
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		slips, err = handOutAll(tx, orders)
		return err
	})
	if err != nil {
		return nil, err
	}
	return slips, nil
}

func handOutAll(tx *access.Tx, orders []Order) (slips []Slip, err error) {
	if len(orders) > 1 { // the last of many would hear of what the others left
		if _, err := pickAll(tx, together(orders...)); err != nil {
			return nil, err
		}
	}
	for _, o := range orders {
		slip, err := handOut(tx, o)
		if err != nil {
			return nil, err
		}
		slips = append(slips, slip)
	}
	return slips, nil
}

// together is what several orders out of one depot take, added up.
func together(orders ...Order) Order {
	all := Order{DepotID: orders[0].DepotID}
	at := map[Line]int{}
	for _, o := range orders {
		for _, l := range o.Lines {
			of := Line{ItemID: l.ItemID, LotID: l.LotID}
			if _, known := at[of]; !known {
				at[of] = len(all.Lines)
				all.Lines = append(all.Lines, of)
			}
			all.Lines[at[of]].Qty += l.Qty
		}
	}
	return all
}

func handOut(tx *access.Tx, o Order) (Slip, error) {
	person, err := mayBeGiven(tx, o.To)
	if err != nil {
		return Slip{}, err
	}
	slip, err := newSlip(tx, MoveIssue)
	if err != nil {
		return Slip{}, err
	}
	slip.To, slip.Reason = o.To, o.Note
	steps, err := pickAll(tx, o)
	if err != nil {
		return Slip{}, err
	}
	if err := slip.write(tx, person, "", steps); err != nil {
		return Slip{}, orTaken(err)
	}
	return *slip, nil
}

// orTaken gives errShort a sentence: the lot was emptied since it was looked at.
func orTaken(err error) error {
	if errors.Is(err, errShort) {
		return store.Fail(store.Conflict, "别人刚刚领走了同一批物资，请刷新后再试一次。").On("quantity").Because(err)
	}
	return err
}

// mayBeGiven returns the person of a stay; of a room it is nobody.
func mayBeGiven(tx *access.Tx, to To) (person string, err error) {
	if to.RoomID != "" {
		found, err := isRoom(tx, to.RoomID)
		if err == nil && !found {
			err = store.Fail(store.NotFound, "没有这个房间，请刷新后重新选择。").On("to")
		}
		return "", err
	}
	stay, err := intake.FindStay(tx, to.StayID)
	if err == nil && !stay.State.Open() {
		err = store.Fail(store.Conflict, "此人已经离站，不能再发放物资。")
	}
	return stay.PersonID, err
}

// pickAll finds the lots for every line. Two lines of one item see what the
// other takes.
func pickAll(tx *access.Tx, o Order) (steps []step, err error) {
	today := calendar.On(tx.Now())
	taken := map[string]int{} // by lot
	for _, l := range o.Lines {
		item, err := findItem(tx, l.ItemID)
		if err != nil {
			return nil, err
		}
		lots, err := findLots(tx, lotsOfItem, l.ItemID)
		if err != nil {
			return nil, err
		}
		kept := lots[:0]
		for _, lot := range lots {
			lot.Stock -= taken[lot.ID]
			if o.DepotID == "" || lot.Depot.ID == o.DepotID {
				kept = append(kept, lot)
			}
		}
		p := pick(kept, l.Qty, l.LotID, today)
		if p.usable < l.Qty {
			return nil, p.short(item, nil)
		}
		for _, part := range p.parts {
			taken[part.lot.ID] += part.qty
			steps = append(steps, step{item, part.lot.ID, -part.qty})
		}
	}
	return steps, nil
}
