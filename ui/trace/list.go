package trace

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/clock"
	"guitu/tracing"
	"guitu/ui/kit"
)

// filterKey is under which the chosen filter is remembered.
const filterKey = "trace.filter"

// The filters of the list.
const (
	everyone = "all"
	late     = "overdue"
	near     = "soon"
	noticed  = "notice"
	dna      = "dna"
)

// listPage is 寻亲: everybody who is looked for, the most urgent first.
type listPage struct {
	shell   Shell
	content fyne.CanvasObject
	count   *kit.Text
	filter  *kit.Choice
	find    *kit.Entry
	list    *caseList
	body    *fyne.Container
	open    *kit.Button
	thumbs  *thumbs

	all, shown []tracing.Case
	known      map[string]bool // people whom the directory knows by what is looked for
	marked     string          // stay under the cursor
	loaded     bool
	stop       func()
}

// New returns the page 寻亲.
func New(shell Shell) kit.View {
	p := &listPage{shell: shell, count: kit.NewLabel("")}
	p.thumbs = newThumbs(shell, func() { p.list.Refresh() })
	p.list = &caseList{onKey: p.key}
	p.list.Length = func() int { return len(p.shown) }
	p.list.CreateItem = func() fyne.CanvasObject { return newRow() }
	p.list.UpdateItem = p.update
	p.list.OnSelected = p.mark
	p.list.HideSeparators = true
	p.list.ExtendBaseWidget(p.list)
	p.filter = kit.NewChoice(p.filters())
	p.filter.Choose(everyone)
	p.filter.Choose(orElse(shell.Remembered(filterKey), everyone))
	p.filter.OnChanged = func() {
		if p.filter.Chosen() == "" { // one always holds
			p.filter.Choose(everyone)
		}
		p.filtered()
	}
	p.find = kit.NewEntry()
	p.find.SetHint(lang.L("找姓名、拼音、编号或地点"))
	p.find.OnChanged = p.look
	p.find.OnSubmitted = func(string) { p.goFirst() }
	p.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyDown {
			return false
		}
		p.goFirst()
		return true
	}
	p.open = kit.NewPrimary("打开个案", "save", p.openMarked)
	reports := kit.NewButton("家属走失登记", "", func() { shell.Go(kit.Route{Name: kit.RouteReports}) })
	title := container.NewBorder(nil, nil, kit.Beside(kit.NewTitle(lang.L("寻亲")), p.count), kit.Beside(reports, container.New(wide{}, p.find)))
	p.body = container.NewStack(p.list)
	hint := kit.NewLabel(lang.L("↑ ↓ 选人，Enter 打开。身份没有核实的人自动在这里，时限从来站那一刻算起。"))
	hint.Whole = false
	foot := container.NewBorder(nil, nil, nil, p.open, hint)
	p.content = kit.Page(container.New(sandwich{}, kit.Groups(title, p.filter), kit.NewCard("", nil, p.body), foot))
	return p
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// wide gives the field that finds its room.
type wide struct{}

func (wide) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(3*kit.Size(kit.TileWidth), o[0].MinSize().Height)
}

func (wide) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func (p *listPage) Content() fyne.CanvasObject { return p.content }

func (p *listPage) Enter() {
	if p.stop == nil {
		p.stop = watch(p.shell, watched, p.load)
	}
	p.shell.Window().Canvas().Focus(p.list)
	p.load()
}

func (p *listPage) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

func (p *listPage) Do(id string) bool {
	switch id {
	case "save":
		p.openMarked()
		return true
	case "print":
		if c, ok := p.markedCase(); ok {
			p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: c.Stay.ID + "/notice"})
			return true
		}
	case "close":
		if p.find.Text != "" {
			p.find.SetText("")
			return true
		}
	}
	return false
}

