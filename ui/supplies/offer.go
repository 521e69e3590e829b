package supplies

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// offer is what may be handed out: Enter puts it into the basket.
type offer struct {
	issue   *issue
	content fyne.CanvasObject
	find    *kit.Entry
	table   *kit.DataTable[supply.Item]
	body    *fyne.Container // the table, or what teaches
	usable  map[string]int  // how many may be handed out to anybody, by item
}

func newOffer(i *issue) *offer {
	kinds := words("supply_kind")
	o := &offer{issue: i, usable: map[string]int{}, find: kit.NewEntry()}
	o.table = kit.NewDataTable([]kit.Column[supply.Item]{
		{ID: "name", Title: lang.L("物资"), Width: 2, Text: full},
		{ID: "kind", Title: lang.L("类别"), Width: 1.4, Text: func(i supply.Item) string { return kinds[i.Kind] }},
		{ID: "usable", Title: lang.L("能发"), Width: 1, Text: func(i supply.Item) string { return count(o.usable[i.ID], i.Unit) },
			Compare: func(a, b supply.Item) int { return cmp.Compare(o.usable[a.ID], o.usable[b.ID]) },
			Color:   func(i supply.Item) fyne.ThemeColorName { return colorOf(i, o.usable[i.ID]) }},
	})
	o.table.OnOpen = func(item supply.Item) {
		if !i.scanner.Enter() {
			i.add(item, 1)
		}
	}
	o.find.SetHint(lang.L("扫条码，或写物资名称"))
	o.find.OnChanged = o.table.SetFilter
	o.find.OnSubmitted = func(string) {
		if shown := o.table.Shown(); len(shown) > 0 {
			i.add(shown[0], 1)
			o.find.SetText("")
		}
	}
	o.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown {
			i.focus(o.table.Target())
			return true
		}
		return false
	}
	i.scanner.Watch(o.find)
	o.body = container.NewStack(o.table)
	o.content = container.NewBorder(kit.Flush(kit.Nudge, kit.Margin(kit.Nudge, o.find)), nil, nil, nil, o.body)
	return o
}

// show lists what is offered, with what there is first.
func (o *offer) show() {
	clear(o.usable)
	today := calendar.On(o.issue.shell.Now())
	for _, l := range o.issue.lots {
		if !l.Reserved() && !l.Expired(today) {
			o.usable[l.Item.ID] += l.Stock
		}
	}
	var here, gone []supply.Item
	for _, item := range o.issue.items {
		switch {
		case !item.Active:
		case item.Stock > 0:
			here = append(here, item)
		default:
			gone = append(gone, item)
		}
	}
	o.table.SetRows(append(here, gone...))
	listOr(o.body, o.table, len(o.issue.items), "还没有物资。请站务管理在“库存”里装入常用清单。", nil)
}

// scan puts what was scanned into the basket; the number on somebody's label
// chooses them. A code that nothing has is offered to an item.
func (i *issue) scan(code string) {
	code = supply.CleanBarcode(code)
	for _, item := range i.items {
		if item.Barcode == code && item.Active {
			i.add(item, 1)
			return
		}
	}
	if i.whom.takeNumber(code) {
		return
	}
	i.offerCode(code, i.items, func(item supply.Item) {
		i.load(func() { i.add(item, 1) })
	})
}

// offerCode asks which item a new barcode belongs to, and gives it to that.
func (p *place) offerCode(code string, items []supply.Item, then func(supply.Item)) {
	kit.Tell("unknown", "barcode")
	if !p.can(stockRight) {
		p.ask("没有物资用这个条码。请按名称选物资，并请站务管理登记条码。")
		return
	}
	var without []supply.Item
	for _, item := range items {
		if item.Barcode == "" {
			without = append(without, item)
		}
	}
	p.shell.Toast(kit.Toast{Text: "新条码 {{.Code}}：选它是哪种物资，以后扫了就认得。", Args: map[string]any{"Code": code}, Kind: kit.Info})
	kit.Pick(p.shell.Window().Canvas(), "这个条码是哪种物资", "记下条码", itemOptions(without), func(id string) {
		for _, item := range without {
			if item.ID != id {
				continue
			}
			item.Barcode = strings.TrimSpace(code)
			p.save(nil, p.saveItem(&item), func() { then(item) })
		}
	})
}
