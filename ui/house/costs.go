package house

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/printing/report"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// costs is 费用: the vouchers of a month, its sums by kind, institution and
// person, and its papers. Nothing is ever changed: what was wrong is cancelled
// by a counter-entry.
type costs struct {
	desk
	of     calendar.Date // first day of the month that shows
	title  *kit.Text
	total  *kit.Text
	find   *kit.Entry
	kinds  *kit.Choice
	view   *kit.Choice // vouchers, or the sums by kind, institution, person
	table  *kit.DataTable[shelter.Cost]
	sums   *kit.DataTable[costSum]
	over   *fyne.Container // what stands over the list
	empty  fyne.CanvasObject
	cancel *kit.Button

	month        shelter.CostMonth
	all          []shelter.Cost
	institutions []shelter.Institution
	placed       map[string]string // names of institutions
	people       map[string]string // names of people, as far as they may be read
	entering     *costForm         // what was begun and not saved
}

// costSum is a line of a month's sums.
type costSum struct {
	name string
	n    int
	fen  int64
}

func newCosts(shell Shell) *kit.Room {
	c := &costs{title: kit.NewText(""), total: kit.NewText(""), find: kit.NewEntry(), placed: map[string]string{}, people: map[string]string{}}
	c.shell = shell
	today := calendar.On(shell.Now())
	c.of = calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	c.title.Bold = true
	c.table = c.newVoucherTable()
	c.sums = kit.NewDataTable([]kit.Column[costSum]{
		{ID: "name", Title: lang.L("项目"), Width: 5, Text: func(s costSum) string { return s.name }},
		{ID: "n", Title: lang.L("笔数"), Width: 1, Text: func(s costSum) string { return strconv.Itoa(s.n) }, Compare: func(a, b costSum) int { return a.n - b.n }},
		{ID: "fen", Title: lang.L("金额（元）"), Width: 2, Text: func(s costSum) string { return money(s.fen) }, Compare: func(a, b costSum) int { return int(a.fen - b.fen) }},
	})
	c.kinds = kit.NewMultiChoice(kit.CodeOptions("cost_kind"))
	c.kinds.OnChanged = c.refill
	c.view = kit.NewChoice([]kit.Option{{Key: "vouchers", Text: lang.L("凭证")}, {Key: "kind", Text: lang.L("按种类")},
		{Key: "institution", Text: lang.L("按机构")}, {Key: "person", Text: lang.L("按人")}})
	c.view.Choose("vouchers")
	c.view.OnChanged = c.refill
	c.find.SetHint(lang.L("凭证号、机构、受助人"))
	c.find.OnChanged = func(words string) { c.table.SetFilter(words) }
	c.find.OnSubmitted = func(string) { c.FocusOn(c.table.Target()) }
	c.cancel = kit.NewButton("冲销…", "", c.askCancel)
	c.cancel.Role = kit.Danger
	c.Use(shell, c.table.Target(), c.layOut(), c.load, "cost", "institution")
	return c.Room(c, c.Submit, c.do)
}

func (c *costs) newVoucherTable() *kit.DataTable[shelter.Cost] {
	table := kit.NewDataTable([]kit.Column[shelter.Cost]{
		{ID: "voucher", Title: lang.L("凭证号"), Width: 2, Text: func(r shelter.Cost) string { return r.Voucher },
			Compare: func(a, b shelter.Cost) int { return printing.CompareVouchers(a.Voucher, b.Voucher) }},
		{ID: "day", Title: lang.L("日期"), Width: 2, Text: func(r shelter.Cost) string { return r.Day.String()[len("2026-"):] }},
		{ID: "kind", Title: lang.L("种类"), Width: 3, Text: func(r shelter.Cost) string { return kit.CodeWord("cost_kind", r.Kind) }},
		{ID: "institution", Title: lang.L("机构"), Width: 3, Text: func(r shelter.Cost) string { return c.placed[r.InstitutionID] }},
		{ID: "person", Title: lang.L("受助人"), Width: 2, Text: func(r shelter.Cost) string { return c.people[r.PersonID] }},
		{ID: "amount", Title: lang.L("金额（元）"), Width: 2, Text: func(r shelter.Cost) string { return money(r.AmountFen) },
			Compare: func(a, b shelter.Cost) int { return int(a.AmountFen - b.AmountFen) }, Color: costInk},
		{ID: "state", Title: lang.L("备注"), Width: 3, Text: costState, Color: costInk},
	})
	table.OnMark = func(shelter.Cost) { c.follow() }
	return table
}

