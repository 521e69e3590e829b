package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func costPlace(id string) vault.Place { return vault.Place{Table: "cost", ID: id, Version: 1} }

// costNote is the sealed part of a Cost.
type costNote struct {
	Note string `json:"note,omitempty"`
}

func insertCost(tx *access.Tx, c *Cost) error {
	c.ID, c.Recorded, c.Actor, c.Cancelled = store.NewID(), tx.Now(), tx.Actor().ID, false
	sealed, err := sealFor(tx, c.PersonID, costPlace(c.ID), costNote{c.Note})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO cost (id, station_id, person_id, stay_id, version, kind, amount, voucher, institution_id, day, recorded_at, actor, cancels, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		c.ID, tx.Station(), orNull(c.PersonID), orNull(c.StayID), c.Kind, c.AmountFen, c.Voucher, orNull(c.InstitutionID), c.Day.String(),
		store.Millis(c.Recorded), c.Actor, orNull(c.Cancels), sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这笔费用已经冲销过，请刷新后再看。").Because(err)
	}
	tx.Changed("cost", c.ID)
	return err
}

func findCost(tx *access.Tx, id string) (Cost, error) {
	all, err := scanCosts(tx, `c.id = $2`, id)
	if err == nil && len(all) == 0 {
		err = store.Fail(store.NotFound, "没有找到这笔费用，请刷新后再试。")
	}
	if err != nil {
		return Cost{}, err
	}
	return all[0], nil
}

func findCosts(tx *access.Tx, from, to calendar.Date) ([]Cost, error) {
	return scanCosts(tx, `c.day >= $2 AND c.day <= $3 ORDER BY c.day, c.recorded_at, c.id`, from.String(), to.String())
}

func findCostsOf(tx *access.Tx, stayID string) ([]Cost, error) {
	return scanCosts(tx, `c.stay_id = $2 ORDER BY c.day, c.recorded_at, c.id`, stayID)
}

// scanCosts reads costs. where stands in the statement as it is and must be a
// constant.
func scanCosts(tx *access.Tx, where string, args ...any) ([]Cost, error) {
	type row struct {
		c      Cost
		sealed []byte
	}
	rows, err := tx.Query(`SELECT c.id, COALESCE(c.person_id, ''), COALESCE(c.stay_id, ''), c.kind, c.amount, c.voucher, COALESCE(c.institution_id, ''), c.day,
			c.recorded_at, c.actor, COALESCE(c.cancels, ''), EXISTS (SELECT 1 FROM cost k WHERE k.cancels = c.id), c.sealed
		FROM cost c WHERE c.station_id = $1 AND `+where, append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.c.ID, &r.c.PersonID, &r.c.StayID, &r.c.Kind, &r.c.AmountFen, &r.c.Voucher, &r.c.InstitutionID, (*day)(&r.c.Day),
			(*store.Moment)(&r.c.Recorded), &r.c.Actor, &r.c.Cancels, &r.c.Cancelled, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	all := make([]Cost, len(found))
	for i, r := range found {
		var n costNote
		if err := openFor(tx, r.c.PersonID, costPlace(r.c.ID), r.sealed, &n); err != nil && !hidden(err) {
			return nil, err
		}
		r.c.Note = n.Note
		all[i] = r.c
	}
	return all, nil
}

// sumCosts sums the costs of some days by person, institution or kind, the most
// first. Institutions come with their names.
func sumCosts(tx *access.Tx, by string, from, to calendar.Date) ([]CostSum, error) {
	query := map[string]string{
		"person": `SELECT COALESCE(c.person_id, ''), '', SUM(c.amount), COUNT(*) FROM cost c
			WHERE c.station_id = $1 AND c.day >= $2 AND c.day <= $3 GROUP BY 1 ORDER BY 3 DESC, 1`,
		"institution": `SELECT COALESCE(c.institution_id, ''), COALESCE(MAX(i.name), ''), SUM(c.amount), COUNT(*) FROM cost c
			LEFT JOIN institution i ON i.id = c.institution_id
			WHERE c.station_id = $1 AND c.day >= $2 AND c.day <= $3 GROUP BY 1 ORDER BY 3 DESC, 1`,
		"kind": `SELECT c.kind, '', SUM(c.amount), COUNT(*) FROM cost c
			WHERE c.station_id = $1 AND c.day >= $2 AND c.day <= $3 GROUP BY 1 ORDER BY 3 DESC, 1`,
	}[by]
	rows, err := tx.Query(query, tx.Station(), from.String(), to.String())
	return store.Collect(rows, err, func(rows *sql.Rows) (s CostSum, err error) { return s, rows.Scan(&s.ID, &s.Name, &s.Fen, &s.N) })
}
