package supplies

import (
	"cmp"
	"context"
	"encoding/json"
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

// stockRight is what keeping the store room needs.
const stockRight = access.StockSupplies

// Keys under which choices of the account are remembered.
const (
	tableKey  = "supplies.stock"
	filterKey = "supplies.filter"
)

// The filters of the stock; beside them stand the station's categories.
const (
	filterLow      = "low"
	filterHas      = "has"
	filterExpiring = "expiring"
	filterOff      = "off"
	filterCategory = "category:"
)

// ware is an item with what there is of it.
type ware struct {
	supply.Item
	usable, reserved, expired int
	next                      calendar.Date // of what is not expired
}

// expires reports that some of it has expired or will within soonDays.
func (w ware) expires(today calendar.Date) bool {
	return w.expired > 0 || !w.next.IsZero() && w.next.Sub(today) <= soonDays
}

// stock is the section 库存: what there is, and what is to be ordered.
type stock struct {
	*place
	head    *fyne.Container
	figures map[string]*kit.Figure
	filter  *kit.Choice
	find    *kit.Entry
	table   *kit.DataTable[ware]
	body    *fyne.Container // the table, or what teaches
	kinds   map[string]string

	wares      []ware
	depots     []supply.Depot
	categories []supply.Category
	loads      int
}

func newStock(shell Shell) *stock {
	s := &stock{place: newPlace(shell), figures: map[string]*kit.Figure{}, kinds: words("supply_kind")}
	s.scanner = kit.NewScanner(s.scan)
	s.buildTable()
	s.buildTop()
	s.table.SetKeep(s.keeps)
	s.body = container.NewStack(s.table)
	s.put(kit.Margin(kit.Nudge, container.NewBorder(s.head, s.foot(), nil, nil, s.body)))
	return s
}

func (s *stock) section() *kit.Room {
	room := s.place.room(s.load, func() {
		if !s.scanner.Enter() {
			s.focus(s.table.Target())
		}
	}, nil, nil, func(tables map[string]bool) {
		if tables["supply_item"] || tables["supply_lot"] || tables["supply_move"] || tables["setting"] {
			s.reload()
			s.load()
		}
	})
	room.Desk = s
	return room
}

func (s *stock) buildTable() {
	number := func(of func(ware) int) func(a, b ware) int {
		return func(a, b ware) int { return cmp.Compare(of(a), of(b)) }
	}
	s.table = kit.NewDataTable([]kit.Column[ware]{
		{ID: "kind", Title: lang.L("类别"), Width: 1.3, Text: func(w ware) string { return s.kinds[w.Kind] }},
		{ID: "name", Title: lang.L("名称"), Width: 1.5, Text: func(w ware) string { return w.Name }},
		{ID: "size", Title: lang.L("尺码"), Width: 0.7, Text: func(w ware) string { return w.Size }},
		{ID: "stock", Title: lang.L("库存"), Width: 1, Text: func(w ware) string { return count(w.Stock, w.Unit) },
			Compare: number(func(w ware) int { return w.Stock }), Color: wareColor},
		{ID: "reserved", Title: lang.L("定向"), Width: 0.7, Text: func(w ware) string { return orDash(w.reserved) }, Compare: number(func(w ware) int { return w.reserved })},
		{ID: "reorder", Title: lang.L("补货线"), Width: 0.8, Text: func(w ware) string { return orDash(w.Reorder) }, Compare: number(func(w ware) int { return w.Reorder })},
		{ID: "expires", Title: lang.L("最近到期"), Width: 1.3, Text: func(w ware) string { return s.nextWords(w) },
			Compare: func(a, b ware) int { return a.next.Compare(b.next) }, Color: s.nextColor},
		{ID: "state", Title: lang.L("状态"), Width: 1.1, Text: func(w ware) string { return stateWords(w.Item, w.usable) }, Color: wareColor},
	})
	var choice kit.TableChoice
	if json.Unmarshal([]byte(s.shell.Remembered(tableKey)), &choice) == nil {
		s.table.SetChoice(choice)
	}
	s.table.OnRemember = func(choice kit.TableChoice) {
		if kept, err := json.Marshal(choice); err == nil {
			s.shell.Remember(tableKey, string(kept))
		}
	}
	s.table.OnOpen = func(w ware) {
		if !s.scanner.Enter() {
			s.openWare(w.Item)
		}
	}
	s.table.OnPreview = func(w ware) { s.openWare(w.Item) }
}

func (s *stock) buildTop() {
	row := kit.Beside()
	for _, f := range []struct{ key, word, filter string }{
		{"kinds", "种物资", ""}, {filterLow, "低库存", filterLow}, {"none", "缺货", filterLow}, {filterExpiring, "快到期", filterExpiring},
	} {
		figure := kit.NewFigure("–", lang.L(f.word), func() { s.filter.Choose(f.filter); s.filtered() })
		s.figures[f.key] = figure
		row.Add(figure)
	}
	s.filter = kit.NewMultiChoice(nil)
	s.filter.OnChanged = s.filtered
	s.offerFilters()
	s.find = kit.NewEntry()
	s.find.SetHint(lang.L("扫条码，或写物资名称"))
	s.find.OnChanged = func(string) { s.table.SetKeep(s.keeps) }
	s.find.OnSubmitted = func(string) { s.focus(s.table.Target()) }
	s.scanner.Watch(s.find)
	s.head = kit.Above(container.New(facing{}, row, s.find), s.filter)
}

// offerFilters makes the filters follow the station's categories. What was
// chosen is remembered with each change.
func (s *stock) offerFilters() {
	s.filter.Options = []kit.Option{{Key: filterLow, Text: lang.L("低库存")}, {Key: filterHas, Text: lang.L("有货")}, {Key: filterExpiring, Text: lang.L("快到期")}}
	for _, c := range s.categories {
		s.filter.Options = append(s.filter.Options, kit.Option{Key: filterCategory + c.Name, Text: lang.L(c.Name)})
	}
	s.filter.Options = append(s.filter.Options, kit.Option{Key: filterOff, Text: lang.L("含停用")})
	s.filter.Choose(strings.Split(s.shell.Remembered(filterKey), ",")...)
}

// facing puts figures at the left and what finds beside them.
type facing struct{}

func (facing) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+kit.Size(kit.Between)+right.Width, max(left.Height, right.Height))
}

