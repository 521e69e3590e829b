package shelter_test

import (
	"slices"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

func names(beds []shelter.Bed) (all []string) {
	for _, b := range beds {
		all = append(all, b.Name)
	}
	return all
}

func standing(t *testing.T, h *shelter.House) int {
	t.Helper()
	board, err := h.Board(t.Context())
	ok(t, err)
	return board.Total.Beds
}

func putUp(t *testing.T, h *shelter.House, room string, n int) []shelter.Bed {
	t.Helper()
	beds, err := h.AddTemporaryBeds(t.Context(), room, n)
	ok(t, err)
	return beds
}

func TestBedsForAColdWaveComeAndGo(t *testing.T) {
	h := house(t)
	room := bed(t, h, "女101-1").Room.ID
	before := standing(t, h)
	beds := putUp(t, h, room, 3)
	if got := names(beds); !slices.Equal(got, []string{"女101-临1", "女101-临2", "女101-临3"}) {
		t.Fatalf("beds = %v", got)
	}
	if b := tile(t, h, "女101-临2").Bed; !b.Temporary || !b.LowerBunk || b.Room.ID != room || standing(t, h) != before+3 {
		t.Errorf("tile = %+v, %d beds", b, standing(t, h))
	}
	stay := arrive(t, h, woman(70))
	_, err := h.Assign(t.Context(), stay.ID, beds[1].ID, nil)
	ok(t, err)
	ok(t, h.Free(t.Context(), stay.ID))
	ok(t, h.StowTemporaryBeds(t.Context(), beds[0].ID, beds[1].ID, beds[2].ID))
	n, err := h.Headcount(t.Context())
	ok(t, err)
	if standing(t, h) != before || n.FreeWomen != 18 {
		t.Errorf("put away and still counted: %d beds, %d free for women", standing(t, h), n.FreeWomen)
	}

	again := putUp(t, h, room, 4)
	if got := names(again); !slices.Equal(got, []string{"女101-临1", "女101-临2", "女101-临3", "女101-临4"}) {
		t.Errorf("again = %v; want the same beds and one more", got)
	}
	if again[1].ID != beds[1].ID || again[1].State != shelter.Ready {
		t.Errorf("again[1] = %+v; want the bed with its history", again[1])
	}
	_, err = h.Assign(t.Context(), stay.ID, again[1].ID, nil)
	ok(t, err)
}

func TestOnlyEmptyTemporaryBedsArePutAwayAllOrNone(t *testing.T) {
	h := house(t)
	fixed := bed(t, h, "女101-1")
	beds := putUp(t, h, fixed.Room.ID, 2)
	stay := arrive(t, h, woman(40))
	_, err := h.Assign(t.Context(), stay.ID, beds[1].ID, nil)
	ok(t, err)
	refused(t, h.StowTemporaryBeds(t.Context(), beds[0].ID, beds[1].ID), store.Conflict)
	if got := tile(t, h, "女101-临1").Look; got != shelter.LookReady {
		t.Errorf("the first was put away alone: %s", got)
	}
	refused(t, h.StowTemporaryBeds(t.Context(), fixed.ID), store.Invalid)
	refused(t, h.StowTemporaryBeds(t.Context()), store.Invalid)
	ok(t, h.Hold(t.Context(), beds[0].ID, "演示"))
	refused(t, h.StowTemporaryBeds(t.Context(), beds[0].ID), store.Conflict)
	for _, n := range []int{0, -1, 51} {
		_, err := h.AddTemporaryBeds(t.Context(), fixed.Room.ID, n)
		refused(t, err, store.Invalid)
	}
	_, err = as(t, h, access.TracingOfficer).AddTemporaryBeds(t.Context(), fixed.Room.ID, 1)
	refused(t, err, store.Forbidden)
}

func TestABedThatWasPutAwayIsNeverTaken(t *testing.T) {
	h := house(t)
	beds := putUp(t, h, bed(t, h, "男203-1").Room.ID, 1)
	stay := arrive(t, h, man(40))
	_, err := h.Assign(t.Context(), stay.ID, beds[0].ID, nil)
	ok(t, err)
	moved, err := h.Move(t.Context(), stay.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	ok(t, h.StowTemporaryBeds(t.Context(), beds[0].ID))

	_, err = h.Move(t.Context(), stay.ID, beds[0].ID, nil)
	refused(t, err, store.Conflict)
	refused(t, h.Undo(t.Context(), moved.ID), store.Conflict)
	refused(t, h.StowTemporaryBeds(t.Context(), beds[0].ID), store.Conflict)
	refused(t, h.SetState(t.Context(), beds[0].ID, shelter.Held, ""), store.Conflict)
	sleeps(t, h, "男203-1", stay.ID)
	// The schema itself says so, whatever the program does.
	for _, statement := range []string{
		`INSERT INTO bed_take (id, station_id, bed_id, stay_id, person_id, version, from_at, actor, sealed)
			SELECT 'x', station_id, $1, stay_id, person_id, 1, 1, '', sealed FROM bed_take WHERE bed_id = $1`,
		`UPDATE bed_take SET to_at = 0 WHERE bed_id = $1`,
	} {
		err := h.Session.Write(t.Context(), access.AssignBeds, func(tx *access.Tx) error {
			_, err := tx.Exec(statement, beds[0].ID)
			return err
		})
		if err == nil {
			t.Errorf("went through: %s", statement)
		}
	}
	err = h.Session.Write(t.Context(), access.AssignBeds, func(tx *access.Tx) error {
		_, err := tx.Exec(`UPDATE bed SET stowed_at = 1 WHERE id = $1`, bed(t, h, "男203-1").ID)
		return err
	})
	if err == nil {
		t.Error("a bed was put away under somebody")
	}
}

func TestTemporaryBedsTakeNoNameThatIsTaken(t *testing.T) {
	h := house(t)
	room := bed(t, h, "男203-1").Room
	own := shelter.Bed{Name: "男203-临1", Room: room, LowerBunk: true}
	ok(t, h.SaveBed(t.Context(), &own))
	if got := names(putUp(t, h, room.ID, 2)); !slices.Equal(got, []string{"男203-临2", "男203-临3"}) {
		t.Errorf("beds = %v", got)
	}
}
