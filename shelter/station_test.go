package shelter_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

const password = "一句好记的演示密码"

// founded is the database of an invented station with the default house.
// Founding is slow on purpose (its passwords), so it is done once and copied.
var founded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	db, err := store.Open(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	s, _, err := access.Found(context.Background(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err != nil {
		return nil, err
	}
	err = errors.Join((&shelter.House{Session: s}).LayOut(context.Background(), shelter.DefaultTemplate()), db.Close())
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.FileName))
})

// house opens a copy of that station and signs its head in.
func house(t testing.TB) *shelter.House {
	t.Helper()
	file, err := founded()
	ok(t, err)
	dir := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(dir, store.FileName), file, 0o600))
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	s, err := access.SignIn(t.Context(), db, "head", password)
	ok(t, err)
	return &shelter.House{Session: s}
}

// as signs a colleague with a role in.
func as(t testing.TB, h *shelter.House, role access.Role) *shelter.House {
	t.Helper()
	name := string(role)
	_, err := h.Session.AddAccount(t.Context(), access.NewAccount{Name: name, Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(t, err)
	s, err := access.SignIn(t.Context(), h.Session.DB(), name, password)
	ok(t, err)
	return &shelter.House{Session: s}
}

// arrive registers somebody invented.
func arrive(t testing.TB, h *shelter.House, a intake.Arrival) intake.Stay {
	t.Helper()
	desk := &intake.Desk{Session: h.Session}
	draft, err := desk.NewDraft(t.Context())
	ok(t, err)
	if a.CameBy == "" {
		a.CameBy = "police"
	}
	draft.Arrival = a
	stay, err := desk.Register(t.Context(), draft)
	ok(t, err)
	return stay
}

func woman(age int) intake.Arrival {
	return intake.Arrival{Sex: "2", Profile: intake.Profile{Name: "演示女士", AgeFrom: age, AgeTo: age}}
}

func man(age int) intake.Arrival {
	return intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演示先生", AgeFrom: age, AgeTo: age}}
}

// bed finds a bed by its name.
func bed(t testing.TB, h *shelter.House, name string) shelter.Bed {
	t.Helper()
	plan, err := h.Layout(t.Context())
	ok(t, err)
	for _, b := range plan.Beds {
		if b.Name == name {
			return b
		}
	}
	t.Fatalf("no bed %s", name)
	return shelter.Bed{}
}

// tile finds a bed's tile on the board.
func tile(t testing.TB, h *shelter.House, name string) shelter.BoardBed {
	t.Helper()
	board, err := h.Board(t.Context())
	ok(t, err)
	for _, z := range board.Zones {
		for _, r := range z.Rooms {
			for _, b := range r.Beds {
				if b.Bed.Name == name {
					return b
				}
			}
		}
	}
	t.Fatalf("no tile %s", name)
	return shelter.BoardBed{}
}

// sleeps asserts who has a bed; an empty stay means nobody.
func sleeps(t testing.TB, h *shelter.House, name, stayID string) {
	t.Helper()
	got := ""
	if s := tile(t, h, name).Sleeper; s != nil {
		got = s.StayID
	}
	if got != stayID {
		t.Errorf("in bed %s sleeps stay %q; want %q", name, got, stayID)
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, kind store.Kind) {
	t.Helper()
	if store.KindOf(err) != kind {
		t.Fatalf("err = %v (kind %d); want kind %d", err, store.KindOf(err), kind)
	}
}
