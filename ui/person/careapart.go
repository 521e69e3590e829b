package person

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// apart is whom somebody must not meet. It is said of the person, whatever the
// stay.
type apart struct {
	care   *care
	room   *careRoom
	finder *finder // nil until it is first asked for
}

func newApart(c *care) *apart {
	a := &apart{care: c}
	a.room = c.room(careApart, "不宜见面的人", access.AssignBeds, nil, "", a.fill)
	a.room.act = kit.NewPrimary("写明不能见面的人", "save", a.find)
	return a
}

// find asks for the other one: those in care before anything is typed.
func (a *apart) find() {
	p := a.care.page
	if a.finder == nil {
		a.finder = newFinder(p, "↓ 到列表，Enter 选定。", func() ([]intake.Match, string) {
			var here []intake.Match
			for _, card := range p.shell.Directory().Recent(finderRecent) {
				if card.Stay.State.Open() && len(here) < finderRows {
					here = append(here, intake.Match{Card: card})
				}
			}
			return here, "下面是在站的人；也可以输入再找。↓ 到列表，Enter 选定。"
		}, a.picked)
	}
	a.finder.search()
	p.open(&panel{content: kit.NewCard("谁和此人不能见面", nil, a.finder.whole), first: a.finder.query})
}

func (a *apart) picked(m intake.Match) {
	p := a.care.page
	kit.AskReason(p.shell.Window().Canvas(), "为什么不能见面", "写明原因，例如：加害人和被害人、打过架、要债。排床位时不让住一间，也尽量不住一区。", "记下",
		func(reason string) {
			p.panel = nil
			a.keep(m.Person.ID, reason)
		})
}

// keep says that the two must not meet; undo ends it.
func (a *apart) keep(otherID, reason string) {
	p := a.care.page
	var made shelter.Separation
	a.care.do(nil, func(ctx context.Context) (err error) {
		made, err = p.shell.House().KeepApart(ctx, p.personID, otherID, reason)
		return err
	}, func() {
		p.goCare(a.care.stayID, careApart)
		p.told("已记下，排床位时会拦住。", func() { a.end(made, lang.L("撤销")) })
		kit.Tell("apart", "kept")
	})
}

// end ends it; undo says it again.
func (a *apart) end(s shelter.Separation, reason string) {
	p := a.care.page
	a.care.do(nil, func(ctx context.Context) error { return p.shell.House().EndSeparation(ctx, s.ID, reason) }, func() {
		p.told("已解除。", func() { a.keep(s.OtherID, s.Reason) })
		kit.Tell("apart", "ended")
	})
}

// own reports whether a file is of the same human as this one.
func (p *page) own(personID string) bool {
	if personID == p.personID {
		return true
	}
	for _, o := range p.f.file.Others {
		if o.Person.ID == personID {
			return true
		}
	}
	return false
}

func (a *apart) fill(intake.Stay, shelter.CareFile) {
	all := a.care.page.f.apart
	if len(all) == 0 {
		a.room.add(kit.NewParagraph(lang.L("没有写明不能见面的人。打过架的、加害和被害的写在这里，排床位时不让住一间，也尽量不住一区。")))
		return
	}
	for _, s := range all {
		a.room.add(a.block(s))
	}
}

func (a *apart) block(s shelter.Separation) fyne.CanvasObject {
	p, now := a.care.page, a.care.page.shell.Now()
	state := kit.NewChip(kit.Diamond, lang.L("不能见面"), kit.Overdue)
	right := kit.Beside(state)
	reason := s.Reason
	if s.Hidden {
		reason = lang.L("保护对象：原因只对指定的人开放。")
	} else {
		right.Add(quiet("打开档案", func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: s.OtherID}) }))
	}
	lines := kit.Close(headed(s.OtherName, right), kit.NewParagraph(reason),
		kit.NewLabel(kit.Joined(kit.SayTime(s.Since, now), p.staff(s.By))))
	switch {
	case !s.InForce():
		state.Set(kit.Square, lang.L("已解除"), kit.Faint)
		lines.Add(kit.NewLabel(kit.Joined(lang.L("解除：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(s.EndedBy), "When": kit.SayTime(s.Until, now)}), s.EndReason)))
	case !s.Hidden && a.care.may(access.AssignBeds):
		right.Add(quiet("解除", func() {
			kit.AskReason(p.shell.Window().Canvas(), "解除的原因", "写明为什么可以见面了。解除以后排床位不再拦。", "解除", func(reason string) { a.end(s, reason) })
		}))
	}
	return lines
}

// apartLines are in the timeline when it was said and when it ended.
func (p *page) apartLines() (all []line) {
	open := func() { p.goCare(p.f.stay().ID, careApart) }
	for _, s := range p.f.apart {
		all = append(all, line{at: s.Since, what: lang.L("不能见面"), more: kit.Joined(s.OtherName, s.Reason), by: p.staff(s.By), kind: kindCare, ink: kit.Overdue, open: open})
		if !s.InForce() {
			all = append(all, line{at: s.Until, what: lang.L("解除不能见面"), more: kit.Joined(s.OtherName, s.EndReason), by: p.staff(s.EndedBy), kind: kindCare, open: open})
		}
	}
	return all
}
