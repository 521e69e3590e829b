package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// spellFew answers as intake.Spell does, from a list of its own.
func spellFew(letters string, first bool) []string {
	switch {
	case letters == "zhangming" && first:
		return []string{"张明", "章明", "张ming"}
	case letters == "ming" && !first:
		return []string{"明", "铭"}
	case letters == "yi":
		return strings.Split("易伊依一义艺亦意毅益仪宜怡逸翼", "")
	case letters == "maria":
		return []string{"马里亚"}
	}
	return nil
}

func nameWithHelp(t testing.TB) (fyne.Window, *Form, *HelpedEntry, *PinyinHelp) {
	entry := NewEntry()
	help := NewPinyinHelp(entry, spellFew)
	field := Helped(entry, nil, help)
	f := NewForm()
	g := f.Group("身份")
	g.Add("name", "姓名", field)
	g.Add("note", "备注", NewEntry())
	w := show(t, f.Scroll())
	f.Focus("name")
	return w, f, field, help
}

func TestDigitTakesTheCharactersForTheLetters(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	write(w, "zhangming")
	if got := help.Offered(); !slices.Equal(got, []string{"张明", "章明", "张"}) || help.Hidden {
		t.Fatalf("offered %v, hidden %v", got, help.Hidden)
	}
	write(w, "2")
	if field.Entry.Text != "章明" || !help.Hidden {
		t.Errorf("text %q, hidden %v", field.Entry.Text, help.Hidden)
	}
}

func TestLettersThatAnAnswerLeavesAreSpeltNext(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	write(w, "zhangming3")
	if field.Entry.Text != "张ming" || !slices.Equal(help.Offered(), []string{"明", "铭"}) {
		t.Fatalf("text %q, offered %v", field.Entry.Text, help.Offered())
	}
	write(w, "2")
	if field.Entry.Text != "张铭" {
		t.Errorf("text %q", field.Entry.Text)
	}
}

func TestLatinNameStaysAsItWasTyped(t *testing.T) {
	w, f, field, help := nameWithHelp(t)
	write(w, "maria")
	if help.Hidden {
		t.Fatal("nothing was offered, so nothing is tested")
	}
	press(w, fyne.KeyReturn)
	if field.Entry.Text != "maria" || !help.Hidden || w.Canvas().Focused() != f.Item("note").Field.Target() {
		t.Errorf("text %q, hidden %v", field.Entry.Text, help.Hidden)
	}
	f.Focus("name")
	field.Entry.SetText("")
	test.Type(field.Entry, "Maria yi")
	if !help.Hidden || field.Entry.Text != "Maria yi" {
		t.Errorf("a name with a capital was offered %v", help.Offered())
	}
	field.Entry.SetText("")
	test.Type(field.Entry, "yi-")
	if field.Entry.Text != "yi-" {
		t.Errorf("a hyphen on the first page was swallowed: %q", field.Entry.Text)
	}
}

func TestEscClosesAndLeavesTheLetters(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	write(w, "yi")
	press(w, fyne.KeyEscape)
	if field.Entry.Text != "yi" || !help.Hidden {
		t.Fatalf("text %q, hidden %v", field.Entry.Text, help.Hidden)
	}
	write(w, "3")
	if field.Entry.Text != "yi3" {
		t.Errorf("a digit after Esc made %q", field.Entry.Text)
	}
}

func TestPagesTurnByKeyAndByCharacter(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	write(w, "yi")
	first := help.Offered()
	press(w, fyne.KeyPageDown)
	second := help.Offered()
	if len(first) != 9 || len(second) != 6 || second[0] == first[0] {
		t.Fatalf("pages %v and %v", first, second)
	}
	write(w, "-")
	if !slices.Equal(help.Offered(), first) {
		t.Errorf("− shows %v", help.Offered())
	}
	write(w, "=")
	write(w, "1")
	if field.Entry.Text != second[0] {
		t.Errorf("took %q; want %q", field.Entry.Text, second[0])
	}
}

