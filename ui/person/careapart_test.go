package person

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
)

func TestWhoMustNotMeetIsSaidAndEnded(t *testing.T) {
	d := open(t)
	other := d.Admit(intake.Arrival{Identity: intake.IdentityClaimed, Profile: intake.Profile{Name: "演示赵六"}})
	stay := d.wang()
	p := d.careOf(stay, careApart)
	p.Do("save")
	if p.panel == nil {
		t.Fatal("nobody to choose from")
	}
	d.Press(fyne.KeyReturn) // the first who is offered
	d.Write("演示：打过架")
	d.Submit()
	if all := p.f.apart; len(all) != 1 || all[0].OtherID != other.PersonID || p.panel != nil || p.care.rooms[p.care.at].key != careApart {
		t.Fatalf("kept apart %+v; failures %v", all, d.Failures)
	}
	if !strings.Contains(p.care.said(), "演示赵六") || !has(p.whats(), "不能见面 演示赵六 · 演示：打过架") {
		t.Errorf("says %q", p.care.said())
	}
	if !p.Do("undo") || p.f.apart[0].InForce() || !has(p.whats(), "解除不能见面") {
		t.Errorf("undo leaves %+v; failures %v", p.f.apart, d.Failures)
	}
	q := d.as(access.TracingOfficer).careOf(stay, careApart)
	if q.primary() != nil || q.care.offers("解除") {
		t.Error("who may not give beds is offered it")
	}
}
