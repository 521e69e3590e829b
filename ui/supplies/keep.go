package supplies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// receive takes goods in.
func (p *floor) receive(item supply.Item) {
	form, qty := kit.NewForm(), kit.NewDigitsEntry()
	sources, _ := assets.CodeTable("supply_source") // embedded: it cannot fail
	source := kit.NewChoice(kit.Options(sources))
	group := form.Group("")
	group.Add("quantity", "数量", qty).Require()
	group.Add("source", "来源", source).Require()
	form.OnSubmit = func() {
		p.save(form, func(ctx context.Context) error {
			return p.shell.Supplies().Receive(ctx, item.ID, number(qty), source.Chosen())
		}, func() {
			p.shell.Toast(kit.Toast{Text: "{{.Name}}已入库{{.N}}{{.Unit}}。", Args: map[string]any{"Name": full(item), "N": number(qty), "Unit": item.Unit}, Kind: kit.Done})
			p.showIssue()
			p.focus(p.stock.table.Target())
		})
	}
	p.showForm("入库", form, about(item))
}

// count sets the stock to what was counted.
func (p *floor) count(item supply.Item) {
	form, qty, reason := kit.NewForm(), kit.NewDigitsEntry(), kit.NewEntry()
	group := form.Group("")
	group.Add("quantity", "清点到多少", qty).Require()
	group.Add("reason", "与账面不符的原因", reason)
	form.OnSubmit = func() {
		p.save(form, func(ctx context.Context) error {
			return p.shell.Supplies().Adjust(ctx, item.ID, number(qty), reason.Text)
		}, func() {
			p.shell.Toast(kit.Toast{Text: "{{.Name}}盘点已记入台账。", Args: map[string]any{"Name": full(item)}, Kind: kit.Done})
			p.showIssue()
			p.focus(p.stock.table.Target())
		})
	}
	p.showForm("盘点", form, about(item))
}

// number is the number in a field of digits; −1 where there is none.
func number(e *kit.Entry) int {
	n, err := strconv.Atoi(e.Text)
	if err != nil {
		return -1
	}
	return n
}

func about(item supply.Item) fyne.CanvasObject {
	return kit.Close(strong(full(item)), kit.NewLabel(lang.L("账面库存 {{.N}}{{.Unit}}", map[string]any{"N": item.Stock, "Unit": item.Unit})))
}

// editItem changes what is known of an item, or adds one.
func (p *floor) editItem(item supply.Item) {
	kinds, _ := assets.CodeTable("supply_kind") // embedded: it cannot fail
	form := kit.NewForm()
	kind, name, size, unit, reorder := kit.NewLookup(kit.Options(kinds)), kit.NewEntry(), kit.NewEntry(), kit.NewEntry(), kit.NewDigitsEntry()
	active := kit.NewChoice([]kit.Option{{Key: "yes", Text: lang.L("在用")}, {Key: "no", Text: lang.L("停用")}})
	kind.Choose(item.Kind)
	name.SetText(item.Name)
	size.SetText(item.Size)
	unit.SetText(item.Unit)
	reorder.SetText(strconv.Itoa(item.Reorder))
	active.Choose(map[bool]string{true: "yes", false: "no"}[item.Active])
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	group.Beside("size", "尺码（可空）", size)
	group.Add("kind", "类别", kind).Require()
	group.Add("unit", "计量单位", unit).Require()
	group.Beside("reorder", "补货线（0为不提醒）", reorder)
	group.Add("active", "状态", active)
	form.OnSubmit = func() {
		item := item
		item.Kind, item.Name, item.Size, item.Unit = kind.Chosen(), name.Text, size.Text, unit.Text
		item.Reorder, item.Active = max(0, number(reorder)), active.Chosen() != "no"
		p.save(form, func(ctx context.Context) error { return p.shell.Supplies().SaveItem(ctx, &item) }, func() {
			p.shell.Toast(kit.Toast{Text: "{{.Name}}已保存。", Args: map[string]any{"Name": full(item)}, Kind: kit.Done})
			p.showIssue()
			p.focus(p.stock.table.Target())
		})
	}
	title := "修改物资"
	if item.ID == "" {
		title = "新物资"
	}
	p.showForm(title, form)
}

// openLedger lists the moves of an item: when, what, how many, what was left,
// by whom.
func (p *floor) openLedger(item supply.Item) {
	var staff map[string]string
	sources := words("supply_source")
	table := kit.NewDataTable([]kit.Column[supply.Move]{
		{ID: "at", Title: lang.L("时间"), Width: 1.6, Text: func(m supply.Move) string { return kit.SayTime(m.At, p.shell.Now()) },
			Compare: func(a, b supply.Move) int { return a.At.Compare(b.At) }},
		{ID: "kind", Title: lang.L("事项"), Width: 0.8, Text: moveWords},
		{ID: "qty", Title: lang.L("数量"), Width: 0.8, Text: func(m supply.Move) string { return signed(m.Qty) },
			Compare: func(a, b supply.Move) int { return a.Qty - b.Qty }},
		{ID: "balance", Title: lang.L("结存"), Width: 0.8, Text: func(m supply.Move) string { return strconv.Itoa(m.Balance) },
			Compare: func(a, b supply.Move) int { return a.Balance - b.Balance }},
		{ID: "slip", Title: lang.L("单号"), Width: 1.6, Text: func(m supply.Move) string { return m.Slip }},
		{ID: "why", Title: lang.L("来源或原因"), Width: 2, Text: func(m supply.Move) string {
			if m.Source != "" {
				return sources[m.Source]
			}
			return m.Reason
		}},
		{ID: "actor", Title: lang.L("经办人"), Width: 1.2, Text: func(m supply.Move) string { return staff[m.Actor] }},
	})
	empty := kit.NewEmpty("supplies", "还没有进出。入库以后，每一笔都记在这里，不能改也不能删。", nil)
	body := container.NewStack(table)
	read := func() {
		var moves []supply.Move
		var names map[string]string
		p.shell.Work("正在读取台账…", func(ctx context.Context) (err error) {
			if names, err = p.staff(ctx); err != nil {
				return err
			}
			moves, err = p.shell.Supplies().Ledger(ctx, item.ID)
			return err
		}, func(err error) {
			if err != nil {
				p.shell.Fail(err)
				return
			}
			staff = names
			table.SetRows(moves)
			body.Objects = []fyne.CanvasObject{table}
			if len(moves) == 0 {
				body.Objects = []fyne.CanvasObject{empty}
			}
			body.Refresh()
		})
	}
	title := kit.NewTitle(lang.L("台账：{{.Name}}", map[string]any{"Name": full(item)}))
	title.Whole = false
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", p.back)})
	p.open(&other{reload: read, content: kit.Page(container.NewBorder(kit.Above(title, kit.NewRule(true)), kit.Above(kit.NewRule(true), foot), nil, nil, kit.NewCard("", nil, body)))})
	read()
	p.focus(table.Target())
}

// staff maps accounts to names.
func (p *floor) staff(ctx context.Context) (map[string]string, error) {
	all, err := p.shell.Session().Accounts(ctx)
	names := map[string]string{}
	for _, a := range all {
		names[a.ID] = a.Display
	}
	return names, err
}

func moveWords(m supply.Move) string {
	return lang.L(map[string]string{supply.MoveReceive: "入库", supply.MoveIssue: "发放", supply.MoveReturn: "退回", supply.MoveAdjust: "盘点",
		supply.MoveTransfer: "调拨", supply.MoveWriteOff: "报损"}[m.Kind])
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
