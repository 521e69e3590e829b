package person

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// comparePanel lays this file beside another. A person decides; nothing is
// merged: each file keeps what it says.
func (p *page) comparePanel(m intake.Match) *panel {
	now := p.shell.Now()
	rows := pairGrid(cell("", kit.Faint, true), cell(kit.Joined(lang.L("这份档案"), p.f.stay().Number), kit.Faint, true),
		cell(kit.Joined(lang.L("另一份档案"), m.Stay.Number), kit.Faint, true))
	all := pairs(p.f.person(), m.Person, now)
	all = append(all, pair{label: lang.L("最近一次"), here: stayWords(p.f.stay(), now), there: stayWords(m.Stay, now)},
		pair{label: lang.L("来过"), here: stayCount(len(p.f.file.Stays)), there: stayCount(m.Stays)})
	for _, one := range all {
		for _, o := range pairRow(one) {
			rows.Add(o)
		}
	}
	reason := kit.NewEntry()
	reason.SetText(lang.L(m.Why))
	form := kit.NewForm()
	form.Group("").Add("reason", "根据什么判断", reason)
	decide := func(kind intake.LinkKind) func() {
		return func() { p.link(m.Person.ID, kind, entered(reason)) }
	}
	is, isnt := kit.NewPrimary("是同一人", "save", decide(intake.LinkSame)), kit.NewButton("不是", "", decide(intake.LinkApart))
	form.OnSubmit = decide(intake.LinkSame)
	words := kit.NewParagraph(lang.L("▲ 是两边写得不一样的地方。关联以后两份档案各自保留，不会互相覆盖，随时可以解除。"))
	body := container.NewBorder(words, container.NewBorder(nil, nil, nil, container.NewVBox(isnt), form), nil, nil, container.NewVScroll(kit.Margin(kit.Nudge, rows)))
	return &panel{content: kit.NewCard("是同一个人吗？", nil, body), primary: is, first: is}
}

// link keeps what was decided about two files; undo takes it back.
func (p *page) link(otherID string, kind intake.LinkKind, reason string) {
	var made intake.Link
	p.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		made, err = p.shell.Desk().Link(ctx, p.personID, otherID, kind, reason)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.panel = nil
		p.load(func() {
			p.focus(p.tabs)
			text := "已关联：两份档案算作同一人。"
			if kind == intake.LinkApart {
				text = "已记下：不是同一人，以后不再提示。"
			}
			p.told(text, func() { p.unlink(made, lang.L("撤销")) })
			kit.Tell("linked", string(kind))
		})
	})
}

// unlink ends a link; undo makes it again.
func (p *page) unlink(l intake.Link, reason string) {
	p.shell.Work("正在解除关联…", func(ctx context.Context) error { return p.shell.Desk().Unlink(ctx, l.ID, reason) }, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		again := func() { p.link(l.Of(p.personID), l.Kind, l.Reason) }
		same := p.panel
		p.load(func() {
			if same != nil && p.panel == same {
				p.openSame()
			}
			p.told("关联已解除，两份档案都没有改动。", again)
			kit.Tell("unlinked", string(l.Kind))
		})
	})
}

// askUnlink asks why a link is to end.
func (p *page) askUnlink(l intake.Link) {
	question := "写明为什么不是同一人。两份档案都照原样保留。"
	if l.Kind == intake.LinkApart {
		question = "写明为什么要重新考虑。两份档案都照原样保留。"
	}
	kit.AskReason(p.shell.Window().Canvas(), "解除关联的原因", question, "解除关联", func(reason string) { p.unlink(l, reason) })
}

// linkTo is the link between this file and another that stands; ok is false
// where they are linked through a third.
func (p *page) linkTo(otherID string) (l intake.Link, ok bool) {
	at := slices.IndexFunc(p.f.file.Links, func(l intake.Link) bool { return l.Of(p.personID) == otherID && l.EndedAt.IsZero() })
	if at < 0 {
		return l, false
	}
	return p.f.file.Links[at], true
}

// openSame shows the other files of the same human, and what was decided
// about others.
func (p *page) openSame() {
	blocks := kit.Groups()
	for at, o := range p.f.file.Others {
		if at > 0 {
			blocks.Add(kit.NewRule(true))
		}
		blocks.Add(p.otherBlock(o))
	}
	if past := p.pastLinks(); len(past) > 0 {
		if len(blocks.Objects) > 0 {
			blocks.Add(kit.NewRule(true))
		}
		blocks.Add(kit.NewLabel(lang.L("以前的判断")))
		for _, block := range past {
			blocks.Add(block)
		}
	}
	n := &panel{content: kit.NewCard("同一人的档案", nil, container.NewVScroll(kit.Margin(kit.Nudge, blocks)))}
	if p.can(access.Register) {
		n.primary = kit.NewPrimary("关联另一份档案", "save", p.openFinder)
	}
	p.open(n)
}

