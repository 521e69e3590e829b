package trace

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/tracing"
	"guitu/ui/kit"
)

// reportPage is one report of a family: what they say at the left, who it may
// be at the right.
//
// Nothing is lost: as soon as there is a way to reach the family and one thing
// to know the missing person by, the report has its number, and from then on
// each field is kept, sealed, when it is left.
type reportPage struct {
	shell   Shell
	id      string // empty until the report has its number
	content *fyne.Container
	whole   fyne.CanvasObject
	body    *fyne.Container // the two columns, or what is compared
	columns fyne.CanvasObject
	foot    *fyne.Container // the actions of the page, or of what is compared
	actions fyne.CanvasObject

	title   *kit.Text
	state   *kit.Text
	chip    *kit.Chip
	left    *fyne.Container
	fields  *reportForm
	scroll  fyne.CanvasObject
	leads   *leads
	turn    *kit.Button // 办结 or 重新打开
	primary *kit.Button

	report tracing.Report
	kept   tracing.Account // as the fields stood when they were last kept
	loaded bool
	saving bool
	again  []func() // what is to be done when the saving that runs has ended
	stop   func()
}

// NewReport returns the page of a family's report; an empty id begins one.
func NewReport(shell Shell, id string) kit.View {
	p := &reportPage{shell: shell, id: id, title: kit.NewTitle(""), state: kit.NewText(""), chip: kit.NewChip(kit.Ring0, "", kit.Faint)}
	p.state.Whole, p.state.Color = false, kit.Faint
	p.fields = newReportForm(shell.Now)
	p.leads = newLeads(p)
	p.fields.name.OnDown = p.leads.enter
	p.fields.form.OnChange = func(string) { p.leads.look() }
	p.fields.form.OnDraft = func(string, string) { p.keep(nil) }
	p.fields.form.OnSubmit = p.submit
	back := kit.NewButton("‹ 走失登记", "", p.toList)
	p.turn = kit.NewButton("办结…", "", p.askClose)
	p.primary = kit.NewPrimary("保存并返回", "save", p.fields.form.Submit)
	head := container.NewBorder(nil, nil, kit.Beside(back, p.title), container.NewCenter(p.chip), kit.Margin(kit.Inside, p.state))
	p.scroll = p.fields.form.Scroll()
	p.left = container.NewStack(p.scroll)
	p.columns = container.New(reportColumns{}, kit.NewCard("", nil, p.left), kit.NewCard("可能是谁", nil, p.leads.content))
	p.body = container.NewStack(p.columns)
	p.actions = kit.Actions([]fyne.CanvasObject{p.turn}, p.primary)
	p.foot = container.NewStack(p.actions)
	p.whole = kit.Page(container.New(sandwich{}, head, p.body, p.foot))
	p.content = container.NewStack(p.whole)
	return p
}

// reportColumns gives the form the larger share.
type reportColumns struct{}

const formShare = 0.58

func (reportColumns) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), kit.Size(kit.Popup)/2)
}

func (reportColumns) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Inside)
	left := (size.Width - gap) * formShare
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-gap-left, size.Height))
}

func (p *reportPage) Content() fyne.CanvasObject { return p.content }

func (p *reportPage) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(func(tables map[string]bool) {
			if tables["person"] || tables["stay"] || tables["directory"] || tables["report"] {
				p.leads.look()
			}
		})
	}
	switch {
	case p.loaded:
		p.leads.look()
		p.fields.form.Focus("")
	case p.id == "":
		p.loaded = true
		p.show()
		p.fields.form.Focus("")
	default:
		p.open()
	}
}

// Leave keeps what is typed. What cannot be kept yet waits in the page, and is
// said to.
func (p *reportPage) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if !p.loaded || p.closed() {
		return
	}
	now := p.fields.read()
	if p.id == "" && !enough(now) && !reflect.DeepEqual(now, tracing.Account{}) {
		p.shell.Toast(kit.Toast{Text: "走失登记还没有保存：报告人和走失人各要填一项。按 Alt+← 回来接着填。", Kind: kit.Soon})
		return
	}
	p.keep(nil)
}

func (p *reportPage) Do(id string) bool {
	switch {
	case !p.loaded:
		return false
	case id == "save" && !p.comparing() && !p.closed():
		p.fields.form.Submit()
	case id == "close" && p.comparing():
		p.back()
	default:
		return false
	}
	return true
}

func (p *reportPage) closed() bool { return p.report.State == tracing.ReportClosed }

func (p *reportPage) toList() { p.shell.Go(kit.Route{Name: kit.RouteReports}) }

