package care

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter"
	"guitu/ui/kit"
)

// matters is 处置程序: what is open about somebody who is missing, has died or is
// to be settled, and who is to be settled and has no file yet.
type matters struct {
	desk
	rows  []matterRow
	table *kit.DataTable[matterRow]
	none  fyne.CanvasObject // stands in the empty list
	shown *matter           // in place of the list; nil while the list shows
	body  *container.Scroll
}

// matterRow is a matter, or one that is to be opened.
type matterRow struct {
	shelter.Search
	due shelter.SettlementDue // of one that was not opened
}

// toOpen reports that the matter is due and nobody opened it.
func (m matterRow) toOpen() bool { return m.ID == "" }

func newMatters(shell Shell) *kit.Room {
	m := &matters{}
	m.table = kit.NewDataTable([]kit.Column[matterRow]{
		{ID: "kind", Title: lang.L("事项"), Width: 1.8, Text: func(r matterRow) string { return lang.L(kindWords[r.Kind]) }},
		{ID: "name", Title: lang.L("姓名"), Width: 2.4, Text: func(r matterRow) string { return r.Name }},
		{ID: "bed", Title: lang.L("床位"), Width: 1.6, Text: func(r matterRow) string { return r.Bed }},
		{ID: "since", Title: lang.L("开始"), Width: 2, Text: m.since},
		{ID: "state", Title: lang.L("进度"), Width: 3, Text: matterState, Color: matterInk},
	})
	m.table.OnOpen = m.open
	foot := kit.Actions(nil, kit.NewPrimary("打开", "", func() {
		if row, ok := m.table.Marked(); ok {
			m.open(row)
		}
	}))
	m.none = kit.NewEmpty("care", "现在没有要办的事。点名有人未到，会在这里立出来。", nil)
	list := container.NewBorder(kit.SentenceOver("点名未到、死亡和身份不明满三个月的落户安置，在这里一步一步办。身份不明的人到期会自己出现。"), foot, nil, nil, container.NewStack(m.table, m.none))
	m.use(shell, m.table.Target(), list, m.reload, "procedure_case", "stay", "rollcall", "person", "bed_take", "setting")
	room := m.room(m, nil)
	room.Focus = func() {
		if m.shown != nil && !m.Listed() {
			m.shown.focus()
			return
		}
		m.FocusOn(m.table.Target())
	}
	return room
}

func (m *matters) since(r matterRow) string {
	if r.toOpen() {
		return lang.L("{{.Day}}到期", map[string]any{"Day": r.due.Since.String()})
	}
	return kit.SayTime(r.Opened, m.shell.Now())
}

func matterState(r matterRow) string {
	switch missing := len(r.Procedure.Missing()); {
	case r.toOpen():
		return "◆ " + lang.L("到期，还没有立项")
	case r.Kind == shelter.ProcedureMissing && r.MayLeave():
		return "▲ " + lang.L("连续{{.N}}次未到，可以登记离站", map[string]any{"N": r.Missed})
	case missing == 0:
		return "■ " + lang.L("必办的都办了")
	default:
		return "○ " + lang.L("已办{{.Done}}项，还有{{.N}}项必办", map[string]any{"Done": strconv.Itoa(ticked(r)), "N": missing})
	}
}

func ticked(r matterRow) (n int) {
	for _, s := range r.Steps {
		if !s.Done.IsZero() {
			n++
		}
	}
	return n
}

func matterInk(r matterRow) fyne.ThemeColorName {
	switch {
	case r.toOpen():
		return kit.Overdue
	case len(r.Procedure.Missing()) == 0:
		return kit.Done
	}
	return kit.Soon
}

func (m *matters) reload() {
	var rows []matterRow
	m.read(func(ctx context.Context) error {
		house := m.shell.House()
		searches, err := house.Searches(ctx)
		if err != nil {
			return err
		}
		for _, s := range searches {
			rows = append(rows, matterRow{Search: s})
		}
		for _, kind := range []shelter.ProcedureKind{shelter.ProcedureDeath, shelter.ProcedureSettlement} {
			open, err := house.Procedures(ctx, kind)
			if err != nil {
				return err
			}
			for _, p := range open {
				rows = append(rows, matterRow{Search: shelter.Search{Procedure: p}})
			}
		}
		due, err := house.SettlementsDue(ctx)
		for _, d := range due {
			if d.ProcedureID == "" {
				rows = append(rows, dueRow(d))
			}
		}
		return err
	}, func() {
		m.rows = rows
		m.show()
	})
}

func dueRow(d shelter.SettlementDue) matterRow {
	p := shelter.Procedure{Kind: shelter.ProcedureSettlement, StayID: d.Resident.Stay.ID, PersonID: d.Resident.Person.ID, Name: d.Name}
	return matterRow{Search: shelter.Search{Procedure: p}, due: d}
}

func (m *matters) show() {
	_, had := m.table.Marked()
	m.table.SetRows(m.rows)
	m.none.Hide()
	if len(m.rows) == 0 {
		m.none.Show()
	}
	if !had {
		m.table.PutCursor(0)
	}
	if m.shown == nil || m.Listed() {
		return
	}
	for _, r := range m.rows {
		if r.ID == m.shown.search.ID && !r.toOpen() {
			m.shown.show(r.Search)
			m.body.Refresh()
			return
		}
	}
	m.back() // it was closed
}

// open shows a matter in place of the list, and opens the one that is due.
func (m *matters) open(row matterRow) {
	if !row.toOpen() {
		m.put(row.Search)
		return
	}
	var p shelter.Procedure
	m.Save(nil, func(ctx context.Context) (err error) {
		p, err = m.shell.House().OpenSettlement(ctx, row.StayID)
		return err
	}, func() {
		kit.Tell("procedure", "opened")
		m.put(shelter.Search{Procedure: p})
		m.Load()
	})
}

func (m *matters) put(s shelter.Search) {
	m.shown = newMatter(&m.desk, func() { m.Load() })
	m.shown.show(s)
	m.body = container.NewVScroll(kit.ClearOfBar(kit.Margin(kit.Nudge, m.shown.content)))
	hint := kit.NewLabel(lang.L("Enter 勾选，再按一次撤回；↓ 到备注"))
	foot := kit.Actions([]fyne.CanvasObject{m.shown.foot}, kit.NewButton("返回列表", "close", m.back))
	m.Put(container.NewBorder(kit.Margin(kit.Nudge, hint), foot, nil, nil, kit.Narrow(m.body)))
	m.shown.focus()
}

func (m *matters) back() {
	m.shown = nil
	m.Back()
}

// sayDays is how long somebody is here.
func sayDays(arrived, now time.Time) string {
	return lang.L("第{{.N}}天", map[string]any{"N": shelter.Days(arrived, now)})
}
