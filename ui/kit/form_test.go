package kit

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"guitu/internal/store"
)

func TestFormStopsAtTheFirstProblem(t *testing.T) {
	f := NewForm()
	a, b := f.Group("身份"), f.Group("求助")
	first, second := NewEntry(), NewEntry()
	a.Add("name", "姓名", first)
	b.Add("came", "来站方式", second).Require()
	w := show(t, f.Scroll())
	b.Fold(true)
	saved := 0
	f.OnSubmit = func() { saved++ }
	f.Submit()
	if saved != 0 || w.Canvas().Focused() != fyne.Focusable(second) || b.Folded() {
		t.Errorf("saved %d, focus %T, folded %v", saved, w.Canvas().Focused(), b.Folded())
	}
	if second.Problem() != "请填写“来站方式”，不知道就按 F8 记为不详。" {
		t.Errorf("problem %q", second.Problem())
	}
	press(w, fyne.KeyF8)
	f.Submit()
	if saved != 1 {
		t.Error("不详 is an answer, but the form was not saved")
	}
}

func TestErrorsOfSavingStandAtTheirField(t *testing.T) {
	_, f, name, _ := twoFields(t)
	if !f.Fail(store.Fail(store.Conflict, "同名草稿已存在：请改用{{.Name}}。").On("name").With(store.Args{"Name": "别名"})) {
		t.Fatal("the form does not know its field")
	}
	if name.Problem() != "同名草稿已存在：请改用别名。" {
		t.Errorf("problem %q", name.Problem())
	}
	if f.Fail(store.Fail(store.Conflict, "床位已被占。").On("bed")) || f.Fail(errors.New("disk on fire")) {
		t.Error("the form took an error that is not about its fields")
	}
}

func TestEachFieldSavesItsDraft(t *testing.T) {
	w, f, name, note := twoFields(t)
	var kept []string
	f.OnDraft = func(key, draft string) { kept = append(kept, key+"="+draft) }
	test.Type(name, "王")
	press(w, fyne.KeyReturn)
	test.Type(note, "左臂有疤")
	f.Submit()
	f.Submit()
	if len(kept) != 2 || kept[0] != "name=王" || kept[1] != "note=左臂有疤" {
		t.Errorf("drafts %q", kept)
	}
}

func TestHiddenAndDisabledFieldsArePassedBy(t *testing.T) {
	f := NewForm()
	g := f.Group("身份")
	fields := []*Entry{NewEntry(), NewEntry(), NewEntry(), NewEntry()}
	var items []*Item
	for i, e := range fields {
		items = append(items, g.Add(string(rune('a'+i)), "字段", e))
	}
	w := show(t, f.Scroll())
	fields[1].Disable()
	items[2].Show(false)
	f.Focus("a")
	press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(fields[3]) {
		t.Errorf("focus %v", w.Canvas().Focused())
	}
}

func TestALineWithoutFieldsTakesNoRoom(t *testing.T) {
	f := NewForm()
	g := f.Group("离站")
	g.Add("a", "去向", NewEntry())
	b, c := g.Add("b", "接领人", NewEntry()), g.Beside("c", "关系", NewEntry())
	show(t, f.Scroll())
	full := f.MinSize().Height
	b.Show(false)
	if f.MinSize().Height != full {
		t.Error("a line that still holds a field changed its height")
	}
	c.Show(false)
	if gone := full - f.MinSize().Height; gone != c.frame.MinSize().Height+Size(Inside) {
		t.Errorf("hiding the line gave back %v; want its height and its gap", gone)
	}
	b.Show(true)
	if f.MinSize().Height != full {
		t.Error("the line did not come back")
	}
}

func TestDotsTellHowFarAGroupIs(t *testing.T) {
	_, f, name, note := twoFields(t)
	dots := f.groups[0].dots.Objects
	f.Item("note").Want()
	if dot := dots[1].(*Sign); dot.Shape != Ring0 || dot.Color != Soon {
		t.Errorf("待补 shows as %+v", dot)
	}
	test.Type(name, "王")
	if dot := dots[0].(*Sign); dot.Shape != Disc || dot.Color != Accent {
		t.Errorf("a filled field shows as %+v", dot)
	}
	name.SetProblem("不对。")
	if dot := dots[0].(*Sign); dot.Shape != Diamond || dot.Color != Overdue {
		t.Errorf("a problem shows as %+v", dot)
	}
	note.SetUnknown(true)
	if dot := dots[1].(*Sign); dot.Color != Info {
		t.Errorf("不详 shows as %+v", dot)
	}
}

