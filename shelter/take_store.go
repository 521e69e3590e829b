package shelter

import (
	"database/sql"
	"errors"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

const takeColumns = `t.id, t.bed_id, t.stay_id, t.person_id, t.from_at, t.to_at, t.actor, t.overridden`

func scanTake(row interface{ Scan(...any) error }) (t Take, err error) {
	var from, to int64
	var overridden string
	err = row.Scan(&t.ID, &t.BedID, &t.StayID, &t.PersonID, &from, &to, &t.Actor, &overridden)
	t.From, t.To = store.Time(from), store.Time(to)
	if overridden != "" {
		t.Overridden = strings.Split(overridden, ",")
	}
	return t, err
}

// why is the sealed part of a take.
type why struct {
	Reason string `json:"reason,omitempty"`
}

// takePlace is where a take's record belongs. A take is sealed once; that it
// ends does not touch the record, so its version stays 1.
func takePlace(id string) vault.Place { return vault.Place{Table: "bed_take", ID: id, Version: 1} }

// insertTake gives the bed. The partial unique index decides who was first.
func insertTake(tx *access.Tx, t *Take) error {
	t.ID, t.Actor = store.NewID(), tx.Actor().ID
	sealed, err := tx.Seal(t.PersonID, vault.Person, takePlace(t.ID), why{t.Reason})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO bed_take (id, station_id, bed_id, stay_id, person_id, version, from_at, actor, overridden, sealed)
		VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)`,
		t.ID, tx.Station(), t.BedID, t.StayID, t.PersonID, store.Millis(t.From), t.Actor, strings.Join(t.Overridden, ","), sealed)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "这张床刚刚安排给了别人，请另选一张。").Because(err)
	}
	tx.Changed("bed_take", t.ID)
	tx.Changed("bed", t.BedID)
	return err
}

// endTake frees the bed at a moment.
func endTake(tx *access.Tx, t Take, at time.Time) error {
	n, err := tx.Exec(`UPDATE bed_take SET to_at = $1 WHERE id = $2 AND to_at = 0`, store.Millis(at), t.ID)
	tx.Changed("bed_take", t.ID)
	tx.Changed("bed", t.BedID)
	return orMissing(n, err)
}

// reopenTake lets an ended take last again.
func reopenTake(tx *access.Tx, t Take) error {
	_, err := tx.Exec(`UPDATE bed_take SET to_at = 0 WHERE id = $1`, t.ID)
	if store.IsUnique(err) {
		return store.Fail(store.Conflict, "原来的床已经安排给了别人，不能撤销。请用“调床”另选一张。").Because(err)
	}
	tx.Changed("bed_take", t.ID)
	tx.Changed("bed", t.BedID)
	return err
}

func findTake(tx *access.Tx, id string) (Take, error) {
	t, err := scanTake(tx.QueryRow(`SELECT `+takeColumns+` FROM bed_take t WHERE t.station_id = $1 AND t.id = $2`, tx.Station(), id))
	if errors.Is(err, sql.ErrNoRows) {
		return t, store.Fail(store.NotFound, "没有这次床位安排，请刷新床位图。")
	}
	return t, err
}

// findTakeOf reads the bed that a stay has now; ok is false where it has none.
func findTakeOf(tx *access.Tx, stayID string) (t Take, ok bool, err error) {
	t, err = scanTake(tx.QueryRow(`SELECT `+takeColumns+` FROM bed_take t WHERE t.station_id = $1 AND t.stay_id = $2 AND t.to_at = 0`,
		tx.Station(), stayID))
	if errors.Is(err, sql.ErrNoRows) {
		return t, false, nil
	}
	return t, err == nil, err
}

// findTakesOf lists the beds of a stay, the oldest first, with the reasons.
func findTakesOf(tx *access.Tx, stayID string) ([]Take, error) {
	type row struct {
		t      Take
		sealed []byte
	}
	rows, err := tx.Query(`SELECT `+takeColumns+`, t.sealed FROM bed_take t WHERE t.station_id = $1 AND t.stay_id = $2 ORDER BY t.from_at, t.id`,
		tx.Station(), stayID)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		r.t, err = scanTake(with(rows, &r.sealed))
		return r, err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Take, len(found))
	for i, r := range found {
		var w why
		if err := tx.Open(r.t.PersonID, vault.Person, takePlace(r.t.ID), r.sealed, &w); err != nil && store.KindOf(err) != store.Forbidden {
			return nil, err
		}
		r.t.Reason = w.Reason
		all[i] = r.t
	}
	return all, nil
}

// scanMore scans further columns behind those asked for.
type scanMore struct {
	rows *sql.Rows
	more []any
}

func with(rows *sql.Rows, more ...any) scanMore { return scanMore{rows, more} }
func (s scanMore) Scan(dest ...any) error       { return s.rows.Scan(append(dest, s.more...)...) }

// findTakesNow maps each bed that somebody has to its take.
func findTakesNow(tx *access.Tx) (map[string]Take, error) {
	rows, err := tx.Query(`SELECT `+takeColumns+` FROM bed_take t WHERE t.station_id = $1 AND t.to_at = 0`, tx.Station())
	all, err := store.Collect(rows, err, func(rows *sql.Rows) (Take, error) { return scanTake(rows) })
	if err != nil {
		return nil, err
	}
	byBed := make(map[string]Take, len(all))
	for _, t := range all {
		byBed[t.BedID] = t
	}
	return byBed, nil
}

// findRoomTakes lists who has a bed of a room now, but for one stay and one bed.
func findRoomTakes(tx *access.Tx, roomID, butStay, butBed string) ([]Take, error) {
	rows, err := tx.Query(`SELECT `+takeColumns+` FROM bed_take t JOIN bed b ON b.id = t.bed_id
		WHERE t.station_id = $1 AND b.room_id = $2 AND t.to_at = 0 AND t.stay_id <> $3 AND t.bed_id <> $4 ORDER BY t.from_at`,
		tx.Station(), roomID, butStay, butBed)
	return store.Collect(rows, err, func(rows *sql.Rows) (Take, error) { return scanTake(rows) })
}

// findTakeBefore reads the take of the stay that ended at the moment at which
// t began: the bed from which somebody moved.
func findTakeBefore(tx *access.Tx, t Take) (before Take, ok bool, err error) {
	before, err = scanTake(tx.QueryRow(`SELECT `+takeColumns+` FROM bed_take t
		WHERE t.station_id = $1 AND t.stay_id = $2 AND t.to_at = $3 AND t.from_at < t.to_at AND t.id <> $4`,
		tx.Station(), t.StayID, store.Millis(t.From), t.ID))
	if errors.Is(err, sql.ErrNoRows) {
		return before, false, nil
	}
	return before, err == nil, err
}

// lastTakeEnd is when the stay last gave up a bed, and the zero time if never.
func lastTakeEnd(tx *access.Tx, stayID string) (time.Time, error) {
	var ms int64
	err := tx.QueryRow(`SELECT COALESCE(MAX(to_at), 0) FROM bed_take WHERE station_id = $1 AND stay_id = $2`, tx.Station(), stayID).Scan(&ms)
	return store.Time(ms), err
}

// lastBedEnd is when a bed was last given up, and the zero time if never: the
// next take begins after it, also where that moment is still to come.
func lastBedEnd(tx *access.Tx, bedID string) (time.Time, error) {
	var ms int64
	err := tx.QueryRow(`SELECT COALESCE(MAX(to_at), 0) FROM bed_take WHERE station_id = $1 AND bed_id = $2`, tx.Station(), bedID).Scan(&ms)
	return store.Time(ms), err
}

// isUsedSince reports whether somebody else slept in the bed of a take after
// it ended.
func isUsedSince(tx *access.Tx, t Take) (bool, error) {
	var n int
	err := tx.QueryRow(`SELECT COUNT(*) FROM bed_take WHERE station_id = $1 AND bed_id = $2 AND id <> $3 AND from_at >= $4 AND from_at <> to_at AND to_at <> 0`,
		tx.Station(), t.BedID, t.ID, store.Millis(t.To)).Scan(&n)
	return n > 0, err
}

// countTakes counts takes of beds b that fulfil a constant condition on $2.
func countTakes(tx *access.Tx, where, id string) (n int, err error) {
	err = tx.QueryRow(`SELECT COUNT(*) FROM bed_take t JOIN bed b ON b.id = t.bed_id WHERE t.station_id = $1 AND `+where, tx.Station(), id).Scan(&n)
	return n, err
}
