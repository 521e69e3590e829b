package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// twoFields is a form with a name and a note, the name focused.
func twoFields(t *testing.T) (w fyne.Window, f *Form, name, note *Entry) {
	name, note = NewEntry(), NewParagraphEntry(3)
	f = NewForm()
	g := f.Group("身份")
	g.Add("name", "姓名", name)
	g.Add("note", "备注", note)
	w = show(t, f.Scroll())
	f.Focus("name")
	return w, f, name, note
}

func TestKeysOfTheInputMethodStayOutOfTheText(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab,
		fyne.KeyEscape, fyne.KeySpace, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome,
		fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown} {
		t.Run(string(key), func(t *testing.T) {
			w, f, name, _ := twoFields(t)
			f.OnSubmit = func() { t.Error("the form was saved") }
			test.Type(name, "王小")
			name.CursorColumn = 1
			compose(w, "ming")
			press(w, key)
			if name.Text != "王小" || name.CursorColumn != 1 {
				t.Errorf("text %q, cursor at %d", name.Text, name.CursorColumn)
			}
			if w.Canvas().Focused() != fyne.Focusable(name) {
				t.Error("the focus moved")
			}
		})
	}
}

func TestBackSpaceDeletesPinyinFirstAndThenText(t *testing.T) {
	w, _, name, _ := twoFields(t)
	test.Type(name, "王")
	compose(w, "xi")
	press(w, fyne.KeyBackspace, fyne.KeyBackspace)
	if name.Text != "王" {
		t.Fatalf("pinyin's BackSpace deleted text: %q", name.Text)
	}
	press(w, fyne.KeyBackspace)
	if name.Text != "" {
		t.Errorf("BackSpace after the pinyin was gone did nothing: %q", name.Text)
	}
}

func TestCommittedTextFreesTheKeys(t *testing.T) {
	w, _, name, note := twoFields(t)
	compose(w, "wangxiaoming")
	press(w, fyne.KeySpace)
	test.Type(name, "王小明")
	press(w, fyne.KeyReturn)
	if name.Text != "王小明" || w.Canvas().Focused() != fyne.Focusable(note) {
		t.Errorf("text %q, focus %T", name.Text, w.Canvas().Focused())
	}
}

func TestLatinLettersNeedNoInputMethod(t *testing.T) {
	w, _, name, note := twoFields(t)
	write(w, "abc")
	press(w, fyne.KeyBackspace)
	if name.Text != "ab" {
		t.Errorf("BackSpace right after a letter: %q", name.Text)
	}
	write(w, "D1.")
	press(w, fyne.KeyTab)
	if name.Text != "abD1." || w.Canvas().Focused() != fyne.Focusable(note) {
		t.Errorf("text %q, focus %T", name.Text, w.Canvas().Focused())
	}
}

func TestLeavingWhileComposingForgetsThePinyin(t *testing.T) {
	w, f, name, _ := twoFields(t)
	test.Type(name, "王")
	compose(w, "xiao")
	f.Focus("note")
	f.Focus("name")
	press(w, fyne.KeyBackspace)
	if name.Text != "" {
		t.Errorf("a key was swallowed for pinyin of long ago: %q", name.Text)
	}
}

func TestEnterGoesOnAndShiftEnterBack(t *testing.T) {
	w, _, name, note := twoFields(t)
	press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(note) {
		t.Fatal("Enter did not go on")
	}
	note.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(w, fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(name) {
		t.Error("Shift+Enter did not go back")
	}
	if note.Text != "" {
		t.Errorf("it left %q behind", note.Text)
	}
}

func TestParagraphTakesEnterAndGivesTabAway(t *testing.T) {
	w, f, name, note := twoFields(t)
	f.Focus("note")
	test.Type(note, "左臂")
	press(w, fyne.KeyReturn)
	test.Type(note, "有疤")
	if note.Text != "左臂\n有疤" {
		t.Errorf("text %q", note.Text)
	}
	press(w, fyne.KeyTab)
	if note.Text != "左臂\n有疤" || w.Canvas().Focused() != fyne.Focusable(name) {
		t.Errorf("Tab stayed: %q, focus %T", note.Text, w.Canvas().Focused())
	}
}

func TestShortcutsReachTheWindow(t *testing.T) {
	w, f, name, _ := twoFields(t)
	var done []string
	Bind(w.Canvas(), func(id string) bool { done = append(done, id); return true })
	f.OnSubmit = func() { done = append(done, "submitted") }
	name.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	name.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.Key2, Modifier: fyne.KeyModifierAlt})
	name.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
	name.TypedShortcut(&fyne.ShortcutUndo{})
	press(w, fyne.KeyF2, fyne.KeyEscape)
	name.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	want := []string{"find", "page2", "back", "undo", "arrival", "close", "submitted"}
	if len(done) != len(want) {
		t.Fatalf("done %v, want %v", done, want)
	}
	for i := range want {
		if done[i] != want[i] {
			t.Fatalf("done %v, want %v", done, want)
		}
	}
}

func TestUndoBelongsToTheFieldFirst(t *testing.T) {
	w, _, name, _ := twoFields(t)
	Bind(w.Canvas(), func(id string) bool { t.Errorf("the window undid: %s", id); return true })
	test.Type(name, "王")
	name.TypedShortcut(&fyne.ShortcutUndo{})
	if name.Text != "" {
		t.Errorf("text %q", name.Text)
	}
}

