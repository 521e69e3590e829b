package supplies

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func (d *desk) forecast() *forecastView {
	f := d.open(sectionForecast).Room().Desk.(*forecastView)
	f.paper.Draw = func(kit.PageSource) {}
	return f
}

// afterAWave is a month after a wave of seven days that took eight quilts.
func afterAWave(t *testing.T) *desk {
	t.Helper()
	d := stocked(t)
	stay := d.arrive("赵演示")
	_, err := d.Supplies().Issue(t.Context(), stay.ID, []supply.Line{{ItemID: d.item("棉被").ID, Qty: 8}})
	kittest.OK(t, err)
	today := calendar.On(d.Clock)
	kittest.OK(t, d.Supplies().SetColdWaves(t.Context(), []supply.ColdWave{{Name: "演示寒潮", From: today.AddDays(-3), To: today.AddDays(3)}}))
	d.Clock = d.Clock.AddDate(0, 0, 30)
	return d
}

func TestWhatTheLastWaveTookIsSaidInASentence(t *testing.T) {
	d := afterAWave(t)
	f := d.forecast()
	if len(f.found.Lines) != 1 || f.said.Content != "“演示寒潮”7天用棉被8；7天要8，现有2，缺6。" {
		t.Fatalf("said %q of %+v", f.said.Content, f.found.Lines)
	}
	d.Window().Canvas().Focus(f.days)
	d.Write("5") // thirty days
	if f.found.Days != 30 || f.found.Lines[0].Need != 35 || d.Memory[forecastDays] != "30" {
		t.Errorf("forecast %+v", f.found)
	}
}

func TestAWaveIsMarkedByTheKeyboard(t *testing.T) {
	d := stocked(t)
	f := d.forecast()
	if find(f.content, "标出寒潮…") == nil {
		t.Fatal("nothing teaches how to begin")
	}
	d.Submit() // the dates of waves; there are none yet
	d.Write("演示寒潮", fyne.KeyReturn)
	d.Write("2026-11-30", fyne.KeyReturn)
	d.Write("20261120")
	d.Submit()
	form := f.top().form
	if form == nil || form.Item("from").Field.Base().Problem() == "" {
		t.Fatalf("a wave that ends before it begins was taken; failed %v", d.Failures)
	}
	form.Focus("from")
	d.Fill("昨天前后")
	d.Submit()
	if form.Item("from").Field.Base().Problem() == "" {
		t.Error("a day that cannot be read was taken")
	}
	d.Fill("2026年11月18日")
	d.Submit()
	d.heard("forecast:waves")
	waves, err := d.Supplies().ColdWaves(t.Context())
	kittest.OK(t, err)
	if len(waves) != 1 || waves[0].From.String() != "2026-11-18" || waves[0].To.String() != "2026-11-20" {
		t.Fatalf("waves %+v", waves)
	}
	d.Press(fyne.KeyHome)
	d.tap("删除")
	if waves, _ := d.Supplies().ColdWaves(t.Context()); len(waves) != 0 {
		t.Error("it was not deleted")
	}
	kit.Press(d.Window().Canvas(), "undo")
	if waves, _ := d.Supplies().ColdWaves(t.Context()); len(waves) != 1 {
		t.Error("the undo did not bring it back")
	}
	kit.Press(d.Window().Canvas(), "close")
	if f.top() != nil {
		t.Error("Esc did not lead back")
	}
}

func TestTheSuggestedMinimumIsTakenAndTakenBack(t *testing.T) {
	d := afterAWave(t)
	quilt := d.item("棉被")
	quilt.Reorder = 1
	kittest.OK(t, d.Supplies().SaveItem(t.Context(), &quilt))
	f := d.forecast()
	d.Press(fyne.KeyHome, fyne.KeyReturn)
	if got := d.item("棉被").Reorder; got != 4 { // ⌈8/7 · 3⌉
		t.Fatalf("minimum stock %d, failed %v", got, d.Failures)
	}
	d.Press(fyne.KeyReturn)
	if !strings.Contains(d.Said(), "不用改") {
		t.Errorf("said %q", d.Said())
	}
	kit.Press(d.Window().Canvas(), "undo")
	if got := d.item("棉被").Reorder; got != 1 {
		t.Errorf("after the undo %d, failed %v", got, d.Failures)
	}
	f.lead.Choose("7")
	f.setLead()
	if f.found.LeadDays != 7 || f.found.Lines[0].Minimum != 8 {
		t.Errorf("forecast %+v", f.found)
	}
}

func TestTheShoppingListIsPrinted(t *testing.T) {
	d := afterAWave(t)
	d.forecast()
	kit.Press(d.Window().Canvas(), "print")
	kit.Press(d.Window().Canvas(), "print")
	if len(d.Printed.Jobs) != 1 || !strings.HasPrefix(d.Printed.Jobs[0].Title, "寒潮物资采购清单 2026-12-24") {
		t.Errorf("printed %+v, failed %v", d.Printed.Jobs, d.Failures)
	}
}

func TestWhoMayOnlyIssueSeesTheForecastAndChangesNothing(t *testing.T) {
	d := afterAWave(t)
	d.as(access.FrontDesk)
	f := d.forecast()
	if find(f.content, "寒潮日期…") != nil || len(f.found.Lines) != 1 {
		t.Error("steps are offered that would be refused")
	}
	before := d.item("棉被").Reorder
	d.Press(fyne.KeyHome, fyne.KeyReturn)
	if d.item("棉被").Reorder != before {
		t.Error("the minimum stock was changed")
	}
}
