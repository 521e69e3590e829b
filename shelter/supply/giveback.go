package supply

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Return takes back what somebody was given, at most as much as they have. It
// goes into the lots that it came from, the last given first.
func (r *Room) Return(ctx context.Context, stayID, itemID string, qty int, reason string) error {
	_, err := r.TakeBack(ctx, To{StayID: stayID}, Line{ItemID: itemID, Qty: qty}, reason)
	return err
}

// TakeBack is Return for a stay or a room, and returns the slip.
func (r *Room) TakeBack(ctx context.Context, from To, l Line, reason string) (slip Slip, err error) {
	if err := positive(l.Qty); err != nil {
		return slip, err
	}
	if err := checkText(reason, "reason"); err != nil {
		return slip, err
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		slip, err = takeBack(tx, from, []Line{l}, reason)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

// TakeBackSlips undoes slips on which things were handed out: what stood on
// each comes back into the very lots that it came from, all of them or none. It
// is for what was written by mistake, and has a reason.
func (r *Room) TakeBackSlips(ctx context.Context, numbers []string, reason string) (slips []Slip, err error) {
	if trimmed(&reason); reason == "" {
		return nil, store.Fail(store.Invalid, "请写明为什么退回。").On("reason")
	}
	if err := checkText(reason, "reason"); err != nil {
		return nil, err
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		for _, number := range numbers {
			slip, err := takeBackSlip(tx, number, reason)
			if err != nil {
				return err
			}
			slips = append(slips, slip)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slips, nil
}

func takeBackSlip(tx *access.Tx, number, reason string) (Slip, error) {
	issued, err := findSlip(tx, number)
	if err != nil {
		return Slip{}, err
	}
	if issued.Kind != MoveIssue {
		return Slip{}, store.Fail(store.Invalid, "只有发放单可以退回，请核对单号。").On("slip")
	}
	var lines []Line
	for _, l := range issued.Lines {
		for _, part := range l.Lots {
			lines = append(lines, Line{ItemID: l.Item.ID, Qty: -part.Qty, LotID: part.LotID})
		}
	}
	return takeBack(tx, issued.To, together(Order{Lines: lines}).Lines, reason)
}

// takeBack takes lines back on one slip. No two of them are of one lot.
func takeBack(tx *access.Tx, from To, lines []Line, reason string) (Slip, error) {
	var steps []step
	person := ""
	for _, l := range lines {
		item, err := findItem(tx, l.ItemID)
		if err != nil {
			return Slip{}, err
		}
		lots, err := findHeld(tx, from, l.ItemID)
		if err != nil {
			return Slip{}, err
		}
		more, of, has := giveBack(item, lots, l)
		if has < l.Qty {
			return Slip{}, tooMany(from, has)
		}
		steps, person = append(steps, more...), of
	}
	slip, err := newSlip(tx, MoveReturn)
	if err != nil {
		return Slip{}, err
	}
	slip.To, slip.Reason = from, reason
	return *slip, slip.write(tx, person, "", steps)
}

// giveBack spreads what comes back over the lots that it came from. has is how
// many they have.
func giveBack(item Item, lots []held, l Line) (steps []step, person string, has int) {
	left := l.Qty
	for _, h := range lots {
		if l.LotID != "" && l.LotID != h.lotID {
			continue
		}
		has += h.qty
		person = h.person
		if n := min(left, h.qty); n > 0 {
			steps = append(steps, step{item, h.lotID, n})
			left -= n
		}
	}
	return steps, person, has
}

func tooMany(from To, has int) error {
	text := "此人名下只有{{.N}}件，退回的数量多了，请核对。"
	if from.RoomID != "" {
		text = "这个房间名下只有{{.N}}件，退回的数量多了，请核对。"
	}
	return store.Fail(store.Invalid, text).With(store.Args{"N": has}).On("quantity")
}
