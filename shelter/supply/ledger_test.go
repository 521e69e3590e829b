package supply_test

import (
	"database/sql"
	"math/rand/v2"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// pair is a lot and its item.
type pair struct {
	item supply.Item
	lot  string
}

// A hundred thousand operations at random, of which some want more than there
// is: the sum of the ledger over every lot is what the lot holds, over every
// item what the item holds, and both are what they were counted to here.
func TestTheLedgerBalancesAfterAHundredThousandOperations(t *testing.T) {
	operations, perSlip := 100_000, 25
	if testing.Short() {
		operations = 10_000
	}
	h := station(t)
	r := rand.New(rand.NewPCG(2026, 11))
	stock := map[string]int{} // by lot
	var lots []pair
	items, err := h.Items(t.Context())
	ok(t, err)
	ok(t, h.Session.Write(t.Context(), "", func(tx *access.Tx) error {
		for i := range 60 {
			p := pair{item: items[i%len(items)]}
			if p.lot, err = supply.NewLotTx(tx, p.item, []string{"budget", supply.Donation}[i%2]); err != nil {
				return err
			}
			lots = append(lots, p)
		}
		return nil
	}))
	refused, lines := 0, 0
	for done := 0; done < operations; {
		ok(t, h.Session.Write(t.Context(), "", func(tx *access.Tx) error {
			for range 40 {
				slip, after, possible := randomSlip(r, lots, stock, perSlip)
				done += perSlip
				ok, err := try(tx, slip)
				if err != nil || ok != possible {
					t.Fatalf("a slip was written: %v; want %v, %v", ok, possible, err)
				}
				if !ok {
					refused++
					continue
				}
				stock, lines = after, lines+len(slip.steps)
			}
			return nil
		}))
	}
	if refused < operations/perSlip/100 {
		t.Errorf("only %d slips were refused", refused)
	}
	compareLots(t, h, stock)
	check, err := h.Verify(t.Context())
	ok(t, err)
	if check.Lines != int64(lines) {
		t.Errorf("the ledger has %d lines; want %d", check.Lines, lines)
	}
	sound(t, h.Room)
}

// wanted is a slip that somebody wants.
type wanted struct {
	kind  string
	steps []supply.Step
}

// randomSlip makes up a slip of so many operations and what there is after it.
// Now and then one asks for more than there is.
func randomSlip(r *rand.Rand, lots []pair, stock map[string]int, n int) (w wanted, after map[string]int, possible bool) {
	w.kind = []string{supply.MoveReceive, supply.MoveIssue, supply.MoveIssue, supply.MoveReturn, supply.MoveTransfer, supply.MoveWriteOff, supply.MoveAdjust}[r.IntN(7)]
	after = map[string]int{}
	for lot, n := range stock {
		after[lot] = n
	}
	possible = true
	greedy := r.IntN(20) == 0
	for range n {
		p := lots[r.IntN(len(lots))]
		qty := 1 + r.IntN(5)
		in := w.kind == supply.MoveReceive || w.kind == supply.MoveReturn || w.kind == supply.MoveAdjust && r.IntN(2) == 0
		if !in {
			qty = -qty
			if after[p.lot]+qty < 0 && !greedy {
				qty = -qty // nothing to take: brought instead
			}
		}
		after[p.lot] += qty
		possible = possible && after[p.lot] >= 0
		w.steps = append(w.steps, supply.Step{Item: p.item, LotID: p.lot, Qty: qty})
	}
	return w, after, possible
}

// try writes a slip, or leaves nothing of it.
func try(tx *access.Tx, w wanted) (bool, error) {
	if _, err := tx.Exec(`SAVEPOINT slip`); err != nil {
		return false, err
	}
	_, err := supply.WriteTx(tx, w.kind, supply.To{}, w.steps)
	if err == nil {
		_, err = tx.Exec(`RELEASE slip`)
		return true, err
	}
	if store.KindOf(err) != store.Conflict {
		return false, err
	}
	_, err = tx.Exec(`ROLLBACK TO slip`)
	return false, err
}

func compareLots(t *testing.T, h *house, want map[string]int) {
	t.Helper()
	ok(t, h.Session.Read(t.Context(), "", func(tx *access.Tx) error {
		rows, err := tx.Query(`SELECT l.id, l.stock, COALESCE(SUM(m.quantity), 0) FROM supply_lot l LEFT JOIN supply_move m ON m.lot_id = l.id GROUP BY l.id, l.stock`)
		_, err = store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) {
			var kept, sum int
			err = rows.Scan(&id, &kept, &sum)
			if kept != want[id] || sum != want[id] {
				t.Errorf("lot holds %d, ledger %d; want %d", kept, sum, want[id])
			}
			return id, err
		})
		return err
	}))
}
