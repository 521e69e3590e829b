package shelter

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

const dutyColumns = `d.id, d.account_id, a.display, a.sex, d.day, d.shift, d.post, d.from_at, d.to_at, d.version`

func scanDuty(rows *sql.Rows) (d Duty, err error) {
	return d, rows.Scan(&d.ID, &d.AccountID, &d.Name, &d.Sex, (*day)(&d.Day), &d.Shift, &d.Post, (*store.Moment)(&d.From), (*store.Moment)(&d.To), &d.version)
}

func insertDuty(tx *access.Tx, d *Duty) error {
	d.ID, d.version = store.NewID(), 1
	n, err := tx.Exec(`INSERT INTO duty (id, station_id, account_id, version, day, shift, post, from_at, to_at, actor, updated_at)
		SELECT $1, $2, id, 1, $4, $5, $6, $7, $8, $9, $10 FROM account WHERE id = $3 AND station_id = $2 AND state = 'active'`,
		d.ID, tx.Station(), d.AccountID, d.Day.String(), d.Shift, d.Post, store.Millis(d.From), store.Millis(d.To), tx.Actor().ID, store.Millis(tx.Now()))
	tx.Changed("duty", d.ID)
	switch {
	case store.IsUnique(err):
		return errTwice(err)
	case err == nil && n == 0:
		return store.Fail(store.NotFound, "没有这位同事，或账号已停用，请重新选择。").On("account")
	}
	return err
}

func errTwice(err error) error {
	return store.Fail(store.Conflict, "此人这一天已经排了这个班。").On("account").Because(err)
}

func cancelDuty(tx *access.Tx, id string) error {
	n, err := tx.Exec(`UPDATE duty SET cancelled_at = $1, version = version + 1, updated_at = $1 WHERE id = $2 AND station_id = $3 AND cancelled_at = 0`,
		store.Millis(tx.Now()), id, tx.Station())
	tx.Changed("duty", id)
	return orMissing(n, err)
}

// giveDuty puts another account on a shift.
func giveDuty(tx *access.Tx, id, account string) error {
	n, err := tx.Exec(`UPDATE duty SET account_id = $1, version = version + 1, updated_at = $2 WHERE id = $3 AND station_id = $4 AND cancelled_at = 0`,
		account, store.Millis(tx.Now()), id, tx.Station())
	tx.Changed("duty", id)
	if store.IsUnique(err) {
		return errTwice(err)
	}
	return orMissing(n, err)
}

func findDuty(tx *access.Tx, id string) (Duty, error) {
	rows, err := tx.Query(`SELECT `+dutyColumns+` FROM duty d JOIN account a ON a.id = d.account_id
		WHERE d.station_id = $1 AND d.id = $2 AND d.cancelled_at = 0`, tx.Station(), id)
	found, err := store.Collect(rows, err, scanDuty)
	if err == nil && len(found) == 0 {
		err = store.Fail(store.NotFound, "没有这个班，可能已经取消，请刷新排班表。")
	}
	if err != nil {
		return Duty{}, err
	}
	return found[0], nil
}

func findDuties(tx *access.Tx, from, to time.Time) ([]Duty, error) {
	rows, err := tx.Query(`SELECT `+dutyColumns+` FROM duty d JOIN account a ON a.id = d.account_id
		WHERE d.station_id = $1 AND d.from_at >= $2 AND d.from_at < $3 AND d.cancelled_at = 0 ORDER BY d.from_at, d.post, a.display, d.id`,
		tx.Station(), store.Millis(from), store.Millis(to))
	return store.Collect(rows, err, scanDuty)
}

func findOnDuty(tx *access.Tx, at time.Time) ([]Duty, error) {
	rows, err := tx.Query(`SELECT `+dutyColumns+` FROM duty d JOIN account a ON a.id = d.account_id
		WHERE d.station_id = $1 AND d.from_at <= $2 AND d.to_at > $2 AND d.cancelled_at = 0 AND a.state = 'active' ORDER BY d.post, a.display, d.id`,
		tx.Station(), store.Millis(at))
	return store.Collect(rows, err, scanDuty)
}

// findActiveAccounts tells which accounts of the station are in use.
func findActiveAccounts(tx *access.Tx) (map[string]bool, error) {
	rows, err := tx.Query(`SELECT id FROM account WHERE station_id = $1 AND state = 'active'`, tx.Station())
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
	active := make(map[string]bool, len(found))
	for _, id := range found {
		active[id] = true
	}
	return active, err
}

func insertSwap(tx *access.Tx, s *Swap) error {
	s.ID, s.State, s.Asked = store.NewID(), SwapAsked, tx.Now()
	n, err := tx.Exec(`INSERT INTO duty_swap (id, station_id, duty_id, back_id, from_account, to_account, state, asked_at)
		SELECT $1, $2, $3, $4, $5, id, $7, $8 FROM account WHERE id = $6 AND station_id = $2 AND state = 'active'`,
		s.ID, tx.Station(), s.DutyID, orNull(s.BackID), s.From, s.To, string(s.State), store.Millis(s.Asked))
	tx.Changed("duty_swap", s.ID)
	switch {
	case store.IsUnique(err):
		return store.Fail(store.Conflict, "这个班已经在问另一位同事，请先撤回。").Because(err)
	case err == nil && n == 0:
		return store.Fail(store.NotFound, "没有这位同事，或账号已停用，请重新选择。").On("to")
	}
	return err
}

func setSwap(tx *access.Tx, id string, state SwapState) error {
	_, err := tx.Exec(`UPDATE duty_swap SET state = $1, decided_at = $2 WHERE id = $3 AND station_id = $4`, string(state), store.Millis(tx.Now()), id, tx.Station())
	tx.Changed("duty_swap", id)
	return err
}

const swapColumns = `s.id, s.duty_id, COALESCE(s.back_id, ''), s.from_account, s.to_account, s.state, s.asked_at, s.decided_at, f.display, t.display`

const swapTables = `duty_swap s JOIN account f ON f.id = s.from_account JOIN account t ON t.id = s.to_account`

func scanSwap(rows *sql.Rows) (s Swap, err error) {
	return s, rows.Scan(&s.ID, &s.DutyID, &s.BackID, &s.From, &s.To, &s.State, (*store.Moment)(&s.Asked), (*store.Moment)(&s.Decided), &s.FromName, &s.ToName)
}

func findSwap(tx *access.Tx, id string) (Swap, error) {
	rows, err := tx.Query(`SELECT `+swapColumns+` FROM `+swapTables+` WHERE s.station_id = $1 AND s.id = $2`, tx.Station(), id)
	found, err := store.Collect(rows, err, scanSwap)
	if err == nil && len(found) == 0 {
		err = store.Fail(store.NotFound, "没有找到这次换班，请刷新后再试。")
	}
	if err != nil {
		return Swap{}, err
	}
	return found[0], nil
}

func findSwapsOf(tx *access.Tx, account string) ([]Swap, error) {
	rows, err := tx.Query(`SELECT `+swapColumns+` FROM `+swapTables+` WHERE s.station_id = $1 AND (s.from_account = $2 OR s.to_account = $2) AND s.state = 'asked'
		ORDER BY s.asked_at, s.id`, tx.Station(), account)
	return store.Collect(rows, err, scanSwap)
}
