package intake

import (
	"database/sql"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func inquiryPlace(q *Inquiry) vault.Place {
	return vault.Place{Table: "inquiry", ID: q.ID, Version: q.version}
}

func insertInquiry(tx *access.Tx, q *Inquiry) error {
	q.ID, q.version, q.Actor = store.NewID(), 1, tx.Actor().ID
	sealed, err := tx.Seal(q.PersonID, vault.Person, inquiryPlace(q), q.Called)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO inquiry (id, station_id, person_id, stay_id, version, at, next_at, actor, updated_at, sealed)
		VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9)`,
		q.ID, tx.Station(), q.PersonID, q.StayID, store.Millis(q.At), store.Millis(q.NextAt), q.Actor, store.Millis(tx.Now()), sealed)
	tx.Changed("inquiry", q.ID)
	return err
}

// followInquiry marks a call as tried again; it does not wait any more.
func followInquiry(tx *access.Tx, id string) error {
	n, err := tx.Exec(`UPDATE inquiry SET followed_at = $1, updated_at = $1 WHERE station_id = $2 AND id = $3`, store.Millis(tx.Now()), tx.Station(), id)
	if err == nil && n == 0 {
		err = store.Fail(store.NotFound, "没有找到要跟进的那次核查，请返回后重新打开。")
	}
	tx.Changed("inquiry", id)
	return err
}

// FindInquiries lists the calls of a stay, the newest first.
func FindInquiries(tx *access.Tx, stayID string) ([]Inquiry, error) {
	return findInquiries(tx, `stay_id = $2 ORDER BY at DESC, id DESC`, stayID)
}

func findDueInquiries(tx *access.Tx, until time.Time) ([]DueInquiry, error) {
	waiting, err := findInquiries(tx, `next_at > 0 AND next_at <= $2 AND followed_at = 0 ORDER BY next_at, id`, store.Millis(until))
	if err != nil {
		return nil, err
	}
	all := make([]DueInquiry, 0, len(waiting))
	for _, q := range waiting {
		r, err := FindResident(tx, q.StayID)
		if err != nil {
			return nil, err
		}
		all = append(all, DueInquiry{q, r})
	}
	return all, nil
}

// findInquiries reads calls. where stands in the statement as it is and must be
// a constant. Those about people whom this account may not read are left out.
func findInquiries(tx *access.Tx, where string, arg any) ([]Inquiry, error) {
	type row struct {
		q      Inquiry
		sealed []byte
	}
	rows, err := tx.Query(`SELECT id, person_id, stay_id, version, at, next_at, followed_at, actor, sealed FROM inquiry WHERE station_id = $1 AND `+where,
		tx.Station(), arg)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.q.ID, &r.q.PersonID, &r.q.StayID, &r.q.version, (*store.Moment)(&r.q.At), (*store.Moment)(&r.q.NextAt),
			(*store.Moment)(&r.q.Followed), &r.q.Actor, &r.sealed)
	})
	if err != nil {
		return nil, err
	}
	var all []Inquiry
	for _, r := range found {
		err := tx.Open(r.q.PersonID, vault.Person, inquiryPlace(&r.q), r.sealed, &r.q.Called)
		if store.KindOf(err) == store.Forbidden {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, r.q)
	}
	return all, nil
}
