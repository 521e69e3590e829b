// Package beds is the page of the bed board (床位): who sleeps where, who has
// no bed yet, and what is done at a bed: give, move, hold, clean, see off.
//
// The one thing not to get wrong: the board is a picture of rows that others
// change at the same time. Nothing is decided here; every step asks the house,
// and a refusal is shown in its own words while the person stays in the hand.
//
//	view := beds.New(shell, stay.ID) // place somebody
package beds

import (
	"context"
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/printout"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Directory() *intake.Directory
	House() *shelter.House
	Desk() *intake.Desk
	Papers() *printing.Papers
	Supplies() *supply.Room
	Printer() printing.Printer
	Previewer() *printing.Previewer
	Go(route kit.Route)
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	OnChange(do func(tables map[string]bool)) (stop func())
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
}

// page is the board with its side, and what stands in its place for a while:
// a departure, the layout.
type page struct {
	shell   Shell
	asked   string          // what the way in asked for, until it is done
	content *fyne.Container // the page, or the paper in its place
	paper   *printout.Paper
	stage   *fyne.Container // the board, or what stands in its place
	main    fyne.CanvasObject
	frame   *fyne.Container // what main holds: the top over the board or the timeline
	other   *other          // what stands in place of the board, nil for the board

	top       *top
	board     *board
	side      *side
	legend    *legend
	panes     *fyne.Container   // of the two tabs the one that shows
	boardPane fyne.CanvasObject // the board with its side
	line      *timeline
	onLine    bool // the timeline shows, not the board
	ghost     *ghost
	facts     facts
	hand      *hand                        // who is being placed, nil for nobody
	room      string                       // room that the side is about, where nothing is marked
	marked    string                       // bed or stay that the side is about
	leaving   *departure                   // who is being seen off, last
	drafts    map[string]map[string]string // of what was begun, by what it is about: Esc loses nothing
	undo      func()                       // takes the last step back
	loads     int                          // how many loads were begun; only the newest counts
	after     []func()                     // waits for the newest load
	stop      func()                       // ends the watch
}

// other is what stands in place of the board.
type other struct {
	content fyne.CanvasObject
	submit  func()
	reload  func() // after a change by anybody; nil for nothing
	print   func() // F9; nil for nothing
	back    func() // Esc; nil for the way back to the board
	keep    func() // keeps what was typed; nil where nothing is
}

// New returns the bed board. id is empty, a stay to be placed, "bed/" and a
// bed to be shown, "depart/" and a stay to be seen off, "escorts" for who is
// under way with staff, or "surge" for more beds in a cold wave.
func New(shell Shell, id string) kit.View {
	p := &page{shell: shell, asked: id, drafts: map[string]map[string]string{}}
	p.top = newTop(p)
	p.board = newBoard(p)
	p.side = newSide()
	p.legend = newLegend(p)
	p.ghost = newGhost()
	p.line = newTimeline(p)
	p.boardPane = container.NewBorder(nil, nil, nil, p.side.content, p.board.content)
	p.panes = container.NewStack(p.boardPane)
	p.frame = container.NewBorder(p.top.content, nil, nil, nil, p.panes)
	p.main = container.NewStack(kit.Page(p.frame), p.ghost.layer)
	p.stage = container.NewStack(p.main)
	p.paper = printout.NewPaper(p.shell, p.stage)
	p.content = p.paper.Content
	return p
}

func (p *page) Content() fyne.CanvasObject { return p.content }

// Enter shows the board as it is now and does what the way in asked for.
func (p *page) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(p.changed)
		p.bindTab()
		p.paper.Enter()
	}
	if p.other != nil {
		return
	}
	p.load(func() {
		asked := p.asked
		if !strings.HasPrefix(asked, "bed/") {
			p.asked = "" // a step is taken once, a bed is shown each time
		}
		switch kind, id, _ := strings.Cut(asked, "/"); {
		case asked == "":
			p.showSide()
			if p.view(p.shell.Remembered(viewKey) == viewLine); !p.onLine {
				p.board.focusFirst()
			}
			kit.Tell("ready", "beds")
		case kind == "bed":
			p.flash(id)
		case kind == "depart":
			p.openDeparture(id)
		case kind == "escorts":
			p.openEscorts()
		case kind == "surge" && p.mayAssign():
			p.openSurge()
		default:
			p.takeUp(asked)
		}
	})
}

