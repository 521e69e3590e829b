package ui

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"guitu/assets"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/ui/kit"
)

// place is a page of the sidebar.
type place struct {
	route  string
	title  string // key of its translation
	icon   string
	rights []access.Right // any of them opens it; none: everybody's
}

// places are the pages of the sidebar, in their order. Alt+1…9 opens them as
// the account sees them.
var places = []place{
	{kit.RouteToday, "今日", "today", []access.Right{access.ReadPeople}},
	{kit.RouteDesk, "接待", "desk", []access.Right{access.Register}},
	{kit.RouteBeds, "床位", "beds", []access.Right{access.AssignBeds, access.LayOutBeds}},
	{kit.RouteCare, "照料", "care", []access.Right{access.ReadPeople}},
	{kit.RouteSupplies, "物资", "supplies", []access.Right{access.IssueSupplies, access.StockSupplies}},
	{kit.RouteTrace, "寻亲", "trace", []access.Right{access.Trace}},
	{kit.RoutePapers, "文书", "papers", []access.Right{access.IssuePapers}},
	{kit.RouteFigures, "统计", "figures", []access.Right{access.ReadPeople, access.ReadAudit}},
	{kit.RouteSettings, "设置", "settings", nil},
}

// belongsTo names the sidebar's page for those that are reached from others.
var belongsTo = map[string]string{
	kit.RouteArrival: kit.RouteDesk, kit.RouteQuick: kit.RouteDesk, kit.RouteSpot: kit.RouteDesk, kit.RouteAmend: kit.RouteDesk,
	kit.RouteImport: kit.RouteDesk, kit.RoutePerson: kit.RouteDesk, kit.RouteCopy: kit.RouteDesk, kit.RouteShift: kit.RouteToday,
	kit.RouteCase: kit.RouteTrace, kit.RouteReports: kit.RouteTrace, kit.RouteReport: kit.RouteTrace,
}

// frame is what surrounds the pages of a signed-in account: the sidebar, the
// bar with search, who is at the desk, and the lock.
type frame struct {
	shell   *Shell
	content *fyne.Container
	page    *fyne.Container
	items   []*sidebarItem
	offered []place
}

func newFrame(s *Shell) *frame {
	f := &frame{shell: s, page: container.NewStack()}
	side := container.NewVBox()
	for _, p := range places {
		if !f.may(p) {
			continue
		}
		f.offered = append(f.offered, p)
		item := newSidebarItem(lang.L(p.title), assets.Icon(p.icon), "Alt+"+strconv.Itoa(len(f.offered)), func() { s.Go(kit.Route{Name: p.route}) })
		f.items = append(f.items, item)
		side.Add(item)
	}
	sidebar := container.NewStack(kit.NewGround(kit.Surface), kit.Margin(kit.Inside, container.NewBorder(nil, f.aboutDesk(), nil, nil, side)))
	f.content = container.New(framing{}, f.bar(), container.New(layout.NewCustomPaddedHBoxLayout(0), sidebar, kit.NewRule(false)), f.page)
	return f
}

// framing lays the bar over the whole width and the sidebar left of the page.
// Hairlines of their own divide them, no gap.
type framing struct{}

func (framing) MinSize(o []fyne.CanvasObject) fyne.Size {
	bar, side, page := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(bar.Width, side.Width+page.Width), bar.Height+max(side.Height, page.Height))
}

func (framing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	bar, side := o[0].MinSize().Height, o[1].MinSize().Width
	o[0].Resize(fyne.NewSize(size.Width, bar))
	o[1].Move(fyne.NewPos(0, bar))
	o[1].Resize(fyne.NewSize(side, size.Height-bar))
	o[2].Move(fyne.NewPos(side, bar))
	o[2].Resize(fyne.NewSize(size.Width-side, size.Height-bar))
}

func (f *frame) may(p place) bool {
	if len(p.rights) == 0 {
		return true
	}
	for _, right := range p.rights {
		if f.shell.session.Can(right) {
			return true
		}
	}
	return false
}

func (f *frame) offers(route string) bool {
	for _, p := range f.offered {
		if p.route == route {
			return true
		}
	}
	return false
}

// visitNumbered obeys page1…page9.
func (f *frame) visitNumbered(id string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(id, "page"))
	if err != nil || !strings.HasPrefix(id, "page") || n < 1 || n > len(f.offered) {
		return false
	}
	f.shell.Go(kit.Route{Name: f.offered[n-1].route})
	return true
}

// bar is the top: whose station, the search, who is at the desk, the lock.
func (f *frame) bar() fyne.CanvasObject {
	s := f.shell
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("guitu.png", assets.IconPNG))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(kit.Size(kit.Row)))
	name := kit.NewText(lang.L("归途") + " · " + s.station.Name)
	name.Bold = true
	left := kit.Beside(icon, name)
	if s.demo {
		left.Add(kit.NewChip(kit.Triangle, lang.L("演示"), kit.Soon))
	}
	find := kit.NewButton("找人、床、编号…", "find", s.showPalette)
	who := kit.NewText(s.session.Account().Display)
	lock := kit.NewButton("锁定", "lock", s.lock)
	right := kit.Beside(who, lock)
	row := container.New(layout.NewBorderLayout(nil, nil, left, right), left, right, container.NewCenter(find))
	return container.New(layout.NewCustomPaddedVBoxLayout(0), container.NewStack(kit.NewGround(kit.Surface), kit.Margin(kit.Inside, row)), kit.NewRule(true))
}

// aboutDesk is the foot of the sidebar: the day, and help.
func (f *frame) aboutDesk() fyne.CanvasObject {
	day := calendar.On(f.shell.Now())
	date := kit.NewLabel(lang.L("{{.M}}月{{.D}}日", map[string]any{"M": int(day.Month), "D": day.Day}))
	return kit.Above(date, kit.NewButton("帮助", "help", f.shell.showHelp))
}

// show puts a page into the frame and marks its place in the sidebar.
func (f *frame) show(route kit.Route, view kit.View) {
	f.shell.window.Canvas().Unfocus() // the page that goes must not take the next key
	f.page.Objects = []fyne.CanvasObject{view.Content()}
	f.page.Refresh()
	name := route.Name
	if owner, ok := belongsTo[name]; ok {
		name = owner
	}
	for i, item := range f.items {
		item.setCurrent(f.offered[i].route == name)
	}
	f.shell.tell(route.Name)
}

// watch follows the database while the session lasts.
func (s *Shell) watch(ctx context.Context) error {
	changes, err := s.db.Watch(ctx)
	if err != nil {
		return err
	}
	forDirectory, err := s.db.Watch(ctx)
	if err != nil {
		return err
	}
	go func() {
		for batch := range changes {
			s.gather(batch)
		}
	}()
	if err := s.followScreen(ctx); err != nil {
		return err
	}
	directory, screen, desk := s.services.directory, s.services.screen, s.services.desk
	go func() {
		loadHashes(ctx, screen, desk)
		if directory.Load(ctx) == nil {
			fyne.Do(func() { s.gatherAll("directory") })
		}
		directory.Follow(ctx, forDirectory, func() { s.gatherAll("directory") })
	}()
	return nil
}
