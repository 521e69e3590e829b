package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
)

// Section is one entry of the column at the left of a Sectioned page. Its room
// is made when it is first opened, and kept: nothing typed is lost by looking
// elsewhere.
type Section struct {
	Title string // key of its translation, and its address
	Make  func() *Room
}

// Room is what stands at the right. What is nil is not to be done.
type Room struct {
	Content fyne.CanvasObject
	Enter   func()               // load what is shown
	Leave   func()               // another section or page is shown
	Save    func()               // Ctrl+Enter
	Do      func(id string) bool // other keys of the map; false for those that it does not know
	Move    func(by int)         // Alt+↑ and Alt+↓, where rows are in order
	Focus   func()               // the cursor goes to the first field
	Desk    any                  // what stands behind it
}

// SectionShell is what a Sectioned page needs of the window.
type SectionShell interface {
	Window() fyne.Window
	Remember(key, value string)
	Remembered(key string) string
}

// Sectioned is a page with a column of sections at the left and the room of
// the chosen one at the right.
type Sectioned struct {
	shell    SectionShell
	memory   string // under which the last section is remembered
	asked    string
	sections []Section
	rooms    map[string]*Room
	menu     *Menu
	place    *fyne.Container
	title    *Text
	content  fyne.CanvasObject
	at       int
}

// NewSectioned returns a page of at least one section that opens the one that
// is asked for, or else the one that was open last. title is the key of its
// translation.
func NewSectioned(shell SectionShell, title, memory string, sections []Section, asked string) *Sectioned {
	p := &Sectioned{shell: shell, memory: memory, asked: asked, sections: sections, rooms: map[string]*Room{},
		place: container.NewStack(), title: NewTitle(""), at: -1}
	words := make([]string, len(sections))
	for i, s := range sections {
		words[i] = lang.L(s.Title)
	}
	p.menu = NewMenu(words, p.show, p.goIn)
	room := container.NewBorder(Margin(Nudge, p.title), nil, nil, nil, p.place)
	body := BesideMenu(NewCard("", nil, p.menu), NewCard("", nil, room))
	p.content = Page(container.NewBorder(Groups(NewTitle(lang.L(title)), Beside()), nil, nil, nil, body))
	return p
}

func (p *Sectioned) Content() fyne.CanvasObject { return p.content }

// Title is the section that shows; "" for none yet.
func (p *Sectioned) Title() string {
	if p.at < 0 {
		return ""
	}
	return p.sections[p.at].Title
}

// Titles are the sections in their order.
func (p *Sectioned) Titles() (all []string) {
	for _, s := range p.sections {
		all = append(all, s.Title)
	}
	return all
}

// Room is what stands at the right; nil for nothing yet.
func (p *Sectioned) Room() *Room { return p.rooms[p.Title()] }

// Enter opens the section that is asked for, the first time, or the last one.
func (p *Sectioned) Enter() {
	wanted := p.asked
	if p.asked = ""; wanted == "" {
		wanted = p.shell.Remembered(p.memory)
	}
	at := max(0, p.index(wanted))
	p.at = -1
	p.menu.Put(at)
	p.show(at)
	p.takeMoves()
	p.shell.Window().Canvas().Focus(p.menu)
}

// Open shows a section, where it is offered.
func (p *Sectioned) Open(title string) {
	if at := p.index(title); at >= 0 {
		p.menu.Select(at)
	}
}

func (p *Sectioned) index(title string) int {
	return slices.IndexFunc(p.sections, func(s Section) bool { return s.Title == title })
}

// Leave ends what the section that shows began.
func (p *Sectioned) Leave() {
	p.leaveRoom()
	for _, key := range sectionMoves {
		p.shell.Window().Canvas().RemoveShortcut(key.shortcut)
	}
}

// sectionMoves are the keys that move a row of a section whose rows have an
// order.
var sectionMoves = []struct {
	shortcut *desktop.CustomShortcut
	by       int
}{
	{&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt}, -1},
	{&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt}, 1},
}

func (p *Sectioned) takeMoves() {
	for _, key := range sectionMoves {
		p.shell.Window().Canvas().AddShortcut(key.shortcut, func(fyne.Shortcut) {
			if room := p.Room(); room != nil && room.Move != nil {
				room.Move(key.by)
			}
		})
	}
}

func (p *Sectioned) leaveRoom() {
	if room := p.Room(); room != nil && room.Leave != nil {
		room.Leave()
	}
}

// Do obeys the keys that the section that shows knows.
func (p *Sectioned) Do(id string) bool {
	room := p.Room()
	switch {
	case room == nil:
		return false
	case id == "save" && room.Save != nil:
		room.Save()
		return true
	}
	return room.Do != nil && room.Do(id)
}

// show puts a section at the right.
func (p *Sectioned) show(at int) {
	if at == p.at {
		return
	}
	p.leaveRoom()
	p.at = at
	s := p.sections[at]
	room := p.rooms[s.Title]
	if room == nil {
		room = s.Make()
		p.rooms[s.Title] = room
	}
	p.shell.Remember(p.memory, s.Title)
	p.title.Set(lang.L(s.Title))
	p.place.Objects = []fyne.CanvasObject{room.Content}
	p.place.Refresh()
	if room.Enter != nil {
		room.Enter()
	}
	Tell("section", s.Title)
}

// goIn takes the cursor from the menu into the section.
func (p *Sectioned) goIn() {
	if room := p.Room(); room != nil && room.Focus != nil {
		room.Focus()
	}
}
