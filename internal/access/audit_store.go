package access

import (
	"database/sql"
	"encoding/json"
	"errors"

	"guitu/internal/store"
	"guitu/internal/vault"
)

const linkColumns = `seq, at, actor, action, tbl, target, person_id, detail, sealed, doubt, prev, hash`

func scanLink(scan func(...any) error) (l link, err error) {
	err = scan(&l.seq, &l.at, &l.actor, &l.action, &l.table, &l.target, &l.person, &l.detail, &l.sealed, &l.doubt, &l.prev, &l.hash)
	return l, err
}

func insertLink(tx *store.Tx, l link) error {
	_, err := tx.Exec(`INSERT INTO audit (station_id, `+linkColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		tx.Station(), l.seq, l.at, l.actor, l.action, l.table, l.target, l.person, l.detail, l.sealed, l.doubt, l.prev, l.hash)
	return err
}

// findLastLink returns the end of the chain; the zero link, with an empty
// hash, before the first.
func findLastLink(tx *store.Tx) (link, error) {
	l, err := scanLink(tx.QueryRow(`SELECT `+linkColumns+` FROM audit WHERE station_id = $1 ORDER BY seq DESC LIMIT 1`, tx.Station()).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return link{hash: []byte{}}, nil
	}
	return l, err
}

// findAuditHead returns seq, time and hash of the last entry as the head row
// has them.
func findAuditHead(tx *store.Tx) (l link, err error) {
	err = tx.QueryRow(`SELECT seq, at, hash FROM audit_head WHERE station_id = $1`, tx.Station()).Scan(&l.seq, &l.at, &l.hash)
	if errors.Is(err, sql.ErrNoRows) {
		return link{hash: []byte{}}, nil
	}
	return l, err
}

func setAuditHead(tx *store.Tx, l link) error {
	_, err := tx.Exec(`INSERT INTO audit_head (station_id, seq, at, hash) VALUES ($1, $2, $3, $4)
		ON CONFLICT (station_id) DO UPDATE SET seq = excluded.seq, at = excluded.at, hash = excluded.hash`,
		tx.Station(), l.seq, l.at, l.hash)
	return err
}

// findHash returns the hash of one entry, nil where there is none.
func findHash(tx *store.Tx, seq int64) ([]byte, error) {
	return optional(tx.QueryRow(`SELECT hash FROM audit WHERE station_id = $1 AND seq = $2`, tx.Station(), seq))
}

// eachLink calls fn for each link in order.
func eachLink(tx *store.Tx, fn func(link) error) error {
	rows, err := tx.Query(`SELECT `+linkColumns+` FROM audit WHERE station_id = $1 ORDER BY seq`, tx.Station())
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		l, err := scanLink(rows.Scan)
		if err != nil {
			return err
		}
		if err := fn(l); err != nil {
			return err
		}
	}
	return rows.Err()
}

// PersonRecords lists what was done about a person, newest first.
func (tx *Tx) PersonRecords(person string, limit int) ([]Record, error) {
	rows, err := tx.Query(`SELECT `+linkColumns+` FROM audit WHERE station_id = $1 AND person_id = $2 ORDER BY seq DESC LIMIT $3`,
		tx.Station(), person, limit)
	return store.Collect(rows, err, func(rows *sql.Rows) (Record, error) {
		l, err := scanLink(rows.Scan)
		if err != nil {
			return Record{}, err
		}
		return tx.record(l)
	})
}

func (tx *Tx) record(l link) (Record, error) {
	r := Record{Entry: Entry{Action: l.action, Table: l.table, Target: l.target, Person: l.person},
		Seq: l.seq, At: store.Time(l.at), Actor: l.actor, Doubt: l.doubt}
	if l.detail != "" {
		if err := json.Unmarshal([]byte(l.detail), &r.Detail); err != nil {
			return r, err
		}
	}
	if l.sealed != nil {
		plain, err := tx.OpenAsClass(vault.Audit, vault.Place{Table: "audit", ID: tx.Station(), Version: l.seq}, l.sealed)
		if err != nil {
			return r, err
		}
		r.Private = string(plain)
	}
	return r, nil
}
