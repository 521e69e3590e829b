package person

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// costs is what a stay was given and what was spent on it, and the form of one
// more bill.
type costs struct {
	care *care
	room *careRoom
	form *kit.Form

	kind          *kit.Choice
	amount        *kit.EchoField
	voucher, note *kit.Entry
	where         *kit.Lookup
	day           *dayField
}

func newCosts(c *care) *costs {
	s := &costs{care: c, form: kit.NewForm(), kind: kit.NewChoice(table("cost_kind")), voucher: kit.NewEntry(), note: kit.NewEntry(),
		where: kit.NewLookup(nil), day: newDayField(c.page.shell.Now, false)}
	s.amount = kit.NewReading("128.50", shelter.ParseYuan, yuan)
	g := s.form.Group("")
	g.Add("kind", "哪一种费用", s.kind).Require()
	g.Add("amount", "金额（元）", s.amount).Require()
	g.Beside("voucher", "凭证号", s.voucher).Require()
	g.Add("institution", "付给哪家（从机构通讯录选）", s.where)
	g.Add("day", "哪天支出（空着是今天）", s.day.EchoField)
	g.Beside("note", "说明", s.note)
	s.form.OnSubmit = s.submit
	s.room = c.room(careCosts, "领取和费用", access.Depart, s.form, "记下费用", s.fill)
	s.room.after = true
	return s
}

// begin opens the form for the bill of an absence.
func (s *costs) begin(a shelter.Absence) {
	s.care.goTo(careCosts) // the institutions are offered then
	s.form.Restore(nil)
	s.kind.Choose(hospital)
	if a.Kind == intake.Placed {
		s.kind.Choose(placement)
	}
	s.where.Choose(a.InstitutionID)
	s.form.Refresh()
	s.form.Focus("amount")
}

func (s *costs) submit() {
	p := s.care.page
	one := shelter.Cost{StayID: s.care.stay().ID, Kind: s.kind.Chosen(), Voucher: entered(s.voucher), InstitutionID: s.where.Chosen(), Day: s.day.day(), Note: entered(s.note)}
	one.AmountFen, _ = shelter.ParseYuan(s.amount.Entry().Text) // the domain refuses what is none
	s.care.do(s.form, func(ctx context.Context) (err error) {
		one, err = p.shell.House().RecordCost(ctx, one)
		return err
	}, func() {
		s.form.Restore(nil)
		s.form.Focus("kind")
		var undo func()
		if s.care.may(access.StockSupplies) {
			undo = func() { s.cancel(one.ID, lang.L("撤销")) }
		}
		p.told("费用已记下。", undo)
		kit.Tell("cost", "recorded")
	})
}

// cancel takes a cost back by a counter-entry.
func (s *costs) cancel(id, reason string) {
	p := s.care.page
	s.care.do(nil, func(ctx context.Context) error {
		_, err := p.shell.House().CancelCost(ctx, id, reason)
		return err
	}, func() {
		p.told("已冲销，原来那一笔留着。", nil)
		kit.Tell("cost", "cancelled")
	})
}

// fill shows what was spent with its sums, and under it what was given.
func (s *costs) fill(stay intake.Stay, file shelter.CareFile) {
	p := s.care.page
	s.where.Options = p.institutions()
	issued, fares := p.f.issued[stay.ID], p.f.fares[stay.ID]
	if len(file.Costs)+len(issued)+len(fares) == 0 {
		s.room.add(kit.NewParagraph(lang.L("这次救助没有领过东西，也没有花过钱。医院账单、托养费、车票都在这里记，凭证号不能空，审计逐笔核对。")))
		return
	}
	s.sums(file.Costs, fares)
	if len(issued) > 0 {
		s.room.add(kit.NewLabel(lang.L("领了什么")))
		for _, one := range issued {
			s.room.list.Add(s.issuedLine(stay, one))
		}
	}
	if len(fares) > 0 {
		s.room.add(kit.NewLabel(lang.L("零钱车费")))
		for _, f := range fares {
			s.room.list.Add(oneLine(kit.Joined(f.Number, trace.Code("fare_way", f.Way), kit.SayTime(f.At, p.shell.Now()), p.staff(f.Actor)), yuan(int64(f.AmountFen)), nil))
		}
	}
	if len(file.Costs) > 0 {
		s.room.add(kit.NewLabel(lang.L("花了什么")))
		for _, c := range slices.Backward(file.Costs) {
			s.room.list.Add(s.costLine(c))
		}
	}
}

