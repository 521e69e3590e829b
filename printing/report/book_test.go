package report

import (
	"bytes"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"guitu/shelter/supply"
)

func TestTheMonthsWorkbookCanBeAddedUp(t *testing.T) {
	quilt := supply.Item{Name: "=棉被", Unit: "条"}
	data, err := MonthBookXLSX(supply.MonthBook{Lines: []supply.BookLine{
		{Item: quilt, Source: "budget", Opening: 10, Issued: -4, Closing: 6}, {Item: quilt, Source: supply.Donation, Received: 3, Closing: 3},
	}}, []supply.Gift{{At: time.Date(2026, 11, 2, 23, 30, 0, 0, time.UTC), Slip: "RK2026-00001", Given: 3, Lot: supply.Lot{Item: quilt, Donor: "演示公司"}}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for cell, want := range map[[2]string]string{{"购置和其他来源", "A2"}: "=棉被", {"购置和其他来源", "G2"}: "-4", {"捐赠物资", "M2"}: "3", {"本月接受捐赠", "A2"}: "2026-11-03", {"本月接受捐赠", "B2"}: "演示公司", {"本月接受捐赠", "F2"}: "3"} {
		if got, err := book.GetCellValue(cell[0], cell[1]); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", cell, got, err, want)
		}
	}
	if formula, _ := book.GetCellFormula("购置和其他来源", "A2"); formula != "" {
		t.Error("a name became a formula")
	}
	if kind, _ := book.GetCellType("购置和其他来源", "G2"); kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
		t.Errorf("how many is of type %v", kind)
	}
}

func TestTheShoppingListsWorkbookNamesTheWave(t *testing.T) {
	data, err := ShoppingListXLSX(supply.Forecast{Lines: []supply.Need{{Item: supply.Item{Name: "棉被", Reorder: 20}, Wave: supply.ColdWave{Name: "演示寒潮"}, WaveDays: 7, Used: 40, Need: 40, Usable: 12, Shortfall: 28, Order: 48}}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("采购清单")
	if err != nil || len(rows) != 2 || rows[1][3] != "演示寒潮" || rows[1][10] != "48" {
		t.Errorf("rows %q, %v", rows, err)
	}
}
