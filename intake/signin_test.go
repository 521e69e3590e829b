package intake_test

import (
	"testing"

	"guitu/intake"
	"guitu/internal/access"
)

// signInAs adds an account with one role and sits it down at a desk.
func signInAs(t *testing.T, d *intake.Desk, role access.Role) *intake.Desk {
	t.Helper()
	const password = "另一位同事的演示密码"
	if _, err := d.Session.AddAccount(t.Context(), access.NewAccount{Name: string(role), Display: "演示同事", Roles: []access.Role{role}, Password: password}); err != nil {
		t.Fatal(err)
	}
	s, err := access.SignIn(t.Context(), d.Session.DB(), string(role), password)
	if err != nil {
		t.Fatal(err)
	}
	return &intake.Desk{Session: s}
}

// acts lists what is on record about a person, action → what was said in
// words; of an empty person, what is about nobody.
func acts(t *testing.T, d *intake.Desk, person string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := d.Session.Read(t.Context(), "", func(tx *access.Tx) error {
		records, err := tx.PersonRecords(person, 100)
		for _, r := range records {
			all[r.Action] = append(all[r.Action], r.Private)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