// otherBlock is another file: who it says it is, its stays, what it says
// differently, and why it is linked.
func (p *page) otherBlock(o intake.Other) fyne.CanvasObject {
	now := p.shell.Now()
	stay := newest(o.Stays)
	name := kit.Joined(intake.DisplayName(o.Person, stay), trace.SexAge(o.Person, now))
	buttons := kit.Beside(kit.NewButton("打开这份档案", "", func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: o.Person.ID}) }))
	why := lang.L("通过另一份档案关联")
	if l, ok := p.linkTo(o.Person.ID); ok {
		why = kit.Joined(lang.L("关联：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(l.MadeBy), "When": kit.SayTime(l.MadeAt, now)}), l.Reason)
		if p.can(access.Register) {
			end := kit.NewButton("解除关联", "", func() { p.askUnlink(l) })
			end.Role = kit.Danger
			buttons.Add(end)
		}
	}
	lines := kit.Close(headed(name, buttons), faint(why))
	for _, s := range o.Stays {
		lines.Add(faint(stayWords(s, now)))
	}
	rows := pairGrid()
	for _, one := range pairs(p.f.person(), o.Person, now) {
		if one.differs {
			for _, object := range pairRow(one) {
				rows.Add(object)
			}
		}
	}
	if len(rows.Objects) > 0 {
		head := []fyne.CanvasObject{cell("", kit.Faint, true), cell(lang.L("这份档案"), kit.Faint, true), cell(lang.L("另一份档案"), kit.Faint, true)}
		rows.Objects = append(head, rows.Objects...)
		lines.Add(rows)
	}
	return lines
}

func newest(stays []intake.Stay) intake.Stay {
	if len(stays) == 0 {
		return intake.Stay{}
	}
	return stays[0]
}

func faint(words string) fyne.CanvasObject { return cell(words, kit.Faint, false) }

// pastLinks are the links that ended, and the files that were looked at and
// are of somebody else.
func (p *page) pastLinks() []fyne.CanvasObject {
	now := p.shell.Now()
	var all []fyne.CanvasObject
	for _, l := range p.f.file.Links {
		if l.Kind == intake.LinkSame && l.EndedAt.IsZero() {
			continue
		}
		words := faint(kit.Joined(p.linkWords(l), p.nameOf(l.Of(p.personID)), p.staff(l.MadeBy), kit.SayTime(l.MadeAt, now), l.Reason))
		switch {
		case !l.EndedAt.IsZero():
			ended := faint(kit.Joined(lang.L("已解除：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(l.EndedBy), "When": kit.SayTime(l.EndedAt, now)}), l.EndReason))
			all = append(all, kit.Close(words, ended))
		case p.can(access.Register):
			all = append(all, container.NewBorder(nil, nil, nil, kit.NewButton("重新考虑", "", func() { p.askUnlink(l) }), words))
		default:
			all = append(all, words)
		}
	}
	return all
}

func (p *page) linkWords(l intake.Link) string {
	if l.Kind == intake.LinkApart {
		return lang.L("不是同一人")
	}
	return lang.L("同一人")
}

// nameOf is whom another file is of, as far as this account may read it.
func (p *page) nameOf(personID string) string {
	for _, o := range p.f.file.Others {
		if o.Person.ID == personID {
			return kit.Joined(intake.DisplayName(o.Person, newest(o.Stays)), newest(o.Stays).Number)
		}
	}
	if card, ok := p.shell.Directory().Card(personID); ok {
		return kit.Joined(card.Name(), card.Stay.Number)
	}
	return ""
}

// linkLines are the links in the history: made, and ended.
func (p *page) linkLines() []line {
	var all []line
	for _, l := range p.f.file.Links {
		what := "判为同一人"
		if l.Kind == intake.LinkApart {
			what = "判为不是同一人"
		}
		other := p.nameOf(l.Of(p.personID))
		all = append(all, line{at: l.MadeAt, what: lang.L(what), more: kit.Joined(other, l.Reason), by: p.staff(l.MadeBy), ink: kit.Accent, open: p.openSame})
		if !l.EndedAt.IsZero() {
			all = append(all, line{at: l.EndedAt, what: lang.L("解除关联"), more: kit.Joined(other, l.EndReason), by: p.staff(l.EndedBy), ink: kit.Accent, open: p.openSame})
		}
	}
	return all
}

// otherLines are the stays of the other files and the care in them, each marked
// by the file that it stands in.
func (p *page) otherLines() []line {
	var all []line
	for _, o := range p.f.file.Others {
		open := func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: o.Person.ID}) }
		for _, s := range o.Stays {
			mark := lang.L("〔另一份档案 {{.Name}}〕", map[string]any{"Name": intake.DisplayName(o.Person, s)})
			lines := append(of(kindStay, p.stayLines(s)), of(kindThings, p.issuedLines(s.ID))...)
			for _, l := range append(lines, p.careLines(s.ID)...) {
				l.more, l.open, l.by = kit.Joined(mark, l.more), open, ""
				all = append(all, l)
			}
		}
	}
	return all
}
