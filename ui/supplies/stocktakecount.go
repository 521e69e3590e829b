package supplies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// takeCount is one stock-take: a number and Enter for each line, the barcode
// scanner to jump to one. What is on the books shows when a line was counted.
type takeCount struct {
	takes   *stockTakes
	take    supply.StockTake
	content fyne.CanvasObject
	table   *kit.DataTable[supply.CountLine]
	state   *kit.Text
	name    *kit.Text
	books   *kit.Text
	form    *kit.Form
	number  *kit.Entry
	reason  *kit.Entry
	approve *kit.Button
	at      string            // id of the item that is counted
	typed   map[string]string // numbers that were typed and not entered, by item
	marking bool              // the cursor is being put, not moved by a key
}

func newTakeCount(t *stockTakes, take supply.StockTake) *takeCount {
	c := &takeCount{takes: t, state: kit.NewText(""), name: kit.NewText(""), books: kit.NewLabel(""), form: kit.NewForm(), number: kit.NewEntry(), reason: kit.NewEntry(), typed: map[string]string{}}
	c.buildTable()
	c.buildPanel()
	c.state.Whole = false
	title := strong(lang.L("盘点 {{.Depot}}，{{.At}}开始", map[string]any{"Depot": take.Depot.Name, "At": kit.SayTime(take.BegunAt, t.shell.Now())}))
	head := kit.Margin(kit.Nudge, container.NewBorder(nil, nil, title, nil, kit.Margin(kit.Nudge, c.state)))
	c.content = container.NewBorder(head, c.foot(take), nil, nil, container.New(listPair{}, c.table, c.panel()))
	c.show(take)
	c.goTo(c.firstOpen())
	return c
}

func (c *takeCount) counts() bool {
	return c.take.State == supply.Open && c.takes.can(access.IssueSupplies)
}

// layer is what stands in place of the list.
func (c *takeCount) layer() *layer {
	return &layer{content: c.content, focus: c.start, reload: c.reread, do: func(id string) bool {
		switch id {
		case "close":
			c.takes.toList()
		case "save":
			c.save()
		case "print":
			c.print()
		default:
			return false
		}
		return true
	}}
}

func (c *takeCount) buildTable() {
	done := func(text func(l supply.CountLine) string) func(l supply.CountLine) string {
		return func(l supply.CountLine) string {
			if !l.Done {
				return ""
			}
			return text(l)
		}
	}
	c.table = kit.NewDataTable([]kit.Column[supply.CountLine]{
		{ID: "name", Title: lang.L("物资"), Width: 1.7, Text: func(l supply.CountLine) string { return full(l.Item) }},
		{ID: "counted", Title: lang.L("实盘"), Width: 1.2, Text: done(func(l supply.CountLine) string { return strconv.Itoa(l.Counted) + " " + l.Item.Unit })},
		{ID: "booked", Title: lang.L("账面"), Width: 1, Text: done(func(l supply.CountLine) string { return strconv.Itoa(l.Booked) })},
		{ID: "variance", Title: lang.L("差异"), Width: 1.2, Text: done(varianceWords), Color: varianceColor},
		{ID: "reason", Title: lang.L("差异原因"), Width: 1.4, Text: func(l supply.CountLine) string { return l.Reason }},
	})
	c.table.OnMark = func(l supply.CountLine) {
		if !c.marking {
			c.goTo(l.Item.ID)
		}
	}
	c.table.OnOpen = func(l supply.CountLine) {
		c.goTo(l.Item.ID)
		c.start()
	}
}

func varianceWords(l supply.CountLine) string {
	if l.Variance() == 0 {
		return "= " + lang.L("相符")
	}
	return "◆ " + signed(l.Variance())
}

func varianceColor(l supply.CountLine) fyne.ThemeColorName {
	switch {
	case !l.Done:
		return kit.Ink
	case l.Variance() == 0:
		return kit.Done
	}
	return kit.Overdue
}

func (c *takeCount) buildPanel() {
	c.name.Type, c.name.Bold, c.name.Whole = kit.Subtitle, true, false
	c.books.Whole = false
	c.number.SetHint(lang.L("数量，Enter；或扫条码"))
	c.number.OnSubmitted = func(string) { c.enter() }
	c.number.OnKey = c.moves
	c.reason.SetHint(lang.L("如：受潮报废未登记"))
	c.reason.OnSubmitted = func(string) { c.explain() }
	group := c.form.Group("")
	group.Add("quantity", "清点到多少", c.number)
	group.Add("reason", "差异原因", c.reason)
	c.form.OnSubmit = c.save
}

func (c *takeCount) panel() fyne.CanvasObject {
	if !c.takes.can(access.IssueSupplies) {
		c.form.Hide()
	}
	return kit.Margin(kit.Inside, kit.Groups(kit.Close(c.name, c.books), c.form))
}

