package person

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit/kittest"
)

func TestTheCareOfALinkedFileIsInTheTimeline(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：联系村委会"}})
	kittest.OK(t, err)
	p := d.file(second.PersonID)
	if has(p.whats(), "联系村委会") {
		t.Fatal("shown before they are linked")
	}
	p.link(first.PersonID, intake.LinkSame, "演示：同一张脸")
	if !has(p.whats(), "社工服务 〔另一份档案 演示王武〕 · 演示：联系村委会") {
		t.Errorf("not in the timeline: %q", p.whats())
	}
	if !slices.Contains(d.acts(first.PersonID), "care.read") {
		t.Error("that it was read is not on record")
	}
}

func TestTheCareOfSomebodyProtectedStaysClosed(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：不许别人看"}})
	kittest.OK(t, err)
	_, err = d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	kittest.OK(t, d.Desk().Protect(t.Context(), first.PersonID, nil, "演示：家暴"))
	p := d.as(access.ShelterManager).file(second.PersonID)
	if !p.loaded || has(p.whats(), "不许别人看") || has(p.whats(), first.Number) {
		t.Errorf("the timeline says %q", p.whats())
	}
	files, err := d.as(access.FrontDesk).House().CareFiles(t.Context(), first.ID)
	if err != nil || len(files) != 0 {
		t.Errorf("asked for outright, it reads %v (%v)", files, err)
	}
}

func TestChipsLeaveOfTheTimelineWhatIsWanted(t *testing.T) {
	d := open(t)
	stay := d.lived()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "演示：陪同办证"}})
	kittest.OK(t, err)
	p := d.file(stay.PersonID)
	for _, l := range p.happened() {
		if l.kind == "" {
			t.Errorf("%s is under no chip", l.what)
		}
	}
	d.Window().Canvas().Focus(p.filter)
	d.Write("3")
	if got := d.Memory[filterMemory]; got != "care" {
		t.Errorf("remembered %q", got)
	}
	d.Press(fyne.KeyReturn, fyne.KeyReturn) // into the table, and open the first
	if p.tab != tabCare || p.care.rooms[p.care.at].key != careNotes {
		t.Errorf("the first line opens %s", p.tab)
	}
}

func TestADeathIsCalledByItsName(t *testing.T) {
	d := open(t)
	stay := d.wang()
	_, err := d.House().OpenDeath(t.Context(), stay.ID)
	kittest.OK(t, err)
	p := d.file(stay.PersonID)
	if !has(p.whats(), "死亡处置") || has(p.whats(), "落户安置") {
		t.Errorf("the timeline says %q", p.whats())
	}
	for outcome, want := range map[string]string{shelter.OutcomeDied: "死亡", shelter.OutcomeMistaken: "已撤回"} {
		if got := outcomeWord(outcome); got != want {
			t.Errorf("%s is %q; want %q", outcome, got, want)
		}
	}
}
