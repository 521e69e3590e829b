package shelter

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// OutcomeMistaken ends a procedure that a wrong tap had opened. 点错了
const OutcomeMistaken = "mistaken"

// UndoRoll takes back the last tap about somebody in a roll-call that goes on:
// they stand there as before, marked so or, where before is empty, not yet
// called. A search that the tap opened ends, and one that it ended goes on with
// what was done in it.
func (h *House) UndoRoll(ctx context.Context, rollCallID, stayID string, before RollState) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		c, err := findRollCall(tx, rollCallID)
		if err != nil {
			return err
		}
		if !c.Closed.IsZero() {
			return store.Fail(store.Conflict, "这次点名已经结束，不能再改。有人回来请登记在下一次。")
		}
		marks, err := findMarks(tx, c.ID)
		if err != nil {
			return err
		}
		mark, marked := marks[stayID]
		if !marked {
			return store.Fail(store.Conflict, "这一下已经撤回了。")
		}
		if err := undoSearch(tx, mark, before); err != nil {
			return err
		}
		if err := undoMark(tx, c, mark, before); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rollcall.undo", Table: "rollcall", Target: c.ID, Person: mark.PersonID, Detail: map[string]any{"state": string(before)}})
	})
}

func undoMark(tx *access.Tx, c RollCall, mark RollLine, before RollState) error {
	if before == "" {
		return deleteMark(tx, c.ID, mark.StayID)
	}
	stay, err := findCaredFor(tx, mark.StayID)
	if err != nil {
		return err
	}
	return markRoll(tx, c, stay, before)
}

// undoSearch ends the search that a tap opened, or goes on with the one that it
// ended.
func undoSearch(tx *access.Tx, mark RollLine, before RollState) error {
	if mark.State == RollMissing && before != RollMissing {
		p, open, err := findProcedureOf(tx, mark.StayID, ProcedureMissing)
		if err != nil || !open || !p.Opened.Equal(mark.Marked) {
			return err
		}
		return closeProcedure(tx, p.ID, OutcomeMistaken, tx.Now())
	}
	if mark.State != RollMissing {
		return reopenSearch(tx, mark)
	}
	return nil
}
