package trace

import (
	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// sandwich lays a head and a foot around a body that takes the rest, a gap
// between them.
type sandwich struct{}

func (sandwich) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, body, foot := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(head.Width, body.Width, foot.Width), head.Height+body.Height+foot.Height+2*kit.Size(kit.Inside))
}

func (sandwich) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, head, foot := kit.Size(kit.Inside), o[0].MinSize().Height, o[2].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, head))
	o[1].Move(fyne.NewPos(0, head+gap))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-head-foot-2*gap))
	o[2].Move(fyne.NewPos(0, size.Height-foot))
	o[2].Resize(fyne.NewSize(size.Width, foot))
}

// snug gives an object the width it asks for, or what there is.
type snug struct{}

func (snug) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, o[0].MinSize().Height) }

func (snug) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(fyne.NewSize(min(o[0].MinSize().Width, size.Width), size.Height))
}

// threeColumns shares the width: what is known, what was done, what is due.
type threeColumns struct{}

var columnShares = []float32{0.25, 0.43, 0.32}

func (threeColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), kit.Size(kit.Popup)/2)
}

func (threeColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, x := kit.Size(kit.Inside), float32(0)
	room := size.Width - gap*float32(len(o)-1)
	for i, share := range columnShares {
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(room*share, size.Height))
		x += room*share + gap
	}
}
