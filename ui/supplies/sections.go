package supplies

import (
	"guitu/internal/access"
	"guitu/ui/kit"
)

// The sections that others lead to.
const (
	sectionIssue   = "发放"
	sectionStock   = "库存"
	sectionReceipt = "入库"
)

// section is one kind of work in the store room.
type section struct {
	title  string
	rights []access.Right // one of them opens it; none: everybody
	make   func(shell Shell) *kit.Room
}

// Sections are those that the account may open, in their order.
func Sections(shell Shell) []kit.Section { return sections(shell, "") }

// sections are those that the account may open, in their order. stay is whom
// to hand out to, or empty.
func sections(shell Shell, stay string) (open []kit.Section) {
	for _, s := range []section{
		{sectionIssue, []access.Right{access.IssueSupplies}, func(shell Shell) *kit.Room { return newIssue(shell, stay).section() }},
		{sectionStock, nil, func(shell Shell) *kit.Room { return newStock(shell).section() }},
		{sectionReceipt, []access.Right{access.StockSupplies}, func(shell Shell) *kit.Room { return newReceipt(shell).section() }},
		{"调拨报损", []access.Right{access.IssueSupplies, access.StockSupplies}, func(shell Shell) *kit.Room { return newMoving(shell).section() }},
		{sectionTakes, []access.Right{access.IssueSupplies, access.StockSupplies}, newStockTakes},
		{sectionForecast, []access.Right{access.IssueSupplies, access.StockSupplies}, newForecast},
		{sectionBook, nil, newBook},
		{sectionFares, []access.Right{access.IssueSupplies}, newFares},
	} {
		if s.opensTo(shell.Session()) {
			open = append(open, kit.Section{Title: s.title, Make: func() *kit.Room { return s.make(shell) }})
		}
	}
	return open
}

func (s section) opensTo(session *access.Session) bool {
	for _, right := range s.rights {
		if session.Can(right) {
			return true
		}
	}
	return len(s.rights) == 0
}
