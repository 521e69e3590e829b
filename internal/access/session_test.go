package access_test

import (
	"context"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

func TestWithoutTheRightNothingIsWritten(t *testing.T) {
	db, head, _ := station(t)
	auditor := hire(t, head, "auditor", access.Auditor)
	entries := count(t, db, `SELECT COUNT(*) FROM audit`)
	accounts := count(t, db, `SELECT COUNT(*) FROM account`)
	headID := head.Account().ID
	ran := func(*access.Tx) error { t.Error("the work ran"); return nil }
	for what, try := range map[string]func() error{
		"write": func() error { return auditor.Write(t.Context(), access.Register, ran) },
		"read":  func() error { return auditor.Read(t.Context(), access.ReadPeople, ran) },
		"disclose": func() error {
			return auditor.Disclose(t.Context(), access.ReadPeople, access.Entry{Action: "look"}, ran)
		},
		"add": func() error {
			_, err := auditor.AddAccount(t.Context(), access.NewAccount{Name: "x", Roles: []access.Role{access.Auditor}, Password: testPassword})
			return err
		},
		"disable": func() error { return auditor.DisableAccount(t.Context(), headID) },
		"reset":   func() error { return auditor.ResetPassword(t.Context(), headID, testPassword) },
		"sex":     func() error { return auditor.SetSex(t.Context(), headID, "2") },
		"verify":  func() error { _, err := hire(t, head, "desk", access.FrontDesk).Verify(t.Context(), nil); return err },
		"protect": func() error {
			return auditor.Write(t.Context(), "", func(tx *access.Tx) error { return tx.ProtectPerson("p", nil) })
		},
	} {
		wantKind(t, what, try(), store.Forbidden)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM account`); n != accounts+1 { // desk
		t.Errorf("%d accounts; want %d", n, accounts+1)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE action NOT IN ('sign_in', 'account.add')`); n != 1 || entries == 0 {
		t.Errorf("%d entries of other acts than the founding", n-1)
	}
}

func TestFiveWrongPasswordsLockForFiveMinutes(t *testing.T) {
	db, head, _ := station(t)
	c := setClock(db)
	hire(t, head, "desk", access.FrontDesk)
	try := func(password string) error {
		_, err := access.SignIn(t.Context(), db, "desk", password)
		return err
	}
	for i := range 5 {
		err := try("错的一句密码")
		wantKind(t, "wrong password", err, store.Forbidden)
		if want := "登录名或密码不对"; err == nil || err.Error()[:len(want)] != want {
			t.Errorf("attempt %d: %v", i+1, err)
		}
	}
	wantKind(t, "right password while locked", try(testPassword), store.Forbidden)
	c.now = c.now.Add(5*time.Minute - time.Second)
	wantKind(t, "a second before the end", try(testPassword), store.Forbidden)
	c.now = c.now.Add(time.Second)
	wantKind(t, "after five minutes", try(testPassword), 0)
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE action = 'sign_in' AND detail = '{"failed_before":5}'`); n != 1 {
		t.Errorf("%d entries tell of the five failures; want 1", n)
	}
	for range 4 {
		try("错的一句密码")
	}
	wantKind(t, "the count began anew", try(testPassword), 0)
}

func TestManyAttemptsAtOnceDoNotGetAroundTheLock(t *testing.T) {
	db, head, _ := station(t)
	hire(t, head, "desk", access.FrontDesk)
	done := make(chan struct{})
	const attempts = 16
	for range attempts {
		go func() {
			access.SignIn(context.Background(), db, "desk", "错的一句密码")
			done <- struct{}{}
		}()
	}
	for range attempts {
		<-done
	}
	if n := count(t, db, `SELECT failed FROM account WHERE name = 'desk'`); n != 5 {
		t.Errorf("%d passwords were tried; want 5", n)
	}
}

func TestADisabledAccountIsOutAtOnce(t *testing.T) {
	db, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	if err := head.DisableAccount(t.Context(), desk.Account().ID); err != nil {
		t.Fatal(err)
	}
	_, err := access.SignIn(t.Context(), db, "desk", testPassword)
	wantKind(t, "sign in", err, store.Forbidden)
	_, wrong := access.SignIn(t.Context(), db, "desk", "错的一句密码")
	_, unknown := access.SignIn(t.Context(), db, "nobody", "错的一句密码")
	if wrong.Error() != unknown.Error() || wrong.Error() == err.Error() {
		t.Errorf("a wrong password learns that the account is there: %v", wrong)
	}
	wantKind(t, "open window writes", desk.Write(t.Context(), access.Register, func(*access.Tx) error { return nil }), store.Forbidden)
	wantKind(t, "open window reads", desk.Read(t.Context(), access.ReadPeople, func(*access.Tx) error { return nil }), store.Forbidden)
	wantKind(t, "oneself", head.DisableAccount(t.Context(), head.Account().ID), store.Invalid)
	wantKind(t, "nobody", head.DisableAccount(t.Context(), "nobody"), store.NotFound)
}

func TestLockDropsTheKeys(t *testing.T) {
	_, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	person := addPerson(t, desk, "演示甲")
	if err := desk.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
		desk.Lock() // somebody locks while a read is under way
		_, err := openIn(tx, person)
		return err
	}); store.KindOf(err) != store.Forbidden {
		t.Errorf("a read under way: err = %v; want Forbidden", err)
	}
	_, err := openPerson(t, desk, person)
	wantKind(t, "open", err, store.Forbidden)
	_, err = desk.Accounts(t.Context())
	wantKind(t, "accounts", err, store.Forbidden)
	_, err = desk.CheckPIN(t.Context(), testPassword)
	wantKind(t, "pin", err, store.Forbidden)
	wantKind(t, "password", desk.ChangePassword(t.Context(), testPassword, testPassword), store.Forbidden)
	wantKind(t, "set pin", desk.SetPIN(t.Context(), ""), store.Forbidden)
	desk.Lock() // twice is once
}

func TestThePINOpensTheIdleLockAndFiveWrongOnesCloseIt(t *testing.T) {
	_, head, _ := station(t)
	for _, bad := range []string{"123", "12a4", "１２３４"} {
		wantKind(t, bad, head.SetPIN(t.Context(), bad), store.Invalid)
	}
	if err := head.SetPIN(t.Context(), "4711"); err != nil || !head.Account().HasPIN {
		t.Fatal(err)
	}
	for typed, want := range map[string]bool{"4711": true, testPassword: true, "4712": false, "": false} {
		if got, err := head.CheckPIN(t.Context(), typed); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", typed, got, err, want)
		}
	}
	head.CheckPIN(t.Context(), "4711")
	for i := range 4 {
		if _, err := head.CheckPIN(t.Context(), "0000"); err != nil {
			t.Errorf("wrong PIN %d: %v", i+1, err)
		}
	}
	_, err := head.CheckPIN(t.Context(), "0000")
	wantKind(t, "fifth wrong PIN", err, store.Forbidden)
	wantKind(t, "afterwards", head.Require(""), store.Forbidden)
}
