// Package report makes workbooks of what the station knows: lists to be taken
// into other systems, and the figures of a period.
//
// The one thing not to get wrong: every cell is text. A name that begins with
// an equals sign, or a number of 18 places, is never calculated or rounded.
//
//	t, err := desk.NationalList(ctx, from, to, purpose)
//	xlsx, err := report.NationalXLSX(t.Fields, t.Rows)
package report

import (
	"bytes"
	"strings"

	"github.com/xuri/excelize/v2"

	"guitu/intake"
)

const (
	nationalSheet = "求助登记"
	narrowest     = 8.0  // widths of a column, in characters of the usual font
	widest        = 48.0 //
	textFormat    = 49   // the number format “@”: what is typed stays as it is
)

// NationalXLSX is the table as a workbook: one sheet, labels in a first row
// that stays in sight, every cell text.
func NationalXLSX(fields []intake.NationalField, rows [][]string) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", nationalSheet); err != nil {
		return nil, err
	}
	sheet, err := book.NewStreamWriter(nationalSheet)
	if err != nil {
		return nil, err
	}
	styles, err := newStyles(book)
	if err != nil {
		return nil, err
	}
	labels := make([]string, len(fields))
	for i, f := range fields {
		labels[i] = f.Label
	}
	for i, width := range widths(labels, rows) { // before the first row, as the stream asks
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return nil, err
	}
	if err := writeRow(sheet, 1, labels, styles.header); err != nil {
		return nil, err
	}
	for i, row := range rows {
		if err := writeRow(sheet, i+2, row, styles.text); err != nil {
			return nil, err
		}
	}
	if err := sheet.Flush(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

type styles struct{ header, text int }

func newStyles(book *excelize.File) (s styles, err error) {
	wrapped := &excelize.Alignment{Vertical: "top", WrapText: true}
	if s.header, err = book.NewStyle(&excelize.Style{NumFmt: textFormat, Font: &excelize.Font{Bold: true}, Alignment: wrapped}); err != nil {
		return s, err
	}
	s.text, err = book.NewStyle(&excelize.Style{NumFmt: textFormat, Alignment: wrapped})
	return s, err
}

func writeRow(sheet *excelize.StreamWriter, row int, cells []string, style int) error {
	start, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	values := make([]any, len(cells))
	for i, cell := range cells {
		values[i] = excelize.Cell{StyleID: style, Value: printable(cell)} // a string is stored as text, never as a formula
	}
	return sheet.SetRow(start, values)
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
