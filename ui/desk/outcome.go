package desk

import (
	"context"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
)

// outcome is what stands after a registration or a refusal: the number, and
// what is done next, each by a key.
type outcome struct {
	shell Shell
	stay  intake.Stay
	walk  *walk
	steps []step
	about *fyne.Container // what is said between the number and the steps
	place *fyne.Container // holds the card
	title string
	big   string

	placed bool // a bed was given from here
}

// inquiriesTab is the part of a file in which calls are written down.
const inquiriesTab = "/inquiries"

// step is one thing to do next.
type step struct {
	text     string
	shortcut string
	do       func()
}

func newOutcome(shell Shell, stay intake.Stay, title, figure string) *outcome {
	about := kit.NewLabel(lang.L("单号 {{.Slip}} · {{.When}}", map[string]any{
		"Slip": stay.Slip, "When": kit.SayTime(stay.ArrivedAt, shell.Now())}))
	return &outcome{shell: shell, stay: stay, title: title, big: figure, about: kit.Close(about), place: container.NewStack()}
}

// showOutcome replaces the form by what came of it.
func (a *arrival) showOutcome(stay intake.Stay, now intake.Arrival) {
	a.reader.end()
	a.photos.leave()
	if stay.State == intake.Refused {
		o := newOutcome(a.shell, stay, "已记为不予救助", stay.Slip)
		o.add("打印不予救助通知书", "print", o.paper("refusal"))
		o.add("打印登记表", "", o.paper("register"))
		a.showSteps(o)
		return
	}
	o := newOutcome(a.shell, stay, "已登记", stay.Number)
	o.addBed()
	o.add("发放物品", "", o.goTo(kit.RouteSupplies, stay.ID))
	o.add("打印登记表", "print", o.paper("register"))
	for _, kind := range handedOver(a.sheet.rules, now, a) {
		o.add(paperWords[kind], "", o.paper(kind))
	}
	if len(now.Belongings) > 0 {
		o.add("打印物品寄存单", "", o.paper("belongings"))
	}
	o.add("打印标签", "", o.paper("label"))
	o.add("登记同行的人", "", func() { a.party.after(stay) })
	o.add("录入全国系统", "", o.goTo(kit.RouteCopy, stay.ID))
	o.add("核查", "", o.goTo(kit.RoutePerson, stay.PersonID+inquiriesTab))
	a.showSteps(o)
	o.offerBed()
	if stay.Party != "" {
		o.sayParty()
	}
}

// showSteps adds the steps that every outcome ends with and shows it.
func (a *arrival) showSteps(o *outcome) {
	o.add("打开档案", "", o.goTo(kit.RoutePerson, o.stay.PersonID))
	o.add("下一位", "arrival", func() { begin(a.shell) })
	a.outcome, a.ended = o, true
	o.draw()
	a.body.Objects = []fyne.CanvasObject{o.place}
	a.body.Refresh()
	o.enter()
}

// leaveForm takes the form of a completed registration away: it has ended.
func (a *arrival) leaveForm(stay intake.Stay) {
	o := newOutcome(a.shell, stay, "补登记已保存。", stay.Number)
	o.add("打开档案", "", o.goTo(kit.RoutePerson, stay.PersonID))
	a.reader.end()
	a.photos.leave()
	a.outcome, a.ended = o, true
	o.draw()
	a.body.Objects = []fyne.CanvasObject{o.place}
	a.body.Refresh()
}

// handedOver are the papers that go with who is handed over, by the rules.
func handedOver(rules []intake.TriageRule, now intake.Arrival, a *arrival) (papers []string) {
	for _, r := range intake.Triage(rules, now, a.shell.Now()) {
		if r.Paper != "" && !slices.Contains(papers, r.Paper) && paperWords[r.Paper] != "" {
			papers = append(papers, r.Paper)
		}
	}
	return papers
}

// addBed adds what is done about the bed. The steps keep their digits whatever
// is known of beds later: who types ahead gets what they meant.
func (o *outcome) addBed() {
	if o.shell.Session().Can(access.AssignBeds) {
		o.add("给最合适的床", "", o.giveBest)
	}
	o.add("选一张床", "bed", o.goTo(kit.RouteBeds, o.stay.ID))
}

