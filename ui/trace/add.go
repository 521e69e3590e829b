package trace

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"guitu/tracing"
	"guitu/ui/kit"
)

// offered are the kinds in the order of the chips: the first nine have keys.
var offered = []tracing.Kind{tracing.NoticeOut, tracing.DNARequest, tracing.PhoneContact, tracing.Lead, tracing.QuickQuery,
	tracing.FaceSearch, tracing.DNATaken, tracing.NoticeUpdate, tracing.Verified, tracing.DNAResult, tracing.PoliceReport,
	tracing.Letter, tracing.Match, tracing.CarePlan, tracing.Settlement, tracing.Reunion}

// add is the line in which a step is put on record.
type add struct {
	page       *casePage
	form       *kit.Form
	kind       *kit.Choice
	note       *kit.Entry
	at         *kit.TimeField
	ref, where *kit.Entry
	saving     bool
}

func newAdd(p *casePage) *add {
	a := &add{page: p, form: kit.NewForm(), note: kit.NewEntry(), at: kit.NewTimeField(p.shell.Now), ref: kit.NewEntry(), where: kit.NewEntry()}
	a.kind = kit.NewChoice(nil)
	a.kind.OnChanged = func() {
		if a.kind.Chosen() == more {
			a.offer(true)
		}
	}
	a.offer(false)
	a.note.SetHint(lang.L("说了什么、找到什么，一句就够"))
	a.where.SetHint(lang.L("发到哪里"))
	a.at.Entry().SetHint(lang.L("空着就是现在"))
	g := a.form.Group("")
	g.Add("kind", "做了哪一步", a.kind)
	g.Add("note", "内容", a.note)
	g.Add("done_at", "办理时间", a.at)
	g.Beside("ref_no", "文号、编号", a.ref)
	g.Beside("where", "去处", a.where)
	a.form.OnSubmit = a.record
	return a
}

// more is the chip that shows the kinds that are seldom.
const more = "more"

// offer shows the nine kinds that have keys, or all.
func (a *add) offer(all bool) {
	kinds := offered[:9]
	if all {
		kinds = offered
	}
	options := make([]kit.Option, len(kinds), len(kinds)+1)
	for i, k := range kinds {
		options[i] = kit.Option{Key: string(k), Text: lang.L(k.Words())}
	}
	if !all {
		options = append(options, kit.Option{Key: more, Text: lang.L("其他…")})
	}
	a.kind.Options = options
	a.kind.Choose()
	a.form.Refresh()
}

// choose takes a kind and goes on to what was found.
func (a *add) choose(kind tracing.Kind) {
	a.offer(slices.Index(offered, kind) >= 9)
	a.kind.Choose(string(kind))
	a.form.Refresh()
	a.form.Focus("note")
}

// record puts the step on record. What was typed stays until it is.
func (a *add) record() {
	if a.saving || !a.page.loaded {
		return
	}
	r := tracing.StepRecord{Kind: tracing.Kind(a.kind.Chosen()),
		StepNote: tracing.StepNote{Note: said(a.note), RefNo: said(a.ref), Where: said(a.where)}}
	r.DoneAt, _ = a.at.Time()
	var step tracing.Step
	a.saving = true
	a.page.shell.Work("正在记录…", func(ctx context.Context) (err error) {
		step, err = a.page.shell.Tracing().Record(ctx, a.page.stayID, r)
		return err
	}, func(err error) {
		a.saving = false
		if err != nil {
			if !a.form.Fail(err) {
				a.page.shell.Fail(err)
			}
			return
		}
		a.form.Restore(nil)
		a.offer(false)
		a.page.recorded(step)
	})
}

// said is what a field holds; 不详 is nothing to put on record.
func said(e *kit.Entry) string {
	if e.Unknown() {
		return ""
	}
	return e.Text
}

// recorded shows the step and offers to take it back.
func (p *casePage) recorded(step tracing.Step) {
	p.last = append(p.last, step.ID)
	p.renew()
	p.shell.Toast(kit.Toast{Text: "已记录：{{.Kind}}。", Args: map[string]any{"Kind": lang.L(step.Kind.Words())}, Kind: kit.Done,
		Undo: func() { p.withdraw(step.ID) }})
	kit.Tell("recorded", string(step.Kind))
	p.add.form.Focus("kind")
}

// withdraw takes a step back; it stays in the log, struck through.
func (p *casePage) withdraw(stepID string) {
	p.shell.Work("正在撤回…", func(ctx context.Context) error { return p.shell.Tracing().Withdraw(ctx, stepID) }, func(err error) {
		p.last = without(p.last, stepID)
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.renew()
		p.shell.Toast(kit.Toast{Text: "已撤回，时限重新计算。", Kind: kit.Info})
		kit.Tell("withdrawn", "")
		p.add.form.Focus("kind")
	})
}

func without(all []string, one string) []string {
	var kept []string
	for _, id := range all {
		if id != one {
			kept = append(kept, id)
		}
	}
	return kept
}

// newer orders steps by when they were done, and within a minute by when they
// were recorded, the newest first.
func newer(a, b tracing.Step) int {
	if c := b.DoneAt.Truncate(time.Minute).Compare(a.DoneAt.Truncate(time.Minute)); c != 0 {
		return c
	}
	return b.RecordedAt.Compare(a.RecordedAt)
}
