package person

import (
	"strings"
	"testing"

	"guitu/shelter/supply"
	"guitu/ui/kit/kittest"
)

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
