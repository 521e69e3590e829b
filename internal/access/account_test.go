package access_test

import (
	"slices"
	"testing"

	"guitu/internal/access"
	"guitu/internal/store"
)

const newPassword = "换成另一句好记的话"

func TestAnAdministratorKeepsTheMachineAndReadsNobodysFile(t *testing.T) {
	_, head, _ := station(t)
	admin := hire(t, head, "admin", access.Administrator)
	person := addPerson(t, head, "演示甲")
	_, err := openPerson(t, admin, person)
	wantKind(t, "open with a bare transaction", err, store.Forbidden)
	err = admin.Write(t.Context(), "", func(tx *access.Tx) error { return insertPerson(tx, store.NewID(), "演示乙") })
	wantKind(t, "seal with a bare transaction", err, store.Forbidden)
	err = admin.Read(t.Context(), "", func(tx *access.Tx) error { _, err := tx.Blind("phone", "10086"); return err })
	wantKind(t, "look up a number", err, store.Forbidden)
}

func TestOnlyWhoHoldsAKeyGrantsIt(t *testing.T) {
	db, head, _ := station(t)
	admin := hire(t, head, "admin", access.Administrator)
	add := func(name string, role access.Role) error {
		_, err := admin.AddAccount(t.Context(), access.NewAccount{Name: name, Roles: []access.Role{role}, Password: testPassword})
		return err
	}
	wantKind(t, "an auditor", add("auditor", access.Auditor), 0)
	before := count(t, db, `SELECT COUNT(*) FROM account`)
	for _, role := range []access.Role{access.FrontDesk, access.ShelterManager, access.TracingOfficer, access.StationHead} {
		wantKind(t, string(role), add("more", role), store.Forbidden)
	}
	desk := hire(t, head, "desk", access.FrontDesk)
	wantKind(t, "resetting who reads files", admin.ResetPassword(t.Context(), desk.Account().ID, newPassword), store.Forbidden)
	if n := count(t, db, `SELECT COUNT(*) FROM account`); n != before+1 {
		t.Errorf("%d accounts; a refused one must leave nothing", n)
	}
	if _, err := access.SignIn(t.Context(), db, "desk", testPassword); err != nil {
		t.Errorf("a refused reset left another password: %v", err)
	}
}

func TestAnAccountIsAddedWithCare(t *testing.T) {
	_, head, _ := station(t)
	good := access.NewAccount{Name: " Wang ", Roles: []access.Role{access.FrontDesk}, Password: testPassword}
	a, err := head.AddAccount(t.Context(), good)
	if err != nil || a.Name != "wang" || a.Display != "wang" || !a.Active {
		t.Errorf("added %+v, %v", a, err)
	}
	for what, c := range map[string]struct {
		change func(*access.NewAccount)
		kind   store.Kind
	}{
		"the same name":    {func(n *access.NewAccount) { n.Name = "WANG" }, store.Conflict},
		"no name":          {func(n *access.NewAccount) { n.Name = " " }, store.Invalid},
		"no role":          {func(n *access.NewAccount) { n.Roles = nil }, store.Invalid},
		"an unknown role":  {func(n *access.NewAccount) { n.Roles = []access.Role{"root"} }, store.Invalid},
		"a short password": {func(n *access.NewAccount) { n.Password = "七个字的密码啊" }, store.Invalid},
	} {
		n := good
		n.Name = "li"
		c.change(&n)
		_, err := head.AddAccount(t.Context(), n)
		wantKind(t, what, err, c.kind)
	}
	all, err := head.Accounts(t.Context())
	if err != nil || len(all) != 2 {
		t.Errorf("%d accounts, %v; want the founder and one more", len(all), err)
	}
}

