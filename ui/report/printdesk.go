package report

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"
	"image/color"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
)

// What is remembered of an account's choices.
const (
	printerChoice = "papers.printer"
	copiesChoice  = "papers.copies"
	folderChoice  = "papers.folder"
)

// mostCopies is more than anybody signs for.
const mostCopies = 99

// printDesk is the foot of the page: how many, on which printer, and the two
// ways out, paper and PDF.
type printDesk struct {
	page    *papers
	foot    fyne.CanvasObject
	copies  *kit.Entry
	printer *kit.Button
	save    *kit.Button
	print   *kit.Button
	names   []string
	working bool // from the press of a button until its work is done
}

func newPrintDesk(p *papers) *printDesk {
	d := &printDesk{page: p, copies: kit.NewDigitsEntry()}
	d.copies.SetText("1")
	if n := p.shell.Remembered(copiesChoice); n != "" {
		d.copies.SetText(n)
	}
	d.copies.OnSubmitted = func(string) { p.shell.Window().Canvas().Focus(d.print) }
	d.printer = kit.NewButton("", "", d.pickPrinter)
	d.save = kit.NewButton("存PDF", "", d.savePDF)
	d.print = kit.NewPrimary("出具并打印", "print", d.act)
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(kit.Size(kit.Thumb), 0))
	d.foot = kit.Actions([]fyne.CanvasObject{kit.NewText(lang.L("份数")), container.NewStack(width, d.copies), d.printer}, d.save, d.print)
	d.follow(p.sheet)
	return d
}

// enter asks the system for its printers.
func (d *printDesk) enter() {
	var names []string
	d.page.shell.Work(lang.L("正在查找打印机…"), func(ctx context.Context) error {
		names, _ = d.page.shell.Printer().Names(ctx) // no printer is told when one prints
		return nil
	}, func(error) {
		d.names = names
		d.namePrinter()
	})
}

func (d *printDesk) namePrinter() {
	words := lang.L("打印机：系统默认")
	if name := d.chosenPrinter(); name != "" {
		words = lang.L("打印机：{{.Name}}", map[string]any{"Name": name})
	} else if len(d.names) == 0 {
		words = lang.L("没有打印机，可以存PDF")
	}
	d.printer.SetText(words)
	d.foot.Refresh()
}

// chosenPrinter is the remembered printer while the system still has it.
func (d *printDesk) chosenPrinter() string {
	wanted := d.page.shell.Remembered(printerChoice)
	for _, name := range d.names {
		if name == wanted {
			return name
		}
	}
	return ""
}

func (d *printDesk) pickPrinter() {
	options := []kit.Option{{Key: "-", Text: lang.L("系统默认")}}
	for _, name := range d.names {
		options = append(options, kit.Option{Key: name, Text: name})
	}
	kit.Pick(d.page.shell.Window().Canvas(), "用哪台打印机", "使用", options, func(key string) {
		d.page.shell.Remember(printerChoice, strings.TrimPrefix(key, "-"))
		d.namePrinter()
	})
}

// follow names the buttons after what they would do with the sheet.
func (d *printDesk) follow(s *sheet) {
	may := d.page.shell.Session().Can(access.IssuePapers) && s.pdf != nil && !d.working
	enable(d.save, may)
	switch {
	case s.doc == nil:
		d.save.SetText(lang.L("出具并存PDF"))
		d.print.SetText(lang.L("出具并打印"))
		enable(d.print, may)
	default:
		d.save.SetText(lang.L("存PDF"))
		d.print.SetText(lang.L("重印"))
		enable(d.print, may && s.doc.State == printing.Issued)
	}
	if d.foot != nil {
		d.foot.Refresh()
	}
}

func enable(b *kit.Button, on bool) {
	if on {
		b.Enable()
		return
	}
	b.Disable()
}

// act is F9: issue what is previewed and print it, or print an issued paper
// again.
func (d *printDesk) act() {
	if d.print.Disabled() {
		return
	}
	copies, ok := d.count()
	if !ok {
		return
	}
	if d.page.sheet.doc != nil {
		d.sendToPrinter(copies)
		return
	}
	d.issue(func() { d.sendToPrinter(copies) })
}

// count reads how many copies; what cannot be stays in its field, marked.
func (d *printDesk) count() (copies int, ok bool) {
	copies, err := strconv.Atoi(d.copies.Text)
	if err != nil || copies < 1 || copies > mostCopies {
		d.page.shell.Toast(kit.Toast{Text: "份数请填 1 到 {{.Most}}。", Args: map[string]any{"Most": mostCopies}, Kind: kit.Overdue})
		d.page.shell.Window().Canvas().Focus(d.copies)
		return 0, false
	}
	d.page.shell.Remember(copiesChoice, strconv.Itoa(copies))
	return copies, true
}

