package tracing_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/internal/vault"
	"guitu/tracing"
)

const password = "一句好记的演示密码"

// Passwords are as costly as a station's elsewhere; here they are only in the way.
func TestMain(m *testing.M) {
	small := vault.Effort{Time: 1, Memory: 64, Threads: 1}
	vault.PasswordEffort, vault.RecoveryEffort = small, small
	os.Exit(m.Run())
}

// founded is the database of an invented station with its legal periods.
var founded = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "guitu")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	db, err := store.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	s, _, err := access.Found(ctx, db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: password},
	})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.Write(ctx, "", func(tx *access.Tx) error { return tracing.SeedRules(tx) }), db.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, store.FileName))
})

// office opens a copy of that station and signs its head in.
func office(t testing.TB) *tracing.Office {
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
	return &tracing.Office{Session: s}
}

// as signs a colleague with a role in.
func as(t testing.TB, o *tracing.Office, role access.Role) *tracing.Office {
	t.Helper()
	_, err := o.Session.AddAccount(t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password})
	ok(t, err)
	s, err := access.SignIn(t.Context(), o.Session.DB(), string(role), password)
	ok(t, err)
	return &tracing.Office{Session: s}
}

// unknownMan is somebody invented who says nothing and came an hour ago.
func unknownMan() intake.Arrival {
	return intake.Arrival{CameBy: "police", Sex: "1", ArrivedAt: time.Now().Add(-time.Hour),
		Profile: intake.Profile{AgeFrom: 50, AgeTo: 60}, Circumstances: intake.Circumstances{FoundPlace: "演示北广场"}}
}

func arrive(t testing.TB, o *tracing.Office, a intake.Arrival) intake.Stay {
	t.Helper()
	desk := &intake.Desk{Session: o.Session}
	draft, err := desk.NewDraft(t.Context())
	ok(t, err)
	draft.Arrival = a
	stay, err := desk.Register(t.Context(), draft)
	ok(t, err)
	return stay
}

// leave ends a stay.
func leave(t testing.TB, o *tracing.Office, stayID, kind string) {
	t.Helper()
	ok(t, o.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stayID, kind, tx.Now(), intake.Leaving{})
		return err
	}))
}

// sought lists the stays of who is looked for.
func sought(t testing.TB, o *tracing.Office) map[string]tracing.Case {
	t.Helper()
	all, err := o.List(t.Context())
	ok(t, err)
	byStay := map[string]tracing.Case{}
	for _, c := range all {
		byStay[c.Stay.ID] = c
	}
	return byStay
}

func record(t testing.TB, o *tracing.Office, stayID string, kind tracing.Kind) tracing.Step {
	t.Helper()
	step, err := o.Record(t.Context(), stayID, tracing.StepRecord{Kind: kind})
	ok(t, err)
	return step
}

// clockOf finds the clock of a rule in a case.
func clockOf(t testing.TB, o *tracing.Office, stayID, code string) clock.Deadline {
	t.Helper()
	c, err := o.Case(t.Context(), stayID)
	ok(t, err)
	for _, d := range c.Clocks {
		if d.Rule.Code == code {
			return d
		}
	}
	t.Fatalf("no clock %s", code)
	return clock.Deadline{}
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

// fieldOf is the field that an error is about.
func fieldOf(err error) string {
	if known, ok := errors.AsType[*store.Error](err); ok {
		return known.Field
	}
	return ""
}