func TestF8MeansUnknownAndComesBack(t *testing.T) {
	w, f, name, _ := twoFields(t)
	test.Type(name, "王")
	press(w, fyne.KeyF8)
	if !name.Unknown() || name.Text != "" || name.Empty() || name.PlaceHolder != "不详" {
		t.Fatalf("unknown %v, text %q, shows %q", name.Unknown(), name.Text, name.PlaceHolder)
	}
	drafts := f.Drafts()
	f.Restore(nil)
	if !name.Empty() {
		t.Error("an empty draft did not empty the field")
	}
	f.Restore(drafts)
	if !name.Unknown() {
		t.Error("不详 was lost in the draft")
	}
	f.Restore(map[string]string{"name": "王"})
	press(w, fyne.KeyF8, fyne.KeyF8)
	if name.Unknown() || name.Text != "王" {
		t.Errorf("a second F8 did not bring the text back: %q", name.Text)
	}
	press(w, fyne.KeyF8)
	test.Type(name, "李")
	if name.Unknown() || name.Text != "李" {
		t.Errorf("typing did not end 不详: %q", name.Text)
	}
}

func TestPasteIsCleaned(t *testing.T) {
	for _, c := range []struct {
		field      *Entry
		give, want string
	}{
		{NewEntry(), " 王小明\r\n", "王小明"},
		{NewEntry(), "王\u200b小\u00a0明\ufeff", "王小 明"},
		{NewEntry(), "一\n二", "一 二"},
		{NewParagraphEntry(2), "一\r\n二\t三", "一\n二 三"},
		{NewDigitsEntry(), "电话 １３８-0013", "1380013"},
		{NewIDEntry(), "11010119900307００３x", "11010119900307003X"},
	} {
		show(t, c.field)
		c.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipping(c.give)})
		if c.field.Text != c.want {
			t.Errorf("pasting %q gives %q, want %q", c.give, c.field.Text, c.want)
		}
	}
}

func TestNumberFieldsTakeOnlyTheirCharacters(t *testing.T) {
	field := NewIDEntry()
	show(t, field)
	test.Type(field, "1a１x王X-")
	if field.Text != "11XX" {
		t.Errorf("text %q", field.Text)
	}
}

func TestLeavingCommitsAndVerifies(t *testing.T) {
	_, f, name, _ := twoFields(t)
	var committed []string
	drafts := map[string]string{}
	name.OnCommitted = func(text string) { committed = append(committed, text) }
	name.Verify = func(string) error { return complain("太短：请写全名。", nil) }
	f.OnDraft = func(key, draft string) { drafts[key] = draft }
	test.Type(name, "王")
	f.Focus("note")
	f.Focus("name")
	f.Focus("note")
	if len(committed) != 1 || committed[0] != "王" || drafts["name"] != "王" {
		t.Errorf("committed %q, drafts %q", committed, drafts)
	}
	if name.Problem() != "太短：请写全名。" {
		t.Errorf("problem %q", name.Problem())
	}
	test.Type(name, "小")
	if name.Problem() != "" {
		t.Error("the problem stayed while it was being mended")
	}
}

func TestLettersThatComeLateAreNoPinyin(t *testing.T) {
	var c composing
	for _, name := range []fyne.KeyName{"W", "A"} {
		c.key(name)
	}
	c.rune('w')
	if !c.pending() {
		t.Error("one letter has come and one has not: the field must still wait")
	}
	c.rune('a')
	if c.pending() || c.key(fyne.KeyReturn) {
		t.Error("both letters have come: Return is the field's")
	}
}

func TestReturnWaitsForTheDigitsOfAFastScanner(t *testing.T) {
	var c composing
	c.key("1")
	c.key("2")
	if !c.key(fyne.KeyReturn) {
		t.Fatal("Return overtook the digits")
	}
	if due := c.rune('1'); len(due) != 0 {
		t.Fatal("Return came before the last digit")
	}
	if due := c.rune('2'); len(due) != 1 || due[0] != fyne.KeyReturn {
		t.Errorf("after the last digit: %v; want Return", due)
	}
}

func TestDigitKeyWithoutDigitDoesNotBlockReturnTwice(t *testing.T) {
	var c composing
	c.key("1") // Num Lock is off
	c.key(fyne.KeyReturn)
	if c.key(fyne.KeyReturn) {
		t.Error("the second Return is swallowed too")
	}
}

func TestPinyinWrittenBeforeTheLastWordArrivedStaysPending(t *testing.T) {
	var c composing
	for _, name := range []fyne.KeyName{"C", "E", fyne.KeySpace, "Z", "H"} {
		c.key(name)
	}
	c.rune('测')
	c.rune('试')
	if !c.pending() || !c.key(fyne.KeyBackspace) {
		t.Error("the letters written meanwhile are still with the input method: BackSpace is its own")
	}
}

func TestUndoInAFieldNobodyTypedInIsTheWindows(t *testing.T) {
	e := NewEntry()
	w := test.NewWindow(e)
	defer w.Close()
	undone := 0
	Bind(w.Canvas(), func(id string) bool {
		if id == "undo" {
			undone++
		}
		return id == "undo"
	})
	e.SetText("演示甲")
	w.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if undone != 1 || e.Text != "演示甲" {
		t.Errorf("undone %d, the field holds %q; want the window to undo and the field left alone", undone, e.Text)
	}
	test.Type(e, "乙")
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if undone != 1 || e.Text == "演示甲乙" {
		t.Errorf("undone %d, the field holds %q; want what was typed to go", undone, e.Text)
	}
}
