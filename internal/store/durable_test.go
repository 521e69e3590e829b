package store

import (
	"database/sql"
	"testing"
)

// What a confirmed write depends on is asked of every connection, not assumed
// from the address that opened it.
func TestEveryConnectionIsDurableAndStrict(t *testing.T) {
	db, err := Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000", "trusted_schema": "0"}
	for _, pool := range []struct {
		name      string
		db        *sql.DB
		size      int
		queryOnly string
	}{{"write", db.write, 1, "0"}, {"read", db.read, readers, "1"}} {
		want["query_only"] = pool.queryOnly
		for i := range pool.size {
			conn, err := pool.db.Conn(t.Context()) // held until the end, so that each is another one
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			for pragma, value := range want {
				var got string
				if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil {
					t.Fatal(err)
				}
				if got != value {
					t.Errorf("%s connection %d: %s = %s; want %s", pool.name, i, pragma, got, value)
				}
			}
		}
	}
}

func TestAWriteTakesTheLockWhenItBegins(t *testing.T) {
	dir := t.TempDir()
	one, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer one.Close()
	two, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer two.Close()
	if err := one.Write(t.Context(), func(*Tx) error {
		conn, err := two.write.Conn(t.Context())
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(t.Context(), `PRAGMA busy_timeout = 0`); err != nil {
			return err
		}
		_, err = conn.ExecContext(t.Context(), `BEGIN IMMEDIATE`)
		if KindOf(plain(err)) != Conflict {
			t.Errorf("err = %v; a second writer must not begin while the first is at work", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWrite(b *testing.B) {
	db, err := Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(b.Context(), func(tx *Tx) error { return tx.Found(Station{ID: "s1"}) }); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := db.Write(b.Context(), func(tx *Tx) error { return tx.SetSetting("name", "value") }); err != nil {
			b.Fatal(err)
		}
	}
}
