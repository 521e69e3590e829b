package desk

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
)

// receive is the page 接待: begin, go on with a draft, see who came.
type receive struct {
	shell   Shell
	desk    *intake.Desk
	content fyne.CanvasObject

	begin  *kit.Button
	others fyne.CanvasObject // the other ways to begin
	drafts *drafts
	span   *kit.Choice
	find   *kit.Entry
	table  *kit.DataTable[intake.Resident]
	empty  fyne.CanvasObject
	all    []intake.Resident
	words  words
	stop   func()
}

// New returns the page 接待.
func New(shell Shell) kit.View {
	p := &receive{shell: shell, desk: shell.Desk(), words: words{}}
	p.begin = kit.NewPrimary("新来站登记", "arrival", func() { begin(shell) })
	p.others = kit.Above(kit.Shared(kit.NewButton("快速登记", "quick", func() { beginQuick(shell) })),
		kit.Shared(kit.NewButton("不住站救助", "spot", func() { beginSpot(shell) })),
		kit.Shared(kit.NewButton("导入名单", "", func() { shell.Go(kit.Route{Name: kit.RouteImport}) })))
	p.drafts = newDrafts(p)
	p.span = kit.NewChoice([]kit.Option{{Key: "today", Text: lang.L("今天")}, {Key: "week", Text: lang.L("近7天")}, {Key: "in", Text: lang.L("在站")}})
	p.span.OnChanged = func() { shell.Remember(spanKey, p.span.Chosen()); p.keep() }
	if p.span.Choose(shell.Remembered(spanKey)); p.span.Chosen() == "" {
		p.span.Choose("week")
	}
	p.find = kit.NewEntry()
	p.find.SetHint(lang.L("在列表中查找"))
	p.find.OnChanged = func(text string) { p.table.SetFilter(text) }
	p.buildTable()
	p.empty = kit.NewEmpty("desk", "还没有人来站。按 F2 开始登记：只有来站方式和性别必填，其余可以以后补。", nil)
	left := kit.NewCard("", nil, container.NewBorder(kit.Groups(kit.Above(kit.Shared(p.begin), p.others), p.drafts.head), nil, nil, nil, kit.Flush(kit.Nudge, p.drafts.content)))
	tools := kit.Shared(p.span, p.find)
	right := kit.NewCard("来站的人", nil, container.NewBorder(kit.Flush(kit.Nudge, kit.Margin(kit.Nudge, tools)), nil, nil, nil, container.NewStack(p.table, p.empty)))
	p.content = kit.Margin(kit.Between, container.New(sideAndRest{}, left, right))
	return p
}

const (
	spanKey  = "desk.span"
	tableKey = "desk.table"
)

func (p *receive) buildTable() {
	now := p.shell.Now
	p.table = kit.NewDataTable([]kit.Column[intake.Resident]{
		{ID: "at", Title: lang.L("来站时间"), Width: 1.3, Text: func(r intake.Resident) string { return kit.SayTime(r.Stay.ArrivedAt, now()) },
			Compare: func(a, b intake.Resident) int { return a.Stay.ArrivedAt.Compare(b.Stay.ArrivedAt) }},
		{ID: "number", Title: lang.L("编号"), Width: 1.2, Text: stayNumber},
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: intake.Resident.Name},
		{ID: "sex", Title: lang.L("性别"), Width: 0.6, Text: func(r intake.Resident) string { return p.words.say("sex", r.Person.Sex) }},
		{ID: "age", Title: lang.L("年龄"), Width: 1.2, Text: func(r intake.Resident) string { return ageWords(r.Person.Profile, now()) }},
		{ID: "by", Title: lang.L("来站方式"), Width: 2, Text: func(r intake.Resident) string { return p.words.say("came_by", r.Stay.CameBy) }},
		{ID: "state", Title: lang.L("状态"), Width: 1, Text: func(r intake.Resident) string { return stateSign(r.Stay.State) + " " + stateWord(r.Stay.State) },
			Color: func(r intake.Resident) fyne.ThemeColorName { return stateLook(r.Stay.State).Color }},
	})
	p.table.OnOpen = func(r intake.Resident) { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: r.Person.ID}) }
	p.table.SetChoice(readChoice(p.shell.Remembered(tableKey)))
	p.table.OnRemember = func(c kit.TableChoice) { p.shell.Remember(tableKey, writeChoice(c)) }
}

