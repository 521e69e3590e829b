package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// quick is 快速登记: one screen for who comes at three in the night with two
// policemen waiting. It registers, gives the best bed and shows the slip;
// everything else is asked later.
type quick struct {
	*written
	few     few
	photos  *photos
	reader  *cardReader
	bed     *kit.Choice
	scroll  *container.Scroll // scrolls only in large English type
	body    *fyne.Container
	outcome *outcome
}

// The answers to whether a bed is given at once.
const (
	bedNow   = "now"
	bedLater = "later"
)

// NewQuick returns the one screen of a draft.
func NewQuick(shell Shell, draftID string) kit.View {
	q := &quick{written: newWritten(shell, draftID), few: newFew(shell.Now)}
	q.few.writeTo(q.written, q.submit)
	q.begun = func() {
		q.photos.load()
		q.form.Focus("")
	}
	q.photos = newPhotos(shell, draftID)
	q.reader = newCardReader(q.written, q.few.sheet, q.photos, func() {})
	q.fields()
	q.build()
	return q
}

func (q *quick) fields() {
	s := q.few.sheet
	g := q.form.Group("")
	q.few.who(g)
	s.code(g.Add, "came_by", "来站方式", kit.NewChoice(codes("came_by")), func(a *intake.Arrival) *string { return &a.CameBy }).Require()
	s.several(g.Add, "look", "身体状况检视", "health_look", func(a *intake.Arrival) *[]string { return &a.Look }).Want()
	s.text(g.Add, "brought_unit", "护送单位", s.newUsedField("brought_unit"), func(a *intake.Arrival) *string { return &a.BroughtUnit })
	s.text(g.Beside, "found_place", "发现地点", s.newUsedField("found_place"), func(a *intake.Arrival) *string { return &a.FoundPlace }).Want()
	s.text(g.Beside, "look_note", "伤情或状况，一句话", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.LookNote })
	q.bed = kit.NewChoice([]kit.Option{{Key: bedNow, Text: lang.L("登记后就给最合适的床")}, {Key: bedLater, Text: lang.L("暂不安排")}})
	q.bed.Choose(bedNow)
	if !q.shell.Session().Can(access.AssignBeds) {
		q.bed.Choose(bedLater)
		return
	}
	g.Add("bed", "床位", q.bed)
}

func (q *quick) build() {
	title := kit.NewTitle(lang.L("快速登记"))
	hint := kit.NewLabel(lang.L("一路回车，Ctrl+Enter 登记并给床。其余以后补。"))
	hint.Whole = false
	full := kit.NewButton("改用完整登记", "", func() {
		q.save()
		q.shell.Go(kit.Route{Name: kit.RouteArrival, ID: q.id})
	})
	foot := container.NewBorder(nil, nil, nil, kit.Beside(q.mine, q.theirs, full, kit.NewPrimary("登记并给床", "save", func() { q.Do("save") })), q.state)
	side := kit.Groups(q.reader.content, q.photos.content)
	left := container.NewVScroll(kit.Margin(kit.Inside, side))
	q.reader.grown = func() {
		side.Refresh()
		left.Refresh()
	}
	q.scroll = q.form.Scroll()
	head := kit.Margin(kit.Inside, container.NewBorder(nil, nil, title, nil, hint))
	form := container.New(layout.NewBorderLayout(head, nil, nil, nil), head, q.scroll)
	under := container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, foot))
	q.body = container.NewStack(container.New(layout.NewBorderLayout(nil, under, nil, nil), container.New(sideAndRest{}, sheetOf(left), sheetOf(form)), under))
}

func (q *quick) Content() fyne.CanvasObject { return kit.Margin(kit.Inside, q.body) }

func (q *quick) Enter() {
	q.showing = true
	if q.outcome != nil {
		q.outcome.enter()
		return
	}
	q.photos.watch()
	q.reader.start()
	if q.loaded {
		q.save()
		q.form.Focus("")
		return
	}
	q.load()
}

