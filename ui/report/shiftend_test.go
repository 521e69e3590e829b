package report

import (
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/ui/kit/kittest"
)

// A locked field that has the focus swallows Ctrl+K and Alt+1…9.
func TestTheKeysStillWorkAfterAShiftWasHandedOver(t *testing.T) {
	d := open(t)
	night(d)
	_, err := d.Session().AddAccount(t.Context(), access.NewAccount{Name: "zhang", Display: "张同事（演示）", Roles: []access.Role{access.FrontDesk}, Password: kittest.Password})
	kittest.OK(t, err)
	p := d.shift()
	p.hand.form.Focus("taken_by")
	d.Write("zts", fyne.KeyReturn) // the letters that its sounds begin with
	d.Submit()
	if !p.over {
		t.Fatalf("not handed over: %q; failures %v", p.hand.to.Base().Problem(), d.Failures)
	}
	free := func(when string) {
		t.Helper()
		at := d.Window().Canvas().Focused()
		if locked, ok := at.(fyne.Disableable); at == nil || ok && locked.Disabled() {
			t.Errorf("%s the focus is on %T", when, at)
		}
	}
	free("after it was handed over")
	p.Do("print")
	p.Do("close")
	free("back from its paper")
}
