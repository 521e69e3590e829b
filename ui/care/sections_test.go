package care

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestWhoMayReadNobodySeesNoSections(t *testing.T) {
	w := opened(t)
	if got := len(Sections(w.As(access.Administrator))); got != 0 {
		t.Errorf("an administrator sees %d sections", got)
	}
	if got := len(Sections(w.As(access.FrontDesk))); got != 6 {
		t.Errorf("the desk sees %d sections", got)
	}
}

func TestDosesAreRecordedWithOneKeyEach(t *testing.T) {
	w := opened(t)
	w.Clock = w.Clock.Add(-2 * time.Hour)
	a := w.housed(kittest.Man("演示赵", 40))
	w.medicine(a, "演示甲片", "21:00")
	w.medicine(a, "演示乙片", "22:45")
	w.medicine(a, "演示丙片", "23:00")
	w.medicine(a, "演示丁片", "23:15")
	w.later(2 * time.Hour)
	room := w.enter(Medicines)
	r := room.Desk.(*round)
	if rows := r.table.Shown(); len(rows) != 4 || !rows[0].Late || r.stateWords(rows[0]) != "◆ 迟 90分钟" {
		t.Fatalf("rows %+v", rows)
	}
	w.Press(fyne.KeyReturn)
	w.heard("dose:given")
	w.Press(fyne.KeyR)
	w.heard("dose:refused")
	w.Press(fyne.KeyM)
	w.Submit() // without a reason
	w.Write("演示：药没有到")
	w.Submit()
	w.heard("dose:missed")
	if rows := r.table.Shown(); len(rows) != 1 || rows[0].Order.What != "演示丁片" {
		t.Fatalf("%d rows are left", len(rows))
	}
	room.Do("undo")
	w.heard("dose:withdrawn")
	if rows := r.table.Shown(); len(rows) != 2 || rows[0].Order.What != "演示丙片" {
		t.Errorf("after undo %d rows", len(rows))
	}
	doses, err := w.House().RoundList(t.Context(), w.Clock.Add(-back), w.Clock.Add(time.Hour))
	kittest.OK(t, err)
	got := map[string]shelter.Outcome{}
	for _, l := range doses.Lines {
		if l.Dose != nil {
			got[l.Order.What] = l.Dose.Outcome
		}
	}
	if len(got) != 2 || got["演示甲片"] != shelter.DoseGiven || got["演示乙片"] != shelter.DoseRefused {
		t.Errorf("kept %v", got)
	}
}

func TestAMedicineIsOrderedForWhoIsFoundByTyping(t *testing.T) {
	w := opened(t)
	w.housed(kittest.Man("演示赵", 40))
	r := w.enter(Medicines).Desk.(*round)
	r.order()
	w.Write("演示赵", fyne.KeyReturn)
	w.Write("演示甲片", fyne.KeyReturn)
	w.Write("1片", fyne.KeyReturn)
	w.Write("25:00", fyne.KeyReturn)
	w.Submit()
	if got := problem(r.Form, "times"); got != "时间请写成 07:30 的样子。" {
		t.Fatalf("25:00 is told %q", got)
	}
	r.Form.Focus("times")
	w.Fill("8:00，23:00")
	w.Submit()
	if r.Form != nil || len(r.table.Shown()) != 1 {
		t.Fatalf("the form stays; failures %v", w.Failures)
	}
	if got := r.table.Shown()[0].Order.Times; len(got) != 2 || got[0] != "08:00" {
		t.Errorf("times %v", got)
	}
}

