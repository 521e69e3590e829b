package care

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// desk is what all sections have in common: a list with forms in its place, a
// paper of it, and the changes that others make.
type desk struct {
	*kit.ListDesk
	list    fyne.CanvasObject
	shell   Shell
	paper   *printout.Paper
	tables  []string // whose changes are shown
	load    func()
	stop    func()
	loading int
}

// use puts a list into the section. home takes the focus with it.
func (d *desk) use(shell Shell, home fyne.Focusable, list fyne.CanvasObject, load func(), tables ...string) {
	d.shell, d.load, d.tables, d.list = shell, load, tables, list
	d.ListDesk = kit.NewListDesk(shell.Window(), home, list)
	d.paper = printout.NewPaper(shell, d.Place)
}

// room is the section as the page shows it. keys are what it knows beside the
// common ones, by the id of the shortcut.
func (d *desk) room(behind any, keys map[string]func()) *kit.Room {
	return &kit.Room{Content: d.paper.Content, Enter: d.enter, Leave: d.leave, Save: d.save(keys["save"]),
		Focus: d.ListDesk.Focus, Desk: behind, Do: func(id string) bool { return d.do(id, keys) }}
}

func (d *desk) enter() {
	d.leave()
	d.stop = d.shell.OnChange(func(tables map[string]bool) {
		for _, t := range d.tables {
			if tables[t] {
				d.load()
				return
			}
		}
	})
	d.paper.Enter()
	d.load()
}

func (d *desk) leave() {
	if d.stop != nil {
		d.stop()
		d.stop = nil
	}
}

// save is Ctrl+Enter: the form that is open, or what the list does by it.
func (d *desk) save(list func()) func() {
	return func() {
		switch {
		case d.paper.Shown():
		case d.Form != nil:
			d.Submit()
		case list != nil:
			list()
		}
	}
}

func (d *desk) do(id string, keys map[string]func()) bool {
	if d.paper.Do(id) {
		return true
	}
	if id == "close" && d.Place.Objects[0] != d.list {
		d.Back()
		return true
	}
	act := keys[id]
	if act == nil || d.Form != nil || id == "save" {
		return false
	}
	act()
	return true
}

// read reads on another goroutine and shows what came, unless a later reading
// has begun meanwhile.
func (d *desk) read(work func(ctx context.Context) error, show func()) {
	d.loading++
	mine := d.loading
	d.shell.Work(lang.L("正在读取…"), work, func(err error) {
		switch {
		case mine != d.loading:
		case err != nil:
			d.shell.Fail(err)
		default:
			show()
		}
	})
}

// write changes something and says so; what fails is told at the field of the
// form that is open, or by the window.
func (d *desk) write(work func(ctx context.Context) error, done func()) {
	form := d.Form
	d.shell.Work(lang.L("正在保存…"), work, func(err error) {
		switch {
		case err == nil:
			done()
		case form == nil || !form.Fail(err):
			d.shell.Fail(err)
		}
	})
}

// saved goes back to the list and says what was done.
func (d *desk) saved(text string) func() {
	return func() {
		d.Saved()
		d.load()
		d.told(text)
	}
}

func (d *desk) told(text string) { d.shell.Toast(kit.Toast{Text: text, Kind: kit.Done}) }

// print shows a paper in place of the section.
func (d *desk) print(heading, kind string, work func(ctx context.Context) (printing.Result, error)) {
	title := lang.L(heading) + " " + d.shell.Now().Format("2006-01-02 1504")
	d.paper.Open(heading, title, kind, work)
}

// focus puts the cursor somewhere.
func (d *desk) focus(o fyne.Focusable) { d.shell.Window().Canvas().Focus(o) }

// over is a line of choices over a list, each with its share of the width,
// with words at its end.
func over(right fyne.CanvasObject, choices ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.Margin(kit.Nudge, container.NewBorder(nil, nil, nil, right, container.New(sharing{}, choices...)))
}

// sharing gives the first of two choices three fifths of the width, and one
// alone all of it.
type sharing struct{}

func (sharing) first(n int, width float32) float32 {
	if n == 1 {
		return width
	}
	return (width - kit.Size(kit.Between)) * 3 / 5
}

func (sharing) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, c := range o {
		need := c.MinSize()
		size = fyne.NewSize(size.Width+need.Width, max(size.Height, need.Height))
	}
	return size
}

func (s sharing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	first := s.first(len(o), size.Width)
	o[0].Resize(fyne.NewSize(first, size.Height))
	if len(o) > 1 {
		o[1].Move(fyne.NewPos(first+kit.Size(kit.Between), 0))
		o[1].Resize(fyne.NewSize(size.Width-first-kit.Size(kit.Between), size.Height))
	}
}