func (q *quick) Leave() {
	q.reader.end()
	q.photos.leave()
	q.leave()
}

func (q *quick) Do(id string) bool {
	if q.outcome != nil {
		return q.outcome.do(id)
	}
	switch id {
	case "save", "print":
		q.form.Submit()
	case "photo":
		q.photos.shoot()
	case "card":
		return q.reader.takeAll()
	case "undo":
		return q.photos.undo()
	default:
		return Obey(q.shell, id)
	}
	return true
}

func (q *quick) Dropped(_ fyne.Position, files []fyne.URI) {
	if q.outcome == nil {
		q.photos.addURIs(files)
	}
}

// placed is what came of the bed.
type placed struct {
	offer bedOffer
	given bedGiven
	err   error // why none was given; the registration stands
}

// submit registers and gives the bed.
func (q *quick) submit() {
	if !q.loaded || q.ending || q.ended || q.told == conflictTold {
		return
	}
	now := q.read()
	wants := q.bed.Chosen() == bedNow
	house := q.shell.House()
	var where placed
	q.end("正在登记…", q.photos, func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		stay, err := q.desk.Register(ctx, draft)
		if err == nil && wants {
			where = giveBest(ctx, house, stay.ID)
		}
		return stay, err
	}, func(stay intake.Stay) {
		kit.Tell("registered", "stay")
		q.few.keepUsed(now)
		q.showSlip(stay, where)
	})
}

// giveBest gives the bed that suits best.
func giveBest(ctx context.Context, house *shelter.House, stayID string) (p placed) {
	if p.offer, p.err = bestBed(ctx, house, stayID); p.err == nil && p.offer.bed.ID != "" {
		p.given, p.err = p.offer.give(ctx, house, stayID)
	}
	return p
}

// showSlip shows the number and the bed, as they are called out or written on
// the slip, and what comes next.
func (q *quick) showSlip(stay intake.Stay, where placed) {
	q.reader.end()
	q.photos.leave()
	o := newOutcome(q.shell, stay, "已登记", stay.Number)
	bed := where.offer.bed
	if where.given.take.ID != "" {
		big := kit.NewText(bed.Name)
		big.Type, big.Bold = kit.Big, true
		o.about.Add(big)
		for _, reason := range where.offer.reasons {
			o.about.Add(sentence(kit.Triangle, kit.Soon, reason))
		}
		kit.Tell("assigned", "bed")
		q.shell.Toast(kit.Toast{Text: "已安排 {{.Bed}}", Args: map[string]any{"Bed": bed.Name}, Kind: kit.Done, Undo: func() { where.given.undo(q.shell) }})
	} else if q.bed.Chosen() == bedNow {
		o.about.Add(sentence(kit.Triangle, kit.Soon, noBed(where)))
	}
	o.add("补全登记", "", o.goTo(kit.RouteAmend, stay.ID))
	if where.given.take.ID == "" {
		o.add("安排床位", "bed", o.goTo(kit.RouteBeds, stay.ID))
	} else {
		o.add("换一张床", "bed", o.goTo(kit.RouteBeds, stay.ID))
	}
	o.add("打印登记表", "print", o.paper("register"))
	o.add("发放物品", "", o.goTo(kit.RouteSupplies, stay.ID))
	o.add("打开档案", "", o.goTo(kit.RoutePerson, stay.PersonID))
	o.add("下一位快速登记", "quick", func() { beginQuick(q.shell) })
	o.add("下一位", "arrival", func() { begin(q.shell) })
	q.outcome = o
	o.draw()
	q.body.Objects = []fyne.CanvasObject{o.place}
	q.body.Refresh()
	o.enter()
}

// noBedText says that no free bed suits, and what to do.
const noBedText = "没有规则允许的空床：请打开床位页，由站务管理安排。"

func noBed(p placed) string {
	if p.err != nil {
		return kit.Say(p.err)
	}
	return lang.L(noBedText)
}
