package supply_test

import (
	"strings"
	"testing"
	"time"

	"guitu/internal/access"
	"guitu/shelter/supply"
)

func TestGiftsOfAMonthNameTheirDonors(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 30, Source: "budget"})
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 10, Source: supply.Donation, Donor: "演示公司", Use: "仅供儿童"})
	h.at(begin.AddDate(0, 1, 0))
	h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 5, Source: supply.Donation, Donor: "演示居民"})
	gifts, err := h.Gifts(t.Context(), 2026, time.November, "")
	ok(t, err)
	if len(gifts) != 1 || gifts[0].Lot.Donor != "演示公司" || gifts[0].Lot.Use != "仅供儿童" || gifts[0].Given != 10 || gifts[0].Lot.Item.ID != quilt.ID || !strings.HasPrefix(gifts[0].Slip, "RK") {
		t.Errorf("gifts = %+v", gifts)
	}
	none, err := h.Gifts(t.Context(), 2026, time.November, "elsewhere")
	ok(t, err)
	if len(none) != 0 {
		t.Errorf("another depot was given %+v", none)
	}
}

func TestAMonthListsItsReceipts(t *testing.T) {
	h := station(t)
	stay := arrive(t, h.Room)
	paid, err := h.ShortFare(t.Context(), stay, 500, "bus")
	ok(t, err)
	h.at(begin.AddDate(0, 1, 0))
	_, err = h.FareBack(t.Context(), paid.ID)
	ok(t, err)
	november, err := h.FaresIn(t.Context(), 2026, time.November)
	ok(t, err)
	december, err := h.FaresIn(t.Context(), 2026, time.December)
	ok(t, err)
	if len(november) != 1 || november[0].ID != paid.ID || len(december) != 1 || december[0].BackOf != paid.ID {
		t.Errorf("november %+v, december %+v", november, december)
	}
}

// A receipt that was drawn and is not there any more: the books do not agree.
func TestAMissingReceiptIsFound(t *testing.T) {
	h := station(t)
	stay := arrive(t, h.Room)
	_, err := h.ShortFare(t.Context(), stay, 500, "bus")
	ok(t, err)
	sound(t, h.Room)
	ok(t, h.Session.Write(t.Context(), "", func(tx *access.Tx) error {
		_, err := tx.NextNumber("supply.fare", 2026)
		return err
	}))
	check, err := h.Verify(t.Context())
	ok(t, err)
	if len(check.Findings) != 1 || !strings.Contains(check.Findings[0].Text, "车费收据应有") {
		t.Errorf("findings %v", check.Findings)
	}
}

func TestAListOfStockTakesSaysHowFarTheyAre(t *testing.T) {
	h := station(t)
	quilt, pillow := item(t, h.Room, "棉被", ""), item(t, h.Room, "枕头", "")
	ok(t, h.Receive(t.Context(), quilt.ID, 10, "budget"))
	take, err := h.BeginStockTake(t.Context(), "", quilt.ID, pillow.ID)
	ok(t, err)
	_, err = h.Count(t.Context(), take.ID, quilt.ID, 9)
	ok(t, err)
	all, err := h.StockTakes(t.Context())
	ok(t, err)
	if len(all) != 1 || all[0].Items != 2 || all[0].Done != 1 || all[0].Differ != 1 || len(all[0].Lines) != 0 {
		t.Errorf("stock-takes %+v", all)
	}
}

// Somebody who goes past the triggers rewrites what was left after a line, or
// gives the line to the lot of another item.
func TestALineThatWasRewrittenIsFound(t *testing.T) {
	for _, how := range []string{
		`UPDATE supply_move SET balance = balance + 1 WHERE seq = 2`,
		`UPDATE supply_move SET item_id = (SELECT item_id FROM supply_move WHERE seq = 1) WHERE seq = 3`,
	} {
		h := station(t)
		quilt, mask := item(t, h.Room, "棉被", ""), item(t, h.Room, "口罩", "")
		ok(t, h.Receive(t.Context(), quilt.ID, 10, "budget"))
		ok(t, h.Receive(t.Context(), quilt.ID, 5, "budget"))
		ok(t, h.Receive(t.Context(), mask.ID, 15, "budget"))
		sound(t, h.Room)
		ok(t, h.Session.Write(t.Context(), "", func(tx *access.Tx) error {
			if _, err := tx.Exec(`DROP TRIGGER supply_move_no_update`); err != nil {
				return err
			}
			_, err := tx.Exec(how)
			return err
		}))
		check, err := h.Verify(t.Context())
		ok(t, err)
		if len(check.Findings) == 0 || !strings.Contains(check.Findings[0].Text, "结存") || check.Findings[0].Args["Item"] != "棉被" {
			t.Errorf("%s: findings %v", how, check.Findings)
		}
	}
}
