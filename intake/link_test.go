package intake_test

import (
	"image"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/internal/store"
)

// leave ends a stay, so that the person may come again.
func leave(t testing.TB, d *intake.Desk, stayID string) {
	t.Helper()
	ok(t, d.Session.Write(t.Context(), access.Depart, func(tx *access.Tx) error {
		if _, err := intake.CloseStay(tx, stayID, "self", tx.Now(), intake.Leaving{}); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "depart", Table: "stay", Target: stayID})
	}))
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func conflict(t testing.TB, what string, err error) {
	t.Helper()
	if store.KindOf(err) != store.Conflict {
		t.Errorf("%s: err = %v; want Conflict", what, err)
	}
}

// again registers who was found to be the same as an earlier file.
func again(t testing.TB, d *intake.Desk, a intake.Arrival, earlier string) (intake.Stay, error) {
	t.Helper()
	draft, err := d.NewDraft(t.Context())
	ok(t, err)
	a.ArrivedAt, a.SameAs = draft.Arrival.ArrivedAt, earlier
	draft.Arrival = a
	return d.Register(t.Context(), draft)
}

func directory(t testing.TB, d *intake.Desk) *intake.Directory {
	t.Helper()
	dir := intake.NewDirectory(d)
	ok(t, dir.Load(t.Context()))
	return dir
}

func TestTheSamePersonIsLinkedAndNothingIsOverwritten(t *testing.T) {
	d := desk(t)
	first := man("演示张三")
	first.Phone = "13800000001"
	before := arrive(t, d, first)
	leave(t, d, before.ID)

	second := man("演示章三")
	second.Phone = "13800000002"
	now, err := again(t, d, second, before.PersonID)
	ok(t, err)
	if now.PersonID == before.PersonID {
		t.Fatal("the earlier file was taken for the new stay")
	}
	f, err := d.OpenFile(t.Context(), before.PersonID)
	ok(t, err)
	if f.Person.Name != "演示张三" || f.Person.Phone != "13800000001" || f.Person.Version != 1 {
		t.Errorf("the earlier file became %+v", f.Person)
	}
	if len(f.Others) != 1 || f.Others[0].Person.Name != "演示章三" || len(f.Others[0].Stays) != 1 {
		t.Errorf("the earlier file shows the others %+v", f.Others)
	}

	dir := directory(t, d)
	found := dir.Find("演示张三", 9)
	if len(found) != 1 || found[0].Stays != 2 || found[0].Stay.ID != now.ID {
		t.Errorf("the search finds %+v; want one human with two stays, the newest shown", found)
	}

	ok(t, d.Unlink(t.Context(), f.Links[0].ID, "指纹不同（演示）"))
	dir = directory(t, d)
	if found := dir.Find("演示张三", 9); len(found) != 1 || found[0].Stays != 1 || found[0].Stay.ID != before.ID {
		t.Errorf("after the link ended the search finds %+v; want the earlier file alone", found)
	}
	f, err = d.OpenFile(t.Context(), before.PersonID)
	ok(t, err)
	if len(f.Others) != 0 || f.Links[0].EndReason != "指纹不同（演示）" {
		t.Errorf("others %+v, links %+v; want none, and the ended link with its reason", f.Others, f.Links)
	}
}

func TestNobodyIsInTheStationTwiceThroughALink(t *testing.T) {
	d := desk(t)
	here := arrive(t, d, man("演示甲"))
	_, err := again(t, d, man("演示甲"), here.PersonID)
	conflict(t, "the earlier file has an open stay", err)
	other := arrive(t, d, man("演示乙"))
	_, err = d.Link(t.Context(), here.PersonID, other.PersonID, intake.LinkSame, "")
	conflict(t, "both files have an open stay", err)

	// Through a third file too.
	leave(t, d, here.ID)
	third, err := again(t, d, man("演示甲"), here.PersonID)
	ok(t, err)
	leave(t, d, other.ID)
	_, err = d.Link(t.Context(), here.PersonID, other.PersonID, intake.LinkSame, "")
	ok(t, err)
	_, err = again(t, d, man("演示乙"), other.PersonID)
	conflict(t, "a third file has an open stay", err)
	leave(t, d, third.ID)
	_, err = again(t, d, man("演示乙"), other.PersonID)
	ok(t, err)
}

