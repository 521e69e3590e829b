package beds

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// blinkFor and blinks are how a tile that was looked for shows itself.
const (
	blinkFor = 1200 * time.Millisecond
	blinks   = 6
)

// showBed shows a bed with what can be done at it.
func (p *page) showBed(b shelter.BoardBed) {
	state := stateOf(b)
	about := kit.Beside(kit.NewChip(state.Shape, state.Word, state.Color))
	if !b.Bed.LowerBunk {
		about.Add(kit.NewChip(kit.NoShape, lang.L("上铺"), kit.Faint))
	}
	body := []fyne.CanvasObject{about, kit.NewLabel(b.Bed.Room.Name + " · " + roomWords(b.Bed.Room))}
	if b.Bed.Note != "" {
		body = append(body, kit.NewParagraph(b.Bed.Note))
	}
	if b.Sleeper != nil {
		body = append(body, p.personLines(*b.Sleeper)...)
		primary, actions := p.personActions(*b.Sleeper, b.Bed.ID)
		p.side.set(b.Bed.Name, primary, append(body, actions...)...)
		return
	}
	primary, actions := p.bedActions(b)
	p.side.set(b.Bed.Name, primary, append(body, actions...)...)
}

// showWaiting shows somebody without a bed.
func (p *page) showWaiting(s shelter.Sleeper) {
	body := []fyne.CanvasObject{kit.Beside(kit.NewChip(withoutBed.Shape, lang.L(withoutBed.Word), withoutBed.Color))}
	body = append(body, p.personLines(s)...)
	primary, actions := p.personActions(s, "")
	p.side.set(nameOf(s), primary, append(body, actions...)...)
}

func (p *page) personLines(s shelter.Sleeper) []fyne.CanvasObject {
	name := strong(nameOf(s))
	name.Whole = false
	lines := []fyne.CanvasObject{name, kit.NewLabel(sexWord(s.Sex) + " · " + lang.L("第{{.N}}天", map[string]any{"N": s.Day}))}
	if s.Unknown && !s.Protected {
		lines = append(lines, kit.Beside(kit.NewChip(kit.Triangle, lang.L("身份不明"), kit.Soon)))
	}
	lines = append(lines, p.apartLines(s)...)
	return append(lines, kit.NewRule(true))
}

// personActions are what can be done for somebody; the next step is the
// primary one.
func (p *page) personActions(s shelter.Sleeper, bed string) (primary *kit.Button, all []fyne.CanvasObject) {
	buttons := container.New(pairs{})
	add := func(right access.Right, words string, do func()) {
		if p.can(right) {
			buttons.Add(kit.NewButton(words, "", do))
		}
	}
	stay := s.StayID
	in := s.State == intake.In
	if bed == "" && p.mayAssign() {
		primary = kit.NewPrimary("安排床位", "save", func() { p.takeUp(stay) })
	} else if in && p.can(access.IssueSupplies) {
		primary = kit.NewPrimary("发放物品", "save", func() { p.shell.Go(kit.Route{Name: kit.RouteSupplies, ID: stay}) })
	}
	if bed == "" && in {
		add(access.IssueSupplies, "发放物品", func() { p.shell.Go(kit.Route{Name: kit.RouteSupplies, ID: stay}) })
	}
	add(access.ReadPeople, "打开档案", func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: s.PersonID}) })
	if in && bed != "" {
		add(access.AssignBeds, "换床", func() { p.takeUp(stay) })
	}
	if in {
		add(access.AssignBeds, "送医", func() { p.away(stay, p.shell.House().ToHospital, "已登记送医，床位为其保留。") })
		add(access.AssignBeds, "站外托养", func() { p.away(stay, p.shell.House().ToPlacement, "已登记站外托养，床位为其保留。") })
	} else {
		add(access.AssignBeds, "返回站内", func() { p.away(stay, p.shell.House().Back, "已登记返回站内。") })
	}
	if bed != "" {
		add(access.AssignBeds, "空出床位", func() { p.free(stay, bed) })
	}
	add(access.AssignBeds, "不能相遇", func() { p.keepApart(stay) })
	add(access.Depart, "延期", func() { p.extend(stay) })
	add(access.Depart, "办理离站", func() { p.openDeparture(stay) })
	return primary, []fyne.CanvasObject{buttons}
}

