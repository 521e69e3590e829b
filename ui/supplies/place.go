package supplies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// place is where a section shows one thing at a time: what it is for, and over
// it what is done to one row, each with a way back. Esc goes back and loses
// nothing: what was typed is typed again in the same form where it stays open.
type place struct {
	shell   Shell
	content *fyne.Container
	paper   *printout.Paper
	home    fyne.CanvasObject
	over    []*layer                     // the topmost last
	kept    map[string]map[string]string // drafts of forms that were left, by their titles
	saving  bool                         // something is being written
	stop    func()                       // ends the watch; nil while the section does not show
	scanner *kit.Scanner                 // heard wherever the cursor is; nil for none
	deafen  func()                       // ends listening to it; nil while nothing is heard
}

// layer is something that stands in place of what was there.
type layer struct {
	content fyne.CanvasObject
	title   string               // under which what was typed is kept
	form    *kit.Form            // that Ctrl+Enter submits; nil for none
	do      func(id string) bool // other keys; nil for none
	reload  func()               // reads again what shows; nil for nothing
	focus   func()               // the cursor goes to what comes first
	back    fyne.Focusable       // what had the focus before
}

func newPlace(shell Shell) *place {
	p := &place{shell: shell, content: container.NewStack(), kept: map[string]map[string]string{}}
	p.paper = printout.NewPaper(shell, p.content)
	return p
}

// put sets what the section is for.
func (p *place) put(home fyne.CanvasObject) {
	p.home = home
	p.show()
}

// room is the section of the page. enter reads what shows, focus is where the
// cursor begins, save and do are its own keys; changed hears which tables were
// changed.
func (p *place) room(enter, focus, save func(), do func(id string) bool, changed func(tables map[string]bool)) *kit.Room {
	return &kit.Room{Content: p.paper.Content,
		Enter: func() {
			p.paper.Enter()
			if p.stop == nil {
				p.stop = p.shell.OnChange(changed)
			}
			if p.scanner != nil && p.deafen == nil {
				p.deafen = p.scanner.Listen(p.shell.Window().Canvas())
			}
			enter()
		},
		Leave: func() {
			if p.stop != nil {
				p.stop()
				p.stop = nil
			}
			if p.deafen != nil {
				p.deafen()
				p.deafen = nil
			}
		},
		Focus: func() {
			if top := p.top(); top != nil {
				top.focus()
				return
			}
			focus()
		},
		Do: func(id string) bool { return p.paper.Do(id) || p.doTop(id, save) || do != nil && do(id) },
	}
}

// shows reports whether the section is in sight.
func (p *place) shows() bool { return p.stop != nil }

func (p *place) top() *layer {
	if len(p.over) == 0 {
		return nil
	}
	return p.over[len(p.over)-1]
}

// doTop obeys the keys that are meant for what is topmost.
func (p *place) doTop(id string, save func()) bool {
	top := p.top()
	switch {
	case top == nil && id == "save" && save != nil:
		save()
	case top == nil:
		return false
	case top.do != nil && top.do(id):
	case id == "close":
		p.back()
	case id == "save":
		if top.form != nil {
			top.form.Submit()
		}
	default:
		return id == "undo" // what is behind is not meant
	}
	return true
}

// open puts something in place of what shows.
func (p *place) open(l *layer) {
	l.back = p.shell.Window().Canvas().Focused()
	p.over = append(p.over, l)
	p.show()
	if l.reload != nil {
		l.reload()
	}
	l.focus()
}

// back takes away what is topmost.
func (p *place) back() {
	top := p.top()
	if top == nil {
		return
	}
	p.over = p.over[:len(p.over)-1]
	if top.form != nil {
		p.kept[top.title] = top.form.Drafts()
	}
	p.show()
	if under := p.top(); under != nil && under.reload != nil {
		under.reload()
	}
	if top.back != nil {
		p.focus(top.back)
	}
}

func (p *place) show() {
	content := p.home
	if top := p.top(); top != nil {
		content = top.content
	}
	p.content.Objects = []fyne.CanvasObject{content}
	p.content.Refresh()
}

