package person

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/ui/kit"
)

// openProtect asks for whom the file stays open, and why.
func (p *page) openProtect() {
	var accounts []access.Account
	p.shell.Work("正在读取账号…", func(ctx context.Context) (err error) {
		accounts, err = p.shell.Session().Accounts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.open(p.protectPanel(accounts))
	})
}

func (p *page) protectPanel(accounts []access.Account) *panel {
	var options []kit.Option
	for _, a := range accounts {
		if a.Active && a.Can(access.ReadPeople) && a.ID != p.shell.Session().Account().ID {
			options = append(options, kit.Option{Key: a.ID, Text: a.Display})
		}
	}
	officers, reason := kit.NewMultiChoice(options), kit.NewParagraphEntry(3)
	form := kit.NewForm()
	g := form.Group("")
	if len(options) > 0 {
		g.Add("officers", "除了您，还对谁开放", officers)
	}
	g.Add("reason", "为什么要保护", reason).Require()
	form.OnSubmit = func() {
		if reason.Unknown() {
			reason.SetProblem(lang.L("请写下原因：以后查起来要看得懂。"))
			return
		}
		p.protect(form, officers.ChosenAll(), reason.Text)
	}
	act := kit.NewPrimary("保护此人", "save", form.Submit)
	words := kit.NewParagraph(lang.L("保护以后，只有您、您选的人和恢复单能打开这份档案；别人只看到“保护对象”，查找也找不到。床位、人数照常计算。"))
	n := &panel{content: kit.NewCard("保护此人", nil, container.NewBorder(words, nil, nil, nil, form.Scroll())), primary: act}
	n.first = reason.Target()
	if len(options) > 0 {
		n.first = officers
	}
	return n
}

// protect puts the person under protection.
func (p *page) protect(form *kit.Form, officers []string, reason string) {
	p.shell.Work("正在设为保护对象…", func(ctx context.Context) error {
		return p.shell.Desk().Protect(ctx, p.personID, officers, reason)
	}, func(err error) {
		if err != nil {
			if !form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		p.panel = nil
		p.load(func() { p.focus(p.tabs) })
		p.told("已设为保护对象。", nil)
		kit.Tell("protected", "")
	})
}
