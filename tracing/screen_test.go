package tracing_test

import (
	"slices"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/internal/store"
	"guitu/tracing"
)

// screen is what the desk's screen of an account knows after sign-in.
func screen(t testing.TB, o *tracing.Office) *tracing.Screen {
	t.Helper()
	directory := intake.NewDirectory(&intake.Desk{Session: o.Session})
	s := tracing.NewScreen(directory, o)
	directory.Tell(s)
	ok(t, directory.Load(t.Context()))
	ok(t, s.Load(t.Context()))
	return s
}

// known is an arrival of somebody who says who they are.
func known(name string) intake.Arrival {
	return intake.Arrival{CameBy: "self", Sex: "1", ArrivedAt: time.Now().Add(-time.Hour), Profile: intake.Profile{Name: name}}
}

// leads are the reasons of each candidate, by person or report.
func leads(all []tracing.Candidate) map[string][]string {
	found := map[string][]string{}
	for _, c := range all {
		id := c.Lead.ID
		for _, e := range c.Lead.Evidence {
			found[id] = append(found[id], e.Code)
		}
	}
	return found
}

func factCodes(c tracing.Candidate) (codes []string) {
	for _, f := range c.Facts {
		codes = append(codes, f.Code)
	}
	return codes
}

func TestWhoCameBeforeIsFoundWhileTheDeskTypes(t *testing.T) {
	o := office(t)
	a := known("单国强")
	a.Aliases, a.Phone, a.IDNumber = []string{"二狗子"}, "13800001234", "34052419800101001X"
	stay := arrive(t, o, a)
	arrive(t, o, known("李卫东"))
	s := screen(t, o)
	for want, typed := range map[string]intake.Profile{
		"name.same": {Name: "单国强"}, "name.sound": {Name: "善国强"}, "name.dialect": {Name: "三国强"}, "name.spelled": {Name: "shangu"},
		"phone.tail": {Phone: "1234"}, "number.tail": {IDNumber: "001X"}, "number.same": {IDNumber: "340524800101001"},
	} {
		found := leads(s.Candidates(intake.Arrival{Profile: typed}, nil, 10))
		if len(found) != 1 || !slices.Contains(found[stay.PersonID], want) {
			t.Errorf("%s: found %v", want, found)
		}
	}
	found := leads(s.Candidates(intake.Arrival{Profile: intake.Profile{Name: "二狗子"}}, nil, 10))
	if !slices.Contains(found[stay.PersonID], "name.same") {
		t.Errorf("by the alias: %v", found)
	}
	if all := s.Candidates(intake.Arrival{}, nil, 10); len(all) != 0 {
		t.Errorf("nothing typed finds %v", leads(all))
	}
}

func TestAProtectedPersonIsNoCandidateForWhoMayNotReadThem(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, known("单国强"))
	clerk := as(t, o, access.FrontDesk)
	before := screen(t, clerk)
	asked := intake.Arrival{Profile: intake.Profile{Name: "单国强"}}
	if len(before.Candidates(asked, nil, 10)) != 1 {
		t.Fatal("the clerk does not find somebody who is not protected")
	}
	ok(t, (&intake.Desk{Session: o.Session}).Protect(t.Context(), stay.PersonID, nil, "演示：受家暴"))
	if all := screen(t, clerk).Candidates(asked, nil, 10); len(all) != 0 {
		t.Errorf("the clerk finds a protected person: %+v", all)
	}
	if all := screen(t, clerk).ForReport(tracing.Report{Account: tracing.Account{Name: "单国强"}}, 10); len(all) != 0 {
		t.Errorf("a report leads the clerk to a protected person: %+v", all)
	}
	if all := screen(t, o).Candidates(asked, nil, 10); len(all) != 1 {
		t.Errorf("the head, who is named, finds %d", len(all))
	}
}

func TestAHumanWithSeveralFilesIsOneCandidate(t *testing.T) {
	o := office(t)
	desk := &intake.Desk{Session: o.Session}
	first := arrive(t, o, known("单国强"))
	leave(t, o, first.ID, "self")
	again := known("单国强")
	again.SameAs = first.PersonID
	second := arrive(t, o, again)
	leave(t, o, second.ID, "self")
	other := arrive(t, o, known("单国强"))

	s := screen(t, o)
	asked := intake.Arrival{Profile: intake.Profile{Name: "单国强"}}
	all := s.Candidates(asked, nil, 10)
	if len(all) != 2 {
		t.Fatalf("%d candidates; want two humans: %v", len(all), leads(all))
	}
	for _, c := range all {
		if c.Card.Person.ID != other.PersonID && (c.Card.Stays != 2 || !slices.Contains(factCodes(c), "stays")) {
			t.Errorf("%d stays, facts %v; want both files' stays", c.Card.Stays, factCodes(c))
		}
	}
	asked.SameAs = first.PersonID
	if all := s.Candidates(asked, nil, 10); len(all) != 1 || all[0].Card.Person.ID != other.PersonID {
		t.Errorf("whom the arrival was said to be is offered again: %v", leads(all))
	}
	_, err := desk.Link(t.Context(), second.PersonID, other.PersonID, intake.LinkApart, "演示：两个人")
	ok(t, err)
	asked.SameAs = second.PersonID
	if all := screen(t, o).Candidates(asked, nil, 10); len(all) != 0 {
		t.Errorf("who was found to be somebody else is offered again: %v", leads(all))
	}
}

