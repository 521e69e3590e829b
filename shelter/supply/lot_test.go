package supply_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// takeIn takes goods in and returns their lot.
func (h *house) takeIn(t testing.TB, d supply.Delivery) supply.Lot {
	t.Helper()
	if d.Source == "" {
		d.Source = "budget"
	}
	lot, _, err := h.TakeIn(t.Context(), d)
	ok(t, err)
	return lot
}

func one(i supply.Item, n int) []supply.Line { return []supply.Line{{ItemID: i.ID, Qty: n}} }

func TestWhatExpiresFirstGoesFirst(t *testing.T) {
	h := station(t)
	stay, bread := arrive(t, h.Room), item(t, h.Room, "面包", "")
	late := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 5, Expires: day("2026-12-20")})
	never := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 5})
	soon := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 3, Expires: day("2026-11-24")}) // good until tonight
	slip, err := h.Issue(t.Context(), stay, one(bread, 9))
	ok(t, err)
	want := []supply.LotPart{{LotID: soon.ID, Qty: -3}, {LotID: late.ID, Qty: -5}, {LotID: never.ID, Qty: -1}}
	if len(slip.Lines) != 1 || slip.Lines[0].Qty != 9 || len(slip.Lines[0].Lots) != 3 {
		t.Fatalf("slip = %+v", slip)
	}
	for i, part := range slip.Lines[0].Lots {
		if part != want[i] {
			t.Errorf("part %d = %+v; want %+v", i, part, want[i])
		}
	}
	read, err := h.Slip(t.Context(), slip.Number)
	ok(t, err)
	if read.StayID != stay || len(read.Lines) != 1 || read.Lines[0].Qty != 9 {
		t.Errorf("read = %+v", read)
	}

	// What comes back lies where it came from.
	back, err := h.TakeBack(t.Context(), supply.To{StayID: stay}, supply.Line{ItemID: bread.ID, Qty: 2}, "没吃")
	ok(t, err)
	if lots := back.Lines[0].Lots; len(lots) != 2 || lots[0] != (supply.LotPart{LotID: never.ID, Qty: 1}) || lots[1] != (supply.LotPart{LotID: late.ID, Qty: 1}) {
		t.Errorf("back into %+v", lots)
	}
	sound(t, h.Room)
}

func TestWhatHasExpiredIsNeverHandedOut(t *testing.T) {
	h := station(t)
	stay, bread := arrive(t, h.Room), item(t, h.Room, "面包", "")
	lot := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 5, Expires: day("2026-11-30")})
	h.at(begin.AddDate(0, 0, 7))
	_, err := h.Issue(t.Context(), stay, one(bread, 1))
	refused(t, err, store.Conflict)
	if !strings.Contains(err.Error(), "另有5个已过有效期") || !strings.Contains(err.Error(), "报损") {
		t.Errorf("the clerk reads %q", err)
	}
	_, err = h.Issue(t.Context(), stay, []supply.Line{{ItemID: bread.ID, Qty: 1, LotID: lot.ID}})
	refused(t, err, store.Conflict)
	_, _, err = h.TakeIn(t.Context(), supply.Delivery{ItemID: bread.ID, Qty: 1, Source: "budget", Expires: day("2026-11-30")})
	refused(t, err, store.Invalid)
	expiring, err := h.Expiring(t.Context(), 0)
	ok(t, err)
	if len(expiring) != 1 || !expiring[0].Expired(calendar.On(h.now)) {
		t.Errorf("expiring = %+v", expiring)
	}
}