func TestWhoHasAFeverComesFirst(t *testing.T) {
	w := opened(t)
	a, b := w.housed(kittest.Man("演示赵", 40)), w.housed(kittest.Man("演示钱", 41))
	v := w.enter(Watch).Desk.(*watch)
	w.Press(fyne.Key3, fyne.Key8, fyne.Key5)
	w.Press(fyne.Key6, fyne.KeyEscape, fyne.Key6, fyne.Key6)
	vitals, err := w.House().Vitals(t.Context())
	kittest.OK(t, err)
	if vitals[a.ID].Temperature.Tenths != 385 || !vitals[a.ID].Fever || vitals[b.ID].Temperature.Tenths != 366 {
		t.Errorf("%d and %d tenths", vitals[a.ID].Temperature.Tenths, vitals[b.ID].Temperature.Tenths)
	}
	if first := v.table.Shown()[0]; first.StayID != a.ID || whyText(first) != "发热、未做健康检视" {
		t.Errorf("first is %q", whyText(first))
	}
	w.later(5 * time.Hour)
	w.Changed("care_note")
	if got := whyText(v.table.Shown()[0]); got != "发热、该量体温、未做健康检视" {
		t.Errorf("five hours later: %q", got)
	}
}

func TestDigitsOnARowAreATemperature(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	v := w.enter(Watch).Desk.(*watch)
	for _, c := range []struct {
		keys []fyne.KeyName
		want int // tenths of a degree that are on record afterwards
		left string
	}{
		{[]fyne.KeyName{"6", "6"}, 366, ""},
		{[]fyne.KeyName{"3", "8"}, 366, "38"}, // 38.0 or 36.8 or 33.8: it waits
		{[]fyne.KeyName{fyne.KeyReturn}, 366, "38"},
		{[]fyne.KeyName{"5"}, 385, ""},
		{[]fyne.KeyName{"0", "2"}, 402, ""},
		{[]fyne.KeyName{"3", "7", fyne.KeyPeriod, "1"}, 371, ""},
		{[]fyne.KeyName{"3", "9", fyne.KeyBackspace, "6", "8"}, 368, ""},
		{[]fyne.KeyName{"3", "9", fyne.KeyEscape, "7", "0"}, 370, ""},
		{[]fyne.KeyName{"4", "5", "5"}, 370, ""}, // no thermometer shows it
	} {
		w.Press(c.keys...)
		vitals, err := w.House().Vitals(t.Context())
		kittest.OK(t, err)
		if got := vitals[a.ID].Temperature.Tenths; got != c.want || v.typed != c.left {
			t.Errorf("after %v it is %d tenths and %q is begun; want %d and %q", c.keys, got, v.typed, c.want, c.left)
		}
	}
	if v.Form != nil || len(w.Failures) != 1 {
		t.Errorf("failures %v", w.Failures)
	}
}

func TestWhatWasBegunAndLeftComesBack(t *testing.T) {
	w := opened(t)
	w.housed(kittest.Man("演示赵", 40))
	w.housed(kittest.Man("演示钱", 41))
	v := w.enter(Watch).Desk.(*watch)
	heat := func() string { return v.Form.Item("tenths").Field.Draft() }
	w.Press(fyne.KeyReturn)
	w.Write("38.5")
	w.Shortcut("close")
	w.Press(fyne.KeyDown, fyne.KeyReturn)
	if heat() != "" {
		t.Errorf("of somebody else it says %q", heat())
	}
	w.Shortcut("close")
	w.Press(fyne.KeyUp, fyne.KeyReturn)
	if heat() != "38.5" {
		t.Errorf("Esc lost what was typed: %q", heat())
	}
	w.Submit()
	if v.Form != nil {
		t.Fatalf("not saved: %v", w.Failures)
	}
	v.table.PutCursor(slices.IndexFunc(v.table.Shown(), func(p shelter.Watching) bool { return p.Name == "演示赵" }))
	w.Press(fyne.KeyReturn)
	if heat() != "" {
		t.Errorf("what was saved comes back: %q", heat())
	}
	w.Shortcut("close")
	v.note()
	v.Form.Focus("stay")
	w.Fill("ysz")
	w.Press(fyne.KeyReturn)
	v.Form.Focus("text")
	w.Fill("演示：夜里醒来两次")
	who := v.Form.Item("stay").Field.(*kit.Lookup).Chosen()
	w.Shortcut("close")
	v.note()
	if got := v.Form.Item("stay").Field.(*kit.Lookup).Chosen(); who == "" || got != who || v.Form.Item("text").Field.Draft() == "" {
		t.Errorf("a note that was begun comes back about %q, want %q", got, who)
	}
}