func TestNarrowFieldShowsFewerAnswersAndLosesNone(t *testing.T) {
	w, _, _, help := nameWithHelp(t)
	w.Resize(fyne.NewSize(260, 600))
	write(w, "yi")
	var all []string
	for range 15 {
		shown := help.Offered()
		if help.strip.width(help.strip.items) > help.strip.Size().Width {
			t.Fatalf("%v is wider than the field", shown)
		}
		all = append(all, shown...)
		if len(all) == 15 {
			break
		}
		press(w, fyne.KeyPageDown)
	}
	if strings.Join(all, "") != "易伊依一义艺亦意毅益仪宜怡逸翼" {
		t.Errorf("the pages together are %v", all)
	}
}

func TestDigitsBelongToTheInputMethodWhileItComposes(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	write(w, "yi")
	compose(w, "ming")
	press(w, fyne.Key1)
	if field.Entry.Text != "yi" {
		t.Fatalf("the key chose %q", field.Entry.Text)
	}
	field.Entry.TypedRune('1') // which it hands on as text
	if field.Entry.Text != "yi1" {
		t.Fatalf("the digit chose %q", field.Entry.Text)
	}
	field.Entry.SetText("yi")
	field.Entry.CursorColumn = 2
	test.Type(field.Entry, "明")
	if field.Entry.Text != "yi明" || !help.Hidden {
		t.Errorf("text %q, hidden %v", field.Entry.Text, help.Hidden)
	}
}

func TestF6AsksAndSpellsCapitalsToo(t *testing.T) {
	w, _, field, help := nameWithHelp(t)
	press(w, fyne.KeyF6)
	if help.Hidden || help.words.Hidden {
		t.Fatal("F6 in the empty field says nothing")
	}
	write(w, "yi1")
	if field.Entry.Text != "易" || help.Hidden {
		t.Errorf("text %q, hidden %v", field.Entry.Text, help.Hidden)
	}
	press(w, fyne.KeyF6)
	if !help.Hidden {
		t.Error("F6 does not close it")
	}
}

func TestMouseTakesAnAnswerAndTheFieldIsNotLeft(t *testing.T) {
	w, f, field, help := nameWithHelp(t)
	var drafts []string
	f.OnDraft = func(_, draft string) { drafts = append(drafts, draft) }
	write(w, "zhangming")
	at := fyne.NewPos(Size(Inside), Size(Nudge))
	help.strip.MouseDown(&desktop.MouseEvent{})
	w.Canvas().Unfocus() // as the driver does
	if len(drafts) > 0 {
		t.Errorf("the field was left with %v", drafts)
	}
	help.strip.Tapped(&fyne.PointEvent{Position: at})
	if field.Entry.Text != "张明" || w.Canvas().Focused() != fyne.Focusable(field.Entry) {
		t.Errorf("text %q, focus %T", field.Entry.Text, w.Canvas().Focused())
	}
	f.Focus("note")
	if !slices.Equal(drafts, []string{"张明"}) {
		t.Errorf("drafts %v", drafts)
	}
}

func TestAnotherFieldClosesWhatIsOffered(t *testing.T) {
	w, f, _, help := nameWithHelp(t)
	write(w, "yi")
	f.Focus("note")
	if !help.Hidden {
		t.Error("the row still stands under the name")
	}
}

func TestSpellingCanBeUndone(t *testing.T) {
	w, _, field, _ := nameWithHelp(t)
	changes := 0
	field.Entry.OnChanged = func(string) { changes++ }
	write(w, "yi")
	before := changes
	write(w, "1")
	if changes != before+1 {
		t.Errorf("taking one answer is %d changes", changes-before)
	}
	field.Entry.TypedShortcut(&fyne.ShortcutUndo{})
	if field.Entry.Text == "易" {
		t.Error("Ctrl+Z did nothing")
	}
}
