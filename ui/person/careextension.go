package person

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// extension is what was asked for beyond the ordinary stay, and what became of
// it. The head decides on another page.
type extension struct {
	care *care
	room *careRoom
	form *kit.Form

	until  *dayField
	reason *kit.Entry
}

func newExtension(c *care) *extension {
	e := &extension{care: c, form: kit.NewForm(), until: newDayField(c.page.shell.Now, true), reason: kit.NewParagraphEntry(3)}
	g := e.form.Group("")
	g.Add("until", "延长到哪天", e.until.EchoField).Require()
	g.Add("reason", "特殊情况", e.reason).Require()
	e.form.OnSubmit = e.submit
	e.room = c.room(careExtension, "延期", access.Depart, e.form, "申请延期", e.fill)
	return e
}

func (e *extension) submit() {
	stay := e.care.stay()
	day, reason := e.until.day(), entered(e.reason)
	if day.IsZero() { // 不详 is no day
		e.until.Base().SetProblem(kit.Say(errNoDay))
		return
	}
	e.ask(stay.ID, day.End().Add(-time.Minute), reason, func() { e.form.Restore(nil) })
}

// ask asks for an extension; undo takes the request back.
func (e *extension) ask(stayID string, until time.Time, reason string, done func()) {
	p := e.care.page
	var asked shelter.Extension
	e.care.do(e.form, func(ctx context.Context) (err error) {
		asked, err = p.shell.House().AskExtension(ctx, stayID, until, reason)
		return err
	}, func() {
		done()
		p.told("申请已报站长审批。", func() { e.withdraw(asked) })
		kit.Tell("extension", "asked")
	})
}

// withdraw takes back what was asked for; undo asks again.
func (e *extension) withdraw(one shelter.Extension) {
	p := e.care.page
	e.care.do(nil, func(ctx context.Context) error { return p.shell.House().WithdrawExtension(ctx, one.ID) }, func() {
		p.told("申请已撤回。", func() { e.ask(one.StayID, one.Until, one.Reason, func() {}) })
		kit.Tell("extension", "withdrawn")
	})
}

// fill lists what was asked for, the newest first.
func (e *extension) fill(stay intake.Stay, file shelter.CareFile) {
	p, now := e.care.page, e.care.page.shell.Now()
	if stay.State.Open() && !stay.EndsBy.IsZero() {
		e.room.top.Add(kit.NewParagraph(lang.L("已延长到 {{.When}}。", map[string]any{"When": kit.SayDay(stay.EndsBy, now)})))
	}
	if file.Extend {
		e.room.top.Add(remark(lang.L("▲ 已到救助期限的最后一天，没有有效的延期"), kit.Soon, nil))
	}
	if len(file.Extensions) == 0 {
		e.room.add(kit.NewParagraph(lang.L("没有申请过延期。因特殊情况要超过规定天数的，由站长审批，并报上级民政部门备案。")))
		return
	}
	for _, one := range slices.Backward(file.Extensions) {
		e.room.add(e.block(p, one))
	}
}

func (e *extension) block(p *page, one shelter.Extension) fyne.CanvasObject {
	now := p.shell.Now()
	until := lang.L("延长到 {{.When}}", map[string]any{"When": kit.SayDay(one.Until, now)})
	look := extensionWords[one.State]
	right := kit.Beside(kit.NewChip(look.Shape, lang.L(look.Word), look.Color))
	if one.State == shelter.ExtensionAsked && e.care.may(access.Depart) {
		right.Add(quiet("撤回申请", func() { e.withdraw(one) }))
	}
	lines := kit.Close(headed(until, right), kit.NewParagraph(one.Reason),
		kit.NewLabel(lang.L("申请：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(one.AskedBy), "When": kit.SayTime(one.Asked, now)})))
	if !one.Decided.IsZero() {
		lines.Add(kit.NewLabel(kit.Joined(lang.L("结论：{{.Who}} {{.When}}", map[string]any{"Who": p.staff(one.DecidedBy), "When": kit.SayTime(one.Decided, now)}), one.Decision)))
	}
	switch {
	case !one.Filed.IsZero():
		lines.Add(kit.NewLabel(kit.Joined(lang.L("已备案 {{.When}}", map[string]any{"When": kit.SayDay(one.Filed.Start(), now)}), one.Number)))
	case one.State == shelter.ExtensionApproved:
		words := kit.NewText(lang.L("▲ 还没有备案"))
		words.Color = kit.Soon
		lines.Add(words)
	}
	return lines
}
