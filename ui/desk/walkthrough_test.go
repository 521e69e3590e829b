package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// keyboard counts runs of keys: what is pressed between two changes of the
// field that has the focus.
type keyboard struct {
	*kittest.Shell
	runs int
}

func (k *keyboard) run(text string, keys ...fyne.KeyName) {
	k.T.Helper()
	k.runs++
	k.Write(text, keys...)
	quiet(k.Shell)
}

// at fails the test where another field has the focus.
func (k *keyboard) at(label string) {
	k.T.Helper()
	if last := k.Heard[len(k.Heard)-1]; last != "field:"+label {
		k.T.Fatalf("after %d runs the focus was announced as %q; want %q", k.runs, last, label)
	}
}

// bedAndPrint are the runs on the pages that follow: Enter takes the first
// suggested bed, F9 opens the paper and Enter prints it.
const bedAndPrint = 3

func TestARegistrationTakesAtMost25RunsOfKeys(t *testing.T) {
	s := kittest.Station{}.Open(t)
	path := picturePath(t, 60, 80)
	a := openDraft(s)
	k := &keyboard{Shell: s}
	k.at("来站方式")
	k.run("2", fyne.KeyReturn)
	k.at("护送单位")
	k.run("演示派出所", fyne.KeyReturn)
	k.run("演示警官", fyne.KeyReturn)
	k.at("护送人电话")
	k.run("000-1111", fyne.KeyReturn)
	k.at("发现地点")
	k.run("北广场", fyne.KeyReturn)
	k.at("发现时间")
	k.run("昨天 2210", fyne.KeyReturn)
	k.at("身体状况检视")
	k.run("1", fyne.KeyReturn)
	for range 4 { // mind, medicine, allergy, whether they answer
		k.run("", fyne.KeyReturn)
	}
	k.at("姓名")
	k.run("演示㛃", fyne.KeyReturn)
	k.at("性别")
	for range 3 { // sex and age come from the number
		k.run("", fyne.KeyReturn)
	}
	k.at("证件类型")
	k.run("居民身份证", fyne.KeyReturn)
	k.at("证件号码")
	k.run("11010519491231002x", fyne.KeyReturn)
	k.runs += 2 // F4 and the key that takes the picture, where there is a camera
	a.photos.addFile(path)
	k.runs++
	s.Submit()
	quiet(s)
	if a.outcome == nil {
		t.Fatal("nobody was registered")
	}
	k.run("", fyne.KeyF3)
	if k.runs += bedAndPrint; k.runs > 25 {
		t.Errorf("%d runs of keys; want at most 25", k.runs)
	}
	t.Logf("%d runs of keys", k.runs)
	stay := a.outcome.stay
	if want := (kit.Route{Name: kit.RouteBeds, ID: stay.ID}); len(s.Routes) != 1 || s.Routes[0] != want {
		t.Errorf("F3 leads to %v; want %v", s.Routes, want)
	}
	f, err := s.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	p := f.Person
	if p.Name != "演示㛃" || p.Sex != "2" || p.Birth != "1949-12-31" || p.IDNumber != "11010519491231002X" || p.Household != "北京市朝阳区" || p.Identity != intake.IdentityProven {
		t.Errorf("the file says %+v", p)
	}
	if got := f.Stays[0]; got.BroughtUnit != "演示派出所" || got.BroughtBy != "演示警官" || got.FoundPlace != "北广场" || !strings.HasSuffix(got.FoundAt, " 22:10") || got.Number == "" {
		t.Errorf("the stay says %+v", got.Circumstances)
	}
	if len(f.Photos) != 1 || f.Photos[0].Kind != "front" {
		t.Errorf("%d photos; want the front one", len(f.Photos))
	}
}

