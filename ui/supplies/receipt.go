package supplies

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// receipt is the section 入库: what came at once from one source, line by line.
type receipt struct {
	*place
	form    *kit.Form
	source  *kit.Choice
	depot   *kit.Choice
	donor   *kit.Entry
	use     *kit.Entry
	note    *kit.Entry
	item    *kit.Lookup
	qty     *kit.Entry
	label   *kit.Entry
	expires *kit.Entry
	table   *kit.DataTable[supply.Delivery]
	body    *fyne.Container
	lines   []supply.Delivery
	items   []supply.Item
	last    string // number of the slip that was written last
}

func newReceipt(shell Shell) *receipt {
	r := &receipt{place: newPlace(shell), form: kit.NewForm(), source: kit.NewChoice(codes("supply_source")), depot: kit.NewChoice(nil),
		donor: kit.NewEntry(), use: kit.NewEntry(), note: kit.NewEntry(), item: kit.NewLookup(nil), qty: kit.NewDigitsEntry(), label: kit.NewEntry(), expires: newDayEntry()}
	r.scanner = kit.NewScanner(r.scan)
	for _, e := range []*kit.Entry{r.donor, r.use, r.note, r.qty, r.label, r.expires, r.item.Target().(*kit.Entry)} {
		r.scanner.Watch(e)
	}
	r.donor.SetHint(lang.L("按对方希望的称呼"))
	r.use.SetHint(lang.L("没有指定就空着"))
	r.source.OnChanged = r.follow
	whole := r.form.Group("这次入库")
	whole.Add("source", "来源", r.source).Require()
	whole.Add("depot", "入哪个库房", r.depot)
	whole.Add("donor", "捐赠人", r.donor)
	whole.Beside("use", "指定用途", r.use)
	whole.Add("note", "发票、协议等单据号", r.note)
	line := r.form.Group("物资")
	line.Add("item", "物资（可以扫条码）", r.item)
	line.Add("quantity", "数量", r.qty)
	line.Beside("label", "批号", r.label)
	line.Beside("expires", "有效期到", r.expires)
	r.form.OnLast = func() { r.add() }
	r.form.OnSubmit = r.finish
	r.buildTable()
	add := kit.NewButton("加入这张单", "next", func() { r.add() })
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("单据", "", func() { r.openSlips(supply.MoveReceive) }), kit.NewButton("打印", "print", func() { r.print() })},
		add, kit.NewPrimary("入库", "save", r.form.Submit))
	side := container.New(aside{}, container.NewBorder(strong(lang.L("这张单")), r.steps(), nil, nil, r.body))
	r.put(kit.Margin(kit.Nudge, container.NewBorder(nil, kit.Above(kit.NewRule(true), foot), nil, side, kit.NarrowForm(r.form))))
	r.follow()
	r.show()
	return r
}

func (r *receipt) section() *kit.Room {
	room := r.place.room(r.load, func() { r.form.Focus("") }, r.form.Submit, func(id string) bool { return id == "print" && r.print() }, func(tables map[string]bool) {
		if tables["supply_item"] || tables["supply_depot"] {
			r.load()
		}
	})
	room.Desk = r
	return room
}

// load reads what may come in, and where it may go.
func (r *receipt) load() {
	var items []supply.Item
	var depots []supply.Depot
	r.read("正在读取…", func(ctx context.Context) (err error) {
		if items, err = r.shell.Supplies().Items(ctx); err != nil {
			return err
		}
		depots, err = r.shell.Supplies().Depots(ctx)
		return err
	}, func() {
		r.items = items
		r.item.Options = itemOptions(items)
		kept := r.depot.Chosen()
		r.depot.Options = depotOptions(depots)
		if kept == "" && len(r.depot.Options) > 0 {
			kept = r.depot.Options[0].Key
		}
		r.depot.Choose(kept)
		r.form.Item("depot").Show(len(r.depot.Options) > 1)
	})
}

// follow asks for donor and use of a gift alone.
func (r *receipt) follow() {
	gift := r.source.Chosen() == supply.Donation
	r.form.Together(func() {
		r.form.Item("donor").Show(gift)
		r.form.Item("use").Show(gift)
	})
}

func (r *receipt) buildTable() {
	r.table = kit.NewDataTable([]kit.Column[supply.Delivery]{
		{ID: "name", Title: lang.L("物资"), Width: 2, Text: func(d supply.Delivery) string { return full(r.known(d.ItemID)) }},
		{ID: "qty", Title: lang.L("数量"), Width: 1, Text: func(d supply.Delivery) string { return count(d.Qty, r.known(d.ItemID).Unit) }},
		{ID: "expires", Title: lang.L("有效期"), Width: 1.3, Text: func(d supply.Delivery) string { return sayDate(d.Expires) }},
	})
	r.table.OnOpen = func(supply.Delivery) { r.again() }
	r.body = container.NewStack(r.table)
}

func (r *receipt) steps() fyne.CanvasObject {
	return kit.Beside(kit.NewButton("改这一行", "next", r.again), kit.NewButton("去掉", "", func() { r.takeOut() }))
}

