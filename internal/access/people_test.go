package access_test

import (
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// The tests are about who may do what, not about how long a password takes.
func TestMain(m *testing.M) {
	vault.PasswordEffort = vault.Effort{Time: 1, Memory: 64, Threads: 1}
	vault.RecoveryEffort = vault.PasswordEffort
	os.Exit(m.Run())
}

// told is what a test writes about a person.
type told struct{ Name string }

func personPlace(id string) vault.Place { return vault.Place{Table: "person", ID: id, Version: 1} }

// insertPerson writes a sealed person as the desk does.
func insertPerson(tx *access.Tx, id, name string) error {
	if _, err := tx.Exec(`INSERT INTO person (id, station_id, version, created_at, updated_at, sex, identity, sealed)
		VALUES ($1, $2, 1, 0, 0, '1', 'unknown', $3)`, id, tx.Station(), []byte{}); err != nil {
		return err
	}
	if err := tx.NewPersonKeys(id); err != nil {
		return err
	}
	sealed, err := tx.Seal(id, vault.Person, personPlace(id), told{name})
	if err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE person SET sealed = $1 WHERE id = $2`, sealed, id)
	return err
}

func addPerson(t testing.TB, s *access.Session, name string) (id string) {
	t.Helper()
	id = store.NewID()
	if err := s.Write(t.Context(), access.Register, func(tx *access.Tx) error { return insertPerson(tx, id, name) }); err != nil {
		t.Fatal(err)
	}
	return id
}

// openPerson reads a person with nothing but a transaction: no right is asked.
func openPerson(t testing.TB, s *access.Session, id string) (name string, err error) {
	t.Helper()
	err = s.Read(t.Context(), "", func(tx *access.Tx) error {
		var sealed []byte
		if err := tx.QueryRow(`SELECT sealed FROM person WHERE id = $1`, id).Scan(&sealed); err != nil {
			return err
		}
		var p told
		err := tx.Open(id, vault.Person, personPlace(id), sealed, &p)
		name = p.Name
		return err
	})
	return name, err
}

// hire adds an account and signs it in.
func hire(t testing.TB, head *access.Session, name string, roles ...access.Role) *access.Session {
	t.Helper()
	if _, err := head.AddAccount(t.Context(), access.NewAccount{Name: name, Display: "演示" + name, Roles: roles, Password: testPassword}); err != nil {
		t.Fatal(err)
	}
	s, err := access.SignIn(t.Context(), head.DB(), name, testPassword)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// thief opens the file past the program, without the triggers that stop
// accidents.
func thief(t testing.TB, db *store.DB) *sql.DB {
	t.Helper()
	raw := thiefOf(t, db)
	for _, statement := range []string{`DROP TRIGGER audit_no_update`, `DROP TRIGGER audit_no_delete`} {
		steal(t, raw, statement)
	}
	return raw
}

// thiefOf opens the file past the program.
func thiefOf(t testing.TB, db *store.DB) *sql.DB {
	t.Helper()
	raw, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.Join(db.Dir(), store.FileName), RawQuery: "_pragma=busy_timeout(5000)"}).String())
	if err != nil {
		t.Fatal(err)
	}
	raw.SetMaxOpenConns(1)
	t.Cleanup(func() { raw.Close() })
	return raw
}

func steal(t testing.TB, raw *sql.DB, statement string, args ...any) {
	t.Helper()
	result, err := raw.Exec(statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	changesRows := !strings.HasPrefix(statement, "DROP") && !strings.HasPrefix(statement, "ATTACH")
	if n, _ := result.RowsAffected(); n == 0 && changesRows {
		t.Fatalf("%s: no row was touched", statement)
	}
}

// clock is a clock that a test turns.
type clock struct{ now time.Time }

func setClock(db *store.DB) *clock {
	c := &clock{time.Date(2026, 3, 1, 23, 0, 0, 0, time.Local)}
	db.SetClock(func() time.Time { return c.now })
	return c
}

func count(t testing.TB, db *store.DB, query string, args ...any) (n int64) {
	t.Helper()
	if err := db.Read(t.Context(), func(tx *store.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func wantKind(t testing.TB, what string, err error, kind store.Kind) {
	t.Helper()
	if store.KindOf(err) != kind || kind == 0 && err != nil {
		t.Errorf("%s: err = %v; want kind %d", what, err, kind)
	}
}
