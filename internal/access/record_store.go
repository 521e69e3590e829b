package access

import (
	"database/sql"
	"errors"

	"guitu/internal/store"
	"guitu/internal/vault"
)

func insertRecordKey(tx *store.Tx, person string, class vault.Class, wrapped []byte) error {
	_, err := tx.Exec(`INSERT INTO record_key (person_id, class, wrapped) VALUES ($1, $2, $3)`, person, string(class), wrapped)
	return err
}

// deleteRecordKeys takes a person's record key from everyone.
func deleteRecordKeys(tx *store.Tx, person string, class vault.Class) error {
	if _, err := tx.Exec(`DELETE FROM record_key WHERE person_id = $1 AND class = $2`, person, string(class)); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM record_grant WHERE person_id = $1 AND class = $2`, person, string(class))
	return err
}

// takeRecordGrants deletes what a holder was granted and tells what it was.
func takeRecordGrants(tx *store.Tx, holder string) ([]recordKey, error) {
	rows, err := tx.Query(`DELETE FROM record_grant WHERE holder = $1 RETURNING person_id, class`, holder)
	return store.Collect(rows, err, func(rows *sql.Rows) (r recordKey, err error) { return r, rows.Scan(&r.person, &r.class) })
}

// findKeyless lists the people of the station whose record key of a class
// nobody holds any more.
func findKeyless(tx *store.Tx, class vault.Class) ([]string, error) {
	rows, err := tx.Query(`SELECT id FROM person WHERE station_id = $1
		AND NOT EXISTS (SELECT 1 FROM record_key k WHERE k.person_id = person.id AND k.class = $2)
		AND NOT EXISTS (SELECT 1 FROM record_grant g WHERE g.person_id = person.id AND g.class = $2)
		ORDER BY id`, tx.Station(), string(class))
	return store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
}

// findRecordKey returns nil where the person is protected or erased.
func findRecordKey(tx *store.Tx, person string, class vault.Class) ([]byte, error) {
	return optional(tx.QueryRow(`SELECT wrapped FROM record_key WHERE person_id = $1 AND class = $2`, person, string(class)))
}

func insertRecordGrant(tx *store.Tx, person string, class vault.Class, holder string, wrapped []byte, by string) error {
	_, err := tx.Exec(`INSERT INTO record_grant (person_id, class, holder, wrapped, granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (person_id, class, holder) DO UPDATE SET wrapped = excluded.wrapped, granted_by = excluded.granted_by, granted_at = excluded.granted_at`,
		person, string(class), holder, wrapped, by, store.Millis(tx.Now()))
	return err
}

func findRecordGrant(tx *store.Tx, person string, class vault.Class, holder string) ([]byte, error) {
	return optional(tx.QueryRow(`SELECT wrapped FROM record_grant WHERE person_id = $1 AND class = $2 AND holder = $3`, person, string(class), holder))
}

func optional(row *sql.Row) (blob []byte, err error) {
	err = row.Scan(&blob)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return blob, err
}
