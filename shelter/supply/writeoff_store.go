package supply

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

func insertWriteOff(tx *access.Tx, w *WriteOff) error {
	w.ID, w.Version, w.State, w.AskedAt, w.AskedBy = store.NewID(), 1, Asked, tx.Now(), tx.Actor().ID
	if _, err := tx.Exec(`INSERT INTO supply_write_off (id, station_id, version, state, cause, note, asked_at, asked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		w.ID, tx.Station(), w.Version, w.State, w.Cause, w.Note, store.Millis(w.AskedAt), w.AskedBy); err != nil {
		return err
	}
	for _, l := range w.Lines {
		if _, err := tx.Exec(`INSERT INTO supply_write_off_line (write_off_id, lot_id, quantity) VALUES ($1, $2, $3)`, w.ID, l.LotID, l.Qty); err != nil {
			return err
		}
	}
	tx.Changed("supply_write_off", w.ID)
	return nil
}

// findWriteOffs reads those in a state and with an id; empty is any.
func findWriteOffs(tx *access.Tx, state, id string) ([]WriteOff, error) {
	rows, err := tx.Query(`SELECT id, version, state, cause, note, asked_at, asked_by, decided_at, decided_by, why, slip FROM supply_write_off
		WHERE station_id = $1 AND ($2 = '' OR state = $2) AND ($3 = '' OR id = $3) ORDER BY asked_at DESC, id DESC`, tx.Station(), state, id)
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (w WriteOff, err error) {
		var asked, decided int64
		err = rows.Scan(&w.ID, &w.Version, &w.State, &w.Cause, &w.Note, &asked, &w.AskedBy, &decided, &w.DecidedBy, &w.Why, &w.Slip)
		w.AskedAt, w.DecidedAt = store.Time(asked), store.Time(decided)
		return w, err
	})
	for i := range all {
		if err == nil {
			all[i].Lines, err = findScraps(tx, all[i].ID)
		}
	}
	return all, err
}

func findScraps(tx *access.Tx, id string) ([]Scrap, error) {
	rows, err := tx.Query(`SELECT lot_id, quantity FROM supply_write_off_line WHERE write_off_id = $1 ORDER BY lot_id`, id)
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (s Scrap, err error) { return s, rows.Scan(&s.LotID, &s.Qty) })
	for i := range all {
		if err == nil {
			all[i].Lot, err = findLot(tx, all[i].LotID)
		}
	}
	return all, err
}

func decideWriteOff(tx *access.Tx, w WriteOff, state, why, slip string) error {
	n, err := tx.Exec(`UPDATE supply_write_off SET version = version + 1, state = $1, why = $2, slip = $3, decided_at = $4, decided_by = $5
		WHERE id = $6 AND station_id = $7 AND version = $8 AND state = 'asked'`,
		state, why, slip, store.Millis(tx.Now()), tx.Actor().ID, w.ID, tx.Station(), w.Version)
	tx.Changed("supply_write_off", w.ID)
	if err == nil && n == 0 {
		return store.Fail(store.Conflict, "这张报损单已经有人处理过，请刷新后再看。")
	}
	return err
}
