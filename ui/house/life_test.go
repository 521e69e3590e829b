package house

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestSomebodyGoesOutIsLateAndComesBackByKeys(t *testing.T) {
	w := opened(t)
	w.Clock = time.Date(2026, 11, 24, 9, 0, 0, 0, w.Clock.Location())
	w.Admit(kittest.Man("赵演示", 44))
	o := deskOf[*outings](w, "外出")
	if o.table.Visible() || !o.empty.Visible() {
		t.Error("an empty list does not teach")
	}
	o.goOut()
	w.Submit()
	if o.Form == nil || o.Form.Item("stay").Field.Base().Problem() == "" {
		t.Fatal("nobody went out and nothing is said")
	}
	w.Write("zys", fyne.KeyReturn)
	w.Write("演示市场买菜", fyne.KeyReturn)
	w.Fill("晚饭后")
	w.Submit()
	if o.Form.Item("due").Field.Base().Problem() == "" {
		t.Error("晚饭后 was taken for a time")
	}
	w.Shortcut("close")
	if o.Form != nil {
		t.Fatal("Esc does not go back")
	}
	o.goOut()
	if got := o.going.whereto.Text; got != "演示市场买菜" {
		t.Errorf("Esc lost what was typed: %q", got)
	}
	o.Form.Focus("due")
	w.Fill("1130")
	w.Submit()
	w.heard("outing:out")
	rows := o.table.Shown()
	if len(rows) != 1 || rows[0].Name != "赵演示" || rows[0].Whereto != "演示市场买菜" {
		t.Fatalf("out are %+v; failed %v", rows, w.Failures)
	}
	w.wait(4 * time.Hour)
	o.load()
	if o.state(rows[0]) != "◆ 晚了 1小时" || o.sign.Color != kit.Overdue {
		t.Errorf("late reads %q, the sign %q", o.state(rows[0]), o.sign.Word)
	}
	w.Window().Canvas().Focus(o.table.Target())
	w.Press(fyne.KeyHome, fyne.KeyReturn)
	w.heard("outing:back")
	if len(o.table.Shown()) != 0 {
		t.Error("who is back is still out")
	}
	o.which.Choose("past")
	o.refill()
	if len(o.table.Shown()) != 1 {
		t.Error("the past has no outing")
	}
}

func TestAProtectedPersonIsOfferedByTheNumberAlone(t *testing.T) {
	w := opened(t)
	stay := w.Admit(kittest.Woman("钱演示", 30))
	kittest.OK(t, w.Desk().Protect(t.Context(), stay.PersonID, nil, "演示"))
	o := deskOf[*outings](w, "外出")
	o.goOut()
	option := o.going.who.Options
	if len(option) != 1 || option[0].Text != "保护对象　"+stay.Number || option[0].Find != "" {
		t.Errorf("offers %+v", option)
	}
	_, err := w.House().GoOut(t.Context(), shelter.Outing{StayID: stay.ID, Due: w.Clock.Add(time.Hour), OutingNote: shelter.OutingNote{Whereto: "演示法院"}})
	kittest.OK(t, err)
	o.load()
	if r := o.table.Shown()[0]; outingName(r) != "保护对象" || unveiled(r, r.Whereto) != "—" {
		t.Errorf("the list says %s goes to %s", outingName(r), unveiled(r, r.Whereto))
	}
}

