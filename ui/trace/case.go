package trace

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/tracing"
	"guitu/ui/kit"
)

// casePage is one search: what is known at the left, what was done in the
// middle, the clocks at the right.
type casePage struct {
	shell   Shell
	stayID  string
	content *fyne.Container
	whole   fyne.CanvasObject // the page where the case may be read

	title  *kit.Text
	line   *kit.Text
	chip   *kit.Chip
	known  *known
	add    *add
	log    *fyne.Container
	clocks *fyne.Container

	c       tracing.Case
	loaded  bool
	last    []string     // steps recorded from this page, which Ctrl+Z withdraws
	offered tracing.Kind // the step that a paper was opened for
	stop    func()
}

// NewCase returns the page of one search.
func NewCase(shell Shell, stayID string) kit.View {
	p := &casePage{shell: shell, stayID: stayID, title: kit.NewTitle(""), line: kit.NewText(""), chip: kit.NewChip(kit.Ring0, "", kit.Faint),
		log: kit.Groups(), clocks: kit.Close()}
	p.line.Whole, p.line.Color = false, kit.Faint
	p.known = newKnown(p)
	p.add = newAdd(p)
	back := kit.NewButton("‹ 寻亲", "", func() { shell.Go(kit.Route{Name: kit.RouteTrace}) })
	head := container.NewBorder(nil, nil, kit.Beside(back, p.title), container.NewCenter(p.chip), kit.Margin(kit.Inside, p.line))
	middle := container.NewVScroll(kit.ClearOfBar(kit.Groups(p.add.form, kit.NewRule(true), p.log)))
	foot := kit.Actions([]fyne.CanvasObject{
		kit.NewButton("打开档案", "", func() { p.openFile("") }),
		kit.NewButton("移交接收单", "", func() { p.paper("transfer", "") }),
		kit.NewButton("寻亲公告", "print", p.notice),
	}, kit.NewPrimary("记录这一步", "save", p.add.form.Submit))
	p.whole = kit.Page(container.New(sandwich{}, head, container.New(threeColumns{},
		kit.NewCard("已知情况", nil, p.known.content), kit.NewCard("寻亲记录", nil, middle),
		kit.NewCard("时限", nil, container.NewVScroll(kit.ClearOfBar(p.clocks)))), foot))
	p.content = container.NewStack(p.whole)
	return p
}

func (p *casePage) Content() fyne.CanvasObject { return p.content }

// Enter reads the case. Who comes back from the paper of a step finds that
// step chosen.
func (p *casePage) Enter() {
	if p.stop == nil {
		p.stop = watch(p.shell, watched, p.renew)
	}
	if p.loaded {
		p.renew()
		p.begin()
		return
	}
	var c tracing.Case
	p.work("正在打开个案…", &c, func(ctx context.Context) (err error) {
		c, err = p.shell.Tracing().Case(ctx, p.stayID)
		return err
	}, p.begin)
}

func (p *casePage) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

func (p *casePage) Do(id string) bool {
	switch {
	case !p.loaded:
		return false
	case id == "save":
		p.add.form.Submit()
	case id == "print":
		p.notice()
	case id == "undo" && len(p.last) > 0:
		p.withdraw(p.last[len(p.last)-1])
	default:
		return false
	}
	return true
}

// begin puts the cursor where the next step is written.
func (p *casePage) begin() {
	if p.offered != "" {
		p.takeOffer()
		return
	}
	p.add.form.Focus("kind")
}

// renew reads the case again after somebody changed it.
func (p *casePage) renew() {
	if !p.loaded {
		return
	}
	c := p.c
	p.work("正在更新个案…", &c, func(ctx context.Context) (err error) {
		c, err = p.shell.Tracing().Renew(ctx, c)
		return err
	}, nil)
}

