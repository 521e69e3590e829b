package supply

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/calendar"
)

// Balance is what there is of an item, apart by where it came from.
type Balance struct {
	Item       Item
	BySource   map[string]int // supply_source table
	ByDepot    map[string]int // by depot id
	Usable     int            // may be handed out to anybody
	Reserved   int            // for a use that its donor named
	Expired    int            // to be written off
	NextExpiry calendar.Date  // of what is not expired; zero where nothing expires
}

// Balance lists what there is of every item that is offered or there, by kind
// and name. It reads the stock that is kept with each line of the ledger, and
// so takes as long after five years as after one.
func (r *Room) Balance(ctx context.Context) (all []Balance, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = balance(tx)
		return err
	})
	return all, err
}

func balance(tx *access.Tx) (all []Balance, err error) {
	items, err := findItems(tx)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for _, i := range items {
		if i.Active || i.Stock > 0 {
			at[i.ID] = len(all)
			all = append(all, Balance{Item: i, BySource: map[string]int{}, ByDepot: map[string]int{}})
		}
	}
	lots, err := findLotSums(tx)
	today := calendar.On(tx.Now())
	for _, l := range lots {
		all[at[l.Item.ID]].add(l, today)
	}
	return all, err
}

// add counts a lot in. Lots come in the order in which they expire.
func (b *Balance) add(l Lot, today calendar.Date) {
	b.BySource[l.Source] += l.Stock
	b.ByDepot[l.Depot.ID] += l.Stock
	switch {
	case l.Expired(today):
		b.Expired += l.Stock
		return
	case l.Reserved():
		b.Reserved += l.Stock
	default:
		b.Usable += l.Stock
	}
	if b.NextExpiry.IsZero() {
		b.NextExpiry = l.Expires
	}
}
