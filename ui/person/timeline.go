package person

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// line is one thing that happened, or that is kept: when, what, more about
// it, and by whom.
type line struct {
	at         time.Time
	what, more string
	by         string
	ink        fyne.ThemeColorName // of what; empty for that of text
	kind       eventKind           // which chip of the timeline shows it
	open       func()              // what Enter opens, nil for nothing
}

// table shows lines, the newest first; empty teaches where there are none.
func (p *page) table(lines []line, what, more string, empty fyne.CanvasObject) fyne.CanvasObject {
	if len(lines) == 0 {
		return empty
	}
	return p.lines(lines, what, more)
}

// lines is the table of at least one line.
func (p *page) lines(lines []line, what, more string) *kit.DataTable[line] {
	slices.SortStableFunc(lines, func(a, b line) int { return b.at.Compare(a.at) })
	now := p.shell.Now()
	t := kit.NewDataTable([]kit.Column[line]{
		{ID: "at", Title: lang.L("时间"), Width: 0.17, Text: func(l line) string { return kit.SayTime(l.at, now) },
			Compare: func(a, b line) int { return a.at.Compare(b.at) }},
		{ID: "what", Title: lang.L(what), Width: 0.2, Text: func(l line) string { return l.what },
			Color: func(l line) fyne.ThemeColorName { return cmp.Or(l.ink, kit.Ink) }},
		{ID: "more", Title: lang.L(more), Width: 0.5, Text: func(l line) string { return l.more }},
		{ID: "by", Title: lang.L("经办"), Width: 0.13, Text: func(l line) string { return l.by }},
	})
	t.OnOpen = func(l line) {
		if l.open != nil {
			l.open()
		}
	}
	t.SetRows(lines)
	p.inner = t.Target()
	return t
}

func (p *page) staff(account string) string { return p.f.file.Staff[account] }

// doer is who did an act, as the audit chain has it; empty where it lies
// further back than the file shows.
func (p *page) doer(is func(access.Record) bool) string {
	for _, act := range p.f.file.Acts { // the newest first
		if is(act) {
			return p.staff(act.Actor)
		}
	}
	return ""
}

// did is a test for an act upon a row.
func did(target string, actions ...string) func(access.Record) bool {
	return func(r access.Record) bool { return r.Target == target && slices.Contains(actions, r.Action) }
}

// at is a test for an act that wrote its row at a moment.
func at(moment time.Time, actions ...string) func(access.Record) bool {
	return func(r access.Record) bool {
		return slices.Contains(actions, r.Action) && r.At.Sub(moment).Abs() < time.Second
	}
}

// of marks lines as events of a kind.
func of(kind eventKind, lines []line) []line {
	for i := range lines {
		lines[i].kind = kind
	}
	return lines
}

func (p *page) happened() []line {
	var all []line
	for _, s := range p.f.file.Stays {
		all = append(all, of(kindStay, p.stayLines(s))...)
		all = append(all, of(kindPapers, p.signatureLines(s.ID))...)
		all = append(all, of(kindTracing, p.inquiryLines(s.ID))...)
		all = append(all, p.careLines(s.ID)...)
	}
	all = append(all, p.otherLines()...)
	all = append(all, p.apartLines()...)
	for _, t := range p.f.takes {
		bed := "bed/" + t.BedID
		open := func() { p.shell.Go(kit.Route{Name: kit.RouteBeds, ID: bed}) }
		all = append(all, line{at: t.From, what: lang.L("入住床位"), more: kit.Joined(p.f.beds[t.BedID], t.Reason), by: p.staff(t.Actor), kind: kindBed, open: open})
		if !t.To.IsZero() {
			all = append(all, line{at: t.To, what: lang.L("离开床位"), more: p.f.beds[t.BedID], by: p.doer(at(t.To, "bed.free", "bed.move", "depart", "stay.hospital", "stay.placed")), kind: kindBed, open: open})
		}
	}
	all = append(all, of(kindThings, p.thingLines())...)
	all = append(all, of(kindPapers, p.paperLines())...)
	for _, s := range p.f.steps {
		all = append(all, of(kindTracing, []line{p.stepLine(s)})...)
	}
	for _, photo := range p.f.file.Photos {
		all = append(all, line{at: photo.TakenAt, what: lang.L("照片"), kind: kindTracing, more: trace.Code("photo_kind", photo.Kind),
			by: cmp.Or(p.doer(did(photo.ID, "photo.add")), p.doer(did(photo.StayID, "register", "refuse"))), open: func() { p.photos.enlarge(photo) }})
	}
	return all
}

