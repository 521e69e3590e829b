package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestFiltersOfOneKindAddUpAndOfSeveralNarrow(t *testing.T) {
	d := station(t)
	_, err := d.House().AddTemporaryBeds(t.Context(), d.room("女101"), 1)
	kittest.OK(t, err)
	kittest.OK(t, d.House().Hold(t.Context(), d.bed("男201-1"), "演示"))
	p := d.open("")
	shown := func(bed string) bool { return p.board.tiles[d.bed(bed)].Visible() }
	p.top.choose(stateHeld)
	if !shown("男201-1") || shown("男201-2") {
		t.Error("held beds are not what shows")
	}
	test.Tap(p.legend.toggles[stateFree])
	if !shown("男201-1") || !shown("男201-2") {
		t.Error("held and free beds are not what shows")
	}
	p.top.turn(filterTemporary, true)
	if shown("男201-2") || !shown("女101-临1") {
		t.Error("temporary beds are not what shows")
	}
	if !p.top.narrow.Visible() || !strings.Contains(p.top.left.Content, "1张床") {
		t.Errorf("says %q", p.top.left.Content)
	}
	p.top.choose(filterIsolation, filterFamily)
	if !shown("隔401-1") || !shown("观404-2") || shown("女101-1") {
		t.Error("rooms for those who need one are not what shows")
	}
	p.top.choose()
	if p.top.narrow.Visible() || !shown("女101-1") {
		t.Error("not all is shown again")
	}
}

func TestDayCountsColourTilesAtTheDaysOfTheSettings(t *testing.T) {
	d := station(t)
	d.arrived("赵演示", "女101-1", 5)
	d.arrived("钱演示", "女101-2", 6)
	d.arrived("孙演示", "女101-3", 10)
	p := d.open("")
	for bed, want := range map[string]struct {
		color fyne.ThemeColorName
		days  string
	}{"女101-1": {kit.Accent, "第6天"}, "女101-2": {kit.Soon, "第7天"}, "女101-3": {kit.Overdue, "11天"}} {
		if f := p.board.tiles[d.bed(bed)].Facts(); f.State.Color != want.color || f.Days != want.days {
			t.Errorf("%s: %+v", bed, f)
		}
	}
	if chip := p.board.cards[0].chips[stateOver]; !chip.Visible() || chip.Word != "超期 1" {
		t.Errorf("the zone says %q", chip.Word)
	}
	if p.legend.toggles[stateSoon].Count != "1" {
		t.Errorf("the legend counts %q", p.legend.toggles[stateSoon].Count)
	}
}

func TestBedsForAColdWaveArePutUpAndAway(t *testing.T) {
	d := station(t)
	p := d.open("")
	p.markRoom(d.room("女101"))
	d.Fill("3")
	kit.Press(d.Window().Canvas(), "save")
	r, _ := p.facts.room(d.room("女101"))
	if n := len(r.Beds); n != 9 || !r.Beds[8].Bed.Temporary {
		t.Fatalf("the room has %d beds, failed %v", n, d.Failures)
	}
	kit.Press(d.Window().Canvas(), "undo")
	if r, _ := p.facts.room(d.room("女101")); len(r.Beds) != 6 {
		t.Errorf("after the undo the room has %d beds", len(r.Beds))
	}
	p.markRoom(d.room("女101"))
	d.Fill("2")
	kit.Press(d.Window().Canvas(), "save")
	stay := d.Admit(kittest.Woman("赵演示", 30))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女101-临1"), nil)
	kittest.OK(t, err)
	d.Changed("bed_take")
	p.markRoom(d.room("女101"))
	test.Tap(find(p.side.foot, "收起1张空的临时床"))
	if r, _ := p.facts.room(d.room("女101")); len(r.Beds) != 7 {
		t.Errorf("after stowing the room has %d beds; said %q", len(r.Beds), d.Said())
	}
}

func TestALastColdWaveSaysHowManyBedsAreShort(t *testing.T) {
	d := station(t)
	now := d.Clock
	d.Clock = now.AddDate(0, 0, -20)
	for range 25 {
		d.Admit(kittest.Woman("演示", 30))
	}
	d.Clock = now
	kittest.OK(t, d.Supplies().SetColdWaves(t.Context(), []supply.ColdWave{{Name: "演示寒潮", From: calendar.On(now).AddDays(-20), To: calendar.On(now).AddDays(-15)}}))
	p := d.open("")
	p.openSurge()
	d.Picture("beds-surge")
	want, err := d.House().Surge(t.Context(), calendar.On(now).AddDays(-20), calendar.On(now).AddDays(-15))
	kittest.OK(t, err)
	if want.Peak != 25 {
		t.Fatalf("surge %+v", want)
	}
	words := wordsIn(p.other.content)
	if !strings.Contains(words, "最多同时25人") {
		t.Errorf("says %q", words)
	}
}

