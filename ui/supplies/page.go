// Package supplies is the page of the store room: what is there, and handing
// it out to a person.
package supplies

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Directory() *intake.Directory
	Supplies() *supply.Room
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}

type page struct {
	shell   Shell
	content *fyne.Container
}

// New returns the store room. id is empty, or the stay to hand out to.
func New(shell Shell, id string) kit.View {
	return &page{shell: shell, content: container.NewStack()}
}

func (p *page) Content() fyne.CanvasObject { return p.content }
func (p *page) Enter()                     {}
func (p *page) Leave()                     {}
func (p *page) Do(id string) bool          { return false }
