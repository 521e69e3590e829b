package supply

import (
	"database/sql"
	"errors"

	"guitu/internal/access"
	"guitu/internal/store"
)

const depotColumns = `d.id, d.version, d.name, d.position, d.active`

func (d *Depot) dest() []any { return []any{&d.ID, &d.Version, &d.Name, &d.Position, &d.Active} }

func findDepots(tx *access.Tx) ([]Depot, error) {
	rows, err := tx.Query(`SELECT `+depotColumns+` FROM supply_depot d WHERE d.station_id = $1 ORDER BY d.position, d.name`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (d Depot, err error) { return d, rows.Scan(d.dest()...) })
}

func findDepot(tx *access.Tx, id string) (d Depot, err error) {
	err = tx.QueryRow(`SELECT `+depotColumns+` FROM supply_depot d WHERE d.station_id = $1 AND d.id = $2`, tx.Station(), id).Scan(d.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return d, store.Fail(store.NotFound, "没有这个库房，请刷新后重新选择。").On("depot")
	}
	return d, err
}

// needMainDepot makes the first depot, which has the station's own id so that
// two desks that begin at once make the same one.
func needMainDepot(tx *access.Tx) error {
	_, err := tx.Exec(`INSERT INTO supply_depot (id, station_id, version, name, updated_at) VALUES ($1, $1, 1, $2, $3)
		ON CONFLICT (id) DO NOTHING`, tx.Station(), MainDepot, store.Millis(tx.Now()))
	return err
}

func saveDepot(tx *access.Tx, d *Depot) (err error) {
	n := int64(1)
	if d.ID == "" {
		d.ID, d.Version = store.NewID(), 1
		_, err = tx.Exec(`INSERT INTO supply_depot (id, station_id, version, name, position, active, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			d.ID, tx.Station(), d.Version, d.Name, d.Position, number(d.Active), store.Millis(tx.Now()))
	} else {
		n, err = tx.Exec(`UPDATE supply_depot SET version = version + 1, name = $1, position = $2, active = $3, updated_at = $4
			WHERE id = $5 AND station_id = $6 AND version = $7`,
			d.Name, d.Position, number(d.Active), store.Millis(tx.Now()), d.ID, tx.Station(), d.Version)
	}
	tx.Changed("supply_depot", d.ID)
	switch {
	case store.IsUnique(err):
		return store.Fail(store.Conflict, "已经有同名的库房，请换个名称。").On("name").Because(err)
	case err == nil && n == 0:
		return store.Fail(store.Conflict, "这个库房刚刚被别人改过，请刷新后再试。")
	}
	return err
}
