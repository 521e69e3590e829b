package report

import (
	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter/supply"
)

// MonthBookXLSX is 出入库月报 as a workbook: all sources but gifts, gifts, and what
// was given by whom. What went out is negative, as in the ledger.
func MonthBookXLSX(book supply.MonthBook, gifts []supply.Gift) ([]byte, error) {
	labels := []string{"物资", "规格", "单位", "来源", "期初", "入库", "发放", "退回", "调入", "调出", "报损", "盘点", "期末"}
	bought, donated := Sheet{"购置和其他来源", labels, bookRows(book.Bought())}, Sheet{"捐赠物资", labels, bookRows(book.Donated())}
	given := Sheet{Name: "本月接受捐赠", Labels: []string{"日期", "捐赠人", "物资", "规格", "单位", "数量", "指定用途", "入库单号"}}
	for _, g := range gifts {
		given.Rows = append(given.Rows, []any{calendar.On(g.At).String(), g.Lot.Donor, g.Lot.Item.Name, g.Lot.Item.Size, g.Lot.Item.Unit, g.Given, g.Lot.Use, g.Slip})
	}
	return Workbook(bought, donated, given)
}

func bookRows(lines []supply.BookLine) (rows [][]any) {
	for _, l := range lines {
		rows = append(rows, []any{l.Item.Name, l.Item.Size, l.Item.Unit, printing.CodeWord("supply_source", l.Source), l.Opening, l.Received, l.Issued, l.Returned,
			l.MovedIn, l.MovedOut, l.WrittenOff, l.Adjusted, l.Closing})
	}
	return rows
}

// ShoppingListXLSX is what to order before a cold wave, as a workbook.
func ShoppingListXLSX(f supply.Forecast) ([]byte, error) {
	sheet := Sheet{Name: "采购清单", Labels: []string{"物资", "规格", "单位", "参考寒潮", "寒潮天数", "寒潮用量", "需要", "现有", "缺", "补货线", "采购"}}
	for _, n := range f.Lines {
		sheet.Rows = append(sheet.Rows, []any{n.Item.Name, n.Item.Size, n.Item.Unit, n.Wave.Name, n.WaveDays, n.Used, n.Need, n.Usable, n.Shortfall, n.Item.Reorder, n.Order})
	}
	return Workbook(sheet)
}
