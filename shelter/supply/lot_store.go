package supply

import (
	"database/sql"
	"encoding/json"
	"errors"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/internal/vault"
)

const lotSelect = `SELECT l.id, l.version, l.origin_id, l.label, l.source, l.expires_on, l.received_at, l.stock, l.reserved,
	n.version, n.sealed, ` + itemColumns + `, ` + depotColumns + `
	FROM supply_lot l JOIN supply_item i ON i.id = l.item_id JOIN supply_depot d ON d.id = l.depot_id
	LEFT JOIN supply_donation n ON n.id = l.origin_id WHERE l.station_id = $1 AND `

// Which lots are read; $2 is an argument.
const (
	lotsLeft     = `l.stock > 0 AND ($2 = '' OR l.item_id = $2)`
	lotsOfItem   = `l.stock > 0 AND l.item_id = $2`
	lotsExpiring = `l.stock > 0 AND l.expires_on <> '' AND l.expires_on <= $2`
	oneLot       = `l.id = $2`
)

// firstExpired is the order in which lots are used up.
const firstExpired = ` ORDER BY CASE WHEN l.expires_on = '' THEN 1 ELSE 0 END, l.expires_on, l.received_at, l.id`

func scanLot(tx *access.Tx, rows *sql.Rows) (l Lot, err error) {
	var expires string
	var received int64
	var reserved bool
	var version sql.NullInt64
	var sealed []byte
	dest := append([]any{&l.ID, &l.Version, &l.OriginID, &l.Label, &l.Source, &expires, &received, &l.Stock, &reserved, &version, &sealed}, l.Item.dest()...)
	if err := rows.Scan(append(dest, l.Depot.dest()...)...); err != nil {
		return l, err
	}
	l.Received = store.Time(received)
	if expires != "" {
		if l.Expires, err = calendar.Parse(expires); err != nil {
			return l, err
		}
	}
	if sealed == nil {
		return l, nil
	}
	return l, openDonation(tx, &l, version.Int64, sealed)
}

func donationPlace(id string, version int64) vault.Place {
	return vault.Place{Table: "supply_donation", ID: id, Version: version}
}

// openDonation reads who gave a lot. It is sealed with the key of the audit,
// which everyone has who may read the store room's books.
func openDonation(tx *access.Tx, l *Lot, version int64, sealed []byte) error {
	plain, err := tx.OpenAsClass(vault.Audit, donationPlace(l.OriginID, version), sealed)
	if err != nil {
		return err
	}
	var d donation
	if err := json.Unmarshal(plain, &d); err != nil {
		return err
	}
	l.Donor, l.Use = d.Donor, d.Use
	return nil
}

func insertDonation(tx *access.Tx, l Lot) error {
	plain, err := json.Marshal(donation{l.Donor, l.Use})
	if err != nil {
		return err
	}
	sealed, err := tx.SealAsClass(vault.Audit, donationPlace(l.ID, 1), plain)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO supply_donation (id, station_id, version, sealed) VALUES ($1, $2, 1, $3)`, l.ID, tx.Station(), sealed)
	return err
}

func findLots(tx *access.Tx, which, arg string) ([]Lot, error) {
	rows, err := tx.Query(lotSelect+which+firstExpired, tx.Station(), arg)
	return store.Collect(rows, err, func(rows *sql.Rows) (Lot, error) { return scanLot(tx, rows) })
}

func findLot(tx *access.Tx, id string) (Lot, error) {
	all, err := findLots(tx, oneLot, id)
	if err == nil && len(all) == 0 {
		return Lot{}, store.Fail(store.NotFound, "没有这个批次，请刷新后重新选择。").On("lot")
	}
	if err != nil {
		return Lot{}, err
	}
	return all[0], nil
}

// findNewestLot is the lot of an item in a depot that came in last. ok is false
// where none ever did.
func findNewestLot(tx *access.Tx, itemID, depotID string) (id string, ok bool, err error) {
	err = tx.QueryRow(`SELECT id FROM supply_lot WHERE station_id = $1 AND item_id = $2 AND depot_id = $3 AND reserved = 0
		ORDER BY received_at DESC, id DESC LIMIT 1`, tx.Station(), itemID, depotID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, err == nil, err
}

// insertLot adds a lot without stock, which a line of the ledger brings.
func insertLot(tx *access.Tx, l *Lot) error {
	l.ID, l.Version, l.Received = store.NewID(), 1, tx.Now()
	if l.OriginID == "" {
		l.OriginID = l.ID
	}
	expires := ""
	if !l.Expires.IsZero() {
		expires = l.Expires.String()
	}
	_, err := tx.Exec(`INSERT INTO supply_lot (id, station_id, version, item_id, depot_id, origin_id, label, source, reserved, expires_on, received_at, updated_at)
		VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
		l.ID, tx.Station(), l.Item.ID, l.Depot.ID, l.OriginID, l.Label, l.Source, number(l.Reserved()), expires, store.Millis(l.Received))
	if err != nil || l.Donor == "" && l.Use == "" || l.OriginID != l.ID {
		return err
	}
	return insertDonation(tx, *l)
}

// findPartIn is the lot in a depot that holds what was moved there of an
// origin before.
func findPartIn(tx *access.Tx, originID, depotID string) (id string, ok bool, err error) {
	err = tx.QueryRow(`SELECT id FROM supply_lot WHERE station_id = $1 AND origin_id = $2 AND depot_id = $3 LIMIT 1`,
		tx.Station(), originID, depotID).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, err == nil, err
}

// correctLot changes what is written on the package, in every depot at once.
func correctLot(tx *access.Tx, l Lot) error {
	expires := ""
	if !l.Expires.IsZero() {
		expires = l.Expires.String()
	}
	n, err := tx.Exec(`UPDATE supply_lot SET version = version + 1, label = $1, expires_on = $2, updated_at = $3
		WHERE station_id = $4 AND origin_id = (SELECT o.origin_id FROM supply_lot o WHERE o.id = $5 AND o.version = $6)`,
		l.Label, expires, store.Millis(tx.Now()), tx.Station(), l.ID, l.Version)
	tx.Changed("supply_lot", l.ID)
	tx.Changed("supply_item", l.Item.ID)
	if err == nil && n == 0 {
		return store.Fail(store.Conflict, "这个批次刚刚被别人改过，请刷新后再试。")
	}
	return err
}
