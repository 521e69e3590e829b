package house

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// historyDays is how far back the outings that ended are listed.
const historyDays = 30

// outings is 外出: who is out, who should be back by now, and who was out.
type outings struct {
	desk
	sign  *kit.Chip
	table *kit.DataTable[shelter.Outing]
	which *kit.Choice // out, or past
	home  *kit.Button
	all   []shelter.Outing
	empty fyne.CanvasObject
	going *outingForm // what was begun and not saved
}

func newOutings(shell Shell) *kit.Room {
	o := &outings{sign: kit.NewChip(kit.Ring0, "", kit.Faint)}
	o.shell = shell
	now := shell.Now
	o.table = kit.NewDataTable([]kit.Column[shelter.Outing]{
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: outingName},
		{ID: "whereto", Title: lang.L("去哪里、做什么"), Width: 3, Text: func(r shelter.Outing) string { return unveiled(r, r.Whereto) }},
		{ID: "with", Title: lang.L("和谁"), Width: 2, Text: func(r shelter.Outing) string { return unveiled(r, r.With) }},
		{ID: "left", Title: lang.L("出门"), Width: 3, Text: func(r shelter.Outing) string { return kit.SayTime(r.Left, now()) },
			Compare: func(a, b shelter.Outing) int { return a.Left.Compare(b.Left) }},
		{ID: "due", Title: lang.L("说好回来"), Width: 3, Text: func(r shelter.Outing) string { return kit.SayTime(r.Due, now()) },
			Compare: func(a, b shelter.Outing) int { return a.Due.Compare(b.Due) }},
		{ID: "state", Title: lang.L("状态"), Width: 3, Text: o.state, Color: o.ink},
	})
	o.table.OnMark = func(shelter.Outing) { o.follow() }
	o.table.OnOpen = func(shelter.Outing) { o.cameBack() }
	o.which = kit.NewChoice([]kit.Option{{Key: "out", Text: lang.L("现在在外")}, {Key: "past", Text: lang.L("最近30天")}})
	o.which.Choose("out")
	o.which.OnChanged = o.refill
	o.home = kit.NewButton("回来了", "", o.cameBack)
	fill := o.primary("登记外出", access.AssignBeds, o.goOut)
	o.First = firstOf(o.table, o.table.Target(), fill)
	o.empty = kit.NewEmpty("leave", "现在没有人外出。外出自愿，登记一下去哪里、几点回来，晚了好找人。", fill)
	o.place = container.NewStack(o.table, o.empty)
	o.top = container.NewBorder(nil, nil, nil, o.sign, o.which)
	foot := kit.Actions([]fyne.CanvasObject{o.home}, o.primary("登记外出", access.AssignBeds, o.goOut))
	o.Use(shell, o.table.Target(), container.NewBorder(kit.Margin(kit.Nudge, o.top), foot, nil, nil, o.place), o.load, "outing", "stay")
	return o.Room(o, o.Submit, o.Do)
}

func outingName(o shelter.Outing) string {
	if o.Name == shelter.ProtectedName {
		return lang.L(shelter.ProtectedName)
	}
	return o.Name
}

// unveiled is what a list says of an outing; where somebody under protection
// goes is told to nobody who looks on.
func unveiled(o shelter.Outing, words string) string {
	if o.Name == shelter.ProtectedName {
		return "—"
	}
	return words
}

func (o *outings) state(r shelter.Outing) string {
	switch {
	case r.Overdue(o.shell.Now()):
		return "◆ " + lang.L("晚了 {{.Long}}", map[string]any{"Long": howLong(o.shell.Now().Sub(r.Due))})
	case r.Back.IsZero():
		return "● " + lang.L("在外")
	}
	return "■ " + lang.L("{{.Time}} 回来", map[string]any{"Time": kit.SayTime(r.Back, o.shell.Now())})
}

func (o *outings) ink(r shelter.Outing) fyne.ThemeColorName {
	switch {
	case r.Overdue(o.shell.Now()):
		return kit.Overdue
	case r.Back.IsZero():
		return kit.Info
	}
	return kit.Faint
}

// howLong is a length of time in a word: 2小时, 20分钟.
func howLong(d time.Duration) string {
	if d >= time.Hour {
		return lang.L("{{.N}}小时", map[string]any{"N": int(d.Hours())})
	}
	return lang.L("{{.N}}分钟", map[string]any{"N": int(d.Minutes())})
}

