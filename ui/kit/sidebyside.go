package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// SideBySide lays cells in lines of three: a label, and what each of two says.
// label is the share of the width that labels take, least how wide the whole is
// at the least. A line is as high as its highest cell.
func SideBySide(label, least float32, cells ...fyne.CanvasObject) *fyne.Container {
	return container.New(sideBySide{label, least}, cells...)
}

type sideBySide struct{ label, least float32 }

func (s sideBySide) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for at := 0; at+2 < len(o); at += 3 {
		height += max(o[at].MinSize().Height, o[at+1].MinSize().Height, o[at+2].MinSize().Height) + Size(Inside)
	}
	return fyne.NewSize(s.least, height)
}

func (s sideBySide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	label := size.Width * s.label
	side := (size.Width - label) / 2
	y := float32(0)
	for at := 0; at+2 < len(o); at += 3 {
		x, line := float32(0), float32(0)
		for i, width := range []float32{label, side, side} {
			cell, room := o[at+i], width-Size(Inside)
			cell.Resize(fyne.NewSize(room, cell.MinSize().Height))
			need := cell.MinSize().Height // broken into lines by its width
			cell.Resize(fyne.NewSize(room, need))
			cell.Move(fyne.NewPos(x, y))
			x, line = x+width, max(line, need)
		}
		y += line + Size(Inside)
	}
}
