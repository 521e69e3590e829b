package supplies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// moving is the section 调拨报损: all lots, what is moved from one depot to
// another, and what can no longer be used.
type moving struct {
	*place
	find    *kit.Entry
	table   *kit.DataTable[supply.Lot]
	filter  *kit.Choice
	body    *fyne.Container
	waiting *kit.Button
	lots    []supply.Lot
	depots  []supply.Depot
	asked   []supply.WriteOff // wait for another person
	last    supply.Slip       // that was written last
	loads   int
}

// The filters of the lots.
const (
	lotsExpired  = "expired"
	lotsReserved = "reserved"
)

func newMoving(shell Shell) *moving {
	m := &moving{place: newPlace(shell), find: kit.NewEntry(), filter: kit.NewMultiChoice([]kit.Option{
		{Key: lotsExpired, Text: lang.L("过期或快到期")}, {Key: lotsReserved, Text: lang.L("定向捐赠")}})}
	sources, today := words("supply_source"), func() calendar.Date { return calendar.On(shell.Now()) }
	m.table = kit.NewDataTable([]kit.Column[supply.Lot]{
		{ID: "item", Title: lang.L("物资"), Width: 1.6, Text: func(l supply.Lot) string { return full(l.Item) }},
		{ID: "label", Title: lang.L("批号"), Width: 0.9, Text: func(l supply.Lot) string { return dash(l.Label) }},
		{ID: "source", Title: lang.L("来源"), Width: 2, Text: func(l supply.Lot) string { return sourceWords(l, sources) }},
		{ID: "expires", Title: lang.L("有效期"), Width: 2, Text: func(l supply.Lot) string { return expiryWords(l, today()) },
			Compare: func(a, b supply.Lot) int { return a.Expires.Compare(b.Expires) }, Color: func(l supply.Lot) fyne.ThemeColorName { return expiryColor(l, today()) }},
		{ID: "depot", Title: lang.L("库房"), Width: 1, Text: func(l supply.Lot) string { return l.Depot.Name }},
		{ID: "stock", Title: lang.L("数量"), Width: 0.9, Text: func(l supply.Lot) string { return count(l.Stock, l.Item.Unit) },
			Compare: func(a, b supply.Lot) int { return a.Stock - b.Stock }},
	})
	m.table.OnOpen = m.enterLot
	m.find.SetHint(lang.L("找批次：物资、批号、捐赠人、库房"))
	m.find.OnChanged = m.table.SetFilter
	m.find.OnSubmitted = func(string) { m.focus(m.table.Target()) }
	m.table.SetKeep(m.keeps)
	m.filter.OnChanged = func() { m.table.SetKeep(m.keeps) }
	m.body = container.NewStack(m.table)
	m.put(kit.Margin(kit.Nudge, container.NewBorder(kit.Above(m.find, container.NewBorder(nil, nil, nil, m.lists(), m.filter)), m.foot(), nil, nil, m.body)))
	return m
}

func (m *moving) section() *kit.Room {
	room := m.place.room(m.load, func() { m.focus(m.table.Target()) }, nil, m.do, func(tables map[string]bool) {
		if tables["supply_item"] || tables["supply_lot"] || tables["supply_move"] || tables["supply_depot"] || tables["supply_write_off"] {
			m.load()
			m.reload()
		}
	})
	room.Desk = m
	return room
}

func (m *moving) do(id string) bool {
	if id != "print" {
		return false
	}
	if m.last.Number == "" {
		m.ask("调拨或核实报损以后按 F9 打印；以前的在“单据”里重印。")
		return true
	}
	m.printSlips(m.last.Kind, m.last.Number)
	return true
}

func (m *moving) foot() fyne.CanvasObject {
	marked := func(do func(supply.Lot)) func() {
		return func() {
			if l, ok := m.table.Marked(); ok {
				do(l)
				return
			}
			m.ask("请先在表里选一个批次。")
		}
	}
	var left []fyne.CanvasObject
	if m.can(stockRight) {
		left = append(left, kit.NewButton("调拨", "", marked(m.transfer)))
	}
	if m.can(access.IssueSupplies) {
		left = append(left, kit.NewButton("报损", "", marked(func(l supply.Lot) { m.askWriteOff(l) })), kit.NewButton("过期的全部报损", "", m.askExpired))
	}
	if m.can(stockRight) {
		left = append(left, kit.NewButton("更正批次", "", marked(func(l supply.Lot) { m.correctLot(l, m.load) })))
	}
	return kit.Above(kit.NewRule(true), kit.Actions(left))
}

// lists lead to what lies beside the lots.
func (m *moving) lists() fyne.CanvasObject {
	m.waiting = kit.NewButton("报损记录", "", m.openWriteOffs)
	row := kit.Beside(m.waiting)
	if m.can(stockRight) {
		row.Add(kit.NewButton("库房", "", m.openDepots))
	}
	row.Add(kit.NewButton("单据", "", func() { m.openSlips(supply.MoveTransfer, supply.MoveWriteOff) }))
	return row
}

// enterLot is Enter on a lot: what most come here for.
func (m *moving) enterLot(l supply.Lot) {
	switch {
	case l.Expired(calendar.On(m.shell.Now())) && m.can(access.IssueSupplies):
		m.askWriteOff(l)
	case m.can(stockRight):
		m.transfer(l)
	}
}