// sums says what was spent, by kind and together.
func (s *costs) sums(all []shelter.Cost, fares []supply.Fare) {
	byKind, total, order := map[string]int64{}, int64(0), []string(nil)
	for _, c := range all {
		if _, known := byKind[c.Kind]; !known {
			order = append(order, c.Kind)
		}
		byKind[c.Kind] += c.AmountFen
		total += c.AmountFen
	}
	cash := int64(0)
	for _, f := range fares {
		cash += int64(f.AmountFen)
	}
	var parts []string
	for _, kind := range order {
		parts = append(parts, trace.Code("cost_kind", kind)+" "+yuan(byKind[kind]))
	}
	if cash != 0 {
		parts = append(parts, lang.L("零钱车费")+" "+yuan(cash))
	}
	sum := headed(lang.L("这次救助合计 {{.Sum}}元", map[string]any{"Sum": shelter.Yuan(total + cash)}), nil)
	s.room.top.Add(kit.Close(sum, kit.NewParagraph(kit.Joined(parts...))))
}

// oneLine is words, an amount and what may be done about them.
func oneLine(words, amount string, act fyne.CanvasObject) fyne.CanvasObject {
	line, sum := kit.NewText(words), kit.NewText(amount)
	line.Whole = false
	right := kit.Beside(sum)
	if act != nil {
		right.Add(act)
	}
	return container.NewBorder(nil, nil, nil, right, line)
}

func (s *costs) costLine(c shelter.Cost) fyne.CanvasObject {
	p := s.care.page
	mark := ""
	var act fyne.CanvasObject
	switch {
	case c.Cancels != "":
		mark = lang.L("冲销")
	case c.Cancelled:
		mark = lang.L("已冲销")
	case s.care.may(access.StockSupplies):
		act = quiet("冲销", func() {
			kit.AskReason(p.shell.Window().Canvas(), "冲销的原因", "费用不能改，只能冲销：另记一笔负数，合计跟着变。写明为什么。", "冲销", func(reason string) { s.cancel(c.ID, reason) })
		})
	}
	head := oneLine(kit.Joined(trace.Code("cost_kind", c.Kind), p.institution(c.InstitutionID).Name, mark), yuan(c.AmountFen), act)
	more := kit.NewLabel(kit.Joined(marked("凭证 {{.No}}", c.Voucher), kit.SayDay(c.Day.Start(), p.shell.Now()), p.staff(c.Actor), c.Note))
	more.Whole = false
	return kit.Close(head, more)
}

func (s *costs) issuedLine(stay intake.Stay, one supply.Issued) fyne.CanvasObject {
	p := s.care.page
	var back fyne.CanvasObject
	if one.Qty > 0 && s.care.may(access.IssueSupplies) {
		back = quiet("退回", func() { p.open(s.returnPanel(stay, one)) })
	}
	return oneLine(kit.Joined(one.Item.Name, one.Item.Size, kit.SayTime(one.Last, p.shell.Now())), times("", one.Qty, one.Item.Unit), back)
}

// returnPanel takes something back that was handed out.
func (s *costs) returnPanel(stay intake.Stay, one supply.Issued) *panel {
	p := s.care.page
	quantity, reason := kit.NewDigitsEntry(), kit.NewEntry()
	quantity.SetText(strconv.Itoa(one.Qty))
	reason.SetHint(lang.L("离站退回、没有用过"))
	form := kit.NewForm()
	g := form.Group("")
	g.Add("quantity", "退回几件", quantity).Require()
	g.Beside("reason", "说明（不写人名）", reason)
	form.OnSubmit = func() {
		n, _ := strconv.Atoi(quantity.Text) // digits only; what is too long is refused as too many
		p.shell.Work("正在保存…", func(ctx context.Context) error {
			return p.shell.Supplies().Return(ctx, stay.ID, one.Item.ID, n, entered(reason))
		}, func(err error) {
			if err != nil {
				if !form.Fail(err) {
					p.shell.Fail(err)
				}
				return
			}
			p.closePanel()
			p.load(nil)
			p.told("已退回库房。", nil)
			kit.Tell("returned", "item")
		})
	}
	words := kit.NewParagraph(lang.L("退回的放回原来的批次，{{.What}} 名下还有 {{.N}}。", map[string]any{"What": kit.Joined(one.Item.Name, one.Item.Size), "N": strconv.Itoa(one.Qty) + one.Item.Unit}))
	return &panel{content: kit.NewCard("退回物资", nil, container.NewBorder(words, nil, nil, nil, kit.NarrowForm(form))), first: quantity,
		primary: kit.NewPrimary("退回库房", "save", form.Submit)}
}
