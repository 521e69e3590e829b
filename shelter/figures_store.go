package shelter

import (
	"database/sql"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findTakesAround lists the takes that last at some moment of a time; those
// that were undone are left out.
func findTakesAround(tx *access.Tx, from, to time.Time) ([]Take, error) {
	rows, err := tx.Query(`SELECT `+takeColumns+` FROM bed_take t
		WHERE t.station_id = $1 AND t.from_at < $3 AND (t.to_at = 0 OR t.to_at >= $2) AND t.from_at <> t.to_at`,
		tx.Station(), store.Millis(from), store.Millis(to))
	return store.Collect(rows, err, func(rows *sql.Rows) (Take, error) { return scanTake(rows) })
}

// findOverrides lists the beds that were given against a rule in a time, the
// oldest first.
func findOverrides(tx *access.Tx, from, to time.Time) ([]OverrideLine, error) {
	rows, err := tx.Query(`SELECT t.from_at, b.name, t.overridden, t.actor, t.stay_id FROM bed_take t JOIN bed b ON b.id = t.bed_id
		WHERE t.station_id = $1 AND t.from_at >= $2 AND t.from_at < $3 AND t.overridden <> '' AND t.from_at <> t.to_at ORDER BY t.from_at, t.id`,
		tx.Station(), store.Millis(from), store.Millis(to))
	return store.Collect(rows, err, func(rows *sql.Rows) (o OverrideLine, err error) {
		var rules string
		err = rows.Scan((*store.Moment)(&o.At), &o.Bed, &rules, &o.Actor, &o.StayID)
		o.Rules = strings.Split(rules, ",")
		return o, err
	})
}

// sumIssued sums what was handed out and what came back in a time, by item.
func sumIssued(tx *access.Tx, from, to time.Time) ([]IssuedLine, error) {
	rows, err := tx.Query(`SELECT i.name, i.size, i.unit,
			SUM(CASE WHEN m.kind = 'issue' THEN -m.quantity ELSE 0 END), SUM(CASE WHEN m.kind = 'return' THEN m.quantity ELSE 0 END)
		FROM supply_move m JOIN supply_item i ON i.id = m.item_id
		WHERE m.station_id = $1 AND m.at >= $2 AND m.at < $3 AND m.kind IN ('issue', 'return')
		GROUP BY i.kind, i.name, i.size, i.unit ORDER BY i.kind, i.name, i.size, i.unit`, tx.Station(), store.Millis(from), store.Millis(to))
	return store.Collect(rows, err, func(rows *sql.Rows) (l IssuedLine, err error) {
		return l, rows.Scan(&l.Item, &l.Size, &l.Unit, &l.Issued, &l.Returned)
	})
}
