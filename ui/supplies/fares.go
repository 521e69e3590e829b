package supplies

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// sectionFares is where cash for short trips is paid.
const sectionFares = "零钱车费"

// fareDesk is 零钱车费: cash for a short trip against a receipt, and the receipts
// of a month.
type fareDesk struct {
	*place
	month *monthChoice
	sum   *kit.Text
	table *kit.DataTable[supply.Fare]
	body  *fyne.Container

	limit  *fyne.Container // the rule, which is a paragraph and changes
	finder *fareFinder
	form   *kit.Form
	way    *kit.Choice
	amount *kit.Entry
	pay    *kit.Button

	rule   supply.FareRule
	fares  []supply.Fare
	backed map[string]bool // ids of fares that came back
	last   supply.Fare     // that was paid last, for 撤销
	loads  int
}

func newFares(shell Shell) *kit.Room {
	f := &fareDesk{place: newPlace(shell), sum: kit.NewText(""), form: kit.NewForm(), amount: kit.NewEntry(), limit: kit.Close(), backed: map[string]bool{}}
	f.sum.Whole = false
	f.month = newMonthChoice(shell.Now(), f.load)
	f.buildTable()
	f.body = container.NewStack(f.table)
	f.buildForm()
	steps := []fyne.CanvasObject{kit.NewButton("打印收据", "print", f.print), kit.NewButton("退回", "", f.giveBack)}
	if f.can(access.EditRules) {
		steps = append(steps, kit.NewButton("改限额…", "", f.editRule))
	}
	foot := kit.Actions(steps)
	left := container.NewBorder(kit.Margin(kit.Nudge, kit.Close(f.month.content, f.sum)), foot, nil, nil, f.body)
	f.put(container.New(listPair{}, left, f.side()))
	r := f.room(f.load, f.start, f.form.Submit, f.do, f.changed)
	r.Move = func(by int) {
		if f.top() == nil && !f.paper.Shown() {
			f.month.turn(by)
		}
	}
	r.Desk = f
	return r
}

func (f *fareDesk) buildTable() {
	ways := words("fare_way")
	f.table = kit.NewDataTable([]kit.Column[supply.Fare]{
		{ID: "at", Title: lang.L("时间"), Width: 1.5, Text: func(x supply.Fare) string { return kit.SayTime(x.At, f.shell.Now()) },
			Compare: func(a, b supply.Fare) int { return a.At.Compare(b.At) }},
		{ID: "number", Title: lang.L("收据号"), Width: 1.7, Text: func(x supply.Fare) string { return x.Number }},
		{ID: "who", Title: lang.L("领款人"), Width: 1.2, Text: f.who},
		{ID: "way", Title: lang.L("乘坐"), Width: 1.1, Text: func(x supply.Fare) string { return ways[x.Way] }},
		{ID: "amount", Title: lang.L("金额"), Width: 1, Text: func(x supply.Fare) string {
			return lang.L("{{.Yuan}}元", map[string]any{"Yuan": fenWords(x.AmountFen)})
		},
			Compare: func(a, b supply.Fare) int { return a.AmountFen - b.AmountFen }},
		{ID: "state", Title: lang.L("状态"), Width: 1.2, Text: f.state, Color: func(x supply.Fare) fyne.ThemeColorName {
			if x.BackOf != "" || f.backed[x.ID] {
				return kit.Faint
			}
			return kit.Done
		}},
	})
	f.table.SetChoice(kit.TableChoice{Hidden: []string{"way"}}) // it stands on the receipt
	f.table.OnOpen = func(x supply.Fare) { f.printOne(x) }
}

// who calls somebody on the list by their name, if it may be read.
func (f *fareDesk) who(x supply.Fare) string {
	if directory := f.shell.Directory(); directory != nil {
		if card, ok := directory.Card(x.PersonID); ok {
			return nameOf(card.Resident)
		}
	}
	return lang.L(shelter.ProtectedName)
}

