package printing

import (
	"context"
	"strconv"

	"guitu/shelter/supply"
)

// ShoppingListPDF makes the list of what to order before a cold wave.
func (p *Papers) ShoppingListPDF(ctx context.Context, f supply.Forecast) (Result, error) {
	var waves []string
	for _, w := range f.Waves {
		waves = append(waves, w.Name+"（"+w.From.String()+" 至 "+w.To.String()+"）")
	}
	var rows []map[string]string
	for _, n := range f.Lines {
		if n.Order == 0 {
			continue
		}
		rows = append(rows, map[string]string{"name": n.Item.Name, "size": n.Item.Size, "unit": n.Item.Unit, "need": strconv.Itoa(n.Need),
			"usable": strconv.Itoa(n.Usable), "shortfall": unsigned(n.Shortfall), "reorder": strconv.Itoa(n.Item.Reorder), "order": strconv.Itoa(n.Order)})
	}
	return p.stationPaper(ctx, "book_order", Values{"days": strconv.Itoa(f.Days) + "天", "made": p.made(), "waves": joined("；", waves...),
		"lines": orNothing(numbered(rows), "name")})
}
