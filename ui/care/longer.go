package care

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/kit"
)

// longer is 延期与探访: stays that have come to their last day, extensions that
// wait for the head or for their filing, and visits to who is placed.
type longer struct {
	desk
	rows  []longerRow
	table *kit.DataTable[longerRow]
	place *fyne.Container
}

// longerRow is one thing to be done: exactly one of its parts is filled.
type longerRow struct {
	due   *shelter.ExtensionDue // nothing was asked for yet
	asked *shelter.Extension    // waits for the head, or for its filing
	visit *shelter.VisitDue
}

func newLonger(shell Shell) *kit.Room {
	l := &longer{place: container.NewStack()}
	l.table = kit.NewDataTable([]kit.Column[longerRow]{
		{ID: "what", Title: lang.L("事项"), Width: 2.2, Text: longerWhat, Color: l.ink},
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: longerName},
		{ID: "day", Title: lang.L("时间"), Width: 2.8, Text: l.when},
		{ID: "state", Title: lang.L("下一步"), Width: 3.4, Text: longerNext},
	})
	l.table.OnOpen = l.open
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("打印审批表", "print", l.printForm)}, kit.NewPrimary("办理", "", func() {
		if row, ok := l.table.Marked(); ok {
			l.open(row)
		}
	}))
	list := container.NewBorder(kit.SentenceOver("能自理的成年人一般不超过10天；有特殊情况的写明理由，由另一个人审批，报上级备案。托养的人按时探访。"), foot, nil, nil, l.place)
	l.use(shell, l.table.Target(), list, l.reload, "extension", "stay", "care_note", "absence", "setting")
	return l.room(l, map[string]func(){"print": l.printForm})
}

func longerWhat(r longerRow) string {
	switch {
	case r.visit != nil:
		return lang.L("探访")
	case r.due != nil:
		return lang.L("救助期满")
	case r.asked.State == shelter.ExtensionAsked:
		return lang.L("延期待审批")
	}
	return lang.L("延期待备案")
}

func longerName(r longerRow) string {
	switch {
	case r.visit != nil:
		return r.visit.Name
	case r.due != nil:
		return r.due.Name
	}
	return r.asked.Name
}

func (l *longer) when(r longerRow) string {
	switch {
	case r.visit != nil && r.visit.Overdue:
		return "◆ " + lang.L("{{.Day}}前，已过期", map[string]any{"Day": r.visit.Due.String()})
	case r.visit != nil:
		return lang.L("{{.Day}}前", map[string]any{"Day": r.visit.Due.String()})
	case r.due != nil:
		return "◆ " + sayDays(r.due.Resident.Stay.ArrivedAt, l.shell.Now())
	}
	return lang.L("申请延到{{.Day}}", map[string]any{"Day": calendar.On(r.asked.Until).String()})
}

func longerNext(r longerRow) string {
	switch {
	case r.visit != nil && r.visit.Last.IsZero():
		return lang.L("还没有探访过")
	case r.visit != nil:
		return lang.L("上次{{.Day}}", map[string]any{"Day": calendar.On(r.visit.Last).String()})
	case r.due != nil:
		return lang.L("离站，或写明理由申请延期")
	case r.asked.State == shelter.ExtensionAsked:
		return lang.L("由另一个人审批")
	}
	return lang.L("报上级民政部门备案，填文号和日期")
}

func (l *longer) ink(r longerRow) fyne.ThemeColorName {
	if r.due != nil || r.visit != nil && r.visit.Overdue {
		return kit.Overdue
	}
	return kit.Soon
}

func (l *longer) reload() {
	var rows []longerRow
	l.read(func(ctx context.Context) error {
		house := l.shell.House()
		due, err := house.ExtensionsDue(ctx)
		if err != nil {
			return err
		}
		for _, d := range due {
			if d.Asked == nil {
				rows = append(rows, longerRow{due: &d})
			}
		}
		open, err := house.OpenExtensions(ctx)
		if err != nil {
			return err
		}
		for _, e := range open {
			rows = append(rows, longerRow{asked: &e})
		}
		visits, err := house.VisitsDue(ctx)
		for _, v := range visits {
			rows = append(rows, longerRow{visit: &v})
		}
		return err
	}, func() {
		_, had := l.table.Marked()
		l.rows = rows
		l.table.SetRows(rows)
		l.place.Objects = []fyne.CanvasObject{l.table}
		if len(rows) == 0 {
			l.place.Objects = []fyne.CanvasObject{kit.NewEmpty("care", "没有到期的延期和探访。满10天的人会自己出现在这里。", nil)}
		}
		l.place.Refresh()
		if !had && len(rows) > 0 {
			l.table.PutCursor(0)
		}
	})
}

// open opens the form for what is to be done next.
func (l *longer) open(r longerRow) {
	switch {
	case r.visit != nil:
		l.openVisit(*r.visit)
	case r.due != nil:
		l.ask(*r.due)
	case r.asked.State == shelter.ExtensionAsked:
		l.decide(*r.asked)
	default:
		l.file(*r.asked)
	}
}

// usualDays is for how many more days one asks, where nothing else is typed.
const usualDays = 10

