package beds

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// hand is who is being placed: taken up by Space, by the mouse, or on the way
// in from another page.
type hand struct {
	stay string
	name string
	from string // the bed they have, empty for none
	best []shelter.Suggestion
	fits map[string]shelter.Verdict // by the ids of free and ready beds
	busy bool                       // a bed is being given
}

// unfit says whether a bed is out of the question for who is being placed, and
// why. Nobody being placed fits everywhere.
func (h *hand) unfit(b shelter.BoardBed) (dim bool, why string) {
	if h == nil || h.fits == nil || b.Bed.ID == h.from {
		return false, ""
	}
	verdict, free := h.fits[b.Bed.ID]
	if !free {
		return true, lang.L("这张床现在不空：{{.State}}。", map[string]any{"State": stateOf(b).Word})
	}
	if len(verdict.Reasons) > 0 {
		why = reasonWords(verdict.Reasons[0])
	}
	return verdict.Level == shelter.Block, why
}

// numbered are the beds that the keys 1…9 take: the best, without those that
// the rules refuse.
func (h *hand) numbered() []shelter.Suggestion {
	var all []shelter.Suggestion
	for _, s := range h.best {
		if s.Verdict.Level != shelter.Block && len(all) < 9 {
			all = append(all, s)
		}
	}
	return all
}

// takeUp begins to place somebody: unfit beds dim, the best ones are listed,
// and the focus goes to the best.
func (p *page) takeUp(stay string) { p.hold(stay, true) }

func (p *page) hold(stay string, lead bool) {
	if !p.mayAssign() {
		p.shell.Toast(kit.Toast{Text: "您的角色不能安排床位，请找站务管理或值班站长。", Kind: kit.Info})
		return
	}
	if !p.facts.in(stay) {
		p.shell.Toast(kit.Toast{Text: "此人现在不在站内。先登记返回，再安排床位。", Kind: kit.Soon})
		return
	}
	p.letGo()
	who := p.facts.people[stay]
	p.hand = &hand{stay: stay, name: nameOf(who), from: p.facts.bedOf[stay]}
	if t := p.board.tiles[p.marked]; t != nil {
		t.Select(false)
	}
	p.marked = ""
	if t := p.board.tiles[p.place(stay)]; t != nil {
		t.Select(true)
	}
	p.weigh(func() {
		if !lead {
			return
		}
		if best := p.hand.numbered(); len(best) > 0 {
			p.board.focusTile(best[0].Bed.ID)
		} else {
			p.board.focusTile(p.place(stay))
		}
		kit.Tell("suggested", strconv.Itoa(len(p.hand.numbered())))
		kit.Tell("ready", "bed")
	})
}

// place is the tile where somebody is: their bed, or their place in the strip.
func (p *page) place(stay string) string {
	if bed := p.facts.bedOf[stay]; bed != "" {
		return bed
	}
	return stay
}

// weigh asks what the rules say of every free bed for who is being placed.
func (p *page) weigh(then func()) {
	h := p.hand
	var all []shelter.Suggestion
	p.shell.Work("正在比较床位…", func(ctx context.Context) (err error) {
		all, err = p.shell.House().Suggest(ctx, h.stay)
		return err
	}, func(err error) {
		if p.hand != h {
			return
		}
		if err != nil {
			p.letGo()
			p.shell.Fail(err)
			return
		}
		h.from = p.facts.bedOf[h.stay]
		h.best, h.fits = all, map[string]shelter.Verdict{}
		for _, s := range all {
			h.fits[s.Bed.ID] = s.Verdict
		}
		p.board.paint()
		p.showSide()
		if then != nil {
			then()
		}
	})
}

// letGo ends the placing; nothing has changed.
func (p *page) letGo() {
	if p.hand == nil {
		return
	}
	stay := p.hand.stay
	p.hand = nil
	p.ghost.hide()
	if t := p.board.tiles[p.place(stay)]; t != nil {
		t.Select(false)
	}
	p.board.paint()
	p.board.focusTile(p.place(stay))
}

