package beds

import (
	"fyne.io/fyne/v2"

	"guitu/ui/kit"
)

// across lays a room: what it is at the left, its beds beside that in as many
// lines as they need. wide is the room that there is, told by the board before
// it lays anything out.
type across struct{ wide *float32 }

// labelWidth is how much of a room's line its name takes.
func labelWidth() float32 { return kit.Size(kit.TileWidth) }

// columns is how many tiles stand in a line.
func columns(wide float32) int {
	gap := kit.Size(kit.Inside)
	return max(1, int((wide-labelWidth())/(kit.Size(kit.TileWidth)+gap)))
}

func (a across) MinSize(objects []fyne.CanvasObject) fyne.Size {
	gap, shown := kit.Size(kit.Inside), 0
	for _, o := range objects[1:] {
		if o.Visible() {
			shown++
		}
	}
	lines := float32(max(1, (shown+columns(*a.wide)-1)/columns(*a.wide)))
	height := max(objects[0].MinSize().Height, lines*kit.Size(kit.TileHeight)+(lines-1)*gap)
	return fyne.NewSize(labelWidth()+gap+kit.Size(kit.TileWidth), height)
}

func (a across) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap, per, at := kit.Size(kit.Inside), columns(*a.wide), 0
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(labelWidth(), size.Height))
	tile := fyne.NewSize(kit.Size(kit.TileWidth), kit.Size(kit.TileHeight))
	for _, o := range objects[1:] {
		if !o.Visible() {
			continue
		}
		o.Resize(tile)
		o.Move(fyne.NewPos(labelWidth()+gap+float32(at%per)*(tile.Width+gap), float32(at/per)*(tile.Height+gap)))
		at++
	}
}

// telling tells the board how wide it is before the board lays itself out.
type telling struct{ wide *float32 }

func (telling) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(labelWidth()+3*kit.Size(kit.TileWidth), 3*kit.Size(kit.TileHeight))
}

func (t telling) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*t.wide = size.Width - 2*kit.Size(kit.Between)
	for _, o := range objects {
		o.Resize(size)
		o.Refresh()
	}
}

// step finds the next place from one in lines of places, as an arrow asks
// for; the same place where there is no next.
func step(lines [][]string, from string, key fyne.KeyName) string {
	row, col := -1, -1
	for r, line := range lines {
		for c, id := range line {
			if id == from {
				row, col = r, c
			}
		}
	}
	if row < 0 {
		return from
	}
	switch key {
	case fyne.KeyLeft:
		if col--; col < 0 {
			if row--; row < 0 {
				return from
			}
			col = len(lines[row]) - 1
		}
	case fyne.KeyRight:
		if col++; col >= len(lines[row]) {
			if row++; row >= len(lines) {
				return from
			}
			col = 0
		}
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyHome:
		row, col = 0, 0
	case fyne.KeyEnd:
		row = len(lines) - 1
		col = len(lines[row]) - 1
	}
	if row < 0 || row >= len(lines) {
		return from
	}
	return lines[row][min(col, len(lines[row])-1)]
}
