package store

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// Change says that a row was made, changed or taken away.
type Change struct {
	Seq   int64  // position in the station's order of commits, without gaps
	Table string // the table's name
	ID    string // the row's id
}

// How often the feed asks whether another process has written, and how often
// it reads on even if the answer was no.
const (
	feedPoll     = 150 * time.Millisecond
	feedSlowPoll = 5 * time.Second
)

// Changed notes that a row has changed; watchers hear of it after the commit.
func (tx *Tx) Changed(table, id string) {
	for _, c := range tx.changes {
		if c.Table == table && c.ID == id {
			return
		}
	}
	tx.changes = append(tx.changes, Change{Table: table, ID: id})
}

// writeChanges numbers the changes. The write lock is held since the
// transaction began, so the numbers follow the order of commits.
func (tx *Tx) writeChanges() error {
	if len(tx.changes) == 0 {
		return nil
	}
	var last int64
	if err := tx.QueryRow(`SELECT COALESCE(MAX(seq), 0) FROM changes WHERE station_id = $1`, tx.Station()).Scan(&last); err != nil {
		return err
	}
	for i := range tx.changes {
		c := &tx.changes[i]
		c.Seq = last + int64(i) + 1
		if _, err := tx.Exec(`INSERT INTO changes (station_id, seq, tbl, row_id, at) VALUES ($1, $2, $3, $4, $5)`,
			tx.Station(), c.Seq, c.Table, c.ID, Millis(tx.now)); err != nil {
			return err
		}
	}
	return nil
}

// Watch returns the changes committed from now on, by this process and by
// others, in order and without gaps, in batches. The channel closes when ctx
// ends or the database is closed. A slow reader loses nothing: its batches
// grow.
func (db *DB) Watch(ctx context.Context) (<-chan []Change, error) {
	w := &watcher{wake: make(chan struct{}, 1)}
	if err := lastSeq(ctx, db.read, db.Station(), &w.from); err != nil {
		return nil, err
	}
	if err := db.feed.add(ctx, w); err != nil {
		return nil, err
	}
	out := make(chan []Change)
	go func() {
		defer close(out)
		defer db.feed.remove(w)
		for {
			select {
			case <-ctx.Done():
				return
			case <-db.feed.done:
				return
			case <-w.wake:
			}
			if batch := w.take(); len(batch) > 0 && ctx.Err() == nil {
				select {
				case out <- batch:
				case <-ctx.Done():
					return
				case <-db.feed.done:
					return
				}
			}
		}
	}()
	return out, nil
}

// watcher is one reader of the feed with what it has not yet fetched.
type watcher struct {
	wake    chan struct{}
	from    int64 // what was committed up to here it has not asked for
	mu      sync.Mutex
	pending []Change
}

func (w *watcher) give(changes []Change) {
	for len(changes) > 0 && changes[0].Seq <= w.from {
		changes = changes[1:]
	}
	if len(changes) == 0 {
		return
	}
	w.mu.Lock()
	w.pending = append(w.pending, changes...)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *watcher) take() []Change {
	w.mu.Lock()
	defer w.mu.Unlock()
	batch := w.pending
	w.pending = nil
	return batch
}

// feed reads the changes table once for all watchers of this process.
type feed struct {
	db       *DB
	mu       sync.Mutex
	started  bool
	stopped  bool
	done     chan struct{}
	ended    chan struct{}
	wake     chan struct{}
	seq      int64
	watchers map[*watcher]bool
}

func (f *feed) add(ctx context.Context, w *watcher) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stopped {
		return Fail(Conflict, "资料库已经关闭，请重新打开程序。")
	}
	if !f.started {
		if err := f.start(ctx); err != nil {
			return err
		}
	}
	f.watchers[w] = true
	return nil
}

// querier is a pool or one connection of it.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// lastSeq reads the number of the last committed change.
func lastSeq(ctx context.Context, q querier, station string, seq *int64) error {
	return plain(q.QueryRowContext(ctx, `SELECT COALESCE(MAX(seq), 0) FROM changes WHERE station_id = $1`, station).Scan(seq))
}

func (f *feed) remove(w *watcher) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.watchers, w)
}

func (f *feed) start(ctx context.Context) error {
	conn, err := f.db.read.Conn(ctx)
	if err != nil {
		return plain(err)
	}
	if err := lastSeq(ctx, conn, f.db.Station(), &f.seq); err != nil {
		conn.Close()
		return err
	}
	f.done, f.ended, f.wake = make(chan struct{}), make(chan struct{}), make(chan struct{}, 1)
	f.watchers = map[*watcher]bool{}
	f.started = true
	go f.run(conn)
	return nil
}

func (f *feed) stop() {
	f.mu.Lock()
	running := f.started && !f.stopped
	f.stopped = true
	f.mu.Unlock()
	if running {
		close(f.done)
		<-f.ended
	}
}

// nudge tells the feed that this process has committed.
func (f *feed) nudge() {
	f.mu.Lock()
	wake := f.wake
	f.mu.Unlock()
	if wake == nil {
		return
	}
	select {
	case wake <- struct{}{}:
	default:
	}
}

func (f *feed) run(conn *sql.Conn) {
	defer close(f.ended)
	defer conn.Close()
	poll, slow := time.NewTicker(feedPoll), time.NewTicker(feedSlowPoll)
	defer poll.Stop()
	defer slow.Stop()
	version := int64(-1)
	for {
		read := true
		select {
		case <-f.done:
			return
		case <-f.wake:
		case <-slow.C:
		case <-poll.C:
			var now int64
			err := conn.QueryRowContext(context.Background(), `PRAGMA data_version`).Scan(&now)
			read = err == nil && now != version
			version = now
		}
		if read {
			f.readOn(conn)
		}
	}
}

// readOn hands the rows after the last known number to each watcher. An error
// is no loss: the next round starts from the same number.
func (f *feed) readOn(conn *sql.Conn) {
	if f.db.Station() == "" {
		if err := f.db.loadStation(context.Background()); err != nil {
			return
		}
	}
	rows, err := conn.QueryContext(context.Background(),
		`SELECT seq, tbl, row_id FROM changes WHERE station_id = $1 AND seq > $2 ORDER BY seq`, f.db.Station(), f.seq)
	changes, err := Collect(rows, err, func(rows *sql.Rows) (c Change, err error) {
		return c, rows.Scan(&c.Seq, &c.Table, &c.ID)
	})
	if err != nil || len(changes) == 0 {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seq = changes[len(changes)-1].Seq
	for w := range f.watchers {
		w.give(changes)
	}
}
