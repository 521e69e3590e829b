package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/assets"
)

var sexes = []Option{{Key: "1", Text: "男"}, {Key: "2", Text: "女"}, {Key: "9", Text: "看不出"}}

func TestChoiceByKeys(t *testing.T) {
	c, name := NewChoice(sexes), NewEntry()
	f := NewForm()
	g := f.Group("")
	g.Add("sex", "性别", c)
	g.Add("name", "姓名", name)
	w := show(t, f)
	f.Focus("sex")
	steps := []struct {
		do   func()
		want string
	}{
		{func() { w.Canvas().Focused().TypedRune('2') }, "2"},
		{func() { press(w, fyne.KeyRight) }, "9"},
		{func() { press(w, fyne.KeyRight) }, "9"},
		{func() { press(w, fyne.KeyLeft, fyne.KeyLeft) }, "1"},
		{func() { press(w, fyne.KeyBackspace) }, ""},
		{func() { w.Canvas().Focused().TypedRune('8') }, ""},
		{func() { press(w, fyne.KeyF8) }, ""},
		{func() { press(w, fyne.KeySpace) }, "1"},
	}
	for i, s := range steps {
		if s.do(); c.Chosen() != s.want {
			t.Fatalf("step %d: chosen %q, want %q", i, c.Chosen(), s.want)
		}
	}
	press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(name) {
		t.Error("Enter did not go on")
	}
}

func TestSeveralAnswersAreCounted(t *testing.T) {
	c := NewMultiChoice(sexes)
	w := show(t, c)
	w.Canvas().Focus(c)
	test.Type(c, "13")
	if got := c.Draft(); got != "1,9" {
		t.Errorf("chosen %q", got)
	}
	test.Type(c, "1")
	press(w, fyne.KeyRight, fyne.KeySpace)
	if got := c.Draft(); got != "2,9" {
		t.Errorf("chosen %q", got)
	}
	press(w, fyne.KeyF8)
	draft := c.Draft()
	c.Restore("1")
	c.Restore(draft)
	if !c.Unknown() || len(c.ChosenAll()) != 0 || c.Empty() {
		t.Error("不详 was lost in the draft")
	}
}

func TestChoiceByMouse(t *testing.T) {
	c := NewChoice(sexes)
	show(t, c)
	second := c.places(c.Size().Width)[1]
	test.TapAt(c, second.at.AddXY(2, 2))
	if c.Chosen() != "2" {
		t.Errorf("chosen %q", c.Chosen())
	}
}

func TestLookupFindsANationByPinyinAndWords(t *testing.T) {
	speak(t, Chinese)
	codes, err := assets.CodeTable("nation")
	if err != nil {
		t.Fatal(err)
	}
	options := Options(codes)
	l, name := NewLookup(options), NewEntry()
	f := NewForm()
	g := f.Group("")
	g.Add("nation", "民族", l)
	g.Add("name", "姓名", name)
	w := show(t, f)
	f.Focus("nation")
	test.Type(l.entry, "维")
	if len(l.fits) == 0 || !strings.Contains(l.fits[0].Text, "维吾尔") {
		t.Fatalf("found %v", l.fits)
	}
	press(w, fyne.KeyReturn)
	if l.Chosen() == "" || l.Check() != nil || w.Canvas().Focused() != fyne.Focusable(name) {
		t.Errorf("chosen %q, %v", l.Chosen(), l.Check())
	}
	draft := l.Draft()
	l.Restore("")
	if l.Chosen() != "" || !l.Empty() {
		t.Error("an empty draft did not empty it")
	}
	l.Restore(draft)
	if l.Chosen() == "" {
		t.Error("the draft did not bring the answer back")
	}
}

func TestLookupKeepsWhatItDoesNotKnow(t *testing.T) {
	l := NewLookup(sexes)
	w := show(t, l)
	w.Canvas().Focus(l.Target())
	test.Type(l.entry, "火星")
	press(w, fyne.KeyReturn)
	if l.entry.Text != "火星" || l.Check() == nil || l.Chosen() != "" {
		t.Errorf("text %q, chosen %q", l.entry.Text, l.Chosen())
	}
}

func TestLookupGoesThroughTheAnswers(t *testing.T) {
	l := NewLookup(sexes)
	w := show(t, l)
	w.Canvas().Focus(l.Target())
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if l.Chosen() != "2" {
		t.Errorf("chosen %q", l.Chosen())
	}
}

func TestReturnWaitsForTheDigitThatChooses(t *testing.T) {
	c := NewChoice([]Option{{Key: "a", Text: "甲"}, {Key: "b", Text: "乙"}})
	form := NewForm()
	form.Group("").Add("one", "第一", c)
	form.Group("").Add("two", "第二", NewEntry())
	w := test.NewTempWindow(t, form)
	w.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.Key2})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.Canvas().Focused() != fyne.Focusable(c) {
		t.Fatal("Return overtook the digit")
	}
	c.TypedRune('2')
	if c.Chosen() != "b" || w.Canvas().Focused() == fyne.Focusable(c) {
		t.Errorf("chosen %q; want b, and the focus on the next field", c.Chosen())
	}
}
