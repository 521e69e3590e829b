package person

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// headed is the head of a block in a list, with what goes with it at the right;
// right may be nil.
func headed(words string, right fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, nil, right, cell(words, kit.Ink, true))
}

// remark is a line in a colour, with what may be done about it at the right;
// act may be nil.
func remark(words string, ink fyne.ThemeColorName, act fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(nil, nil, nil, act, cell(words, ink, false))
}
