package printing

import (
	"context"
	"strconv"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
)

// BookMonth is the store room's month as it goes onto paper.
type BookMonth struct {
	Book  supply.MonthBook
	Depot string // name; empty for all of them
	Gifts []supply.Gift
	Fares supply.FareMonth
	Check *supply.LedgerCheck // nil where the ledger was not added up
}

// MonthBookPDF makes 出入库月报, with what was given apart.
func (p *Papers) MonthBookPDF(ctx context.Context, m BookMonth) (Result, error) {
	var gifts []map[string]string
	for _, g := range m.Gifts {
		gifts = append(gifts, map[string]string{"at": calendar.On(g.At).String(), "donor": first(g.Lot.Donor, "未留名"), "name": g.Lot.Item.Full(),
			"quantity": strconv.Itoa(g.Given) + g.Lot.Item.Unit, "use": g.Lot.Use, "slip": g.Slip})
	}
	return p.stationPaper(ctx, "book_month", Values{
		"month": m.Book.Month.Start().Format("2006年1月"), "depot": first(m.Depot, "全部库房"), "made": p.made(),
		"check": checkWords(m.Check), "fares": fareWords(m.Fares),
		"bought": orNothing(bookRows(m.Book.Bought()), "name"), "donated": orNothing(bookRows(m.Book.Donated()), "name"), "gifts": orNothing(gifts, "donor"),
	})
}

func bookRows(lines []supply.BookLine) (rows []map[string]string) {
	for _, l := range lines {
		row := map[string]string{"name": l.Item.Full(), "unit": l.Item.Unit, "source": CodeWord("supply_source", l.Source),
			"opening": strconv.Itoa(l.Opening), "received": unsigned(l.Received), "issued": unsigned(l.Issued), "returned": unsigned(l.Returned),
			"moved_in": unsigned(l.MovedIn), "moved_out": unsigned(l.MovedOut), "written_off": unsigned(l.WrittenOff),
			"closing": strconv.Itoa(l.Closing)}
		if l.Adjusted != 0 {
			row["adjusted"] = plus(l.Adjusted)
		}
		rows = append(rows, row)
	}
	return rows
}

func checkWords(c *supply.LedgerCheck) string {
	switch {
	case c == nil:
		return ""
	case c.Sound():
		return store.Fill("账实相符：台账{{.N}}行，逐行、逐批、逐项核对无误。", store.Args{"N": c.Lines})
	}
	return store.Fill("发现{{.N}}处不符：", store.Args{"N": len(c.Findings)}) + store.Fill(c.Findings[0].Text, c.Findings[0].Args)
}

func fareWords(m supply.FareMonth) string {
	return store.Fill("{{.N}}张收据，{{.Stays}}人，发出{{.Out}}元，退回{{.Back}}元，实支{{.Net}}元。", store.Args{
		"N": m.Receipts, "Stays": m.Stays, "Out": yuan(int64(m.OutFen)), "Back": yuan(int64(m.BackFen)), "Net": yuan(int64(m.NetFen()))})
}