func TestAnUnlinkNeedsItsReasonAndHappensOnce(t *testing.T) {
	d := desk(t)
	a, b := arrive(t, d, man("演示甲")), arrive(t, d, man("演示乙"))
	leave(t, d, a.ID)
	l, err := d.Link(t.Context(), a.PersonID, b.PersonID, intake.LinkSame, "")
	ok(t, err)
	if err := d.Unlink(t.Context(), l.ID, "  "); store.KindOf(err) != store.Invalid {
		t.Errorf("without a reason: err = %v; want Invalid", err)
	}
	ok(t, d.Unlink(t.Context(), l.ID, "看错了"))
	conflict(t, "ended twice", d.Unlink(t.Context(), l.ID, "看错了"))
	_, err = d.Link(t.Context(), a.PersonID, b.PersonID, intake.LinkApart, "")
	ok(t, err)
	if dir := directory(t, d); !dir.Apart(b.PersonID, a.PersonID) {
		t.Error("two who were found to be apart are not known as such")
	}
	_, err = d.Link(t.Context(), a.PersonID, b.PersonID, intake.LinkSame, "又核对过")
	ok(t, err)
	if dir := directory(t, d); dir.Apart(a.PersonID, b.PersonID) {
		t.Error("a link of the other kind still stands")
	}
	v, err := d.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("verification = %+v; want sound", v)
	}
}

func TestAnArrivalIsFilledFromTheEarlierFileOnlyWhereItIsEmpty(t *testing.T) {
	known := intake.Profile{Name: "演示张三", NameBySound: true, Nation: "01", Phone: "13800000001", Birth: "1980-01-01", Marks: "左手缺指（演示）"}
	a := intake.Arrival{Profile: intake.Profile{Phone: "13800000002", AgeFrom: 50, AgeTo: 60}, Circumstances: intake.Circumstances{Unknown: []string{"marks"}}}
	filled := a.FillFrom(known)
	want := intake.Profile{Name: "演示张三", NameBySound: true, Nation: "01", Phone: "13800000002", AgeFrom: 50, AgeTo: 60}
	if a.Name != want.Name || !a.NameBySound || a.Nation != want.Nation || a.Phone != want.Phone || a.Birth != "" || a.Marks != "" {
		t.Errorf("filled to %+v; want %+v", a.Profile, want)
	}
	if len(filled) != 2 {
		t.Errorf("it says it filled %v; want name and nation", filled)
	}
}

func TestAWholeAmendmentCanBeUndoneAndKeepsItsHistory(t *testing.T) {
	d := desk(t)
	a := man("")
	a.Belongings = []intake.Item{{Name: "手机（演示）", Quantity: 1}}
	stay := arrive(t, d, a)
	draft, err := d.AmendDraft(t.Context(), stay.ID)
	ok(t, err)
	draft.Arrival.Name, draft.Arrival.Reason, draft.Arrival.Look = "演示甲", "lost", []string{"fever"}
	draft.Arrival.Belongings = append(draft.Arrival.Belongings, intake.Item{Name: "钱包（演示）", Quantity: 1, CashFen: 12345})
	ok(t, d.SaveDraft(t.Context(), &draft))
	again, err := d.AmendDraft(t.Context(), stay.ID)
	ok(t, err)
	if again.ID != draft.ID || again.Arrival.Name != "演示甲" {
		t.Errorf("begun again as %+v; want the draft that was begun", again)
	}
	saved, err := d.Amend(t.Context(), draft)
	ok(t, err)
	_, err = d.Amend(t.Context(), draft)
	conflict(t, "saved twice", err)

	f, err := d.OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	if f.Person.Name != "演示甲" || saved.Reason != "lost" || f.Stays[0].Look[0] != "fever" || len(f.Belongings[stay.ID]) != 2 {
		t.Fatalf("amended to %+v, %+v, %+v", f.Person, f.Stays[0], f.Belongings)
	}
	if len(f.Revisions) != 3 {
		t.Fatalf("%d revisions; want those of person, stay and health", len(f.Revisions))
	}
	for _, r := range f.Revisions {
		ok(t, d.UndoChange(t.Context(), r.ID))
	}
	undone, err := d.OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	if undone.Person.Name != "" || undone.Stays[0].Reason != "" || len(undone.Stays[0].Look) != 0 {
		t.Errorf("after undo %+v, %+v", undone.Person, undone.Stays[0])
	}
	conflict(t, "undone twice", d.UndoChange(t.Context(), f.Revisions[0].ID))
	if len(undone.Revisions) != 6 {
		t.Errorf("%d revisions; want the undoing on record too", len(undone.Revisions))
	}
}

