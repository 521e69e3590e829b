package access_test

import (
	"context"
	"errors"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
)

const testPassword = "一句好记的演示密码"

// station founds an invented station in a new folder and signs its head in.
func station(t testing.TB) (*store.DB, *access.Session, string) {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, code, err := access.Found(t.Context(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead, access.Administrator}, Password: testPassword},
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, s, code
}

func TestFounderSignsInAndTheStationIsSound(t *testing.T) {
	db, _, _ := station(t)
	s, err := access.SignIn(context.Background(), db, " Head ", testPassword)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !v.Sound() || v.AuditEntries != 3 {
		t.Errorf("verification = %+v; want 3 entries and no finding", v)
	}
}

func TestWrongPasswordOpensNothing(t *testing.T) {
	db, _, _ := station(t)
	_, err := access.SignIn(t.Context(), db, "head", "不是这一句密码")
	if store.KindOf(err) != store.Forbidden {
		t.Errorf("err = %v; want Forbidden", err)
	}
	if _, err := access.SignIn(t.Context(), db, "nobody", testPassword); !errors.Is(err, store.Fail(store.Forbidden, "")) {
		t.Errorf("unknown name: err = %v; want Forbidden", err)
	}
}

func TestRecoverySheetOpensTheStation(t *testing.T) {
	db, _, code := station(t)
	if _, err := access.Recover(t.Context(), db, code, "head", "另一句好记的密码"); err != nil {
		t.Fatal(err)
	}
	if _, err := access.SignIn(t.Context(), db, "head", "另一句好记的密码"); err != nil {
		t.Error(err)
	}
}
