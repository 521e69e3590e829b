package trace

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/tracing"
	"guitu/ui/kit"
)

// showLog lists what was done, the newest first.
func (p *casePage) showLog() {
	p.log.RemoveAll()
	steps := slices.SortedFunc(slices.Values(p.c.Steps), newer)
	for _, s := range steps {
		p.log.Add(p.logLine(s))
	}
	if len(steps) == 0 {
		nothing := kit.NewParagraph(lang.L("还没有记录。上面选一步，写一句，按 Ctrl+Enter 就记下了；对应的时限马上停下。"))
		p.log.Add(nothing)
	}
	p.log.Refresh()
}

// logLine is one step: what and when, what was found, and who recorded it.
func (p *casePage) logLine(s tracing.Step) fyne.CanvasObject {
	now := p.shell.Now()
	when := kit.NewLabel(kit.SayTime(s.DoneAt, now))
	var right fyne.CanvasObject = when
	state := kit.State{Shape: kit.Square, Color: kit.Done}
	what := words(s.Kind.Words())
	what.Bold = true
	var head fyne.CanvasObject = what
	if s.Counts() {
		take := kit.NewButton("撤回", "", func() { p.withdraw(s.ID) })
		take.Role = kit.Quiet
		right = kit.Beside(when, take)
	} else {
		state = kit.State{Shape: kit.Cross, Color: kit.Faint}
		head = struck(lang.L(s.Kind.Words()))
		right = kit.Beside(when, kit.NewChip(kit.Cross, lang.L("已撤回"), kit.Faint))
	}
	lines := kit.Close(container.NewBorder(nil, nil, container.NewCenter(kit.NewSign(state.Shape, state.Color)), right, kit.Margin(kit.Nudge, head)))
	if s.Note != "" && s.Counts() {
		lines.Add(kit.NewParagraph(s.Note))
	} else if s.Note != "" {
		lines.Add(struck(s.Note))
	}
	foot := kit.NewLabel(kit.Joined(refOf(s), s.Where, p.recordedBy(s)))
	foot.Whole = false
	lines.Add(foot)
	return lines
}

func refOf(s tracing.Step) string {
	if s.RefNo == "" {
		return ""
	}
	return lang.L("文号 {{.No}}", map[string]any{"No": s.RefNo})
}

// recordedBy says who put a step on record, and when where that was later.
func (p *casePage) recordedBy(s tracing.Step) string {
	who := lang.L("{{.Name}} 记", map[string]any{"Name": p.c.Staff[s.Actor]})
	if kit.SayTime(s.RecordedAt, p.shell.Now()) == kit.SayTime(s.DoneAt, p.shell.Now()) {
		return who
	}
	return lang.L("{{.Name}} {{.When}} 补记", map[string]any{"Name": p.c.Staff[s.Actor], "When": kit.SayTime(s.RecordedAt, p.shell.Now())})
}

// struck is text that counts no more.
func struck(text string) fyne.CanvasObject {
	return kit.NewParagraphIn(text, widget.RichTextStyle{ColorName: kit.Faint, TextStyle: fyne.TextStyle{Strikethrough: true}})
}
