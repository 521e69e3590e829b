package desk

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestEachFieldIsKeptWhenItIsLeft(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Write("2", fyne.KeyReturn)
	if got := stored(s, a.id).CameBy; got != "police" {
		t.Errorf("after the first field the draft says came by %q", got)
	}
	s.Write("演示派出所", fyne.KeyReturn)
	if got := stored(s, a.id).BroughtUnit; got != "演示派出所" {
		t.Errorf("after the second field the draft says %q", got)
	}
	if !slices.Contains(s.Heard, "saved:draft") {
		t.Error("nobody was told that the draft is kept")
	}
}

func TestADraftComesBackWhole(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	want := full(s.Now())
	a.sheet.put(want)
	a.base.AgeFrom, a.base.AgeTo, a.base.AgeSeen = 30, 40, want.AgeSeen
	markUnknown(a.sheet.form.Item("home").Field)
	a.photos.addFile(picturePath(t, 60, 80))
	a.save()
	quiet(s)
	a.Leave()
	b := reopen(s, a.id)
	want.Home, want.Unknown = "", []string{"home"}
	want.Kin, want.Belongings = full(s.Now()).Kin, full(s.Now()).Belongings
	if got := b.read(); !reflect.DeepEqual(normal(got), normal(want)) {
		t.Errorf("came back as\n%+v\nwant\n%+v", got, want)
	}
	if len(b.photos.all) != 1 || len(b.photos.strip.walk.stops) != 1 {
		t.Errorf("%d photos came back", len(b.photos.all))
	}
}

// normal sets aside how a time is kept.
func normal(a intake.Arrival) intake.Arrival {
	a.ArrivedAt = a.ArrivedAt.UTC().Truncate(60e9)
	return a
}

func TestLeavingInTheMiddleOfAWordLosesNothing(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.form.Focus("story")
	s.Write("走到一半")
	a.Leave()
	if got := stored(s, a.id).Story; got != "走到一半" {
		t.Errorf("the draft says %q", got)
	}
}

func TestALongStoryIsKeptWhereTypingRests(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.form.Focus("story")
	defer func(was time.Duration) { rests = was }(rests)
	rests = time.Millisecond
	s.Write("走到一半")
	s.Until("saved", func() bool { return stored(s, a.id).Story == "走到一半" })
	if s.Window().Canvas().Focused() == nil {
		t.Error("the field lost the focus")
	}
}

func TestTwoWindowsDoNotOverwriteEachOther(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	other, err := s.Desk().Draft(t.Context(), a.id)
	kittest.OK(t, err)
	other.Arrival.FoundPlace = "南广场"
	kittest.OK(t, s.Desk().SaveDraft(t.Context(), &other))
	a.sheet.form.Focus("name")
	s.Write("演示甲", fyne.KeyReturn)
	if got := stored(s, a.id); got.Name != "" || got.FoundPlace != "南广场" {
		t.Errorf("the other window's draft was overwritten: %+v", got)
	}
	if a.told != conflictTold || a.mine.Hidden || a.sheet.name.Entry.Text != "演示甲" {
		t.Error("the conflict is not shown, or the words are gone")
	}
	a.mine.OnTapped()
	if got := stored(s, a.id); got.Name != "演示甲" {
		t.Errorf("kept on purpose, the draft says %q", got.Name)
	}
}

func TestUnknownIsAnAnswer(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.form.Focus("home")
	s.Press(fyne.KeyF8, fyne.KeyReturn)
	a.sheet.form.Focus("kin")
	s.Press(fyne.KeyF8, fyne.KeyReturn)
	if got := stored(s, a.id).Unknown; !slices.Equal(got, []string{"home", "kin"}) {
		t.Errorf("不详 are %q", got)
	}
}

