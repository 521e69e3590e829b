package supplies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// issue is the section 发放: at the left what there is, at the right the slip
// that is being filled, for whom and of what.
type issue struct {
	*place
	offer  *offer
	side   *fyne.Container
	body   *fyne.Container
	scroll *container.Scroll
	card   fyne.CanvasObject
	whom   *whom
	lines  *fyne.Container
	empty  fyne.CanvasObject
	had    *fyne.Container
	depot  *kit.Choice
	give   *kit.Button

	asked  string // stay to hand out to, until it was read
	items  []supply.Item
	lots   []supply.Lot
	depots []supply.Depot
	people []intake.Resident // in the station's care
	rooms  []shelter.Room

	basket []*line
	last   []string // numbers of the slips that were written last
	undo   func()
	after  []func() // waits for the newest load
	loads  int
}

// newIssue returns the section; stay is whom to hand out to, or empty.
func newIssue(shell Shell, stay string) *issue {
	i := &issue{place: newPlace(shell), asked: stay, lines: kit.Close(), had: kit.Close()}
	i.scanner = kit.NewScanner(i.scan)
	i.whom = newWhom(i)
	i.offer = newOffer(i)
	i.empty = kit.NewParagraph(lang.L("扫条码，或在左边选物资按 Enter，或按“常用一套”。"))
	i.depot = kit.NewChoice(nil)
	i.depot.OnChanged = i.foresee
	i.depot.Hide()
	usual := kit.NewButton("常用一套", "", i.addUsual)
	i.give = kit.NewPrimary("发放", "save", i.hand)
	i.body = kit.Groups(i.whom.content, kit.Above(container.NewBorder(nil, nil, strong(lang.L("这次发放")), usual), i.depot, i.lines), i.had)
	left := []fyne.CanvasObject{kit.NewButton("单据", "", func() { i.openSlips(supply.MoveIssue, supply.MoveReturn) }), kit.NewButton("打印", "print", func() { i.print() })}
	foot := kit.Actions(left, i.give)
	i.scroll = container.NewVScroll(kit.Margin(kit.Nudge, i.body))
	i.card = container.NewBorder(nil, kit.Above(kit.NewRule(true), foot), nil, nil, kit.Flush(kit.Nudge, i.scroll))
	i.side = container.New(aside{}, i.card)
	i.put(kit.Margin(kit.Nudge, container.NewBorder(nil, nil, nil, i.side, i.offer.content)))
	i.whom.show()
	i.showBasket()
	return i
}

func (i *issue) section() *kit.Room {
	room := i.place.room(i.enter, i.begin, i.hand, i.do, i.changed)
	room.Desk = i
	return room
}

// enter reads what there is and who may be given something.
func (i *issue) enter() {
	i.load(func() {
		asked := i.asked
		i.asked = ""
		if asked != "" {
			i.whom.takeStay(asked)
		}
		kit.Tell("ready", "supplies")
	})
}

// begin is start for who comes from the menu, unless a scan brought them.
func (i *issue) begin() {
	if !i.scanner.Enter() {
		i.start()
	}
}

// do obeys the keys of the section.
func (i *issue) do(id string) bool {
	switch id {
	case "undo":
		if i.undo != nil {
			i.undo()
			return true
		}
	case "print":
		return i.print()
	}
	return false
}

// relay lays the slip out anew after a part of it grew or shrank.
func (i *issue) relay() {
	if i.body != nil {
		i.body.Refresh()
		i.scroll.Refresh()
	}
}

// start puts the cursor where the next thing is to be done.
func (i *issue) start() {
	switch {
	case !i.can(access.IssueSupplies):
		i.focus(i.offer.table.Target())
	case len(i.whom.chosen) == 0:
		i.focus(i.whom.find)
	case len(i.basket) > 0:
		i.focus(i.basket[0])
	default:
		i.focus(i.offer.table.Target())
	}
}

func (i *issue) changed(tables map[string]bool) {
	for _, table := range []string{"supply_item", "supply_lot", "supply_move", "supply_depot", "stay", "person"} {
		if tables[table] {
			i.reload()
			i.load(nil)
			return
		}
	}
}

// load reads the stock and the people; then, where not nil, comes after. A
// load that another one overtakes leaves what comes after to that one.
func (i *issue) load(then func()) {
	i.loads++
	this := i.loads
	if then != nil {
		i.after = append(i.after, then)
	}
	var n issue
	i.read("正在读取库存…", func(ctx context.Context) (err error) { return n.readAll(ctx, i.shell) }, func() {
		if this != i.loads {
			return
		}
		i.items, i.lots, i.depots, i.people, i.rooms = n.items, n.lots, n.depots, n.people, n.rooms
		i.showAll()
		after := i.after
		i.after = nil
		for _, then := range after {
			then()
		}
	})
}

// readAll reads what the section shows.
func (i *issue) readAll(ctx context.Context, shell Shell) (err error) {
	if i.items, err = shell.Supplies().Items(ctx); err != nil {
		return err
	}
	if i.lots, err = shell.Supplies().Lots(ctx, ""); err != nil {
		return err
	}
	if i.depots, err = shell.Supplies().Depots(ctx); err != nil || !shell.Session().Can(access.IssueSupplies) {
		return err
	}
	plan, err := shell.House().Layout(ctx)
	if err != nil {
		return err
	}
	i.rooms = plan.Rooms
	i.people, err = shell.Desk().Residents(ctx)
	return err
}

// showAll brings the section to what was read: stock and people may have
// changed.
func (i *issue) showAll() {
	i.offer.show()
	i.showDepots()
	for _, l := range i.basket {
		if item, ok := i.item(l.item.ID); ok {
			l.item = item
		}
	}
	i.whom.refresh()
	i.foresee()
	i.readHad()
}

// showDepots offers to hand out of one depot alone where there are several.
func (i *issue) showDepots() {
	kept := i.depot.Chosen()
	i.depot.Options = append([]kit.Option{{Key: "all", Text: lang.L("各库房")}}, depotOptions(i.depots)...)
	if kept == "" {
		kept = "all"
	}
	i.depot.Choose(kept)
	i.depot.Hidden = len(i.depot.Options) < 3
}

// depotID is out of which depot is handed out; empty for all of them.
func (i *issue) depotID() string {
	if id := i.depot.Chosen(); id != "all" {
		return id
	}
	return ""
}

// item finds an item of the stock.
func (i *issue) item(id string) (supply.Item, bool) {
	for _, item := range i.items {
		if item.ID == id {
			return item, true
		}
	}
	return supply.Item{}, false
}

// aside keeps the right side at its width, with a gap to the stock.
type aside struct{}

func (aside) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(3.5*kit.Size(kit.TileWidth)+kit.Size(kit.Between), 2*kit.Size(kit.TileHeight))
}

func (aside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	o[0].Move(fyne.NewPos(gap, 0))
	o[0].Resize(size.SubtractWidthHeight(gap, 0))
}
