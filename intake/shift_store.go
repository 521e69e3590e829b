package intake

import (
	"database/sql"
	"encoding/json"
	"errors"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

func handoverPlace(id string) vault.Place { return vault.Place{Table: "handover", ID: id, Version: 1} }

func insertHandover(tx *access.Tx, h *Handover) error {
	h.ID = store.NewID()
	plain, err := json.Marshal(h.HandoverNote)
	if err != nil {
		return err
	}
	sealed, err := tx.SealAsClass(vault.Person, handoverPlace(h.ID), plain)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO handover (id, station_id, version, from_at, to_at, actor, taken_by, updated_at, sealed) VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)`,
		h.ID, tx.Station(), store.Millis(h.From), store.Millis(h.To), h.Actor, h.TakenBy, store.Millis(tx.Now()), sealed)
	tx.Changed("handover", h.ID)
	return err
}

func findLastHandover(tx *access.Tx) (h Handover, ok bool, err error) {
	var sealed []byte
	err = tx.QueryRow(`SELECT id, from_at, to_at, actor, taken_by, sealed FROM handover WHERE station_id = $1 ORDER BY to_at DESC, id DESC LIMIT 1`, tx.Station()).
		Scan(&h.ID, (*store.Moment)(&h.From), (*store.Moment)(&h.To), &h.Actor, &h.TakenBy, &sealed)
	if errors.Is(err, sql.ErrNoRows) {
		return h, false, nil
	}
	if err != nil {
		return h, false, err
	}
	plain, err := tx.OpenAsClass(vault.Person, handoverPlace(h.ID), sealed)
	if err != nil {
		return h, false, err
	}
	return h, true, json.Unmarshal(plain, &h.HandoverNote)
}
