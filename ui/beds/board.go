package beds

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// board draws the zones as cards, their rooms as lines, their beds as tiles,
// and those without a bed in a strip above.
type board struct {
	page    *page
	content *fyne.Container
	strip   *fyne.Container // those without a bed
	waiting *container.Scroll
	people  *fyne.Container
	title   *kit.Text
	zones   *fyne.Container
	scroll  *container.Scroll
	under   *fyne.Container // the scroll, or what teaches where no bed is
	wide    float32

	shape string               // ids in their order; the board is built anew when it changes
	tiles map[string]*kit.Tile // by bed, and by stay for those without one
	cards []zoneCard
	over  string // tile under the drag
	last  string // tile that had the focus last
}

// roomLine is a room's line with its tiles.
type roomLine struct {
	line *fyne.Container
	beds []string
}

// zoneCard is a zone's card with its rooms' lines.
type zoneCard struct {
	card  *kit.Card
	count *fyne.Container // beds by state, a chip each
	chips map[string]*kit.Chip
	rooms []roomLine
}

func newZoneCard() zoneCard {
	c := zoneCard{count: kit.Beside(), chips: map[string]*kit.Chip{}}
	for _, s := range states {
		chip := kit.NewChip(s.state.Shape, "", s.state.Color)
		chip.Hide()
		c.chips[s.key] = chip
		c.count.Add(chip)
	}
	return c
}

// tell says how many beds of a zone are in each state; states without a bed
// are left out, but for the free ones.
func (c zoneCard) tell(z shelter.BoardZone) {
	counts := map[string]int{}
	for _, r := range z.Rooms {
		for _, b := range r.Beds {
			counts[stateKey(b)]++
		}
	}
	for key, chip := range c.chips {
		state := stateNamed(key)
		chip.Set(state.Shape, state.Word+" "+strconv.Itoa(counts[key]), state.Color)
		if shown := counts[key] > 0 || key == stateFree; shown != chip.Visible() {
			chip.Hidden = !shown
			c.count.Refresh()
		}
	}
}

func newBoard(p *page) *board {
	b := &board{page: p, tiles: map[string]*kit.Tile{}, people: kit.Beside(), zones: kit.Groups()}
	b.title = kit.NewText("")
	b.title.Bold = true
	b.waiting = container.NewHScroll(kit.Margin(kit.Nudge, b.people))
	b.strip = kit.Above(b.title, kit.Flush(kit.Nudge, b.waiting))
	b.strip.Hide()
	b.scroll = container.NewVScroll(kit.Margin(kit.Nudge, b.zones))
	b.under = container.New(telling{&b.wide}, kit.Flush(kit.Nudge, b.scroll))
	b.content = container.New(below{}, b.strip, b.under)
	return b
}

// show brings the tiles to the state of the page's facts.
func (b *board) show() {
	if shape := b.shapeOf(b.page.facts.board); shape != b.shape {
		b.shape = shape
		b.build()
	}
	b.paint()
}

func (b *board) shapeOf(board shelter.Board) string {
	var shape strings.Builder
	for _, s := range board.WithoutBed {
		shape.WriteString(s.StayID + " ")
	}
	for _, z := range board.Zones {
		shape.WriteString("\n" + z.Zone.ID + b.page.facts.zoneName(z.Zone))
		for _, r := range z.Rooms {
			shape.WriteString("\n" + r.Room.ID + r.Room.Name + roomWords(r.Room) + " ")
			for _, bed := range r.Beds {
				shape.WriteString(bed.Bed.ID + " ")
			}
		}
	}
	return shape.String()
}

