package supply

import (
	"database/sql"
	"slices"

	"guitu/internal/access"
	"guitu/internal/store"
)

// applyMove changes the stock and writes the ledger's row. Whether there is
// enough is the table's CHECK to say; the stock read before is for the words.
func applyMove(tx *access.Tx, m *Move) error {
	before, err := findItem(tx, m.ItemID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE supply_item SET stock = stock + $1, updated_at = $2 WHERE id = $3 AND station_id = $4`,
		m.Qty, store.Millis(tx.Now()), m.ItemID, tx.Station())
	if store.IsCheck(err) {
		return short(before, err)
	}
	if err != nil {
		return err
	}
	m.ID, m.At, m.Actor = store.NewID(), tx.Now(), tx.Actor().ID
	_, err = tx.Exec(`INSERT INTO supply_move (id, station_id, item_id, at, kind, quantity, stay_id, person_id, slip, source, reason, actor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		m.ID, tx.Station(), m.ItemID, store.Millis(m.At), m.Kind, m.Qty, orNull(m.StayID), orNull(m.PersonID), m.Slip, m.Source, m.Reason, m.Actor)
	tx.Changed("supply_move", m.ID)
	tx.Changed("supply_item", m.ItemID)
	return err
}

func short(i Item, cause error) error {
	name := i.Name
	if i.Size != "" {
		name += " " + i.Size
	}
	return store.Fail(store.Conflict, "“{{.Item}}”只剩{{.N}}{{.Unit}}，不够这次发放。请减少数量或先入库。").
		With(store.Args{"Item": name, "N": i.Stock, "Unit": i.Unit}).On("quantity").Because(cause)
}

func orNull(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

func findLedger(tx *access.Tx, itemID string) ([]Move, error) {
	rows, err := tx.Query(`SELECT id, item_id, at, kind, quantity, COALESCE(stay_id, ''), COALESCE(person_id, ''), slip, source, reason, actor
		FROM supply_move WHERE station_id = $1 AND item_id = $2 ORDER BY at, id`, tx.Station(), itemID)
	balance := 0
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (m Move, err error) {
		var at int64
		err = rows.Scan(&m.ID, &m.ItemID, &at, &m.Kind, &m.Qty, &m.StayID, &m.PersonID, &m.Slip, &m.Source, &m.Reason, &m.Actor)
		balance += m.Qty
		m.At, m.Balance = store.Time(at), balance
		return m, err
	})
	slices.Reverse(all)
	return all, err
}

// FindIssued lists what was handed out in a stay, less what came back.
func FindIssued(tx *access.Tx, stayID string) ([]Issued, error) {
	rows, err := tx.Query(`SELECT `+itemColumns+`, -SUM(m.quantity), MAX(m.at)
		FROM supply_move m JOIN supply_item i ON i.id = m.item_id WHERE m.station_id = $1 AND m.stay_id = $2
		GROUP BY `+itemColumns+` HAVING SUM(m.quantity) < 0 ORDER BY i.kind, i.name, i.id`, tx.Station(), stayID)
	return store.Collect(rows, err, func(rows *sql.Rows) (s Issued, err error) {
		var at int64
		err = rows.Scan(append(s.Item.dest(), &s.Qty, &at)...)
		s.Last = store.Time(at)
		return s, err
	})
}

// findHeld is how many of an item somebody was given and did not bring back.
func findHeld(tx *access.Tx, stayID, itemID string) (n int, person string, err error) {
	err = tx.QueryRow(`SELECT COALESCE(-SUM(quantity), 0), COALESCE(MAX(person_id), '') FROM supply_move
		WHERE station_id = $1 AND stay_id = $2 AND item_id = $3`, tx.Station(), stayID, itemID).Scan(&n, &person)
	return n, person, err
}
