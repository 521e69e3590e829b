package person

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// twice is somebody who came two times and got two files, the first of which
// has ended.
func (d *desk) twice() (first, second intake.Stay) {
	d.T.Helper()
	first = d.Admit(intake.Arrival{ArrivedAt: d.Clock.Add(-40 * 24 * time.Hour), Identity: intake.IdentityClaimed,
		Profile: intake.Profile{Name: "演示王武", IDNumber: "110101196001010015", Household: "演示省演示县东村", Phone: "13800000000"}})
	kittest.OK(d.T, d.Session().Write(d.T.Context(), "", func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, first.ID, "self", d.Clock.Add(-38*24*time.Hour), intake.Leaving{})
		return err
	}))
	second = d.Admit(intake.Arrival{ArrivedAt: d.Clock.Add(-2 * time.Hour), Identity: intake.IdentityClaimed,
		Profile: intake.Profile{Name: "演示王五", NameBySound: true, Household: "演示省演示县西村", Phone: "13800000000"}})
	return first, second
}

func TestTwoFilesAreLinkedSideBySideAndNothingIsOverwritten(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	p := d.file(second.PersonID)
	p.openFinder()
	rows := p.finder.table.Shown()
	if len(rows) != 1 || rows[0].Person.ID != first.PersonID {
		t.Fatalf("the finder offers %d files; want the earlier one by its telephone", len(rows))
	}
	d.Press(fyne.KeyReturn) // the first that is offered
	d.Press(fyne.KeyReturn) // 是同一人 has the focus
	if len(d.Failures) > 0 || len(p.f.file.Others) != 1 {
		t.Fatalf("others %d, failures %v", len(p.f.file.Others), d.Failures)
	}
	if l, ok := p.linkTo(first.PersonID); !ok || l.Reason != "电话相同" {
		t.Errorf("the reason kept is %q", l.Reason)
	}
	if !has(p.whats(), "另一份档案 演示王武") || !has(p.whats(), first.Number) {
		t.Errorf("the earlier stay is not in the timeline: %q", p.whats())
	}
	if p.f.person().Household != "演示省演示县西村" || p.f.file.Others[0].Person.Household != "演示省演示县东村" {
		t.Error("a file was overwritten")
	}
	labels := strings.Join(differing(pairs(p.f.person(), p.f.file.Others[0].Person, d.Clock)), " ")
	if labels != "姓名 户籍地" {
		t.Errorf("differing %q", labels)
	}
	for _, l := range p.happened() {
		if strings.Contains(l.more, first.Number) {
			l.open()
		}
	}
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: first.PersonID})
}

func TestALinkIsTakenBackAndMadeAgain(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	p := d.file(second.PersonID)
	p.link(first.PersonID, intake.LinkSame, "演示：同一张脸")
	if !p.Do("undo") || len(p.f.file.Others) != 0 {
		t.Fatalf("undo leaves %d other files; failures %v", len(p.f.file.Others), d.Failures)
	}
	if !p.Do("undo") || len(p.f.file.Others) != 1 {
		t.Fatal("undoing that does not link them again")
	}
	l, _ := p.linkTo(first.PersonID)
	p.unlink(l, "演示：看错了")
	if len(p.f.file.Others) != 0 || !has(p.historyWords(), "演示：看错了") || !has(p.historyWords(), "演示：同一张脸") {
		t.Errorf("history %q", p.historyWords())
	}
}

func TestWhoIsNotTheSameIsNotOfferedAgain(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	p := d.file(second.PersonID)
	p.link(first.PersonID, intake.LinkApart, "")
	kittest.OK(t, d.Directory().Load(t.Context()))
	p.openFinder()
	if rows := p.finder.table.Shown(); len(rows) != 0 {
		t.Errorf("offers %d", len(rows))
	}
	p.finder.query.SetText("演示王武")
	if rows := p.finder.table.Shown(); len(rows) != 1 {
		t.Errorf("looked for by name, %d are found; want the file all the same", len(rows))
	}
}

func TestAFileLinkedElsewhereIsShownAtOnce(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	p := d.file(second.PersonID)
	_, err := d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	kittest.OK(t, d.Directory().Load(t.Context()))
	d.Changed("person_link")
	if len(p.f.file.Others) != 1 {
		t.Error("the page does not follow")
	}
}
