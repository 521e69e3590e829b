package beds

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// departure is the page on which somebody is seen off: what is filled in at
// the left, what is to be settled first at the right.
type departure struct {
	page *page
	list shelter.Checklist
	form *kit.Form

	kind     *kit.Choice
	at       *kit.TimeField
	steps    *steps
	fetched  *collecting
	trip     *tripFields
	to       *kit.Lookup           // the institution of the directory, for 移交 and 接回
	offered  []shelter.Institution // what it is chosen from
	aside    *fyne.Container       // what the chosen way of leaving needs beside the form
	words    map[string]*kit.Entry // the plain fields by their keys
	returned map[string]*kit.Choice
	differs  map[string]*kit.Entry
	handed   *kit.Choice // what was handed out and comes back, by item
	ending   *ending

	notices   int // that were issued and not taken back
	signGroup *kit.Group
	signs     []*signing
	opened    string // the time as it stood when the form opened
	busy      bool   // it is being written
	left      bool   // it was written; a signature is still to be kept
}

// askedFor says which of the plain fields a way of leaving asks for.
var askedFor = map[string][]string{
	"self":     {"whereto", "food", "consent"},
	"kin":      {"collector", "collector_id", "collector_phone", "whereto"},
	"station":  {"receiver", "collector", "collector_id", "collector_phone", "whereto"},
	"escort":   {"whereto", "food"},
	"transfer": {"receiver", "collector", "collector_phone", "whereto"},
	"walked":   {"reason"},
	"ended":    {"detail", "whereto"},
	"death":    {"reason", "receiver"},
}

// openDeparture reads what is to be settled and shows the page.
func (p *page) openDeparture(stay string) {
	if !p.can(access.Depart) {
		p.shell.Toast(kit.Toast{Text: "您的角色不能办理离站，请找站务管理或站长。", Kind: kit.Info})
		return
	}
	var list shelter.Checklist
	var clauses []intake.Clause
	var complaints printing.Complaints
	var places []shelter.Institution
	notices := 0
	p.shell.Work("正在核对离站事项…", func(ctx context.Context) (err error) {
		if list, err = p.shell.House().CheckDeparture(ctx, stay); err != nil {
			return err
		}
		if places, err = p.shell.House().Institutions(ctx, ""); err != nil {
			return err
		}
		if clauses, err = p.shell.Desk().Clauses(ctx, intake.ClauseEnd); err != nil {
			return err
		}
		if p.can(access.IssuePapers) { // who makes the notice
			if complaints, err = p.shell.Papers().Complaints(ctx); err != nil {
				return err
			}
		}
		notices, err = p.notices(ctx, stay)
		return err
	}, func(err error) {
		if err != nil {
			p.shell.Fail(err)
			return
		}
		d := newDeparture(p, list, newEnding(clauses, complaints), places)
		p.leaving = d
		d.notices = notices
		p.open(&other{content: d.build(), submit: d.form.Submit, back: d.close, keep: d.keep})
		d.form.Focus("kind")
	})
}

// notices counts the notices of somebody that hang somewhere: they are to be
// taken down once the family is found, which is only told here.
func (p *page) notices(ctx context.Context, stay string) (n int, err error) {
	docs, err := p.shell.Papers().Documents(ctx, stay)
	for _, doc := range docs {
		if doc.Kind == "notice" && doc.State != printing.Void {
			n++
		}
	}
	return n, err
}

// close leads back to the board; a camera that is open is given back.
func (d *departure) close() {
	d.fetched.close()
	d.page.backToBoard()
}

