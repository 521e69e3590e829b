package trace

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/tracing"
	"guitu/ui/kit"
)

// leads is 可能是谁: the people and the other reports that a report may be of,
// ranked, each with the reasons for and against. It compares; people decide.
type leads struct {
	page    *reportPage
	content fyne.CanvasObject
	list    *fyne.Container
	found   []tracing.Candidate
	cards   []*leadCard
	shown   []string // as they stand
	asked   int
	thumbs  *thumbs
}

// leadsShown is how many are shown.
const leadsShown = 8

func newLeads(p *reportPage) *leads {
	l := &leads{page: p, list: kit.Above()}
	l.thumbs = newThumbs(p.shell, func() { l.draw() })
	l.content = container.NewVScroll(kit.ClearOfBar(l.list))
	l.draw()
	return l
}

// look ranks anew; the index is in memory.
func (l *leads) look() {
	p := l.page
	if !p.loaded || p.shell.Screen() == nil {
		return
	}
	l.asked++
	mine := l.asked
	r := p.report
	if r.Account = p.fields.read(); r.ReceivedAt.IsZero() {
		r.ReceivedAt = p.shell.Now()
	}
	var found []tracing.Candidate
	p.shell.Work("正在对照…", func(context.Context) error {
		found = p.shell.Screen().ForReport(r, leadsShown)
		return nil
	}, func(error) {
		if mine != l.asked {
			return // more was typed meanwhile
		}
		l.found = found
		shown := make([]string, len(found))
		for i, c := range found {
			shown[i] = c.Lead.ID + strconv.FormatFloat(c.Lead.Score, 'f', 2, 64)
		}
		if !slices.Equal(shown, l.shown) {
			l.shown = shown
			l.draw()
		}
	})
}

func (l *leads) draw() {
	l.list.RemoveAll()
	l.cards = nil
	for at, c := range l.found {
		card := newLeadCard(l.facts(c), func() { l.page.compare(c) })
		card.onMove = func(by int) { l.focus(at + by) }
		l.cards = append(l.cards, card)
		l.list.Add(card)
	}
	if len(l.found) == 0 {
		l.list.Add(kit.NewParagraph(lang.L("填写姓名、年龄、体貌特征或地点时，在这里列出站里的人、以前来过的人和别的走失登记。理由有利有弊，都写出来；是不是同一个人由人来定。")))
	}
	l.list.Refresh()
	l.thumbs.fetch()
}

// enter goes to the first card, where there is one.
func (l *leads) enter() bool {
	l.focus(0)
	return len(l.cards) > 0
}

// focus goes to a card, above the first back to the form.
func (l *leads) focus(at int) {
	switch {
	case at < 0:
		l.page.fields.form.Focus("name")
	case at < len(l.cards):
		l.page.shell.Window().Canvas().Focus(l.cards[at])
	}
}

// leadFacts is what a card shows of a candidate; all words are ready to be read.
type leadFacts struct {
	person kit.PersonFacts
	report bool // it is another report
	lines  []leadLine
}

// leadLine is one reason or fact in words.
type leadLine struct {
	text  string
	color fyne.ThemeColorName
}

func (l *leads) facts(c tracing.Candidate) leadFacts {
	now := l.page.shell.Now()
	if c.Report != nil {
		r := *c.Report
		return leadFacts{report: true, lines: reasons(c, true), person: kit.PersonFacts{Name: missedName(r),
			Line:   kit.Joined(Code("sex", r.Sex), missedAge(r), r.Number),
			States: []kit.State{{Shape: kit.Triangle, Word: lang.L("另一份走失登记"), Color: kit.Soon}}}}
	}
	if c.Card.Person.Protected {
		return leadFacts{lines: reasons(c, false), person: kit.PersonFacts{Name: lang.L("保护对象"), Line: lang.L("打开档案要说明用途")}}
	}
	person := kit.PersonFacts{Name: c.Card.Name(), Line: kit.Joined(SexAge(c.Card.Person, now), lang.L("{{.Day}} 来站", map[string]any{"Day": kit.SayDay(c.Card.Stay.ArrivedAt, now)}), c.Card.Stay.Number),
		Photo: l.thumbs.get(c.Card.Person.ID)}
	return leadFacts{lines: reasons(c, true), person: person}
}

// forShown is how many reasons for a candidate a card has room for; those
// against are shown all.
const forShown = 3

// reasons are the reasons for, the strongest first, those against, and the
// facts where they may be told.
func reasons(c tracing.Candidate, facts bool) (lines []leadLine) {
	evidence := c.Lead.Strongest()
	speak := 0
	for _, e := range evidence {
		if e.For() && speak < forShown {
			speak++
			lines = append(lines, leadLine{"＋ " + lang.L(e.Text, e.Args), kit.Done})
		}
	}
	for _, e := range evidence {
		if !e.For() {
			lines = append(lines, leadLine{"－ " + lang.L(e.Text, e.Args), kit.Overdue})
		}
	}
	if !facts {
		return lines
	}
	for _, f := range c.Facts {
		ink := kit.Faint
		if f.Advice {
			ink = kit.Soon
		}
		lines = append(lines, leadLine{FactWords(f), ink})
	}
	return lines
}