func (c *takeCount) foot(take supply.StockTake) fyne.CanvasObject {
	left := []fyne.CanvasObject{kit.NewButton("返回列表", "close", c.takes.toList), kit.NewButton("打印", "print", c.print)}
	if take.State != supply.Open {
		return kit.Actions(left)
	}
	left = append(left, kit.NewButton("打印空表", "", c.printSheet))
	if !c.takes.can(access.StockSupplies) {
		return kit.Actions(left)
	}
	c.approve = kit.NewPrimary("审批", "save", c.save)
	return kit.Actions(append(left, kit.NewButton("取消盘点…", "", c.drop)), c.approve)
}

// show brings everything to what was read.
func (c *takeCount) show(take supply.StockTake) {
	c.take = take
	c.table.SetRows(take.Lines)
	words, color := takeWords(take), takeColor(take)
	if take.Differ > 0 {
		words += "　" + lang.L("有差异{{.N}}种", map[string]any{"N": take.Differ})
	}
	if take.State == supply.Approved && take.Differ == 0 {
		words += "　" + lang.L("账实相符")
	}
	c.state.Paint(kit.Joined(words, take.Slip, take.Why), color)
	if !c.counts() {
		c.form.Hide()
	}
	c.tell()
}

// line is the line that is counted.
func (c *takeCount) line() (supply.CountLine, bool) {
	for _, l := range c.take.Lines {
		if l.Item.ID == c.at {
			return l, true
		}
	}
	return supply.CountLine{}, false
}

// tell says what is counted, and what the books say once it was.
func (c *takeCount) tell() {
	l, ok := c.line()
	if !ok {
		return
	}
	c.name.Set(full(l.Item) + "（" + l.Item.Unit + "）")
	switch {
	case !l.Done:
		c.books.Paint(lang.L("数完才显示账面数"), kit.Faint)
	case l.Variance() == 0:
		c.books.Paint(lang.L("实盘{{.N}}，与账面相符", map[string]any{"N": l.Counted}), kit.Done)
	default:
		c.books.Paint(lang.L("实盘{{.N}}，账面{{.Booked}}，相差{{.By}}", map[string]any{"N": l.Counted, "Booked": l.Booked, "By": signed(l.Variance())}), kit.Overdue)
	}
	c.form.Item("reason").Show(l.Variance() != 0)
}

// goTo makes an item the one that is counted. A number that was typed and not
// entered waits at its item.
func (c *takeCount) goTo(itemID string) {
	if itemID != c.at {
		c.typed[c.at] = c.number.Text
		c.at = itemID
		c.number.SetText(c.typed[itemID])
		l, _ := c.line()
		c.reason.SetText(l.Reason)
	}
	c.tell()
	c.mark()
}

// mark puts the cursor of the table on the line that is counted.
func (c *takeCount) mark() {
	for at, l := range c.table.Shown() {
		if l.Item.ID == c.at {
			c.marking = true
			c.table.PutCursor(at)
			c.marking = false
		}
	}
}

// firstOpen is the first item that is not counted, or else the first.
func (c *takeCount) firstOpen() string {
	for _, l := range c.take.Lines {
		if !l.Done {
			return l.Item.ID
		}
	}
	if len(c.take.Lines) > 0 {
		return c.take.Lines[0].Item.ID
	}
	return ""
}

// next goes to the next line that is not counted, from the one that is; after
// the last the cursor goes to what is to be done then.
func (c *takeCount) next() {
	lines := c.table.Shown()
	from := 0
	for at, l := range lines {
		if l.Item.ID == c.at {
			from = at
		}
	}
	for by := 1; by <= len(lines); by++ {
		if l := lines[(from+by)%len(lines)]; !l.Done {
			c.goTo(l.Item.ID)
			c.start()
			return
		}
	}
	c.tell()
	c.takes.shell.Toast(kit.Toast{Text: "全部清点完了。请没有参加清点的同事登录后审批。", Kind: kit.Done})
	if c.approve != nil {
		c.takes.focus(c.approve)
	}
}

// moves goes to the line above or below without counting.
func (c *takeCount) moves(key *fyne.KeyEvent) bool {
	by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key.Name]
	if by == 0 {
		return false
	}
	lines := c.table.Shown()
	for at, l := range lines {
		if to := at + by; l.Item.ID == c.at && to >= 0 && to < len(lines) {
			c.goTo(lines[to].Item.ID)
			break
		}
	}
	return true
}

// start puts the cursor where the next number goes.
func (c *takeCount) start() {
	if !c.counts() {
		c.takes.focus(c.table.Target())
		return
	}
	if l, ok := c.line(); ok && l.Variance() != 0 && l.Reason == "" {
		c.takes.focus(c.reason)
		return
	}
	c.takes.focus(c.number)
}

// reread brings what others counted.
func (c *takeCount) reread() {
	if c.takes.saving {
		return
	}
	var take supply.StockTake
	shell := c.takes.shell
	c.takes.read("正在读取盘点…", func(ctx context.Context) (err error) {
		take, err = shell.Supplies().StockTake(ctx, c.take.ID)
		return err
	}, func() {
		if c.takes.count != c {
			return
		}
		if take.State != c.take.State { // somebody decided: other steps are left
			c.takes.back()
			c.takes.showTake(take)
			return
		}
		c.show(take)
	})
}
