package intake

import (
	"database/sql"
	"encoding/json"
	"errors"
	"reflect"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// Revision is what one saving changed, field by field. Its values are sealed
// under the person's own key.
type Revision struct {
	ID     string
	Table  string // person, stay or stay/health
	RowID  string
	At     time.Time
	Actor  string
	Fields map[string]FieldChange
}

// FieldChange is a field's value before and after, as JSON.
type FieldChange struct {
	Old json.RawMessage `json:"old,omitempty"`
	New json.RawMessage `json:"new,omitempty"`
}

// Differences compares two values of one type by the JSON names of their
// fields and returns what differs.
func differences(old, new any) (map[string]FieldChange, error) {
	before, err := fields(old)
	if err != nil {
		return nil, err
	}
	after, err := fields(new)
	if err != nil {
		return nil, err
	}
	changed := map[string]FieldChange{}
	for name, value := range after {
		if !reflect.DeepEqual(before[name], value) {
			changed[name] = FieldChange{before[name], value}
		}
	}
	for name, value := range before {
		if _, ok := after[name]; !ok {
			changed[name] = FieldChange{Old: value}
		}
	}
	return changed, nil
}

func fields(v any) (m map[string]json.RawMessage, err error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return m, json.Unmarshal(text, &m)
}

// insertRevision keeps what changed; nothing is written where nothing did. It
// returns the names of the fields for the audit.
func insertRevision(tx *access.Tx, person, table, row string, class vault.Class, changed map[string]FieldChange) ([]string, error) {
	if len(changed) == 0 {
		return nil, nil
	}
	id := store.NewID()
	sealed, err := tx.Seal(person, class, vault.Place{Table: "revision", ID: id, Version: 1}, changed)
	if err != nil {
		return nil, err
	}
	_, err = tx.Exec(`INSERT INTO revision (id, station_id, person_id, tbl, row_id, version, at, actor, class, sealed)
		VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)`,
		id, tx.Station(), person, table, row, store.Millis(tx.Now()), tx.Actor().ID, string(class), sealed)
	names := make([]string, 0, len(changed))
	for name := range changed {
		names = append(names, name)
	}
	return names, err
}

// findRevision reads one saving's changes.
func findRevision(tx *access.Tx, id string) (r Revision, err error) {
	var person string
	var class vault.Class
	var sealed []byte
	err = tx.QueryRow(`SELECT id, person_id, tbl, row_id, at, actor, class, sealed FROM revision WHERE station_id = $1 AND id = $2`, tx.Station(), id).
		Scan(&r.ID, &person, &r.Table, &r.RowID, (*store.Moment)(&r.At), &r.Actor, &class, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return r, store.Fail(store.NotFound, "没有找到这次修改，请返回后重新打开档案。")
	}
	if err != nil {
		return r, err
	}
	return r, tx.Open(person, class, vault.Place{Table: "revision", ID: r.ID, Version: 1}, sealed, &r.Fields)
}

// findRevisions lists a person's field history, the newest first. What this
// account may not read is left out.
func findRevisions(tx *access.Tx, person string) ([]Revision, error) {
	type row struct {
		r      Revision
		class  vault.Class
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, tbl, row_id, at, actor, class, sealed FROM revision WHERE station_id = $1 AND person_id = $2 ORDER BY at DESC, id DESC`,
		tx.Station(), person)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.r.ID, &r.r.Table, &r.r.RowID, (*store.Moment)(&r.r.At), &r.r.Actor, &r.class, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	var all []Revision
	for _, r := range found {
		err := tx.Open(person, r.class, vault.Place{Table: "revision", ID: r.r.ID, Version: 1}, r.sealed, &r.r.Fields)
		if store.KindOf(err) == store.Forbidden {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r.r)
	}
	return all, nil
}
