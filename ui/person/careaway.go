package person

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// away is where somebody is cared for outside the house, and the way there and
// back.
type away struct {
	care *care
	room *careRoom
	form *kit.Form

	kind, bed *kit.Choice
	where     *kit.Lookup
	why, days *kit.Entry
	from      *kit.TimeField
}

// What becomes of the bed.
const (
	bedKept   = "kept"
	bedGiven  = "given"
	hospital  = "hospital" // institution_kind table
	placement = "placement"
)

// placers are the kinds of institution that somebody is placed in.
var placers = []string{placement, "welfare", "minor", hospital, "other"}

func newAway(c *care) *away {
	a := &away{care: c, form: kit.NewForm(), where: kit.NewLookup(nil), why: kit.NewEntry(), days: kit.NewDigitsEntry(), from: kit.NewTimeField(c.page.shell.Now)}
	a.kind = kit.NewChoice([]kit.Option{{Key: string(intake.Hospital), Text: lang.L("送医住院")}, {Key: string(intake.Placed), Text: lang.L("站外托养")}})
	a.bed = kit.NewChoice([]kit.Option{{Key: bedKept, Text: lang.L("床位保留")}, {Key: bedGiven, Text: lang.L("床位让出")}})
	a.why.SetHint(lang.L("发热39度，呼吸科"))
	g := a.form.Group("")
	g.Add("kind", "去哪里", a.kind).Require()
	g.Add("institution", "机构（从机构通讯录选）", a.where)
	g.Add("note", "为什么，哪个科室", a.why).Require()
	g.Add("bed", "床位", a.bed)
	g.Add("days", "多少天探访一次（空着按站里规定）", a.days)
	g.Add("from", "什么时候（空着是现在）", a.from)
	a.kind.OnChanged = a.fields
	a.form.OnSubmit = a.submit
	a.room = c.room(careAway, "住院和托养", access.AssignBeds, a.form, "登记外出照料", a.fill)
	a.clear()
	return a
}

func (a *away) clear() {
	a.form.Restore(nil)
	a.bed.Choose(bedKept)
	a.fields()
}

// fields offers the institutions that take somebody in this way.
func (a *away) fields() {
	kinds := []string{hospital}
	placed := a.kind.Chosen() == string(intake.Placed)
	if placed {
		kinds = placers
	}
	a.where.Options = a.care.page.institutions(kinds...)
	a.form.Item("days").Show(placed)
	a.form.Item("bed").Show(a.care.page.f.bed() != "")
	a.form.Refresh()
}

// institutions are those of some kinds that are still dealt with; of all for
// none.
func (p *page) institutions(kinds ...string) (all []kit.Option) {
	for _, i := range p.f.institutions {
		if i.Active && (len(kinds) == 0 || slices.Contains(kinds, i.Kind)) {
			all = append(all, kit.Option{Key: i.ID, Text: i.Name, Find: i.Region})
		}
	}
	return all
}

func (p *page) institution(id string) (i shelter.Institution) {
	at := slices.IndexFunc(p.f.institutions, func(i shelter.Institution) bool { return i.ID == id })
	if at >= 0 {
		i = p.f.institutions[at]
	}
	return i
}

func (a *away) submit() {
	p := a.care.page
	one := shelter.Absence{StayID: a.care.stay().ID, Kind: intake.State(a.kind.Chosen()), InstitutionID: a.where.Chosen(),
		BedHeld: a.bed.Chosen() != bedGiven, Note: entered(a.why)}
	one.From, _ = a.from.Time()
	if one.Kind == intake.Placed {
		one.VisitDays, _ = strconv.Atoi(entered(a.days))
	}
	a.care.do(a.form, func(ctx context.Context) error {
		_, err := p.shell.House().Away(ctx, one)
		return err
	}, func() {
		a.clear()
		p.told("已登记。回来的时候点“回站登记”。", nil)
		kit.Tell("away", string(one.Kind))
	})
}

// back records that somebody came back.
func (p *page) back(stayID string) {
	p.care.do(nil, func(ctx context.Context) error { return p.shell.House().Back(ctx, stayID) }, func() {
		text := "已登记回站，床位还在。"
		if p.f.bed() == "" {
			text = "已登记回站。床位已经让出，请安排床位。"
		}
		p.told(text, nil)
		kit.Tell("away", "back")
	})
}

// present is the absence that lasts; ok is false for none.
func present(file shelter.CareFile) (a shelter.Absence, ok bool) {
	for _, one := range file.Absences {
		if one.To.IsZero() {
			a, ok = one, true
		}
	}
	return a, ok
}

// fill lists where somebody was, the newest first.
func (a *away) fill(stay intake.Stay, file shelter.CareFile) {
	a.fields()
	if len(file.Absences) == 0 {
		a.room.add(kit.NewParagraph(lang.L("没有住过院，也没有托养过。送医或托养以后人还算在救助中，寻亲照常，床位留还是让在这里选。")))
		return
	}
	for _, one := range slices.Backward(file.Absences) {
		a.room.add(a.block(stay, one, file))
	}
}

func (a *away) block(stay intake.Stay, one shelter.Absence, file shelter.CareFile) fyne.CanvasObject {
	p, now := a.care.page, a.care.page.shell.Now()
	where := p.institution(one.InstitutionID)
	acts := kit.Beside()
	when := lang.L("{{.From}} 起", map[string]any{"From": kit.SayTime(one.From, now)})
	if one.To.IsZero() {
		if stay.State != intake.In && a.care.may(access.AssignBeds) {
			acts.Add(kit.NewButton("回站登记", "", func() { p.back(stay.ID) }))
		}
	} else {
		when = kit.Joined(kit.SayTime(one.From, now), lang.L("到 {{.When}}", map[string]any{"When": kit.SayTime(one.To, now)}))
	}
	if a.care.may(access.Depart) {
		acts.Add(kit.NewButton("记费用", "", func() { a.care.costs.begin(one) }))
	}
	lines := kit.Close(headed(kit.Joined(awayWord(one.Kind), where.Name), nil), kit.NewLabel(kit.Joined(when, heldWord(one), p.staff(one.Actor))))
	if contact := kit.Joined(where.Contact, where.Phone, where.Address); contact != "" {
		words := kit.NewLabel(contact)
		words.Whole = false
		lines.Add(words)
	}
	for _, note := range file.Notes {
		if note.Kind == shelter.NoteHospital && note.At.Equal(one.From) && note.Text != "" {
			lines.Add(kit.NewParagraph(note.Text))
		}
	}
	if one.To.IsZero() && one.Kind == intake.Placed {
		lines.Add(a.visit(file.Visit))
	}
	lines.Add(acts)
	return lines
}

// visit says when who is placed is to be visited next.
func (a *away) visit(due shelter.VisitDue) fyne.CanvasObject {
	p := a.care.page
	words, ink := visitWords(p, due)
	var visited fyne.CanvasObject
	if a.care.may(access.Register) {
		visited = quiet("记探访", func() {
			a.care.goTo(careNotes)
			a.care.notes.begin(shelter.NoteVisit)
		})
	}
	return remark(words, ink, visited)
}

// visitWords says when somebody is to be visited, and how it looks.
func visitWords(p *page, due shelter.VisitDue) (words string, ink fyne.ThemeColorName) {
	args := map[string]any{"When": kit.SayDay(due.Due.Start(), p.shell.Now())}
	if due.Overdue {
		return lang.L("◆ 探访已过期：应在 {{.When}} 以前", args), kit.Overdue
	}
	return lang.L("下次探访：{{.When}} 以前", args), kit.Info
}
