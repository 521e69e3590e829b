package person

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// hospitals puts a hospital and a home into the directory.
func (d *desk) hospitals() (hospital, home shelter.Institution) {
	d.T.Helper()
	hospital = shelter.Institution{Kind: "hospital", Name: "演示第一医院", Region: "演示市", Phone: "010-00000001", Contact: "急诊科", Active: true}
	home = shelter.Institution{Kind: "placement", Name: "演示托养中心", Region: "演示县", Phone: "010-00000002", Active: true}
	kittest.OK(d.T, d.House().SaveInstitution(d.T.Context(), &hospital))
	kittest.OK(d.T, d.House().SaveInstitution(d.T.Context(), &home))
	return hospital, home
}

// care opens a room of the care of somebody.
func (d *desk) careOf(stay intake.Stay, room string) *page {
	d.T.Helper()
	p := d.file(stay.PersonID + "/care/" + room)
	if p.tab != tabCare || p.care.rooms[p.care.at].key != room {
		d.T.Fatalf("opens %s", p.care.rooms[p.care.at].key)
	}
	return p
}

// said is all that the room that is open shows in its list.
func (c *care) said() string {
	r := c.rooms[c.at]
	return shownText(r.top) + shownText(r.list) + paragraphs(r.top) + paragraphs(r.list)
}

