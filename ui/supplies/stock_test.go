package supplies

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// mark puts the cursor of the stock on an item.
func (d *desk) mark(s *stock, name string) {
	d.T.Helper()
	s.find.SetText(name)
	d.Window().Canvas().Focus(s.table.Target())
	d.Press(fyne.KeyHome)
	if w, ok := s.table.Marked(); !ok || full(w.Item) != name {
		d.T.Fatalf("the cursor is on %v", w)
	}
}

func TestWhatIsToBeOrderedStandsFirst(t *testing.T) {
	d := stocked(t)
	kittest.OK(t, d.Supplies().Receive(t.Context(), d.item("袜子").ID, 500, "budget"))
	s := d.stock()
	shown := s.table.Shown()
	if shown[0].Stock > shown[0].Reorder || shown[len(shown)-1].Name != "袜子" {
		t.Errorf("first %v, last %v", shown[0].Item, shown[len(shown)-1].Item)
	}
	quilt := d.item("棉被")
	if stateWords(quilt, 10) != "▲ 低库存" || colorOf(quilt, 10) != kit.Soon || stateWords(d.item("床单"), 0) != "◆ 缺货" {
		t.Errorf("quilt %q, sheets %q", stateWords(quilt, 10), stateWords(d.item("床单"), 0))
	}
	s.filter.Choose(filterHas)
	s.filtered()
	if len(s.table.Shown()) != 5 {
		t.Errorf("%d items have stock", len(s.table.Shown()))
	}
	kittest.OK(t, d.Supplies().Receive(t.Context(), d.item("毛巾").ID, 1, "budget"))
	d.Changed("supply_item")
	if len(s.table.Shown()) != 6 {
		t.Error("another window's goods do not show")
	}
}

func TestTheCampaignsCategoriesAreFilters(t *testing.T) {
	d := stocked(t)
	s := d.stock()
	s.filter.Choose(filterCategory + "防疫")
	s.filtered()
	if shown := s.table.Shown(); len(shown) != 1 || shown[0].Name != "口罩" {
		t.Errorf("防疫 shows %v", shown)
	}
	s.filter.Choose(filterCategory+"防疫", filterCategory+"冬衣棉被")
	s.filtered()
	if len(s.table.Shown()) != 1+1+5 { // masks, quilts, coats in five sizes
		t.Errorf("both show %d", len(s.table.Shown()))
	}
	d.tap("类别组")
	d.tap("新类别组")
	d.Write("洗漱", fyne.KeyReturn)
	d.Write("7")
	d.Submit()
	all, err := d.Supplies().Categories(t.Context())
	kittest.OK(t, err)
	if len(all) != 3 || all[2].Name != "洗漱" || len(all[2].Kinds) != 1 || all[2].Kinds[0] != "wash" {
		t.Errorf("categories %+v, failed %v", all, d.Failures)
	}
	d.tap("新类别组")
	d.Write("防疫", fyne.KeyReturn)
	d.Write("1")
	d.Submit()
	if problem := s.top().form.Item("name").Field.Base().Problem(); !strings.Contains(problem, "同名") {
		t.Errorf("problem %q", problem)
	}
}

func TestTheFiltersOfTheStockComeBack(t *testing.T) {
	d := stocked(t)
	s := d.stock()
	s.filter.Choose(filterHas, filterCategory+"冬衣棉被")
	s.filtered()
	chosen := s.filter.ChosenAll()
	if got := d.stock().filter.ChosenAll(); len(chosen) != 2 || !slices.Equal(got, chosen) {
		t.Errorf("%q came back as %q", chosen, got)
	}
}

func TestAnItemTellsItsLotsAndEveryMove(t *testing.T) {
	d := stocked(t)
	bread := d.item("面包")
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 5, Label: "甲", Expires: calendar.Date{Year: 2026, Month: 12, Day: 2}})
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 3, Label: "乙", Source: supply.Donation, Donor: "演示爱心社", Use: "儿童"})
	s := d.stock()
	d.mark(s, "面包")
	d.Press(fyne.KeyReturn)
	if s.top() == nil {
		t.Fatal("Enter did not open the item")
	}
	d.fits("supplies-ware")
	kit.Press(d.Window().Canvas(), "close")
	if s.top() != nil || d.Window().Canvas().Focused() != s.table.Target() {
		t.Error("Esc did not lead back to the stock")
	}
	if w := s.table.Shown()[0]; w.reserved != 3 || w.usable != 5 || s.nextWords(w) != "2026-12-02" || s.nextColor(w) != kit.Soon {
		t.Errorf("ware %+v", w)
	}
}

