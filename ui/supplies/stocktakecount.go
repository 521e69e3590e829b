package supplies

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
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
	busy    bool
	marking bool // the cursor is being put, not moved by a key
}

func newTakeCount(t *stockTakes, take supply.StockTake) *takeCount {
	c := &takeCount{takes: t, state: kit.NewText(""), name: kit.NewText(""), books: kit.NewLabel(""), form: kit.NewForm(), number: kit.NewEntry(), reason: kit.NewEntry(), typed: map[string]string{}}
	c.buildTable()
	c.buildPanel()
	c.state.Whole = false
	title := strong(lang.L("盘点 {{.Depot}}，{{.At}}开始", map[string]any{"Depot": take.Depot.Name, "At": kit.SayTime(take.BegunAt, t.shell.Now())}))
	head := kit.Margin(kit.Nudge, container.NewBorder(nil, nil, title, nil, kit.Margin(kit.Nudge, c.state)))
	c.content = container.NewBorder(head, c.foot(take), nil, nil, container.New(bookPair{}, c.table, c.panel()))
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
	list, ok := c.table.Target().(interface{ Select(id widget.ListItemID) })
	for at, l := range c.table.Shown() {
		if ok && l.Item.ID == c.at {
			c.marking = true
			list.Select(at)
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
	if c.busy {
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

// enter takes what was typed or scanned: a number is how many there are of the
// line, a barcode jumps to its item, and a number with a barcode behind it is
// both.
func (c *takeCount) enter() {
	text := strings.TrimSpace(c.number.Text)
	qty, jump := splitScan(text, c.take.Lines)
	switch {
	case text == "":
		c.next()
	case jump != "" && qty == "":
		c.number.SetText("")
		c.jump(jump)
	case jump != "":
		c.write(qty, func() { c.jump(jump) })
	default:
		c.write(text, c.after)
	}
}

func (c *takeCount) jump(itemID string) {
	kit.Tell("stocktake", "scanned")
	c.goTo(itemID)
	c.start()
}

// after goes on when a line was counted: to its reason where it differs.
func (c *takeCount) after() {
	if l, ok := c.line(); ok && l.Variance() != 0 {
		c.takes.focus(c.reason)
		return
	}
	c.next()
}

// The digits of a count and of a barcode: no barcode is as short as a count.
const (
	mostDigits = 7
	leastCode  = 8
)

// splitScan takes a count and a barcode apart. A scanner types behind what was
// typed by hand.
func splitScan(text string, lines []supply.CountLine) (qty, itemID string) {
	code := supply.CleanBarcode(text)
	for _, l := range lines {
		if l.Item.Barcode != "" && l.Item.Barcode == code {
			return "", l.Item.ID
		}
	}
	for _, l := range lines {
		if before, is := strings.CutSuffix(code, l.Item.Barcode); is && len(l.Item.Barcode) >= leastCode && len(before) <= mostDigits {
			if _, err := strconv.Atoi(before); err == nil {
				return before, l.Item.ID
			}
		}
	}
	return text, ""
}

// write puts down how many there are of the line.
func (c *takeCount) write(text string, then func()) {
	n, err := strconv.Atoi(supply.CleanBarcode(text))
	switch {
	case len(text) > mostDigits:
		c.number.SetProblem(lang.L("这个条码不在这次盘点里。请核对，或直接写数量。"))
		return
	case err != nil || n < 0:
		c.number.SetProblem(lang.L("请写清点到的数量，只写数字；没有就写 0。"))
		return
	case c.busy:
		return // the key was pressed twice
	}
	shell, item := c.takes.shell, c.at
	var take supply.StockTake
	c.busy = true
	shell.Work("正在保存…", func(ctx context.Context) (err error) {
		take, err = shell.Supplies().Count(ctx, c.take.ID, item, n)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			c.fail(err)
			return
		}
		kit.Tell("stocktake", "counted")
		delete(c.typed, item)
		if c.at == item {
			c.number.SetText("")
			c.reason.SetText("")
		}
		c.show(take)
		if c.at == item {
			then()
		}
	})
}

func (c *takeCount) fail(err error) {
	if !c.form.Fail(err) {
		c.takes.shell.Fail(err)
	}
}

// explain puts down why the line differs.
func (c *takeCount) explain() {
	text, shell, item := strings.TrimSpace(c.reason.Text), c.takes.shell, c.at
	if text == "" {
		c.reason.SetProblem(lang.L("请写明为什么与账面不符：以后查起来要看得懂。"))
		return
	}
	if c.busy {
		return
	}
	c.busy = true
	var take supply.StockTake
	shell.Work("正在保存…", func(ctx context.Context) (err error) {
		if err := shell.Supplies().Explain(ctx, c.take.ID, item, text); err != nil {
			return err
		}
		take, err = shell.Supplies().StockTake(ctx, c.take.ID)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			c.fail(err)
			return
		}
		c.show(take)
		if c.at == item {
			c.next()
		}
	})
}

// save enters what is typed, or else approves.
func (c *takeCount) save() {
	l, _ := c.line()
	switch {
	case c.take.State != supply.Open:
	case c.counts() && strings.TrimSpace(c.number.Text) != "":
		c.enter()
	case c.counts() && l.Variance() != 0 && strings.TrimSpace(c.reason.Text) != l.Reason:
		c.explain()
	case c.approve == nil:
		c.takes.shell.Toast(kit.Toast{Text: "您的角色不能审批盘点，请找站务管理。", Kind: kit.Info})
	default:
		c.decide()
	}
}

// decide approves. What is still missing gets the cursor.
func (c *takeCount) decide() {
	if c.busy {
		return
	}
	shell := c.takes.shell
	var slip supply.Slip
	c.busy = true
	shell.Work("正在保存…", func(ctx context.Context) (err error) {
		slip, err = shell.Supplies().ApproveStockTake(ctx, c.take.ID)
		return err
	}, func(err error) {
		c.busy = false
		if err != nil {
			c.point(err)
			shell.Fail(err)
			return
		}
		kit.Tell("stocktake", "approved")
		if slip.Number == "" {
			shell.Toast(kit.Toast{Text: "盘点已审批，账实相符。", Kind: kit.Done})
		} else {
			shell.Toast(kit.Toast{Text: "盘点已审批，差异已记入台账，单号{{.Number}}。", Args: map[string]any{"Number": slip.Number}, Kind: kit.Done})
		}
		id := c.take.ID
		c.takes.toList()
		c.takes.openTake(id)
	})
}

// point puts the cursor on the line that an approval was refused for.
func (c *takeCount) point(err error) {
	known, ok := errors.AsType[*store.Error](err)
	if !ok {
		return
	}
	for _, l := range c.take.Lines {
		if known.Field == "lines" && !l.Done || known.Field == "reason" && l.Variance() != 0 && l.Reason == "" {
			c.goTo(l.Item.ID)
			c.start()
			return
		}
	}
}

// drop ends the stock-take and leaves the books as they are.
func (c *takeCount) drop() {
	shell := c.takes.shell
	kit.AskReason(shell.Window().Canvas(), "取消这次盘点", "账面不会改动，已经数的留作记录。为什么不盘了？", "取消盘点", func(why string) {
		shell.Work("正在保存…", func(ctx context.Context) error { return shell.Supplies().DropStockTake(ctx, c.take.ID, why) }, func(err error) {
			if err != nil {
				shell.Fail(err)
				return
			}
			kit.Tell("stocktake", "dropped")
			c.takes.done("盘点已取消，账面没有改动。", nil)
			c.takes.toList()
		})
	})
}

// print prints the sheet to be filled while nothing is counted, else the
// result.
func (c *takeCount) print() {
	if c.take.State == supply.Open && c.take.Done == 0 {
		c.printSheet()
		return
	}
	take := c.take
	c.takes.paper.Open("物资盘点结果", lang.L("物资盘点结果")+" "+dayName(take.BegunAt), "stocktake", func(ctx context.Context) (printing.Result, error) {
		return c.takes.shell.Papers().CountResultPDF(ctx, take)
	})
}

func (c *takeCount) printSheet() {
	take := c.take
	c.takes.paper.Open("物资盘点表", lang.L("物资盘点表")+" "+dayName(take.BegunAt), "stocktake", func(ctx context.Context) (printing.Result, error) {
		return c.takes.shell.Papers().CountSheetPDF(ctx, take)
	})
}