func (p *page) stayLines(s intake.Stay) []line {
	papers := func() { p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: s.ID}) }
	if s.State == intake.Refused {
		reason := ""
		if s.Refusal != nil {
			reason = trace.Code("refusal_reason", s.Refusal.Reason)
		}
		return []line{{at: s.ArrivedAt, what: lang.L("不予救助"), more: reason, by: p.doer(did(s.ID, "refuse")), ink: kit.Overdue, open: papers}}
	}
	all := []line{{at: s.ArrivedAt, what: lang.L("来站"), by: p.doer(did(s.ID, "register")), ink: kit.Accent, open: papers,
		more: kit.Joined(s.Number, trace.Code("came_by", s.CameBy), s.BroughtUnit, s.FoundPlace, trace.Code("reason", s.Reason))}}
	if !s.LeftAt.IsZero() {
		more := kit.Joined(trace.Code("leave_kind", s.LeaveKind))
		if s.Leaving != nil {
			more = kit.Joined(more, s.Leaving.Whereto, s.Leaving.Receiver, s.Leaving.Collector)
		}
		all = append(all, line{at: s.LeftAt, what: lang.L("离站"), more: more, by: p.doer(did(s.ID, "depart")), ink: kit.Accent, open: papers})
	}
	return all
}

// things are what is kept for the person and what they were given.
func (p *page) things() fyne.CanvasObject {
	stay := p.f.stay()
	var give *kit.Button
	if stay.State.Open() && p.can(access.IssueSupplies) {
		give = kit.NewButton("发放物资", "", func() { p.shell.Go(kit.Route{Name: kit.RouteSupplies, ID: stay.ID}) })
	}
	empty := kit.NewEmpty("bag", "没有寄存物品，也没有领过物资。", give)
	table := p.table(p.thingLines(), "物品", "内容", empty)
	if give == nil || table == empty {
		return table
	}
	return container.NewBorder(container.NewHBox(give), nil, nil, nil, table)
}

func (p *page) thingLines() []line {
	var all []line
	for stay, things := range p.f.file.Belongings {
		papers := func() { p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay + "/belongings"}) }
		for _, b := range things {
			more := kit.Joined(times(b.Name, b.Quantity, ""), b.Features, money(b.CashFen), marked("封条 {{.No}}", b.Bag), marked("柜 {{.No}}", b.Cabinet))
			all = append(all, line{at: b.KeptAt, what: lang.L("寄存物品"), more: more, by: p.doer(did(stay, "register")), open: papers})
			if !b.ReturnedAt.IsZero() {
				word := "退还物品"
				if b.State == "handed_over" {
					word = "转交物品"
				}
				all = append(all, line{at: b.ReturnedAt, what: lang.L(word), more: kit.Joined(times(b.Name, b.Quantity, ""), b.Note),
					by: p.doer(did(stay, "depart")), open: papers})
			}
		}
	}
	for _, s := range p.f.file.Stays {
		all = append(all, p.issuedLines(s.ID)...)
	}
	slices.SortStableFunc(all, func(a, b line) int { return strings.Compare(a.more, b.more) }) // maps have no order
	return all
}

