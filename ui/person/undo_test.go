package person

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestTheLastChangeIsUndoneByAKey(t *testing.T) {
	d := open(t)
	stay := d.wang()
	person := d.file(stay.PersonID).f.person()
	person.Name = "演示王武"
	_, err := d.Desk().UpdatePerson(t.Context(), person)
	kittest.OK(t, err)
	p := d.file(stay.PersonID)
	if !p.Do("undo") || p.f.person().Name != "演示王五" {
		t.Fatalf("the name is %q; failures %v", p.f.person().Name, d.Failures)
	}
	if !p.Do("undo") || p.f.person().Name != "演示王武" {
		t.Errorf("undoing the undoing leaves %q", p.f.person().Name)
	}
}

func TestAnOlderChangeIsNotUndoneUnseen(t *testing.T) {
	d := open(t)
	stay := d.wang()
	person := d.file(stay.PersonID).f.person()
	person.Name = "演示王武"
	_, err := d.Desk().UpdatePerson(t.Context(), person)
	kittest.OK(t, err)
	other := d.as(access.FrontDesk)
	p := other.file(stay.PersonID)
	if !p.Do("undo") || p.tab != tabHistory || p.f.person().Name != "演示王武" {
		t.Errorf("tab %s, name %q", p.tab, p.f.person().Name)
	}
}

func TestAChangeThatWasChangedAgainIsAConflict(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID)
	for _, name := range []string{"演示王武", "演示王六"} {
		person := p.f.person()
		person.Name = name
		_, err := d.Desk().UpdatePerson(t.Context(), person)
		kittest.OK(t, err)
		p.load(nil)
	}
	p.undoChange(p.changes()[1].ID)
	if len(d.Failures) != 1 || store.KindOf(d.Failures[0]) != store.Conflict || !strings.Contains(kit.Say(d.Failures[0]), "后来又改过") {
		t.Errorf("failures %v", d.Failures)
	}
	if p.f.person().Name != "演示王六" || p.tab != tabHistory {
		t.Errorf("name %q, tab %s", p.f.person().Name, p.tab)
	}
}

func TestWhatTheRulesWantTakenIsSaidAndTakenBack(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID + "/taken")
	missing := func() string { return shownText(p.strip.content) }
	if !strings.Contains(missing(), "指纹") || !strings.Contains(missing(), "电子照片") {
		t.Fatalf("the strip says %q", missing())
	}
	p.taken.acts[intake.TakeFingerprint].Tapped(nil)
	if p.f.stay().Taken.Fingerprint.At.IsZero() || strings.Contains(missing(), "指纹") {
		t.Errorf("fingerprint %+v, strip %q; failures %v", p.f.stay().Taken.Fingerprint, missing(), d.Failures)
	}
	p.taken.take(stay.ID, intake.TakePortrait, "演示：本人拒绝")
	if p.f.stay().Taken.Portrait.Why != "演示：本人拒绝" || strings.Contains(missing(), "电子照片") {
		t.Errorf("portrait %+v", p.f.stay().Taken.Portrait)
	}
	if !p.Do("undo") || p.f.stay().Taken.Portrait.Why != "" || p.f.stay().Taken.Fingerprint.At.IsZero() {
		t.Errorf("after undo %+v", p.f.stay().Taken)
	}
	p.taken.number.SetText("1100002026000123")
	p.taken.form.Submit()
	if p.f.stay().Taken.NationalNumber != "1100002026000123" {
		t.Errorf("number %q; failures %v", p.f.stay().Taken.NationalNumber, d.Failures)
	}
	if !has(p.historyWords(), "规定采集") || !has(p.historyWords(), "1100002026000123") {
		t.Errorf("history %q", p.historyWords())
	}
}

func TestTicksAreNoChangeOfTheFile(t *testing.T) {
	d := open(t)
	stay := d.wang()
	kittest.OK(t, d.Desk().MarkCopied(t.Context(), stay.ID, []string{"name"}))
	p := d.file(stay.PersonID)
	if len(p.changes()) != 0 {
		t.Errorf("%d changes", len(p.changes()))
	}
}

func TestHealthAndStayHaveAHistoryToo(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID)
	draft, err := d.Desk().AmendDraft(t.Context(), stay.ID)
	kittest.OK(t, err)
	draft.Arrival.Look, draft.Arrival.Story, draft.Arrival.BroughtPhone = []string{"fever"}, "演示：走失三天", "13700000000"
	_, err = d.Desk().Amend(t.Context(), draft)
	kittest.OK(t, err)
	p.load(nil)
	for _, want := range []string{"流浪原因、时间、经过", "演示：走失三天", "身体状况", "（空） → 1370*****00"} {
		if !has(p.historyWords(), want) {
			t.Errorf("no %q in %q", want, p.historyWords())
		}
	}
}

