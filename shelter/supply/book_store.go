package supply

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findStockBySource is what there is of each item and source now.
func findStockBySource(tx *access.Tx, depotID string) ([]sum, error) {
	rows, err := tx.Query(`SELECT item_id, source, SUM(stock) FROM supply_lot
		WHERE station_id = $1 AND stock > 0 AND ($2 = '' OR depot_id = $2) GROUP BY item_id, source`, tx.Station(), depotID)
	return store.Collect(rows, err, func(rows *sql.Rows) (s sum, err error) { return s, rows.Scan(&s.item, &s.source, &s.qty) })
}

// findSums adds up what moved in a period, by item, source, kind and direction.
func findSums(tx *access.Tx, from, to time.Time, depotID string) ([]sum, error) {
	rows, err := tx.Query(`SELECT l.item_id, l.source, m.kind, SUM(m.quantity) FROM supply_move m JOIN supply_lot l ON l.id = m.lot_id
		WHERE m.station_id = $1 AND m.at >= $2 AND m.at < $3 AND ($4 = '' OR l.depot_id = $4)
		GROUP BY l.item_id, l.source, m.kind, CASE WHEN m.quantity > 0 THEN 1 ELSE 0 END`, tx.Station(), store.Millis(from), store.Millis(to), depotID)
	return store.Collect(rows, err, func(rows *sql.Rows) (s sum, err error) {
		return s, rows.Scan(&s.item, &s.source, &s.kind, &s.qty)
	})
}

// findUsed is how many of each item were handed out in a period, less what came
// back in it.
func findUsed(tx *access.Tx, from, to time.Time) (map[string]int, error) {
	used := map[string]int{}
	rows, err := tx.Query(`SELECT item_id, -SUM(quantity) FROM supply_move
		WHERE station_id = $1 AND at >= $2 AND at < $3 AND kind IN ('issue', 'return') GROUP BY item_id`, tx.Station(), store.Millis(from), store.Millis(to))
	_, err = store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) {
		var n int
		err = rows.Scan(&id, &n)
		used[id] = n
		return id, err
	})
	return used, err
}

// findGifts lists what was received from donors in a period.
func findGifts(tx *access.Tx, from, to time.Time, depotID string) ([]Gift, error) {
	rows, err := tx.Query(`SELECT m.at, m.slip, m.quantity, m.lot_id FROM supply_move m JOIN supply_lot l ON l.id = m.lot_id
		WHERE m.station_id = $1 AND m.at >= $2 AND m.at < $3 AND m.kind = $4 AND l.source = $5 AND ($6 = '' OR l.depot_id = $6) ORDER BY m.seq`,
		tx.Station(), store.Millis(from), store.Millis(to), MoveReceive, Donation, depotID)
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (g Gift, err error) {
		var at int64
		err = rows.Scan(&at, &g.Slip, &g.Given, &g.Lot.ID)
		g.At = store.Time(at)
		return g, err
	})
	for i := range all {
		if err != nil {
			return nil, err
		}
		all[i].Lot, err = findLot(tx, all[i].Lot.ID)
	}
	return all, err
}
