package report

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/kit"
)

// everyMinute is how often the clocks are read again: time passes also while
// nobody changes anything.
const everyMinute = time.Minute

// today is the page where a shift begins: how many are here, what is due by
// law, what is not finished, what runs out.
type today struct {
	shell   Shell
	content fyne.CanvasObject
	day     *kit.Text
	figures *figures
	due     *matter
	house   *matter // what the house has to do, beside the clocks
	todo    *matter
	calls   *matter
	low     *matter
	main    *fyne.Container   // the clocks and what the house has to do
	side    *container.Scroll // what waits, nil for who has none of it

	deadlines []tracing.Line
	tasks     []task
	inHouse   []task
	phone     []task // the calls to make
	loading   int    // number of the newest load
	stop      []func()
}

// NewToday returns the page 今日.
func NewToday(shell Shell) kit.View {
	p := &today{shell: shell, day: kit.NewText(""), figures: newFigures(shell)}
	p.day.Color = kit.Faint
	p.due = newMatter("到期提醒", "clock", "没有到期的事项。有人来站后，各项法定期限会自动列在这里。", newLines(true, 6, p.openDeadline))
	p.house = newMatter("站内待办", "bed", "站内没有到时间要办的事。", newLines(true, 3, func(at int) { shell.Go(p.inHouse[at].route) }))
	p.house.lines.least = 3 // the clocks get the rest
	p.house.card.Hide()
	p.todo = newMatter("待补", "person", "没有待补的登记。", newLines(true, 0, p.openTask))
	p.calls = newMatter("待打电话", "clock", "没有要打的电话。", newLines(true, 4, func(at int) { shell.Go(p.phone[at].route) }))
	p.calls.card.Hide() // a card without a call takes the room of those that have something
	p.low = newMatter("低库存", "supplies", "库存都够用。", newLines(false, 3, func(int) { shell.Go(kit.Route{Name: kit.RouteSupplies}) }))
	p.content = kit.Page(p.layOut())
	return p
}

func (p *today) layOut() fyne.CanvasObject {
	title := container.NewBorder(nil, nil, kit.Beside(kit.NewTitle(lang.L("今日")), p.day), nil)
	var body fyne.CanvasObject = p.due.card
	if p.may(access.ReadPeople) || p.may(access.Register) {
		// Three cards in large type are higher than a small screen has room for below its bars: they scroll there.
		p.side = container.NewVScroll(container.New(&stacked{shares: []float32{3, 3, 2}}, p.todo.card, p.calls.card, p.low.card))
		p.main = container.New(&stacked{shares: []float32{0, 1}}, p.house.card, p.due.card)
		body = container.New(&columns{shares: []float32{5, 2}}, p.main, p.side)
	}
	return container.New(&stacked{shares: []float32{0, 0, 1, 0}}, title, p.figures.Container, body, p.foot())
}

// foot is what a shift does: take people in, and hand over at its end.
func (p *today) foot() fyne.CanvasObject {
	var acts []fyne.CanvasObject
	if p.may(access.ReadPeople) {
		acts = append(acts, kit.NewButton("交接班", "shift", func() { p.Do("shift") }))
	}
	if p.may(access.Register) {
		if !p.may(access.Trace) { // who traces has them a step behind 寻亲
			acts = append(acts, kit.NewButton("家属走失登记", "", func() { p.shell.Go(kit.Route{Name: kit.RouteReports}) }))
		}
		acts = append(acts, kit.NewPrimary("新来站登记", "arrival", func() { kit.Press(p.shell.Window().Canvas(), "arrival") }))
	}
	return kit.Actions(nil, acts...)
}

func (p *today) may(right access.Right) bool { return p.shell.Session().Can(right) }

func (p *today) Content() fyne.CanvasObject { return p.content }

// Enter loads, and goes on loading: at each change and at each minute.
func (p *today) Enter() {
	p.Leave()
	p.load()
	p.stop = append(p.stop, p.shell.OnChange(func(map[string]bool) { p.load() }), p.tick())
	if c := p.shell.Window().Canvas(); c != nil {
		c.Focus(p.due.lines)
	}
}

