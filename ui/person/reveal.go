package person

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// reveal scrolls as little as is needed to show an object that got the focus.
func reveal(scroll *container.Scroll, object fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y
	gap := kit.Size(kit.Inside)
	if over := top + object.Size().Height + gap - scroll.Size().Height; over > 0 {
		scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+over))
		return
	}
	if top < gap {
		scroll.ScrollToOffset(fyne.NewPos(0, max(0, scroll.Offset.Y+top-gap)))
	}
}
