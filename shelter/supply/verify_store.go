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

// findLotErrors lists lots whose stock is not what their lines add up to.
func findLotErrors(tx *access.Tx) ([]access.Finding, error) {
	return findErrors(tx, `SELECT i.name || ' ' || i.size, l.id, l.stock, COALESCE(m.total, 0) FROM supply_lot l JOIN supply_item i ON i.id = l.item_id
		LEFT JOIN (SELECT lot_id, SUM(quantity) AS total FROM supply_move WHERE station_id = $1 GROUP BY lot_id) m ON m.lot_id = l.id
		WHERE l.station_id = $1 AND l.stock <> COALESCE(m.total, 0) ORDER BY l.id`,
		"“{{.Item}}”批次 {{.ID}} 的库存是{{.Kept}}，台账合计是{{.Sum}}。")
}

// findItemErrors lists items whose stock is not the sum of their lots.
func findItemErrors(tx *access.Tx) ([]access.Finding, error) {
	return findErrors(tx, `SELECT i.name || ' ' || i.size, i.id, i.stock, COALESCE(l.total, 0) FROM supply_item i
		LEFT JOIN (SELECT item_id, SUM(stock) AS total FROM supply_lot WHERE station_id = $1 GROUP BY item_id) l ON l.item_id = i.id
		WHERE i.station_id = $1 AND i.stock <> COALESCE(l.total, 0) ORDER BY i.id`,
		"“{{.Item}}”（{{.ID}}）的库存是{{.Kept}}，各批次合计是{{.Sum}}。")
}

// findBalanceErrors lists lines after which the stock was not what the lines
// until then add up to, or that are of another item than their lot.
func findBalanceErrors(tx *access.Tx) ([]access.Finding, error) {
	return findErrors(tx, `SELECT i.name || ' ' || i.size, CAST(m.seq AS TEXT), m.balance, m.total FROM (
			SELECT item_id, lot_id, seq, balance, SUM(quantity) OVER (PARTITION BY item_id ORDER BY seq) AS total
			FROM supply_move WHERE station_id = $1) m
		JOIN supply_item i ON i.id = m.item_id JOIN supply_lot l ON l.id = m.lot_id
		WHERE m.balance <> m.total OR l.item_id <> m.item_id ORDER BY m.seq LIMIT 100`,
		"台账第{{.ID}}行（“{{.Item}}”）的结存是{{.Kept}}，逐行合计是{{.Sum}}。")
}

func findErrors(tx *access.Tx, query, text string) ([]access.Finding, error) {
	rows, err := tx.Query(query, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (f access.Finding, err error) {
		var item, id string
		var kept, sum int64
		err = rows.Scan(&item, &id, &kept, &sum)
		trimmed(&item)
		return access.Finding{Text: text, Args: store.Args{"Item": item, "ID": id, "Kept": kept, "Sum": sum}}, err
	})
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

// countSlips counts the slips whose number begins so.
func countSlips(tx *access.Tx, kind, begin string) (n int, err error) {
	err = tx.QueryRow(`SELECT COUNT(DISTINCT slip) FROM supply_move WHERE station_id = $1 AND slip >= $2 AND slip < $3 AND kind = $4`,
		tx.Station(), begin, begin+"~", kind).Scan(&n)
	return n, err
}