func TestFocusIsAnnouncedByLabelOnly(t *testing.T) {
	_, f, name, _ := twoFields(t)
	test.Type(name, "王小明")
	var heard []string
	Announce = func(kind, text string) { heard = append(heard, kind+":"+text) }
	t.Cleanup(func() { Announce = nil })
	f.Focus("note")
	f.Focus("name")
	if len(heard) != 2 || heard[0] != "field:备注" || heard[1] != "field:姓名" {
		t.Errorf("heard %q", heard)
	}
}

func TestAGroupApartKeepsItsPlaceInTheOrder(t *testing.T) {
	f := NewForm()
	first, aside, last := NewEntry(), NewEntry(), NewEntry()
	f.Group("来站").Add("came", "来站方式", first)
	apart, scroll := f.Apart("护送")
	apart.Add("unit", "护送单位", aside)
	f.Group("身份").Add("name", "姓名", last)
	w := show(t, container.NewHSplit(scroll, f.Scroll()))
	back := 0
	f.OnFirst = func() { back++ }
	f.Focus("came")
	for _, want := range []*Entry{aside, last} {
		press(w, fyne.KeyReturn)
		if w.Canvas().Focused() != fyne.Focusable(want) {
			t.Fatalf("focus %T %p; want %p", w.Canvas().Focused(), w.Canvas().Focused(), want)
		}
	}
	f.Focus("came")
	first.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(w, fyne.KeyReturn)
	if back != 1 {
		t.Error("Shift+Enter in the first field told nobody")
	}
}

func TestALongProblemIsReadWhole(t *testing.T) {
	for _, sentence := range []string{
		"第18位校验码不对：按前17位算出来应该是X，请对照证件一位一位再看一遍，改好以后再按回车；改不了也可以先这样登记。",
		"The last digit does not match the others: compare the number with the card digit by digit, and correct it; it can also be registered as it is.",
	} {
		f, id, below := NewForm(), NewEntry(), NewEntry()
		g := f.Group("")
		g.Add("id", "证件号码", id)
		g.Add("below", "住址", below)
		w := show(t, f.Scroll())
		w.Resize(fyne.NewSize(300, 400))
		id.SetProblem(sentence)
		i := f.Item("id")
		if got := strings.Join(i.problem.lines, " "); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(sentence, " ", "") || len(i.problem.lines) < 2 {
			t.Fatalf("lines %q", i.problem.lines)
		}
		for _, words := range i.problem.lines {
			if width := fyne.MeasureText(words, Size(Small), fyne.TextStyle{}).Width; width > i.problem.Size().Width {
				t.Errorf("%q is cut", words)
			}
			if strings.ContainsRune("，。；：", []rune(words)[0]) {
				t.Errorf("%q begins with a mark", words)
			}
		}
		bottom := func(o fyne.CanvasObject) float32 {
			return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
		}
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(f.Item("below").frame).Y
		if i.problem.Size().Height < i.problem.MinSize().Height || bottom(i.problem) > top {
			t.Errorf("the problem ends at %v, the next field begins at %v", bottom(i.problem), top)
		}
		before := len(i.problem.lines)
		w.Resize(fyne.NewSize(200, 400))
		top = fyne.CurrentApp().Driver().AbsolutePositionForObject(f.Item("below").frame).Y
		if len(i.problem.lines) <= before || bottom(i.problem) > top {
			t.Errorf("in a smaller window: %d lines, the problem ends at %v, the next field begins at %v", len(i.problem.lines), bottom(i.problem), top)
		}
		id.SetProblem("")
		if i.problem.Visible() {
			t.Error("the problem stays")
		}
	}
}

func TestAFieldThatWasNeverDrawnIsScrolledTo(t *testing.T) {
	test.NewTempApp(t)
	f := NewForm()
	group := f.Group("演示")
	var last *Entry
	for n := range 20 {
		last = NewEntry()
		group.Add(strconv.Itoa(n), "演示", last)
	}
	f.Item("19").Show(false)
	scroll := f.Scroll()
	scroll.Resize(fyne.NewSize(300, 200)) // in no window: the driver knows no places
	f.Item("19").Show(true)
	f.Fail(store.Fail(store.Invalid, "演示").On("19"))
	content := scroll.Content.MinSize().Height
	if end := scroll.Offset.Y + scroll.Size().Height; end < content-last.MinSize().Height {
		t.Errorf("shows as far as %v of %v", end, content)
	}
}
