package shelter

import (
	"guitu/internal/access"
	"guitu/internal/store"
)

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
