package supplies

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/printing/report"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// sectionForecast is where the next cold wave is prepared.
const sectionForecast = "预测"

// forecastDays remembers how long a wave somebody looked at.
const forecastDays = "supplies.forecast_days"

// forecastView is 预测: what a cold wave would need, from what the last ones
// took, against what is there.
type forecastView struct {
	*place
	days   *kit.Choice
	lead   *kit.Choice
	rests  *kit.Text // the waves that it rests on
	said   *kit.Text // the line with the cursor in a sentence
	body   *fyne.Container
	table  *kit.DataTable[supply.Need]
	waves  *waveList
	found  supply.Forecast
	adopts []adopted // for 撤销
	loads  int
}

// adopted is an item whose minimum stock was that before a suggestion was taken.
type adopted struct {
	item   supply.Item
	before int
}

func newForecast(shell Shell) *kit.Room {
	f := &forecastView{place: newPlace(shell), rests: kit.NewLabel(""), said: kit.NewText("")}
	f.rests.Whole, f.said.Whole = false, false
	f.days = kit.NewChoice(dayOptions("3", "7", "10", "15", "30"))
	f.days.Choose("7")
	if kept := shell.Remembered(forecastDays); kept != "" {
		f.days.Choose(kept)
	}
	f.days.OnChanged = f.load
	f.lead = kit.NewChoice(dayOptions("1", "3", "5", "7"))
	f.lead.OnChanged = f.setLead
	f.buildTable()
	f.waves = newWaveList(f)
	f.body = container.NewStack(f.table)
	f.put(container.NewBorder(f.head(), f.foot(), nil, nil, f.body))
	r := f.room(f.load, f.start, f.openWaves, f.do, f.changed)
	r.Desk = f
	return r
}

// dayOptions are numbers of days to choose from.
func dayOptions(days ...string) (all []kit.Option) {
	for _, n := range days {
		all = append(all, kit.Option{Key: n, Text: lang.L("{{.N}}天", map[string]any{"N": n})})
	}
	return all
}

func (f *forecastView) buildTable() {
	amount := func(id, title string, width float32, of func(n supply.Need) int) kit.Column[supply.Need] {
		return kit.Column[supply.Need]{ID: id, Title: lang.L(title), Width: width, Text: func(n supply.Need) string { return strconv.Itoa(of(n)) },
			Compare: func(a, b supply.Need) int { return of(a) - of(b) }}
	}
	short := amount("shortfall", "缺", 1.1, func(n supply.Need) int { return n.Shortfall })
	short.Text = func(n supply.Need) string {
		if n.Shortfall == 0 {
			return lang.L("○ 够用")
		}
		return "◆ " + strconv.Itoa(n.Shortfall)
	}
	short.Color = func(n supply.Need) fyne.ThemeColorName {
		if n.Shortfall == 0 {
			return kit.Done
		}
		return kit.Overdue
	}
	f.table = kit.NewDataTable([]kit.Column[supply.Need]{
		{ID: "name", Title: lang.L("物资"), Width: 1.6, Text: func(n supply.Need) string { return full(n.Item) + "（" + n.Item.Unit + "）" }},
		amount("used", "上次用了", 0.9, func(n supply.Need) int { return n.Used }),
		amount("need", "需要", 0.8, func(n supply.Need) int { return n.Need }),
		amount("usable", "现有能发", 0.9, func(n supply.Need) int { return n.Usable }),
		short,
		amount("reorder", "补货线", 0.8, func(n supply.Need) int { return n.Item.Reorder }),
		{ID: "minimum", Title: lang.L("建议补货线"), Width: 1, Text: minimumWords, Compare: func(a, b supply.Need) int { return a.Minimum - b.Minimum },
			Color: func(n supply.Need) fyne.ThemeColorName {
				if n.Minimum > n.Item.Reorder {
					return kit.Soon
				}
				return kit.Faint
			}},
		amount("order", "采购", 0.8, func(n supply.Need) int { return n.Order }),
	})
	f.table.OnMark = f.say
	f.table.OnOpen = f.adopt
}

func minimumWords(n supply.Need) string {
	if n.Minimum > n.Item.Reorder {
		return "▲ " + strconv.Itoa(n.Minimum)
	}
	return strconv.Itoa(n.Minimum)
}

