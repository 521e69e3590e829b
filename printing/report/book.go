package report

import (
	"bytes"
	"strconv"

	"github.com/xuri/excelize/v2"

	"guitu/assets"
	"guitu/shelter/supply"
)

// countSheet is one sheet of a workbook of the store room: words as text, and how
// many as numbers, so that who audits can add them up.
type countSheet struct {
	name   string
	labels []string
	rows   [][]any // string or int
}

// MonthBookXLSX is 出入库月报 as a workbook: all sources but gifts, gifts, and what
// was given by whom. What went out is negative, as in the ledger.
func MonthBookXLSX(book supply.MonthBook, gifts []supply.Gift) ([]byte, error) {
	labels := []string{"物资", "规格", "单位", "来源", "期初", "入库", "发放", "退回", "调入", "调出", "报损", "盘点", "期末"}
	bought, donated := countSheet{name: "购置和其他来源", labels: labels}, countSheet{name: "捐赠物资", labels: labels}
	sources := textOf("supply_source")
	for _, l := range book.Lines {
		sheet := &bought
		if l.Source == supply.Donation {
			sheet = &donated
		}
		sheet.rows = append(sheet.rows, []any{l.Item.Name, l.Item.Size, l.Item.Unit, sources[l.Source], l.Opening, l.Received, l.Issued, l.Returned,
			l.MovedIn, l.MovedOut, l.WrittenOff, l.Adjusted, l.Closing})
	}
	given := countSheet{name: "本月接受捐赠", labels: []string{"日期", "捐赠人", "物资", "规格", "单位", "数量", "指定用途", "入库单号"}}
	for _, g := range gifts {
		given.rows = append(given.rows, []any{g.At.Format("2006-01-02"), g.Lot.Donor, g.Lot.Item.Name, g.Lot.Item.Size, g.Lot.Item.Unit, g.Given, g.Lot.Use, g.Slip})
	}
	return countBook(bought, donated, given)
}

// ShoppingListXLSX is what to order before a cold wave, as a workbook.
func ShoppingListXLSX(f supply.Forecast) ([]byte, error) {
	sheet := countSheet{name: "采购清单", labels: []string{"物资", "规格", "单位", "参考寒潮", "寒潮天数", "寒潮用量", "需要", "现有", "缺", "补货线", "采购"}}
	for _, n := range f.Lines {
		sheet.rows = append(sheet.rows, []any{n.Item.Name, n.Item.Size, n.Item.Unit, n.Wave.Name, n.WaveDays, n.Used, n.Need, n.Usable, n.Shortfall, n.Item.Reorder, n.Order})
	}
	return countBook(sheet)
}

// countBook writes the sheets in their order, each with its labels in a first
// row that stays in sight.
func countBook(sheets ...countSheet) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	styles, err := newStyles(book)
	if err != nil {
		return nil, err
	}
	number, err := book.NewStyle(&excelize.Style{NumFmt: 1, Alignment: &excelize.Alignment{Vertical: "top"}})
	if err != nil {
		return nil, err
	}
	for at, s := range sheets {
		if at == 0 {
			err = book.SetSheetName("Sheet1", s.name)
		} else {
			_, err = book.NewSheet(s.name)
		}
		if err == nil {
			err = s.write(book, styles, number)
		}
		if err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

func (s countSheet) write(book *excelize.File, styles styles, number int) error {
	sheet, err := book.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	words := make([][]string, len(s.rows))
	cells := make([][]any, len(s.rows))
	for at, row := range s.rows {
		for _, value := range row {
			switch v := value.(type) {
			case int:
				words[at] = append(words[at], strconv.Itoa(v))
				cells[at] = append(cells[at], excelize.Cell{StyleID: number, Value: v})
			case string:
				words[at] = append(words[at], v)
				cells[at] = append(cells[at], excelize.Cell{StyleID: styles.text, Value: printable(v)})
			}
		}
	}
	for i, width := range widths(s.labels, words) { // before the first row, as the stream asks
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := writeRow(sheet, 1, s.labels, styles.header); err != nil {
		return err
	}
	for at, row := range cells {
		start, err := excelize.CoordinatesToCellName(1, at+2)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(start, row); err != nil {
			return err
		}
	}
	return sheet.Flush()
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
