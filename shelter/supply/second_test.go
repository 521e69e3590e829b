package supply_test

import (
	"strings"
	"testing"

	"guitu/internal/store"
	"guitu/shelter/supply"
)

func TestALossNeedsASecondPerson(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	lot := h.takeIn(t, supply.Delivery{ItemID: quilt.ID, Qty: 5})
	scrap := supply.WriteOff{Cause: "damaged", Note: "棉絮外露", Lines: []supply.Scrap{{LotID: lot.ID, Qty: 2}}}
	w, err := h.AskWriteOff(t.Context(), scrap)
	ok(t, err)
	_, err = h.ConfirmWriteOff(t.Context(), w.ID)
	refused(t, err, store.Forbidden)
	if got := item(t, h.Room, "棉被", "").Stock; got != 5 {
		t.Errorf("stock = %d before anybody confirmed", got)
	}
	slip, err := h.keeper.ConfirmWriteOff(t.Context(), w.ID)
	ok(t, err)
	ledger, err := h.Ledger(t.Context(), quilt.ID)
	ok(t, err)
	last := ledger[0]
	if slip.Number != "BS2026-00001" || last.Kind != supply.MoveWriteOff || last.Balance != 3 || last.Reason != "破损：棉絮外露" ||
		last.Actor != h.Session.Account().ID || last.Second != h.keeper.Session.Account().ID {
		t.Errorf("slip %s, line %+v", slip.Number, last)
	}
	_, err = h.keeper.ConfirmWriteOff(t.Context(), w.ID)
	refused(t, err, store.Conflict)

	other, err := h.AskWriteOff(t.Context(), scrap)
	ok(t, err)
	refused(t, h.DropWriteOff(t.Context(), other.ID, " "), store.Invalid)
	ok(t, h.DropWriteOff(t.Context(), other.ID, "还能缝补"))
	_, err = h.keeper.ConfirmWriteOff(t.Context(), other.ID)
	refused(t, err, store.Conflict)
	waiting, err := h.WriteOffs(t.Context(), supply.Asked)
	ok(t, err)
	if len(waiting) != 0 {
		t.Errorf("waiting = %+v", waiting)
	}
	for _, bad := range []supply.WriteOff{{Cause: "damaged"}, {Cause: "eaten", Lines: scrap.Lines}, {Cause: "other", Lines: scrap.Lines},
		{Cause: "damp", Lines: append(scrap.Lines, scrap.Lines...)}} {
		_, err := h.AskWriteOff(t.Context(), bad)
		refused(t, err, store.Invalid)
	}
	sound(t, h.Room)
}

func TestAStockTakeIsApprovedByOtherEyes(t *testing.T) {
	h := station(t)
	stay, quilt, mask := arrive(t, h.Room), item(t, h.Room, "棉被", ""), item(t, h.Room, "口罩", "")
	ok(t, h.Receive(t.Context(), quilt.ID, 30, "budget"))
	ok(t, h.Receive(t.Context(), quilt.ID, 10, "donation"))
	take, err := h.BeginStockTake(t.Context(), "", quilt.ID, mask.ID)
	ok(t, err)
	_, err = h.keeper.BeginStockTake(t.Context(), "")
	refused(t, err, store.Conflict)
	_, err = h.keeper.ApproveStockTake(t.Context(), take.ID)
	refused(t, err, store.Conflict) // nothing was counted
	_, err = h.Count(t.Context(), take.ID, quilt.ID, 5)
	ok(t, err)
	_, err = h.Count(t.Context(), take.ID, mask.ID, 2)
	ok(t, err)

	// What is handed out after the count makes no difference.
	_, err = h.Issue(t.Context(), stay, one(quilt, 3))
	ok(t, err)
	_, err = h.keeper.ApproveStockTake(t.Context(), take.ID)
	refused(t, err, store.Invalid)
	if !strings.Contains(err.Error(), "口罩") && !strings.Contains(err.Error(), "棉被") {
		t.Errorf("the clerk reads %q", err)
	}
	ok(t, h.Explain(t.Context(), take.ID, quilt.ID, "受潮处理后未登记"))
	ok(t, h.Explain(t.Context(), take.ID, mask.ID, "捐赠未登记"))
	_, err = h.ApproveStockTake(t.Context(), take.ID)
	refused(t, err, store.Forbidden)
	refused(t, h.Adjust(t.Context(), quilt.ID, 36, "顺手更正"), store.Conflict)
	slip, err := h.keeper.ApproveStockTake(t.Context(), take.ID)
	ok(t, err)
	if got := item(t, h.Room, "棉被", "").Stock; got != 2 || item(t, h.Room, "口罩", "").Stock != 2 || slip.Number != "PD2026-00001" {
		t.Errorf("quilts = %d, slip %s", got, slip.Number)
	}
	done, err := h.StockTake(t.Context(), take.ID)
	ok(t, err)
	if done.State != supply.Approved || done.Slip != slip.Number || done.DecidedBy != h.keeper.Session.Account().ID {
		t.Errorf("stock-take = %+v", done)
	}
	_, err = h.Count(t.Context(), take.ID, quilt.ID, 5)
	refused(t, err, store.Conflict)
	sound(t, h.Room)
}

// Who counted does not approve either, even if somebody else began.
func TestWhoCountedDoesNotApprove(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	take, err := h.BeginStockTake(t.Context(), "", quilt.ID)
	ok(t, err)
	_, err = h.keeper.Count(t.Context(), take.ID, quilt.ID, 0)
	ok(t, err)
	_, err = h.keeper.ApproveStockTake(t.Context(), take.ID)
	refused(t, err, store.Forbidden)
	refused(t, h.DropStockTake(t.Context(), take.ID, ""), store.Invalid)
	ok(t, h.DropStockTake(t.Context(), take.ID, "改天再盘"))
	_, err = h.BeginStockTake(t.Context(), "", quilt.ID)
	ok(t, err)
}

func TestOnePersonCorrectsAFewInADayOnly(t *testing.T) {
	h := station(t)
	quilt := item(t, h.Room, "棉被", "")
	ok(t, h.Receive(t.Context(), quilt.ID, 10, "budget"))
	refused(t, h.Adjust(t.Context(), quilt.ID, 6, "少了"), store.Conflict)
	ok(t, h.Adjust(t.Context(), quilt.ID, 8, "少了"))
	refused(t, h.Adjust(t.Context(), quilt.ID, 6, "又少了"), store.Conflict)
	h.at(begin.AddDate(0, 0, 1))
	ok(t, h.Adjust(t.Context(), quilt.ID, 6, "又少了"))
	ok(t, h.SetAdjustAlone(t.Context(), 0))
	h.at(begin.AddDate(0, 0, 2))
	refused(t, h.Adjust(t.Context(), quilt.ID, 5, "又少了"), store.Conflict)
}
