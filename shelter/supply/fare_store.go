package supply

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

func insertFare(tx *access.Tx, f Fare) error {
	_, err := tx.Exec(`INSERT INTO supply_fare (id, station_id, number, at, stay_id, person_id, amount_fen, way, back_of, limit_fen, article, actor)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		f.ID, tx.Station(), f.Number, store.Millis(f.At), f.StayID, f.PersonID, f.AmountFen, f.Way, orNull(f.BackOf), f.Rule.LimitFen, f.Rule.Article, f.Actor)
	tx.Changed("supply_fare", f.ID)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这笔车费已经退回过了。").On("fare").Because(err)
	}
	return err
}

const fareSelect = `SELECT id, number, at, stay_id, person_id, amount_fen, way, COALESCE(back_of, ''), limit_fen, article, actor
	FROM supply_fare WHERE station_id = $1 AND `

func scanFare(rows *sql.Rows) (f Fare, err error) {
	var at int64
	err = rows.Scan(&f.ID, &f.Number, &at, &f.StayID, &f.PersonID, &f.AmountFen, &f.Way, &f.BackOf, &f.Rule.LimitFen, &f.Rule.Article, &f.Actor)
	f.At = store.Time(at)
	return f, err
}

func findFares(tx *access.Tx, stayID string) ([]Fare, error) {
	rows, err := tx.Query(fareSelect+`stay_id = $2 ORDER BY number`, tx.Station(), stayID)
	return store.Collect(rows, err, scanFare)
}

// findFaresIn lists the receipts of a period, the newest first.
func findFaresIn(tx *access.Tx, from, to time.Time) ([]Fare, error) {
	rows, err := tx.Query(fareSelect+`at >= $2 AND at < $3 ORDER BY at DESC, number DESC`, tx.Station(), store.Millis(from), store.Millis(to))
	return store.Collect(rows, err, scanFare)
}

func findFare(tx *access.Tx, id string) (Fare, error) {
	rows, err := tx.Query(fareSelect+`id = $2`, tx.Station(), id)
	all, err := store.Collect(rows, err, scanFare)
	if err != nil {
		return Fare{}, err
	}
	if len(all) == 0 {
		return Fare{}, store.Fail(store.NotFound, "没有这张车费收据，请刷新后重新选择。").On("fare")
	}
	return all[0], nil
}

func sumFares(tx *access.Tx, stayID string) (fen int, err error) {
	err = tx.QueryRow(`SELECT COALESCE(SUM(amount_fen), 0) FROM supply_fare WHERE station_id = $1 AND stay_id = $2`, tx.Station(), stayID).Scan(&fen)
	return fen, err
}

func sumFareMonth(tx *access.Tx, from, to time.Time) (m FareMonth, err error) {
	err = tx.QueryRow(`SELECT COALESCE(SUM(CASE WHEN amount_fen > 0 THEN 1 ELSE 0 END), 0),
		COUNT(DISTINCT CASE WHEN amount_fen > 0 THEN stay_id END),
		COALESCE(SUM(CASE WHEN amount_fen > 0 THEN amount_fen ELSE 0 END), 0),
		COALESCE(-SUM(CASE WHEN amount_fen < 0 THEN amount_fen ELSE 0 END), 0)
		FROM supply_fare WHERE station_id = $1 AND at >= $2 AND at < $3`, tx.Station(), store.Millis(from), store.Millis(to)).
		Scan(&m.Receipts, &m.Stays, &m.OutFen, &m.BackFen)
	return m, err
}

// countReceipts counts the receipts whose number begins so.
func countReceipts(tx *access.Tx, begin string) (n int, err error) {
	err = tx.QueryRow(`SELECT COUNT(*) FROM supply_fare WHERE station_id = $1 AND number >= $2 AND number < $3`, tx.Station(), begin, begin+"~").Scan(&n)
	return n, err
}
