package settings

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing/report"
	"guitu/ui/kit"
)

// exportFolder remembers where the last list went.
const exportFolder = "settings.export_folder"

// Kinds of file, which are also the ends of their names. A workbook comes
// first: spreadsheet programs round an identity number of a CSV file.
const (
	workbook = "xlsx"
	plainCSV = "csv"
)

// nationalExport is the list for the national system, taken out as a file.
type nationalExport struct {
	shell             Shell
	form              *kit.Form
	from, to, purpose *kit.Entry
	kind              *kit.Choice
	outcome           *fyne.Container // how the last one ended; stays, since the file has to be deleted
	offered           string          // the days that were written without being asked for
	run               int             // counts what was begun, so that what is given up is known when it ends
	busy              bool
}

func newNationalExport(shell Shell) *nationalExport {
	e := &nationalExport{shell: shell, form: kit.NewForm(), from: kit.NewEntry(), to: kit.NewEntry(), purpose: kit.NewEntry(), outcome: kit.Above()}
	e.kind = kit.NewChoice([]kit.Option{{Key: workbook, Text: lang.L("Excel表格（XLSX）")}, {Key: plainCSV, Text: lang.L("CSV文本")}})
	e.kind.Choose(workbook)
	group := e.form.Group("")
	group.Add("from", "从哪天起来站的（如 2026-11-01）", e.from).Require()
	group.Beside("to", "到哪天为止（含当天）", e.to).Require()
	group.Add("purpose", "用途，记入审计记录", e.purpose).Require()
	group.Add("kind", "文件格式", e.kind).Require()
	group.AddPlain(e.outcome)
	e.form.OnSubmit = e.begin
	return e
}

// open shows the form over the list of a section.
func (e *nationalExport) open(over *kit.ListDesk) {
	e.offer()
	over.OpenFor(lang.L("导出名单"),
		"按本站的次序导出这些天来站的人，用来录入全国救助管理信息系统。保护对象不在里面。文件没有加密，用完请删除。",
		e.form, kit.NewPrimary("导出…", "save", e.form.Submit))
	e.form.Focus("purpose")
}

// offer writes this month until today; days that were typed stay.
func (e *nationalExport) offer() {
	if e.from.Text+e.to.Text != e.offered {
		return
	}
	today := calendar.On(e.shell.Now())
	e.from.SetText(calendar.Date{Year: today.Year, Month: today.Month, Day: 1}.String())
	e.to.SetText(today.String())
	e.offered = e.from.Text + e.to.Text
}

// leave gives up what is being read: no list comes up over another page.
func (e *nationalExport) leave() {
	e.run++
	e.busy = false
}

// begin reads the list. That it was read is on record from here on, whether a
// file is saved or not.
func (e *nationalExport) begin() {
	from, known := dayIn(e.from)
	to, alsoKnown := dayIn(e.to)
	if !known || !alsoKnown || e.busy {
		return
	}
	e.run++
	e.busy = true
	run, purpose, kind := e.run, e.purpose.Text, cmp.Or(e.kind.Chosen(), workbook)
	var table intake.NationalTable
	var data []byte
	e.say("", nil)
	e.shell.Work(lang.L("正在读取名单…"), func(ctx context.Context) (err error) {
		if table, err = e.shell.Desk().NationalList(ctx, from.Start(), to.End(), purpose); err != nil {
			return err
		}
		data, err = nationalFile(kind, table)
		return err
	}, func(err error) {
		if run != e.run {
			return
		}
		e.busy = false
		switch {
		case err != nil:
			if !e.form.Fail(err) {
				e.shell.Fail(err)
			}
		case len(table.Rows) == 0:
			e.sayNobody(table.LeftOut)
		default:
			e.ask(data, lang.L("求助登记")+" "+from.String()+" "+to.String()+"."+kind, table)
		}
	})
}

// dayIn reads the day of a field; what is none stays there, marked.
func dayIn(field *kit.Entry) (day calendar.Date, known bool) {
	day, err := calendar.Parse(strings.TrimSpace(field.Text))
	if err != nil || !day.Valid() {
		field.SetProblem(lang.L("日期请写成 2026-12-01 这样。"))
		return day, false
	}
	return day, true
}

func nationalFile(kind string, table intake.NationalTable) ([]byte, error) {
	if kind == workbook {
		return report.NationalXLSX(table.Fields, table.Rows)
	}
	var out bytes.Buffer
	err := intake.WriteNationalCSV(&out, table.Fields, table.Rows)
	return out.Bytes(), err
}

// ask asks where the file is to be saved, and saves it there.
func (e *nationalExport) ask(data []byte, name string, table intake.NationalTable) {
	ask := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			e.shell.Toast(kit.Toast{Text: "这个位置不能写文件：请换一个文件夹再存。", Kind: kit.Overdue})
		case w != nil:
			e.write(w, data, table)
		default:
			e.say("没有存文件。读取名单已记入审计记录。", nil)
		}
	}, e.shell.Window())
	ask.SetConfirmText(lang.L("保存"))
	ask.SetDismissText(lang.L("取消"))
	ask.SetFileName(name)
	if dir := e.shell.Remembered(exportFolder); dir != "" {
		if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			ask.SetLocation(place)
		}
	}
	ask.Show()
}

func (e *nationalExport) write(w fyne.URIWriteCloser, data []byte, table intake.NationalTable) {
	place := w.URI()
	e.shell.Work(lang.L("正在保存…"), func(context.Context) error {
		_, err := w.Write(data)
		if err = errors.Join(err, w.Close()); err != nil {
			err = errors.Join(err, storage.Delete(place)) // half a list says as much about its people
			return store.Fail(store.Conflict, "文件没有写完：请检查磁盘空间，或换一个文件夹再存。").Because(err)
		}
		return nil
	}, func(err error) {
		if err != nil {
			e.shell.Fail(err)
			return
		}
		if parent, err := storage.Parent(place); err == nil {
			e.shell.Remember(exportFolder, parent.Path())
		}
		kit.Tell("saved", "national")
		e.purpose.SetText("") // the next list has its own
		e.sayDone(place.Name(), table)
	})
}

func (e *nationalExport) sayDone(file string, table intake.NationalTable) {
	args := map[string]any{"N": len(table.Rows), "File": file, "Left": table.LeftOut}
	if table.LeftOut == 0 {
		e.say("已导出 {{.N}} 行到 {{.File}}。文件没有加密，用完请删除。", args)
		return
	}
	e.say("已导出 {{.N}} 行到 {{.File}}。文件没有加密，用完请删除。另有 {{.Left}} 名保护对象不在里面，请由指定人员录入。", args)
}

func (e *nationalExport) sayNobody(left int) {
	if left == 0 {
		e.say("这些天没有可以导出的人，没有存文件。", nil)
		return
	}
	e.say("这些天没有可以导出的人，没有存文件。另有 {{.Left}} 名保护对象，请由指定人员录入。", map[string]any{"Left": left})
}

// say puts a sentence under the fields, in place of the one before.
func (e *nationalExport) say(sentence string, args map[string]any) {
	e.outcome.RemoveAll()
	if sentence != "" {
		e.outcome.Add(kit.NewParagraph(lang.L(sentence, args)))
	}
	e.form.Refresh()
}
