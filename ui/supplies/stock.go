package supplies

import (
	"cmp"
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// Keys under which choices of the account are remembered.
const (
	tableKey  = "supplies.table"
	filterKey = "supplies.filter"
)

// The filters of the stock.
const (
	filterLow = "low"
	filterHas = "has"
	filterOff = "off"
)

// stock is the list of what is in the store room.
type stock struct {
	page    *floor
	top     *fyne.Container
	content fyne.CanvasObject
	figures map[string]*kit.Figure
	filter  *kit.Choice
	find    *kit.Entry
	table   *kit.DataTable[supply.Item]
	body    *fyne.Container // the table, or what teaches
	kinds   map[string]string
}

func newStock(p *floor) *stock {
	s := &stock{page: p, figures: map[string]*kit.Figure{}, kinds: words("supply_kind")}
	s.table = kit.NewDataTable([]kit.Column[supply.Item]{
		{ID: "kind", Title: lang.L("类别"), Width: 1.5, Text: func(i supply.Item) string { return s.kinds[i.Kind] }},
		{ID: "name", Title: lang.L("名称"), Width: 1.6, Text: func(i supply.Item) string { return i.Name }},
		{ID: "size", Title: lang.L("尺码"), Width: 0.7, Text: func(i supply.Item) string { return i.Size }},
		{ID: "stock", Title: lang.L("库存"), Width: 1, Text: func(i supply.Item) string { return strconv.Itoa(i.Stock) + " " + i.Unit },
			Compare: func(a, b supply.Item) int { return cmp.Compare(a.Stock, b.Stock) }, Color: colorOf},
		{ID: "reorder", Title: lang.L("补货线"), Width: 0.9, Text: reorderWords,
			Compare: func(a, b supply.Item) int { return cmp.Compare(a.Reorder, b.Reorder) }},
		{ID: "state", Title: lang.L("状态"), Width: 1.6, Text: stateWords, Color: colorOf},
	})
	var choice kit.TableChoice
	if json.Unmarshal([]byte(p.shell.Remembered(tableKey)), &choice) == nil {
		s.table.SetChoice(choice)
	}
	s.table.OnRemember = func(choice kit.TableChoice) {
		if kept, err := json.Marshal(choice); err == nil {
			p.shell.Remember(tableKey, string(kept))
		}
	}
	s.table.OnOpen = func(i supply.Item) { p.issue.add(i, 1) }
	s.table.OnPreview = p.openLedger
	s.buildTop()
	s.body = container.NewStack(s.table)
	s.content = kit.NewCard("", nil, container.NewBorder(nil, s.foot(), nil, nil, s.body))
	return s
}

func (s *stock) buildTop() {
	row := kit.Beside()
	for _, f := range []struct{ key, word, filter string }{
		{"kinds", "种物资", ""}, {filterLow, "低库存", filterLow}, {"none", "缺货", filterLow},
	} {
		figure := kit.NewFigure("–", lang.L(f.word), func() { s.filter.Choose(f.filter); s.filtered() })
		s.figures[f.key] = figure
		row.Add(figure)
	}
	s.filter = kit.NewMultiChoice([]kit.Option{
		{Key: filterLow, Text: lang.L("低库存")}, {Key: filterHas, Text: lang.L("有货")}, {Key: filterOff, Text: lang.L("含停用")}})
	s.filter.Choose(strings.Split(s.page.shell.Remembered(filterKey), ",")...)
	s.filter.OnChanged = s.filtered
	s.find = kit.NewEntry()
	s.find.SetHint(lang.L("找物资"))
	s.find.OnChanged = s.table.SetFilter
	s.find.OnSubmitted = func(string) { s.page.focus(s.table.Target()) }
	var more fyne.CanvasObject
	if s.page.can(access.StockSupplies) {
		more = kit.NewButton("新物资", "", func() { s.page.editItem(supply.Item{Active: true}) })
	}
	right := kit.Above(container.NewBorder(nil, nil, nil, more, s.find), s.filter)
	s.top = kit.Above(container.New(facing{}, row, right), kit.NewRule(true))
}

// facing puts figures at the left and what finds and filters beside them.
type facing struct{}

func (facing) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+kit.Size(kit.Between)+right.Width, max(left.Height, right.Height))
}

func (facing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := o[0].MinSize()
	o[0].Resize(fyne.NewSize(left.Width, size.Height))
	at := left.Width + kit.Size(kit.Between)
	o[1].Move(fyne.NewPos(at, 0))
	o[1].Resize(fyne.NewSize(size.Width-at, size.Height))
}