func TestEnterGoesThroughTheWholePaperInItsOrder(t *testing.T) {
	s := kittest.Station{}.Open(t)
	openDraft(s).sheet.form.Focus("arrived_at")
	s.Heard = nil
	for range 60 {
		s.Window().Canvas().Focused().(fyne.CanvasObject).Refresh()
		if entry, ok := s.Window().Canvas().Focused().(*kit.Entry); ok && entry.MultiLine {
			s.Window().Canvas().FocusNext() // Enter is a new line there
			continue
		}
		s.Press(fyne.KeyReturn)
	}
	var order []string
	for _, heard := range s.Heard {
		if label, ok := strings.CutPrefix(heard, "field:"); ok {
			order = append(order, label)
		}
	}
	want := "来站方式 护送单位 护送人 护送人电话 发现地点 发现时间 身体状况检视 精神状况 用药 过敏 问话 姓名 性别 民族 出生日期或年龄 证件类型 证件号码 户籍地 住所地 文化程度 婚姻状况 政治面貌 联系电话 曾用名、绰号 低保或特困 求助原因 求助需求 人员类别 流浪原因、时间、经过 亲属姓名 与本人关系 亲属电话 亲属住址 语言口音"
	if got := strings.Join(order, " "); !strings.HasPrefix(got, want) {
		t.Errorf("the order is\n%s\nwant\n%s", got, want)
	}
}

func TestWhatIsMissingIsSaidAtItsField(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Submit()
	if a.outcome != nil || a.sheet.form.Item("came_by").Field.Base().Problem() == "" {
		t.Error("the way of coming was not asked for")
	}
	a.sheet.form.Focus("came_by")
	s.Write("1")
	s.Submit()
	if a.sheet.sex.Problem() == "" || s.Window().Canvas().Focused() != fyne.Focusable(a.sheet.sex) {
		t.Error("the sex was not asked for")
	}
	s.Write("1")
	s.Submit()
	if a.outcome == nil {
		t.Error("nothing else may be asked for")
	}
}

func TestNextPersonBeginsWithF2(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Write("1")
	a.sheet.sex.Choose("1")
	s.Submit()
	s.Press(fyne.KeyF2)
	if last := s.Routes[len(s.Routes)-1]; last.Name != kit.RouteArrival || last.ID == a.id || last.ID == "" {
		t.Errorf("F2 leads to %v", last)
	}
	s.Write("3") // 发放物品
	if last := s.Routes[len(s.Routes)-1]; last.Name != kit.RouteSupplies || last.ID != a.outcome.stay.ID {
		t.Errorf("3 leads to %v", last)
	}
	s.Press(fyne.KeyF9)
	if last := s.Routes[len(s.Routes)-1]; last.ID != a.outcome.stay.ID+"/register" {
		t.Errorf("F9 leads to %v", last)
	}
}

func TestRefusalEndsInItsNotice(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Write("1")
	a.sheet.sex.Choose("1")
	a.refuse()
	s.Write("3")
	s.Press(fyne.KeyReturn)
	s.Submit()
	quiet(s)
	if a.outcome == nil {
		t.Fatal("nobody was refused")
	}
	stay := a.outcome.stay
	if want := (kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/refusal"}); s.Routes[len(s.Routes)-1] != want {
		t.Errorf("went to %v; want %v", s.Routes, want)
	}
	if stay.State != intake.Refused || stay.Number != "" || stay.Refusal.Reason != "cash" || !strings.Contains(stay.Refusal.Clause, "132号") {
		t.Errorf("the refusal is %+v", stay.Refusal)
	}
}

func TestARefusalThatWasGivenUpLeavesNoTrace(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Write("1")
	a.sheet.sex.Choose("1")
	a.refuse()
	s.Write("3", fyne.KeyReturn)
	s.Window().Canvas().Overlays().Remove(s.Window().Canvas().Overlays().Top()) // Esc
	if got := stored(s, a.id).Refusal; got == nil || got.Reason != "cash" {
		t.Errorf("what was begun is not kept: %+v", got)
	}
	a.Do("save")
	quiet(s)
	if a.outcome == nil || a.outcome.stay.Refusal != nil || a.outcome.stay.State != intake.In {
		t.Error("the admitted person carries a refusal")
	}
}
