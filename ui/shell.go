// Package ui is the window: what surrounds the pages, the way from one to
// another, signing in, and what happens when nobody is at the desk.
//
// The one thing not to get wrong: a page never reaches the database itself. It
// asks its Shell for a service, does the work off the window's goroutine, and
// lands on it with the result.
//
//	shell := ui.New(app, ui.Config{Dir: dir, …})
//	shell.ShowAndRun()
package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/tracing"
	"guitu/ui/desk"
	"guitu/ui/kit"
)

// Config is what the window is given by the command that starts it.
type Config struct {
	Dir     string // folder of the station
	DemoDir string // folder of the invented station; empty where there is none to offer
	Demo    bool   // begin with the invented station
	// FillDemo founds an invented station in an empty database. The passwords
	// of its accounts are DemoPassword.
	FillDemo     func(ctx context.Context, db *store.DB, progress func(done, total int)) error
	DemoPassword string
	AnchorDir    string // where the audit chain's head is remembered outside of the database
	Printer      printing.Printer
	Previewer    *printing.Previewer
	Version      string
}

// Shell is the window with what is open in it. Its methods are what pages may
// ask for; all but Work's work run on the window's goroutine.
type Shell struct {
	config Config
	app    fyne.App
	window fyne.Window
	root   *fyne.Container // the whole window: ground, what is shown, toasts, the lock
	body   *fyne.Container // what is shown: sign-in, founding or the frame
	toasts *kit.Toasts
	busy   *fyne.Container // what is being waited for

	db      *store.DB
	demo    bool
	station store.Station

	session  *access.Session
	services services
	router   *router
	frame    *frame
	feed     feed
	idle     idle
	stop     context.CancelFunc // ends what belongs to the session
	early    map[string]func()  // what shortcuts do before anybody has signed in
}

// services are the rooms of the house, opened by the signed-in account.
type services struct {
	desk      *intake.Desk
	directory *intake.Directory
	screen    *tracing.Screen
	house     *shelter.House
	supplies  *supply.Room
	tracing   *tracing.Office
	papers    *printing.Papers
}

// New makes the window; ShowAndRun opens it.
func New(app fyne.App, config Config) *Shell {
	s := &Shell{config: config, app: app, window: app.NewWindow("归途")}
	s.applyLook()
	s.body = container.NewStack()
	s.toasts = kit.NewToasts()
	s.busy = kit.Close()
	s.root = container.NewStack(newStirred(s.stirred), s.body, container.NewBorder(nil, kit.Page(s.busy), nil, nil), s.toasts)
	s.window.SetContent(s.root)
	s.window.Resize(fyne.NewSize(1366, 768))
	s.window.SetPadded(false)
	s.window.CenterOnScreen()
	s.window.SetMaster()
	s.window.SetCloseIntercept(s.close)
	s.window.SetOnDropped(s.dropped)
	kit.Bind(s.window.Canvas(), s.do)
	kit.Stirred = s.stirred
	s.begin()
	return s
}

// ShowAndRun shows the window and returns when it is closed.
func (s *Shell) ShowAndRun() { s.window.ShowAndRun() }

// show replaces what the window holds.
func (s *Shell) show(name string, object fyne.CanvasObject) {
	s.early = nil
	s.window.Canvas().Unfocus() // what has gone must not take keys any more
	s.body.Objects = []fyne.CanvasObject{object}
	s.body.Refresh()
	s.tell(name)
}

// tell announces a page to who listens.
func (s *Shell) tell(page string) {
	kit.Tell("page", page)
}

func (s *Shell) close() {
	s.signOut()
	s.closeDB()
	s.window.Close()
}

func (s *Shell) closeDB() {
	if s.db != nil {
		s.db.Close()
		s.db = nil
	}
}

func (s *Shell) Window() fyne.Window            { return s.window }
func (s *Shell) Session() *access.Session       { return s.session }
func (s *Shell) Desk() *intake.Desk             { return s.services.desk }
func (s *Shell) Directory() *intake.Directory   { return s.services.directory }
func (s *Shell) Screen() *tracing.Screen        { return s.services.screen }
func (s *Shell) House() *shelter.House          { return s.services.house }
func (s *Shell) Supplies() *supply.Room         { return s.services.supplies }
func (s *Shell) Tracing() *tracing.Office       { return s.services.tracing }
func (s *Shell) Papers() *printing.Papers       { return s.services.papers }
func (s *Shell) Previewer() *printing.Previewer { return s.config.Previewer }
func (s *Shell) Printer() printing.Printer      { return s.config.Printer }
func (s *Shell) Station() store.Station         { return s.station }
func (s *Shell) Version() string                { return s.config.Version }
func (s *Shell) Go(route kit.Route)             { s.router.open(route) }
func (s *Shell) Back()                          { s.router.back() }
func (s *Shell) Toast(t kit.Toast)              { s.toasts.Tell(t) }

// Now is the time by the station's clock.
func (s *Shell) Now() time.Time { return s.db.Now() }

// Fail says what went wrong and what to do next.
func (s *Shell) Fail(err error) {
	if err != nil {
		s.toasts.Tell(kit.Toast{Text: kit.Say(err), Kind: kit.Overdue})
	}
}

