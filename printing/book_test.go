package printing

import (
	"path/filepath"
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// bookNames are the papers of the store room's books.
var bookNames = []string{"book_count", "book_variance", "book_month", "book_order", "fare_receipt"}

func TestPapersOfTheBooksFitTheirPages(t *testing.T) {
	for _, name := range bookNames {
		form, err := Find(name)
		if err != nil {
			t.Fatal(err)
		}
		for state, v := range map[string]Values{"blank": {}, "filled": filled(form)} {
			if r := render(t, name, v, options); r.Pages != max(1, len(form.Copies)) || len(r.Missing) > 0 {
				t.Errorf("%s %s: %d pages, no glyph for %q", name, state, r.Pages, r.Missing)
			}
		}
		sheets := open(t, render(t, name, filled(form), options))
		page, err := sheets.Page(1, 40)
		if err != nil {
			t.Fatal(err)
		}
		sheets.Close()
		compare(t, filepath.Join("testdata", name+".png"), page)
	}
}

// stand fails for each text that is not on a paper, and for each that is on it
// and must not be.
func stand(t *testing.T, r Result, wanted []string, unwanted ...string) {
	t.Helper()
	text := words(t, r)
	for _, want := range wanted {
		if !strings.Contains(text, squash(want)) {
			t.Errorf("%q is not on the paper", want)
		}
	}
	for _, not := range unwanted {
		if strings.Contains(text, not) {
			t.Errorf("%q is on the paper", not)
		}
	}
}

// shelves is a store room with 37 quilts, of which four were given.
func shelves(t *testing.T, p *Papers) supply.Item {
	t.Helper()
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ok(p.Supplies.Start(t.Context()))
	items, err := p.Supplies.Items(t.Context())
	ok(err)
	for _, i := range items {
		if i.Name == "棉被" {
			_, _, err := p.Supplies.TakeIn(t.Context(), supply.Delivery{ItemID: i.ID, Qty: 33, Source: "budget"})
			ok(err)
			_, _, err = p.Supplies.TakeIn(t.Context(), supply.Delivery{ItemID: i.ID, Qty: 4, Source: supply.Donation, Donor: "演示公司", Use: "仅供老人"})
			ok(err)
			return i
		}
	}
	t.Fatal("no quilt")
	return supply.Item{}
}

func TestWhoCountsDoesNotReadWhatTheyShouldFind(t *testing.T) {
	p := papers(t)
	quilt := shelves(t, p)
	take, err := p.Supplies.BeginStockTake(t.Context(), "", quilt.ID)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := p.CountSheetPDF(t.Context(), take)
	if err != nil {
		t.Fatal(err)
	}
	stand(t, sheet, []string{"物资盘点表", "主库房", "棉被", "实盘数", "演示站长"}, "37", "账面数：")
	if take, err = p.Supplies.Count(t.Context(), take.ID, quilt.ID, 35); err != nil {
		t.Fatal(err)
	}
	if err := p.Supplies.Explain(t.Context(), take.ID, quilt.ID, "受潮报废未登记"); err != nil {
		t.Fatal(err)
	}
	take, err = p.Supplies.StockTake(t.Context(), take.ID)
	if err != nil {
		t.Fatal(err)
	}
	result, err := p.CountResultPDF(t.Context(), take)
	if err != nil {
		t.Fatal(err)
	}
	stand(t, result, []string{"37", "35", "-2", "受潮报废未登记", "清点中，尚未审批"})
}

func TestTheMonthsBookHasGiftsApart(t *testing.T) {
	p := papers(t)
	shelves(t, p)
	day := calendar.On(arrival)
	book, err := p.Supplies.MonthBook(t.Context(), day.Year, day.Month, "")
	if err != nil {
		t.Fatal(err)
	}
	gifts, err := p.Supplies.Gifts(t.Context(), day.Year, day.Month, "")
	if err != nil {
		t.Fatal(err)
	}
	check, err := p.Supplies.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.MonthBookPDF(t.Context(), BookMonth{Book: book, Gifts: gifts, Check: &check, Fares: supply.FareMonth{Receipts: 3, Stays: 2, OutFen: 4000, BackFen: 550}})
	if err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"2026年11月", "全部库房", "账实相符：台账2行", "演示公司", "仅供老人", "4条", "33", "实支34.50元", "RK2026-00002"})
	check.Findings = append(check.Findings, access.Finding{Text: "物资台账应有{{.Last}}行，实有{{.Lines}}行，有缺失。", Args: store.Args{"Last": 3, "Lines": 2}})
	if r, err = p.MonthBookPDF(t.Context(), BookMonth{Book: book, Check: &check}); err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"发现1处不符：物资台账应有3行，实有2行，有缺失。"}, "账实相符")
}

func TestTheShoppingListLeavesOutWhatIsThere(t *testing.T) {
	p := papers(t)
	f := supply.Forecast{Days: 7, Waves: []supply.ColdWave{{Name: "演示寒潮", From: calendar.Date{Year: 2026, Month: 1, Day: 3}, To: calendar.Date{Year: 2026, Month: 1, Day: 9}}},
		Lines: []supply.Need{
			{Item: supply.Item{Name: "棉被", Unit: "条", Reorder: 20}, Need: 40, Usable: 12, Shortfall: 28, Order: 48},
			{Item: supply.Item{Name: "毛巾", Unit: "条"}, Need: 5, Usable: 90},
		}}
	r, err := p.ShoppingListPDF(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"7天", "演示寒潮（2026-01-03至2026-01-09）", "棉被", "28", "48"}, "毛巾")
}

func TestAReceiptSaysTheAmountInWords(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	paid, err := p.Supplies.ShortFare(t.Context(), stay.ID, 1250, "bus")
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.FareReceiptPDF(t.Context(), paid)
	if err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"CF2026-00001", "演示甲", "壹拾贰元伍角整", "12.50", "公交车", "领款人签名", "第一联", "第二联", "132号", "限额20.00元"}, "冲销")
	back, err := p.Supplies.FareBack(t.Context(), paid.ID)
	if err != nil {
		t.Fatal(err)
	}
	if r, err = p.FareReceiptPDF(t.Context(), back); err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"CF2026-00002", "退回短途车费", "冲销收据CF2026-00001", "壹拾贰元伍角整"})
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	if r, err = p.FareReceiptPDF(t.Context(), paid); err != nil {
		t.Fatal(err)
	}
	stand(t, r, []string{"保护对象", stay.Number}, "演示甲")
}
