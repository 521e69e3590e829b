package house

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// wide gives something at least a width.
func wide(size fyne.ThemeSizeName, o fyne.CanvasObject) fyne.CanvasObject {
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(kit.Size(size), 0))
	return container.NewStack(width, o)
}

// markFirst puts the cursor on the first row, where it is on none.
func markFirst[T any](table *kit.DataTable[T]) {
	if _, marked := table.Marked(); !marked && len(table.Shown()) > 0 {
		table.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	}
}

// swapIn shows what teaches in the place of a list that is bare. The cursor
// goes along.
func (d *desk) swapIn(list, empty fyne.CanvasObject, bare bool) {
	with := d.first != nil && d.listed() && d.shell.Window().Canvas().Focused() == d.first()
	if bare {
		list.Hide()
		empty.Show()
	} else {
		empty.Hide()
		list.Show()
	}
	if with {
		d.focus(d.first())
	}
}
