package shelter

import (
	"context"
	"slices"
	"strings"

	"guitu/internal/access"
	"guitu/internal/store"
)

// Plan is the whole layout, in the order in which it is shown.
type Plan struct {
	Buildings []Building
	Zones     []Zone
	Rooms     []Room
	Beds      []Bed
}

// Layout reads the whole layout.
func (h *House) Layout(ctx context.Context) (p Plan, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		p, err = findPlan(tx)
		return err
	})
	return p, err
}

// layOut runs fn as a change of the layout to a row of a table.
func (h *House) layOut(ctx context.Context, action, table string, id func() string, fn func(*access.Tx) error) error {
	return h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		tx.Changed(table, id())
		return tx.Audit(access.Entry{Action: action, Table: table, Target: id()})
	})
}

// SaveBuilding adds a building, where its ID is empty, or changes one.
func (h *House) SaveBuilding(ctx context.Context, b *Building) error {
	if err := named(b.Name, "请填写楼名。"); err != nil {
		return err
	}
	return h.layOut(ctx, "layout.save", "house", func() string { return b.ID }, func(tx *access.Tx) error { return saveBuilding(tx, b) })
}

// SaveZone adds a zone, where its ID is empty, or changes one.
func (h *House) SaveZone(ctx context.Context, z *Zone) error {
	if err := named(z.Name, "请填写分区名称，如“女区”。"); err != nil {
		return err
	}
	return h.layOut(ctx, "layout.save", "zone", func() string { return z.ID }, func(tx *access.Tx) error { return saveZone(tx, z) })
}

// SaveRoom adds a room, where its ID is empty, or changes one. The sex and
// purpose of a room where somebody sleeps stay as they are.
func (h *House) SaveRoom(ctx context.Context, r *Room) error {
	if err := r.check(); err != nil {
		return err
	}
	return h.layOut(ctx, "layout.save", "room", func() string { return r.ID }, func(tx *access.Tx) error {
		if r.ID == "" {
			return insertRoom(tx, r)
		}
		old, err := findRoom(tx, r.ID)
		if err != nil {
			return err
		}
		if old.Sex != r.Sex || old.Purpose != r.Purpose {
			if n, err := countTakes(tx, `b.room_id = $2 AND t.to_at = 0`, r.ID); err != nil {
				return err
			} else if n > 0 {
				return store.Fail(store.Conflict, "这间房里还住着人，不能改男女或用途。请先给他们调床。").On("purpose")
			}
		}
		return updateRoom(tx, r)
	})
}

func (r *Room) check() error {
	if err := named(r.Name, "请填写房间名称，如“101”。"); err != nil {
		return err
	}
	if !slices.Contains([]string{Men, Women, AnySex}, r.Sex) {
		return store.Fail(store.Invalid, "请选择这间房住男、住女，还是不限。").On("sex")
	}
	if !slices.Contains([]Purpose{Ordinary, MinorRoom, Family, Isolation, Watch}, r.Purpose) {
		return store.Fail(store.Invalid, "请选择房间用途。").On("purpose")
	}
	return nil
}

// SaveBed adds a bed to b.Room.ID, where its ID is empty, or renames one. Its
// state is changed by SetState.
func (h *House) SaveBed(ctx context.Context, b *Bed) error {
	if err := named(b.Name, "请填写床号，如“101-1”。"); err != nil {
		return err
	}
	return h.layOut(ctx, "layout.save", "bed", func() string { return b.ID }, func(tx *access.Tx) error {
		if b.ID == "" {
			return insertBed(tx, b)
		}
		return updateBed(tx, b)
	})
}

func named(name, sentence string) error {
	if strings.TrimSpace(name) == "" {
		return store.Fail(store.Invalid, sentence).On("name")
	}
	return nil
}

// RemoveBed takes away a bed in which nobody has ever slept.
func (h *House) RemoveBed(ctx context.Context, id string) error {
	return h.layOut(ctx, "layout.remove", "bed", func() string { return id }, func(tx *access.Tx) error {
		return removeUnused(tx, "bed", id, `b.id = $2`)
	})
}

// RemoveRoom takes away a room with its beds, if nobody has ever slept there.
func (h *House) RemoveRoom(ctx context.Context, id string) error {
	return h.layOut(ctx, "layout.remove", "room", func() string { return id }, func(tx *access.Tx) error {
		return removeUnused(tx, "room", id, `b.room_id = $2`)
	})
}

func removeUnused(tx *access.Tx, table, id, where string) error {
	now, err := countTakes(tx, where+` AND t.to_at = 0`, id)
	if err != nil {
		return err
	}
	if now > 0 {
		return store.Fail(store.Conflict, "这里还住着人，不能删除。请先给他们调床。")
	}
	ever, err := countTakes(tx, where, id)
	if err != nil {
		return err
	}
	if ever > 0 {
		return store.Fail(store.Conflict, "这里有住宿记录，要留存备查，不能删除。不再使用时请把床位设为“停用”。")
	}
	return deleteLayout(tx, table, id)
}

// RemoveZone takes away a zone without rooms.
func (h *House) RemoveZone(ctx context.Context, id string) error {
	return h.layOut(ctx, "layout.remove", "zone", func() string { return id }, func(tx *access.Tx) error {
		return removeEmpty(tx, "zone", id, "这个分区里还有房间，请先删除或移走房间。")
	})
}

// RemoveBuilding takes away a building without zones.
func (h *House) RemoveBuilding(ctx context.Context, id string) error {
	return h.layOut(ctx, "layout.remove", "house", func() string { return id }, func(tx *access.Tx) error {
		return removeEmpty(tx, "house", id, "这栋楼里还有分区，请先删除或移走分区。")
	})
}

func removeEmpty(tx *access.Tx, table, id, sentence string) error {
	n, err := countInside(tx, table, id)
	if err != nil {
		return err
	}
	if n > 0 {
		return store.Fail(store.Conflict, sentence)
	}
	return deleteLayout(tx, table, id)
}