// reload reads again what lies over the section, where something does.
func (p *place) reload() {
	if top := p.top(); top != nil && top.reload != nil {
		top.reload()
	}
}

// fill opens a form. title is ready to be read, sentence the key of its
// translation or empty; act is what saves it, "" for 保存.
func (p *place) fill(title, sentence, act string, form *kit.Form) {
	if act == "" {
		act = "保存"
	}
	words := kit.NewText(title)
	words.Bold, words.Whole = true, false
	head := kit.Above(words)
	if over := kit.SentenceOver(sentence); over != nil {
		head.Add(over)
	}
	foot := kit.Actions(nil, kit.NewButton("返回", "close", p.back), kit.NewPrimary(act, "save", form.Submit))
	if drafts, typed := p.kept[title]; typed {
		form.Restore(drafts)
		delete(p.kept, title)
	}
	p.open(&layer{title: title, form: form, focus: func() { form.Focus("") },
		content: container.NewBorder(kit.Margin(kit.Nudge, head), kit.Margin(kit.Nudge, foot), nil, nil, kit.NarrowForm(form))})
}

// list opens a list with its title, what stands at its foot, and what reads it.
func (p *place) list(title string, body fyne.CanvasObject, focus fyne.Focusable, reload func(), do func(id string) bool, foot ...fyne.CanvasObject) {
	words := kit.NewText(title)
	words.Bold, words.Whole = true, false
	left := append([]fyne.CanvasObject{kit.NewButton("返回", "close", p.back)}, foot...)
	p.open(&layer{reload: reload, do: do, focus: func() { p.focus(focus) },
		content: container.NewBorder(kit.Margin(kit.Nudge, words), kit.Margin(kit.Nudge, kit.Actions(left)), nil, nil, body)})
}

// once runs a step that writes, unless one is under way: the key was pressed
// twice.
func (p *place) once(what string, step func(context.Context) error, done func(err error)) {
	if p.saving {
		return
	}
	p.saving = true
	p.shell.Work(what, step, func(err error) {
		p.saving = false
		done(err)
	})
}

// save runs a step of a form and shows what it says at the field it is about.
func (p *place) save(form *kit.Form, step func(context.Context) error, done func()) {
	p.once("正在保存…", step, func(err error) {
		if err == nil {
			if top := p.top(); top != nil && top.form == form {
				top.form = nil // saved: nothing of it is to be kept
			}
			done()
			return
		}
		if form == nil || !form.Fail(err) {
			p.shell.Fail(err)
		}
	})
}

// read runs a reading and shows what came of it.
func (p *place) read(what string, work func(context.Context) error, show func()) {
	p.shell.Work(what, work, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		show()
	})
}

// listOr shows a list in its body, or what teaches in its place where n, how
// many are in it, is 0.
func listOr(body *fyne.Container, list fyne.CanvasObject, n int, sentence string, button *kit.Button) {
	if n == 0 {
		list = kit.NewEmpty("supplies", sentence, button)
	}
	body.Objects = []fyne.CanvasObject{list}
	body.Refresh()
}

// printSlips shows the papers of slips, to be printed.
func (p *place) printSlips(kind string, numbers ...string) {
	title := printing.SlipTitle(kind)
	p.paper.Open(title, lang.L(title)+" "+numbers[0], "slip", func(ctx context.Context) (printing.Result, error) {
		return p.shell.Papers().SlipPDF(ctx, numbers...)
	})
}

func (p *place) can(right access.Right) bool { return p.shell.Session().Can(right) }

// focus puts the cursor somewhere, unless another section shows by now.
func (p *place) focus(f fyne.Focusable) {
	if p.shows() {
		p.shell.Window().Canvas().Focus(f)
	}
}

// done tells that something was done.
func (p *place) done(text string, args map[string]any) {
	p.shell.Toast(kit.Toast{Text: text, Args: args, Kind: kit.Done})
}

// ask tells that something is missing.
func (p *place) ask(text string) { p.shell.Toast(kit.Toast{Text: text, Kind: kit.Soon}) }
