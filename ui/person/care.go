package person

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// The rooms of 照料.
const (
	careNotes      = "notes"
	careMedicines  = "medicines"
	careDiet       = "diet"
	careAway       = "away"
	careExtension  = "extension"
	careSettlement = "settlement"
	careCosts      = "costs"
	careApart      = "apart"
)

// care is the tab 照料: how somebody is cared for in one of their stays. What
// was typed stays until it is saved.
type care struct {
	page    *page
	content fyne.CanvasObject
	menu    *kit.Menu
	stays   *kit.Choice
	which   *fyne.Container // of several stays; hidden for one
	place   *fyne.Container
	rooms   []*careRoom
	at      int
	stayID  string

	notes     *notes
	medicines *medicines
	diet      *diet
	away      *away
	extension *extension
	costs     *costs
}

// careRoom is one matter of the care: what is known of it, and the form that
// adds to it.
type careRoom struct {
	care  *care
	key   string
	title string
	right access.Right // that adding asks for
	after bool         // may be added to when the stay has ended
	form  *kit.Form    // nil where nothing is added
	save  *kit.Button
	act   *kit.Button     // the one action where there is no form
	top   *fyne.Container // stands over the list and does not scroll
	list  *fyne.Container
	fill  func(stay intake.Stay, file shelter.CareFile)
	stale bool // the file was read since it was filled

	scroll  fyne.CanvasObject // of the form
	content *fyne.Container
}

func newCare(p *page) *care {
	c := &care{page: p, place: container.NewStack()}
	c.notes, c.medicines, c.diet = newNotes(c), newMedicines(c), newDiet(c)
	c.away, c.extension, c.costs = newAway(c), newExtension(c), newCosts(c)
	c.rooms = []*careRoom{c.notes.room, c.medicines.room, c.diet.room, c.away.room, c.extension.room, newSettlement(c), c.costs.room, newApart(c).room}
	words := make([]string, len(c.rooms))
	for i, r := range c.rooms {
		words[i] = lang.L(r.title)
	}
	c.menu = kit.NewMenu(words, c.open, c.goIn)
	c.stays = kit.NewChoice(nil)
	c.stays.OnChanged = func() {
		if chosen := c.stays.Chosen(); chosen != "" {
			c.stayID = chosen
		}
		c.stays.Choose(c.stayID) // one is always open
		c.show()
		c.page.showFoot()
	}
	c.which = container.NewBorder(kit.NewLabel(lang.L("哪一次救助")), nil, nil, nil, container.NewVScroll(c.stays))
	c.content = container.New(besideCare{}, container.New(halves{}, c.menu, c.which), c.place)
	c.menu.Put(0)
	return c
}

// room makes a room of the care.
func (c *care) room(key, title string, right access.Right, form *kit.Form, save string, fill func(intake.Stay, shelter.CareFile)) *careRoom {
	r := &careRoom{care: c, key: key, title: title, right: right, form: form, fill: fill, top: kit.Close(), list: kit.Groups(), content: container.NewStack()}
	if form != nil {
		r.save = kit.NewPrimary(save, "save", form.Submit)
		r.scroll = form.Scroll()
	}
	return r
}

// writable reports whether this account may add to the room now.
func (r *careRoom) writable() bool {
	stay := r.care.stay()
	return r.form != nil && stay.ID != "" && stay.State != intake.Refused && !r.care.elsewhere() && r.care.page.can(r.right) && (r.after || stay.State.Open())
}

// show fills the room, with its form where something may be added.
func (r *careRoom) show() {
	r.stale = false
	r.top.RemoveAll()
	r.list.RemoveAll()
	if stay := r.care.stay(); stay.ID != "" && r.care.elsewhere() {
		r.top.Add(r.care.other(stay))
	}
	r.fill(r.care.stay(), r.care.file())
	var list fyne.CanvasObject = container.NewBorder(r.top, nil, nil, nil, container.NewVScroll(kit.Margin(kit.Nudge, kit.ClearOfBar(r.list))))
	if r.writable() {
		list = container.New(parts{lessHalf}, r.scroll, list)
	}
	r.content.Objects = []fyne.CanvasObject{list}
	r.content.Refresh()
}

// add puts blocks into the list with a rule between them.
func (r *careRoom) add(blocks ...fyne.CanvasObject) {
	for _, block := range blocks {
		if len(r.list.Objects) > 0 {
			r.list.Add(kit.NewRule(true))
		}
		r.list.Add(block)
	}
}

// stay is the one that is looked at; the zero one where there is none.
func (c *care) stay() intake.Stay {
	for _, s := range c.all() {
		if s.ID == c.stayID {
			return s
		}
	}
	return c.page.f.stay()
}

