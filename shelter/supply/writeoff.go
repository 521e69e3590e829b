package supply

import (
	"context"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// The states of a WriteOff.
const (
	Asked   = "asked"   // waits for another person
	Done    = "done"    // taken off the books
	Dropped = "dropped" // not agreed to, or taken back
)

// WriteOff takes what can no longer be used off the books: asked for by one,
// confirmed by another who has looked at it. 报损
type WriteOff struct {
	ID      string
	Version int64
	State   string
	Cause   string // write_off_cause table
	Note    string // never about a person
	Lines   []Scrap
	AskedAt time.Time
	AskedBy string // account

	DecidedAt time.Time
	DecidedBy string // account
	Why       string // it was dropped
	Slip      string // number, once done
}

// Scrap is how many of a lot are to be written off.
type Scrap struct {
	LotID string
	Qty   int
	Lot   Lot // read only
}

func (w *WriteOff) check() error {
	trimmed(&w.Note)
	switch {
	case len(w.Lines) == 0:
		return store.Fail(store.Invalid, "请至少选择一个批次。").On("lines")
	case !isCode("write_off_cause", w.Cause):
		return store.Fail(store.Invalid, "请选择报损原因。").On("cause")
	case w.Cause == "other" && w.Note == "":
		return store.Fail(store.Invalid, "请写明报损的具体原因。").On("note")
	}
	seen := map[string]bool{}
	for _, l := range w.Lines {
		if err := positive(l.Qty); err != nil {
			return err
		}
		if seen[l.LotID] {
			return store.Fail(store.Invalid, "同一个批次写了两行，请合并成一行。").On("lines")
		}
		seen[l.LotID] = true
	}
	return checkText(w.Note, "note")
}

// AskWriteOff asks for a write-off. The stock stays until another person
// confirms it. Whoever hands things out may ask.
func (r *Room) AskWriteOff(ctx context.Context, w WriteOff) (WriteOff, error) {
	if err := w.check(); err != nil {
		return w, err
	}
	err := r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		for _, l := range w.Lines {
			lot, err := findLot(tx, l.LotID)
			if err != nil {
				return err
			}
			if lot.Stock < l.Qty {
				return inLot(lot, nil)
			}
		}
		if err := insertWriteOff(tx, &w); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.write_off.ask", Table: "supply_write_off", Target: w.ID, Detail: map[string]any{"cause": w.Cause}})
	})
	return w, err
}

// ConfirmWriteOff takes what was asked for off the books. Nobody confirms what
// they asked for themselves.
func (r *Room) ConfirmWriteOff(ctx context.Context, id string) (slip Slip, err error) {
	err = r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		slip, err = confirmWriteOff(tx, id)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

func confirmWriteOff(tx *access.Tx, id string) (Slip, error) {
	w, err := findOpenWriteOff(tx, id)
	if err != nil {
		return Slip{}, err
	}
	if w.AskedBy == tx.Actor().ID {
		return Slip{}, store.Fail(store.Forbidden, "报损要由另一人核实。请让有库管权限的同事登录后确认。")
	}
	var steps []step
	for _, l := range w.Lines {
		if l.Lot.Stock < l.Qty {
			return Slip{}, inLot(l.Lot, nil)
		}
		steps = append(steps, step{l.Lot.Item, l.LotID, -l.Qty})
	}
	slip, err := newSlip(tx, MoveWriteOff)
	if err != nil {
		return Slip{}, err
	}
	// The two who stand for it: the ledger's actor asked, its second confirmed.
	slip.Reason, slip.Actor, slip.Second = w.reason(), w.AskedBy, tx.Actor().ID
	if err := slip.write(tx, "", "", steps); err != nil {
		return Slip{}, orTaken(err)
	}
	return *slip, decideWriteOff(tx, w, Done, "", slip.Number)
}

func (w WriteOff) reason() string {
	text := codeText("write_off_cause", w.Cause)
	if w.Note != "" {
		text += "：" + w.Note
	}
	return text
}

// DropWriteOff puts a write-off aside; the stock stays as it is.
func (r *Room) DropWriteOff(ctx context.Context, id, why string) error {
	trimmed(&why)
	if why == "" {
		return store.Fail(store.Invalid, "请写明为什么不报损。").On("why")
	}
	if err := checkText(why, "why"); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		w, err := findOpenWriteOff(tx, id)
		if err != nil {
			return err
		}
		if err := decideWriteOff(tx, w, Dropped, why, ""); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.write_off.drop", Table: "supply_write_off", Target: id})
	})
}

// WriteOffs lists write-offs in a state, or all with the empty one, the newest
// first.
func (r *Room) WriteOffs(ctx context.Context, state string) (all []WriteOff, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findWriteOffs(tx, state, "")
		return err
	})
	return all, err
}

func findOpenWriteOff(tx *access.Tx, id string) (WriteOff, error) {
	all, err := findWriteOffs(tx, "", id)
	if err != nil {
		return WriteOff{}, err
	}
	at := slices.IndexFunc(all, func(w WriteOff) bool { return w.ID == id })
	switch {
	case at < 0:
		return WriteOff{}, store.Fail(store.NotFound, "没有这张报损单，请刷新后重新选择。")
	case all[at].State != Asked:
		return WriteOff{}, store.Fail(store.Conflict, "这张报损单已经有人处理过，请刷新后再看。")
	}
	return all[at], nil
}
