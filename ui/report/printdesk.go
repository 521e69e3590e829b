package report

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// printDesk is the foot of the page: how many, on which printer, and the two
// ways out, paper and PDF. What is not issued yet is issued first.
type printDesk struct {
	*printout.Outlet
	page    *papers
	foot    fyne.CanvasObject
	save    *kit.Button
	print   *kit.Button
	working bool // from the press of a button until its work is done
}

func newPrintDesk(p *papers) *printDesk {
	d := &printDesk{page: p}
	d.Outlet = printout.NewOutlet(p.shell, func() fyne.Focusable { return d.print })
	d.save = kit.NewButton("存PDF", "", d.savePDF)
	d.print = kit.NewPrimary("出具并打印", "print", d.act)
	d.foot = kit.Actions(d.Parts, d.save, d.print)
	d.Named = d.foot.Refresh
	d.follow(p.sheet)
	return d
}

// follow names the buttons after what they would do with the sheet.
func (d *printDesk) follow(s *sheet) {
	may := d.page.shell.Session().Can(access.IssuePapers) && s.pdf != nil && !d.working
	d.save.SetEnabled(may)
	switch {
	case s.doc == nil:
		d.save.SetText(lang.L("出具并存PDF"))
		d.print.SetText(lang.L("出具并打印"))
		d.print.SetEnabled(may)
	default:
		d.save.SetText(lang.L("存PDF"))
		d.print.SetText(lang.L("重印"))
		d.print.SetEnabled(may && s.doc.State == printing.Issued)
	}
	d.foot.Refresh()
}

// act is F9: issue what is previewed and print it, or print an issued paper
// again.
func (d *printDesk) act() {
	if d.print.Disabled() {
		return
	}
	copies, ok := d.Count()
	if !ok {
		return
	}
	if d.page.sheet.doc != nil {
		d.sendToPrinter(copies)
		return
	}
	d.issue(func() { d.sendToPrinter(copies) })
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
	if !ok || d.page.extras.fields[known.Field] == nil {
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
	doc := *p.sheet.doc
	d.begin()
	d.Send(p.sheet.pdf, fileName(doc), doc.Kind, copies, func(ctx context.Context) error {
		return p.shell.Papers().Reprinted(ctx, doc.ID, copies)
	}, d.end)
}

// savePDF saves the issued bytes; what is not issued yet is issued first.
func (d *printDesk) savePDF() {
	if d.save.Disabled() {
		return
	}
	if d.page.sheet.doc == nil {
		d.issue(d.keepFile)
		return
	}
	d.keepFile()
}

func (d *printDesk) keepFile() {
	s := d.page.sheet
	d.Outlet.Save(s.pdf, fileName(*s.doc), s.doc.Kind)
}

func (d *printDesk) begin() { d.working = true; d.page.show() }
func (d *printDesk) end()   { d.working = false; d.page.show() }

// fileName names a paper by its kind and number, and nobody in it.
func fileName(d printing.Document) string {
	return printout.PlainName(lang.L(d.Title()) + " " + d.Number)
}
