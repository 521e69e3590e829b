package report

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// populate admits a few invented people at different times before now.
func populate(d *desk) (lost intake.Stay) {
	at := func(before time.Duration) time.Time { return kittest.Begin.Add(-before) }
	for _, a := range []struct {
		name   string
		before time.Duration
		fill   func(*intake.Arrival)
	}{
		{"演示王某", 26 * time.Hour, func(a *intake.Arrival) {
			a.Name, a.FoundPlace, a.Reason, a.Marks, a.Accent = "", "火车站北广场", "lost", "左手背有疤", "sichuan"
		}},
		{"演示李某", 9 * 24 * time.Hour, func(a *intake.Arrival) { a.Identity = intake.IdentityProven; a.Reason = "lost" }},
		{"演示张某", 20 * time.Hour, func(a *intake.Arrival) { a.NameBySound = true; a.Reason = "lost" }},
		{"演示赵某", time.Hour, func(a *intake.Arrival) { a.AgeFrom, a.AgeTo = 0, 0 }},
	} {
		arrival := named(a.name)
		a.fill(&arrival)
		arrival.ArrivedAt = at(a.before)
		stay := d.Admit(arrival)
		if a.name == "演示王某" {
			lost = stay
		}
	}
	return lost
}

func TestWhatIsLateStandsAtTheTopWithItsArticle(t *testing.T) {
	d := open(t)
	lost := populate(d)
	p := NewToday(d).(*today)
	d.Show(p)
	if len(p.due.lines.all) == 0 {
		t.Fatal("nothing is due")
	}
	first := p.due.lines.all[0]
	if first.state.Shape != kit.Diamond || first.state.Color != kit.Overdue || first.state.Word != "超期 2小时" {
		t.Errorf("the first clock shows %+v", first.state)
	}
	if first.more != "发布寻亲公告" || first.note != "应在 今天 20:30 前 · 依据 民发〔2015〕158号 一（二）" {
		t.Errorf("the first line reads %q, %q", first.more, first.note)
	}
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RouteCase, ID: lost.ID})
	d.Picture("today")
}

func TestTheFiguresOfTheDayOpenWhatTheyCount(t *testing.T) {
	d := open(t)
	populate(d)
	p := NewToday(d).(*today)
	d.Show(p)
	for _, c := range []struct {
		figure *kit.Figure
		want   string
		route  string
	}{
		{p.figures.in, "4", kit.RouteBeds},
		{p.figures.arrived, "2", kit.RouteDesk},
		{p.figures.left, "0", kit.RouteDesk},
		{p.figures.unknown, "2", kit.RouteTrace},
		{p.figures.noBed, "4", kit.RouteBeds},
	} {
		if c.figure.Number != c.want {
			t.Errorf("%s is %s; want %s", c.figure.Word, c.figure.Number, c.want)
		}
		if c.figure.OnOpen == nil {
			continue // the head may not do the desk's work
		}
		d.Routes = nil
		d.Window().Canvas().Focus(c.figure)
		d.Press(fyne.KeyReturn)
		d.WentTo(kit.Route{Name: c.route})
	}
}

func TestTheMinuteAndEveryChangeAreSeen(t *testing.T) {
	d := open(t)
	p := NewToday(d).(*today)
	d.Show(p)
	if !p.due.empty.Visible() {
		t.Error("an empty station shows no sentence that teaches")
	}
	d.Picture("today-empty")
	a := named("演示周某")
	a.ArrivedAt = kittest.Begin
	d.Admit(a)
	d.Changed("stay")
	if p.figures.in.Number != "1" {
		t.Errorf("after a change 在站 is %s", p.figures.in.Number)
	}
	d.Clock = kittest.Begin.Add(25 * time.Hour)
	p.load()
	if word := p.due.lines.all[0].state.Word; word != "超期 1小时" {
		t.Errorf("a day later the clock reads %q", word)
	}
}

func TestADoneStepLeavesTheList(t *testing.T) {
	d := open(t)
	lost := populate(d)
	_, err := d.Tracing().Record(t.Context(), lost.ID, tracing.StepRecord{Kind: tracing.NoticeOut, DoneAt: d.Clock})
	kittest.OK(t, err)
	p := NewToday(d).(*today)
	d.Show(p)
	for _, l := range p.deadlines {
		if l.Stay.ID == lost.ID && l.Rule.Code == "notice-24h" {
			t.Error("the notice is out and still asked for")
		}
	}
}

