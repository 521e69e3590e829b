package report

import (
	"guitu/assets"
	"guitu/shelter/supply"
)

// MonthBookXLSX is 出入库月报 as a workbook: all sources but gifts, gifts, and what
// was given by whom. What went out is negative, as in the ledger.
func MonthBookXLSX(book supply.MonthBook, gifts []supply.Gift) ([]byte, error) {
	labels := []string{"物资", "规格", "单位", "来源", "期初", "入库", "发放", "退回", "调入", "调出", "报损", "盘点", "期末"}
	bought, donated := Sheet{Name: "购置和其他来源", Labels: labels}, Sheet{Name: "捐赠物资", Labels: labels}
	sources := textOf("supply_source")
	for _, l := range book.Lines {
		sheet := &bought
		if l.Source == supply.Donation {
			sheet = &donated
		}
		sheet.Rows = append(sheet.Rows, []any{l.Item.Name, l.Item.Size, l.Item.Unit, sources[l.Source], l.Opening, l.Received, l.Issued, l.Returned,
			l.MovedIn, l.MovedOut, l.WrittenOff, l.Adjusted, l.Closing})
	}
	given := Sheet{Name: "本月接受捐赠", Labels: []string{"日期", "捐赠人", "物资", "规格", "单位", "数量", "指定用途", "入库单号"}}
	for _, g := range gifts {
		given.Rows = append(given.Rows, []any{g.At.Format("2006-01-02"), g.Lot.Donor, g.Lot.Item.Name, g.Lot.Item.Size, g.Lot.Item.Unit, g.Given, g.Lot.Use, g.Slip})
	}
	return Workbook(bought, donated, given)
}

// ShoppingListXLSX is what to order before a cold wave, as a workbook.
func ShoppingListXLSX(f supply.Forecast) ([]byte, error) {
	sheet := Sheet{Name: "采购清单", Labels: []string{"物资", "规格", "单位", "参考寒潮", "寒潮天数", "寒潮用量", "需要", "现有", "缺", "补货线", "采购"}}
	for _, n := range f.Lines {
		sheet.Rows = append(sheet.Rows, []any{n.Item.Name, n.Item.Size, n.Item.Unit, n.Wave.Name, n.WaveDays, n.Used, n.Need, n.Usable, n.Shortfall, n.Item.Reorder, n.Order})
	}
	return Workbook(sheet)
}

// textOf maps the codes of a table to their Chinese words.
func textOf(table string) map[string]string {
	rows, _ := assets.CodeTable(table) // embedded: it cannot fail
	words := map[string]string{}
	for _, row := range rows {
		words[row.Code] = row.Text
	}
	return words
}
