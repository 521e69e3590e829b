package store_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"guitu/internal/store"
)

// Four processes of eight goroutines each run for the same beds. A process
// ends with an error for anything but a plain Conflict, SQLITE_BUSY included.
func TestABedIsNeverGivenTwice(t *testing.T) {
	db := found(t)
	house(t, db, racedPlaces)
	winners := map[string]int{}
	for _, lines := range together(t, 4, "race", db.Dir()) {
		for _, bed := range lines {
			winners[bed]++
		}
	}
	for bed, n := range winners {
		if n != 1 {
			t.Errorf("bed %s was won %d times", bed, n)
		}
	}
	if len(winners) != racedPlaces {
		t.Errorf("%d beds were won; want all %d", len(winners), racedPlaces)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM bed_take WHERE to_at = 0`); n != racedPlaces {
		t.Errorf("%d beds are taken; want %d", n, racedPlaces)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM person`); n != racedPlaces {
		t.Errorf("%d people were kept; a loser's transaction must leave nothing", n)
	}
}

func TestNumbersHaveNoGaps(t *testing.T) {
	db := found(t)
	var drawn []int
	for _, lines := range together(t, 4, "number", db.Dir()) {
		for _, line := range lines {
			n, err := strconv.Atoi(line)
			if err != nil {
				t.Fatal(err)
			}
			drawn = append(drawn, n)
		}
	}
	slices.Sort(drawn)
	for i, n := range drawn {
		if n != i+1 {
			t.Fatalf("number %d stands at place %d of %d; want 1, 2, 3 …", n, i+1, len(drawn))
		}
	}
	if want := 4 * goroutines * (drawnEach - drawnEach/3); len(drawn) != want {
		t.Errorf("%d numbers were drawn; want %d", len(drawn), want)
	}
}

func TestEachKindAndYearCountsForItself(t *testing.T) {
	db := found(t)
	draw := func(kind string, year int) (n int64) {
		write(t, db, func(tx *store.Tx) (err error) { n, err = tx.NextNumber(kind, year); return err })
		return n
	}
	draw("stay", 2026)
	for _, c := range []struct {
		kind string
		year int
		want int64
	}{{"stay", 2026, 2}, {"stay", 2027, 1}, {"notice", 2026, 1}, {"stay", 2026, 3}} {
		if got := draw(c.kind, c.year); got != c.want {
			t.Errorf("%s %d: number %d; want %d", c.kind, c.year, got, c.want)
		}
	}
	gone := errors.New("gone")
	if err := db.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.NextNumber("stay", 2026); return errors.Join(err, gone) }); !errors.Is(err, gone) {
		t.Fatal(err)
	}
	if got := draw("stay", 2026); got != 4 {
		t.Errorf("number %d after one that was drawn in vain; want 4", got)
	}
}
