// Package store keeps a station's rows: open, migrate, transact, watch.
//
// Everything a station knows is in one SQLite file that several windows and
// processes may hold open at once. The one thing not to get wrong: what Write
// returned nil for has reached the disk (WAL with synchronous=FULL), and of two
// writers one waits for the other and never sees half of its work, because
// each write transaction takes the lock when it begins.
//
//	db, err := store.Open(ctx, dir)
//	err = db.Write(ctx, func(tx *store.Tx) error {
//		_, err := tx.Exec(`UPDATE bed SET state = $1 WHERE id = $2`, "free", id)
//		tx.Changed("bed", id)
//		return err
//	})
//
// The SQL is the part that SQLite and PostgreSQL share: $n places, TEXT
// identifiers (UUIDv7), BIGINT Unix milliseconds, BYTEA blobs.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/uuid"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// FileName is the name of the database in a station's folder.
const FileName = "guitu.db"

// useOFDLocks keeps a second handle on the file in this process from dropping
// the locks of the first when it closes, as plain POSIX locks would.
var useOFDLocks = sync.OnceFunc(func() { _, _ = sqlite.OFDLocking(true) })

// DB is an open station database: one connection that writes, a pool that
// reads, and the feed of changes.
type DB struct {
	dir   string
	write *sql.DB
	read  *sql.DB
	feed  feed

	mu      sync.RWMutex
	now     func() time.Time
	station string
}

// Open opens the database in dir, makes it where it is missing, and brings its
// tables up to date. A folder that it makes is its owner's only, and so is the
// database in any folder.
func Open(ctx context.Context, dir string) (*DB, error) {
	useOFDLocks()
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, errFolder().Because(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, errFolder().Because(err)
	}
	path := filepath.Join(dir, FileName)
	if err := restrict(path); err != nil {
		return nil, errFolder().Because(err)
	}
	write, err := openPool(path, 1, false)
	if err != nil {
		return nil, err
	}
	if err := migrateAlone(ctx, dir, write); err != nil {
		write.Close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, Fail(Invalid, "资料库打不开或已损坏，请不要再操作，用最近的备份恢复。").Because(err)
	}
	read, err := openPool(path, readers, true)
	if err != nil {
		write.Close()
		return nil, err
	}
	db := &DB{dir: dir, write: write, read: read, now: time.Now}
	db.feed.db = db
	if err := db.loadStation(ctx); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func errFolder() *Error {
	return Fail(Invalid, "资料文件夹无法使用，请检查磁盘和权限后再试。")
}

// restrict makes the file, or narrows it, to its owner before SQLite writes to
// it: the log and the index beside it take their permissions from it.
func restrict(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Chmod(0o600), f.Close())
}

// migrateAlone keeps two windows that start at the same moment from making the
// same tables.
func migrateAlone(ctx context.Context, dir string, db *sql.DB) error {
	lock := flock.New(filepath.Join(dir, FileName+".lock"), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, 20*time.Millisecond); err != nil {
		return err
	}
	defer lock.Close()
	return migrate(ctx, db)
}

// readers is how many connections read; the feed keeps one of them.
const readers = 9

// fileURL is path as the address that SQLite takes; a drive letter needs a
// slash before it.
func fileURL(path string, query url.Values) string {
	path = filepath.ToSlash(path)
	if path[0] != '/' {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}).String()
}

func openPool(path string, connections int, readOnly bool) (*sql.DB, error) {
	query := url.Values{"_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)",
		"foreign_keys(1)", "trusted_schema(0)", "temp_store(MEMORY)",
	}}
	if readOnly {
		query.Add("_pragma", "query_only(1)")
	} else {
		query.Set("_txlock", "immediate")
	}
	pool, err := sql.Open("sqlite", fileURL(path, query))
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool, nil
}

// Close ends the feed and closes the file.
func (db *DB) Close() error {
	db.feed.stop()
	return errors.Join(db.read.Close(), db.write.Close())
}

// Dir is the folder that holds the station.
func (db *DB) Dir() string { return db.dir }

// Station is the id of the station whose rows these are, empty before it has
// been founded.
func (db *DB) Station() string {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return db.station
}

// SetClock replaces the clock that stamps rows: demo data and tests live in
// another time.
func (db *DB) SetClock(now func() time.Time) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.now = now
}

// Now is the time by this database's clock.
func (db *DB) Now() time.Time {
	db.mu.RLock()
	now := db.now
	db.mu.RUnlock()
	return now()
}

func (db *DB) loadStation(ctx context.Context) error {
	id, err := findStationID(db.read.QueryRowContext(ctx, firstStation))
	if err != nil {
		return fmt.Errorf("store: read station: %w", err)
	}
	db.setStation(id)
	return nil
}

