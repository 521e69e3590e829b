package intake_test

import (
	"strings"
	"testing"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/store"
)

func TestAStationsOwnPlacesAreKeptAndFound(t *testing.T) {
	d := desk(t)
	want := idcard.Local{Name: "演示大集", Under: "370782"}
	if err := d.SaveLocalPlaces(t.Context(), []idcard.Local{{Name: " 演示大集 ", Under: "370782"}}); err != nil {
		t.Fatal(err)
	}
	got, err := d.LocalPlaces(t.Context())
	if err != nil || len(got) != 1 || got[0] != want {
		t.Fatalf("kept %v, %v; want %v", got, err, want)
	}
	found := idcard.Completer{Local: got}.Complete("演示大集", 3)
	if len(found) == 0 || found[0].Why != idcard.WhyLocal || !strings.HasSuffix(found[0].Full, "诸城市演示大集") {
		t.Errorf("演示大集 is completed to %+v", found)
	}
}

func TestAPlaceOfOnesOwnMustSayWhereItIs(t *testing.T) {
	d := desk(t)
	good := idcard.Local{Name: "演示大集", Under: "370782"}
	for _, c := range []struct {
		places []idcard.Local
		field  string
	}{
		{[]idcard.Local{{Name: " ", Under: "370782"}}, "name"},
		{[]idcard.Local{{Name: strings.Repeat("长", 41), Under: "370782"}}, "name"},
		{[]idcard.Local{{Name: "演示大集"}}, "under"},
		{[]idcard.Local{{Name: "演示大集", Under: "37"}}, "under"},
		{[]idcard.Local{{Name: "演示大集", Under: "999999"}}, "under"},
		{[]idcard.Local{good, good}, "name"},
		{make([]idcard.Local, 2001), "name"},
	} {
		expectInvalid(t, d.SaveLocalPlaces(t.Context(), c.places), c.field)
	}
	if kept, err := d.LocalPlaces(t.Context()); err != nil || len(kept) != 0 {
		t.Errorf("kept %v, %v", kept, err)
	}
	_, err := d.Session.AddAccount(t.Context(), access.NewAccount{Name: "front", Display: "演示接待", Roles: []access.Role{access.FrontDesk}, Password: "一句好记的演示密码"})
	ok(t, err)
	session, err := access.SignIn(t.Context(), d.Session.DB(), "front", "一句好记的演示密码")
	ok(t, err)
	front := &intake.Desk{Session: session}
	if err := front.SaveLocalPlaces(t.Context(), []idcard.Local{good}); store.KindOf(err) != store.Forbidden {
		t.Errorf("the front desk changed the station's places: %v", err)
	}
}
