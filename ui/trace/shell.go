// Package trace holds the pages of the search for families: 寻亲, the list of
// everybody who is looked for, and one case with what is known, what was done
// and which clocks run.
//
// The one thing not to get wrong: recording what was done is one line and two
// keys, and the clock that asked for it stands still on the same screen at
// once. What was recorded by mistake is withdrawn, never deleted.
package trace

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what the pages need of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	Directory() *intake.Directory
	Tracing() *tracing.Office
	Screen() *tracing.Screen
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