func (facing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right := o[0].MinSize(), o[1].MinSize()
	o[0].Resize(fyne.NewSize(left.Width, size.Height))
	at := left.Width + kit.Size(kit.Between)
	o[1].Move(fyne.NewPos(at, (size.Height-right.Height)/2))
	o[1].Resize(fyne.NewSize(size.Width-at, right.Height))
}

// foot are the steps for the line with the cursor.
func (s *stock) foot() fyne.CanvasObject {
	marked := func(do func(supply.Item)) func() {
		return func() {
			if w, ok := s.table.Marked(); ok {
				do(w.Item)
				return
			}
			s.ask("请先在表里选一种物资。")
		}
	}
	left := []fyne.CanvasObject{kit.NewButton("批次和台账", "next", marked(s.openWare))}
	var right []fyne.CanvasObject
	if s.can(stockRight) {
		left = append(left, kit.NewButton("修改", "", marked(s.editItem)), kit.NewButton("更正数量", "", marked(s.correct)), kit.NewButton("类别组", "", s.openCategories))
		right = append(right, kit.NewButton("新物资", "", func() { s.editItem(supply.Item{Active: true}) }))
	}
	return kit.Above(kit.NewRule(true), kit.Actions(left, right...))
}

// load reads the stock.
func (s *stock) load() {
	s.loads++
	this := s.loads
	var items []supply.Item
	var balance []supply.Balance
	var depots []supply.Depot
	var categories []supply.Category
	s.read("正在读取库存…", func(ctx context.Context) (err error) {
		room := s.shell.Supplies()
		if items, err = room.Items(ctx); err != nil {
			return err
		}
		if balance, err = room.Balance(ctx); err != nil {
			return err
		}
		if depots, err = room.Depots(ctx); err != nil {
			return err
		}
		categories, err = room.Categories(ctx)
		return err
	}, func() {
		if this == s.loads {
			s.depots, s.categories = depots, categories
			s.offerFilters()
			s.show(wares(items, balance, calendar.On(s.shell.Now())))
		}
	})
}

