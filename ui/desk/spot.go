package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"guitu/intake"
	"guitu/ui/kit"
)

// spot is 不住站救助: who got a meal, a ticket or a call and went on. It takes
// half a minute and draws a number of its own.
type spot struct {
	*written
	few     few
	given   *kit.Choice
	body    *fyne.Container
	outcome *outcome
}

// NewSpot returns the page of aid without a bed.
func NewSpot(shell Shell, draftID string) kit.View {
	p := &spot{written: newWritten(shell, draftID), few: newFew(shell.Now)}
	p.few.writeTo(p.written, p.submit)
	p.begun = func() { p.form.Focus("") }
	p.fields()
	p.build()
	return p
}

func (p *spot) fields() {
	s := p.few.sheet
	g := p.form.Group("")
	p.few.who(g)
	p.given = kit.NewMultiChoice(codes("spot_aid"))
	s.bind(g.Add("given", "给了什么帮助", p.given),
		func(a *intake.Arrival) {
			p.given.Restore("")
			p.given.Choose(aidOf(*a).Given...)
		},
		func(a *intake.Arrival) { aid := aidOf(*a); aid.Given = p.given.ChosenAll(); a.Spot = &aid }).Require()
	note := kit.NewEntry()
	s.bind(g.Add("spot_note", "说明（去向、车次、联系了谁）", note),
		func(a *intake.Arrival) { note.Restore(aidOf(*a).Note) },
		func(a *intake.Arrival) { aid := aidOf(*a); aid.Note = entered(note); a.Spot = &aid })
	s.code(g.Add, "came_by", "来站方式", kit.NewChoice(codes("came_by")), func(a *intake.Arrival) *string { return &a.CameBy }).Require()
	s.text(g.Add, "found_place", "发现地点", s.newUsedField("found_place"), func(a *intake.Arrival) *string { return &a.FoundPlace })
}

// aidOf is what an arrival says of the aid, a copy.
func aidOf(a intake.Arrival) intake.SpotAid {
	if a.Spot == nil {
		return intake.SpotAid{}
	}
	return *a.Spot
}

func (p *spot) build() {
	title := kit.NewTitle(lang.L("不住站救助"))
	hint := kit.NewLabel(lang.L("给餐、给票、打个电话就走的：性别和给了什么必填。"))
	hint.Whole = false
	foot := container.NewBorder(nil, nil, nil, kit.Beside(p.mine, p.theirs, kit.NewButton("改为住站登记", "", p.stayOn),
		kit.NewPrimary("记下", "save", func() { p.Do("save") })), p.state)
	head, scroll := kit.Margin(kit.Inside, container.NewBorder(nil, nil, title, nil, hint)), p.form.Scroll()
	form := container.New(layout.NewBorderLayout(head, nil, nil, nil), head, scroll)
	under := container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, foot))
	p.body = container.NewStack(container.New(layout.NewBorderLayout(nil, under, nil, nil), sheetOf(form), under))
}

func (p *spot) Content() fyne.CanvasObject { return kit.Margin(kit.Inside, p.body) }

func (p *spot) Enter() {
	p.showing = true
	switch {
	case p.outcome != nil:
		p.outcome.enter()
	case p.loaded:
		p.save()
		p.form.Focus("")
	default:
		p.load()
	}
}

func (p *spot) Leave() { p.leave() }

func (p *spot) Do(id string) bool {
	if p.outcome != nil {
		return p.outcome.do(id)
	}
	if id == "save" {
		p.form.Submit()
		return true
	}
	return Obey(p.shell, id)
}

// stayOn goes on with the whole form: it came out that somebody stays.
func (p *spot) stayOn() {
	if !p.loaded || p.ended {
		return
	}
	now := p.read()
	now.Spot = nil
	p.ended = true // the form here must not write it again
	number := p.number + 1
	p.shell.Work("正在保存草稿…", func(ctx context.Context) error { return p.keeper.save(ctx, number, now) }, func(err error) {
		if err != nil {
			p.ended = false
			p.shell.Fail(err)
			return
		}
		p.shell.Go(kit.Route{Name: kit.RouteArrival, ID: p.id})
	})
}

func (p *spot) submit() {
	if !p.loaded || p.ending || p.ended || p.told == conflictTold {
		return
	}
	now := p.read()
	p.end("正在记下…", nil, func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		return p.desk.AidOnTheSpot(ctx, draft, aidOf(now))
	}, func(stay intake.Stay) {
		kit.Tell("registered", "spot")
		p.few.keepUsed(now)
		p.show(stay)
	})
}

// show shows the number, and the next one by Enter.
func (p *spot) show(stay intake.Stay) {
	o := newOutcome(p.shell, stay, "已记下不住站救助", stay.Number)
	o.add("下一位不住站救助", "spot", func() { beginSpot(p.shell) })
	o.add("打印凭单", "print", o.paper("spot"))
	o.add("打开档案", "", o.goTo(kit.RoutePerson, stay.PersonID))
	o.add("下一位", "arrival", func() { begin(p.shell) })
	p.outcome = o
	o.draw()
	p.body.Objects = []fyne.CanvasObject{o.place}
	p.body.Refresh()
	o.enter()
}
