package person

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// The tabs of a file.
const (
	tabTimeline = "timeline"
	tabIdentity = "identity"
	tabPhotos   = "photos"
	tabThings   = "things"
	tabPapers   = "papers"
	tabTracing  = "tracing"
	tabHistory  = "history"
	tabCare     = "care"

	tabInquiries = "inquiries" // 核查
	tabTaken     = "taken"     // 规定采集
)

// page is the file of one person.
type page struct {
	shell    Shell
	personID string
	content  *fyne.Container
	whole    fyne.CanvasObject
	frame    *fyne.Container
	head     *head
	strip    *strip
	tabs     *kit.Choice
	body     *fyne.Container
	foot     *fyne.Container
	tab      string
	room     string // of the care that is to be opened at first
	panel    *panel // what stands in place of the tab, nil for the tab

	f        facts
	loaded   bool
	asked    int                    // readings of the file so far
	landed   int                    // the latest of them that is done
	updates  int                    // readings of what stands beside the file
	updated  int                    // the latest of them that shows
	missed   map[string]bool        // tables of which a change was told while the file was being read
	shown    map[string]*time.Timer // numbers that are shown in full, each until its time is up
	identity *identity
	photos   *photos

	inquiries *inquiries
	taken     *taken
	care      *care
	filter    *kit.Choice    // the chips over the timeline
	inner     fyne.Focusable // what of the tab takes the focus, nil for nothing
	finder    *finder        // nil until it is first asked for
	older     int            // how many changes the history shows beyond the newest
	undo      func()         // takes the last act back, nil for none
	stop      func()
}

// panel is what stands in place of a tab for a while.
type panel struct {
	content fyne.CanvasObject
	first   fyne.Focusable // nil for the way back
	primary *kit.Button    // nil for none
	back    *kit.Button
}

// New returns the page 档案 of a person. The id may name a tab after a slash:
// "personID/identity"; that of the care a room after another one:
// "personID/care/medicines".
func New(shell Shell, personID string) kit.View {
	id, tab, _ := strings.Cut(personID, "/")
	tab, room, _ := strings.Cut(tab, "/")
	p := &page{shell: shell, personID: id, tab: tab, room: room, shown: map[string]*time.Timer{}, body: container.NewStack(), foot: container.NewStack()}
	p.head, p.strip = newHead(p), newStrip(p)
	p.tabs = kit.NewChoice([]kit.Option{
		{Key: tabTimeline, Text: lang.L("时间线")}, {Key: tabIdentity, Text: lang.L("身份")}, {Key: tabCare, Text: lang.L("照料")}, {Key: tabInquiries, Text: lang.L("核查")},
		{Key: tabTaken, Text: lang.L("规定采集")}, {Key: tabPhotos, Text: lang.L("照片")},
		{Key: tabThings, Text: lang.L("物品")}, {Key: tabPapers, Text: lang.L("文书")}, {Key: tabTracing, Text: lang.L("寻亲")},
		{Key: tabHistory, Text: lang.L("历史")}})
	if p.tab == "" {
		p.tab = tabTimeline
	}
	p.tabs.Choose(p.tab)
	p.tabs.OnChanged = func() {
		if chosen := p.tabs.Chosen(); chosen != "" {
			p.tab = chosen
		}
		p.tabs.Choose(p.tab) // one is always open
		p.panel = nil
		p.showTab()
	}
	kit.Alone(p.tabs, p.goIn)
	p.filter = newFilter(p)
	p.photos = newPhotos(p)
	p.frame = container.New(sandwich{}, kit.Above(p.head.content, p.strip.content, p.tabs), p.body, p.foot)
	p.whole = kit.Page(p.frame)
	p.content = container.NewStack()
	return p
}

// sandwich lays a head and a foot around a body that takes the rest.
type sandwich struct{}

func (sandwich) MinSize(o []fyne.CanvasObject) fyne.Size {
	head, body, foot := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(max(head.Width, body.Width, foot.Width), head.Height+body.Height+foot.Height+2*kit.Size(kit.Inside))
}

func (sandwich) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap, head, foot := kit.Size(kit.Inside), o[0].MinSize().Height, o[2].MinSize().Height
	o[0].Resize(fyne.NewSize(size.Width, head))
	o[1].Move(fyne.NewPos(0, head+gap))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-head-foot-2*gap))
	o[2].Move(fyne.NewPos(0, size.Height-foot))
	o[2].Resize(fyne.NewSize(size.Width, foot))
}

func (p *page) Content() fyne.CanvasObject { return p.content }

// Enter opens the file; what is being typed in it stays.
func (p *page) Enter() {
	if p.stop == nil {
		p.stop = p.shell.OnChange(p.changed)
	}
	p.load(func() { p.focus(p.tabs) })
}

