package house

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// desk is a section: a list and, in its place for a while, a form or a paper.
type desk struct {
	*kit.ListDesk
	shell  Shell
	paper  *printout.Paper
	other  bool                  // something else stands in the place of the list
	top    *fyne.Container       // over the list, with signs that grow with their words
	stop   func()                // ends the watch
	loads  int                   // number of the newest load
	first  func() fyne.Focusable // what takes the focus with the list; nil for what the list was made with
	saving bool                  // a form is being saved
}

// use puts a list into the section. home takes the focus with it.
func (d *desk) use(shell Shell, home fyne.Focusable, list fyne.CanvasObject) {
	d.shell, d.ListDesk = shell, kit.NewListDesk(shell.Window(), home, list)
	d.paper = printout.NewPaper(shell, d.Place)
}

// watch returns what a room does when it is shown and left: it loads, and loads
// again when one of the tables changes.
func (d *desk) watch(load func(), tables ...string) (enter, leave func()) {
	leave = func() {
		if d.stop != nil {
			d.stop()
			d.stop = nil
		}
	}
	return func() {
		leave()
		d.stop = d.shell.OnChange(func(changed map[string]bool) {
			for _, table := range tables {
				if changed[table] {
					load()
					return
				}
			}
		})
		d.paper.Enter()
		load()
	}, leave
}

// read reads off the UI goroutine and shows the newest of what was asked for.
func (d *desk) read(what string, work func(ctx context.Context) error, show func()) {
	d.loads++
	mine := d.loads
	d.shell.Work(lang.L(what), work, func(err error) {
		switch {
		case mine != d.loads:
		case err != nil:
			d.shell.Fail(err)
		default:
			show()
		}
	})
}

// save runs a saving: what is wrong with a field is told at the field, and the
// form stays as it was typed. form is nil where there is none.
func (d *desk) save(form *kit.Form, work func(ctx context.Context) error, done func()) {
	if form != nil && d.saving {
		return // the key was pressed twice
	}
	d.saving = d.saving || form != nil
	d.shell.Work(lang.L("正在保存…"), work, func(err error) {
		if form != nil {
			d.saving = false
		}
		if err == nil {
			done()
			return
		}
		if form == nil || !form.Fail(err) {
			d.shell.Fail(err)
		}
	})
}

// put shows something else in the place of the list, until back.
func (d *desk) put(o fyne.CanvasObject) {
	d.Form, d.other = nil, true
	d.Place.Objects = []fyne.CanvasObject{o}
	d.Place.Refresh()
}

// back shows the list again.
func (d *desk) back() {
	d.other = false
	d.Back()
	d.focusIn()
}

// focusIn puts the cursor into the form that shows, or else on the list.
func (d *desk) focusIn() {
	if d.first != nil && d.listed() {
		d.focus(d.first())
		return
	}
	d.ListDesk.Focus()
}

// firstOf is the list, or what fills it while it is bare.
func firstOf(list fyne.CanvasObject, target fyne.Focusable, fill *kit.Button) func() fyne.Focusable {
	return func() fyne.Focusable {
		if !list.Visible() && fill != nil && !fill.Disabled() {
			return fill
		}
		return target
	}
}

// listed reports whether the list shows.
func (d *desk) listed() bool { return d.Form == nil && !d.paper.Shown() && !d.other }

// do obeys the keys that all sections know.
func (d *desk) do(id string) bool {
	switch {
	case d.paper.Do(id):
	case id == "close" && !d.listed():
		d.back()
	default:
		return false
	}
	return true
}

func (d *desk) can(right access.Right) bool { return d.shell.Session().Can(right) }

func (d *desk) said(text string) { d.shell.Toast(kit.Toast{Text: text, Kind: kit.Done}) }

func (d *desk) focus(o fyne.Focusable) { d.shell.Window().Canvas().Focus(o) }

// codeWord is what a code says in the language that is spoken; a code that is
// of no table stands for itself.
func codeWord(table, code string) string {
	for _, o := range codeOptions(table) {
		if o.Key == code {
			return o.Text
		}
	}
	return code
}

func codeOptions(table string) []kit.Option {
	rows, _ := assets.CodeTable(table) // embedded: it is there
	return kit.Options(rows)
}

// dayIn reads the day of a field; what is none stays there, marked.
func dayIn(field *kit.Entry) (day calendar.Date, known bool) {
	day, err := calendar.Parse(strings.TrimSpace(field.Text))
	if err != nil || !day.Valid() {
		field.SetProblem(lang.L("日期请写成 2026-12-01 这样。"))
		return day, false
	}
	return day, true
}

// text is what stands in a field, without space around it.
func text(e *kit.Entry) string { return strings.TrimSpace(e.Text) }