func (l *longer) ask(d shelter.ExtensionDue) {
	until, reason := newDay(), kit.NewParagraphEntry(4)
	until.Entry().SetText(calendar.On(l.shell.Now()).AddDays(usualDays).String())
	form := kit.NewForm()
	group := form.Group("")
	group.Add("reason", "特殊情况（报备案时要写）", reason).Require()
	group.Add("until", "延长到哪一天（含当天）", until).Require()
	form.OnSubmit = func() {
		end, why := day(until).At(23, 59), strings.TrimSpace(reason.Text)
		l.Save(form, func(ctx context.Context) error {
			_, err := l.shell.House().AskExtension(ctx, d.Resident.Stay.ID, end, why)
			return err
		}, func() {
			kit.Tell("extension", "asked")
			l.saved("延期申请已提交，等另一个人审批。")()
		})
	}
	l.Open(kit.Joined(lang.L("申请延期"), d.Name, sayDays(d.Resident.Stay.ArrivedAt, l.shell.Now())), "", form)
	l.Resume("ask " + d.Resident.Stay.ID)
}

func (l *longer) decide(e shelter.Extension) {
	if !l.shell.Session().Can(access.EditRules) {
		l.shell.Toast(kit.Toast{Text: "延期由站长审批。您可以按 F9 打印审批表。", Kind: kit.Info})
		return
	}
	verdict := kit.NewChoice([]kit.Option{{Key: "yes", Text: lang.L("同意")}, {Key: "no", Text: lang.L("不同意")}})
	decision := kit.NewParagraphEntry(3)
	form := kit.NewForm()
	group := form.Group("")
	group.AddPlain(kit.NewParagraph(lang.L("理由：{{.Reason}}", map[string]any{"Reason": e.Reason})))
	group.AddPlain(kit.NewParagraph(lang.L("申请延到{{.Day}}", map[string]any{"Day": calendar.On(e.Until).String()})))
	group.Add("verdict", "审批意见", verdict).Require()
	group.Add("decision", "说明（不同意时必须写）", decision)
	form.OnSubmit = func() {
		approve, words := verdict.Chosen() == "yes", decision.Text
		l.Save(form, func(ctx context.Context) error {
			_, err := l.shell.House().DecideExtension(ctx, e.ID, approve, words)
			return err
		}, func() {
			kit.Tell("extension", "decided")
			if approve {
				l.saved("已同意延期，请报上级民政部门备案。")()
			} else {
				l.saved("已记下不同意，请安排离站。")()
			}
		})
	}
	l.Open(kit.Joined(lang.L("审批延期"), e.Name), "", form)
	l.Resume("decide " + e.ID)
}

func (l *longer) file(e shelter.Extension) {
	number, when := kit.NewEntry(), newDay()
	when.Entry().SetText(calendar.On(l.shell.Now()).String())
	form := kit.NewForm()
	group := form.Group("")
	group.Add("number", "备案文号", number)
	group.Beside("day", "备案日期", when).Require()
	form.OnSubmit = func() {
		on, text := day(when), number.Text
		l.Save(form, func(ctx context.Context) error { return l.shell.House().FileExtension(ctx, e.ID, on, text) }, func() {
			kit.Tell("extension", "filed")
			l.saved("备案已登记。")()
		})
	}
	l.Open(kit.Joined(lang.L("登记备案"), e.Name), "", form)
	l.Resume("file " + e.ID)
}

func (l *longer) openVisit(v shelter.VisitDue) {
	at, with, text := kit.NewTimeField(l.shell.Now), kit.NewEntry(), kit.NewParagraphEntry(4)
	form := kit.NewForm()
	group := form.Group("")
	group.Add("text", "看到什么：吃住、身体、精神、照料，本人怎么说", text).Require()
	group.Add("at", "探访时间（空着是现在）", at)
	group.Beside("with", "同去的人", with)
	form.OnSubmit = func() {
		n := shelter.CareNote{StayID: v.Absence.StayID, Kind: shelter.NoteVisit, Noted: shelter.Noted{Text: strings.TrimSpace(text.Text), With: strings.TrimSpace(with.Text)}}
		if moment, ok := at.Time(); ok {
			n.At = moment
		}
		l.Save(form, func(ctx context.Context) error {
			_, err := l.shell.House().RecordNote(ctx, n)
			return err
		}, func() {
			kit.Tell("visit", "recorded")
			l.saved("探访已记下，下次到期会再提醒。")()
		})
	}
	l.Open(kit.Joined(lang.L("记探访"), v.Name), "", form)
	l.Resume("visit " + v.Absence.ID)
}

// printForm prints the form of the extension with the cursor.
func (l *longer) printForm() {
	row, ok := l.table.Marked()
	if !ok || row.asked == nil {
		l.shell.Toast(kit.Toast{Text: "先选一份延期申请，再打印审批表。", Kind: kit.Info})
		return
	}
	e := *row.asked
	l.print("延期救助审批表", "extension", func(ctx context.Context) (printing.Result, error) {
		return l.shell.Papers().ExtensionPDF(ctx, e)
	})
}
