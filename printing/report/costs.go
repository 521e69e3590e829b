package report

import "guitu/printing"

// CostsXLSX is the cost book of a month as a workbook: the vouchers in their
// order with the total in figures and in words, and the sums by kind and by
// institution. Amounts are numbers, in yuan, so that a column can be added up.
func CostsXLSX(b printing.CostBook) ([]byte, error) {
	vouchers := Sheet{Name: "费用明细", Labels: []string{"凭证号", "日期", "种类", "机构", "受助人", "金额（元）", "备注"}}
	for _, r := range b.Rows {
		vouchers.Rows = append(vouchers.Rows, []any{r.Voucher, r.Day.String(), r.Kind, r.Institution, r.Person, inYuan(r.Fen), r.Note})
	}
	vouchers.Rows = append(vouchers.Rows, []any{"合计", "", "", "", "", inYuan(b.TotalFen), b.Words})
	return Workbook(vouchers, costParts("按种类", "种类", b.ByKind, b.TotalFen), costParts("按机构", "机构", b.ByInstitution, b.TotalFen))
}

func costParts(name, label string, parts []printing.CostPart, total int64) Sheet {
	s := Sheet{Name: name, Labels: []string{label, "金额（元）"}}
	for _, p := range parts {
		s.Rows = append(s.Rows, []any{p.Name, inYuan(p.Fen)})
	}
	s.Rows = append(s.Rows, []any{"合计", inYuan(total)})
	return s
}

// inYuan is an amount of 分 in yuan: exact for any that a station can spend.
func inYuan(fen int64) float64 { return float64(fen) / 100 }
