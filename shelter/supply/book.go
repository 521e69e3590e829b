package supply

import (
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// MonthBook is the store room's month as auditors read it: 出入库月报. What was
// given stands apart from what was bought.
type MonthBook struct {
	Month   calendar.Date // its first day
	DepotID string        // empty: all depots, and no transfers
	Lines   []BookLine
}

// BookLine is an item of one source in a month. Opening and what follows add
// up to Closing; what goes out is negative.
type BookLine struct {
	Item        Item
	Source      string // supply_source table
	Opening     int
	Received    int
	Issued      int
	Returned    int
	MovedIn     int
	MovedOut    int
	WrittenOff  int
	Adjusted    int // by stock-takes and corrections, up or down
	Closing     int
	hasMovement bool
}

// Donated lists the lines of what was given, Bought those of all other sources.
func (b MonthBook) Donated() []BookLine { return b.given(true) }
func (b MonthBook) Bought() []BookLine  { return b.given(false) }

func (b MonthBook) given(yes bool) []BookLine {
	return slices.DeleteFunc(slices.Clone(b.Lines), func(l BookLine) bool { return (l.Source == Donation) != yes })
}

// MonthBook reads the book of a month, of a depot or of all with the empty id.
// It names nobody.
func (r *Room) MonthBook(ctx context.Context, year int, month time.Month, depotID string) (b MonthBook, err error) {
	first, err := monthOf(year, month)
	if err != nil {
		return b, err
	}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		b, err = monthBook(tx, first, depotID)
		return err
	})
	return b, err
}

// monthOf is the first day of a month.
func monthOf(year int, month time.Month) (calendar.Date, error) {
	first := calendar.Date{Year: year, Month: month, Day: 1}
	if !first.Valid() {
		return first, store.Fail(store.Invalid, "月份请写成 2026-11。").On("month")
	}
	return first, nil
}

// Gift is what came in at once from a donor.
type Gift struct {
	At    time.Time
	Slip  string // number of the receipt
	Lot   Lot    // with its item, donor, label and use; its Stock is what is left of it in the depot it came to
	Given int
}

// Gifts lists what was given in a month, of a depot or of all with the empty
// id, in the order in which it came. It names donors.
func (r *Room) Gifts(ctx context.Context, year int, month time.Month, depotID string) (all []Gift, err error) {
	first, err := monthOf(year, month)
	if err != nil {
		return nil, err
	}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findGifts(tx, first.Start(), first.AddMonths(1).Start(), depotID)
		return err
	})
	return all, err
}

// bookKey is what a line is of.
type bookKey struct{ item, source string }

// sum is what moved of one kind and one direction.
type sum struct {
	bookKey
	kind string
	qty  int
}

func monthBook(tx *access.Tx, first calendar.Date, depotID string) (b MonthBook, err error) {
	b = MonthBook{Month: first, DepotID: depotID}
	lines := map[bookKey]*BookLine{}
	line := func(k bookKey) *BookLine {
		if lines[k] == nil {
			lines[k] = &BookLine{Source: k.source}
		}
		return lines[k]
	}
	// Counted back from today's stock: a month just past takes as long to read in
	// the fifth year as in the first.
	next := first.AddMonths(1).Start()
	stocks, err := findStockBySource(tx, depotID)
	if err != nil {
		return b, err
	}
	since, err := findSums(tx, next, time.UnixMilli(math.MaxInt64), depotID)
	if err != nil {
		return b, err
	}
	during, err := findSums(tx, first.Start(), next, depotID)
	if err != nil {
		return b, err
	}
	for _, s := range stocks {
		line(s.bookKey).Closing += s.qty
	}
	for _, s := range since {
		line(s.bookKey).Closing -= s.qty
	}
	for _, s := range during {
		line(s.bookKey).add(s, depotID)
	}
	items, err := findItems(tx)
	if err != nil {
		return b, err
	}
	known := map[string]Item{}
	for _, i := range items {
		known[i.ID] = i
	}
	for k, l := range lines {
		if l.hasMovement || l.Closing != 0 {
			l.Item = known[k.item]
			l.Opening = l.Closing - l.Received - l.Issued - l.Returned - l.MovedIn - l.MovedOut - l.WrittenOff - l.Adjusted
			b.Lines = append(b.Lines, *l)
		}
	}
	slices.SortFunc(b.Lines, func(x, y BookLine) int {
		return cmp.Or(cmp.Compare(x.Item.Kind, y.Item.Kind), cmp.Compare(x.Item.Name, y.Item.Name), cmp.Compare(x.Item.ID, y.Item.ID), cmp.Compare(x.Source, y.Source))
	})
	return b, nil
}

// add puts a sum where it belongs. Over all depots a transfer moves nothing.
func (l *BookLine) add(s sum, depotID string) {
	if s.kind == MoveTransfer && depotID == "" {
		return
	}
	l.hasMovement = true
	switch s.kind {
	case MoveReceive:
		l.Received += s.qty
	case MoveIssue:
		l.Issued += s.qty
	case MoveReturn:
		l.Returned += s.qty
	case MoveTransfer:
		l.MovedIn += max(0, s.qty)
		l.MovedOut += min(0, s.qty)
	case MoveWriteOff:
		l.WrittenOff += s.qty
	case MoveAdjust:
		l.Adjusted += s.qty
	}
}
