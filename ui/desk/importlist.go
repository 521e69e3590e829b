package desk

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/tracing"
	"guitu/ui/kit"
)

// importList is 导入名单: a list of a patrol or of the police is read, shown
// as it was understood, and registered whole or not at all.
type importList struct {
	shell   Shell
	desk    *intake.Desk
	content fyne.CanvasObject

	path    *kit.Entry
	cameBy  *kit.Choice
	columns *fyne.Container
	pick    map[string]*kit.Lookup // by column of ours
	table   *kit.DataTable[listed]
	sums    *kit.Text
	doubts  *fyne.Container
	busy    *kit.Busy
	act     *kit.Button
	body    *fyne.Container
	walk    *walk // what comes after

	list    intake.List
	rows    []intake.ImportRow
	ready   bool
	number  int // of the newest reading
	checked context.CancelFunc
	done    bool
}

// listed is a line of the list as it was understood.
type listed struct {
	intake.ImportRow
	earlier []tracing.Candidate // whom it may be
}

// NewImport returns the page 导入名单.
func NewImport(shell Shell) kit.View {
	p := &importList{shell: shell, desk: shell.Desk(), pick: map[string]*kit.Lookup{}}
	p.path = kit.NewEntry()
	p.path.SetHint(lang.L("名单文件的路径，或把文件拖进来（CSV）"))
	p.path.OnSubmitted = p.open
	p.cameBy = kit.NewChoice(codes("came_by"))
	p.cameBy.OnChanged = p.understand
	p.columns = kit.Close()
	p.sums = kit.NewText("")
	p.sums.Bold, p.sums.Whole = true, false
	p.doubts = kit.Close()
	p.busy = kit.NewBusy()
	p.act = kit.NewPrimary("全部登记", "save", p.register)
	p.buildTable()
	p.build()
	p.say()
	return p
}

func (p *importList) buildTable() {
	now, words := p.shell.Now, words{}
	p.table = kit.NewDataTable([]kit.Column[listed]{
		{ID: "line", Title: lang.L("行"), Width: 0.4, Text: func(r listed) string { return strconv.Itoa(r.Line) },
			Compare: func(a, b listed) int { return a.Line - b.Line }},
		{ID: "name", Title: lang.L("姓名"), Width: 1.1, Text: func(r listed) string { return r.Arrival.Name }},
		{ID: "sex", Title: lang.L("性别"), Width: 0.5, Text: func(r listed) string { return words.say("sex", r.Arrival.Sex) }},
		{ID: "age", Title: lang.L("年龄"), Width: 1, Text: func(r listed) string { return ageWords(r.Arrival.Profile, now()) }},
		{ID: "number", Title: lang.L("证件号码"), Width: 1.5, Text: func(r listed) string { return r.Arrival.IDNumber }},
		{ID: "place", Title: lang.L("发现地点"), Width: 1.2, Text: func(r listed) string { return r.Arrival.FoundPlace }},
		{ID: "at", Title: lang.L("来站时间"), Width: 1.1, Text: func(r listed) string { return kit.SayTime(r.Arrival.ArrivedAt, now()) }},
		{ID: "state", Title: lang.L("检查"), Width: 2.2, Text: listed.state, Color: listed.ink},
	})
}

// state is the first thing that is to be said of a line.
func (r listed) state() string {
	for _, d := range r.Problems {
		if !d.Note {
			return "◆ " + doubtWords(d)
		}
	}
	if len(r.earlier) > 0 {
		return "▲ " + lang.L("可能来过：{{.Why}}", map[string]any{"Why": strings.Join(strongest(r.earlier[0]), lang.L("、"))})
	}
	for _, d := range r.Problems {
		return "▲ " + doubtWords(d)
	}
	return "● " + lang.L("可以登记")
}

func (r listed) ink() fyne.ThemeColorName {
	switch {
	case !r.Ready():
		return kit.Overdue
	case len(r.Problems)+len(r.earlier) > 0:
		return kit.Soon
	}
	return kit.Done
}

func doubtWords(d intake.Doubt) string { return lang.L(d.Text, map[string]any(d.Args)) }

func (p *importList) build() {
	choose := kit.NewButton("选文件", "", p.choose)
	way := kit.Close(kit.NewLabel(lang.L("这份名单上的人的来站方式")), p.cameBy)
	left := container.NewVScroll(kit.Margin(kit.Inside, kit.Groups(kit.Close(kit.NewLabel(lang.L("名单文件")), p.path, kit.Shared(choose)), way, p.columns)))
	right := container.NewBorder(kit.Close(p.sums, p.doubts), p.busy, nil, nil, p.table)
	foot := container.NewBorder(nil, nil, nil, p.act, nil)
	p.body = container.NewStack(container.NewBorder(nil, kit.Margin(kit.Nudge, foot), nil, nil,
		container.New(listSides{}, sheetOf(left), kit.NewCard("导入名单", nil, right))))
	p.content = kit.Margin(kit.Inside, p.body)
}

