package report

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// night fills a shift: who came and went, is watched, takes something, has
// something kept, is refused, helped at the door, begun, and to be called about.
func night(d *desk) (sick, gone intake.Stay) {
	d.T.Helper()
	ctx, evening := d.T.Context(), d.Clock
	d.Clock = evening.Add(-26 * time.Hour)
	a := named("演示王某")
	a.Sex, a.Medicine, a.Allergy, a.Look, a.ArrivedAt = "2", "降压药，早晚各一片", "青霉素", []string{"fever", "pregnant"}, d.Clock
	a.Bag, a.Belongings = "F0172", []intake.Item{{Name: "钱包", Quantity: 1, CashFen: 12050}, {Name: "手机", Quantity: 2}}
	sick = d.Admit(a)
	_, err := d.House().Assign(ctx, sick.ID, d.bed("女101-1"), nil)
	kittest.OK(d.T, err)
	b := named("演示李某")
	gone = d.Admit(b)
	d.Clock = evening
	_, err = d.House().Depart(ctx, shelter.Departure{StayID: gone.ID, Kind: "kin", At: d.Clock.Add(-2 * time.Hour),
		Explained: map[string]string{"collector": "演示", "collector_id": "演示", "relation": "演示"}})
	kittest.OK(d.T, err)
	c := kittest.Man("演示小某", 12)
	c.ArrivedAt = d.Clock.Add(-3 * time.Hour)
	child := d.Admit(c)
	for _, q := range []intake.Inquiry{
		{StayID: child.ID, NextAt: d.Clock.Add(90 * time.Minute), Called: intake.Called{Whom: "kin", Name: "演示母亲", Result: "no_answer", NextWhat: "再打一次"}},
		{StayID: sick.ID, NextAt: d.Clock.Add(30 * time.Second), Called: intake.Called{Whom: "police", Unit: "演示派出所", Result: "will_call"}},
	} {
		_, err := d.Desk().RecordInquiry(ctx, q, "")
		kittest.OK(d.T, err)
	}
	draft := func(name string) intake.Draft {
		n, err := d.Desk().NewDraft(ctx)
		kittest.OK(d.T, err)
		n.Arrival = named(name)
		n.Arrival.CameBy, n.Arrival.Sex, n.Arrival.Reason, n.Arrival.ArrivedAt = "self", "1", "lost", d.Clock.Add(-time.Hour)
		return n
	}
	_, err = d.Desk().AidOnTheSpot(ctx, draft("演示赵某"), intake.SpotAid{Given: []string{"ticket"}})
	kittest.OK(d.T, err)
	_, err = d.Desk().Refuse(ctx, draft("演示孙某"), intake.Refusal{Reason: "able"})
	kittest.OK(d.T, err)
	_, err = d.Desk().NewDraft(ctx)
	kittest.OK(d.T, err)
	d.Clock = d.Clock.Add(5 * time.Minute)
	return sick, gone
}

// bed finds the id of a bed by its name.
func (d *desk) bed(name string) string {
	d.T.Helper()
	plan, err := d.House().Layout(d.T.Context())
	kittest.OK(d.T, err)
	i := slices.IndexFunc(plan.Beds, func(b shelter.Bed) bool { return b.Name == name })
	if i < 0 {
		d.T.Fatalf("no bed %s", name)
	}
	return plan.Beds[i].ID
}

// shift shows the page; its paper is not drawn.
func (d *desk) shift() *shift {
	d.T.Helper()
	p := NewShift(d).(*shift)
	p.paper.Draw = func(kit.PageSource) {}
	d.Show(p)
	if len(d.Failures) > 0 {
		d.T.Fatal(d.Failures)
	}
	return p
}

// under lists the titles under a head.
func under(r *roll, head string) (all []string) {
	on := false
	for _, l := range r.lines.all {
		if l.head {
			on = l.title == head
		} else if on && !l.still {
			all = append(all, l.title)
		}
	}
	return all
}

func TestAShiftSaysWhatTheNextOneMustKnow(t *testing.T) {
	d := open(t)
	night(d)
	p := d.shift()
	for i, want := range []string{"2", "1", "1", "1", "0", "1", "1", "1", "1"} {
		if got := p.tally.figures[i].Number; got != want {
			t.Errorf("%s is %s; want %s", tallyWords[i], got, want)
		}
	}
	for _, c := range []struct {
		roll *roll
		head string
		want []string
	}{
		{p.waits, "重点看护", []string{"演示王某", "演示小某"}},
		{p.waits, "用药", []string{"演示王某"}},
		{p.waits, "待打电话", []string{"演示王某", "演示小某"}},
		{p.was, "来了、走了", []string{"演示赵某", "演示孙某", "演示李某", "演示小某"}},
		{p.was, "寄存财物", []string{"演示王某"}},
		{p.was, "待补", []string{"演示王某", "演示小某"}},
	} {
		if got := under(c.roll, c.head); !slices.Equal(got, c.want) {
			t.Errorf("under %s stand %q; want %q", c.head, got, c.want)
		}
	}
	if len(under(p.was, "草稿")) != 1 || len(under(p.waits, "24小时内到期")) == 0 {
		t.Errorf("drafts %q, due %q", under(p.was, "草稿"), under(p.waits, "24小时内到期"))
	}
	for _, l := range p.was.lines.all {
		if l.right == "¥120.50" && l.note != "3件 · 封条 F0172" {
			t.Errorf("kept: %+v", l)
		}
	}
	d.Picture("shift")
}

