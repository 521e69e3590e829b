package shelter

import (
	"database/sql"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

const rollColumns = `id, day, name, begun_at, begun_by, closed_at, closed_by`

func scanRollCall(rows *sql.Rows) (c RollCall, err error) {
	return c, rows.Scan(&c.ID, (*day)(&c.Day), &c.Name, (*store.Moment)(&c.Begun), &c.BegunBy, (*store.Moment)(&c.Closed), &c.ClosedBy)
}

func insertRollCall(tx *access.Tx, c *RollCall) error {
	c.ID, c.Begun, c.BegunBy = store.NewID(), tx.Now(), tx.Actor().ID
	_, err := tx.Exec(`INSERT INTO rollcall (id, station_id, day, name, begun_at, begun_by) VALUES ($1, $2, $3, $4, $5, $6)`,
		c.ID, tx.Station(), c.Day.String(), c.Name, store.Millis(c.Begun), c.BegunBy)
	tx.Changed("rollcall", c.ID)
	return err
}

func closeRollCall(tx *access.Tx, id string) error {
	_, err := tx.Exec(`UPDATE rollcall SET closed_at = $1, closed_by = $2 WHERE id = $3 AND station_id = $4`, store.Millis(tx.Now()), tx.Actor().ID, id, tx.Station())
	tx.Changed("rollcall", id)
	return err
}

func findRollCall(tx *access.Tx, id string) (RollCall, error) {
	rows, err := tx.Query(`SELECT `+rollColumns+` FROM rollcall WHERE station_id = $1 AND id = $2`, tx.Station(), id)
	found, err := store.Collect(rows, err, scanRollCall)
	if err == nil && len(found) == 0 {
		err = store.Fail(store.NotFound, "没有找到这次点名，请重新开始。")
	}
	if err != nil {
		return RollCall{}, err
	}
	return found[0], nil
}

func findRollCallsOn(tx *access.Tx, d calendar.Date) ([]RollCall, error) {
	rows, err := tx.Query(`SELECT `+rollColumns+` FROM rollcall WHERE station_id = $1 AND day = $2 ORDER BY begun_at, id`, tx.Station(), d.String())
	return store.Collect(rows, err, scanRollCall)
}

func findRollCallOn(tx *access.Tx, d calendar.Date, name string) (c RollCall, ok bool, err error) {
	all, err := findRollCallsOn(tx, d)
	for _, c := range all {
		if c.Name == name {
			return c, true, nil
		}
	}
	return c, false, err
}

func saveMark(tx *access.Tx, rollCallID string, stay intake.Stay, state RollState) error {
	_, err := tx.Exec(`INSERT INTO rollcall_mark (id, station_id, rollcall_id, person_id, stay_id, state, at, actor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (rollcall_id, stay_id) DO UPDATE SET state = excluded.state, at = excluded.at, actor = excluded.actor`,
		store.NewID(), tx.Station(), rollCallID, stay.PersonID, stay.ID, string(state), store.Millis(tx.Now()), tx.Actor().ID)
	tx.Changed("rollcall", rollCallID)
	return err
}

// findMarks maps who was tapped by stay.
func findMarks(tx *access.Tx, rollCallID string) (map[string]RollLine, error) {
	rows, err := tx.Query(`SELECT stay_id, person_id, state, at, actor FROM rollcall_mark WHERE station_id = $1 AND rollcall_id = $2`, tx.Station(), rollCallID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (l RollLine, err error) {
		return l, rows.Scan(&l.StayID, &l.PersonID, &l.State, (*store.Moment)(&l.Marked), &l.MarkedBy)
	})
	all := make(map[string]RollLine, len(found))
	for _, l := range found {
		all[l.StayID] = l
	}
	return all, err
}

// findMissedRounds counts the roll-calls that somebody has missed since they
// were last seen at one, and returns when the first of them was begun.
func findMissedRounds(tx *access.Tx, stayID string) (n int, first time.Time, err error) {
	rows, err := tx.Query(`SELECT m.state, c.begun_at FROM rollcall_mark m JOIN rollcall c ON c.id = m.rollcall_id
		WHERE m.station_id = $1 AND m.stay_id = $2 ORDER BY c.begun_at DESC, c.id DESC`, tx.Station(), stayID)
	if err != nil {
		return 0, first, err
	}
	defer rows.Close()
	for rows.Next() {
		var state RollState
		var begun time.Time
		if err := rows.Scan(&state, (*store.Moment)(&begun)); err != nil {
			return 0, first, err
		}
		if state != RollMissing {
			break
		}
		n, first = n+1, begun
	}
	return n, first, rows.Err()
}

func deleteMark(tx *access.Tx, rollCallID, stayID string) error {
	_, err := tx.Exec(`DELETE FROM rollcall_mark WHERE station_id = $1 AND rollcall_id = $2 AND stay_id = $3`, tx.Station(), rollCallID, stayID)
	tx.Changed("rollcall", rollCallID)
	return err
}

// reopenSearch goes on with the search that a mark ended.
func reopenSearch(tx *access.Tx, mark RollLine) error {
	_, err := tx.Exec(`UPDATE procedure_case SET closed_at = 0, closed_by = '', outcome = ''
		WHERE station_id = $1 AND stay_id = $2 AND kind = $3 AND outcome = $4 AND closed_at = $5`,
		tx.Station(), mark.StayID, string(ProcedureMissing), OutcomeFound, store.Millis(mark.Marked))
	tx.Changed("procedure_case", mark.StayID)
	return err
}
