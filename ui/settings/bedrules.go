package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// bedRules is 床位规则: what is said when a bed does not suit somebody.
type bedRules struct {
	*kit.ListDesk
	shell Shell
	table *kit.DataTable[shelter.Rule]
	rules shelter.Rules
}

func newBedRules(shell Shell) *kit.Room {
	b := &bedRules{}
	b.table = kit.NewDataTable([]kit.Column[shelter.Rule]{
		{ID: "text", Title: lang.L("说明"), Width: 7, Text: func(r shelter.Rule) string { return plainRule(r.Text) }},
		{ID: "level", Title: lang.L("强度"), Width: 1.3, Text: func(r shelter.Rule) string { return levelWord(r.Level) }, Color: levelInk},
		{ID: "state", Title: lang.L("状态"), Width: 1.5, Text: func(r shelter.Rule) string {
			if r.Off {
				return "✕ " + lang.L("停用")
			}
			return "● " + lang.L("启用")
		}, Color: func(r shelter.Rule) fyne.ThemeColorName {
			if r.Off {
				return kit.Faint
			}
			return kit.Done
		}},
		{ID: "article", Title: lang.L("依据"), Width: 4, Text: func(r shelter.Rule) string { return r.Article }},
	})
	b.table.OnOpen = b.edit
	edit := kit.NewPrimary("修改", "", func() {
		if r, ok := b.table.Marked(); ok {
			b.edit(r)
		}
	})
	list := container.NewBorder(kit.SentenceOver("“禁止”的床要写明理由、有权限的人才能安排；“提醒”的可以直接安排。"), kit.Actions(nil, edit), nil, nil, b.table)
	b.shell = shell
	b.ListDesk = kit.NewListDesk(shell.Window(), b.table.Target(), list)
	return &kit.Room{Content: b.Place, Enter: b.load, Save: b.Submit, Focus: b.ListDesk.Focus, Desk: b}
}

// plainRule shows a sentence with its places named.
func plainRule(text string) string {
	return strings.NewReplacer("{{.Room}}", lang.L("某房间"), "{{.Bed}}", lang.L("某床")).Replace(lang.L(text,
		map[string]any{"Room": lang.L("某房间"), "Bed": lang.L("某床")}))
}

func levelWord(l shelter.Level) string {
	if l == shelter.Block {
		return lang.L("禁止")
	}
	return lang.L("提醒")
}

func levelInk(r shelter.Rule) fyne.ThemeColorName {
	if r.Level == shelter.Block {
		return kit.Overdue
	}
	return kit.Soon
}

func (b *bedRules) load() {
	var rules shelter.Rules
	b.shell.Work(lang.L("正在读取床位规则…"), func(ctx context.Context) (err error) {
		rules, err = b.shell.House().Rules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			b.shell.Fail(err)
			return
		}
		b.rules = rules
		b.table.SetRows(rules.List)
	})
}

func (b *bedRules) edit(r shelter.Rule) {
	level := kit.NewChoice([]kit.Option{{Key: string(shelter.Warn), Text: levelWord(shelter.Warn)}, {Key: string(shelter.Block), Text: levelWord(shelter.Block)}})
	enabled, text, article := newSwitch(), kit.NewParagraphEntry(3), kit.NewEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("off", "是否启用", enabled).Require()
	group.Add("level", "强度", level).Require()
	group.Add("text", "说明（安排床位时显示）", text).Require()
	group.Add("article", "依据的条款", article)
	enabled.Choose(key(!r.Off))
	level.Choose(string(r.Level))
	text.SetText(r.Text)
	article.SetText(r.Article)
	form.OnSubmit = func() {
		next := r
		next.Off, next.Level = enabled.Chosen() == off, shelter.Level(level.Chosen())
		next.Text, next.Article = strings.TrimSpace(text.Text), strings.TrimSpace(article.Text)
		changed := shelter.Rules{List: append([]shelter.Rule(nil), b.rules.List...)}
		for i := range changed.List {
			if changed.List[i].Code == r.Code {
				changed.List[i] = next
			}
		}
		save(b.shell, form, func(ctx context.Context) error { return b.shell.House().SetRules(ctx, changed) }, func() {
			b.Back()
			b.load()
			told(b.shell, "床位规则已保存。")
		})
	}
	b.Open(plainRule(r.Text), "说明里的 {{.Room}} 会换成房间名。", form)
}