// offerBed asks which bed suits best and names it in its step.
func (o *outcome) offerBed() {
	if !o.shell.Session().Can(access.AssignBeds) {
		return
	}
	var offer bedOffer
	o.shell.Work("正在找合适的床位…", func(ctx context.Context) (err error) {
		offer, err = bestBed(ctx, o.shell.House(), o.stay.ID)
		return err
	}, func(err error) {
		if err != nil || offer.bed.ID == "" || o.placed {
			return // the step to the beds is there all the same
		}
		o.steps[0].text = lang.L("就给 {{.Bed}}", map[string]any{"Bed": offer.bed.Name})
		for _, reason := range offer.reasons {
			o.about.Add(sentence(kit.Triangle, kit.Soon, offer.bed.Name+"："+reason))
		}
		o.draw()
	})
}

// giveBest assigns the bed that suits best now, with a way back.
func (o *outcome) giveBest() {
	var where placed
	o.shell.Work("正在安排床位…", func(ctx context.Context) error {
		where = giveBest(ctx, o.shell.House(), o.stay.ID)
		return where.err
	}, func(err error) {
		switch {
		case err != nil:
			o.shell.Fail(err)
		case where.given.take.ID == "":
			o.shell.Toast(kit.Toast{Text: noBedText, Kind: kit.Soon})
		default:
			o.gave(where)
		}
	})
}

// gave says which bed was given; its step leads to another one from now on.
func (o *outcome) gave(where placed) {
	bed := map[string]any{"Bed": where.offer.bed.Name}
	o.placed = true
	o.steps[0] = step{lang.L("换一张床"), "", o.goTo(kit.RouteBeds, o.stay.ID)}
	o.about.Add(sentence(kit.Disc, kit.Done, lang.L("已安排 {{.Bed}}", bed)))
	o.draw()
	kit.Tell("assigned", "bed")
	o.shell.Toast(kit.Toast{Text: "已安排 {{.Bed}}", Args: bed, Kind: kit.Done, Undo: func() { where.given.undo(o.shell) }})
}

// sayParty says how many came together.
func (o *outcome) sayParty() {
	var n int
	o.shell.Work("正在读取同行的人…", func(ctx context.Context) error {
		all, err := o.shell.Desk().Party(ctx, o.stay.Party)
		n = len(all)
		return err
	}, func(err error) {
		if err == nil && n > 1 {
			o.about.Add(container.NewHBox(kit.NewChip(kit.Disc, lang.L("同行 {{.N}} 人", map[string]any{"N": n}), kit.Info)))
			o.draw()
		}
	})
}

func (o *outcome) add(text, shortcut string, do func()) {
	o.steps = append(o.steps, step{lang.L(text), shortcut, do})
}

func (o *outcome) goTo(name, id string) func() {
	return func() { o.shell.Go(kit.Route{Name: name, ID: id}) }
}

func (o *outcome) paper(kind string) func() {
	return o.goTo(kit.RoutePapers, o.stay.ID+"/"+kind)
}

// stepsInColumn is how many steps stand under each other at the most.
const stepsInColumn = 7

// draw lays out the card. The first step is the one that is done most.
func (o *outcome) draw() {
	focused := o.walk != nil && o.walk.here
	number := kit.NewText(o.big)
	number.Type, number.Bold, number.Color = kit.Big, true, kit.Accent
	var rows []fyne.CanvasObject
	stops := make([]stop, len(o.steps))
	for i, s := range o.steps {
		button := kit.NewButton("", s.shortcut, s.do)
		button.SetText(s.text)
		if i == 0 {
			button.Role = kit.Primary
		}
		digit := kit.NewLabel("")
		if i < len(digits) {
			digit.Content = string(digits[i])
		}
		room := canvas.NewRectangle(color.Transparent) // the same beside those that have no digit
		room.SetMinSize(kit.NewLabel("0").MinSize())
		rows = append(rows, container.NewBorder(nil, nil, container.NewStack(room, container.NewCenter(digit)), nil, button))
		stops[i] = button
	}
	o.walk = newWalk("接下来", columnsOf(rows, stepsInColumn))
	o.walk.set(stops)
	hint := kit.NewLabel(lang.L("↑ ↓ 和回车，或按数字键"))
	o.place.Objects = []fyne.CanvasObject{container.NewCenter(kit.NewCard(o.title, nil, kit.Groups(number, o.about, o.walk, hint)))}
	o.place.Refresh()
	if focused {
		o.enter()
	}
}

// enter puts the focus on the next steps.
func (o *outcome) enter() { o.shell.Window().Canvas().Focus(o.walk) }

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
	return Obey(o.shell, id)
}