func TestWhatIsMissingLeadsToTheRestOfTheRegistration(t *testing.T) {
	d := open(t)
	a := named("演示吴某")
	a.Reason, a.Unknown = "lost", []string{"found_place", "accent"}
	stay := d.Admit(a)
	p := NewToday(d).(*today)
	d.Show(p)
	note := p.todo.lines.all[0].note
	if !strings.Contains(note, "体貌特征、") || !strings.Contains(note, "指纹") || strings.Contains(note, "口音") {
		t.Errorf("missing %q", note)
	}
	d.Window().Canvas().Focus(p.todo.lines)
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RouteAmend, ID: stay.ID})
}

func TestAVolunteerSeesFiguresAndNobodysName(t *testing.T) {
	d := open(t)
	populate(d)
	other := d.as(access.Volunteer)
	p := NewToday(other).(*today)
	other.Show(p)
	if len(other.Failures) > 0 {
		t.Errorf("the page failed: %v", other.Failures)
	}
	if len(p.due.lines.all) > 0 || len(p.todo.lines.all) > 0 {
		t.Error("a volunteer reads names")
	}
	if p.figures.in.Number != "4" || p.figures.in.OnOpen != nil {
		t.Errorf("在站 %s, opens: %v", p.figures.in.Number, p.figures.in.OnOpen != nil)
	}
}

// The three looks fit the least window.
func TestTodayFitsTheSmallestScreen(t *testing.T) {
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}, {"large-en", false, true, kit.English}} {
		t.Run(look.name, func(t *testing.T) {
			d := open(t)
			populate(d)
			kittest.OK(t, kit.SetLanguage(look.language))
			defer kit.SetLanguage(kit.Chinese)
			fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
			p := NewToday(d)
			d.Show(p)
			if need := p.Content().MinSize(); need.Width > kittest.Width || need.Height > kittest.Height {
				t.Errorf("needs %v", need)
			}
			d.Picture("today-" + look.name)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			last := p.(*today).figures.noBed
			if bottom, top := at(last).Y+last.Size().Height, at(p.(*today).due.card).Y; bottom > top {
				t.Errorf("the figures end at %v, what is due kittest.Begins at %v", bottom, top)
			}
		})
	}
}

func TestTodayTellsTheCallsToMakeAndWhoWasHelpedAtTheDoor(t *testing.T) {
	d := open(t)
	sick, _ := night(d)
	p := NewToday(d).(*today)
	d.Show(p)
	if !p.calls.card.Visible() || len(p.phone) != 2 {
		t.Fatalf("calls %+v", p.phone)
	}
	first := p.phone[0]
	if first.title != "演示王某" || first.state.Word != "今天 22:30" || first.state.Color != kit.Soon || first.note != "演示派出所" {
		t.Errorf("the call that is late reads %+v", first)
	}
	d.Window().Canvas().Focus(p.calls.lines)
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: sick.PersonID})
	if p.figures.spot.Number != "1" {
		t.Errorf("不住站 %s", p.figures.spot.Number)
	}
	d.Shortcut("shift")
	d.WentTo(kit.Route{Name: kit.RouteShift})
	d.Picture("today-calls")
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, true))
	p = NewToday(d).(*today)
	d.Show(p)
	d.Fits(p.content, "today-calls-large")
	// A window that needs more grows off the screen, and its foot with it.
	const belowBars = 600 // what caption, task bar and the large bar of the window leave of 768
	if need := p.content.MinSize().Height; need > belowBars {
		t.Errorf("with a call and in large type the page asks for %v", need)
	}
}

func TestWithoutACallTheCardLeavesItsRoomToOthers(t *testing.T) {
	d := open(t)
	p := NewToday(d).(*today)
	d.Show(p)
	before := p.todo.card.Size().Height
	if p.calls.card.Visible() {
		t.Error("an empty card takes room")
	}
	night(d)
	p.load()
	if !p.calls.card.Visible() || p.todo.card.Size().Height >= before {
		t.Errorf("shown %v, 待补 is %v high, was %v", p.calls.card.Visible(), p.todo.card.Size().Height, before)
	}
}
