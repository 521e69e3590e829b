package beds

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// escorting is the plan of an escort: where to, who goes along, when, and what
// travels with them.
type escorting struct {
	page    *page
	list    shelter.Checklist
	offered []shelter.Institution
	staff   []access.Account

	form    *kit.Form
	to      *kit.Lookup
	members []*memberFields
	words   map[string]*kit.Entry
	times   map[string]*kit.TimeField
	reason  *kit.Entry // why a rule is gone against; shown where one is
	keep    func()     // what was typed
	busy    bool
}

// memberFields is one of those who go along: of the staff, or by name.
type memberFields struct {
	account *kit.Lookup
	name    *kit.Entry
	sex     *kit.Choice
}

// mostMembers is how many the form has room for.
const mostMembers = 3

// openEscort shows the plan in place of the board.
func (p *page) openEscort(list shelter.Checklist) *escorting {
	e := &escorting{page: p, list: list, form: kit.NewForm(), words: map[string]*kit.Entry{}, times: map[string]*kit.TimeField{}, reason: kit.NewEntry()}
	p.shell.Work("正在读取通讯录…", func(ctx context.Context) (err error) {
		if e.offered, err = p.shell.House().Institutions(ctx, ""); err != nil {
			return err
		}
		e.staff, err = p.shell.Session().Accounts(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		e.fill()
		e.form.OnSubmit = e.submit
		e.keep = p.resume(e.about(), e.form)
		e.form.Item("reason").Show(!e.reason.Empty())
		p.leaving = nil
		p.open(&other{content: e.lay(), submit: e.form.Submit, back: e.leave, keep: e.keep})
		e.form.Focus("institution")
	})
	return e
}

func (e *escorting) fill() {
	plan, r := e.list.Escort, e.list.Resident
	e.to = kit.NewLookup(choose.Institutions(e.offered))
	e.to.Choose(plan.InstitutionID)
	where := e.form.Group("送到哪里")
	e.text(where, "to", "接收单位或亲属", plan.To, "institution")
	e.text(where, "to_phone", "联系电话", plan.ToPhone, "")
	e.text(where, "to_address", "地址", plan.ToAddress, "beside")
	e.to.OnChanged = e.receive
	e.fillMembers()
	when := e.form.Group("什么时候")
	e.time(when, "leaves", "出发时间", plan.Leaves, 1, 8, false)
	e.time(when, "arrives", "预计到达", plan.Arrives, 1, 18, true)
	e.time(when, "due_back", "护送人预计返回", plan.DueBack, 2, 18, false)
	e.text(when, "transport", "交通工具和车次", plan.Transport, "beside")
	e.text(when, "route", "路线和中转", plan.Route, "")
	along := e.form.Group("路上带什么，注意什么")
	medicine := plan.Medicine
	if plan.ID == "" {
		medicine = r.Stay.Medicine
	}
	e.text(along, "medicine", "药品和用法", medicine, "")
	e.text(along, "food", "途中食品", plan.Food, "beside")
	e.text(along, "items", "随行物品和档案材料", plan.Items, "")
	e.text(along, "risks", "行为风险和注意事项", plan.Risks, "")
	e.text(along, "contact", "站内联系人和电话", plan.Contact, "beside")
	along.Add("reason", "违反护送规则仍要这样安排的理由", e.reason)
}

func (e *escorting) text(g *kit.Group, key, label, value, how string) {
	entry := kit.NewEntry()
	entry.SetText(value)
	e.words[key] = entry
	switch how {
	case "institution":
		g.Add("institution", "接收机构（通讯录）", e.to)
		g.Beside(key, label, entry).Require()
	case "beside":
		g.Beside(key, label, entry)
	default:
		g.Add(key, label, entry)
	}
}

// time adds a moment; where none is planned yet, so many days on at an hour is
// proposed.
func (e *escorting) time(g *kit.Group, key, label string, at time.Time, days, hour int, beside bool) {
	f := kit.NewTimeField(e.page.shell.Now)
	if now := e.page.shell.Now(); at.IsZero() {
		at = time.Date(now.Year(), now.Month(), now.Day()+days, hour, 0, 0, 0, now.Location())
	}
	f.SetTime(at.In(e.page.shell.Now().Location()))
	e.times[key] = f
	if beside {
		g.Beside(key, label, f).Require()
		return
	}
	g.Add(key, label, f).Require()
}

// fillMembers adds a line for each who goes along.
func (e *escorting) fillMembers() {
	g := e.form.Group("谁去护送")
	var options []kit.Option
	for _, a := range e.staff {
		if a.Active {
			options = append(options, kit.Option{Key: a.ID, Text: a.Display, Find: a.Name})
		}
	}
	for n := range mostMembers {
		m := &memberFields{account: kit.NewLookup(options), name: kit.NewEntry(), sex: kit.NewChoice([]kit.Option{{Key: shelter.Men, Text: lang.L("男")}, {Key: shelter.Women, Text: lang.L("女")}})}
		if n < len(e.list.Escort.Members) {
			had := e.list.Escort.Members[n]
			m.account.Choose(had.AccountID)
			m.name.SetText(had.Name)
			m.sex.Choose(had.Sex)
		}
		m.account.OnChanged = func() { e.choose(m) }
		key := "members"
		if n > 0 {
			key += strconv.Itoa(n + 1)
		}
		g.Add(key, lang.L("第{{.N}}名（工作人员）", map[string]any{"N": n + 1}), m.account)
		g.Beside(key+"_name", "姓名（站外人员直接写）", m.name)
		g.Beside(key+"_sex", "性别", m.sex)
		e.members = append(e.members, m)
	}
}

// choose writes down who was chosen, with the sex of the account: a woman goes
// with a woman.
func (e *escorting) choose(m *memberFields) {
	for _, a := range e.staff {
		if a.ID == m.account.Chosen() {
			m.name.SetText(a.Display)
			m.sex.Choose(a.Sex)
			m.sex.Refresh()
		}
	}
}

func (e *escorting) receive() {
	if i := institutionBy(e.offered, e.to.Chosen()); i.ID != "" {
		e.words["to"].SetText(i.Name)
		e.words["to_phone"].SetText(i.Phone)
		e.words["to_address"].SetText(i.Address)
	}
}

// read is what the fields say.
func (e *escorting) read() shelter.Escort {
	of := func(key string) string { return strings.TrimSpace(e.words[key].Text) }
	at := func(key string) time.Time { t, _ := e.times[key].Time(); return t }
	plan := e.list.Escort
	plan.StayID, plan.InstitutionID = e.list.Resident.Stay.ID, e.to.Chosen()
	plan.Leaves, plan.Arrives, plan.DueBack = at("leaves"), at("arrives"), at("due_back")
	plan.EscortPlan = shelter.EscortPlan{To: of("to"), ToAddress: of("to_address"), ToPhone: of("to_phone"), Transport: of("transport"), Route: of("route"),
		Items: of("items"), Medicine: of("medicine"), Food: of("food"), Risks: of("risks"), Contact: of("contact")}
	for _, m := range e.members {
		one := shelter.Escorter{AccountID: m.account.Chosen(), Name: strings.TrimSpace(m.name.Text), Sex: m.sex.Chosen()}
		if one.Name != "" {
			plan.Members = append(plan.Members, one)
		}
	}
	return plan
}

func (e *escorting) submit() {
	if e.busy {
		return
	}
	p, plan := e.page, e.read()
	var over *shelter.Override
	if reason := strings.TrimSpace(e.reason.Text); reason != "" {
		over = &shelter.Override{Reason: reason}
	}
	e.busy = true
	var saved shelter.Escort
	p.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		write := p.shell.House().PlanEscort
		if plan.ID != "" {
			write = p.shell.House().ChangeEscort
		}
		saved, err = write(ctx, plan, over)
		return err
	}, func(err error) {
		e.busy = false
		if err != nil {
			e.fail(err)
			return
		}
		toast := kit.Toast{Text: "已安排护送。出发时在离站页办理，任务单可以先打印。", Kind: kit.Done}
		if len(saved.Warnings) > 0 {
			toast = kit.Toast{Text: reasonsOf(saved.Warnings), Kind: kit.Soon}
		}
		kit.Tell("planned", "escort")
		p.shell.Toast(toast)
		e.done()
	})
}