func (c *care) press(t *testing.T, text string) {
	t.Helper()
	r := c.rooms[c.at]
	for _, b := range append(buttonsIn(r.top), buttonsIn(r.list)...) {
		if b.Text == text {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button %s", text)
}

func (c *care) offers(text string) bool {
	r := c.rooms[c.at]
	return slices.ContainsFunc(append(buttonsIn(r.top), buttonsIn(r.list)...), func(b *kit.Button) bool { return b.Text == text })
}

func TestANoteIsKeptWithTheKeyboardAlone(t *testing.T) {
	d := open(t)
	p := d.file(d.wang().PersonID)
	d.Write("3", fyne.KeyReturn) // 照料, and into it
	d.Press(fyne.KeyReturn)      // into the form of the first room
	d.Write("4", fyne.KeyReturn)
	d.Write("谈了半小时，想家", fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if len(p.care.file().Notes) != 1 || len(d.Failures) > 0 {
		t.Fatalf("%d notes, failures %v", len(p.care.file().Notes), d.Failures)
	}
	one := p.care.file().Notes[0]
	if one.Kind != shelter.NoteCounselling || one.Text != "谈了半小时，想家" || !one.At.Equal(d.Clock) {
		t.Errorf("kept %+v", one)
	}
	if !slices.Contains(d.Heard, "note:kept") {
		t.Errorf("heard %q", d.Heard)
	}
	if !p.care.notes.kind.Empty() || !strings.Contains(p.care.said(), "谈了半小时") {
		t.Errorf("the entry is not empty again, or the list says %q", p.care.said())
	}
}

func TestAKeyTakesBackNothingElseThanWhatWasDoneAboutTheCare(t *testing.T) {
	d := open(t)
	stay := d.wang()
	person := d.file(stay.PersonID).f.person()
	person.Name = "演示王武"
	_, err := d.Desk().UpdatePerson(t.Context(), person)
	kittest.OK(t, err)
	p := d.careOf(stay, careNotes)
	p.care.notes.begin(shelter.NoteSocial)
	p.care.notes.text.SetText("陪同办证")
	p.Do("save")
	if !p.Do("undo") || p.f.person().Name != "演示王武" || len(p.care.file().Notes) != 1 || !strings.Contains(d.Said(), "更正") {
		t.Errorf("undo leaves %q and %d notes, says %q", p.f.person().Name, len(p.care.file().Notes), d.Said())
	}
}

func TestTheHeadSaysTheWatchLevelAndTheTemperature(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.kind.Choose(string(shelter.NoteWatch))
	n.level.Choose("near")
	p.Do("save")
	n.begin(shelter.NoteTemperature)
	n.tenths.Restore("38.4度")
	p.Do("save")
	words := func() (all []string) {
		for _, s := range p.vitals() {
			all = append(all, s.Word)
		}
		return all
	}
	if got := strings.Join(words(), " "); !strings.Contains(got, "专人看护") || !strings.Contains(got, "38.4 °C") || p.vitals()[1].Shape != kit.Diamond {
		t.Fatalf("the head says %q; failures %v", got, d.Failures)
	}

	n.correct(p.care.file().Notes[0])
	n.tenths.Restore("36.4")
	p.Do("save")
	all := p.care.file().Notes
	if got := words()[1]; !strings.Contains(got, "36.4 °C") || len(all) != 3 {
		t.Errorf("after the correction %q, %d notes; failures %v", got, len(all), d.Failures)
	}
	if !has(p.whats(), "体温 · 已更正 38.4 °C") {
		t.Errorf("what was wrong is gone: %q", p.whats())
	}
}

func TestANoteWithoutItsPartStays(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.begin(shelter.NoteIncident)
	n.text.SetText("两人争床位")
	p.Do("save")
	if len(p.care.file().Notes) != 0 || n.incident.Problem() == "" || n.text.Text != "两人争床位" {
		t.Errorf("notes %d, problem %q, text %q", len(p.care.file().Notes), n.incident.Problem(), n.text.Text)
	}
}

func TestAMedicineIsOrderedStoppedAndBegunAgain(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careMedicines)
	m := p.care.medicines
	m.form.Focus("what")
	d.Write("演示降压药", fyne.KeyReturn)
	d.Write("1片", fyne.KeyReturn)
	d.Write("早 晚", fyne.KeyReturn)
	p.Do("save")
	all := p.care.file().Medicines
	if len(all) != 1 || !slices.Equal(all[0].Times, []string{"08:00", "18:00"}) || all[0].GivenBy != "staff" {
		t.Fatalf("ordered %+v; failures %v", all, d.Failures)
	}
	d.Clock = d.Clock.Add(10 * time.Hour)
	due := time.Date(2026, 11, 25, 8, 0, 0, 0, d.Clock.Location())
	_, err := d.House().RefuseDose(t.Context(), all[0].ID, due, "演示：说头晕")
	kittest.OK(t, err)
	p.load(nil)
	if said := p.care.said(); !strings.Contains(said, "拒服") || !strings.Contains(said, "说头晕") {
		t.Errorf("the dose is not there: %q", said)
	}
	m.stop(all[0], "演示：医嘱停药")
	if p.care.file().Medicines[0].StoppedAt.IsZero() || !has(p.whats(), "停药 演示降压药") {
		t.Errorf("not stopped: %q", p.whats())
	}
	if !p.Do("undo") || len(p.care.file().Medicines) != 2 || !p.care.file().Medicines[1].StoppedAt.IsZero() {
		t.Errorf("undo leaves %+v; failures %v", p.care.file().Medicines, d.Failures)
	}
}

func TestWhatOneKindOfNoteLacksIsNotSaidOfAnother(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.kind.Choose(string(shelter.NoteHospital))
	n.fields()
	n.form.Submit()
	if n.text.Problem() == "" {
		t.Fatal("a note without words was kept")
	}
	n.kind.Choose(string(shelter.NoteTemperature))
	n.fields()
	if said := n.text.Problem(); said != "" {
		t.Errorf("a temperature is told %q", said)
	}
}

func TestTimesOfTheDayAreReadAsTheyAreWritten(t *testing.T) {
	for text, want := range map[string]string{"": "", "早中晚": "08:00 12:00 18:00", "8点、18点": "08:00 18:00", "2030 7:05": "07:05 20:30",
		"下午3点半": "15:30", "睡前": "21:00", "8 8": "08:00", "25点": "error", "饭后": "error"} {
		times, err := readTimes(text)
		got := strings.Join(times, " ")
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("%s is %q; want %q", text, got, want)
		}
	}
	now := kittest.Begin // Tuesday 24 November 2026
	for text, want := range map[string]string{"今天": "2026-11-24", "明天": "2026-11-25", "7天后": "2026-12-01", "12-5": "2026-12-05", "周五": "2026-11-27", "11-20": "2027-11-20", "昨天": "", "明天9点": ""} {
		if day, err := dayToCome(text, now); (err == nil) != (want != "") || err == nil && day.String() != want {
			t.Errorf("to come, %s is %v (%v); want %q", text, day, err, want)
		}
	}
	for text, want := range map[string]string{"今天": "2026-11-24", "昨天": "2026-11-23", "11-20": "2026-11-20", "12-31": "2025-12-31", "明天": ""} {
		if day, err := dayGone(text, now); (err == nil) != (want != "") || err == nil && day.String() != want {
			t.Errorf("gone, %s is %v (%v); want %q", text, day, err, want)
		}
	}
}

func TestADietIsSetAndTakenBack(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careDiet)
	p.care.diet.kinds.Choose("halal", "diabetic")
	p.care.diet.allergies.SetText("青霉素")
	p.Do("save")
	if now := p.care.file().Diet(); !slices.Equal(now.Kinds, []string{"diabetic", "halal"}) || now.Allergies != "青霉素" {
		t.Fatalf("eats %+v; failures %v", now, d.Failures)
	}
	if !strings.Contains(p.care.said(), "清真") || !has(p.whats(), "饮食 糖尿病餐、清真 · 过敏、忌口：青霉素") {
		t.Errorf("says %q", p.care.said())
	}
	if !p.Do("undo") || len(p.care.file().Diet().Kinds) != 0 || p.care.diet.kinds.Chosen() != "" {
		t.Errorf("undo leaves %+v", p.care.file().Diet())
	}
}

