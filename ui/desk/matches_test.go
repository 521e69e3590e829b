package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
	"guitu/ui/trace"
)

func TestWhoIsFoundFillsWhatIsEmptyAndUndoTakesItBack(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	stay := gone(s, known())
	a := openDraft(s)
	a.sheet.household.Restore("演示村")
	a.form.Focus("name")
	s.Write("赵演示")
	if len(a.matches.found) != 1 {
		t.Fatalf("%d candidates", len(a.matches.found))
	}
	if facts := a.matches.found[0].Facts; len(facts) == 0 || !strings.Contains(trace.FactWords(facts[0]), "18天前离站") {
		t.Errorf("the facts are %v", facts)
	}
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	s.Picture("compare")
	s.Write("1") // 是同一人
	quiet(s)
	got := stored(s, a.id)
	if got.SameAs != stay.PersonID || got.Nation != "01" || got.Birth != "1980-01-01" || got.Household != "演示村" {
		t.Errorf("the draft is of %q, nation %q, born %q, of %q", got.SameAs, got.Nation, got.Birth, got.Household)
	}
	said := s.Toasts[len(s.Toasts)-1]
	if words := said.Args["What"].(string); !strings.Contains(words, "民族") || strings.Contains(words, "户籍地") {
		t.Errorf("filled were said to be %q", words)
	}
	said.Undo()
	if got := stored(s, a.id); got.SameAs != "" || got.Nation != "" || got.Birth != "" || got.Name != "赵演示" || got.Household != "演示村" {
		t.Errorf("taken back, the draft says %+v", got.Profile)
	}
}

func TestWhoIsNotThemIsNotOfferedAgain(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	other := gone(s, known())
	a := openDraft(s)
	s.Write("1", fyne.KeyReturn)
	a.sheet.sex.Choose("1")
	a.form.Focus("name")
	s.Write("赵演示", fyne.KeyDown, fyne.KeyReturn)
	s.Write("2") // 不是
	if len(a.matches.found) != 0 {
		t.Fatal("still offered")
	}
	again := NewArrival(s, a.id).(*arrival) // another sitting
	again.load()
	if len(again.matches.found) != 0 {
		t.Error("offered again when the draft is opened again")
	}
	s.Toasts[len(s.Toasts)-1].Undo()
	if len(a.matches.found) != 1 {
		t.Fatal("not brought back")
	}
	a.matches.notThem(a.matches.found[0])
	a.Do("save")
	quiet(s)
	kittest.OK(t, s.Directory().Load(t.Context()))
	if !s.Directory().Apart(a.outcome.stay.PersonID, other.PersonID) {
		t.Error("the files do not say that they are of two people")
	}
}

func TestWhoIsHereNowIsShownInRedAndCannotBeJoined(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	stay := s.Admit(known())
	a := openDraft(s)
	a.form.Focus("id_number")
	s.Write("34052419800101001X")
	if card, ok := a.matches.already(); !ok || card.Stay.ID != stay.ID {
		t.Fatal("no warning that the number is in the station")
	}
	s.Picture("here-now")
	s.Press(fyne.KeyDown, fyne.KeyReturn) // the warning's own button stands first
	s.WentTo(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	for _, button := range a.matches.compareSteps(a.matches.found[0], func(do func()) func() { return do }) {
		if button.Text == "是同一人" {
			t.Error("who is here can be joined")
		}
	}
}

func TestAFamilysReportIsNotedAndNeverJoined(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	r := report(s)
	a := openDraft(s)
	a.form.Focus("name")
	s.Write("赵演示")
	if len(a.matches.found) != 1 || a.matches.found[0].Report == nil {
		t.Fatalf("%d candidates", len(a.matches.found))
	}
	s.Picture("report-lead")
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	s.Picture("compare-report")
	s.Write("1") // 标为疑似
	quiet(s)
	if got := stored(s, a.id).Checked; !strings.Contains(got, r.Number) {
		t.Errorf("the draft says %q", got)
	}
	if got := stored(s, a.id).SameAs; got != "" {
		t.Error("a report was joined")
	}
	a.matches.compareSteps(a.matches.found[0], func(do func()) func() { return do })[3].OnTapped()
	s.WentTo(kit.Route{Name: kit.RouteReport, ID: r.ID})
}

func TestAnOlderAnswerNeverReplacesANewerOne(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	gone(s, known())
	a := openDraft(s)
	a.matches.rank.slow, s.Slow = true, true
	a.form.Focus("name")
	s.Write("赵演示")
	if len(a.matches.found) != 0 {
		t.Fatal("the window waited for the answer")
	}
	s.Hurry()
	if len(a.matches.found) != 1 || a.matches.rank.running {
		t.Errorf("%d candidates after all was answered", len(a.matches.found))
	}
	if !slices.Contains(s.Heard, "matches:1") {
		t.Error("nobody was told")
	}
	shown := a.matches.rank.landed
	a.matches.landed(shown-1, nil)
	if len(a.matches.found) != 1 {
		t.Error("an older answer replaced the newer one")
	}
}

func TestAPhotoIsLookedForAsSoonAsItIsTaken(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.photos.addFile(picturePath(t, 600, 800))
	quiet(s)
	s.Changed("photo")
	if len(a.matches.hashes) != 1 {
		t.Errorf("%d hashes", len(a.matches.hashes))
	}
}

func TestWhatIsTypedLaterSpeaksInTheComparisonToo(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	gone(s, known()) // born in 1980
	a := openDraft(s)
	a.form.Focus("name")
	s.Write("赵演示")
	before := slices.Clone(a.matches.shown)
	a.form.Focus("age")
	s.Write("75", fyne.KeyReturn)
	if len(a.matches.found) != 1 {
		t.Fatalf("%d candidates", len(a.matches.found))
	}
	against := slices.ContainsFunc(a.matches.found[0].Lead.Evidence, func(e evidence) bool { return e.Code == "birth.apart" })
	if !against || slices.Equal(before, a.matches.shown) {
		t.Errorf("the age speaks against: %t, the card was drawn anew: %t; want both", against, !slices.Equal(before, a.matches.shown))
	}
}