func newDeparture(p *page, list shelter.Checklist, e *ending, places []shelter.Institution) *departure {
	d := &departure{page: p, list: list, ending: e, form: kit.NewForm(), words: map[string]*kit.Entry{},
		returned: map[string]*kit.Choice{}, differs: map[string]*kit.Entry{}, handed: kit.NewMultiChoice(nil), steps: newSteps(list), offered: places,
		fetched: newCollecting(p, list.Resident.Stay), trip: newTripFields(p, places), to: kit.NewLookup(choose.Institutions(places)), aside: kit.Close()}
	kinds := slices.DeleteFunc(kit.CodeOptions("leave_kind"), func(o kit.Option) bool { return o.Key == string(intake.Spot) }) // never had a bed
	d.kind, d.at = kit.NewChoice(kinds), kit.NewTimeField(p.shell.Now)
	d.fill()
	d.form.OnSubmit = d.submit
	stay := list.Resident.Stay.ID
	if kept, ok := p.drafts[stay]; ok {
		d.kind.Restore(kept["kind"])
		d.steps.ask(d.kind.Chosen()) // the ticks are of that way
		d.form.Restore(kept)
	}
	if d.at.Empty() {
		d.at.SetTime(p.shell.Now())
		d.opened = d.at.Draft()
	}
	d.form.OnDraft = func(string, string) { d.keep() }
	d.kind.OnChanged, d.ending.choice.OnChanged, d.to.OnChanged = d.ask, d.ask, d.receive
	number := d.words["collector_id"]
	number.OnChanged = func(string) { d.fetched.read(number, false) }
	number.OnCommitted = func(string) { d.fetched.read(number, true) }
	d.ask()
	return d
}

// fill adds the fields.
func (d *departure) fill() {
	how := d.form.Group("怎样离站")
	how.Add("kind", "离站方式", d.kind).Require()
	how.Add("at", "离站时间", d.at).Require()
	text := func(group *kit.Group, key, label string, beside bool) {
		entry := kit.NewEntry()
		d.words[key] = entry
		if beside {
			group.Beside(key, label, entry)
			return
		}
		group.Add(key, label, entry)
	}
	how.AddPlain(d.aside)
	how.Add("clause", "属于哪一种情形", d.ending.choice)
	how.AddPlain(d.ending.basis)
	text(how, "detail", "具体情况（印在通知书上）", false)
	how.AddPlain(d.ending.route)
	text(how, "consent", "站方同意自行离站的理由", false)
	text(how, "reason", "情况说明", false)
	how.Add("to", "接收机构（通讯录）", d.to)
	text(how, "receiver", "接收单位", true)
	text(how, "collector", "接领人、来接的人", false)
	text(how, "collector_phone", "联系电话", true)
	text(how, "collector_id", "接领人证件号码", false)
	how.AddPlain(d.fetched.said)
	how.Add("relation", "与此人的关系", d.fetched.relation)
	how.Add("proof", "关系证明", d.fetched.proof)
	how.AddPlain(d.fetched.pictures)
	text(how, "whereto", "去向", false)
	text(how, "food", "途中食品", false)
	d.trip.fill(d.form)
	d.fillBelongings()
	d.fillIssued()
	last := d.form.Group("交代清楚")
	d.steps.fill(d.form, last)
	text(last, "note", "备注", false)
	d.fillSigns()
}

// fillBelongings adds a line for each thing still kept.
func (d *departure) fillBelongings() {
	if d.list.Kept == 0 {
		return
	}
	group := d.form.Group("寄存物品当面清点交还")
	group.AddPlain(kit.Beside(kit.NewButton("全部已交还", "", d.returnAll)))
	for _, b := range d.list.Belongings {
		if b.State != "kept" {
			continue
		}
		choice := kit.NewMultiChoice([]kit.Option{{Key: "yes", Text: lang.L("已当面清点")}})
		group.AddPlain(kit.NewParagraph(belongingWords(b))) // as long as it is written, where a chip would widen the page
		d.returned[b.ID], d.differs[b.ID] = choice, kit.NewEntry()
		group.Add("returned/"+b.ID, "已交还", choice)
		group.Beside("differs/"+b.ID, "与清单不符之处", d.differs[b.ID])
	}
}

// fillIssued asks of what was handed out which comes back.
func (d *departure) fillIssued() {
	if len(d.list.Issued) == 0 {
		return
	}
	for _, i := range d.list.Issued {
		d.handed.Options = append(d.handed.Options, kit.Option{Key: i.Item.ID, Text: issuedWords(i)})
	}
	d.form.Group("领用物品").Add("handed", "退回仓库的勾上（按数字键），用完和带走的不用勾", d.handed)
}