// Leave hides what was shown in full.
func (p *page) Leave() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.photos.inbox.Drop()
	p.mask()
}

func (p *page) Do(id string) bool {
	switch {
	case !p.loaded:
		return false
	case id == "save":
		primary := p.primary()
		if primary == nil {
			return false
		}
		primary.Tapped(nil)
	case id == "print":
		p.print()
	case id == "photo" && p.can(access.Register):
		p.goTab(tabPhotos)
		p.photos.add()
	case id == "undo" && p.undo != nil:
		undo := p.undo
		p.undo = nil
		undo()
	case id == "undo" && p.panel == nil && p.tab == tabCare: // what was done before to the file is not meant
		p.shell.Toast(kit.Toast{Text: "照料记录不能撤销：写错了另记一条更正。", Kind: kit.Info})
	case id == "undo" && p.panel == nil:
		return p.undoLast()
	case id == "close" && p.panel != nil:
		p.closePanel()
	case id == "close" && p.shell.Window().Canvas().Focused() != fyne.Focusable(p.tabs): // out of what is open, to the row of tabs
		p.focus(p.tabs)
	default:
		return false
	}
	return true
}

func (p *page) can(right access.Right) bool { return p.shell.Session().Can(right) }

func (p *page) focus(f fyne.Focusable) { p.shell.Window().Canvas().Focus(f) }

// load opens the file and shows it.
func (p *page) load(then func()) {
	var f facts
	p.asked++
	mine := p.asked
	p.shell.Work("正在打开档案…", func(ctx context.Context) (err error) {
		f, err = read(ctx, p.shell, p.personID)
		return err
	}, func(err error) {
		if err == nil && mine >= p.landed {
			p.land(f)
		}
		p.landed = max(p.landed, mine)
		if err != nil {
			p.refuse(err)
			return
		}
		kit.Tell("ready", "person")
		if then != nil {
			then()
		}
		p.catchUp()
	})
}

// catchUp hears of what was told while the file was being read.
func (p *page) catchUp() {
	if missed := p.missed; missed != nil && p.landed == p.asked {
		p.missed = nil
		p.changed(missed)
	}
}

// watched are the tables of which a change may be seen in a file.
var watched = []string{"person", "stay", "photo", "belonging", "bed_take", "supply_move", "document", "trace_step", "person_link", "inquiry",
	"care_note", "medicine_order", "medicine_dose", "diet", "absence", "extension", "procedure_case", "cost", "supply_fare", "institution", "separation"}

// changed shows what somebody did meanwhile. The file itself is opened again,
// which is on record, only where this person's rows are newer.
func (p *page) changed(tables map[string]bool) {
	if !p.loaded || !slices.ContainsFunc(watched, func(table string) bool { return tables[table] }) {
		return
	}
	if p.asked > p.landed { // what stands beside the file is not of an older one than the file itself
		if p.missed == nil {
			p.missed = map[string]bool{}
		}
		maps.Copy(p.missed, tables)
		return
	}
	if card, ok := p.shell.Directory().Card(p.personID); ok {
		stay := p.f.stay()
		if card.Person.Version != p.f.person().Version || card.Stay.ID != stay.ID || card.Stay.Version != stay.Version {
			p.load(nil)
			return
		}
	}
	if tables["person_link"] && p.relinked() {
		p.load(nil)
		return
	}
	var f facts
	p.updates++
	file, asked, mine := p.f.file, p.asked, p.updates
	p.shell.Work("正在更新档案…", func(ctx context.Context) (err error) {
		f, err = gather(ctx, p.shell, file)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			p.shell.Fail(err)
		case asked == p.asked && mine > p.updated: // else the file itself was read since, or a later update shows
			p.updated = mine
			p.land(f)
		}
	})
}

// land shows what was read.
func (p *page) land(f facts) {
	p.f, p.loaded = f, true
	p.show()
}

// relinked reports whether the file is one of another set of files now.
func (p *page) relinked() bool {
	known := map[string]bool{p.personID: true}
	for _, o := range p.f.file.Others {
		known[o.Person.ID] = true
	}
	card, ok := p.shell.Directory().Human(p.personID)
	if !ok {
		return false
	}
	files := append([]string{card.Person.ID}, card.Linked...)
	return len(files) != len(known) || slices.ContainsFunc(files, func(id string) bool { return !known[id] })
}

// refuse says why the file does not open, in its place.
func (p *page) refuse(err error) {
	p.loaded = false
	picture := "warning"
	if store.KindOf(err) == store.Forbidden {
		picture = "lock"
	}
	back := kit.NewButton("返回", "back", p.shell.Back)
	p.content.Objects = []fyne.CanvasObject{kit.NewEmpty(picture, kit.Say(err), back)}
	p.content.Refresh()
	p.focus(back)
}

