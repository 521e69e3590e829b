package trace

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/tracing"
	"guitu/tracing/match"
	"guitu/ui/kit"
)

// compare lays what the family says beside somebody who came: the same rows,
// what differs marked, the reasons below. That it was looked at is on record.
// Somebody under protection is shown by their own file, which asks for what.
func (p *reportPage) compare(c tracing.Candidate) {
	switch {
	case c.Report != nil:
		p.shell.Go(kit.Route{Name: kit.RouteReport, ID: c.Report.ID})
		return
	case c.Card.Person.Protected:
		p.openPerson(c.Card.Person.ID)
		return
	}
	person := c.Card.Person.ID
	p.shell.Work("正在记录查看…", func(ctx context.Context) error {
		return p.shell.Directory().LogSearch(ctx, "", person)
	}, func(err error) {
		if err != nil { // what is not on record is not shown
			p.shell.Fail(err)
			return
		}
		p.showCompared(c)
	})
}

func (p *reportPage) openPerson(id string) {
	p.shell.Go(kit.Route{Name: kit.RoutePerson, ID: id})
}

func (p *reportPage) comparing() bool { return p.body.Objects[0] != p.columns }

// back shows the report again, with the cursor on who was compared.
func (p *reportPage) back() {
	p.lay(p.columns, p.actions)
	p.leads.focus(0)
}

// lay puts a body and the actions that belong to it into the page.
func (p *reportPage) lay(body, foot fyne.CanvasObject) {
	p.body.Objects, p.foot.Objects = []fyne.CanvasObject{body}, []fyne.CanvasObject{foot}
	p.body.Refresh()
	p.foot.Refresh()
}

func (p *reportPage) showCompared(c tracing.Candidate) {
	rows := kit.SideBySide(labelShare, 0)
	cell := func(text string, ink fyne.ThemeColorName) {
		rows.Add(kit.NewParagraphIn(text, widget.RichTextStyle{ColorName: ink}))
	}
	for _, head := range []string{"", lang.L("家属说的"), c.Card.Name()} {
		cell(head, kit.Faint)
	}
	for _, row := range comparedRows(p.fields.read(), p.report, c.Card.Person, c.Card.Stay, p.shell.Now()) {
		mark, ink := row.label, kit.Ink
		if row.differs(c.Lead.Evidence) {
			mark, ink = "▲ "+row.label, kit.Soon
		}
		cell(mark, kit.Faint)
		cell(row.said, ink)
		cell(row.known, ink)
	}
	file := kit.NewPrimary("打开档案", "", func() { p.openPerson(c.Card.Person.ID) })
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("返回登记", "close", p.back)}, file)
	reasons := container.NewVScroll(kit.ClearOfBar(kit.Above(evidenceLines(c)...)))
	side := container.New(reportColumns{}, kit.NewCard("并排对照", nil, container.NewVScroll(kit.ClearOfBar(rows))), kit.NewCard("理由", nil, reasons))
	p.lay(side, foot)
	p.shell.Window().Canvas().Focus(file)
}

// labelShare is how much of the comparison its labels take.
const labelShare = 0.24

// evidenceLines are the reasons with their weights, the strongest first, and
// the facts.
func evidenceLines(c tracing.Candidate) (lines []fyne.CanvasObject) {
	for _, e := range c.Lead.Strongest() {
		sign, ink := "＋", kit.Done
		if !e.For() {
			sign, ink = "－", kit.Overdue
		}
		words := kit.NewParagraphIn(sign+" "+lang.L(e.Text, e.Args), widget.RichTextStyle{ColorName: ink})
		lines = append(lines, container.NewBorder(nil, nil, nil, kit.NewLabel(weightText(e.Weight)), words))
	}
	for _, f := range c.Facts {
		ink := kit.Faint
		if f.Advice {
			ink = kit.Soon
		}
		lines = append(lines, kit.NewParagraphIn(FactWords(f), widget.RichTextStyle{ColorName: ink}))
	}
	return append(lines, small(lang.L("数字越大理由越有力；最后由人核实，系统不合并也不认定。")))
}

// weightText writes a weight with its sign: +6.2, −2.1.
func weightText(bits float64) string {
	text := strconv.FormatFloat(max(bits, -bits), 'f', 1, 64)
	if bits < 0 {
		return "−" + text
	}
	return "+" + text
}

