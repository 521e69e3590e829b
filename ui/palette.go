package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// maxHits is how many answers the palette shows.
const maxHits = 9

// How large the palette is, in widths of a dialog and lines of a list: it
// stays on the smallest screen in the largest type.
const (
	paletteWidth = 1.6
	paletteRows  = 13
)

// hit is one answer of the palette.
type hit struct {
	title, note string
	shape       kit.Shape
	color       fyne.ThemeColorName
	open        func()
}

// palette is Ctrl+K: one field for people, beds, numbers and pages.
type palette struct {
	shell    *Shell
	entry    *kit.Entry
	list     *fyne.Container
	scroll   *container.Scroll
	popup    *widget.PopUp
	beds     []bedHit
	hits     []hit
	selected int
	logged   string
	rest     *time.Timer
}

func (s *Shell) showPalette() {
	p := &palette{shell: s, entry: kit.NewEntry(), list: kit.Close()}
	p.entry.SetHint(lang.L("姓名、拼音或首字母、号码尾数、床号、救助编号"))
	p.entry.OnChanged = p.typed
	p.entry.OnKey = p.key
	p.entry.OnSubmitted = func(string) { p.take() }
	p.scroll = container.NewVScroll(p.list)
	box := container.NewGridWrap(fyne.NewSize(paletteWidth*kit.Size(kit.Popup), paletteRows*kit.Size(kit.Row)),
		container.NewBorder(kit.Margin(kit.Nudge, p.entry), nil, nil, nil, p.scroll))
	p.popup = widget.NewModalPopUp(kit.Margin(kit.Between, box), s.window.Canvas())
	p.popup.Show()
	s.window.Canvas().Focus(p.entry)
	s.tell("palette")
	p.find("")
	if s.session.Can(access.AssignBeds) || s.session.Can(access.LayOutBeds) {
		s.Work(lang.L("正在读床位…"), func(ctx context.Context) (err error) {
			p.beds, err = findBeds(ctx, s.services.house)
			return err
		}, func(err error) {
			if err == nil {
				p.find(p.entry.Text)
			}
		})
	}
}

// key moves the choice; Esc closes.
func (p *palette) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyDown:
		p.choose(p.selected + 1)
	case fyne.KeyUp:
		p.choose(p.selected - 1)
	case fyne.KeyEscape:
		p.close()
	default:
		return false
	}
	return true
}

func (p *palette) close() {
	if p.rest != nil {
		p.rest.Stop()
	}
	p.popup.Hide()
}

func (p *palette) take() {
	if p.selected >= len(p.hits) {
		return
	}
	open := p.hits[p.selected].open
	p.close()
	open()
}

func (p *palette) choose(n int) {
	if n >= 0 && n < len(p.hits) {
		p.selected = n
		p.draw()
		row := p.list.Objects[n]
		switch top, bottom := row.Position().Y, row.Position().Y+row.Size().Height; {
		case top < p.scroll.Offset.Y:
			p.scroll.ScrollToOffset(fyne.NewPos(0, top))
		case bottom > p.scroll.Offset.Y+p.scroll.Size().Height:
			p.scroll.ScrollToOffset(fyne.NewPos(0, bottom-p.scroll.Size().Height))
		}
	}
}

func (p *palette) typed(text string) {
	p.selected = 0
	p.find(text)
	if p.rest != nil {
		p.rest.Stop()
	}
	if text != "" {
		p.rest = time.AfterFunc(intake.SearchRests, func() { fyne.Do(func() { p.log(text, "") }) })
	}
}

// log puts the search on record, once for each that was read or opened.
func (p *palette) log(query, opened string) {
	if p.shell.session == nil || query == "" || opened == "" && (query != p.entry.Text || query == p.logged) {
		return
	}
	p.logged = query
	directory := p.shell.services.directory
	go func() { _ = directory.LogSearch(context.Background(), query, opened) }() // opening the file is on record by itself
}

func (p *palette) find(query string) {
	p.hits = nil
	s := p.shell
	if s.session.Can(access.ReadPeople) {
		for _, m := range s.services.directory.Find(query, maxHits) {
			p.hits = append(p.hits, p.person(m, query))
		}
	}
	for _, bed := range p.beds {
		if bed.fits(query) && len(p.hits) < maxHits {
			route := kit.Route{Name: kit.RouteBeds, ID: "bed/" + bed.id}
			p.hits = append(p.hits, hit{title: lang.L("床位 {{.Name}}", map[string]any{"Name": bed.name}), note: bed.where, shape: kit.Square, color: kit.Info,
				open: func() { s.Go(route) }})
		}
	}
	for _, d := range s.doors() {
		if d.fits(query) {
			p.hits = append(p.hits, hit{title: lang.L(d.title), note: d.note(), shape: kit.NoShape, color: kit.Faint, open: d.open})
		}
	}
	p.draw()
}

func (p *palette) person(m intake.Match, query string) hit {
	h := hit{title: m.Name(), shape: kit.Ring0, color: kit.Faint, open: func() {
		p.log(query, m.Person.ID)
		p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: m.Person.ID})
	}}
	state := lang.L("已离站")
	if m.Stay.State.Open() {
		h.shape, h.color, state = kit.Disc, kit.Accent, lang.L("在站")
	}
	h.note = state + " · " + m.Stay.Number + " · " + kit.SayTime(m.Stay.ArrivedAt, p.shell.Now()) + " · " + lang.L(m.Why)
	return h
}

func (p *palette) draw() {
	p.list.RemoveAll()
	for i, h := range p.hits {
		row := newHitRow(h, i == p.selected, func() { p.selected = i; p.take() })
		p.list.Add(row)
	}
	if len(p.hits) == 0 {
		nothing := lang.L("没有找到。试试姓名的一部分、拼音首字母，或号码的后几位。")
		if !p.shell.session.Can(access.ReadPeople) {
			nothing = lang.L("没有这一页。您的角色不能查找求助人。")
		}
		p.list.Add(kit.NewParagraph(nothing))
	}
	p.list.Refresh()
}

// newHitRow is one answer that can be clicked.
func newHitRow(h hit, selected bool, open func()) fyne.CanvasObject {
	title := kit.NewText(h.title)
	title.Bold = selected
	title.Whole = false
	note := kit.NewLabel(h.note)
	lines := kit.Close(title, note)
	ground := kit.NewGround(kit.Surface)
	if selected {
		ground = kit.NewSoftGround(kit.Accent)
	}
	row := container.NewBorder(nil, nil, kit.NewSign(h.shape, h.color), nil, lines)
	return newClickable(container.NewStack(ground, kit.Margin(kit.Inside, row)), open)
}

// clickable makes anything a thing to click.
type clickable struct {
	widget.BaseWidget
	content fyne.CanvasObject
	tapped  func()
}

func newClickable(content fyne.CanvasObject, tapped func()) *clickable {
	c := &clickable{content: content, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

func (c *clickable) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.content) }
func (c *clickable) Tapped(*fyne.PointEvent)             { c.tapped() }
