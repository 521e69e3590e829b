// Package settings is the page 设置: how the window looks, one's own password,
// and what the head and the administrator decide for the whole station.
//
// The one thing not to get wrong: each section saves by itself, and what was
// typed wrongly stays in its field with the sentence that says what to do.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	House() *shelter.House
	Tracing() *tracing.Office
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
	Version() string
	// Appearance is how the window looks on this computer, and its language.
	Appearance() (dark, large bool, language string)
	SetAppearance(dark, large bool, language string)
}

type page struct{ content *fyne.Container }

func (p *page) Content() fyne.CanvasObject { return p.content }
func (p *page) Enter()                     {}
func (p *page) Leave()                     {}
func (p *page) Do(id string) bool          { return false }

// New returns the page 设置.
func New(shell Shell) kit.View { return &page{container.NewStack()} }
