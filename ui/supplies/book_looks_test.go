package supplies

import (
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// furnished is a station in which there is something to show in each section
// of the books.
func furnished(t *testing.T) *desk {
	t.Helper()
	d := stocked(t)
	stay := d.arrive("赵演示")
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 8}, {ItemID: d.item("枕头").ID, Qty: 2}})
	kittest.OK(t, err)
	d.takeIn(supply.Delivery{ItemID: d.item("棉被").ID, Qty: 5, Source: supply.Donation, Donor: "演示爱心企业有限公司", Use: "仅供老人"})
	today := calendar.On(d.Clock)
	kittest.OK(t, d.Supplies().SetColdWaves(t.Context(), []supply.ColdWave{{Name: "2026年11月强寒潮", From: today.AddDays(-3), To: today.AddDays(3)}}))
	_, err = d.Supplies().ShortFare(t.Context(), stay.ID, 450, "country")
	kittest.OK(t, err)
	paid, err := d.Supplies().ShortFare(t.Context(), stay.ID, 1200, "bus")
	kittest.OK(t, err)
	_, err = d.Supplies().FareBack(t.Context(), paid.ID)
	kittest.OK(t, err)
	take, err := d.Supplies().BeginStockTake(t.Context(), "")
	kittest.OK(t, err)
	take, err = d.Supplies().Count(t.Context(), take.ID, d.item("枕头").ID, 8)
	kittest.OK(t, err)
	_, err = d.Supplies().Count(t.Context(), take.ID, d.item("棉被").ID, 5)
	kittest.OK(t, err)
	return d
}

func TestTheBooksFitInEveryLook(t *testing.T) {
	d := furnished(t)
	look := func(name string) {
		page := func(id string) fyne.CanvasObject { return d.open(id).Content() }
		d.Fits(page(sectionForecast), "books-forecast-"+name)
		d.Fits(page(sectionBook), "books-month-"+name)
		d.Fits(page(sectionFares), "books-fares-"+name)
		p := d.open(sectionTakes)
		takes := p.Room().Desk.(*stockTakes)
		if takes.count != nil {
			takes.toList()
		}
		d.Fits(p.Content(), "books-takes-"+name)
		takes.begin()
		takes.top().form.Item("scope").Field.(*kit.Choice).Choose(scopeSome)
		takes.top().form.Item("scope").Field.(*kit.Choice).OnChanged()
		d.Fits(p.Content(), "books-begin-"+name)
		takes.toList()
		d.Press(fyne.KeyHome, fyne.KeyReturn)
		takes.count.goTo(d.item("棉被").ID)
		d.Fits(p.Content(), "books-count-"+name)
		takes.toList()
	}
	d.InEveryLook(look)
	kittest.Wear(true, false)
	look("dark")
}
