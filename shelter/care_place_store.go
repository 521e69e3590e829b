package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findBedPlaces maps each stay that has a bed to where that is.
func findBedPlaces(tx *access.Tx) (map[string]bedPlace, error) {
	rows, err := tx.Query(`SELECT t.stay_id, b.name, r.name FROM bed_take t JOIN bed b ON b.id = t.bed_id JOIN room r ON r.id = b.room_id
		JOIN zone z ON z.id = r.zone_id JOIN house h ON h.id = z.house_id
		WHERE t.station_id = $1 AND t.to_at = 0
		ORDER BY h.position, h.id, z.position, z.id, r.position, r.id, b.position, b.name`, tx.Station())
	type row struct {
		stay string
		at   bedPlace
	}
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.stay, &r.at.bed, &r.at.room)
	})
	places := make(map[string]bedPlace, len(found))
	for i, r := range found {
		r.at.rank = i + 1
		places[r.stay] = r.at
	}
	return places, err
}
