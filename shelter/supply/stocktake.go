package supply

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// The states of a StockTake beside Dropped.
const (
	Open     = "open"
	Approved = "approved"
)

// StockTake is a count of a depot: begun by one, approved by another, whereupon
// the books follow what was counted. 盘点
type StockTake struct {
	ID      string
	Version int64
	Depot   Depot
	State   string // Open, Approved or Dropped
	BegunAt time.Time
	BegunBy string      // account
	Items   int         // to be counted
	Done    int         // of them counted
	Differ  int         // of them counted and not as on the books
	Lines   []CountLine // of StockTake and the steps; a list leaves them out

	DecidedAt time.Time
	DecidedBy string // account
	Why       string // it was dropped
	Slip      string // number of the corrections; empty where everything agreed
}

// CountLine is an item in a StockTake.
type CountLine struct {
	Item      Item
	Began     int  // in the depot when the stock-take began
	Counted   int  // of use where Done
	Booked    int  // in the depot at the moment it was counted
	Done      bool // it was counted
	CountedAt time.Time
	CountedBy string // account
	Reason    string // of a difference; never about a person
}

// Variance is what was counted less what was on the books at that moment:
// what others hand out meanwhile does not make a difference.
func (l CountLine) Variance() int {
	if !l.Done {
		return 0
	}
	return l.Counted - l.Booked
}

// BeginStockTake begins to count a depot (the main one with the empty id):
// some items, or with none named all that are offered or are there.
func (r *Room) BeginStockTake(ctx context.Context, depotID string, itemIDs ...string) (t StockTake, err error) {
	err = r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		t, err = beginStockTake(tx, depotID, itemIDs)
		return err
	})
	return t, err
}

func beginStockTake(tx *access.Tx, depotID string, itemIDs []string) (t StockTake, err error) {
	if depotID, err = depotFor(tx, depotID); err != nil {
		return t, err
	}
	began, err := findStocks(tx, depotID)
	if err != nil {
		return t, err
	}
	items, err := findItems(tx)
	if err != nil {
		return t, err
	}
	items = slices.DeleteFunc(items, func(i Item) bool {
		if len(itemIDs) > 0 {
			return !slices.Contains(itemIDs, i.ID)
		}
		return !i.Active && began[i.ID] == 0
	})
	if len(items) == 0 {
		return t, store.Fail(store.Invalid, "没有可以盘点的物资，请先建好清单。").On("items")
	}
	id, err := insertTake(tx, depotID, items, began)
	if err != nil {
		return t, err
	}
	if err := tx.Audit(access.Entry{Action: "supply.take.begin", Table: "supply_take", Target: id, Detail: map[string]any{"items": len(items)}}); err != nil {
		return t, err
	}
	return findTake(tx, id)
}

// Count writes down how many of an item there are. Counting again replaces it.
func (r *Room) Count(ctx context.Context, takeID, itemID string, counted int) (t StockTake, err error) {
	if counted < 0 || counted > maxQty {
		return t, store.Fail(store.Invalid, "盘点数量要在0到{{.N}}之间，请核对。").With(store.Args{"N": maxQty}).On("quantity")
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		if t, err = findOpenTake(tx, takeID); err != nil {
			return err
		}
		booked, err := findStocks(tx, t.Depot.ID)
		if err != nil {
			return err
		}
		if err := setCounted(tx, t, itemID, counted, booked[itemID]); err != nil {
			return err
		}
		if err := tx.Audit(access.Entry{Action: "supply.take.count", Table: "supply_take", Target: takeID,
			Detail: map[string]any{"item": itemID, "counted": counted, "booked": booked[itemID]}}); err != nil {
			return err
		}
		t, err = findTake(tx, takeID)
		return err
	})
	return t, err
}

// Explain says why what was counted differs.
func (r *Room) Explain(ctx context.Context, takeID, itemID, reason string) error {
	trimmed(&reason)
	if err := checkText(reason, "reason"); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		t, err := findOpenTake(tx, takeID)
		if err != nil {
			return err
		}
		if err := setReason(tx, t, itemID, reason); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.take.explain", Table: "supply_take", Target: takeID, Detail: map[string]any{"item": itemID}})
	})
}