func TestWhatTheRulesWantTakenIsOnRecordWithWhoAndWhen(t *testing.T) {
	d := desk(t)
	stay := arrive(t, d, man("演示甲"))
	ok(t, d.Take(t.Context(), stay.ID, intake.TakeFingerprint, ""))
	ok(t, d.Take(t.Context(), stay.ID, intake.TakeNational, "全国系统停机（演示）"))
	ok(t, d.SetNationalNumber(t.Context(), stay.ID, "演示0001"))
	if err := d.Take(t.Context(), stay.ID, "blood", ""); store.KindOf(err) != store.Invalid {
		t.Errorf("something else: err = %v; want Invalid", err)
	}
	f, err := d.OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	taken := f.Stays[0].Taken
	if taken.Fingerprint.By != d.Session.Account().ID || taken.Fingerprint.At.IsZero() || !taken.National.At.IsZero() || !taken.National.Settled() ||
		taken.Portrait.Settled() || taken.NationalNumber != "演示0001" {
		t.Errorf("taken = %+v", taken)
	}
}

func TestACallThatNobodyAnsweredIsTriedAgain(t *testing.T) {
	d := desk(t)
	stay := arrive(t, d, man("演示甲"))
	now := time.Now()
	for field, q := range map[string]intake.Inquiry{
		"whom":    {Called: intake.Called{Result: "no_answer"}},
		"result":  {Called: intake.Called{Whom: "kin"}},
		"next_at": {NextAt: now.Add(-time.Hour), Called: intake.Called{Whom: "kin", Result: "no_answer"}},
		"at":      {At: now.Add(time.Hour), Called: intake.Called{Whom: "kin", Result: "no_answer"}},
	} {
		q.StayID = stay.ID
		_, err := d.RecordInquiry(t.Context(), q, "")
		if e, known := err.(*store.Error); !known || e.Field != field {
			t.Errorf("%s: err = %v", field, err)
		}
	}
	first, err := d.RecordInquiry(t.Context(), intake.Inquiry{StayID: stay.ID, NextAt: now.Add(time.Hour),
		Called: intake.Called{Whom: "kin", Name: "演示亲属", Phone: "13800000001", Result: "no_answer"}}, "")
	ok(t, err)
	due, err := d.DueInquiries(t.Context(), now.Add(2*time.Hour))
	ok(t, err)
	if len(due) != 1 || due[0].ID != first.ID || due[0].Resident.Person.Name != "演示甲" {
		t.Fatalf("due = %+v", due)
	}
	_, err = d.RecordInquiry(t.Context(), intake.Inquiry{StayID: stay.ID, Called: intake.Called{Whom: "kin", Result: "confirmed", Answer: "是其父（演示）"}}, first.ID)
	ok(t, err)
	if due, err = d.DueInquiries(t.Context(), now.Add(2*time.Hour)); err != nil || len(due) != 0 {
		t.Errorf("after it was followed: due = %+v, %v", due, err)
	}
	all, err := d.Inquiries(t.Context(), stay.ID)
	ok(t, err)
	if len(all) != 2 || all[0].Answer != "是其父（演示）" || all[1].Waiting() {
		t.Errorf("inquiries = %+v", all)
	}
}