func TestSignaturesStandInTheTimeline(t *testing.T) {
	d := open(t)
	stay := d.wang()
	full, _ := face(t)
	for _, sign := range []intake.Sign{{Purpose: "register", Method: intake.SignedOnScreen, PNG: full}, {Purpose: "belongings", Method: intake.FingerprintOnFile},
		{Purpose: "told", Method: intake.SignRefused, Witness: "演示甲、演示乙"}} {
		_, err := d.Desk().Sign(t.Context(), stay.ID, sign)
		kittest.OK(t, err)
	}
	p := d.file(stay.PersonID)
	for _, want := range []string{"签名 求助登记表", "按指印 物品寄存单", "拒签 告知事项 · 见证人 演示甲、演示乙"} {
		if !has(p.whats(), want) {
			t.Errorf("no %q in %q", want, p.whats())
		}
	}
	p.openSignature(p.f.file.Signatures[stay.ID][0])
	if p.panel == nil || len(d.Failures) > 0 {
		t.Errorf("it does not open: %v", d.Failures)
	}
}

func TestWhatIsMissingLeadsToCompleting(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.file(stay.PersonID)
	for _, o := range buttonsIn(p.strip.content) {
		if o.Text == "补全登记" {
			o.Tapped(nil)
		}
	}
	d.WentTo(kit.Route{Name: kit.RouteAmend, ID: stay.ID})
}

// TestAWholeLifeInEveryLook draws a file with all that it can hold: a second
// file, calls, signatures, changes.
func TestAWholeLifeInEveryLook(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	known, _ := d.Directory().Card(first.PersonID)
	long := known.Person
	long.Household = "演示省演示自治州演示县演示镇东村第三村民小组演示街道演示路一百二十三号院四号楼五单元六零一室"
	_, err := d.Desk().UpdatePerson(t.Context(), long)
	kittest.OK(t, err)
	kittest.OK(t, d.Directory().Load(t.Context()))
	p := d.file(second.PersonID)
	p.link(first.PersonID, intake.LinkSame, "演示：照片是同一张脸")
	for i, result := range []string{"no_answer", "denied", "confirmed"} {
		one := intake.Inquiry{StayID: second.ID, At: d.Clock.Add(-time.Duration(i) * time.Hour), Called: intake.Called{Whom: []string{"kin", "police", "township"}[i],
			Unit: "演示派出所", Phone: "13900000000", Answer: "演示：说户口上没有这个人，邻村有同名的，年纪也差不多，要明天上班以后再查一次户籍底册。", Result: result}}
		if i == 0 {
			one.NextAt = d.Clock.Add(11 * time.Hour)
		}
		_, err := d.Desk().RecordInquiry(t.Context(), one, "")
		kittest.OK(t, err)
	}
	_, err = d.Desk().Sign(t.Context(), second.ID, intake.Sign{Purpose: "told", Method: intake.SignRefused, Witness: "演示甲、演示乙"})
	kittest.OK(t, err)
	kittest.OK(t, d.Desk().Take(t.Context(), second.ID, intake.TakeFingerprint, ""))
	kittest.OK(t, d.Desk().Take(t.Context(), second.ID, intake.TakePortrait, "演示：本人拒绝"))
	for _, look := range []struct {
		name, language string
		large          bool
	}{{"zh", kit.Chinese, false}, {"en", kit.English, false}, {"large", kit.Chinese, true}, {"en-large", kit.English, true}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, look.large))
		for _, tab := range []string{tabTimeline, tabInquiries, tabTaken, tabHistory} {
			p := d.file(second.PersonID + "/" + tab)
			d.Fits(d.Window().Content(), "whole-"+tab+"-"+look.name)
			if tab == tabTimeline {
				p.openSame()
				d.Fits(d.Window().Content(), "whole-same-"+look.name)
				p.openFinder()
				p.finder.query.SetText("演示")
				d.Fits(d.Window().Content(), "whole-finder-"+look.name)
				card, _ := d.Directory().Card(first.PersonID)
				p.open(p.comparePanel(intake.Match{Card: card, Why: "电话相同"}))
				d.Fits(d.Window().Content(), "whole-compare-"+look.name)
			}
			p.Leave()
		}
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
}
