package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// outcome is what stands after a registration or a refusal: the number, and
// what is done next, each by a key.
type outcome struct {
	page  *arrival
	stay  intake.Stay
	walk  *walk
	steps []step
}

// step is one thing to do next.
type step struct {
	text     string
	shortcut string
	do       func()
}

// showOutcome replaces the form by what came of it.
func (a *arrival) showOutcome(stay intake.Stay, now intake.Arrival) {
	o := &outcome{page: a, stay: stay}
	a.outcome = o
	a.photos.leave()
	title, figure := "已登记", stay.Number
	if stay.State == intake.Refused {
		title, figure = "已记为不予救助", stay.Slip
		o.add("打印不予救助通知书", "print", o.paper("refusal"))
		o.add("打印登记表", "", o.paper("register"))
	} else {
		o.add("安排床位", "bed", o.goTo(kit.RouteBeds, stay.ID))
		o.add("发放物品", "", o.goTo(kit.RouteSupplies, stay.ID))
		o.add("打印登记表", "print", o.paper("register"))
		if len(now.Belongings) > 0 {
			o.add("打印物品寄存单", "", o.paper("belongings"))
		}
	}
	o.add("打开档案", "", o.goTo(kit.RoutePerson, stay.PersonID))
	o.add("下一位", "arrival", a.next)
	a.body.Objects = []fyne.CanvasObject{o.draw(title, figure)}
	a.body.Refresh()
	o.enter()
}

func (o *outcome) add(text, shortcut string, do func()) {
	o.steps = append(o.steps, step{text, shortcut, do})
}

func (o *outcome) goTo(name, id string) func() {
	return func() { o.page.shell.Go(kit.Route{Name: name, ID: id}) }
}

func (o *outcome) paper(kind string) func() {
	return o.goTo(kit.RoutePapers, o.stay.ID+"/"+kind)
}

// draw lays out the card. The first step is the one that is done most.
func (o *outcome) draw(title, figure string) fyne.CanvasObject {
	number := kit.NewText(figure)
	number.Type, number.Bold, number.Color = kit.Big, true, kit.Accent
	about := kit.NewLabel(lang.L("单号 {{.Slip}} · {{.When}}", map[string]any{
		"Slip": o.stay.Slip, "When": kit.SayTime(o.stay.ArrivedAt, o.page.shell.Now())}))
	column := kit.Above()
	stops := make([]stop, len(o.steps))
	for i, s := range o.steps {
		button := kit.NewButton(s.text, s.shortcut, s.do)
		if i == 0 {
			button.Role = kit.Primary
		}
		digit := kit.NewLabel(string(rune('1' + i)))
		column.Add(container.NewBorder(nil, nil, container.NewCenter(digit), nil, button))
		stops[i] = button
	}
	o.walk = newWalk("接下来", column)
	o.walk.set(stops)
	hint := kit.NewLabel(lang.L("↑ ↓ 和回车，或按数字键"))
	card := kit.NewCard(title, nil, kit.Groups(number, about, o.walk, hint))
	return container.NewCenter(card)
}

// enter puts the focus on the next steps.
func (o *outcome) enter() { o.page.shell.Window().Canvas().Focus(o.walk) }

// do obeys the shortcuts that stand on the buttons.
func (o *outcome) do(id string) bool {
	for _, s := range o.steps {
		if s.shortcut == id {
			s.do()
			return true
		}
	}
	if id == "save" {
		o.steps[0].do()
		return true
	}
	return false
}

// next begins with the next person.
func (a *arrival) next() { begin(a.shell) }

// begin opens a new draft: F2.
func begin(shell Shell) {
	var draft intake.Draft
	desk := shell.Desk()
	shell.Work("正在开新的登记…", func(ctx context.Context) (err error) {
		draft, err = desk.NewDraft(ctx)
		return err
	}, func(err error) {
		if err != nil {
			shell.Fail(err)
			return
		}
		shell.Go(kit.Route{Name: kit.RouteArrival, ID: draft.ID})
	})
}