func TestALongLedgerIsReadInPages(t *testing.T) {
	d := stocked(t)
	quilt := d.item("棉被")
	for range ledgerPage + 5 {
		kittest.OK(t, d.Supplies().Receive(t.Context(), quilt.ID, 1, "budget"))
	}
	s := d.stock()
	s.openWare(quilt)
	older := find(d.content(), "再看更早的")
	if older == nil || older.Disabled() {
		t.Fatal("older lines cannot be reached")
	}
	d.tap("再看更早的")
	if !older.Disabled() {
		t.Error("after the last line there are none")
	}
}

func TestACountThatDiffersAsksWhyAndFewMayBeCorrectedAlone(t *testing.T) {
	d := stocked(t)
	s := d.stock()
	d.mark(s, "棉被")
	d.tap("更正数量")
	d.Write("9")
	d.Submit()
	if problem := s.top().form.Item("reason").Field.Base().Problem(); !strings.Contains(problem, "账面10") {
		t.Fatalf("problem %q", problem)
	}
	d.Write("受潮报废")
	kit.Press(d.Window().Canvas(), "close") // called away: nothing is lost
	d.tap("更正数量")
	if reason := s.top().form.Item("reason").Field.Draft(); reason != "受潮报废" {
		t.Errorf("the reason is %q", reason)
	}
	d.Slow = true
	d.Submit()
	d.Submit()
	d.Hurry()
	if d.item("棉被").Stock != 9 {
		t.Errorf("stock = %d, failed %v", d.item("棉被").Stock, d.Failures)
	}
	d.mark(s, "棉被")
	d.tap("更正数量")
	if reason := s.top().form.Item("reason").Field.Draft(); reason != "" {
		t.Errorf("what was saved stands there again: %q", reason)
	}
	d.Write("1", fyne.KeyReturn)
	d.Write("少了")
	d.Submit()
	if problem := s.top().form.Item("quantity").Field.Base().Problem(); !strings.Contains(problem, "请做盘点") {
		t.Errorf("problem %q", problem)
	}
}

func TestAnItemIsAddedInAllItsSizes(t *testing.T) {
	d := station(t)
	s := d.stock()
	byHand(s.scanner)
	d.tap("新物资")
	d.Write("羽绒背心", fyne.KeyReturn)
	d.Write("M、L XL", fyne.KeyReturn)
	d.Write("棉衣", fyne.KeyReturn)
	d.Write("件")
	d.Submit()
	all, err := d.Supplies().Items(t.Context())
	kittest.OK(t, err)
	if len(all) != 3 || s.top() != nil {
		t.Fatalf("items %+v, failed %v", all, d.Failures)
	}
	d.mark(s, "羽绒背心 XL")
	d.tap("修改")
	s.top().form.Focus("barcode")
	d.Write("6901234567892")
	s.top().form.Focus("reorder")
	d.Fill("4")
	d.Submit()
	if i := d.item("羽绒背心 XL"); i.Barcode != "6901234567892" || i.Reorder != 4 || i.Kind != "coat" {
		t.Errorf("item %+v, failed %v", i, d.Failures)
	}
	d.mark(s, "羽绒背心 M")
	d.tap("修改")
	s.top().form.Focus("barcode")
	d.Write("6901234567892")
	d.Submit()
	if problem := s.top().form.Item("barcode").Field.Base().Problem(); !strings.Contains(problem, "羽绒背心 XL") {
		t.Errorf("a code of another: %q", problem)
	}
}

func TestAScanOpensTheItem(t *testing.T) {
	d := stocked(t)
	d.barcode("棉被", "6901234567892")
	s := d.stock()
	d.scan("6901234567892")
	if s.top() == nil || d.item("棉被").Stock != 10 {
		t.Error("the item is not open")
	}
}

func TestAnEmptyStoreRoomBeginsWithAList(t *testing.T) {
	d := station(t)
	s := d.stock()
	d.tap("装入常用清单")
	if len(s.wares) != len(supply.StartItems()) {
		t.Errorf("%d items", len(s.wares))
	}
}

func TestTheStockFitsInEveryLook(t *testing.T) {
	d := stocked(t)
	bread := d.item("面包")
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 5, Label: "甲", Expires: calendar.Date{Year: 2026, Month: 12, Day: 2}})
	d.takeIn(supply.Delivery{ItemID: bread.ID, Qty: 3, Label: "乙", Source: supply.Donation, Donor: "演示市爱心志愿者协会", Use: "儿童"})
	for _, look := range looks {
		look.wear(t)
		s := d.stock()
		d.fits("supplies-stock-" + look.name)
		s.openWare(bread)
		d.fits("supplies-ware-" + look.name)
		s.editItem(bread)
		d.fits("supplies-item-" + look.name)
		s.back()
		s.back()
		s.openCategories()
		d.fits("supplies-categories-" + look.name)
	}
}
