package supplies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// What is to be counted.
const (
	scopeAll  = "all"
	scopeSome = "some"
)

// takeBegin asks which depot is to be counted, and which things in it.
type takeBegin struct {
	takes   *stockTakes
	content fyne.CanvasObject
	form    *kit.Form
	depot   *kit.Choice
	scope   *kit.Choice
	find    *kit.Entry
	table   *kit.DataTable[supply.Item]
	items   []supply.Item
	chosen  map[string]bool
}

func newTakeBegin(t *stockTakes, depots []supply.Depot, items []supply.Item) *takeBegin {
	b := &takeBegin{takes: t, form: kit.NewForm(), find: kit.NewEntry(), chosen: map[string]bool{}}
	places := depotOptions(depots)
	if len(places) == 0 { // nothing came in yet: the main one is made by the first stock-take
		places = []kit.Option{{Key: "main", Text: lang.L(supply.MainDepot)}}
	}
	b.depot = kit.NewChoice(places)
	b.depot.Choose(places[0].Key)
	b.scope = kit.NewChoice([]kit.Option{{Key: scopeAll, Text: lang.L("全部物资")}, {Key: scopeSome, Text: lang.L("只盘选中的")}})
	b.scope.Choose(scopeAll)
	b.scope.OnChanged = b.scoped
	b.find.SetHint(lang.L("名称或类别，Enter 到表里，空格选中"))
	b.find.OnChanged = func(text string) { b.table.SetFilter(text) }
	b.find.OnSubmitted = func(string) { t.focus(b.table.Target()) }
	group := b.form.Group("")
	group.Add("depot", "盘哪个库房", b.depot).Require()
	group.Beside("scope", "盘哪些物资", b.scope).Require()
	group.Add("items", "找物资", b.find)
	b.form.OnSubmit = b.submit
	kinds := words("supply_kind")
	b.table = kit.NewDataTable([]kit.Column[supply.Item]{
		{ID: "tick", Title: lang.L("选中"), Width: 0.8, Text: b.tick, Color: func(i supply.Item) fyne.ThemeColorName {
			if b.chosen[i.ID] {
				return kit.Accent
			}
			return kit.Faint
		}},
		{ID: "kind", Title: lang.L("类别"), Width: 1.5, Text: func(i supply.Item) string { return kinds[i.Kind] }},
		{ID: "name", Title: lang.L("名称"), Width: 2, Text: full},
		{ID: "unit", Title: lang.L("计量单位"), Width: 0.8, Text: func(i supply.Item) string { return i.Unit }},
	})
	for _, i := range items {
		if i.Active || i.Stock > 0 {
			b.items = append(b.items, i)
		}
	}
	b.table.SetRows(b.items)
	b.table.OnOpen, b.table.OnPreview = b.turn, b.turn
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回列表", "close", t.toList), kit.NewButton("选中列出的全部", "", b.turnAll)},
		kit.NewPrimary("开始盘点", "save", b.form.Submit))
	b.content = container.NewBorder(kit.Margin(kit.Inside, b.form), foot, nil, nil, b.table)
	b.scoped()
	return b
}

// layer is what stands in place of the list.
func (b *takeBegin) layer() *layer {
	return &layer{content: b.content, form: b.form, focus: func() { b.form.Focus("") }, do: func(id string) bool {
		if id == "close" {
			b.takes.toList()
		}
		return id == "close"
	}}
}

func (b *takeBegin) tick(i supply.Item) string {
	if b.chosen[i.ID] {
		return "✓ " + lang.L("要盘")
	}
	return "–"
}

// scoped shows the list to choose from, where only some are to be counted.
func (b *takeBegin) scoped() {
	some := b.scope.Chosen() == scopeSome
	b.form.Item("items").Show(some)
	if some {
		b.table.Show()
	} else {
		b.table.Hide()
	}
	b.content.Refresh()
}

// turn takes a thing into the count or out of it, and goes on to the next.
func (b *takeBegin) turn(i supply.Item) {
	b.chosen[i.ID] = !b.chosen[i.ID]
	b.table.SetRows(b.items)
	b.table.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
}

// turnAll takes all that are listed into the count, or out of it where all are
// in.
func (b *takeBegin) turnAll() {
	b.scope.Choose(scopeSome)
	b.scoped()
	all := true
	for _, i := range b.table.Shown() {
		all = all && b.chosen[i.ID]
	}
	for _, i := range b.table.Shown() {
		b.chosen[i.ID] = !all
	}
	b.table.SetRows(b.items)
}

func (b *takeBegin) submit() {
	var ids []string
	if b.scope.Chosen() == scopeSome {
		for id, on := range b.chosen {
			if on {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			b.find.SetProblem(lang.L("请先在下面选中要盘的物资，或改盘全部。"))
			b.form.Focus("items")
			return
		}
	}
	depot := b.depot.Chosen()
	if depot == "main" {
		depot = ""
	}
	var take supply.StockTake
	shell := b.takes.shell
	b.takes.save(b.form, func(ctx context.Context) (err error) {
		take, err = shell.Supplies().BeginStockTake(ctx, depot, ids...)
		return err
	}, func() {
		kit.Tell("stocktake", "begun")
		shell.Toast(kit.Toast{Text: "盘点已开始，共{{.N}}种。可以随时离开，回来接着数。", Args: map[string]any{"N": len(take.Lines)}, Kind: kit.Done})
		b.takes.toList()
		b.takes.showTake(take)
	})
}