func TestAFamilysReportIsFoundByAnArrivalAndTheOtherWayRound(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	s := screen(t, o)
	a := unknownMan()
	a.Name, a.NameBySound, a.Marks = "燕国强", true, "左脸一道疤"
	all := s.Candidates(a, nil, 10)
	if len(all) != 1 || all[0].Report == nil || all[0].Report.Number != r.Number {
		t.Fatalf("an arrival finds %+v", all)
	}
	if codes := leads(all)[r.ID]; !slices.Contains(codes, "name.sound") || !slices.Contains(codes, "marks") || !slices.Contains(codes, "places") {
		t.Errorf("for these reasons: %v", codes)
	}
	if got := *all[0].Report; got.ReporterName != "" || got.ReporterPhone != "" || got.Home != "" || got.Name == "" || got.LastSeenPlace == "" {
		t.Errorf("the list shows %+v", got.Account)
	}
	stay := arrive(t, o, a)
	found := screen(t, o).ForReport(r, 10)
	if len(found) != 1 || found[0].Card == nil || found[0].Card.Person.ID != stay.PersonID {
		t.Fatalf("a report finds %+v", found)
	}
	if !slices.Contains(factCodes(found[0]), "here") {
		t.Errorf("facts %v; want that he is here now", factCodes(found[0]))
	}
}

func TestAManWithoutANameIsFoundByWhatTheFamilySays(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	a := unknownMan()
	a.Marks = "左脸有疤痕"
	if found := leads(screen(t, o).Candidates(a, nil, 10)); !slices.Contains(found[r.ID], "marks") {
		t.Errorf("found %v", found)
	}
}

func TestTheReportersTelephoneLeadsToTheReport(t *testing.T) {
	o := office(t)
	r := report(t, o, missed())
	a := unknownMan()
	a.Kin = []intake.Kin{{Phone: "138 0000 5678"}}
	if found := leads(screen(t, o).Candidates(a, nil, 10)); !slices.Contains(found[r.ID], "phone.same") {
		t.Errorf("found %v", found)
	}
}

func TestAClosedReportIsNoLead(t *testing.T) {
	o := office(t)
	ctx := t.Context()
	s := screen(t, o)
	changes, err := o.Session.DB().Watch(ctx)
	ok(t, err)
	feed := make(chan []store.Change)
	go s.Follow(ctx, feed)
	r := report(t, o, missed())
	asked := intake.Arrival{Profile: intake.Profile{Name: "演国强"}}
	until(t, changes, feed, func() bool { return len(s.Candidates(asked, nil, 10)) == 1 })
	ok(t, o.CloseReport(ctx, r.ID, "演示：已找到"))
	until(t, changes, feed, func() bool { return len(s.Candidates(asked, nil, 10)) == 0 })
}

// until hands changes on to who follows feed until something holds.
func until(t *testing.T, changes <-chan []store.Change, feed chan<- []store.Change, holds func() bool) {
	t.Helper()
	for late := time.After(20 * time.Second); !holds(); {
		select {
		case batch := <-changes:
			feed <- batch
			feed <- nil // taken when the one before was read
		case <-late:
			t.Fatal("the change did not arrive")
		}
	}
}

func TestWhoCameBackSoonIsShownAsAdvice(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, known("单国强"))
	leave(t, o, stay.ID, "kin")
	asked := intake.Arrival{Profile: intake.Profile{Name: "单国强"}}
	facts := screen(t, o).Candidates(asked, nil, 1)[0].Facts
	if len(facts) != 2 || facts[0].Args["How"] != "亲属接领" || facts[1].Code != "frequent" || !facts[1].Advice {
		t.Errorf("facts %+v", facts)
	}
	refused(t, o.SaveFrequentReturn(t.Context(), tracing.FrequentReturn{Days: -1}), store.Invalid)
	ok(t, o.SaveFrequentReturn(t.Context(), tracing.FrequentReturn{Days: 0}))
	if facts := screen(t, o).Candidates(asked, nil, 1)[0].Facts; len(facts) != 1 {
		t.Errorf("facts %+v; the station wants no such advice", facts)
	}
	refused(t, as(t, o, access.FrontDesk).SaveFrequentReturn(t.Context(), tracing.FrequentReturn{Days: 3}), store.Forbidden)
}

func TestTheSamePhotoLeadsToWhoWasOnIt(t *testing.T) {
	o := office(t)
	stay := arrive(t, o, known("单国强"))
	s := screen(t, o)
	hash := picture.Hash{1, 2, 3}
	s.PutPhotos(stay.PersonID, []picture.Hash{hash})
	found := leads(s.Candidates(unknownMan(), []picture.Hash{hash}, 10))
	if !slices.Contains(found[stay.PersonID], "photo.same") {
		t.Errorf("found %v", found)
	}
}

func TestALockedScreenKnowsNobody(t *testing.T) {
	o := office(t)
	arrive(t, o, known("演国强"))
	report(t, o, missed())
	s := screen(t, o)
	s.Clear()
	if all := s.Candidates(intake.Arrival{Profile: intake.Profile{Name: "演国强"}}, nil, 10); len(all) != 0 {
		t.Errorf("found %v", leads(all))
	}
}
