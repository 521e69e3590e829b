package intake

import (
	"context"
	"encoding/base64"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
)

// What is being written for the next shift waits where choices are kept, which
// is outside of the database: it goes there sealed, since it names people.

// SealNote seals the note that the signed-in account has begun; the empty one
// stays empty.
func (d *Desk) SealNote(ctx context.Context, note string) (sealed string, err error) {
	if note == "" {
		return "", nil
	}
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		kept, err := tx.SealAsClass(vault.Person, notePlace(tx), []byte(note))
		sealed = base64.StdEncoding.EncodeToString(kept)
		return err
	})
	return sealed, err
}

// OpenNote opens what SealNote sealed for the same account.
func (d *Desk) OpenNote(ctx context.Context, sealed string) (note string, err error) {
	if sealed == "" {
		return "", nil
	}
	kept, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return "", errNote(err)
	}
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		plain, err := tx.OpenAsClass(vault.Person, notePlace(tx), kept)
		note = string(plain)
		return err
	})
	if err != nil {
		return "", errNote(err)
	}
	return note, nil
}

func errNote(err error) error {
	return store.Fail(store.Invalid, "上次没写完的交班说明打不开，请重新写。").Because(err)
}

func notePlace(tx *access.Tx) vault.Place {
	return vault.Place{Table: "handover", ID: "note/" + tx.Actor().ID}
}