func TestEachLineOfAShiftOpensWhatItIsAbout(t *testing.T) {
	d := open(t)
	sick, _ := night(d)
	p := d.shift()
	at := slices.IndexFunc(p.was.lines.all, func(l line) bool { return strings.HasPrefix(l.note, "缺：") && l.title == "演示王某" })
	d.Window().Canvas().Focus(p.was.lines)
	p.was.lines.put(at)
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RouteAmend, ID: sick.ID})
	at = slices.IndexFunc(p.waits.lines.all, func(l line) bool { return l.state.Word == "看护" })
	d.Window().Canvas().Focus(p.waits.lines)
	p.waits.lines.put(at)
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: sick.PersonID})
}

func TestTheCursorPassesByHeads(t *testing.T) {
	d := open(t)
	night(d)
	p := d.shift()
	for range 2 * len(p.waits.lines.all) {
		if l := p.waits.lines.all[p.waits.lines.cursor]; l.passed() {
			t.Fatalf("the cursor stands on %q", l.title)
		}
		d.Press(fyne.KeyDown)
	}
	d.Press(fyne.KeyHome)
	if p.waits.lines.cursor != 1 {
		t.Errorf("Home goes to row %d", p.waits.lines.cursor)
	}
}

// A shift that was handed over stays as it was, for its paper; the next one
// begins where it ended.
func TestAShiftIsHandedOverAndTheNextBegins(t *testing.T) {
	d := open(t)
	night(d)
	_, err := d.Session().AddAccount(t.Context(), access.NewAccount{Name: "zhang", Display: "演示张同事", Roles: []access.Role{access.FrontDesk}, Password: kittest.Password})
	kittest.OK(t, err)
	_, err = d.Session().AddAccount(t.Context(), access.NewAccount{Name: "vol", Display: "演示志愿者", Roles: []access.Role{access.Volunteer}, Password: kittest.Password})
	kittest.OK(t, err)
	p := d.shift()
	if len(p.hand.to.Options) != 1 {
		t.Errorf("offers %+v", p.hand.to.Options)
	}
	p.Do("save")
	if p.hand.to.Base().Problem() == "" {
		t.Error("a shift is handed over to nobody")
	}
	p.hand.form.Focus("taken_by")
	d.Write("zhang", fyne.KeyReturn)
	p.hand.form.Focus("note")
	d.Write("演示王某夜里要量体温")
	d.Submit()
	h, ok, err := d.Desk().LastHandover(t.Context())
	kittest.OK(t, err)
	if !ok || h.Note != "演示王某夜里要量体温" || h.Counts["present"] != 2 || h.Counts["spot"] != 1 || !h.To.Equal(d.Clock) {
		t.Fatalf("handover %v %+v; failures %v", ok, h, d.Failures)
	}
	if !p.done.Visible() || !p.hand.act.Disabled() || d.Memory[noteKept] != "" {
		t.Errorf("shown %v, can again %v, note kept %q", p.done.Visible(), !p.hand.act.Disabled(), d.Memory[noteKept])
	}
	d.Picture("shift-handed")
	p.Do("save")
	if len(d.Heard) == 0 || count(d.Heard, "handed over:shift") != 1 {
		t.Errorf("heard %v", d.Heard)
	}
	p.Do("print")
	p.Do("print")
	if len(d.Printed.PDFs) != 1 || strings.Contains(d.Printed.Jobs[0].Title, "王") {
		t.Fatalf("printed %d", len(d.Printed.PDFs))
	}
	text := read(t, d.Printed.PDFs[0])
	if !strings.Contains(text, "演示张同事") || !strings.Contains(text, "夜里要量体温") {
		t.Error("the paper does not say who took over and what was said")
	}
	p.Leave()
	d.Clock = d.Clock.Add(time.Hour)
	p.Enter()
	if p.paper.Shown() || !p.main.Visible() {
		t.Error("the paper of the shift before still shows")
	}
	if !p.news.shift.From.Equal(h.To) || p.hand.note.Text != "" || p.hand.act.Disabled() || p.done.Visible() {
		t.Errorf("the next shift begins %v, says %q", p.news.shift.From, p.hand.note.Text)
	}
	if from, _ := p.hand.from.Time(); !from.Equal(h.To.Truncate(time.Minute)) {
		t.Errorf("its field says %v", from)
	}
	if len(under(p.was, "来了、走了")) != 0 {
		t.Errorf("of the shift before: %q", under(p.was, "来了、走了"))
	}
	d.Picture("shift-next")
}

