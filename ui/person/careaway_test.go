package person

import (
	"slices"
	"strings"
	"testing"

	"guitu/intake"
	"guitu/shelter"
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
