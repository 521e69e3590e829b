// Package demo founds an invented station with three hundred invented people,
// so that the program can be looked at, learned and tested without anybody's
// data.
//
// Nothing is written past the services: each person is registered at the desk,
// given a bed, handed a quilt and seen off as in life, at the hour at which it
// is said to have happened, with the database's clock moved along. So the audit
// chain is sound and every page has what it would have after weeks of work.
//
//	db, err := store.Open(ctx, dir)
//	err = demo.Fill(ctx, db, nil)
//	session, err := access.SignIn(ctx, db, "head", demo.Password)
//
// The one thing not to get wrong: whatever is shown or printed says 演示. The
// station's name, its numbers, the staff and every place carry the word, and
// nobody has an ID number but four, which are test numbers of the standard.
package demo

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"guitu/internal/store"
)

// Password is the password of every account of an invented station. It is no
// secret.
const Password = "演示演示演示演示"

// Fill founds an invented station in an empty database and lives through its
// last weeks, up to now. The same people come each time, at hours counted back
// from now. progress, where not nil, is told how many of them have come.
// Afterwards the database goes by the computer's clock.
//
// Fill takes some seconds. When ctx ends before, the station is there with what
// had happened until then.
func Fill(ctx context.Context, db *store.DB, progress func(done, total int)) error {
	if db.Station() != "" {
		return store.Fail(store.Conflict, "这个文件夹里已经有救助站，演示站要另选一个空文件夹。")
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	end := db.Now()
	w := &world{ctx: ctx, db: db, end: end, rng: rand.New(rand.NewPCG(2026, 381)),
		names: map[string][]string{}, progress: progress}
	w.setClock(end.AddDate(0, 0, -founded))
	db.SetClock(func() time.Time { return time.UnixMilli(w.clock.Load()) })
	defer db.SetClock(time.Now)
	if err := w.found(); err != nil {
		return err
	}
	defer w.lock()
	guests := w.inviteAll()
	w.expected = len(guests)
	for _, g := range guests {
		w.at(g.arrives, func() error { return w.arrive(g) })
	}
	w.scheduleHouse()
	w.aidOnTheSpot()
	w.changeShifts()
	w.familiesReport()
	if err := w.live(); err != nil {
		return err
	}
	progress(w.expected, w.expected)
	return nil
}

// founded is how many days ago the station began.
const founded = 80

// world is the invented station while its past is being lived through.
type world struct {
	ctx   context.Context
	db    *store.DB
	end   time.Time    // now, in the eyes of who asked
	clock atomic.Int64 // Unix milliseconds
	rng   *rand.Rand
	staff
	store    stock
	agenda   agenda
	order    int
	names    map[string][]string // that have been given, by sex
	serial   int                 // number of the next sealed bag
	arrived  int
	expected int
	progress func(done, total int)
}

func (w *world) setClock(t time.Time) { w.clock.Store(t.UnixMilli()) }

func (w *world) now() time.Time { return time.UnixMilli(w.clock.Load()) }
