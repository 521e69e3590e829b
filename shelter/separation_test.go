package shelter_test

import (
	"errors"
	"slices"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
)

// verdict is what Suggest says of a free bed for a stay.
func verdict(t *testing.T, h *shelter.House, stayID, name string) shelter.Verdict {
	t.Helper()
	all, err := h.Suggest(t.Context(), stayID)
	ok(t, err)
	for _, s := range all {
		if s.Bed.Name == name {
			return s.Verdict
		}
	}
	t.Fatalf("%s is not free", name)
	return shelter.Verdict{}
}

func apart(t *testing.T, h *shelter.House, a, b intake.Stay, reason string) shelter.Separation {
	t.Helper()
	s, err := h.KeepApart(t.Context(), a.PersonID, b.PersonID, reason)
	ok(t, err)
	return s
}

func TestWhoMustNotMeetDoesNotShareARoomAndBetterNoZone(t *testing.T) {
	h := house(t)
	he, other := arrive(t, h, man(40)), arrive(t, h, man(50))
	s := apart(t, h, he, other, "演示：在车站动过手")
	_, err := h.Assign(t.Context(), other.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)

	_, err = h.Assign(t.Context(), he.ID, bed(t, h, "男203-2").ID, nil)
	refused(t, err, store.Invalid)
	blocked, is := errors.AsType[*shelter.Blocked](err)
	if !is || !slices.Equal(blocked.Verdict.Codes(shelter.Block), []string{"must_not_meet"}) {
		t.Fatalf("err = %v; want the rule must_not_meet alone", err)
	}
	if v := verdict(t, h, he.ID, "男203-3"); v.Level != shelter.Block {
		t.Errorf("a bed of the same room is offered: %+v", v)
	}
	take, err := h.Assign(t.Context(), he.ID, bed(t, h, "男202-1").ID, nil)
	ok(t, err)
	if len(take.Warnings) != 1 || take.Warnings[0].Code != "must_not_meet_near" {
		t.Errorf("warnings = %+v; want that the other sleeps in the zone", take.Warnings)
	}
	_, err = h.Move(t.Context(), he.ID, bed(t, h, "男203-2").ID, nil)
	refused(t, err, store.Invalid)
	_, err = h.Move(t.Context(), other.ID, bed(t, h, "男202-2").ID, nil)
	refused(t, err, store.Invalid)

	ok(t, h.EndSeparation(t.Context(), s.ID, "演示：已经和解"))
	take, err = h.Move(t.Context(), he.ID, bed(t, h, "男203-2").ID, nil)
	ok(t, err)
	if len(take.Warnings) != 0 {
		t.Errorf("warnings = %+v; want none any more", take.Warnings)
	}
}

// A second file of the same man does not get him past the rule.
func TestPeopleAreKeptApartByAllFilesOfTheirs(t *testing.T) {
	h := house(t)
	desk := &intake.Desk{Session: h.Session}
	before := arrive(t, h, man(40))
	_, err := h.Depart(t.Context(), shelter.Departure{StayID: before.ID, Kind: "self", Returned: true})
	ok(t, err)
	now, other := arrive(t, h, man(41)), arrive(t, h, man(50))
	apart(t, h, other, before, "演示：上次在站打过架")
	_, err = h.Assign(t.Context(), other.ID, bed(t, h, "男203-1").ID, nil)
	ok(t, err)
	if v := verdict(t, h, now.ID, "男203-2"); v.Level != shelter.OK {
		t.Fatalf("before anybody knows: %+v", v)
	}
	_, err = desk.Link(t.Context(), before.PersonID, now.PersonID, intake.LinkSame, "演示")
	ok(t, err)
	if v := verdict(t, h, now.ID, "男203-2"); !slices.Equal(v.Codes(shelter.Block), []string{"must_not_meet"}) {
		t.Errorf("verdict = %+v; want must_not_meet", v)
	}
	found, err := h.Separations(t.Context(), now.PersonID)
	ok(t, err)
	if len(found) != 1 || found[0].PersonID != before.PersonID || found[0].OtherID != other.PersonID {
		t.Errorf("of the second file: %+v; want the one of the first", found)
	}
	_, err = h.KeepApart(t.Context(), before.PersonID, now.PersonID, "演示")
	refused(t, err, store.Invalid)
}

// Who shares a room already is not thrown out; that it is so is said until it
// is no longer.
func TestWhoSharesTheRoomAlreadyIsNamed(t *testing.T) {
	h := house(t)
	a, b := arrive(t, h, man(40)), arrive(t, h, man(50))
	for stay, name := range map[string]string{a.ID: "男203-1", b.ID: "男203-2"} {
		_, err := h.Assign(t.Context(), stay, bed(t, h, name).ID, nil)
		ok(t, err)
	}
	if s := apart(t, h, a, b, "演示：打架"); s.Together != "男203" {
		t.Errorf("together in %q; want 男203", s.Together)
	}
	_, err := h.Move(t.Context(), b.ID, bed(t, h, "男202-1").ID, nil)
	ok(t, err)
	found, err := h.Separations(t.Context(), b.PersonID)
	ok(t, err)
	if found[0].Together != "" || found[0].PersonID != b.PersonID {
		t.Errorf("found %+v; want them apart, and of the one who was asked for", found[0])
	}
}

