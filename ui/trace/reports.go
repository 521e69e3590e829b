package trace

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/tracing"
	"guitu/ui/kit"
)

// reportsPage is 家属走失登记: whom families miss, the newest report first. Who
// reported is not in it: a list is seen by many.
type reportsPage struct {
	shell   Shell
	content fyne.CanvasObject
	count   *kit.Text
	which   *kit.Choice
	find    *kit.Entry
	table   *kit.DataTable[tracing.Report]
	body    *fyne.Container
	open    *kit.Button

	all    []tracing.Report
	sounds map[string]string // by report: what it is found by, in small letters
	loaded bool
	stop   func()
}

// The two lists of reports.
const (
	stillMissed = "open"
	reportsDone = "closed"
)

// NewReports returns the page of families' reports.
func NewReports(shell Shell) kit.View {
	p := &reportsPage{shell: shell, count: kit.NewLabel("")}
	p.table = kit.NewDataTable(p.columns())
	p.table.OnOpen = func(r tracing.Report) { p.openReport(r.ID) }
	p.which = kit.NewChoice([]kit.Option{{Key: stillMissed, Text: lang.L("还在找")}, {Key: reportsDone, Text: lang.L("已办结")}})
	p.which.Choose(stillMissed)
	p.which.OnChanged = func() {
		if p.which.Chosen() == "" { // one always holds
			p.which.Choose(stillMissed)
		}
		p.load()
	}
	p.find = kit.NewEntry()
	p.find.SetHint(lang.L("找姓名、拼音、编号、地点或特征"))
	p.find.OnChanged = func(string) { p.fill() }
	p.find.OnSubmitted = func(string) { p.goFirst() }
	p.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyDown {
			return false
		}
		p.goFirst()
		return true
	}
	p.open = kit.NewButton("打开", "", p.openMarked)
	back := kit.NewButton("‹ 寻亲", "", func() { shell.Go(kit.Route{Name: kit.RouteTrace}) })
	title := container.NewBorder(nil, nil, kit.Beside(back, kit.NewTitle(lang.L("家属走失登记")), p.count), container.New(wide{}, p.find))
	p.body = container.NewStack(p.table)
	hint := kit.NewLabel(lang.L("家属来找人时先登记：新来站的人会自动和这里对照。报告人的姓名电话只在打开后显示。"))
	hint.Whole = false
	foot := container.NewBorder(nil, nil, nil, kit.Beside(p.open, kit.NewPrimary("新登记", "save", p.add)), hint)
	p.content = kit.Page(container.New(sandwich{}, kit.Groups(title, p.which), kit.NewCard("", nil, p.body), foot))
	return p
}

func (p *reportsPage) columns() []kit.Column[tracing.Report] {
	now := p.shell.Now
	return []kit.Column[tracing.Report]{
		{ID: "number", Title: lang.L("编号"), Width: 2, Text: func(r tracing.Report) string { return r.Number }},
		{ID: "name", Title: lang.L("走失人"), Width: 2.4, Text: missedName},
		{ID: "sex", Title: lang.L("性别"), Width: 0.9, Text: func(r tracing.Report) string { return Code("sex", r.Sex) }},
		{ID: "age", Title: lang.L("年龄"), Width: 1.8, Text: missedAge, Compare: func(a, b tracing.Report) int { return a.AgeFrom - b.AgeFrom }},
		{ID: "seen", Title: lang.L("最后见到"), Width: 4, Text: func(r tracing.Report) string { return kit.Joined(r.LastSeenAt, r.LastSeenPlace) }},
		{ID: "received", Title: lang.L("登记时间"), Width: 2, Text: func(r tracing.Report) string { return kit.SayTime(r.ReceivedAt, now()) },
			Compare: func(a, b tracing.Report) int { return a.ReceivedAt.Compare(b.ReceivedAt) }},
	}
}

// missedName is by which the missing person is called.
func missedName(r tracing.Report) string {
	switch {
	case r.Name != "" && r.NameBySound:
		return lang.L("{{.Name}}（音）", map[string]any{"Name": r.Name})
	case r.Name != "":
		return r.Name
	}
	for _, name := range append(append([]string(nil), r.FormerNames...), r.Aliases...) {
		return name
	}
	return lang.L("姓名不详")
}