func count(all []string, one string) (n int) {
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

// read gives the words of a paper.
func read(t *testing.T, pdf []byte) (text string) {
	t.Helper()
	sheets, err := (&kittest.Shell{}).Previewer().Open(pdf)
	kittest.OK(t, err)
	defer sheets.Close()
	for n := range sheets.Pages() {
		text += sheets.Text(n + 1)
	}
	return text
}

// The draft of a note names people: where choices are kept nobody reads it.
func TestANoteThatWasBegunWaitsSealed(t *testing.T) {
	d := open(t)
	p := d.shift()
	p.hand.form.Focus("note")
	d.Write("演示王某要换药")
	p.Leave()
	if kept := d.Memory[noteKept]; kept == "" || strings.Contains(kept, "王") {
		t.Errorf("kept %q", kept)
	}
	if again := d.shift(); again.hand.note.Text != "演示王某要换药" {
		t.Errorf("came back as %q", again.hand.note.Text)
	}
	other := d.as(access.FrontDesk)
	foreign := NewShift(other).(*shift)
	other.Show(foreign)
	if foreign.hand.note.Text != "" {
		t.Error("a colleague reads the note")
	}
}

func TestTheBeginningOfAShiftCanBeChosen(t *testing.T) {
	d := open(t)
	night(d)
	p := d.shift()
	p.hand.form.Focus("from")
	d.Fill("11-23 08:00")
	d.Press(fyne.KeyReturn)
	if got := under(p.was, "来了、走了"); len(got) != 6 {
		t.Errorf("since the morning before: %q", got)
	}
	p.hand.form.Focus("from")
	d.Fill("2026-11-26 08:00")
	d.Press(fyne.KeyReturn)
	if p.hand.from.Base().Problem() == "" {
		t.Error("a shift that has not begun is shown")
	}
}

// Whoever looks on at the desk reads no name of somebody under protection.
func TestTheProtectedStandAsSuchOnAShift(t *testing.T) {
	d := open(t)
	sick, _ := night(d)
	kittest.OK(t, d.Desk().Protect(t.Context(), sick.PersonID, []string{d.Session().Account().ID}, "演示理由"))
	p := d.shift()
	for _, r := range []*roll{p.waits, p.was} {
		for _, l := range r.lines.all {
			if strings.Contains(l.title+l.note+l.more, "演示王某") || strings.Contains(l.note, "演示派出所") {
				t.Errorf("shows %+v", l)
			}
		}
	}
	if p.tally.figures[4].Number != "1" {
		t.Errorf("保护对象 %s", p.tally.figures[4].Number)
	}
}

// What was being read when the shift was handed over does not show in its place.
func TestALateAnswerDoesNotChangeAShiftThatIsOver(t *testing.T) {
	d := open(t)
	d.as(access.FrontDesk)
	p := d.shift()
	p.hand.to.Choose(p.hand.to.Options[0].Key)
	d.Slow = true
	p.load()
	late := d.Later
	d.Later, d.Slow = nil, false
	p.Do("save")
	d.Admit(named("演示周某"))
	for _, do := range late {
		do()
	}
	if p.news.shift.Present != 0 || !p.over {
		t.Errorf("over %v, present %d", p.over, p.news.shift.Present)
	}
}

func TestEscLeadsFromThePaperBackToTheShift(t *testing.T) {
	d := open(t)
	p := d.shift()
	p.hand.form.Focus("note")
	d.Write("钥匙在抽屉")
	d.Shortcut("print")
	if !p.paper.Shown() || p.main.Visible() {
		t.Fatal("the paper does not show")
	}
	kit.Press(d.Window().Canvas(), "close")
	if p.paper.Shown() || !p.main.Visible() || d.Window().Canvas().Focused() != p.hand.note {
		t.Error("Esc does not lead back to where one was")
	}
}

func TestTheShiftFitsTheSmallestScreen(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}, {"large-en", false, true, kit.English}} {
		t.Run(look.name, func(t *testing.T) {
			d := open(t)
			night(d)
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			p := d.shift()
			d.Fits(p.Content(), "shift-"+look.name)
			d.drawnShift(p)
			d.Fits(p.Content(), "shift-paper-"+look.name)
		})
	}
}

// drawnShift shows the paper and waits until its first page is drawn.
func (d *desk) drawnShift(p *shift) {
	shown := false
	p.paper.View.OnShown = func(int) { shown = true }
	p.paper.Draw = p.paper.View.Open
	p.Do("print")
	d.Until("a page is drawn", func() bool { return shown })
	p.paper.View.OnShown = nil
}