func TestAVisitorIsRegisteredAndLeavesByKeys(t *testing.T) {
	w := opened(t)
	stay := w.Admit(kittest.Man("赵演示", 44))
	v := deskOf[*visitors](w, "访客")
	v.receive()
	w.Submit()
	if v.Form == nil || v.Form.Item("name").Field.Base().Problem() == "" {
		t.Fatal("a visitor without a name was taken")
	}
	w.Write("演示姐姐")
	v.Form.Focus("id_number")
	w.Fill("340524198001010010")
	w.Submit()
	if v.Form == nil || v.Form.Item("id_number").Field.Base().Problem() == "" {
		t.Fatal("a wrong number was taken")
	}
	w.Fill("34052419800101001X")
	v.Form.Focus("whom")
	w.Write("没有这人")
	w.Submit()
	if v.Form.Item("whom").Field.Base().Problem() == "" {
		t.Error("nobody is visited and nothing is said")
	}
	w.Fill("")
	w.Write("赵演", fyne.KeyReturn)
	w.Write("姐姐", fyne.KeyReturn)
	w.Write("探望")
	w.Submit()
	w.heard("visitor:in")
	rows := v.table.Shown()
	if len(rows) != 1 || rows[0].Whom != "赵演示" || rows[0].StayID != stay.ID || rows[0].IDNumber != "34052419800101001X" {
		t.Fatalf("visitors are %+v; failed %v", rows, w.Failures)
	}
	w.wait(3 * time.Hour)
	v.turn(1)
	if rows := v.table.Shown(); len(rows) != 1 || v.sign.Color != kit.Soon {
		t.Errorf("who has not gone is not in the list of the next day: %+v, %q", rows, v.sign.Word)
	}
	w.Press(fyne.KeyHome, fyne.KeyReturn)
	w.heard("visitor:left")
	if len(v.table.Shown()) != 0 {
		t.Error("who has gone is still here")
	}
	w.Window().Canvas().Focus(v.when)
	w.Fill("2026-11-24")
	w.Press(fyne.KeyReturn)
	if rows := v.table.Shown(); len(rows) != 1 || rows[0].Left.IsZero() {
		t.Errorf("the day before shows %+v", rows)
	}
	w.Window().Canvas().Focus(v.when)
	w.Fill("昨天吧")
	w.Press(fyne.KeyReturn)
	if v.when.Problem() == "" || v.when.Text != "昨天吧" {
		t.Error("a wrong day does not stay, marked")
	}
}

func TestVisitorsOfAProtectedPersonAreForTheNamedAlone(t *testing.T) {
	w := opened(t)
	stay := w.Admit(kittest.Woman("钱演示", 30))
	_, err := w.House().AddVisitor(t.Context(), visitor(stay.ID, "演示姐姐"))
	kittest.OK(t, err)
	kittest.OK(t, w.Desk().Protect(t.Context(), stay.PersonID, nil, "演示"))
	if rows := deskOf[*visitors](w, "访客").table.Shown(); len(rows) != 1 || visited(rows[0]) != "保护对象" {
		t.Errorf("the named reads %+v", rows)
	}
	if rows := deskOf[*visitors](w.as(access.FrontDesk), "访客").table.Shown(); len(rows) != 0 {
		t.Errorf("a clerk reads %+v", rows)
	}
}

func TestARoomIsDoneWithEnterAndTakenBackWithCtrlZ(t *testing.T) {
	w := opened(t)
	r := deskOf[*rota](w, "换洗洗浴")
	before := len(r.table.Shown())
	if before == 0 {
		t.Fatal("nothing is due in a house that was never cleaned")
	}
	w.Press(fyne.KeyReturn)
	w.heard("rota:done")
	if got := len(r.table.Shown()); got != before-1 {
		t.Errorf("%d are due; want %d", got, before-1)
	}
	w.undo()
	if got := len(r.table.Shown()); got != before {
		t.Errorf("taken back %d are due; want %d", got, before)
	}
	w.Press(fyne.KeyReturn)
	w.wait(9 * 24 * time.Hour)
	r.load()
	late := 0
	for _, d := range r.table.Shown() {
		if d.Overdue && r.due(d) == "◆ 过了 2 天" {
			late++
		}
	}
	if late != 1 {
		t.Errorf("%d jobs are two days late; want the linen of one room", late)
	}
}

func TestIntervalsAreChangedAndAWrongOneStaysInItsField(t *testing.T) {
	w := opened(t)
	r := deskOf[*rota](w, "换洗洗浴")
	r.askDays()
	r.Form.Focus("linen")
	w.Fill("0")
	w.Submit()
	if r.Form == nil || r.Form.Item("linen").Field.Base().Problem() == "" {
		t.Fatal("0 days were taken")
	}
	w.Fill("14")
	r.Form.Focus("bath")
	w.Fill("")
	w.Submit()
	jobs, err := w.House().RotaJobs(t.Context())
	kittest.OK(t, err)
	if len(jobs) != 2 || jobs[0].Days != 14 {
		t.Errorf("jobs are %+v; failed %v", jobs, w.Failures)
	}
}
