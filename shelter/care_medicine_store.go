package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func medicinePlace(id string) vault.Place {
	return vault.Place{Table: "medicine_order", ID: id, Version: 1}
}
func dosePlace(id string) vault.Place { return vault.Place{Table: "medicine_dose", ID: id, Version: 1} }

func insertMedicine(tx *access.Tx, m *MedicineOrder) error {
	m.ID, m.Ordered, m.Actor = store.NewID(), tx.Now(), tx.Actor().ID
	sealed, err := tx.Seal(m.PersonID, vault.Health, medicinePlace(m.ID), m.Medicine)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO medicine_order (id, station_id, person_id, stay_id, version, from_day, to_day, ordered_at, actor, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)`,
		m.ID, tx.Station(), m.PersonID, m.StayID, m.From.String(), m.To.String(), store.Millis(m.Ordered), m.Actor, sealed)
	tx.Changed("medicine_order", m.ID)
	return err
}

func stopMedicine(tx *access.Tx, m MedicineOrder) error {
	n, err := tx.Exec(`UPDATE medicine_order SET stopped_at = $1, stopped_by = $2 WHERE id = $3 AND station_id = $4 AND stopped_at = 0`,
		store.Millis(tx.Now()), tx.Actor().ID, m.ID, tx.Station())
	tx.Changed("medicine_order", m.ID)
	if err == nil && n == 0 {
		return store.Fail(store.Conflict, "这种药已经停用，不用再停。")
	}
	return err
}

// stopMedicinesOf takes everything of a stay off the list.
func stopMedicinesOf(tx *access.Tx, stayID string, at time.Time) error {
	_, err := tx.Exec(`UPDATE medicine_order SET stopped_at = $1, stopped_by = $2 WHERE stay_id = $3 AND station_id = $4 AND stopped_at = 0`,
		store.Millis(at), tx.Actor().ID, stayID, tx.Station())
	return err
}

func findMedicine(tx *access.Tx, id string) (MedicineOrder, error) {
	all, hiddenOrders, err := scanMedicines(tx, `id = $2`, id)
	switch {
	case err != nil:
		return MedicineOrder{}, err
	case hiddenOrders > 0:
		return MedicineOrder{}, access.ErrProtected()
	case len(all) == 0:
		return MedicineOrder{}, store.Fail(store.NotFound, "没有找到这种药的安排，请刷新发药单。")
	}
	return all[0], nil
}

func findMedicinesOf(tx *access.Tx, stayID string) ([]MedicineOrder, error) {
	all, _, err := scanMedicines(tx, `stay_id = $2 ORDER BY ordered_at, id`, stayID)
	return all, err
}

// findMedicinesInCare lists the medicines of all who are in care, and counts
// those that this account may not read and that have not been stopped.
func findMedicinesInCare(tx *access.Tx) (all []MedicineOrder, hiddenOrders int, err error) {
	return scanMedicines(tx, `stay_id IN (SELECT id FROM stay WHERE state IN ('in', 'hospital', 'placed')) ORDER BY ordered_at, id`)
}

// scanMedicines reads orders. where stands in the statement as it is and must
// be a constant.
func scanMedicines(tx *access.Tx, where string, args ...any) (all []MedicineOrder, hiddenOrders int, err error) {
	type row struct {
		m      MedicineOrder
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, person_id, stay_id, from_day, to_day, ordered_at, actor, stopped_at, stopped_by, sealed
		FROM medicine_order WHERE station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.m.ID, &r.m.PersonID, &r.m.StayID, (*day)(&r.m.From), (*day)(&r.m.To), (*store.Moment)(&r.m.Ordered), &r.m.Actor,
			(*store.Moment)(&r.m.StoppedAt), &r.m.StoppedBy, &r.sealed)
	})
	if err != nil {
		return nil, 0, err
	}
	for _, r := range found {
		err := tx.Open(r.m.PersonID, vault.Health, medicinePlace(r.m.ID), r.sealed, &r.m.Medicine)
		switch {
		case hidden(err) && r.m.StoppedAt.IsZero():
			hiddenOrders++
		case hidden(err):
		case err != nil:
			return nil, 0, err
		default:
			all = append(all, r.m)
		}
	}
	return all, hiddenOrders, nil
}

// doseNote is the sealed part of a Dose.
type doseNote struct {
	Note string `json:"note,omitempty"`
}

func insertDose(tx *access.Tx, d *Dose) error {
	d.ID = store.NewID()
	sealed, err := tx.Seal(d.PersonID, vault.Health, dosePlace(d.ID), doseNote{d.Note})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO medicine_dose (id, station_id, person_id, order_id, version, due_at, outcome, at, actor, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)`,
		d.ID, tx.Station(), d.PersonID, d.OrderID, store.Millis(d.Due), string(d.Outcome), store.Millis(d.At), d.Actor, sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这一次已经有人登记过了，不要再发。请刷新发药单核对。").Because(err)
	}
	tx.Changed("medicine_dose", d.ID)
	return err
}

// withdrawDose returns whom the dose was for.
func withdrawDose(tx *access.Tx, id string) (person string, err error) {
	rows, err := tx.Query(`UPDATE medicine_dose SET withdrawn_at = $1 WHERE id = $2 AND station_id = $3 AND withdrawn_at = 0 RETURNING person_id`,
		store.Millis(tx.Now()), id, tx.Station())
	people, err := store.Collect(rows, err, func(rows *sql.Rows) (p string, err error) { return p, rows.Scan(&p) })
	if err != nil {
		return "", err
	}
	if len(people) == 0 {
		return "", store.Fail(store.Conflict, "这次登记已经撤回，请刷新发药单。")
	}
	tx.Changed("medicine_dose", id)
	return people[0], nil
}

// doseKey names a dose by its order and when it was due.
type doseKey struct {
	order string
	due   int64
}

// findDoses maps the doses that were due in a time; those that this account may
// not read are left out.
func findDoses(tx *access.Tx, from, to time.Time) (map[doseKey]Dose, error) {
	found, err := scanDoses(tx, `d.due_at >= $2 AND d.due_at < $3`, store.Millis(from), store.Millis(to))
	all := make(map[doseKey]Dose, len(found))
	for _, d := range found {
		all[doseKey{d.OrderID, store.Millis(d.Due)}] = d
	}
	return all, err
}

// findDosesOf lists the doses of a stay, the newest first.
func findDosesOf(tx *access.Tx, stayID string) ([]Dose, error) {
	return scanDoses(tx, `d.order_id IN (SELECT id FROM medicine_order WHERE stay_id = $2) ORDER BY d.due_at DESC, d.id DESC`, stayID)
}

// scanDoses reads doses that were not withdrawn. where stands in the statement
// as it is and must be a constant. Those that this account may not read are left
// out.
func scanDoses(tx *access.Tx, where string, args ...any) (all []Dose, err error) {
	type row struct {
		d      Dose
		sealed []byte
	}
	rows, err := tx.Query(`SELECT d.id, d.order_id, d.person_id, d.due_at, d.outcome, d.at, d.actor, d.sealed FROM medicine_dose d
		WHERE d.station_id = $1 AND d.withdrawn_at = 0 AND `+where, append([]any{tx.Station()}, args...)...)
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
