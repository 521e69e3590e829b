// Package house holds the sections about the house as a house: who is on duty,
// who is out, who visits, what comes round for every room, what was spent, and
// whom the station deals with.
//
// The one thing not to get wrong: a list and the form that fills it are one
// place. Esc goes back from the form and keeps what was typed until it is
// saved.
package house

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/kit"
)

// Shell is what the sections need of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	House() *shelter.House
	Directory() *intake.Directory
	Papers() *printing.Papers
	Printer() printing.Printer
	Previewer() *printing.Previewer
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}

// entry is a section with the rights of which one opens it; none: everybody's.
type entry struct {
	title  string
	rights []access.Right
	make   func(Shell) *kit.Room
}

// Sections are those of the page 照料 that the account may open.
func Sections(shell Shell) []kit.Section {
	return allowed(shell, []entry{
		{"值班", nil, newRoster},
		{"外出", []access.Right{access.ReadPeople}, newOutings},
		{"访客", []access.Right{access.ReadPeople}, newVisitors},
		{"换洗洗浴", []access.Right{access.AssignBeds, access.LayOutBeds}, newRota},
	})
}

// Records are those of the page 统计 that the account may open. Auditors read
// the costs, which name nobody to them.
func Records(shell Shell) []kit.Section {
	return allowed(shell, []entry{
		{"费用", []access.Right{access.Depart, access.StockSupplies, access.ReadAudit}, newCosts},
		{"机构通讯录", nil, newInstitutions},
	})
}

func allowed(shell Shell, all []entry) (sections []kit.Section) {
	for _, e := range all {
		open := len(e.rights) == 0
		for _, right := range e.rights {
			open = open || shell.Session().Can(right)
		}
		if open {
			sections = append(sections, kit.Section{Title: e.title, Make: func() *kit.Room { return e.make(shell) }})
		}
	}
	return sections
}
