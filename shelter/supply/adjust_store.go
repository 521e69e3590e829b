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
