package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// findDosesOf lists the doses of a stay, the newest first. Those that this
// account may not read are left out.
func findDosesOf(tx *access.Tx, stayID string) (all []Dose, err error) {
	type row struct {
		d      Dose
		sealed []byte
	}
	rows, err := tx.Query(`SELECT d.id, d.order_id, d.person_id, d.due_at, d.outcome, d.at, d.actor, d.sealed
		FROM medicine_dose d JOIN medicine_order o ON o.id = d.order_id
		WHERE d.station_id = $1 AND o.stay_id = $2 AND d.withdrawn_at = 0 ORDER BY d.due_at DESC, d.id DESC`, tx.Station(), stayID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.d.ID, &r.d.OrderID, &r.d.PersonID, (*store.Moment)(&r.d.Due), &r.d.Outcome, (*store.Moment)(&r.d.At), &r.d.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	for _, r := range found {
		var n doseNote
		err := tx.Open(r.d.PersonID, vault.Health, dosePlace(r.d.ID), r.sealed, &n)
		if hidden(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		r.d.Note = n.Note
		all = append(all, r.d)
	}
	return all, nil
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
