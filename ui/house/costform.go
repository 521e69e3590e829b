package house

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// costForm is a voucher that is being entered.
type costForm struct {
	form                       *kit.Form
	kind                       *kit.Choice
	amount, voucher, day, note *kit.Entry
	institution                *kit.Lookup
	who                        *choose.Whom
}

// enter asks for a voucher. After saving, the form stays for the next of the
// pile, with kind, day and institution as they were. What was begun comes back.
func (c *costs) enter() {
	if !c.can(access.Depart) {
		return
	}
	if c.entering == nil {
		c.entering = c.newCostForm()
	}
	f := c.entering
	f.institution.Options = choose.Institutions(c.institutions)
	c.OpenFor(lang.L("记一笔费用"), "记错了不能改，只能冲销。保存后接着记下一张，Esc 返回。", f.form, kit.NewPrimary("保存并继续", "save", f.form.Submit))
}

func (c *costs) newCostForm() *costForm {
	f := &costForm{form: kit.NewForm(), kind: kit.NewChoice(kit.CodeOptions("cost_kind")), amount: kit.NewEntry(), voucher: kit.NewEntry(), day: kit.NewEntry(),
		note: kit.NewEntry(), institution: kit.NewLookup(nil), who: choose.NewWhom(c.shell, choose.Anybody)}
	f.day.SetText(calendar.On(c.shell.Now()).String())
	f.amount.SetHint(lang.L("如 128.50"))
	f.amount.Verify = func(text string) error {
		_, err := shelter.ParseYuan(text)
		return err
	}
	f.institution.SetHint(lang.L("名称、地区或拼音首字母"))
	group := f.form.Group("")
	group.Add("kind", "种类", f.kind).Require()
	group.Add("amount", "金额（元）", f.amount).Require()
	group.Beside("voucher", "凭证号", f.voucher).Require()
	group.Beside("day", "日期", f.day).Require()
	group.Add("institution", "付给哪个机构", f.institution)
	group.Add("person", "为谁支出", f.who.Lookup)
	group.Add("note", "备注", f.note)
	f.form.OnSubmit = func() { c.record(f) }
	return f
}

// record keeps a voucher; what is wrong is told at its field.
func (c *costs) record(f *costForm) {
	cost := shelter.Cost{Kind: f.kind.Chosen(), Voucher: text(f.voucher), InstitutionID: f.institution.Chosen(), StayID: f.who.Chosen(), Note: text(f.note)}
	var err error
	if cost.AmountFen, err = shelter.ParseYuan(f.amount.Text); err != nil {
		f.form.Fail(err)
		return
	}
	var known bool
	if cost.Day, known = dayIn(f.day); !known {
		c.FocusOn(f.day)
		return
	}
	for _, l := range []*kit.Lookup{f.institution, f.who.Lookup} {
		if entry := l.Target().(*kit.Entry); entry.Text != "" && l.Chosen() == "" {
			l.Base().SetProblem(lang.L("请从列出的里面选一项，或者留空。"))
			c.FocusOn(entry)
			return
		}
	}
	c.Save(f.form, func(ctx context.Context) error {
		if err := f.who.OnRecord(ctx); err != nil {
			return err
		}
		_, err := c.shell.House().RecordCost(ctx, cost)
		return err
	}, func() {
		kit.Tell("cost", "recorded")
		for _, e := range []*kit.Entry{f.amount, f.voucher, f.note, f.who.Target().(*kit.Entry)} {
			e.SetText("")
		}
		c.load()
		c.shell.Toast(kit.Toast{Text: "已记 {{.Yuan}} 元，凭证 {{.Voucher}}。", Args: map[string]any{"Yuan": money(cost.AmountFen), "Voucher": cost.Voucher}, Kind: kit.Done})
		f.form.Focus("amount")
	})
}