func TestALookOverIsWrittenOnceAndCounts(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Man("演示赵", 40))
	v := w.enter(Watch).Desk.(*watch)
	w.Press(fyne.KeyReturn)
	w.Submit()
	if problem(v.Form, "tenths") == "" {
		t.Fatal("nothing at all is taken for a look-over")
	}
	w.Write("360.0")
	w.Submit()
	if problem(v.Form, "tenths") != "体温请填三个数字，如 36.6 或 366。" {
		t.Fatalf("a wrong temperature is told %q", problem(v.Form, "tenths"))
	}
	v.Form.Focus("tenths")
	w.Fill("36.8")
	v.Form.Item("look").Field.(*kit.Choice).Choose("well")
	w.Submit()
	w.heard("note:temperature")
	if len(v.table.Shown()) != 0 {
		t.Errorf("still listed: %q", whyText(v.table.Shown()[0]))
	}
	notes, err := w.House().Notes(t.Context(), a.ID)
	kittest.OK(t, err)
	if len(notes) != 2 {
		t.Errorf("%d notes", len(notes))
	}
}

func TestAnIncidentIsWrittenAndPutRight(t *testing.T) {
	w := opened(t)
	w.housed(kittest.Man("演示赵", 40))
	v := w.enter(Watch).Desk.(*watch)
	v.note()
	w.Window().Canvas().Focused().TypedRune('1')
	w.Press(fyne.KeyReturn)
	w.Write("演示赵", fyne.KeyReturn)
	w.Submit()
	if problem(v.Form, "what") == "" {
		t.Fatal("an incident of no kind is taken")
	}
	v.Form.Item("what").Field.(*kit.Choice).Choose("fall")
	v.Form.Focus("text")
	w.Write("演示：在楼梯上摔了一下")
	w.Submit()
	w.heard("note:incident")
	v.which.Choose("notes")
	v.fill()
	if len(v.notes) != 1 || noteText(v.notes[0]) != "摔伤或意外受伤 · 演示：在楼梯上摔了一下" {
		t.Fatalf("notes %+v", v.notes)
	}
	v.focusList()
	w.Press(fyne.KeyReturn)
	w.Fill("演示：在门口摔了一下")
	w.Submit()
	if len(v.notes) != 2 || !v.notes[1].Corrected && !v.notes[0].Corrected {
		t.Errorf("after correction %+v", v.notes)
	}
}

func TestAMedicineIsOrderedAndGivenOnceWhereTheKeyIsPressedTwice(t *testing.T) {
	w := opened(t)
	stay := w.housed(kittest.Man("演示赵", 40))
	r := w.enter(Medicines).Desk.(*round)
	r.order()
	r.Form.Item("stay").Field.(*kit.Lookup).Choose(stay.ID)
	r.Form.Item("what").Field.(*kit.Entry).SetText("演示药")
	r.Form.Item("dose").Field.(*kit.Entry).SetText("1片")
	w.Slow = true
	w.Submit()
	w.Submit()
	w.Hurry()
	if len(r.doses.AsNeeded) != 1 {
		t.Fatalf("%d medicines; failed %v", len(r.doses.AsNeeded), w.Failures)
	}
	r.table.PutCursor(0)
	w.Slow = true
	r.record(shelter.DoseGiven, "")
	r.record(shelter.DoseGiven, "")
	w.Hurry()
	if len(r.given) != 1 || len(w.Failures) > 0 {
		t.Errorf("given %d times; failed %v", len(r.given), w.Failures)
	}
}