// issuedWords are what was handed out: 毛巾 大　2条.
func issuedWords(i supply.Issued) string {
	return lang.L("{{.Name}}　{{.N}}{{.Unit}}", map[string]any{"Name": strings.TrimSpace(i.Item.Name + " " + i.Item.Size), "N": i.Qty, "Unit": i.Item.Unit})
}

// givenBack is how many come back of each thing.
func (d *departure) givenBack() map[string]int {
	all := map[string]int{}
	for _, i := range d.list.Issued {
		if slices.Contains(d.handed.ChosenAll(), i.Item.ID) {
			all[i.Item.ID] = i.Qty
		}
	}
	return all
}

func belongingWords(b intake.Belonging) string {
	words := lang.L("{{.Name}} ×{{.N}}", map[string]any{"Name": b.Name, "N": b.Quantity})
	if b.CashFen > 0 {
		words += lang.L("，{{.Yuan}} 元", map[string]any{"Yuan": fmt.Sprintf("%d.%02d", b.CashFen/100, b.CashFen%100)})
	}
	if b.Features != "" {
		words += lang.L("，{{.Features}}", map[string]any{"Features": b.Features})
	}
	if b.Bag != "" {
		words += lang.L("（封条{{.Bag}}）", map[string]any{"Bag": b.Bag})
	}
	return words
}

func (d *departure) returnAll() {
	for _, choice := range d.returned {
		choice.Choose("yes")
		choice.Changed()
	}
	d.keep()
}

// keep remembers what was filled in; the time only where it was changed.
func (d *departure) keep() {
	drafts := d.form.Drafts()
	if drafts["at"] == d.opened {
		delete(drafts, "at")
	}
	d.page.drafts[d.list.Resident.Stay.ID] = drafts
}

// ask shows the fields that the chosen way of leaving asks for.
func (d *departure) ask() { d.form.Together(d.askAll) }

func (d *departure) askAll() {
	kind := d.kind.Chosen()
	wanted := askedFor[kind]
	d.form.Item("relation").Show(kind == leaveKin)
	d.form.Item("proof").Show(kind == leaveKin)
	d.form.Item("to").Show(kind == leaveStation || kind == leaveTransfer)
	d.fetched.ask(kind == leaveKin || kind == leaveStation, kind == leaveKin || kind == leaveStation || kind == leaveTransfer)
	d.trip.ask(kind)
	d.steps.ask(kind)
	d.askAside(kind)
	d.ending.ask(kind == leaveEnded)
	d.askSigns()
	d.form.Item("clause").Show(kind == leaveEnded)
	for _, key := range slices.Sorted(maps.Keys(d.words)) {
		shown := key == "note" && kind != leaveEnded || slices.Contains(wanted, key)
		if key == "consent" {
			shown = shown && d.list.NotAlone
		}
		d.form.Item(key).Show(shown)
	}
}

// build puts form and checklist side by side.
func (d *departure) build() fyne.CanvasObject {
	leave := kit.NewPrimary("办理离站", "save", d.form.Submit)
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回床位图", "close", d.close)}, leave)
	title := heading(lang.L("办理离站：{{.Name}}", map[string]any{"Name": d.name()}))
	left := kit.NewCard("", nil, d.form.Scroll())
	right := container.New(aside{}, kit.NewCard("先核对", nil, container.NewVScroll(kit.Groups(d.checklist()...))))
	return kit.Page(container.NewBorder(kit.Above(title, kit.NewRule(true)), kit.Above(kit.NewRule(true), foot), nil, right, kit.Margin(kit.Nudge, left)))
}

func (d *departure) name() string {
	if d.list.Resident.Person.Protected {
		return lang.L(shelter.ProtectedName)
	}
	return d.list.Resident.Name()
}

