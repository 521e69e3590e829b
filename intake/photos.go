package intake

import (
	"context"

	"guitu/internal/access"
)

// AddPhoto keeps a picture, sealed. p says whose it is (PersonID and StayID, or
// DraftID while nobody is registered yet), its Kind, and carries the small
// picture; full is the whole one. Both are JPEG as package picture writes them.
func (d *Desk) AddPhoto(ctx context.Context, p Photo, full []byte) (Photo, error) {
	err := d.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if err := insertPhoto(tx, &p, full); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "photo.add", Table: "photo", Target: p.ID, Person: p.PersonID, Detail: map[string]any{"kind": p.Kind}})
	})
	return p, err
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
