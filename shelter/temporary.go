package shelter

import (
	"context"
	"fmt"
	"slices"

	"guitu/internal/access"
	"guitu/internal/store"
)

// mostTemporary is how many beds can be put up in a room at once; more is a
// slip of the finger.
const mostTemporary = 50

// AddTemporaryBeds puts up n more beds in a room for a cold wave: 加床. Beds of
// the room that were put away come first, with the names they had; further ones
// are called 女101-临1 and so on. All of them are lower bunks, and ready.
func (h *House) AddTemporaryBeds(ctx context.Context, roomID string, n int) (beds []Bed, err error) {
	if n < 1 || n > mostTemporary {
		return nil, store.Fail(store.Invalid, "一次可以加1到{{.Most}}张床，请改正张数。").With(store.Args{"Most": mostTemporary}).On("n")
	}
	err = h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		room, err := findRoom(tx, roomID)
		if err != nil {
			return err
		}
		all, err := findEveryBed(tx)
		if err != nil {
			return err
		}
		beds = nil
		for _, b := range all {
			if b.Room.ID != roomID || b.Stowed.IsZero() || len(beds) == n {
				continue
			}
			if err := putUpAgain(tx, &b); err != nil {
				return err
			}
			beds = append(beds, b)
		}
		if beds, err = putUp(tx, room, all, beds, n); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "bed.temporary.add", Table: "room", Target: roomID, Detail: map[string]any{"beds": idsOf(beds)}})
	})
	if err != nil {
		return nil, err
	}
	return beds, nil
}

// putUp adds new beds to the room, behind all that it has, until there are n.
func putUp(tx *access.Tx, room Room, all, beds []Bed, n int) ([]Bed, error) {
	last := 0
	for _, b := range all {
		if b.Room.ID == room.ID {
			last = max(last, b.Position)
		}
	}
	for number := 1; len(beds) < n; number++ {
		name := fmt.Sprintf("%s-临%d", room.Name, number)
		if slices.ContainsFunc(all, func(b Bed) bool { return b.Name == name }) {
			continue
		}
		last++
		bed := Bed{Name: name, LowerBunk: true, Position: last, Temporary: true, Room: room}
		if err := insertBed(tx, &bed); err != nil {
			return nil, err
		}
		tx.Changed("bed", bed.ID)
		beds = append(beds, bed)
	}
	return beds, nil
}

// StowTemporaryBeds puts temporary beds away, all of them or none. They must be
// empty and not held for somebody. Who slept there stays on record, and the
// next AddTemporaryBeds to the room puts them up again.
func (h *House) StowTemporaryBeds(ctx context.Context, bedIDs ...string) error {
	if len(bedIDs) == 0 {
		return store.Fail(store.Invalid, "请先选择要收起的加床。")
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		for _, id := range bedIDs {
			if err := stow(tx, id); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "bed.temporary.stow", Table: "bed", Target: bedIDs[0], Detail: map[string]any{"beds": bedIDs}})
	})
}

func stow(tx *access.Tx, id string) error {
	bed, err := findBed(tx, id)
	if err != nil {
		return err
	}
	n, err := countTakes(tx, `t.bed_id = $2 AND t.to_at = 0`, id)
	switch {
	case err != nil:
		return err
	case !bed.Temporary:
		return store.Fail(store.Invalid, "“{{.Bed}}”是固定床位，不能收起。不用时请设为“停用”。").With(store.Args{"Bed": bed.Name}).On("bed")
	case !bed.Stowed.IsZero():
		return errStowed(bed)
	case n > 0:
		return store.Fail(store.Conflict, "“{{.Bed}}”上还有人，不能收起。请先给他调床。").With(store.Args{"Bed": bed.Name}).On("bed")
	case bed.State == Held:
		return notReady(bed)
	}
	return putAway(tx, bed)
}

// errStowed refuses a bed that was put away.
func errStowed(b Bed) *store.Error {
	return store.Fail(store.Conflict, "“{{.Bed}}”已经收起，请先在这间房加床，或另选一张。").With(store.Args{"Bed": b.Name}).On("bed")
}

func idsOf(beds []Bed) []string {
	ids := make([]string, len(beds))
	for i, b := range beds {
		ids[i] = b.ID
	}
	return ids
}
