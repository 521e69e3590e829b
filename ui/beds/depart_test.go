package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/printing"
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
	if !strings.Contains(problem(d), "全部已交还") || gone(d, stay.ID) {
		t.Fatalf("problem %q, gone %v", problem(d), gone(d, stay.ID))
	}
	d.Window().Canvas().Focused().TypedRune('1') // the purse is given back
	d.Press(fyne.KeyReturn)
	d.Write("少10元，本人签字认可")
	d.Press(fyne.KeyReturn)
	d.Window().Canvas().Focused().TypedRune('1') // and the telephone
	d.Submit()
	if !strings.Contains(problem(d), "与清单不符") || gone(d, stay.ID) {
		t.Fatalf("a difference that nobody confirmed: %q, gone %v", problem(d), gone(d, stay.ID))
	}
	d.Window().Canvas().Focused().TypedRune('2') // a print on the paper
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
	if signed := file.Signatures[stay.ID]; len(signed) != 1 || signed[0].Purpose != signReturned || signed[0].Method != intake.FingerprintOnFile {
		t.Errorf("signed %+v", signed)
	}
	if !strings.Contains(strings.Join(d.Heard, " "), "departed:stay") {
		t.Errorf("heard %q", d.Heard)
	}
	d.Shortcut("print")
	d.Shortcut("print")
	docs, err := d.Papers().Documents(t.Context(), stay.ID)
	kittest.OK(t, err)
	if len(docs) != 2 || docs[1].Kind != "leave_statement" || docs[0].Kind != "departure" || len(d.Printed.Jobs) != 2 {
		t.Errorf("issued %+v, failed %v", docs, d.Failures)
	}
	d.Shortcut("print")
	if docs, _ := d.Papers().Documents(t.Context(), stay.ID); len(docs) != 2 {
		t.Errorf("%d papers: one was issued twice", len(docs))
	}
	kit.Press(d.Window().Canvas(), "close")
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
	p.leaving.returnAll()
	p.other.submit()
	if !strings.Contains(problem(d), "接领人的姓名") {
		t.Fatalf("nobody collects: %q", problem(d))
	}
	for _, key := range []string{"collector", "collector_phone"} {
		p.leaving.form.Focus(key)
		d.Write("演示" + key)
	}
	p.leaving.form.Focus("collector_id")
	d.Write("110105194912310021")
	d.Press(fyne.KeyReturn)
	if p.leaving.fetched.said.Content == "" || p.leaving.words["collector_id"].Base().Problem() == "" {
		t.Error("a wrong number is not explained")
	}
	p.leaving.words["collector_id"].SetText("11010519491231002X")
	if said := p.leaving.fetched.said.Content; !strings.Contains(said, "女") || !strings.Contains(said, "1949年12月31日") {
		t.Errorf("of a right number is said %q", said)
	}
	p.other.submit()
	if !strings.Contains(problem(d), "关系证明") {
		t.Fatalf("what are they to the child: %q", problem(d))
	}
	d.Window().Canvas().Focused().TypedRune('5') // 父母
	p.leaving.fetched.proof.Choose("birth")
	p.other.submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	l := file.Stays[0].Leaving
	if l == nil || l.Collector != "演示collector" || l.Relation != "5" || l.Proof != "birth" || l.CollectorPhone != "演示collector_phone" || l.Receiver != "" {
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

// sign draws on the pad for a paper, as a hand would.
func sign(p *page, purpose string) *signing {
	for _, s := range p.leaving.signs {
		if s.purpose == purpose {
			s.pad.Restore(`{"method":"signed","strokes":[[[10,10],[200,60],[20,80]]]}`)
			return s
		}
	}
	return nil
}

func TestAidIsEndedByAClauseBeforeWitnesses(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	kittest.OK(t, d.Papers().SetComplaints(t.Context(), printing.Complaints{To: "演示市民政局", Phone: "010-11111111"}))
	p.openDeparture(stay.ID)
	p.leaving.kind.Choose(leaveEnded)
	p.leaving.ask()
	p.leaving.returnAll()
	if words := complaintWords(p.leaving.ending.complaints); !p.leaving.ending.route.Visible() || !strings.Contains(words, "演示市民政局") {
		t.Errorf("where to complain: %q", words)
	}
	p.other.submit()
	if !strings.Contains(problem(d), "哪一种情形") || gone(d, stay.ID) {
		t.Fatalf("problem %q", problem(d))
	}
	d.Window().Canvas().Focused().TypedRune('2')
	if !p.leaving.ending.basis.Visible() {
		t.Error("what the clause rests on is not said")
	}
	p.leaving.form.Focus("detail")
	d.Write("演示：劝了三次")
	p.leaving.form.Focus("sign/ending/pad")
	d.Window().Canvas().Focused().TypedRune('3') // 不愿签名
	p.leaving.form.Focus("sign/ending/one")
	d.Write("演示甲")
	d.Submit()
	if !strings.Contains(problem(d), "另一名") {
		t.Fatalf("one witness is enough: %q", problem(d))
	}
	d.Write("演示乙")
	d.Submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	l := file.Stays[0].Leaving
	if l == nil || l.Clause != "overstay" || l.Witness != "演示甲、演示乙" || l.Note != "演示：劝了三次" || l.Reason != "救助期满无正当理由不离站" {
		t.Fatalf("leaving %+v; failed %v", l, d.Failures)
	}
	if signed := file.Signatures[stay.ID]; len(signed) != 1 || signed[0].Purpose != signEnding || signed[0].Method != intake.SignRefused || signed[0].Witness != l.Witness {
		t.Errorf("signed %+v", signed)
	}
	d.Shortcut("print")
	if docs, _ := d.Papers().Documents(t.Context(), stay.ID); len(docs) != 1 || docs[0].Kind != "ending" {
		t.Errorf("issued %+v", docs)
	}
}

func TestWhoLeavesByThemselvesSignsForIt(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	d.Window().Canvas().Focused().TypedRune('1')
	p.leaving.returnAll()
	sign(p, signLeave)
	sign(p, signReturned)
	p.other.submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	signed := file.Signatures[stay.ID]
	if len(signed) != 2 {
		t.Fatalf("signed %d; failed %v, problem %q", len(signed), d.Failures, problem(d))
	}
	for _, s := range signed {
		if s.Purpose == signEnding || len(s.PNG) == 0 {
			t.Errorf("kept %s with %d bytes", s.Purpose, len(s.PNG))
		}
	}
	if _, err := d.Papers().Preview(t.Context(), "leave_statement", stay.ID, nil); err != nil {
		t.Error(err)
	}
}

// A signature that could not be kept does not undo the departure, and nobody
// is seen off twice.
func TestASignatureThatFailsIsTriedAgain(t *testing.T) {
	d, p, stay := seeOff(t, 40)
	d.Window().Canvas().Focused().TypedRune('1')
	p.leaving.returnAll()
	sign(p, signLeave).purpose = "" // which no store takes
	p.other.submit()
	if !gone(d, stay.ID) || len(d.Failures) != 1 || p.leaving == nil || !strings.Contains(d.Said(), "签名没有存上") {
		t.Fatalf("gone %v, failures %v, said %q", gone(d, stay.ID), d.Failures, d.Said())
	}
	p.leaving.signs[1].purpose = signLeave
	p.other.submit()
	file, err := d.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	if len(file.Signatures[stay.ID]) != 1 || len(d.Failures) != 1 {
		t.Errorf("signed %d, failures %v", len(file.Signatures[stay.ID]), d.Failures)
	}
}

func TestOnlyWhatIsSignedIsAskedFor(t *testing.T) {
	_, p, _ := seeOff(t, 40)
	for kind, want := range map[string]string{"": "", leaveSelf: "leave returned", leaveEnded: "ending returned", "kin": "returned", leaveWalked: "", leaveDeath: ""} {
		p.leaving.kind.Choose(kind)
		p.leaving.ask()
		var got []string
		for _, s := range p.leaving.signs {
			if s.wanted {
				got = append(got, s.purpose)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q asks for %q; want %q", kind, got, want)
		}
	}
}

func TestTheEndingFitsInEveryLook(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		t.Run(look.name, func(t *testing.T) {
			d, p, stay := seeOff(t, 40)
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			p.openDeparture(stay.ID)
			p.leaving.kind.Choose(leaveEnded)
			p.leaving.ending.choice.Choose("overstay")
			p.leaving.ask()
			d.Fits(p.content, "ending-"+look.name)
			sign(p, signEnding)
			p.leaving.form.Focus("sign/ending/pad")
			d.Fits(p.content, "ending-sign-"+look.name)
		})
	}
}

// cover is a camera that was opened over the page.
type cover struct{ closed bool }

func (c *cover) Close() { c.closed = true }

func TestTheCameraIsGivenBackWhenThePageIsLeft(t *testing.T) {
	_, p, stay := seeOff(t, 40)
	p.openDeparture(stay.ID)
	c := &cover{}
	p.leaving.fetched.over = c
	p.Leave()
	if !c.closed {
		t.Error("the camera still runs")
	}
}
