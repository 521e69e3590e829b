package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/ui/kit"
)

// sheetOf lays a white sheet under something that scrolls.
func sheetOf(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(kit.NewCard("", nil, container.NewWithoutLayout()), content)
}

// threeColumns gives the photo and who may be the same what they need at the
// sides, and the rest to the form between them.
type threeColumns struct{}

// The side columns are a little wider than the frame of a photo.
const (
	leftShare  = 1.3
	rightShare = 1.4
)

func (threeColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	frame := kit.Size(kit.Frame)
	height := float32(0)
	for _, column := range o {
		height = max(height, column.MinSize().Height)
	}
	return fyne.NewSize(frame*(leftShare+rightShare)+o[1].MinSize().Width+2*kit.Size(kit.Inside), height)
}

func (threeColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, frame := kit.Size(kit.Inside), kit.Size(kit.Frame)
	left, right := frame*leftShare, frame*rightShare
	widths := []float32{left, size.Width - left - right - 2*gap, right}
	at := float32(0)
	for i, column := range o {
		column.Move(fyne.NewPos(at, 0))
		column.Resize(fyne.NewSize(widths[i], size.Height))
		at += widths[i] + gap
	}
}

// square keeps the frame of the photo as high as it is wide at the least, so
// that who brought the person stands in sight below it.
type square struct{}

func (square) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(kit.Size(kit.Frame)) }

func (square) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, object := range o {
		object.Resize(size)
	}
}

// cornered puts a button into the upper right corner of a card, beside the
// short name that stands there.
type cornered struct{}

func (cornered) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Max(o[1].MinSize())
}

func (cornered) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	need, gap := o[1].MinSize(), kit.Size(kit.Nudge)
	o[1].Resize(need)
	o[1].Move(fyne.NewPos(size.Width-need.Width-gap, gap))
}

// columnsOf puts rows under each other, in two columns where they are more
// than most.
func columnsOf(rows []fyne.CanvasObject, most int) fyne.CanvasObject {
	if len(rows) <= most {
		return kit.Above(rows...)
	}
	half := (len(rows) + 1) / 2
	return kit.Shared(kit.Above(rows[:half]...), kit.Above(rows[half:]...))
}
