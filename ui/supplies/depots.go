package supplies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// openDepots lists the depots, to be renamed, put in order and closed.
func (m *moving) openDepots() {
	held := map[string]int{}
	for _, l := range m.lots {
		held[l.Depot.ID] += l.Stock
	}
	table := kit.NewDataTable([]kit.Column[supply.Depot]{
		{ID: "name", Title: lang.L("库房"), Width: 2, Text: func(d supply.Depot) string { return d.Name }},
		{ID: "held", Title: lang.L("存有"), Width: 1, Text: func(d supply.Depot) string { return count(held[d.ID], lang.L("件")) }},
		{ID: "state", Title: lang.L("状态"), Width: 1, Text: func(d supply.Depot) string {
			if d.Active {
				return "● " + lang.L("启用")
			}
			return "✕ " + lang.L("停用")
		}},
	})
	table.OnOpen = m.editDepot
	read := func() {
		m.read("正在读取…", func(ctx context.Context) (err error) {
			m.depots, err = m.shell.Supplies().Depots(ctx)
			return err
		}, func() { table.SetRows(m.depots) })
	}
	m.list(lang.L("库房"), table, table.Target(), read, nil, kit.NewButton("新库房", "", func() {
		m.editDepot(supply.Depot{Active: true, Position: len(m.depots)})
	}))
}

func (m *moving) editDepot(d supply.Depot) {
	form, name, position := kit.NewForm(), kit.NewEntry(), kit.NewDigitsEntry()
	active := kit.NewChoice([]kit.Option{{Key: "yes", Text: lang.L("启用")}, {Key: "no", Text: lang.L("停用（不再入库，存货照样能发）")}})
	name.SetText(d.Name)
	position.SetText(strconv.Itoa(d.Position + 1))
	active.Choose(map[bool]string{true: "yes", false: "no"}[d.Active])
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	group.Add("position", "排在第几", position)
	group.Add("active", "状态", active)
	form.OnSubmit = func() {
		d := d
		d.Name, d.Position, d.Active = name.Text, max(0, number(position)-1), active.Chosen() != "no"
		m.save(form, func(ctx context.Context) error { return m.shell.Supplies().SaveDepot(ctx, &d) }, func() {
			m.done("库房“{{.Name}}”已保存。", map[string]any{"Name": d.Name})
			m.back()
			m.load()
		})
	}
	title := lang.L("新库房")
	if d.ID != "" {
		title = lang.L("库房：{{.Name}}", map[string]any{"Name": d.Name})
	}
	m.fill(title, "", "", form)
}
