package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
)

// NewEmpty returns what stands where nothing is yet: a picture, one sentence
// that teaches, and the button that fills the place, or nil. The sentence is
// a key of the translations, picture a name of assets.Icon.
func NewEmpty(picture, sentence string, button *Button) fyne.CanvasObject {
	icon := NewPicture(picture)
	icon.Color, icon.Type = Faint, Thumb
	words := NewText(lang.L(sentence))
	words.Color = Faint
	column := Groups(container.NewCenter(icon), container.NewCenter(words))
	if button != nil {
		column.Add(container.NewCenter(button))
	}
	return container.NewCenter(column)
}
