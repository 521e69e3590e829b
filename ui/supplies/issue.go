package supplies

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// usualSet is what somebody gets who stays the night, by name.
var usualSet = []string{"棉被", "垫被", "枕头", "洗漱包"}

// issue is the slip that is being filled: for whom, and what.
type issue struct {
	page    *floor
	content fyne.CanvasObject
	body    *fyne.Container
	scroll  *container.Scroll
	whom    *fyne.Container // the field that finds, or who was chosen
	find    *kit.Entry
	hits    *fyne.Container
	fits    []intake.Resident
	lines   *fyne.Container
	empty   fyne.CanvasObject
	had     *fyne.Container
	give    *kit.Button

	stay   string // to whom; empty while nobody is chosen
	basket []*line
	prints string // the stay whose slip was written last
	giving bool   // a slip is being written
}

func newIssue(p *floor) *issue {
	i := &issue{page: p, whom: kit.Above(), hits: kit.Close(), lines: kit.Close(), had: kit.Close(), find: kit.NewEntry()}
	i.find.SetHint(lang.L("找领取人：姓名、拼音或编号"))
	i.find.OnChanged = i.look
	i.find.OnSubmitted = func(string) {
		if len(i.fits) > 0 {
			i.take(i.fits[0])
		}
	}
	i.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown && len(i.hits.Objects) > 0 {
			p.focus(i.hits.Objects[0].(*kit.Button))
			return true
		}
		return false
	}
	i.empty = kit.NewParagraph(lang.L("在左边选物资按 Enter，或按“常用一套”。"))
	usual := kit.NewButton("常用一套", "", i.addUsual)
	i.give = kit.NewPrimary("发放", "save", i.hand)
	i.body = kit.Groups(i.whom, kit.Above(container.NewBorder(nil, nil, strong(lang.L("这次发放")), usual), i.lines), i.had)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("打印领取单", "print", func() { i.print() })}, i.give)
	i.scroll = container.NewVScroll(kit.Margin(kit.Nudge, i.body))
	i.content = kit.NewCard("发放", nil, container.NewBorder(nil, kit.Above(kit.NewRule(true), foot), nil, nil, kit.Flush(kit.Nudge, i.scroll)))
	i.showWhom()
	i.showBasket()
	return i
}

// relay lays the slip out anew after a part of it grew or shrank.
func (i *issue) relay() {
	i.body.Refresh()
	i.scroll.Refresh()
}

func strong(words string) *kit.Text {
	t := kit.NewText(words)
	t.Bold = true
	return t
}

// focus puts the cursor where the next thing is to be done.
func (i *issue) focus() {
	switch {
	case !i.page.can(access.IssueSupplies):
		i.page.focus(i.page.stock.table.Target())
	case i.stay == "":
		i.page.focus(i.find)
	case len(i.basket) > 0:
		i.page.focus(i.basket[0])
	default:
		i.page.focus(i.page.stock.table.Target())
	}
}

// show brings the slip to the state of the page: stock and people may have
// changed.
func (i *issue) show() {
	for _, l := range i.basket {
		if item, ok := i.page.item(l.item.ID); ok {
			l.item = item
			l.Refresh()
		}
	}
	i.showWhom()
	i.readHad()
}

// takeStay chooses for whom, by stay.
func (i *issue) takeStay(stay string) {
	for _, r := range i.page.people {
		if r.Stay.ID == stay {
			i.take(r)
			return
		}
	}
	i.page.shell.Toast(kit.Toast{Text: "此人已不在救助中，不能再发放。请另找一位。", Kind: kit.Soon})
}

func (i *issue) take(r intake.Resident) {
	i.stay = r.Stay.ID
	i.fits = nil
	i.find.SetText("")
	i.showWhom()
	i.readHad()
	i.focus()
}

// resident is who was chosen.
func (i *issue) resident() (intake.Resident, bool) {
	for _, r := range i.page.people {
		if r.Stay.ID == i.stay {
			return r, true
		}
	}
	return intake.Resident{}, false
}

func (i *issue) showWhom() {
	i.whom.RemoveAll()
	if !i.page.can(access.IssueSupplies) {
		i.whom.Add(kit.NewParagraph(lang.L("您的角色不能发放物资，只能查看库存。")))
		return
	}
	r, chosen := i.resident()
	if !chosen {
		i.whom.Add(i.find)
		i.whom.Add(i.hits)
		i.relay()
		return
	}
	card := kit.NewPersonCard(kit.PersonFacts{Name: nameOf(r), Line: lineOf(r, i.page.shell), States: statesOf(r)}, nil)
	if !r.Person.Protected {
		card.OnOpen = func() { i.page.shell.Go(kit.Route{Name: kit.RoutePerson, ID: r.Person.ID}) }
	}
	i.whom.Add(card)
	i.whom.Add(kit.Beside(kit.NewButton("换一位", "", func() {
		i.stay = ""
		i.showWhom()
		i.readHad()
		i.focus()
	})))
	i.relay()
}