func (c *costs) layOut() fyne.CanvasObject {
	turn := kit.Beside(kit.NewButton("上个月", "", func() { c.turn(-1) }), kit.NewButton("下个月", "", func() { c.turn(1) }))
	month := kit.Beside(turn, kit.Close(c.title, c.total)) // grows with the total
	fill := c.primary("记一笔", access.Depart, c.enter)
	c.First = func() fyne.Focusable {
		switch {
		case c.sums.Visible():
			return c.sums.Target()
		case c.table.Visible() || fill.Disabled():
			return c.table.Target()
		}
		return fill
	}
	c.empty = kit.NewEmpty("papers", "这个月还没有记费用。医疗费、托养费、车船票、护送差旅，一张凭证记一笔。", fill)
	c.place = container.NewStack(c.table, c.sums, c.empty)
	left := []fyne.CanvasObject{c.cancel, kit.NewButton("存Excel", "", c.saveWorkbook), kit.NewButton("打印", "print", c.print)}
	top := kit.Above(container.NewBorder(nil, nil, month, nil, kit.Margin(kit.Nudge, kit.Close(c.find))), c.view, c.kinds)
	c.over = kit.Margin(kit.Nudge, top)
	return container.NewBorder(c.over, kit.Actions(left, c.primary("记一笔", access.Depart, c.enter)), nil, nil, c.place)
}

// money is an amount in yuan with its 分, so that amounts line up.
func money(fen int64) string {
	words := shelter.Yuan(fen)
	if !strings.Contains(words, ".") {
		words += ".00"
	}
	return words
}

func costInk(r shelter.Cost) fyne.ThemeColorName {
	switch {
	case r.Cancels != "":
		return kit.Overdue
	case r.Cancelled:
		return kit.Faint
	}
	return kit.Ink
}

// costState is the note, and before it whether the entry still counts.
func costState(r shelter.Cost) string {
	switch {
	case r.Cancels != "":
		return kit.Joined("◆ "+lang.L("冲销"), r.Note)
	case r.Cancelled:
		return kit.Joined("✕ "+lang.L("已冲销"), r.Note)
	}
	return r.Note
}

func (c *costs) turn(by int) {
	c.of = c.of.AddMonths(by)
	c.load()
}

func (c *costs) load() {
	var month shelter.CostMonth
	var all []shelter.Cost
	var directory []shelter.Institution
	of := c.of
	c.Read("正在读取费用…", func(ctx context.Context) (err error) {
		h := c.shell.House()
		if month, err = h.CostMonth(ctx, of); err != nil {
			return err
		}
		if all, err = h.Costs(ctx, month.First, month.Last); err != nil {
			return err
		}
		directory, err = h.Institutions(ctx, "")
		return err
	}, func() {
		veilNotes(all, month)
		c.month, c.all, c.institutions = month, all, directory
		for _, i := range directory {
			c.placed[i.ID] = i.Name
		}
		for _, s := range month.ByPerson {
			c.people[s.ID] = s.Name
			if s.Name == shelter.ProtectedName {
				c.people[s.ID] = lang.L(shelter.ProtectedName)
			}
		}
		c.refill()
	})
}

// veilNotes takes out what was noted of people under protection: others look on.
func veilNotes(all []shelter.Cost, month shelter.CostMonth) {
	veiled := map[string]bool{}
	for _, s := range month.ByPerson {
		veiled[s.ID] = s.Name == shelter.ProtectedName
	}
	for i := range all {
		if veiled[all[i].PersonID] {
			all[i].Note = ""
		}
	}
}