func TestAGiftForAUseIsHandedOutByItsLotOnly(t *testing.T) {
	h := station(t)
	stay, milk := arrive(t, h.Room), item(t, h.Room, "奶粉", "")
	gift := h.takeIn(t, supply.Delivery{ItemID: milk.ID, Qty: 4, Source: supply.Donation, Donor: "演示热心市民", Use: "仅供婴幼儿"})
	_, err := h.Issue(t.Context(), stay, one(milk, 1))
	refused(t, err, store.Conflict)
	if !strings.Contains(err.Error(), "定向捐赠") {
		t.Errorf("the clerk reads %q", err)
	}
	_, err = h.Issue(t.Context(), stay, []supply.Line{{ItemID: milk.ID, Qty: 1, LotID: gift.ID}})
	ok(t, err)
	lots, err := h.Lots(t.Context(), milk.ID)
	ok(t, err)
	if len(lots) != 1 || lots[0].Donor != "演示热心市民" || lots[0].Use != "仅供婴幼儿" || lots[0].Stock != 3 {
		t.Errorf("lots = %+v", lots)
	}
	_, _, err = h.TakeIn(t.Context(), supply.Delivery{ItemID: milk.ID, Qty: 1, Source: "budget", Donor: "演示热心市民"})
	refused(t, err, store.Invalid)
	v, err := h.Session.Verify(t.Context(), nil)
	ok(t, err)
	for _, f := range v.Findings {
		t.Error(f)
	}
}

func TestARoomIsGivenSoapAndGivesItBack(t *testing.T) {
	h := station(t)
	mask, where := item(t, h.Room, "口罩", ""), supply.To{RoomID: h.rooms(t)[0]}
	ok(t, h.Receive(t.Context(), mask.ID, 20, "budget"))
	_, err := h.HandOut(t.Context(), supply.Order{To: where, Lines: one(mask, 10)})
	ok(t, err)
	_, err = h.TakeBack(t.Context(), where, supply.Line{ItemID: mask.ID, Qty: 11}, "")
	refused(t, err, store.Invalid)
	_, err = h.TakeBack(t.Context(), where, supply.Line{ItemID: mask.ID, Qty: 4}, "")
	ok(t, err)
	in, err := h.IssuedIn(t.Context(), where.RoomID)
	ok(t, err)
	if len(in) != 1 || in[0].Qty != 6 {
		t.Errorf("in the room = %+v", in)
	}
	_, err = h.HandOut(t.Context(), supply.Order{To: supply.To{RoomID: "no such room"}, Lines: one(mask, 1)})
	refused(t, err, store.NotFound)
	_, err = h.HandOut(t.Context(), supply.Order{Lines: one(mask, 1)})
	refused(t, err, store.Invalid)
}

func TestGoodsMoveBetweenDepotsAndKeepWhatIsKnownOfThem(t *testing.T) {
	h := station(t)
	bread := item(t, h.Room, "面包", "")
	lot := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 10, Source: supply.Donation, Donor: "演示面包房", Expires: day("2026-12-01")})
	west := supply.Depot{Name: "西库", Active: true}
	ok(t, h.SaveDepot(t.Context(), &west))
	refused(t, h.SaveDepot(t.Context(), &supply.Depot{Name: "西库", Active: true}), store.Conflict)
	_, err := h.Transfer(t.Context(), lot.ID, west.ID, 11, "")
	refused(t, err, store.Conflict)
	_, err = h.Transfer(t.Context(), lot.ID, lot.Depot.ID, 1, "")
	refused(t, err, store.Invalid)
	slip, err := h.Transfer(t.Context(), lot.ID, west.ID, 4, "")
	ok(t, err)
	if slip.Number != "DB2026-00001" || slip.Lines[0].Qty != 4 {
		t.Errorf("slip = %+v", slip)
	}
	_, err = h.Transfer(t.Context(), lot.ID, west.ID, 1, "")
	ok(t, err)
	lots, err := h.Lots(t.Context(), bread.ID)
	ok(t, err)
	if len(lots) != 2 {
		t.Fatalf("lots = %+v; want one a depot", lots)
	}
	for _, l := range lots {
		if l.Stock != 5 || l.Donor != "演示面包房" || l.Expires != day("2026-12-01") || l.OriginID != lot.ID {
			t.Errorf("lot = %+v", l)
		}
	}
	if got := item(t, h.Room, "面包", "").Stock; got != 10 {
		t.Errorf("stock = %d", got)
	}
	sound(t, h.Room)
}

