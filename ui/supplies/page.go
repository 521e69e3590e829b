// Package supplies is the page of the store room (物资): what is there, and
// handing it out, taking it in, counting it.
//
// The one thing not to get wrong: the stock that shows may be gone when
// somebody asks for it. The store room decides; when it says no, the basket
// stays as it was filled.
//
//	view := supplies.New(shell, stay.ID) // hand out to somebody
package supplies

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	Directory() *intake.Directory
	Supplies() *supply.Room
	House() *shelter.House
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

// page is the store room: a section for each kind of work in it.
type page struct {
	*kit.Sectioned
	shell Shell
}

// New returns the store room. id is empty, a section, or the stay to hand out
// to.
func New(shell Shell, id string) kit.View {
	stay, at := id, ""
	for _, s := range sections(shell, "") {
		if s.Title == id {
			stay, at = "", id
		}
	}
	if stay != "" {
		at = sectionIssue
	}
	return &page{kit.NewSectioned(shell, "物资", LastSection, sections(shell, stay), at), shell}
}

// LastSection is the key under which it is remembered where somebody was.
const LastSection = "supplies.section"

// Enter puts the cursor into the section: most who come here come to hand
// something out.
func (p *page) Enter() {
	p.Sectioned.Enter()
	if room := p.Room(); room != nil && room.Focus != nil {
		room.Focus()
	}
}

// Do obeys the keys of the section; Esc, where nothing is open in it, goes to
// the column of sections.
func (p *page) Do(id string) bool {
	return p.Sectioned.Do(id) || id == "close" && p.ToMenu()
}
