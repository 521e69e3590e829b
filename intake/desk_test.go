package intake_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"

	"guitu/intake"
)

// desk founds an invented station and sits its head down at the front desk.
func desk(t testing.TB) *intake.Desk {
	t.Helper()
	db, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, _, err := access.Found(t.Context(), db, access.Founding{
		Station: store.Station{Name: "演示救助管理站", Code: "YS01", Demo: true},
		Admin:   access.NewAccount{Name: "head", Display: "演示站长", Roles: []access.Role{access.StationHead}, Password: "一句好记的演示密码"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return &intake.Desk{Session: s}
}

// arrive registers somebody.
func arrive(t testing.TB, d *intake.Desk, a intake.Arrival) intake.Stay {
	t.Helper()
	draft, err := d.NewDraft(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if a.ArrivedAt.IsZero() {
		a.ArrivedAt = draft.Arrival.ArrivedAt
	}
	draft.Arrival = a
	stay, err := d.Register(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	return stay
}

func man(name string) intake.Arrival {
	return intake.Arrival{CameBy: "police", Sex: "1", Profile: intake.Profile{Name: name}}
}

func TestNobodyNeedsANameToBeAdmitted(t *testing.T) {
	d := desk(t)
	a := man("")
	a.FoundPlace = "演示北广场"
	stay := arrive(t, d, a)
	f, err := d.OpenFile(t.Context(), stay.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := intake.DisplayName(f.Person, f.Stays[0]), "无名氏（演示北广场 "; len(got) < len(want) || got[:len(want)] != want {
		t.Errorf("shown as %q; want it to begin with %q", got, want)
	}
	if f.Person.Identity != intake.IdentityUnknown {
		t.Errorf("identity = %s; want unknown", f.Person.Identity)
	}
}

func TestOnlyWayOfArrivalAndSexAreDemanded(t *testing.T) {
	d := desk(t)
	for field, a := range map[string]intake.Arrival{"came_by": {Sex: "1"}, "sex": {CameBy: "self"}} {
		draft, err := d.NewDraft(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		draft.Arrival = a
		_, err = d.Register(t.Context(), draft)
		if e, ok := err.(*store.Error); !ok || e.Kind != store.Invalid || e.Field != field {
			t.Errorf("without %s: err = %#v", field, err)
		}
		if _, err := d.Draft(t.Context(), draft.ID); err != nil {
			t.Errorf("the draft is gone after a refused registration: %v", err)
		}
	}
}

func TestStationNumbersAreGaplessEvenWhenARegistrationFails(t *testing.T) {
	d := desk(t)
	first := arrive(t, d, man("演示甲"))
	draft, _ := d.NewDraft(t.Context())
	draft.Arrival = man("演示甲")
	draft.Arrival.SameAs = first.PersonID // already in the station
	if _, err := d.Register(t.Context(), draft); store.KindOf(err) != store.Conflict {
		t.Fatalf("second open stay: err = %v; want Conflict", err)
	}
	second := arrive(t, d, man("演示乙"))
	if first.Number[len(first.Number)-5:] != "00001" || second.Number[len(second.Number)-5:] != "00002" {
		t.Errorf("numbers %s, %s; want …00001, …00002", first.Number, second.Number)
	}
}

func TestAStationNumberIsFoundHoweverItIsTyped(t *testing.T) {
	d := desk(t)
	want := arrive(t, d, man("演示甲"))
	arrive(t, d, man("演示乙"))
	code, rest, _ := strings.Cut(want.Number, "-")
	for _, typed := range []string{want.Number, strings.ToLower(want.Number), strings.ReplaceAll(want.Number, "-", ""),
		code + " " + rest, strings.ReplaceAll(want.Number, "-", "－"), strings.ReplaceAll(want.Number, "0", "０")} {
		err := d.Session.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
			got, err := intake.FindStayByNumber(tx, typed)
			if err == nil && got.Stay.ID != want.ID {
				t.Errorf("%s finds %s", typed, got.Stay.Number)
			}
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", typed, err)
		}
	}
	for _, typed := range []string{"", "-", want.Number[:len(want.Number)-1], want.Number + "0"} {
		err := d.Session.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
			_, err := intake.FindStayByNumber(tx, typed)
			return err
		})
		if store.KindOf(err) != store.NotFound {
			t.Errorf("%q: err = %v; want NotFound", typed, err)
		}
	}
}

func TestDraftComesBackAsItWasTyped(t *testing.T) {
	d := desk(t)
	draft, err := d.NewDraft(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft.Arrival.Name, draft.Arrival.Story, draft.Arrival.Unknown = "㛃䶮𬭚昇", "说不清\n从哪里来", []string{"phone"}
	if err := d.SaveDraft(t.Context(), &draft); err != nil {
		t.Fatal(err)
	}
	got, err := d.Draft(t.Context(), draft.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got.Arrival.Name != draft.Arrival.Name || got.Arrival.Story != draft.Arrival.Story || !slices.Equal(got.Arrival.Unknown, draft.Arrival.Unknown) {
		t.Errorf("draft came back as %+v", got.Arrival)
	}
}

func TestTwoWindowsDoNotOverwriteADraft(t *testing.T) {
	d := desk(t)
	mine, _ := d.NewDraft(t.Context())
	theirs := mine
	if err := d.SaveDraft(t.Context(), &mine); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveDraft(t.Context(), &theirs); store.KindOf(err) != store.Conflict {
		t.Errorf("err = %v; want Conflict", err)
	}
}

func TestRefusalNeedsItsReasonAndDrawsNoStationNumber(t *testing.T) {
	d := desk(t)
	draft, _ := d.NewDraft(t.Context())
	draft.Arrival = man("演示丙")
	if _, err := d.Refuse(t.Context(), draft, intake.Refusal{}); store.KindOf(err) != store.Invalid {
		t.Fatalf("without a reason: err = %v; want Invalid", err)
	}
	stay, err := d.Refuse(t.Context(), draft, intake.Refusal{Reason: "able"})
	if err != nil {
		t.Fatal(err)
	}
	if stay.Number != "" || stay.State != intake.Refused {
		t.Errorf("stay = %+v; want refused, without a number", stay)
	}
	if in, _ := d.Residents(t.Context()); len(in) != 0 {
		t.Errorf("%d residents; want none", len(in))
	}
}

func TestEveryChangeOfAFieldIsInTheHistory(t *testing.T) {
	d := desk(t)
	stay := arrive(t, d, man("演示丁"))
	f, err := d.OpenFile(t.Context(), stay.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	p := f.Person
	p.Name, p.Home = "演示丁丁", "演示省演示市"
	if _, err := d.UpdatePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, err := d.UpdatePerson(t.Context(), p); store.KindOf(err) != store.Conflict {
		t.Errorf("saving an old version: err = %v; want Conflict", err)
	}
	f, err = d.OpenFile(t.Context(), stay.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Revisions) != 1 || string(f.Revisions[0].Fields["name"].Old) != `"演示丁"` || string(f.Revisions[0].Fields["home"].New) != `"演示省演示市"` {
		t.Errorf("history = %+v", f.Revisions)
	}
}

func TestNobodyIsRegisteredTwiceByTheirNumber(t *testing.T) {
	d := desk(t)
	a := man("演示子")
	a.IDNumber = "11010519491231002X"
	first := arrive(t, d, a)
	draft, _ := d.NewDraft(t.Context())
	draft.Arrival = man("演示丑")
	draft.Arrival.IDNumber = "11010519491231002x"
	_, err := d.Register(t.Context(), draft)
	if e, ok := err.(*store.Error); !ok || e.Kind != store.Conflict || e.Field != "id_number" {
		t.Fatalf("err = %v; want a Conflict at the number", err)
	}
	if err := d.Protect(t.Context(), first.PersonID, nil, "演示"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Register(t.Context(), draft); err != nil {
		t.Errorf("a refusal would tell that a protected person is here: %v", err)
	}
}

func TestProtectedPersonLeavesNoTraceInTheSearchOfOthers(t *testing.T) {
	d := desk(t)
	stay := arrive(t, d, man("演示己"))
	if _, err := d.Session.AddAccount(t.Context(), access.NewAccount{Name: "front", Roles: []access.Role{access.FrontDesk}, Password: "前台同事的演示密码"}); err != nil {
		t.Fatal(err)
	}
	if err := d.Protect(t.Context(), stay.PersonID, nil, " "); store.KindOf(err) != store.Invalid {
		t.Errorf("protected without a reason: err = %v; want Invalid", err)
	}
	if err := d.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	if f, err := d.OpenFile(t.Context(), stay.PersonID); err != nil || !slices.ContainsFunc(f.Acts, func(r access.Record) bool {
		return r.Action == "person.protect" && r.Private == "演示：家暴受害人"
	}) {
		t.Errorf("the reason is not on record: %v, %v", f.Acts, err)
	}
	s, err := access.SignIn(t.Context(), d.Session.DB(), "front", "前台同事的演示密码")
	if err != nil {
		t.Fatal(err)
	}
	front := &intake.Desk{Session: s}
	for who, want := range map[*intake.Desk]int{d: 1, front: 0} {
		dir := intake.NewDirectory(who)
		if err := dir.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := len(dir.Find("演示己", 9)); got != want {
			t.Errorf("%s finds %d; want %d", who.Session.Account().Name, got, want)
		}
	}
	if _, err := front.OpenFile(t.Context(), stay.PersonID); store.KindOf(err) != store.Forbidden {
		t.Errorf("front desk opens the file: err = %v; want Forbidden", err)
	}
	if in, err := front.Residents(t.Context()); err != nil || len(in) != 1 || in[0].Name() != "保护对象" {
		t.Errorf("residents = %v, %v; want one 保护对象", in, err)
	}
}

func TestDirectoryFindsByNameSoundInitialsAndNumber(t *testing.T) {
	d := desk(t)
	a := man("单晓明")
	a.IDKind, a.IDNumber, a.Phone = "citizen", "11010519491231002X", "13800000000"
	stay := arrive(t, d, a)
	arrive(t, d, man("演示庚"))
	dir := intake.NewDirectory(d)
	if err := dir.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"单晓明", "晓明", "shanxiaoming", "dan xiao ming", "sxm", "DXM", "002x", "0000", stay.Number[len(stay.Number)-3:] + ""} {
		found := dir.Find(q, 5)
		if len(found) == 0 || found[0].Person.ID != stay.PersonID {
			t.Errorf("%q finds %d; want the man first", q, len(found))
		}
	}
	if found := dir.Find("王", 5); len(found) != 0 {
		t.Errorf("王 finds %d; want nobody", len(found))
	}
	if same := dir.Same(intake.Arrival{Profile: intake.Profile{IDNumber: "11010519491231002x"}}, 5); len(same) != 1 || same[0].Why != "证件号码相同" {
		t.Errorf("same = %+v", same)
	}
}

func TestDirectoryFollowsAnotherWindow(t *testing.T) {
	d := desk(t)
	dir := intake.NewDirectory(d)
	changes, err := d.Session.DB().Watch(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	changed := make(chan bool, 8)
	go dir.Follow(t.Context(), changes, func() { changed <- true })
	arrive(t, d, man("演示辛"))
	select {
	case <-changed:
	case <-time.After(10 * time.Second):
		t.Fatal("the directory did not hear of the arrival")
	}
	if len(dir.Find("ysx", 5)) != 1 {
		t.Error("the arrival is not found by its initials")
	}
}

func TestPhotosOfADraftGoToThePerson(t *testing.T) {
	d := desk(t)
	draft, _ := d.NewDraft(t.Context())
	if _, err := d.AddPhoto(t.Context(), intake.Photo{DraftID: draft.ID, Kind: "front", Thumb: []byte("small")}, []byte("whole")); err != nil {
		t.Fatal(err)
	}
	draft.Arrival = man("演示壬")
	stay, err := d.Register(t.Context(), draft)
	if err != nil {
		t.Fatal(err)
	}
	photos, err := d.PersonPhotos(t.Context(), stay.PersonID)
	if err != nil || len(photos) != 1 || string(photos[0].Thumb) != "small" {
		t.Fatalf("photos = %+v, %v", photos, err)
	}
	if whole, err := d.Picture(t.Context(), photos[0].ID); err != nil || string(whole) != "whole" {
		t.Errorf("picture = %q, %v", whole, err)
	}
	if v, err := d.Session.Verify(t.Context(), nil); err != nil || !v.Sound() {
		t.Errorf("verification = %+v, %v", v, err)
	}
}

func BenchmarkRegister(b *testing.B) {
	d := desk(b)
	for b.Loop() {
		arrive(b, d, man("演示癸"))
	}
}

func BenchmarkDirectoryOf10000People(b *testing.B) {
	d := desk(b)
	for range 10_000 {
		arrive(b, d, man("演示癸"))
	}
	for b.Loop() {
		dir := intake.NewDirectory(d)
		if err := dir.Load(b.Context()); err != nil || dir.Len() != 10_000 {
			b.Fatal(err, dir.Len())
		}
	}
}
