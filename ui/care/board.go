package care

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/shelter"
	"guitu/ui/kit"
)

// board shows everybody who is called as tiles, room by room the way that
// somebody walks. A tile stays the same while what it shows changes, so that
// the cursor stays on it.
type board struct {
	content fyne.CanvasObject
	key     func(stay string, key *fyne.KeyEvent) bool
	tap     func(stay string)

	wide   float32
	scroll *container.Scroll
	box    *fyne.Container
	rooms  []roomTiles
	tiles  map[string]*kit.Tile
	lines  [][]string // stays as they stand in the window
	cursor string     // the stay whose tile had the focus last
	focus  func(fyne.Focusable)
}

// roomTiles is a room with those who sleep in it.
type roomTiles struct {
	name  *kit.Text
	stays []string
}

func newBoard(focus func(fyne.Focusable)) *board {
	b := &board{tiles: map[string]*kit.Tile{}, focus: focus}
	b.box = container.New(roomFlow{b})
	b.scroll = container.NewVScroll(b.box)
	b.content = container.New(widthTeller{b}, b.scroll)
	return b
}

// set shows lines in their order. facts says what a tile shows, none the head
// of those without a bed.
func (b *board) set(lines []shelter.RollLine, none string, facts func(shelter.RollLine) kit.TileFacts) {
	b.rooms = nil
	var objects []fyne.CanvasObject
	kept := map[string]*kit.Tile{}
	for _, l := range lines {
		room := l.Room
		if room == "" {
			room = none
		}
		if n := len(b.rooms); n == 0 || b.rooms[n-1].name.Content != room {
			name := kit.NewText(room)
			name.Color, name.Whole = kit.Faint, false
			b.rooms = append(b.rooms, roomTiles{name: name})
			objects = append(objects, name)
		}
		tile := b.tiles[l.StayID]
		if tile == nil {
			tile = b.newTile(l.StayID)
		}
		tile.Set(facts(l))
		kept[l.StayID] = tile
		last := &b.rooms[len(b.rooms)-1]
		last.stays = append(last.stays, l.StayID)
		objects = append(objects, tile)
	}
	b.tiles, b.box.Objects = kept, objects
	b.box.Refresh()
	b.scroll.Refresh()
}

func (b *board) newTile(stay string) *kit.Tile {
	tile := kit.NewTile(kit.TileFacts{})
	tile.OnTapped = func() { b.tap(stay) }
	tile.OnKey = func(key *fyne.KeyEvent) bool { return b.move(stay, key.Name) || b.key(stay, key) }
	tile.OnFocus = func(focused bool) {
		if focused {
			b.cursor = stay
			b.reveal(tile)
		}
	}
	return tile
}

// put puts the cursor on somebody's tile.
func (b *board) put(stay string) {
	if tile := b.tiles[stay]; tile != nil {
		b.focus(tile)
	}
}

// move goes to the tile that an arrow asks for.
func (b *board) move(stay string, key fyne.KeyName) bool {
	row, col := b.place(stay)
	if row < 0 {
		return false
	}
	switch key {
	case fyne.KeyLeft:
		if col--; col < 0 && row > 0 {
			row--
			col = len(b.lines[row]) - 1
		}
	case fyne.KeyRight:
		if col++; col >= len(b.lines[row]) && row < len(b.lines)-1 {
			row, col = row+1, 0
		}
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyHome:
		row, col = 0, 0
	case fyne.KeyEnd:
		row = len(b.lines) - 1
		col = len(b.lines[row]) - 1
	default:
		return false
	}
	if row >= 0 && row < len(b.lines) && col >= 0 {
		b.put(b.lines[row][min(col, len(b.lines[row])-1)])
	}
	return true
}

// place is where somebody's tile stands among the lines; -1 for nowhere.
func (b *board) place(stay string) (row, col int) {
	for r, line := range b.lines {
		for c, id := range line {
			if id == stay {
				return r, c
			}
		}
	}
	return -1, -1
}

// reveal scrolls so that a tile is in sight.
func (b *board) reveal(tile *kit.Tile) {
	top, bottom := tile.Position().Y, tile.Position().Y+tile.Size().Height
	switch {
	case top < b.scroll.Offset.Y:
		b.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > b.scroll.Offset.Y+b.scroll.Size().Height:
		b.scroll.ScrollToOffset(fyne.NewPos(0, bottom-b.scroll.Size().Height))
	}
}

// tileSize is a tile as a hand hits it.
func tileSize() fyne.Size {
	return fyne.NewSize(kit.Size(kit.TileWidth)+kit.Size(kit.Around), kit.Size(kit.TileHeight))
}

// roomFlow lays rooms under each other: the name at the left, its tiles beside it
// in as many lines as they need.
type roomFlow struct{ b *board }

func (f roomFlow) MinSize([]fyne.CanvasObject) fyne.Size {
	height := f.lay(func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
	return fyne.NewSize(2*tileSize().Width, height)
}

func (f roomFlow) Layout([]fyne.CanvasObject, fyne.Size) {
	f.lay(func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

func (f roomFlow) lay(put func(fyne.CanvasObject, fyne.Position, fyne.Size)) (height float32) {
	b, gap, tile := f.b, kit.Size(kit.Inside), tileSize()
	left := kit.Size(kit.TileWidth)
	per := max(1, int((b.wide-left-gap)/(tile.Width+gap)))
	b.lines = nil
	for _, room := range b.rooms {
		put(room.name, fyne.NewPos(0, height), fyne.NewSize(left, room.name.MinSize().Height))
		for i, stay := range room.stays {
			if i%per == 0 {
				b.lines = append(b.lines, nil)
			}
			b.lines[len(b.lines)-1] = append(b.lines[len(b.lines)-1], stay)
			at := fyne.NewPos(left+gap+float32(i%per)*(tile.Width+gap), height+float32(i/per)*(tile.Height+gap))
			put(b.tiles[stay], at, tile)
		}
		height += float32((len(room.stays)+per-1)/per) * (tile.Height + gap)
	}
	return height
}

// widthTeller tells the board how wide it is before the scroll asks how high.
type widthTeller struct{ b *board }

func (widthTeller) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.TileWidth)+tileSize().Width+2*kit.Size(kit.Inside), 2*kit.Size(kit.TileHeight))
}

func (w widthTeller) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w.b.wide = size.Width - kit.Size(kit.Between)
	o[0].Resize(size)
	o[0].Refresh()
}