func TestAidOnTheSpotIsNumberedAndClosedAtOnce(t *testing.T) {
	d := desk(t)
	draft, err := d.NewDraft(t.Context())
	ok(t, err)
	draft.Arrival.CameBy, draft.Arrival.Sex = "self", "1"
	if _, err := d.AidOnTheSpot(t.Context(), draft, intake.SpotAid{}); store.KindOf(err) != store.Invalid {
		t.Errorf("without anything given: err = %v; want Invalid", err)
	}
	spot, err := d.AidOnTheSpot(t.Context(), draft, intake.SpotAid{Given: []string{"meal"}})
	ok(t, err)
	next := arrive(t, d, man("演示甲"))
	if spot.State != intake.Left || spot.LeftAt.IsZero() || spot.Number[len(spot.Number)-5:] != "00001" || next.Number[len(next.Number)-5:] != "00002" {
		t.Errorf("spot = %+v, next %s", spot, next.Number)
	}
	ok(t, d.Session.Read(t.Context(), access.ReadPeople, func(tx *access.Tx) error {
		all, err := intake.FindUnidentified(tx)
		if len(all) != 1 || all[0].Stay.ID != next.ID {
			t.Errorf("searched for: %+v; want only who was admitted", all)
		}
		return err
	}))
}

func TestSignaturesOfADraftGoToTheStay(t *testing.T) {
	d := desk(t)
	a := man("演示甲")
	a.Signed = []intake.Sign{{Purpose: "register", Method: intake.FingerprintOnFile}, {Purpose: "told", Method: intake.SignedOnScreen, PNG: []byte("演示")}}
	stay := arrive(t, d, a)
	if _, err := d.Sign(t.Context(), stay.ID, intake.Sign{Purpose: "belongings", Method: intake.SignedOnScreen}); store.KindOf(err) != store.Invalid {
		t.Errorf("a signature without strokes: err = %v; want Invalid", err)
	}
	_, err := d.Sign(t.Context(), stay.ID, intake.Sign{Purpose: "belongings", Method: intake.SignRefused, Witness: "演示甲、演示乙"})
	ok(t, err)
	f, err := d.OpenFile(t.Context(), stay.PersonID)
	ok(t, err)
	told, known := intake.NewestSign(f.Signatures[stay.ID], "told")
	if len(f.Signatures[stay.ID]) != 3 || !known || string(told.PNG) != "演示" {
		t.Errorf("signatures = %+v", f.Signatures)
	}
}

func TestAShiftSeesWhoCameWhoLeftAndWhatWaits(t *testing.T) {
	d := desk(t)
	since := time.Now().Add(-time.Minute)
	fever := man("演示甲")
	fever.Look, fever.Medicine, fever.Bag = []string{"fever"}, "降压药早晚各1片（演示）", "F-1"
	fever.Belongings = []intake.Item{{Name: "钱包（演示）", Quantity: 1, CashFen: 12345}}
	here := arrive(t, d, fever)
	gone := arrive(t, d, man("演示乙"))
	leave(t, d, gone.ID)
	_, err := d.NewDraft(t.Context())
	ok(t, err)
	s, err := d.Shift(t.Context(), since)
	ok(t, err)
	if len(s.Came) != 2 || len(s.Went) != 1 || s.Went[0].Stay.ID != gone.ID || s.Present != 1 || s.Men != 1 || len(s.Drafts) != 1 {
		t.Errorf("shift = %+v", s)
	}
	if len(s.Watch) != 1 || s.Watch[0].Why[0] != "发热" || len(s.Medicine) != 1 || len(s.Held) != 1 || s.Held[0].CashFen != 12345 || s.Held[0].Bag != "F-1" {
		t.Errorf("watch %+v, medicine %+v, held %+v", s.Watch, s.Medicine, s.Held)
	}
	if len(s.Missing) != 1 || s.Missing[0].Stay.ID != here.ID {
		t.Errorf("missing = %+v", s.Missing)
	}

	me := d.Session.Account().ID
	if _, err := d.HandOver(t.Context(), intake.Handover{From: since, TakenBy: me}); store.KindOf(err) != store.Invalid {
		t.Errorf("to oneself: err = %v; want Invalid", err)
	}
	next, err := d.Session.AddAccount(t.Context(), access.NewAccount{Name: "next", Display: "演示接班", Roles: []access.Role{access.FrontDesk}, Password: "一句好记的演示密码"})
	ok(t, err)
	_, err = d.HandOver(t.Context(), intake.Handover{From: since, TakenBy: next.ID, HandoverNote: intake.HandoverNote{Note: "203床夜里要看（演示）"}})
	ok(t, err)
	last, known, err := d.LastHandover(t.Context())
	ok(t, err)
	if !known || last.Note != "203床夜里要看（演示）" || last.TakenBy != next.ID {
		t.Errorf("last handover = %+v", last)
	}
}

