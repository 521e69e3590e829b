package intake

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func belongingPlace(b *Belonging) vault.Place {
	return vault.Place{Table: "belonging", ID: b.ID, Version: b.Version}
}

// FindBelongings lists what is or was kept for a stay, in the order of the
// list that was signed.
func FindBelongings(tx *access.Tx, stayID string) ([]Belonging, error) {
	type row struct {
		b      Belonging
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, person_id, stay_id, version, bag, state, kept_at, returned_at, sealed
		FROM belonging WHERE station_id = $1 AND stay_id = $2 ORDER BY id`, tx.Station(), stayID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.b.ID, &r.b.PersonID, &r.b.StayID, &r.b.Version, &r.b.Bag, &r.b.State,
			(*store.Moment)(&r.b.KeptAt), (*store.Moment)(&r.b.ReturnedAt), &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Belonging, len(found))
	for i, r := range found {
		if err := tx.Open(r.b.PersonID, vault.Person, belongingPlace(&r.b), r.sealed, &r.b.Kept); err != nil {
			return nil, err
		}
		all[i] = r.b
	}
	return all, nil
}

func insertBelonging(tx *access.Tx, b *Belonging) error {
	b.ID, b.Version, b.State, b.KeptAt = store.NewID(), 1, "kept", tx.Now()
	sealed, err := tx.Seal(b.PersonID, vault.Person, belongingPlace(b), b.Kept)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO belonging (id, station_id, person_id, stay_id, version, bag, state, kept_at, updated_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
		b.ID, tx.Station(), b.PersonID, b.StayID, b.Version, b.Bag, b.State, store.Millis(b.KeptAt), sealed)
	tx.Changed("belonging", b.ID)
	return err
}

// ReturnBelongings marks everything still kept for a stay as returned. What
// differed from the signed list is told by the belonging's id.
func ReturnBelongings(tx *access.Tx, stayID string, differences map[string]string) error {
	all, err := FindBelongings(tx, stayID)
	if err != nil {
		return err
	}
	for _, b := range all {
		if b.State != "kept" {
			continue
		}
		b.State, b.ReturnedAt, b.Note = "returned", tx.Now(), differences[b.ID]
		b.Version++
		sealed, err := tx.Seal(b.PersonID, vault.Person, belongingPlace(&b), b.Kept)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`UPDATE belonging SET version = $1, state = $2, returned_at = $3, updated_at = $3, sealed = $4 WHERE id = $5`,
			b.Version, b.State, store.Millis(b.ReturnedAt), sealed, b.ID); err != nil {
			return err
		}
		tx.Changed("belonging", b.ID)
	}
	return nil
}