func TestASeparationHasAReasonAndStandsOnce(t *testing.T) {
	h := house(t)
	a, b := arrive(t, h, man(40)), arrive(t, h, man(50))
	_, err := h.KeepApart(t.Context(), a.PersonID, b.PersonID, " ")
	refused(t, err, store.Invalid)
	s := apart(t, h, a, b, "演示：理由")
	_, err = h.KeepApart(t.Context(), b.PersonID, a.PersonID, "演示：反过来")
	refused(t, err, store.Conflict)
	refused(t, h.EndSeparation(t.Context(), s.ID, ""), store.Invalid)
	ok(t, h.EndSeparation(t.Context(), s.ID, "演示：解除"))
	refused(t, h.EndSeparation(t.Context(), s.ID, "演示：再解除"), store.Conflict)
	again := apart(t, h, b, a, "演示：又起争执")

	found, err := h.Separations(t.Context(), a.PersonID)
	ok(t, err)
	if len(found) != 2 || found[0].ID != again.ID || !found[0].InForce() || found[1].InForce() || found[1].EndReason != "演示：解除" {
		t.Errorf("found %+v; want the one in force, then the ended one with its reason", found)
	}
	all, err := h.Separations(t.Context(), "")
	ok(t, err)
	if len(all) != 1 || all[0].Reason != "演示：又起争执" || all[0].Name != "演示先生" || all[0].Together != "" {
		t.Errorf("in force: %+v", all)
	}
	_, err = as(t, h, access.TracingOfficer).KeepApart(t.Context(), a.PersonID, b.PersonID, "演示")
	refused(t, err, store.Forbidden)
	v, err := h.Session.Verify(t.Context(), func(int64) {})
	ok(t, err)
	if !v.Sound() {
		t.Errorf("findings: %v", v.Findings)
	}
}

// Why a protected woman must not meet somebody is not read by who may not open
// her file, whichever of the two was named first; the rule holds all the same.
func TestTheReasonOfAProtectedPersonIsNotForEverybody(t *testing.T) {
	h := house(t)
	she, he := arrive(t, h, woman(30)), arrive(t, h, woman(50))
	ok(t, (&intake.Desk{Session: h.Session}).Protect(t.Context(), she.PersonID, nil, "演示"))
	s := apart(t, h, he, she, "演示：家暴")
	var sealedFor string
	ok(t, h.Session.Read(t.Context(), "", func(tx *access.Tx) error {
		return tx.QueryRow(`SELECT person_id FROM separation WHERE id = $1`, s.ID).Scan(&sealedFor)
	}))
	if sealedFor != she.PersonID || s.PersonID != he.PersonID {
		t.Error("sealed for the one who is not protected")
	}
	colleague := as(t, h, access.ShelterManager)
	found, err := colleague.Separations(t.Context(), he.PersonID)
	ok(t, err)
	if len(found) != 1 || !found[0].Hidden || found[0].Reason != "" || found[0].OtherName != shelter.ProtectedName || found[0].PersonID != he.PersonID {
		t.Errorf("a colleague reads %+v", found)
	}
	refused(t, colleague.EndSeparation(t.Context(), s.ID, "演示"), store.Forbidden)
	_, err = h.Assign(t.Context(), she.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	_, err = colleague.Assign(t.Context(), he.ID, bed(t, h, "女101-2").ID, nil)
	refused(t, err, store.Invalid)
}

func TestAWomanIsPlacedWithAWarningWhileNoWomanIsOn(t *testing.T) {
	h := house(t)
	clockOf(h, "2027-01-30 21:00")
	she, he := arrive(t, h, woman(40)), arrive(t, h, man(40))
	warned := func(stay intake.Stay, name string) bool {
		return slices.Contains(verdict(t, h, stay.ID, name).Codes(shelter.Warn), "no_woman_on")
	}
	if warned(she, "女101-1") {
		t.Error("a station without a roster is warned")
	}
	_, wang := colleague(t, h, "wang", "1")
	_, li := colleague(t, h, "li", "2")
	duty(t, h, wang, "2027-01-30", "night")
	if !warned(she, "女101-1") || warned(he, "男203-1") {
		t.Error("want the warning for her, and not for him")
	}
	take, err := h.Assign(t.Context(), she.ID, bed(t, h, "女101-1").ID, nil)
	ok(t, err)
	if len(take.Warnings) != 1 || take.Warnings[0].Code != "no_woman_on" {
		t.Errorf("warnings = %+v", take.Warnings)
	}
	duty(t, h, li, "2027-01-30", "night")
	if warned(she, "女101-2") {
		t.Error("a woman is on now")
	}
}
