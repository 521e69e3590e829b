package supply_test

import (
	"database/sql"
	"slices"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// ledgerOf fills a station with so many lines over the last five years: of every
// item fifty lots with something left, and what was received and issued.
func ledgerOf(b *testing.B, lines int) *house {
	b.Helper()
	h := station(b)
	ok(b, h.Session.Write(b.Context(), "", func(tx *access.Tx) error {
		all, err := tx.Query(`SELECT id FROM supply_item`)
		ids, err := store.Collect(all, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
		if err != nil {
			return err
		}
		if _, err := supply.NewLotTx(tx, supply.Item{ID: ids[0]}, "budget"); err != nil { // and with it the main depot
			return err
		}
		lots, err := tx.Exec(`INSERT INTO supply_lot (id, station_id, version, item_id, depot_id, origin_id, source, received_at, updated_at)
			WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 49)
			SELECT item.id || '/' || i, $1, 1, item.id, $1, item.id || '/' || i, CASE WHEN i % 3 = 0 THEN 'donation' ELSE 'budget' END, $2, $2
			FROM supply_item item, n WHERE item.station_id = $1`, tx.Station(), store.Millis(tx.Now()))
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO supply_move (id, station_id, seq, item_id, lot_id, at, kind, quantity, balance, slip, actor)
			WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $3),
			lot AS MATERIALIZED (SELECT id, item_id, ROW_NUMBER() OVER (ORDER BY received_at, id) - 1 AS r FROM supply_lot WHERE origin_id LIKE '%/%')
			SELECT 'line' || i, $1, i, lot.item_id, lot.id, $2 - ($3 - i) * 157680, CASE WHEN i / $4 % 2 = 0 THEN 'receive' ELSE 'issue' END,
			CASE WHEN i / $4 % 2 = 0 THEN 2 ELSE -1 END, 0, 'X' || (i / 4), 'head' FROM n JOIN lot ON lot.r = i % $4`,
			tx.Station(), store.Millis(tx.Now()), lines, lots); err != nil {
			return err
		}
		for _, statement := range []string{
			`UPDATE supply_lot SET stock = m.total FROM (SELECT lot_id, SUM(quantity) AS total FROM supply_move GROUP BY lot_id) m WHERE m.lot_id = supply_lot.id`,
			`UPDATE supply_item SET stock = l.total FROM (SELECT item_id, SUM(stock) AS total FROM supply_lot GROUP BY item_id) l WHERE l.item_id = supply_item.id`,
		} {
			if _, err := tx.Exec(statement); err != nil {
				return err
			}
		}
		_, err = tx.Exec(`INSERT INTO series (station_id, kind, year, last) VALUES ($1, 'supply.ledger', 0, $2)`, tx.Station(), lines)
		return err
	}))
	return h
}

const fiveYears = 1_000_000

func BenchmarkFiveYears(b *testing.B) {
	h := ledgerOf(b, fiveYears)
	b.Run("balance", func(b *testing.B) {
		for b.Loop() {
			all, err := h.Balance(b.Context())
			ok(b, err)
			if all[0].Usable == 0 {
				b.Fatal("nothing there")
			}
		}
		b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/balance")
	})
	b.Run("items", func(b *testing.B) {
		for b.Loop() {
			_, err := h.Items(b.Context())
			ok(b, err)
		}
	})
	b.Run("last page of a ledger", func(b *testing.B) {
		all, err := h.Items(b.Context())
		ok(b, err)
		for b.Loop() {
			_, err := h.LedgerPage(b.Context(), all[0].ID, 0, 100)
			ok(b, err)
		}
	})
	b.Run("book of last month", func(b *testing.B) {
		for b.Loop() {
			_, err := h.MonthBook(b.Context(), 2026, time.October, "")
			ok(b, err)
		}
	})
	b.Run("issue", func(b *testing.B) {
		stay := arrive(b, h.Room)
		all, err := h.Items(b.Context())
		ok(b, err)
		var took []time.Duration
		for n := 0; b.Loop(); n++ {
			began := time.Now()
			_, err := h.Issue(b.Context(), stay, []supply.Line{{ItemID: all[n%len(all)].ID, Qty: 1}, {ItemID: all[(n+1)%len(all)].ID, Qty: 1}})
			took = append(took, time.Since(began))
			ok(b, err)
		}
		slices.Sort(took)
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			_, err := h.Verify(b.Context())
			ok(b, err)
		}
	})
	b.Run("open the station", func(b *testing.B) {
		for b.Loop() {
			db, err := store.Open(b.Context(), h.db.Dir())
			ok(b, err)
			ok(b, db.Close())
		}
	})
}
