// Package person holds 档案, the page of one person over all their stays: who
// they are, what happened, what they were given, every paper and photo, and
// who changed what.
//
// The one thing not to get wrong: the page shows no more than the account may
// read. A protected person is a lock and the sentence whom to ask; a number is
// masked until somebody asks for it, and that is on record.
package person

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	Directory() *intake.Directory
	House() *shelter.House
	Supplies() *supply.Room
	Tracing() *tracing.Office
	Papers() *printing.Papers
	Go(route kit.Route)
	Back()
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}
