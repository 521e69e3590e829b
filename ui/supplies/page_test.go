package supplies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestThePageFitsInEveryLook(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	kittest.OK(t, d.Supplies().Receive(t.Context(), d.item("毛巾").ID, 200, "donation"))
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("毛巾").ID, Qty: 1}})
	kittest.OK(t, err)
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		kittest.OK(t, kit.SetLanguage(look.language))
		p := d.open(stay.ID)
		p.issue.addUsual()
		d.Fits(p.content, "supplies-"+look.name)
		p.receive(d.item("棉被"))
		d.Fits(p.content, "supplies-"+look.name+"-receive")
		p.editItem(d.item("棉被"))
		d.Fits(p.content, "supplies-"+look.name+"-item")
		p.showIssue()
		p.openLedger(d.item("毛巾"))
		d.Fits(p.content, "supplies-"+look.name+"-ledger")
		p.back()
		p.Leave()
		d.Fits(d.open("").content, "supplies-"+look.name+"-nobody")
	}
}

func TestTheUsualSetIsHandedOutByTheKeyboard(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	p := d.open("")
	d.Write("zys") // the focus lies on the field that finds
	d.Press(fyne.KeyReturn)
	if p.issue.stay != stay.ID {
		t.Fatalf("chosen %q", p.issue.stay)
	}
	p.issue.addUsual()
	d.Write("+") // a second quilt
	d.Submit()
	if got := d.item("棉被").Stock; got != 8 || d.item("枕头").Stock != 9 {
		t.Errorf("quilts = %d, failed %v", got, d.Failures)
	}
	if d.Said() != "已发放，单号{{.Number}}。" || !strings.Contains(strings.Join(d.Heard, " "), "issued:slip") {
		t.Errorf("said %q, heard %q", d.Said(), d.Heard)
	}
	if len(p.issue.basket) != 0 {
		t.Error("the basket was not emptied")
	}
	kit.Press(d.Window().Canvas(), "print")
	if d.Routes[0] != (kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/issue"}) {
		t.Errorf("printing led to %+v", d.Routes)
	}
	kit.Press(d.Window().Canvas(), "undo")
	if d.item("棉被").Stock != 10 || d.item("枕头").Stock != 10 {
		t.Error("the undo did not bring everything back")
	}
}

func TestKeysChangeTheBasket(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	p := d.open(stay.ID)
	p.issue.addUsual()
	d.Write("5-")
	if p.issue.basket[0].qty != 4 {
		t.Errorf("qty = %d; want 4", p.issue.basket[0].qty)
	}
	d.Press(fyne.KeyDown, fyne.KeyDelete)
	if len(p.issue.basket) != 3 || p.issue.basket[1].item.Name != "枕头" {
		t.Errorf("basket = %+v", p.issue.basket)
	}
	d.Press(fyne.KeyDown, fyne.KeyDown)
	if d.Window().Canvas().Focused() != fyne.Focusable(p.issue.give) {
		t.Error("after the last line comes 发放")
	}
	d.mark(p, "棉被")
	d.Press(fyne.KeyReturn) // Enter in the table adds one more
	if p.issue.basket[0].qty != 5 {
		t.Errorf("qty = %d; want 5", p.issue.basket[0].qty)
	}
}

// Another desk took the last ones meanwhile: the sentence says how many are
// left, and the basket stays.
func TestStockThatIsGoneLeavesTheBasket(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	p := d.open(stay.ID)
	p.issue.addUsual()
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 10}})
	kittest.OK(t, err)
	p.issue.hand()
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "只剩0条") {
		t.Fatalf("failed %v", d.Failures)
	}
	if len(p.issue.basket) != 4 || d.item("垫被").Stock != 10 {
		t.Error("the basket or the stock was touched")
	}
	if p.issue.basket[0].item.Stock != 0 {
		t.Error("the line does not know that nothing is left")
	}
}

func TestGoodsComeInFromASource(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	d.mark(p, "毛巾")
	test.Tap(find(p.stock.content, "入库"))
	d.Write("40")
	d.Press(fyne.KeyReturn)
	d.Submit()
	if d.item("毛巾").Stock != 0 || p.form.Item("source").Field.Base().Problem() == "" {
		t.Error("goods came in from nowhere")
	}
	d.Write("2")
	d.Submit()
	moves, err := d.Supplies().Ledger(t.Context(), d.item("毛巾").ID)
	kittest.OK(t, err)
	if len(moves) != 1 || moves[0].Qty != 40 || moves[0].Source != "donation" || p.form != nil {
		t.Errorf("moves = %+v", moves)
	}
}