// checklist says what is to be done or thought of first.
func (d *departure) checklist() []fyne.CanvasObject {
	bed := d.list.Bed
	if bed == "" {
		bed = lang.L("没有床位")
	}
	facts := []fyne.CanvasObject{kit.Close(
		kit.NewLabel(lang.L("救助编号 {{.Number}}", map[string]any{"Number": d.list.Resident.Stay.Number})),
		kit.NewLabel(bed+" · "+lang.L("第{{.N}}天", map[string]any{"N": d.list.Day})))}
	open := d.list.Open
	if d.notices > 0 {
		open = append(open, shelter.Reason{Level: shelter.Warn, Text: "出具过{{.N}}份寻亲公告：找到家的，请到寻亲页撤下。", Args: store.Args{"N": d.notices}})
	}
	for _, r := range open {
		shape, color := kit.Triangle, kit.Soon
		if r.Level == shelter.Block {
			shape, color = kit.Diamond, kit.Overdue
		}
		sign := container.NewVBox(kit.Margin(kit.Nudge, kit.NewSign(shape, color)))
		facts = append(facts, container.NewBorder(nil, nil, sign, nil, kit.NewParagraph(reasonWords(r))))
	}
	if len(open) == 0 {
		facts = append(facts, kit.Beside(kit.NewChip(kit.Square, lang.L("没有未办事项"), kit.Done)))
	}
	if len(d.list.Issued) > 0 {
		issued := []fyne.CanvasObject{strong(lang.L("已领用"))}
		for _, i := range d.list.Issued {
			line := kit.NewText(issuedWords(i))
			line.Whole = false
			issued = append(issued, line)
		}
		facts = append(facts, kit.Close(issued...))
	}
	return append(facts, kit.NewRule(true), kit.NewParagraph(lang.L("办好后自动空出床位，并打开要签字的文书，按 F9 打印。")))
}

// leaving is what the visible fields say; those that the way of leaving does
// not ask for are left out.
func (d *departure) leaving() intake.Leaving {
	of := func(key string) string {
		if d.words[key].Unknown() || !slices.Contains(askedFor[d.kind.Chosen()], key) && key != "note" {
			return ""
		}
		return strings.TrimSpace(d.words[key].Text)
	}
	l := intake.Leaving{Whereto: of("whereto"), Reason: of("reason"), Collector: of("collector"), CollectorID: of("collector_id"),
		CollectorPhone: of("collector_phone"), Food: of("food"),
		Receiver: of("receiver"), Note: of("note"), Witness: d.refusedBefore()}
	if d.kind.Chosen() == leaveKin {
		l.Relation, l.Proof = d.fetched.relation.Chosen(), d.fetched.proof.Chosen()
	}
	if d.kind.Chosen() == leaveEnded {
		c, _ := d.ending.clause()
		l.Clause, l.Reason, l.Note = c.Key, c.Text, of("detail")
	}
	return l
}

// departureOf is what the form says.
func (d *departure) departureOf() shelter.Departure {
	out := shelter.Departure{StayID: d.list.Resident.Stay.ID, Kind: d.kind.Chosen(), Leaving: d.leaving(),
		Checks: d.steps.tick.ChosenAll(), Explained: d.steps.explained(), GivenBack: d.givenBack(), Returned: len(d.returned) > 0, Differences: map[string]string{}}
	// The minute that the field shows may lie before an arrival of a moment
	// ago: a time that nobody changed is now.
	if at, ok := d.at.Time(); ok && d.at.Draft() != d.opened {
		out.At = at
	}
	if d.list.NotAlone && out.Kind == leaveSelf {
		out.Consent = strings.TrimSpace(d.words["consent"].Text)
	}
	for id, choice := range d.returned {
		if choice.Chosen() == "" {
			out.Returned = false
		}
		if note := strings.TrimSpace(d.differs[id].Text); note != "" {
			out.Differences[id] = note
		}
	}
	return out
}

