package intake

import (
	"database/sql"
	"errors"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// linkReasons is the sealed part of a Link.
type linkReasons struct {
	Made  string `json:"made,omitempty"`
	Ended string `json:"ended,omitempty"`
}

func linkPlace(l *Link) vault.Place {
	return vault.Place{Table: "person_link", ID: l.ID, Version: l.version}
}

func sealLink(tx *access.Tx, l *Link) ([]byte, error) {
	return tx.Seal(l.PersonID, vault.Person, linkPlace(l), linkReasons{l.Reason, l.EndReason})
}

func insertLink(tx *access.Tx, l *Link) error {
	l.ID, l.version, l.MadeAt, l.MadeBy = store.NewID(), 1, tx.Now(), tx.Actor().ID
	sealed, err := sealLink(tx, l)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO person_link (id, station_id, person_id, other_id, kind, version, made_at, made_by, updated_at, sealed)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7, $9)`,
		l.ID, tx.Station(), l.PersonID, l.OtherID, string(l.Kind), l.version, store.Millis(l.MadeAt), l.MadeBy, sealed)
	tx.Changed("person_link", l.ID)
	return err
}

func updateLink(tx *access.Tx, l *Link) error {
	l.version++
	sealed, err := sealLink(tx, l)
	if err != nil {
		return err
	}
	n, err := tx.Exec(`UPDATE person_link SET version = $1, ended_at = $2, ended_by = $3, updated_at = $4, sealed = $5 WHERE id = $6 AND version = $7`,
		l.version, store.Millis(l.EndedAt), l.EndedBy, store.Millis(tx.Now()), sealed, l.ID, l.version-1)
	if err == nil && n == 0 {
		err = errChanged()
	}
	tx.Changed("person_link", l.ID)
	return err
}

const linkColumns = `id, person_id, other_id, kind, version, made_at, made_by, ended_at, ended_by, sealed`

// openLink reads a link. Its reasons stay empty where this account may not
// read the person.
func openLink(tx *access.Tx, scan func(...any) error) (l Link, sealed []byte, err error) {
	err = scan(&l.ID, &l.PersonID, &l.OtherID, (*string)(&l.Kind), &l.version, (*store.Moment)(&l.MadeAt), &l.MadeBy, (*store.Moment)(&l.EndedAt), &l.EndedBy, &sealed)
	return l, sealed, err
}

func (l *Link) open(tx *access.Tx, sealed []byte) error {
	var reasons linkReasons
	err := tx.Open(l.PersonID, vault.Person, linkPlace(l), sealed, &reasons)
	l.Reason, l.EndReason = reasons.Made, reasons.Ended
	if store.KindOf(err) == store.Forbidden {
		return nil
	}
	return err
}

func findLink(tx *access.Tx, id string) (Link, error) {
	l, sealed, err := openLink(tx, tx.QueryRow(`SELECT `+linkColumns+` FROM person_link WHERE station_id = $1 AND id = $2`, tx.Station(), id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return l, store.Fail(store.NotFound, "没有找到这条关联，请返回后重新打开档案。")
	}
	if err != nil {
		return l, err
	}
	return l, l.open(tx, sealed)
}

// FindLinks lists the links of a file, ended ones among them, the newest first.
func FindLinks(tx *access.Tx, personID string) ([]Link, error) {
	return findLinks(tx, `(person_id = $2 OR other_id = $2)`, personID)
}

// findOpenLinks lists every link that stands, without its reasons.
func findOpenLinks(tx *access.Tx) ([]Link, error) { return findBareLinks(tx, `TRUE`) }

// findOpenLinksOf lists the links of a file that stand, without their reasons.
func findOpenLinksOf(tx *access.Tx, personID string) ([]Link, error) {
	return findBareLinks(tx, `(person_id = $2 OR other_id = $2)`, personID)
}

// findBareLinks reads links that stand. where stands in the statement as it is
// and must be a constant.
func findBareLinks(tx *access.Tx, where string, args ...any) ([]Link, error) {
	rows, err := tx.Query(`SELECT `+linkColumns+` FROM person_link WHERE station_id = $1 AND ended_at = 0 AND `+where, append([]any{tx.Station()}, args...)...)
	return store.Collect(rows, err, func(rows *sql.Rows) (Link, error) {
		l, _, err := openLink(tx, rows.Scan)
		return l, err
	})
}

func findLinks(tx *access.Tx, where string, args ...any) ([]Link, error) {
	type row struct {
		l      Link
		sealed []byte
	}
	rows, err := tx.Query(`SELECT `+linkColumns+` FROM person_link WHERE station_id = $1 AND `+where+` ORDER BY made_at DESC, id DESC`,
		append([]any{tx.Station()}, args...)...)
	found, err := store.Collect(rows, err, func(rows *sql.Rows) (r row, err error) {
		r.l, r.sealed, err = openLink(tx, rows.Scan)
		return r, err
	})
	if err != nil {
		return nil, err
	}
	all := make([]Link, len(found))
	for i := range found {
		if err := found[i].l.open(tx, found[i].sealed); err != nil {
			return nil, err
		}
		all[i] = found[i].l
	}
	return all, nil
}

// countOpenStays counts the stays of a file that go on: none or one.
func countOpenStays(tx *access.Tx, personID string) (n int, err error) {
	err = tx.QueryRow(`SELECT COUNT(*) FROM stay WHERE station_id = $1 AND person_id = $2 AND state IN ('in', 'hospital', 'placed')`,
		tx.Station(), personID).Scan(&n)
	return n, err
}