func (f *forecastView) head() fyne.CanvasObject {
	row := kit.Shared(before("下次寒潮", f.days))
	if f.can(access.StockSupplies) {
		row.Add(before("到货要", f.lead))
	}
	return kit.Margin(kit.Nudge, kit.Above(row, f.rests))
}

// before puts words in front of a choice, which takes the rest of the line.
func before(words string, choice fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, kit.Margin(kit.Nudge, kit.NewText(lang.L(words))), nil, choice)
}

func (f *forecastView) foot() fyne.CanvasObject {
	left := []fyne.CanvasObject{kit.NewButton("打印采购清单", "print", f.print), kit.NewButton("存Excel", "", f.saveBook)}
	if f.can(access.StockSupplies) {
		left = append(left, kit.NewButton("采用建议补货线", "next", f.adoptMarked))
		return kit.Above(kit.Margin(kit.Nudge, f.said), kit.Actions(left, kit.NewPrimary("寒潮日期…", "save", f.openWaves)))
	}
	return kit.Above(kit.Margin(kit.Nudge, f.said), kit.Actions(left))
}

func (f *forecastView) changed(tables map[string]bool) {
	if tables["supply_item"] || tables["supply_move"] || tables["setting"] {
		f.load()
	}
}

func (f *forecastView) wanted() int {
	n, err := strconv.Atoi(f.days.Chosen())
	if err != nil {
		return 7
	}
	return n
}

// load reads the forecast.
func (f *forecastView) load() {
	f.loads++
	this, days := f.loads, f.wanted()
	f.shell.Remember(forecastDays, strconv.Itoa(days))
	var found supply.Forecast
	f.shell.Work("正在推算…", func(ctx context.Context) (err error) {
		found, err = f.shell.Supplies().Forecast(ctx, days)
		return err
	}, func(err error) {
		switch {
		case this != f.loads:
		case store.KindOf(err) == store.NotFound:
			f.teach()
		case err != nil:
			f.shell.Fail(err)
		default:
			f.show(found)
		}
	})
}

// teach shows how to begin where no wave can be looked back at.
func (f *forecastView) teach() {
	f.found = supply.Forecast{}
	f.rests.Set("")
	f.said.Set("")
	f.table.SetRows(nil)
	var button *kit.Button
	if f.can(access.StockSupplies) {
		button = kit.NewButton("标出寒潮…", "", f.openWaves)
	}
	f.body.Objects = []fyne.CanvasObject{kit.NewEmpty("supplies", "标出上次寒潮的起止日期，就能推算下次要备多少。期间要有发放记录。", button)}
	f.body.Refresh()
}

func (f *forecastView) show(found supply.Forecast) {
	f.found = found
	f.lead.Choose(strconv.Itoa(found.LeadDays))
	var waves []string
	for _, w := range found.Waves {
		waves = append(waves, w.Name)
	}
	sentence := "按“{{.Waves}}”的日用量推算；建议补货线够寒潮里用{{.Lead}}天。"
	if len(waves) > 1 {
		sentence = "按“{{.Waves}}”的日用量推算，两次取多的；建议补货线够寒潮里用{{.Lead}}天。"
	}
	f.rests.Set(lang.L(sentence, map[string]any{"Waves": strings.Join(waves, lang.L("、")), "Lead": found.LeadDays}))
	f.body.Objects = []fyne.CanvasObject{f.table}
	f.body.Refresh()
	f.table.SetRows(found.Lines)
	if n, ok := f.table.Marked(); ok {
		f.say(n)
	} else if len(found.Lines) > 0 {
		f.say(f.table.Shown()[0])
	}
}

// say puts a line into a sentence.
func (f *forecastView) say(n supply.Need) {
	args := map[string]any{"Wave": n.Wave.Name, "Days": n.WaveDays, "Item": full(n.Item), "Used": n.Used, "Usable": n.Usable, "Short": n.Shortfall, "For": f.found.Days, "Need": n.Need}
	if n.Shortfall > 0 {
		f.said.Paint(lang.L("“{{.Wave}}”{{.Days}}天用{{.Item}}{{.Used}}；{{.For}}天要{{.Need}}，现有{{.Usable}}，缺{{.Short}}。", args), kit.Overdue)
		return
	}
	f.said.Paint(lang.L("“{{.Wave}}”{{.Days}}天用{{.Item}}{{.Used}}；{{.For}}天要{{.Need}}，现有{{.Usable}}，够用。", args), kit.Ink)
}

