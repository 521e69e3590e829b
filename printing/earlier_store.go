package printing

import (
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// earlier is how often somebody was aided before, and when last.
type earlier struct {
	times int
	last  time.Time
}

// findEarlier counts the stays that were admitted before a stay, over all
// files that are of the same human.
func findEarlier(tx *access.Tx, stay intake.Stay) (e earlier, err error) {
	files, err := intake.FindSame(tx, stay.PersonID)
	if err != nil {
		return e, err
	}
	for _, person := range files {
		var n int
		var last int64
		row := tx.QueryRow(`SELECT count(*), COALESCE(max(arrived_at), 0) FROM stay
			WHERE station_id = $1 AND person_id = $2 AND id <> $3 AND state <> 'refused' AND arrived_at <= $4`,
			tx.Station(), person, stay.ID, store.Millis(stay.ArrivedAt))
		if err := row.Scan(&n, &last); err != nil {
			return e, err
		}
		e.times += n
		if at := store.Time(last); at.After(e.last) {
			e.last = at
		}
	}
	return e, nil
}
