package care

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/section"
)

// desk is what all sections have in common: a list with forms in its place, a
// paper of it, and the changes that others make.
type desk struct {
	section.Desk
	shell Shell
}

// use puts a list into the section. home takes the focus with it.
func (d *desk) use(shell Shell, home fyne.Focusable, list fyne.CanvasObject, load func(), tables ...string) {
	d.shell = shell
	d.Use(shell, home, list, load, tables...)
}

// room is the section as the page shows it. keys are what it knows beside the
// common ones, by the id of the shortcut.
func (d *desk) room(behind any, keys map[string]func()) *kit.Room {
	return d.Room(behind, d.save(keys["save"]), func(id string) bool { return d.do(id, keys) })
}

// save is Ctrl+Enter: the form that is open, or what the list does by it.
func (d *desk) save(list func()) func() {
	return func() {
		switch {
		case d.Paper.Shown():
		case d.Form != nil:
			d.Submit()
		case list != nil:
			list()
		}
	}
}

func (d *desk) do(id string, keys map[string]func()) bool {
	if d.Do(id) {
		return true
	}
	act := keys[id]
	if act == nil || d.Form != nil || id == "save" {
		return false
	}
	act()
	return true
}

// read is Read, where the wait has no words of its own.
func (d *desk) read(work func(ctx context.Context) error, show func()) {
	d.Read("正在读取…", work, show)
}

// saved goes back to the list and says what was done.
func (d *desk) saved(text string) func() {
	return func() {
		d.Saved()
		d.Load()
		d.Say(text)
	}
}

// print shows a paper in place of the section.
func (d *desk) print(heading, kind string, work func(ctx context.Context) (printing.Result, error)) {
	title := lang.L(heading) + " " + d.shell.Now().Format("2006-01-02 1504")
	d.Paper.Open(heading, title, kind, work)
}

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
