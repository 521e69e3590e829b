package supply

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

// findStocks is how many of each item a depot holds.
func findStocks(tx *access.Tx, depotID string) (map[string]int, error) {
	stocks := map[string]int{}
	rows, err := tx.Query(`SELECT item_id, SUM(stock) FROM supply_lot WHERE station_id = $1 AND depot_id = $2 AND stock > 0 GROUP BY item_id`, tx.Station(), depotID)
	_, err = store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) {
		var n int
		err = rows.Scan(&id, &n)
		stocks[id] = n
		return id, err
	})
	return stocks, err
}

func insertTake(tx *access.Tx, depotID string, items []Item, began map[string]int) (string, error) {
	id := store.NewID()
	_, err := tx.Exec(`INSERT INTO supply_take (id, station_id, version, depot_id, state, begun_at, begun_by) VALUES ($1, $2, 1, $3, 'open', $4, $5)`,
		id, tx.Station(), depotID, store.Millis(tx.Now()), tx.Actor().ID)
	if store.IsUnique(err) {
		return "", store.Fail(store.Conflict, "这个库房正在盘点，请先完成或取消那一次。").On("depot").Because(err)
	}
	for _, i := range items {
		if err != nil {
			return "", err
		}
		_, err = tx.Exec(`INSERT INTO supply_take_line (take_id, item_id, began) VALUES ($1, $2, $3)`, id, i.ID, began[i.ID])
	}
	tx.Changed("supply_take", id)
	return id, err
}

// findTakes reads the stock-take with an id, or all with the empty one.
func findTakes(tx *access.Tx, id string) ([]StockTake, error) {
	rows, err := tx.Query(`SELECT t.id, t.version, t.state, t.begun_at, t.begun_by, t.decided_at, t.decided_by, t.why, t.slip,
		COALESCE(c.items, 0), COALESCE(c.done, 0), COALESCE(c.differ, 0), `+depotColumns+`
		FROM supply_take t JOIN supply_depot d ON d.id = t.depot_id
		LEFT JOIN (SELECT take_id, COUNT(*) AS items, COUNT(counted) AS done, SUM(CASE WHEN counted <> booked THEN 1 ELSE 0 END) AS differ
			FROM supply_take_line GROUP BY take_id) c ON c.take_id = t.id
		WHERE t.station_id = $1 AND ($2 = '' OR t.id = $2)
		ORDER BY t.begun_at DESC, t.id DESC`, tx.Station(), id)
	return store.Collect(rows, err, func(rows *sql.Rows) (t StockTake, err error) {
		var begun, decided int64
		err = rows.Scan(append([]any{&t.ID, &t.Version, &t.State, &begun, &t.BegunBy, &decided, &t.DecidedBy, &t.Why, &t.Slip, &t.Items, &t.Done, &t.Differ}, t.Depot.dest()...)...)
		t.BegunAt, t.DecidedAt = store.Time(begun), store.Time(decided)
		return t, err
	})
}

func findTake(tx *access.Tx, id string) (t StockTake, err error) {
	all, err := findTakes(tx, id)
	if err != nil {
		return t, err
	}
	if len(all) == 0 || id == "" {
		return t, store.Fail(store.NotFound, "没有这次盘点，请刷新后重新选择。")
	}
	t = all[0]
	rows, err := tx.Query(`SELECT `+itemColumns+`, c.began, c.counted, COALESCE(c.booked, 0), c.counted_at, c.counted_by, c.reason
		FROM supply_take_line c JOIN supply_item i ON i.id = c.item_id WHERE c.take_id = $1 ORDER BY i.kind, i.name, i.id`, id)
	t.Lines, err = store.Collect(rows, err, func(rows *sql.Rows) (l CountLine, err error) {
		var counted sql.NullInt64
		var at int64
		err = rows.Scan(append(l.Item.dest(), &l.Began, &counted, &l.Booked, &at, &l.CountedBy, &l.Reason)...)
		l.Counted, l.Done, l.CountedAt = int(counted.Int64), counted.Valid, store.Time(at)
		return l, err
	})
	return t, err
}

func setCounted(tx *access.Tx, t StockTake, itemID string, counted, booked int) error {
	n, err := tx.Exec(`UPDATE supply_take_line SET counted = $1, booked = $2, counted_at = $3, counted_by = $4, reason = '' WHERE take_id = $5 AND item_id = $6`,
		counted, booked, store.Millis(tx.Now()), tx.Actor().ID, t.ID, itemID)
	return inTake(tx, t, n, err)
}

func setReason(tx *access.Tx, t StockTake, itemID, reason string) error {
	n, err := tx.Exec(`UPDATE supply_take_line SET reason = $1 WHERE take_id = $2 AND item_id = $3`, reason, t.ID, itemID)
	return inTake(tx, t, n, err)
}

func inTake(tx *access.Tx, t StockTake, n int64, err error) error {
	tx.Changed("supply_take", t.ID)
	if err == nil && n == 0 {
		return store.Fail(store.NotFound, "这种物资不在这次盘点里，请刷新后重新选择。").On("item")
	}
	return err
}

func decideTake(tx *access.Tx, t StockTake, state, why, slip string) error {
	n, err := tx.Exec(`UPDATE supply_take SET version = version + 1, state = $1, why = $2, slip = $3, decided_at = $4, decided_by = $5
		WHERE id = $6 AND station_id = $7 AND version = $8 AND state = 'open'`,
		state, why, slip, store.Millis(tx.Now()), tx.Actor().ID, t.ID, tx.Station(), t.Version)
	tx.Changed("supply_take", t.ID)
	if err == nil && n == 0 {
		return store.Fail(store.Conflict, "这次盘点已经结束，请刷新后再看。")
	}
	return err
}