// nameOf keeps the name of a protected person back.
func nameOf(r intake.Resident) string {
	if r.Person.Protected {
		return lang.L(shelter.ProtectedName)
	}
	return r.Name()
}

func lineOf(r intake.Resident, shell Shell) string {
	sex := words("sex")[r.Person.Sex]
	day := lang.L("第{{.N}}天", map[string]any{"N": shelter.Days(r.Stay.ArrivedAt, shell.Now())})
	return strings.Join([]string{sex, r.Stay.Number, day}, " · ")
}

func statesOf(r intake.Resident) []kit.State {
	switch r.Stay.State {
	case intake.Hospital:
		return []kit.State{{Shape: kit.Ring0, Word: lang.L("住院"), Color: kit.Info}}
	case intake.Placed:
		return []kit.State{{Shape: kit.Ring0, Word: lang.L("站外托养"), Color: kit.Info}}
	}
	return nil
}

// hitRows is how many people who fit are listed.
const hitRows = 6

// look lists who fits what is typed, of those in the station's care. Protected
// people are found by their station number alone.
func (i *issue) look(text string) {
	text = strings.TrimSpace(text)
	known := map[string]bool{}
	i.page.shell.Work("正在查找…", func(context.Context) error {
		if directory := i.page.shell.Directory(); directory != nil && text != "" {
			for _, match := range directory.Find(text, 50) {
				known[match.Person.ID] = true
			}
		}
		return nil
	}, func(error) {
		if strings.TrimSpace(i.find.Text) == text {
			i.list(text, known)
		}
	})
}

func (i *issue) list(text string, known map[string]bool) {
	i.fits = nil
	i.hits.RemoveAll()
	for _, r := range i.page.people {
		byName := !r.Person.Protected && strings.Contains(nameOf(r), text)
		if text == "" || !byName && !known[r.Person.ID] && !strings.Contains(r.Stay.Number, text) {
			continue
		}
		i.fits = append(i.fits, r)
		if len(i.fits) <= hitRows {
			button := kit.NewButton("", "", func() { i.take(r) })
			button.SetText(nameOf(r) + "　" + lineOf(r, i.page.shell))
			i.hits.Add(button)
		}
	}
	if len(i.fits) == 0 && text != "" {
		i.hits.Add(kit.NewParagraph(lang.L("在站的人里没有找到。请换一个姓名、拼音或编号。")))
	}
	i.relay()
}

// add puts an item into the basket, or one more of it.
func (i *issue) add(item supply.Item, n int) {
	if !i.page.can(access.IssueSupplies) {
		return
	}
	kit.Tell("added", "item")
	if i.page.form != nil {
		i.page.showIssue()
	}
	for _, l := range i.basket {
		if l.item.ID == item.ID {
			l.set(l.qty + n)
			return
		}
	}
	l := newLine(item, n)
	l.changed = i.counted
	l.step = i.step
	i.basket = append(i.basket, l)
	i.showBasket()
}

