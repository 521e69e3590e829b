package supplies

import (
	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// listPair puts a list at the left and what is written into it at the right, with
// a gap between: a little more than half for the list, in any size of type.
type listPair struct{}

const listShare = 0.58

func (listPair) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	wide := max(left.Width/listShare, right.Width/(1-listShare))
	return fyne.NewSize(wide+kit.Size(kit.Between), max(left.Height, right.Height))
}

func (listPair) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	left := (size.Width - gap) * listShare
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-gap-left, size.Height))
}
