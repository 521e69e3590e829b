package supply_test

import (
	"strings"
	"testing"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

func TestAllGetTheirShareOrNobodyDoes(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 5})
	var orders []supply.Order
	for range 3 {
		orders = append(orders, supply.Order{To: supply.To{StayID: arrive(t, h.Room)}, Lines: one(quilt, 2)})
	}
	_, err := h.HandOutAll(t.Context(), orders)
	if store.KindOf(err) != store.Conflict || !strings.Contains(err.Error(), "只剩5条") {
		t.Errorf("six of five: %v", err)
	}
	if left := item(t, h.Room, "棉被", "").Stock; left != 5 {
		t.Errorf("%d are left", left)
	}
	for i := range orders {
		orders[i].Lines = one(quilt, 1)
	}
	slips, err := h.HandOutAll(t.Context(), orders)
	ok(t, err)
	if len(slips) != 3 || slips[0].Number == slips[1].Number || slips[2].StayID != orders[2].StayID {
		t.Errorf("slips %+v", slips)
	}
	sound(t, h.Room)
}

func TestASlipWithALotOnTwoLinesIsNotUndoneBeyondWhatIsLeft(t *testing.T) {
	h := station(t)
	stay, quilt := arrive(t, h.Room), item(t, h.Room, "棉被", "")
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 5})
	slip, err := h.HandOut(t.Context(), supply.Order{To: supply.To{StayID: stay}, Lines: append(one(quilt, 1), one(quilt, 2)...)})
	ok(t, err)
	ok(t, h.Return(t.Context(), stay, quilt.ID, 1, "当面退回"))
	if _, err := h.TakeBackSlips(t.Context(), []string{slip.Number}, "发错了人"); store.KindOf(err) != store.Invalid {
		t.Errorf("three of two were taken back: %v", err)
	}
	if left := item(t, h.Room, "棉被", "").Stock; left != 3 {
		t.Errorf("%d are left; want 3", left)
	}
}

func TestASlipIsUndoneIntoItsVeryLotsAndOnce(t *testing.T) {
	h := station(t)
	stay, bread := arrive(t, h.Room), item(t, h.Room, "面包", "")
	soon := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 2, Expires: day("2026-12-01")})
	gift := h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 4, Source: supply.Donation, Donor: "演示爱心社", Use: "儿童"})
	slip, err := h.HandOut(t.Context(), supply.Order{To: supply.To{StayID: stay}, Lines: []supply.Line{{ItemID: bread.ID, Qty: 2}, {ItemID: bread.ID, Qty: 3, LotID: gift.ID}}})
	ok(t, err)
	if _, err := h.TakeBackSlips(t.Context(), []string{slip.Number}, " "); store.KindOf(err) != store.Invalid {
		t.Errorf("without a reason: %v", err)
	}
	back, err := h.TakeBackSlips(t.Context(), []string{slip.Number}, "发错了人")
	ok(t, err)
	if back[0].Kind != supply.MoveReturn || back[0].StayID != stay || back[0].Reason != "发错了人" {
		t.Errorf("slip %+v", back[0])
	}
	lots, err := h.LotsNamed(t.Context(), back[0].LotIDs()...)
	ok(t, err)
	if lots[soon.ID].Stock != 2 || lots[gift.ID].Stock != 4 {
		t.Errorf("lots %+v", lots)
	}
	if _, err := h.TakeBackSlips(t.Context(), []string{slip.Number}, "再退一次"); store.KindOf(err) != store.Invalid {
		t.Errorf("a second time: %v", err)
	}
	if _, err := h.TakeBackSlips(t.Context(), []string{back[0].Number}, "退错了"); store.KindOf(err) != store.Invalid {
		t.Errorf("a return: %v", err)
	}
	sound(t, h.Room)
}

