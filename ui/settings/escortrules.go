package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// escortRules is 护送规则: how many go along, and what is said of a plan that
// does not suit.
type escortRules struct {
	*kit.ListDesk
	shell Shell
	table *kit.DataTable[shelter.Rule]
	many  *kit.Text // how many go along
	rules shelter.EscortRules
}

func newEscortRules(shell Shell) *kit.Room {
	e := &escortRules{shell: shell, many: kit.NewLabel("")}
	e.table = kit.NewDataTable(ruleColumns(plainEscortRule))
	e.table.OnOpen = e.edit
	edit := kit.NewPrimary("修改", "", e.table.Open)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("护送人数…", "", e.editMany), e.many}, edit)
	sentence := kit.SentenceOver("不合规则的护送安排：“禁止”的要写明理由、有权限的人才能破例；“提醒”的可以直接安排。")
	e.ListDesk = kit.NewListDesk(shell.Window(), e.table.Target(), container.NewBorder(sentence, foot, nil, nil, e.table))
	return &kit.Room{Content: e.Place, Enter: e.load, Save: e.Submit, Focus: e.ListDesk.Focus, Desk: e}
}

// plainEscortRule shows a sentence with its places named.
func plainEscortRule(text string) string {
	return lang.L(text, map[string]any{"Least": lang.L("几"), "N": lang.L("几")})
}

func (e *escortRules) load() {
	var rules shelter.EscortRules
	e.shell.Work(lang.L("正在读取护送规则…"), func(ctx context.Context) (err error) {
		rules, err = e.shell.House().EscortRules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			e.shell.Fail(err)
			return
		}
		e.rules = rules
		e.table.SetRows(rules.Rules)
		e.many.Set(lang.L("一般{{.N}}人，需要照顾的{{.Cared}}人", map[string]any{"N": rules.Least, "Cared": rules.LeastCared}))
	})
}

// editMany asks how many go along.
func (e *escortRules) editMany() {
	least, cared := kit.NewDigitsEntry(), kit.NewDigitsEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("least", "一般情况至少几名护送人", least).Require()
	group.Add("least_cared", "未成年人、老人、残疾人和病人至少几名", cared).Require()
	least.SetText(strconv.Itoa(e.rules.Least))
	cared.SetText(strconv.Itoa(e.rules.LeastCared))
	form.OnSubmit = func() {
		changed := e.rules
		changed.Least, changed.LeastCared = number(least), number(cared)
		e.store(form, changed)
	}
	e.Open(lang.L("护送人数"), "", form)
}

func (e *escortRules) edit(r shelter.Rule) {
	fields := newRuleFields(r)
	fields.form.OnSubmit = func() {
		changed := e.rules
		changed.Rules = withRule(e.rules.Rules, fields.read(r))
		e.store(fields.form, changed)
	}
	sentence := ""
	if strings.Contains(r.Text, "{{") {
		sentence = "说明里的 {{.Least}} 会换成要几名，{{.N}} 会换成现在几名。"
	}
	e.Open(plainEscortRule(r.Text), sentence, fields.form)
}

func (e *escortRules) store(form *kit.Form, changed shelter.EscortRules) {
	save(e.shell, form, func(ctx context.Context) error { return e.shell.House().SetEscortRules(ctx, changed) }, func() {
		e.Back()
		e.load()
		told(e.shell, "护送规则已保存。")
	})
}
