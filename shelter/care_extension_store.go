package shelter

import (
	"database/sql"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func extensionPlace(e *Extension) vault.Place {
	return vault.Place{Table: "extension", ID: e.ID, Version: e.version}
}

func insertExtension(tx *access.Tx, e *Extension) error {
	e.ID, e.version, e.Asked, e.AskedBy, e.State = store.NewID(), 1, tx.Now(), tx.Actor().ID, ExtensionAsked
	sealed, err := tx.Seal(e.PersonID, vault.Person, extensionPlace(e), e.ExtensionNote)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO extension (id, station_id, person_id, stay_id, version, until_at, asked_at, asked_by, state, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		e.ID, tx.Station(), e.PersonID, e.StayID, e.version, store.Millis(e.Until), store.Millis(e.Asked), e.AskedBy, string(e.State), sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "已经有一份延期在等审批，请等站长处理。").Because(err)
	}
	tx.Changed("extension", e.ID)
	return err
}

func updateExtension(tx *access.Tx, e *Extension) error {
	if e.Hidden {
		return access.ErrProtected()
	}
	e.version++
	sealed, err := tx.Seal(e.PersonID, vault.Person, extensionPlace(e), e.ExtensionNote)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE extension SET version = $1, state = $2, decided_at = $3, decided_by = $4, filed_day = $5, sealed = $6
		WHERE id = $7 AND station_id = $8 AND version = $9`,
		e.version, string(e.State), store.Millis(e.Decided), e.DecidedBy, e.Filed.String(), sealed, e.ID, tx.Station(), e.version-1)
	tx.Changed("extension", e.ID)
	return orMissing(n, err)
}

// endExtensionRequest takes back what is asked for a stay that ends.
func endExtensionRequest(tx *access.Tx, stayID string, at time.Time) error {
	_, err := tx.Exec(`UPDATE extension SET state = 'withdrawn', decided_at = $1, decided_by = $2 WHERE stay_id = $3 AND station_id = $4 AND state = 'asked'`,
		store.Millis(at), tx.Actor().ID, stayID, tx.Station())
	return err
}

func findExtension(tx *access.Tx, id string) (Extension, error) {
	all, err := scanExtensions(tx, `id = $2`, id)
	if err == nil && len(all) == 0 {
		err = store.Fail(store.NotFound, "没有找到这份延期申请，请刷新后再试。")
	}
	if err != nil {
		return Extension{}, err
	}
	return all[0], nil
}

func findExtensionsOf(tx *access.Tx, stayID string) ([]Extension, error) {
	return scanExtensions(tx, `stay_id = $2 ORDER BY asked_at, id`, stayID)
}

func findOpenExtensions(tx *access.Tx) ([]Extension, error) {
	return scanExtensions(tx, `(state = 'asked' OR state = 'approved' AND filed_day = '') ORDER BY asked_at, id`)
}

// scanExtensions reads extensions. where stands in the statement as it is and
// must be a constant.
func scanExtensions(tx *access.Tx, where string, args ...any) ([]Extension, error) {
	type row struct {
		e      Extension
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, person_id, stay_id, version, until_at, asked_at, asked_by, state, decided_at, decided_by, filed_day, sealed
		FROM extension WHERE station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.e.ID, &r.e.PersonID, &r.e.StayID, &r.e.version, (*store.Moment)(&r.e.Until), (*store.Moment)(&r.e.Asked), &r.e.AskedBy, &r.e.State,
			(*store.Moment)(&r.e.Decided), &r.e.DecidedBy, (*day)(&r.e.Filed), &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Extension, len(found))
	for i, r := range found {
		err := tx.Open(r.e.PersonID, vault.Person, extensionPlace(&r.e), r.sealed, &r.e.ExtensionNote)
		if r.e.Hidden = hidden(err); err != nil && !r.e.Hidden {
			return nil, err
		}
		who, err := intake.FindResident(tx, r.e.StayID)
		if err != nil {
			return nil, err
		}
		r.e.Name = shownName(who)
		all[i] = r.e
	}
	return all, nil
}
