package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// seeOff opens the departure of somebody who has a bed and a purse in keeping.
func seeOff(t *testing.T, age int) (*desk, *page, intake.Stay) {
	t.Helper()
	d := station(t)
	a := kittest.Man("赵演示", age)
	a.Bag, a.Belongings = "F001", []intake.Item{{Name: "钱包", Quantity: 1}, {Name: "旧手机", Quantity: 1}}
	stay := d.Admit(a)
	bed := "男201-1"
	if age < shelter.Adult {
		bed = "少301-1"
	}
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed(bed), nil)
	kittest.OK(t, err)
	p := d.open("depart/" + stay.ID)
	if p.other == nil {
		t.Fatalf("the departure did not open: %v %v", d.Failures, d.Toasts)
	}
	return d, p, stay
}

// problem is the sentence at the field with the focus.
func problem(d *desk) string {
	f, ok := d.Window().Canvas().Focused().(kit.Field)
	if !ok {
		return ""
	}
	return f.Base().Problem()
}

func gone(d *desk, stay string) bool {
	board, err := d.House().Board(d.T.Context())
	kittest.OK(d.T, err)
	_, here := gather(board, shelter.Headcount{}).people[stay]
	return !here
}

func TestOneLeavesWithTheirBelongings(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	d.Window().Canvas().Focused().TypedRune('1') // 自行离站
	p.other.submit()
	if !strings.Contains(problem(d), "寄存物品没有退还") || gone(d, stay.ID) {
		t.Fatalf("problem %q, gone %v", problem(d), gone(d, stay.ID))
	}
	d.Window().Canvas().Focused().TypedRune('1') // the purse is given back
	d.Press(fyne.KeyReturn)
	d.Write("少10元，本人签字认可")
	d.Press(fyne.KeyReturn)
	d.Window().Canvas().Focused().TypedRune('1') // and the telephone
	d.Submit()
	if !gone(d, stay.ID) {
		t.Fatalf("failed %v, problem %q", d.Failures, problem(d))
	}
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	things := file.Belongings[stay.ID]
	if len(things) != 2 || things[0].State != "returned" || things[0].Note != "少10元，本人签字认可" || things[1].State != "returned" {
		t.Errorf("belongings = %+v", things)
	}
	if !strings.Contains(strings.Join(d.Heard, " "), "departed:stay") {
		t.Errorf("heard %q", d.Heard)
	}
	if last := d.Routes[len(d.Routes)-1]; last != (kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/departure"}) {
		t.Errorf("led to %+v", last)
	}
	if p.other != nil {
		t.Error("the way back leads to a departure that is done")
	}
}

func TestAChildDoesNotLeaveAlone(t *testing.T) {
	d, p, stay := seeOff(t, 14)
	d.Window().Canvas().Focused().TypedRune('1')
	p.other.submit()
	if !strings.Contains(problem(d), "未满16周岁") || gone(d, stay.ID) {
		t.Errorf("problem %q", problem(d))
	}
}

func TestWhoCollectsIsWrittenDown(t *testing.T) {
	d, p, stay := seeOff(t, 14)
	d.Window().Canvas().Focused().TypedRune('2') // 亲属接领
	for _, key := range []string{"collector", "relation", "collector_id", "collector_phone"} {
		p.leaving.form.Focus(key)
		d.Write("演示" + key)
	}
	p.leaving.returnAll()
	p.other.submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	l := file.Stays[0].Leaving
	if l == nil || l.Collector != "演示collector" || l.Relation != "演示relation" || l.CollectorPhone != "演示collector_phone" || l.Receiver != "" {
		t.Errorf("leaving = %+v", l)
	}
}

// Esc leads back to the board and keeps what was filled in.
func TestEscKeepsADeparture(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	d.Window().Canvas().Focused().TypedRune('4') // 护送返乡
	p.leaving.form.Focus("whereto")
	d.Write("演示县")
	kit.Press(d.Window().Canvas(), "close")
	if p.other != nil {
		t.Fatal("Esc did not lead back to the board")
	}
	p.openDeparture(stay.ID)
	if kind, to := p.leaving.kind.Chosen(), p.leaving.words["whereto"].Text; kind != "escort" || to != "演示县" {
		t.Errorf("kind %q, whereto %q", kind, to)
	}
}

func TestWhoMayNotSeeOffHearsWho(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Man("钱演示", 40))
	d.as(access.TracingOfficer)
	p := d.open("depart/" + stay.ID)
	if p.other != nil || !strings.Contains(d.Said(), "不能办理离站") {
		t.Errorf("said %q", d.Said())
	}
}
