package supply_test

import (
	"regexp"
	"sync"
	"testing"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

func arrive(t testing.TB, r *supply.Room) string {
	t.Helper()
	desk := &intake.Desk{Session: r.Session}
	draft, err := desk.NewDraft(t.Context())
	ok(t, err)
	draft.Arrival = intake.Arrival{CameBy: "self", Sex: "1"}
	stay, err := desk.Register(t.Context(), draft)
	ok(t, err)
	return stay.ID
}

func item(t testing.TB, r *supply.Room, name, size string) supply.Item {
	t.Helper()
	all, err := r.Items(t.Context())
	ok(t, err)
	for _, i := range all {
		if i.Name == name && i.Size == size {
			return i
		}
	}
	t.Fatalf("no item %s %s", name, size)
	return supply.Item{}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, kind store.Kind) {
	t.Helper()
	if store.KindOf(err) != kind {
		t.Fatalf("err = %v; want kind %d", err, kind)
	}
}

func TestBeddingIsHandedOutOnASlip(t *testing.T) {
	r := room(t)
	stay := arrive(t, r)
	quilt, coat := item(t, r, "棉被", ""), item(t, r, "棉衣", "XL")
	ok(t, r.Receive(t.Context(), quilt.ID, 21, "budget"))
	ok(t, r.Receive(t.Context(), coat.ID, 2, "donation"))
	if item(t, r, "棉被", "").Low() {
		t.Error("21 quilts are called low at a reorder point of 20")
	}

	slip, err := r.Issue(t.Context(), stay, []supply.Line{{ItemID: quilt.ID, Qty: 1}, {ItemID: coat.ID, Qty: 1}})
	ok(t, err)
	if slip.Number != "FF2026-00001" || len(slip.Lines) != 2 {
		t.Errorf("slip = %+v", slip)
	}
	if got := item(t, r, "棉被", ""); got.Stock != 20 || !got.Low() {
		t.Errorf("quilts = %+v; want 20, low", got)
	}
	ok(t, r.Return(t.Context(), stay, quilt.ID, 1, "离站退回"))
	refused(t, r.Return(t.Context(), stay, quilt.ID, 1, ""), store.Invalid)
	issued, err := r.IssuedTo(t.Context(), stay)
	ok(t, err)
	if len(issued) != 1 || issued[0].Item.Name != "棉衣" || issued[0].Qty != 1 {
		t.Errorf("issued = %+v; want the coat", issued)
	}
}

// What does not suffice for all lines is not handed out in part, and its
// number is drawn again.
func TestASlipIsWholeOrNotAtAll(t *testing.T) {
	r := room(t)
	stay := arrive(t, r)
	quilt, coat := item(t, r, "棉被", ""), item(t, r, "棉衣", "S")
	ok(t, r.Receive(t.Context(), quilt.ID, 5, "budget"))
	_, err := r.Issue(t.Context(), stay, []supply.Line{{ItemID: quilt.ID, Qty: 1}, {ItemID: coat.ID, Qty: 1}})
	refused(t, err, store.Conflict)
	if got := err.Error(); got != "“棉衣 S”只剩0件，不够这次发放。请减少数量或先入库。" {
		t.Errorf("the clerk reads %q", got)
	}
	if got := item(t, r, "棉被", "").Stock; got != 5 {
		t.Errorf("quilts = %d; want 5", got)
	}
	slip, err := r.Issue(t.Context(), stay, []supply.Line{{ItemID: quilt.ID, Qty: 1}})
	ok(t, err)
	if slip.Number != "FF2026-00001" {
		t.Errorf("number = %s; want the first", slip.Number)
	}
}

// Thirty-two desks want the last five quilts.
func TestStockNeverFallsBelowZero(t *testing.T) {
	r := room(t)
	stay, quilt := arrive(t, r), item(t, r, "棉被", "")
	ok(t, r.Receive(t.Context(), quilt.ID, 5, "allotted"))
	results := make([]error, 32)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() { _, results[i] = r.Issue(t.Context(), stay, []supply.Line{{ItemID: quilt.ID, Qty: 1}}) })
	}
	wg.Wait()
	given := 0
	for _, err := range results {
		if err == nil {
			given++
			continue
		}
		refused(t, err, store.Conflict)
		if !regexp.MustCompile(`只剩0条`).MatchString(err.Error()) {
			t.Errorf("the loser reads %q; want how many are left", err)
		}
	}
	if got := item(t, r, "棉被", "").Stock; given != 5 || got != 0 {
		t.Errorf("%d given, %d left; want 5 and 0", given, got)
	}
}

func TestTheLedgerTellsWhereEveryQuiltWent(t *testing.T) {
	r := room(t)
	stay, quilt := arrive(t, r), item(t, r, "棉被", "")
	ok(t, r.Receive(t.Context(), quilt.ID, 10, "budget"))
	_, err := r.Issue(t.Context(), stay, []supply.Line{{ItemID: quilt.ID, Qty: 2}})
	ok(t, err)
	refused(t, r.Adjust(t.Context(), quilt.ID, 7, ""), store.Invalid)
	ok(t, r.Adjust(t.Context(), quilt.ID, 7, "一条被老鼠咬坏，报废"))
	ok(t, r.Adjust(t.Context(), quilt.ID, 7, ""))
	ledger, err := r.Ledger(t.Context(), quilt.ID)
	ok(t, err)
	var kinds []string
	for _, m := range ledger {
		kinds = append(kinds, m.Kind)
	}
	if len(ledger) != 3 || ledger[0].Kind != supply.MoveAdjust || ledger[0].Balance != 7 || ledger[2].Source != "budget" {
		t.Errorf("ledger = %v %+v; want adjust, issue, receive and 7 left", kinds, ledger)
	}
	err = r.Session.Write(t.Context(), access.StockSupplies, func(tx *access.Tx) error {
		_, err := tx.Exec(`DELETE FROM supply_move`)
		return err
	})
	if err == nil {
		t.Error("a row of the ledger was deleted")
	}
}
