package care

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// back is how far back the list looks for doses that nobody recorded.
const back = 12 * time.Hour

// round is 用药: the doses by time, then by room. One key says what became of
// the one with the cursor.
type round struct {
	desk
	doses shelter.Round
	table *kit.DataTable[shelter.RoundLine]
	hours *kit.Choice
	which *kit.Choice
	note  *kit.Text
	none  fyne.CanvasObject // stands in the empty list
	given []string          // doses that can be taken back, the last one at the end
	busy  bool              // a dose is being recorded
}

func newRound(shell Shell) *kit.Room {
	r := &round{note: kit.NewLabel("")}
	r.note.Color = kit.Soon
	r.table = kit.NewDataTable([]kit.Column[shelter.RoundLine]{
		{ID: "due", Title: lang.L("时间"), Width: 2, Text: r.dueWords, Compare: func(a, b shelter.RoundLine) int { return a.Due.Compare(b.Due) }, Color: lateInk},
		{ID: "bed", Title: lang.L("床位"), Width: 1.5, Text: func(l shelter.RoundLine) string { return l.Bed }},
		{ID: "name", Title: lang.L("姓名"), Width: 1.8, Text: func(l shelter.RoundLine) string { return l.Name }},
		{ID: "what", Title: lang.L("药名"), Width: 2, Text: func(l shelter.RoundLine) string { return l.Order.What }},
		{ID: "dose", Title: lang.L("用量"), Width: 1.2, Text: func(l shelter.RoundLine) string { return l.Order.Dose }},
		{ID: "rules", Title: lang.L("服法、过敏"), Width: 2.4, Text: rulesWords},
		{ID: "state", Title: lang.L("状态"), Width: 2, Text: r.stateWords, Color: lateInk},
	})
	r.table.OnOpen = func(l shelter.RoundLine) { r.record(shelter.DoseGiven, "") }
	r.table.OnKeys(r.key)
	r.hours = kit.NewChoice(hourOptions(2, 4, 12, 24))
	r.hours.Choose("4")
	r.which = kit.NewChoice([]kit.Option{{Key: "open", Text: lang.L("待发")}, {Key: "all", Text: lang.L("全部")}})
	r.which.Choose("open")
	r.hours.OnChanged = func() { r.Load() }
	r.which.OnChanged = func() { r.fill() }
	kit.Alone(r.hours, func() { r.FocusOn(r.which) })
	kit.Alone(r.which, func() { r.FocusOn(r.table.Target()) })
	hint := kit.NewLabel(lang.L("Enter 已服 · R 拒服 · M 漏服（写原因） · 到点未登记的标为迟"))
	hint.Whole = false
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("添加用药…", "", r.order), kit.NewButton("停药…", "", r.askStop), kit.NewButton("打印发药单", "print", r.printList)},
		kit.NewPrimary("已服", "", func() { r.record(shelter.DoseGiven, "") }))
	r.none = kit.NewEmpty("care", "这段时间没有要发的药。新的药按“添加用药”登记，到时间就列在这里。", nil)
	list := container.NewBorder(kit.Close(over(nil, r.hours, r.which), kit.Margin(kit.Nudge, container.NewBorder(nil, nil, nil, r.note, hint))), foot, nil, nil, container.NewStack(r.table, r.none))
	r.use(shell, r.table.Target(), list, r.reload, "medicine_order", "medicine_dose", "stay", "bed_take")
	return r.room(r, map[string]func(){"print": r.printList, "undo": r.undo})
}

func hourOptions(hours ...int) (all []kit.Option) {
	for _, h := range hours {
		all = append(all, kit.Option{Key: strconv.Itoa(h), Text: lang.L("今后{{.N}}小时", map[string]any{"N": h})})
	}
	return all
}

func (r *round) reload() {
	hours, err := strconv.Atoi(r.hours.Chosen())
	if err != nil {
		hours = 4
	}
	now := r.shell.Now()
	var list shelter.Round
	r.read(func(ctx context.Context) (err error) {
		list, err = r.shell.House().RoundList(ctx, now.Add(-back), now.Add(time.Duration(hours)*time.Hour))
		return err
	}, func() {
		r.doses = list
		r.fill()
	})
}

