package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// sentence is a line of text with its sign before it, broken where it has to
// be. A person is told by the shape and by the words, not by the colour alone.
func sentence(shape kit.Shape, ink fyne.ThemeColorName, text string) fyne.CanvasObject {
	sign := kit.Close(kit.Margin(kit.Nudge, kit.NewSign(shape, ink)))
	return container.NewBorder(nil, nil, sign, nil, kit.NewParagraph(text))
}