func (o *outings) load() {
	var all []shelter.Outing
	since := o.shell.Now().AddDate(0, 0, -historyDays)
	o.Read("正在读取外出登记…", func(ctx context.Context) (err error) {
		all, err = o.shell.House().Outings(ctx, since)
		return err
	}, func() {
		o.all = all
		o.refill()
	})
}

// refill shows those who are out, who is due first at the head, or those who
// were, the newest first.
func (o *outings) refill() {
	var rows []shelter.Outing
	late, out := 0, 0
	past := o.which.Chosen() == "past"
	for _, r := range o.all {
		if r.Back.IsZero() {
			out++
		}
		if r.Overdue(o.shell.Now()) {
			late++
		}
		if r.Back.IsZero() != past {
			rows = append(rows, r)
		}
	}
	if past {
		slices.SortStableFunc(rows, func(a, b shelter.Outing) int { return b.Left.Compare(a.Left) })
	}
	if late > 0 {
		o.sign.Set(kit.Diamond, lang.L("在外 {{.N}} 人，{{.Late}} 人该回来了", map[string]any{"N": out, "Late": late}), kit.Overdue)
	} else {
		o.sign.Set(kit.Disc, lang.L("在外 {{.N}} 人", map[string]any{"N": out}), kit.Info)
	}
	fillList(&o.desk, o.table, rows, o.empty, len(rows) == 0 && !past)
	o.follow()
}

func (o *outings) follow() {
	r, ok := o.table.Marked()
	o.home.SetEnabled(ok && r.Back.IsZero() && o.can(access.AssignBeds))
}

// cameBack records that whoever has the cursor is back, now.
func (o *outings) cameBack() {
	r, ok := o.table.Marked()
	if !ok || !r.Back.IsZero() || !o.can(access.AssignBeds) {
		return
	}
	o.Save(nil, func(ctx context.Context) error { return o.shell.House().CameBack(ctx, r.ID, time.Time{}) }, func() {
		kit.Tell("outing", "back")
		o.load()
		o.Say("已登记回站。")
	})
}

// outingForm is somebody who is about to go out.
type outingForm struct {
	form                       *kit.Form
	who                        *choose.Whom
	whereto, with, phone, note *kit.Entry
	due                        *kit.DueField
}

// goOut asks who goes where and until when. What was begun comes back.
func (o *outings) goOut() {
	if !o.can(access.AssignBeds) {
		return
	}
	if o.going == nil {
		o.going = o.newGoing()
	}
	o.OpenFor(lang.L("登记外出"), "外出自愿，不用批准。说好几点回来，过了点这里会提醒。", o.going.form,
		kit.NewPrimary("登记", "save", o.going.form.Submit))
}

func (o *outings) newGoing() *outingForm {
	f := &outingForm{form: kit.NewForm(), whereto: kit.NewEntry(), with: kit.NewEntry(), phone: kit.NewEntry(), note: kit.NewEntry(), due: kit.NewDueField(o.shell.Now)}
	f.who = choose.NewWhom(o.shell, func(r intake.Resident) bool { return r.Stay.State == intake.In })
	group := f.form.Group("")
	group.Add("stay", "谁外出", f.who.Lookup).Require()
	group.Add("whereto", "去哪里、做什么", f.whereto).Require()
	group.Add("due", "说好几点回来", f.due).Require()
	group.Add("with", "和谁一起", f.with)
	group.Beside("phone", "联系电话", f.phone)
	group.Add("note", "备注", f.note)
	f.form.OnSubmit = func() { o.send(f) }
	return f
}

func (o *outings) send(f *outingForm) {
	due, ok := f.due.Time()
	if !ok {
		f.due.Base().SetProblem(lang.L("请写明几点回来，如 1830。"))
		o.FocusOn(f.due.Target())
		return
	}
	if f.who.Chosen() == "" {
		f.who.Base().SetProblem(lang.L("请从列出的人里选一位。"))
		o.FocusOn(f.who.Target())
		return
	}
	out := shelter.Outing{StayID: f.who.Chosen(), Due: due,
		OutingNote: shelter.OutingNote{Whereto: text(f.whereto), With: text(f.with), Phone: text(f.phone), Note: text(f.note)}}
	o.Save(f.form, func(ctx context.Context) error {
		_, err := o.shell.House().GoOut(ctx, out)
		return err
	}, func() {
		o.going = nil
		kit.Tell("outing", "out")
		o.which.Choose("out")
		o.Back()
		o.load()
		o.Say("已登记外出。")
	})
}
