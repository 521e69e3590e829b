package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"guitu/intake/idcard"
)

const jiayue = "山东省潍坊市诸城市贾悦镇"

// placeInWindow is a place field that has the focus.
func placeInWindow(t *testing.T, c idcard.Completer) *typeahead {
	f := newPlaceFieldFor(func() idcard.Completer { return c })
	w := test.NewTempWindow(t, f)
	w.Canvas().Focus(f.entry)
	return f
}

func strike(f *typeahead, keys ...fyne.KeyName) {
	for _, key := range keys {
		f.entry.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func shown(f *typeahead) (all []string) {
	for i, line := range f.lines {
		if line.Visible() && !f.list.Hidden {
			all = append(all, f.answers[i].shown)
		}
	}
	return all
}

func TestLettersLeadFromTheTownToTheVillage(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{})
	test.Type(f.entry, "zcjy")
	if lines := shown(f); len(lines) == 0 || lines[0] != jiayue {
		t.Fatalf("zcjy shows %v", lines)
	}
	strike(f, fyne.KeyDown, fyne.KeyReturn)
	if f.entry.Text != jiayue || len(shown(f)) != offers {
		t.Fatalf("the field has %q and shows %v", f.entry.Text, shown(f))
	}
	test.Type(f.entry, "nt")
	strike(f, fyne.KeyDown, fyne.KeyReturn)
	if f.entry.Text != jiayue+"南同社区" {
		t.Fatalf("the field has %q", f.entry.Text)
	}
	if lines := shown(f); len(lines) > 0 || f.note.Visible() {
		t.Errorf("below a village stands %v, said %v", lines, f.note.Visible())
	}
}

func TestEnterLeavesWhenNoLineIsMarked(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{})
	test.Type(f.entry, "zcjy")
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	strike(f, fyne.KeyDown)
	if !f.key(enter) {
		t.Error("Enter left the field though villages may follow")
	}
	if f.key(enter) || len(shown(f)) > 0 || f.entry.Text != jiayue {
		t.Errorf("the second Enter stayed: %q, %v", f.entry.Text, shown(f))
	}
}

func TestWhatWasSaidStaysAsItWasSaid(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{})
	for _, said := range []string{"主猫鸭那边", "诸城贾悦朱马院村", "zc", "老家"} {
		f.Restore("")
		test.Type(f.entry, said)
		strike(f, fyne.KeyEscape, fyne.KeyReturn)
		if f.entry.Text != said || f.Check() != nil {
			t.Errorf("%q became %q", said, f.entry.Text)
		}
	}
}

func TestUnknownVillageIsKeptBehindItsTown(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{})
	test.Type(f.entry, "诸城贾悦朱马院村")
	if lines := shown(f); len(lines) != 1 || !strings.HasPrefix(lines[0], jiayue+"朱马院村 · ") {
		t.Fatalf("shown is %v", lines)
	}
	strike(f, fyne.KeyDown, fyne.KeyReturn)
	if f.entry.Text != jiayue+"朱马院村" {
		t.Errorf("the field has %q", f.entry.Text)
	}
}

func TestNothingFoundIsSaid(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{})
	test.Type(f.entry, "主")
	if f.note.Visible() {
		t.Error("one character is already no place")
	}
	test.Type(f.entry, "猫鸭")
	if !f.note.Visible() || f.note.Content == "" || len(shown(f)) > 0 {
		t.Errorf("said %v %q, shown %v", f.note.Visible(), f.note.Content, shown(f))
	}
	f.entry.SetText("诸城")
	if f.note.Visible() || len(shown(f)) == 0 {
		t.Error("it is still said though places are shown")
	}
	f.Restore("主猫鸭")
	if f.note.Visible() {
		t.Error("it is said of a draft")
	}
}

func TestFieldKnowsTheStationsOwnNames(t *testing.T) {
	f := placeInWindow(t, idcard.Completer{Local: []idcard.Local{{Name: "朱马院村", Under: "370782102"}}})
	test.Type(f.entry, "zmy")
	if lines := shown(f); len(lines) == 0 || !strings.HasPrefix(lines[0], jiayue+"朱马院村 · ") {
		t.Fatalf("zmy shows %v", lines)
	}
	strike(f, fyne.KeyDown, fyne.KeyReturn)
	if f.entry.Text != jiayue+"朱马院村" {
		t.Errorf("the field has %q", f.entry.Text)
	}
}

// findRegions is findPlaces without anything of the station's own.
func findRegions(text string) []answer { return findPlaces(idcard.Completer{}, text) }

func TestWholeNameIsNotOfferedAgain(t *testing.T) {
	for _, name := range []string{jiayue, jiayue + "南同社区", "山东省"} {
		again := func(a answer) bool { return a.written == name }
		if slices.ContainsFunc(findRegions(name), again) {
			t.Errorf("%s is offered to who wrote it", name)
		}
	}
}

func BenchmarkTypeAPlace(b *testing.B) {
	f := newPlaceFieldFor(func() idcard.Completer { return idcard.Completer{} })
	idcard.WarmPlaces()
	for b.Loop() {
		f.entry.SetText("")
		for i := range "zcjynt" {
			f.entry.SetText("zcjynt"[:i+1])
		}
	}
}
