package intake

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func signaturePlace(id string) vault.Place {
	return vault.Place{Table: "signature", ID: id, Version: 1}
}

func insertSignature(tx *access.Tx, s *Signature) error {
	s.ID, s.At, s.Actor = store.NewID(), tx.Now(), tx.Actor().ID
	sealed, err := tx.Seal(s.PersonID, vault.Person, signaturePlace(s.ID), s.Sign)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO signature (id, station_id, person_id, stay_id, version, purpose, method, at, actor, updated_at, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $7, $9)`,
		s.ID, tx.Station(), s.PersonID, s.StayID, s.Purpose, string(s.Method), store.Millis(s.At), s.Actor, sealed)
	tx.Changed("signature", s.ID)
	return err
}

// FindSignatures lists what was signed in a stay, the newest first.
func FindSignatures(tx *access.Tx, stayID string) ([]Signature, error) {
	type row struct {
		s      Signature
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, person_id, stay_id, at, actor, sealed FROM signature WHERE station_id = $1 AND stay_id = $2 ORDER BY at DESC, id DESC`,
		tx.Station(), stayID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.s.ID, &r.s.PersonID, &r.s.StayID, (*store.Moment)(&r.s.At), &r.s.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Signature, len(found))
	for i, r := range found {
		if err := tx.Open(r.s.PersonID, vault.Person, signaturePlace(r.s.ID), r.sealed, &r.s.Sign); err != nil {
			return nil, err
		}
		all[i] = r.s
	}
	return all, nil
}
