package shelter

import (
	"database/sql"

	"guitu/internal/access"
	"guitu/internal/store"
)

func saveInstitution(tx *access.Tx, i *Institution) error {
	var err error
	n := int64(1)
	if i.ID == "" {
		i.ID, i.Version = store.NewID(), 1
		_, err = tx.Exec(`INSERT INTO institution (id, station_id, version, kind, name, region, address, phone, contact, note, active, updated_at)
			VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
			i.ID, tx.Station(), i.Kind, i.Name, i.Region, i.Address, i.Phone, i.Contact, i.Note, flag(i.Active), store.Millis(tx.Now()))
	} else {
		n, err = tx.Exec(`UPDATE institution SET version = version + 1, kind = $1, name = $2, region = $3, address = $4, phone = $5, contact = $6, note = $7,
			active = $8, updated_at = $9 WHERE id = $10 AND station_id = $11 AND version = $12`,
			i.Kind, i.Name, i.Region, i.Address, i.Phone, i.Contact, i.Note, flag(i.Active), store.Millis(tx.Now()), i.ID, tx.Station(), i.Version)
		i.Version++
	}
	tx.Changed("institution", i.ID)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "目录里已经有同名的机构，请直接修改那一个。").On("name").Because(err)
	}
	return orMissing(n, err)
}

func findInstitutions(tx *access.Tx, kind string) ([]Institution, error) {
	rows, err := tx.Query(`SELECT id, version, kind, name, region, address, phone, contact, note, active FROM institution
		WHERE station_id = $1 AND ($2 = '' OR kind = $2) ORDER BY kind, region, name, id`, tx.Station(), kind)
	return store.Collect(rows, err, func(rows *sql.Rows) (i Institution, err error) {
		return i, rows.Scan(&i.ID, &i.Version, &i.Kind, &i.Name, &i.Region, &i.Address, &i.Phone, &i.Contact, &i.Note, &i.Active)
	})
}
