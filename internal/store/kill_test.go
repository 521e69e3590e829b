package store_test

import (
	"math/rand/v2"
	"testing"

	"guitu/internal/store"
)

// A process that writes without end is killed (SIGKILL) at a random point; what
// it said it had kept must be there for the next one.
func TestAKilledProcessLosesNothingThatItConfirmed(t *testing.T) {
	db := found(t)
	dir := db.Dir()
	db.Close() // so that the killed process is the only one with the log in its hands
	confirmed := map[string]bool{}
	for range 10 {
		writer := start(t, "write", dir)
		for range 1 + rand.IntN(120) {
			name, ok := writer.line()
			if !ok {
				t.Fatal("the writer ended by itself")
			}
			confirmed[name] = true
		}
		if err := writer.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for name, ok := writer.line(); ok; name, ok = writer.line() { // said before it died
			if len(name) == len(store.NewID()) {
				confirmed[name] = true
			}
		}
		writer.cmd.Wait()
		again, err := store.Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for name := range confirmed {
			if count(t, again, `SELECT COUNT(*) FROM setting WHERE name = $1`, name) != 1 {
				t.Errorf("setting %s was confirmed and is gone", name)
			}
		}
		if n := count(t, again, `SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'`); n != 0 {
			t.Error("the file is damaged")
		}
		again.Close()
	}
	t.Logf("%d confirmed writes survived 10 kills", len(confirmed))
}
