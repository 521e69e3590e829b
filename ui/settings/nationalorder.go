package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// nationalRow is a field of the national system, shown or left out.
type nationalRow struct {
	intake.NationalField
	hidden bool
}

// newNational is 全国系统字段: in which order 逐项复制 goes through the fields,
// and the list in that order as a file.
func newNational(shell Shell) *kit.Room {
	o := &ordered[nationalRow]{}
	o.load = func(ctx context.Context) ([]nationalRow, error) { return loadNational(ctx, shell) }
	o.store = func(ctx context.Context, rows []nationalRow) error {
		return shell.Desk().SaveNationalFields(ctx, shownFields(rows))
	}
	o.same = func(a, b nationalRow) bool { return a.Key == b.Key }
	o.toggle = func(row nationalRow) nationalRow { row.hidden = !row.hidden; return row }
	o.turns = "显示／隐藏"
	o.saved = "已保存，逐项复制按新的顺序。"
	restore := kit.NewButton("恢复默认", "", func() {
		var rows []nationalRow
		for _, f := range intake.AllNationalFields() {
			rows = append(rows, nationalRow{NationalField: f})
		}
		o.put(rows, true)
		o.table.PutCursor(0)
	})
	export := newNationalExport(shell)
	if shell.Session().Can(access.ExportPeople) {
		o.aside = kit.NewButton("导出…", "", func() {
			o.keep() // the file has the order that stands here
			export.open(o.ListDesk)
		})
	}
	r := o.use(shell, "逐项复制和导出按这个顺序：照着全国救助管理信息系统的录入页面排。Alt+↑、Alt+↓ 移动，空格显示或隐藏。", []kit.Column[nationalRow]{
		{ID: "at", Title: lang.L("次序"), Width: 1, Text: func(r nationalRow) string { return o.number(r) }, Compare: func(a, b nationalRow) int { return o.at(a) - o.at(b) }},
		{ID: "label", Title: lang.L("项目"), Width: 5, Text: func(r nationalRow) string { return lang.L(r.Label) }},
		{ID: "state", Title: lang.L("状态"), Width: 2, Text: shownWord, Color: func(r nationalRow) fyne.ThemeColorName {
			if r.hidden {
				return kit.Faint
			}
			return kit.Done
		}},
	}, []fyne.CanvasObject{restore})
	r.Desk = o
	r.Leave = func() {
		o.keep()
		export.leave()
	}
	return r
}

// loadNational reads the station's order; what it leaves out stands behind.
func loadNational(ctx context.Context, shell Shell) ([]nationalRow, error) {
	fields, err := shell.Desk().NationalFields(ctx)
	if err != nil {
		return nil, err
	}
	var rows []nationalRow
	for _, f := range fields {
		rows = append(rows, nationalRow{NationalField: f})
	}
	for _, f := range intake.AllNationalFields() {
		if !slices.ContainsFunc(fields, func(known intake.NationalField) bool { return known.Key == f.Key }) {
			rows = append(rows, nationalRow{f, true})
		}
	}
	return rows, nil
}

func shownWord(r nationalRow) string {
	if r.hidden {
		return "✕ " + lang.L("隐藏")
	}
	return "● " + lang.L("显示")
}

func shownFields(rows []nationalRow) (fields []intake.NationalField) {
	for _, r := range rows {
		if !r.hidden {
			fields = append(fields, r.NationalField)
		}
	}
	return fields
}