// setStation remembers whose rows these are; a station is never unfounded.
func (db *DB) setStation(id string) {
	if id == "" {
		return
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	db.station = id
}

const firstStation = `SELECT id FROM station ORDER BY created_at LIMIT 1`

// findStationID returns the empty id where no station has been founded.
func findStationID(row *sql.Row) (id string, err error) {
	err = row.Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// Tx is a transaction. Every store function takes one, so that a service
// decides what belongs together.
type Tx struct {
	ctx     context.Context
	tx      *sql.Tx
	db      *DB
	station string
	now     time.Time
	changes []Change
	last    []func() error
}

// Write runs fn in a transaction that may change rows. It commits when fn
// returns nil and is durable when Write returns nil; otherwise nothing
// happened. There is one writer at a time: fn must not call Write, nor do slow
// work that could be done before.
func (db *DB) Write(ctx context.Context, fn func(*Tx) error) error {
	tx, err := db.begin(ctx, db.write, nil)
	if err != nil {
		return plain(err)
	}
	defer tx.tx.Rollback()
	if err := fn(tx); err != nil {
		return plain(err)
	}
	if err := tx.writeChanges(); err != nil {
		return plain(err)
	}
	for _, before := range tx.last {
		if err := before(); err != nil {
			return plain(err)
		}
	}
	if err := tx.tx.Commit(); err != nil {
		return plain(err)
	}
	db.setStation(tx.station)
	if len(tx.changes) > 0 {
		db.feed.nudge()
	}
	return nil
}

// Read runs fn over one unchanging view of the rows.
func (db *DB) Read(ctx context.Context, fn func(*Tx) error) error {
	tx, err := db.begin(ctx, db.read, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return plain(err)
	}
	defer tx.tx.Rollback()
	return plain(fn(tx))
}

// begin opens a transaction. Before the station has been founded here it looks
// whether another process has done so meanwhile.
func (db *DB) begin(ctx context.Context, pool *sql.DB, opts *sql.TxOptions) (*Tx, error) {
	sqlTx, err := pool.BeginTx(ctx, opts)
	if err != nil {
		return nil, err
	}
	tx := &Tx{ctx: ctx, tx: sqlTx, db: db, station: db.Station(), now: db.Now()}
	if tx.station != "" {
		return tx, nil
	}
	if tx.station, err = findStationID(tx.QueryRow(firstStation)); err != nil {
		sqlTx.Rollback()
		return nil, err
	}
	db.setStation(tx.station)
	return tx, nil
}

// Context is the context the transaction runs under.
func (tx *Tx) Context() context.Context { return tx.ctx }

// Now is the moment the transaction began; all its rows carry it.
func (tx *Tx) Now() time.Time { return tx.now }

// Station is the id of the station whose rows are touched.
func (tx *Tx) Station() string { return tx.station }

// Found writes the station's own row, with which a database begins; the rest
// of the transaction belongs to that station.
func (tx *Tx) Found(s Station) error {
	if tx.station != "" {
		return Fail(Conflict, "这台电脑上已经建有救助站，请直接登录。")
	}
	tx.station = s.ID
	_, err := tx.Exec(`INSERT INTO station (id, created_at, founder, demo, name, code, address, phone) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		s.ID, Millis(tx.now), s.Founder, s.Demo, s.Name, s.Code, s.Address, s.Phone)
	tx.Changed("station", s.ID)
	return err
}

// Exec runs a statement and returns how many rows it changed.
func (tx *Tx) Exec(query string, args ...any) (int64, error) {
	result, err := tx.tx.ExecContext(tx.ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Query runs a statement that returns rows.
func (tx *Tx) Query(query string, args ...any) (*sql.Rows, error) {
	return tx.tx.QueryContext(tx.ctx, query, args...)
}

// QueryRow runs a statement that returns at most one row.
func (tx *Tx) QueryRow(query string, args ...any) *sql.Row {
	return tx.tx.QueryRowContext(tx.ctx, query, args...)
}

// BeforeCommit adds work that must be the last of the transaction.
func (tx *Tx) BeforeCommit(fn func() error) { tx.last = append(tx.last, fn) }

// Collect reads every row of a query through scan.
func Collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// NewID returns a fresh identifier; later ones sort after earlier ones.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Millis turns a time into the form in which rows keep it; the zero time is 0.
func Millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Time is the reverse of Millis.
func Time(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

// Moment scans a column that Millis wrote into a time:
//
//	rows.Scan(&id, (*store.Moment)(&r.At))
type Moment time.Time

func (m *Moment) Scan(src any) error {
	ms, ok := src.(int64)
	if !ok {
		return fmt.Errorf("store: a time column holds %T", src)
	}
	*m = Moment(Time(ms))
	return nil
}

// IsUnique reports whether err says that a unique index refused a row.
func IsUnique(err error) bool {
	return hasCode(err, sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// IsCheck reports whether err says that a CHECK refused a value.
func IsCheck(err error) bool { return hasCode(err, sqlite3.SQLITE_CONSTRAINT_CHECK) }

func hasCode(err error, codes ...int) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && slices.Contains(codes, e.Code())
}

// plain gives the failures of the engine that a clerk can meet a sentence.
func plain(err error) error {
	if err == nil || KindOf(err) != 0 {
		return err
	}
	if IsUnique(err) {
		return Fail(Conflict, "别人刚刚先保存了同样的内容，请刷新后再试一次。").Because(err)
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return Fail(Conflict, "另一个窗口正在保存，请稍等几秒再试一次。").Because(err)
		case sqlite3.SQLITE_FULL:
			return Fail(Invalid, "磁盘已满，没有保存。请清理磁盘后再试一次。").Because(err)
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return Fail(Invalid, "资料库打不开或已损坏，请不要再操作，用最近的备份恢复。").Because(err)
		}
	}
	return err
}