func (d *departure) submit() {
	if d.busy || !d.checkEnding() || !d.checkSigns() {
		return // or the key was pressed twice
	}
	p, departing, left, signs := d.page, d.departureOf(), d.left, d.unsigned()
	if d.trip.wanted() {
		trip, ok := d.trip.read()
		if !ok {
			return
		}
		if departing.Leaving.Trip = trip; trip != nil {
			departing.Leaving.Ticket = tripWords(*trip)
		}
	}
	d.busy = true
	var kept []string
	p.shell.Work("正在办理离站…", func(ctx context.Context) error {
		if !left {
			if err := d.seeOff(ctx, departing); err != nil {
				return err
			}
			left = true
		}
		for _, sign := range signs {
			if _, err := p.shell.Desk().Sign(ctx, departing.StayID, sign); err != nil {
				return err
			}
			kept = append(kept, sign.Purpose)
		}
		return nil
	}, func(err error) {
		d.busy, d.left = false, left
		for _, purpose := range kept {
			d.keptSign(purpose)
		}
		switch {
		case err == nil:
			d.done(departing)
		case d.left:
			p.shell.Fail(err)
			p.shell.Toast(kit.Toast{Text: "离站已经办好，签名没有存上：请再按一次，或打印后在纸上签。", Kind: kit.Soon})
		default:
			d.fail(err)
		}
	})
}

// checkEnding asks for the clause: the notice has to say by which.
func (d *departure) checkEnding() bool {
	if _, chosen := d.ending.clause(); chosen || d.kind.Chosen() != leaveEnded {
		return true
	}
	d.ending.choice.Base().SetProblem(kit.Say(store.Fail(store.Invalid, "请选择按哪一种情形终止救助，通知书上要写明依据。")))
	d.form.Focus("clause")
	return false
}

// fail shows an error at the field that it is about. What was not ticked as
// returned is a field of its own for each thing, and has other words here.
func (d *departure) fail(err error) {
	known, ok := errors.AsType[*store.Error](err)
	if ok && d.steps.fail(known) {
		return
	}
	if ok && known.Field == "returned" {
		for _, b := range d.list.Belongings {
			if choice := d.returned[b.ID]; choice != nil && choice.Chosen() == "" {
				choice.SetProblem(kit.Say(store.Fail(store.Invalid, "这件还没有交还：请当面清点，一件件勾上，或者点“全部已交还”。")))
				d.form.Focus("returned/" + b.ID)
				return
			}
		}
	}
	if !d.form.Fail(err) {
		d.page.shell.Fail(err)
	}
}

// seeOff writes the departure; with an escort that is planned they leave
// together.
func (d *departure) seeOff(ctx context.Context, departing shelter.Departure) error {
	house, e := d.page.shell.House(), d.list.Escort
	if departing.Kind == leaveEscort && e.State == shelter.EscortPlanned {
		_, err := house.EscortLeft(ctx, e.ID, departing)
		return err
	}
	_, err := house.Depart(ctx, departing)
	return err
}

// done leaves the form and shows the papers that are signed.
func (d *departure) done(departing shelter.Departure) {
	p, stay := d.page, d.list.Resident.Stay.ID
	delete(p.drafts, stay)
	kit.Tell("departed", "stay")
	p.shell.Toast(kit.Toast{Text: leadOf(departing.Kind), Kind: kit.Done})
	p.undo, p.marked, p.leaving, p.other.keep = nil, "", nil, nil
	if !p.can(access.IssuePapers) || d.list.Resident.Stay.Hidden {
		p.backToBoard()
		return
	}
	p.openPapers(stay, departing.Kind, institutionBy(d.offered, d.to.Chosen()).Kind, departing.Leaving.Trip)
}

// receive writes the institution that was chosen where nothing stands yet.
func (d *departure) receive() {
	i := institutionBy(d.offered, d.to.Chosen())
	if i.ID == "" {
		return
	}
	d.words["receiver"].SetText(i.Name)
	if strings.TrimSpace(d.words["collector_phone"].Text) == "" {
		d.words["collector_phone"].SetText(i.Phone)
	}
}
