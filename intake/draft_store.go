package intake

import (
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func draftPlace(d *Draft) vault.Place {
	return vault.Place{Table: "draft", ID: d.ID, Version: d.Version}
}

func sealDraft(tx *access.Tx, d *Draft) ([]byte, error) {
	plain, err := json.Marshal(d.Arrival)
	if err != nil {
		return nil, err
	}
	return tx.SealAsClass(vault.Person, draftPlace(d), plain)
}

func insertDraft(tx *access.Tx, d *Draft) error {
	d.ID, d.Version, d.CreatedAt, d.UpdatedAt = store.NewID(), 1, tx.Now(), tx.Now()
	sealed, err := sealDraft(tx, d)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO draft (id, station_id, slip, owner, version, state, created_at, updated_at, sealed)
		VALUES ($1, $2, $3, $4, $5, 'open', $6, $6, $7)`,
		d.ID, tx.Station(), d.Slip, tx.Actor().ID, d.Version, store.Millis(d.CreatedAt), sealed)
	tx.Changed("draft", d.ID)
	return err
}

func updateDraft(tx *access.Tx, d *Draft) error {
	d.Version++
	d.UpdatedAt = tx.Now()
	sealed, err := sealDraft(tx, d)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE draft SET version = $1, updated_at = $2, sealed = $3 WHERE id = $4 AND version = $5 AND state = 'open'`,
		d.Version, store.Millis(d.UpdatedAt), sealed, d.ID, d.Version-1)
	if err == nil && n == 0 {
		d.Version--
		err = store.Fail(store.Conflict, "这份草稿已在另一个窗口登记或修改，请回到接待页重新打开。")
	}
	tx.Changed("draft", d.ID)
	return err
}

func endDraft(tx *access.Tx, id, state string) error {
	n, err := tx.Exec(`UPDATE draft SET state = $1, updated_at = $2 WHERE id = $3 AND state = 'open'`, state, store.Millis(tx.Now()), id)
	if err == nil && n == 0 {
		err = store.Fail(store.Conflict, "这份草稿已经登记或放弃了，请回到接待页查看。")
	}
	tx.Changed("draft", id)
	return err
}

const draftColumns = `id, slip, owner, version, created_at, updated_at, sealed`

func scanDraft(tx *access.Tx, scan func(...any) error) (d Draft, err error) {
	var sealed []byte
	if err = scan(&d.ID, &d.Slip, &d.Owner, &d.Version, (*store.Moment)(&d.CreatedAt), (*store.Moment)(&d.UpdatedAt), &sealed); err != nil {
		return d, err
	}
	plain, err := tx.OpenAsClass(vault.Person, draftPlace(&d), sealed)
	if err != nil {
		return d, err
	}
	d.Arrival, err = arrivalFrom(plain)
	return d, err
}

func findDraft(tx *access.Tx, id string) (Draft, error) {
	d, err := scanDraft(tx, tx.QueryRow(`SELECT `+draftColumns+` FROM draft WHERE station_id = $1 AND id = $2 AND state = 'open'`,
		tx.Station(), id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return d, store.Fail(store.NotFound, "这份草稿已经登记或放弃了，请回到接待页查看。")
	}
	return d, err
}

func findOpenDrafts(tx *access.Tx) ([]Draft, error) {
	rows, err := tx.Query(`SELECT `+draftColumns+` FROM draft WHERE station_id = $1 AND state = 'open' ORDER BY created_at DESC`, tx.Station())
	return store.Collect(rows, err, func(rows *sql.Rows) (Draft, error) { return scanDraft(tx, rows.Scan) })
}

// nextSlip draws the code of a draft: a letter for the day in turn and a
// number within the day, short enough to be called out.
func nextSlip(tx *access.Tx, at time.Time) (string, error) {
	local := at.In(calendar.Zone)
	n, err := tx.NextNumber("slip/"+local.Format("0102"), local.Year())
	if err != nil {
		return "", err
	}
	letter := "ABCDEFGHJKLMNPQRSTUVWXYZ"[local.YearDay()%24]
	return store.Fill("{{.L}}-{{.N}}", store.Args{"L": string(letter), "N": n}), nil
}