// all are the stays of this file and of the other files of the same human, the
// newest first.
func (c *care) all() []intake.Stay {
	all := slices.Clone(c.page.f.file.Stays)
	for _, o := range c.page.f.file.Others {
		all = append(all, o.Stays...)
	}
	all = slices.DeleteFunc(all, func(s intake.Stay) bool { return s.State == intake.Refused })
	slices.SortStableFunc(all, func(a, b intake.Stay) int { return b.ArrivedAt.Compare(a.ArrivedAt) })
	return all
}

// elsewhere reports that the stay is of another file, where it is added to.
func (c *care) elsewhere() bool { return c.stay().PersonID != c.page.personID }

func (c *care) file() shelter.CareFile { return c.page.f.care[c.stay().ID] }

// show follows the file.
func (c *care) show() {
	c.stays.Options = nil
	for _, s := range c.all() {
		c.stays.Options = append(c.stays.Options, kit.Option{Key: s.ID, Text: kit.SayDay(s.ArrivedAt, c.page.shell.Now())})
	}
	c.stayID = c.stay().ID
	c.stays.Choose(c.stayID)
	c.which.Hidden = len(c.stays.Options) < 2
	for _, r := range c.rooms {
		r.stale = true
	}
	c.open(c.at)
	c.content.Refresh()
}

// open puts a room at the right; it is filled when it is looked at.
func (c *care) open(at int) {
	c.at = at
	if r := c.rooms[at]; r.stale {
		r.show()
	}
	c.place.Objects = []fyne.CanvasObject{c.rooms[at].content}
	c.place.Refresh()
	if c.page.care == c && c.page.tab == tabCare && c.page.panel == nil {
		c.page.showFoot()
	}
}

// other says that a stay stands in another file, and leads there.
func (c *care) other(stay intake.Stay) fyne.CanvasObject {
	p := c.page
	words := lang.L("另一份档案的救助 {{.No}}：在这里看，到那份档案里记。", map[string]any{"No": stay.Number})
	return remark(words, kit.Info, quiet("打开档案", func() { p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID + "/" + tabCare}) }))
}

// may reports whether this account may do something about the stay here.
func (c *care) may(right access.Right) bool { return !c.elsewhere() && c.page.can(right) }

// goTo opens a room by its name.
func (c *care) goTo(key string) {
	if at := slices.IndexFunc(c.rooms, func(r *careRoom) bool { return r.key == key }); at >= 0 {
		c.menu.Put(at)
		c.open(at)
	}
}

// goIn takes the cursor into the form of the room, or to the first thing that
// may be done there.
func (c *care) goIn() {
	r := c.rooms[c.at]
	if r.writable() {
		r.form.Focus("")
		return
	}
	for _, b := range buttonsIn(r.list) {
		c.page.focus(b)
		return
	}
}

// buttonsIn are the buttons within an object, in their order.
func buttonsIn(o fyne.CanvasObject) (all []*kit.Button) {
	switch o := o.(type) {
	case *kit.Button:
		return []*kit.Button{o}
	case *fyne.Container:
		for _, child := range o.Objects {
			all = append(all, buttonsIn(child)...)
		}
	}
	return all
}

// primary is the one action of the room.
func (c *care) primary() *kit.Button {
	switch r := c.rooms[c.at]; {
	case r.writable():
		return r.save
	case r.act != nil && c.may(r.right):
		return r.act
	}
	return nil
}

// do writes something about the care and reads the file again; what is wrong
// with a field is told at the field. form may be nil.
func (c *care) do(form *kit.Form, work func(ctx context.Context) error, done func()) {
	p := c.page
	p.shell.Work("正在保存…", work, func(err error) {
		if err != nil {
			if form == nil || !form.Fail(err) {
				p.shell.Fail(err)
			}
			return
		}
		p.load(func() {
			p.focus(p.home()) // what had the focus may have been shown anew
			done()
		})
	})
}

// home is what takes the focus when something was done about the care.
func (p *page) home() fyne.Focusable {
	if p.tab == tabCare && p.panel == nil {
		return p.care.menu
	}
	return p.tabs
}

// besideCare puts a narrow column at the left of the room.
type besideCare struct{}

const careMenuShare = 0.14

func (besideCare) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(kit.Size(kit.Popup), kit.Size(kit.Thumb))
}

func (besideCare) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	left := size.Width * careMenuShare
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-left-gap, size.Height))
}

// halves gives the upper of two things most of the height, or all where the
// lower is hidden.
type halves struct{}

const careMenuHeight = 0.75

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().Max(o[1].MinSize())
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	upper := size.Height
	if o[1].Visible() {
		upper *= careMenuHeight
	}
	o[0].Resize(fyne.NewSize(size.Width, upper))
	o[1].Move(fyne.NewPos(0, upper))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-upper))
}
