package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"guitu/internal/store"
)

func watch(t *testing.T, ctx context.Context, db *store.DB) <-chan []store.Change {
	t.Helper()
	feed, err := db.Watch(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return feed
}

// receive takes n changes or more from the feed and checks that they follow
// each other.
func receive(t *testing.T, feed <-chan []store.Change, n int) (all []store.Change) {
	t.Helper()
	for len(all) < n {
		batch, ok := <-feed
		if !ok {
			t.Errorf("the feed ended after %d of %d changes", len(all), n)
			return all
		}
		for _, c := range batch {
			if len(all) > 0 && c.Seq != all[len(all)-1].Seq+1 {
				t.Errorf("change %d follows %d", c.Seq, all[len(all)-1].Seq)
			}
			all = append(all, c)
		}
	}
	return all
}

func change(t *testing.T, db *store.DB, ids ...string) {
	t.Helper()
	write(t, db, func(tx *store.Tx) error {
		for _, id := range ids {
			tx.Changed("bed", id)
		}
		return nil
	})
}

func TestEachWatcherHearsEachChangeOnceInOrder(t *testing.T) {
	db := found(t)
	first, second := watch(t, t.Context(), db), watch(t, t.Context(), db)
	change(t, db, "a", "b", "a")
	change(t, db, "c")
	for _, feed := range []<-chan []store.Change{first, second} {
		if got, want := ids(receive(t, feed, 3)), "a b c "; got != want {
			t.Errorf("heard %q; want %q", got, want)
		}
	}
}

func ids(changes []store.Change) (text string) {
	for _, c := range changes {
		text += c.ID + " "
	}
	return text
}

func TestAWatcherHearsOnlyWhatComesAfterIt(t *testing.T) {
	db := found(t)
	early := watch(t, t.Context(), db)
	change(t, db, "before")
	late := watch(t, t.Context(), db)
	change(t, db, "after")
	if got := ids(receive(t, early, 2)); got != "before after " {
		t.Errorf("early watcher heard %q", got)
	}
	if got := ids(receive(t, late, 1)); got != "after " {
		t.Errorf("late watcher heard %q; want what came after it", got)
	}
}

func TestARolledBackChangeIsNotHeard(t *testing.T) {
	db := found(t)
	feed := watch(t, t.Context(), db)
	db.Write(t.Context(), func(tx *store.Tx) error { tx.Changed("bed", "no"); return fmt.Errorf("no") })
	change(t, db, "yes")
	if got := ids(receive(t, feed, 1)); got != "yes " {
		t.Errorf("heard %q; want yes alone", got)
	}
}

// Three processes commit while two windows of this one watch; one of them
// does not look before all is done.
func TestChangesOfOtherProcessesAreAllHeard(t *testing.T) {
	db := found(t)
	other := open(t, db.Dir())
	quick, elsewhere, slow := watch(t, t.Context(), db), watch(t, t.Context(), other), watch(t, t.Context(), db)
	const total = 3 * goroutines * changedEach * 2
	var wg sync.WaitGroup
	wg.Go(func() { receive(t, quick, total) })
	wg.Go(func() { receive(t, elsewhere, total) })
	together(t, 3, "changes", db.Dir())
	wg.Wait()
	all := receive(t, slow, total)
	if len(all) != total {
		t.Errorf("%d changes; want %d", len(all), total)
	}
	for i := 0; i+1 < len(all); i += 2 {
		if a, b := all[i].ID, all[i+1].ID; a[:36] != b[:36] || a[36:] != "/1" || b[36:] != "/2" {
			t.Fatalf("changes of one transaction do not stand together: %s, %s", a, b)
		}
	}
}

func TestNothingIsHeardAfterTheWatchEnds(t *testing.T) {
	db := found(t)
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		ending, going := watch(t, ctx, db), watch(t, t.Context(), db)
		cancel()
		change(t, db, "late")
		receive(t, going, 1) // by now the feed has handed it out
		if batch, ok := <-ending; ok {
			t.Fatalf("heard %v after the end", batch)
		}
	}
}

func TestCloseEndsEachWatch(t *testing.T) {
	db := found(t)
	feed := watch(t, t.Context(), db)
	change(t, db, "a")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for range feed { // ends because the channel closes
	}
	if _, err := db.Watch(t.Context()); err == nil {
		t.Error("a closed database may be watched")
	}
	if err := db.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

func TestAWindowWaitingForTheFoundingHearsOfIt(t *testing.T) {
	dir := t.TempDir()
	waiting := open(t, dir)
	feed := watch(t, t.Context(), waiting)
	write(t, open(t, dir), func(tx *store.Tx) error { return tx.Found(store.Station{ID: "s1"}) })
	if got := receive(t, feed, 1); len(got) != 1 || got[0].Table != "station" || waiting.Station() != "s1" {
		t.Errorf("heard %v and sees station %q", got, waiting.Station())
	}
}