// Work runs work off the window's goroutine and done on it. Work that takes
// longer shows what is being done and can be cancelled. Several works may run
// at once.
func (s *Shell) Work(what string, work func(ctx context.Context) error, done func(err error)) {
	busy := kit.NewBusy()
	s.busy.Add(busy)
	busy.Do(what, func(ctx context.Context, _ kit.Progress) error { return work(ctx) }, func(err error) {
		s.busy.Remove(busy)
		done(err)
	})
}

// Remember keeps a choice of the signed-in account: a sort order, a fold.
func (s *Shell) Remember(key, value string) {
	s.app.Preferences().SetString(s.choiceKey(key), value)
}

// Remembered returns what Remember kept, or "".
func (s *Shell) Remembered(key string) string { return s.app.Preferences().String(s.choiceKey(key)) }

func (s *Shell) choiceKey(key string) string {
	if s.session == nil {
		return key
	}
	return s.session.Account().ID + "/" + key
}

// dropped hands files that were dropped on the window to the page.
func (s *Shell) dropped(at fyne.Position, files []fyne.URI) {
	if s.router == nil {
		return
	}
	if target, ok := s.router.view().(interface {
		Dropped(at fyne.Position, files []fyne.URI)
	}); ok {
		target.Dropped(at, files)
	}
}

// do obeys a shortcut: what lies on top first, then the page, then the window.
func (s *Shell) do(id string) bool {
	s.stirred()
	if s.session == nil || s.router == nil {
		if act := s.early[id]; act != nil {
			act()
			return true
		}
		return false
	}
	if id == "close" && s.window.Canvas().Overlays().Top() != nil {
		s.window.Canvas().Overlays().Remove(s.window.Canvas().Overlays().Top())
		return true
	}
	if s.window.Canvas().Overlays().Top() != nil {
		return false
	}
	if id == "undo" && s.toasts.Undo() {
		return true
	}
	if view := s.router.view(); view != nil && view.Do(id) {
		return true
	}
	return s.doWindow(id)
}

func (s *Shell) doWindow(id string) bool {
	switch id {
	case "help":
		s.showHelp()
	case "arrival", "quick", "spot":
		s.beginDraft(id)
	case "shift":
		s.visitShift()
	case "bed":
		s.visit(kit.RouteBeds)
	case "today":
		s.visit(kit.RouteToday)
	case "find":
		s.showPalette()
	case "back":
		s.router.back()
	case "forward":
		s.router.forward()
	case "lock":
		s.lock()
	default:
		return s.frame.visitNumbered(id)
	}
	return true
}

// visit goes to a page of the sidebar if the account may.
func (s *Shell) visit(name string) { s.visitIf(s.frame.offers(name), name) }

// visitShift goes to the change of shifts: Ctrl+J.
func (s *Shell) visitShift() { s.visitIf(s.session.Can(access.Register), kit.RouteShift) }

func (s *Shell) visitIf(may bool, name string) {
	if may {
		s.Go(kit.Route{Name: name})
		return
	}
	s.Toast(kit.Toast{Text: lang.L("您的角色没有这一页。"), Kind: kit.Info})
}

// beginDraft opens a new draft for who may register: F2, F11 and F12 from anywhere.
func (s *Shell) beginDraft(id string) {
	if !s.session.Can(access.Register) {
		s.visit(kit.RouteDesk)
		return
	}
	desk.Obey(s, id)
}

// feed hands changes of the database to who asked for them.
type feed struct {
	mu        sync.Mutex
	next      int
	listeners map[int]func(map[string]bool)
	pending   map[string]bool
}

// OnChange calls do on the window's goroutine after this or another window has
// changed rows, with the names of the tables. stop ends it.
func (s *Shell) OnChange(do func(tables map[string]bool)) (stop func()) {
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	if s.feed.listeners == nil {
		s.feed.listeners = map[int]func(map[string]bool){}
	}
	s.feed.next++
	id := s.feed.next
	s.feed.listeners[id] = do
	return func() {
		s.feed.mu.Lock()
		defer s.feed.mu.Unlock()
		delete(s.feed.listeners, id)
	}
}

// gather notes changed tables and wakes the window once for all that come
// before it gets round to them.
func (s *Shell) gather(batch []store.Change) {
	s.feed.mu.Lock()
	waiting := s.feed.pending != nil
	if !waiting {
		s.feed.pending = map[string]bool{}
	}
	for _, c := range batch {
		s.feed.pending[c.Table] = true
	}
	s.feed.mu.Unlock()
	if !waiting {
		fyne.Do(s.spread)
	}
}

// gatherAll says that something that is no table has changed.
func (s *Shell) gatherAll(what string) { s.gather([]store.Change{{Table: what}}) }

func (s *Shell) spread() {
	s.feed.mu.Lock()
	tables := s.feed.pending
	s.feed.pending = nil
	listeners := make([]func(map[string]bool), 0, len(s.feed.listeners))
	for _, do := range s.feed.listeners {
		listeners = append(listeners, do)
	}
	s.feed.mu.Unlock()
	for _, do := range listeners {
		do(tables)
	}
}
