package beds

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/printing"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// due is a paper that is signed when somebody has left.
type due struct {
	kind, title string
	number      string // once it was issued
	doc         string
	printed     bool
}

// dueOf are the papers that a way of leaving asks for, in the order in which
// they are signed.
func dueOf(way, institution string, trip *intake.Trip) []string {
	all := map[string][]string{
		"self": {"leave_statement", "departure"}, "kin": {"collect", "departure"}, "ended": {"ending", "departure"}, "station": {"collect", "handover", "departure"},
		"escort": {"escort", "handover", "departure"}, "transfer": {"transfer", "departure"},
	}[way]
	if all == nil {
		all = []string{"departure"}
	}
	if paper := map[string]string{"hospital": "hospital", "police": "police"}[institution]; way == "transfer" && paper != "" {
		all = []string{paper, "departure"}
	}
	if trip != nil {
		all = append([]string{"ticket"}, all...)
	}
	return all
}

// papers stands in place of the board when somebody has left: what is to be
// signed. F9 issues and prints one after another.
type papers struct {
	page   *page
	stay   string
	way    string
	list   []due
	table  *kit.DataTable[due]
	outlet *printout.Outlet
	act    *kit.Button
	busy   bool
}

func (p *page) openPapers(stay, way, institution string, trip *intake.Trip) {
	s := &papers{page: p, stay: stay, way: way}
	for _, kind := range dueOf(way, institution, trip) {
		for _, k := range printing.Kinds() {
			if k.Name == kind {
				s.list = append(s.list, due{kind: kind, title: k.Title})
			}
		}
	}
	s.table = kit.NewDataTable([]kit.Column[due]{
		{ID: "title", Title: lang.L("文书"), Width: 4, Text: func(d due) string { return lang.L(d.title) }},
		{ID: "number", Title: lang.L("文号"), Width: 3, Text: func(d due) string { return d.number }},
		{ID: "state", Title: lang.L("情况"), Width: 2, Text: stateOfPaper},
	})
	s.table.SetRows(s.list)
	s.table.OnOpen = func(d due) { p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay + "/" + d.kind}) }
	s.act = kit.NewPrimary("打印下一份", "print", s.print)
	s.outlet = printout.NewOutlet(p.shell, func() fyne.Focusable { return s.act })
	s.outlet.Enter()
	p.open(&other{content: s.lay(), print: s.print, submit: s.print})
	p.focus(s.act)
}

func stateOfPaper(d due) string {
	switch {
	case d.printed:
		return lang.L("已打印")
	case d.doc != "":
		return lang.L("已出具，没有打印")
	}
	return lang.L("待打印")
}

// leadOf is what is said over the papers.
func leadOf(way string) string {
	switch way {
	case leaveEnded:
		return "已办理离站，床位已空出。请打印终止救助通知书，交给本人。"
	case leaveSelf:
		return "已办理离站，床位已空出。请打印自行离站声明书和离站登记表，当面签字。"
	case leaveEscort:
		return "已登记出发，床位已空出。任务单和交接表由护送人带走，回来后登记交接和返回。"
	}
	return "已办理离站，床位已空出。请打印下面的文书，当面签字。"
}

// next is the first paper that was not printed.
func (s *papers) next() int {
	for i, d := range s.list {
		if !d.printed {
			return i
		}
	}
	return -1
}

// print issues the next paper and sends it to the printer. One that was issued
// and could not be printed is printed, not issued again.
func (s *papers) print() {
	at := s.next()
	copies, ok := s.outlet.Count()
	if at < 0 || !ok || s.busy {
		return
	}
	s.busy = true
	p, d := s.page, s.list[at]
	var pdf []byte
	p.shell.Work("正在出具文书…", func(ctx context.Context) (err error) {
		if d.doc != "" {
			pdf, err = p.shell.Papers().PDF(ctx, d.doc)
			return err
		}
		doc, result, err := p.shell.Papers().Issue(ctx, d.kind, s.stay, nil)
		d.doc, d.number, pdf = doc.ID, doc.Number, result.PDF
		return err
	}, func(err error) {
		s.list[at] = d
		s.table.SetRows(s.list)
		if err != nil {
			s.busy = false
			p.shell.Fail(err)
			return
		}
		sent := false
		s.outlet.Send(pdf, printout.PlainName(d.number), d.kind, copies, func(ctx context.Context) error {
			err := p.shell.Papers().Reprinted(ctx, d.doc, copies)
			sent = err == nil
			return err
		}, func() { s.sent(at, sent) })
	})
}

func (s *papers) sent(at int, sent bool) {
	s.busy = false
	s.list[at].printed = sent
	s.table.SetRows(s.list)
	if s.next() < 0 {
		s.act.SetText(lang.L("都已打印"))
		s.act.Disable()
	}
}

// lay puts the papers under what was done.
func (s *papers) lay() fyne.CanvasObject {
	p := s.page
	left := []fyne.CanvasObject{kit.NewButton("返回床位图", "close", p.backToBoard)}
	if s.way == leaveEscort {
		left = append(left, kit.NewButton("护送任务", "", p.openEscorts))
	}
	foot := kit.Actions(append(left, s.outlet.Parts...), s.act)
	s.outlet.Named = foot.Refresh
	lead := kit.Close(kit.NewParagraph(lang.L(leadOf(s.way))), kit.NewLabel(lang.L("F9 一份接一份打印；Enter 打开文书，补填后再出具。")))
	card := kit.NewCard("离站文书", nil, container.NewBorder(lead, nil, nil, nil, s.table))
	return kit.Page(container.NewBorder(nil, kit.Above(kit.NewRule(true), foot), nil, nil, kit.Margin(kit.Nudge, card)))
}
