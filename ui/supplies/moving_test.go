package supplies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// at puts the cursor on a lot by its label.
func (d *desk) at(m *moving, label string) supply.Lot {
	d.T.Helper()
	m.find.SetText(label)
	d.Window().Canvas().Focus(m.table.Target())
	d.Press(fyne.KeyHome)
	l, ok := m.table.Marked()
	if !ok || l.Label != label {
		d.T.Fatalf("the cursor is on %+v", l)
	}
	return l
}

// breads is a store room with two lots of bread.
func breads(t *testing.T) *desk {
	d := stocked(t)
	bread := d.item("面包").ID
	d.takeIn(supply.Delivery{ItemID: bread, Qty: 20, Label: "甲批", Expires: calendar.Date{Year: 2026, Month: 11, Day: 26}})
	d.takeIn(supply.Delivery{ItemID: bread, Qty: 6, Label: "乙批", Source: supply.Donation, Donor: "演示市爱心志愿者协会", Use: "儿童"})
	return d
}

func TestGoodsGoToAnotherDepotAndKeepTheirSource(t *testing.T) {
	d := breads(t)
	m := d.moving()
	d.at(m, "乙批")
	d.tap("调拨")
	if m.top() != nil || !strings.Contains(d.Said(), "只有一个库房") {
		t.Fatalf("said %q", d.Said())
	}
	d.tap("库房")
	d.tap("新库房")
	d.Write("二号库")
	d.Submit()
	kit.Press(d.Window().Canvas(), "close")
	d.at(m, "乙批")
	d.Press(fyne.KeyReturn)
	m.top().form.Focus("quantity")
	d.Write("9")
	d.Submit()
	if problem := m.top().form.Item("quantity").Field.Base().Problem(); !strings.Contains(problem, "只剩6个") {
		t.Fatalf("problem %q, failed %v", problem, d.Failures)
	}
	d.Fill("4")
	d.Submit()
	moved := 0
	for _, l := range m.lots {
		if l.Depot.Name == "二号库" && l.Donor == "演示市爱心志愿者协会" && l.Use == "儿童" {
			moved = l.Stock
		}
	}
	if moved != 4 || m.top() != nil {
		t.Errorf("%d moved, failed %v", moved, d.Failures)
	}
	d.heard("slip:moved")
	m.paper.Draw = func(kit.PageSource) {}
	kit.Press(d.Window().Canvas(), "print")
	if !m.paper.Shown() {
		t.Error("F9 did not show the slip")
	}
}

func TestOneAsksForAWriteOffAndAnotherConfirms(t *testing.T) {
	d := breads(t)
	d.Clock = d.Clock.AddDate(0, 0, 5) // 甲批 has expired
	m := d.moving()
	d.at(m, "甲批")
	d.Press(fyne.KeyReturn)
	if m.top() == nil || m.top().form.Item("cause").Field.Draft() != "expired" {
		t.Fatal("Enter on what has expired does not ask for its write-off")
	}
	m.top().form.Focus("cause")
	d.Write("7") // something else
	d.Submit()
	if problem := m.top().form.Item("note").Field.Base().Problem(); !strings.Contains(problem, "具体原因") {
		t.Errorf("problem %q", problem)
	}
	m.top().form.Focus("cause")
	d.Write("1")
	d.Submit()
	d.heard("write-off:asked")
	if d.item("面包").Stock != 26 {
		t.Error("it went off the books before anybody looked at it")
	}
	d.tap("报损（待核实1）")
	d.Press(fyne.KeyHome)
	d.tap("核实报损")
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "另一人") {
		t.Fatalf("who asked may confirm: %v", d.Failures)
	}

	d.as(access.ShelterManager)
	m = d.moving()
	m.paper.Draw = func(kit.PageSource) {}
	d.tap("报损（待核实1）")
	d.Press(fyne.KeyHome, fyne.KeyReturn)
	if d.item("面包").Stock != 6 {
		t.Fatalf("stock %d, failed %v", d.item("面包").Stock, d.Failures)
	}
	d.heard("slip:written off")
	d.Press(fyne.KeyHome)
	kit.Press(d.Window().Canvas(), "print")
	if !m.paper.Shown() {
		t.Error("F9 did not show the slip")
	}
}

