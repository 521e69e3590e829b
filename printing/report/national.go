// Package report makes workbooks of what the station knows: lists to be taken
// into other systems, and the figures of a period.
//
// The one thing not to get wrong: what is said of people is text. A name that
// begins with an equals sign, or a number of 18 places, is never calculated or
// rounded; only quantities and amounts are numbers.
//
//	t, err := desk.NationalList(ctx, from, to, purpose)
//	xlsx, err := report.NationalXLSX(t.Fields, t.Rows)
package report

import "guitu/intake"

const nationalSheet = "求助登记"

// NationalXLSX is the table as a workbook, every cell text.
func NationalXLSX(fields []intake.NationalField, rows [][]string) ([]byte, error) {
	labels := make([]string, len(fields))
	for i, f := range fields {
		labels[i] = f.Label
	}
	cells := make([][]any, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			cells[i] = append(cells[i], cell)
		}
	}
	return Workbook(Sheet{nationalSheet, labels, cells})
}