func TestWhoMustNotMeetIsSaidKeptAndEnded(t *testing.T) {
	d := station(t)
	a := d.arrived("赵演示", "女101-1", 1)
	b := d.Admit(kittest.Woman("钱演示", 30))
	p := d.open("")
	p.mark(d.bed("女101-1"))
	test.Tap(button(p, "不能相遇"))
	d.Write("qys", fyne.KeyDown, fyne.KeyReturn)
	d.Write("演示：昨晚动手")
	d.Submit()
	all, err := d.House().Separations(t.Context(), a.PersonID)
	kittest.OK(t, err)
	if len(all) != 1 || all[0].OtherID != b.PersonID || all[0].Reason != "演示：昨晚动手" {
		t.Fatalf("separations %+v, failed %v", all, d.Failures)
	}
	p.close()
	if words := wordsIn(p.side.body); !strings.Contains(words, "不能与钱演示相遇") {
		t.Errorf("the side says %q", words)
	}
	p.takeUp(b.ID)
	tile := p.board.tiles[d.bed("女101-2")].Facts()
	if !tile.Dim || !strings.Contains(tile.Why, "不能与此人见面") || !strings.Contains(tile.Why, "依据") {
		t.Errorf("the bed beside: %+v", tile)
	}
	p.looked(d.bed("女102-1"), true)
	if words := wordsIn(p.side.verdict); !strings.Contains(words, "同一分区") && !strings.Contains(words, "这个分区里住着") {
		t.Errorf("a bed of the zone: %q", words)
	}
	p.letGo()
	p.keepApart(b.ID)
	test.Tap(buttonIn(p.other.content, "解除"))
	d.Write("已经和解")
	d.Submit()
	all, err = d.House().Separations(t.Context(), "")
	kittest.OK(t, err)
	if len(all) != 0 {
		t.Errorf("still apart: %+v", all)
	}
}

func TestAStripSaysThatNoWomanIsOnDuty(t *testing.T) {
	d := station(t)
	p := d.open("")
	if p.top.duty.content.Visible() {
		t.Error("the strip shows while no woman is in the house")
	}
	d.Admit(kittest.Woman("赵演示", 30))
	d.Changed("stay")
	if !p.top.duty.content.Visible() || !strings.Contains(p.top.duty.words.Content, "女性1人") {
		t.Errorf("says %q", p.top.duty.words.Content)
	}
	test.Tap(p.top.duty.act)
	d.WentTo(rosterRoute)
	account, err := d.Session().AddAccount(t.Context(), access.NewAccount{Name: "her", Display: "演示女同事", Sex: shelter.Women, Roles: []access.Role{access.ShelterManager}, Password: kittest.Password})
	kittest.OK(t, err)
	_, err = d.House().PlanDuty(t.Context(), shelter.Duty{AccountID: account.ID, Day: calendar.On(d.Clock), Shift: "night", Post: "care"})
	kittest.OK(t, err)
	d.Changed("duty")
	if p.top.duty.content.Visible() {
		t.Error("the strip shows while a woman is on duty")
	}
}

func TestTheListForTheNightIsPrintedByKeys(t *testing.T) {
	d := station(t)
	d.arrived("赵演示", "女101-1", 1)
	p := d.open("")
	p.paper.Draw = func(kit.PageSource) {}
	d.Shortcut("print")
	if !p.paper.Shown() {
		t.Fatalf("nothing shows; failed %v", d.Failures)
	}
	d.Shortcut("print")
	if len(d.Printed.PDFs) != 1 || strings.Contains(d.Printed.Jobs[0].Title, "赵") {
		t.Errorf("printed %d, %+v", len(d.Printed.PDFs), d.Printed.Jobs)
	}
	d.Press(fyne.KeyEscape)
	if p.paper.Shown() {
		t.Error("Esc did not lead back")
	}
}

func TestZonesOfSeveralBuildingsAreNamedWithTheirs(t *testing.T) {
	d := station(t)
	p := d.open("")
	if strings.Contains(wordsIn(p.board.cards[0].card), " · 女区") {
		t.Error("one building is named")
	}
	p.openPlan()
	test.Tap(buttonIn(p.other.content, "加分区"))
	d.Write("新区", fyne.KeyReturn)
	d.Fill("二号楼三层")
	d.Submit()
	plan, err := d.House().Layout(t.Context())
	kittest.OK(t, err)
	if len(plan.Buildings) != 2 || plan.Buildings[1].Name != "二号楼三层" {
		t.Fatalf("buildings %+v, failed %v", plan.Buildings, d.Failures)
	}
	kittest.OK(t, d.House().SaveRoom(t.Context(), &shelter.Room{ZoneID: plan.Zones[len(plan.Zones)-1].ID, Name: "三301", Sex: shelter.Men, Purpose: shelter.Ordinary}))
	p.close()
	if words := p.facts.zoneName(p.facts.board.Zones[0].Zone); !strings.HasSuffix(words, " · 女区") {
		t.Errorf("the heading says %q", words)
	}
}

func TestTheLegendCountsWhatAnotherDeskDid(t *testing.T) {
	d := station(t)
	a := d.arrived("赵演示", "女101-1", 1)
	p := d.open("")
	if got := p.legend.toggles[stateHere].Count; got != "1" {
		t.Fatalf("counts %s", got)
	}
	kittest.OK(t, d.House().ToHospital(t.Context(), a.ID))
	d.Changed("absence")
	if here, away := p.legend.toggles[stateHere].Count, p.legend.toggles[stateHospital].Count; here != "0" || away != "1" {
		t.Errorf("after they went to hospital it counts %s here, %s away", here, away)
	}
}
