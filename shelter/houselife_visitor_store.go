package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func visitorPlace(id string) vault.Place { return vault.Place{Table: "visitor", ID: id, Version: 1} }

// orNull is an id that may be missing.
func orNull(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

func insertVisitor(tx *access.Tx, v *Visitor) error {
	v.ID, v.Actor = store.NewID(), tx.Actor().ID
	sealed, err := sealFor(tx, v.PersonID, visitorPlace(v.ID), v.VisitorNote)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO visitor (id, station_id, person_id, stay_id, version, came_at, actor, sealed) VALUES ($1, $2, $3, $4, 1, $5, $6, $7)`,
		v.ID, tx.Station(), orNull(v.PersonID), orNull(v.StayID), store.Millis(v.Came), v.Actor, sealed)
	tx.Changed("visitor", v.ID)
	return err
}

func endVisit(tx *access.Tx, id string) error {
	n, err := tx.Exec(`UPDATE visitor SET left_at = $1 WHERE id = $2 AND station_id = $3 AND left_at = 0`, store.Millis(tx.Now()), id, tx.Station())
	tx.Changed("visitor", id)
	return orMissing(n, err)
}

func findVisitors(tx *access.Tx, from, to time.Time) ([]Visitor, error) {
	return scanVisitors(tx, `came_at >= $2 AND came_at < $3`, store.Millis(from), store.Millis(to))
}

func findVisitorsHere(tx *access.Tx) ([]Visitor, error) { return scanVisitors(tx, `left_at = 0`) }

// scanVisitors reads visitors, the newest first. where stands in the statement
// as it is and must be a constant.
func scanVisitors(tx *access.Tx, where string, args ...any) ([]Visitor, error) {
	type row struct {
		v      Visitor
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, COALESCE(person_id, ''), COALESCE(stay_id, ''), came_at, left_at, actor, sealed FROM visitor
		WHERE station_id = $1 AND `+where+` ORDER BY came_at DESC, id DESC`, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.v.ID, &r.v.PersonID, &r.v.StayID, (*store.Moment)(&r.v.Came), (*store.Moment)(&r.v.Left), &r.v.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	var all []Visitor
	for _, r := range found {
		err := openFor(tx, r.v.PersonID, visitorPlace(r.v.ID), r.sealed, &r.v.VisitorNote)
		if hidden(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r.v)
	}
	return all, nil
}
