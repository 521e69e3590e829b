package supply_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
)

const password = "一句好记的演示密码"

// begin is when a test begins: a cold night.
var begin = time.Date(2026, 11, 24, 22, 30, 0, 0, calendar.Zone)

// founded is the file of a station with a head and a store keeper, a default
// house and an empty store room. It is founded once, and copied.
var founded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := found(dir); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.FileName))
})

func found(dir string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	db.SetClock(func() time.Time { return begin.AddDate(0, 0, -1) })
	head, _, err := access.Found(ctx, db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err == nil {
		_, err = head.AddAccount(ctx, access.NewAccount{Name: "keeper", Display: "演示库管", Roles: []access.Role{access.ShelterManager}, Password: password})
	}
	if err == nil {
		err = errors.Join((&supply.Room{Session: head}).Start(ctx), (&shelter.House{Session: head}).LayOut(ctx, shelter.DefaultTemplate()))
	}
	return errors.Join(err, db.Close())
}

// house is a station with two people at its desks.
type house struct {
	*supply.Room              // the head's
	keeper       *supply.Room // the store keeper's
	db           *store.DB

	mu  sync.Mutex
	now time.Time
}

// at sets the clock.
func (h *house) at(now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = now
}

func station(t testing.TB) *house {
	t.Helper()
	file, err := founded()
	ok(t, err)
	dir := t.TempDir()
	ok(t, os.WriteFile(filepath.Join(dir, store.FileName), file, 0o600))
	db, err := store.Open(t.Context(), dir)
	ok(t, err)
	t.Cleanup(func() { db.Close() })
	h := &house{db: db, now: begin}
	db.SetClock(func() time.Time {
		h.mu.Lock()
		defer h.mu.Unlock()
		return h.now
	})
	sign := func(name string) *supply.Room {
		s, err := access.SignIn(t.Context(), db, name, password)
		ok(t, err)
		return &supply.Room{Session: s}
	}
	h.Room, h.keeper = sign("head"), sign("keeper")
	return h
}

// room is the store room of a station's head.
func room(t testing.TB) *supply.Room { return station(t).Room }

// rooms are the rooms of the house, by id.
func (h *house) rooms(t testing.TB) (ids []string) {
	t.Helper()
	plan, err := (&shelter.House{Session: h.Session}).Layout(t.Context())
	ok(t, err)
	for _, bed := range plan.Beds {
		if !slices.Contains(ids, bed.Room.ID) {
			ids = append(ids, bed.Room.ID)
		}
	}
	return ids
}

// sound fails where the ledger does not add up.
func sound(t testing.TB, r *supply.Room) {
	t.Helper()
	check, err := r.Verify(t.Context())
	ok(t, err)
	for _, f := range check.Findings {
		t.Error(f)
	}
}

func day(text string) calendar.Date {
	d, err := calendar.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}