// fill shows the doses, those that were recorded only where all are asked for.
func (r *round) fill() {
	var rows []shelter.RoundLine
	late := 0
	for _, l := range r.doses.Lines {
		if l.Late {
			late++
		}
		if l.Dose == nil || r.which.Chosen() == "all" {
			rows = append(rows, l)
		}
	}
	marked, had := r.table.Marked()
	at := slices.IndexFunc(r.table.Shown(), func(l shelter.RoundLine) bool { return had && same(l, marked) })
	r.table.SetRows(append(rows, r.doses.AsNeeded...))
	if len(rows)+len(r.doses.AsNeeded) > 0 {
		r.table.PutCursor(max(at, 0))
	}
	r.none.Hide()
	if len(r.table.Shown()) == 0 {
		r.none.Show()
	}
	words := ""
	if late > 0 {
		words = lang.L("◆ {{.N}}次已迟", map[string]any{"N": late})
	}
	if r.doses.Hidden > 0 {
		words = kit.Joined(words, lang.L("另有{{.N}}种药是保护对象的，请指定人员发放", map[string]any{"N": r.doses.Hidden}))
	}
	r.note.Set(words)
	r.Place.Refresh()
}

func same(a, b shelter.RoundLine) bool { return a.Order.ID == b.Order.ID && a.Due.Equal(b.Due) }

func (r *round) dueWords(l shelter.RoundLine) string {
	if l.Due.IsZero() {
		return lang.L("需要时")
	}
	return kit.SayTime(l.Due, r.shell.Now())
}

func rulesWords(l shelter.RoundLine) string {
	allergy := ""
	if l.Allergy != "" {
		allergy = lang.L("过敏：{{.What}}", map[string]any{"What": l.Allergy})
	}
	return kit.Joined(allergy, l.Order.Rules)
}

func (r *round) stateWords(l shelter.RoundLine) string {
	switch {
	case l.Dose != nil:
		return "■ " + lang.L(outcomeWords[l.Dose.Outcome]) + " " + kit.SayTime(l.Dose.At, r.shell.Now())
	case l.Late:
		return "◆ " + lang.L("迟 {{.N}}分钟", map[string]any{"N": int(r.shell.Now().Sub(l.Due).Minutes())})
	case l.Due.IsZero():
		return "○ " + lang.L("按需")
	}
	return "○ " + lang.L("待发")
}

var outcomeWords = map[shelter.Outcome]string{shelter.DoseGiven: "已服", shelter.DoseRefused: "拒服", shelter.DoseMissed: "漏服"}

var outcomeSaid = map[shelter.Outcome]string{shelter.DoseGiven: "已记下：已服。", shelter.DoseRefused: "已记下：拒服。", shelter.DoseMissed: "已记下：漏服。"}

func lateInk(l shelter.RoundLine) fyne.ThemeColorName {
	switch {
	case l.Dose != nil:
		return kit.Done
	case l.Late:
		return kit.Overdue
	}
	return kit.Ink
}

func (r *round) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyR, fyne.Key2:
		r.record(shelter.DoseRefused, "")
	case fyne.KeyM, fyne.Key3:
		r.askMissed()
	case fyne.Key1:
		r.record(shelter.DoseGiven, "")
	default:
		return false
	}
	return true
}

func (r *round) askMissed() {
	if l, ok := r.table.Marked(); ok && l.Dose == nil {
		kit.AskReason(r.shell.Window().Canvas(), "漏服", "这一次为什么没有发？以后查起来要看得懂。", "记为漏服", func(reason string) { r.record(shelter.DoseMissed, reason) })
	}
}

