package report

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/printing/report"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// span is a length of time that is reported: a day, a week, a month.
type span struct {
	title string // key of its translation
	count func(house *shelter.House, ctx context.Context, day calendar.Date) (shelter.Figures, error)
	step  func(day calendar.Date, by int) calendar.Date
}

var spans = []span{
	{"日报", (*shelter.House).Daily, func(day calendar.Date, by int) calendar.Date { return day.AddDays(by) }},
	{"周报", (*shelter.House).Weekly, func(day calendar.Date, by int) calendar.Date { return day.AddDays(7 * by) }},
	{"月报", (*shelter.House).Monthly, func(day calendar.Date, by int) calendar.Date { return firstOf(day).AddMonths(by) }},
}

func firstOf(day calendar.Date) calendar.Date {
	return calendar.Date{Year: day.Year, Month: day.Month, Day: 1}
}

// Figures are the sections of the page 统计 that count: the day, the week, the
// month, and the comparison with the national system.
func Figures(shell Shell) []kit.Section {
	if !shell.Session().Can(access.ReadPeople) {
		return nil
	}
	var all []kit.Section
	for _, s := range spans {
		all = append(all, kit.Section{Title: s.title, Make: func() *kit.Room { return newPeriod(shell, s).room() }})
	}
	return append(all, kit.Section{Title: "核对全国系统", Make: func() *kit.Room { return newReconcile(shell).room() }})
}

// period is the report of a day, a week or a month beside the one before it.
type period struct {
	shell Shell
	span  span
	day   calendar.Date // any of the period
	paper *printout.Paper

	said  *fyne.Container // which period, and whether it is over
	which *kit.Text
	state *kit.Chip
	jump  *kit.Entry
	table *kit.DataTable[printing.FigureLine]

	now, before shelter.Figures
	meals       []shelter.MealTime
	known       bool
	number      int // of the newest count
	stop        func()
}

func newPeriod(shell Shell, s span) *period {
	p := &period{shell: shell, span: s, day: calendar.On(shell.Now()), which: kit.NewText(""), state: kit.NewChip(kit.Ring0, "", kit.Soon)}
	p.which.Bold = true
	p.table = kit.NewDataTable([]kit.Column[printing.FigureLine]{
		{ID: "label", Title: lang.L("项目"), Width: 3, Text: func(l printing.FigureLine) string { return l.Label }},
		{ID: "number", Title: lang.L("本期"), Width: 1, Text: func(l printing.FigureLine) string { return l.Number }},
		{ID: "before", Title: lang.L("上期"), Width: 1, Text: func(l printing.FigureLine) string { return l.Before }},
		{ID: "parts", Title: lang.L("其中"), Width: 8, Text: func(l printing.FigureLine) string { return l.Parts }},
	})
	p.table.OnOpen = func(l printing.FigureLine) {
		if l.Parts != "" { // a cell that is too narrow for all of it
			p.shell.Toast(kit.Toast{Text: "{{.What}}", Args: map[string]any{"What": l.Label + " " + l.Number + "\n" + l.Parts}, Kind: kit.Info})
		}
	}
	p.jump = kit.NewEntry()
	p.jump.SetHint(lang.L("日期，如 2026-11-24"))
	p.jump.OnSubmitted = p.jumpTo
	p.paper = printout.NewPaper(shell, p.layOut())
	return p
}

func (p *period) layOut() fyne.CanvasObject {
	earlier := kit.NewButton("上一期", "", func() { p.move(-1) })
	later := kit.NewButton("下一期", "", func() { p.move(1) })
	today := kit.NewButton("本期", "", func() { p.show(calendar.On(p.shell.Now())) })
	p.said = kit.Beside(p.which, p.state)
	head := kit.Above(container.NewBorder(nil, nil, kit.Beside(earlier, later, today), nil, p.jump), p.said)
	act := kit.NewPrimary("打印", "print", p.print)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewLabel(lang.L("Alt+↑ 上一期，Alt+↓ 下一期"))},
		kit.NewButton("复制", "", p.copy), kit.NewButton("存表格", "", p.saveTable), act)
	return container.NewBorder(kit.Margin(kit.Nudge, head), foot, nil, nil, p.table)
}

func (p *period) room() *kit.Room {
	return &kit.Room{Content: p.paper.Content, Enter: p.enter, Leave: p.leave, Do: p.do, Move: p.move,
		Focus: func() { p.shell.Window().Canvas().Focus(p.table.Target()) }, Desk: p}
}

