// Package report holds the pages of what is due and of papers: 今日, where a
// shift begins, and 文书, where a paper is looked at, issued and printed.
//
// The one thing not to get wrong: what is previewed is what is printed. Both
// show the same bytes, and a paper that was issued is printed again from the
// bytes that were kept.
package report

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

// Shell is what the pages need of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	Directory() *intake.Directory
	House() *shelter.House
	Supplies() *supply.Room
	Tracing() *tracing.Office
	Papers() *printing.Papers
	Previewer() *printing.Previewer
	Printer() printing.Printer
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}