func TestToHospitalAndBackWithTheBill(t *testing.T) {
	d := open(t)
	hospital, _ := d.hospitals()
	stay := d.lived()
	p := d.careOf(stay, careAway)
	a := p.care.away
	a.kind.Choose(string(intake.Hospital))
	a.fields()
	a.where.Choose(hospital.ID)
	a.why.SetText("发热39度，呼吸科")
	p.Do("save")
	if p.f.stay().State != intake.Hospital || p.f.bed() == "" || !slices.Contains(d.Heard, "away:hospital") {
		t.Fatalf("%s, bed %q; failures %v, heard %q", p.f.stay().State, p.f.bed(), d.Failures, d.Heard)
	}
	if strip := shownText(p.strip.content); !strings.Contains(strip, "演示第一医院") || !strings.Contains(strip, "床位保留") {
		t.Errorf("the strip says %q", strip)
	}
	if !strings.Contains(p.care.said(), "呼吸科") || !has(p.whats(), "住院 演示第一医院") {
		t.Errorf("says %q", p.care.said())
	}

	p.care.press(t, "记费用")
	s := p.care.costs
	if s.kind.Chosen() != "hospital" || s.where.Chosen() != hospital.ID || p.care.rooms[p.care.at].key != careCosts {
		t.Fatalf("the bill begins with %s, %s", s.kind.Chosen(), s.where.Chosen())
	}
	s.amount.Restore("1280.5")
	p.Do("save")
	if len(p.care.file().Costs) != 0 || s.voucher.Problem() == "" {
		t.Fatal("kept without a voucher")
	}
	s.voucher.SetText("演示-0001")
	p.Do("save")
	costs := p.care.file().Costs
	if len(costs) != 1 || costs[0].AmountFen != 128050 || costs[0].InstitutionID != hospital.ID || !strings.Contains(p.care.said(), "合计 1280.50元") {
		t.Fatalf("kept %+v, says %q; failures %v", costs, p.care.said(), d.Failures)
	}
	if !p.Do("undo") || !strings.Contains(p.care.said(), "合计 0元") {
		t.Errorf("undone, it says %q", p.care.said())
	}

	for _, b := range buttonsIn(p.strip.content) {
		if b.Text == "回站登记" {
			b.Tapped(nil)
		}
	}
	if p.f.stay().State != intake.In || !slices.Contains(d.Heard, "away:back") || !has(p.whats(), "结束住院") {
		t.Errorf("%s; failures %v, %q", p.f.stay().State, d.Failures, p.whats())
	}
}

func TestABedIsGivenUpForAPlacementWithVisits(t *testing.T) {
	d := open(t)
	_, home := d.hospitals()
	stay := d.lived()
	p := d.careOf(stay, careAway)
	a := p.care.away
	a.kind.Choose(string(intake.Placed))
	a.fields()
	a.where.Choose(home.ID)
	a.why.SetText("长期卧床")
	a.bed.Choose(bedGiven)
	a.days.SetText("10")
	p.Do("save")
	if p.f.stay().State != intake.Placed || p.f.bed() != "" {
		t.Fatalf("%s, bed %q; failures %v", p.f.stay().State, p.f.bed(), d.Failures)
	}
	if strip := shownText(p.strip.content); !strings.Contains(strip, "床位让出") || !strings.Contains(strip, "12月4日") {
		t.Errorf("the strip says %q", strip)
	}
	d.Clock = d.Clock.AddDate(0, 0, 11)
	p.load(nil)
	if strip := shownText(p.strip.content); !strings.Contains(strip, "探访已过期") {
		t.Errorf("late, the strip says %q", strip)
	}
	p.care.goTo(careAway)
	p.care.press(t, "记探访")
	p.care.notes.text.SetText("精神好，伤口愈合")
	p.Do("save")
	if strip := shownText(p.strip.content); strings.Contains(strip, "过期") || !strings.Contains(strip, "12月15日") {
		t.Errorf("after the visit the strip says %q; failures %v", strip, d.Failures)
	}
	p.back(stay.ID)
	if !strings.Contains(d.Said(), "请安排床位") {
		t.Errorf("says %q", d.Said())
	}
}