// foot are the steps for the line with the cursor.
func (s *stock) foot() fyne.CanvasObject {
	marked := func(do func(supply.Item)) func() {
		return func() {
			if i, ok := s.table.Marked(); ok {
				do(i)
				return
			}
			s.page.shell.Toast(kit.Toast{Text: "请先在表里选一种物资。", Kind: kit.Info})
		}
	}
	row := kit.Beside()
	if s.page.can(access.IssueSupplies) {
		row.Add(kit.NewButton("加到这次发放", "next", marked(func(i supply.Item) { s.page.issue.add(i, 1) })))
	}
	row.Add(kit.NewButton("台账", "", marked(s.page.openLedger)))
	if s.page.can(access.StockSupplies) {
		row.Add(kit.NewButton("入库", "", marked(s.page.receive)))
		row.Add(kit.NewButton("盘点", "", marked(s.page.count)))
		row.Add(kit.NewButton("修改", "", marked(s.page.editItem)))
	}
	return kit.Above(kit.NewRule(true), row)
}

// show lists the items of the page.
func (s *stock) show() {
	kinds, low, none := 0, 0, 0
	for _, i := range s.page.items {
		if !i.Active {
			continue
		}
		kinds++
		if i.Low() {
			low++
		}
		if i.Stock == 0 {
			none++
		}
	}
	paint := func(n int, color fyne.ThemeColorName) fyne.ThemeColorName {
		if n == 0 {
			return kit.Ink
		}
		return color
	}
	s.figures["kinds"].Set(strconv.Itoa(kinds), kit.Ink)
	s.figures[filterLow].Set(strconv.Itoa(low), paint(low, kit.Soon))
	s.figures["none"].Set(strconv.Itoa(none), paint(none, kit.Overdue))
	s.top.Refresh()
	s.table.SetRows(s.page.items)
	s.table.SetKeep(s.keeps)
	s.teach()
}

// teach shows how to begin where nothing is listed yet.
func (s *stock) teach() {
	s.body.Objects = []fyne.CanvasObject{s.table}
	if len(s.page.items) == 0 {
		sentence, button := "物资都会列在这里。请站务管理先建好清单。", (*kit.Button)(nil)
		if s.page.can(access.StockSupplies) {
			sentence, button = "物资都会列在这里。可以从常用清单开始：棉被、洗漱包、棉衣、食品……", kit.NewPrimary("装入常用清单", "", s.start)
		}
		s.body.Objects = []fyne.CanvasObject{kit.NewEmpty("supplies", sentence, button)}
	}
	s.body.Refresh()
}

func (s *stock) start() {
	p := s.page
	p.shell.Work("正在装入清单…", p.shell.Supplies().Start, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		p.shell.Toast(kit.Toast{Text: "常用清单已装入，库存都是0。请逐项入库。", Kind: kit.Done})
		p.load(nil)
	})
}

func (s *stock) filtered() {
	s.page.shell.Remember(filterKey, strings.Join(s.filter.ChosenAll(), ","))
	s.table.SetKeep(s.keeps)
}

func (s *stock) keeps(i supply.Item) bool {
	on := map[string]bool{}
	for _, key := range s.filter.ChosenAll() {
		on[key] = true
	}
	return (i.Active || on[filterOff]) && (!on[filterLow] || i.Low()) && (!on[filterHas] || i.Stock > 0)
}

func reorderWords(i supply.Item) string {
	if i.Reorder == 0 {
		return "–"
	}
	return strconv.Itoa(i.Reorder)
}

// stateWords says what is the matter with an item; the colour only repeats it.
func stateWords(i supply.Item) string {
	switch {
	case !i.Active:
		return lang.L("停用")
	case i.Stock == 0:
		return lang.L("◆ 缺货")
	case i.Low():
		return lang.L("▲ 低库存")
	}
	return lang.L("○ 充足")
}

func colorOf(i supply.Item) fyne.ThemeColorName {
	switch {
	case !i.Active:
		return kit.Faint
	case i.Stock == 0:
		return kit.Overdue
	case i.Low():
		return kit.Soon
	}
	return kit.Ink
}

// full is an item's name with its size.
func full(i supply.Item) string { return strings.TrimSpace(i.Name + " " + i.Size) }

// words maps the codes of a table to what is read.
func words(table string) map[string]string {
	codes, _ := assets.CodeTable(table) // embedded: it cannot fail
	all := map[string]string{}
	for _, o := range kit.Options(codes) {
		all[o.Key] = o.Text
	}
	return all
}

// save runs a step of a form and shows what it says at the field it is about.
func (p *floor) save(form *kit.Form, step func(context.Context) error, done func()) {
	if p.saving {
		return // the key was pressed twice
	}
	p.saving = true
	p.shell.Work("正在保存…", step, func(err error) {
		p.saving = false
		if err != nil {
			if !form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		done()
		p.load(nil)
	})
}
