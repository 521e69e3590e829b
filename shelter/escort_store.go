package shelter

import (
	"database/sql"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func escortPlace(id string, version int64) vault.Place {
	return vault.Place{Table: "escort", ID: id, Version: version}
}

func insertEscort(tx *access.Tx, e *Escort) error {
	e.ID, e.Version, e.Actor = store.NewID(), 1, tx.Actor().ID
	sealed, err := tx.Seal(e.PersonID, vault.Person, escortPlace(e.ID, e.Version), e.EscortPlan)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO escort (id, station_id, person_id, stay_id, version, state, institution_id, leaves_at, arrives_at, due_back, overridden, actor, updated_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
		e.ID, tx.Station(), e.PersonID, e.StayID, e.Version, string(e.State), orNull(e.InstitutionID), store.Millis(e.Leaves), store.Millis(e.Arrives), store.Millis(e.DueBack),
		strings.Join(e.Overridden, ","), e.Actor, store.Millis(tx.Now()), sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "此人已经有一次护送在安排或在途中，请打开那一次。").Because(err)
	}
	tx.Changed("escort", e.ID)
	return err
}

// updateEscort writes an escort over the version that was read.
func updateEscort(tx *access.Tx, e *Escort) error {
	sealed, err := tx.Seal(e.PersonID, vault.Person, escortPlace(e.ID, e.Version+1), e.EscortPlan)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE escort SET version = version + 1, state = $1, institution_id = $2, leaves_at = $3, arrives_at = $4, due_back = $5, left_at = $6, handed_at = $7, back_at = $8,
		overridden = $9, updated_at = $10, sealed = $11 WHERE id = $12 AND station_id = $13 AND version = $14`,
		string(e.State), orNull(e.InstitutionID), store.Millis(e.Leaves), store.Millis(e.Arrives), store.Millis(e.DueBack), store.Millis(e.Left), store.Millis(e.HandedAt), store.Millis(e.BackAt),
		strings.Join(e.Overridden, ","), store.Millis(tx.Now()), sealed, e.ID, tx.Station(), e.Version)
	if err == nil && n == 0 {
		err = store.Fail(store.Conflict, "这次护送刚刚被别人改过，请刷新后再试。")
	}
	e.Version++
	tx.Changed("escort", e.ID)
	return err
}

// dropEscortsOf gives up what was planned for a stay that ends in another way.
func dropEscortsOf(tx *access.Tx, stayID string) error {
	all, err := scanEscorts(tx, `stay_id = $2 AND state = 'planned'`, stayID)
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].Hidden {
			return access.ErrProtected()
		}
		all[i].State = EscortDropped
		if err := updateEscort(tx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func findEscort(tx *access.Tx, id string) (Escort, error) {
	all, err := scanEscorts(tx, `id = $2`, id)
	if err == nil && len(all) == 0 {
		err = store.Fail(store.NotFound, "没有找到这次护送，请刷新后再试。")
	}
	if err != nil {
		return Escort{}, err
	}
	return all[0], nil
}

func findEscortsOf(tx *access.Tx, stayID string) ([]Escort, error) {
	return scanEscorts(tx, `stay_id = $2 ORDER BY id DESC`, stayID)
}

// findEscortUnderWay reads what is planned for a stay or under way; ok is false
// where there is nothing.
func findEscortUnderWay(tx *access.Tx, stayID string) (e Escort, ok bool, err error) {
	all, err := scanEscorts(tx, `stay_id = $2 AND state IN ('planned', 'left')`, stayID)
	if err != nil || len(all) == 0 {
		return e, false, err
	}
	return all[0], true, nil
}

func findOpenEscorts(tx *access.Tx) ([]Escort, error) {
	return scanEscorts(tx, `state IN ('planned', 'left', 'handed') ORDER BY leaves_at, id`)
}

// scanEscorts reads escorts. where stands in the statement as it is and must be
// a constant. What this account may not read of them stays empty.
func scanEscorts(tx *access.Tx, where string, args ...any) ([]Escort, error) {
	type row struct {
		e      Escort
		rules  string
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, version, person_id, stay_id, state, COALESCE(institution_id, ''), leaves_at, arrives_at, due_back, left_at, handed_at, back_at, overridden, actor, sealed
		FROM escort WHERE station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.e.ID, &r.e.Version, &r.e.PersonID, &r.e.StayID, &r.e.State, &r.e.InstitutionID, (*store.Moment)(&r.e.Leaves), (*store.Moment)(&r.e.Arrives),
			(*store.Moment)(&r.e.DueBack), (*store.Moment)(&r.e.Left), (*store.Moment)(&r.e.HandedAt), (*store.Moment)(&r.e.BackAt), &r.rules, &r.e.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Escort, len(found))
	for i, r := range found {
		if r.rules != "" {
			r.e.Overridden = strings.Split(r.rules, ",")
		}
		err := tx.Open(r.e.PersonID, vault.Person, escortPlace(r.e.ID, r.e.Version), r.sealed, &r.e.EscortPlan)
		if err != nil && !hidden(err) {
			return nil, err
		}
		r.e.Hidden = err != nil
		all[i] = r.e
	}
	return all, nil
}
