package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

func insertRotaDone(tx *access.Tx, roomID, job string) error {
	_, err := tx.Exec(`INSERT INTO rota_done (id, station_id, room_id, job, at, actor) VALUES ($1, $2, $3, $4, $5, $6)`,
		store.NewID(), tx.Station(), roomID, job, store.Millis(tx.Now()), tx.Actor().ID)
	tx.Changed("rota_done", roomID)
	return err
}

// deleteRotaDone takes the newest entry of a room's job out again, where it is
// this account's and not older than an hour.
func deleteRotaDone(tx *access.Tx, roomID, job string) error {
	n, err := tx.Exec(`DELETE FROM rota_done WHERE actor = $4 AND at >= $5 AND id = (SELECT id FROM rota_done
		WHERE station_id = $1 AND room_id = $2 AND job = $3 ORDER BY at DESC, id DESC LIMIT 1)`,
		tx.Station(), roomID, job, tx.Actor().ID, store.Millis(tx.Now().Add(-time.Hour)))
	tx.Changed("rota_done", roomID)
	return orMissing(n, err)
}

type roomJob struct{ room, job string }

// findLastDone tells when each job of each room was done last.
func findLastDone(tx *access.Tx) (map[roomJob]RotaDue, error) {
	rows, err := tx.Query(`SELECT d.room_id, d.job, d.at, MAX(d.actor) FROM rota_done d
		JOIN (SELECT room_id, job, MAX(at) AS at FROM rota_done WHERE station_id = $1 GROUP BY room_id, job) l
			ON l.room_id = d.room_id AND l.job = d.job AND l.at = d.at
		WHERE d.station_id = $1 GROUP BY d.room_id, d.job, d.at`, tx.Station())
	type row struct {
		key roomJob
		due RotaDue
	}
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.key.room, &r.key.job, (*store.Moment)(&r.due.Last), &r.due.By)
	})
	all := make(map[roomJob]RotaDue, len(found))
	for _, r := range found {
		all[r.key] = r.due
	}
	return all, err
}