func (c *costs) refill() {
	c.title.Set(lang.L("{{.Y}}年{{.M}}月", map[string]any{"Y": c.month.First.Year, "M": int(c.month.First.Month)}))
	c.total.Set(lang.L("合计 {{.Yuan}} 元，{{.N}} 笔", map[string]any{"Yuan": money(c.month.TotalFen), "N": len(c.all)}))
	chosen := c.kinds.ChosenAll()
	c.table.SetKeep(func(r shelter.Cost) bool { return len(chosen) == 0 || slices.Contains(chosen, r.Kind) })
	c.table.SetRows(c.all)
	c.sums.SetRows(c.summed())
	vouchers := c.view.Chosen() == "vouchers" || c.view.Chosen() == ""
	with := c.Listed() && c.shell.Window().Canvas().Focused() == c.First()
	for o, shown := range map[fyne.CanvasObject]bool{c.table: vouchers && len(c.all) > 0, c.sums: !vouchers, c.empty: vouchers && len(c.all) == 0} {
		if shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if with { // the cursor goes along
		c.FocusOn(c.First())
	}
	markFirst(c.table)
	c.over.Refresh()
	c.place.Refresh()
	c.follow()
}

// summed are the sums that are asked for, the most first.
func (c *costs) summed() (all []costSum) {
	switch c.view.Chosen() {
	case "kind":
		for kind, fen := range c.month.ByKind {
			all = append(all, costSum{kit.CodeWord("cost_kind", kind), c.countOf(kind), fen})
		}
	case "institution":
		for _, s := range c.month.ByInstitution {
			all = append(all, costSum{orDash(s.Name), s.N, s.Fen})
		}
	case "person":
		for _, s := range c.month.ByPerson {
			name := c.people[s.ID]
			if s.ID != "" && name == "" {
				name = lang.L("（无权查看姓名）")
			}
			all = append(all, costSum{orDash(name), s.N, s.Fen})
		}
	}
	slices.SortStableFunc(all, func(a, b costSum) int {
		return cmp.Or(cmp.Compare(b.fen, a.fen), strings.Compare(a.name, b.name))
	})
	return append(all, costSum{lang.L("合计"), len(c.all), c.month.TotalFen})
}

func (c *costs) countOf(kind string) (n int) {
	for _, r := range c.all {
		if r.Kind == kind {
			n++
		}
	}
	return n
}

func orDash(name string) string {
	if name == "" {
		return lang.L("（没有填）")
	}
	return name
}

func (c *costs) follow() {
	r, ok := c.table.Marked()
	c.cancel.SetEnabled(ok && c.table.Visible() && r.Cancels == "" && !r.Cancelled && c.can(access.StockSupplies))
}

// askCancel takes the voucher with the cursor back by a counter-entry of today.
func (c *costs) askCancel() {
	r, ok := c.table.Marked()
	if !ok {
		return
	}
	kit.AskReason(c.shell.Window().Canvas(), "冲销这笔费用", "原来的记录不动，今天另记一笔负数。原因印在明细上。", "冲销", func(reason string) {
		c.Save(nil, func(ctx context.Context) error {
			_, err := c.shell.House().CancelCost(ctx, r.ID, reason)
			return err
		}, func() {
			kit.Tell("cost", "cancelled")
			c.load()
			c.Say("已冲销，今天多了一笔负数。")
		})
	})
}

func (c *costs) paperTitle() string {
	return lang.L("费用明细") + " " + c.month.First.String()[:len("2026-11")]
}

func (c *costs) print() {
	of := c.of
	c.Paper.Open("费用明细", c.paperTitle(), "costs", func(ctx context.Context) (printing.Result, error) { return c.shell.Papers().CostPDF(ctx, of) })
}

// saveWorkbook takes the month out as a workbook.
func (c *costs) saveWorkbook() {
	of, name := c.of, c.paperTitle()
	var data []byte
	c.shell.Work("正在整理表格…", func(ctx context.Context) error {
		book, err := c.shell.Papers().CostBook(ctx, of)
		if err == nil {
			data, err = report.CostsXLSX(book)
		}
		return err
	}, func(err error) {
		if err != nil {
			c.shell.Fail(err)
			return
		}
		printout.Save(c.shell, data, name+".xlsx", "costs")
	})
}

func (c *costs) do(id string) bool {
	if id == "print" && c.Listed() {
		c.print()
		return true
	}
	return c.Do(id)
}