// addUsual puts the usual set into the basket, as far as it is in stock.
func (i *issue) addUsual() {
	var missing []string
	for _, name := range usualSet {
		found := false
		for _, item := range i.page.items {
			if item.Name == name && item.Active && item.Stock > 0 && !found {
				found = true
				if !i.holds(item.ID) {
					i.add(item, 1)
				}
			}
		}
		if !found {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		i.page.shell.Toast(kit.Toast{Text: "常用一套里缺货：{{.Names}}。", Args: map[string]any{"Names": strings.Join(missing, "、")}, Kind: kit.Soon})
	}
	if len(i.basket) > 0 && i.stay != "" {
		i.page.focus(i.basket[0])
	}
}

func (i *issue) holds(id string) bool {
	for _, l := range i.basket {
		if l.item.ID == id {
			return true
		}
	}
	return false
}

// counted takes a line out when nothing is left of it.
func (i *issue) counted(l *line) {
	if l.qty > 0 {
		l.Refresh()
		return
	}
	for at, other := range i.basket {
		if other == l {
			i.step(l, 1)
			i.basket = append(i.basket[:at:at], i.basket[at+1:]...)
		}
	}
	i.showBasket()
	if len(i.basket) == 0 {
		i.page.focus(i.page.stock.table.Target())
	}
}

// step goes to a neighbour in the basket, and after the last to 发放.
func (i *issue) step(l *line, by int) {
	for at, other := range i.basket {
		if other != l {
			continue
		}
		switch to := at + by; {
		case to >= len(i.basket):
			i.page.focus(i.give)
		case to >= 0:
			i.page.focus(i.basket[to])
		}
	}
}

func (i *issue) showBasket() {
	i.lines.RemoveAll()
	for _, l := range i.basket {
		i.lines.Add(l)
	}
	if len(i.basket) == 0 {
		i.lines.Add(i.empty)
	}
	i.relay()
}

// hand writes the slip. What the store room refuses stays in the basket.
func (i *issue) hand() {
	p := i.page
	switch {
	case i.giving:
		return // the key was pressed twice
	case !p.can(access.IssueSupplies):
		p.shell.Toast(kit.Toast{Text: "您的角色不能发放物资，请找站务管理。", Kind: kit.Info})
		return
	case i.stay == "":
		p.shell.Toast(kit.Toast{Text: "请先选领取人。", Kind: kit.Soon})
		p.focus(i.find)
		return
	case len(i.basket) == 0:
		p.shell.Toast(kit.Toast{Text: "请先把物资加到这次发放。", Kind: kit.Soon})
		p.focus(p.stock.table.Target())
		return
	}
	stay := i.stay
	var lines []supply.Line
	for _, l := range i.basket {
		lines = append(lines, supply.Line{ItemID: l.item.ID, Qty: l.qty})
	}
	var slip supply.Slip
	i.giving = true
	p.shell.Work("正在发放…", func(ctx context.Context) (err error) {
		slip, err = p.shell.Supplies().Issue(ctx, stay, lines)
		return err
	}, func(err error) {
		i.giving = false
		if err != nil {
			p.shell.Fail(err)
			p.load(nil)
			return
		}
		kit.Tell("issued", "slip")
		i.basket, i.prints = nil, stay
		i.showBasket()
		p.undo = func() { i.takeBack(slip) }
		p.shell.Toast(kit.Toast{Text: "已发放，单号{{.Number}}。", Args: map[string]any{"Number": slip.Number}, Kind: kit.Done, Undo: p.undo})
		p.load(i.focus)
	})
}

// takeBack puts what was on a slip back into the store room.
func (i *issue) takeBack(slip supply.Slip) {
	p := i.page
	p.undo = nil
	p.shell.Work("正在撤销…", func(ctx context.Context) error {
		for _, l := range slip.Lines {
			if err := p.shell.Supplies().Return(ctx, slip.StayID, l.Item.ID, l.Qty, "撤销发放"); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
		} else {
			p.shell.Toast(kit.Toast{Text: "已撤销，物资退回库存。", Kind: kit.Done})
		}
		p.load(nil)
	})
}

// print opens the slip to be signed, of who was given something last.
func (i *issue) print() bool {
	stay := i.prints
	if i.stay != "" {
		stay = i.stay
	}
	if stay == "" {
		i.page.shell.Toast(kit.Toast{Text: "请先选领取人，再打印领取单。", Kind: kit.Info})
		return true
	}
	i.page.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay + "/issue"})
	return true
}

// readHad lists what the chosen person has already, each to be taken back.
func (i *issue) readHad() {
	stay := i.stay
	if stay == "" {
		i.had.RemoveAll()
		i.relay()
		return
	}
	var all []supply.Issued
	i.page.shell.Work("正在读取领用记录…", func(ctx context.Context) (err error) {
		all, err = i.page.shell.Supplies().IssuedTo(ctx, stay)
		return err
	}, func(err error) {
		if err != nil {
			i.page.shell.Fail(err)
			return
		}
		if i.stay == stay {
			i.showHad(all)
		}
	})
}

func (i *issue) showHad(all []supply.Issued) {
	i.had.RemoveAll()
	if len(all) > 0 {
		i.had.Add(strong(lang.L("已领用")))
	}
	for _, had := range all {
		name := kit.NewText(lang.L("{{.Name}}　{{.N}}{{.Unit}}", map[string]any{"Name": full(had.Item), "N": had.Qty, "Unit": had.Item.Unit}))
		name.Whole = false
		back := kit.NewButton("退回", "", func() { i.returnOne(had) })
		back.Role = kit.Quiet
		i.had.Add(container.NewBorder(nil, nil, nil, kit.Beside(kit.NewLabel(kit.SayTime(had.Last, i.page.shell.Now())), back), name))
	}
	i.relay()
}

// returnOne takes back all that somebody has of an item.
func (i *issue) returnOne(had supply.Issued) {
	p, stay := i.page, i.stay
	p.shell.Work("正在保存…", func(ctx context.Context) error {
		return p.shell.Supplies().Return(ctx, stay, had.Item.ID, had.Qty, "当面退回")
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
		} else {
			p.undo = func() {
				p.undo = nil
				p.shell.Work("正在撤销…", func(ctx context.Context) error {
					_, err := p.shell.Supplies().Issue(ctx, stay, []supply.Line{{ItemID: had.Item.ID, Qty: had.Qty}})
					return err
				}, func(err error) {
					if err != nil {
						p.shell.Fail(err)
					}
					p.load(nil)
				})
			}
			p.shell.Toast(kit.Toast{Text: "{{.Name}}已退回库存。", Args: map[string]any{"Name": full(had.Item)}, Kind: kit.Done, Undo: p.undo})
		}
		p.load(nil)
	})
}
