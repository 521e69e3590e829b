package intake

import (
	"database/sql"
	"errors"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// personRow is a person as the table has it, with the wrapped record keys at
// hand so that many can be opened in one query.
type personRow struct {
	p          Person
	sealed     []byte
	key        []byte // wrapped, of class person; empty for a protected person
	healthKey  []byte
	protection int64
}

const personColumns = `p.id, p.version, p.created_at, p.updated_at, p.sex, p.identity, p.protected, p.sealed,
	(SELECT wrapped FROM record_key k WHERE k.person_id = p.id AND k.class = 'person'),
	(SELECT wrapped FROM record_key k WHERE k.person_id = p.id AND k.class = 'health')`

func (r *personRow) dest() []any {
	return []any{&r.p.ID, &r.p.Version, (*store.Moment)(&r.p.CreatedAt), (*store.Moment)(&r.p.UpdatedAt), &r.p.Sex, &r.p.Identity,
		&r.protection, &r.sealed, &r.key, &r.healthKey}
}

// open fills the profile, or marks the person hidden where this account may
// not read it.
func (r *personRow) open(tx *access.Tx) error {
	r.p.Protected = r.protection != 0
	place := vault.Place{Table: "person", ID: r.p.ID, Version: r.p.Version}
	err := tx.OpenWith(r.p.ID, vault.Person, r.key, place, r.sealed, &r.p.Profile)
	r.p.Hidden = store.KindOf(err) == store.Forbidden
	if r.p.Hidden {
		return nil
	}
	return err
}

// FindPerson reads one person. A protected person is returned Hidden to who is
// not named.
func FindPerson(tx *access.Tx, id string) (Person, error) {
	var r personRow
	err := tx.QueryRow(`SELECT `+personColumns+` FROM person p WHERE p.station_id = $1 AND p.id = $2`, tx.Station(), id).Scan(r.dest()...)
	if errors.Is(err, sql.ErrNoRows) {
		return r.p, store.Fail(store.NotFound, "没有找到这个人的档案，请返回后重新查找。")
	}
	if err != nil {
		return r.p, err
	}
	return r.p, r.open(tx)
}

func insertPerson(tx *access.Tx, p *Person) error {
	p.ID, p.Version, p.CreatedAt, p.UpdatedAt = store.NewID(), 1, tx.Now(), tx.Now()
	// The record key refers to the row, and the row holds what is sealed under
	// the key: the row stands first, empty.
	now := store.Millis(tx.Now())
	_, err := tx.Exec(`INSERT INTO person (id, station_id, version, created_at, updated_at, sex, identity, protected, sealed)
		VALUES ($1, $2, $3, $4, $4, $5, $6, 0, $7)`, p.ID, tx.Station(), p.Version, now, p.Sex, p.Identity, []byte{})
	if err != nil {
		return err
	}
	if err := tx.NewPersonKeys(p.ID); err != nil {
		return err
	}
	return writePerson(tx, p)
}

// updatePerson writes a newer version; Conflict when somebody else did first.
func updatePerson(tx *access.Tx, p *Person) error {
	n, err := tx.Exec(`UPDATE person SET version = version + 1 WHERE id = $1 AND version = $2`, p.ID, p.Version)
	if err != nil {
		return err
	}
	if n == 0 {
		return errChanged()
	}
	p.Version++
	p.UpdatedAt = tx.Now()
	return writePerson(tx, p)
}

func errChanged() *store.Error {
	return store.Fail(store.Conflict, "这份资料刚刚被别人改过。您填写的内容还在，请核对后再保存一次。")
}

func writePerson(tx *access.Tx, p *Person) error {
	sealed, err := tx.Seal(p.ID, vault.Person, vault.Place{Table: "person", ID: p.ID, Version: p.Version}, p.Profile)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE person SET updated_at = $1, sex = $2, identity = $3, protected = $4, sealed = $5 WHERE id = $6`,
		store.Millis(p.UpdatedAt), p.Sex, p.Identity, p.Protected, sealed, p.ID)
	if err != nil {
		return err
	}
	tx.Changed("person", p.ID)
	return writeBlind(tx, p)
}

// The kinds of exact look-up.
const (
	blindNumber = "id_number"
	blindPhone  = "phone"
)

// writeBlind keeps the digests by which the person is found by number.
func writeBlind(tx *access.Tx, p *Person) error {
	if _, err := tx.Exec(`DELETE FROM blind WHERE person_id = $1`, p.ID); err != nil {
		return err
	}
	for kind, value := range map[string]string{blindNumber: lookupForm(p.IDNumber), blindPhone: lookupForm(p.Phone)} {
		if value == "" {
			continue
		}
		digest, err := tx.Blind(kind, value)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO blind (station_id, kind, digest, person_id) VALUES ($1, $2, $3, $4)`,
			tx.Station(), kind, digest, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// lookupForm is a number without the signs that people put between its digits.
func lookupForm(number string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return -1
	}, number)
}

// findByNumber lists the people who have exactly this ID number or telephone.
func findByNumber(tx *access.Tx, kind, number string) ([]string, error) {
	value := lookupForm(number)
	if value == "" {
		return nil, nil
	}
	digest, err := tx.Blind(kind, value)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(`SELECT person_id FROM blind WHERE station_id = $1 AND kind = $2 AND digest = $3`, tx.Station(), kind, digest)
	return store.Collect(rows, err, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) })
}

// refuseTwice is a Conflict where somebody with this ID number is in the
// station's care already. Protected people do not count: a refusal would tell
// that they are here.
func refuseTwice(tx *access.Tx, number string) error {
	people, err := findByNumber(tx, blindNumber, number)
	if err != nil {
		return err
	}
	for _, id := range people {
		var open int
		err := tx.QueryRow(`SELECT COUNT(*) FROM stay s JOIN person p ON p.id = s.person_id
			WHERE s.person_id = $1 AND p.protected = 0 AND s.state IN ('in', 'hospital', 'placed')`, id).Scan(&open)
		if err != nil {
			return err
		}
		if open > 0 {
			return store.Fail(store.Conflict, "证件号码相同的人正在站内。请核对号码，或在“是不是来过？”里打开他的档案，不要重复登记。").On("id_number")
		}
	}
	return nil
}
