package supplies

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func (d *desk) takes() *stockTakes { return d.open(sectionTakes).Room().Desk.(*stockTakes) }

// began is a stock-take of things by their names, opened by the keyboard.
func (d *desk) began(names ...string) (*stockTakes, *takeCount) {
	d.T.Helper()
	var ids []string
	for _, name := range names {
		ids = append(ids, d.item(name).ID)
	}
	_, err := d.Supplies().BeginStockTake(d.T.Context(), "", ids...)
	kittest.OK(d.T, err)
	t := d.takes()
	d.Press(fyne.KeyReturn) // the cursor lies on the list
	if t.count == nil {
		d.T.Fatal("Enter did not open the stock-take")
	}
	t.paper.Draw = func(kit.PageSource) {}
	return t, t.count
}

// counting is the name of the line that is counted.
func (c *takeCount) counting() string {
	l, _ := c.line()
	return full(l.Item)
}

func TestAStockTakeIsBegunCountedAndApprovedByTheKeyboard(t *testing.T) {
	d := stocked(t)
	head := d.Shell
	d.as(access.ShelterManager) // who begins and counts
	keeper := d.Shell
	p := d.takes()
	d.Press(fyne.KeyReturn) // nothing was counted yet: the cursor lies on 开始盘点
	d.Press(fyne.KeyReturn) // depot
	d.Write("2")            // only what is chosen
	d.Press(fyne.KeyReturn)
	d.Write("棉被", fyne.KeyReturn)
	d.Press(fyne.KeyHome, fyne.KeySpace)
	d.Submit()
	d.heard("stocktake:begun")
	if p.count == nil || len(p.count.take.Lines) != 1 {
		t.Fatalf("counting %+v, failed %v", p.count, d.Failures)
	}
	d.Write("8", fyne.KeyReturn)
	d.Write("", fyne.KeyReturn) // no reason
	if p.count.reason.Base().Problem() == "" {
		t.Error("a difference without a reason was taken")
	}
	d.Write("受潮报废未登记", fyne.KeyReturn)
	d.Submit()
	if len(d.Failures) != 1 || !strings.Contains(kit.Say(d.Failures[0]), "另一人") {
		t.Fatalf("who counted approved: %v", d.Failures)
	}
	if keeper.Remembered(openTake) == "" {
		t.Error("the one that goes on is not remembered")
	}
	d.Shell = head // sits down, where the keeper remembered what is counted
	p = d.takes()
	if p.count == nil {
		t.Fatal("the count that goes on was not opened again")
	}
	d.Submit()
	if !slices.Contains(keeper.Heard, "stocktake:approved") { // the window has one ear
		t.Errorf("heard %q", keeper.Heard)
	}
	if got := d.item("棉被").Stock; got != 8 || d.item("枕头").Stock != 10 {
		t.Errorf("stock %d, failed %v", got, d.Failures)
	}
	if p.count.take.State != supply.Approved || !strings.Contains(p.count.state.Content, "PD2026-00001") {
		t.Errorf("shows %q", p.count.state.Content)
	}
	kit.Press(d.Window().Canvas(), "close")
	if all := p.table.Shown(); len(all) != 1 || takeWords(all[0]) != "■ 已审批" || p.count != nil {
		t.Errorf("the list shows %+v", all)
	}
}

func TestTheBooksShowWhenALineWasCounted(t *testing.T) {
	d := stocked(t)
	_, c := d.began("棉被", "枕头")
	first := c.counting()
	if c.books.Content != "数完才显示账面数" {
		t.Errorf("before counting stands %q", c.books.Content)
	}
	c.table.SetFilter("10") // what a column shows can be found
	if shown := c.table.Shown(); len(shown) != 0 {
		t.Errorf("the list tells the books of %d lines", len(shown))
	}
	c.table.SetFilter("")
	d.Write("10", fyne.KeyReturn)
	if c.counting() == first {
		t.Error("a line that agrees does not lead to the next")
	}
	d.Press(fyne.KeyUp)
	if c.counting() != first || c.books.Content != "实盘10，与账面相符" {
		t.Errorf("after counting stands %q at %q", c.books.Content, c.counting())
	}
}

