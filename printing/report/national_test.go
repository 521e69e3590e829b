package report

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"guitu/intake"
)

func TestWorkbookHoldsEveryCellAsText(t *testing.T) {
	fields := []intake.NationalField{{Key: "name", Label: "姓名"}, {Key: "id_number", Label: "身份证件号码"}, {Key: "story", Label: "经过"}}
	rows := [][]string{
		{"演示㛃𬭚", "11010519491231002X", "=1+1"},
		{"+演示", "340524198001010010", "第一行\n第二行\x0b\x00"},
		{"", "", "<&>\"'"},
	}
	raw, err := NationalXLSX(fields, rows)
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	want := [][]string{{"姓名", "身份证件号码", "经过"}, rows[0], {"+演示", "340524198001010010", "第一行\n第二行"}, rows[2]}
	for y, row := range want {
		for x, text := range row {
			cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
			got, err := book.GetCellValue(nationalSheet, cell)
			if err != nil || got != text {
				t.Errorf("%s = %q, %v; want %q", cell, got, err, text)
			}
			if formula, _ := book.GetCellFormula(nationalSheet, cell); formula != "" {
				t.Errorf("%s is the formula %q", cell, formula)
			}
			if kind, _ := book.GetCellType(nationalSheet, cell); text != "" && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
				t.Errorf("%s is of type %d, not text", cell, kind)
			}
		}
	}
}

func TestLabelsStayInSightAndColumnsAreWideEnough(t *testing.T) {
	raw, err := NationalXLSX([]intake.NationalField{{Key: "id_number", Label: "号码"}}, [][]string{{"11010519491231002X"}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	panes, err := book.GetPanes(nationalSheet)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes are %+v, %v; the first row is to stay", panes, err)
	}
	if width, err := book.GetColWidth(nationalSheet, "A"); err != nil || width < 18 {
		t.Errorf("the column is %v wide, %v; a number of 18 places does not fit", width, err)
	}
}

func BenchmarkNationalXLSX(b *testing.B) {
	fields := intake.AllNationalFields()
	row := make([]string, len(fields))
	for i := range row {
		row[i] = "演示内容"
	}
	rows := make([][]string, 1000)
	for i := range rows {
		rows[i] = row
	}
	for b.Loop() {
		if _, err := NationalXLSX(fields, rows); err != nil {
			b.Fatal(err)
		}
	}
}
