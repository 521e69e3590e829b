package beds

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// planRow is a line of the layout: a zone, a room of it, or a bed of that.
type planRow struct {
	zone shelter.Zone
	room shelter.Room
	bed  shelter.Bed
	beds int // of the zone or the room
}

func (r planRow) name() string {
	switch {
	case r.bed.ID != "":
		return "　　" + r.bed.Name
	case r.room.ID != "":
		return "　" + r.room.Name
	}
	return r.zone.Name
}

// plan is the page on which zones, rooms and beds are added and changed: a
// list at the left, the line with the cursor as a form at the right.
type plan struct {
	page   *page
	layout shelter.Plan
	table  *kit.DataTable[planRow]
	body   *fyne.Container // the list, or what teaches
	form   *fyne.Container
	title  *kit.Text
	submit func()
	fields *kit.Form // what is filled in
	saving bool      // a step is being saved, or the layout read after it
}

// openPlan shows the layout.
func (p *page) openPlan() {
	l := &plan{page: p, form: container.NewStack(), title: strong("")}
	l.table = kit.NewDataTable([]kit.Column[planRow]{
		{ID: "name", Title: lang.L("名称"), Width: 3, Text: planRow.name},
		{ID: "kind", Title: lang.L("是什么"), Width: 1.2, Text: planRow.kindWords},
		{ID: "for", Title: lang.L("住谁、用途"), Width: 2, Text: planRow.useWords},
		{ID: "beds", Title: lang.L("床位"), Width: 1, Text: planRow.bedWords},
	})
	l.table.OnMark = l.edit
	l.table.OnOpen = func(r planRow) { l.edit(r); l.focusForm() }
	l.body = container.NewStack(l.table)
	back := kit.NewButton("返回床位图", "close", p.backToBoard)
	zone := kit.NewButton("加分区", "", func() { l.newZone() })
	foot := kit.Actions([]fyne.CanvasObject{back, zone}, kit.NewPrimary("保存", "save", func() { l.save() }))
	right := container.New(aside{}, kit.NewCard("", nil, container.NewBorder(kit.Close(l.title, kit.NewRule(true)), nil, nil, nil, l.form)))
	left := kit.NewCard("", nil, l.body)
	p.open(&other{
		content: kit.Page(container.NewBorder(kit.Above(heading(lang.L("调整布局")), kit.NewRule(true)), kit.Above(kit.NewRule(true), foot), nil, right, left)),
		submit:  l.save, reload: func() { l.load(nil) },
	})
	l.load(func() { p.focus(l.table.Target()) })
}

func (l *plan) save() {
	if l.submit != nil {
		l.submit()
	}
}

// load reads the layout and lists it; then, where not nil, comes after, also
// where it could not be read.
func (l *plan) load(then func()) {
	var fresh shelter.Plan
	l.page.shell.Work("正在读取布局…", func(ctx context.Context) (err error) {
		fresh, err = l.page.shell.House().Layout(ctx)
		return err
	}, func(err error) {
		if then != nil {
			defer then()
		}
		if err != nil {
			l.page.shell.Fail(err)
			return
		}
		l.layout = fresh
		l.table.SetRows(rowsOf(fresh))
		if len(fresh.Zones) == 0 {
			start := kit.NewPrimary("用样板布置60张床", "", l.start)
			l.body.Objects = []fyne.CanvasObject{kit.NewEmpty("beds", "还没有分区。样板有女区、男区、未成年人、家庭和隔离观察，之后都能改。", start)}
			l.newZone()
		} else {
			l.body.Objects = []fyne.CanvasObject{l.table}
			if l.submit == nil {
				l.edit(rowsOf(fresh)[0])
			}
		}
		l.body.Refresh()
	})
}

// rowsOf lists the layout: each zone, below it its rooms, below them their
// beds.
func rowsOf(p shelter.Plan) []planRow {
	var rows []planRow
	for _, z := range p.Zones {
		at := len(rows)
		rows = append(rows, planRow{zone: z})
		for _, r := range p.Rooms {
			if r.ZoneID != z.ID {
				continue
			}
			room := len(rows)
			rows = append(rows, planRow{zone: z, room: r})
			for _, b := range p.Beds {
				if b.Room.ID == r.ID {
					rows = append(rows, planRow{zone: z, room: r, bed: b})
					rows[room].beds++
					rows[at].beds++
				}
			}
		}
	}
	return rows
}

func (r planRow) kindWords() string {
	switch {
	case r.bed.ID != "":
		return lang.L("床")
	case r.room.ID != "":
		return lang.L("房间")
	}
	return lang.L("分区")
}

func (r planRow) useWords() string {
	switch {
	case r.bed.ID != "" && r.bed.LowerBunk:
		return lang.L("下铺")
	case r.bed.ID != "":
		return lang.L("上铺")
	case r.room.ID != "":
		return roomWords(r.room)
	}
	return ""
}

func (r planRow) bedWords() string {
	if r.bed.ID != "" {
		return ""
	}
	return strconv.Itoa(r.beds)
}

// start lays out the example.
func (l *plan) start() {
	l.change("已按样板布置好60张床，可以逐项修改。", func(ctx context.Context) error {
		return l.page.shell.House().LayOut(ctx, shelter.DefaultTemplate())
	}, nil, true)
}

// change runs a step, shows the layout after it, and an error at the field of
// a form that it is about.
func (l *plan) change(text string, step func(context.Context) error, form *kit.Form, forget bool) {
	if l.saving {
		return // the key was pressed twice
	}
	l.saving = true
	l.page.shell.Work("正在保存…", step, func(err error) {
		if err != nil {
			l.saving = false
			if form == nil || !form.Fail(err) {
				l.page.shell.Fail(err)
			}
			return
		}
		l.page.shell.Toast(kit.Toast{Text: text, Kind: kit.Done})
		if forget {
			l.submit = nil
		}
		l.load(func() { l.saving = false })
	})
}
