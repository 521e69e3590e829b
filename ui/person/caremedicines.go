package person

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// medicines is what somebody takes, and the form of one more.
type medicines struct {
	care *care
	room *careRoom
	form *kit.Form

	what, dose, rules, prescribed *kit.Entry
	times                         *kit.EchoField
	from, to                      *dayField
	by                            *kit.Choice
}

// shownDoses is how many doses stand under a medicine.
const shownDoses = 6

func newMedicines(c *care) *medicines {
	now := c.page.shell.Now
	m := &medicines{care: c, form: kit.NewForm(), what: kit.NewEntry(), dose: kit.NewEntry(), rules: kit.NewEntry(), prescribed: kit.NewEntry(),
		times: newTimesField(), from: newDayField(now, true), to: newDayField(now, true), by: kit.NewChoice(table("medicine_by"))}
	m.dose.SetHint(lang.L("1片"))
	m.rules.SetHint(lang.L("饭后"))
	g := m.form.Group("")
	g.Add("what", "药名", m.what).Require()
	g.Beside("dose", "每次用量", m.dose).Require()
	g.Add("times", "每天什么时候", m.times)
	g.Add("from", "从哪天（空着是今天）", m.from.EchoField)
	g.Beside("to", "到哪天（空着是停药为止）", m.to.EchoField)
	g.Add("given_by", "谁给药", m.by).Require()
	g.Add("rules", "注意", m.rules)
	g.Beside("prescribed", "谁开的", m.prescribed)
	m.form.OnSubmit = m.submit
	m.room = c.room(careMedicines, "用药", access.Register, m.form, "开始用药", m.fill)
	m.clear()
	return m
}

func (m *medicines) clear() {
	m.form.Restore(nil)
	m.by.Choose("staff")
	m.form.Refresh()
}

func (m *medicines) submit() {
	times, err := readTimes(m.times.Entry().Text)
	if err != nil {
		return // stands at the field
	}
	one := shelter.MedicineOrder{StayID: m.care.stay().ID, From: m.from.day(), To: m.to.day(),
		Medicine: shelter.Medicine{What: entered(m.what), Dose: entered(m.dose), Times: times, GivenBy: m.by.Chosen(), Rules: entered(m.rules), Prescribed: entered(m.prescribed)}}
	m.order(one, func() {
		m.clear()
		m.form.Focus("what")
	})
}

// order begins a medicine; undo stops it.
func (m *medicines) order(one shelter.MedicineOrder, done func()) {
	p := m.care.page
	m.care.do(m.form, func(ctx context.Context) (err error) {
		one, err = p.shell.House().OrderMedicine(ctx, one)
		return err
	}, func() {
		done()
		p.told("已排入发药单。", func() { m.stop(one, lang.L("撤销")) })
		kit.Tell("medicine", "ordered")
	})
}

// stop ends a medicine; undo begins it anew.
func (m *medicines) stop(one shelter.MedicineOrder, reason string) {
	p := m.care.page
	m.care.do(nil, func(ctx context.Context) error { return p.shell.House().StopMedicine(ctx, one.ID, reason) }, func() {
		again := shelter.MedicineOrder{StayID: one.StayID, To: one.To, Medicine: one.Medicine}
		p.told("已停药，发药单上不再有这一种。", func() { m.order(again, func() {}) })
		kit.Tell("medicine", "stopped")
	})
}

func (m *medicines) askStop(one shelter.MedicineOrder) {
	kit.AskReason(m.care.page.shell.Window().Canvas(), "停药的原因", "写明为什么停：疗程已完、医嘱改药、本人拒服。停药以后发药单上不再有这一种。", "停药",
		func(reason string) { m.stop(one, reason) })
}

// fill lists the medicines, those that are taken now first.
func (m *medicines) fill(_ intake.Stay, file shelter.CareFile) {
	if len(file.Medicines) == 0 {
		m.room.add(kit.NewParagraph(lang.L("没有用药。登记药名、用量和时间以后，发药单上到点就有这一次；空着时间的是需要时服用。")))
		return
	}
	all := slices.Clone(file.Medicines)
	slices.Reverse(all)
	today := calendar.On(m.care.page.shell.Now())
	slices.SortStableFunc(all, func(a, b shelter.MedicineOrder) int { return ended(a, today) - ended(b, today) })
	for _, one := range all {
		m.room.add(m.block(one, file.Doses))
	}
}

// ended is 1 for a medicine that is not taken any more.
func ended(m shelter.MedicineOrder, today calendar.Date) int {
	if !m.StoppedAt.IsZero() || !m.To.IsZero() && m.To.Before(today) {
		return 1
	}
	return 0
}

func (m *medicines) block(one shelter.MedicineOrder, doses []shelter.Dose) fyne.CanvasObject {
	p := m.care.page
	today := calendar.On(p.shell.Now())
	state := kit.NewChip(kit.Disc, lang.L("在用"), kit.Accent)
	switch {
	case !one.StoppedAt.IsZero():
		state.Set(kit.Cross, lang.L("已停"), kit.Faint)
	case ended(one, today) == 1:
		state.Set(kit.Square, lang.L("已用完"), kit.Faint)
	case one.From.After(today):
		state.Set(kit.Ring0, lang.L("未开始"), kit.Info)
	}
	right := kit.Beside(state)
	if ended(one, today) == 0 && m.room.writable() {
		right.Add(quiet("停药", func() { m.askStop(one) }))
	}
	lines := kit.Close(headed(one.What, right), kit.NewParagraph(medicineWords(one)),
		kit.NewLabel(kit.Joined(p.span(one), trace.Code("medicine_by", one.GivenBy), one.Prescribed, p.staff(one.Actor))))
	shown := 0
	for _, d := range doses {
		if d.OrderID != one.ID {
			continue
		}
		if shown++; shown > shownDoses {
			continue
		}
		lines.Add(m.given(d))
	}
	if shown > shownDoses {
		lines.Add(kit.NewLabel(lang.L("更早的还有{{.N}}次", map[string]any{"N": shown - shownDoses})))
	}
	return lines
}

// span says from which day to which a medicine is taken.
func (p *page) span(m shelter.MedicineOrder) string {
	now := p.shell.Now()
	words := lang.L("从 {{.When}}", map[string]any{"When": kit.SayDay(m.From.Start(), now)})
	switch {
	case !m.StoppedAt.IsZero():
		words = kit.Joined(words, lang.L("停于 {{.When}}（{{.Who}}）", map[string]any{"When": kit.SayTime(m.StoppedAt, now), "Who": p.staff(m.StoppedBy)}))
	case !m.To.IsZero():
		words = kit.Joined(words, lang.L("到 {{.When}}", map[string]any{"When": kit.SayDay(m.To.Start(), now)}))
	}
	return words
}

// given is a line of a dose that was given, refused or missed.
func (m *medicines) given(d shelter.Dose) fyne.CanvasObject {
	p := m.care.page
	line := kit.NewLabel(kit.Joined(kit.SayTime(d.Due, p.shell.Now()), lang.L(outcomeWords[d.Outcome]), d.Note, p.staff(d.Actor)))
	line.Whole = false
	if d.Outcome != shelter.DoseGiven {
		line.Paint("▲ "+line.Content, kit.Soon)
	}
	return line
}
