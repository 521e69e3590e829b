package report

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// noteKept is where the note that was begun waits, sealed.
const noteKept = "shift.note"

// handing is what is said to the next shift, and by the last one.
type handing struct {
	page    *shift
	content fyne.CanvasObject
	foot    fyne.CanvasObject
	form    *kit.Form
	from    *kit.TimeField
	to      *kit.Lookup
	note    *kit.Entry
	act     *kit.Button
	print   *kit.Button
	before  *fyne.Container // the words of the last shift

	shown string // the beginning as it stood in its field
	kept  string // the note as it was kept last
}

func newHanding(p *shift) *handing {
	h := &handing{page: p, form: kit.NewForm(), from: kit.NewTimeField(p.shell.Now), to: kit.NewLookup(nil), note: kit.NewParagraphEntry(5), before: container.NewStack()}
	h.note.SetHint(lang.L("要交代的人和事、钥匙、车辆、设备"))
	group := h.form.Group("")
	group.Add("taken_by", "接班人", h.to).Require()
	group.Add("note", "交班留言", h.note)
	group.Add("from", "从什么时候起", h.from)
	h.act = kit.NewPrimary("交班", "save", h.form.Submit)
	h.form.OnDraft = h.left
	h.form.OnSubmit = p.handOver
	h.form.OnLast = func() { p.shell.Window().Canvas().Focus(h.act) } // Enter alone hands nothing over
	h.content = container.New(&stacked{shares: []float32{5, 2}}, kit.NewCard("交给下一班", nil, h.form.Scroll()),
		kit.NewCard("上一班的话", nil, container.NewVScroll(h.before)))
	h.print = kit.NewButton("打印交班表", "print", func() { p.Do("print") })
	h.foot = kit.Actions(nil, h.print, h.act)
	return h
}

// left follows a field that was left with another content.
func (h *handing) left(key, _ string) {
	switch key {
	case "note":
		h.keep()
	case "from":
		h.begin()
	}
}

// begin shows the shift from the time that was typed.
func (h *handing) begin() {
	if h.page.over || h.from.Draft() == h.shown {
		return
	}
	at, ok := h.from.Time()
	switch {
	case h.from.Empty():
		at = time.Time{}
	case !ok:
		return // the field says what is wrong
	case !at.Before(h.page.shell.Now()):
		h.from.Base().SetProblem(kit.Say(store.Fail(store.Invalid, "这个时间还没有到，请改成这一班开始的时间。")))
		return
	}
	h.page.since, h.shown = at, h.from.Draft()
	h.page.load()
}

// follow shows who can take over, since when the shift is, and what the last
// one said.
func (h *handing) follow(n shiftNews) {
	if h.from.Draft() == h.shown { // nobody is typing in it
		h.from.SetTime(n.shift.From.In(h.page.shell.Now().Location()))
		h.shown = h.from.Draft()
	}
	me := h.page.shell.Session().Account().ID
	h.to.Options = nil
	for _, a := range n.staff {
		if a.Active && a.ID != me && a.Can(access.ReadPeople) {
			h.to.Options = append(h.to.Options, kit.Option{Key: a.ID, Text: a.Display, Find: a.Name + " " + intake.Initials(a.Display)})
		}
	}
	h.before.RemoveAll()
	h.before.Add(container.NewBorder(kit.Close(h.lastWords(n)...), nil, nil, nil))
	h.before.Refresh()
	h.act.SetEnabled(!h.page.over && h.page.may(access.Register))
}

func (h *handing) lastWords(n shiftNews) []fyne.CanvasObject {
	if !n.handed {
		return []fyne.CanvasObject{kit.NewParagraph(lang.L("还没有交过班。先列出最近12小时的情况，开始时间可以改。"))}
	}
	who := kit.NewLabel(lang.L("{{.From}} 交给 {{.To}} · {{.When}}", map[string]any{"From": staffName(n.staff, n.last.Actor),
		"To": staffName(n.staff, n.last.TakenBy), "When": kit.SayTime(n.last.To, h.page.shell.Now())}))
	who.Whole = false
	words := n.last.Note
	if words == "" {
		words = lang.L("没有留话。")
	}
	return []fyne.CanvasObject{who, kit.NewParagraph(words)}
}

// keep keeps the note that was begun, sealed: it names people, and choices are
// kept in the open.
func (h *handing) keep() {
	text := h.note.Draft()
	if h.page.over || text == h.kept {
		return
	}
	h.kept = text
	h.store(text)
}

func (h *handing) store(text string) {
	shell := h.page.shell
	var sealed string
	shell.Work(lang.L("正在保存草稿…"), func(ctx context.Context) (err error) {
		sealed, err = shell.Desk().SealNote(ctx, text)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			shell.Fail(err)
		case text == h.kept: // nothing newer was written meanwhile
			shell.Remember(noteKept, sealed)
		}
	})
}

// recall brings back the note that was begun, and a form that can be filled
// where the last shift was handed over.
func (h *handing) recall() {
	h.page.done.Hide()
	if h.note.Disabled() {
		h.enable(true)
		h.form.Restore(nil)
		h.shown = ""
	}
	shell, before := h.page.shell, h.note.Draft()
	sealed := shell.Remembered(noteKept)
	if before != "" || sealed == "" {
		return
	}
	var text string
	shell.Work(lang.L("正在读取草稿…"), func(ctx context.Context) (err error) {
		text, err = shell.Desk().OpenNote(ctx, sealed)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			shell.Remember(noteKept, "")
			shell.Fail(err)
		case h.note.Draft() == before:
			h.note.Restore(text)
			h.kept = text
		}
	})
}

// ended locks what was handed over, lets go of the note, and leads to what
// comes next: a locked field that keeps the focus swallows every shortcut.
func (h *handing) ended() {
	h.kept = ""
	h.page.shell.Remember(noteKept, "")
	h.enable(false)
	h.act.Disable()
	if !h.page.paper.Shown() {
		h.page.shell.Window().Canvas().Focus(h.print)
	}
}

func (h *handing) enable(on bool) {
	for _, e := range []interface {
		Enable()
		Disable()
	}{h.note, h.to.Target().(*kit.Entry), h.from.Target().(*kit.Entry)} {
		if on {
			e.Enable()
		} else {
			e.Disable()
		}
	}
}
