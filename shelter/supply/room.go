// Package supply keeps the store room: what is there, what came in from where,
// and what was handed out to whom.
//
// The one thing not to get wrong: the ledger is append-only and stock never
// falls below zero. Both are promises of the database (a trigger, a CHECK);
// of two desks that want the last quilt one gets it and the other hears how
// many are left. What was entered wrongly is put right by a further row.
//
//	room := &supply.Room{Session: session}
//	err := room.Receive(ctx, quilt.ID, 50, "budget")
//	slip, err := room.Issue(ctx, stay.ID, []supply.Line{{ItemID: quilt.ID, Qty: 1}})
//	fmt.Println(slip.Number) // FF20261124-003
package supply

import (
	"context"
	"fmt"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Room is the store room (物资) as one signed-in account works with it.
type Room struct{ Session *access.Session }

// Item is a kind of thing in the store room, of one size.
type Item struct {
	ID      string
	Version int64
	Kind    string // supply_kind table
	Name    string
	Size    string // empty where there is only one
	Unit    string // 条, 件, 瓶 …
	Reorder int    // at or below this stock is to be ordered; 0 means never
	Stock   int    // read only; changed by the ledger
	Active  bool   // still offered
}

// Low reports that the item is to be ordered.
func (i Item) Low() bool { return i.Active && i.Reorder > 0 && i.Stock <= i.Reorder }

// The kinds of a move.
const (
	MoveReceive = "receive" // 入库
	MoveIssue   = "issue"   // 发放
	MoveReturn  = "return"  // 退回
	MoveAdjust  = "adjust"  // 盘点
)

// Move is a row of the ledger.
type Move struct {
	ID       string
	ItemID   string
	At       time.Time
	Kind     string
	Qty      int // positive for what came in
	Balance  int // stock after it; filled by Ledger
	StayID   string
	PersonID string
	Slip     string // number of the slip it was issued on
	Source   string // supply_source table
	Reason   string // of an adjustment or a return; never about a person
	Actor    string // account
}

// Line is one thing to be handed out.
type Line struct {
	ItemID string
	Qty    int
}

// Slip is what was handed out at once and is signed for: 物资发放单.
type Slip struct {
	Number string // FF, the day, and a number without gaps in the day
	StayID string
	At     time.Time
	Lines  []SlipLine
}

// SlipLine is a line with its item as it was.
type SlipLine struct {
	Item Item
	Qty  int
}

// Issued is what somebody was given of an item, less what came back.
type Issued struct {
	Item Item
	Qty  int
	Last time.Time // when it was last given
}

// SaveItem adds an item, where its ID is empty, or changes all but its stock.
func (r *Room) SaveItem(ctx context.Context, i *Item) error {
	switch {
	case strings.TrimSpace(i.Name) == "":
		return store.Fail(store.Invalid, "请填写物资名称。").On("name")
	case strings.TrimSpace(i.Unit) == "":
		return store.Fail(store.Invalid, "请填写计量单位，如“条”。").On("unit")
	case i.Reorder < 0:
		return store.Fail(store.Invalid, "补货线不能小于0。").On("reorder")
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		if err := saveItem(tx, i); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.item", Table: "supply_item", Target: i.ID})
	})
}

// Items lists the store room, by kind and name.
func (r *Room) Items(ctx context.Context) (all []Item, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findItems(tx)
		return err
	})
	return all, err
}

// Ledger lists the moves of an item, the newest first, with the stock after
// each. It names nobody, and auditors read it too.
func (r *Room) Ledger(ctx context.Context, itemID string) (all []Move, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findLedger(tx, itemID)
		return err
	})
	return all, err
}

// IssuedTo lists what was handed out in a stay.
func (r *Room) IssuedTo(ctx context.Context, stayID string) (all []Issued, err error) {
	err = r.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = FindIssued(tx, stayID)
		return err
	})
	return all, err
}

// Receive takes goods in, from a source.
func (r *Room) Receive(ctx context.Context, itemID string, qty int, source string) error {
	if err := positive(qty); err != nil {
		return err
	}
	if source == "" {
		return store.Fail(store.Invalid, "请选择物资来源，审计时要分开核对。").On("source")
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		return post(tx, "supply.receive", &Move{ItemID: itemID, Kind: MoveReceive, Qty: qty, Source: source})
	})
}

