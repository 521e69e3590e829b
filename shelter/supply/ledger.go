package supply

import (
	"context"
	"time"

	"guitu/internal/access"
)

// Move is a line of the ledger.
type Move struct {
	ID       string
	Seq      int64 // without gaps in a station
	ItemID   string
	LotID    string
	At       time.Time
	Kind     string
	Qty      int // positive for what came in
	Balance  int // stock of the item after it
	StayID   string
	PersonID string
	RoomID   string
	Slip     string // number of the slip it stands on
	Source   string // supply_source table; of what came in
	Reason   string // never about a person
	Actor    string // account
	Second   string // account of who confirmed or approved it
}

// Ledger lists all moves of an item, the newest first. It names nobody, and
// auditors read it too.
func (r *Room) Ledger(ctx context.Context, itemID string) ([]Move, error) {
	return r.LedgerPage(ctx, itemID, 0, 0)
}

// LedgerPage lists at most limit moves of an item before a line, the newest
// first; before 0 begins with the newest, limit 0 lists all.
func (r *Room) LedgerPage(ctx context.Context, itemID string, before int64, limit int) (all []Move, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findLedger(tx, itemID, before, limit)
		return err
	})
	return all, err
}

// Issued is what somebody was given of an item, less what came back.
type Issued struct {
	Item Item
	Qty  int
	Last time.Time // when it was last given
}

// IssuedTo lists what was handed out in a stay.
func (r *Room) IssuedTo(ctx context.Context, stayID string) (all []Issued, err error) {
	err = r.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = FindIssued(tx, stayID)
		return err
	})
	return all, err
}

// IssuedIn lists what was handed out to a room (of the shelter).
func (r *Room) IssuedIn(ctx context.Context, roomID string) (all []Issued, err error) {
	err = r.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findIssuedIn(tx, roomID)
		return err
	})
	return all, err
}
