package supply_test

import (
	"strings"
	"testing"
	"time"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

func TestAMonthIsReadWithGiftsApart(t *testing.T) {
	h := station(t)
	stay, quilt := arrive(t, h.Room), item(t, h.Room, "棉被", "")
	bought := h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 30})
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 10, Source: supply.Donation, Donor: "演示公司"})
	h.at(time.Date(2026, 12, 5, 9, 0, 0, 0, begin.Location()))
	_, err := h.Issue(t.Context(), stay, one(quilt, 4))
	ok(t, err)
	ok(t, h.Return(t.Context(), stay, quilt.ID, 1, "离站退回"))
	w, err := h.keeper.AskWriteOff(t.Context(), supply.WriteOff{Cause: "damaged", Lines: []supply.Scrap{{LotID: bought.ID, Qty: 2}}})
	ok(t, err)
	_, err = h.ConfirmWriteOff(t.Context(), w.ID)
	ok(t, err)
	west := supply.Depot{Name: "西库", Active: true}
	ok(t, h.SaveDepot(t.Context(), &west))
	_, err = h.Transfer(t.Context(), bought.ID, west.ID, 5, "")
	ok(t, err)
	h.at(time.Date(2027, 1, 2, 9, 0, 0, 0, begin.Location()))
	ok(t, h.Receive(t.Context(), quilt.ID, 100, "budget")) // after the month

	book, err := h.MonthBook(t.Context(), 2026, time.December, "")
	ok(t, err)
	want := []supply.BookLine{{Source: "budget", Opening: 30, Issued: -4, Returned: 1, WrittenOff: -2, Closing: 25}, {Source: "donation", Opening: 10, Closing: 10}}
	if len(book.Lines) != 2 || len(book.Donated()) != 1 {
		t.Fatalf("book = %+v", book.Lines)
	}
	for i, l := range book.Lines {
		w := want[i]
		if l.Item.ID != quilt.ID || l.Source != w.Source || l.Opening != w.Opening || l.Received != 0 || l.Issued != w.Issued || l.Returned != w.Returned ||
			l.WrittenOff != w.WrittenOff || l.Closing != w.Closing {
			t.Errorf("line %d = %+v; want %+v", i, l, w)
		}
	}
	of, err := h.MonthBook(t.Context(), 2026, time.December, west.ID)
	ok(t, err)
	if len(of.Lines) != 1 || of.Lines[0].MovedIn != 5 || of.Lines[0].Closing != 5 || of.Lines[0].Opening != 0 {
		t.Errorf("the depot's book = %+v", of.Lines)
	}
	november, err := h.MonthBook(t.Context(), 2026, time.November, "")
	ok(t, err)
	if l := november.Lines[0]; l.Opening != 0 || l.Received != 30 || l.Closing != 30 {
		t.Errorf("November = %+v", l)
	}
	_, err = h.MonthBook(t.Context(), 2026, 13, "")
	refused(t, err, store.Invalid)
}

func TestTheLastColdWaveTellsWhatTheNextNeeds(t *testing.T) {
	h := station(t)
	_, err := h.Forecast(t.Context(), 10)
	refused(t, err, store.NotFound)
	stay, quilt := arrive(t, h.Room), item(t, h.Room, "棉被", "")
	ok(t, h.Receive(t.Context(), quilt.ID, 100, "budget"))
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 50, Source: supply.Donation, Donor: "演示公司", Use: "仅供未成年人"})
	_, err = h.Issue(t.Context(), stay, one(quilt, 45))
	ok(t, err)
	ok(t, h.Return(t.Context(), stay, quilt.ID, 5, "离站退回"))
	refused(t, h.SetColdWaves(t.Context(), []supply.ColdWave{{Name: "倒着的", From: day("2026-11-26"), To: day("2026-11-23")}}), store.Invalid)
	ok(t, h.SetColdWaves(t.Context(), []supply.ColdWave{{Name: "11月寒潮", From: day("2026-11-23"), To: day("2026-11-26")}, {Name: "没有记录", From: day("2020-01-01"), To: day("2020-01-05")}}))
	h.at(begin.AddDate(0, 0, 20))
	f, err := h.Forecast(t.Context(), 10)
	ok(t, err)
	if len(f.Waves) != 1 || len(f.Lines) != 1 {
		t.Fatalf("forecast = %+v", f)
	}
	// 40 in four days: 10 a day, 100 in ten; 60 are there for any use.
	if n := f.Lines[0]; n.PerDay != 10 || n.Need != 100 || n.Usable != 60 || n.Shortfall != 40 || n.Order != 40+quilt.Reorder {
		t.Errorf("need = %+v", n)
	}
}

func TestFareStaysWithinTheLimit(t *testing.T) {
	h := station(t)
	stay := arrive(t, h.Room)
	first, err := h.ShortFare(t.Context(), stay, 1200, "bus")
	ok(t, err)
	_, err = h.ShortFare(t.Context(), stay, 900, "metro")
	refused(t, err, store.Invalid)
	if got := err.Error(); !strings.Contains(got, "最多20元，已发12元") || !strings.Contains(got, "132号") {
		t.Errorf("the clerk reads %q", got)
	}
	_, err = h.ShortFare(t.Context(), stay, 800, "metro")
	ok(t, err)
	if first.Number != "CF2026-00001" {
		t.Errorf("receipt %s", first.Number)
	}
	_, err = h.FareBack(t.Context(), first.ID)
	ok(t, err)
	_, err = h.FareBack(t.Context(), first.ID)
	refused(t, err, store.Conflict)
	month, err := h.FareMonth(t.Context(), 2026, time.November)
	ok(t, err)
	if month != (supply.FareMonth{Receipts: 2, Stays: 1, OutFen: 2000, BackFen: 1200}) || month.NetFen() != 800 {
		t.Errorf("month = %+v", month)
	}
	ok(t, h.SetFareRule(t.Context(), supply.FareRule{LimitFen: 3000, Article: "演示市民政局通知"}))
	_, err = h.ShortFare(t.Context(), stay, 2200, "bus")
	ok(t, err)
	_, err = h.ShortFare(t.Context(), stay, 100, "plane")
	refused(t, err, store.Invalid)
	fares, err := h.Fares(t.Context(), stay)
	ok(t, err)
	if len(fares) != 4 || fares[3].Rule.Article != "演示市民政局通知" {
		t.Errorf("fares = %+v", fares)
	}
}

func TestTheBalanceTellsWhatMayBeHandedOut(t *testing.T) {
	h := station(t)
	bread := item(t, h.Room, "面包", "")
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 3, Expires: day("2026-11-25")})
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 5, Expires: day("2026-12-25")})
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 7, Source: supply.Donation, Donor: "演示公司", Use: "仅供儿童"})
	h.at(begin.AddDate(0, 0, 3))
	all, err := h.Balance(t.Context())
	ok(t, err)
	for _, b := range all {
		if b.Item.ID == bread.ID && (b.Item.Stock != 15 || b.Usable != 5 || b.Expired != 3 || b.Reserved != 7 || b.BySource["budget"] != 8 || b.NextExpiry != day("2026-12-25")) {
			t.Errorf("balance = %+v", b)
		}
	}
}