// record says what became of the dose with the cursor and goes on to the next.
func (r *round) record(outcome shelter.Outcome, reason string) {
	l, ok := r.table.Marked()
	if !ok || r.busy {
		return // or the key was pressed twice
	}
	if l.Dose != nil {
		r.shell.Toast(kit.Toast{Text: "这一次已经登记过了。记错了请按 Ctrl+Z 撤回。", Kind: kit.Info})
		return
	}
	var dose shelter.Dose
	r.busy = true
	r.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		switch outcome {
		case shelter.DoseRefused:
			dose, err = r.shell.House().RefuseDose(ctx, l.Order.ID, l.Due, reason)
		case shelter.DoseMissed:
			dose, err = r.shell.House().MissDose(ctx, l.Order.ID, l.Due, reason)
		default:
			dose, err = r.shell.House().GiveDose(ctx, l.Order.ID, l.Due, reason)
		}
		return err
	}, func(err error) {
		r.busy = false
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.given = append(r.given, dose.ID)
		kit.Tell("dose", string(outcome))
		r.shell.Toast(kit.Toast{Text: outcomeSaid[outcome], Kind: kit.Done, Undo: r.undo})
		r.Load()
	})
}

// undo takes back the dose that was recorded last.
func (r *round) undo() {
	if len(r.given) == 0 {
		return
	}
	last := r.given[len(r.given)-1]
	r.given = r.given[:len(r.given)-1]
	r.Save(nil, func(ctx context.Context) error {
		return r.shell.House().WithdrawDose(ctx, last, lang.L("按错了，当时撤回"))
	}, func() {
		kit.Tell("dose", "withdrawn")
		r.Load()
	})
}

func (r *round) askStop() {
	l, ok := r.table.Marked()
	if !ok {
		r.shell.Toast(kit.Toast{Text: "先选一种药，再停用。", Kind: kit.Info})
		return
	}
	kit.AskReason(r.shell.Window().Canvas(), "停用这种药", "为什么停？停用以后不再出现在发药单上。", "停用", func(reason string) {
		r.Save(nil, func(ctx context.Context) error { return r.shell.House().StopMedicine(ctx, l.Order.ID, reason) }, func() {
			r.Say("已停用，不再出现在发药单上。")
			r.Load()
		})
	})
}

// order opens the form for a medicine that is to be given from now on.
func (r *round) order() {
	whom, what, dose, times := choose.NewWhom(r.shell, choose.InCare), kit.NewEntry(), kit.NewEntry(), kit.NewEntry()
	by, rules, prescribed, to := kit.NewChoice(kit.CodeOptions("medicine_by")), kit.NewEntry(), kit.NewEntry(), newDay()
	times.SetHint(lang.L("8:00 12:00 18:00，需要时才服的不填"))
	by.Choose("staff")
	form := kit.NewForm()
	group := form.Group("")
	group.Add("stay", "谁服药", whom.Lookup).Require()
	group.Add("what", "药名", what).Require()
	group.Beside("dose", "每次用量（照包装写）", dose).Require()
	group.Add("times", "每天几点服", times)
	group.Add("given_by", "谁给药", by).Require()
	group.Add("rules", "服法：饭前饭后、不能同服的", rules)
	group.Add("prescribed", "谁开的药", prescribed)
	group.Beside("to", "服到哪一天（含当天）", to)
	form.OnSubmit = func() {
		m := shelter.MedicineOrder{StayID: whom.Chosen(), To: day(to)}
		m.What, m.Dose, m.Times, m.GivenBy = strings.TrimSpace(what.Text), strings.TrimSpace(dose.Text), timesOf(times.Text), by.Chosen()
		m.Rules, m.Prescribed = strings.TrimSpace(rules.Text), strings.TrimSpace(prescribed.Text)
		r.Save(form, func(ctx context.Context) error {
			_, err := r.shell.House().OrderMedicine(ctx, m)
			return err
		}, r.saved("用药已安排，到时间会列在这里。"))
	}
	r.Open(lang.L("添加用药"), "写清药名、用量和时间；到时间会出现在发药单上。", form)
	r.Resume("order")
}

func (r *round) printList() {
	doses := r.doses
	r.print("发药单", "round", func(ctx context.Context) (printing.Result, error) { return r.shell.Papers().RoundPDF(ctx, doses) })
}