// build makes cards, lines and tiles; a tile that was there is used again, and
// keeps the focus.
func (b *board) build() {
	old := b.tiles
	b.tiles, b.cards = map[string]*kit.Tile{}, nil
	keep := func(id string) *kit.Tile {
		t := old[id]
		if t == nil {
			t = b.newTile(id)
		}
		b.tiles[id] = t
		return t
	}
	b.people.RemoveAll()
	for _, s := range b.page.facts.board.WithoutBed {
		b.people.Add(keep(s.StayID))
	}
	b.zones.RemoveAll()
	for _, z := range b.page.facts.board.Zones {
		card := newZoneCard()
		lines := kit.Groups()
		for _, r := range z.Rooms {
			line := roomLine{line: container.New(across{&b.wide}, b.roomHead(r.Room))}
			for _, bed := range r.Beds {
				line.line.Add(keep(bed.Bed.ID))
				line.beds = append(line.beds, bed.Bed.ID)
			}
			card.rooms = append(card.rooms, line)
			lines.Add(line.line)
		}
		card.card = kit.NewCard(b.page.facts.zoneName(z.Zone), card.count, lines)
		b.cards = append(b.cards, card)
		b.zones.Add(card.card)
	}
	b.teach()
}

// teach shows what to do where there is no bed at all.
func (b *board) teach() {
	if len(b.page.facts.beds) > 0 {
		b.under.Objects = []fyne.CanvasObject{b.scroll}
		b.under.Refresh()
		return
	}
	sentence, button := "这里会画出每张床位。请站务管理或站长先布置分区、房间和床位。", (*kit.Button)(nil)
	if b.page.can(access.LayOutBeds) {
		sentence, button = "这里会画出每张床位：先布置分区、房间和床位，可以从一套60张床的样板开始。", kit.NewPrimary("布置床位", "save", b.page.openPlan)
		b.page.side.primary = button
	}
	b.under.Objects = []fyne.CanvasObject{kit.NewEmpty("beds", sentence, button)}
	b.under.Refresh()
}

// roomHead says what a room is; where beds may be given it leads to what can
// be done with the room.
func (b *board) roomHead(r shelter.Room) fyne.CanvasObject {
	name := kit.NewText(r.Name)
	name.Bold, name.Whole = true, false
	words := kit.NewLabel(roomWords(r))
	words.Whole = false
	if !b.page.mayAssign() {
		return kit.Close(name, words)
	}
	more := kit.NewButton("＋床", "", func() { b.page.markRoom(r.ID) })
	more.Role = kit.Quiet
	return kit.Close(container.NewBorder(nil, nil, nil, more, name), words)
}

func (b *board) newTile(id string) *kit.Tile {
	t := kit.NewTile(kit.TileFacts{})
	t.OnTapped = func() { b.page.tapped(id) }
	t.OnKey = func(key *fyne.KeyEvent) bool { return b.page.keyed(id, key) }
	t.OnFocus = func(focused bool) {
		if focused {
			b.last = id
		}
		b.page.looked(id, focused)
	}
	t.OnTab = b.page.tabbed
	t.OnDrag = func(at fyne.Position) { b.page.dragged(id, at) }
	t.OnDragEnd = b.page.dropped
	return t
}

// paint sets what each tile shows and hides what the filters leave out.
func (b *board) paint() {
	p := b.page
	for _, s := range p.facts.board.WithoutBed {
		facts := tileOfSleeper(s)
		facts.Dim = p.hand != nil && p.hand.stay != s.StayID
		b.tiles[s.StayID].Set(facts)
	}
	relaid := false
	hide := func(o fyne.CanvasObject, hidden bool) {
		if o.Visible() == hidden {
			relaid = true
			if hidden {
				o.Hide()
			} else {
				o.Show()
			}
		}
	}
	for at, z := range p.facts.board.Zones {
		card := b.cards[at]
		card.tell(z)
		zoneShown := false
		for i, r := range z.Rooms {
			shown := false
			for _, bed := range r.Beds {
				tile := b.tiles[bed.Bed.ID]
				fits := p.top.on.keeps(bed)
				hide(tile, !fits)
				shown = shown || fits
				facts := tileOf(bed)
				facts.Dim, facts.Why = p.hand.unfit(bed)
				tile.Set(facts)
			}
			hide(card.rooms[i].line, !shown)
			zoneShown = zoneShown || shown
		}
		hide(card.card, !zoneShown)
	}
	b.title.Set(lang.L("还没有床位：{{.N}}人", map[string]any{"N": len(p.facts.board.WithoutBed)}))
	hide(b.strip, len(p.facts.board.WithoutBed) == 0)
	if relaid {
		b.content.Refresh()
		b.scroll.Refresh()
	}
}

