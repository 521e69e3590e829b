package trace

import (
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/intake/clock"
	"guitu/internal/access"
	"guitu/internal/picture"
	"guitu/tracing"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// unknown is somebody invented who came so long ago and cannot say who they are.
func (d *desk) unknown(place string, ago time.Duration) intake.Stay {
	d.T.Helper()
	return d.Admit(intake.Arrival{ArrivedAt: d.Clock.Add(-ago), Profile: intake.Profile{AgeFrom: 50, AgeTo: 60, Marks: "左手背有旧疤"},
		Circumstances: intake.Circumstances{FoundPlace: place, FoundAt: "2026-11-24 21:40", Clothing: "灰色棉衣"}})
}

// list opens the page 寻亲.
func (d *desk) list() *listPage {
	p := New(d).(*listPage)
	d.Show(p)
	return p
}

// open opens a case.
func (d *desk) openCase(stay intake.Stay) *casePage {
	p := NewCase(d, stay.ID).(*casePage)
	d.Show(p)
	return p
}

func (p *listPage) places() []string {
	var places []string
	for _, c := range p.shown {
		places = append(places, c.Stay.FoundPlace)
	}
	return places
}

func TestTheMostUrgentStandsFirst(t *testing.T) {
	d := station(t)
	d.unknown("演示东站", 2*time.Hour)
	d.unknown("演示北广场", 26*time.Hour)
	d.unknown("演示南桥", 23*time.Hour)
	p := d.list()
	if got := strings.Join(p.places(), " "); got != "演示北广场 演示南桥 演示东站" {
		t.Errorf("order %s", got)
	}
	d.Press(fyne.KeyDown, fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RouteCase, ID: p.shown[1].Stay.ID})
}

func TestFiltersLeaveWhoTheySay(t *testing.T) {
	d := station(t)
	d.unknown("演示北广场", 26*time.Hour)
	d.unknown("演示南桥", 23*time.Hour)
	out := d.unknown("演示东站", 2*time.Hour)
	for _, kind := range []tracing.Kind{tracing.NoticeOut, tracing.DNARequest} {
		_, err := d.Tracing().Record(t.Context(), out.ID, tracing.StepRecord{Kind: kind})
		kittest.OK(t, err)
	}
	p := d.list()
	for filter, want := range map[string]string{everyone: "演示北广场 演示南桥 演示东站", late: "演示北广场", near: "演示南桥", noticed: "演示东站", dna: "演示东站"} {
		p.filter.Choose(filter)
		p.filtered()
		if got := strings.Join(p.places(), " "); got != want {
			t.Errorf("%s leaves %q; want %q", filter, got, want)
		}
	}
	if p.filter.Options[1].Text != "超期 1" {
		t.Errorf("the chip says %q", p.filter.Options[1].Text)
	}
	if again := d.list(); again.filter.Chosen() == "" {
		t.Error("the filter was not remembered")
	}
}

func TestWordsFindByPlaceAndByPinyin(t *testing.T) {
	d := station(t)
	d.unknown("演示北广场", time.Hour)
	d.Admit(intake.Arrival{Profile: intake.Profile{Name: "演示王五", NameBySound: true}, Circumstances: intake.Circumstances{FoundPlace: "演示南桥"}})
	p := d.list()
	d.Window().Canvas().Focus(p.find)
	d.Write("北广")
	if got := strings.Join(p.places(), " "); got != "演示北广场" {
		t.Errorf("北广 finds %q", got)
	}
	p.find.SetText("")
	d.Write("yswu") // not a reading of anybody
	if len(p.shown) != 0 {
		t.Errorf("finds %v", p.places())
	}
	p.find.SetText("")
	d.Write("yanshiwangwu")
	if got := strings.Join(p.places(), " "); got != "演示南桥" {
		t.Errorf("pinyin finds %q", got)
	}
	if !p.Do("close") || p.find.Text != "" || len(p.shown) != 2 {
		t.Error("Esc does not clear what was looked for")
	}
}

func TestTheListFollowsWhatOthersDo(t *testing.T) {
	d := station(t)
	p := d.list()
	if len(p.shown) != 0 {
		t.Fatal("somebody is looked for in an empty station")
	}
	d.Picture("trace-empty")
	d.unknown("演示北广场", time.Hour)
	d.Changed("stay", "person")
	if len(p.shown) != 1 {
		t.Error("who came meanwhile is not in the list")
	}
}

