package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

var marks = []Phrase{{"左臂有疤", "zbyb"}, {"右臂有疤", "ybyb"}, {"左手缺指", "zsqz"}, {"拄双拐", "zsg"}, {"长发", "zf cf"}}

func noteWithPhrases(t testing.TB) (fyne.Window, *Entry, *Phrases) {
	note := NewParagraphEntry(3)
	phrases := NewPhrases(note, func(prefix string) []Phrase { return MatchPhrases(marks, prefix) })
	f := NewForm()
	f.Group("").Add("note", "特征", Helped(note, nil, phrases))
	w := show(t, f.Scroll())
	f.Focus("note")
	return w, note, phrases
}

func TestInitialsAfterASlashChooseAPhrase(t *testing.T) {
	w, note, phrases := noteWithPhrases(t)
	test.Type(note, "花白头发，/z")
	if got := phrases.Offered(); !slices.Equal(got, []string{"左臂有疤", "左手缺指", "拄双拐", "长发"}) {
		t.Fatalf("offered %v", got)
	}
	test.Type(note, "s")
	press(w, fyne.KeyDown, fyne.KeyReturn)
	if note.Text != "花白头发，左手缺指" || !phrases.Hidden {
		t.Errorf("text %q, hidden %v", note.Text, phrases.Hidden)
	}
}

func TestDownInTheEmptyFieldShowsEveryPhraseAndTheLastUsedFirst(t *testing.T) {
	w, note, phrases := noteWithPhrases(t)
	used := ""
	phrases.OnUsed = func(text string) { used = text }
	press(w, fyne.KeyDown)
	if len(phrases.Offered()) != len(marks) {
		t.Fatalf("offered %v", phrases.Offered())
	}
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if note.Text != "右臂有疤" || used != "右臂有疤" {
		t.Fatalf("text %q, used %q", note.Text, used)
	}
	note.SetText("")
	press(w, fyne.KeyDown)
	if phrases.Offered()[0] != "右臂有疤" {
		t.Errorf("offered %v", phrases.Offered())
	}
}

func TestSlashOfADateIsNoSign(t *testing.T) {
	_, note, phrases := noteWithPhrases(t)
	test.Type(note, "3/5")
	if len(phrases.Offered()) > 0 {
		t.Errorf("offered %v", phrases.Offered())
	}
}

func TestEscAndEnterLeaveWhatWasTyped(t *testing.T) {
	w, note, phrases := noteWithPhrases(t)
	test.Type(note, "/z")
	press(w, fyne.KeyEscape)
	if note.Text != "/z" || !phrases.Hidden {
		t.Errorf("Esc: text %q, hidden %v", note.Text, phrases.Hidden)
	}
	test.Type(note, "s")
	press(w, fyne.KeyReturn)
	if note.Text != "/zs\n" {
		t.Errorf("Enter with nothing marked: %q", note.Text)
	}
}

func TestPhraseGoesInAtTheCursorOfALongText(t *testing.T) {
	w, note, _ := noteWithPhrases(t)
	note.SetText("甲\n乙丙")
	note.CursorRow, note.CursorColumn = 1, 1
	test.Type(note, "/yb")
	press(w, fyne.KeyDown, fyne.KeyReturn)
	if note.Text != "甲\n乙右臂有疤丙" {
		t.Errorf("text %q", note.Text)
	}
}

func TestPhraseIsFoundByEveryReadingAndByItsWords(t *testing.T) {
	for prefix, want := range map[string]string{"zf": "长发", "cf": "长发", "长": "长发", "缺指": "左手缺指", "ZSG": "拄双拐"} {
		if got := MatchPhrases(marks, prefix); len(got) != 1 || got[0].Text != want {
			t.Errorf("%s finds %v; want %s", prefix, got, want)
		}
	}
}
