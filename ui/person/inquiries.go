package person

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// fieldCall is the number of a call, which is masked as those of the person.
const fieldCall = "inquiry_phone"

// inquiries is 核查: the log of calls of the stay, and the few fields that
// make the next entry. What was typed stays until it is saved.
type inquiries struct {
	page    *page
	content *fyne.Container
	form    *kit.Form
	log     *fyne.Container
	save    *kit.Button
	cancel  *kit.Button // of following up
	what    *kit.Text   // what is followed up
	show    *kit.Button

	following *fyne.Container // what is followed up, hidden where nothing is

	whom, result        *kit.Choice
	who, phone, answer  *kit.Entry
	next                *laterField
	at                  *kit.TimeField
	follows, knownPhone string // of the call that is tried again
	saving              bool
}

func newInquiries(p *page) *inquiries {
	q := &inquiries{page: p, form: kit.NewForm(), log: kit.Groups(), what: kit.NewText(lang.L("▲ 跟进上次的核查"))}
	q.whom, q.result = kit.NewChoice(table("inquiry_whom")), kit.NewChoice(table("inquiry_result"))
	q.who, q.phone, q.answer = kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	q.next, q.at = newLaterField(p.shell.Now), kit.NewTimeField(p.shell.Now)
	q.what.Color, q.what.Whole = kit.Soon, false
	q.cancel = kit.NewButton("不跟进了", "", q.clear)
	q.cancel.Role = kit.Quiet
	q.show = kit.NewButton("显示电话", "", func() { p.unmask(fieldCall) })
	q.show.Role = kit.Quiet

	g := q.form.Group("")
	q.following = container.NewBorder(nil, nil, nil, q.cancel, q.what)
	g.AddPlain(q.following)
	g.Add("whom", "向谁核查", q.whom).Require()
	g.Add("who", "单位、姓名", q.who)
	g.Beside("phone", "电话", q.phone)
	g.Add("result", "结果", q.result).Require()
	g.Add("answer", "对方怎么说", q.answer)
	g.Add("next_at", "下次联系（可不填）", q.next.EchoField)
	g.Beside("at", "打电话的时间（空着是现在）", q.at)
	q.form.OnSubmit = q.submit
	q.save = kit.NewPrimary("记下这次核查", "save", q.form.Submit)

	list := container.NewBorder(container.NewBorder(nil, nil, kit.NewLabel(lang.L("核查记录")), q.show), nil, nil, nil,
		container.NewVScroll(kit.Margin(kit.Nudge, q.log)))
	q.content = container.NewStack(list)
	if p.can(access.Register) {
		q.content.Objects = []fyne.CanvasObject{container.New(parts{moreHalf}, q.form.Scroll(), list)}
	}
	q.clear()
	return q
}

// clear begins a new entry.
func (q *inquiries) clear() {
	q.follows, q.knownPhone = "", ""
	q.form.Restore(nil)
	q.follow()
}

// follow says which call is tried again.
func (q *inquiries) follow() {
	q.following.Hidden = q.follows == ""
	q.form.Refresh()
}

// all are the calls of the stay, the newest first.
func (q *inquiries) all() []intake.Inquiry { return q.page.f.file.Inquiries[q.page.f.stay().ID] }

// waiting are those that are to be tried again, the earliest first.
func (q *inquiries) waiting() []intake.Inquiry {
	due := slices.DeleteFunc(slices.Clone(q.all()), func(i intake.Inquiry) bool { return !i.Waiting() })
	slices.SortFunc(due, func(a, b intake.Inquiry) int { return a.NextAt.Compare(b.NextAt) })
	return due
}

// refill shows the log anew, and the number as it may be shown now.
func (q *inquiries) refill() {
	q.log.RemoveAll()
	numbers := false
	for at, one := range q.all() {
		if at > 0 {
			q.log.Add(kit.NewRule(true))
		}
		q.log.Add(q.block(one))
		numbers = numbers || one.Phone != ""
	}
	if len(q.log.Objects) == 0 {
		q.log.Add(kit.NewParagraph(lang.L("还没有核查过。打一个电话记一行：问了谁、对方怎么说、下次什么时候再问。")))
	}
	q.show.Hidden = !numbers || q.page.shown[fieldCall] != nil
	if q.knownPhone != "" && (q.phone.Text == q.knownPhone || q.phone.Text == Mask(q.knownPhone)) {
		q.phone.Restore(q.page.number(fieldCall, q.knownPhone))
	}
	q.log.Refresh()
	q.content.Refresh()
}