// bedActions are what can be done at a bed that nobody has.
func (p *page) bedActions(b shelter.BoardBed) (primary *kit.Button, all []fyne.CanvasObject) {
	if !p.mayAssign() {
		return nil, nil
	}
	id := b.Bed.ID
	if b.Look == shelter.LookReady {
		if len(p.facts.board.WithoutBed) > 0 {
			primary = kit.NewPrimary("安排人入住", "save", func() { p.choosePerson(id) })
		}
		hold := func() {
			p.because(b, shelter.Held, "暂留床位", "为什么暂留？写用途，不写姓名。", "暂留")
		}
		stop := func() {
			p.because(b, shelter.OutOfOrder, "停用床位", "为什么停用？例如床板坏了。", "停用")
		}
		return primary, []fyne.CanvasObject{container.New(pairs{}, kit.NewButton("暂留", "", hold),
			kit.NewButton("待整理", "", func() { p.setState(b, shelter.Cleaning, "") }), kit.NewButton("停用", "", stop))}
	}
	words := map[shelter.Look]string{shelter.LookHeld: "取消暂留", shelter.LookCleaning: "已整理好", shelter.LookOutOfOrder: "恢复使用"}[b.Look]
	return kit.NewPrimary(words, "save", func() { p.setState(b, shelter.Ready, "") }), nil
}

// choosePerson asks who of those without a bed gets this one.
func (p *page) choosePerson(bed string) {
	waiting := p.facts.board.WithoutBed
	give := func(stay string) {
		if p.hold(stay, false); p.hand != nil {
			p.put(bed, nil)
		}
	}
	if len(waiting) == 1 {
		give(waiting[0].StayID)
		return
	}
	var options []kit.Option
	for _, s := range waiting {
		options = append(options, kit.Option{Key: s.StayID, Text: nameOf(s) + " · " + sexWord(s.Sex) + " · " + daysOf(s)})
	}
	kit.Pick(p.canvas(), "安排谁住这张床？", "安排", options, give)
}

// because asks for the reason of a state and sets it.
func (p *page) because(b shelter.BoardBed, state shelter.BedState, title, question, action string) {
	kit.AskReason(p.canvas(), title, question, action, func(reason string) { p.setState(b, state, reason) })
}

// setState says what is the matter with a bed; the undo says what was before.
func (p *page) setState(b shelter.BoardBed, state shelter.BedState, note string) {
	text := map[shelter.BedState]string{
		shelter.Ready: "{{.Bed}}现在可以安排人了。", shelter.Held: "{{.Bed}}已暂留。",
		shelter.Cleaning: "{{.Bed}}待整理。", shelter.OutOfOrder: "{{.Bed}}已停用。",
	}[state]
	before, noted := b.Bed.State, b.Bed.Note
	p.do(func(ctx context.Context) error { return p.shell.House().SetState(ctx, b.Bed.ID, state, note) },
		kit.Toast{Text: text, Args: map[string]any{"Bed": b.Bed.Name}},
		func(ctx context.Context) error { return p.shell.House().SetState(ctx, b.Bed.ID, before, noted) })
}

// away records where somebody is.
func (p *page) away(stay string, set func(context.Context, string) error, text string) {
	was := p.facts.people[stay].State
	back := map[intake.State]func(context.Context, string) error{
		intake.In: p.shell.House().Back, intake.Hospital: p.shell.House().ToHospital, intake.Placed: p.shell.House().ToPlacement,
	}[was]
	p.do(func(ctx context.Context) error { return set(ctx, stay) }, kit.Toast{Text: text},
		func(ctx context.Context) error { return back(ctx, stay) })
}