func (f *fareDesk) state(x supply.Fare) string {
	switch {
	case x.BackOf != "":
		return lang.L("○ 退回")
	case f.backed[x.ID]:
		return lang.L("✕ 已退")
	}
	return lang.L("● 已付")
}

func (f *fareDesk) buildForm() {
	f.finder = newFareFinder(f)
	f.way = kit.NewChoice(codes("fare_way"))
	f.amount.SetHint(lang.L("元，如 4.50"))
	f.amount.Filter = yuanRune
	f.amount.Verify = func(text string) error {
		_, err := readYuan(text)
		return err
	}
	group := f.form.Group("")
	group.Add("stay", "领款人", f.finder).Require()
	group.Add("way", "乘坐什么车", f.way).Require()
	group.Add("amount", "金额", f.amount).Require()
	f.form.OnSubmit = f.payOut
	f.pay = kit.NewPrimary("付款并打印收据", "save", f.form.Submit)
}

// side is where cash is paid.
func (f *fareDesk) side() fyne.CanvasObject {
	if !f.can(access.IssueSupplies) {
		return kit.Margin(kit.Inside, kit.NewParagraph(lang.L("您的角色不能发车费，只能查看。")))
	}
	body := container.NewBorder(f.limit, kit.Actions(nil, f.pay), nil, nil, kit.Flush(kit.Inside, f.form.Scroll()))
	return kit.Margin(kit.Inside, body)
}

func (f *fareDesk) changed(tables map[string]bool) {
	if tables["supply_fare"] || tables["stay"] || tables["person"] || tables["setting"] {
		f.load()
	}
}

// load reads the month's receipts, the rule and who may be given something.
func (f *fareDesk) load() {
	f.loads++
	this, first := f.loads, f.month.first
	var sum supply.FareMonth
	var fares []supply.Fare
	var rule supply.FareRule
	var people []intake.Resident
	f.read("正在读取车费…", func(ctx context.Context) (err error) {
		room := f.shell.Supplies()
		if sum, err = room.FareMonth(ctx, first.Year, first.Month); err != nil {
			return err
		}
		if f.can(access.ReadPeople) {
			if fares, err = room.FaresIn(ctx, first.Year, first.Month); err != nil {
				return err
			}
			if people, err = f.shell.Desk().Residents(ctx); err != nil {
				return err
			}
		}
		rule, err = room.FareRule(ctx)
		return err
	}, func() {
		if this != f.loads {
			return
		}
		f.rule, f.fares = rule, fares
		f.finder.people = people
		f.show(sum)
	})
}

func (f *fareDesk) show(sum supply.FareMonth) {
	clear(f.backed)
	for _, x := range f.fares {
		if x.BackOf != "" {
			f.backed[x.BackOf] = true
		}
	}
	f.sum.Set(lang.L("{{.N}}张收据，{{.Stays}}人，发出{{.Out}}元，退回{{.Back}}元，实支{{.Net}}元", map[string]any{
		"N": sum.Receipts, "Stays": sum.Stays, "Out": fenWords(sum.OutFen), "Back": fenWords(sum.BackFen), "Net": fenWords(sum.NetFen())}))
	f.table.SetRows(f.fares)
	listOr(f.body, f.table, len(f.fares), "这个月还没有发过车费。在右边找到领款人，写金额就行。", nil)
	f.limit.RemoveAll()
	f.limit.Add(kit.NewParagraph(lang.L("每人每次救助最多{{.Limit}}元。依据：{{.Article}}", map[string]any{"Limit": fenWords(f.rule.LimitFen), "Article": f.rule.Article})))
	f.limit.Refresh()
	f.content.Refresh()
}

func (f *fareDesk) start() {
	if !f.can(access.IssueSupplies) {
		f.focus(f.table.Target())
		return
	}
	f.form.Focus("")
}

