package demo

import (
	"slices"
	"strings"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
)

// stock is the store room as the story sees it: by name and size, so that
// nobody asks for what is gone.
type stock struct {
	items map[string]*supply.Item
	names []string // keys of items in the order of the list
}

func itemKey(i supply.Item) string { return strings.TrimSpace(i.Name + " " + i.Size) }

// stockUp fills the store room for the first weeks. Some things are bought too
// few of, so that the list of what is to be ordered has something to show.
func (w *world) stockUp() error {
	if err := w.supplies.Start(w.ctx); err != nil {
		return err
	}
	items, err := w.supplies.Items(w.ctx)
	if err != nil {
		return err
	}
	w.store.items = map[string]*supply.Item{}
	for i := range items {
		key := itemKey(items[i])
		w.store.items[key] = &items[i]
		w.store.names = append(w.store.names, key)
	}
	slices.Sort(w.store.names)
	for _, key := range w.store.names {
		if err := w.receive(key, firstLoad(w.store.items[key]), "budget"); err != nil {
			return err
		}
	}
	return w.stockApart()
}

// markColdWave marks a cold wave of last week: by what was handed out in it
// the forecast of the next one reckons.
func (w *world) markColdWave() error {
	from := calendar.On(w.end).AddDays(-10)
	wave := supply.ColdWave{Name: from.Start().Format("1月2日") + "寒潮（演示）", From: from, To: from.AddDays(4)}
	return w.supplies.SetColdWaves(w.ctx, []supply.ColdWave{wave})
}

// keepsDays is how many days after the end of the story goods of a kind are
// still good; what is not here does not expire.
var keepsDays = map[string]int{"food": 12, "water": 200, "milk": 25, "mask": 90}

// stockApart adds what the story hands out to nobody: a gift for one use, and
// quilts that lie in a second depot.
func (w *world) stockApart() error {
	gift := supply.Delivery{ItemID: w.store.items["保暖内衣 L"].ID, Qty: 24, Source: supply.Donation, Donor: "演示市爱心企业（演示）",
		Use: "寒冬送温暖专项", Note: "演示捐赠协议1号"}
	if _, _, err := w.supplies.TakeIn(w.ctx, gift); err != nil {
		return err
	}
	annex := supply.Depot{Name: "北院库房（演示）", Position: 1, Active: true}
	if err := w.supplies.SaveDepot(w.ctx, &annex); err != nil {
		return err
	}
	quilts, err := w.supplies.Lots(w.ctx, w.store.items["棉被"].ID)
	if err != nil {
		return err
	}
	_, err = w.supplies.Transfer(w.ctx, quilts[0].ID, annex.ID, 40, "放在北院，寒潮时就近取用（演示）")
	return err
}

// loads are the things of which many are used.
var loads = map[string]int{
	"饮用水": 1200, "方便面": 520, "面包": 420, "毛巾": 460, "洗漱包": 420, "口罩": 700, "袜子": 320,
	"棉被": 120, "床单": 120, "枕头": 110, "垫被": 90,
}

func firstLoad(i *supply.Item) int {
	if n := loads[i.Name]; n > 0 {
		return n
	}
	return 2*i.Reorder + 6
}

func (w *world) receive(key string, qty int, source string) error {
	item := w.store.items[key]
	d := supply.Delivery{ItemID: item.ID, Qty: qty, Source: source}
	if days, expires := keepsDays[item.Kind]; expires {
		d.Expires = calendar.On(w.end).AddDays(days)
	}
	if _, _, err := w.supplies.TakeIn(w.ctx, d); err != nil {
		return err
	}
	item.Stock += qty
	return nil
}

// lend are things that come back when somebody leaves.
var lend = []string{"棉被", "床单", "枕头"}

// handOut issues what is there of the wanted things, on one slip.
func (w *world) handOut(stayID string, wanted ...string) error {
	var lines []supply.Line
	for _, key := range wanted {
		if item := w.store.items[key]; item != nil && item.Stock > 0 {
			lines = append(lines, supply.Line{ItemID: item.ID, Qty: 1})
			item.Stock--
		}
	}
	if len(lines) == 0 {
		return nil
	}
	_, err := w.supplies.Issue(w.ctx, stayID, lines)
	return err
}

// takeBack returns what was lent to the store room.
func (w *world) takeBack(stayID string) error {
	issued, err := w.supplies.IssuedTo(w.ctx, stayID)
	if err != nil {
		return err
	}
	for _, i := range issued {
		if i.Qty < 1 || !slices.Contains(lend, i.Item.Name) {
			continue
		}
		if err := w.supplies.Return(w.ctx, stayID, i.Item.ID, i.Qty, "离站归还，清洗消毒"); err != nil {
			return err
		}
		w.store.items[itemKey(i.Item)].Stock += i.Qty
	}
	return nil
}

// needs are what somebody is given who stays the night.
func (w *world) needs(a intake.Arrival) []string {
	wanted := append(slices.Clone(lend), "洗漱包", "毛巾", "饮用水", w.pick("方便面", "面包"))
	if slices.Contains(a.Needs, "clothes") {
		size := w.pick("M", "L", "L", "XL")
		wanted = append(wanted, "棉衣 "+size, "长裤 "+size, "袜子")
	}
	if a.Sex == "2" && w.chance(5) {
		wanted = append(wanted, "卫生巾")
	}
	if slices.Contains(a.Look, "fever") || slices.Contains(a.Categories, "infectious") {
		wanted = append(wanted, "口罩")
	}
	return wanted
}
