package supply

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Item is a kind of thing in the store room, of one size.
type Item struct {
	ID      string
	Version int64
	Kind    string // supply_kind table
	Name    string
	Size    string // empty where there is only one
	Unit    string // 条, 件, 瓶 …
	Barcode string // as on the package; empty, or of this item alone
	Reorder int    // minimum stock: at or below it is to be ordered; 0 means never
	Stock   int    // over all lots; read only, changed by the ledger
	Active  bool   // still offered
}

// Low reports that the item is to be ordered.
func (i Item) Low() bool { return i.Active && i.Reorder > 0 && i.Stock <= i.Reorder }

// Full is the item's name with its size.
func (i Item) Full() string { return strings.TrimSpace(i.Name + " " + i.Size) }

// The longest texts of an item, in characters.
const (
	maxName    = 60
	maxBarcode = 48
)

// CleanBarcode is what a scanner sent as it is kept: half-width, in capitals,
// without the keys that it adds. An input method in Chinese makes digits wide.
func CleanBarcode(scanned string) string {
	return strings.ToUpper(strings.TrimSpace(width.Narrow.String(scanned)))
}

// SaveItem adds an item, where its ID is empty, or changes all but its stock.
func (r *Room) SaveItem(ctx context.Context, i *Item) error {
	i.Barcode = CleanBarcode(i.Barcode)
	if err := i.check(); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		if err := saveItem(tx, i); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.item", Table: "supply_item", Target: i.ID})
	})
}

// AddSizes adds an item in several sizes at once, all or none. A size has a
// barcode of its own, so none is given here.
func (r *Room) AddSizes(ctx context.Context, i Item, sizes []string) error {
	if len(sizes) == 0 {
		return store.Fail(store.Invalid, "请至少写一个尺码。").On("size")
	}
	i.ID, i.Version, i.Barcode = "", 0, ""
	if err := i.check(); err != nil {
		return err
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		for _, size := range sizes {
			one := i
			one.Size = size
			if err := saveItem(tx, &one); err != nil {
				return err
			}
			if err := tx.Audit(access.Entry{Action: "supply.item", Table: "supply_item", Target: one.ID}); err != nil {
				return err
			}
		}
		return nil
	})
}

func (i Item) check() error {
	switch {
	case strings.TrimSpace(i.Name) == "":
		return store.Fail(store.Invalid, "请填写物资名称。").On("name")
	case utf8.RuneCountInString(i.Name) > maxName:
		return store.Fail(store.Invalid, "物资名称太长，请控制在{{.N}}字以内。").With(store.Args{"N": maxName}).On("name")
	case strings.TrimSpace(i.Unit) == "":
		return store.Fail(store.Invalid, "请填写计量单位，如“条”。").On("unit")
	case i.Reorder < 0:
		return store.Fail(store.Invalid, "补货线不能小于0。").On("reorder")
	case len(i.Barcode) > maxBarcode || strings.ContainsFunc(i.Barcode, notOfBarcode):
		return store.Fail(store.Invalid, "条码只能是{{.N}}位以内的数字和字母，请重新扫描。").With(store.Args{"N": maxBarcode}).On("barcode")
	}
	return nil
}

func notOfBarcode(r rune) bool {
	return r > unicode.MaxASCII || !unicode.IsDigit(r) && !unicode.IsLetter(r) && !strings.ContainsRune("-._/+ $%:", r)
}

// Items lists the store room, by kind and name.
func (r *Room) Items(ctx context.Context) (all []Item, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findItems(tx)
		return err
	})
	return all, err
}

// Scan finds the item whose barcode was scanned. NotFound says how to enter it.
func (r *Room) Scan(ctx context.Context, code string) (i Item, err error) {
	code = CleanBarcode(code)
	if code == "" {
		return i, store.Fail(store.Invalid, "没有扫到条码，请再扫一次。").On("barcode")
	}
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		i, err = findItemByBarcode(tx, code)
		return err
	})
	return i, err
}
