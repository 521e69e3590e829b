package supplies

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// floor is the stock at the left and what is being done with it at the right.
type floor struct {
	shell   Shell
	asked   string // stay to hand out to, until it was read
	content *fyne.Container
	main    fyne.CanvasObject
	other   *other // what stands in place of the stock, nil for the stock

	stock  *stock
	side   *fyne.Container
	issue  *issue
	form   *kit.Form // what is filled in at the right in place of handing out
	items  []supply.Item
	people []intake.Resident // in the station's care
	after  []func()          // waits for the newest load
	undo   func()
	saving bool // a form is being saved
	loads  int
	stop   func()
}

// other is what stands in place of the stock.
type other struct {
	content fyne.CanvasObject
	reload  func()
}

// newFloor is handing out; stay is whom to, or empty.
func newFloor(shell Shell, stay string) *floor {
	p := &floor{shell: shell, asked: stay}
	p.stock = newStock(p)
	p.issue = newIssue(p)
	p.side = container.New(aside{}, p.issue.content)
	p.main = kit.Page(container.NewBorder(p.stock.top, nil, nil, p.side, p.stock.content))
	p.content = container.NewStack(p.main)
	return p
}

func (p *floor) Content() fyne.CanvasObject { return p.content }

// Enter reads the stock and who may be given something.
func (p *floor) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(p.changed)
	}
	p.load(func() {
		asked := p.asked
		p.asked = ""
		if asked != "" {
			p.issue.takeStay(asked)
		}
		if p.other == nil && p.form == nil {
			p.issue.focus()
		}
	})
}

// Leave ends the watch; basket and forms stay as they are.
func (p *floor) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
}

// Do obeys the keys of the page.
func (p *floor) Do(id string) bool {
	switch id {
	case "save":
		if p.form != nil {
			p.form.Submit()
		} else if p.other == nil {
			p.issue.hand()
		}
		return true
	case "close":
		return p.close()
	case "undo":
		if p.undo != nil {
			p.undo()
			return true
		}
	case "print":
		return p.issue.print()
	}
	return false
}

// close puts away what stands in place of something else.
func (p *floor) close() bool {
	switch {
	case p.other != nil:
		p.back()
	case p.form != nil:
		p.showIssue()
	default:
		return false
	}
	return true
}

// open puts something in place of the stock.
func (p *floor) open(o *other) {
	p.other = o
	p.content.Objects = []fyne.CanvasObject{o.content}
	p.content.Refresh()
}

// back shows the stock again.
func (p *floor) back() {
	p.other = nil
	p.content.Objects = []fyne.CanvasObject{p.main}
	p.content.Refresh()
	p.load(nil)
	p.focus(p.stock.table.Target())
}

// showForm puts a form at the right in place of handing out.
func (p *floor) showForm(title string, form *kit.Form, more ...fyne.CanvasObject) {
	p.form = form
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回", "close", p.showIssue)}, kit.NewPrimary("保存", "save", form.Submit))
	body := container.NewBorder(kit.Above(more...), foot, nil, nil, kit.Flush(kit.Inside, form.Scroll()))
	p.side.Objects = []fyne.CanvasObject{kit.NewCard(title, nil, body)}
	p.side.Refresh()
	form.Focus("")
}

// showIssue shows handing out at the right.
func (p *floor) showIssue() {
	p.form = nil
	p.side.Objects = []fyne.CanvasObject{p.issue.content}
	p.side.Refresh()
	p.issue.focus()
}

func (p *floor) changed(tables map[string]bool) {
	if !tables["supply_item"] && !tables["supply_move"] && !tables["stay"] && !tables["person"] {
		return
	}
	if p.other != nil && p.other.reload != nil {
		p.other.reload()
	}
	p.load(nil)
}

// load reads the stock and the people; then, where not nil, comes after. A
// load that another one overtakes leaves what comes after to that one.
func (p *floor) load(then func()) {
	p.loads++
	this := p.loads
	if then != nil {
		p.after = append(p.after, then)
	}
	var items []supply.Item
	var people []intake.Resident
	p.shell.Work("正在读取库存…", func(ctx context.Context) (err error) {
		if items, err = p.shell.Supplies().Items(ctx); err != nil {
			return err
		}
		if p.can(access.IssueSupplies) {
			people, err = p.shell.Desk().Residents(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		if this != p.loads {
			return
		}
		p.items, p.people = items, people
		p.stock.show()
		p.issue.show()
		after := p.after
		p.after = nil
		for _, then := range after {
			then()
		}
	})
}

// item finds an item of the stock.
func (p *floor) item(id string) (supply.Item, bool) {
	for _, i := range p.items {
		if i.ID == id {
			return i, true
		}
	}
	return supply.Item{}, false
}

func (p *floor) can(right access.Right) bool { return p.shell.Session().Can(right) }

// focus puts the cursor somewhere, unless another page shows by now.
func (p *floor) focus(f fyne.Focusable) {
	if p.stop != nil {
		p.shell.Window().Canvas().Focus(f)
	}
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

// room is the floor as a section of the page.
func (p *floor) room() *kit.Room {
	return &kit.Room{Content: p.content, Enter: p.Enter, Leave: p.Leave, Do: p.Do, Focus: p.issue.focus, Desk: p}
}
