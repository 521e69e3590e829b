package supply

import (
	"context"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Depot is a place in which goods are kept. 库房
type Depot struct {
	ID       string
	Version  int64
	Name     string
	Position int
	Active   bool // still takes goods in
}

// MainDepot is the name of the depot with which a store room begins; it can be
// changed.
const MainDepot = "主库房"

// Depots lists the depots in their order. A store room into which nothing has
// come yet has none.
func (r *Room) Depots(ctx context.Context) (all []Depot, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findDepots(tx)
		return err
	})
	return all, err
}

// SaveDepot adds a depot, where its ID is empty, or changes it.
func (r *Room) SaveDepot(ctx context.Context, d *Depot) error {
	if d.Name = strings.TrimSpace(d.Name); d.Name == "" {
		return store.Fail(store.Invalid, "请填写库房名称。").On("name")
	}
	return r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		if err := needMainDepot(tx); err != nil {
			return err
		}
		if err := saveDepot(tx, d); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "supply.depot", Table: "supply_depot", Target: d.ID})
	})
}

// depotFor is the depot that goods go to: the one asked for, else the main one.
func depotFor(tx *access.Tx, id string) (string, error) {
	if id == "" || id == tx.Station() {
		return tx.Station(), needMainDepot(tx)
	}
	d, err := findDepot(tx, id)
	if err == nil && !d.Active {
		return "", store.Fail(store.Conflict, "库房“{{.Depot}}”已停用，请另选一个。").With(store.Args{"Depot": d.Name}).On("depot")
	}
	return id, err
}
