package supply

import (
	"context"
	"slices"
	"strings"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// adjustSetting is how many of an item one person may correct in a day without
// another's approval.
const adjustSetting = "supply.adjust_alone"

// defaultAlone is that number where the station set none.
const defaultAlone = 3

// AdjustAlone is how many of an item one person may correct in a day; 0 leaves
// every difference to a stock-take.
func (r *Room) AdjustAlone(ctx context.Context) (n int, err error) {
	n = defaultAlone
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		_, err := tx.Setting(adjustSetting, &n)
		return err
	})
	return n, err
}

// SetAdjustAlone changes that number.
func (r *Room) SetAdjustAlone(ctx context.Context, n int) error {
	if n < 0 {
		return store.Fail(store.Invalid, "数量不能小于0。").On("quantity")
	}
	return r.saveRule(ctx, adjustSetting, n)
}

// saveRule keeps a rule of the store room that the station edits.
func (r *Room) saveRule(ctx context.Context, key string, value any) error {
	return r.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		if err := tx.SetSetting(key, value); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rules.supply", Table: "setting", Target: key})
	})
}

// Adjust sets the stock of an item to what was counted; the difference goes
// into the ledger with its reason. A count that agrees is put on record too. It
// is for what is seen in passing: more than a few in a day need a StockTake,
// which another person approves.
func (r *Room) Adjust(ctx context.Context, itemID string, counted int, reason string) error {
	if counted < 0 {
		return store.Fail(store.Invalid, "盘点数量不能小于0。").On("quantity")
	}
	reason = strings.TrimSpace(reason)
	if err := checkText(reason, "reason"); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error { return adjust(tx, itemID, counted, reason) })
}

func adjust(tx *access.Tx, itemID string, counted int, reason string) error {
	item, err := findItem(tx, itemID)
	if err != nil {
		return err
	}
	by := counted - item.Stock
	if by == 0 {
		return tx.Audit(access.Entry{Action: "supply.count", Table: "supply_item", Target: itemID, Detail: map[string]any{"stock": counted}})
	}
	if reason == "" {
		return store.Fail(store.Invalid, "盘点数与账面数不符（账面{{.N}}），请写明原因。").With(store.Args{"N": item.Stock}).On("reason")
	}
	if err := mayAlone(tx, itemID, max(by, -by)); err != nil {
		return err
	}
	counting, err := isBeingCounted(tx, itemID)
	if err != nil {
		return err
	}
	if counting { // approved later, the same difference would be booked twice
		return store.Fail(store.Conflict, "这种物资正在盘点，请在盘点里更正。").On("quantity")
	}
	steps, err := spread(tx, item, "", by)
	if err != nil {
		return err
	}
	slip, err := newSlip(tx, MoveAdjust)
	if err != nil {
		return err
	}
	slip.Reason = reason
	return slip.write(tx, "", "", steps)
}

// mayAlone refuses what goes beyond what one person may correct in a day.
func mayAlone(tx *access.Tx, itemID string, qty int) error {
	limit := defaultAlone
	if _, err := tx.Setting(adjustSetting, &limit); err != nil {
		return err
	}
	done, err := findAdjustedAlone(tx, itemID, calendar.On(tx.Now()).Start())
	if err == nil && done+qty > limit {
		err = store.Fail(store.Conflict, "一个人一天对同一种物资最多更正{{.N}}件。相差更多的请做盘点，由另一人审批。").With(store.Args{"N": limit}).On("quantity")
	}
	return err
}

// spread finds the lots of a difference in a depot, or in any with the empty
// id. What is missing is taken off what expires first, expired or not; what is
// too much goes to the lot that came in last.
func spread(tx *access.Tx, item Item, depotID string, by int) (steps []step, err error) {
	if by > 0 {
		lotID, err := lotForMore(tx, item, depotID)
		return []step{{item, lotID, by}}, err
	}
	lots, err := findLots(tx, lotsOfItem, item.ID)
	if err != nil {
		return nil, err
	}
	lots = slices.DeleteFunc(lots, func(l Lot) bool { return depotID != "" && l.Depot.ID != depotID })
	left := -by
	for _, l := range lots {
		if n := min(left, l.Stock); n > 0 {
			steps = append(steps, step{item, l.ID, -n})
			left -= n
		}
	}
	if left > 0 {
		return nil, store.Fail(store.Conflict, "“{{.Item}}”的库存刚刚变了，请重新清点。").With(store.Args{"Item": item.Full()}).On("quantity")
	}
	return steps, nil
}

// Surplus is the label of a lot of what was found to be too much and never had
// come in.
const Surplus = "盘盈"

func lotForMore(tx *access.Tx, item Item, depotID string) (string, error) {
	depotID, err := depotFor(tx, depotID)
	if err != nil {
		return "", err
	}
	id, ok, err := findNewestLot(tx, item.ID, depotID)
	if err != nil || ok {
		return id, err
	}
	l := Lot{Item: item, Depot: Depot{ID: depotID}, Label: Surplus, Source: "other"}
	err = insertLot(tx, &l)
	return l.ID, err
}
