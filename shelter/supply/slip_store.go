package supply

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findSlips adds up the lines of each slip since a moment. Both halves of a
// transfer stand on its slip; only what came in is counted.
func findSlips(tx *access.Tx, since time.Time) ([]SlipHead, error) {
	rows, err := tx.Query(`SELECT m.slip, m.kind, COALESCE(m.stay_id, ''), COALESCE(m.room_id, ''), MIN(m.at), MIN(m.reason), MIN(m.actor), MIN(m.second),
		COUNT(DISTINCT m.item_id), MIN(i.name), SUM(CASE WHEN m.kind = 'transfer' AND m.quantity < 0 THEN 0 ELSE ABS(m.quantity) END)
		FROM supply_move m JOIN supply_item i ON i.id = m.item_id WHERE m.station_id = $1 AND m.at >= $2 AND m.slip <> ''
		GROUP BY m.slip, m.kind, m.stay_id, m.room_id ORDER BY MAX(m.seq) DESC`, tx.Station(), store.Millis(since))
	return store.Collect(rows, err, func(rows *sql.Rows) (s SlipHead, err error) {
		var at int64
		err = rows.Scan(&s.Number, &s.Kind, &s.StayID, &s.RoomID, &at, &s.Reason, &s.Actor, &s.Second, &s.Items, &s.First, &s.Qty)
		s.At = store.Time(at)
		return s, err
	})
}
