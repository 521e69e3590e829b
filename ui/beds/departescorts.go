package beds

import (
	"cmp"
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// escorts lists who is to be escorted, who is under way, and whose escorts are
// not back: what is overdue stands out.
type escorts struct {
	page  *page
	table *kit.DataTable[shelter.Escort]
	desk  *kit.ListDesk
	body  *fyne.Container // the table, or a sentence where there is nothing
	busy  bool
}

// openEscorts shows the list in place of the board.
func (p *page) openEscorts() {
	if !p.can(access.Depart) {
		p.shell.Toast(kit.Toast{Text: "您的角色不能办理护送，请找站务管理或站长。", Kind: kit.Info})
		return
	}
	s := &escorts{page: p, body: container.NewStack()}
	now := p.shell.Now
	s.table = kit.NewDataTable([]kit.Column[shelter.Escort]{
		{ID: "state", Title: lang.L("情况"), Width: 2, Text: s.state, Color: s.color},
		{ID: "name", Title: lang.L("受助人"), Width: 2, Text: func(e shelter.Escort) string { return e.Name }},
		{ID: "to", Title: lang.L("送到"), Width: 3, Text: func(e shelter.Escort) string { return e.To }},
		{ID: "members", Title: lang.L("护送人"), Width: 3, Text: membersOf},
		{ID: "leaves", Title: lang.L("出发"), Width: 2, Text: func(e shelter.Escort) string { return kit.SayTime(leavesAt(e), now()) }, Compare: byTime(leavesAt)},
		{ID: "next", Title: lang.L("下一步应在"), Width: 2, Text: func(e shelter.Escort) string { return kit.SayTime(nextAt(e), now()) }, Compare: byTime(nextAt), Color: s.color},
	})
	s.table.OnOpen = s.act
	s.desk = kit.NewListDesk(p.shell.Window(), s.table.Target(), s.body)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回床位图", "close", p.backToBoard)}, kit.NewPrimary("登记下一步", "", s.actMarked))
	lead := kit.NewParagraph(lang.L("离站只是离开本站：交接以前仍由本站负责。Enter 登记出发、交接或返回。"))
	card := kit.NewCard("护送任务", nil, container.NewBorder(lead, foot, nil, nil, s.desk.Place))
	p.open(&other{content: kit.Page(card), reload: s.load, submit: s.desk.Submit, back: s.close})
	s.load()
}

func byTime(of func(shelter.Escort) time.Time) func(a, b shelter.Escort) int {
	return func(a, b shelter.Escort) int { return of(a).Compare(of(b)) }
}

func leavesAt(e shelter.Escort) time.Time { return cmp.Or(e.Left, e.Leaves) }

// nextAt is when the next step is to happen.
func nextAt(e shelter.Escort) time.Time {
	return map[shelter.EscortState]time.Time{shelter.EscortPlanned: e.Leaves, shelter.EscortOnWay: e.Arrives, shelter.EscortHanded: e.DueBack}[e.State]
}

func membersOf(e shelter.Escort) string {
	names := make([]string, len(e.Members))
	for i, m := range e.Members {
		names[i] = m.Name
	}
	return strings.Join(names, "、")
}

func (s *escorts) state(e shelter.Escort) string {
	if e.Overdue(s.page.shell.Now()) {
		return lang.L("{{.State}}（超时）", map[string]any{"State": lang.L(e.State.Words())})
	}
	return lang.L(e.State.Words())
}

func (s *escorts) color(e shelter.Escort) fyne.ThemeColorName {
	if e.Overdue(s.page.shell.Now()) {
		return kit.Overdue
	}
	return kit.Ink
}

// close leads back from a form to the list, and from the list to the board.
func (s *escorts) close() {
	if s.desk.Form != nil {
		s.desk.Back()
		return
	}
	s.page.backToBoard()
}

func (s *escorts) load() {
	var all []shelter.Escort
	p := s.page
	p.shell.Work("正在读取护送任务…", func(ctx context.Context) (err error) {
		all, err = p.shell.House().OpenEscorts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		s.table.SetRows(all)
		s.body.Objects = []fyne.CanvasObject{s.table}
		if len(all) == 0 {
			s.body.Objects = []fyne.CanvasObject{kit.NewEmpty("leave", "现在没有护送任务。在一个人的离站页选“护送返乡”，就能安排。", nil)}
		}
		s.body.Refresh()
		if s.desk.Form == nil {
			p.focus(s.table.Target())
		}
		kit.Tell("ready", "escorts")
	})
}

func (s *escorts) actMarked() {
	if e, ok := s.table.Marked(); ok {
		s.act(e)
	}
}

// act asks for the next step of an escort.
func (s *escorts) act(e shelter.Escort) {
	switch {
	case e.Hidden:
		s.page.shell.Fail(access.ErrProtected())
	case e.State == shelter.EscortPlanned:
		s.page.other = nil
		s.page.draft(e.StayID)["kind"] = leaveEscort
		s.page.openDeparture(e.StayID)
	case e.State == shelter.EscortOnWay:
		s.handOver(e)
	default:
		s.comeBack(e, false)
	}
}

// handOver asks who took the person over.
func (s *escorts) handOver(e shelter.Escort) {
	p := s.page
	name, unit, phone, note, at, pad := kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewTimeField(p.shell.Now), kit.NewSignature()
	form := kit.NewForm()
	g := form.Group("")
	g.AddPlain(kit.Beside(kit.NewButton("没有交成，人一起回来了…", "", func() { s.comeBack(e, true) })))
	g.Add("receiver", "接收人姓名", name).Require()
	g.Beside("unit", "接收单位或与受助人的关系", unit).Require()
	g.Add("phone", "接收人电话", phone)
	g.Beside("at", "交接时间", at).Require()
	g.Add("note", "交接时的情况", note)
	g.Add("signature", "接收人签名（可以签在带回的交接表上）", pad)
	unit.SetText(e.To)
	phone.SetText(e.ToPhone)
	at.SetTime(p.shell.Now())
	form.OnSubmit = func() {
		when, _ := at.Time()
		sign, ok := signedBy(pad)
		if !ok {
			pad.Base().SetProblem(kit.Say(store.Fail(store.Invalid, "接收人不签字的，不能算交接：请在纸上写明经过，联系站里。")))
			return
		}
		receipt := shelter.EscortReceipt{Name: strings.TrimSpace(name.Text), Unit: strings.TrimSpace(unit.Text), Phone: strings.TrimSpace(phone.Text), Note: strings.TrimSpace(note.Text)}
		s.write(form, "已登记交接。护送人返回后，请再登记返回。", func(ctx context.Context) error {
			return p.shell.House().EscortHanded(ctx, e.ID, notBefore(when, e.Left), receipt, sign)
		})
	}
	s.desk.Open(lang.L("交接：{{.Name}}", map[string]any{"Name": e.Name}), "", form)
	s.desk.Resume("handed " + e.ID)
}

// notBefore keeps a minute that a field shows from lying before a moment that
// has passed within it.
func notBefore(at, moment time.Time) time.Time {
	if at.Equal(moment.Truncate(time.Minute)) {
		return moment
	}
	return at
}

// signedBy is what stands on a pad; ok is false where it was refused.
func signedBy(pad *kit.Signature) (sign intake.Sign, ok bool) {
	if pad.Empty() {
		return sign, true // on the paper
	}
	sign = signOf(pad)
	return sign, sign.Method != intake.SignRefused
}

// comeBack asks how the way was and what it cost.
func (s *escorts) comeBack(e shelter.Escort, with bool) {
	p := s.page
	at, report, cost, voucher := kit.NewTimeField(p.shell.Now), kit.NewParagraphEntry(3), kit.NewEntry(), kit.NewEntry()
	form := kit.NewForm()
	g := form.Group("")
	g.Add("at", "返回时间", at).Require()
	item := g.Add("report", "护送经过", report)
	sentence := ""
	if with {
		item.Require()
		sentence = "没有交成的，受助人和护送人一起回来：护送到此结束，受助人请在登记台重新登记来站，档案会接上。"
	}
	g.Add("amount", "护送差旅费（元）", cost)
	g.Beside("voucher", "凭证号", voucher)
	at.SetTime(p.shell.Now())
	back := false // it was written; what it cost is still to be entered
	form.OnSubmit = func() {
		when, _ := at.Time()
		spent := shelter.Cost{StayID: e.StayID, Kind: "escort", InstitutionID: e.InstitutionID, Voucher: strings.TrimSpace(voucher.Text)}
		if words := strings.TrimSpace(cost.Text); words != "" {
			fen, err := shelter.ParseYuan(words)
			if err != nil {
				cost.SetProblem(kit.Say(err))
				return
			}
			if spent.AmountFen = fen; spent.Voucher == "" {
				voucher.SetProblem(kit.Say(store.Fail(store.Invalid, "请填写凭证号，审计时要逐笔核对。")))
				return
			}
		}
		s.write(form, "已登记返回。", func(ctx context.Context) error {
			if !back {
				if err := p.shell.House().EscortBack(ctx, e.ID, notBefore(when, cmp.Or(e.HandedAt, e.Left)), report.Text, with); err != nil {
					return err
				}
				back = true
			}
			if spent.AmountFen == 0 {
				return nil
			}
			_, err := p.shell.House().RecordCost(ctx, spent)
			return err
		})
	}
	s.desk.Open(lang.L("返回：{{.Name}}", map[string]any{"Name": e.Name}), sentence, form)
	s.desk.Resume("back " + e.ID)
}

// write does a step and shows the list again.
func (s *escorts) write(form *kit.Form, done string, step func(context.Context) error) {
	if s.busy {
		return // the key was pressed twice
	}
	s.busy = true
	p := s.page
	p.shell.Work("正在保存…", step, func(err error) {
		s.busy = false
		if err != nil {
			if !form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		p.shell.Toast(kit.Toast{Text: done, Kind: kit.Done})
		kit.Tell("saved", "escort")
		s.desk.Saved()
		s.load()
	})
}
