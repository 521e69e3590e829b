package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/clock"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/ui/kit"
)

var unitWords = map[clock.Unit]string{clock.Hour: "小时", clock.Day: "日", clock.Workday: "工作日", clock.Month: "个月", clock.Year: "年"}

var sureWords = map[clock.Confidence]string{clock.High: "有把握", clock.Medium: "请核对", clock.Low: "尚待核对"}

// periods is 法定期限: the rules from which clocks are derived.
type periods struct {
	*kit.ListDesk
	shell Shell
	table *kit.DataTable[clock.Rule]
}

func newPeriods(shell Shell) *kit.Room {
	p := &periods{}
	p.table = kit.NewDataTable([]kit.Column[clock.Rule]{
		{ID: "title", Title: lang.L("要做的事"), Width: 5, Text: func(r clock.Rule) string { return lang.L(r.Title) }},
		{ID: "limit", Title: lang.L("期限"), Width: 2, Text: limitWords},
		{ID: "article", Title: lang.L("依据"), Width: 5, Text: func(r clock.Rule) string { return r.Article }},
		{ID: "sure", Title: lang.L("把握"), Width: 2, Text: func(r clock.Rule) string { return lang.L(sureWords[r.Confidence]) }},
		{ID: "state", Title: lang.L("状态"), Width: 2, Text: p.state, Color: p.ink},
	})
	p.table.OnOpen = p.edit
	edit := kit.NewPrimary("修改", "", p.table.Open)
	list := container.NewBorder(kit.SentenceOver("选一行按回车修改。改动只管以后开始的期限，已经在算的仍按原来的规则。"), kit.Actions(nil, edit), nil, nil, p.table)
	p.shell = shell
	p.ListDesk = kit.NewListDesk(shell.Window(), p.table.Target(), list)
	return &kit.Room{Content: p.Place, Enter: p.load, Save: p.Submit, Focus: p.ListDesk.Focus, Desk: p}
}

func limitWords(r clock.Rule) string {
	return strconv.Itoa(r.Value) + " " + lang.L(unitWords[r.Unit])
}

func (p *periods) state(r clock.Rule) string {
	today := calendar.On(p.shell.Now())
	switch {
	case !r.ValidTo.IsZero() && r.ValidTo.Before(today):
		return "■ " + lang.L("已失效")
	case !r.Enabled:
		return "✕ " + lang.L("停用")
	case r.ValidFrom.After(today):
		return "○ " + lang.L("{{.Day}}起", map[string]any{"Day": r.ValidFrom.String()})
	}
	return "● " + lang.L("启用")
}

func (p *periods) ink(r clock.Rule) fyne.ThemeColorName {
	if r.Enabled && strings.HasPrefix(p.state(r), "●") {
		return kit.Done
	}
	return kit.Faint
}

func (p *periods) load() {
	var all []clock.Rule
	p.shell.Work(lang.L("正在读取期限…"), func(ctx context.Context) (err error) {
		all, err = p.shell.Tracing().Rules(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.table.SetRows(all)
	})
}

// edit corrects a row: a new one takes its place from a day on.
func (p *periods) edit(r clock.Rule) {
	value, article, from, note := kit.NewDigitsEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewParagraphEntry(3)
	var units, sure []kit.Option
	for _, u := range []clock.Unit{clock.Hour, clock.Day, clock.Workday, clock.Month, clock.Year} {
		units = append(units, kit.Option{Key: string(u), Text: lang.L(unitWords[u])})
	}
	for _, c := range []clock.Confidence{clock.High, clock.Medium, clock.Low} {
		sure = append(sure, kit.Option{Key: string(c), Text: lang.L(sureWords[c])})
	}
	unit, confidence, enabled := kit.NewChoice(units), kit.NewChoice(sure), newSwitch()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("value", "期限", value).Require()
	group.Add("unit", "单位", unit).Require()
	group.Add("article", "依据的条款", article).Require()
	group.Add("enabled", "是否启用", enabled).Require()
	group.Add("valid_from", "从哪天起（如 2026-12-01，留空为今天）", from)
	group.Add("confidence", "对这条依据的把握", confidence)
	group.Add("note", "备注：还要核对什么", note)
	value.SetText(strconv.Itoa(r.Value))
	article.SetText(r.Article)
	note.SetText(r.Note)
	unit.Choose(string(r.Unit))
	confidence.Choose(string(r.Confidence))
	enabled.Choose(key(r.Enabled))
	form.OnSubmit = func() {
		day, err := calendar.Parse(strings.TrimSpace(from.Text))
		if err != nil || !day.IsZero() && !day.Valid() {
			from.SetProblem(lang.L("日期请写成 2026-12-01 这样。"))
			return
		}
		next := r
		next.Value, next.Unit, next.Article, next.Note = number(value), clock.Unit(unit.Chosen()), strings.TrimSpace(article.Text), note.Text
		next.Enabled, next.Confidence = enabled.Chosen() == on, clock.Confidence(confidence.Chosen())
		next.ValidFrom, next.ValidTo = day, calendar.Date{}
		save(p.shell, form, func(ctx context.Context) error { return p.saveRule(ctx, next) }, func() {
			p.Back()
			p.load()
			told(p.shell, "已保存。以后开始的期限按新规则算。")
		})
	}
	p.Open(lang.L(r.Title), "", form)
}

// saveRule refuses a day that has passed: what has begun is not rewritten.
func (p *periods) saveRule(ctx context.Context, r clock.Rule) error {
	if today := calendar.On(p.shell.Now()); !r.ValidFrom.IsZero() && r.ValidFrom.Before(today) {
		return store.Fail(store.Invalid, "新规则不能从过去的日子起，请填今天或以后。").On("valid_from")
	}
	return p.shell.Tracing().SaveRule(ctx, r)
}

// newSwitch is a choice between 启用 and 停用.
func newSwitch() *kit.Choice {
	return kit.NewChoice([]kit.Option{{Key: on, Text: lang.L("启用")}, {Key: off, Text: lang.L("停用")}})
}
