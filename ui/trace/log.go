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
		nothing := paragraph(lang.L("还没有记录。上面选一步，写一句，按 Ctrl+Enter 就记下了；对应的时限马上停下。"))
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
		lines.Add(paragraph(s.Note))
	} else if s.Note != "" {
		lines.Add(struck(s.Note))
	}
	foot := kit.NewLabel(joined(refOf(s), s.Where, p.recordedBy(s)))
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
	return grey(text, widget.RichTextStyle{ColorName: kit.Faint, TextStyle: fyne.TextStyle{Strikethrough: true}})
}

// paragraph is plain text that breaks into lines.
func paragraph(text string) fyne.CanvasObject {
	return grey(text, widget.RichTextStyle{ColorName: kit.Ink, SizeName: kit.Body})
}

// grey is text in a style of its own that breaks into lines.
func grey(text string, style widget.RichTextStyle) fyne.CanvasObject {
	line := &widget.TextSegment{Text: text, Style: style}
	lines := widget.NewRichText(line)
	lines.Wrapping = fyne.TextWrapBreak
	return container.New(breaking{text, line}, lines)
}

// unpadded takes away the padding that rich text brings along.
type unpadded struct{}

func (unpadded) MinSize(o []fyne.CanvasObject) fyne.Size {
	pad := 2 * kit.Size(kit.Inside)
	return o[0].MinSize().SubtractWidthHeight(pad, pad)
}

func (unpadded) Layout(o []fyne.CanvasObject, size fyne.Size) {
	pad := kit.Size(kit.Inside)
	o[0].Move(fyne.NewPos(-pad, -pad))
	o[0].Resize(size.AddWidthHeight(2*pad, 2*pad))
}