func (p *page) show() {
	p.content.Objects = []fyne.CanvasObject{p.whole}
	p.head.show()
	if p.identity == nil {
		p.identity, p.inquiries, p.taken = newIdentity(p), newInquiries(p), newTaken(p)
		p.care = newCare(p)
		p.care.goTo(p.room)
	}
	p.identity.take(p.f.person())
	p.inquiries.refill()
	p.taken.show()
	p.care.show()
	p.photos.show(p.f.file.Photos)
	if p.panel == nil {
		p.showTab()
	} else {
		p.showFoot()
	}
	p.content.Refresh()
}

// showTab fills the body with the tab that is open.
func (p *page) showTab() {
	if !p.loaded {
		return
	}
	tab := map[string]func() fyne.CanvasObject{
		tabTimeline: p.timeline, tabIdentity: func() fyne.CanvasObject { return p.identity.content },
		tabPhotos: func() fyne.CanvasObject { return p.photos.content }, tabThings: p.things, tabPapers: p.papers,
		tabTracing: p.tracing, tabHistory: p.history, tabInquiries: func() fyne.CanvasObject { return p.inquiries.content },
		tabTaken: func() fyne.CanvasObject { return p.taken.content },
		tabCare:  func() fyne.CanvasObject { return p.care.content },
	}[p.tab]
	if tab == nil {
		p.tab, tab = tabTimeline, p.timeline
	}
	p.inner = nil
	p.body.Objects = []fyne.CanvasObject{kit.NewCard("", nil, tab())}
	p.body.Refresh()
	p.showFoot()
}

// goIn takes the focus from the tabs into the one that is open.
func (p *page) goIn() {
	switch {
	case !p.loaded || p.panel != nil:
	case p.tab == tabIdentity && p.can(access.Register):
		p.identity.form.Focus("")
	case p.tab == tabInquiries && p.can(access.Register):
		p.inquiries.form.Focus("")
	case p.tab == tabCare:
		p.focus(p.care.menu)
	case p.inner != nil:
		p.focus(p.inner)
	}
}

// goTab opens a tab.
func (p *page) goTab(tab string) {
	p.tab, p.panel = tab, nil
	p.tabs.Choose(tab)
	p.showTab()
}

// open puts a panel in place of the tab.
func (p *page) open(n *panel) {
	p.panel = n
	n.back = kit.NewButton("返回", "close", p.closePanel)
	p.body.Objects = []fyne.CanvasObject{n.content}
	p.body.Refresh()
	p.showFoot()
	if n.first == nil {
		n.first = n.back
	}
	p.focus(n.first)
}

func (p *page) closePanel() {
	p.panel = nil
	p.showTab()
	p.focus(p.tabs)
}

// primary is the one action of what is open.
func (p *page) primary() *kit.Button {
	switch {
	case p.panel != nil:
		return p.panel.primary
	case p.tab == tabIdentity && p.can(access.Register):
		return p.identity.save
	case p.tab == tabInquiries && p.can(access.Register) && p.f.stay().ID != "":
		return p.inquiries.save
	case p.tab == tabCare:
		return p.care.primary()
	case p.f.stay().State.Open() && p.can(access.Depart):
		return p.head.leave
	}
	return nil
}

// showFoot puts the actions of what is open at the foot, and above the tabs
// what goes with it.
func (p *page) showFoot() {
	p.strip.show()
	p.frame.Refresh()
	var left, right []fyne.CanvasObject
	if p.panel != nil {
		right = append(right, p.panel.back)
	} else {
		stay := p.f.stay()
		if stay.State.Open() && p.can(access.AssignBeds) {
			word := "安排床位"
			if p.f.bed() != "" {
				word = "换床"
			}
			left = append(left, kit.NewButton(word, "", func() { p.shell.Go(kit.Route{Name: kit.RouteBeds, ID: stay.ID}) }))
		}
		if stay.ID != "" {
			left = append(left, kit.NewButton("录入全国系统", "", func() { p.shell.Go(kit.Route{Name: kit.RouteCopy, ID: stay.ID}) }))
		}
		if p.can(access.Protect) {
			left = append(left, kit.NewButton("保护此人", "", p.openProtect))
		}
		if stay.ID != "" {
			right = append(right, kit.NewButton("打印", "print", p.print))
		}
	}
	if primary := p.primary(); primary != nil {
		right = append(right, primary)
	}
	p.foot.Objects = []fyne.CanvasObject{kit.Actions(left, right...)}
	p.foot.Refresh()
}

func (p *page) print() {
	if stay := p.f.stay(); stay.ID != "" {
		p.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay.ID})
	}
}

// told says what was done and offers to take it back.
func (p *page) told(text string, undo func()) {
	p.undo = undo
	p.shell.Toast(kit.Toast{Text: text, Kind: kit.Done, Undo: undo})
}
