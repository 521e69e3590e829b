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

// doingWords say what a rule asks for.
var doingWords = map[string]string{
	intake.DoHospital: "送医", intake.DoPolice: "报公安", intake.DoIsolate: "隔离", intake.DoWatch: "观察照看",
	intake.DoGuardian: "找监护人", intake.DoProtect: "保护", intake.DoInterpret: "请翻译",
}

// noPaper is the answer that no paper goes along.
const noPaper = "none"

// triageRules is 甄别规则: what is to be done at the door when something was
// seen or said.
type triageRules struct{ ordered[intake.TriageRule] }

func newTriage(shell Shell) *kit.Room {
	t := &triageRules{}
	t.load = func(ctx context.Context) ([]intake.TriageRule, error) { return shell.Desk().TriageRules(ctx) }
	t.ordered.store = func(ctx context.Context, rows []intake.TriageRule) error {
		return shell.Desk().SaveTriageRules(ctx, rows)
	}
	t.same = func(a, b intake.TriageRule) bool { return a.Code == b.Code }
	t.toggle = func(row intake.TriageRule) intake.TriageRule { row.Off = !row.Off; return row }
	t.change, t.saved = t.edit, "甄别规则已保存。"
	r := t.use(shell, "登记时符合条件的规则马上显示出来；“立即”的排在最前。规则只是提醒，不会拦住登记。", []kit.Column[intake.TriageRule]{
		{ID: "text", Title: lang.L("说明"), Width: 6, Text: func(r intake.TriageRule) string { return lang.L(r.Text) }},
		{ID: "now", Title: lang.L("急缓"), Width: 1.4, Text: urgencyWord, Color: urgencyInk},
		{ID: "do", Title: lang.L("要做的事"), Width: 1.7, Text: func(r intake.TriageRule) string { return lang.L(doingWords[r.Do]) }},
		switched(1.5, func(r intake.TriageRule) bool { return r.Off }),
		{ID: "basis", Title: lang.L("依据"), Width: 3, Text: func(r intake.TriageRule) string { return r.Basis }},
	}, []fyne.CanvasObject{kit.NewButton("添加…", "", t.add), t.changeButton(), kit.NewButton("恢复默认", "", t.restore)})
	r.Desk = t
	return r
}

func urgencyWord(r intake.TriageRule) string {
	if r.Now {
		return lang.L("立即")
	}
	return lang.L("留意")
}

func urgencyInk(r intake.TriageRule) fyne.ThemeColorName {
	if r.Now {
		return kit.Overdue
	}
	return kit.Soon
}

func (t *triageRules) add() {
	t.edit(intake.TriageRule{Code: "own_" + store.NewID(), Do: intake.DoWatch})
}

// restore puts the row with the cursor back as the program brings it. One of
// the station's own has nothing to go back to.
func (t *triageRules) restore() {
	_, row, ok := t.marked()
	if !ok {
		return
	}
	for _, r := range intake.DefaultTriageRules() {
		if r.Code == row.Code {
			before := t.rows
			t.put(t.with(r), true)
			t.shell.Toast(kit.Toast{Text: "这条规则已恢复默认。", Kind: kit.Done, Undo: func() { t.put(before, true) }})
			return
		}
	}
	t.shell.Toast(kit.Toast{Text: "这条是本站自己加的，没有默认的内容；不用了可以停用。", Kind: kit.Info})
}

func (t *triageRules) edit(row intake.TriageRule) {
	text, basis, when := kit.NewParagraphEntry(3), kit.NewEntry(), kit.NewParagraphEntry(4)
	enabled, now := newSwitch(), kit.NewChoice([]kit.Option{{Key: on, Text: lang.L("立即")}, {Key: off, Text: lang.L("留意")}})
	do, paper := kit.NewChoice(doingOptions()), kit.NewChoice([]kit.Option{{Key: noPaper, Text: lang.L("不附文书")},
		{Key: intake.PaperHospital, Text: lang.L("送医交接单")}, {Key: intake.PaperPolice, Text: lang.L("移交公安机关交接单")}})
	form := kit.NewForm()
	group := form.Group("")
	group.Add("text", "说明（登记时显示）", text).Require()
	group.Add("when", "什么情况下适用：一行一种，符合一行就适用", when).Require()
	group.Add("add", "加一个条件（写“并且”“并非”可以合起来）", conditionPicker(form, when))
	group.Add("now", "急缓", now).Require()
	group.Beside("off", "是否启用", enabled).Require()
	group.Add("do", "要做的事", do).Require()
	group.Add("paper", "随人带走的文书", paper)
	group.Add("basis", "依据的条款", basis)
	text.SetText(row.Text)
	basis.SetText(row.Basis)
	when.SetText(sayConditions(row.When))
	now.Choose(key(row.Now))
	enabled.Choose(key(!row.Off))
	do.Choose(row.Do)
	paper.Choose(noPaper)
	paper.Choose(orElse(row.Paper, noPaper))
	form.OnSubmit = func() {
		next := row
		var err error
		if next.When, err = readConditions(when.Text); err != nil {
			form.Fail(err)
			return
		}
		next.Text, next.Basis, next.Do = strings.TrimSpace(text.Text), strings.TrimSpace(basis.Text), do.Chosen()
		next.Now, next.Off = now.Chosen() == on, enabled.Chosen() == off
		if next.Paper = paper.Chosen(); next.Paper == noPaper {
			next.Paper = ""
		}
		t.storeRows(form, t.with(next))
	}
	title := lang.L("添加甄别规则")
	if row.Text != "" {
		title = lang.L("修改甄别规则")
	}
	t.Open(title, "", form)
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func doingOptions() (options []kit.Option) {
	for _, do := range intake.TriageDoings {
		options = append(options, kit.Option{Key: do, Text: lang.L(doingWords[do])})
	}
	return options
}

// conditionPicker writes the condition that is chosen into a line of its own.
func conditionPicker(form *kit.Form, when *kit.Entry) *kit.Lookup {
	pick := kit.NewLookup(factOptions(intake.Initials))
	pick.OnChanged = func() {
		chosen := pick.Chosen()
		if chosen == "" {
			return
		}
		when.SetText(strings.TrimLeft(strings.TrimRight(when.Text, "\n")+"\n"+sayConditions([]string{chosen}), "\n"))
		pick.Choose("")
		form.Refresh()
	}
	return pick
}
