package person

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// careLines are the care of a stay in the timeline.
func (p *page) careLines(stayID string) []line {
	file := p.f.care[stayID]
	open := func(key string) func() {
		return func() { p.goCare(stayID, key) }
	}
	all := p.noteLines(file, open(careNotes))
	all = append(all, p.medicineLines(file, open(careMedicines))...)
	for _, d := range file.Diets {
		all = append(all, line{at: d.At, what: lang.L("饮食"), more: dietWords(d), by: p.staff(d.Actor), kind: kindCare, open: open(careDiet)})
	}
	all = append(all, p.awayLines(file, open(careAway))...)
	all = append(all, p.extensionLines(file, open(careExtension))...)
	all = append(all, p.settlementLines(file, open(careSettlement))...)
	return append(all, p.costLines(stayID, file, open(careCosts))...)
}

// goCare opens a room of the care of a stay.
func (p *page) goCare(stayID, key string) {
	p.care.stayID = stayID
	p.care.goTo(key)
	p.goTab(tabCare)
	p.care.show()
	p.focus(p.tabs)
}

func (p *page) noteLines(file shelter.CareFile, open func()) (all []line) {
	for _, n := range file.Notes {
		l := line{at: n.At, what: noteKind(n.Kind), more: noteWords(n), by: p.staff(n.Actor), kind: kindCare, open: open}
		switch {
		case n.Corrected:
			l.what, l.ink = kit.Joined(l.what, lang.L("已更正")), kit.Faint
		case n.Kind == shelter.NoteIncident:
			l.ink = kit.Soon
		}
		all = append(all, l)
	}
	return all
}

func (p *page) medicineLines(file shelter.CareFile, open func()) (all []line) {
	for _, m := range file.Medicines {
		all = append(all, line{at: m.Ordered, what: lang.L("开始用药"), more: kit.Joined(m.What, medicineWords(m)), by: p.staff(m.Actor), kind: kindMedicine, open: open})
		if !m.StoppedAt.IsZero() {
			all = append(all, line{at: m.StoppedAt, what: lang.L("停药"), more: m.What, by: p.staff(m.StoppedBy), kind: kindMedicine, open: open})
		}
	}
	return all
}

func (p *page) awayLines(file shelter.CareFile, open func()) (all []line) {
	for _, a := range file.Absences {
		where := p.institution(a.InstitutionID).Name
		all = append(all, line{at: a.From, what: awayWord(a.Kind), more: kit.Joined(where, heldWord(a)), by: p.staff(a.Actor), kind: kindAway, ink: kit.Soon, open: open})
		if !a.To.IsZero() {
			all = append(all, line{at: a.To, what: lang.L("结束{{.What}}", map[string]any{"What": awayWord(a.Kind)}), more: where,
				by: p.doer(at(a.To, "stay.back", "stay.hospital", "stay.placed", "depart")), kind: kindAway, open: open})
		}
	}
	return all
}

func (p *page) extensionLines(file shelter.CareFile, open func()) (all []line) {
	for _, e := range file.Extensions {
		until := lang.L("延长到 {{.When}}", map[string]any{"When": kit.SayDay(e.Until, p.shell.Now())})
		all = append(all, line{at: e.Asked, what: lang.L("申请延期"), more: kit.Joined(until, e.Reason), by: p.staff(e.AskedBy), kind: kindExtension, open: open})
		if !e.Decided.IsZero() {
			look := extensionWords[e.State]
			all = append(all, line{at: e.Decided, what: kit.Joined(lang.L("延期"), lang.L(look.Word)), more: kit.Joined(until, e.Decision),
				by: p.staff(e.DecidedBy), kind: kindExtension, ink: look.Color, open: open})
		}
	}
	return all
}

func (p *page) settlementLines(file shelter.CareFile, open func()) (all []line) {
	for _, c := range file.Procedures {
		what := procedureWord(c.Kind)
		all = append(all, line{at: c.Opened, what: what, more: lang.L("启动"), by: p.staff(c.OpenedBy), kind: kindExtension, open: open})
		for _, s := range c.Steps {
			if !s.Done.IsZero() {
				all = append(all, line{at: s.Done, what: what, more: kit.Joined(lang.L(s.Text), s.Note), by: p.staff(s.Actor), kind: kindExtension, open: open})
			}
		}
		if !c.Closed.IsZero() {
			all = append(all, line{at: c.Closed, what: what, more: kit.Joined(lang.L("已办结"), outcomeWord(c.Outcome)), by: p.staff(c.ClosedBy), kind: kindExtension, open: open})
		}
	}
	return all
}

func (p *page) costLines(stayID string, file shelter.CareFile, open func()) (all []line) {
	for _, c := range file.Costs {
		l := line{at: c.Recorded, what: lang.L("费用"), by: p.staff(c.Actor), kind: kindCosts, open: open,
			more: kit.Joined(trace.Code("cost_kind", c.Kind), yuan(c.AmountFen), p.institution(c.InstitutionID).Name, marked("凭证 {{.No}}", c.Voucher), c.Note)}
		if c.Cancels != "" || c.Cancelled {
			l.what, l.ink = lang.L("费用（冲销）"), fyne.ThemeColorName(kit.Faint)
		}
		all = append(all, l)
	}
	for _, f := range p.f.fares[stayID] {
		all = append(all, line{at: f.At, what: lang.L("零钱车费"), more: kit.Joined(yuan(int64(f.AmountFen)), trace.Code("fare_way", f.Way), f.Number),
			by: p.staff(f.Actor), kind: kindCosts, open: open})
	}
	return all
}