func TestAnExtensionIsAskedForAndItsStateShows(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careExtension)
	e := p.care.extension
	e.until.Restore("12-10")
	e.reason.SetText("等家属来接")
	p.Do("save")
	if all := p.care.file().Extensions; len(all) != 1 || calendar.On(all[0].Until).String() != "2026-12-10" {
		t.Fatalf("asked %+v; failures %v", all, d.Failures)
	}
	if strip := shownText(p.strip.content); !strings.Contains(strip, "等站长审批") || !strings.Contains(p.care.said(), "等家属来接") {
		t.Errorf("the strip says %q, the room %q", strip, p.care.said())
	}
	p.Do("save")
	if len(d.Failures) > 0 || e.until.Base().Problem() == "" {
		t.Errorf("an empty one is not refused at its field; failures %v", d.Failures)
	}
}

func TestARequestIsTakenBackByAKey(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careExtension)
	p.care.extension.until.Restore("12-10")
	p.care.extension.reason.SetText("等家属来接")
	p.Do("save")
	if !p.Do("undo") || p.care.file().Extensions[0].State != shelter.ExtensionWithdrawn {
		t.Fatalf("undo leaves %+v; failures %v", p.care.file().Extensions, d.Failures)
	}
	if strings.Contains(shownText(p.strip.content), "等站长审批") {
		t.Error("the strip still waits for the head")
	}
	if !p.Do("undo") || !asked(p.care.file()) {
		t.Errorf("undoing that does not ask again: %+v", p.care.file().Extensions)
	}
}

func TestWhoMustNotMeetIsSaidAndEnded(t *testing.T) {
	d := open(t)
	other := d.Admit(intake.Arrival{Identity: intake.IdentityClaimed, Profile: intake.Profile{Name: "演示赵六"}})
	stay := d.wang()
	p := d.careOf(stay, careApart)
	p.Do("save")
	if p.panel == nil {
		t.Fatal("nobody to choose from")
	}
	d.Press(fyne.KeyReturn) // the first who is offered
	d.Write("演示：打过架")
	d.Submit()
	if all := p.f.apart; len(all) != 1 || p.other(all[0]) != other.PersonID || p.panel != nil || p.care.rooms[p.care.at].key != careApart {
		t.Fatalf("kept apart %+v; failures %v", all, d.Failures)
	}
	if !strings.Contains(p.care.said(), "演示赵六") || !has(p.whats(), "不能见面 演示赵六 · 演示：打过架") {
		t.Errorf("says %q", p.care.said())
	}
	if !p.Do("undo") || p.f.apart[0].InForce() || !has(p.whats(), "解除不能见面") {
		t.Errorf("undo leaves %+v; failures %v", p.f.apart, d.Failures)
	}
	q := d.as(access.TracingOfficer).careOf(stay, careApart)
	if q.primary() != nil || q.care.offers("解除") {
		t.Error("who may not give beds is offered it")
	}
}

