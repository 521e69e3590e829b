package printing

import (
	"strconv"
	"strings"

	"guitu/internal/calendar"
	"guitu/tracing"
)

// fillDeparture fills 在站服务及离站登记表. Before somebody has left, its lower
// half is left to the hand.
func fillDeparture(d *draft) (Values, error) {
	s := d.stay
	isContact := func(s tracing.Step) bool { return s.Kind == tracing.PhoneContact }
	v := Values{
		"name": d.name(), "stay_number": s.Number, "arrived_at": moment(s.ArrivedAt), "bed": d.bed,
		"issued": d.handedOut(), "contacts": append(d.kinCalls(), d.contacts(isContact)...),
		"tracing":  d.stepLines(func(s tracing.Step) bool { return !isContact(s) }),
		"medical":  d.extra["medical"],
		"guidance": d.extra["guidance"],
		"left_at":  moment(s.LeftAt), "left_by": CodeWord("leave_kind", s.LeaveKind),
		"clerk": d.actor.Display, "date": calendar.On(d.now).Chinese(),
	}
	if l := s.Leaving; l != nil {
		to := l.Whereto
		if l.Receiver != "" {
			to = joined("，", to, "移交："+l.Receiver)
		}
		v["destination"], v["reason"], v["note"] = to, CodeWord("end_reason", l.Reason), l.Note
		v["ticket"], v["food"] = l.Ticket, l.Food
		v["collector"], v["collector_relation"] = l.Collector, CodeWord("relationship", l.Relation)
		v["collector_id"], v["collector_phone"] = l.CollectorID, l.CollectorPhone
		v["returned"] = d.returned()
	}
	v["signed"] = d.marks["returned"]
	return v, nil
}

func (d *draft) handedOut() [][]string {
	var rows [][]string
	for _, i := range d.supplies {
		rows = append(rows, []string{joined(" ", i.Item.Name, i.Item.Size), dayOf(moment(i.Last)), strconv.Itoa(i.Qty) + i.Item.Unit, ""})
	}
	return rows
}

func (d *draft) contacts(is func(tracing.Step) bool) [][]string {
	var rows [][]string
	for _, s := range d.steps {
		if is(s) {
			rows = append(rows, []string{moment(s.DoneAt), s.Where, joined("；", s.Note, s.RefNo)})
		}
	}
	return rows
}

// stepLines is a line for each step that is wanted.
func (d *draft) stepLines(want func(tracing.Step) bool) string {
	var lines []string
	for _, s := range d.steps {
		if want(s) {
			lines = append(lines, joined("，", moment(s.DoneAt)+" "+s.Kind.Words(), s.RefNo, s.Where, s.Note))
		}
	}
	return strings.Join(lines, "\n")
}

// returned says what became of the belongings; nothing while they are kept.
func (d *draft) returned() []string {
	var differences []string
	any := false
	for _, b := range d.belongings {
		switch {
		case b.Kind == barred:
			continue
		case b.State == "kept":
			return nil
		case b.Note != "":
			differences = append(differences, b.Name+"："+b.Note)
		}
		any = true
	}
	switch {
	case !any:
		return []string{"无寄存物品"}
	case differences != nil:
		return differences
	}
	return []string{"全部归还"}
}
