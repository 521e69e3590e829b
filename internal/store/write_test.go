package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guitu/internal/store"
)

// found opens an invented station in a new folder.
func found(t testing.TB) *store.DB {
	t.Helper()
	db := open(t, t.TempDir())
	if err := db.Write(t.Context(), func(tx *store.Tx) error {
		return tx.Found(store.Station{ID: store.NewID(), Founder: "head", Demo: true, Name: "演示救助管理站", Code: "YS01"})
	}); err != nil {
		t.Fatal(err)
	}
	return db
}

func open(t testing.TB, dir string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// house makes what a bed needs around it and beds by number.
func house(t testing.TB, db *store.DB, beds int) {
	t.Helper()
	write(t, db, func(tx *store.Tx) error {
		s := tx.Station()
		_, err := tx.Exec(`INSERT INTO house (id, station_id, name, position) VALUES ('h', $1, '演示楼', 1)`, s)
		_, err1 := tx.Exec(`INSERT INTO zone (id, station_id, house_id, name, position) VALUES ('z', $1, 'h', '演示区', 1)`, s)
		_, err2 := tx.Exec(`INSERT INTO room (id, station_id, zone_id, name, sex, purpose, position) VALUES ('r', $1, 'z', '演示间', 'any', 'ordinary', 1)`, s)
		if err := errors.Join(err, err1, err2); err != nil {
			return err
		}
		for i := range beds {
			if _, err := tx.Exec(`INSERT INTO bed (id, station_id, room_id, name, position, version, state, updated_at)
				VALUES ($1, $2, 'r', $1, $3, 1, 'ready', 0)`, fmt.Sprint("bed", i), s, i); err != nil {
				return err
			}
		}
		return nil
	})
}

// takePlace puts a new person into a bed; the partial index lets one have it.
func takePlace(ctx context.Context, db *store.DB, bed int) error {
	return db.Write(ctx, func(tx *store.Tx) error {
		person, stay, s := store.NewID(), store.NewID(), tx.Station()
		_, err := tx.Exec(`INSERT INTO person (id, station_id, version, created_at, updated_at, sex, identity, sealed) VALUES ($1, $2, 1, 0, 0, '1', 'unknown', $3)`,
			person, s, []byte{0})
		if err != nil {
			return err
		}
		if _, err := tx.Exec(`INSERT INTO stay (id, station_id, person_id, version, slip, state, came_by, arrived_at, registered_at, updated_at, sealed, health)
			VALUES ($1, $2, $3, 1, 'S', 'in', 'self', 0, 0, 0, $4, $4)`, stay, s, person, []byte{0}); err != nil {
			return err
		}
		_, err = tx.Exec(`INSERT INTO bed_take (id, station_id, bed_id, stay_id, person_id, version, from_at, actor, sealed)
			VALUES ($1, $2, $3, $4, $5, 1, 0, 'a', $6)`, store.NewID(), s, fmt.Sprint("bed", bed), stay, person, []byte{0})
		tx.Changed("bed_take", fmt.Sprint("bed", bed))
		return err
	})
}

func write(t testing.TB, db *store.DB, fn func(*store.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func count(t testing.TB, db *store.DB, query string, args ...any) (n int64) {
	t.Helper()
	if err := db.Read(t.Context(), func(tx *store.Tx) error { return tx.QueryRow(query, args...).Scan(&n) }); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOpenMakesTheTablesOnceAndFindsThemAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "演示 站#1%?", "data")
	db := open(t, dir)
	if db.Station() != "" {
		t.Errorf("station = %q before it was founded", db.Station())
	}
	write(t, db, func(tx *store.Tx) error {
		return tx.Found(store.Station{ID: "s1", Founder: "head", Name: "演示救助管理站", Code: "YS01"})
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, dir)
	if again.Station() != "s1" {
		t.Errorf("station = %q; want the one founded before", again.Station())
	}
	if n := count(t, again, `SELECT COUNT(*) FROM goose_db_version WHERE version_id > 0`); n != count(t, again, `SELECT MAX(version_id) FROM goose_db_version`) {
		t.Errorf("%d migrations were applied; want each once", n)
	}
	if _, err := os.Stat(filepath.Join(dir, store.FileName)); err != nil {
		t.Error(err)
	}
}

func TestAFolderMayBeNamedFromWhereOneStands(t *testing.T) {
	t.Chdir(t.TempDir())
	db := open(t, "站")
	if !filepath.IsAbs(db.Dir()) {
		t.Errorf("dir = %q; want it whole", db.Dir())
	}
	if _, err := os.Stat(filepath.Join("站", store.FileName)); err != nil {
		t.Error(err)
	}
}

func TestWindowsThatStartAtOnceMakeTheTablesOnce(t *testing.T) {
	dir := t.TempDir()
	together(t, 2, "open", dir)
	if n := count(t, open(t, filepath.Join(dir, "0")), `SELECT COUNT(*) FROM station`); n != 0 {
		t.Errorf("%d stations; want an empty database", n)
	}
}

func TestOnlyOneStationIsFounded(t *testing.T) {
	dir := t.TempDir()
	first, second := open(t, dir), open(t, dir) // two windows at the first start
	write(t, first, func(tx *store.Tx) error { return tx.Found(store.Station{ID: "s1"}) })
	err := second.Write(t.Context(), func(tx *store.Tx) error { return tx.Found(store.Station{ID: "s2"}) })
	if store.KindOf(err) != store.Conflict {
		t.Errorf("second founding: err = %v; want Conflict", err)
	}
	if second.Station() != "s1" {
		t.Errorf("the second window sees station %q; want s1", second.Station())
	}
}

func TestOnlyTheOwnerReadsTheFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "station")
	db := open(t, dir)
	write(t, db, func(tx *store.Tx) error { return tx.Found(store.Station{ID: "s1"}) })
	want := map[string]os.FileMode{".": 0o700, store.FileName: 0o600, store.FileName + "-wal": 0o600, store.FileName + "-shm": 0o600}
	for name, mode := range want {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != mode {
			t.Errorf("%s has mode %o; want %o", name, info.Mode().Perm(), mode)
		}
	}
}

func TestABrokenFileIsNotOpened(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, store.FileName), []byte(strings.Repeat("not a database ", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), dir); store.KindOf(err) != store.Invalid {
		t.Errorf("err = %v; want a sentence that sends to the backup", err)
	}
}