// put gives a bed to who is being placed. Going against a rule needs an
// override.
func (p *page) put(bedID string, o *shelter.Override) {
	h := p.hand
	bed, isBed := p.facts.beds[bedID]
	if !isBed || bedID == h.from {
		p.letGo()
		p.showSide()
		return
	}
	if v, free := h.fits[bedID]; free && v.Level == shelter.Block && o == nil {
		p.refuse(bedID, v)
		return
	} else if h.fits != nil && !free {
		_, why := h.unfit(bed)
		p.shell.Toast(kit.Toast{Text: why, Kind: kit.Soon})
		return
	}
	give := p.shell.House().Assign
	if h.from != "" {
		give = p.shell.House().Move
	}
	if h.busy {
		return // the key was pressed twice
	}
	h.busy = true
	var take shelter.Take
	p.shell.Work("正在安排床位…", func(ctx context.Context) (err error) {
		take, err = give(ctx, h.stay, bedID, o)
		return err
	}, func(err error) {
		h.busy = false
		if blocked, ok := errors.AsType[*shelter.Blocked](err); ok && o == nil {
			p.refuse(bedID, blocked.Verdict)
			p.load(nil)
			return
		}
		if err != nil {
			p.shell.Fail(err)
			p.load(nil)
			return
		}
		p.given(h, bed.Bed, take)
	})
}

// given shows that somebody has a bed now, and how to take that back.
func (p *page) given(h *hand, bed shelter.Bed, take shelter.Take) {
	kit.Tell("assigned", "bed")
	text := "已安排{{.Name}}住{{.Bed}}。"
	if h.from != "" {
		text = "已把{{.Name}}换到{{.Bed}}。"
	}
	var undo func()
	undo = func() { p.takeBack(take.ID, undo) }
	p.undo = undo
	p.shell.Toast(kit.Toast{Text: text, Args: map[string]any{"Name": h.name, "Bed": bed.Name}, Kind: kit.Done, Undo: undo})
	if p.hand == h {
		if t := p.board.tiles[p.place(h.stay)]; t != nil {
			t.Select(false)
		}
		p.hand = nil
		p.ghost.hide()
	}
	p.load(func() {
		p.mark(bed.ID)
		p.side.warn(take.Warnings)
		p.board.focusTile(bed.ID)
		kit.Tell("ready", "placed")
	})
}

// takeBack undoes a move of a moment ago.
func (p *page) takeBack(take string, undo func()) {
	p.undo = nil
	p.shell.Work("正在撤销…", func(ctx context.Context) error { return p.shell.House().Undo(ctx, take) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
		} else {
			p.shell.Toast(kit.Toast{Text: "已撤销，床位和原来一样。", Kind: kit.Done})
		}
		p.load(func() { p.mark("") })
	})
}

// refuse tells why the rules refuse a bed and, to who may, offers to go
// against them with a reason.
func (p *page) refuse(bedID string, v shelter.Verdict) {
	p.side.judge(p.facts.beds[bedID], v, p.override(bedID))
	if len(v.Reasons) > 0 {
		kit.Tell("refused", v.Reasons[0].Text)
	}
	if !p.can(access.OverrideBeds) {
		p.shell.Toast(kit.Toast{Text: "这张床违反床位规则。请另选一张，或请站务管理、站长来破例安排。", Kind: kit.Soon})
		return
	}
	p.override(bedID)()
}

// override asks for the reason to give a bed against the rules; nil for who
// may not.
func (p *page) override(bedID string) func() {
	if !p.can(access.OverrideBeds) {
		return nil
	}
	return func() {
		why := ""
		if v, ok := p.hand.fits[bedID]; ok && len(v.Reasons) > 0 {
			why = reasonWords(v.Reasons[0]) + "\n"
		}
		kit.AskReason(p.canvas(), "仍然安排", why+lang.L("破例要写明理由，会记入日志。"), "仍然安排", func(reason string) {
			if p.hand != nil {
				p.put(bedID, &shelter.Override{Reason: reason})
			}
		})
	}
}

// reasonWords is the sentence of a rule with what it rests on.
func reasonWords(r shelter.Reason) string {
	words := lang.L(r.Text, map[string]any(r.Args))
	if r.Article != "" {
		words += lang.L("（依据：{{.Article}}）", map[string]any{"Article": lang.L(r.Article)})
	}
	return words
}

// ghost is the name that follows the mouse while somebody is dragged.
type ghost struct {
	layer *fyne.Container
	chip  *kit.Chip
}
