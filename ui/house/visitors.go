package house

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake/idcard"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// visitors is 访客: who came on a day, and who is still in the house. Visitors
// of somebody under protection are seen by the named alone.
type visitors struct {
	desk
	day    calendar.Date
	sign   *kit.Chip
	when   *kit.Entry // the day that is looked at
	find   *kit.Entry
	table  *kit.DataTable[shelter.Visitor]
	left   *kit.Button
	empty  fyne.CanvasObject
	coming *visitorForm // what was begun and not saved
}

func newVisitors(shell Shell) *kit.Room {
	v := &visitors{sign: kit.NewChip(kit.Ring0, "", kit.Faint), when: kit.NewEntry(), find: kit.NewEntry()}
	v.shell = shell
	v.day = calendar.On(shell.Now())
	now := shell.Now
	v.table = kit.NewDataTable([]kit.Column[shelter.Visitor]{
		{ID: "name", Title: lang.L("来访人"), Width: 2, Text: func(r shelter.Visitor) string { return kit.Joined(r.Name, r.Unit) }},
		{ID: "relation", Title: lang.L("关系"), Width: 2, Text: func(r shelter.Visitor) string { return r.Relation }},
		{ID: "whom", Title: lang.L("看望谁"), Width: 2, Text: visited},
		{ID: "purpose", Title: lang.L("事由"), Width: 3, Text: func(r shelter.Visitor) string { return r.Purpose }},
		{ID: "came", Title: lang.L("来"), Width: 3, Text: func(r shelter.Visitor) string { return kit.SayTime(r.Came, now()) },
			Compare: func(a, b shelter.Visitor) int { return a.Came.Compare(b.Came) }},
		{ID: "left", Title: lang.L("走"), Width: 3, Text: func(r shelter.Visitor) string {
			if r.Left.IsZero() {
				return "● " + lang.L("还在")
			}
			return kit.SayTime(r.Left, now())
		}, Color: func(r shelter.Visitor) fyne.ThemeColorName {
			if r.Left.IsZero() {
				return kit.Info
			}
			return kit.Faint
		}},
	})
	v.table.OnMark = func(shelter.Visitor) { v.follow() }
	v.table.OnOpen = func(shelter.Visitor) { v.gone() }
	v.left = kit.NewButton("走了", "", v.gone)
	fill := v.primary("登记访客", access.AssignBeds, v.receive)
	v.First = firstOf(v.table, v.table.Target(), fill)
	v.empty = kit.NewEmpty("person", "这一天没有访客。来访要登记姓名和看望谁，走的时候按 Enter 记下时间。", fill)
	v.place = container.NewStack(v.table, v.empty)
	foot := kit.Actions([]fyne.CanvasObject{v.left}, v.primary("登记访客", access.AssignBeds, v.receive))
	v.Use(shell, v.table.Target(), container.NewBorder(v.head(), foot, nil, nil, v.place), v.load, "visitor", "stay")
	return v.Room(v, v.Submit, v.Do)
}

// head is the day that is looked at, and words that the rows are to hold.
func (v *visitors) head() fyne.CanvasObject {
	v.when.SetText(v.day.String())
	v.when.OnSubmitted = func(string) { v.look() }
	v.find.SetHint(lang.L("在这一天里找：姓名、关系、事由"))
	v.find.OnChanged = func(words string) { v.table.SetFilter(words) }
	v.find.OnSubmitted = func(string) { v.FocusOn(v.table.Target()) }
	v.top = kit.Beside(kit.NewButton("前一天", "", func() { v.turn(-1) }), wide(kit.Frame, v.when),
		kit.NewButton("后一天", "", func() { v.turn(1) }), v.sign)
	return kit.Margin(kit.Nudge, kit.Above(v.top, v.find))
}

func visited(r shelter.Visitor) string {
	switch r.Whom {
	case "":
		return "—"
	case shelter.ProtectedName:
		return lang.L(shelter.ProtectedName)
	}
	return r.Whom
}

func (v *visitors) turn(by int) {
	v.day = v.day.AddDays(by)
	v.when.SetText(v.day.String())
	v.load()
}

// look shows the day that was typed; what is none stays there, marked.
func (v *visitors) look() {
	day, known := dayIn(v.when)
	if !known {
		v.shell.Toast(kit.Toast{Text: "日期请写成 2026-12-01 这样。", Kind: kit.Overdue})
		return
	}
	v.day = day
	v.load()
	v.FocusOn(v.table.Target())
}