func (f *forecastView) start() {
	if len(f.table.Shown()) > 0 {
		f.focus(f.table.Target())
		return
	}
	f.focus(f.days)
}

func (f *forecastView) setLead() {
	days, err := strconv.Atoi(f.lead.Chosen())
	if err != nil || days == f.found.LeadDays {
		return
	}
	f.read("正在保存…", func(ctx context.Context) error { return f.shell.Supplies().SetLeadDays(ctx, days) }, f.load)
}

func (f *forecastView) adoptMarked() {
	if n, ok := f.table.Marked(); ok {
		f.adopt(n)
		return
	}
	f.ask("请先在表里选一种物资。")
}

// adopt makes the suggested minimum stock that of the item.
func (f *forecastView) adopt(n supply.Need) {
	switch {
	case !f.can(access.StockSupplies):
		f.shell.Toast(kit.Toast{Text: "您的角色不能改补货线，请找站务管理。", Kind: kit.Info})
		return
	case n.Minimum <= n.Item.Reorder:
		f.shell.Toast(kit.Toast{Text: "{{.Item}}的补货线已经够了，不用改。", Args: map[string]any{"Item": full(n.Item)}, Kind: kit.Info})
		return
	}
	item, before := n.Item, n.Item.Reorder
	f.setReorder(item.ID, n.Minimum, "正在保存…", func() {
		f.adopts = append(f.adopts, adopted{item, before})
		f.shell.Toast(kit.Toast{Text: "{{.Item}}的补货线改为{{.N}}。", Args: map[string]any{"Item": full(item), "N": n.Minimum}, Kind: kit.Done, Undo: f.undo})
	})
}

// undo puts the minimum stock back that a suggestion replaced last.
func (f *forecastView) undo() {
	last := len(f.adopts) - 1
	if last < 0 {
		return
	}
	a := f.adopts[last]
	f.adopts = f.adopts[:last]
	f.setReorder(a.item.ID, a.before, "正在撤销…", func() {
		f.done("{{.Item}}的补货线改回{{.N}}。", map[string]any{"Item": full(a.item), "N": a.before})
	})
}

// setReorder changes the minimum stock of an item as it is now.
func (f *forecastView) setReorder(itemID string, reorder int, what string, then func()) {
	room := f.shell.Supplies()
	f.read(what, func(ctx context.Context) error {
		items, err := room.Items(ctx)
		for _, i := range items {
			if i.ID == itemID {
				i.Reorder = reorder
				return room.SaveItem(ctx, &i)
			}
		}
		return err
	}, func() {
		then()
		f.load()
	})
}

func (f *forecastView) do(id string) bool {
	switch {
	case id == "print":
		f.print()
	case id == "undo" && len(f.adopts) > 0:
		f.undo()
	default:
		return false
	}
	return true
}

// ready reports whether there is a list to give out.
func (f *forecastView) ready() bool {
	if len(f.found.Lines) == 0 {
		f.ask("还没有可以打印的推算，请先标出寒潮。")
	}
	return len(f.found.Lines) > 0
}

func (f *forecastView) print() {
	if !f.ready() {
		return
	}
	found := f.found
	f.paper.Open("寒潮物资采购清单", f.title(), "forecast", func(ctx context.Context) (printing.Result, error) {
		return f.shell.Papers().ShoppingListPDF(ctx, found)
	})
}

func (f *forecastView) saveBook() {
	if !f.ready() {
		return
	}
	found := f.found
	printout.SaveMade(f.shell, f.title()+".xlsx", "forecast", func(context.Context) ([]byte, error) { return report.ShoppingListXLSX(found) })
}

func (f *forecastView) title() string {
	return lang.L("寒潮物资采购清单") + " " + dayName(f.shell.Now())
}

func (f *forecastView) openWaves() {
	if f.can(access.StockSupplies) {
		f.waves.open()
	}
}