// stateSign is a shape in the text, so that a state is told without colour.
func stateSign(s intake.State) string {
	switch {
	case s == intake.In:
		return "●"
	case s.Open():
		return "▲"
	case s == intake.Refused:
		return "✕"
	}
	return "■"
}

// stayNumber is the year and number of a stay, without the code of the
// station, which is the same in every row; or the slip of who was not admitted.
func stayNumber(r intake.Resident) string {
	parts := strings.Split(r.Stay.Number, "-")
	if len(parts) < 2 {
		return r.Stay.Slip
	}
	return strings.Join(parts[len(parts)-2:], "-")
}

func (p *receive) Content() fyne.CanvasObject { return p.content }

func (p *receive) Enter() {
	p.stop = p.shell.OnChange(func(tables map[string]bool) {
		if tables["draft"] {
			p.drafts.load()
		}
		if tables["stay"] || tables["person"] || tables["directory"] {
			p.load()
		}
	})
	p.drafts.load()
	p.load()
	p.shell.Window().Canvas().Focus(p.begin)
}

func (p *receive) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.drafts.leave()
}

func (p *receive) Do(id string) bool {
	if id == "undo" {
		return p.drafts.undo()
	}
	return Obey(p.shell, id)
}

// pastDays is how far back the list goes for those who are no longer here.
const pastDays = 7

// load reads who is in the station's care, and from the directory who came
// lately and has left.
func (p *receive) load() {
	var here []intake.Resident
	if !p.shell.Session().Can(access.ReadPeople) {
		return
	}
	directory, now := p.shell.Directory(), p.shell.Now()
	p.shell.Work("正在读取来站的人…", func(ctx context.Context) (err error) {
		here, err = p.desk.Residents(ctx)
		if err == nil {
			here = append(here, lately(directory, here, now)...)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		slices.SortStableFunc(here, func(a, b intake.Resident) int { return b.Stay.ArrivedAt.Compare(a.Stay.ArrivedAt) })
		p.all = here
		p.table.SetRows(here)
		p.keep()
	})
}

// lately lists who came in the last days and is not among those here.
func lately(d *intake.Directory, here []intake.Resident, now time.Time) (all []intake.Resident) {
	known := make(map[string]bool, len(here))
	for _, r := range here {
		known[r.Stay.ID] = true
	}
	since := now.AddDate(0, 0, -pastDays)
	for _, card := range d.Recent(d.Len()) {
		if !known[card.Stay.ID] && card.Stay.ArrivedAt.After(since) {
			all = append(all, card.Resident)
		}
	}
	return all
}

// keep shows the rows of the chosen span.
func (p *receive) keep() {
	today := calendar.On(p.shell.Now())
	since := p.shell.Now().AddDate(0, 0, -pastDays)
	p.table.SetKeep(func(r intake.Resident) bool {
		switch p.span.Chosen() {
		case "today":
			return calendar.On(r.Stay.ArrivedAt) == today
		case "in":
			return r.Stay.State.Open()
		}
		return r.Stay.ArrivedAt.After(since)
	})
	none := len(p.all) == 0
	p.table.Hidden, p.empty.(*fyne.Container).Hidden = none, !none
	p.content.Refresh()
}

// writeChoice and readChoice remember how the table is set up.
func writeChoice(c kit.TableChoice) string {
	down := ""
	if c.Down {
		down = "down"
	}
	return strings.Join([]string{c.Sort, down, strings.Join(c.Hidden, ",")}, "|")
}

func readChoice(text string) (c kit.TableChoice) {
	parts := strings.Split(text, "|")
	if len(parts) != 3 {
		return c
	}
	c.Sort, c.Down = parts[0], parts[1] == "down"
	if parts[2] != "" {
		c.Hidden = strings.Split(parts[2], ",")
	}
	return c
}

// sideAndRest gives a list at the left a fixed width and the rest to the right.
type sideAndRest struct{}

// draftShare is the width of the drafts in frames of a photo.
const draftShare = 1.4

func (sideAndRest) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Frame)*draftShare+kit.Size(kit.Between)+o[1].MinSize().Width,
		max(o[0].MinSize().Height, o[1].MinSize().Height))
}

func (sideAndRest) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := kit.Size(kit.Frame) * draftShare
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+kit.Size(kit.Between), 0))
	o[1].Resize(fyne.NewSize(size.Width-left-kit.Size(kit.Between), size.Height))
}
