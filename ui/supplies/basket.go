package supplies

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// usualSet is what somebody gets who stays the night, by name.
var usualSet = []string{"棉被", "垫被", "枕头", "洗漱包"}

// add puts an item into the basket, or more of it.
func (i *issue) add(item supply.Item, n int) {
	if !i.can(access.IssueSupplies) {
		return
	}
	kit.Tell("added", "item")
	for _, l := range i.basket {
		if l.item.ID == item.ID {
			l.set(l.qty + n)
			return
		}
	}
	l := newLine(item, n)
	l.changed, l.step, l.choose, l.scanner = i.counted, i.step, i.chooseLot, i.scanner
	i.basket = append(i.basket, l)
	i.showBasket()
	i.foresee()
}

// addUsual puts the usual set into the basket, as far as it is in stock.
func (i *issue) addUsual() {
	var missing []string
	for _, name := range usualSet {
		found := false
		for _, item := range i.items {
			if item.Name == name && item.Active && i.offer.usable[item.ID] > 0 && !found {
				found = true
				if !i.holds(item.ID) {
					i.add(item, 1)
				}
			}
		}
		if !found {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		i.shell.Toast(kit.Toast{Text: "常用一套里缺货：{{.Names}}。", Args: map[string]any{"Names": strings.Join(missing, "、")}, Kind: kit.Soon})
	}
	if len(i.basket) > 0 && len(i.whom.chosen) > 0 {
		i.focus(i.basket[0])
	}
}

// holds reports whether an item is in the basket.
func (i *issue) holds(id string) bool {
	for _, l := range i.basket {
		if l.item.ID == id {
			return true
		}
	}
	return false
}

// counted takes a line out when nothing is left of it.
func (i *issue) counted(l *line) {
	if l.qty > 0 {
		i.foresee()
		return
	}
	for at, other := range i.basket {
		if other == l {
			i.step(l, 1)
			i.basket = append(i.basket[:at:at], i.basket[at+1:]...)
			break
		}
	}
	i.showBasket()
	if len(i.basket) == 0 {
		i.focus(i.offer.table.Target())
	}
}

// step goes to a neighbour in the basket, and after the last to 发放.
func (i *issue) step(l *line, by int) {
	for at, other := range i.basket {
		if other != l {
			continue
		}
		switch to := at + by; {
		case to >= len(i.basket):
			i.focus(i.give)
		case to >= 0:
			i.focus(i.basket[to])
		}
	}
}

func (i *issue) showBasket() {
	i.lines.RemoveAll()
	for _, l := range i.basket {
		i.lines.Add(l)
	}
	if len(i.basket) == 0 {
		i.lines.Add(i.empty)
	}
	i.relay()
}

// foresee says at each line out of which lots it would come for all who were
// chosen, or what is missing.
func (i *issue) foresee() {
	today := calendar.On(i.shell.Now())
	lots, each := i.depotLots(), max(1, len(i.whom.chosen))
	for _, l := range i.basket {
		taken, missing := supply.Foresee(lots, supply.Line{ItemID: l.item.ID, Qty: l.qty * each, LotID: l.lot}, today)
		if missing > 0 {
			l.tell(i.shortWords(l, missing), true)
			continue
		}
		l.tell(takenWords(taken), false)
	}
	i.relay()
}

// depotLots are the lots out of which is handed out.
func (i *issue) depotLots() (all []supply.Lot) {
	for _, l := range i.lots {
		if id := i.depotID(); id == "" || l.Depot.ID == id {
			all = append(all, l)
		}
	}
	return all
}

// shortWords says how many are missing and what to do.
func (i *issue) shortWords(l *line, missing int) string {
	args := map[string]any{"N": missing, "Unit": l.item.Unit}
	for _, lot := range i.depotLots() {
		if l.lot == "" && lot.Item.ID == l.item.ID && lot.Reserved() {
			return lang.L("◆ 缺{{.N}}{{.Unit}}：按空格选定向捐赠的批次，或减少", args)
		}
	}
	return lang.L("◆ 缺{{.N}}{{.Unit}}：先入库，或减少", args)
}

// takenWords names lots in the order in which they are used up.
func takenWords(taken []supply.Taken) string {
	sources := words("supply_source")
	var all []string
	for _, t := range taken {
		text := lotWords(t.Lot, sources)
		if len(taken) > 1 {
			text += " ×" + count(t.Qty, "")
		}
		all = append(all, strings.TrimSpace(text))
	}
	return strings.Join(all, "；")
}

// chooseLot asks out of which lot a line is to come. A gift for a use is handed
// out only so.
func (i *issue) chooseLot(l *line) {
	today, sources := calendar.On(i.shell.Now()), words("supply_source")
	options := []kit.Option{{Key: "-", Text: lang.L("先到期的先发")}}
	for _, lot := range i.depotLots() {
		if lot.Item.ID == l.item.ID && !lot.Expired(today) {
			options = append(options, kit.Option{Key: lot.ID, Text: kit.Joined(lotWords(lot, sources), count(lot.Stock, l.item.Unit))})
		}
	}
	kit.Pick(i.shell.Window().Canvas(), "从哪一批发", "使用", options, func(id string) {
		l.lot = strings.TrimPrefix(id, "-")
		i.foresee()
	})
}