func (m *moving) load() {
	m.loads++
	this := m.loads
	var lots []supply.Lot
	var depots []supply.Depot
	var asked []supply.WriteOff
	m.read("正在读取批次…", func(ctx context.Context) (err error) {
		room := m.shell.Supplies()
		if lots, err = room.Lots(ctx, ""); err != nil {
			return err
		}
		if depots, err = room.Depots(ctx); err != nil {
			return err
		}
		asked, err = room.WriteOffs(ctx, supply.Asked)
		return err
	}, func() {
		if this != m.loads {
			return
		}
		m.lots, m.depots, m.asked = lots, depots, asked
		m.table.SetRows(lots)
		listOr(m.body, m.table, len(lots), "库里还没有物资。入库以后，每一批都列在这里。", nil)
		m.waiting.SetText(lang.L("报损（待核实{{.N}}）", map[string]any{"N": len(asked)}))
		m.content.Refresh()
	})
}

func (m *moving) keeps(l supply.Lot) bool {
	on := m.filter.ChosenAll()
	soon := !l.Expires.IsZero() && l.Expires.Sub(calendar.On(m.shell.Now())) <= soonDays
	return (!slices.Contains(on, lotsExpired) || soon) && (!slices.Contains(on, lotsReserved) || l.Reserved())
}

// transfer moves part of a lot into another depot.
func (m *moving) transfer(l supply.Lot) {
	var others []supply.Depot
	for _, d := range m.depots {
		if d.ID != l.Depot.ID {
			others = append(others, d)
		}
	}
	options := depotOptions(others)
	if len(options) == 0 {
		m.ask("只有一个库房，没有地方可以调拨。请先按“库房”加一个。")
		return
	}
	form, depot, qty, note := kit.NewForm(), kit.NewChoice(options), kit.NewDigitsEntry(), kit.NewEntry()
	if len(options) == 1 {
		depot.Choose(options[0].Key)
	}
	group := form.Group("")
	group.Add("depot", "调到哪个库房", depot).Require()
	group.Add("quantity", "数量", qty).Require()
	group.Add("note", "说明", note)
	form.OnSubmit = func() {
		var slip supply.Slip
		m.save(form, func(ctx context.Context) (err error) {
			slip, err = m.shell.Supplies().Transfer(ctx, l.ID, depot.Chosen(), number(qty), strings.TrimSpace(note.Text))
			return err
		}, func() {
			m.last = slip
			kit.Tell("slip", "moved")
			m.done("已调拨，单号{{.Number}}。按 F9 打印调拨单。", map[string]any{"Number": slip.Number})
			m.back()
			m.load()
		})
	}
	m.fill(lang.L("调拨：{{.Name}}", map[string]any{"Name": m.lotTitle(l)}), "来源、捐赠人、用途和有效期跟着物资走。", "调拨", form)
}

func (m *moving) lotTitle(l supply.Lot) string {
	return kit.Joined(full(l.Item), lotWords(l, words("supply_source")), count(l.Stock, l.Item.Unit))
}

// askExpired asks to write off all that has expired.
func (m *moving) askExpired() {
	var expired []supply.Lot
	for _, l := range m.lots {
		if l.Expired(calendar.On(m.shell.Now())) {
			expired = append(expired, l)
		}
	}
	if len(expired) == 0 {
		m.ask("没有过期的物资。")
		return
	}
	m.askWriteOff(expired...)
}

// askWriteOff asks for one lot, or part of it, or for several whole ones to be
// written off. Another person confirms it.
func (m *moving) askWriteOff(lots ...supply.Lot) {
	form, cause, note, qty := kit.NewForm(), kit.NewChoice(codes("write_off_cause")), kit.NewParagraphEntry(3), kit.NewDigitsEntry()
	title := lang.L("报损：{{.N}}批过期物资", map[string]any{"N": len(lots)})
	group := form.Group("")
	if len(lots) == 1 {
		title = lang.L("报损：{{.Name}}", map[string]any{"Name": m.lotTitle(lots[0])})
		qty.SetText(strconv.Itoa(lots[0].Stock))
		group.Add("quantity", "报损多少", qty).Require()
	}
	if lots[0].Expired(calendar.On(m.shell.Now())) {
		cause.Choose("expired")
	}
	group.Add("cause", "原因", cause).Require()
	group.Add("note", "说明（不写人名）", note)
	form.OnSubmit = func() {
		w := supply.WriteOff{Cause: cause.Chosen(), Note: note.Text}
		for _, l := range lots {
			w.Lines = append(w.Lines, supply.Scrap{LotID: l.ID, Qty: l.Stock})
		}
		if len(lots) == 1 {
			w.Lines[0].Qty = number(qty)
		}
		m.save(form, func(ctx context.Context) error {
			_, err := m.shell.Supplies().AskWriteOff(ctx, w)
			return err
		}, func() {
			kit.Tell("write-off", "asked")
			m.done("已申请报损。请另一人看过实物，登录后核实。", nil)
			m.back()
			m.load()
		})
	}
	m.fill(title, "申请后库存不变，另一人核实实物以后才从账上减掉。实物照片打印后和报损单一起归档。", "申请报损", form)
}