func TestWriteIsAllOrNothing(t *testing.T) {
	db := found(t)
	before := count(t, db, `SELECT COUNT(*) FROM changes`)
	stop := errors.New("stop")
	put := func(tx *store.Tx) {
		if err := tx.SetSetting("a", 1); err != nil {
			t.Error(err)
		}
	}
	if err := db.Write(t.Context(), func(tx *store.Tx) error { put(tx); return stop }); !errors.Is(err, stop) {
		t.Errorf("err = %v; want the one that fn gave", err)
	}
	if err := db.Write(t.Context(), func(tx *store.Tx) error {
		put(tx)
		tx.BeforeCommit(func() error { return stop })
		return nil
	}); !errors.Is(err, stop) {
		t.Errorf("err = %v; want the one given before the commit", err)
	}
	func() {
		defer func() { recover() }()
		db.Write(t.Context(), func(tx *store.Tx) error { put(tx); panic("a defect") })
	}()
	ctx, cancel := context.WithCancel(t.Context())
	if err := db.Write(ctx, func(tx *store.Tx) error { put(tx); cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v; want Canceled", err)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM setting`); n != 0 {
		t.Errorf("%d settings were kept; want none", n)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM changes`); n != before {
		t.Errorf("%d changes told; want %d", n, before)
	}
	write(t, db, func(tx *store.Tx) error { put(tx); return nil }) // and the writer is free again
}

func TestReadSeesOneView(t *testing.T) {
	db := found(t)
	write(t, db, func(tx *store.Tx) error { return tx.SetSetting("beds", 1) })
	if err := db.Read(t.Context(), func(tx *store.Tx) error {
		var first, second int
		if _, err := tx.Setting("beds", &first); err != nil {
			return err
		}
		write(t, db, func(tx *store.Tx) error { return tx.SetSetting("beds", 2) })
		if _, err := tx.Setting("beds", &second); err != nil {
			return err
		}
		if first != 1 || second != 1 {
			t.Errorf("one view shows %d and then %d; want 1 and 1", first, second)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestReadWritesNothing(t *testing.T) {
	db := found(t)
	err := db.Read(t.Context(), func(tx *store.Tx) error { return tx.SetSetting("a", 1) })
	if err == nil || count(t, db, `SELECT COUNT(*) FROM setting`) != 0 {
		t.Errorf("a read wrote: err = %v", err)
	}
}

func TestSettingComesBackAsItWas(t *testing.T) {
	db := found(t)
	type hours struct{ From, To int }
	got := hours{8, 18}
	read := func(value any) (set bool, err error) {
		err = db.Read(t.Context(), func(tx *store.Tx) error { set, err = tx.Setting("hours", value); return err })
		return set, err
	}
	if set, err := read(&got); set || err != nil || got != (hours{8, 18}) {
		t.Errorf("unset: %v, %v, %v; want the default kept", set, err, got)
	}
	for _, want := range []hours{{7, 19}, {0, 24}} {
		write(t, db, func(tx *store.Tx) error { return tx.SetSetting("hours", want) })
		if set, err := read(&got); !set || err != nil || got != want {
			t.Errorf("set: %v, %v, %v; want %v", set, err, got, want)
		}
	}
	var other int
	if _, err := read(&other); err == nil {
		t.Error("a setting of another form was read without an error")
	}
}

func TestErrorsDoNotTellWhatWasEntered(t *testing.T) {
	db := found(t)
	house(t, db, 1)
	const secret = "演示姓名李四"
	for what, statement := range map[string]string{
		"unique":  `INSERT INTO bed (id, station_id, room_id, name, position, version, state, updated_at) SELECT $1, station_id, room_id, name, 1, 1, state, 0 FROM bed`,
		"check":   `UPDATE bed SET state = $1`,
		"foreign": `UPDATE bed SET room_id = $1`,
		"type":    `SELECT no_such_column FROM bed WHERE note = $1`,
	} {
		err := db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(statement, secret); return err })
		if err == nil {
			t.Errorf("%s: no error", what)
			continue
		}
		for e := err; e != nil; e = errors.Unwrap(e) {
			if strings.Contains(e.Error(), secret) {
				t.Errorf("%s: the error tells what was entered", what)
			}
		}
	}
}

func TestErrorsHaveAKindAndASentence(t *testing.T) {
	cause := errors.New("cause")
	err := fmt.Errorf("outer: %w", store.Fail(store.Conflict, "{{.Bed}}号床刚有人住了，请另选一张。").With(store.Args{"Bed": 3}).On("bed").Because(cause))
	if !errors.Is(err, store.Fail(store.Conflict, "")) || errors.Is(err, store.Fail(store.Invalid, "")) || !errors.Is(err, cause) {
		t.Error("an Error matches by its kind and by its cause")
	}
	if store.KindOf(err) != store.Conflict || store.KindOf(cause) != 0 {
		t.Error("KindOf finds the kind of a wrapped Error only")
	}
	if got := err.Error(); got != "outer: 3号床刚有人住了，请另选一张。" {
		t.Errorf("text = %q", got)
	}
}
