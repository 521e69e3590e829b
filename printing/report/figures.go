package report

import (
	"strconv"

	"guitu/printing"
	"guitu/shelter"
)

// FiguresXLSX is the figures of a period as a workbook; title is 日报, 周报 or
// 月报.
func FiguresXLSX(title string, f shelter.Figures, before *shelter.Figures, meals []shelter.MealTime) ([]byte, error) {
	rows := [][]any{{printing.PeriodWords(f.From, f.To), "", "", ""}}
	for _, l := range printing.FigureLines(f, before, meals, printing.InChinese) {
		rows = append(rows, []any{l.Label, numberCell(l.Number), numberCell(l.Before), l.Parts})
	}
	return Workbook(Sheet{title, []string{"项目", "本期", "上期", "其中"}, rows})
}

// numberCell is a number, or empty text where there is none.
func numberCell(text string) any {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return text
}
