package supplies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestADeliveryOfSeveralThingsComesInOnOneSlip(t *testing.T) {
	d := stocked(t)
	d.barcode("毛巾", "6901234567892")
	r := d.receipt()
	byHand(r.scanner)
	d.Write("2", fyne.KeyReturn) // a donation
	d.Write("演示爱心社", fyne.KeyReturn)
	d.Write("儿童", fyne.KeyReturn)
	d.Write("协议7号", fyne.KeyReturn)
	d.Write("面包", fyne.KeyReturn)
	d.Write("40", fyne.KeyReturn)
	d.Write("B-01", fyne.KeyReturn)
	d.Write("20270301", fyne.KeyReturn) // the last field puts the line onto the slip
	if len(r.lines) != 1 || r.lines[0].Qty != 40 {
		t.Fatalf("lines %+v", r.lines)
	}
	byScanner(r.scanner)
	d.scan("6901234567892")
	byHand(r.scanner)
	d.Write("12")
	d.Slow = true
	d.Submit()
	d.Submit()
	d.Hurry()
	lots, err := d.Supplies().Lots(t.Context(), d.item("面包").ID)
	kittest.OK(t, err)
	if len(lots) != 1 || lots[0].Donor != "演示爱心社" || lots[0].Use != "儿童" || lots[0].Expires != (calendar.Date{Year: 2027, Month: 3, Day: 1}) || lots[0].Label != "B-01" {
		t.Fatalf("lots %+v, failed %v", lots, d.Failures)
	}
	if d.item("毛巾").Stock != 12 || len(r.lines) != 0 {
		t.Errorf("towels %d, lines %+v", d.item("毛巾").Stock, r.lines)
	}
	slips, err := d.Supplies().Slips(t.Context(), d.Clock.AddDate(0, 0, -1), supply.MoveReceive)
	kittest.OK(t, err)
	if slips[0].Items != 2 || slips[0].Qty != 52 || slips[0].Reason != "协议7号" || slips[0].Number != r.last {
		t.Errorf("slip %+v", slips[0])
	}
	d.heard("slip:received")
	r.paper.Draw = func(kit.PageSource) {}
	kit.Press(d.Window().Canvas(), "print")
	if !r.paper.Shown() {
		t.Errorf("F9 did not show the slip, failed %v", d.Failures)
	}
}

func TestWhatIsWrongWithADeliveryIsSaidAtItsField(t *testing.T) {
	d := stocked(t)
	r := d.receipt()
	problem := func(key string) string { return r.form.Item(key).Field.Base().Problem() }
	r.form.Focus("item")
	d.Write("面包", fyne.KeyReturn)
	d.Write("40")
	d.Submit()
	if problem("source") == "" || d.item("面包").Stock != 0 {
		t.Errorf("goods came in from nowhere: %q", problem("source"))
	}
	d.Write("1")
	r.form.Focus("expires")
	d.Write("20260301")
	d.Submit()
	if !strings.Contains(problem("expires"), "已过有效期") {
		t.Errorf("expired: %q", problem("expires"))
	}
	d.Fill("2027年")
	d.Submit()
	if !strings.Contains(problem("expires"), "20270301") {
		t.Errorf("no date: %q", problem("expires"))
	}
	d.Fill("")
	r.form.Focus("quantity")
	d.Fill("0")
	d.Submit()
	if !strings.Contains(problem("quantity"), "至少是1") {
		t.Errorf("none: %q", problem("quantity"))
	}
	r.form.Focus("item")
	d.Fill("")
	d.Submit()
	if !strings.Contains(problem("item"), "请选物资") {
		t.Errorf("nothing: %q", problem("item"))
	}
	if len(r.lines) != 0 || d.item("面包").Stock != 0 {
		t.Errorf("lines %+v", r.lines)
	}
}

func TestALineIsPutBackIntoTheFields(t *testing.T) {
	d := stocked(t)
	r := d.receipt()
	d.Write("1", fyne.KeyReturn)
	r.form.Focus("item")
	d.Write("面包", fyne.KeyReturn)
	d.Write("40", fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if len(r.lines) != 1 {
		t.Fatalf("lines %+v", r.lines)
	}
	d.Window().Canvas().Focus(r.table.Target())
	d.Press(fyne.KeyHome, fyne.KeyReturn)
	if len(r.lines) != 0 || r.qty.Text != "40" || r.known(r.item.Chosen()).Name != "面包" {
		t.Fatalf("lines %+v, %q", r.lines, r.qty.Text)
	}
	d.Fill("4")
	d.Submit()
	if d.item("面包").Stock != 4 {
		t.Errorf("stock %d, failed %v", d.item("面包").Stock, d.Failures)
	}
}

func TestTheReceiptFitsInEveryLook(t *testing.T) {
	d := stocked(t)
	annex := supply.Depot{Name: "北院二号库房", Active: true}
	kittest.OK(t, d.Supplies().SaveDepot(t.Context(), &annex))
	for _, look := range looks {
		look.wear(t)
		r := d.receipt()
		r.source.Choose(supply.Donation)
		r.follow()
		r.lines = []supply.Delivery{{ItemID: d.item("面包").ID, Qty: 40, Expires: calendar.Date{Year: 2027, Month: 3, Day: 1}}, {ItemID: d.item("棉衣 XXL").ID, Qty: 12}}
		r.show()
		d.fits("supplies-receipt-" + look.name)
	}
}
