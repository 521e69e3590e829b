package tracing

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// A report belongs to nobody whom the station knows yet: it is sealed under
// the class key itself.

func reportPlace(r *Report) vault.Place {
	return vault.Place{Table: "report", ID: r.ID, Version: r.Version}
}

func reportNumber(year int, n int64) string { return fmt.Sprintf("走-%d-%04d", year, n) }

func sealReport(tx *access.Tx, r *Report) ([]byte, error) {
	plain, err := json.Marshal(r.Account)
	if err != nil {
		return nil, err
	}
	return tx.SealAsClass(vault.Person, reportPlace(r), plain)
}

func insertReport(tx *access.Tx, r *Report) error {
	r.ID, r.Version = store.NewID(), 1
	sealed, err := sealReport(tx, r)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO report (id, station_id, number, version, state, received_at, closed_at, actor, updated_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)`,
		r.ID, tx.Station(), r.Number, r.Version, string(r.State), store.Millis(r.ReceivedAt), r.Actor, store.Millis(tx.Now()), sealed)
	tx.Changed("report", r.ID)
	return err
}

// updateReport writes a newer version; Conflict when somebody else did first.
func updateReport(tx *access.Tx, r *Report) error {
	r.Version++
	sealed, err := sealReport(tx, r)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE report SET version = $1, state = $2, closed_at = $3, updated_at = $4, sealed = $5 WHERE id = $6 AND version = $7`,
		r.Version, string(r.State), store.Millis(r.ClosedAt), store.Millis(tx.Now()), sealed, r.ID, r.Version-1)
	if err == nil && n == 0 {
		err = errReportChanged()
	}
	tx.Changed("report", r.ID)
	return err
}

func errReportChanged() *store.Error {
	return store.Fail(store.Conflict, "这份走失登记刚被同事改过，请重新打开后再改。")
}

const reportColumns = `id, number, version, state, received_at, closed_at, actor, sealed`

func scanReport(tx *access.Tx, scan func(...any) error) (r Report, err error) {
	var sealed []byte
	if err = scan(&r.ID, &r.Number, &r.Version, &r.State, (*store.Moment)(&r.ReceivedAt), (*store.Moment)(&r.ClosedAt), &r.Actor, &sealed); err != nil {
		return r, err
	}
	plain, err := tx.OpenAsClass(vault.Person, reportPlace(&r), sealed)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(plain, &r.Account)
}

func findReport(tx *access.Tx, id string) (Report, error) {
	r, err := scanReport(tx, tx.QueryRow(`SELECT `+reportColumns+` FROM report WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return r, store.Fail(store.NotFound, "没有找到这份走失登记，请返回后重新查找。")
	}
	return r, err
}

// findReports lists the open or the closed reports, the newest first.
func findReports(tx *access.Tx, open bool) ([]Report, error) {
	state := ReportClosed
	if open {
		state = ReportOpen
	}
	rows, err := tx.Query(`SELECT `+reportColumns+` FROM report WHERE station_id = $1 AND state = $2 ORDER BY received_at DESC, id DESC`,
		tx.Station(), string(state))
	return store.Collect(rows, err, func(rows *sql.Rows) (Report, error) { return scanReport(tx, rows.Scan) })
}
