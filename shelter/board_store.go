package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

func findZones(tx *access.Tx) ([]Zone, error) {
	rows, err := tx.Query(`SELECT z.id, z.house_id, z.name, z.position FROM zone z JOIN house h ON h.id = z.house_id
		WHERE z.station_id = $1 ORDER BY h.position, h.id, z.position, z.id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (z Zone, err error) {
		return z, rows.Scan(&z.ID, &z.BuildingID, &z.Name, &z.Position)
	})
}

// countStays counts the stays of each state, and among those in care the
// people whose identity is unknown and those in the station without a bed.
func countStays(tx *access.Tx, h *Headcount) error {
	return tx.QueryRow(`SELECT
			COALESCE(SUM(CASE WHEN s.state = 'in' THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN s.state = 'hospital' THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN s.state = 'placed' THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN p.identity = 'unknown' THEN 1 ELSE 0 END), 0),
			COALESCE(SUM(CASE WHEN s.state = 'in' AND NOT EXISTS
				(SELECT 1 FROM bed_take t WHERE t.stay_id = s.id AND t.to_at = 0) THEN 1 ELSE 0 END), 0)
		FROM stay s JOIN person p ON p.id = s.person_id
		WHERE s.station_id = $1 AND s.state IN ('in', 'hospital', 'placed')`, tx.Station()).
		Scan(&h.InStation, &h.Hospital, &h.Placed, &h.Unknown, &h.WithoutBed)
}

// countMoves counts who arrived and who left from one moment to before another.
func countMoves(tx *access.Tx, from, to int64, h *Headcount) error {
	err := tx.QueryRow(`SELECT COUNT(*) FROM stay WHERE station_id = $1 AND state <> 'refused' AND kind = 'bed' AND arrived_at >= $2 AND arrived_at < $3`,
		tx.Station(), from, to).Scan(&h.Arrived)
	if err != nil {
		return err
	}
	return tx.QueryRow(`SELECT COUNT(*) FROM stay WHERE station_id = $1 AND state = 'left' AND kind = 'bed' AND left_at >= $2 AND left_at < $3`,
		tx.Station(), from, to).Scan(&h.Departed)
}

// countFree counts the free and ready beds of each kind of room.
func countFree(tx *access.Tx, h *Headcount) error {
	rows, err := tx.Query(`SELECT r.sex, r.purpose, COUNT(*) FROM bed b JOIN room r ON r.id = b.room_id
		WHERE b.station_id = $1 AND b.state = 'ready' AND b.stowed_at = 0 AND NOT EXISTS (SELECT 1 FROM bed_take t WHERE t.bed_id = b.id AND t.to_at = 0)
		GROUP BY r.sex, r.purpose`, tx.Station())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var sex string
		var purpose Purpose
		var n int
		if err := rows.Scan(&sex, &purpose, &n); err != nil {
			return err
		}
		h.addFree(sex, purpose, n)
	}
	return rows.Err()
}