// fail shows an error at its field. A rule that may be gone against asks for
// the reason.
func (e *escorting) fail(err error) {
	if blocked, is := errors.AsType[*shelter.Blocked](err); is && e.page.can(access.OverrideBeds) {
		e.form.Item("reason").Show(true)
		e.form.Fail(err)
		e.page.shell.Toast(kit.Toast{Text: reasonsOf(blocked.Verdict.Reasons), Kind: kit.Overdue})
		return
	}
	if !e.form.Fail(err) {
		e.page.shell.Fail(err)
	}
}

// about is what is typed here by the name under which it is kept.
func (e *escorting) about() string { return "escort/" + e.list.Resident.Stay.ID }

// leave goes back and keeps what was typed.
func (e *escorting) leave() {
	e.keep()
	e.backToDeparture()
}

// done goes back from a plan that was settled.
func (e *escorting) done() {
	delete(e.page.drafts, e.about())
	e.backToDeparture()
}

func (e *escorting) backToDeparture() {
	e.page.other = nil
	e.page.openDeparture(e.list.Resident.Stay.ID)
}

func (e *escorting) lay() fyne.CanvasObject {
	p := e.page
	name := e.list.Resident.Name()
	if e.list.Resident.Person.Protected {
		name = lang.L(shelter.ProtectedName)
	}
	left := []fyne.CanvasObject{kit.NewButton("返回离站", "close", e.leave)}
	if id := e.list.Escort.ID; id != "" {
		left = append(left, kit.NewButton("取消护送", "", e.drop))
		if p.can(access.IssuePapers) {
			left = append(left, kit.NewButton("任务单", "", func() {
				p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: e.list.Resident.Stay.ID + "/escort"})
			}))
		}
	}
	foot := kit.Actions(left, kit.NewPrimary("保存安排", "save", e.form.Submit))
	title := heading(lang.L("安排护送：{{.Name}}", map[string]any{"Name": name}))
	return kit.Page(container.NewBorder(kit.Above(title, kit.NewRule(true)), kit.Above(kit.NewRule(true), foot), nil, nil,
		kit.Margin(kit.Nudge, kit.NewCard("", nil, e.form.Scroll()))))
}

// drop gives the plan up.
func (e *escorting) drop() {
	p := e.page
	kit.AskReason(p.canvas(), "取消护送", "为什么取消这次护送？", "取消护送", func(reason string) {
		p.shell.Work("正在保存…", func(ctx context.Context) error { return p.shell.House().DropEscort(ctx, e.list.Escort.ID, reason) }, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			p.shell.Toast(kit.Toast{Text: "已取消护送。", Kind: kit.Done})
			e.done()
		})
	})
}
