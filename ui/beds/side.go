package beds

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// side stands at the right of the board: what the signs mean, a bed with what
// can be done at it, or who is being placed and where they might go.
type side struct {
	content *fyne.Container
	title   *kit.Text
	body    *fyne.Container
	verdict *fyne.Container // what the rules say of the bed with the focus
	foot    *fyne.Container
	primary *kit.Button    // nil for none
	first   fyne.Focusable // where Enter on a tile leads: the next step
	upper   fyne.Focusable // where Tab leads: from here it goes through all of the side
}

func newSide() *side {
	s := &side{title: kit.NewText(""), body: kit.Above(), verdict: kit.Above(), foot: kit.Above()}
	s.title.Type, s.title.Bold, s.title.Whole = kit.Subtitle, true, false
	scroll := container.NewVScroll(kit.Margin(kit.Nudge, kit.Above(s.verdict, s.body)))
	inner := container.NewBorder(kit.Close(s.title, kit.NewRule(true)), s.foot, nil, nil, kit.Flush(kit.Nudge, scroll))
	s.content = container.New(aside{}, kit.NewCard("", nil, inner))
	return s
}

// aside keeps the side at its width, with a gap to the board.
type aside struct{}

func (aside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(3*kit.Size(kit.TileWidth)+kit.Size(kit.Between), 2*kit.Size(kit.TileHeight))
}

// sideWidth is how much of that its content has.
func sideWidth() float32 {
	return 3*kit.Size(kit.TileWidth) - 2*kit.Size(kit.Between)
}

func (aside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	o[0].Move(fyne.NewPos(gap, 0))
	o[0].Resize(size.SubtractWidthHeight(gap, 0))
}

// set replaces what the side shows. The first button gets the focus from
// Enter on a tile.
func (s *side) set(title string, primary *kit.Button, body ...fyne.CanvasObject) {
	s.setWith(title, primary, nil, body...)
}

// setWith is set with something at the foot that does not scroll away.
func (s *side) setWith(title string, primary *kit.Button, foot []fyne.CanvasObject, body ...fyne.CanvasObject) {
	s.title.Set(title)
	s.verdict.RemoveAll()
	s.body.RemoveAll()
	s.first = nil
	for _, o := range body {
		s.body.Add(o)
		if s.first == nil {
			s.first = firstIn(o)
		}
	}
	s.foot.RemoveAll()
	for _, o := range foot {
		s.foot.Add(o)
	}
	s.primary = primary
	s.upper = s.first
	if primary != nil {
		s.foot.Add(primary)
		s.first = primary
	}
	if s.upper == nil {
		s.upper = s.first
	}
	s.content.Refresh()
}

// firstIn is the first thing of an object that takes the focus, nil for none.
func firstIn(o fyne.CanvasObject) fyne.Focusable {
	if f, ok := o.(fyne.Focusable); ok {
		return f
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, inner := range c.Objects {
			if f := firstIn(inner); f != nil {
				return f
			}
		}
	}
	return nil
}

func (s *side) focus(c fyne.Canvas) {
	if s.first != nil {
		c.Focus(s.first)
	}
}

// judge shows what the rules say of a bed for who is being placed. again is
// what 仍然安排 does, nil where it is not offered.
func (s *side) judge(b shelter.BoardBed, v shelter.Verdict, again func()) {
	s.verdict.RemoveAll()
	word, shape, color := "可以安排", kit.Disc, kit.Done
	switch v.Level {
	case shelter.Warn:
		word, shape, color = "可以，但请注意", kit.Triangle, kit.Soon
	case shelter.Block:
		word, shape, color = "不能安排", kit.Diamond, kit.Overdue
	}
	s.verdict.Add(kit.Beside(strong(b.Bed.Name), kit.NewChip(shape, lang.L(word), color)))
	s.addReasons(v.Reasons)
	switch {
	case again != nil:
		button := kit.NewButton("仍然安排", "", again)
		button.Role = kit.Danger
		s.verdict.Add(button)
	case v.Level == shelter.Block:
		s.verdict.Add(kit.NewParagraph(lang.L("要破例，请站务管理或站长来安排。")))
	}
	s.verdict.Add(kit.NewRule(true))
	s.content.Refresh()
}

// say shows one sentence about a bed.
func (s *side) say(b shelter.BoardBed, sentence string) {
	s.verdict.RemoveAll()
	s.verdict.Add(strong(b.Bed.Name))
	if sentence != "" {
		s.verdict.Add(kit.NewParagraph(sentence))
	}
	s.verdict.Add(kit.NewRule(true))
	s.content.Refresh()
}

