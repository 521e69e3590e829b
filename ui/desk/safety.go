package desk

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// addThings asks for the check at the door and for what is kept, in the order
// of the paper: who checked, what may not come in, what is kept and where.
func (s *sheet) addThings() {
	g := s.group(groupThings)
	s.yes(g.Add, "safety", "安全检查", "已检查", func(a *intake.Arrival) *bool { return &a.Safety.Done }).Want()
	s.text(g.Beside, "safety_by", "安检人", s.newStaffField("safety_by"), func(a *intake.Arrival) *string { return &a.Safety.By })
	s.text(g.Beside, "safety_with", "第二安检人", s.newStaffField("safety_with"), func(a *intake.Arrival) *string { return &a.Safety.With })
	s.doubts = advise(g, "safety_advice", "安检提示", nil)
	s.addForbidden(g)
	s.items = newRows(s.newItemLine)
	s.list(g, "belongings", "携带物品", s.items,
		func(a *intake.Arrival) { s.putItems(a.Belongings) },
		func(a *intake.Arrival) { a.Belongings = s.takeItems(a.Belongings) })
	s.bag = s.newSealField()
	s.text(g.Add, "bag", "封条号", s.bag, func(a *intake.Arrival) *string { return &a.Bag })
	s.text(g.Beside, "cabinet", "柜号", kit.NewEntry(), func(a *intake.Arrival) *string { return &a.Cabinet })
	papers := g.Add("things_papers", "单据（先登记，再打印）", newActions(
		action{"打印物品寄存单", func() { s.onPaper("belongings") }},
		action{"打印封袋标签", func() { s.onPaper("label") }}))
	s.only(papers, func(a intake.Arrival) bool { return len(a.Belongings) > 0 })
}

func (s *sheet) addForbidden(g *kit.Group) {
	s.forbidden = newRows(s.newForbiddenLine)
	s.list(g, "forbidden", "违禁物品（移交公安机关）", s.forbidden,
		func(a *intake.Arrival) { putForbidden(s.forbidden, a.Safety.Forbidden) },
		func(a *intake.Arrival) { a.Safety.Forbidden = takeForbidden(s.forbidden) })
	paper := g.Add("forbidden_paper", "收据（先登记，再打印）", newActions(action{"打印违禁物品移交收据", func() { s.onPaper("forbidden") }}))
	s.only(paper, func(a intake.Arrival) bool { return len(a.Safety.Forbidden) > 0 })
}

// newForbiddenLine is one thing that may not be brought in.
func (s *sheet) newForbiddenLine() *line {
	l := newLine()
	g := l.form.Group("")
	name := kit.NewEntry()
	l.leaveAtOnce(name)
	g.Add("name", "名称", l.keep("name", name))
	g.Beside("quantity", "数量", l.keep("quantity", kit.NewEntry()))
	g.Beside("unit", "移交单位", l.keep("unit", s.newUsedField("forbidden_unit")))
	g.Add("officer", "接收民警、警号", l.keep("officer", kit.NewEntry()))
	g.Beside("receipt", "收条编号", l.keep("receipt", kit.NewEntry()))
	return l
}

func takeForbidden(r *rows) (all []intake.Forbidden) {
	for _, l := range r.filled() {
		all = append(all, intake.Forbidden{Name: l.text("name"), Quantity: l.text("quantity"), Unit: l.text("unit"),
			Officer: l.text("officer"), Receipt: l.text("receipt")})
	}
	return all
}

func putForbidden(r *rows, all []intake.Forbidden) {
	r.reset(len(all))
	for i, f := range all {
		l := r.lines[i]
		l.put("name", f.Name)
		l.put("quantity", f.Quantity)
		l.put("unit", f.Unit)
		l.put("officer", f.Officer)
		l.put("receipt", f.Receipt)
	}
}

// putItems shows the lines that were signed for as text and the others as
// fields.
func (s *sheet) putItems(all []intake.Item) {
	kept := min(s.kept, len(all))
	var words []fyne.CanvasObject
	for i, item := range all[:kept] {
		words = append(words, kit.NewParagraph(lang.L("{{.N}}. {{.Item}}（已签字，不能改）", map[string]any{"N": i + 1, "Item": itemWords(item)})))
	}
	s.items.lock(words)
	putItems(s.items, all[kept:])
}

// takeItems puts what was signed for before what the fields say.
func (s *sheet) takeItems(before []intake.Item) []intake.Item {
	kept := min(s.kept, len(before))
	return append(before[:kept:kept], takeItems(s.items)...)
}

// itemWords is a thing that is kept in one line.
func itemWords(item intake.Item) string {
	text := fmt.Sprintf("%s ×%d", item.Name, item.Quantity)
	if item.Kind != "" {
		text += " · " + codeWord("belongings", item.Kind)
	}
	if item.Features != "" {
		text += " · " + item.Features
	}
	if item.CashFen != 0 {
		text += " · " + lang.L("{{.Yuan}} 元", map[string]any{"Yuan": sayMoney(item.CashFen)})
	}
	return text
}
