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

func deleteRecordKey(tx *store.Tx, person string, class vault.Class) error {
	_, err := tx.Exec(`DELETE FROM record_key WHERE person_id = $1 AND class = $2`, person, string(class))
	return err
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