func (p *period) enter() {
	p.leave()
	p.stop = p.shell.OnChange(func(tables map[string]bool) {
		if !p.now.Final && slices.ContainsFunc(counted, func(table string) bool { return tables[table] }) {
			p.load()
		}
	})
	p.paper.Enter()
	p.load()
}

// counted are the tables of which a change moves a figure.
var counted = []string{"person", "stay", "bed_take", "absence", "outing", "supply_move", "setting"}

func (p *period) leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

func (p *period) do(id string) bool {
	switch {
	case p.paper.Do(id):
	case id == "print":
		p.print()
	default:
		return false
	}
	return true
}

// move goes some periods on, or back; there is none after today's.
func (p *period) move(by int) {
	if to := p.span.step(p.day, by); !to.After(calendar.On(p.shell.Now())) || by < 0 {
		p.show(to)
	}
}

// jumpTo goes to the period in which a day lies.
func (p *period) jumpTo(text string) {
	day, err := calendar.Parse(strings.TrimSpace(text))
	switch {
	case err != nil || day.IsZero():
		p.jump.SetProblem(kit.Say(store.Fail(store.Invalid, "日期请写成 2026-11-24。")))
	case day.After(calendar.On(p.shell.Now())):
		p.jump.SetProblem(kit.Say(store.Fail(store.Invalid, "这一天还没有到，请换一个日期。")))
	default:
		p.jump.SetText("")
		p.show(day)
		p.shell.Window().Canvas().Focus(p.table.Target())
	}
}

func (p *period) show(day calendar.Date) {
	if p.paper.Shown() {
		return
	}
	p.day = day
	p.load()
}

// load counts the period and the one before it.
func (p *period) load() {
	p.number++
	mine, day := p.number, p.day
	var now, before shelter.Figures
	var meals []shelter.MealTime
	p.shell.Work(lang.L("正在统计…"), func(ctx context.Context) (err error) {
		house := p.shell.House()
		if now, err = p.span.count(house, ctx, day); err != nil {
			return err
		}
		if before, err = p.span.count(house, ctx, p.span.step(day, -1)); err != nil {
			return err
		}
		meals, err = house.Meals(ctx)
		return err
	}, func(err error) {
		switch {
		case mine != p.number:
		case err != nil:
			p.shell.Fail(err)
		default:
			p.now, p.before, p.meals, p.known = now, before, meals, true
			p.table.SetRows(printing.FigureLines(now, &before, meals, tongue()))
			p.say()
			kit.Tell("counted", p.span.title)
		}
	})
}

// tongue says figures in the language of the window.
func tongue() printing.Tongue {
	return printing.Tongue{Say: func(text string, args store.Args) string { return lang.L(text, map[string]any(args)) }, English: kit.Language() == kit.English}
}

func (p *period) say() {
	p.which.Set(sayPeriod(p.now.From, p.now.To))
	if p.now.Final {
		p.state.Set(kit.Square, lang.L("已结束"), kit.Done)
	} else {
		p.state.Set(kit.Ring0, lang.L("还在进行，按现在统计"), kit.Soon)
	}
	p.said.Refresh()
}

func sayPeriod(from, to calendar.Date) string {
	if from == to {
		return from.String()
	}
	return lang.L("{{.From}}至{{.To}}", map[string]any{"From": from.String(), "To": to.String()})
}

// name is what files and print jobs of the report are called.
func (p *period) name() string { return lang.L(p.span.title) + " " + p.now.From.String() }

func (p *period) print() {
	if !p.known {
		return
	}
	now, before := p.now, p.before
	p.paper.Open(p.span.title, p.name(), "figures", func(ctx context.Context) (printing.Result, error) {
		return p.shell.Papers().FiguresPDF(ctx, p.span.title, now, &before)
	})
}

func (p *period) saveTable() {
	if !p.known {
		return
	}
	now, before, meals := p.now, p.before, p.meals
	printout.SaveMade(p.shell, p.name()+".xlsx", "figures", func(context.Context) ([]byte, error) {
		return report.FiguresXLSX(p.span.title, now, &before, meals)
	})
}

// copy puts the report on the clipboard, to be pasted into a message.
func (p *period) copy() {
	if !p.known {
		return
	}
	lines := []string{lang.L(p.span.title) + " " + p.which.Content}
	for _, l := range p.table.Shown() {
		text := strings.TrimSpace(l.Label + " " + l.Number)
		if l.Parts != "" {
			text += lang.L("（{{.What}}）", map[string]any{"What": l.Parts})
		}
		lines = append(lines, text)
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	p.shell.Toast(kit.Toast{Text: "已复制，可以粘贴到消息或文件里。", Kind: kit.Done})
}