func TestKinAndBelongingsGrowByEnter(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.form.Focus("kin")
	s.Write("演示兄", fyne.KeyReturn)
	s.Write("兄弟姐妹", fyne.KeyReturn)
	s.Write("000-3", fyne.KeyReturn)
	s.Write("演示村", fyne.KeyReturn)
	s.Write("演示妹", fyne.KeyReturn)
	a.sheet.form.Focus("belongings")
	s.Write("钱包", fyne.KeyReturn)
	s.Write("现金", fyne.KeyReturn)
	s.Write("", fyne.KeyReturn)
	s.Write("120.5", fyne.KeyReturn)
	s.Write("黑色", fyne.KeyReturn)
	a.Leave()
	got := stored(s, a.id)
	if want := []intake.Kin{{Name: "演示兄", Relation: "7", Phone: "000-3", Address: "演示村"}, {Name: "演示妹"}}; !reflect.DeepEqual(got.Kin, want) {
		t.Errorf("kin are %+v; want %+v", got.Kin, want)
	}
	if want := []intake.Item{{Name: "钱包", Kind: "cash", Quantity: 1, CashFen: 12050, Features: "黑色"}}; !reflect.DeepEqual(got.Belongings, want) {
		t.Errorf("belongings are %+v; want %+v", got.Belongings, want)
	}
}

func TestADroppedDraftCanBeCalledBack(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.Leave()
	p := New(s).(*receive)
	s.Show(p)
	if len(p.drafts.all) != 1 {
		t.Fatalf("%d drafts", len(p.drafts.all))
	}
	p.drafts.drop(p.drafts.all[0])
	if len(p.drafts.all) != 0 {
		t.Error("the draft still shows")
	}
	s.Toasts[len(s.Toasts)-1].Undo()
	if len(p.drafts.all) != 1 {
		t.Error("the draft did not come back")
	}
	p.drafts.drop(p.drafts.all[0])
	p.Leave()
	if open, err := s.Desk().Drafts(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("%d drafts are open, %v", len(open), err)
	}
}

func TestTheDeskShowsWhoCame(t *testing.T) {
	s := kittest.Station{}.Open(t)
	stay := s.Admit(intake.Arrival{CameBy: "police", Sex: "1", Profile: intake.Profile{Name: "演示乙"}})
	s.Admit(intake.Arrival{CameBy: "self", Sex: "2", ArrivedAt: s.Now().AddDate(0, 0, -9)})
	p := New(s).(*receive)
	s.Show(p)
	if got := p.table.Shown(); len(got) != 1 || got[0].Stay.ID != stay.ID {
		t.Fatalf("the last days show %d rows; want the one of today", len(got))
	}
	p.span.Choose("in")
	p.keep()
	if got := p.table.Shown(); len(got) != 2 {
		t.Errorf("%d are in the station; want 2", len(got))
	}
	s.Window().Canvas().Focus(p.table.Target())
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if len(s.Routes) != 1 || s.Routes[0].Name != kit.RoutePerson {
		t.Errorf("Enter leads to %v", s.Routes)
	}
	s.Admit(intake.Arrival{CameBy: "self", Sex: "1"})
	s.Changed("stay")
	if got := p.table.Shown(); len(got) != 3 {
		t.Errorf("a new arrival does not show: %d rows", len(got))
	}
}

func TestWhatCouldNotBeStoredStaysAndIsTriedAgain(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.saved(errors.New("the disk is full"))
	a.sheet.name.Entry.SetText("演示甲")
	a.Leave()
	s.Show(a)
	if got := a.sheet.name.Entry.Text; got != "演示甲" {
		t.Errorf("coming back, the form says %q", got)
	}
	if got := stored(s, a.id).Name; got != "演示甲" {
		t.Errorf("the draft says %q", got)
	}
}

func TestDraftsKeepToTheirColumn(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.form.Focus("name")
	s.Write("演示欧阳演示", fyne.KeyReturn)
	a.sheet.form.Focus("found_place")
	s.Write("演示火车站北广场东侧出站口", fyne.KeyReturn)
	a.Leave()
	s.InEveryLook(func(name string) {
		p := New(s).(*receive)
		s.Show(p)
		scroll := p.drafts.content.(*container.Scroll)
		if need := scroll.Content.MinSize().Width; len(p.drafts.all) != 1 || need > scroll.Size().Width {
			t.Errorf("%s: %d drafts ask for %v of %v", name, len(p.drafts.all), need, scroll.Size().Width)
		}
		s.Picture("desk-" + name)
	})
}