func positive(qty int) error {
	if qty < 1 {
		return store.Fail(store.Invalid, "数量至少是1。").On("quantity")
	}
	return nil
}

// post writes a move, its change of the stock, and puts it on record.
func post(tx *access.Tx, action string, m *Move) error {
	if err := applyMove(tx, m); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: action, Table: "supply_move", Target: m.ID, Person: m.PersonID,
		Detail: map[string]any{"item": m.ItemID, "quantity": m.Qty, "slip": m.Slip}})
}

// Issue hands things out to somebody on one slip: all lines or none.
func (r *Room) Issue(ctx context.Context, stayID string, lines []Line) (slip Slip, err error) {
	if len(lines) == 0 {
		return slip, store.Fail(store.Invalid, "请至少选择一种物资。").On("lines")
	}
	for _, l := range lines {
		if err := positive(l.Qty); err != nil {
			return slip, err
		}
	}
	err = r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		slip, err = issue(tx, stayID, lines)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

func issue(tx *access.Tx, stayID string, lines []Line) (Slip, error) {
	slip := Slip{StayID: stayID, At: tx.Now()}
	stay, err := intake.FindStay(tx, stayID)
	if err != nil {
		return slip, err
	}
	if !stay.State.Open() {
		return slip, store.Fail(store.Conflict, "此人已经离站，不能再发放物资。")
	}
	if slip.Number, err = nextSlip(tx); err != nil {
		return slip, err
	}
	for _, l := range lines {
		m := Move{ItemID: l.ItemID, Kind: MoveIssue, Qty: -l.Qty, StayID: stayID, PersonID: stay.PersonID, Slip: slip.Number}
		if err := post(tx, "supply.issue", &m); err != nil {
			return slip, err
		}
		item, err := findItem(tx, l.ItemID)
		if err != nil {
			return slip, err
		}
		slip.Lines = append(slip.Lines, SlipLine{item, l.Qty})
	}
	return slip, nil
}

// nextSlip draws FF20261124-003. The series is one of a day: its year is the
// day as a number, 20261124.
func nextSlip(tx *access.Tx) (string, error) {
	d := calendar.On(tx.Now())
	day := d.Year*10000 + int(d.Month)*100 + d.Day
	n, err := tx.NextNumber("supply_slip", day)
	return fmt.Sprintf("FF%d-%03d", day, n), err
}

// Return takes back what somebody was given, at most as much as they have.
func (r *Room) Return(ctx context.Context, stayID, itemID string, qty int, reason string) error {
	if err := positive(qty); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.IssueSupplies, func(tx *access.Tx) error {
		has, person, err := findHeld(tx, stayID, itemID)
		if err != nil {
			return err
		}
		if qty > has {
			return store.Fail(store.Invalid, "此人名下只有{{.N}}件，退回的数量多了，请核对。").With(store.Args{"N": has}).On("quantity")
		}
		return post(tx, "supply.return", &Move{ItemID: itemID, Kind: MoveReturn, Qty: qty, StayID: stayID, PersonID: person, Reason: reason})
	})
}

// Adjust sets the stock to what was counted; the difference goes into the
// ledger with its reason. A count that agrees is put on record too.
func (r *Room) Adjust(ctx context.Context, itemID string, counted int, reason string) error {
	if counted < 0 {
		return store.Fail(store.Invalid, "盘点数量不能小于0。").On("quantity")
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		item, err := findItem(tx, itemID)
		if err != nil {
			return err
		}
		if counted == item.Stock {
			return tx.Audit(access.Entry{Action: "supply.count", Table: "supply_item", Target: itemID, Detail: map[string]any{"stock": counted}})
		}
		if strings.TrimSpace(reason) == "" {
			return store.Fail(store.Invalid, "盘点数与账面数不符（账面{{.N}}），请写明原因。").With(store.Args{"N": item.Stock}).On("reason")
		}
		return post(tx, "supply.adjust", &Move{ItemID: itemID, Kind: MoveAdjust, Qty: counted - item.Stock, Reason: strings.TrimSpace(reason)})
	})
}
