package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// formRoom is a section that is one form: a sentence, the fields, 保存.
func formRoom(sentence string, form *kit.Form, more ...fyne.CanvasObject) *room {
	save := kit.NewPrimary("保存", "save", form.Submit)
	content := container.NewBorder(sentenceOver(sentence), kit.Actions(more, save), nil, nil, inForm(form))
	return &room{content: content, save: form.Submit, focus: func() { form.Focus("") }}
}

func sentenceOver(sentence string) fyne.CanvasObject {
	if sentence == "" {
		return nil
	}
	words := kit.NewParagraph(lang.L(sentence))
	return kit.Margin(kit.Nudge, words)
}

func inForm(form *kit.Form) fyne.CanvasObject {
	return container.New(narrow{}, kit.Flush(kit.Nudge, form.Scroll()))
}

// save runs a saving: what is wrong with a field is told at the field, and
// the form stays as it was typed.
func save(shell Shell, form *kit.Form, work func(ctx context.Context) error, done func()) {
	shell.Work(lang.L("正在保存…"), work, func(err error) {
		if err == nil {
			done()
			return
		}
		if form == nil || !form.Fail(err) {
			shell.Fail(err)
		}
	})
}

func told(shell Shell, text string) { shell.Toast(kit.Toast{Text: text, Kind: kit.Done}) }

// desk is a section that shows a list and, over it, what is done to one row:
// a page with a way back, no dialog.
type desk struct {
	shell Shell
	place *fyne.Container
	list  fyne.CanvasObject
	home  fyne.Focusable
	form  *kit.Form
}

func newDesk(shell Shell, home fyne.Focusable, list fyne.CanvasObject) *desk {
	return &desk{shell: shell, place: container.NewStack(list), list: list, home: home}
}

// back shows the list again.
func (d *desk) back() {
	d.form = nil
	d.put(d.list)
	d.shell.Window().Canvas().Focus(d.home)
}

// open shows a form with its title, 返回 and 保存.
func (d *desk) open(title, sentence string, form *kit.Form) {
	d.openFor(title, sentence, form, kit.NewPrimary("保存", "save", form.Submit))
}

// openFor is open for a form that is not saved but does something else.
func (d *desk) openFor(title, sentence string, form *kit.Form, act *kit.Button) {
	d.form = form
	words := kit.NewText(title)
	words.Bold, words.Whole = true, false
	head := kit.Margin(kit.Nudge, words)
	body := container.NewBorder(sentenceOver(sentence), nil, nil, nil, inForm(form))
	foot := kit.Actions(nil, kit.NewButton("返回列表", "", d.back), act)
	d.put(container.NewBorder(head, foot, nil, nil, body))
	form.Focus("")
}

func (d *desk) put(o fyne.CanvasObject) {
	d.place.Objects = []fyne.CanvasObject{o}
	d.place.Refresh()
}

func (d *desk) submit() {
	if d.form != nil {
		d.form.Submit()
	}
}

func (d *desk) focus() {
	if d.form != nil {
		d.form.Focus("")
		return
	}
	d.shell.Window().Canvas().Focus(d.home)
}