func (p *today) tick() (stop func()) {
	ticker, done := time.NewTicker(everyMinute), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				fyne.Do(func() {
					select {
					case <-done:
					default:
						p.load()
					}
				})
			case <-done:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(done)
	}
}

func (p *today) Leave() {
	for _, stop := range p.stop {
		stop()
	}
	p.stop = nil
}

func (p *today) Do(id string) bool {
	if id != "shift" || !p.may(access.ReadPeople) {
		return false
	}
	p.shell.Go(kit.Route{Name: kit.RouteShift})
	return true
}

// news is what the page shows, read at once.
type news struct {
	count     shelter.Headcount
	deadlines []tracing.Line
	house     houseDue
	drafts    []intake.Draft
	residents []intake.Resident
	calls     []intake.DueInquiry
	spot      int // aided today without a bed
	items     []supply.Item
}

func (p *today) load() {
	p.loading++
	mine := p.loading
	var n news
	p.shell.Work(lang.L("正在读取今日情况…"), func(ctx context.Context) (err error) {
		n, err = p.read(ctx)
		return err
	}, func(err error) {
		switch {
		case mine != p.loading: // a newer one is on its way
		case err != nil:
			p.shell.Fail(err)
		default:
			p.show(n)
		}
	})
}

func (p *today) read(ctx context.Context) (n news, err error) {
	if n.count, err = p.shell.House().Headcount(ctx); err != nil {
		return n, err
	}
	if n.items, err = p.shell.Supplies().Items(ctx); err != nil {
		return n, err
	}
	if p.may(access.ReadPeople) {
		if n.deadlines, err = p.shell.Tracing().Deadlines(ctx); err != nil {
			return n, err
		}
		if n.house, err = readHouseDue(ctx, p.shell.House(), p.shell.Now()); err != nil {
			return n, err
		}
		if n.residents, err = p.shell.Desk().Residents(ctx); err != nil {
			return n, err
		}
		if n.calls, err = p.shell.Desk().DueInquiries(ctx, p.shell.Now().Add(callsAhead)); err != nil {
			return n, err
		}
		if n.spot, err = p.spotAid(ctx); err != nil {
			return n, err
		}
	}
	if p.may(access.Register) {
		n.drafts, err = p.shell.Desk().Drafts(ctx)
	}
	return n, err
}

// spotAid counts whom the station has helped today without taking them in.
func (p *today) spotAid(ctx context.Context) (n int, err error) {
	midnight := calendar.On(p.shell.Now()).Start()
	err = p.shell.Session().Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		all, err := intake.FindStaysSince(tx, midnight)
		for _, r := range all {
			if r.Stay.Kind == intake.Spot && !r.Stay.ArrivedAt.Before(midnight) {
				n++
			}
		}
		return err
	})
	return n, err
}

func (p *today) show(n news) {
	now := p.shell.Now()
	p.day.Set(sayDate(now))
	p.figures.set(n.count, n.spot)
	var words []line
	p.deadlines, words = dueLines(n.deadlines, now)
	p.due.set(words)
	p.inHouse = houseTasks(n.house, now)
	p.house.set(linesOf(p.inHouse))
	reveal(p.house.card, len(p.inHouse) > 0)
	p.tasks = append(draftTasks(n.drafts, now), missingTasks(n.residents, p.may(access.Register), now)...)
	p.todo.set(linesOf(p.tasks))
	p.phone = callTasks(n.calls, now)
	p.calls.set(linesOf(p.phone))
	reveal(p.calls.card, len(p.phone) > 0)
	p.low.set(lowItems(n.items))
	if p.side != nil {
		p.main.Refresh()
		p.side.Refresh()
	}
}

// sayDate writes the day as it stands on a wall calendar: 11月24日 周二.
func sayDate(now time.Time) string {
	local := now.In(calendar.Zone)
	weekdays := []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}
	return lang.L("{{.Month}}月{{.Day}}日 {{.Weekday}}", map[string]any{
		"Month": int(local.Month()), "Day": local.Day(), "Weekday": lang.L(weekdays[local.Weekday()])})
}

func (p *today) openDeadline(at int) {
	p.shell.Go(deadlineRoute(p.deadlines[at], p.may(access.Trace)))
}

func (p *today) openTask(at int) { p.shell.Go(p.tasks[at].route) }