func (p *importList) Content() fyne.CanvasObject { return p.content }

func (p *importList) Enter() {
	if p.walk != nil {
		p.shell.Window().Canvas().Focus(p.walk)
		return
	}
	p.shell.Window().Canvas().Focus(p.path)
	kit.Tell("field", "名单文件")
}

// Leave ends what is being looked up; an import that is under way is not
// broken off by looking at another page.
func (p *importList) Leave() {
	if p.checked != nil {
		p.checked()
	}
}

func (p *importList) Do(id string) bool {
	switch {
	case id == "save" && !p.done:
		p.act.Tapped(nil)
	case id == "close" && p.busy.Running():
		p.busy.Cancel()
	default:
		return Obey(p.shell, id)
	}
	return true
}

// Dropped takes a list that was dropped on the window.
func (p *importList) Dropped(_ fyne.Position, files []fyne.URI) {
	if len(files) > 0 && !p.done {
		p.path.SetText(files[0].Path())
		p.open(files[0].Path())
	}
}

// open reads the file.
func (p *importList) open(path string) {
	path = strings.TrimPrefix(strings.TrimSpace(path), "file://")
	if path == "" || p.done || p.busy.Running() {
		return
	}
	var list intake.List
	p.shell.Work("正在读取名单…", func(context.Context) error {
		file, err := os.Open(path)
		if err != nil {
			return errUnreadable(err)
		}
		defer file.Close()
		list, err = intake.ReadList(file)
		return err
	}, func(err error) {
		if err != nil {
			p.path.SetProblem(kit.Say(err))
			p.shell.Fail(err)
			return
		}
		p.shell.Remember(importKey, filepath.Dir(path))
		p.list = list
		p.mapColumns()
		p.understand()
		if p.cameBy.Chosen() == "" {
			p.shell.Window().Canvas().Focus(p.cameBy)
		}
		kit.Tell("list", "read")
	})
}

// importKey remembers the folder in which the last list was found.
const importKey = "desk.import_folder"

// mapColumns shows which column of the file is taken for what; each can be
// chosen otherwise.
func (p *importList) mapColumns() {
	p.columns.RemoveAll()
	options := []kit.Option{{Key: noColumn, Text: lang.L("不用")}}
	for i, heading := range p.list.Header {
		options = append(options, kit.Option{Key: strconv.Itoa(i), Text: heading})
	}
	guess := p.list.Guess()
	p.columns.Add(kit.NewLabel(lang.L("文件里的哪一列")))
	for _, column := range intake.ImportColumns {
		look := kit.NewLookup(options)
		look.Choose(noColumn)
		if at, ok := guess[column]; ok {
			look.Choose(strconv.Itoa(at))
		}
		look.OnChanged = p.understand
		p.pick[column] = look
		label := kit.NewLabel(lang.L(intake.ColumnWord(column)))
		label.Whole = false
		p.columns.Add(container.New(labelled{}, label, look))
	}
	p.columns.Refresh()
}

// noColumn is the answer that a list says nothing of a matter.
const noColumn = "-"

func (p *importList) mapping() map[string]int {
	all := map[string]int{}
	for column, look := range p.pick {
		if at, ok := readInt(look.Chosen()); ok {
			all[column] = at
		}
	}
	return all
}

// understand reads the lines by the columns, checks them against the station
// and then looks for earlier stays.
func (p *importList) understand() {
	if len(p.list.Rows) == 0 || p.done {
		return
	}
	p.number++
	number, now := p.number, p.shell.Now()
	rows, _ := p.list.Arrivals(p.mapping(), p.cameBy.Chosen(), now)
	var ready bool
	p.shell.Work("正在检查名单…", func(ctx context.Context) (err error) {
		rows, ready, err = p.desk.CheckImport(ctx, rows)
		return err
	}, func(err error) {
		if number != p.number {
			return
		}
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.rows, p.ready = rows, ready
		p.show(nil)
		kit.Tell("list", "checked")
		p.lookForEarlier(number, rows)
	})
}

// surely is from how much evidence on a line is said to be of somebody who
// came before: bits, as the screen counts them.
const surely = 8