func TestAWriteOffIsDroppedWithAReason(t *testing.T) {
	d := breads(t)
	m := d.moving()
	m.askWriteOff(d.at(m, "甲批"))
	m.top().form.Focus("cause")
	d.Write("3")
	d.Submit()
	d.tap("报损（待核实1）")
	d.Press(fyne.KeyHome)
	d.tap("不报损")
	d.Write("晒干了能用")
	d.Submit()
	all, err := d.Supplies().WriteOffs(t.Context(), "")
	kittest.OK(t, err)
	if len(all) != 1 || all[0].State != supply.Dropped || all[0].Why != "晒干了能用" || d.item("面包").Stock != 26 {
		t.Errorf("%+v, failed %v", all, d.Failures)
	}
}

func TestAllThatHasExpiredIsAskedForAtOnce(t *testing.T) {
	d := breads(t)
	m := d.moving()
	d.tap("过期的全部报损")
	if m.top() != nil || !strings.Contains(d.Said(), "没有过期") {
		t.Errorf("said %q", d.Said())
	}
	d.takeIn(supply.Delivery{ItemID: d.item("方便面").ID, Qty: 8, Label: "丙批", Expires: calendar.Date{Year: 2026, Month: 11, Day: 27}})
	d.Clock = d.Clock.AddDate(0, 0, 5)
	d.Changed("supply_lot")
	d.tap("过期的全部报损")
	d.Submit()
	all, err := d.Supplies().WriteOffs(t.Context(), supply.Asked)
	kittest.OK(t, err)
	if len(all) != 1 || len(all[0].Lines) != 2 || all[0].Cause != "expired" {
		t.Errorf("%+v, failed %v", all, d.Failures)
	}
}

func TestALotThatWasReadWronglyIsPutRight(t *testing.T) {
	d := breads(t)
	m := d.moving()
	d.at(m, "甲批")
	d.tap("更正批次")
	d.Fill("甲批改")
	m.top().form.Focus("expires")
	d.Fill("2027-2-30")
	d.Submit()
	if m.top() == nil || m.top().form.Item("expires").Field.Base().Problem() == "" {
		t.Fatal("there is no such day")
	}
	d.Fill("2027-2-28")
	d.Submit()
	if l := d.at(m, "甲批改"); l.Expires != (calendar.Date{Year: 2027, Month: 2, Day: 28}) {
		t.Errorf("lot %+v, failed %v", l, d.Failures)
	}
}

func TestTheLotsFitInEveryLook(t *testing.T) {
	d := breads(t)
	annex := supply.Depot{Name: "北院二号库房", Active: true}
	kittest.OK(t, d.Supplies().SaveDepot(t.Context(), &annex))
	lots, err := d.Supplies().Lots(t.Context(), d.item("面包").ID)
	kittest.OK(t, err)
	_, err = d.Supplies().AskWriteOff(t.Context(), supply.WriteOff{Cause: "damp", Note: "漏雨打湿了最下面一层", Lines: []supply.Scrap{{LotID: lots[0].ID, Qty: 3}}})
	kittest.OK(t, err)
	for _, look := range looks {
		look.wear(t)
		m := d.moving()
		d.fits("supplies-lots-" + look.name)
		m.transfer(lots[0])
		d.fits("supplies-transfer-" + look.name)
		m.back()
		m.askWriteOff(lots[0])
		d.fits("supplies-write-off-" + look.name)
		m.back()
		m.openWriteOffs()
		d.fits("supplies-write-offs-" + look.name)
		m.back()
		m.openDepots()
		d.fits("supplies-depots-" + look.name)
	}
}
