package supply

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// findLotSums adds up the lots of an item that are alike in all that a balance
// tells, without opening who gave them: Use says only whether there is one.
func findLotSums(tx *access.Tx) ([]Lot, error) {
	rows, err := tx.Query(`SELECT l.item_id, l.depot_id, l.source, l.expires_on, l.reserved, SUM(l.stock) FROM supply_lot l
		WHERE l.station_id = $1 AND l.stock > 0 GROUP BY l.item_id, l.depot_id, l.source, l.expires_on, l.reserved
		ORDER BY l.expires_on`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (l Lot, err error) {
		var expires, reserved string
		if err = rows.Scan(&l.Item.ID, &l.Depot.ID, &l.Source, &expires, &reserved, &l.Stock); err != nil {
			return l, err
		}
		if reserved == "1" {
			l.Use = reserved
		}
		if expires != "" {
			l.Expires, err = calendar.Parse(expires)
		}
		return l, err
	})
}
