package supplies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// ledgerPage is how many lines of the ledger are read at a time: after five
// years an item has thousands.
const ledgerPage = 200

// openWare shows an item: its lots, and under them its ledger.
func (s *stock) openWare(item supply.Item) {
	lots := s.lotTable()
	var names map[string]string
	ledger := ledgerTable(s.shell, func(id string) string { return names[id] })
	facts := kit.NewLabel("")
	facts.Whole = false
	var moves []supply.Move
	older := kit.NewButton("再看更早的", "", nil)
	show := func() {
		ledger.SetRows(moves)
		older.SetEnabled(len(moves) > 0 && moves[len(moves)-1].Seq > 0 && len(moves)%ledgerPage == 0)
	}
	page := func(ctx context.Context, before int64) (err error) {
		more, err := s.shell.Supplies().LedgerPage(ctx, item.ID, before, ledgerPage)
		if before == 0 {
			moves = nil
		}
		moves = append(moves, more...)
		return err
	}
	older.OnTapped = func() {
		s.read("正在读取台账…", func(ctx context.Context) error { return page(ctx, moves[len(moves)-1].Seq) }, show)
	}
	body := container.NewStack()
	both := container.New(halves{}, under(lang.L("批次"), lots), under(lang.L("台账"), ledger))
	read := func() {
		var all []supply.Lot
		now := item
		s.read("正在读取台账…", func(ctx context.Context) (err error) {
			if names, err = staff(ctx, s.shell); err != nil {
				return err
			}
			if all, err = s.shell.Supplies().Lots(ctx, item.ID); err != nil {
				return err
			}
			items, err := s.shell.Supplies().Items(ctx)
			if err != nil {
				return err
			}
			for _, i := range items {
				if i.ID == item.ID {
					now = i
				}
			}
			return page(ctx, 0)
		}, func() {
			item = now
			facts.Set(s.wareFacts(item))
			lots.SetRows(all)
			show()
			listOr(body, both, len(moves), "还没有进出。入库以后，每一笔都记在这里，不能改也不能删。", nil)
		})
	}
	foot := []fyne.CanvasObject{older}
	if s.can(stockRight) {
		foot = append(foot, kit.NewButton("修改", "", func() { s.editItem(item) }), kit.NewButton("更正数量", "", func() { s.correct(item) }),
			kit.NewButton("更正批次", "", func() {
				if l, ok := lots.Marked(); ok {
					s.correctLot(l, read)
					return
				}
				s.ask("请先选一个批次。")
			}))
		lots.OnOpen = func(l supply.Lot) { s.correctLot(l, read) }
	}
	s.list(full(item), container.NewBorder(kit.Margin(kit.Nudge, facts), nil, nil, nil, body), ledger.Target(), read, nil, foot...)
}

// wareFacts is what is known of an item, in one line.
func (s *stock) wareFacts(i supply.Item) string {
	reorder, code := "", ""
	if i.Reorder > 0 {
		reorder = lang.L("补货线{{.N}}", map[string]any{"N": i.Reorder})
	}
	if i.Barcode != "" {
		code = lang.L("条码 {{.Code}}", map[string]any{"Code": i.Barcode})
	}
	off := ""
	if !i.Active {
		off = lang.L("停用")
	}
	return kit.Joined(s.kinds[i.Kind], lang.L("账面库存 {{.N}}{{.Unit}}", map[string]any{"N": i.Stock, "Unit": i.Unit}), reorder, code, off)
}

// lotTable lists lots of one item.
func (p *place) lotTable() *kit.DataTable[supply.Lot] {
	sources := words("supply_source")
	today := calendar.On(p.shell.Now())
	return kit.NewDataTable([]kit.Column[supply.Lot]{
		{ID: "label", Title: lang.L("批号"), Width: 1, Text: func(l supply.Lot) string { return dash(l.Label) }},
		{ID: "source", Title: lang.L("来源"), Width: 2.2, Text: func(l supply.Lot) string { return sourceWords(l, sources) }},
		{ID: "expires", Title: lang.L("有效期"), Width: 1.6, Text: func(l supply.Lot) string { return expiryWords(l, today) },
			Compare: func(a, b supply.Lot) int { return a.Expires.Compare(b.Expires) }, Color: func(l supply.Lot) fyne.ThemeColorName { return expiryColor(l, today) }},
		{ID: "depot", Title: lang.L("库房"), Width: 1, Text: func(l supply.Lot) string { return l.Depot.Name }},
		{ID: "stock", Title: lang.L("数量"), Width: 0.8, Text: func(l supply.Lot) string { return count(l.Stock, l.Item.Unit) },
			Compare: func(a, b supply.Lot) int { return a.Stock - b.Stock }},
		{ID: "received", Title: lang.L("入库时间"), Width: 1.3, Text: func(l supply.Lot) string { return kit.SayTime(l.Received, p.shell.Now()) },
			Compare: func(a, b supply.Lot) int { return a.Received.Compare(b.Received) }},
	})
}

// ledgerTable lists the moves of an item: when, what, how many, what was left,
// by whom.
func ledgerTable(shell Shell, name func(account string) string) *kit.DataTable[supply.Move] {
	sources := words("supply_source")
	return kit.NewDataTable([]kit.Column[supply.Move]{
		{ID: "at", Title: lang.L("时间"), Width: 1.4, Text: func(m supply.Move) string { return kit.SayTime(m.At, shell.Now()) },
			Compare: func(a, b supply.Move) int { return a.At.Compare(b.At) }},
		{ID: "kind", Title: lang.L("事项"), Width: 0.7, Text: func(m supply.Move) string { return kindWords(m.Kind) }},
		{ID: "qty", Title: lang.L("数量"), Width: 0.7, Text: func(m supply.Move) string { return signed(m.Qty) },
			Compare: func(a, b supply.Move) int { return a.Qty - b.Qty }},
		{ID: "balance", Title: lang.L("结存"), Width: 0.7, Text: func(m supply.Move) string { return count(m.Balance, "") },
			Compare: func(a, b supply.Move) int { return a.Balance - b.Balance }},
		{ID: "slip", Title: lang.L("单号"), Width: 1.4, Text: func(m supply.Move) string { return m.Slip }},
		{ID: "why", Title: lang.L("来源或原因"), Width: 1.6, Text: func(m supply.Move) string {
			return kit.Joined(sources[m.Source], m.Reason)
		}},
		{ID: "actor", Title: lang.L("经办人"), Width: 1.2, Text: func(m supply.Move) string { return kit.Joined(name(m.Actor), name(m.Second)) }},
	})
}

// under puts a word over a table.
func under(word string, table fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(kit.Margin(kit.Nudge, kit.NewLabel(word)), nil, nil, nil, table)
}

// halves puts two things under each other, the lower one larger.
type halves struct{}

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	upper := size.Height * 2 / 5
	o[0].Resize(fyne.NewSize(size.Width, upper))
	o[1].Move(fyne.NewPos(0, upper))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-upper))
}
