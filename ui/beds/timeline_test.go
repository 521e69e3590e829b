package beds

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// arrived lets time pass: somebody came some days ago and got a bed.
func (d *desk) arrived(name, bed string, daysAgo int) intake.Stay {
	d.T.Helper()
	now := d.Clock
	d.Clock = now.AddDate(0, 0, -daysAgo)
	stay := d.Admit(kittest.Woman(name, 30))
	_, err := d.House().Assign(d.T.Context(), stay.ID, d.bed(bed), nil)
	kittest.OK(d.T, err)
	d.Clock = now
	return stay
}

// bars are those of a bed as the timeline draws them.
func (d *desk) bars(bed string) []kit.Bar {
	return d.page.line.rowFacts(d.page.line.rowOf(d.bed(bed))).Bars
}

func TestTheTimelineShowsWhoHadABedAndUntilWhen(t *testing.T) {
	d := station(t)
	d.arrived("赵演示", "女101-1", 3)
	away := d.arrived("钱演示", "女101-2", 5)
	d.Clock = d.Clock.AddDate(0, 0, -2)
	kittest.OK(t, d.House().ToHospital(t.Context(), away.ID))
	d.Clock = d.Clock.AddDate(0, 0, 2)
	gone := d.arrived("孙演示", "女101-3", 12)
	d.Clock = d.Clock.AddDate(0, 0, -8)
	kittest.OK(t, d.House().Free(t.Context(), gone.ID))
	d.Clock = d.Clock.AddDate(0, 0, 8)
	p := d.open("")
	p.turn()
	if !p.onLine || d.Window().Canvas().Focused() != fyne.Focusable(p.line.list) {
		t.Fatal("the timeline has not the focus")
	}
	bars := d.bars("女101-1")
	if len(bars) != 2 || bars[0].Text != "赵演示" || !bars[0].Open || !bars[1].Hollow || bars[1].Text != "到11月30日" {
		t.Errorf("who is here: %+v", bars)
	}
	if bars[0].From < 11 || bars[0].From > 12 || bars[1].To != 21 {
		t.Errorf("from %v until %v", bars[0].From, bars[1].To)
	}
	if bars := d.bars("女101-2"); len(bars) != 3 || !bars[1].Hatched || bars[1].Text != "钱演示 住院" {
		t.Errorf("who is away: %+v", bars)
	}
	if bars := d.bars("女101-3"); len(bars) != 1 || bars[0].Color != kit.Faint || bars[0].Open {
		t.Errorf("who is gone: %+v", bars)
	}
	if at := p.line.now.At(); at < 14.9 || at > 15 {
		t.Errorf("now stands at %v", at)
	}
}

func TestTheTimelineGoesByKeys(t *testing.T) {
	d := station(t)
	stay := d.arrived("赵演示", "女101-1", 3)
	p := d.open("")
	p.Do("view")
	today := calendar.On(d.Clock)
	at := func(bed string, day calendar.Date) {
		t.Helper()
		if p.line.bed() != d.bed(bed) || p.line.day != day {
			t.Errorf("the cursor stands in row %d on %s", p.line.at, p.line.day)
		}
	}
	at("女101-1", today)
	d.Press(fyne.KeyDown, fyne.KeyRight)
	at("女101-2", today.AddDays(1))
	d.Press(fyne.KeyPageUp)
	at("女101-2", today.AddDays(-6))
	if p.line.from != today.AddDays(-21) {
		t.Errorf("the days begin on %s", p.line.from)
	}
	d.Press(fyne.KeyHome, fyne.KeyUp, fyne.KeyLeft)
	at("女101-1", today.AddDays(-1))
	if !strings.Contains(p.line.about.Content, "赵演示11月21日起住") {
		t.Errorf("says %q", p.line.about.Content)
	}
	d.Press(fyne.KeyReturn)
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	for range 14 {
		d.Press(fyne.KeyLeft) // beyond the edge the days follow
	}
	if p.line.from != today.AddDays(-21) {
		t.Errorf("the days begin on %s", p.line.from)
	}
	d.Press(fyne.KeyEscape)
	if p.onLine {
		t.Error("Esc did not lead back to the board")
	}
}