// issue gives the paper its number and shows the bytes that were kept.
func (d *printDesk) issue(then func()) {
	p := d.page
	p.shell.Window().Canvas().Focus(d.print) // the field that was typed in is left before, not while the paper is made
	kind, stay, extra := p.sheet.kind, p.resident.Stay.ID, p.extras.values()
	var doc printing.Document
	var result printing.Result
	d.begin()
	p.shell.Work(lang.L("正在出具…"), func(ctx context.Context) (err error) {
		doc, result, err = p.shell.Papers().Issue(ctx, kind.Name, stay, extra)
		return err
	}, func(err error) {
		d.end()
		if err != nil {
			d.refused(err, then)
			return
		}
		p.sheet.showIssued(doc, result)
		p.show()
		p.issued.of(stay)
		kit.Tell("issued", kind.Name)
		then()
	})
}

// refused asks for the reason that a notice about a child or a protected
// person needs, and says everything else.
func (d *printDesk) refused(err error, then func()) {
	known, ok := errors.AsType[*store.Error](err)
	if !ok || d.page.extras.entries[known.Field] == nil {
		d.page.shell.Fail(err)
		return
	}
	field := known.Field
	kit.AskReason(d.page.shell.Window().Canvas(), "公开的理由", known.Text, "出具", func(reason string) {
		d.page.extras.set(field, reason)
		d.issue(then)
	})
}

// sendToPrinter prints the issued bytes. That it is done is on record before
// anything leaves the computer.
func (d *printDesk) sendToPrinter(copies int) {
	p := d.page
	doc, pdf, kind := *p.sheet.doc, p.sheet.pdf, p.sheet.kind
	job := printing.Job{Copies: copies, Title: fileName(doc), Printer: d.chosenPrinter()}
	d.begin()
	p.shell.Work(lang.L("正在送到打印机…"), func(ctx context.Context) error {
		if err := p.shell.Papers().Reprinted(ctx, doc.ID, copies); err != nil {
			return err
		}
		return p.shell.Printer().Print(ctx, pdf, job)
	}, func(err error) {
		d.end()
		if err != nil {
			p.shell.Fail(err)
			return
		}
		kit.Tell("printed", kind.Name)
		p.shell.Toast(kit.Toast{Text: "已送到打印机：{{.Title}}", Args: map[string]any{"Title": job.Title}, Kind: kit.Done})
	})
}

// savePDF saves the issued bytes; what is not issued yet is issued first.
func (d *printDesk) savePDF() {
	if d.save.Disabled() {
		return
	}
	if d.page.sheet.doc == nil {
		d.issue(d.askWhere)
		return
	}
	d.askWhere()
}

func (d *printDesk) askWhere() {
	p := d.page
	doc, pdf, kind := *p.sheet.doc, p.sheet.pdf, p.sheet.kind
	ask := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			p.shell.Toast(kit.Toast{Text: "这个位置不能写文件：请换一个文件夹再存。", Kind: kit.Overdue})
		case w != nil:
			d.write(w, pdf, kind)
		}
	}, p.shell.Window())
	ask.SetConfirmText(lang.L("保存"))
	ask.SetDismissText(lang.L("取消"))
	ask.SetFileName(fileName(doc) + ".pdf")
	if dir := p.shell.Remembered(folderChoice); dir != "" {
		if place, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
			ask.SetLocation(place)
		}
	}
	ask.Show()
}

func (d *printDesk) write(w fyne.URIWriteCloser, pdf []byte, kind printing.PaperKind) {
	p, place := d.page, w.URI()
	p.shell.Work(lang.L("正在保存…"), func(context.Context) error {
		_, err := w.Write(pdf)
		if err = errors.Join(err, w.Close()); err != nil {
			return store.Fail(store.Conflict, "文件没有写完：请检查磁盘空间，或换一个文件夹再存。").Because(err)
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		if parent, err := storage.Parent(place); err == nil {
			p.shell.Remember(folderChoice, parent.Path())
		}
		kit.Tell("saved", kind.Name)
		p.shell.Toast(kit.Toast{Text: "已存为 {{.Name}}", Args: map[string]any{"Name": place.Name()}, Kind: kit.Done})
	})
}

func (d *printDesk) begin() { d.working = true; d.page.show() }
func (d *printDesk) end()   { d.working = false; d.page.show() }

// fileName names a paper by its kind and number, and nobody in it.
func fileName(d printing.Document) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, lang.L(d.Title())+" "+d.Number)
}
