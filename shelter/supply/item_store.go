package supply

import (
	"database/sql"
	"errors"

	"guitu/internal/access"
	"guitu/internal/store"
)

const itemColumns = `i.id, i.version, i.kind, i.name, i.size, i.unit, i.barcode, i.reorder, i.stock, i.active`

func (i *Item) dest() []any {
	return []any{&i.ID, &i.Version, &i.Kind, &i.Name, &i.Size, &i.Unit, &i.Barcode, &i.Reorder, &i.Stock, &i.Active}
}

func findItems(tx *access.Tx) ([]Item, error) {
	rows, err := tx.Query(`SELECT `+itemColumns+` FROM supply_item i WHERE i.station_id = $1 ORDER BY i.kind, i.name, i.id`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (i Item, err error) { return i, rows.Scan(i.dest()...) })
}

func findItem(tx *access.Tx, id string) (i Item, err error) {
	err = tx.QueryRow(`SELECT `+itemColumns+` FROM supply_item i WHERE i.station_id = $1 AND i.id = $2`, tx.Station(), id).Scan(i.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return i, store.Fail(store.NotFound, "没有这种物资，请刷新后重新选择。").On("item")
	}
	return i, err
}

func findItemByBarcode(tx *access.Tx, code string) (i Item, err error) {
	err = tx.QueryRow(`SELECT `+itemColumns+` FROM supply_item i WHERE i.station_id = $1 AND i.barcode = $2 AND i.barcode <> ''`,
		tx.Station(), code).Scan(i.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return i, store.Fail(store.NotFound, "没有物资用这个条码。请按名称找到它，在“修改”里扫入条码。").On("barcode")
	}
	return i, err
}

func saveItem(tx *access.Tx, i *Item) error {
	active := number(i.Active)
	var err error
	n := int64(1)
	if i.ID == "" {
		i.ID, i.Version = store.NewID(), 1
		_, err = tx.Exec(`INSERT INTO supply_item (id, station_id, version, kind, name, size, unit, barcode, reorder, active, updated_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			i.ID, tx.Station(), i.Version, i.Kind, i.Name, i.Size, i.Unit, i.Barcode, i.Reorder, active, store.Millis(tx.Now()))
	} else {
		n, err = tx.Exec(`UPDATE supply_item SET version = version + 1, kind = $1, name = $2, size = $3, unit = $4, barcode = $5,
			reorder = $6, active = $7, updated_at = $8 WHERE id = $9 AND station_id = $10 AND version = $11`,
			i.Kind, i.Name, i.Size, i.Unit, i.Barcode, i.Reorder, active, store.Millis(tx.Now()), i.ID, tx.Station(), i.Version)
	}
	tx.Changed("supply_item", i.ID)
	switch {
	case store.IsUnique(err):
		return clash(tx, i, err)
	case err == nil && n == 0:
		return store.Fail(store.Conflict, "这种物资刚刚被别人改过，请刷新后再试。")
	}
	return err
}

// clash says which of the two that must be an item's own is another's.
func clash(tx *access.Tx, i *Item, cause error) error {
	if i.Barcode != "" {
		other, err := findItemByBarcode(tx, i.Barcode)
		if err == nil && other.ID != i.ID {
			return store.Fail(store.Conflict, "这个条码已经是“{{.Item}}”的，请核对后重新扫描。").With(store.Args{"Item": other.Full()}).On("barcode").Because(cause)
		}
	}
	return store.Fail(store.Conflict, "同名同规格的物资已经有了，请直接入库或换个名称。").On("name").Because(cause)
}

// number is how a row keeps yes and no.
func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