func TestSettlingOpensAfterThreeMonthsWithItsList(t *testing.T) {
	d := open(t)
	stay := d.Admit(intake.Arrival{ArrivedAt: d.Clock.AddDate(0, 0, -20), Identity: intake.IdentityUnknown, Circumstances: intake.Circumstances{FoundPlace: "演示桥下"}})
	d.Clock = d.Clock.AddDate(0, 3, 0)
	p := d.careOf(stay, careSettlement)
	if strip := shownText(p.strip.content); !strings.Contains(strip, "落户安置") && !strings.Contains(strip, "期限") {
		t.Errorf("the strip says %q", strip)
	}
	p.care.press(t, "启动落户安置")
	open, ok := p.care.file().Settlement()
	if !ok || len(open.Steps) < 8 {
		t.Fatalf("opened %+v; failures %v", open, d.Failures)
	}
	missing := len(open.Missing())
	p.care.press(t, "办好了")
	if b, ok := d.Window().Canvas().Focused().(*kit.Button); !ok || b.Text != "办好了" {
		t.Errorf("after a tick the focus is on %T", d.Window().Canvas().Focused())
	}
	if open, _ = p.care.file().Settlement(); len(open.Missing()) != missing-1 {
		t.Errorf("still %d missing; failures %v", len(open.Missing()), d.Failures)
	}
	if !has(p.whats(), "落户安置 身份查询材料") {
		t.Errorf("not in the timeline: %q", p.whats())
	}
	if !p.Do("undo") {
		t.Error("the tick is not taken back")
	}
	if open, _ = p.care.file().Settlement(); len(open.Missing()) != missing {
		t.Errorf("%d missing after undo", len(open.Missing()))
	}
}

func TestWhatWasHandedOutComesBackFromHere(t *testing.T) {
	d := open(t)
	stay := d.lived()
	items, err := d.Supplies().Items(t.Context())
	kittest.OK(t, err)
	kittest.OK(t, d.Supplies().Receive(t.Context(), items[0].ID, 5, "budget"))
	_, err = d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: items[0].ID, Qty: 2}})
	kittest.OK(t, err)
	_, err = d.Supplies().ShortFare(t.Context(), stay.ID, 500, "bus")
	kittest.OK(t, err)
	p := d.careOf(stay, careCosts)
	if said := p.care.said(); !strings.Contains(said, items[0].Name) || !strings.Contains(said, "合计 5元") {
		t.Fatalf("says %q", said)
	}
	p.care.press(t, "退回")
	d.Fill("9")
	p.Do("save")
	if p.panel == nil || len(d.Failures) > 0 {
		t.Fatalf("more than was given is not refused at its field: %v", d.Failures)
	}
	d.Window().Canvas().Focus(p.panel.first)
	d.Fill("2")
	p.Do("save")
	if left := p.f.issued[stay.ID]; p.panel != nil || len(left) != 1 || left[0].Qty != 1 {
		t.Errorf("they have %+v; failures %v", left, d.Failures)
	}
}

func TestAReaderSeesTheCareAndMayNotAddToIt(t *testing.T) {
	d := open(t)
	hospital, _ := d.hospitals()
	stay := d.lived()
	_, err := d.House().Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, InstitutionID: hospital.ID, BedHeld: true, Note: "发热"})
	kittest.OK(t, err)
	_, err = d.House().RecordCost(t.Context(), shelter.Cost{StayID: stay.ID, Kind: "hospital", AmountFen: 100, Voucher: "1"})
	kittest.OK(t, err)
	p := d.as(access.TracingOfficer).careOf(stay, careAway)
	for _, room := range []string{careAway, careExtension, careCosts} {
		p.care.goTo(room)
		if p.primary() != nil {
			t.Errorf("%s may be added to", room)
		}
	}
	p.care.goTo(careAway)
	if p.care.offers("回站登记") || p.care.offers("记费用") || !strings.Contains(p.care.said(), "演示第一医院") {
		t.Errorf("offers what is refused, or shows nothing: %q", p.care.said())
	}
	for _, b := range buttonsIn(p.strip.content) {
		if b.Text == "回站登记" {
			t.Error("the strip offers what is refused")
		}
	}
	p.care.goTo(careCosts)
	if p.care.offers("冲销") || p.care.offers("退回") || !strings.Contains(p.care.said(), "合计 1元") {
		t.Errorf("offers what is refused, or shows nothing: %q", p.care.said())
	}
}

func TestNothingIsAddedToAStayThatEndedButNotesAndBills(t *testing.T) {
	d := open(t)
	stay := d.wang()
	kittest.OK(t, d.Session().Write(t.Context(), "", func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stay.ID, "self", d.Clock, intake.Leaving{})
		return err
	}))
	p := d.careOf(stay, careNotes)
	for _, room := range p.care.rooms {
		if got, want := room.writable(), room.key == careNotes || room.key == careCosts; got != want {
			t.Errorf("%s: %t", room.key, got)
		}
	}
}

