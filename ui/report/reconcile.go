package report

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// reconcile is 核对全国系统: who is in care, against a list that was taken out
// of the national system. It changes nothing on either side.
type reconcile struct {
	shell Shell
	path  *kit.Entry
	sums  *kit.Text
	table *kit.DataTable[mismatch]
	body  *fyne.Container
	teach fyne.CanvasObject
	list  fyne.CanvasObject
}

// mismatch is one thing on which station and list do not agree.
type mismatch struct {
	kind        string // key of its translation
	who, number string
	field       string
	here, there string
	color       fyne.ThemeColorName
	person      string // whose file is opened; "" for nobody here
}

func newReconcile(shell Shell) *reconcile {
	r := &reconcile{shell: shell, path: kit.NewEntry(), sums: kit.NewText("")}
	r.path.SetHint(lang.L("从全国系统导出的在站名单（CSV），写路径或选文件"))
	r.path.OnSubmitted = r.open
	r.sums.Bold, r.sums.Whole = true, false
	r.table = kit.NewDataTable([]kit.Column[mismatch]{
		{ID: "kind", Title: lang.L("结果"), Width: 2, Text: func(m mismatch) string { return lang.L(m.kind) }, Color: func(m mismatch) fyne.ThemeColorName { return m.color }},
		{ID: "who", Title: lang.L("姓名"), Width: 2, Text: func(m mismatch) string { return m.who }},
		{ID: "number", Title: lang.L("救助编号"), Width: 2.5, Text: func(m mismatch) string { return m.number }},
		{ID: "field", Title: lang.L("哪一项"), Width: 1.5, Text: func(m mismatch) string { return lang.L(m.field) }},
		{ID: "here", Title: lang.L("本站"), Width: 3, Text: func(m mismatch) string { return m.here }},
		{ID: "there", Title: lang.L("全国系统"), Width: 3, Text: func(m mismatch) string { return m.there }},
	})
	r.table.OnOpen = func(m mismatch) {
		if m.person != "" {
			shell.Go(kit.Route{Name: kit.RoutePerson, ID: m.person})
		}
	}
	return r
}

func (r *reconcile) room() *kit.Room {
	r.teach = kit.NewEmpty("papers", "从全国系统导出在站名单，在上面选它的文件：对不上的人会列在这里。", nil)
	r.list = container.NewBorder(r.sums, nil, nil, nil, r.table)
	r.body = container.NewStack(r.teach)
	head := container.NewBorder(nil, nil, nil, kit.NewButton("选文件", "", r.choose), r.path)
	content := container.NewBorder(kit.Margin(kit.Nudge, head), nil, nil, nil, r.body)
	return &kit.Room{Content: content, Focus: func() { r.shell.Window().Canvas().Focus(r.path) }, Desk: r}
}

// listFolder remembers where the last list lay.
const listFolder = "report.list_folder"

func (r *reconcile) choose() {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			return
		}
		file.Close()
		r.path.SetText(file.URI().Path())
		r.open(file.URI().Path())
	}, r.shell.Window())
	ask.SetConfirmText(lang.L("打开"))
	ask.SetDismissText(lang.L("取消"))
	ask.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".txt", ".CSV", ".TXT"}))
	if place, err := storage.ListerForURI(storage.NewFileURI(r.shell.Remembered(listFolder))); err == nil {
		ask.SetLocation(place)
	}
	ask.Show()
}

// open reads the list and compares.
func (r *reconcile) open(path string) {
	path = strings.TrimPrefix(strings.TrimSpace(path), "file://")
	if path == "" {
		return
	}
	var found shelter.Reconciliation
	r.shell.Work(lang.L("正在核对…"), func(ctx context.Context) error {
		file, err := os.Open(path)
		if err != nil {
			return store.Fail(store.NotFound, "文件打不开：请检查文件在不在，再选一次。").Because(err)
		}
		defer file.Close()
		list, err := intake.ReadList(file)
		if err != nil {
			return err
		}
		rows, err := shelter.NationalRows(list)
		if err != nil {
			return err
		}
		found, err = r.shell.House().Reconcile(ctx, rows)
		return err
	}, func(err error) {
		if err != nil {
			r.path.SetProblem(kit.Say(err))
			r.shell.Fail(err)
			return
		}
		r.shell.Remember(listFolder, filepath.Dir(path))
		r.show(found)
	})
}

func (r *reconcile) show(found shelter.Reconciliation) {
	rows := mismatches(found)
	sums := lang.L("本站在站 {{.Here}} 人，名单 {{.There}} 行，一致 {{.Same}} 人，对不上 {{.N}} 处。",
		map[string]any{"Here": found.Here, "There": found.There, "Same": found.Same, "N": len(rows)})
	if found.Hidden > 0 {
		sums += lang.L("有 {{.N}} 名保护对象未核对，请由指定人员核对。", map[string]any{"N": found.Hidden})
	}
	r.sums.Set(sums)
	r.table.SetRows(rows)
	r.body.Objects = []fyne.CanvasObject{r.list}
	r.body.Refresh()
	r.shell.Window().Canvas().Focus(r.table.Target())
	kit.Tell("reconciled", strconv.Itoa(len(rows)))
}

func mismatches(found shelter.Reconciliation) (all []mismatch) {
	for _, who := range found.MissingThere {
		all = append(all, mismatch{kind: "名单上没有", color: kit.Overdue, who: calledHere(who), number: who.Stay.Number,
			here: calendar.On(who.Stay.ArrivedAt).String(), person: who.Person.ID})
	}
	for _, row := range found.MissingHere {
		all = append(all, mismatch{kind: "本站没有", color: kit.Overdue, who: row.Name, number: row.Number,
			there: lang.L("第{{.N}}行", map[string]any{"N": row.Line})})
	}
	for _, d := range found.Differ {
		for _, f := range d.Fields {
			m := mismatch{kind: "不一致", color: kit.Soon, who: calledHere(d.Resident), number: d.Resident.Stay.Number,
				field: shelter.NationalFieldWords[f.Field], here: f.Here, there: f.There, person: d.Resident.Person.ID}
			if veiled(d.Resident) { // what it is stands in their file
				m.here, m.there = "", ""
			}
			all = append(all, m)
		}
	}
	return all
}
