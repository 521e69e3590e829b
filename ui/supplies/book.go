package supplies

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/printing/report"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// sectionBook is where the month is read.
const sectionBook = "月报"

// What a month's book shows.
const (
	bookBought  = "bought"
	bookDonated = "donated"
	bookGifts   = "gifts"
)

// bookView is 月报: the store room's month as auditors read it, with what was
// given apart, and whether the ledger adds up.
type bookView struct {
	*place
	month   *monthChoice
	depot   *kit.Choice
	part    *kit.Choice
	check   *kit.Text
	problem *fyne.Container // what is wrong, where something is
	body    *fyne.Container
	lines   *kit.DataTable[supply.BookLine]
	gifts   *kit.DataTable[supply.Gift]

	depots []supply.Depot
	book   supply.MonthBook
	given  []supply.Gift
	fares  supply.FareMonth
	ledger *supply.LedgerCheck // nil until the ledger was added up
	loads  int
	adding bool // the ledger is being added up
}

func newBook(shell Shell) *kit.Room {
	b := &bookView{place: newPlace(shell), check: kit.NewText(""), problem: kit.Close(), body: container.NewStack()}
	b.month = newMonthChoice(shell.Now(), b.load)
	b.depot = kit.NewChoice([]kit.Option{{Key: "", Text: lang.L("全部库房")}})
	b.depot.Choose("")
	b.depot.OnChanged = b.load
	b.part = kit.NewChoice([]kit.Option{{Key: bookBought, Text: lang.L("购置和其他")}, {Key: bookDonated, Text: lang.L("捐赠物资")}, {Key: bookGifts, Text: lang.L("捐赠人")}})
	b.part.Choose(bookBought)
	b.part.OnChanged = b.show
	b.check.Whole = false
	b.check.Paint(lang.L("台账还没有核对"), kit.Faint)
	b.buildLines()
	b.buildGifts()
	head := kit.Above(b.month.content, kit.Shared(b.part, b.depot))
	foot := kit.Above(b.problem, kit.Margin(kit.Nudge, b.check),
		kit.Actions([]fyne.CanvasObject{kit.NewButton("核对台账", "", b.verify), kit.NewButton("存Excel", "", b.saveBook)}, kit.NewPrimary("打印月报", "print", b.print)))
	b.put(container.NewBorder(kit.Margin(kit.Nudge, head), foot, nil, nil, b.body))
	r := b.room(b.load, b.start, nil, b.do, b.changed)
	r.Move = func(by int) {
		if b.top() == nil && !b.paper.Shown() {
			b.month.turn(by)
		}
	}
	r.Desk = b
	return r
}

func (b *bookView) buildLines() {
	amount := func(id, title string, of func(l supply.BookLine) int, always bool) kit.Column[supply.BookLine] {
		return kit.Column[supply.BookLine]{ID: id, Title: lang.L(title), Width: 0.8, Compare: func(x, y supply.BookLine) int { return of(x) - of(y) },
			Text: func(l supply.BookLine) string {
				if n := of(l); n != 0 || always {
					return strconv.Itoa(n)
				}
				return ""
			}}
	}
	sources := words("supply_source")
	b.lines = kit.NewDataTable([]kit.Column[supply.BookLine]{
		{ID: "name", Title: lang.L("物资"), Width: 2, Text: func(l supply.BookLine) string { return full(l.Item) + "（" + l.Item.Unit + "）" }},
		{ID: "source", Title: lang.L("来源"), Width: 1.2, Text: func(l supply.BookLine) string { return sources[l.Source] }},
		amount("opening", "期初", func(l supply.BookLine) int { return l.Opening }, true),
		amount("received", "入库", func(l supply.BookLine) int { return l.Received }, false),
		amount("issued", "发放", func(l supply.BookLine) int { return l.Issued }, false),
		amount("returned", "退回", func(l supply.BookLine) int { return l.Returned }, false),
		amount("moved", "调拨", func(l supply.BookLine) int { return l.MovedIn + l.MovedOut }, false),
		amount("written_off", "报损", func(l supply.BookLine) int { return l.WrittenOff }, false),
		amount("adjusted", "盘点", func(l supply.BookLine) int { return l.Adjusted }, false),
		amount("closing", "期末", func(l supply.BookLine) int { return l.Closing }, true),
	})
}

func (b *bookView) buildGifts() {
	b.gifts = kit.NewDataTable([]kit.Column[supply.Gift]{
		{ID: "at", Title: lang.L("日期"), Width: 1, Text: func(g supply.Gift) string { return dayName(g.At) }},
		{ID: "donor", Title: lang.L("捐赠人"), Width: 2, Text: func(g supply.Gift) string {
			if g.Lot.Donor == "" {
				return lang.L("未留名")
			}
			return g.Lot.Donor
		}},
		{ID: "name", Title: lang.L("物资"), Width: 1.6, Text: func(g supply.Gift) string { return full(g.Lot.Item) }},
		{ID: "given", Title: lang.L("数量"), Width: 0.9, Text: func(g supply.Gift) string { return count(g.Given, g.Lot.Item.Unit) },
			Compare: func(x, y supply.Gift) int { return x.Given - y.Given }},
		{ID: "use", Title: lang.L("指定用途"), Width: 1.6, Text: func(g supply.Gift) string { return dash(g.Lot.Use) }},
		{ID: "slip", Title: lang.L("单号"), Width: 1.3, Text: func(g supply.Gift) string { return g.Slip }},
	})
}