func TestTheCareOfALinkedFileIsInTheTimeline(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：联系村委会"}})
	kittest.OK(t, err)
	p := d.file(second.PersonID)
	if has(p.whats(), "联系村委会") {
		t.Fatal("shown before they are linked")
	}
	p.link(first.PersonID, intake.LinkSame, "演示：同一张脸")
	if !has(p.whats(), "社工服务 〔另一份档案 演示王武〕 · 演示：联系村委会") {
		t.Errorf("not in the timeline: %q", p.whats())
	}
	if !slices.Contains(d.acts(first.PersonID), "care.read") {
		t.Error("that it was read is not on record")
	}
}

func TestTheCareOfSomebodyProtectedStaysClosed(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：不许别人看"}})
	kittest.OK(t, err)
	_, err = d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	kittest.OK(t, d.Desk().Protect(t.Context(), first.PersonID, nil, "演示：家暴"))
	p := d.as(access.ShelterManager).file(second.PersonID)
	if !p.loaded || has(p.whats(), "不许别人看") || has(p.whats(), first.Number) {
		t.Errorf("the timeline says %q", p.whats())
	}
	files, err := d.as(access.FrontDesk).House().CareFiles(t.Context(), first.ID)
	if err != nil || len(files) != 0 {
		t.Errorf("asked for outright, it reads %v (%v)", files, err)
	}
}

func TestChipsLeaveOfTheTimelineWhatIsWanted(t *testing.T) {
	d := open(t)
	stay := d.lived()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "演示：陪同办证"}})
	kittest.OK(t, err)
	p := d.file(stay.PersonID)
	for _, l := range p.happened() {
		if l.kind == "" {
			t.Errorf("%s is under no chip", l.what)
		}
	}
	d.Window().Canvas().Focus(p.filter)
	d.Write("3")
	if got := d.Memory[filterMemory]; got != "care" {
		t.Errorf("remembered %q", got)
	}
	d.Press(fyne.KeyReturn, fyne.KeyReturn) // into the table, and open the first
	if p.tab != tabCare || p.care.rooms[p.care.at].key != careNotes {
		t.Errorf("the first line opens %s", p.tab)
	}
}

func TestWhatIsTypedAboutTheCareOutlivesAChange(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careNotes)
	p.care.notes.begin(shelter.NoteSocial)
	p.care.notes.text.SetText("还没写完")
	p.care.diet.note.SetText("也没写完")
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "同事写的"}})
	kittest.OK(t, err)
	d.Changed("care_note")
	if p.care.notes.text.Text != "还没写完" || p.care.diet.note.Text != "也没写完" || !strings.Contains(p.care.said(), "同事写的") {
		t.Errorf("text %q and %q, list %q", p.care.notes.text.Text, p.care.diet.note.Text, p.care.said())
	}
}

