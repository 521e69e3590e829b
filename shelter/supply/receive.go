package supply

import (
	"context"
	"slices"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Donation is the source of what was given.
const Donation = "donation"

// Delivery is what comes in at once of an item. 入库
type Delivery struct {
	ItemID  string
	DepotID string // empty for the main depot
	Qty     int
	Source  string // supply_source table
	Label   string // batch number on the package; may be empty
	Expires calendar.Date
	Donor   string // who gave it, as they want to be named
	Use     string // what it was given for; empty for any use
	Note    string // number of the invoice or the agreement; never about a person
}

func (d *Delivery) check(today calendar.Date) error {
	trimmed(&d.Label, &d.Donor, &d.Use, &d.Note)
	if err := positive(d.Qty); err != nil {
		return err
	}
	switch {
	case d.Source == "":
		return store.Fail(store.Invalid, "请选择物资来源，审计时要分开核对。").On("source")
	case !isCode("supply_source", d.Source):
		return store.Fail(store.Invalid, "没有这种来源，请从列表中选择。").On("source")
	case d.Source != Donation && d.Donor+d.Use != "":
		return store.Fail(store.Invalid, "只有社会捐赠才写捐赠人和用途。请改来源，或清空这两栏。").On("source")
	case !d.Expires.IsZero() && d.Expires.Before(today):
		return store.Fail(store.Invalid, "这批物资已过有效期，不能入库。请退回，或核对日期。").On("expires")
	}
	for field, text := range map[string]string{"label": d.Label, "donor": d.Donor, "use": d.Use, "note": d.Note} {
		if err := checkText(text, field); err != nil {
			return err
		}
	}
	return nil
}

func isCode(table, code string) bool {
	rows, err := assets.CodeTable(table)
	return err == nil && slices.ContainsFunc(rows, func(c assets.Code) bool { return c.Code == code })
}

// codeText is what a code is called; slips and the ledger are read on paper.
func codeText(table, code string) string {
	rows, err := assets.CodeTable(table)
	at := slices.IndexFunc(rows, func(c assets.Code) bool { return c.Code == code })
	if err != nil || at < 0 {
		return code
	}
	return rows[at].Text
}

// maxQty is more than a station ever moves at once: a slip of the finger.
const maxQty = 1_000_000

func positive(qty int) error {
	switch {
	case qty < 1:
		return store.Fail(store.Invalid, "数量至少是1。").On("quantity")
	case qty > maxQty:
		return store.Fail(store.Invalid, "数量太大，请核对。").On("quantity")
	}
	return nil
}

// Receive takes goods in that nothing more is known of than their source.
func (r *Room) Receive(ctx context.Context, itemID string, qty int, source string) error {
	_, _, err := r.TakeIn(ctx, Delivery{ItemID: itemID, Qty: qty, Source: source})
	return err
}

// TakeIn takes goods in as a lot of their own.
func (r *Room) TakeIn(ctx context.Context, d Delivery) (Lot, Slip, error) {
	lots, slip, err := r.TakeInAll(ctx, []Delivery{d})
	if err != nil {
		return Lot{}, Slip{}, err
	}
	return lots[0], slip, nil
}

// Check says what is wrong with a delivery before it is taken in. today is the
// station's day.
func (d Delivery) Check(today calendar.Date) error { return d.check(today) }

// TakeInAll takes in several things of one source that came at once, each as a
// lot of its own and all on one slip: all of them or none. Source and Note are
// those of the first.
func (r *Room) TakeInAll(ctx context.Context, all []Delivery) (lots []Lot, slip Slip, err error) {
	if len(all) == 0 {
		return nil, slip, store.Fail(store.Invalid, "请至少写一种物资。").On("lines")
	}
	err = r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		for i := range all {
			if err := all[i].check(calendar.On(tx.Now())); err != nil {
				return err
			}
			if all[i].Source != all[0].Source {
				return store.Fail(store.Invalid, "一张入库单只能有一种来源，请分开入库。").On("source")
			}
		}
		lots, slip, err = takeInAll(tx, all)
		return err
	})
	if err != nil {
		return nil, Slip{}, err
	}
	return lots, slip, nil
}

func takeInAll(tx *access.Tx, all []Delivery) ([]Lot, Slip, error) {
	lots, steps := make([]Lot, len(all)), make([]step, len(all))
	for i, d := range all {
		item, err := findItem(tx, d.ItemID)
		if err != nil {
			return nil, Slip{}, err
		}
		depot, err := depotFor(tx, d.DepotID)
		if err != nil {
			return nil, Slip{}, err
		}
		l := Lot{Item: item, Depot: Depot{ID: depot}, Label: d.Label, Source: d.Source, Donor: d.Donor, Use: d.Use, Expires: d.Expires}
		if err := insertLot(tx, &l); err != nil {
			return nil, Slip{}, err
		}
		lots[i], steps[i] = l, step{item, l.ID, d.Qty}
	}
	slip, err := newSlip(tx, MoveReceive)
	if err != nil {
		return nil, Slip{}, err
	}
	slip.Reason = all[0].Note
	if err := slip.write(tx, "", all[0].Source, steps); err != nil {
		return nil, Slip{}, err
	}
	for i := range lots {
		if lots[i], err = findLot(tx, lots[i].ID); err != nil {
			return nil, Slip{}, err
		}
	}
	return lots, *slip, nil
}
