package beds

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// button finds a button of the side by its words.
func button(p *page, words string) *kit.Button {
	for _, part := range []fyne.CanvasObject{p.side.verdict, p.side.body, p.side.foot} {
		if b := find(part, words); b != nil {
			return b
		}
	}
	return nil
}

// find finds a button within something by its words.
func find(o fyne.CanvasObject, words string) *kit.Button {
	switch o := o.(type) {
	case *kit.Button:
		if o.Text == words {
			return o
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if b := find(inner, words); b != nil {
				return b
			}
		}
	}
	return nil
}

func TestFiltersLeaveWhatIsAskedFor(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("赵演示", 70))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女101-1"), nil)
	kittest.OK(t, err)
	p := d.open("")
	shown := func(bed string) bool { return p.board.tiles[d.bed(bed)].Visible() }
	p.top.choose(filterWomen, filterFree)
	if shown("女101-1") || !shown("女101-2") || shown("男201-1") || !shown("隔401-1") {
		t.Error("women's free beds are not what shows")
	}
	p.top.choose(filterNeeds)
	if !shown("女101-1") || shown("女101-2") {
		t.Error("people in need of care are not what shows")
	}
	p.Leave()
	if again := d.open(""); len(again.top.on) != 1 {
		t.Error("the filter was forgotten")
	}
}

func TestAPersonIsFoundByNamePinyinAndBed(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("赵演示", 30))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女103-4"), nil)
	kittest.OK(t, err)
	p := d.open("")
	for _, words := range []string{"赵演", "zys", "女103-4"} {
		p.Do("bed") // what was looked for before gives way
		d.Write(words)
		if len(p.top.found) != 1 || p.top.found[0] != d.bed("女103-4") {
			t.Fatalf("%q found %d tiles", words, len(p.top.found))
		}
		d.Press(fyne.KeyReturn)
		if d.Window().Canvas().Focused() != fyne.Focusable(p.board.tiles[d.bed("女103-4")]) || p.marked != d.bed("女103-4") {
			t.Errorf("Enter after %q did not go there", words)
		}
	}
}

func TestABedThatWasLookedForShowsItself(t *testing.T) {
	d := station(t)
	p := d.open("bed/" + d.bed("观404-2"))
	tile := p.board.tiles[d.bed("观404-2")]
	if !tile.Selected() || p.side.title.Content != "观404-2" || p.board.scroll.Offset.Y == 0 {
		t.Errorf("selected %v, side %q, scrolled %v", tile.Selected(), p.side.title.Content, p.board.scroll.Offset.Y)
	}
}

func TestWhatIsTheMatterWithABed(t *testing.T) {
	d := station(t)
	p := d.open("")
	id := d.bed("女101-1")
	look := func() shelter.Look { return p.facts.beds[id].Look }
	d.Press(fyne.KeyReturn) // opens the first bed
	test.Tap(button(p, "待整理"))
	if look() != shelter.LookCleaning {
		t.Fatalf("look = %s", look())
	}
	kit.Press(d.Window().Canvas(), "undo")
	if look() != shelter.LookReady {
		t.Fatalf("after the undo: %s", look())
	}
	test.Tap(button(p, "停用"))
	d.Write("床板坏了")
	d.Submit()
	if look() != shelter.LookOutOfOrder || p.facts.beds[id].Bed.Note != "床板坏了" {
		t.Errorf("look = %s, note %q", look(), p.facts.beds[id].Bed.Note)
	}
	kit.Press(d.Window().Canvas(), "save") // 恢复使用
	if look() != shelter.LookReady {
		t.Errorf("look = %s", look())
	}
}

func TestThroughHospitalAndBack(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("钱演示", 30))
	_, err := d.House().Assign(t.Context(), stay.ID, d.bed("女101-1"), nil)
	kittest.OK(t, err)
	p := d.open("")
	tile := p.board.tiles[d.bed("女101-1")]
	test.Tap(tile)
	test.Tap(button(p, "送医"))
	if tile.Facts().Days != "在院" || button(p, "换床") != nil {
		t.Errorf("tile %+v", tile.Facts())
	}
	test.Tap(button(p, "返回站内"))
	if tile.Facts().Days != "第1天" {
		t.Errorf("tile %+v", tile.Facts())
	}
	test.Tap(button(p, "空出床位"))
	if d.sleeps(stay.ID) != "" {
		t.Error("the bed was not given up")
	}
	kit.Press(d.Window().Canvas(), "undo")
	if d.sleeps(stay.ID) != "女101-1" {
		t.Errorf("after the undo she sleeps in %q", d.sleeps(stay.ID))
	}
}

// An account without a right sees the board and none of the steps.
func TestWhoMayOnlyLookSeesNoSteps(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("孙演示", 30))
	d.as(access.TracingOfficer)
	if d.Session().Can(access.AssignBeds) {
		t.Fatal("a tracing officer may assign beds: this test needs another role")
	}
	p := d.open(stay.ID)
	if p.hand != nil || !strings.Contains(d.Said(), "不能安排床位") {
		t.Errorf("hand %v, said %q", p.hand, d.Said())
	}
	test.Tap(p.board.tiles[d.bed("女101-1")])
	if button(p, "停用") != nil || p.side.primary != nil {
		t.Error("steps are offered that would be refused")
	}
}

func TestProtectedPeopleHaveNoName(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("李演示", 70))
	desk := d.Desk()
	kittest.OK(t, desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	p := d.open("")
	facts := p.board.tiles[stay.ID].Facts()
	if facts.Name != "受保护" || !facts.Locked || facts.Signs != "" {
		t.Errorf("tile %+v", facts)
	}
}

func TestAHouseIsLaidOut(t *testing.T) {
	d := station(t)
	p := d.open("")
	p.openPlan()
	rows := func() int {
		plan, err := d.House().Layout(t.Context())
		kittest.OK(t, err)
		return len(plan.Zones)*1000 + len(plan.Beds)
	}
	if rows() != 5060 {
		t.Fatalf("the station has %d zones and beds", rows())
	}
	p.other.submit()
	if len(d.Failures) != 0 || d.Said() != "分区已保存。" {
		t.Errorf("failed %v, said %q", d.Failures, d.Said())
	}
	p.close()
	if p.other != nil {
		t.Error("Esc did not lead back to the board")
	}
}

func TestAKeyPressedTwiceSavesOnce(t *testing.T) {
	d := station(t)
	stay := d.Admit(kittest.Woman("赵演示", 30))
	p := d.open("")
	p.extend(stay.ID)
	d.Write("等候家属")
	d.Slow = true
	d.Submit()
	d.Submit()
	if len(d.Later) != 1 {
		t.Errorf("an extension was begun %d times", len(d.Later))
	}
	d.Hurry()
	if p.other != nil || d.Said() != "已延期，请报上级民政部门备案。" {
		t.Errorf("said %q, failed %v", d.Said(), d.Failures)
	}

	p.openPlan()
	test.Tap(find(p.other.content, "加分区"))
	d.Write("新区")
	zones := func() int {
		plan, err := d.House().Layout(t.Context())
		kittest.OK(t, err)
		return len(plan.Zones)
	}
	before := zones()
	d.Slow = true
	d.Submit()
	d.Submit()
	for _, work := range d.Later { // saved, but the layout is not yet read anew
		d.Later = d.Later[1:]
		work()
	}
	d.Submit()
	d.Hurry()
	if got := zones(); got != before+1 {
		t.Errorf("%d zones became %d", before, got)
	}
}