// open reads the report; that it was opened is on record.
func (p *reportPage) open() {
	var r tracing.Report
	p.shell.Work("正在打开走失登记…", func(ctx context.Context) (err error) {
		r, err = p.shell.Tracing().Report(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.loaded = true
		p.take(r)
		p.show()
		p.fields.form.Focus("")
		kit.Tell("ready", "report")
	})
}

// refuse says why the report does not open, in its place.
func (p *reportPage) refuse(err error) {
	back := kit.NewButton("返回", "back", p.shell.Back)
	p.content.Objects = []fyne.CanvasObject{kit.NewEmpty("lock", kit.Say(err), back)}
	p.content.Refresh()
	p.shell.Window().Canvas().Focus(back)
}

// take makes r the report that is shown.
func (p *reportPage) take(r tracing.Report) {
	p.report, p.id = r, r.ID
	p.fields.show(r.Account)
	p.kept = p.fields.read()
}

// show draws the page for the state that the report is in.
func (p *reportPage) show() {
	p.tell()
	p.left.Objects = []fyne.CanvasObject{p.scroll}
	p.turn.SetText(lang.L("办结…"))
	p.turn.OnTapped = p.askClose
	p.primary.Hidden = p.closed()
	if p.closed() {
		p.left.Objects = []fyne.CanvasObject{container.NewVScroll(kit.ClearOfBar(closedFacts(p.report, p.shell.Now())))}
		p.turn.SetText(lang.L("重新打开"))
		p.turn.OnTapped = p.reopen
	}
	p.left.Refresh()
	p.content.Refresh()
	p.leads.look()
}

// tell says in the head which report it is and whether it is kept.
func (p *reportPage) tell() {
	p.turn.Hidden = p.id == ""
	if p.id == "" {
		p.title.Set(lang.L("新的走失登记"))
		p.state.Set(lang.L("报告人和走失人各填一项，就自动保存"))
		p.chip.Set(kit.Ring0, lang.L("未保存"), kit.Faint)
		return
	}
	p.title.Set(p.report.Number)
	p.state.Set(kit.Joined(missedName(p.report), lang.L("{{.When}} 登记", map[string]any{"When": kit.SayTime(p.report.ReceivedAt, p.shell.Now())})))
	if p.closed() {
		p.chip.Set(kit.Square, lang.L("已办结"), kit.Done)
		return
	}
	p.chip.Set(kit.Disc, lang.L("还在找，已保存"), kit.Info)
}

// submit keeps the report and goes back to the list.
func (p *reportPage) submit() {
	now := p.fields.read()
	if p.id == "" && !enough(now) {
		p.lacking(now)
		return
	}
	p.keep(func() {
		p.shell.Toast(kit.Toast{Text: "走失登记已保存：{{.Number}}。", Args: map[string]any{"Number": p.report.Number}, Kind: kit.Done})
		p.toList()
	})
}

// lacking says at its field what is still missing before there is a report.
func (p *reportPage) lacking(a tracing.Account) {
	err := store.Fail(store.Invalid, "请填写走失人的姓名、别名、证件号码或体貌特征中的一项，没有就无从查找。").On("name")
	if a.ReporterPhone == "" && a.ReporterName == "" {
		err = store.Fail(store.Invalid, "请填写报告人的电话或姓名：找到人时要能联系上。").On("reporter_phone")
	}
	p.fields.form.Fail(err)
}

// askClose ends the report with a reason.
func (p *reportPage) askClose() {
	kit.AskReason(p.shell.Window().Canvas(), "办结这份走失登记", "找到了、家属撤回或登记错了：写明结果。办结后不再和新来的人对照。", "办结", func(reason string) {
		p.keep(func() {
			p.change(func(ctx context.Context) error { return p.shell.Tracing().CloseReport(ctx, p.id, reason) }, "走失登记已办结。", p.reopen)
		})
	})
}

func (p *reportPage) reopen() {
	p.change(func(ctx context.Context) error { return p.shell.Tracing().ReopenReport(ctx, p.id) }, "走失登记已重新打开，继续对照。", nil)
}

// change does something to the report and shows it as it is then.
func (p *reportPage) change(do func(ctx context.Context) error, said string, undo func()) {
	var r tracing.Report
	p.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		if err = do(ctx); err != nil {
			return err
		}
		r, err = p.shell.Tracing().Report(ctx, p.id)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.take(r)
		p.show()
		p.shell.Toast(kit.Toast{Text: said, Kind: kit.Done, Undo: undo})
	})
}
