package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

const procedureColumns = `id, kind, person_id, stay_id, opened_at, opened_by, closed_at, closed_by, outcome`

func scanProcedure(rows *sql.Rows) (p Procedure, err error) {
	return p, rows.Scan(&p.ID, &p.Kind, &p.PersonID, &p.StayID, (*store.Moment)(&p.Opened), &p.OpenedBy, (*store.Moment)(&p.Closed), &p.ClosedBy, &p.Outcome)
}

func insertProcedure(tx *access.Tx, p *Procedure) error {
	p.ID, p.OpenedBy = store.NewID(), tx.Actor().ID
	if p.Opened.IsZero() {
		p.Opened = tx.Now()
	}
	_, err := tx.Exec(`INSERT INTO procedure_case (id, station_id, person_id, stay_id, kind, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		p.ID, tx.Station(), p.PersonID, p.StayID, string(p.Kind), store.Millis(p.Opened), p.OpenedBy)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "此人已经有这样一件事在办，请打开继续。").Because(err)
	}
	tx.Changed("procedure_case", p.ID)
	return err
}

func closeProcedure(tx *access.Tx, id, outcome string, at time.Time) error {
	_, err := tx.Exec(`UPDATE procedure_case SET closed_at = $1, closed_by = $2, outcome = $3 WHERE id = $4 AND station_id = $5 AND closed_at = 0`,
		store.Millis(at), tx.Actor().ID, outcome, id, tx.Station())
	tx.Changed("procedure_case", id)
	return err
}

// endProcedures closes what is open about a stay that ends.
func endProcedures(tx *access.Tx, stayID string, at time.Time) error {
	_, err := tx.Exec(`UPDATE procedure_case SET closed_at = $1, closed_by = $2, outcome = $3 WHERE stay_id = $4 AND station_id = $5 AND closed_at = 0`,
		store.Millis(at), tx.Actor().ID, OutcomeLeft, stayID, tx.Station())
	return err
}

func findProcedure(tx *access.Tx, id string) (Procedure, error) {
	rows, err := tx.Query(`SELECT `+procedureColumns+` FROM procedure_case WHERE station_id = $1 AND id = $2`, tx.Station(), id)
	found, err := store.Collect(rows, err, scanProcedure)
	if err == nil && len(found) == 0 {
		return Procedure{}, store.Fail(store.NotFound, "没有找到这件事，请刷新后再试。")
	}
	if err != nil {
		return Procedure{}, err
	}
	return found[0], nil
}

func findOpenProcedures(tx *access.Tx, kind ProcedureKind) ([]Procedure, error) {
	rows, err := tx.Query(`SELECT `+procedureColumns+` FROM procedure_case WHERE station_id = $1 AND kind = $2 AND closed_at = 0 ORDER BY opened_at, id`,
		tx.Station(), string(kind))
	return store.Collect(rows, err, scanProcedure)
}

// findProcedureOf reads the open matter of a stay; ok is false where there is
// none.
func findProcedureOf(tx *access.Tx, stayID string, kind ProcedureKind) (p Procedure, ok bool, err error) {
	rows, err := tx.Query(`SELECT `+procedureColumns+` FROM procedure_case WHERE station_id = $1 AND stay_id = $2 AND kind = $3 AND closed_at = 0`,
		tx.Station(), stayID, string(kind))
	found, err := store.Collect(rows, err, scanProcedure)
	if err != nil || len(found) == 0 {
		return p, false, err
	}
	return found[0], true, nil
}

// findProceduresOf lists the matters of a stay with their steps, the oldest
// first, closed ones among them.
func findProceduresOf(tx *access.Tx, stayID string) ([]Procedure, error) {
	rows, err := tx.Query(`SELECT `+procedureColumns+` FROM procedure_case WHERE station_id = $1 AND stay_id = $2 ORDER BY opened_at, id`, tx.Station(), stayID)
	all, err := store.Collect(rows, err, scanProcedure)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if err := all[i].fill(tx); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// stepNote is the sealed part of a step that was done.
type stepNote struct {
	Note string `json:"note,omitempty"`
}

func stepPlace(id string) vault.Place {
	return vault.Place{Table: "procedure_step", ID: id, Version: 1}
}

func insertDoneStep(tx *access.Tx, p Procedure, code, note string) error {
	id := store.NewID()
	sealed, err := tx.Seal(p.PersonID, vault.Person, stepPlace(id), stepNote{note})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO procedure_step (id, station_id, case_id, person_id, version, code, at, actor, sealed) VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8)`,
		id, tx.Station(), p.ID, p.PersonID, code, store.Millis(tx.Now()), tx.Actor().ID, sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这一步已经登记过了。").Because(err)
	}
	tx.Changed("procedure_case", p.ID)
	return err
}

func deleteDoneStep(tx *access.Tx, p Procedure, code string) error {
	n, err := tx.Exec(`DELETE FROM procedure_step WHERE station_id = $1 AND case_id = $2 AND code = $3`, tx.Station(), p.ID, code)
	tx.Changed("procedure_case", p.ID)
	return orMissing(n, err)
}

// findDoneSteps maps the steps that were done by their code; the notes stay
// empty where this account may not read them.
func findDoneSteps(tx *access.Tx, p Procedure) (map[string]ProcedureItem, error) {
	type row struct {
		id     string
		item   ProcedureItem
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, code, at, actor, sealed FROM procedure_step WHERE station_id = $1 AND case_id = $2`, tx.Station(), p.ID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.id, &r.item.Code, (*store.Moment)(&r.item.Done), &r.item.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := map[string]ProcedureItem{}
	for _, r := range found {
		var n stepNote
		if err := tx.Open(p.PersonID, vault.Person, stepPlace(r.id), r.sealed, &n); err != nil && !hidden(err) {
			return nil, err
		}
		r.item.Note = n.Note
		all[r.item.Code] = r.item
	}
	return all, nil
}
