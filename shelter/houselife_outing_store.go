package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func outingPlace(id string) vault.Place { return vault.Place{Table: "outing", ID: id, Version: 1} }

const outingColumns = `id, person_id, stay_id, left_at, due_at, back_at, actor, back_by, sealed`

func insertOuting(tx *access.Tx, o *Outing) error {
	o.ID, o.Actor = store.NewID(), tx.Actor().ID
	sealed, err := tx.Seal(o.PersonID, vault.Person, outingPlace(o.ID), o.OutingNote)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO outing (id, station_id, person_id, stay_id, version, left_at, due_at, actor, sealed) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8)`,
		o.ID, tx.Station(), o.PersonID, o.StayID, store.Millis(o.Left), store.Millis(o.Due), o.Actor, sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "此人已经登记外出，还没有登记回站。").Because(err)
	}
	tx.Changed("outing", o.ID)
	return err
}

// endOuting ends the outing that somebody is on, if they are, but not before it
// began.
func endOuting(tx *access.Tx, stayID string, at time.Time) error {
	_, err := tx.Exec(`UPDATE outing SET back_at = CASE WHEN left_at > $1 THEN left_at ELSE $1 END, back_by = $2
		WHERE stay_id = $3 AND station_id = $4 AND back_at = 0`, store.Millis(at), tx.Actor().ID, stayID, tx.Station())
	tx.Changed("outing", stayID)
	return err
}

func findOuting(tx *access.Tx, id string) (Outing, error) {
	all, err := scanOutings(tx, `id = $2`, id)
	if err == nil && len(all) == 0 {
		err = store.Fail(store.NotFound, "没有找到这次外出登记，请刷新后再试。")
	}
	if err != nil {
		return Outing{}, err
	}
	return all[0], nil
}

func findOutings(tx *access.Tx, since time.Time) ([]Outing, error) {
	return scanOutings(tx, `(back_at = 0 OR back_at >= $2) ORDER BY CASE WHEN back_at = 0 THEN 0 ELSE 1 END, due_at, id`, store.Millis(since))
}

// findOutingTimes lists the outings that last at or after a moment, without
// what is sealed.
func findOutingTimes(tx *access.Tx, since time.Time) ([]Outing, error) {
	rows, err := tx.Query(`SELECT stay_id, left_at, due_at, back_at FROM outing WHERE station_id = $1 AND (back_at = 0 OR back_at >= $2)`,
		tx.Station(), store.Millis(since))
	return store.Collect(rows, err, func(rows *sql.Rows) (o Outing, err error) {
		return o, rows.Scan(&o.StayID, (*store.Moment)(&o.Left), (*store.Moment)(&o.Due), (*store.Moment)(&o.Back))
	})
}

// findOpenOutings tells for each stay whether the person is out.
func findOpenOutings(tx *access.Tx) (map[string]bool, error) {
	rows, err := tx.Query(`SELECT stay_id FROM outing WHERE station_id = $1 AND back_at = 0`, tx.Station())
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	out := make(map[string]bool, len(found))
	for _, id := range found {
		out[id] = true
	}
	return out, err
}

// scanOutings reads outings. where stands in the statement as it is and must be
// a constant. What this account may not read of them stays empty.
func scanOutings(tx *access.Tx, where string, arg any) ([]Outing, error) {
	type row struct {
		o      Outing
		sealed []byte
	}
	rows, err := tx.Query(`SELECT `+outingColumns+` FROM outing WHERE station_id = $1 AND `+where, tx.Station(), arg)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.o.ID, &r.o.PersonID, &r.o.StayID, (*store.Moment)(&r.o.Left), (*store.Moment)(&r.o.Due), (*store.Moment)(&r.o.Back), &r.o.Actor, &r.o.BackBy, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Outing, len(found))
	for i, r := range found {
		if err := tx.Open(r.o.PersonID, vault.Person, outingPlace(r.o.ID), r.sealed, &r.o.OutingNote); err != nil && !hidden(err) {
			return nil, err
		}
		all[i] = r.o
	}
	return all, nil
}