// missedAge is the age as the family said it, or the birth date.
func missedAge(r tracing.Report) string {
	args := map[string]any{"From": r.AgeFrom, "To": r.AgeTo, "Birth": r.Birth}
	switch {
	case r.Birth != "":
		return lang.L("{{.Birth}} 生", args)
	case r.AgeFrom == 0 && r.AgeTo == 0:
		return ""
	case r.AgeTo <= r.AgeFrom:
		return lang.L("{{.From}} 岁", args)
	}
	return lang.L("{{.From}}–{{.To}} 岁", args)
}

func (p *reportsPage) Content() fyne.CanvasObject { return p.content }

func (p *reportsPage) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(func(tables map[string]bool) {
			if tables["report"] {
				p.load()
			}
		})
	}
	p.shell.Window().Canvas().Focus(p.find)
	p.load()
}

func (p *reportsPage) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

func (p *reportsPage) Do(id string) bool {
	switch {
	case id == "save":
		p.add()
	case id == "close" && p.find.Text != "":
		p.find.SetText("")
	default:
		return false
	}
	return true
}

func (p *reportsPage) load() {
	open := p.which.Chosen() == stillMissed
	var all []tracing.Report
	sounds := map[string]string{}
	p.shell.Work("正在读取走失登记…", func(ctx context.Context) (err error) {
		if all, err = p.shell.Tracing().Reports(ctx, open); err != nil {
			return err
		}
		for _, r := range all {
			sounds[r.ID] = foundBy(r)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		if open != (p.which.Chosen() == stillMissed) {
			return // the other list was asked for meanwhile
		}
		p.all, p.sounds, p.loaded = all, sounds, true
		p.fill()
		kit.Tell("ready", "reports")
	})
}

// foundBy is all by which a report is found: what it says, and how its names
// sound.
func foundBy(r tracing.Report) string {
	parts := []string{r.Number, r.Name, r.LastSeenPlace, r.LastSeenAt, r.Home, r.Household, r.MayGo, r.Marks, r.Clothing, r.IDNumber}
	names := append(append([]string{r.Name}, r.FormerNames...), r.Aliases...)
	parts = append(parts, names...)
	for _, name := range names {
		for _, reading := range intake.Readings(name) {
			initials := ""
			for _, syllable := range reading {
				initials += syllable[:min(1, len(syllable))]
			}
			parts = append(parts, strings.Join(reading, ""), initials)
		}
	}
	return strings.ToLower(strings.Join(parts, "\n"))
}

func (p *reportsPage) fill() {
	words := strings.ToLower(strings.ReplaceAll(p.find.Text, " ", ""))
	p.table.SetKeep(func(r tracing.Report) bool { return words == "" || strings.Contains(p.sounds[r.ID], words) })
	p.table.SetRows(p.all)
	shown := len(p.table.Shown())
	p.count.Set(lang.L("{{.N}} 份", map[string]any{"N": shown}))
	p.body.Objects = []fyne.CanvasObject{p.table}
	nothing := p.loaded && shown == 0
	if nothing {
		p.body.Objects = []fyne.CanvasObject{p.nothing()}
	}
	p.open.SetEnabled(!nothing)
	p.body.Refresh()
}

func (p *reportsPage) nothing() fyne.CanvasObject {
	switch {
	case len(p.all) > 0:
		return kit.NewEmpty("search", "没有符合的登记：少打几个字，或者清空查找。", kit.NewButton("显示全部", "", func() { p.find.SetText("") }))
	case p.which.Chosen() == reportsDone:
		return kit.NewEmpty("home", "还没有办结的走失登记。找到人或家属撤回时，在登记里写明原因就办结了。", nil)
	}
	return kit.NewEmpty("person", "家属打电话或上门来找人时，在这里登记。登记后马上和站里的人、以前来过的人对照。", kit.NewButton("新登记", "", p.add))
}

func (p *reportsPage) add() { p.openReport("") }

func (p *reportsPage) openReport(id string) { p.shell.Go(kit.Route{Name: kit.RouteReport, ID: id}) }

func (p *reportsPage) openMarked() {
	if r, ok := p.table.Marked(); ok {
		p.openReport(r.ID)
	} else if shown := p.table.Shown(); len(shown) > 0 {
		p.openReport(shown[0].ID)
	}
}

// goFirst takes the focus into the list.
func (p *reportsPage) goFirst() {
	if len(p.table.Shown()) == 0 {
		return
	}
	p.shell.Window().Canvas().Focus(p.table.Target())
	p.table.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
}
