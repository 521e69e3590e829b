package supplies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func (d *desk) fares() *fareDesk {
	f := d.open(sectionFares).Room().Desk.(*fareDesk)
	f.paper.Draw = func(kit.PageSource) {}
	return f
}

// payTo fills the form with the keyboard, for whom fits a text.
func (d *desk) payTo(who, yuan string) {
	d.Write(who, fyne.KeyReturn)  // chooses the first and goes on
	d.Write("1", fyne.KeyReturn)  // by bus
	d.Write(yuan, fyne.KeyReturn) // Enter in the last field pays
}

func TestAFareIsPaidAgainstAReceiptByTheKeyboard(t *testing.T) {
	d := station(t)
	stay := d.arrive("赵演示")
	f := d.fares()
	d.payTo("zys", "4．5")
	d.heard("fare:paid")
	if len(f.fares) != 1 || f.fares[0].StayID != stay.ID || f.fares[0].AmountFen != 450 {
		t.Fatalf("fares %+v, failed %v", f.fares, d.Failures)
	}
	if !f.paper.Shown() {
		t.Fatal("the receipt is not shown")
	}
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 1 || d.Printed.Jobs[0].Title != "短途车费收据 CF2026-00001" {
		t.Errorf("printed %+v", d.Printed.Jobs)
	}
	kit.Press(d.Window().Canvas(), "close")
	if !strings.Contains(f.sum.Content, "1张收据，1人，发出4.50元") || f.who(f.fares[0]) != "赵演示" {
		t.Errorf("the month says %q of %q", f.sum.Content, f.who(f.fares[0]))
	}
	kit.Press(d.Window().Canvas(), "undo")
	d.heard("fare:back")
	if !strings.Contains(f.sum.Content, "退回4.50元，实支0元") || f.state(f.fares[1]) != "✕ 已退" || f.state(f.fares[0]) != "○ 退回" {
		t.Errorf("the month says %q", f.sum.Content)
	}
}

func TestOverTheLimitIsRefusedWithItsCitation(t *testing.T) {
	d := station(t)
	d.arrive("赵演示")
	f := d.fares()
	d.payTo("赵", "20.10")
	problem := f.form.Item("amount").Field.Base().Problem()
	if !strings.Contains(problem, "最多20元") || !strings.Contains(problem, "132号") || f.amount.Text != "20.10" {
		t.Errorf("problem %q, the field holds %q", problem, f.amount.Text)
	}
	d.editLimit(f)
	f.form.Focus("amount")
	d.Submit()
	if len(f.fares) != 1 {
		t.Errorf("within the new limit it was refused: %v %q", d.Failures, f.form.Item("amount").Field.Base().Problem())
	}
}

// editLimit makes the limit thirty yuan.
func (d *desk) editLimit(f *fareDesk) {
	d.T.Helper()
	d.tap("改限额…")
	d.Fill("9999")
	d.Submit()
	if problem := f.top().form.Item("limit").Field.Base().Problem(); !strings.Contains(problem, "0到1000元") {
		d.T.Errorf("problem %q", problem)
	}
	d.Fill("30")
	d.Submit()
	if f.top() != nil || f.rule.LimitFen != 3000 {
		d.T.Fatalf("the limit is %d", f.rule.LimitFen)
	}
}

func TestWhatIsNoAmountIsRefused(t *testing.T) {
	for text, want := range map[string]int{"4": 400, "4.5": 450, "4.05": 405, "0.01": 1, "": -1, ".5": -1, "4.": -1, "4.555": -1, "1234567": -1, "4.5.1": -1} {
		got, err := readYuan(text)
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d fen; want %d", text, got, want)
		}
	}
}

func TestSomebodyMustBeChosen(t *testing.T) {
	d := station(t)
	d.arrive("赵演示")
	f := d.fares()
	d.Write("钱无此人", fyne.KeyReturn)
	d.Submit()
	if f.form.Item("stay").Field.Base().Problem() == "" || len(f.fares) != 0 {
		t.Error("a fare was paid to nobody")
	}
}

func TestWhoWasAidedTodayWithoutStayingGetsAFare(t *testing.T) {
	d := station(t)
	draft, err := d.Desk().NewDraft(t.Context())
	kittest.OK(t, err)
	draft.Arrival = intake.Arrival{CameBy: "self", Sex: "1", ArrivedAt: d.Clock, Profile: intake.Profile{Name: "钱演示"}}
	stay, err := d.Desk().AidOnTheSpot(t.Context(), draft, intake.SpotAid{Given: []string{"fare"}})
	kittest.OK(t, err)
	kittest.OK(t, d.Directory().Load(t.Context()))
	f := d.fares()
	d.payTo("钱演示", "6")
	if len(f.fares) != 1 || f.fares[0].StayID != stay.ID {
		t.Errorf("fares %+v, problem %q, failed %v", f.fares, f.form.Item("stay").Field.Base().Problem(), d.Failures)
	}
}

func TestAProtectedPersonIsFoundByTheirNumberAlone(t *testing.T) {
	d := station(t)
	stay := d.arrive("赵演示")
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	kittest.OK(t, d.Directory().Load(t.Context()))
	f := d.fares()
	d.Write("赵")
	if len(f.finder.fits) != 0 {
		t.Error("a name finds a protected person")
	}
	f.finder.find.SetText("")
	d.payTo(stay.Number, "5")
	if len(f.fares) != 1 || f.who(f.fares[0]) != "保护对象" {
		t.Errorf("fares %+v, failed %v", f.fares, d.Failures)
	}
}

func TestWhoMayNotIssuePaysNothing(t *testing.T) {
	d := station(t)
	d.as(access.Auditor)
	for _, title := range d.open("").Titles() {
		if title == sectionFares {
			t.Error("cash is offered to an auditor")
		}
	}
}