// payOut writes the receipt and shows it, to be signed.
func (f *fareDesk) payOut() {
	fen, err := readYuan(f.amount.Text)
	if err != nil {
		return
	}
	stay, way := f.finder.stay(), f.way.Chosen()
	var paid supply.Fare
	f.save(f.form, func(ctx context.Context) (err error) {
		paid, err = f.shell.Supplies().ShortFare(ctx, stay, fen, way)
		return err
	}, func() {
		kit.Tell("fare", "paid")
		f.form.Restore(nil)
		f.last = paid
		f.shell.Toast(kit.Toast{Text: "已付{{.Yuan}}元，收据{{.Number}}。", Args: map[string]any{"Yuan": fenWords(fen), "Number": paid.Number}, Kind: kit.Done, Undo: f.undo})
		f.load()
		f.start()
		f.printOne(paid)
	})
}

// undo takes back what was paid last.
func (f *fareDesk) undo() {
	if paid := f.last; paid.ID != "" {
		f.last = supply.Fare{}
		f.paper.Close()
		f.takeBack(paid)
	}
}

// giveBack takes the fare of the line with the cursor back.
func (f *fareDesk) giveBack() {
	x, ok := f.table.Marked()
	switch {
	case !ok:
		f.ask("请先在表里选一张收据。")
	case !f.can(access.IssueSupplies):
		f.shell.Toast(kit.Toast{Text: "您的角色不能退车费，请找站务管理。", Kind: kit.Info})
	default:
		f.takeBack(x)
	}
}

func (f *fareDesk) takeBack(x supply.Fare) {
	var back supply.Fare
	f.read("正在保存…", func(ctx context.Context) (err error) {
		back, err = f.shell.Supplies().FareBack(ctx, x.ID)
		return err
	}, func() {
		kit.Tell("fare", "back")
		f.done("已退回{{.Yuan}}元，收据{{.Number}}。", map[string]any{"Yuan": fenWords(-back.AmountFen), "Number": back.Number})
		f.load()
	})
}

func (f *fareDesk) do(id string) bool {
	switch {
	case id == "print":
		f.print()
	case id == "undo" && f.last.ID != "":
		f.undo()
	default:
		return false
	}
	return true
}

func (f *fareDesk) print() {
	if x, ok := f.table.Marked(); ok {
		f.printOne(x)
		return
	}
	f.ask("请先在表里选一张收据。")
}

func (f *fareDesk) printOne(x supply.Fare) {
	f.paper.Open("短途车费收据", lang.L("短途车费收据")+" "+x.Number, "fare", func(ctx context.Context) (printing.Result, error) {
		return f.shell.Papers().FareReceiptPDF(ctx, x)
	})
}

// editRule changes the limit and what it rests on.
func (f *fareDesk) editRule() {
	limit, article := kit.NewEntry(), kit.NewParagraphEntry(3)
	limit.Filter = yuanRune
	limit.Verify = f.amount.Verify
	limit.SetText(fenWords(f.rule.LimitFen))
	article.SetText(f.rule.Article)
	form := kit.NewForm()
	group := form.Group("")
	group.Add("limit", "每人每次救助最多多少元", limit).Require()
	group.Add("article", "依据（拒付时说明，也印在收据上）", article).Require()
	form.OnSubmit = func() {
		fen, err := readYuan(limit.Text)
		if err != nil {
			return
		}
		rule := supply.FareRule{LimitFen: fen, Article: strings.TrimSpace(article.Text)}
		f.save(form, func(ctx context.Context) error { return f.shell.Supplies().SetFareRule(ctx, rule) }, func() {
			f.back()
			f.done("已保存，以后的车费用新的限额。", nil)
			f.load()
		})
	}
	f.fill(lang.L("短途车费限额"), "已经发出的收据不变，仍是原来的限额和依据。", "", form)
}

// fenWords writes fen as an amount in yuan: 20, 4.50.
func fenWords(fen int) string {
	if fen%100 == 0 {
		return strconv.Itoa(fen / 100)
	}
	return strconv.FormatFloat(float64(fen)/100, 'f', 2, 64)
}
