package supplies

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// openWriteOffs lists the write-offs, those that wait first: Enter confirms
// one that another person asked for.
func (m *moving) openWriteOffs() {
	var names map[string]string
	causes := words("write_off_cause")
	table := kit.NewDataTable([]kit.Column[supply.WriteOff]{
		{ID: "state", Title: lang.L("状态"), Width: 1, Text: writeOffState, Color: writeOffColor},
		{ID: "what", Title: lang.L("物资"), Width: 1.8, Text: scrapWords},
		{ID: "cause", Title: lang.L("原因"), Width: 1.6, Text: func(w supply.WriteOff) string { return kit.Joined(causes[w.Cause], w.Note, w.Why) }},
		{ID: "asked", Title: lang.L("申请"), Width: 2.2, Text: func(w supply.WriteOff) string {
			return kit.Joined(names[w.AskedBy], kit.SayTime(w.AskedAt, m.shell.Now()))
		}},
		{ID: "decided", Title: lang.L("核实"), Width: 1.2, Text: func(w supply.WriteOff) string { return names[w.DecidedBy] }},
		{ID: "slip", Title: lang.L("单号"), Width: 1.3, Text: func(w supply.WriteOff) string { return w.Slip }},
	})
	read := func() {
		var all []supply.WriteOff
		m.read("正在读取报损…", func(ctx context.Context) (err error) {
			if names, err = staff(ctx, m.shell); err != nil {
				return err
			}
			all, err = m.shell.Supplies().WriteOffs(ctx, "")
			return err
		}, func() { table.SetRows(waitingFirst(all)) })
	}
	marked := func(state, otherwise string, do func(supply.WriteOff)) func() {
		return func() {
			w, ok := table.Marked()
			if !ok || w.State != state {
				m.ask(otherwise)
				return
			}
			do(w)
		}
	}
	confirm := marked(supply.Asked, "请先选一张待核实的报损。", func(w supply.WriteOff) { m.confirm(w, read) })
	drop := marked(supply.Asked, "请先选一张待核实的报损。", func(w supply.WriteOff) { m.drop(w, read) })
	reprint := marked(supply.Done, "只有核实过的才有报损单。", func(w supply.WriteOff) { m.printSlips(supply.MoveWriteOff, w.Slip) })
	table.OnOpen = func(w supply.WriteOff) {
		if w.State == supply.Done {
			reprint()
			return
		}
		confirm()
	}
	var foot []fyne.CanvasObject
	if m.can(stockRight) {
		foot = append(foot, kit.NewButton("核实报损", "", confirm))
	}
	if m.can(access.IssueSupplies) {
		foot = append(foot, kit.NewButton("不报损", "", drop))
	}
	foot = append(foot, kit.NewButton("打印", "print", reprint))
	m.list(lang.L("报损：一人申请，另一人核实"), table, table.Target(), read, func(id string) bool {
		if id == "print" {
			reprint()
		}
		return id == "print"
	}, foot...)
}

func waitingFirst(all []supply.WriteOff) (sorted []supply.WriteOff) {
	for _, w := range all {
		if w.State == supply.Asked {
			sorted = append(sorted, w)
		}
	}
	for _, w := range all {
		if w.State != supply.Asked {
			sorted = append(sorted, w)
		}
	}
	return sorted
}

func writeOffState(w supply.WriteOff) string {
	return lang.L(map[string]string{supply.Asked: "▲ 待核实", supply.Done: "■ 已报损", supply.Dropped: "○ 没有报损"}[w.State])
}

func writeOffColor(w supply.WriteOff) fyne.ThemeColorName {
	switch w.State {
	case supply.Asked:
		return kit.Soon
	case supply.Done:
		return kit.Done
	}
	return kit.Faint
}

// scrapWords names what is to be written off.
func scrapWords(w supply.WriteOff) string {
	var all []string
	for _, l := range w.Lines {
		all = append(all, full(l.Lot.Item)+" "+count(l.Qty, l.Lot.Item.Unit))
	}
	return strings.Join(all, "、")
}

// confirm takes what another person asked for off the books.
func (m *moving) confirm(w supply.WriteOff, then func()) {
	var slip supply.Slip
	m.save(nil, func(ctx context.Context) (err error) {
		slip, err = m.shell.Supplies().ConfirmWriteOff(ctx, w.ID)
		return err
	}, func() {
		m.last = slip
		kit.Tell("slip", "written off")
		m.done("已报损，单号{{.Number}}。按 F9 打印报损单。", map[string]any{"Number": slip.Number})
		then()
		m.load()
	})
}

// drop puts a write-off aside, with the reason.
func (m *moving) drop(w supply.WriteOff, then func()) {
	kit.AskReason(m.shell.Window().Canvas(), "不报损", "为什么不报损？库存照旧。", "不报损", func(reason string) {
		m.save(nil, func(ctx context.Context) error { return m.shell.Supplies().DropWriteOff(ctx, w.ID, reason) }, func() {
			m.done("这次不报损，库存没有变。", nil)
			then()
			m.load()
		})
	})
}
