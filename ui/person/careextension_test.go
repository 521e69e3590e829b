package person

import (
	"strings"
	"testing"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

func TestAnExtensionIsAskedForAndItsStateShows(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careExtension)
	e := p.care.extension
	e.until.Restore("12-10")
	e.reason.SetText("等家属来接")
	p.Do("save")
	if all := p.care.file().Extensions; len(all) != 1 || calendar.On(all[0].Until).String() != "2026-12-10" {
		t.Fatalf("asked %+v; failures %v", all, d.Failures)
	}
	if strip := shownText(p.strip.content); !strings.Contains(strip, "等站长审批") || !strings.Contains(p.care.said(), "等家属来接") {
		t.Errorf("the strip says %q, the room %q", strip, p.care.said())
	}
	p.Do("save")
	if len(d.Failures) > 0 || e.until.Base().Problem() == "" {
		t.Errorf("an empty one is not refused at its field; failures %v", d.Failures)
	}
}

func TestARequestIsTakenBackByAKey(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careExtension)
	p.care.extension.until.Restore("12-10")
	p.care.extension.reason.SetText("等家属来接")
	p.Do("save")
	if !p.Do("undo") || p.care.file().Extensions[0].State != shelter.ExtensionWithdrawn {
		t.Fatalf("undo leaves %+v; failures %v", p.care.file().Extensions, d.Failures)
	}
	if strings.Contains(shownText(p.strip.content), "等站长审批") {
		t.Error("the strip still waits for the head")
	}
	if !p.Do("undo") || !asked(p.care.file()) {
		t.Errorf("undoing that does not ask again: %+v", p.care.file().Extensions)
	}
}

func TestSettlingOpensAfterThreeMonthsWithItsList(t *testing.T) {
	d := open(t)
	stay := d.Admit(intake.Arrival{ArrivedAt: d.Clock.AddDate(0, 0, -20), Identity: intake.IdentityUnknown, Circumstances: intake.Circumstances{FoundPlace: "演示桥下"}})
	d.Clock = d.Clock.AddDate(0, 3, 0)
	p := d.careOf(stay, careSettlement)
	if strip := shownText(p.strip.content); !strings.Contains(strip, "落户安置") && !strings.Contains(strip, "期限") {
		t.Errorf("the strip says %q", strip)
	}
	p.care.press(t, "启动落户安置")
	open, ok := p.care.file().Settlement()
	if !ok || len(open.Steps) < 8 {
		t.Fatalf("opened %+v; failures %v", open, d.Failures)
	}
	missing := len(open.Missing())
	p.care.press(t, "办好了")
	if b, ok := d.Window().Canvas().Focused().(*kit.Button); !ok || b.Text != "办好了" {
		t.Errorf("after a tick the focus is on %T", d.Window().Canvas().Focused())
	}
	if open, _ = p.care.file().Settlement(); len(open.Missing()) != missing-1 {
		t.Errorf("still %d missing; failures %v", len(open.Missing()), d.Failures)
	}
	if !has(p.whats(), "落户安置 身份查询材料") {
		t.Errorf("not in the timeline: %q", p.whats())
	}
	if !p.Do("undo") {
		t.Error("the tick is not taken back")
	}
	if open, _ = p.care.file().Settlement(); len(open.Missing()) != missing {
		t.Errorf("%d missing after undo", len(open.Missing()))
	}
}