// TestTheCareInEveryLook draws each room with all that it can hold.
func TestTheCareInEveryLook(t *testing.T) {
	d := open(t)
	hospital, home := d.hospitals()
	first, second := d.twice()
	_, err := d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	stay := d.lived()
	d.cared(stay, hospital, home)
	for _, look := range []struct {
		name, language string
		dark, large    bool
	}{{"zh", kit.Chinese, false, false}, {"dark", kit.Chinese, true, false}, {"en", kit.English, false, false}, {"large", kit.Chinese, false, true}, {"en-large", kit.English, false, true}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		kittest.Wear(look.dark, look.large)
		p := d.file(stay.PersonID)
		d.Fits(d.Window().Content(), "care-timeline-"+look.name)
		for _, room := range p.care.rooms {
			p.goCare(stay.ID, room.key)
			if room.key == careNotes {
				p.care.notes.begin(shelter.NoteHealth)
			}
			d.Fits(d.Window().Content(), "care-"+room.key+"-"+look.name)
		}
		p.open(p.care.costs.returnPanel(stay, p.f.issued[stay.ID][0]))
		d.Fits(d.Window().Content(), "care-return-"+look.name)
		p.Leave()
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	kittest.Wear(false, false)
}

// cared gives a stay all that a file may hold of its care.
func (d *desk) cared(stay intake.Stay, hospital, home shelter.Institution) {
	t, ctx, house := d.T, d.T.Context(), d.House()
	t.Helper()
	for i, n := range []shelter.CareNote{
		{Kind: shelter.NoteHealth, Noted: shelter.Noted{Look: []string{"frostbite", "malnourished"}, Mind: []string{"clear"}, Text: "双脚冻伤，已涂药，走路慢"}},
		{Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 381}},
		{Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "near", Text: "夜里两次想出门"}},
		{Kind: shelter.NoteIncident, Noted: shelter.Noted{What: "quarrel", Text: "与同屋争下铺，没有动手，已调解", Told: "演示站长"}},
		{Kind: shelter.NoteCounselling, Noted: shelter.Noted{Text: "谈家里的事，愿意说出村名，情绪平稳一些，约好明天再谈一次", With: "演示心理老师"}},
	} {
		n.StayID, n.At = stay.ID, d.Clock.Add(time.Duration(i-40)*time.Hour)
		_, err := house.RecordNote(ctx, n)
		kittest.OK(t, err)
	}
	for _, m := range []shelter.Medicine{{What: "演示降压药", Dose: "1片", Times: []string{"08:00", "18:00"}, GivenBy: "staff", Rules: "饭后", Prescribed: "演示第一医院"},
		{What: "演示止痛药", Dose: "半片", GivenBy: "medic"}} {
		one, err := house.OrderMedicine(ctx, shelter.MedicineOrder{StayID: stay.ID, Medicine: m, From: calendar.On(d.Clock)})
		kittest.OK(t, err)
		if len(m.Times) == 0 {
			_, err = house.GiveDose(ctx, one.ID, time.Time{}, "头疼")
			kittest.OK(t, err)
		}
	}
	_, err := house.SetDiet(ctx, shelter.Diet{StayID: stay.ID, Kinds: []string{"halal", "soft"}, Dislikes: shelter.Dislikes{Allergies: "青霉素"}})
	kittest.OK(t, err)
	_, err = house.Away(ctx, shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, InstitutionID: hospital.ID, BedHeld: true, From: d.Clock.Add(-20 * time.Hour), Note: "发热39度，呼吸科"})
	kittest.OK(t, err)
	_, err = house.Away(ctx, shelter.Absence{StayID: stay.ID, Kind: intake.Placed, InstitutionID: home.ID, BedHeld: true, VisitDays: 10, Note: "长期卧床"})
	kittest.OK(t, err)
	_, err = house.AskExtension(ctx, stay.ID, d.Clock.AddDate(0, 0, 20), "等家属寄来证明，家属在外地务工，约好月底来接")
	kittest.OK(t, err)
	_, err = house.OpenSettlement(ctx, stay.ID)
	kittest.OK(t, err)
	for _, c := range []shelter.Cost{{Kind: "hospital", AmountFen: 128050, Voucher: "演示-0001", InstitutionID: hospital.ID}, {Kind: "placement", AmountFen: 90000, Voucher: "演示-0002", InstitutionID: home.ID, Note: "11月托养费"}} {
		c.StayID = stay.ID
		_, err = house.RecordCost(ctx, c)
		kittest.OK(t, err)
	}
	_, err = d.Supplies().ShortFare(ctx, stay.ID, 500, "bus")
	kittest.OK(t, err)
	other := d.Admit(intake.Arrival{Identity: intake.IdentityClaimed, Profile: intake.Profile{Name: "演示赵六"}})
	_, err = house.KeepApart(ctx, stay.PersonID, other.PersonID, "演示：在站外打过架，赵六先动手，派出所调解过一次")
	kittest.OK(t, err)
}

// paragraphs is all that an object shows in texts that break into lines.
func paragraphs(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *widget.RichText:
		return strings.ReplaceAll(o.String(), "\n", "") + "\n"
	case *fyne.Container:
		text := ""
		for _, child := range o.Objects {
			text += paragraphs(child)
		}
		return text
	}
	return ""
}

func TestEarlierStaysAreLookedAtToo(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：头一次来谈的话"}})
	kittest.OK(t, err)
	_, err = d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	p := d.careOf(second, careNotes)
	if strings.Contains(p.care.said(), "头一次") || !p.care.which.Visible() {
		t.Fatalf("at first it shows %q", p.care.said())
	}
	d.Window().Canvas().Focus(p.care.stays)
	d.Write("2")
	if !strings.Contains(p.care.said(), "头一次") || p.care.stay().ID != first.ID {
		t.Errorf("the earlier one shows %q", p.care.said())
	}
	d.Fits(d.Window().Content(), "care-stays-zh")
	if p.primary() != nil || p.care.offers("更正") {
		t.Error("a stay of another file is added to here")
	}
	p.care.press(t, "打开档案")
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: first.PersonID + "/care"})
}
