package house

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
)

// directoryImport is a list that is about to be taken into the directory: shown
// line by line with what is wrong, and taken in whole or not at all.
type directoryImport struct {
	desk  *institutions
	list  intake.List
	act   *kit.Button
	wrong map[int]string // by line, what keeps it out
	table *kit.DataTable[importLine]
	note  *kit.Text
}

// importLine is one line of the file.
type importLine struct {
	line  int
	cells []string
	wrong string
}

// openImport asks for a file.
func (d *institutions) openImport() {
	ask := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			d.shell.Toast(kit.Toast{Text: "文件打不开：请检查是不是被别的程序占用。", Kind: kit.Overdue})
		case r != nil:
			d.readList(r)
		}
	}, d.shell.Window())
	ask.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".txt"}))
	ask.SetConfirmText(lang.L("打开"))
	ask.SetDismissText(lang.L("取消"))
	if dir := d.shell.Remembered(folderChoice); dir != "" {
		if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			ask.SetLocation(place)
		}
	}
	ask.Show()
}

// folderChoice remembers where lists of institutions were opened from.
const folderChoice = "house.folder"

// readList reads the file and shows what it would bring.
func (d *institutions) readList(r fyne.URIReadCloser) {
	var list intake.List
	var wrong []shelter.LineError
	d.shell.Work("正在读取名单…", func(ctx context.Context) (err error) {
		defer r.Close()
		if list, err = intake.ReadList(r); err != nil {
			return err
		}
		wrong, err = shelter.CheckInstitutions(list)
		return err
	}, func(err error) {
		if err != nil {
			d.shell.Fail(err)
			return
		}
		if parent, err := storage.Parent(r.URI()); err == nil {
			d.shell.Remember(folderChoice, parent.Path())
		}
		d.preview(list, wrong)
	})
}

// preview shows the list in place of the directory.
func (d *institutions) preview(list intake.List, wrong []shelter.LineError) {
	i := &directoryImport{desk: d, list: list, wrong: map[int]string{}, note: kit.NewText("")}
	for _, w := range wrong {
		i.wrong[w.Line] = kit.Say(w.Err)
	}
	i.note.Whole = false
	columns := []kit.Column[importLine]{
		{ID: "line", Title: lang.L("行"), Width: 1, Text: func(l importLine) string { return strconv.Itoa(l.line) }, Compare: func(a, b importLine) int { return a.line - b.line }},
		{ID: "wrong", Title: lang.L("要改什么"), Width: 5, Text: func(l importLine) string {
			if l.wrong == "" {
				return "● " + lang.L("可以导入")
			}
			return "◆ " + l.wrong
		}, Color: func(l importLine) fyne.ThemeColorName {
			if l.wrong == "" {
				return kit.Done
			}
			return kit.Overdue
		}},
	}
	for at, head := range list.Header {
		columns = append(columns, kit.Column[importLine]{ID: strconv.Itoa(at), Title: head, Width: 2, Text: func(l importLine) string { return l.cells[at] }})
	}
	i.table = kit.NewDataTable(columns)
	i.table.SetRows(i.lines())
	i.act = kit.NewPrimary("全部导入", "save", i.take)
	i.act.SetEnabled(len(wrong) == 0)
	i.note.Set(lang.L("共 {{.N}} 行，都可以导入。同种类同名的机构会改成表里的样子。", map[string]any{"N": len(list.Rows)}))
	if len(wrong) > 0 {
		i.note.Paint(lang.L("有 {{.N}} 行要改，一行也没有导入。在表格里改好后再选一次。", map[string]any{"N": len(wrong)}), kit.Overdue)
	}
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", d.Back), kit.NewButton("换一个文件…", "", d.openImport)}, i.act)
	d.Put(container.NewBorder(kit.Margin(kit.Nudge, i.note), foot, nil, nil, i.table))
	d.taking = i
	d.FocusOn(i.table.Target())
	kit.Tell("preview", "institutions")
}

// lines are those of the file, what is wrong first.
func (i *directoryImport) lines() (all []importLine) {
	var right []importLine
	for n, row := range i.list.Rows {
		l := importLine{i.list.Lines[n], row, i.wrong[i.list.Lines[n]]}
		if l.wrong == "" {
			right = append(right, l)
		} else {
			all = append(all, l)
		}
	}
	return append(all, right...)
}

// take takes the whole list in.
func (i *directoryImport) take() {
	if len(i.wrong) > 0 {
		return
	}
	d, n := i.desk, 0
	var wrong []shelter.LineError
	d.Save(nil, func(ctx context.Context) (err error) {
		n, wrong, err = d.shell.House().ImportInstitutions(ctx, i.list)
		return err
	}, func() {
		if len(wrong) > 0 {
			d.preview(i.list, wrong)
			return
		}
		kit.Tell("institutions", "imported")
		d.taking = nil
		d.Back()
		d.load()
		d.shell.Toast(kit.Toast{Text: "已导入 {{.N}} 个机构。", Args: map[string]any{"N": n}, Kind: kit.Done})
	})
}
