package access_test

import (
	"database/sql"
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func BenchmarkAuditedWrite(b *testing.B) {
	_, head, _ := station(b)
	for b.Loop() {
		act(b, head, "act")
	}
}

// entries puts n acts on record, a thousand in a transaction.
func entries(b *testing.B, head *access.Session, n int) {
	b.Helper()
	for range n / 1000 {
		if err := head.Write(b.Context(), "", func(tx *access.Tx) error {
			for range 1000 {
				if err := tx.Audit(access.Entry{Action: "act", Table: "bed", Target: "b1", Detail: map[string]any{"state": "ready"}}); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppend100000Entries(b *testing.B) {
	_, head, _ := station(b)
	for b.Loop() {
		entries(b, head, 100_000)
	}
}

func BenchmarkVerify100000Entries(b *testing.B) {
	_, head, _ := station(b)
	entries(b, head, 100_000)
	for b.Loop() {
		if all := findings(b, head); all != nil {
			b.Fatal(all)
		}
	}
}

// What is read after unlocking, to be searched in: every person in one query.
func BenchmarkOpen10000People(b *testing.B) {
	_, head, _ := station(b)
	name := strings.Repeat("演示", 36) // a record of about 235 bytes
	if err := head.Write(b.Context(), access.Register, func(tx *access.Tx) error {
		for range 10_000 {
			if err := insertPerson(tx, store.NewID(), name); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	b.Run("one by one", func(b *testing.B) {
		for b.Loop() {
			openAll(b, head, 10_000, func(tx *access.Tx, id string, _, sealed []byte) error {
				return tx.Open(id, vault.Person, personPlace(id), sealed, new(told))
			})
		}
	})
	b.Run("with keys at hand", func(b *testing.B) {
		for b.Loop() {
			openAll(b, head, 10_000, func(tx *access.Tx, id string, wrapped, sealed []byte) error {
				return tx.OpenWith(id, vault.Person, wrapped, personPlace(id), sealed, new(told))
			})
		}
	})
	b.Run("verify", func(b *testing.B) {
		for b.Loop() {
			if all := findings(b, head); all != nil {
				b.Fatal(all)
			}
		}
	})
}

func openAll(b *testing.B, s *access.Session, want int, open func(tx *access.Tx, id string, wrapped, sealed []byte) error) {
	b.Helper()
	n := 0
	if err := s.Read(b.Context(), access.ReadPeople, func(tx *access.Tx) error {
		rows, err := tx.Query(`SELECT p.id, p.sealed, k.wrapped FROM person p LEFT JOIN record_key k ON k.person_id = p.id AND k.class = 'person'`)
		_, err = store.Collect(rows, err, func(rows *sql.Rows) (struct{}, error) {
			var id string
			var sealed, wrapped []byte
			if err := rows.Scan(&id, &sealed, &wrapped); err != nil {
				return struct{}{}, err
			}
			n++
			return struct{}{}, open(tx, id, wrapped, sealed)
		})
		return err
	}); err != nil {
		b.Fatal(err)
	}
	if n != want {
		b.Fatalf("%d people were opened; want %d", n, want)
	}
}
