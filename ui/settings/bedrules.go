package settings

import (
	"context"
	"strings"

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
	b.table = kit.NewDataTable(ruleColumns(plainRule))
	b.table.OnOpen = b.edit
	edit := kit.NewPrimary("修改", "", b.table.Open)
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
	fields := newRuleFields(r)
	fields.form.OnSubmit = func() {
		changed := shelter.Rules{List: withRule(b.rules.List, fields.read(r))}
		save(b.shell, fields.form, func(ctx context.Context) error { return b.shell.House().SetRules(ctx, changed) }, func() {
			b.Back()
			b.load()
			told(b.shell, "床位规则已保存。")
		})
	}
	b.Open(plainRule(r.Text), "说明里的 {{.Room}} 会换成房间名。", fields.form)
}
