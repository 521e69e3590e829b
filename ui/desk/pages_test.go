package desk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// counted counts the keys that are pressed.
type counted struct {
	*kittest.Shell
	keys int
}

func (k *counted) run(text string, keys ...fyne.KeyName) {
	k.T.Helper()
	k.keys += utf8.RuneCountInString(text) + len(keys)
	k.Write(text, keys...)
	quiet(k.Shell)
}

// pinyin is about how many keys an input method wants for a character.
const pinyin = 4

func openQuick(s *kittest.Shell) *quick {
	s.T.Helper()
	beginQuick(s)
	last := s.Routes[len(s.Routes)-1]
	if last.Name != kit.RouteQuick {
		s.T.Fatalf("F11 leads to %v", last)
	}
	q := NewQuick(s, last.ID).(*quick)
	s.Show(q)
	quiet(s)
	return q
}

func TestAQuickRegistrationTakesFewKeysAndGivesABed(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	q := openQuick(s)
	k := &counted{Shell: s}
	chinese := 0
	write := func(text string) {
		chinese += utf8.RuneCountInString(text)
		k.run(text, fyne.KeyReturn)
	}
	k.run("1", fyne.KeyReturn) // a man
	k.run("40-50", fyne.KeyReturn)
	write("演示甲")
	k.run("2", fyne.KeyReturn) // the police
	k.run("2", fyne.KeyReturn) // wounds
	write("演示派出所")
	write("北广场")
	write("左手擦伤")
	k.keys++
	s.Submit()
	quiet(s)
	if q.outcome == nil {
		t.Fatal("nobody was registered")
	}
	keys := k.keys + chinese*(pinyin-1)
	t.Logf("%d keys, Chinese at %d a character; %.0f s at 80 ms a key", keys, pinyin, float64(keys)*0.08)
	if keys > 200 {
		t.Errorf("%d keys; want at most 200", keys)
	}
	stay := q.outcome.stay
	takes, err := s.House().Takes(t.Context(), stay.ID)
	kittest.OK(t, err)
	if len(takes) != 1 || !slices.Contains(s.Heard, "assigned:bed") {
		t.Fatalf("%d beds were given", len(takes))
	}
	if stay.FoundPlace != "北广场" || stay.BroughtUnit != "演示派出所" || !slices.Equal(stay.Look, []string{"wound"}) {
		t.Errorf("the stay says %+v", stay.Circumstances)
	}
	s.Picture("quick-slip")
	s.Toasts[len(s.Toasts)-1].Undo()
	if takes, _ = s.House().Takes(t.Context(), stay.ID); len(takes) != 0 {
		t.Error("the bed was not taken back")
	}
	s.Press(fyne.KeyReturn)
	s.WentTo(kit.Route{Name: kit.RouteAmend, ID: stay.ID})
}

