package beds

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/printing"
	"guitu/ui/kit"
)

// ending is by which clause aid is ended, what it rests on, and to whom the
// person can complain. 终止救助
type ending struct {
	clauses    []intake.Clause
	complaints printing.Complaints
	choice     *kit.Choice
	basis      *fyne.Container // what the chosen clause rests on
	route      fyne.CanvasObject
}

// newEnding offers the clauses that are in use.
func newEnding(clauses []intake.Clause, complaints printing.Complaints) *ending {
	e := &ending{complaints: complaints, basis: container.NewStack(), route: kit.NewParagraph(complaintWords(complaints))}
	var options []kit.Option
	for _, c := range clauses {
		if !c.Off {
			e.clauses = append(e.clauses, c)
			options = append(options, kit.Option{Key: c.Key, Text: c.Text})
		}
	}
	e.choice = kit.NewChoice(options)
	return e
}

// complaintWords say where the notice sends somebody who does not agree.
func complaintWords(c printing.Complaints) string {
	if c.To == "" && c.Phone == "" {
		return lang.L("通知书上的申诉举报机关和电话还没有设置，打印后要手写补上。")
	}
	return lang.L("请告诉本人：不同意的，可以向{{.To}}申诉或举报，电话 {{.Phone}}。", map[string]any{"To": c.To, "Phone": c.Phone})
}

// ask shows what belongs to the choice of a clause, or nothing.
func (e *ending) ask(wanted bool) {
	e.basis.RemoveAll()
	c, chosen := e.clause()
	if chosen {
		e.basis.Add(kit.NewParagraph(lang.L("依据：{{.Article}}", map[string]any{"Article": c.Basis})))
	}
	e.basis.Hidden = !wanted || !chosen
	if wanted {
		e.route.Show()
	} else {
		e.route.Hide()
	}
}

// clause is the chosen one.
func (e *ending) clause() (intake.Clause, bool) {
	for _, c := range e.clauses {
		if c.Key == e.choice.Chosen() {
			return c, true
		}
	}
	return intake.Clause{}, false
}