// wares puts items and what there is of them together: what is to be ordered
// first, then what expires, then the rest as the store room lists it.
func wares(items []supply.Item, balance []supply.Balance, today calendar.Date) []ware {
	of := map[string]supply.Balance{}
	for _, b := range balance {
		of[b.Item.ID] = b
	}
	var all []ware
	for _, i := range items {
		b := of[i.ID]
		all = append(all, ware{i, b.Usable, b.Reserved, b.Expired, b.NextExpiry})
	}
	rank := func(w ware) int {
		switch {
		case w.Low() || w.usable == 0 && w.Reorder > 0 && w.Active:
			return 0
		case w.expires(today):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(all, func(a, b ware) int { return rank(a) - rank(b) })
	return all
}

// show lists the wares.
func (s *stock) show(all []ware) {
	s.wares = all
	today := calendar.On(s.shell.Now())
	n := map[string]int{}
	for _, w := range all {
		if !w.Active {
			continue
		}
		n["kinds"]++
		if w.Low() {
			n[filterLow]++
		}
		if w.Stock == 0 {
			n["none"]++
		}
		if w.expires(today) {
			n[filterExpiring]++
		}
	}
	paint := func(key string, color fyne.ThemeColorName) {
		if n[key] == 0 {
			color = kit.Ink
		}
		s.figures[key].Set(strconv.Itoa(n[key]), color)
	}
	paint("kinds", kit.Ink)
	paint(filterLow, kit.Soon)
	paint("none", kit.Overdue)
	paint(filterExpiring, kit.Soon)
	s.head.Refresh()
	s.table.SetRows(all)
	s.teach()
}

// teach shows how to begin where nothing is listed yet.
func (s *stock) teach() {
	sentence, button := "物资都会列在这里。请站务管理先建好清单。", (*kit.Button)(nil)
	if s.can(stockRight) {
		sentence, button = "物资都会列在这里。可以从常用清单开始：棉被、洗漱包、棉衣、食品……", kit.NewPrimary("装入常用清单", "", s.begin)
	}
	listOr(s.body, s.table, len(s.wares), sentence, button)
}

func (s *stock) begin() {
	s.read("正在装入清单…", s.shell.Supplies().Start, func() {
		s.done("常用清单已装入，库存都是0。请逐项入库。", nil)
		s.load()
	})
}

func (s *stock) filtered() {
	s.shell.Remember(filterKey, strings.Join(s.filter.ChosenAll(), ","))
	s.table.SetKeep(s.keeps)
}

// keeps reports whether a ware passes the filters; of several categories one
// is enough.
func (s *stock) keeps(w ware) bool {
	on := map[string]bool{}
	for _, key := range s.filter.ChosenAll() {
		on[key] = true
	}
	asked, held := false, false
	for _, c := range s.categories {
		if on[filterCategory+c.Name] {
			asked, held = true, held || c.Holds(w.Item)
		}
	}
	return s.found(w) && (w.Active || on[filterOff]) && (!on[filterLow] || w.Low()) && (!on[filterHas] || w.Stock > 0) &&
		(!on[filterExpiring] || w.expires(calendar.On(s.shell.Now()))) && (!asked || held)
}

// found reports whether all words that are looked for stand at a ware.
func (s *stock) found(w ware) bool {
	at := strings.ToLower(strings.Join([]string{full(w.Item), s.kinds[w.Kind], w.Barcode}, " "))
	for _, word := range strings.Fields(strings.ToLower(s.find.Text)) {
		if !strings.Contains(at, word) {
			return false
		}
	}
	return true
}

// scan opens what was scanned.
func (s *stock) scan(code string) {
	code = supply.CleanBarcode(code)
	var items []supply.Item
	for _, w := range s.wares {
		if w.Barcode == code {
			s.openWare(w.Item)
			return
		}
		items = append(items, w.Item)
	}
	s.offerCode(code, items, func(i supply.Item) {
		s.done("{{.Name}}以后扫这个条码就认得。", map[string]any{"Name": full(i)})
		s.load()
	})
}

func orDash(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

func (s *stock) nextWords(w ware) string {
	if w.expired > 0 {
		return lang.L("◆ {{.N}}已过期", map[string]any{"N": w.expired})
	}
	return sayDate(w.next)
}

func (s *stock) nextColor(w ware) fyne.ThemeColorName {
	switch {
	case w.expired > 0:
		return kit.Overdue
	case w.expires(calendar.On(s.shell.Now())):
		return kit.Soon
	}
	return kit.Ink
}

// stateWords says what is the matter with an item of which so many may be
// handed out; the colour only repeats it.
func stateWords(i supply.Item, usable int) string {
	switch {
	case !i.Active:
		return lang.L("停用")
	case i.Stock == 0:
		return lang.L("◆ 缺货")
	case usable == 0:
		return lang.L("◆ 不能发")
	case i.Low():
		return lang.L("▲ 低库存")
	}
	return lang.L("○ 充足")
}

func colorOf(i supply.Item, usable int) fyne.ThemeColorName {
	switch {
	case !i.Active:
		return kit.Faint
	case i.Stock == 0 || usable == 0:
		return kit.Overdue
	case i.Low():
		return kit.Soon
	}
	return kit.Ink
}

func wareColor(w ware) fyne.ThemeColorName { return colorOf(w.Item, w.usable) }
