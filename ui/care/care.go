// Package care is the part of the page 照料 that looks after people: the
// roll-call, the medicine round, who is watched, the kitchen's list, what is to
// be done when somebody is missing, and stays that last longer.
//
// The one thing not to get wrong: it is used walking through the house at night
// with one hand. Each thing is one key on the row with the cursor, and a wrong
// key is taken back.
//
//	all := care.Sections(shell)
//	page := kit.NewSectioned(shell, "照料", "care.section", all, "点名")
package care

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
	Papers() *printing.Papers
	Directory() *intake.Directory
	Printer() printing.Printer
	Previewer() *printing.Previewer
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	// OnChange has do told which tables another window or desk has changed,
	// until stop.
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}

// Titles of the sections, and their addresses.
const (
	RollCall   = "点名"
	Medicines  = "用药"
	Watch      = "观察"
	Kitchen    = "用餐"
	Procedures = "处置程序"
	Longer     = "延期与探访"
)

// Sections are what the account may see of care; none for who may read nobody.
func Sections(shell Shell) []kit.Section {
	if !shell.Session().Can(access.ReadPeople) {
		return nil
	}
	return []kit.Section{
		{Title: RollCall, Make: func() *kit.Room { return newRoll(shell) }},
		{Title: Medicines, Make: func() *kit.Room { return newRound(shell) }},
		{Title: Watch, Make: func() *kit.Room { return newWatch(shell) }},
		{Title: Kitchen, Make: func() *kit.Room { return newKitchen(shell) }},
		{Title: Procedures, Make: func() *kit.Room { return newMatters(shell) }},
		{Title: Longer, Make: func() *kit.Room { return newLonger(shell) }},
	}
}