// ApproveStockTake makes the books follow the count. Who began it or counted in
// it may not: a difference needs other eyes. Where everything agrees no slip is
// written.
func (r *Room) ApproveStockTake(ctx context.Context, id string) (slip Slip, err error) {
	err = r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		slip, err = approveTake(tx, id)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

func approveTake(tx *access.Tx, id string) (Slip, error) {
	t, err := findOpenTake(tx, id)
	if err != nil {
		return Slip{}, err
	}
	if err := t.ready(tx.Actor().ID); err != nil {
		return Slip{}, err
	}
	var steps []step
	for _, l := range t.Lines {
		if l.Variance() == 0 {
			continue
		}
		more, err := spread(tx, l.Item, t.Depot.ID, l.Variance())
		if err != nil {
			return Slip{}, err
		}
		steps = append(steps, more...)
	}
	slip := &Slip{}
	if len(steps) > 0 {
		if slip, err = newSlip(tx, MoveAdjust); err != nil {
			return Slip{}, err
		}
		slip.Reason, slip.Actor, slip.Second = t.reasons(), t.BegunBy, tx.Actor().ID
		if err := slip.write(tx, "", "", steps); err != nil {
			return Slip{}, orTaken(err)
		}
	}
	if err := decideTake(tx, t, Approved, "", slip.Number); err != nil {
		return Slip{}, err
	}
	return *slip, tx.Audit(access.Entry{Action: "supply.take.approve", Table: "supply_take", Target: id, Detail: map[string]any{"slip": slip.Number}})
}

// ready says what is still to be done before an account may approve.
func (t StockTake) ready(actor string) error {
	own := t.BegunBy == actor
	open, unsaid := 0, ""
	for _, l := range t.Lines {
		own = own || l.CountedBy == actor
		if !l.Done {
			open++
		}
		if l.Variance() != 0 && l.Reason == "" && unsaid == "" {
			unsaid = l.Item.Full()
		}
	}
	switch {
	case own:
		return store.Fail(store.Forbidden, "盘点要由没有参加清点的另一人审批。请让有库管权限的同事登录后审批。")
	case open > 0:
		return store.Fail(store.Conflict, "还有{{.N}}种物资没有清点，请清点完再审批。").With(store.Args{"N": open}).On("lines")
	case unsaid != "":
		return store.Fail(store.Invalid, "“{{.Item}}”的盘点数与账面不符，请先写明原因。").With(store.Args{"Item": unsaid}).On("reason")
	}
	return nil
}

// reasons is what stands in the ledger of a whole stock-take: each reason once.
func (t StockTake) reasons() string {
	var all []string
	for _, l := range t.Lines {
		if l.Variance() != 0 && !slices.Contains(all, l.Reason) {
			all = append(all, l.Reason)
		}
	}
	return strings.Join(all, "；")
}

// DropStockTake ends a stock-take without touching the books.
func (r *Room) DropStockTake(ctx context.Context, id, why string) error {
	trimmed(&why)
	if why == "" {
		return store.Fail(store.Invalid, "请写明为什么不盘了。").On("why")
	}
	if err := checkText(why, "why"); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		t, err := findOpenTake(tx, id)
		if err != nil {
			return err
		}
		if err := decideTake(tx, t, Dropped, why, ""); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.take.drop", Table: "supply_take", Target: id})
	})
}

// StockTakes lists all stock-takes, the newest first, without their lines.
func (r *Room) StockTakes(ctx context.Context) (all []StockTake, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findTakes(tx, "")
		return err
	})
	return all, err
}

// StockTake reads one with its lines.
func (r *Room) StockTake(ctx context.Context, id string) (t StockTake, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		t, err = findTake(tx, id)
		return err
	})
	return t, err
}

func findOpenTake(tx *access.Tx, id string) (StockTake, error) {
	t, err := findTake(tx, id)
	if err == nil && t.State != Open {
		err = store.Fail(store.Conflict, "这次盘点已经结束，请刷新后再看。")
	}
	return t, err
}