// issuedLines are what was handed out in a stay.
func (p *page) issuedLines(stayID string) (all []line) {
	for _, i := range p.f.issued[stayID] {
		all = append(all, line{at: i.Last, what: lang.L("领取物资"), more: times(kit.Joined(i.Item.Name, i.Item.Size), i.Qty, i.Item.Unit),
			by: p.doer(at(i.Last, "supply.issue")), open: func() { p.shell.Go(kit.Route{Name: kit.RouteSupplies, ID: stayID}) }})
	}
	return all
}

// times says how many of something: 床单 ×1条.
func times(what string, n int, unit string) string {
	if n == 0 {
		return what
	}
	return strings.TrimSpace(what + " ×" + strconv.Itoa(n) + unit)
}

func money(fen int64) string {
	if fen == 0 {
		return ""
	}
	return lang.L("现金 {{.Sum}}元", map[string]any{"Sum": strconv.FormatInt(fen/100, 10) + "." + strconv.FormatInt(fen%100+100, 10)[1:]})
}

func marked(text, no string) string {
	if no == "" {
		return ""
	}
	return lang.L(text, map[string]any{"No": no})
}

// papers are the papers that were issued; Enter opens one to print it again.
func (p *page) papers() fyne.CanvasObject {
	stay := p.f.stay()
	var open *kit.Button
	if stay.ID != "" {
		open = kit.NewButton("去出具文书", "print", p.print)
	}
	return p.table(p.paperLines(), "文书", "编号", kit.NewEmpty("papers", "还没有出具过文书。登记表、公告、移交单都从这里重印。", open))
}

func (p *page) paperLines() []line {
	var all []line
	for _, d := range p.f.documents {
		l := line{at: d.IssuedAt, what: lang.L(d.Title()), more: d.Number, by: p.staff(d.Actor),
			open: func() { p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: d.StayID + "/" + d.Kind}) }}
		if d.State == printing.Void {
			l.more, l.ink = kit.Joined(d.Number, lang.L("已作废")), kit.Faint
		}
		all = append(all, l)
	}
	return all
}

// tracing is how far the search for the family has come.
func (p *page) tracing() fyne.CanvasObject {
	stay := p.f.stay()
	goCase := func() { p.shell.Go(kit.Route{Name: kit.RouteCase, ID: stay.ID}) }
	state := trace.StateChip(tracing.StateIn(stay.ArrivedAt, p.f.steps))
	left := kit.Beside(kit.NewLabel(lang.L("寻亲进展")), kit.NewChip(state.Shape, state.Word, state.Color))
	var right fyne.CanvasObject
	if p.can(access.Trace) && stay.ID != "" {
		right = kit.NewButton("打开个案", "", goCase)
	}
	clocks := kit.Close()
	for i, d := range p.f.due {
		clocks.Add(trace.ClockLine(d.Deadline, p.shell.Now(), i == len(p.f.due)-1, nil))
	}
	if len(p.f.due) == 0 {
		clocks.Add(kit.NewParagraph(lang.L("没有正在走的时限。")))
	}
	var lines []line
	for _, s := range p.f.steps {
		lines = append(lines, p.stepLine(s))
	}
	log := p.table(lines, "做了哪一步", "内容", kit.NewEmpty("trace", "还没有寻亲记录。", nil))
	top := kit.Groups(container.NewBorder(nil, nil, left, right), kit.NewRule(true))
	return container.NewBorder(top, nil, nil, nil, container.New(parts{aThird}, container.NewVScroll(kit.Margin(kit.Nudge, clocks)), log))
}

func (p *page) stepLine(s tracing.Step) line {
	l := line{at: s.DoneAt, what: lang.L(s.Kind.Words()), more: kit.Joined(s.Note, s.RefNo, s.Where), by: p.staff(s.Actor)}
	if !s.Counts() {
		l.what, l.ink = lang.L("{{.Kind}}（已撤回）", map[string]any{"Kind": lang.L(s.Kind.Words())}), kit.Faint
	}
	if p.can(access.Trace) {
		l.open = func() { p.shell.Go(kit.Route{Name: kit.RouteCase, ID: p.f.stay().ID}) }
	}
	return l
}
