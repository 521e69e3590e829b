// Package settings is the page 设置: how the window looks, one's own password,
// and what the head and the administrator decide for the whole station.
//
// The one thing not to get wrong: each section saves by itself, and what was
// typed wrongly stays in its field with the sentence that says what to do.
package settings

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
	"guitu/shelter"
	"guitu/tracing"
	"guitu/ui/kit"
)

// Shell is what the page needs of the window.
type Shell interface {
	Window() fyne.Window
	Session() *access.Session
	Desk() *intake.Desk
	House() *shelter.House
	Tracing() *tracing.Office
	Papers() *printing.Papers
	Toast(t kit.Toast)
	Fail(err error)
	Work(what string, work func(ctx context.Context) error, done func(err error))
	Now() time.Time
	Remember(key, value string)
	Remembered(key string) string
	Version() string
	// Appearance is how the window looks on this computer, and its language.
	Appearance() (dark, large bool, language string)
	SetAppearance(dark, large bool, language string)
}

// section is one entry of the left column. Its room is made when it is first
// opened, and kept: nothing typed is lost by looking elsewhere.
type section struct {
	title string
	right access.Right // empty: everybody's
	make  func(Shell) *room
	room  *room
}

// room is what stands at the right.
type room struct {
	content fyne.CanvasObject
	enter   func()       // load what is shown; nil for nothing
	leave   func()       // another section or page is shown; nil for nothing
	save    func()       // Ctrl+Enter; nil where there is nothing to save
	move    func(by int) // Alt+↑ and Alt+↓; nil where nothing is in order
	focus   func()       // the cursor goes to the first field
	desk    any          // what stands behind a section with a list
}

// sections are all that there are, in the order in which they stand.
func sections() []*section {
	return []*section{
		{title: "外观", make: newLook},
		{title: "我的密码与PIN", make: newSecrets},
		{title: "救助站", right: access.EditStation, make: newStation},
		{title: "账号", right: access.ManageAccounts, make: newAccounts},
		{title: "自动锁定", right: access.EditStation, make: newIdle},
		{title: "法定期限", right: access.EditRules, make: newPeriods},
		{title: "床位规则", right: access.LayOutBeds, make: newBedRules},
		{title: "甄别规则", right: access.EditRules, make: newTriage},
		{title: "不予救助情形", right: access.EditRules, make: newRefusals},
		{title: "终止救助情形", right: access.EditRules, make: newEndings},
		{title: "告知事项", right: access.EditRules, make: newRights},
		{title: "再次求助提醒", right: access.EditRules, make: newFrequent},
		{title: "全国系统字段", right: access.EditRules, make: newNational},
		{title: "本地地名", right: access.EditRules, make: newLocalPlaces},
		{title: "设备", right: access.Register, make: newDevices},
		{title: "审计与校验", right: access.ReadAudit, make: newAudit},
		{title: "关于", make: newAbout},
	}
}

// Titles names the sections that an account may open, as keys of their
// translations.
func Titles(session *access.Session) (all []string) {
	for _, s := range sections() {
		if s.right == "" || session.Can(s.right) {
			all = append(all, s.title)
		}
	}
	return all
}

// Turn has the page show a section when it is entered next.
func Turn(shell interface{ Remember(key, value string) }, title string) {
	shell.Remember(lastSection, title)
}

// lastSection remembers where somebody was.
const lastSection = "settings.section"

type page struct {
	shell    Shell
	sections []*section
	menu     *menu
	place    *fyne.Container
	title    *kit.Text
	content  fyne.CanvasObject
	at       int
}

// New returns the page 设置 with the sections that the account may change.
func New(shell Shell) kit.View {
	p := &page{shell: shell, place: container.NewStack(), title: kit.NewTitle(""), at: -1}
	var titles []string
	for _, s := range sections() {
		if s.right == "" || shell.Session().Can(s.right) {
			p.sections = append(p.sections, s)
			titles = append(titles, lang.L(s.title))
		}
	}
	p.menu = newMenu(titles, p.show, p.goIn)
	head := kit.NewTitle(lang.L("设置"))
	left := container.New(&beside{}, kit.NewCard("", nil, p.menu), kit.NewCard("", nil, container.NewBorder(kit.Margin(kit.Nudge, p.title), nil, nil, nil, p.place)))
	p.content = kit.Page(container.NewBorder(kit.Groups(head, kit.Beside()), nil, nil, nil, left))
	return p
}

func (p *page) Content() fyne.CanvasObject { return p.content }

func (p *page) Enter() {
	at := 0
	for i, s := range p.sections {
		if s.title == p.shell.Remembered(lastSection) {
			at = i
		}
	}
	p.at = -1
	p.menu.put(at)
	p.show(at)
	p.takeMoves()
	p.shell.Window().Canvas().Focus(p.menu)
}

func (p *page) Leave() {
	p.leaveRoom()
	for _, key := range moves {
		p.shell.Window().Canvas().RemoveShortcut(key.shortcut)
	}
}

// moves are the keys that move a row of a section whose rows have an order.
var moves = []struct {
	shortcut *desktop.CustomShortcut
	by       int
}{
	{&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt}, -1},
	{&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt}, 1},
}

func (p *page) takeMoves() {
	for _, key := range moves {
		p.shell.Window().Canvas().AddShortcut(key.shortcut, func(fyne.Shortcut) {
			if p.at >= 0 && p.sections[p.at].room.move != nil {
				p.sections[p.at].room.move(key.by)
			}
		})
	}
}

// leaveRoom lets the section that shows end what it began.
func (p *page) leaveRoom() {
	if p.at < 0 || p.at >= len(p.sections) || p.sections[p.at].room == nil {
		return
	}
	if leave := p.sections[p.at].room.leave; leave != nil {
		leave()
	}
}

func (p *page) Do(id string) bool {
	if id != "save" || p.at < 0 || p.sections[p.at].room.save == nil {
		return false
	}
	p.sections[p.at].room.save()
	return true
}

// show puts a section at the right.
func (p *page) show(at int) {
	if at == p.at {
		return
	}
	p.leaveRoom()
	p.at = at
	s := p.sections[at]
	if s.room == nil {
		s.room = s.make(p.shell)
	}
	p.shell.Remember(lastSection, s.title)
	p.title.Set(lang.L(s.title))
	p.place.Objects = []fyne.CanvasObject{s.room.content}
	p.place.Refresh()
	if s.room.enter != nil {
		s.room.enter()
	}
}

// goIn takes the cursor from the menu into the section.
func (p *page) goIn() {
	if s := p.sections[p.at]; s.room.focus != nil {
		s.room.focus()
	}
}
