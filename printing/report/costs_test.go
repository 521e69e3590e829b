package report

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"guitu/internal/calendar"
	"guitu/printing"
)

func TestTheCostBookIsAWorkbookThatCanBeAddedUp(t *testing.T) {
	raw, err := CostsXLSX(printing.CostBook{
		Rows: []printing.CostRow{
			{Voucher: "=9", Day: calendar.Date{Year: 2026, Month: 11, Day: 3}, Kind: "医疗费", Institution: "演示医院", Fen: 12850},
			{Voucher: "10", Day: calendar.Date{Year: 2026, Month: 11, Day: 4}, Kind: "医疗费", Fen: -850, Note: "冲销：记错"},
		},
		TotalFen: 12000, Words: "壹佰贰拾元整", ByKind: []printing.CostPart{{Name: "医疗费", Fen: 12000}}, ByInstitution: []printing.CostPart{{Name: "演示医院", N: 2, Fen: 12000}},
	})
	if err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, c := range []struct{ sheet, cell, want string }{
		{"费用明细", "A2", "=9"}, {"费用明细", "F2", "128.50"}, {"费用明细", "F3", "-8.50"},
		{"费用明细", "F4", "120.00"}, {"费用明细", "G4", "壹佰贰拾元整"}, {"按种类", "B2", "120.00"}, {"按机构", "A2", "演示医院"},
	} {
		if got, err := book.GetCellValue(c.sheet, c.cell); err != nil || got != c.want {
			t.Errorf("%s %s = %q, %v; want %q", c.sheet, c.cell, got, err, c.want)
		}
	}
	if kind, _ := book.GetCellType("费用明细", "F2"); kind != excelize.CellTypeNumber && kind != excelize.CellTypeUnset {
		t.Errorf("an amount is of type %d, not a number", kind)
	}
	if formula, _ := book.GetCellFormula("费用明细", "A2"); formula != "" {
		t.Errorf("a voucher is the formula %q", formula)
	}
}