// comparedRow is one matter as the family says it and as the station knows it.
type comparedRow struct {
	label, said, known string
	against            string // how the codes of the evidence about it begin; empty: other words are another thing
}

// anyWords is a matter that each puts in words of their own: a difference of
// words says nothing.
const anyWords = "-"

// differs reports that both say something and that it speaks against the two
// being one.
func (r comparedRow) differs(all []match.Evidence) bool {
	switch {
	case r.said == "" || r.known == "" || r.against == anyWords:
		return false
	case r.against == "":
		return r.said != r.known
	}
	return slices.ContainsFunc(all, func(e match.Evidence) bool { return !e.For() && strings.HasPrefix(e.Code, r.against) })
}

// comparedRows are the matters of which either says something.
func comparedRows(a tracing.Account, r tracing.Report, person intake.Person, stay intake.Stay, now time.Time) (rows []comparedRow) {
	r.Account = a
	height := func(cm int) string {
		if cm == 0 {
			return ""
		}
		return lang.L("{{.N}} 厘米", map[string]any{"N": strconv.Itoa(cm)})
	}
	list := func(names []string) string { return strings.Join(names, lang.L("、")) }
	called := ""
	if a.Name != "" {
		called = missedName(r)
	}
	for _, row := range []comparedRow{
		{"姓名", called, person.Name, "name"},
		{"曾用名、外号", list(slices.Concat(a.FormerNames, a.Aliases)), list(person.Aliases), anyWords},
		{"性别", Code("sex", a.Sex), Code("sex", person.Sex), ""},
		{"年龄", missedAge(r), AgeWords(person.Profile, now), "birth"},
		{"民族", Code("nation", a.Nation), Code("nation", person.Nation), ""},
		{"证件号码", a.IDNumber, person.IDNumber, ""},
		{"身高", height(a.HeightCM), height(person.HeightCM), "height"},
		{"体貌特征", kit.Joined(a.Marks, a.Build, a.Teeth), person.Marks, anyWords},
		{"口音", Code("accent", a.Accent), Code("accent", person.Accent), anyWords},
		{"户籍地", a.Household, person.Household, anyWords},
		{"住所地", a.Home, kit.Joined(person.Home, person.SaidPlace), anyWords},
		{"穿着", a.Clothing, stay.Clothing, anyWords},
		{"最后见到、发现", kit.Joined(a.LastSeenAt, a.LastSeenPlace), kit.Joined(stay.FoundAt, stay.FoundPlace), anyWords},
		{"精神", a.Mental, kit.Joined(Codes("mind_look", stay.Mind), stay.MindNote), anyWords},
		{"可能去哪里", a.MayGo, "", anyWords},
	} {
		if row.said != "" || row.known != "" {
			row.label = lang.L(row.label)
			rows = append(rows, row)
		}
	}
	return rows
}

// closedFacts shows a report that is no longer written in.
func closedFacts(r tracing.Report, now time.Time) fyne.CanvasObject {
	column := kit.Groups(kit.Close(kit.NewLabel(lang.L("办结原因")), kit.NewParagraph(r.CloseReason),
		small(lang.L("{{.When}} 办结", map[string]any{"When": kit.SayTime(r.ClosedAt, now)}))))
	a := r.Account
	for _, f := range []fact{
		{"报告人", kit.Joined(a.ReporterName, a.ReporterRelation, a.ReporterPhone)},
		{"走失人", kit.Joined(missedName(r), Code("sex", a.Sex), missedAge(r))},
		{"曾用名、外号", strings.Join(slices.Concat(a.FormerNames, a.Aliases), lang.L("、"))},
		{"证件号码", a.IDNumber}, {"民族", Code("nation", a.Nation)},
		{"户籍地", a.Household}, {"住所地", a.Home},
		{"最后见到", kit.Joined(a.LastSeenAt, a.LastSeenPlace)},
		{"穿着、随身物", a.Clothing}, {"可能去哪里、找谁", a.MayGo},
		{"体貌特征", kit.Joined(a.Marks, a.Build, a.Teeth)}, {"语言口音", Code("accent", a.Accent)}, {"精神病史", a.Mental},
		{"经过和其他", a.Note},
	} {
		if f.value != "" {
			column.Add(kit.Close(kit.NewLabel(lang.L(f.label)), kit.NewParagraph(f.value)))
		}
	}
	return column
}
