package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findStowed lists the temporary beds of a room that were put away, in the
// order in which they stood.
func findStowed(tx *access.Tx, roomID string) ([]Bed, error) {
	rows, err := tx.Query(`SELECT `+bedColumns+` FROM bed b JOIN room r ON r.id = b.room_id
		WHERE b.station_id = $1 AND b.room_id = $2 AND b.stowed_at <> 0 ORDER BY b.position, b.id`, tx.Station(), roomID)
	return store.Collect(rows, err, func(rows *sql.Rows) (b Bed, err error) { return b, rows.Scan(b.dest()...) })
}

// findNamesOfBeds lists the names of all beds, also of those put away.
func findNamesOfBeds(tx *access.Tx) ([]string, error) {
	rows, err := tx.Query(`SELECT name FROM bed WHERE station_id = $1`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (name string, err error) { return name, rows.Scan(&name) })
}

// findLastPosition is where the last bed of a room stands.
func findLastPosition(tx *access.Tx, roomID string) (last int, err error) {
	err = tx.QueryRow(`SELECT COALESCE(MAX(position), 0) FROM bed WHERE station_id = $1 AND room_id = $2`, tx.Station(), roomID).Scan(&last)
	return last, err
}

func putAway(tx *access.Tx, b Bed) error {
	n, err := tx.Exec(`UPDATE bed SET stowed_at = $1, version = version + 1, updated_at = $1 WHERE id = $2 AND station_id = $3 AND stowed_at = 0`,
		store.Millis(tx.Now()), b.ID, tx.Station())
	tx.Changed("bed", b.ID)
	return orMissing(n, err)
}

// putUpAgain makes a bed that was put away a ready one.
func putUpAgain(tx *access.Tx, b *Bed) error {
	n, err := tx.Exec(`UPDATE bed SET stowed_at = 0, state = 'ready', note = '', version = version + 1, updated_at = $1
		WHERE id = $2 AND station_id = $3 AND stowed_at <> 0`, store.Millis(tx.Now()), b.ID, tx.Station())
	b.Stowed, b.State, b.Note, b.Version = store.Time(0), Ready, "", b.Version+1
	tx.Changed("bed", b.ID)
	return orMissing(n, err)
}
