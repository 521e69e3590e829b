package person

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// finderRows is how many files the finder offers at a time.
const finderRows = 30

// finderRecent is among how many of those who came last are looked for those
// who are in care.
const finderRecent = 500

// finder looks for another file: by name, sound, number. What is typed stays
// while the page lives.
type finder struct {
	page  *page
	offer func() (found []intake.Match, note string) // before anything is typed
	pick  func(m intake.Match)
	how   string // to pick from what was found
	query *kit.Entry
	table *kit.DataTable[intake.Match]
	note  *kit.Text
	whole fyne.CanvasObject
}

func newFinder(p *page, how string, offer func() ([]intake.Match, string), pick func(intake.Match)) *finder {
	f := &finder{page: p, how: how, offer: offer, pick: pick, query: kit.NewEntry(), note: kit.NewLabel("")}
	now := p.shell.Now
	f.table = kit.NewDataTable([]kit.Column[intake.Match]{
		{ID: "name", Title: lang.L("姓名"), Width: 0.2, Text: func(m intake.Match) string { return m.Name() }},
		{ID: "who", Title: lang.L("性别、年龄"), Width: 0.18, Text: func(m intake.Match) string { return trace.SexAge(m.Person, now()) }},
		{ID: "number", Title: lang.L("救助编号"), Width: 0.18, Text: func(m intake.Match) string { return m.Stay.Number }},
		{ID: "state", Title: lang.L("状态"), Width: 0.12, Text: func(m intake.Match) string { return stateWord(m.Stay.State) }},
		{ID: "last", Title: lang.L("最近一次"), Width: 0.18, Text: func(m intake.Match) string { return kit.SayTime(m.Last(), now()) }},
		{ID: "why", Title: lang.L("为什么列出"), Width: 0.14, Text: func(m intake.Match) string { return lang.L(m.Why) }},
	})
	f.table.OnOpen = pick
	f.query.SetHint(lang.L("姓名、拼音、编号、证件或电话的后几位"))
	f.query.OnChanged = func(string) { f.search() }
	f.query.OnSubmitted = func(string) {
		if rows := f.table.Shown(); len(rows) > 0 {
			pick(rows[0])
		}
	}
	f.query.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name != fyne.KeyDown {
			return false
		}
		p.focus(f.table.Target())
		f.table.Target().TypedKey(key)
		return true
	}
	f.note.Whole = false
	f.whole = container.NewBorder(kit.Close(f.query, f.note), nil, nil, nil, f.table)
	return f
}

// openFinder asks for the other file.
func (p *page) openFinder() {
	if p.finder == nil {
		p.finder = newFinder(p, "↓ 到列表，Enter 并排对照。", p.likely, p.compare)
	}
	p.finder.search()
	p.open(&panel{content: kit.NewCard("关联另一份档案", nil, p.finder.whole), first: p.finder.query})
}

// likely are those who may be the same by number, telephone or name, and were
// not told apart.
func (p *page) likely() (found []intake.Match, note string) {
	person := p.f.person()
	for _, m := range p.shell.Directory().Same(intake.Arrival{Profile: person.Profile}, finderRows) {
		if !p.shell.Directory().Apart(person.ID, m.Person.ID) {
			found = append(found, m)
		}
	}
	if len(p.others(found)) == 0 {
		return nil, "没有号码、电话或姓名相同的档案。请输入再找。"
	}
	return found, "下面是号码、电话或姓名相同的；也可以输入再找。↓ 到列表，Enter 并排对照。"
}

// others are those of some files that are not of this human.
func (p *page) others(found []intake.Match) (all []intake.Match) {
	for _, m := range found {
		if !p.own(m.Person.ID) {
			all = append(all, m)
		}
	}
	return all
}

// search offers who fits what was typed; before that, those whom it is likely
// about.
func (f *finder) search() {
	typed := entered(f.query)
	if typed == "" {
		found, note := f.offer()
		f.show(f.page.others(found), note)
		return
	}
	rows, note := f.page.others(f.page.shell.Directory().Find(typed, finderRows)), f.how
	if len(rows) == 0 {
		note = "没有找到别的档案。"
	}
	f.show(rows, note)
}

func (f *finder) show(rows []intake.Match, note string) {
	f.note.Set(lang.L(note))
	f.table.SetRows(rows)
}

// compare lays the other file beside this one. That it was looked at is on
// record before it shows.
func (p *page) compare(m intake.Match) {
	typed := entered(p.finder.query)
	p.shell.Work("正在记录查看…", func(ctx context.Context) error {
		return p.shell.Directory().LogSearch(ctx, typed, m.Person.ID)
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.open(p.comparePanel(m))
	})
}