func TestWhatIsNoNumberStaysInItsField(t *testing.T) {
	d := stocked(t)
	_, c := d.began("棉被", "枕头")
	for _, typed := range []string{"十条", "-3", "12345678"} {
		c.number.SetText("")
		d.Write(typed, fyne.KeyReturn)
		if c.number.Base().Problem() == "" || c.number.Text != typed || c.take.Done != 0 {
			t.Errorf("%q: problem %q, the field holds %q", typed, c.number.Base().Problem(), c.number.Text)
		}
	}
	c.number.SetText("")
	d.Write("7") // typed and not entered
	d.Press(fyne.KeyDown)
	if c.number.Text != "" {
		t.Error("the number went to the next line")
	}
	d.Press(fyne.KeyUp)
	if c.number.Text != "7" {
		t.Errorf("what was typed is %q", c.number.Text)
	}
}

func TestWideDigitsAreACount(t *testing.T) {
	d := stocked(t)
	_, c := d.began("棉被")
	d.Write("１００", fyne.KeyReturn) // as an input method writes them
	if c.take.Done != 1 || c.take.Lines[0].Counted != 100 {
		t.Errorf("problem %q, counted %+v", c.number.Base().Problem(), c.take.Lines)
	}
}

func TestTheScannerJumpsToItsItem(t *testing.T) {
	d := stocked(t)
	d.barcode("垫被", "6901234567892")
	d.barcode("枕头", "6909876543210")
	_, c := d.began("棉被", "垫被", "枕头")
	d.scan("6909876543210")
	if c.counting() != "枕头" || c.take.Done != 0 {
		t.Fatalf("counting %q", c.counting())
	}
	d.Write("10")
	d.scan("6901234567892") // types behind the number
	if c.counting() != "垫被" || c.take.Done != 1 {
		t.Errorf("counting %q, %d done", c.counting(), c.take.Done)
	}
	for _, l := range c.take.Lines {
		if full(l.Item) == "枕头" && l.Counted != 10 {
			t.Errorf("counted %d", l.Counted)
		}
	}
	d.scan("6900000000000")
	if !strings.Contains(c.number.Base().Problem(), "不在这次盘点里") {
		t.Errorf("problem %q", c.number.Base().Problem())
	}
}

func TestTheSheetHasNoBooksAndTheResultHas(t *testing.T) {
	d := stocked(t)
	p, c := d.began("棉被")
	kit.Press(d.Window().Canvas(), "print")
	d.heard("preview:stocktake")
	if !p.paper.Shown() {
		t.Fatal("F9 did not show the sheet")
	}
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 1 || d.Printed.Jobs[0].Title != "物资盘点表 2026-11-24" {
		t.Errorf("printed %+v", d.Printed.Jobs)
	}
	kit.Press(d.Window().Canvas(), "close")
	c.start()
	d.Write("9", fyne.KeyReturn)
	kit.Press(d.Window().Canvas(), "print")
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 2 || d.Printed.Jobs[1].Title != "物资盘点结果 2026-11-24" {
		t.Errorf("printed %+v", d.Printed.Jobs)
	}
}

func TestAStockTakeIsDroppedWithAReason(t *testing.T) {
	d := stocked(t)
	p, c := d.began("棉被")
	c.drop()
	d.Submit()
	if all := p.table.Shown(); all[0].State != supply.Open {
		t.Fatal("dropped without a reason")
	}
	d.Write("改到月底再盘")
	d.Submit()
	if all := p.table.Shown(); p.count != nil || all[0].State != supply.Dropped || all[0].Why != "改到月底再盘" {
		t.Errorf("the list shows %+v", all)
	}
}

func TestWhoMayOnlyIssueCountsAndDoesNotApprove(t *testing.T) {
	d := stocked(t)
	_, err := d.Supplies().BeginStockTake(t.Context(), "", d.item("棉被").ID)
	kittest.OK(t, err)
	d.as(access.FrontDesk)
	p := d.takes()
	if find(p.content, "开始盘点…") != nil {
		t.Error("a step is offered that would be refused")
	}
	d.Press(fyne.KeyReturn)
	d.Write("10", fyne.KeyReturn)
	if p.count.take.Done != 1 || p.count.approve != nil {
		t.Errorf("%d counted, approval offered: %v", p.count.take.Done, p.count.approve != nil)
	}
	d.Submit()
	if !strings.Contains(d.Said(), "不能审批") {
		t.Errorf("said %q", d.Said())
	}
}

func TestAnotherDesksCountShows(t *testing.T) {
	d := stocked(t)
	_, c := d.began("棉被", "枕头")
	_, err := d.Supplies().Count(t.Context(), c.take.ID, d.item("枕头").ID, 10)
	kittest.OK(t, err)
	d.Changed("supply_take")
	if c.take.Done != 1 {
		t.Error("what another desk counted does not show")
	}
}
