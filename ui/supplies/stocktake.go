package supplies

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// sectionTakes is where stock is counted.
const sectionTakes = "盘点"

// openTake remembers which stock-take somebody was counting in.
const openTake = "supplies.take"

// stockTakes is 盘点: those that were, and in their place the one that is begun,
// counted or looked at.
type stockTakes struct {
	*place
	body    *fyne.Container // the table, or what teaches
	table   *kit.DataTable[supply.StockTake]
	beginIt *kit.Button
	names   map[string]string // of accounts
	count   *takeCount        // nil unless one is open
	loads   int
	resumed bool // what was being counted last was looked for
}

func newStockTakes(shell Shell) *kit.Room {
	t := &stockTakes{place: newPlace(shell)}
	t.table = kit.NewDataTable([]kit.Column[supply.StockTake]{
		{ID: "depot", Title: lang.L("库房"), Width: 1.3, Text: func(s supply.StockTake) string { return s.Depot.Name }},
		{ID: "begun", Title: lang.L("开始"), Width: 1.4, Text: func(s supply.StockTake) string { return kit.SayTime(s.BegunAt, shell.Now()) },
			Compare: func(a, b supply.StockTake) int { return a.BegunAt.Compare(b.BegunAt) }},
		{ID: "by", Title: lang.L("发起人"), Width: 1.1, Text: func(s supply.StockTake) string { return t.names[s.BegunBy] }},
		{ID: "state", Title: lang.L("状态"), Width: 1.9, Text: takeWords, Color: takeColor},
		{ID: "differ", Title: lang.L("有差异"), Width: 0.9, Text: func(s supply.StockTake) string { return strconv.Itoa(s.Differ) },
			Compare: func(a, b supply.StockTake) int { return a.Differ - b.Differ }},
		{ID: "decided", Title: lang.L("审批人"), Width: 1.1, Text: func(s supply.StockTake) string { return t.names[s.DecidedBy] }},
		{ID: "slip", Title: lang.L("单号或原因"), Width: 1.7, Text: func(s supply.StockTake) string { return s.Slip + s.Why }},
	})
	t.table.OnOpen = func(s supply.StockTake) { t.openTake(s.ID) }
	t.body = container.NewStack(t.table)
	t.beginIt = kit.NewPrimary("开始盘点…", "save", t.begin)
	left := []fyne.CanvasObject{kit.NewButton("打开", "next", t.openMarked)}
	foot := kit.Actions(left)
	if t.can(access.StockSupplies) {
		foot = kit.Actions(left, t.beginIt)
	}
	t.put(container.NewBorder(kit.SentenceOver("清点时不显示账面数，数完才比对；有差异的写明原因，由没有参加清点的人审批，账才会改。"), foot, nil, nil, t.body))
	r := t.room(t.enter, t.start, t.begin, nil, t.changed)
	r.Desk = t
	return r
}

// enter reads the list. What was being counted when the program was closed is
// opened again.
func (t *stockTakes) enter() {
	t.load(func(all []supply.StockTake) {
		kept := t.shell.Remembered(openTake)
		for _, s := range all {
			if !t.resumed && t.top() == nil && s.ID == kept && s.State == supply.Open {
				t.openTake(s.ID)
			}
		}
		t.resumed = true
	})
}

func (t *stockTakes) changed(tables map[string]bool) {
	if tables["supply_take"] {
		t.load(nil)
		t.reload()
	}
}

// load reads the list; then, where not nil, is told what is in it.
func (t *stockTakes) load(then func(all []supply.StockTake)) {
	t.loads++
	this := t.loads
	var all []supply.StockTake
	var names map[string]string
	t.read("正在读取盘点…", func(ctx context.Context) (err error) {
		if names, err = staff(ctx, t.shell); err != nil {
			return err
		}
		all, err = t.shell.Supplies().StockTakes(ctx)
		return err
	}, func() {
		if this == t.loads {
			t.names = names
			t.table.SetRows(all)
			t.teach(len(all))
		}
		if then != nil {
			then(all)
		}
	})
}

// teach shows how to begin where nothing was counted yet.
func (t *stockTakes) teach(n int) {
	var button *kit.Button
	if t.can(access.StockSupplies) {
		button = kit.NewButton("开始盘点…", "", t.begin)
	}
	listOr(t.body, t.table, n, "还没有盘点过。月底清点一次，账和物就对得上。", button)
}

// toList shows the list again.
func (t *stockTakes) toList() {
	t.count = nil
	t.shell.Remember(openTake, "")
	t.back()
	t.load(nil)
	t.start()
}

func (t *stockTakes) openMarked() {
	if s, ok := t.table.Marked(); ok {
		t.openTake(s.ID)
		return
	}
	t.ask("请先在表里选一次盘点。")
}

// openTake shows one stock-take, to be counted or looked at.
func (t *stockTakes) openTake(id string) {
	var take supply.StockTake
	t.read("正在读取盘点…", func(ctx context.Context) (err error) {
		take, err = t.shell.Supplies().StockTake(ctx, id)
		return err
	}, func() { t.showTake(take) })
}

func (t *stockTakes) showTake(take supply.StockTake) {
	if take.State == supply.Open {
		t.shell.Remember(openTake, take.ID)
	}
	t.count = newTakeCount(t, take)
	t.open(t.count.layer())
}

// begin asks what is to be counted.
func (t *stockTakes) begin() {
	if !t.can(access.StockSupplies) {
		t.shell.Toast(kit.Toast{Text: "您的角色不能发起盘点，请找站务管理。", Kind: kit.Info})
		return
	}
	var depots []supply.Depot
	var items []supply.Item
	t.read("正在读取库存…", func(ctx context.Context) (err error) {
		if depots, err = t.shell.Supplies().Depots(ctx); err != nil {
			return err
		}
		items, err = t.shell.Supplies().Items(ctx)
		return err
	}, func() { t.open(newTakeBegin(t, depots, items).layer()) })
}

// start puts the cursor where one begins.
func (t *stockTakes) start() {
	if len(t.table.Shown()) == 0 && t.can(access.StockSupplies) {
		t.focus(t.beginIt)
		return
	}
	t.focus(t.table.Target())
}

// takeWords says how far a stock-take is; the colour only repeats it.
func takeWords(s supply.StockTake) string {
	switch {
	case s.State == supply.Approved:
		return lang.L("■ 已审批")
	case s.State == supply.Dropped:
		return lang.L("✕ 已取消")
	case s.Done == s.Items:
		return lang.L("▲ 等待审批")
	}
	return lang.L("● 清点中 {{.Done}}／{{.Items}}", map[string]any{"Done": s.Done, "Items": s.Items})
}

func takeColor(s supply.StockTake) fyne.ThemeColorName {
	switch {
	case s.State == supply.Approved:
		return kit.Done
	case s.State == supply.Dropped:
		return kit.Faint
	case s.Done == s.Items:
		return kit.Soon
	}
	return kit.Accent
}

// dayName is a day as it stands in the name of a file.
func dayName(at time.Time) string { return calendar.On(at).String() }
