package supply

import (
	"database/sql"
	"errors"
	"math"

	"guitu/internal/access"
	"guitu/internal/store"
)

// ledgerSeries numbers the lines of the ledger, over all years.
const ledgerSeries = "supply.ledger"

// errShort says that a lot does not hold what was to be taken out of it.
var errShort = errors.New("supply: not enough in the lot")

// drawLines draws the numbers of so many lines and returns the last of them.
func drawLines(tx *access.Tx, n int) (last int64, err error) {
	err = tx.QueryRow(`INSERT INTO series (station_id, kind, year, last) VALUES ($1, $2, 0, $3)
		ON CONFLICT (station_id, kind, year) DO UPDATE SET last = series.last + $3 RETURNING last`, tx.Station(), ledgerSeries, n).Scan(&last)
	return last, err
}

// post writes a line of the ledger and keeps the stock of its lot and its item.
// Whether there is enough is the table's CHECK to say: errShort.
func post(tx *access.Tx, m *Move) error {
	n, err := tx.Exec(`UPDATE supply_lot SET stock = stock + $1 WHERE id = $2 AND station_id = $3 AND item_id = $4`, m.Qty, m.LotID, tx.Station(), m.ItemID)
	switch {
	case store.IsCheck(err):
		return errors.Join(errShort, err)
	case err != nil:
		return err
	case n != 1:
		return store.Fail(store.NotFound, "没有这个批次，请刷新后重新选择。").On("lot")
	}
	if err := tx.QueryRow(`UPDATE supply_item SET stock = stock + $1, updated_at = $2 WHERE id = $3 AND station_id = $4 RETURNING stock`,
		m.Qty, store.Millis(tx.Now()), m.ItemID, tx.Station()).Scan(&m.Balance); err != nil {
		return err
	}
	m.ID, m.At = store.NewID(), tx.Now()
	_, err = tx.Exec(`INSERT INTO supply_move (id, station_id, seq, item_id, lot_id, at, kind, quantity, balance, stay_id, person_id, room_id, slip, source, reason, actor, second)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		m.ID, tx.Station(), m.Seq, m.ItemID, m.LotID, store.Millis(m.At), m.Kind, m.Qty, m.Balance, orNull(m.StayID), orNull(m.PersonID),
		orNull(m.RoomID), m.Slip, m.Source, m.Reason, m.Actor, m.Second)
	tx.Changed("supply_item", m.ItemID)
	return err
}

func orNull(id string) sql.NullString { return sql.NullString{String: id, Valid: id != ""} }

const moveSelect = `SELECT id, seq, item_id, lot_id, at, kind, quantity, balance, COALESCE(stay_id, ''), COALESCE(person_id, ''),
	COALESCE(room_id, ''), slip, source, reason, actor, second FROM supply_move WHERE station_id = $1 AND `

func scanMove(rows *sql.Rows) (m Move, err error) {
	var at int64
	err = rows.Scan(&m.ID, &m.Seq, &m.ItemID, &m.LotID, &at, &m.Kind, &m.Qty, &m.Balance, &m.StayID, &m.PersonID,
		&m.RoomID, &m.Slip, &m.Source, &m.Reason, &m.Actor, &m.Second)
	m.At = store.Time(at)
	return m, err
}

func findLedger(tx *access.Tx, itemID string, before int64, limit int) ([]Move, error) {
	if before == 0 {
		before = math.MaxInt64
	}
	if limit == 0 {
		limit = math.MaxInt32
	}
	rows, err := tx.Query(moveSelect+`item_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4`, tx.Station(), itemID, before, limit)
	return store.Collect(rows, err, scanMove)
}

func findSlipMoves(tx *access.Tx, number string) ([]Move, error) {
	rows, err := tx.Query(moveSelect+`slip = $2 ORDER BY seq`, tx.Station(), number)
	return store.Collect(rows, err, scanMove)
}

// The two that things are issued to.
const (
	byStay = `m.stay_id = $2`
	byRoom = `m.room_id = $2`
)

// FindIssued lists what was handed out in a stay, less what came back.
func FindIssued(tx *access.Tx, stayID string) ([]Issued, error) {
	return findIssued(tx, byStay, stayID)
}

func findIssuedIn(tx *access.Tx, roomID string) ([]Issued, error) {
	return findIssued(tx, byRoom, roomID)
}

func findIssued(tx *access.Tx, whom, id string) ([]Issued, error) {
	rows, err := tx.Query(`SELECT `+itemColumns+`, -SUM(m.quantity), MAX(m.at)
		FROM supply_move m JOIN supply_item i ON i.id = m.item_id WHERE m.station_id = $1 AND `+whom+`
		GROUP BY `+itemColumns+` HAVING SUM(m.quantity) < 0 ORDER BY i.kind, i.name, i.id`, tx.Station(), id)
	return store.Collect(rows, err, func(rows *sql.Rows) (s Issued, err error) {
		var at int64
		err = rows.Scan(append(s.Item.dest(), &s.Qty, &at)...)
		s.Last = store.Time(at)
		return s, err
	})
}

// held is how many of a lot somebody was given and did not bring back.
type held struct {
	lotID  string
	qty    int
	person string
}

// findHeld lists the lots that somebody has something of, the last given first.
func findHeld(tx *access.Tx, to To, itemID string) ([]held, error) {
	whom, id := byStay, to.StayID
	if to.RoomID != "" {
		whom, id = byRoom, to.RoomID
	}
	rows, err := tx.Query(`SELECT m.lot_id, -SUM(m.quantity), COALESCE(MAX(m.person_id), '') FROM supply_move m
		WHERE m.station_id = $1 AND `+whom+` AND m.item_id = $3 GROUP BY m.lot_id HAVING SUM(m.quantity) < 0 ORDER BY MAX(m.seq) DESC`,
		tx.Station(), id, itemID)
	return store.Collect(rows, err, func(rows *sql.Rows) (h held, err error) {
		return h, rows.Scan(&h.lotID, &h.qty, &h.person)
	})
}

// isRoom reports whether the shelter has such a room.
func isRoom(tx *access.Tx, id string) (yes bool, err error) {
	err = tx.QueryRow(`SELECT COUNT(*) > 0 FROM room WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan(&yes)
	return yes, err
}
