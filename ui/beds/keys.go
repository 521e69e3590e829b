package beds

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/shelter"
	"guitu/ui/kit"
)

// keyed does what a key means on a tile and reports whether it means anything.
func (p *page) keyed(id string, key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd:
		p.board.focusTile(step(p.board.lines(), id, key.Name))
	case fyne.KeySpace:
		switch {
		case p.hand != nil:
			p.put(id, nil)
		case p.stayAt(id) != "" && p.mayAssign():
			p.takeUp(p.stayAt(id))
		default:
			p.mark(id)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.hand != nil {
			p.put(id, nil)
			return true
		}
		p.mark(id)
		p.side.focus(p.canvas())
	case fyne.KeyEqual, fyne.KeyPlus: // the key of ＋, with and without Shift
		return p.openRoom(p.facts.beds[id].Bed.Room.ID)
	case fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9:
		return p.takeNumber(int(key.Name[0] - '1'))
	default:
		return false
	}
	return true
}

// tabbed leaves the tiles: to the side, or back to what finds them.
func (p *page) tabbed(back bool) {
	switch {
	case back:
		p.focus(p.top.find)
	case p.side.upper != nil:
		p.focus(p.side.upper)
	default:
		p.canvas().FocusNext()
	}
}

// openRoom shows a room, where more beds may be put up in it.
func (p *page) openRoom(id string) bool {
	if id == "" || p.hand != nil || !p.mayAssign() {
		return false
	}
	p.markRoom(id)
	return true
}

// takeNumber gives the n-th of the suggested beds.
func (p *page) takeNumber(n int) bool {
	if p.hand == nil || n >= len(p.hand.numbered()) {
		return false
	}
	p.put(p.hand.numbered()[n].Bed.ID, nil)
	return true
}

// stayAt is the stay of who is at a tile; "" for nobody.
func (p *page) stayAt(id string) string {
	if s := p.facts.beds[id].Sleeper; s != nil {
		return s.StayID
	}
	if _, waits := p.facts.people[id]; waits {
		return id
	}
	return ""
}

// tapped does what a click on a tile means: put down who is held, or show what
// can be done there.
func (p *page) tapped(id string) {
	if p.hand != nil {
		p.put(id, nil)
		return
	}
	p.mark(id)
}

// looked shows what the rules say of the bed at which somebody looks.
func (p *page) looked(id string, focused bool) {
	if p.hand == nil || !focused {
		return
	}
	bed, ok := p.facts.beds[id]
	if !ok {
		return
	}
	if v, free := p.hand.fits[id]; free {
		again := (func())(nil)
		if v.Level == shelter.Block {
			again = p.override(id)
		}
		p.side.judge(bed, v, again)
		return
	}
	_, why := p.hand.unfit(bed)
	p.side.say(bed, why)
}

// mark makes the side be about a bed or somebody without one; "" about
// nothing.
func (p *page) mark(id string) {
	if t := p.board.tiles[p.marked]; t != nil {
		t.Select(false)
	}
	p.marked, p.room = id, ""
	if t := p.board.tiles[id]; t != nil {
		t.Select(true)
	}
	p.showSide()
}

// flash shows where a bed or somebody is: the tile comes into sight, gets the
// focus and blinks.
func (p *page) flash(id string) {
	if bed := p.facts.bedOf[id]; bed != "" {
		id = bed
	}
	t, ok := p.board.tiles[id]
	if !ok {
		p.shell.Toast(kit.Toast{Text: "没有找到这张床：可能已经撤掉了。", Kind: kit.Info})
		return
	}
	if !t.Visible() {
		p.top.choose()
	}
	if p.onLine && p.line.goTo(id) {
		p.focus(p.line.list)
		return
	}
	p.view(false)
	p.mark(id)
	p.board.focusTile(id)
	kit.Tell("found", "tile")
	fyne.NewAnimation(blinkFor, func(done float32) { t.Select(int(done*blinks)%2 == 0 || done >= 1) }).Start()
}

// dragged takes up who is at a tile and carries them along.
func (p *page) dragged(id string, at fyne.Position) {
	if p.hand == nil {
		stay := p.stayAt(id)
		if stay == "" {
			return
		}
		if p.hold(stay, false); p.hand == nil {
			return
		}
	}
	p.ghost.show(p.hand.name, at)
	p.board.nudge(at)
	if over := p.board.at(at); over != p.board.over {
		if t := p.board.tiles[p.board.over]; t != nil && p.board.over != p.place(p.hand.stay) {
			t.Select(false)
		}
		p.board.over = over
		if t := p.board.tiles[over]; t != nil {
			t.Select(true)
			p.looked(over, true)
		}
	}
}

// dropped puts down who was dragged, where they were let go.
func (p *page) dropped() {
	if p.hand == nil {
		return
	}
	p.ghost.hide()
	over := p.board.over
	p.board.over = ""
	if t := p.board.tiles[over]; t != nil && over != p.place(p.hand.stay) {
		t.Select(false)
	}
	if over == "" {
		p.letGo()
		p.showSide()
		return
	}
	p.put(over, nil)
}

// nudge scrolls while the mouse drags near the upper or lower edge.
func (b *board) nudge(at fyne.Position) {
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.scroll).Y
	edge, height := kit.Size(kit.TileHeight)/2, b.scroll.Size().Height
	y := at.Y - top
	switch {
	case y < edge && y > -edge:
		b.scroll.Offset.Y = max(0, b.scroll.Offset.Y-edge/2)
	case y > height-edge:
		b.scroll.Offset.Y = min(max(0, b.zones.MinSize().Height-height), b.scroll.Offset.Y+edge/2)
	default:
		return
	}
	b.scroll.Refresh()
}

func newGhost() *ghost {
	g := &ghost{chip: kit.NewChip(kit.Disc, "", kit.Accent)}
	g.chip.Hide()
	g.layer = container.NewWithoutLayout(g.chip)
	return g
}

// show puts the name beside a position of the canvas.
func (g *ghost) show(name string, at fyne.Position) {
	g.chip.Set(kit.Disc, name, kit.Accent)
	g.chip.Resize(g.chip.MinSize())
	g.chip.Move(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(g.layer)).AddXY(kit.Size(kit.Inside), kit.Size(kit.Inside)))
	g.chip.Show()
}

func (g *ghost) hide() { g.chip.Hide() }
