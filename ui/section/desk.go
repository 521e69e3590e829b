// Package section is what the sections of a page have in common that are a
// list: a form or a paper in its place for a while, what others change, and a
// saving that is begun once.
//
// The one thing not to get wrong: a reading that another one overtook shows
// nothing, or the list goes back to what it was before.
//
//	type costs struct {
//		section.Desk
//		…
//	}
//	c.Use(shell, c.table.Target(), list, c.load, "cost", "institution")
//	return c.Room(c, c.Submit, c.do)
package section

import (
	"context"

	"fyne.io/fyne/v2"

	"guitu/ui/kit"
	"guitu/ui/printout"
)

// Shell is what a section needs of the window.
type Shell interface {
	printout.Shell
	OnChange(do func(tables map[string]bool)) (stop func())
}

// Desk is a section: a list and, in its place for a while, a form, a paper or
// something else.
type Desk struct {
	*kit.ListDesk
	Paper *printout.Paper
	List  fyne.CanvasObject
	Load  func()                // reads what the list shows
	First func() fyne.Focusable // what takes the focus with the list; nil for what the list was made with

	shell  Shell
	tables []string // whose changes are shown
	stop   func()   // ends the watch for them
	reads  int      // number of the newest reading
	saving bool     // a form is being saved
}

// Use puts a list into the section. home takes the focus with it; load comes
// when the section is shown, and again when one of the tables changes.
func (d *Desk) Use(shell Shell, home fyne.Focusable, list fyne.CanvasObject, load func(), tables ...string) {
	d.shell, d.List, d.Load, d.tables = shell, list, load, tables
	d.ListDesk = kit.NewListDesk(shell.Window(), home, list)
	d.Paper = printout.NewPaper(shell, d.Place)
}

// Room is the section as the page shows it. behind is what stands behind it,
// save is Ctrl+Enter and do the other keys.
func (d *Desk) Room(behind any, save func(), do func(id string) bool) *kit.Room {
	return &kit.Room{Content: d.Paper.Content, Enter: d.Enter, Leave: d.Leave, Save: save, Do: do, Focus: d.Focus, Desk: behind}
}

// Enter loads and watches for changes.
func (d *Desk) Enter() {
	d.Leave()
	d.stop = d.shell.OnChange(func(changed map[string]bool) {
		for _, table := range d.tables {
			if changed[table] {
				d.Load()
				return
			}
		}
	})
	d.Paper.Enter()
	d.Load()
}

// Leave ends the watch for changes.
func (d *Desk) Leave() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
	}
}

// Read reads off the UI goroutine and shows the newest of what was asked for.
// what is the key of a sentence that says what is being done.
func (d *Desk) Read(what string, work func(ctx context.Context) error, show func()) {
	d.reads++
	mine := d.reads
	d.shell.Work(what, work, func(err error) {
		switch {
		case mine != d.reads:
		case err != nil:
			d.shell.Fail(err)
		default:
			show()
		}
	})
}

// Save runs a saving: what is wrong with a field is told at the field, and the
// form stays as it was typed. form is nil where there is none.
func (d *Desk) Save(form *kit.Form, work func(ctx context.Context) error, done func()) {
	if form != nil && d.saving {
		return // the key was pressed twice
	}
	d.saving = d.saving || form != nil
	d.shell.Work("正在保存…", work, func(err error) {
		if form != nil {
			d.saving = false
		}
		switch {
		case err == nil:
			done()
		case form == nil || !form.Fail(err):
			d.shell.Fail(err)
		}
	})
}

// Put shows something else in the place of the list, until Back.
func (d *Desk) Put(o fyne.CanvasObject) {
	d.Form = nil
	d.Place.Objects = []fyne.CanvasObject{o}
	d.Place.Refresh()
}

// Listed reports whether the list shows.
func (d *Desk) Listed() bool { return d.Place.Objects[0] == d.List && !d.Paper.Shown() }

// Back shows the list again.
func (d *Desk) Back() {
	d.ListDesk.Back()
	d.Focus()
}

// Focus puts the cursor into the form that shows, or else on the list.
func (d *Desk) Focus() {
	if d.First != nil && d.Listed() {
		d.FocusOn(d.First())
		return
	}
	d.ListDesk.Focus()
}

// FocusOn puts the cursor somewhere.
func (d *Desk) FocusOn(o fyne.Focusable) { d.shell.Window().Canvas().Focus(o) }

// Do obeys the keys that all sections know.
func (d *Desk) Do(id string) bool {
	switch {
	case d.Paper.Do(id):
	case id == "close" && !d.Listed():
		d.Back()
	default:
		return false
	}
	return true
}

// Say tells what was done; text is the key of its translation.
func (d *Desk) Say(text string) { d.shell.Toast(kit.Toast{Text: text, Kind: kit.Done}) }
