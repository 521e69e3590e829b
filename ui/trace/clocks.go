package trace

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake/clock"
	"guitu/tracing"
	"guitu/ui/kit"
)

// showClocks draws the periods as a line of steps from the top down, in the
// order in which they end.
func (p *casePage) showClocks() {
	p.clocks.RemoveAll()
	for i, d := range p.c.Clocks {
		p.clocks.Add(ClockLine(d, p.shell.Now(), i == len(p.c.Clocks)-1, p.handle(d)))
	}
	if len(p.c.Clocks) == 0 {
		p.clocks.Add(kit.NewParagraph(lang.L("没有要算的时限：身份已经核实，或者站里没有启用相应的规则。")))
	}
	p.clocks.Refresh()
}

// handle is the button by which a clock is dealt with, nil where there is
// nothing to do here.
func (p *casePage) handle(d clock.Deadline) *kit.Button {
	if d.Stopped() {
		return nil
	}
	if slices.Contains(d.Rule.Stops, clock.Notice) {
		if d.Rule.Trigger == clock.Notice {
			return kit.NewButton("更新寻亲公告", "", func() { p.paper("notice", tracing.NoticeUpdate) })
		}
		return kit.NewButton("发布寻亲公告", "", func() { p.paper("notice", tracing.NoticeOut) })
	}
	for _, stop := range d.Rule.Stops {
		if kind, ok := stepsOf[stop]; ok {
			return kit.NewButton(handleWords[kind], "", func() { p.add.choose(kind) })
		}
	}
	if slices.Contains(d.Rule.Stops, clock.Departed) {
		return kit.NewButton("办理离站", "", func() { p.shell.Go(kit.Route{Name: kit.RouteBeds, ID: "depart/" + p.stayID}) })
	}
	return nil
}

var handleWords = map[tracing.Kind]string{
	tracing.DNARequest: "记录报请DNA", tracing.DNATaken: "记录采样", tracing.CarePlan: "记录安置方案", tracing.Settlement: "记录落户安置",
}

// ClockLine is one period in a vertical line of them: how it stands, what
// must be done by when, by which article, and the button to do it, nil for
// none. last ends the line.
func ClockLine(d clock.Deadline, now time.Time, last bool, handle *kit.Button) fyne.CanvasObject {
	state := ClockState(d)
	title := words(d.Rule.Title)
	title.Bold = !d.Stopped()
	by := ClockBy(d, now) // breaks into lines: an hour that is cut off is no period
	chip := kit.NewChip(kit.NoShape, state.Word, state.Color)
	lines := kit.Close(title, container.NewBorder(nil, nil, kit.Beside(chip), nil,
		kit.Margin(kit.Nudge, kit.NewParagraph(by))))
	if d.Stopped() {
		title.Color = kit.Faint
		lines = kit.Close(title, container.NewHBox(chip), small(by))
	}
	lines.Add(small(lang.L("依据 {{.Article}}", map[string]any{"Article": d.Rule.Article})))
	if d.State == clock.Overdue || d.State == clock.Soon { // a red number opens its article
		lines.Add(kit.NewParagraph(d.Rule.Note))
	}
	if handle != nil {
		lines.Add(container.NewHBox(handle))
	}
	return container.New(stem{last}, kit.NewSign(state.Shape, state.Color), kit.NewGround(kit.Line), kit.Close(lines, kit.Close()))
}

// small is grey small print that breaks into lines: an article is never cut.
func small(text string) fyne.CanvasObject {
	return kit.NewParagraphIn(text, widget.RichTextStyle{ColorName: kit.Faint, SizeName: kit.Small})
}

// stem puts a mark at the left, a thread from it to the next one, and the
// words beside.
type stem struct{ last bool }

func (stem) MinSize(o []fyne.CanvasObject) fyne.Size {
	body := o[2].MinSize()
	return fyne.NewSize(kit.Size(kit.Mark)+kit.Size(kit.Inside)+body.Width, body.Height+kit.Size(kit.Between))
}

func (s stem) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side, gap := kit.Size(kit.Mark), kit.Size(kit.Nudge)
	top := (kit.Size(kit.Body)*1.4 - side) / 2
	o[0].Resize(fyne.NewSquareSize(side))
	o[0].Move(fyne.NewPos(0, top))
	o[1].Move(fyne.NewPos(side/2, top+side+gap))
	o[1].Resize(fyne.NewSize(kit.Size(kit.Hairline), max(0, size.Height-side-gap)))
	if s.last {
		o[1].Hide()
	}
	x := side + kit.Size(kit.Inside)
	o[2].Move(fyne.NewPos(x, 0))
	o[2].Resize(fyne.NewSize(size.Width-x, size.Height-kit.Size(kit.Between)))
}
