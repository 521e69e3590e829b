package person

import (
	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// parts puts two things beside each other and gives the first a share of the
// width.
type parts struct{ first float32 }

// The shares that the page knows.
const (
	aThird    = 0.34
	lessHalf  = 0.44
	moreHalf  = 0.58
	twoThirds = 0.66
)

func (parts) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), kit.Size(kit.Thumb))
}

func (p parts) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	first := (size.Width - gap) * p.first
	o[0].Resize(fyne.NewSize(first, size.Height))
	o[1].Move(fyne.NewPos(first+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-first-gap, size.Height))
}