func TestACountThatDiffersAsksWhy(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	d.mark(p, "棉被")
	test.Tap(find(p.stock.content, "盘点"))
	d.Write("9")
	d.Submit()
	if problem := p.form.Item("reason").Field.Base().Problem(); !strings.Contains(problem, "账面10") {
		t.Fatalf("problem %q", problem)
	}
	d.Write("受潮报废")
	d.Submit()
	if d.item("棉被").Stock != 9 {
		t.Errorf("stock = %d, failed %v", d.item("棉被").Stock, d.Failures)
	}
}

func TestAKeyPressedTwiceSavesOnce(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	moves := func() int {
		all, err := d.Supplies().Ledger(t.Context(), d.item("毛巾").ID)
		kittest.OK(t, err)
		return len(all)
	}
	for at, step := range []struct{ what, quantity, why string }{
		{"入库", "40", "2"}, {"入库", "5", "2"}, {"盘点", "44", "受潮报废"}, {"盘点", "43", "受潮报废"},
	} {
		d.mark(p, "毛巾")
		test.Tap(find(p.stock.content, step.what))
		d.Write(step.quantity)
		d.Press(fyne.KeyReturn)
		d.Write(step.why)
		d.Slow = true
		d.Submit()
		d.Submit()
		d.Hurry()
		if moves() != at+1 {
			t.Fatalf("after %d steps the ledger has %d moves, failed %v", at+1, moves(), d.Failures)
		}
	}
	if d.item("毛巾").Stock != 43 {
		t.Errorf("stock %d", d.item("毛巾").Stock)
	}
}

func TestTheLedgerTellsEveryMove(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	d.mark(p, "枕头")
	d.Press(fyne.KeySpace)
	if p.other == nil {
		t.Fatal("Space did not open the ledger")
	}
	kit.Press(d.Window().Canvas(), "close")
	if p.other != nil || d.Window().Canvas().Focused() != p.stock.table.Target() {
		t.Error("Esc did not lead back to the stock")
	}
}

func TestLowStockIsSaidInWords(t *testing.T) {
	d := stocked(t)
	p := d.open("")
	quilt := d.item("棉被")
	if stateWords(quilt) != "▲ 低库存" || colorOf(quilt) != kit.Soon || stateWords(d.item("袜子")) != "◆ 缺货" {
		t.Errorf("quilt %q, socks %q", stateWords(quilt), stateWords(d.item("袜子")))
	}
	p.stock.filter.Choose(filterHas)
	p.stock.filtered()
	if len(p.stock.table.Shown()) != 4 {
		t.Errorf("%d items have stock", len(p.stock.table.Shown()))
	}
	kittest.OK(t, d.Supplies().Receive(t.Context(), d.item("毛巾").ID, 1, "budget"))
	d.Changed("supply_item")
	if len(p.stock.table.Shown()) != 5 {
		t.Error("another window's goods do not show")
	}
}

func TestAnEmptyStoreRoomBeginsWithAList(t *testing.T) {
	d := station(t)
	p := d.open("")
	button := find(p.stock.content, "装入常用清单")
	if button == nil {
		t.Fatal("nothing teaches how to begin")
	}
	test.Tap(button)
	if len(p.items) != len(supply.StartItems()) {
		t.Errorf("%d items", len(p.items))
	}
}

func TestWhoMayOnlyIssueSeesNoStocktaking(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	d.as(access.FrontDesk)
	if d.Session().Can(access.StockSupplies) || !d.Session().Can(access.IssueSupplies) {
		t.Fatal("the front desk's rights are not those this test is about")
	}
	p := d.open(stay.ID)
	if find(p.stock.content, "入库") != nil || p.issue.stay != stay.ID {
		t.Error("steps are offered that would be refused")
	}
}

func TestProtectedPeopleHaveNoName(t *testing.T) {
	d := stocked(t)
	stay := d.arrive("赵演示")
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	kittest.OK(t, d.Directory().Load(t.Context()))
	p := d.open("")
	d.Write("赵")
	for _, r := range p.issue.fits {
		if nameOf(r) == "赵演示" {
			t.Error("the list tells the name")
		}
	}
	p.issue.find.SetText("")
	d.Write(stay.Number)
	d.Press(fyne.KeyReturn)
	if p.issue.stay != stay.ID {
		t.Error("the station number did not find them")
	}
}

// find returns a button below an object by its words.
func find(o fyne.CanvasObject, words string) *kit.Button {
	for _, inner := range test.LaidOutObjects(o) {
		if b, ok := inner.(*kit.Button); ok && b.Text == words {
			return b
		}
	}
	return nil
}