func TestADeliveryComesInWholeOrNotAtAll(t *testing.T) {
	h := station(t)
	bread, quilt := item(t, h.Room, "面包", ""), item(t, h.Room, "棉被", "")
	good := supply.Delivery{ItemID: bread.ID, Qty: 30, Source: "budget", Note: "发票001"}
	bad := supply.Delivery{ItemID: quilt.ID, Qty: 3, Source: supply.Donation, Donor: "演示爱心社"}
	if _, _, err := h.TakeInAll(t.Context(), []supply.Delivery{good, bad}); store.KindOf(err) != store.Invalid {
		t.Errorf("two sources on one slip: %v", err)
	}
	if n := item(t, h.Room, "面包", "").Stock; n != 0 {
		t.Errorf("half of it came in: %d", n)
	}
	bad.Source, bad.Donor = "budget", ""
	lots, slip, err := h.TakeInAll(t.Context(), []supply.Delivery{good, bad})
	ok(t, err)
	if len(lots) != 2 || len(slip.Lines) != 2 || slip.Reason != "发票001" || lots[1].Stock != 3 {
		t.Errorf("slip %+v, lots %+v", slip, lots)
	}
	heads, err := h.Slips(t.Context(), begin.AddDate(0, 0, -1), supply.MoveReceive)
	ok(t, err)
	if len(heads) != 1 || heads[0].Number != slip.Number || heads[0].Items != 2 || heads[0].Qty != 33 {
		t.Errorf("heads %+v", heads)
	}
	none, err := h.Slips(t.Context(), begin.AddDate(0, 0, -1), supply.MoveIssue)
	ok(t, err)
	if len(none) != 0 {
		t.Errorf("issues %+v", none)
	}
	sound(t, h.Room)
}

// What the counter shows before it hands out is what it then hands out.
func TestForesightIsWhatIsHandedOut(t *testing.T) {
	h := station(t)
	stay, bread := arrive(t, h.Room), item(t, h.Room, "面包", "")
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 5, Expires: day("2026-12-20")})
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 2, Expires: day("2026-12-01")})
	h.takeIn(t, supply.Delivery{ItemID: bread.ID, Qty: 9, Source: supply.Donation, Donor: "演示爱心社", Use: "儿童"})
	lots, err := h.Lots(t.Context(), "")
	ok(t, err)
	line := supply.Line{ItemID: bread.ID, Qty: 6}
	seen, missing := supply.Foresee(lots, line, day("2026-11-24"))
	slip, err := h.HandOut(t.Context(), supply.Order{To: supply.To{StayID: stay}, Lines: []supply.Line{line}})
	ok(t, err)
	if missing != 0 || len(seen) != len(slip.Lines[0].Lots) {
		t.Fatalf("seen %+v, missing %d; handed out %+v", seen, missing, slip.Lines[0].Lots)
	}
	for i, part := range slip.Lines[0].Lots {
		if seen[i].Lot.ID != part.LotID || seen[i].Qty != -part.Qty {
			t.Errorf("part %d: seen %+v, handed out %+v", i, seen[i], part)
		}
	}
	if _, missing := supply.Foresee(lots, supply.Line{ItemID: bread.ID, Qty: 10}, day("2026-11-24")); missing != 3 {
		t.Errorf("ten of seven: %d are missing", missing)
	}
	if _, missing := supply.Foresee(lots, supply.Line{ItemID: bread.ID, Qty: 7}, day("2026-12-02")); missing != 2 {
		t.Errorf("after two expired: %d are missing", missing)
	}
}

func TestCategoriesAreTheStations(t *testing.T) {
	h := station(t)
	all, err := h.Categories(t.Context())
	ok(t, err)
	if len(all) != 2 || !all[1].Holds(item(t, h.Room, "棉被", "")) || all[1].Holds(item(t, h.Room, "口罩", "")) || !all[0].Holds(item(t, h.Room, "口罩", "")) {
		t.Errorf("categories %+v", all)
	}
	if err := h.SetCategories(t.Context(), []supply.Category{{Name: "冬衣", Kinds: []string{"nothing"}}}); store.KindOf(err) != store.Invalid {
		t.Errorf("an unknown kind: %v", err)
	}
	ok(t, h.SetCategories(t.Context(), []supply.Category{{Name: "冬衣", Kinds: []string{"coat", "shoes"}}}))
	if all, err = h.Categories(t.Context()); err != nil || len(all) != 1 || all[0].Name != "冬衣" {
		t.Errorf("categories %+v, %v", all, err)
	}
}

func TestSizesAreAddedTogether(t *testing.T) {
	h := station(t)
	coat := supply.Item{Kind: "coat", Name: "羽绒背心", Unit: "件", Active: true}
	ok(t, h.AddSizes(t.Context(), coat, []string{"M", "L"}))
	if err := h.AddSizes(t.Context(), coat, []string{"S", "L"}); store.KindOf(err) != store.Conflict {
		t.Errorf("a size that there is: %v", err)
	}
	all, err := h.Items(t.Context())
	ok(t, err)
	for _, i := range all {
		if i.Name == coat.Name && i.Size == "S" {
			t.Error("half of the sizes were added")
		}
	}
	item(t, h.Room, "羽绒背心", "L")
}
