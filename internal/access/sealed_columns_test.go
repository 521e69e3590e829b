package access

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"guitu/internal/store"
)

// Columns of bytes that hold no sealed record: digests, keys that are wrapped
// for somebody, and the reasons in the audit, which the chain itself covers.
var notRecords = []string{"hash", "prev", "wrapped", "private_key", "pin", "digest"}

func TestVerifyOpensEverySealedColumn(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var inSchema, verified []string
	if err := db.Read(t.Context(), func(tx *store.Tx) error {
		rows, err := tx.Query(`SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'BYTEA'`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var table, column string
			if err := rows.Scan(&table, &column); err != nil {
				return err
			}
			if table != "audit" && !slices.Contains(notRecords, column) {
				inSchema = append(inSchema, table+"."+column)
			}
		}
		return rows.Err()
	}); err != nil {
		t.Fatal(err)
	}
	for _, s := range sealedTables {
		verified = append(verified, s.table+"."+s.column)
	}
	slices.Sort(inSchema)
	slices.Sort(verified)
	if got, want := fmt.Sprint(verified), fmt.Sprint(inSchema); got != want {
		t.Errorf("Verify opens\n%s\nand the migrations have\n%s", strings.ReplaceAll(got, " ", "\n"), strings.ReplaceAll(want, " ", "\n"))
	}
}

func TestEverySealedColumnCanBeRead(t *testing.T) {
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Read(t.Context(), func(stx *store.Tx) error {
		tx := &Tx{Tx: stx}
		for _, table := range sealedTables {
			if err := tx.eachSealed(table, func(sealedRow) error { return nil }); err != nil {
				t.Errorf("%s.%s: %v", table.table, table.column, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