func (p *listPage) load() {
	var all []tracing.Case
	p.shell.Work("正在读取寻亲名单…", func(ctx context.Context) (err error) {
		all, err = p.shell.Tracing().List(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.all, p.loaded = all, true
		p.filter.Options = p.filters()
		p.filter.Refresh()
		p.fill()
		kit.Tell("ready", "trace")
	})
}

// filters are the chips with how many each would show.
func (p *listPage) filters() []kit.Option {
	var options []kit.Option
	for _, f := range []struct{ key, text string }{{everyone, "全部"}, {late, "超期"}, {near, "快到期"}, {noticed, "已公告"}, {dna, "DNA"}} {
		n := 0
		for _, c := range p.all {
			if keeps(f.key, c) {
				n++
			}
		}
		options = append(options, kit.Option{Key: f.key, Text: lang.L("{{.Filter}} {{.N}}", map[string]any{"Filter": lang.L(f.text), "N": n})})
	}
	return options
}

// keeps reports whether a filter leaves a search in the list.
func keeps(filter string, c tracing.Case) bool {
	did := func(kinds ...tracing.Kind) bool {
		return slices.ContainsFunc(c.Steps, func(s tracing.Step) bool { return s.Counts() && slices.Contains(kinds, s.Kind) })
	}
	stands := func(state clock.State) bool {
		return slices.ContainsFunc(c.Clocks, func(d clock.Deadline) bool { return d.State == state })
	}
	switch filter {
	case late:
		return stands(clock.Overdue)
	case near:
		return stands(clock.Soon)
	case noticed:
		return did(tracing.NoticeOut, tracing.NoticeUpdate)
	case dna:
		return did(tracing.DNARequest, tracing.DNATaken, tracing.DNAResult)
	}
	return true
}

func (p *listPage) filtered() {
	p.shell.Remember(filterKey, p.filter.Chosen())
	p.fill()
}

// look asks the directory whom the words may mean, by pinyin too.
func (p *listPage) look(text string) {
	known := map[string]bool{}
	p.shell.Work("正在查找…", func(context.Context) error {
		if directory := p.shell.Directory(); directory != nil && strings.TrimSpace(text) != "" {
			for _, match := range directory.Find(text, 200) {
				known[match.Person.ID] = true
			}
		}
		return nil
	}, func(error) {
		if p.find.Text == text {
			p.known = known
			p.fill()
		}
	})
}

func (p *listPage) fill() {
	words := strings.ToLower(strings.TrimSpace(p.find.Text))
	p.shown = nil
	for _, c := range p.all {
		if keeps(p.filter.Chosen(), c) && (words == "" || p.known[c.Person.ID] || holds(c, words)) {
			p.shown = append(p.shown, c)
		}
	}
	p.count.Set(lang.L("{{.N}} 人", map[string]any{"N": len(p.shown)}))
	p.body.Objects = []fyne.CanvasObject{p.list}
	if p.loaded && len(p.shown) == 0 {
		p.body.Objects = []fyne.CanvasObject{p.nothing()}
	}
	p.body.Refresh()
	p.list.Refresh()
	p.thumbs.fetch()
	at := max(0, slices.IndexFunc(p.shown, func(c tracing.Case) bool { return c.Stay.ID == p.marked }))
	if len(p.shown) > 0 {
		p.list.UnselectAll()
		p.list.Select(at)
	}
	p.open.SetEnabled(len(p.shown) > 0)
}

// holds reports whether a search is about what was typed.
func holds(c tracing.Case, words string) bool {
	return strings.Contains(strings.ToLower(strings.Join([]string{c.Name(), c.Stay.Number, c.Stay.FoundPlace, c.Person.SaidPlace,
		c.Person.Marks, c.Stay.Clothing}, "\n")), words)
}

func (p *listPage) nothing() fyne.CanvasObject {
	if len(p.all) > 0 {
		return kit.NewEmpty("search", "没有符合的人：换一个筛选，或者清空查找。", kit.NewButton("显示全部", "", func() {
			p.find.SetText("")
			p.filter.Choose(everyone)
			p.filtered()
		}))
	}
	return kit.NewEmpty("home", "现在没有要寻亲的人。登记时没有核实身份的人，会自动出现在这里。",
		kit.NewButton("新来站登记", "arrival", func() { kit.Press(p.shell.Window().Canvas(), "arrival") }))
}

func (p *listPage) update(at int, object fyne.CanvasObject) {
	r := object.(*row)
	if at >= len(p.shown) {
		return
	}
	c, now := p.shown[at], p.shell.Now()
	r.photo.Image = p.thumbs.get(c.Person.ID)
	r.photo.Hidden, r.nobody.Hidden = r.photo.Image == nil, r.photo.Image != nil
	r.name.Content, r.line.Content = c.Name(), kit.Joined(SexAge(c.Person, now), dayOf(c.Stay, now))
	r.place.Content, r.day.Content = orElse(c.Stay.FoundPlace, lang.L("发现地点不详")), c.Stay.Number
	state := StateChip(c.State)
	r.chip.Set(state.Shape, state.Word, state.Color)
	showClock(r, c, now)
	r.tapped = func() { p.tap(at) }
	r.Refresh()
	p.thumbs.fetch()
}

// showClock puts the clock that asks for somebody first into the row.
func showClock(r *row, c tracing.Case, now time.Time) {
	d := c.Next()
	r.sign.Hidden = d == nil
	if d == nil {
		r.due.Content, r.due.Color, r.by.Content = lang.L("没有要办的时限"), kit.Faint, ""
		return
	}
	stands := ClockState(*d)
	r.sign.Set(stands.Shape, stands.Color)
	r.due.Content, r.due.Color = kit.Joined(stands.Word, lang.L(d.Rule.Title)), stands.Color
	r.by.Content = kit.Joined(ClockBy(*d, now), lang.L("依据 {{.Article}}", map[string]any{"Article": d.Rule.Article}))
}

func (p *listPage) mark(at int) {
	if at < len(p.shown) {
		p.marked = p.shown[at].Stay.ID
	}
}

func (p *listPage) markedCase() (c tracing.Case, ok bool) {
	at := slices.IndexFunc(p.shown, func(c tracing.Case) bool { return c.Stay.ID == p.marked })
	if at < 0 {
		return c, false
	}
	return p.shown[at], true
}

// tap marks a row, and opens it where it is marked already.
func (p *listPage) tap(at int) {
	p.shell.Window().Canvas().Focus(p.list)
	if at < len(p.shown) && p.shown[at].Stay.ID == p.marked {
		p.openMarked()
		return
	}
	p.list.Select(at)
}

func (p *listPage) openMarked() {
	if c, ok := p.markedCase(); ok {
		p.shell.Go(kit.Route{Name: kit.RouteCase, ID: c.Stay.ID})
	}
}

func (p *listPage) goFirst() {
	if len(p.shown) == 0 {
		return
	}
	p.shell.Window().Canvas().Focus(p.list)
	p.list.Select(0)
}

// key does what a key means in the list; false leaves it to the window.
func (p *listPage) key(key *fyne.KeyEvent) bool {
	at := slices.IndexFunc(p.shown, func(c tracing.Case) bool { return c.Stay.ID == p.marked })
	last, page := len(p.shown)-1, max(1, int(p.list.Size().Height/(kit.Size(kit.Thumb)+kit.Size(kit.Inside)))-1)
	switch key.Name {
	case fyne.KeyDown:
		at++
	case fyne.KeyUp:
		at--
	case fyne.KeyPageDown:
		at += page
	case fyne.KeyPageUp:
		at -= page
	case fyne.KeyHome:
		at = 0
	case fyne.KeyEnd:
		at = last
	case fyne.KeyReturn, fyne.KeyEnter:
		p.openMarked()
		return true
	default:
		return false
	}
	if at = min(max(at, 0), last); at >= 0 {
		p.list.Select(at)
	}
	return true
}