func TestTheTimelineFollowsFiltersTheFinderAndOtherDesks(t *testing.T) {
	d := station(t)
	d.arrived("赵演示", "女103-4", 3)
	p := d.open("")
	p.turn()
	all := len(p.line.rows)
	p.top.choose(filterMen)
	if len(p.line.rows) >= all || p.line.rowOf(d.bed("女103-4")) >= 0 {
		t.Errorf("%d of %d rows are left", len(p.line.rows), all)
	}
	p.top.choose()
	p.Do("bed")
	d.Write("zys", fyne.KeyReturn)
	if p.line.bed() != d.bed("女103-4") || !p.onLine {
		t.Errorf("the cursor stands in row %d", p.line.at)
	}
	stay := d.Admit(kittest.Woman("冯演示", 30))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女102-3"), nil)
	kittest.OK(t, err)
	d.Clock = d.Clock.Add(time.Hour)
	d.Changed("bed_take")
	if bars := d.bars("女102-3"); len(bars) == 0 || bars[0].Text != "冯演示" {
		t.Errorf("bars %+v", bars)
	}
	p.Leave()
	if again := d.open(""); !again.onLine {
		t.Error("the tab was forgotten")
	}
}

func TestProtectedPeopleHaveNoNameOnTheTimeline(t *testing.T) {
	d := station(t)
	stay := d.arrived("李演示", "女101-1", 2)
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	p := d.open("")
	p.turn()
	if bars := d.bars("女101-1"); bars[0].Text != shelter.ProtectedName || strings.Contains(p.line.about.Content, "李演示") {
		t.Errorf("bars %+v, about %q", bars, p.line.about.Content)
	}
}

// big is a station with a house of many beds, most of them taken.
func big(t testing.TB, beds int) *desk {
	d := station(t)
	zones := []shelter.ZonePlan{}
	for z := range beds / 50 {
		zone := shelter.ZonePlan{Name: fmt.Sprintf("演示%d区", z)}
		for r := range 5 {
			zone.Rooms = append(zone.Rooms, shelter.RoomPlan{Name: fmt.Sprintf("大%d%02d", z, r), Sex: shelter.Men, Purpose: shelter.Ordinary, Beds: 10})
		}
		zones = append(zones, zone)
	}
	kittest.OK(t, d.House().LayOut(t.Context(), shelter.Template{Building: "演示大楼", Zones: zones}))
	plan, err := d.House().Layout(t.Context())
	kittest.OK(t, err)
	ids := []string{}
	for _, b := range plan.Beds {
		if strings.HasPrefix(b.Name, "大") {
			ids = append(ids, b.ID)
		}
	}
	for i, id := range slices.Clone(ids)[:min(len(ids), 60)] {
		stay := d.Admit(kittest.Man(fmt.Sprintf("演示%03d", i), 40))
		_, err := d.House().Assign(t.Context(), stay.ID, id, nil)
		kittest.OK(t, err)
	}
	return d
}

func TestOfManyBedsOnlyThoseInSightAreDrawn(t *testing.T) {
	d := big(t, 500)
	p := d.open("")
	p.turn()
	made := map[fyne.CanvasObject]bool{}
	update := p.line.list.UpdateItem
	p.line.list.UpdateItem = func(at int, o fyne.CanvasObject) { made[o] = true; update(at, o) }
	for _, row := range []int{0, 250, len(p.line.rows) - 1, 100} {
		p.line.list.ScrollTo(row)
		d.Settle()
	}
	if len(made) == 0 || len(made) > 80 {
		t.Errorf("%d rows were made for %d beds", len(made), len(p.line.rows))
	}
}

// BenchmarkTimelineScroll500 is what a step of the cursor through many beds
// costs the window, without the painting.
func BenchmarkTimelineScroll500(b *testing.B) {
	d := big(b, 500)
	p := d.open("")
	p.turn()
	for b.Loop() {
		p.line.key(&fyne.KeyEvent{Name: fyne.KeyDown})
		if p.line.at > 500 {
			p.line.put(1, p.line.day)
		}
	}
}