func TestRecordingAStepStopsItsClockOnTheScreen(t *testing.T) {
	d := station(t)
	heard := d.listen()
	stay := d.unknown("演示北广场", 2*time.Hour)
	p := d.openCase(stay)
	if next := p.c.Next(); next == nil || next.Rule.Code != "notice-24h" {
		t.Fatalf("next clock %v", next)
	}
	d.Write("1") // 发布寻亲公告
	d.Press(fyne.KeyReturn)
	d.Write("已在寻亲网发布")
	d.Shortcut("save")

	for _, c := range p.c.Clocks {
		if c.Rule.Code == "notice-24h" && c.State != clock.Done {
			t.Errorf("the notice's clock is %s", c.State)
		}
	}
	if len(p.c.Steps) != 1 || p.c.Steps[0].Note != "已在寻亲网发布" || p.c.State != tracing.Noticed {
		t.Errorf("steps %+v, state %s", p.c.Steps, p.c.State)
	}
	if p.kindText() != "" || p.add.note.Text != "" {
		t.Error("the line is not empty for the next step")
	}
	if !contains(*heard, "recorded notice") {
		t.Errorf("heard %v", *heard)
	}

	d.Toasts[len(d.Toasts)-1].Undo()
	if len(p.c.Steps) != 1 || p.c.Steps[0].Counts() || p.c.State != tracing.NotBegun {
		t.Error("undo did not withdraw the step")
	}
}

func (p *casePage) kindText() string { return p.add.kind.Chosen() }

func TestCtrlZWithdrawsTheLastStep(t *testing.T) {
	d := station(t)
	p := d.openCase(d.unknown("演示北广场", 2*time.Hour))
	if p.Do("undo") {
		t.Error("there is nothing to undo")
	}
	d.Write("4") // 线索
	d.Shortcut("save")
	if !p.Do("undo") || p.c.Steps[0].Counts() {
		t.Error("the step was not withdrawn")
	}
}

func TestAWrongTimeIsSaidAtItsFieldAndNothingIsLost(t *testing.T) {
	d := station(t)
	p := d.openCase(d.unknown("演示北广场", 2*time.Hour))
	d.Write("3")
	d.Press(fyne.KeyReturn)
	d.Write("打过电话")
	d.Press(fyne.KeyReturn)
	d.Write("2026-11-25 08:00")
	d.Shortcut("save")
	if len(p.c.Steps) != 0 || p.add.at.Base().Problem() == "" {
		t.Errorf("%d steps; problem %q", len(p.c.Steps), p.add.at.Base().Problem())
	}
	if p.kindText() != string(tracing.PhoneContact) || p.add.note.Text != "打过电话" {
		t.Error("what was typed is gone")
	}
}

func TestAStepWithoutItsKindAsksForIt(t *testing.T) {
	d := station(t)
	p := d.openCase(d.unknown("演示北广场", 2*time.Hour))
	d.Press(fyne.KeyReturn)
	d.Write("只写了一句")
	d.Shortcut("save")
	if p.add.kind.Base().Problem() == "" || len(p.c.Steps) != 0 {
		t.Error("nobody asked which step it was")
	}
	if p.add.note.Text != "只写了一句" {
		t.Error("the sentence is gone")
	}
}