// free takes somebody's bed back while the stay goes on.
func (p *page) free(stay, bed string) {
	var undo func(context.Context) error
	if p.facts.in(stay) {
		undo = func(ctx context.Context) error { return p.again(ctx, stay, bed) }
	}
	p.do(func(ctx context.Context) error { return p.shell.House().Free(ctx, stay) },
		kit.Toast{Text: "已空出床位，此人仍在站。"}, undo)
}

// again gives back a bed that was just freed: it is made ready first where it
// was to be cleaned.
func (p *page) again(ctx context.Context, stay, bed string) error {
	board, err := p.shell.House().Board(ctx)
	if err != nil {
		return err
	}
	if gather(board, shelter.Headcount{}).beds[bed].Look == shelter.LookCleaning {
		if err := p.shell.House().Release(ctx, bed); err != nil {
			return err
		}
	}
	_, err = p.shell.House().Assign(ctx, stay, bed, nil)
	return err
}

// do runs a step, tells of it, and keeps how it is undone; nil where it cannot.
func (p *page) do(step func(context.Context) error, toast kit.Toast, undo func(context.Context) error) {
	p.step(step, toast, undo, nil, nil)
}

// step is do, where failed may tell of an error at its field, and then comes
// in place of the focus on the board; nil for neither.
func (p *page) step(step func(context.Context) error, toast kit.Toast, undo func(context.Context) error, failed func(error) bool, then func()) {
	p.shell.Work("正在保存…", step, func(err error) {
		if err != nil {
			if failed == nil || !failed(err) {
				p.shell.Fail(err)
			}
			p.load(nil)
			return
		}
		toast.Kind = kit.Done
		p.undo = nil
		if undo != nil {
			toast.Undo = func() {
				p.undo = nil
				p.step(undo, kit.Toast{Text: "已撤销，和原来一样。"}, nil, nil, then)
			}
			p.undo = toast.Undo
		}
		p.shell.Toast(toast)
		if then == nil {
			then = func() {
				p.showSide()
				p.board.focusTile(p.marked)
			}
		}
		p.load(then)
	})
}

// extend asks until when a stay may last, and why.
func (p *page) extend(stay string) {
	s := p.facts.people[stay]
	until := kit.NewEntry()
	until.SetText(p.shell.Now().AddDate(0, 0, 10).Format("2006-01-02"))
	reason := kit.NewParagraphEntry(3)
	form := kit.NewForm()
	group := form.Group("")
	group.Add("until", "延长到哪一天", until).Require()
	group.Add("reason", "特殊情况", reason).Require()
	saving := false
	form.OnSubmit = func() {
		if saving {
			return // the key was pressed twice
		}
		day, err := time.ParseInLocation("2006-01-02", until.Text, p.shell.Now().Location())
		if err != nil {
			until.SetProblem(lang.L("请写成 2026-12-05 这样的日期。"))
			return
		}
		saving = true
		p.shell.Work("正在保存…", func(ctx context.Context) error {
			return p.shell.House().Extend(ctx, stay, day.AddDate(0, 0, 1).Add(-time.Minute), reason.Text)
		}, func(err error) {
			if err != nil {
				saving = false
				if !form.Fail(err) {
					p.shell.Fail(err)
				}
				return
			}
			p.shell.Toast(kit.Toast{Text: "已延期，请报上级民政部门备案。", Kind: kit.Done})
			p.backToBoard()
		})
	}
	lead := kit.NewParagraph(lang.L("一般救助不超过10天。因特殊情况要延长的，写明理由并报上级民政部门备案（民政部令第24号第十二条）。"))
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", p.backToBoard)}, kit.NewPrimary("延期", "save", form.Submit))
	card := kit.NewCard("", nil, container.NewBorder(lead, foot, nil, nil, form.Scroll()))
	p.open(&other{content: kit.Page(container.NewBorder(kit.Margin(kit.Nudge, heading(lang.L("延期：{{.Name}}", map[string]any{"Name": nameOf(s)}))), nil, nil, nil, card)), submit: form.Submit})
	form.Focus("reason")
}

func heading(words string) *kit.Text {
	t := kit.NewTitle(words)
	t.Whole = false
	return t
}