// lookForEarlier notes who may have come before. It says nothing that keeps a
// line from being registered.
func (p *importList) lookForEarlier(number int, rows []intake.ImportRow) {
	if p.checked != nil {
		p.checked()
	}
	look, stop := context.WithCancel(context.Background())
	p.checked = stop
	screen := p.shell.Screen()
	earlier := map[int][]tracing.Candidate{}
	p.shell.Work("正在查是否来过…", func(ctx context.Context) error {
		for i, r := range rows {
			if err := ctx.Err(); err != nil || look.Err() != nil {
				return err
			}
			for _, c := range screen.Candidates(r.Arrival, nil, 1) {
				if c.Lead.Score >= surely {
					earlier[i] = append(earlier[i], c)
				}
			}
		}
		return nil
	}, func(error) {
		if number == p.number && len(earlier) > 0 {
			p.show(earlier)
		}
	})
}

func (p *importList) show(earlier map[int][]tracing.Candidate) {
	all := make([]listed, len(p.rows))
	for i, r := range p.rows {
		all[i] = listed{r, earlier[i]}
	}
	p.table.SetRows(all)
	p.say()
}

// problemsShown is how many lines with a problem are written out.
const problemsShown = 4

// say counts what can be registered and writes out what cannot.
func (p *importList) say() {
	p.doubts.RemoveAll()
	if len(p.rows) == 0 {
		p.sums.Set(lang.L("还没有选名单。"))
		p.doubts.Add(kit.NewParagraph(lang.L("第一行要是列名：姓名、性别、年龄、身份证号、发现地点……")))
		p.doubts.Refresh()
		p.act.Disable()
		return
	}
	bad := 0
	for _, r := range p.rows {
		for _, d := range r.Problems {
			if d.Note {
				continue
			}
			if bad++; bad <= problemsShown {
				p.doubts.Add(sentence(kit.Diamond, kit.Overdue, lang.L("第{{.Line}}行：{{.What}}", map[string]any{"Line": r.Line, "What": doubtWords(d)})))
			}
		}
	}
	p.sums.Paint(lang.L("共 {{.N}} 人，{{.Bad}} 处要改。改好以后整份再导入。", map[string]any{"N": len(p.rows), "Bad": bad}), kit.Overdue)
	p.act.SetEnabled(p.ready)
	if p.ready {
		p.sums.Paint(lang.L("共 {{.N}} 人，都可以登记。", map[string]any{"N": len(p.rows)}), kit.Done)
	}
	p.doubts.Refresh()
	p.body.Refresh()
}

// register writes all of them, or none where it is cancelled or refused.
func (p *importList) register() {
	if !p.ready || p.done || p.busy.Running() {
		return
	}
	var result intake.ImportResult
	rows := p.rows
	p.act.Disable()
	p.busy.Do("正在登记名单…", func(ctx context.Context, progress kit.Progress) (err error) {
		result, err = p.desk.Import(ctx, rows, func(done, total int) { progress(float64(done) / float64(max(1, total))) })
		return err
	}, func(err error) {
		if err != nil {
			p.act.Enable()
			if store.KindOf(err) == store.Conflict {
				p.understand()
			}
			p.shell.Fail(err)
			return
		}
		p.finished(result)
	})
}

// finished says what was registered, and how it is undone.
func (p *importList) finished(result intake.ImportResult) {
	p.done = true
	first, last := result.Stays[0].Number, result.Stays[len(result.Stays)-1].Number
	number := kit.NewText(lang.L("已登记 {{.N}} 人", map[string]any{"N": len(result.Stays)}))
	number.Type, number.Bold, number.Color = kit.Big, true, kit.Accent
	desk := kit.NewPrimary("回到接待", "", func() { p.shell.Go(kit.Route{Name: kit.RouteDesk}) })
	beds := kit.NewButton("安排床位", "bed", func() { p.shell.Go(kit.Route{Name: kit.RouteBeds}) })
	p.walk = newWalk("接下来", kit.Above(desk, beds))
	p.walk.set([]stop{desk, beds})
	about := kit.NewText(lang.L("编号 {{.First}} 到 {{.Last}}", map[string]any{"First": first, "Last": last}))
	advice := kit.NewText(lang.L("导错了的人，请在各人档案里办理离站并注明误登记；编号不收回。"))
	p.body.Objects = []fyne.CanvasObject{container.NewCenter(kit.NewCard("导入名单", nil, kit.Groups(number, about, advice, p.walk)))}
	p.body.Refresh()
	p.shell.Window().Canvas().Focus(p.walk)
	kit.Tell("imported", "list")
}