func TestAScannerFindsTheItem(t *testing.T) {
	h := station(t)
	water := item(t, h.Room, "饮用水", "")
	water.Barcode = "６９０１２３４５６７８９２\r" // typed through an input method
	ok(t, h.SaveItem(t.Context(), &water))
	got, err := h.Scan(t.Context(), " 6901234567892\n")
	ok(t, err)
	if got.ID != water.ID {
		t.Errorf("found %s", got.Name)
	}
	towel := item(t, h.Room, "毛巾", "")
	towel.Barcode = "6901234567892"
	err = h.SaveItem(t.Context(), &towel)
	refused(t, err, store.Conflict)
	if !strings.Contains(err.Error(), "饮用水") {
		t.Errorf("the clerk reads %q", err)
	}
	_, err = h.Scan(t.Context(), "6900000000000")
	refused(t, err, store.NotFound)
	_, err = h.Scan(t.Context(), "")
	refused(t, err, store.Invalid)
}

// Two desks want the last quilt, many times over.
func TestTheLastQuiltIsGivenOnce(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	desks := []*supply.Room{h.Room, h.keeper}
	stays := []string{arrive(t, h.Room), arrive(t, h.keeper)}
	for range 20 {
		ok(t, h.Receive(t.Context(), quilt.ID, 1, "budget"))
		var results [2]error
		var both sync.WaitGroup
		for i := range desks {
			both.Go(func() { _, results[i] = desks[i].Issue(context.Background(), stays[i], one(quilt, 1)) })
		}
		both.Wait()
		if (results[0] == nil) == (results[1] == nil) {
			t.Fatalf("given to %v and %v; want one", results[0], results[1])
		}
		for _, err := range results {
			if err != nil {
				refused(t, err, store.Conflict)
			}
		}
	}
	sound(t, h.Room)
}

// Behind the back of the program nothing is taken out of a lot that is not
// there, and no line of the ledger is changed.
func TestTheDatabaseKeepsThePromises(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	lot := h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 2})
	for _, statement := range []string{`UPDATE supply_lot SET stock = -1`, `UPDATE supply_item SET stock = -1`, `UPDATE supply_move SET quantity = 5`,
		`DELETE FROM supply_move`, `DELETE FROM supply_lot`} {
		if err := h.Session.Write(t.Context(), "", func(tx *access.Tx) error { _, err := tx.Exec(statement); return err }); err == nil {
			t.Errorf("%s went through", statement)
		}
	}
	ok(t, h.Session.Write(t.Context(), "", func(tx *access.Tx) error {
		_, err := tx.Exec(`UPDATE supply_lot SET stock = 3 WHERE id = $1`, lot.ID)
		return err
	}))
	check, err := h.Verify(t.Context())
	ok(t, err)
	if len(check.Findings) != 2 { // the lot against the ledger, the item against the lot
		t.Errorf("findings = %v", check.Findings)
	}
}

// Two lines of one item, as a scanner makes them, do not count on the same
// bread.
func TestTwoLinesOfOneItemShareItsLots(t *testing.T) {
	h := station(t)
	stay, bread := arrive(t, h.Room), item(t, h.Room, "面包", "")
	first := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 2, Expires: day("2026-11-30")})
	second := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 2})
	_, err := h.Issue(t.Context(), stay, append(one(bread, 3), one(bread, 2)...))
	refused(t, err, store.Conflict)
	if !strings.Contains(err.Error(), "只剩1个") {
		t.Errorf("the clerk reads %q", err)
	}
	slip, err := h.Issue(t.Context(), stay, append(one(bread, 1), one(bread, 2)...))
	ok(t, err)
	want := []supply.LotPart{{LotID: first.ID, Qty: -1}, {LotID: first.ID, Qty: -1}, {LotID: second.ID, Qty: -1}}
	if len(slip.Lines) != 1 || slip.Lines[0].Qty != 3 || !slices.Equal(slip.Lines[0].Lots, want) {
		t.Errorf("slip = %+v", slip.Lines)
	}
}
