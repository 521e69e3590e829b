package intake

import (
	"context"
	"slices"

	"guitu/internal/access"
	"guitu/internal/picture"
)

// AddPhoto keeps a picture, sealed. p says whose it is (PersonID and StayID, or
// DraftID while nobody is registered yet), its Kind, and carries the small
// picture; full is the whole one. Both are JPEG as package picture writes them.
func (d *Desk) AddPhoto(ctx context.Context, p Photo, full []byte) (Photo, error) {
	hash, portrait := likeness(ctx, p) // before the transaction: it decodes
	err := d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if err := insertPhoto(tx, &p, full); err != nil {
			return err
		}
		if portrait {
			if err := insertHash(tx, p.ID, hash); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "photo.add", Table: "photo", Target: p.ID, Person: p.PersonID, Detail: map[string]any{"kind": p.Kind}})
	})
	return p, err
}

// portraits are the kinds of photo by which somebody is recognised.
var portraits = []string{"front", "left", "right", "body"}

// likeness is what a portrait looks like in a few bits. Other pictures, and
// bytes that are none, have no likeness.
func likeness(ctx context.Context, p Photo) (picture.Hash, bool) {
	if !slices.Contains(portraits, p.Kind) {
		return picture.Hash{}, false
	}
	m, err := picture.DecodeBytes(ctx, p.Thumb)
	if err != nil {
		return picture.Hash{}, false
	}
	return picture.HashOf(m), true
}

// RemovePhoto puts a photo out of sight; RestorePhoto is its undo.
func (d *Desk) RemovePhoto(ctx context.Context, id string) error {
	return d.setPhoto(ctx, id, "photo.remove", "removed")
}

// RestorePhoto brings back what RemovePhoto put out of sight.
func (d *Desk) RestorePhoto(ctx context.Context, id string) error {
	return d.setPhoto(ctx, id, "photo.restore", "kept")
}

func (d *Desk) setPhoto(ctx context.Context, id, action, state string) error {
	return d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		p, _, _, err := findPhoto(tx, id)
		if err != nil {
			return err
		}
		if err := setPhotoState(tx, id, state); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: action, Table: "photo", Target: id, Person: p.PersonID})
	})
}

// DraftPhotos lists the photos of a draft with their small pictures.
func (d *Desk) DraftPhotos(ctx context.Context, draftID string) ([]Photo, error) {
	return d.photos(ctx, "draft_id", draftID)
}

// PersonPhotos lists the photos of a person with their small pictures, the
// newest first.
func (d *Desk) PersonPhotos(ctx context.Context, personID string) ([]Photo, error) {
	return d.photos(ctx, "person_id", personID)
}

func (d *Desk) photos(ctx context.Context, column, id string) (all []Photo, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findPhotos(tx, column, id)
		return err
	})
	return all, err
}

// PhotoHash is what a portrait looks like, in a few bits, and whose it is.
type PhotoHash struct {
	PersonID string
	Hash     picture.Hash
}

// Hashes reads what the portraits of everybody look like.
func (d *Desk) Hashes(ctx context.Context) (all []PhotoHash, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findHashes(tx, ` AND f.person_id IS NOT NULL`)
		return err
	})
	return all, err
}

// HashesBeside reads what the portraits look like of the person whom a photo is
// of, which may have been removed; personID is empty while it is of a draft.
func (d *Desk) HashesBeside(ctx context.Context, photoID string) (personID string, hashes []picture.Hash, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if personID, err = findPhotoOwner(tx, photoID); err != nil || personID == "" {
			return err
		}
		all, err := findHashes(tx, ` AND f.person_id = $2`, personID)
		for _, h := range all {
			hashes = append(hashes, h.Hash)
		}
		return err
	})
	return personID, hashes, err
}

// DraftHashes reads what the portraits of a draft look like.
func (d *Desk) DraftHashes(ctx context.Context, draftID string) (all []PhotoHash, err error) {
	err = d.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err = findHashes(tx, ` AND f.draft_id = $2`, draftID)
		return err
	})
	return all, err
}

// Picture opens a whole photo as JPEG. That it was seen is on record.
func (d *Desk) Picture(ctx context.Context, id string) (full []byte, err error) {
	err = d.Session.Write(ctx, access.ReadPeople, func(tx *access.Tx) error {
		p, data, _, err := findPhoto(tx, id)
		if err != nil {
			return err
		}
		full = data
		return tx.Audit(access.Entry{Action: "photo.view", Table: "photo", Target: id, Person: p.PersonID})
	})
	return full, err
}
