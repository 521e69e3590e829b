package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// clauses is 不予救助情形 or 终止救助情形: the cases that a notice names, and what
// each rests on.
type clauses struct {
	ordered[intake.Clause]
	kind string
}

func newRefusals(shell Shell) *kit.Room { return newClauses(shell, intake.ClauseRefuse) }
func newEndings(shell Shell) *kit.Room  { return newClauses(shell, intake.ClauseEnd) }

func newClauses(shell Shell, kind string) *kit.Room {
	c := &clauses{kind: kind}
	c.load = func(ctx context.Context) ([]intake.Clause, error) { return shell.Desk().Clauses(ctx, kind) }
	c.store = func(ctx context.Context, rows []intake.Clause) error {
		return shell.Desk().SaveClauses(ctx, kind, rows)
	}
	c.same = func(a, b intake.Clause) bool { return a.Key == b.Key }
	c.toggle = func(row intake.Clause) intake.Clause { row.Off = !row.Off; return row }
	c.change, c.saved = c.edit, "已保存，以后的通知书用新的内容。"
	r := c.use(shell, "登记和离站时按这个顺序选。改动只管以后的通知书：已经出具的仍是原来的文字。", []kit.Column[intake.Clause]{
		{ID: "text", Title: lang.L("情形"), Width: 6, Text: func(r intake.Clause) string { return lang.L(r.Text) }},
		{ID: "basis", Title: lang.L("依据"), Width: 4, Text: func(r intake.Clause) string { return r.Basis }},
		switched(1.4, func(r intake.Clause) bool { return r.Off }),
	}, []fyne.CanvasObject{kit.NewButton("添加…", "", c.add), c.changeButton()})
	r.Desk = c
	return r
}

func (c *clauses) add() { c.edit(intake.Clause{Key: "own_" + store.NewID()}) }

func (c *clauses) edit(row intake.Clause) {
	text, basis, enabled := kit.NewParagraphEntry(3), kit.NewParagraphEntry(2), newSwitch()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("text", "情形（印在通知书上）", text).Require()
	group.Add("basis", "依据哪部规定第几条（印在通知书上）", basis)
	group.Add("off", "是否启用", enabled).Require()
	text.SetText(row.Text)
	basis.SetText(row.Basis)
	enabled.Choose(key(!row.Off))
	form.OnSubmit = func() {
		next := row
		next.Text, next.Basis, next.Off = strings.TrimSpace(text.Text), strings.TrimSpace(basis.Text), enabled.Chosen() == off
		c.storeRows(form, c.with(next))
	}
	title := lang.L("添加一种情形")
	if row.Text != "" {
		title = lang.L("修改这种情形")
	}
	c.Open(title, "已经出具的通知书不变，仍是原来的文字和条款。", form)
}
