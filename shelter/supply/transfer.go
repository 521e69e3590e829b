package supply

import (
	"context"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Transfer moves part of a lot into another depot, where it goes on with the
// same source, donor and expiry. 调拨
func (r *Room) Transfer(ctx context.Context, lotID, depotID string, qty int, note string) (slip Slip, err error) {
	if err := positive(qty); err != nil {
		return slip, err
	}
	if err := checkText(note, "note"); err != nil {
		return slip, err
	}
	err = r.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		slip, err = transfer(tx, lotID, depotID, qty, note)
		return err
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

func transfer(tx *access.Tx, lotID, depotID string, qty int, note string) (Slip, error) {
	from, err := findLot(tx, lotID)
	if err != nil {
		return Slip{}, err
	}
	depotID, err = depotFor(tx, depotID)
	if err != nil {
		return Slip{}, err
	}
	if depotID == from.Depot.ID {
		return Slip{}, store.Fail(store.Invalid, "这批物资就在这个库房，请另选一个。").On("depot")
	}
	if from.Stock < qty {
		return Slip{}, inLot(from, nil)
	}
	to, err := partIn(tx, from, depotID)
	if err != nil {
		return Slip{}, err
	}
	slip, err := newSlip(tx, MoveTransfer)
	if err != nil {
		return Slip{}, err
	}
	slip.Reason = note
	err = slip.write(tx, "", "", []step{{from.Item, from.ID, -qty}, {from.Item, to, qty}})
	return *slip, orTaken(err)
}

// partIn is the lot in a depot for what comes out of another; what comes back
// goes where it was before.
func partIn(tx *access.Tx, from Lot, depotID string) (string, error) {
	id, ok, err := findPartIn(tx, from.OriginID, depotID)
	if err != nil || ok {
		return id, err
	}
	part := from
	part.Depot = Depot{ID: depotID}
	err = insertLot(tx, &part)
	return part.ID, err
}

// inLot says how many a lot holds.
func inLot(l Lot, cause error) error {
	return store.Fail(store.Conflict, "“{{.Item}}”这一批只剩{{.N}}{{.Unit}}，请减少数量。").
		With(store.Args{"Item": l.Item.Full(), "N": l.Stock, "Unit": l.Item.Unit}).On("quantity").Because(cause)
}