// lines are the places that arrows go through, as they stand on the screen.
func (b *board) lines() [][]string {
	var lines [][]string
	var strip []string
	for _, s := range b.page.facts.board.WithoutBed {
		strip = append(strip, s.StayID)
	}
	if len(strip) > 0 {
		lines = append(lines, strip)
	}
	per := columns(b.wide)
	for _, card := range b.cards {
		for _, room := range card.rooms {
			shown := slices.DeleteFunc(slices.Clone(room.beds), func(id string) bool { return !b.tiles[id].Visible() })
			for line := range slices.Chunk(shown, per) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// focusFirst puts the focus on who waits for a bed, or else on the first bed.
func (b *board) focusFirst() {
	if lines := b.lines(); len(lines) > 0 {
		b.focusTile(lines[0][0])
	}
}

// focusLast goes back to the tile that had the focus last; false where a tile
// has it.
func (b *board) focusLast() bool {
	if _, on := b.page.canvas().Focused().(*kit.Tile); on || b.tiles[b.last] == nil {
		return false
	}
	b.focusTile(b.last)
	return true
}

// focusTile puts the focus on a tile and brings it into sight.
func (b *board) focusTile(id string) {
	if t, ok := b.tiles[id]; ok {
		b.reveal(id)
		b.page.focus(t)
	}
}

// reveal scrolls as little as is needed to show a tile.
func (b *board) reveal(id string) {
	t := b.tiles[id]
	driver := fyne.CurrentApp().Driver()
	gap := kit.Size(kit.Inside)
	at := driver.AbsolutePositionForObject(t)
	if _, waits := b.page.facts.beds[id]; !waits {
		left := at.X - driver.AbsolutePositionForObject(b.waiting).X
		b.waiting.Offset.X = shifted(b.waiting.Offset.X, left, t.Size().Width+gap, b.waiting.Size().Width)
		b.waiting.Refresh()
		return
	}
	top := at.Y - driver.AbsolutePositionForObject(b.scroll).Y
	b.scroll.Offset.Y = shifted(b.scroll.Offset.Y, top-gap, t.Size().Height+2*gap, b.scroll.Size().Height)
	b.scroll.Refresh()
}

// shifted is the offset at which something of a length that stands at a place
// of the window can be seen.
func shifted(offset, at, length, window float32) float32 {
	if over := at + length - window; over > 0 {
		offset += over
		at -= over
	}
	return max(0, offset+min(0, at))
}

// at finds the tile at a position of the canvas; "" where there is none.
func (b *board) at(pos fyne.Position) string {
	driver := fyne.CurrentApp().Driver()
	for id, t := range b.tiles {
		if !t.Visible() {
			continue
		}
		p, size := driver.AbsolutePositionForObject(t), t.Size()
		if pos.X >= p.X && pos.Y >= p.Y && pos.X < p.X+size.Width && pos.Y < p.Y+size.Height {
			return id
		}
	}
	return ""
}

// below puts the strip above the board, 16 apart, and takes no room for it
// while nobody waits.
type below struct{}

func (below) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[1].MinSize()
	if o[0].Visible() {
		size.Height += o[0].MinSize().Height + kit.Size(kit.Between)
	}
	return size
}

func (below) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := float32(0)
	if o[0].Visible() {
		need := o[0].MinSize().Height
		o[0].Resize(fyne.NewSize(size.Width, need))
		top = need + kit.Size(kit.Between)
	}
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top))
}
