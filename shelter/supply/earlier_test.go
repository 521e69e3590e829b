package supply_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

// A station that kept its store room before there were lots opens it, and finds
// every line of the ledger and one lot of each item.
func TestWhatWasThereBeforeLotsIsOneLotOfEachItem(t *testing.T) {
	dir := t.TempDir()
	before, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	ok(t, err)
	migrations, err := goose.NewProvider(goose.DialectSQLite3, before, os.DirFS(filepath.Join("..", "..", "internal", "store", "migrations")))
	ok(t, err)
	_, err = migrations.UpTo(t.Context(), 10)
	ok(t, err)
	for _, statement := range []string{
		`INSERT INTO station (id, created_at, founder, name, code) VALUES ('s1', 1, 'head', '演示救助管理站', 'YS01')`,
		`INSERT INTO supply_item (id, station_id, version, kind, name, unit, stock, updated_at) VALUES
			('quilt', 's1', 1, 'quilt', '棉被', '条', 7, 1), ('soap', 's1', 1, 'wash', '肥皂', '块', 0, 1), ('coat', 's1', 1, 'coat', '棉衣', '件', 3, 1)`,
		`INSERT INTO supply_move (id, station_id, item_id, at, kind, quantity, slip, source, reason, actor) VALUES
			('m1', 's1', 'quilt', 10, 'receive', 10, '', 'donation', '', 'head'), ('m2', 's1', 'coat', 11, 'receive', 2, '', 'budget', '', 'head'),
			('m3', 's1', 'quilt', 12, 'issue', -3, 'FF20260101-001', '', '', 'head'), ('m4', 's1', 'coat', 13, 'receive', 1, '', 'donation', '', 'head')`,
	} {
		_, err := before.Exec(statement)
		ok(t, err)
	}
	ok(t, before.Close())
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	var lots, lines []string
	ok(t, db.Read(t.Context(), func(tx *store.Tx) error {
		rows, err := tx.Query(`SELECT item_id, label, source, stock FROM supply_lot ORDER BY item_id`)
		lots, err = store.Collect(rows, err, func(rows *sql.Rows) (string, error) {
			var item, label, source string
			var stock int
			err := rows.Scan(&item, &label, &source, &stock)
			return fmt.Sprint(item, label, source, stock), err
		})
		if err != nil {
			return err
		}
		rows, err = tx.Query(`SELECT seq, item_id, lot_id, balance, slip FROM supply_move ORDER BY seq`)
		lines, err = store.Collect(rows, err, func(rows *sql.Rows) (string, error) {
			var seq, balance int
			var item, lot, slip string
			err := rows.Scan(&seq, &item, &lot, &balance, &slip)
			return fmt.Sprint(seq, item, lot, balance, slip), err
		})
		return err
	}))
	// What came in from two sources is of neither.
	if want := fmt.Sprint([]string{"coat" + supply.EarlierStock + "other3", "quilt" + supply.EarlierStock + "donation7"}); fmt.Sprint(lots) != want {
		t.Errorf("lots = %v; want %v", lots, want)
	}
	if want := "[1quiltquilt10 2coatcoat2 3quiltquilt7FF20260101-001 4coatcoat3]"; fmt.Sprint(lines) != want {
		t.Errorf("lines = %v; want %v", lines, want)
	}
	ok(t, db.Write(t.Context(), func(tx *store.Tx) error {
		n, err := tx.Exec(`UPDATE series SET last = last WHERE kind = 'supply.ledger' AND last = 4`)
		if n != 1 {
			t.Errorf("the next line is not the fifth")
		}
		return err
	}))
	err = db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(`DELETE FROM supply_move`); return err })
	if err == nil {
		t.Error("the ledger lost its guard")
	}
}
