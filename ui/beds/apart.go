package beds

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// apart is the page on which it is said who must not meet somebody, and ended.
type apart struct {
	page   *page
	who    shelter.Sleeper
	form   *kit.Form
	other  *kit.Lookup
	reason *kit.Entry
	list   *fyne.Container
	saving bool
	loads  int
	after  []func() // waits for the newest load
}

// keepApart opens it for somebody.
func (p *page) keepApart(stay string) {
	s := p.facts.people[stay]
	a := &apart{page: p, who: s, form: kit.NewForm(), reason: kit.NewParagraphEntry(2), list: kit.Groups()}
	a.other = kit.NewLookup(p.peopleBut(s.PersonID))
	group := a.form.Group("")
	group.Add("other", "不能和谁见面", a.other).Require()
	group.Add("reason", "原因", a.reason).Require()
	a.form.OnSubmit = a.save
	lead := kit.NewParagraph(lang.L("写明以后，两人不能住同一间房；同一分区会提醒。对两人的全部档案都有效，直到解除。"))
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", p.backToBoard)}, kit.NewPrimary("登记", "save", a.form.Submit))
	left := kit.NewCard("", nil, container.NewBorder(lead, nil, nil, nil, a.form.Scroll()))
	right := kit.NewCard("已登记的", nil, container.NewVScroll(kit.ClearOfBar(a.list)))
	title := heading(lang.L("不能相遇：{{.Name}}", map[string]any{"Name": nameOf(s)}))
	p.open(&other{
		content: kit.Page(container.NewBorder(kit.Margin(kit.Nudge, title), kit.Above(kit.NewRule(true), foot), nil, nil, kit.Shared(left, right))),
		submit:  a.form.Submit, reload: func() { a.load(nil) }, keep: p.resume("apart/"+s.PersonID, a.form),
	})
	a.load(func() { a.form.Focus("other") })
}

// peopleBut are those who are in care, to be chosen: a name, where they sleep,
// and by what they are found.
func (p *page) peopleBut(personID string) (all []kit.Option) {
	for _, s := range sleepers(p.facts.board) {
		if s.PersonID == personID {
			continue
		}
		where := lang.L(withoutBed.Word)
		if bed := p.facts.beds[p.facts.bedOf[s.StayID]]; bed.Bed.Name != "" {
			where = bed.Bed.Name
		}
		option := kit.Option{Key: s.PersonID, Text: nameOf(s) + " · " + where, Find: where}
		if !s.Protected {
			option.Find += " " + intake.Initials(s.Name)
		}
		all = append(all, option)
	}
	return all
}

// save keeps the two apart.
func (a *apart) save() {
	if a.saving {
		return // the key was pressed twice
	}
	a.saving = true
	house := a.page.shell.House()
	other, reason := a.other.Chosen(), a.reason.Text
	a.page.shell.Work("正在保存…", func(ctx context.Context) error {
		_, err := house.KeepApart(ctx, a.who.PersonID, other, reason)
		return err
	}, func(err error) {
		a.saving = false
		if err != nil {
			if !a.form.Fail(err) {
				a.page.shell.Fail(err)
			}
			return
		}
		a.other.Choose("")
		a.reason.SetText("")
		a.page.shell.Toast(kit.Toast{Text: "已登记，安排床位时会分开。", Kind: kit.Done})
		kit.Tell("saved", "apart")
		a.load(func() { a.form.Focus("other") })
	})
}

// load lists who must not meet them; then comes after. A load that another one
// overtakes leaves what comes after to that one.
func (a *apart) load(then func()) {
	a.loads++
	mine := a.loads
	if then != nil {
		a.after = append(a.after, then)
	}
	var all []shelter.Separation
	a.page.shell.Work("正在读取…", func(ctx context.Context) (err error) {
		all, err = a.page.shell.House().Separations(ctx, a.who.PersonID)
		return err
	}, func(err error) {
		switch {
		case mine != a.loads:
			return
		case err != nil:
			a.page.shell.Fail(err)
			return
		}
		a.show(all)
		after := a.after
		a.after = nil
		for _, then := range after {
			then()
		}
	})
}

func (a *apart) show(all []shelter.Separation) {
	a.list.RemoveAll()
	for _, s := range all {
		a.list.Add(a.line(s))
	}
	if len(all) == 0 {
		words := kit.NewParagraph(lang.L("还没有。打过架的、家暴的双方、指认过对方的，在左边登记，安排床位时就会分开。"))
		a.list.Add(words)
	}
	a.list.Refresh()
}

// line is one of them with how it is ended.
func (a *apart) line(s shelter.Separation) fyne.CanvasObject {
	name := strong(a.nameOf(s))
	name.Whole = false
	state := kit.NewChip(kit.Diamond, lang.L("不能相遇"), kit.Overdue)
	since := kit.NewLabel(lang.L("{{.Day}}起", map[string]any{"Day": shortDay(s.Since)}))
	var end fyne.CanvasObject
	if s.InForce() && a.page.mayAssign() {
		button := kit.NewButton("解除", "", func() { a.end(s) })
		button.Role = kit.Danger
		end = container.NewCenter(button)
	}
	if !s.InForce() {
		state = kit.NewChip(kit.Square, lang.L("已解除"), kit.Faint)
		since = kit.NewLabel(lang.L("{{.From}}至{{.To}}", map[string]any{"From": shortDay(s.Since), "To": shortDay(s.Until)}))
	}
	lines := kit.Close(kit.Beside(state, since), name)
	if s.Reason != "" {
		lines.Add(kit.NewParagraph(s.Reason))
	}
	if s.Together != "" {
		words := caution(lang.L("现在同住一间：{{.Room}}，请给其中一人换床。", map[string]any{"Room": s.Together}))
		lines.Add(words)
	}
	if s.EndReason != "" {
		lines.Add(kit.NewParagraph(lang.L("解除：{{.Why}}", map[string]any{"Why": s.EndReason})))
	}
	return container.NewBorder(nil, kit.NewRule(true), nil, end, lines)
}

// nameOf is the one whom they must not meet. The person may stand at either
// end, and another file of theirs too.
func (a *apart) nameOf(s shelter.Separation) string {
	name := s.OtherName
	if s.OtherID == a.who.PersonID {
		name = s.Name
	}
	if name == shelter.ProtectedName {
		return lang.L(name)
	}
	return name
}

// end asks why the two may meet again.
func (a *apart) end(s shelter.Separation) {
	kit.AskReason(a.page.canvas(), "解除不能相遇", "为什么可以解除？会留在记录里。", "解除", func(reason string) {
		a.page.shell.Work("正在保存…", func(ctx context.Context) error { return a.page.shell.House().EndSeparation(ctx, s.ID, reason) }, func(err error) {
			if err != nil {
				a.page.shell.Fail(err)
			} else {
				a.page.shell.Toast(kit.Toast{Text: "已解除，两人可以住同一间房了。", Kind: kit.Done})
			}
			a.load(nil)
		})
	})
}

// apartLines say at the side whom somebody must not meet.
func (p *page) apartLines(s shelter.Sleeper) (lines []fyne.CanvasObject) {
	for _, x := range p.facts.apart[s.PersonID] {
		a := apart{page: p, who: s}
		words := lang.L("不能与{{.Name}}相遇", map[string]any{"Name": a.nameOf(x)})
		if x.Together != "" {
			words = lang.L("不能与{{.Name}}相遇，现在同住一间，请换床", map[string]any{"Name": a.nameOf(x)})
		}
		lines = append(lines, caution(words))
	}
	return lines
}
