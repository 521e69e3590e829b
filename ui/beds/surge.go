package beds

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// surge is the page for a cold wave: how many came in an earlier one, how many
// beds are short of that, and the temporary beds that are put up and away.
type surge struct {
	page     *page
	waves    []supply.ColdWave
	form     *kit.Form
	wave     *kit.Lookup
	from, to *kit.Entry
	room     *kit.Lookup
	n        *kit.Entry
	said     *fyne.Container // what the comparison says
	standing *fyne.Container // the temporary beds that stand
	told     *fyne.Container // both
	loads    int
	saving   bool
}

// openSurge opens it.
func (p *page) openSurge() {
	s := &surge{page: p, form: kit.NewForm(), from: kit.NewEntry(), to: kit.NewEntry(), n: kit.NewDigitsEntry(), said: kit.Above(), standing: kit.Above()}
	s.wave = kit.NewLookup(nil)
	s.wave.OnChanged = s.takeWave
	s.from.OnChanged = func(string) { s.compare() }
	s.to.OnChanged = func(string) { s.compare() }
	s.from.SetHint("2025-12-01")
	s.to.SetHint("2025-12-09")
	group := s.form.Group("参考哪次寒潮")
	group.Add("wave", "物资里记下的寒潮", s.wave)
	group.Add("from", "从哪天", s.from)
	group.Beside("to", "到哪天", s.to)
	group = s.form.Group("加临时床")
	s.room = kit.NewLookup(p.rooms())
	group.Add("room", "哪间房", s.room).Require()
	group.Add("n", "几张", s.n).Require()
	s.form.OnSubmit = s.add
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回床位图", "close", p.backToBoard)}, kit.NewPrimary("加床", "save", s.form.Submit))
	left := kit.NewCard("", nil, s.form.Scroll())
	s.told = kit.ClearOfBar(kit.Groups(s.said, s.standing))
	right := kit.NewCard("还差多少", nil, container.NewVScroll(s.told))
	p.open(&other{
		content: kit.Page(container.NewBorder(kit.Margin(kit.Nudge, heading(lang.L("寒潮加床"))), kit.Above(kit.NewRule(true), foot), nil, nil, kit.Shared(left, right))),
		submit:  s.form.Submit, reload: s.reload,
	})
	s.stand()
	s.load()
}

// rooms are all rooms, to be chosen.
func (p *page) rooms() (all []kit.Option) {
	for _, z := range p.facts.board.Zones {
		for _, r := range z.Rooms {
			all = append(all, kit.Option{Key: r.Room.ID, Text: r.Room.Name + " · " + z.Zone.Name + " · " + roomWords(r.Room), Find: r.Room.Name})
		}
	}
	return all
}

// load asks for the waves that the store room keeps, and takes the newest.
func (s *surge) load() {
	s.page.shell.Work("正在读取…", func(ctx context.Context) (err error) {
		s.waves, err = s.page.shell.Supplies().ColdWaves(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.page.shell.Fail(err)
		}
		s.wave.Options = nil
		for _, w := range s.waves {
			s.wave.Options = append(s.wave.Options, kit.Option{Key: w.From.String(), Text: w.Name + " " + w.From.String() + "–" + w.To.String(), Find: w.Name})
		}
		if len(s.waves) > 0 {
			s.wave.Choose(s.wave.Options[0].Key)
			s.form.Focus("room")
			return
		}
		s.say(kit.NewParagraph(lang.L("还没有记下寒潮。写上次寒潮从哪天到哪天，就能算出还差几张床。")))
		s.form.Focus("from")
	})
}

// takeWave writes the days of the chosen wave into the fields, which compares
// them.
func (s *surge) takeWave() {
	for _, w := range s.waves {
		if w.From.String() == s.wave.Chosen() {
			s.from.SetText(w.From.String())
			s.to.SetText(w.To.String())
		}
	}
}

// days are the days that the fields name.
func (s *surge) days() (from, to calendar.Date, ok bool) {
	from, err := calendar.Parse(strings.TrimSpace(s.from.Text))
	if err != nil {
		return from, to, false
	}
	to, err = calendar.Parse(strings.TrimSpace(s.to.Text))
	return from, to, err == nil && !to.Before(from)
}

// compare says how many beds are short of what the days needed.
func (s *surge) compare() {
	from, to, ok := s.days()
	if !ok {
		return
	}
	s.loads++
	mine := s.loads
	var found shelter.Surge
	s.page.shell.Work("正在比较…", func(ctx context.Context) (err error) {
		found, err = s.page.shell.House().Surge(ctx, from, to)
		return err
	}, func(err error) {
		switch {
		case mine != s.loads:
		case err != nil:
			s.page.shell.Fail(err)
		default:
			s.tell(found)
			kit.Tell("compared", strconv.Itoa(found.Short))
		}
	})
}