func TestTheKitchenCountsWhoEatsAndNotWhoIsAway(t *testing.T) {
	w := opened(t)
	a, away := w.housed(kittest.Man("演示赵", 40)), w.housed(kittest.Man("演示钱", 41))
	kittest.OK(t, w.House().ToHospital(t.Context(), away.ID))
	k := w.enter(Kitchen).Desk.(*kitchen)
	k.which.Choose("1")
	k.Load()
	if len(k.meals) != 3 || k.meals[0].Total != 1 {
		t.Fatalf("meals %+v", k.meals)
	}
	k.edit(kit.Option{})
	w.Submit()
	if problem(k.Form, "stay") == "" {
		t.Fatal("a diet of nobody is taken")
	}
	w.Write("演示赵", fyne.KeyReturn)
	k.Form.Item("kinds").Field.(*kit.Choice).Choose("halal", "soft")
	k.Form.Focus("allergies")
	w.Write("演示花生")
	w.Submit()
	w.heard("diet:set")
	if m := k.meals[0]; m.ByKind["halal"] != 1 || len(m.Notes) != 1 || m.Notes[0].StayID != a.ID {
		t.Errorf("meal %+v", k.meals[0])
	}
	k.Paper.Draw = func(kit.PageSource) {}
	w.Shortcut("print")
	w.heard("preview:kitchen")
}

func TestASettlementIsOpenedAndWorkedThrough(t *testing.T) {
	w := opened(t)
	end := w.Clock
	w.Clock = end.AddDate(0, -4, 0)
	stay := w.Admit(intake.Arrival{Sex: "1"})
	w.Clock = end
	m := w.enter(Procedures).Desk.(*matters)
	if len(m.rows) != 1 || !m.rows[0].toOpen() {
		t.Fatalf("rows %+v", m.rows)
	}
	w.Press(fyne.KeyReturn)
	w.heard("procedure:opened")
	if m.shown == nil || len(m.shown.ticks) < 8 {
		t.Fatal("the list of the file does not show")
	}
	m.shown.end(shelter.OutcomeSettled, "")
	if len(w.Failures) != 1 {
		t.Error("a file that lacks everything is settled")
	}
	m.shown.note.SetText("演示：第12号函")
	m.shown.focus()
	w.Press(fyne.KeyReturn)
	w.heard("step:done")
	settlement := func() (p shelter.Procedure, open bool) {
		all, err := w.House().Procedures(t.Context(), shelter.ProcedureSettlement)
		kittest.OK(t, err)
		at := slices.IndexFunc(all, func(p shelter.Procedure) bool { return p.StayID == stay.ID })
		if at < 0 {
			return p, false
		}
		return all[at], true
	}
	p, open := settlement()
	if !open || p.Steps[0].Note != "演示：第12号函" || m.shown.note.Text != "" {
		t.Errorf("steps %+v", p.Steps)
	}
	if m.shown.cursor() != 0 {
		t.Error("the cursor leaves its line")
	}
	w.Press(fyne.KeyReturn)
	if p, open = settlement(); !open || !p.Steps[0].Done.IsZero() {
		t.Error("a second Enter does not take the tick back")
	}
	w.Press(fyne.KeyEscape)
	if !m.Listed() {
		t.Error("Esc does not go back to the list")
	}
}