func TestAQuickRegistrationWithoutBedsStandsAllTheSame(t *testing.T) {
	s := kittest.Station{}.Open(t)
	q := openQuick(s)
	s.Write("2", fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	s.Write("1")
	s.Submit()
	quiet(s)
	if q.outcome == nil || q.outcome.stay.Number == "" || q.outcome.steps[1].shortcut != "bed" {
		t.Error("no registration, or no way to the beds")
	}
}

func TestQuickFitsOneScreen(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	looks(s, look{"quick", func() kit.View {
		beginQuick(s)
		return NewQuick(s, s.Routes[len(s.Routes)-1].ID)
	}, func(v kit.View, name string) {
		q := v.(*quick)
		if need, room := q.scroll.Content.MinSize().Height, q.scroll.Size().Height; need > room && (kit.Language() == kit.Chinese || !s.Large) {
			t.Errorf("%s: the form is %v high in %v", name, need, room)
		}
	}})
}

func TestAidOnTheSpotIsCountedAndTheNextOneFollows(t *testing.T) {
	s := kittest.Station{}.Open(t)
	beginSpot(s)
	id := s.Routes[0].ID
	p := NewSpot(s, id).(*spot)
	s.Show(p)
	quiet(s)
	s.Write("1", fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	s.Write("13", fyne.KeyReturn)
	s.Write("去演示市", fyne.KeyReturn)
	if got := stored(s, id); got.Spot == nil || !slices.Equal(got.Spot.Given, []string{"ticket", "meal"}) {
		t.Fatalf("the draft says %+v", got.Spot)
	}
	if drafts, _ := s.Desk().Drafts(t.Context()); routeOf(drafts[0]).Name != kit.RouteSpot || draftKind(drafts[0].Arrival) != "不住站救助" {
		t.Error("the draft is not shown as what it is")
	}
	s.Picture("spot")
	s.Submit()
	quiet(s)
	if p.outcome == nil || p.outcome.stay.Kind != intake.Spot || p.outcome.stay.Number == "" {
		t.Fatal("nothing was counted")
	}
	s.Press(fyne.KeyReturn)
	if last := s.Routes[len(s.Routes)-1]; last.Name != kit.RouteSpot || last.ID == id {
		t.Errorf("Enter leads to %v", last)
	}
}

func TestSpotAidThatBecomesAStayGoesOnInTheWholeForm(t *testing.T) {
	s := kittest.Station{}.Open(t)
	beginSpot(s)
	id := s.Routes[0].ID
	p := NewSpot(s, id).(*spot)
	s.Show(p)
	s.Write("2", fyne.KeyReturn)
	p.stayOn()
	s.WentTo(kit.Route{Name: kit.RouteArrival, ID: id})
	p.Leave()
	if got := stored(s, id); got.Spot != nil || got.Sex != "2" {
		t.Errorf("the draft says %+v of sex %q", got.Spot, got.Sex)
	}
}

func TestARegistrationIsCompletedInTheSameForm(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	stay := s.Admit(kittest.Man("赵演示", 40))
	v := NewAmend(s, stay.ID).(*amend)
	s.Show(v)
	quiet(s)
	a := v.form
	if !strings.Contains(a.title.Content, "赵演示") || !a.danger.Hidden {
		t.Errorf("the page is called %q", a.title.Content)
	}
	if len(a.matches.found) != 0 {
		t.Error("the file is offered as its own double")
	}
	a.form.Focus("story")
	s.Write("演示经过")
	s.Picture("amend")
	drafts, _ := s.Desk().Drafts(t.Context())
	if len(drafts) != 1 || draftKind(drafts[0].Arrival) != "补登记" {
		t.Error("the draft is not shown as what it is")
	}
	v.Do("save")
	quiet(s)
	s.WentTo(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	f, err := s.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	if f.Stays[0].Story != "演示经过" {
		t.Errorf("the stay says %q", f.Stays[0].Story)
	}
	again := NewAmend(s, stay.ID).(*amend)
	s.Show(again)
	quiet(s)
	if again.form.base.Story != "演示经过" {
		t.Error("it cannot be completed a second time")
	}
}

func TestThoseWhoComeTogetherAreSeenTogether(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	a := openDraft(s)
	s.Write("2", fyne.KeyReturn)
	s.Write("演示派出所", fyne.KeyReturn)
	a.sheet.sex.Choose("2")
	a.Do("save")
	quiet(s)
	stay := a.outcome.stay
	a.party.after(stay)
	s.Picture("party-role")
	s.Write("2") // 子女
	quiet(s)
	next := s.Routes[len(s.Routes)-1]
	if next.Name != kit.RouteArrival || next.ID == a.id {
		t.Fatalf("went to %v", next)
	}
	got := stored(s, next.ID)
	if got.Party == "" || got.PartyRole != "child" || got.BroughtUnit != "演示派出所" || got.CameBy != "police" {
		t.Fatalf("the next draft says party %q role %q by %q", got.Party, got.PartyRole, got.CameBy)
	}
	b := NewArrival(s, next.ID).(*arrival)
	s.Show(b)
	quiet(s)
	if b.head.Hidden || len(b.party.chips.Objects) != 2 {
		t.Errorf("the page shows %d of the party", len(b.party.chips.Objects))
	}
	s.Picture("party")
	b.sheet.sex.Choose("1")
	b.Do("save")
	quiet(s)
	if n := len(b.outcome.about.Objects); n < 2 {
		t.Errorf("the outcome does not say how many they are")
	}
	s.Picture("outcome")
	together, err := s.Desk().Party(t.Context(), got.Party)
	kittest.OK(t, err)
	if len(together) != 2 {
		t.Errorf("%d of the party", len(together))
	}
}

func TestTheBestBedIsGivenFromTheOutcome(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	a := openDraft(s)
	s.Write("1")
	a.sheet.sex.Choose("1")
	a.Do("save")
	quiet(s)
	if !strings.Contains(a.outcome.steps[0].text, "就给") {
		t.Fatalf("first comes %q", a.outcome.steps[0].text)
	}
	s.Press(fyne.KeyReturn)
	quiet(s)
	takes, err := s.House().Takes(t.Context(), a.outcome.stay.ID)
	kittest.OK(t, err)
	if len(takes) != 1 {
		t.Error("no bed was given")
	}
}

func TestAListIsRegisteredWholeOrNotAtAll(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	gone(s, known())
	path := filepath.Join(t.TempDir(), "名单.csv")
	text := "姓名,性别,年龄,身份证号,发现地点\n赵演示,男,,34052419800101001X,演示站\n演示乙,女,30-40,,演示市场\n演示丙,怪,,,\n"
	kittest.OK(t, os.WriteFile(path, []byte(text), 0o600))
	p := NewImport(s).(*importList)
	s.Show(p)
	s.Write(path, fyne.KeyReturn)
	quiet(s)
	if len(p.rows) != 3 || p.ready {
		t.Fatalf("%d lines, ready %v", len(p.rows), p.ready)
	}
	s.Write("4") // a patrol found them
	s.Picture("import-problem")
	p.register()
	if p.done {
		t.Fatal("a list with a problem was registered")
	}
	kittest.OK(t, os.WriteFile(path, []byte(strings.Replace(text, "怪", "男", 1)), 0o600))
	p.open(path)
	quiet(s)
	if !p.ready {
		t.Fatalf("problems: %v", p.doubts.Objects)
	}
	if rows := p.table.Shown(); len(rows[0].earlier) != 1 {
		t.Error("who came before is not noted")
	}
	s.Picture("import")
	p.register()
	s.Until("imported", func() bool { return slices.Contains(s.Heard, "imported:list") })
	here, err := s.Desk().Residents(t.Context())
	kittest.OK(t, err)
	if len(here) != 3 || here[0].Stay.CameBy != "patrol" {
		t.Errorf("%d are registered", len(here))
	}
	s.Picture("imported")
}

// look is a page that is shown in every look.
type look struct {
	name  string
	page  func() kit.View
	check func(v kit.View, name string) // may be nil
}

// looks shows pages in both languages and in large type, as they are looked at
// by eye too.
func looks(s *kittest.Shell, pages ...look) {
	s.InEveryLook(func(name string) {
		for _, l := range pages {
			v := l.page()
			s.Show(v)
			quiet(s)
			s.Fits(v.Content(), l.name+"-"+name)
			if l.check != nil {
				l.check(v, name)
			}
		}
	})
}

func TestEveryPageFitsTheSmallestWindow(t *testing.T) {
	s := kittest.Station{Beds: true}.Open(t)
	gone(s, known())
	report(s)
	last := func() string { return s.Routes[len(s.Routes)-1].ID }
	looks(s,
		look{name: "receive", page: func() kit.View { return New(s) }},
		look{name: "spot", page: func() kit.View {
			beginSpot(s)
			return NewSpot(s, last())
		}},
		look{name: "import", page: func() kit.View { return NewImport(s) }},
		look{"arrival", func() kit.View {
			begin(s)
			return NewArrival(s, last())
		}, func(v kit.View, name string) {
			a := v.(*arrival)
			card := cardtest.Resident()
			card.Problems = []idcard.Problem{{Note: true, Text: "证件已过有效期，不影响登记。请提醒本人换证，并多核对一项其他信息。"}}
			a.form.Focus("name")
			s.Write("赵演示", fyne.KeyReturn)
			a.reader.happened(idcard.Event{Kind: idcard.CardRead, Card: card})
			s.Fits(v.Content(), "arrival-full-"+name)
			a.matches.enter()
			s.Press(fyne.KeyReturn)
			s.Picture("compare-" + name)
			for top := s.Window().Canvas().Overlays().Top(); top != nil; top = s.Window().Canvas().Overlays().Top() {
				s.Window().Canvas().Overlays().Remove(top)
			}
		}})
}

func TestNothingOfThePhotoColumnIsCutAtItsSide(t *testing.T) {
	s := kittest.Station{}.Open(t)
	s.InEveryLook(func(name string) {
		a := openDraft(s)
		if need, has := a.sheet.aside.Content.MinSize().Width, kit.Size(kit.Frame)*leftShare; need > has {
			t.Errorf("%s: the column asks for %v of %v", name, need, has)
		}
	})
}