func (b *bookView) changed(tables map[string]bool) {
	if tables["supply_item"] || tables["supply_move"] || tables["supply_depot"] || tables["supply_fare"] {
		if b.ledger != nil {
			b.ledger = nil // the books went on since
			b.showCheck()
		}
		b.load()
	}
}

// load reads the month.
func (b *bookView) load() {
	b.loads++
	this, first, depot := b.loads, b.month.first, b.depot.Chosen()
	var depots []supply.Depot
	var book supply.MonthBook
	var given []supply.Gift
	var fares supply.FareMonth
	b.read("正在读取月报…", func(ctx context.Context) (err error) {
		room := b.shell.Supplies()
		if depots, err = room.Depots(ctx); err != nil {
			return err
		}
		if book, err = room.MonthBook(ctx, first.Year, first.Month, depot); err != nil {
			return err
		}
		if given, err = room.Gifts(ctx, first.Year, first.Month, depot); err != nil {
			return err
		}
		fares, err = room.FareMonth(ctx, first.Year, first.Month)
		return err
	}, func() {
		if this != b.loads {
			return
		}
		b.depots, b.book, b.given, b.fares = depots, book, given, fares
		b.offerDepots()
		b.show()
	})
}

// offerDepots lists the depots to choose from, those that are switched off too:
// their months stay.
func (b *bookView) offerDepots() {
	chosen := b.depot.Chosen()
	options := []kit.Option{{Key: "", Text: lang.L("全部库房")}}
	for _, d := range b.depots {
		options = append(options, kit.Option{Key: d.ID, Text: d.Name})
	}
	b.depot.Options = options
	b.depot.Choose(chosen)
}

func (b *bookView) depotName() string {
	for _, d := range b.depots {
		if d.ID == b.book.DepotID {
			return d.Name
		}
	}
	return ""
}

// show lists the part that is chosen.
func (b *bookView) show() {
	switch b.part.Chosen() {
	case bookGifts:
		b.gifts.SetRows(b.given)
		listOr(b.body, b.gifts, len(b.given), "这个月没有接受捐赠。捐赠在“入库”里登记，写明捐赠人和用途。", nil)
	case bookDonated:
		b.lines.SetRows(b.book.Donated())
		listOr(b.body, b.lines, len(b.book.Donated()), "这个月没有捐赠物资的结存和进出。", nil)
	default:
		b.lines.SetRows(b.book.Bought())
		listOr(b.body, b.lines, len(b.book.Bought()), "这个月没有结存，也没有进出。上月、下月用 Alt+↑、Alt+↓。", nil)
	}
}

func (b *bookView) start() {
	switch {
	case b.part.Chosen() == bookGifts && len(b.given) > 0:
		b.focus(b.gifts.Target())
	case len(b.lines.Shown()) > 0:
		b.focus(b.lines.Target())
	default:
		b.focus(b.part)
	}
}

// verify adds the whole ledger up.
func (b *bookView) verify() {
	if b.adding {
		return
	}
	b.adding = true
	b.check.Paint(lang.L("正在核对台账…"), kit.Faint)
	var c supply.LedgerCheck
	b.shell.Work("正在核对台账…", func(ctx context.Context) (err error) {
		c, err = b.shell.Supplies().Verify(ctx)
		return err
	}, func(err error) {
		b.adding = false
		if err != nil {
			b.showCheck()
			b.shell.Fail(err)
			return
		}
		b.ledger = &c
		b.showCheck()
		kit.Tell("ledger", map[bool]string{true: "sound", false: "unsound"}[c.Sound()])
	})
}

// mostFindings is how many findings are shown: where there are more, one cause
// is behind them.
const mostFindings = 3

func (b *bookView) showCheck() {
	b.problem.RemoveAll()
	switch c := b.ledger; {
	case c == nil:
		b.check.Paint(lang.L("台账还没有核对"), kit.Faint)
	case c.Sound():
		b.check.Paint("■ "+lang.L("账实相符：台账{{.N}}行，逐行、逐批、逐项核对无误。", map[string]any{"N": c.Lines}), kit.Done)
	default:
		b.check.Paint("◆ "+lang.L("发现{{.N}}处不符，请站长核实，不要自行更正。", map[string]any{"N": len(c.Findings)}), kit.Overdue)
		for _, f := range c.Findings[:min(mostFindings, len(c.Findings))] {
			b.problem.Add(kit.NewParagraph(lang.L(f.Text, map[string]any(f.Args))))
		}
	}
	b.problem.Refresh()
	b.content.Refresh()
}

func (b *bookView) do(id string) bool {
	if id == "print" {
		b.print()
	}
	return id == "print"
}

func (b *bookView) print() {
	m := printing.BookMonth{Book: b.book, Depot: b.depotName(), Gifts: b.given, Fares: b.fares, Check: b.ledger}
	b.paper.Open("物资出入库月报", b.title(), "book", func(ctx context.Context) (printing.Result, error) {
		return b.shell.Papers().MonthBookPDF(ctx, m)
	})
}

func (b *bookView) saveBook() {
	book, given := b.book, b.given
	printout.SaveMade(b.shell, b.title()+".xlsx", "book", func(context.Context) ([]byte, error) { return report.MonthBookXLSX(book, given) })
}

func (b *bookView) title() string {
	return kit.Joined(lang.L("物资出入库月报"), b.month.first.Start().Format("2006-01"), b.depotName())
}