func (v *visitors) load() {
	var all, here []shelter.Visitor
	day := v.day
	v.Read("正在读取访客…", func(ctx context.Context) (err error) {
		if all, err = v.shell.House().Visitors(ctx, day.Start(), day.End()); err != nil {
			return err
		}
		here, err = v.shell.House().VisitorsHere(ctx)
		return err
	}, func() { v.show(all, here) })
}

func (v *visitors) show(all, here []shelter.Visitor) {
	late := 0
	listed := map[string]bool{}
	for _, r := range all {
		listed[r.ID] = true
	}
	for _, r := range here { // who came on an earlier day and has not gone stands in today's list too
		if !listed[r.ID] && v.day == calendar.On(v.shell.Now()) {
			all = append(all, r)
			late++
		}
	}
	if late > 0 {
		v.sign.Set(kit.Triangle, lang.L("{{.N}} 名访客昨天以前来的还没走", map[string]any{"N": late}), kit.Soon)
	} else {
		v.sign.Set(kit.Disc, lang.L("站内有访客 {{.N}} 人", map[string]any{"N": len(here)}), kit.Info)
	}
	fillList(&v.desk, v.table, all, v.empty, len(all) == 0)
	v.follow()
}

func (v *visitors) follow() {
	r, ok := v.table.Marked()
	v.left.SetEnabled(ok && r.Left.IsZero() && v.can(access.AssignBeds))
}

// gone records that the visitor with the cursor has left.
func (v *visitors) gone() {
	r, ok := v.table.Marked()
	if !ok || !r.Left.IsZero() || !v.can(access.AssignBeds) {
		return
	}
	v.Save(nil, func(ctx context.Context) error { return v.shell.House().VisitorLeft(ctx, r.ID) }, func() {
		kit.Tell("visitor", "left")
		v.load()
		v.Say("已记下离开时间。")
	})
}

// visitorForm is a visitor at the door.
type visitorForm struct {
	form                                          *kit.Form
	name, id, phone, unit, relation, reason, note *kit.Entry
	whom                                          *choose.Whom
}

// receive asks who comes to see whom. What was begun comes back.
func (v *visitors) receive() {
	if !v.can(access.AssignBeds) {
		return
	}
	if v.coming == nil {
		v.coming = v.newComing()
	}
	v.OpenFor(lang.L("登记访客"), "受助人不愿意见的，不要让访客知道人在站里。", v.coming.form,
		kit.NewPrimary("登记", "save", v.coming.form.Submit))
}

func (v *visitors) newComing() *visitorForm {
	f := &visitorForm{form: kit.NewForm(), name: kit.NewEntry(), id: kit.NewIDEntry(), phone: kit.NewEntry(), unit: kit.NewEntry(),
		relation: kit.NewEntry(), reason: kit.NewEntry(), note: kit.NewEntry()}
	f.id.Verify = func(text string) error {
		_, err := idcard.CheckOn(text, v.shell.Now())
		return err
	}
	f.relation.SetHint(lang.L("如 姐姐、同乡、社工"))
	f.whom = choose.NewWhom(v.shell, choose.InCare)
	group := f.form.Group("")
	group.Add("name", "来访人姓名", f.name).Require()
	group.Beside("unit", "单位", f.unit)
	group.Add("id_number", "身份证号（可以不填）", f.id)
	group.Beside("phone", "电话", f.phone)
	group.Add("whom", "看望谁（来站里办事就留空）", f.whom.Lookup)
	group.Beside("relation", "和受助人的关系", f.relation)
	group.Add("purpose", "事由", f.reason)
	group.Beside("note", "备注", f.note)
	f.form.OnSubmit = func() { v.send(f) }
	return f
}

func (v *visitors) send(f *visitorForm) {
	visit := shelter.Visitor{StayID: f.whom.Chosen(), VisitorNote: shelter.VisitorNote{Name: text(f.name), IDNumber: text(f.id), Phone: text(f.phone),
		Unit: text(f.unit), Relation: text(f.relation), Purpose: text(f.reason), Note: text(f.note)}}
	if typed := f.whom.Typed(); typed != "" && visit.StayID == "" {
		f.whom.Base().SetProblem(lang.L("请从列出的人里选一位。"))
		v.FocusOn(f.whom.Target())
		return
	}
	v.Save(f.form, func(ctx context.Context) error {
		_, err := v.shell.House().AddVisitor(ctx, visit)
		return err
	}, func() {
		v.coming = nil
		kit.Tell("visitor", "in")
		v.Back()
		v.turn(calendar.On(v.shell.Now()).Sub(v.day))
		v.Say("已登记访客。")
	})
}