func TestTheSexOfAColleagueIsPutRightOnRecord(t *testing.T) {
	db, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	id := desk.Account().ID
	kept := func(id string) string {
		t.Helper()
		all, err := head.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return all[slices.IndexFunc(all, func(a access.Account) bool { return a.ID == id })].Sex
	}
	before := kept(head.Account().ID)
	wantKind(t, "a woman", head.SetSex(t.Context(), id, "2"), 0)
	if got := kept(id); got != "2" {
		t.Errorf("kept %q", got)
	}
	if got := kept(head.Account().ID); got != before {
		t.Errorf("the head's became %q", got)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE action = 'account.sex' AND target = '`+id+`'`); n != 1 {
		t.Errorf("%d entries; want 1", n)
	}
	for _, sex := range []string{"", "0", "9", "女"} {
		wantKind(t, "sex "+sex, head.SetSex(t.Context(), id, sex), store.Invalid)
	}
	wantKind(t, "nobody", head.SetSex(t.Context(), "nobody", "1"), store.NotFound)
	wantKind(t, "oneself", head.SetSex(t.Context(), head.Account().ID, "1"), 0)
	if got := head.Account().Sex; got != "1" {
		t.Errorf("the open window has %q", got)
	}
}

func TestAChangedPasswordOpensTheSameFiles(t *testing.T) {
	db, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	person := addPerson(t, desk, "演示甲")
	wantKind(t, "wrong old one", desk.ChangePassword(t.Context(), "错的一句密码", newPassword), store.Invalid)
	wantKind(t, "short new one", desk.ChangePassword(t.Context(), testPassword, "短"), store.Invalid)
	wantKind(t, "change", desk.ChangePassword(t.Context(), testPassword, newPassword), 0)
	_, err := access.SignIn(t.Context(), db, "desk", testPassword)
	wantKind(t, "the old one", err, store.Forbidden)
	again, err := access.SignIn(t.Context(), db, "desk", newPassword)
	if err != nil {
		t.Fatal(err)
	}
	if name, err := openPerson(t, again, person); name != "演示甲" {
		t.Errorf("opened %q, %v", name, err)
	}
	if name, err := openPerson(t, desk, person); name != "演示甲" {
		t.Errorf("the open window: %q, %v", name, err)
	}
}

func TestAResetPasswordOpensTheSameFiles(t *testing.T) {
	db, head, _ := station(t)
	desk := hire(t, head, "desk", access.FrontDesk)
	ordinary := addPerson(t, desk, "演示甲")
	wantKind(t, "oneself", head.ResetPassword(t.Context(), head.Account().ID, newPassword), store.Invalid)
	wantKind(t, "nobody", head.ResetPassword(t.Context(), "nobody", newPassword), store.NotFound)
	wantKind(t, "reset", head.ResetPassword(t.Context(), desk.Account().ID, newPassword), 0)
	_, err := access.SignIn(t.Context(), db, "desk", testPassword)
	wantKind(t, "the old one", err, store.Forbidden)
	again, err := access.SignIn(t.Context(), db, "desk", newPassword)
	if err != nil {
		t.Fatal(err)
	}
	if name, err := openPerson(t, again, ordinary); name != "演示甲" {
		t.Errorf("opened %q, %v", name, err)
	}
}

func TestAResetKeepsTheProtectedFilesThatBothAreNamedFor(t *testing.T) {
	db, head, _ := station(t)
	other := hire(t, head, "head2", access.StationHead)
	officer := hire(t, head, "officer", access.TracingOfficer)
	id := officer.Account().ID
	both, othersOnly := addPerson(t, head, "演示甲"), addPerson(t, head, "演示乙")
	protect(t, head, both, id)
	protect(t, other, othersOnly, id)
	wantKind(t, "reset", head.ResetPassword(t.Context(), id, newPassword), 0)
	again, err := access.SignIn(t.Context(), db, "officer", newPassword)
	if err != nil {
		t.Fatal(err)
	}
	if name, err := openPerson(t, again, both); name != "演示甲" {
		t.Errorf("the file that both are named for: %q, %v", name, err)
	}
	_, err = openPerson(t, again, othersOnly)
	wantKind(t, "the file that the head is not named for", err, store.Forbidden)
}

func TestTheRecoverySheetOpensEverythingAgain(t *testing.T) {
	db, head, code := station(t)
	ordinary, protected := addPerson(t, head, "演示甲"), addPerson(t, head, "演示乙")
	protect(t, head, protected)
	_, err := access.Recover(t.Context(), db, "AAAA-BBBB", "head", newPassword)
	wantKind(t, "wrong code", err, store.Invalid)
	_, err = access.Recover(t.Context(), db, code, "nobody", newPassword)
	wantKind(t, "unknown name", err, store.NotFound)
	again, err := access.Recover(t.Context(), db, code, " HEAD ", newPassword)
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{ordinary: "演示甲", protected: "演示乙"} {
		if name, err := openPerson(t, again, id); name != want {
			t.Errorf("opened %q, %v; want %q", name, err, want)
		}
	}
	if v, err := again.Verify(t.Context(), nil); err != nil || !v.Sound() {
		t.Errorf("%v, %v", v, err)
	}
	if n := count(t, db, `SELECT COUNT(*) FROM audit WHERE action = 'account.recover' AND actor = 'recovery'`); n != 1 {
		t.Errorf("%d entries tell of the recovery", n)
	}
}
