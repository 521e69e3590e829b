package supply

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Lot is what came in at once, of one source and one expiry. 批次
type Lot struct {
	ID       string
	Version  int64
	Item     Item
	Depot    Depot
	OriginID string // the lot that came in, of which this one is the part that was moved to its depot
	Label    string // batch number on the package, or what it is called
	Source   string // supply_source table
	Donor    string // who gave it, as they want to be named; empty where nobody did
	Use      string // what the donor gave it for; empty for any use
	Expires  calendar.Date
	Received time.Time
	Stock    int
}

// EarlierStock is the label of the lot that holds what a store room had before
// it kept lots.
const EarlierStock = "以前的库存"

// Reserved reports that the lot is only for the use that its donor named.
func (l Lot) Reserved() bool { return l.Use != "" }

// Expired reports that the lot may not be handed out any more on a day: the
// day on the package is the last on which it may.
func (l Lot) Expired(day calendar.Date) bool { return !l.Expires.IsZero() && l.Expires.Before(day) }

// donation is what is sealed of a lot: who gave it is a person more often than
// not.
type donation struct {
	Donor string `json:"donor"`
	Use   string `json:"use,omitempty"`
}

// Lots lists the lots of an item that hold something, first those that expire
// first; with the empty id those of every item. It names donors.
func (r *Room) Lots(ctx context.Context, itemID string) (all []Lot, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findLots(tx, lotsLeft, itemID)
		return err
	})
	return all, err
}

// LotsNamed reads lots by their ids, for a slip: empty ones too.
func (r *Room) LotsNamed(ctx context.Context, ids ...string) (all map[string]Lot, err error) {
	all = map[string]Lot{}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		for _, id := range ids {
			if _, known := all[id]; known {
				continue
			}
			lot, err := findLot(tx, id)
			if err != nil {
				return err
			}
			all[id] = lot
		}
		return nil
	})
	return all, err
}

// Taken is how many of a lot a line takes.
type Taken struct {
	Lot Lot
	Qty int
}

// Foresee tells out of which lots a line would be handed out on a day, from
// lots as Lots lists them, and how many are missing. It is what HandOut does,
// without doing it.
func Foresee(lots []Lot, l Line, day calendar.Date) (all []Taken, missing int) {
	var own []Lot
	for _, lot := range lots {
		if lot.Item.ID == l.ItemID {
			own = append(own, lot)
		}
	}
	p := pick(own, l.Qty, l.LotID, day)
	for _, part := range p.parts {
		all = append(all, Taken{part.lot, part.qty})
	}
	return all, max(0, l.Qty-p.usable)
}

// Expiring lists the lots with stock that have expired or will within so many
// days, the first to expire first.
func (r *Room) Expiring(ctx context.Context, days int) (all []Lot, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findLots(tx, lotsExpiring, calendar.On(tx.Now()).AddDays(days).String())
		return err
	})
	slices.SortStableFunc(all, func(a, b Lot) int { return a.Expires.Compare(b.Expires) })
	return all, err
}

// CorrectLot puts right what was read wrongly off a package: label and expiry.
func (r *Room) CorrectLot(ctx context.Context, l Lot) error {
	if err := checkLabel(l.Label); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		before, err := findLot(tx, l.ID)
		if err != nil {
			return err
		}
		if err := correctLot(tx, l); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.lot", Table: "supply_lot", Target: l.ID,
			Detail: map[string]any{"expires_before": before.Expires.String(), "expires": l.Expires.String()}})
	})
}

// maxText is the longest label, reason, donor or use, in characters.
const maxText = 200

func checkLabel(label string) error { return checkText(label, "label") }

func checkText(text, field string) error {
	if utf8.RuneCountInString(text) > maxText {
		return store.Fail(store.Invalid, "写得太长，请控制在{{.N}}字以内。").With(store.Args{"N": maxText}).On(field)
	}
	return nil
}

// part is how many come out of, or go into, a lot.
type part struct {
	lot Lot
	qty int
}

// picked is how a wish is met from lots, and what stands in its way.
type picked struct {
	parts    []part
	usable   int // in lots that may be handed out
	expired  int
	reserved int
}

// pick takes first what expires first (lots come in that order), never what has
// expired, and what is for a use only where the very lot is asked for.
func pick(lots []Lot, qty int, lotID string, day calendar.Date) (p picked) {
	for _, l := range lots {
		switch {
		case lotID != "" && l.ID != lotID:
		case l.Expired(day):
			p.expired += l.Stock
		case lotID == "" && l.Reserved():
			p.reserved += l.Stock
		default:
			p.usable += l.Stock
			if n := min(l.Stock, qty); n > 0 {
				p.parts = append(p.parts, part{l, n})
				qty -= n
			}
		}
	}
	return p
}

// short says how many there are and what to do.
func (p picked) short(i Item, cause error) error {
	text := "“{{.Item}}”只剩{{.N}}{{.Unit}}，不够这次发放。请减少数量或先入库。"
	switch {
	case p.expired > 0:
		text = "“{{.Item}}”能发的只剩{{.N}}{{.Unit}}，另有{{.Expired}}{{.Unit}}已过有效期，不能发放。请把过期的报损，再减少数量或先入库。"
	case p.reserved > 0:
		text = "“{{.Item}}”能发的只剩{{.N}}{{.Unit}}，另有{{.Reserved}}{{.Unit}}是定向捐赠。符合捐赠用途的请指定批次发放，否则请减少数量或先入库。"
	}
	return store.Fail(store.Conflict, text).With(store.Args{"Item": i.Full(), "N": p.usable, "Unit": i.Unit,
		"Expired": p.expired, "Reserved": p.reserved}).On("quantity").Because(cause)
}

// trimmed is a text without what is around it.
func trimmed(texts ...*string) {
	for _, t := range texts {
		*t = strings.TrimSpace(*t)
	}
}
