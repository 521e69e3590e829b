package supply

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

func findSeqs(tx *access.Tx) (first, last, lines int64, err error) {
	err = tx.QueryRow(`SELECT COALESCE(MIN(seq), 0), COALESCE(MAX(seq), 0), COUNT(*) FROM supply_move WHERE station_id = $1`,
		tx.Station()).Scan(&first, &last, &lines)
	if err != nil {
		return first, last, lines, err
	}
	var drawn int64
	err = tx.QueryRow(`SELECT COALESCE(MAX(last), 0) FROM series WHERE station_id = $1 AND kind = $2`, tx.Station(), ledgerSeries).Scan(&drawn)
	return first, max(last, drawn), lines, err
}

// findKeptLots lists all lots with the stock that is kept, by id.
func findKeptLots(tx *access.Tx) ([]keptLot, error) {
	rows, err := tx.Query(`SELECT id, item_id, stock FROM supply_lot WHERE station_id = $1 ORDER BY id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (l keptLot, err error) { return l, rows.Scan(&l.id, &l.item, &l.stock) })
}

// eachLine calls do with every line of the ledger, in its order, without
// holding them all.
func eachLine(tx *access.Tx, do func(line)) error {
	rows, err := tx.Query(`SELECT seq, item_id, lot_id, kind, quantity, balance, slip FROM supply_move WHERE station_id = $1 ORDER BY seq`, tx.Station())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var l line
		if err := rows.Scan(&l.seq, &l.item, &l.lot, &l.kind, &l.qty, &l.balance, &l.slip); err != nil {
			return err
		}
		do(l)
	}
	return rows.Err()
}

// findDrawn is the last number of a series by year.
func findDrawn(tx *access.Tx, series string) (map[int]int, error) {
	drawn := map[int]int{}
	rows, err := tx.Query(`SELECT year, last FROM series WHERE station_id = $1 AND kind = $2`, tx.Station(), series)
	_, err = store.Collect(rows, err, func(rows *sql.Rows) (year int, err error) {
		var last int
		err = rows.Scan(&year, &last)
		drawn[year] = last
		return year, err
	})
	return drawn, err
}
