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
	if _, marked := table.Marked(); !marked {
		table.PutCursor(0)
	}
}

// fillList shows rows, or what teaches in their place where the list is bare.
func fillList[T any](d *desk, table *kit.DataTable[T], rows []T, empty fyne.CanvasObject, bare bool) {
	table.SetRows(rows)
	d.swapIn(table, empty, bare)
	markFirst(table)
	d.top.Refresh()
}

// swapIn shows what teaches in the place of a list that is bare. The cursor
// goes along.
func (d *desk) swapIn(list, empty fyne.CanvasObject, bare bool) {
	with := d.First != nil && d.Listed() && d.shell.Window().Canvas().Focused() == d.First()
	if bare {
		list.Hide()
		empty.Show()
	} else {
		empty.Hide()
		list.Show()
	}
	if with {
		d.FocusOn(d.First())
	}
	d.place.Refresh()
}
