package supplies

import (
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func (d *desk) book() *bookView {
	b := d.open(sectionBook).Room().Desk.(*bookView)
	b.paper.Draw = func(kit.PageSource) {}
	return b
}

func TestAMonthIsReadWithGiftsApartAndTurnedByKeys(t *testing.T) {
	d := stocked(t)
	d.takeIn(supply.Delivery{ItemID: d.item("棉被").ID, Qty: 5, Source: supply.Donation, Donor: "演示公司", Use: "仅供老人"})
	d.Clock = d.Clock.AddDate(0, 1, 0)
	page := d.open(sectionBook)
	b, move := page.Room().Desk.(*bookView), page.Room().Move // Alt+↑ and Alt+↓
	if got := b.lines.Shown(); len(got) != 4 || got[0].Opening != 10 || got[0].Received != 0 {
		t.Fatalf("December shows %+v", got)
	}
	move(-1)
	if got := b.lines.Shown(); b.month.words.Content != "2026年11月" || len(got) != 4 || got[0].Received != 10 {
		t.Fatalf("%s shows %+v", b.month.words.Content, got)
	}
	d.Window().Canvas().Focus(b.part)
	d.Write("2")
	if got := b.lines.Shown(); len(got) != 1 || got[0].Source != supply.Donation || got[0].Closing != 5 {
		t.Errorf("gifts show %+v", got)
	}
	d.Write("3")
	if got := b.gifts.Shown(); len(got) != 1 || got[0].Lot.Donor != "演示公司" {
		t.Errorf("donors show %+v", got)
	}
	move(1)
	move(1) // none that has not begun
	if b.month.words.Content != "2026年12月" || find(b.content, "退回") != nil {
		t.Errorf("shows %s", b.month.words.Content)
	}
}

func TestEachDepotHasItsOwnMonth(t *testing.T) {
	d := stocked(t)
	west := supply.Depot{Name: "西库", Active: true}
	kittest.OK(t, d.Supplies().SaveDepot(t.Context(), &west))
	d.takeIn(supply.Delivery{ItemID: d.item("毛巾").ID, Qty: 7, DepotID: west.ID})
	b := d.book()
	b.depot.Choose(west.ID)
	b.load()
	if got := b.lines.Shown(); len(got) != 1 || got[0].Closing != 7 || b.depotName() != "西库" || !strings.Contains(b.title(), "西库") {
		t.Errorf("西库 shows %+v", got)
	}
}

func TestALedgerThatDoesNotAddUpIsSaid(t *testing.T) {
	d := stocked(t)
	b := d.book()
	d.tap("核对台账")
	d.heard("ledger:sound")
	if !strings.Contains(b.check.Content, "账实相符") {
		t.Errorf("says %q", b.check.Content)
	}
	kittest.OK(t, d.Session().Write(t.Context(), "", func(tx *access.Tx) error {
		_, err := tx.Exec(`UPDATE supply_item SET stock = stock + 1 WHERE name = '棉被'`)
		return err
	}))
	d.Changed("supply_item")
	if !strings.Contains(b.check.Content, "还没有核对") {
		t.Errorf("after a change it says %q", b.check.Content)
	}
	d.tap("核对台账")
	d.heard("ledger:unsound")
	if !strings.Contains(b.check.Content, "发现1处不符") || len(b.problem.Objects) != 1 {
		t.Errorf("says %q with %d sentences", b.check.Content, len(b.problem.Objects))
	}
}

func TestTheMonthIsPrinted(t *testing.T) {
	d := stocked(t)
	d.book()
	kit.Press(d.Window().Canvas(), "print")
	d.heard("preview:book")
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 1 || !strings.Contains(d.Printed.Jobs[0].Title, "2026-11") {
		t.Errorf("printed %+v", d.Printed.Jobs)
	}
}

func TestAnAuditorReadsTheMonth(t *testing.T) {
	d := stocked(t)
	d.as(access.Auditor)
	if b := d.book(); len(b.lines.Shown()) != 4 {
		t.Errorf("an auditor sees %d lines, failed %v", len(b.lines.Shown()), d.Failures)
	}
}