// known finds an item.
func (r *receipt) known(id string) supply.Item {
	if at := slices.IndexFunc(r.items, func(i supply.Item) bool { return i.ID == id }); at >= 0 {
		return r.items[at]
	}
	return supply.Item{}
}

// show lists the lines.
func (r *receipt) show() {
	r.table.SetRows(slices.Clone(r.lines))
	r.body.Objects = []fyne.CanvasObject{r.table}
	if len(r.lines) == 0 {
		r.body.Objects = []fyne.CanvasObject{kit.NewParagraph(lang.L("填完一种按 Enter 加到这张单，全部加完按 Ctrl+Enter 入库。"))}
	}
	r.body.Refresh()
}

// delivery is the line that is being filled.
func (r *receipt) delivery() supply.Delivery {
	d := supply.Delivery{ItemID: r.item.Chosen(), DepotID: r.depot.Chosen(), Qty: number(r.qty), Source: r.source.Chosen(), Label: r.label.Text, Note: r.note.Text}
	d.Expires, _ = readDay(r.expires.Text) // the field was verified
	if d.Source == supply.Donation {
		d.Donor, d.Use = r.donor.Text, r.use.Text
	}
	return d
}

// begun reports that something stands in the fields of the line.
func (r *receipt) begun() bool {
	return !r.item.Empty() || r.qty.Text != "" || r.label.Text != "" || r.expires.Text != ""
}

// add puts the line onto the slip, and reports whether it could.
func (r *receipt) add() bool {
	if !r.form.Check() {
		return false
	}
	d := r.delivery()
	if d.ItemID == "" {
		r.item.Base().SetProblem(lang.L("请选物资，或扫条码。"))
		r.form.Focus("item")
		return false
	}
	if err := d.Check(calendar.On(r.shell.Now())); err != nil {
		if !r.form.Fail(err) {
			r.shell.Fail(err)
		}
		return false
	}
	r.lines = append(r.lines, d)
	kit.Tell("added", "line")
	r.empty()
	r.show()
	r.form.Focus("item")
	return true
}

// empty makes the fields of the line ready for the next.
func (r *receipt) empty() {
	for _, f := range []kit.Field{r.item, r.qty, r.label, r.expires} {
		f.Restore("")
	}
}

// takeOut takes the line with the cursor off the slip.
func (r *receipt) takeOut() (d supply.Delivery, ok bool) {
	d, ok = r.table.Marked()
	if !ok {
		r.ask("请先在“这张单”里选一行。")
		return d, false
	}
	at := slices.Index(r.lines, d)
	r.lines = slices.Delete(r.lines, at, at+1)
	r.show()
	return d, true
}

// again puts the line with the cursor back into the fields.
func (r *receipt) again() {
	if r.scanner.Enter() || r.begun() && !r.add() {
		return
	}
	d, ok := r.takeOut()
	if !ok {
		return
	}
	r.item.Choose(d.ItemID)
	r.qty.SetText(strconv.Itoa(d.Qty))
	r.label.SetText(d.Label)
	r.expires.SetText(d.Expires.String())
	r.form.Focus("quantity")
}

// finish takes in all that is on the slip.
func (r *receipt) finish() {
	if (r.begun() || len(r.lines) == 0) && !r.add() {
		return
	}
	all := slices.Clone(r.lines)
	whole := r.delivery()
	for i := range all {
		all[i].Source, all[i].DepotID, all[i].Donor, all[i].Use, all[i].Note = whole.Source, whole.DepotID, whole.Donor, whole.Use, whole.Note
	}
	var slip supply.Slip
	r.save(r.form, func(ctx context.Context) (err error) {
		_, slip, err = r.shell.Supplies().TakeInAll(ctx, all)
		return err
	}, func() {
		r.lines, r.last = nil, slip.Number
		r.show()
		for _, f := range []kit.Field{r.donor, r.use, r.note} {
			f.Restore("")
		}
		kit.Tell("received", "slip")
		kit.Tell("slip", "received")
		r.done("已入库，单号{{.Number}}。按 F9 打印入库单。", map[string]any{"Number": slip.Number})
		r.form.Focus("item")
	})
}

// print shows the slip that was written last.
func (r *receipt) print() bool {
	if r.last == "" {
		r.ask("入库以后按 F9 打印入库单；以前的在“单据”里重印。")
		return true
	}
	r.printSlips(supply.MoveReceive, r.last)
	return true
}

// scan fills in what was scanned.
func (r *receipt) scan(code string) {
	code = supply.CleanBarcode(code)
	for _, i := range r.items {
		if i.Barcode == code {
			r.fillItem(i)
			return
		}
	}
	r.offerCode(code, r.items, func(i supply.Item) {
		r.load()
		r.fillItem(i)
	})
}

// fillItem begins a line of an item; what stood there before goes onto the slip.
func (r *receipt) fillItem(i supply.Item) {
	if r.item.Chosen() != "" && r.qty.Text != "" && !r.add() {
		return
	}
	r.item.Choose(i.ID)
	r.form.Focus("quantity")
}
