package shelter

import (
	"database/sql"
	"encoding/json"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func dietPlace(id string) vault.Place { return vault.Place{Table: "diet", ID: id, Version: 1} }
func dietKindsPlace(id string) vault.Place {
	return vault.Place{Table: "diet/kinds", ID: id, Version: 1}
}

func insertDiet(tx *access.Tx, d *Diet) error {
	d.ID, d.At, d.Actor = store.NewID(), tx.Now(), tx.Actor().ID
	sealed, err := tx.Seal(d.PersonID, vault.Health, dietPlace(d.ID), d.Dislikes)
	if err != nil {
		return err
	}
	plain, err := json.Marshal(d.Kinds)
	if err != nil {
		return err
	}
	kinds, err := tx.SealAsClass(vault.Health, dietKindsPlace(d.ID), plain)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO diet (id, station_id, person_id, stay_id, version, at, actor, kinds, sealed) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8)`,
		d.ID, tx.Station(), d.PersonID, d.StayID, store.Millis(d.At), d.Actor, kinds, sealed)
	tx.Changed("diet", d.ID)
	return err
}

// findDietsOf lists the diets of a stay, the oldest first.
func findDietsOf(tx *access.Tx, stayID string) ([]Diet, error) {
	return scanDiets(tx, `d.stay_id = $2`, stayID)
}

// findDietsAround lists the diets of all whose stay reaches beyond a moment,
// the oldest first.
func findDietsAround(tx *access.Tx, since time.Time) ([]Diet, error) {
	return scanDiets(tx, `d.stay_id IN (SELECT id FROM stay WHERE left_at = 0 OR left_at >= $2)`, store.Millis(since))
}

// scanDiets reads diets, the oldest first. where stands in the statement as it
// is and must be a constant.
func scanDiets(tx *access.Tx, where string, arg any) ([]Diet, error) {
	type row struct {
		d             Diet
		kinds, sealed []byte
	}
	rows, err := tx.Query(`SELECT d.id, d.person_id, d.stay_id, d.at, d.actor, d.kinds, d.sealed FROM diet d
		WHERE d.station_id = $1 AND `+where+` ORDER BY d.at, d.id`, tx.Station(), arg)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.d.ID, &r.d.PersonID, &r.d.StayID, (*store.Moment)(&r.d.At), &r.d.Actor, &r.kinds, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Diet, len(found))
	for i, r := range found {
		plain, err := tx.OpenAsClass(vault.Health, dietKindsPlace(r.d.ID), r.kinds)
		if err == nil {
			err = json.Unmarshal(plain, &r.d.Kinds)
		}
		if err != nil {
			return nil, err
		}
		err = tx.Open(r.d.PersonID, vault.Health, dietPlace(r.d.ID), r.sealed, &r.d.Dislikes)
		if r.d.Hidden = hidden(err); err != nil && !r.d.Hidden {
			return nil, err
		}
		all[i] = r.d
	}
	return all, nil
}