// work reads into c and shows it.
func (p *casePage) work(what string, c *tracing.Case, read func(ctx context.Context) error, then func()) {
	var photos []intake.Photo
	p.shell.Work(what, func(ctx context.Context) error {
		if err := read(ctx); err != nil {
			return err
		}
		photos, _ = p.shell.Desk().PersonPhotos(ctx, c.Person.ID) // a portrait is a help, not a condition
		return nil
	}, func(err error) {
		if err != nil {
			p.refuse(err)
			return
		}
		p.c, p.loaded = *c, true
		p.show(photos)
		if then != nil {
			then()
		}
	})
}

// refuse says why the case does not open, in its place.
func (p *casePage) refuse(err error) {
	if p.loaded {
		p.shell.Fail(err)
		return
	}
	back := kit.NewButton("返回", "back", p.shell.Back)
	p.content.Objects = []fyne.CanvasObject{kit.NewEmpty("lock", kit.Say(err), back)}
	p.content.Refresh()
	p.shell.Window().Canvas().Focus(back)
}

func (p *casePage) show(photos []intake.Photo) {
	p.content.Objects = []fyne.CanvasObject{p.whole}
	p.title.Set(p.c.Name())
	p.line.Set(kit.Joined(SexAge(p.c.Person, p.shell.Now()), p.c.Stay.Number, dayOf(p.c.Stay, p.shell.Now())))
	state := StateChip(p.c.State)
	p.chip.Set(state.Shape, state.Word, state.Color)
	p.known.show(p.c, Portrait(photos), p.shell.Now())
	p.showLog()
	p.showClocks()
	p.content.Refresh()
}

func (p *casePage) openFile(tab string) {
	if tab != "" {
		tab = "/" + tab
	}
	p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: p.c.Person.ID + tab})
}

// paper opens a paper of the stay. step is what it is for: on coming back it
// is chosen, ready to be recorded.
func (p *casePage) paper(kind string, step tracing.Kind) {
	p.offered = step
	p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: p.stayID + "/" + kind})
}

// notice opens the paper of the notice.
func (p *casePage) notice() { p.paper("notice", p.noticeKind()) }

// noticeKind is a first notice, or a renewal where one is out in this search.
func (p *casePage) noticeKind() tracing.Kind {
	for _, s := range p.c.Steps {
		if s.Kind == tracing.NoticeOut && s.Counts() && s.CaseID == p.c.ID {
			return tracing.NoticeUpdate
		}
	}
	return tracing.NoticeOut
}

// takeOffer chooses the step whose paper was issued, with the paper's number.
func (p *casePage) takeOffer() {
	kind := p.offered
	p.offered = ""
	var number string
	p.shell.Work("正在查找公告编号…", func(ctx context.Context) error {
		documents, err := p.shell.Papers().Documents(ctx, p.stayID)
		for _, d := range documents { // the newest first
			if d.Kind == "notice" && d.State == "issued" {
				number = d.Number
				break
			}
		}
		return err
	}, func(error) {
		if number == "" || p.used(number) {
			p.add.form.Focus("kind")
			return
		}
		p.add.choose(kind)
		p.add.ref.SetText(number)
		p.shell.Toast(kit.Toast{Text: "公告已经出具：发布以后按 Ctrl+Enter 记下，时限就停了。", Kind: kit.Info})
	})
}

// used reports whether a step was recorded with this number already.
func (p *casePage) used(number string) bool {
	for _, s := range p.c.Steps {
		if s.RefNo == number && s.Counts() {
			return true
		}
	}
	return false
}

// stepsOf are the kinds of step that a clock asks for, as the rules name them.
var stepsOf = map[clock.Kind]tracing.Kind{
	clock.DNARequested: tracing.DNARequest, clock.DNASampled: tracing.DNATaken, clock.CarePlan: tracing.CarePlan, clock.Settled: tracing.Settlement,
}

func words(text string) *kit.Text {
	t := kit.NewText(lang.L(text))
	t.Whole = false
	return t
}
