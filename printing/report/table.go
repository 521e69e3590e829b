package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	narrowest    = 8.0  // widths of a column, in characters of the usual font
	widest       = 48.0 //
	textFormat   = 49   // the number format “@”: what is typed stays as it is
	numberFormat = 1    // 0: whole numbers
	moneyFormat  = 4    // #,##0.00
)

// Sheet is a sheet of a workbook: labels in a first row that stays in sight,
// and rows of cells. A string is text whatever it looks like, an int a whole
// number, a float64 an amount with two places; there are no formulas.
type Sheet struct {
	Name   string
	Labels []string
	Rows   [][]any
}

// Workbook is some sheets as a file.
func Workbook(sheets ...Sheet) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	kinds, err := newStyles(book)
	if err != nil {
		return nil, err
	}
	for at, s := range sheets {
		if at == 0 {
			err = book.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = book.NewSheet(s.Name)
		}
		if err == nil {
			err = s.write(book, kinds)
		}
		if err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

func (s Sheet) write(book *excelize.File, kinds styles) error {
	sheet, err := book.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for i, width := range widths(s.Labels, s.texts()) { // before the first row, as the stream asks
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sheet.SetRow("A1", kinds.heads(s.Labels)); err != nil {
		return err
	}
	for i, row := range s.Rows {
		start, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(start, kinds.cells(row)); err != nil {
			return err
		}
	}
	return sheet.Flush()
}

// texts are the cells by which the columns are as wide as they are.
func (s Sheet) texts() [][]string {
	all := make([][]string, len(s.Rows))
	for i, row := range s.Rows {
		for _, cell := range row {
			switch v := cell.(type) {
			case string:
				all[i] = append(all[i], v)
			case float64:
				all[i] = append(all[i], strconv.FormatFloat(v, 'f', 2, 64))
			default:
				all[i] = append(all[i], fmt.Sprint(v))
			}
		}
	}
	return all
}

type styles struct{ header, text, number, money int }

func newStyles(book *excelize.File) (s styles, err error) {
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, style := range []struct {
		at   *int
		make excelize.Style
	}{
		{&s.header, excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Alignment: wrapped}},
		{&s.text, excelize.Style{NumFmt: textFormat, Alignment: wrapped}},
		{&s.number, excelize.Style{NumFmt: numberFormat, Alignment: wrapped}},
		{&s.money, excelize.Style{NumFmt: moneyFormat, Alignment: wrapped}},
	} {
		if *style.at, err = book.NewStyle(&style.make); err != nil {
			return s, err
		}
	}
	return s, nil
}

func (s styles) heads(labels []string) []any {
	all := make([]any, len(labels))
	for i, label := range labels {
		all[i] = excelize.Cell{StyleID: s.header, Value: printable(label)}
	}
	return all
}

// cells gives each value its style. A string is stored as text, never as a
// formula.
func (s styles) cells(row []any) []any {
	all := make([]any, len(row))
	for i, value := range row {
		switch v := value.(type) {
		case string:
			all[i] = excelize.Cell{StyleID: s.text, Value: printable(v)}
		case float64:
			all[i] = excelize.Cell{StyleID: s.money, Value: v}
		default:
			all[i] = excelize.Cell{StyleID: s.number, Value: v}
		}
	}
	return all
}

// printable is a text without the control characters that a workbook, which is
// XML, cannot hold.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
}

// widths fits each column to its longest line, within bounds. A Chinese
// character is as wide as two.
func widths(labels []string, rows [][]string) []float64 {
	all := make([]float64, len(labels))
	for i, label := range labels {
		all[i] = max(narrowest, columns(label)+2)
	}
	for _, row := range rows {
		for i := range min(len(row), len(all)) {
			for line := range strings.SplitSeq(row[i], "\n") {
				all[i] = min(widest, max(all[i], columns(line)+2))
			}
		}
	}
	return all
}

func columns(text string) (n float64) {
	for _, c := range text {
		n++
		if c >= 0x1100 {
			n++
		}
	}
	return n
}
