package shelter

import (
	"context"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Swap asks a colleague to take over a shift, or to exchange it for one of
// theirs. 换班
type Swap struct {
	ID      string
	DutyID  string
	BackID  string // the colleague's shift that is taken in return; empty for none
	From    string // account that asks
	To      string // account that is asked
	State   SwapState
	Asked   time.Time
	Decided time.Time

	FromName, ToName string // of the accounts
	Duty, Back       Duty   // as they stand on the roster, in what Swaps lists; zero for none, and for one that was taken off
}

// SwapState is how far a swap has come.
type SwapState string

const (
	SwapAsked     SwapState = "asked"
	SwapAccepted  SwapState = "accepted"
	SwapDeclined  SwapState = "declined"
	SwapWithdrawn SwapState = "withdrawn"
)

// AskSwap asks a colleague. Only the other's acceptance changes the roster.
func (h *House) AskSwap(ctx context.Context, dutyID, toAccount, backID string) (s Swap, err error) {
	err = h.Session.Write(ctx, "", func(tx *access.Tx) error {
		s = Swap{DutyID: dutyID, BackID: backID, From: tx.Actor().ID, To: toAccount}
		if err := s.check(tx); err != nil {
			return err
		}
		if err := insertSwap(tx, &s); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "swap.ask", Table: "duty_swap", Target: s.ID, Detail: map[string]any{"duty": dutyID, "to": toAccount}})
	})
	return s, err
}

// check wants the shifts to be those of the two, and not to have begun.
func (s Swap) check(tx *access.Tx) error {
	if s.From == s.To {
		return store.Fail(store.Invalid, "请选择另一位同事换班。").On("to")
	}
	own, err := findDuty(tx, s.DutyID)
	if err != nil {
		return err
	}
	if own.AccountID != s.From {
		return store.Fail(store.Forbidden, "只能换自己的班。").On("duty")
	}
	if err := own.notBegun(tx.Now()); err != nil {
		return err
	}
	if s.BackID == "" {
		return nil
	}
	back, err := findDuty(tx, s.BackID)
	if err != nil {
		return err
	}
	if back.AccountID != s.To {
		return store.Fail(store.Invalid, "换回的班不是对方的，请重新选择。").On("back")
	}
	return back.notBegun(tx.Now())
}

func (d Duty) notBegun(now time.Time) error {
	if !d.From.After(now) {
		return store.Fail(store.Conflict, "这个班已经开始，不能再换。")
	}
	return nil
}

// AcceptSwap takes the shift over; only who was asked can.
func (h *House) AcceptSwap(ctx context.Context, swapID string) error {
	return h.decideSwap(ctx, swapID, SwapAccepted, func(tx *access.Tx, s Swap) error {
		if s.To != tx.Actor().ID {
			return errNotAsked()
		}
		if err := s.check(tx); err != nil {
			return err
		}
		if err := giveDuty(tx, s.DutyID, s.To); err != nil {
			return err
		}
		if s.BackID == "" {
			return nil
		}
		return giveDuty(tx, s.BackID, s.From)
	})
}

// DeclineSwap leaves the roster as it is; only who was asked can.
func (h *House) DeclineSwap(ctx context.Context, swapID string) error {
	return h.decideSwap(ctx, swapID, SwapDeclined, func(tx *access.Tx, s Swap) error {
		if s.To != tx.Actor().ID {
			return errNotAsked()
		}
		return nil
	})
}

// WithdrawSwap takes a question back; only who asked can.
func (h *House) WithdrawSwap(ctx context.Context, swapID string) error {
	return h.decideSwap(ctx, swapID, SwapWithdrawn, func(tx *access.Tx, s Swap) error {
		if s.From != tx.Actor().ID {
			return errNotAsked()
		}
		return nil
	})
}

func errNotAsked() error {
	return store.Fail(store.Forbidden, "这次换班不是问您的，请由当事人处理。")
}

func (h *House) decideSwap(ctx context.Context, id string, state SwapState, fn func(*access.Tx, Swap) error) error {
	return h.Session.Write(ctx, "", func(tx *access.Tx) error {
		s, err := findSwap(tx, id)
		if err != nil {
			return err
		}
		if s.State != SwapAsked {
			return store.Fail(store.Conflict, "这次换班已经处理过，请刷新后再看。")
		}
		if err := fn(tx, s); err != nil {
			return err
		}
		if err := setSwap(tx, id, state); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "swap." + string(state), Table: "duty_swap", Target: id, Detail: map[string]any{"duty": s.DutyID}})
	})
}

// Swaps lists the open questions from and to the signed-in account, with the
// shifts that they are about.
func (h *House) Swaps(ctx context.Context) (all []Swap, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		if all, err = findSwapsOf(tx, tx.Actor().ID); err != nil {
			return err
		}
		for i := range all {
			if all[i].Duty, err = findDutyOrNone(tx, all[i].DutyID); err != nil {
				return err
			}
			if all[i].Back, err = findDutyOrNone(tx, all[i].BackID); err != nil {
				return err
			}
		}
		return nil
	})
	return all, err
}

// findDutyOrNone is findDuty, and no shift where it was taken off the roster.
func findDutyOrNone(tx *access.Tx, id string) (Duty, error) {
	d, err := findDuty(tx, id)
	if store.KindOf(err) == store.NotFound {
		return Duty{}, nil
	}
	return d, err
}
