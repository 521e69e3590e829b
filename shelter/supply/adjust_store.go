package supply

import (
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findAdjustedAlone is how many of an item the actor corrected since then
// without anybody's approval, up and down together.
func findAdjustedAlone(tx *access.Tx, itemID string, since time.Time) (n int, err error) {
	err = tx.QueryRow(`SELECT COALESCE(SUM(ABS(quantity)), 0) FROM supply_move WHERE station_id = $1 AND item_id = $2
		AND kind = 'adjust' AND second = '' AND actor = $3 AND at >= $4`,
		tx.Station(), itemID, tx.Actor().ID, store.Millis(since)).Scan(&n)
	return n, err
}

// isBeingCounted reports whether an item is in a stock-take that is open.
func isBeingCounted(tx *access.Tx, itemID string) (yes bool, err error) {
	err = tx.QueryRow(`SELECT COUNT(*) > 0 FROM supply_take t JOIN supply_take_line c ON c.take_id = t.id
		WHERE t.station_id = $1 AND t.state = 'open' AND c.item_id = $2`, tx.Station(), itemID).Scan(&yes)
	return yes, err
}