func TestComingBackFromTheNoticeOffersItsStep(t *testing.T) {
	d := station(t)
	stay := d.unknown("演示北广场", 2*time.Hour)
	p := d.openCase(stay)
	p.Do("print")
	d.WentTo(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/notice"})
	doc, _, err := d.Papers().Issue(t.Context(), "notice", stay.ID, nil)
	kittest.OK(t, err)
	p.Leave()
	p.Enter()
	if p.kindText() != string(tracing.NoticeOut) || p.add.ref.Text != doc.Number {
		t.Errorf("offers %q with %q; want the notice with %s", p.kindText(), p.add.ref.Text, doc.Number)
	}
	d.Shortcut("save")
	if len(p.c.Steps) != 1 || p.c.Steps[0].RefNo != doc.Number {
		t.Errorf("steps %+v", p.c.Steps)
	}
}

func TestWhoMayNotTraceIsToldWhomToAsk(t *testing.T) {
	d := station(t)
	stay := d.unknown("演示北广场", 2*time.Hour)
	p := d.as(access.FrontDesk).openCase(stay)
	if p.loaded || p.content.Objects[0] == p.whole {
		t.Error("the case opened for somebody without the right")
	}
}

// listen gathers what is announced.
func (d *desk) listen() *[]string {
	var heard []string
	kit.Announce = func(kind, text string) { heard = append(heard, kind+" "+text) }
	d.T.Cleanup(func() { kit.Announce = nil })
	return &heard
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

// face draws somebody who does not exist.
func face(t testing.TB, hue uint8) (full, thumb []byte) {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 240, 320))
	for y := range 320 {
		for x := range 240 {
			c := color.NRGBA{200, 210, 220, 255}
			if dx, dy := x-120, y-130; dx*dx*4+dy*dy*3 < 24000 {
				c = color.NRGBA{224, 190, 160, 255}
			} else if y > 240 {
				c = color.NRGBA{hue, 90, 110, 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return picture.Encode(m), picture.Encode(picture.Thumbnail(m, 200))
}

// TestPagesInEveryLook draws the pages; the pictures go to the folder that
// GUITU_PICTURES names.
func TestPagesInEveryLook(t *testing.T) {
	d := station(t)
	var first intake.Stay
	for i, place := range []string{"演示北广场地铁口", "演示南桥下", "演示东站候车室", "演示人民医院急诊", "演示长途汽车站"} {
		stay := d.Admit(intake.Arrival{ArrivedAt: d.Clock.Add(-time.Duration(3+i*i*14) * time.Hour), Sex: []string{"1", "2"}[i%2],
			Profile: intake.Profile{Name: []string{"", "演示张大姐", "", "演示阿福", ""}[i], NameBySound: true, AgeFrom: 30 + 10*i, AgeTo: 40 + 10*i,
				Accent: "jiaoliao", SaidPlace: "主猫鸭、祖玛雅", Marks: "左手背有旧疤，右眉有痣", HeightCM: 168},
			Circumstances: intake.Circumstances{FoundPlace: place, FoundAt: "2026-11-24 21:40", Clothing: "灰色棉衣、黑色布鞋", Story: "说不清从哪里来，自称跟着车走了很远。"},
			Health:        intake.Health{Look: []string{"frail"}, Mind: []string{"dementia"}}})
		full, thumb := face(t, uint8(40+i*40))
		_, err := d.Desk().AddPhoto(t.Context(), intake.Photo{PersonID: stay.PersonID, StayID: stay.ID, Kind: "front", TakenAt: d.Clock, Thumb: thumb}, full)
		kittest.OK(t, err)
		if i == 2 {
			first = stay
			for k, kind := range []tracing.Kind{tracing.QuickQuery, tracing.NoticeOut, tracing.PhoneContact} {
				step, err := d.Tracing().Record(t.Context(), stay.ID, tracing.StepRecord{Kind: kind, DoneAt: stay.ArrivedAt.Add(time.Duration(k+1) * time.Hour),
					StepNote: tracing.StepNote{Note: []string{"指纹、人像与全国系统比对，未比中。", "", "他说家里有“大桃”，像是“主猫鸭”附近的人。"}[k], RefNo: []string{"", "演示寻2026-0001", ""}[k], Where: []string{"", "全国救助寻亲网、头条寻人", ""}[k]}})
				kittest.OK(t, err)
				if kind == tracing.PhoneContact {
					kittest.OK(t, d.Tracing().Withdraw(t.Context(), step.ID))
					_, err = d.Tracing().Record(t.Context(), stay.ID, tracing.StepRecord{Kind: tracing.Lead, StepNote: tracing.StepNote{Note: "他说家里有“大桃”，像是“主猫鸭”附近的人，请懂胶东话的同事再听一遍录音。"}})
					kittest.OK(t, err)
				}
			}
		}
	}
	kittest.OK(t, d.Directory().Load(t.Context()))
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"zh", false, false, kit.Chinese}, {"en-dark", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		list := New(d)
		d.Show(list)
		d.Fits(d.Window().Content(), "trace-list-"+look.name)
		c := NewCase(d, first.ID)
		d.Show(c)
		d.Fits(d.Window().Content(), "trace-case-"+look.name)
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
}

func TestWhoComesBackAfterAReunionGetsAFirstNotice(t *testing.T) {
	p := &casePage{c: tracing.Case{ID: "new", Steps: []tracing.Step{{CaseID: "old", Kind: tracing.NoticeOut}, {CaseID: "old", Kind: tracing.Reunion}}}}
	if got := p.noticeKind(); got != tracing.NoticeOut {
		t.Errorf("%s is offered; the notice of the search that ended is no notice of this one", got)
	}
	p.c.ID = "old"
	if got := p.noticeKind(); got != tracing.NoticeUpdate {
		t.Errorf("%s is offered where a notice is out", got)
	}
}
