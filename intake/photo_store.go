package intake

import (
	"database/sql"
	"errors"

	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func photoPlace(p *Photo, version int64) vault.Place {
	return vault.Place{Table: "photo", ID: p.ID, Version: version}
}

func thumbPlace(p *Photo, version int64) vault.Place {
	return vault.Place{Table: "photo/thumb", ID: p.ID, Version: version}
}

// sealPhoto seals for the person, or for the class while there is only a draft.
func sealPhoto(tx *access.Tx, p *Photo, at vault.Place, plain []byte) ([]byte, error) {
	if p.PersonID == "" {
		return tx.SealAsClass(vault.Person, at, plain)
	}
	return tx.SealBytes(p.PersonID, vault.Person, at, plain)
}

func openPhoto(tx *access.Tx, p *Photo, at vault.Place, sealed []byte) ([]byte, error) {
	if p.PersonID == "" {
		return tx.OpenAsClass(vault.Person, at, sealed)
	}
	return tx.OpenBytes(p.PersonID, vault.Person, at, sealed)
}

func null(s string) sql.NullString { return sql.NullString{String: s, Valid: s != ""} }

func insertPhoto(tx *access.Tx, p *Photo, full []byte) error {
	p.ID, p.TakenAt = store.NewID(), tx.Now()
	sealed, err := sealPhoto(tx, p, photoPlace(p, 1), full)
	if err != nil {
		return err
	}
	thumb, err := sealPhoto(tx, p, thumbPlace(p, 1), p.Thumb)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO photo (id, station_id, person_id, stay_id, draft_id, version, kind, state, taken_at, updated_at, sealed, thumb)
		VALUES ($1, $2, $3, $4, $5, 1, $6, 'kept', $7, $7, $8, $9)`,
		p.ID, tx.Station(), null(p.PersonID), null(p.StayID), null(p.DraftID), p.Kind, store.Millis(p.TakenAt), sealed, thumb)
	tx.Changed("photo", p.ID)
	return err
}

// insertHash keeps what a portrait looks like in a few bits, under the key of
// the index, so that the same picture is known again.
func insertHash(tx *access.Tx, photoID string, hash picture.Hash) error {
	sealed, err := tx.SealAsClass(vault.Index, hashPlace(photoID), hash[:])
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO photo_hash (id, station_id, version, sealed) VALUES ($1, $2, 1, $3)`, photoID, tx.Station(), sealed)
	return err
}

func hashPlace(photoID string) vault.Place {
	return vault.Place{Table: "photo_hash", ID: photoID, Version: 1}
}

// findHashes reads what portraits look like. Those of people under protection
// are left out for everybody: the key of the index opens no more about them.
// where stands in the statement as it is and must be a constant.
func findHashes(tx *access.Tx, where string, args ...any) ([]PhotoHash, error) {
	type row struct {
		id     string
		h      PhotoHash
		sealed []byte
	}
	rows, err := tx.Query(`SELECT h.id, COALESCE(f.person_id, ''), h.sealed FROM photo_hash h JOIN photo f ON f.id = h.id LEFT JOIN person p ON p.id = f.person_id
		WHERE h.station_id = $1 AND f.state = 'kept' AND COALESCE(p.protected, 0) = 0`+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.id, &r.h.PersonID, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]PhotoHash, len(found))
	for i, r := range found {
		plain, err := tx.OpenAsClass(vault.Index, hashPlace(r.id), r.sealed)
		if err != nil {
			return nil, err
		}
		copy(r.h.Hash[:], plain)
		all[i] = r.h
	}
	return all, nil
}

const photoColumns = `id, COALESCE(person_id, ''), COALESCE(stay_id, ''), COALESCE(draft_id, ''), version, kind, taken_at`

// findPhotos lists the photos of a person, or of a draft, with their small
// pictures; the newest first.
func findPhotos(tx *access.Tx, column, id string) ([]Photo, error) {
	type row struct {
		p       Photo
		version int64
		thumb   []byte
	}
	where := `person_id = $2`
	if column == "draft_id" {
		where = `draft_id = $2 AND person_id IS NULL`
	}
	rows, err := tx.Query(`SELECT `+photoColumns+`, thumb FROM photo WHERE station_id = $1 AND `+where+` AND state = 'kept' ORDER BY id DESC`, tx.Station(), id)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.p.ID, &r.p.PersonID, &r.p.StayID, &r.p.DraftID, &r.version, &r.p.Kind, (*store.Moment)(&r.p.TakenAt), &r.thumb)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Photo, len(found))
	for i, r := range found {
		if r.p.Thumb, err = openPhoto(tx, &r.p, thumbPlace(&r.p, r.version), r.thumb); err != nil {
			return nil, err
		}
		all[i] = r.p
	}
	return all, nil
}

// findPhoto reads one photo with its full picture.
func findPhoto(tx *access.Tx, id string) (p Photo, full []byte, version int64, err error) {
	var sealed, thumb []byte
	err = tx.QueryRow(`SELECT `+photoColumns+`, thumb, sealed FROM photo WHERE station_id = $1 AND id = $2`, tx.Station(), id).
		Scan(&p.ID, &p.PersonID, &p.StayID, &p.DraftID, &version, &p.Kind, (*store.Moment)(&p.TakenAt), &thumb, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil, 0, store.Fail(store.NotFound, "没有找到这张照片，可能已经删除。")
	}
	if err != nil {
		return p, nil, 0, err
	}
	if p.Thumb, err = openPhoto(tx, &p, thumbPlace(&p, version), thumb); err != nil {
		return p, nil, 0, err
	}
	full, err = openPhoto(tx, &p, photoPlace(&p, version), sealed)
	return p, full, version, err
}

// findPhotoOwner names the person whom a photo is of; "" while it is of a draft.
func findPhotoOwner(tx *access.Tx, id string) (personID string, err error) {
	err = tx.QueryRow(`SELECT COALESCE(person_id, '') FROM photo WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan(&personID)
	return personID, err
}

// adoptPhotos gives a draft's photos to the person who was registered from it.
func adoptPhotos(tx *access.Tx, draftID, personID, stayID string) error {
	photos, err := findPhotos(tx, "draft_id", draftID)
	if err != nil {
		return err
	}
	for _, p := range photos {
		_, full, version, err := findPhoto(tx, p.ID)
		if err != nil {
			return err
		}
		p.PersonID, p.StayID = personID, stayID
		version++
		sealed, err := sealPhoto(tx, &p, photoPlace(&p, version), full)
		if err != nil {
			return err
		}
		thumb, err := sealPhoto(tx, &p, thumbPlace(&p, version), p.Thumb)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`UPDATE photo SET person_id = $1, stay_id = $2, version = $3, sealed = $4, thumb = $5, updated_at = $6 WHERE id = $7`,
			personID, stayID, version, sealed, thumb, store.Millis(tx.Now()), p.ID); err != nil {
			return err
		}
		tx.Changed("photo", p.ID)
	}
	return nil
}

func setPhotoState(tx *access.Tx, id, state string) error {
	_, err := tx.Exec(`UPDATE photo SET state = $1, updated_at = $2 WHERE id = $3`, state, store.Millis(tx.Now()), id)
	tx.Changed("photo", id)
	return err
}