func TestWhoIsInDangerIsHiddenFromTheFirstMoment(t *testing.T) {
	d := desk(t)
	for _, name := range []string{"front", "other"} {
		_, err := d.Session.AddAccount(t.Context(), access.NewAccount{Name: name, Roles: []access.Role{access.FrontDesk}, Password: "前台同事的演示密码"})
		ok(t, err)
	}
	as := func(name string) *intake.Desk {
		s, err := access.SignIn(t.Context(), d.Session.DB(), name, "前台同事的演示密码")
		ok(t, err)
		return &intake.Desk{Session: s}
	}
	front := as("front")
	draft, err := front.NewDraft(t.Context())
	ok(t, err)
	draft.Arrival.CameBy, draft.Arrival.Sex, draft.Arrival.Name, draft.Arrival.Protect = "police", "2", "演示庚", true
	draft.Arrival.Belongings = []intake.Item{{Name: "手机（演示）", Quantity: 1}}
	stay, err := front.Register(t.Context(), draft)
	ok(t, err)

	if _, err := as("other").OpenFile(t.Context(), stay.PersonID); store.KindOf(err) != store.Forbidden {
		t.Errorf("a colleague opens the file: %v", err)
	}
	if found := directory(t, as("other")).Find("演示庚", 9); len(found) != 0 {
		t.Error("a colleague's search finds who is in danger")
	}
	for who, desk := range map[string]*intake.Desk{"who registered": front, "the head": d} {
		f, err := desk.OpenFile(t.Context(), stay.PersonID)
		if err != nil || f.Person.Name != "演示庚" || len(f.Belongings[stay.ID]) != 1 {
			t.Errorf("%s: %+v, %v", who, f.Person, err)
		}
	}
	v, err := d.Session.Verify(t.Context(), nil)
	ok(t, err)
	if !v.Sound() {
		t.Errorf("verification = %+v; want sound", v)
	}
}

func TestWhatSomebodysPortraitsLookLikeFollowsTheirPhotos(t *testing.T) {
	d := desk(t)
	stay := arrive(t, d, man("演示甲"))
	thumb := picture.Encode(image.NewNRGBA(image.Rect(0, 0, 60, 80)))
	photo, err := d.AddPhoto(t.Context(), intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", Thumb: thumb}, thumb)
	ok(t, err)
	person, hashes, err := d.HashesBeside(t.Context(), photo.ID)
	ok(t, err)
	if person != stay.PersonID || len(hashes) != 1 {
		t.Errorf("of %q, %d portraits; want one of who was registered", person, len(hashes))
	}
	ok(t, d.RemovePhoto(t.Context(), photo.ID))
	if person, hashes, err = d.HashesBeside(t.Context(), photo.ID); err != nil || person != stay.PersonID || len(hashes) != 0 {
		t.Errorf("removed: of %q, %d portraits, %v; want none", person, len(hashes), err)
	}
}