// Leave ends the watch. What was being placed goes back to where it was.
func (p *page) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
		p.canvas().RemoveShortcut(tabShortcut)
	}
	if p.leaving != nil {
		p.leaving.fetched.close()
	}
	p.letGo()
}

// Do obeys the keys of the page.
func (p *page) Do(id string) bool {
	if p.paper.Do(id) {
		return true
	}
	switch id {
	case "close":
		return p.close()
	case "save":
		return p.submit()
	case "undo":
		if p.undo != nil {
			p.undo()
			return true
		}
	case "bed":
		p.backToBoard()
		p.top.begin()
		return true
	case "print":
		if p.other == nil {
			p.printList()
			return true
		}
		if p.other.print != nil {
			p.other.print()
			return true
		}
	case "view":
		return p.turn()
	}
	return false
}

// close puts away the topmost thing: who is being placed, a page over the
// board, what the side is about.
func (p *page) close() bool {
	switch {
	case p.other != nil && p.other.back != nil:
		p.other.back()
	case p.other != nil:
		p.backToBoard()
	case p.hand != nil:
		p.letGo()
		p.showSide()
		kit.Tell("put back", "person")
	case p.onLine:
		p.turn()
	case p.room != "":
		p.mark("")
		p.board.focusFirst()
	case p.marked != "":
		at := p.marked
		p.mark("")
		p.board.focusTile(at)
	default:
		return p.board.focusLast()
	}
	return true
}

func (p *page) submit() bool {
	switch {
	case p.other != nil && p.other.submit != nil:
		p.other.submit()
	case p.other == nil && !p.onLine && p.side.primary != nil:
		p.side.primary.Tapped(nil)
	default:
		return false
	}
	return true
}

// open puts something in place of the board.
func (p *page) open(o *other) {
	p.other = o
	p.stage.Objects = []fyne.CanvasObject{o.content}
	p.stage.Refresh()
}

// draft is what was typed about something and left.
func (p *page) draft(about string) map[string]string {
	if p.drafts[about] == nil {
		p.drafts[about] = map[string]string{}
	}
	return p.drafts[about]
}

// resume brings what was typed about something and left back into its form.
// keep keeps what is typed from now on.
func (p *page) resume(about string, form *kit.Form) (keep func()) {
	blank := form.Drafts()
	if begun, left := p.drafts[about]; left {
		form.Restore(begun)
	}
	return func() {
		delete(p.drafts, about)
		if typed := form.Drafts(); !maps.Equal(typed, blank) {
			p.drafts[about] = typed
		}
	}
}

// backToBoard shows the board again.
func (p *page) backToBoard() {
	if p.other == nil {
		return
	}
	if p.other.keep != nil {
		p.other.keep()
	}
	p.leaving, p.other = nil, nil
	p.stage.Objects = []fyne.CanvasObject{p.main}
	p.stage.Refresh()
	p.load(func() {
		p.showSide()
		if p.canvas().Focused() != fyne.Focusable(p.top.find) { // who looks for somebody goes on with it
			p.focusMain()
		}
		kit.Tell("ready", "beds")
	})
}

func (p *page) can(right access.Right) bool { return p.shell.Session().Can(right) }

func (p *page) canvas() fyne.Canvas { return p.shell.Window().Canvas() }

// focus puts the cursor somewhere, unless another page shows by now.
func (p *page) focus(f fyne.Focusable) {
	if p.stop != nil {
		p.canvas().Focus(f)
	}
}