// warn shows what the rules had to say of a bed that was given all the same.
func (s *side) warn(reasons []shelter.Reason) {
	if len(reasons) == 0 {
		return
	}
	s.verdict.RemoveAll()
	s.verdict.Add(kit.NewChip(kit.Triangle, lang.L("请注意"), kit.Soon))
	s.addReasons(reasons)
	s.verdict.Add(kit.NewRule(true))
	s.content.Refresh()
}

func (s *side) addReasons(reasons []shelter.Reason) {
	for _, r := range reasons {
		article := kit.NewParagraph(reasonWords(r))
		s.verdict.Add(article)
	}
}

func strong(words string) *kit.Text {
	t := kit.NewText(words)
	t.Bold = true
	return t
}

// showSide makes the side be about what it should be about now.
func (p *page) showSide() {
	switch {
	case p.hand != nil:
		p.showPlacing()
	case p.facts.beds[p.marked].Bed.ID != "":
		p.showBed(p.facts.beds[p.marked])
	case p.stayAt(p.marked) != "":
		p.showWaiting(p.facts.people[p.marked])
	case p.room != "":
		if r, stands := p.facts.room(p.room); stands {
			p.showRoom(r)
			return
		}
		p.room = ""
		p.legend.open()
	default:
		p.marked = ""
		p.legend.open()
	}
}

// showPlacing lists the beds for who is being placed, the best first.
func (p *page) showPlacing() {
	h := p.hand
	var body []fyne.CanvasObject
	hint := kit.NewLabel(lang.L("方向键选床，空格放下，Esc 放回"))
	hint.Whole = false
	body = append(body, hint)
	best := h.numbered()
	for n, s := range best {
		words := strconv.Itoa(n+1) + "　" + s.Bed.Name
		button := kit.NewButton("", "", func() { p.put(s.Bed.ID, nil) })
		button.SetText(words + "　" + roomWords(s.Bed.Room))
		body = append(body, button)
		for _, r := range s.Verdict.Reasons {
			body = append(body, caution(lang.L(r.Text, map[string]any(r.Args))))
		}
	}
	var primary *kit.Button
	if len(best) > 0 {
		primary = kit.NewPrimary("", "save", func() { p.put(best[0].Bed.ID, nil) })
		primary.SetText(lang.L("安排到{{.Bed}}", map[string]any{"Bed": best[0].Bed.Name}))
	} else {
		body = append(body, kit.NewParagraph(lang.L("没有合适的空床。请先空出或整理一张床，或选一张暗色的床看原因。")))
	}
	if refused := len(h.best) - len(p.fitting()); refused > 0 {
		body = append(body, kit.NewLabel(lang.L("另有{{.N}}张空床不合适，暗色显示", map[string]any{"N": refused})))
	}
	p.side.set(lang.L("给{{.Name}}选床", map[string]any{"Name": h.name}), primary, body...)
}

// fitting are the free beds that the rules do not refuse.
func (p *page) fitting() []shelter.Suggestion {
	var all []shelter.Suggestion
	for _, s := range p.hand.best {
		if s.Verdict.Level != shelter.Block {
			all = append(all, s)
		}
	}
	return all
}

// pairs puts things in two columns, or in one where the widest is too wide.
type pairs struct{}

func (pairs) measure(objects []fyne.CanvasObject) (need fyne.Size) {
	for _, o := range objects {
		need = need.Max(o.MinSize())
	}
	return need
}

// pairsFit reports whether two columns of a width stand beside each other.
func pairsFit(need float32) bool {
	return 2*need+kit.Size(kit.Inside) <= sideWidth()
}

func (p pairs) MinSize(objects []fyne.CanvasObject) fyne.Size {
	need, rows := p.measure(objects), len(objects)
	if pairsFit(need.Width) {
		rows = (rows + 1) / 2
		need.Width = 2*need.Width + kit.Size(kit.Inside)
	}
	return fyne.NewSize(need.Width, float32(rows)*(need.Height+kit.Size(kit.Inside))-kit.Size(kit.Inside))
}

func (p pairs) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap, need, columns := kit.Size(kit.Inside), p.measure(objects), 1
	if pairsFit(need.Width) {
		columns = 2
	}
	cell := fyne.NewSize((size.Width-gap*float32(columns-1))/float32(columns), need.Height)
	for at, o := range objects {
		o.Resize(cell)
		o.Move(fyne.NewPos(float32(at%columns)*(cell.Width+gap), float32(at/columns)*(cell.Height+gap)))
	}
}

// caution is a sentence with a sign, under what it is about.
func caution(words string) fyne.CanvasObject {
	sign := kit.NewSign(kit.Triangle, kit.Soon)
	return container.NewBorder(nil, nil, container.NewVBox(kit.Margin(kit.Nudge, sign)), nil, kit.NewParagraph(words))
}