func TestAStayIsProlongedByAnotherPersonAndFiled(t *testing.T) {
	w := opened(t)
	end := w.Clock
	w.Clock = end.AddDate(0, 0, -12)
	stay := w.housed(kittest.Man("演示赵", 40))
	w.Clock = end
	clerk := &window{Shell: w.As(access.FrontDesk)}
	l := clerk.enter(Longer).Desk.(*longer)
	clerk.Press(fyne.KeyReturn)
	clerk.Submit()
	if problem(l.Form, "reason") == "" {
		t.Fatal("an extension without a reason is taken")
	}
	clerk.Write("演示：等家属来接")
	clerk.Submit()
	clerk.heard("extension:asked")
	clerk.Press(fyne.KeyReturn)
	if l.Form != nil || clerk.Said() != "延期由站长审批。您可以按 F9 打印审批表。" {
		t.Errorf("the clerk may decide; said %q", clerk.Said())
	}
	clerk.page.Leave()
	w.hearAgain()
	l = w.enter(Longer).Desk.(*longer)
	w.Press(fyne.KeyReturn)
	l.Form.Item("verdict").Field.(*kit.Choice).Choose("no")
	w.Submit()
	if problem(l.Form, "decision") != "不批准的，请写明理由。" {
		t.Fatalf("a refusal without a word is told %q", problem(l.Form, "decision"))
	}
	l.Form.Item("verdict").Field.(*kit.Choice).Choose("yes")
	w.Submit()
	w.heard("extension:decided")
	w.Press(fyne.KeyReturn)
	w.Write("演示〔2026〕1号")
	w.Submit()
	w.heard("extension:filed")
	all, err := w.House().Extensions(t.Context(), stay.ID)
	kittest.OK(t, err)
	if e := all[0]; e.State != shelter.ExtensionApproved || e.Number != "演示〔2026〕1号" || e.Filed != calendar.On(end) || calendar.On(e.Until) != calendar.On(end).AddDays(usualDays) {
		t.Errorf("kept %+v", all[0])
	}
	if len(l.rows) != 0 {
		t.Errorf("still %d rows", len(l.rows))
	}
}

func TestAVisitToWhoIsPlacedIsRecorded(t *testing.T) {
	w := opened(t)
	end := w.Clock
	w.Clock = end.AddDate(0, 0, -29)
	stay := w.housed(kittest.Woman("演示孙", 71))
	kittest.OK(t, w.House().ToPlacement(t.Context(), stay.ID))
	w.Clock = end.AddDate(0, 0, 5)
	l := w.enter(Longer).Desk.(*longer)
	if len(l.rows) != 1 || !l.rows[0].visit.Overdue {
		t.Fatalf("rows %+v", l.rows)
	}
	w.Press(fyne.KeyReturn)
	w.Write("演示：吃住都好，想家", fyne.KeyTab)
	w.Write("2031-01-01 10:00")
	w.Submit()
	if problem(l.Form, "at") == "" {
		t.Fatal("a visit in the future is taken")
	}
	l.Form.Focus("at")
	w.Fill("")
	w.Submit()
	w.heard("visit:recorded")
	if l.rows[0].visit.Overdue || l.rows[0].visit.Last.IsZero() {
		t.Errorf("after the visit %+v", l.rows[0].visit)
	}
}

func TestWhoIsProtectedIsNamedNowhere(t *testing.T) {
	w := opened(t)
	a := w.housed(kittest.Woman("演示李", 30))
	w.medicine(a, "演示甲片", "23:00")
	kittest.OK(t, w.Desk().Protect(t.Context(), a.PersonID, nil, "演示：受害人"))
	clerk := &window{Shell: w.As(access.FrontDesk)}
	kittest.OK(t, clerk.Directory().Load(t.Context()))
	r := clerk.enter(RollCall).Desk.(*roll)
	clerk.Press(fyne.KeyReturn)
	if l := r.call.Lines[0]; l.Name != shelter.ProtectedName || r.board.tiles[a.ID].Facts().Name != shelter.ProtectedName {
		t.Errorf("the roll-call calls %q", l.Name)
	}
	m := clerk.enter(Medicines).Desk.(*round)
	if len(m.table.Shown()) != 0 || m.doses.Hidden != 1 || m.note.Content == "" {
		t.Errorf("%d doses, %d hidden", len(m.table.Shown()), m.doses.Hidden)
	}
	v := clerk.enter(Watch).Desk.(*watch)
	v.which.Choose("all")
	v.fill()
	if p := v.table.Shown()[0]; p.Name != shelter.ProtectedName || whyText(p) != "保护对象，由指定人员照看" {
		t.Errorf("watched as %q: %q", p.Name, whyText(p))
	}
	clerk.Press(fyne.KeyReturn)
	if v.Form != nil {
		t.Error("the file of who is protected opens")
	}
}