// results are the shapes and colours of what a call brought.
var results = map[string]kit.State{
	"confirmed": {Shape: kit.Square, Color: kit.Done}, "denied": {Shape: kit.Diamond, Color: kit.Overdue},
	"unclear": {Shape: kit.Disc, Color: kit.Info}, "will_call": {Shape: kit.Triangle, Color: kit.Soon},
	"no_answer": {Shape: kit.Ring0, Color: kit.Faint}, "wrong_number": {Shape: kit.Cross, Color: kit.Faint},
}

// block is one call of the log.
func (q *inquiries) block(one intake.Inquiry) fyne.CanvasObject {
	p, now := q.page, q.page.shell.Now()
	look, ok := results[one.Result]
	if !ok {
		look = kit.State{Shape: kit.Disc, Color: kit.Info}
	}
	who := kit.Joined(trace.Code("inquiry_whom", one.Whom), one.Unit, one.Name, p.number(fieldCall, one.Phone))
	when := kit.NewLabel(kit.Joined(kit.SayTime(one.At, now), p.staff(one.Actor)))
	lines := kit.Close(headed(who, kit.NewChip(look.Shape, trace.Code("inquiry_result", one.Result), look.Color)), when)
	for _, said := range []string{one.Asked, one.Answer} {
		if said != "" {
			lines.Add(kit.NewParagraph(said))
		}
	}
	if one.NextAt.IsZero() {
		return lines
	}
	next := kit.Joined(lang.L("下次 {{.When}}", map[string]any{"When": kit.SayTime(one.NextAt, now)}), one.NextWhat)
	if !one.Waiting() {
		lines.Add(remark(kit.Joined(next, lang.L("已跟进")), kit.Faint, nil))
		return lines
	}
	var follow fyne.CanvasObject
	if p.can(access.Register) {
		follow = kit.NewButton("跟进", "", func() { q.followUp(one) })
	}
	lines.Add(remark("▲ "+next, kit.Soon, follow))
	return lines
}

// followUp fills the entry with a call that is tried again. The number is
// shown, which is on record: it is to be dialled.
func (q *inquiries) followUp(one intake.Inquiry) {
	q.clear()
	q.follows, q.knownPhone = one.ID, one.Phone
	q.whom.Choose(one.Whom)
	q.who.SetText(kit.Joined(one.Unit, one.Name))
	q.phone.Restore(q.page.number(fieldCall, one.Phone))
	q.follow()
	if one.Phone != "" {
		q.page.unmask(fieldCall)
	}
	q.form.Focus("result")
}

func (q *inquiries) inquiry() intake.Inquiry {
	one := intake.Inquiry{StayID: q.page.f.stay().ID, Called: intake.Called{Whom: q.whom.Chosen(), Phone: entered(q.phone),
		Answer: entered(q.answer), Result: q.result.Chosen()}}
	if q.knownPhone != "" && one.Phone == Mask(q.knownPhone) {
		one.Phone = q.knownPhone
	}
	if one.Whom == "kin" {
		one.Name = entered(q.who)
	} else {
		one.Unit = entered(q.who)
	}
	one.NextAt, _ = q.next.time()
	one.At, _ = q.at.Time()
	return one
}

func (q *inquiries) submit() {
	p := q.page
	if q.saving || p.f.stay().ID == "" || !p.can(access.Register) {
		return
	}
	one, follows := q.inquiry(), q.follows
	q.saving = true
	p.shell.Work("正在保存…", func(ctx context.Context) error {
		_, err := p.shell.Desk().RecordInquiry(ctx, one, follows)
		return err
	}, func(err error) {
		q.saving = false
		if err != nil {
			if !q.form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		q.clear()
		p.load(func() { q.form.Focus("whom") })
		p.told("核查已记下。", nil)
		kit.Tell("saved", "inquiry")
	})
}

// inquiryLines are the calls in the timeline.
func (p *page) inquiryLines(stayID string) []line {
	var all []line
	for _, one := range p.f.file.Inquiries[stayID] {
		all = append(all, line{at: one.At, what: kit.Joined(lang.L("核查"), trace.Code("inquiry_whom", one.Whom)), by: p.staff(one.Actor),
			more: kit.Joined(trace.Code("inquiry_result", one.Result), one.Unit, one.Name, one.Answer), open: func() { p.goTab(tabInquiries) }})
	}
	return all
}