// tell writes what the comparison says, and how many beds to put up.
func (s *surge) tell(f shelter.Surge) {
	if f.Peak == 0 {
		s.say(kit.NewParagraph(lang.L("那几天站内没有人，换一次寒潮来比。")))
		return
	}
	args := map[string]any{"Peak": f.Peak, "Day": shortDate(f.PeakDay), "Men": f.Men, "Women": f.Women, "Unclear": f.Unclear,
		"Beds": f.Beds, "BedsMen": f.BedsMen, "BedsWomen": f.BedsWomen, "Either": f.BedsEither, "Short": f.Short, "ShortMen": f.ShortMen, "ShortWomen": f.ShortWomen}
	words := []fyne.CanvasObject{
		kit.NewParagraph(lang.L("那次最多同时{{.Peak}}人（{{.Day}}）：男最多{{.Men}}人，女最多{{.Women}}人。", args)),
		kit.NewParagraph(lang.L("现在能用的床{{.Beds}}张：男{{.BedsMen}}张，女{{.BedsWomen}}张，不限男女{{.Either}}张。", args)),
	}
	if f.Unclear > 0 {
		words = append(words, kit.NewParagraph(lang.L("另有性别未明的最多{{.Unclear}}人。", args)))
	}
	if f.Short == 0 {
		words = append(words, kit.Beside(kit.NewChip(kit.Ring0, lang.L("够用，不用加床"), kit.Done)))
		s.say(words...)
		return
	}
	words = append(words, kit.Beside(kit.NewChip(kit.Diamond, lang.L("还差{{.Short}}张", args), kit.Overdue)))
	if f.ShortMen+f.ShortWomen > 0 {
		words = append(words, kit.NewParagraph(lang.L("男房少{{.ShortMen}}张，女房少{{.ShortWomen}}张；不限男女的房间可以顶一部分。", args)))
	}
	s.say(words...)
	if strings.TrimSpace(s.n.Text) == "" {
		s.n.SetText(strconv.Itoa(min(f.Short, mostAtOnce)))
	}
}

// mostAtOnce is how many beds are proposed for one room.
const mostAtOnce = 20

func (s *surge) say(words ...fyne.CanvasObject) {
	s.said.Objects = words
	s.relay()
}

// stand lists the temporary beds that stand, by room.
func (s *surge) stand() {
	s.standing.RemoveAll()
	s.standing.Add(kit.NewRule(true))
	all := 0
	for _, z := range s.page.facts.board.Zones {
		for _, r := range z.Rooms {
			n, free := 0, len(s.page.facts.emptyTemporary(r.Room.ID))
			for _, b := range r.Beds {
				if b.Bed.Temporary {
					n++
				}
			}
			if all += n; n > 0 {
				s.standing.Add(kit.NewText(lang.L("{{.Room}}：{{.N}}张临时床，空{{.Free}}张", map[string]any{"Room": r.Room.Name, "N": n, "Free": free})))
			}
		}
	}
	if all == 0 {
		s.standing.Add(kit.NewParagraph(lang.L("现在没有临时床。")))
	}
	if empty := s.page.facts.emptyTemporary(""); len(empty) > 0 && s.page.mayAssign() {
		s.standing.Add(kit.Beside(stowButton(len(empty), func() { s.page.stowTemporary(empty, s.reload) })))
	}
	s.relay()
}

// relay lays out what is told anew: what is in it is higher or lower now.
func (s *surge) relay() {
	s.told.Objects[0].Refresh()
	s.told.Refresh()
}

// add puts up the beds.
func (s *surge) add() {
	n, ok := someBeds(s.n)
	if !ok || s.saving {
		return
	}
	r, known := s.page.facts.room(s.room.Chosen())
	if !known {
		s.room.Base().SetProblem(kit.Say(store.Fail(store.Conflict, "这间房刚被撤掉，请另选一间。")))
		return
	}
	s.saving = true
	s.page.addTemporary(r.Room, n, func(err error) bool { s.saving = false; return s.form.Fail(err) }, func() {
		s.saving = false
		s.n.SetText("")
		s.reload()
		s.form.Focus("room")
	})
}

// reload reads the board anew and compares again.
func (s *surge) reload() {
	s.page.load(func() {
		s.stand()
		s.compare()
	})
}
