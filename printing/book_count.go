package printing

import (
	"context"
	"strconv"

	"guitu/shelter/supply"
)

// CountSheetPDF makes 盘点表 to be filled at the shelves. What is on the books
// stands not on it: who counts is not to know what they should find.
func (p *Papers) CountSheetPDF(ctx context.Context, t supply.StockTake) (Result, error) {
	staff, err := p.staff(ctx)
	if err != nil {
		return Result{}, err
	}
	var rows []map[string]string
	for _, l := range t.Lines {
		rows = append(rows, map[string]string{"kind": CodeWord("supply_kind", l.Item.Kind), "name": l.Item.Name, "size": l.Item.Size, "unit": l.Item.Unit})
	}
	return p.stationPaper(ctx, "book_count", Values{"depot": t.Depot.Name, "begun": moment(t.BegunAt), "items": len(t.Lines), "by": staff[t.BegunBy], "lines": numbered(rows)})
}

// CountResultPDF makes 盘点结果: what was counted against the books, and who
// stands for it.
func (p *Papers) CountResultPDF(ctx context.Context, t supply.StockTake) (Result, error) {
	staff, err := p.staff(ctx)
	if err != nil {
		return Result{}, err
	}
	var rows []map[string]string
	for _, l := range t.Lines {
		row := map[string]string{"name": l.Item.Name, "size": l.Item.Size, "unit": l.Item.Unit, "reason": l.Reason, "by": staff[l.CountedBy]}
		if l.Done {
			row["booked"], row["counted"], row["variance"] = strconv.Itoa(l.Booked), strconv.Itoa(l.Counted), plus(l.Variance())
		}
		rows = append(rows, row)
	}
	state := map[string]string{supply.Open: "清点中，尚未审批", supply.Approved: "已审批", supply.Dropped: "已取消，账面未动"}[t.State]
	if t.State == supply.Approved && t.Differ == 0 {
		state = "已审批，账实相符"
	}
	return p.stationPaper(ctx, "book_variance", Values{"depot": t.Depot.Name, "state": state, "begun": moment(t.BegunAt), "by": staff[t.BegunBy],
		"decided": moment(t.DecidedAt), "decided_by": staff[t.DecidedBy], "items": len(t.Lines), "done": t.Done, "differ": t.Differ, "slip": t.Slip, "why": t.Why,
		"lines": numbered(rows)})
}
