package desk

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/ui/kit/kittest"
)

func TestAWrongDigitIsExplainedAndNothingIsTakenAway(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.form.Focus("id_number")
	s.Write("110105194912310O21"[:15] + "021")
	typed := a.sheet.id.entry.Text
	if typed != "110105194912310021" {
		t.Fatalf("the field says %q", typed)
	}
	if p := a.sheet.id.entry.Problem(); !strings.Contains(p, "校验位对不上") {
		t.Errorf("the explanation is %q", p)
	}
	if n := len(a.sheet.id.answers); n == 0 || n > 3 {
		t.Errorf("%d suggestions", n)
	}
	s.Press(fyne.KeyDown, fyne.KeyReturn)
	if got := a.sheet.id.entry.Text; got == typed || a.sheet.id.entry.Problem() != "" {
		t.Errorf("the suggestion was not taken: %q", got)
	}
}

func TestAWrongNumberKeepsNobodyFromBeingRegistered(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	s.Write("1")
	a.sheet.sex.Choose("1")
	a.sheet.idKind.Choose("citizen")
	a.sheet.form.Focus("id_number")
	s.Write("110105194912310021")
	s.Submit()
	quiet(s)
	if a.outcome == nil {
		t.Fatal("nobody was registered")
	}
	f, err := s.Desk().OpenFile(t.Context(), a.outcome.stay.PersonID)
	kittest.OK(t, err)
	if f.Person.IDNumber != "110105194912310021" || f.Person.Identity == intake.IdentityProven {
		t.Errorf("number %q proves %s", f.Person.IDNumber, f.Person.Identity)
	}
}

func TestANumberOverwritesNothing(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.sheet.household.Restore("演示村")
	a.sheet.sex.Choose("1")
	a.sheet.form.Focus("id_number")
	s.Write("11010519491231002X")
	got := a.read()
	if got.Household != "演示村" || got.Sex != "1" || got.Birth != "1949-12-31" {
		t.Errorf("the number wrote %q %q %q", got.Household, got.Sex, got.Birth)
	}
	if !strings.Contains(a.sheet.id.said.Content, "与所填性别不同") {
		t.Errorf("the field says %q", a.sheet.id.said.Content)
	}
}

func TestWhoCameBeforeShowsAndIsChosenByKeys(t *testing.T) {
	s := kittest.Station{}.Open(t)
	stay := s.Admit(intake.Arrival{CameBy: "police", Sex: "1", Profile: intake.Profile{Name: "演示乙", Accent: "wu"}})
	_, err := s.Desk().OpenFile(t.Context(), stay.PersonID)
	kittest.OK(t, err)
	a := openDraft(s)
	a.sheet.form.Focus("name")
	s.Write("演示乙")
	if len(a.matches.found) != 1 || a.matches.found[0].Card.Person.ID != stay.PersonID {
		t.Fatalf("found %d", len(a.matches.found))
	}
	a.matches.found[0].Card.Stay.State = intake.Left // whoever is here can only be looked at
	s.Press(fyne.KeyDown, fyne.KeyReturn)            // into the people, and compare
	if s.Window().Canvas().Overlays().Top() == nil {
		t.Fatal("nothing is compared")
	}
	s.Press(fyne.KeyReturn) // 是同一人
	if got := stored(s, a.id).SameAs; got != stay.PersonID {
		t.Errorf("the draft is of %q; want %q", got, stay.PersonID)
	}
	s.Toasts[len(s.Toasts)-1].Undo()
	if got := stored(s, a.id).SameAs; got != "" {
		t.Errorf("taken back, the draft is of %q", got)
	}
}

func TestAPhotoIsStoredAtOnceCutAndBroughtBack(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	a.photos.addFile(picturePath(t, 600, 800))
	quiet(s)
	stored := func() []intake.Photo {
		all, err := s.Desk().DraftPhotos(t.Context(), a.id)
		kittest.OK(t, err)
		return all
	}
	first := stored()
	if len(first) != 1 || first[0].Kind != "front" {
		t.Fatalf("stored %d photos", len(first))
	}
	a.photos.frame.Turn()
	if !a.photos.edited() || a.photos.keep.Hidden {
		t.Fatal("the edit is not offered to be stored")
	}
	a.Leave()
	if now := stored(); len(now) != 1 || now[0].ID == first[0].ID {
		t.Error("the turned picture did not take the place of the first")
	}
	a.photos.remove(a.photos.all[0])
	if len(stored()) != 0 {
		t.Error("the picture is still there")
	}
	s.Toasts[len(s.Toasts)-1].Undo()
	if len(stored()) != 1 {
		t.Error("the picture did not come back")
	}
}

func TestAHostileFileIsRefusedInWords(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := openDraft(s)
	path := filepath.Join(t.TempDir(), "bad.jpg")
	kittest.OK(t, os.WriteFile(path, []byte("II*\x00 no picture"), 0o600))
	a.photos.addFile(path)
	if len(s.Failures) != 1 || len(a.photos.all) != 0 {
		t.Errorf("%d sentences, %d photos", len(s.Failures), len(a.photos.all))
	}
}

func TestAWatchedFolderBringsItsPhotos(t *testing.T) {
	s := kittest.Station{}.Open(t)
	dir := t.TempDir()
	s.Memory[folderKey] = dir
	a := NewArrival(s, "").(*arrival)
	landed := make(chan func(), 1)
	a.photos.land = func(do func()) {
		select {
		case landed <- do:
		default: // one is enough
		}
	}
	got := make(chan struct{})
	a.photos.watch()
	defer a.photos.leave()
	data, err := os.ReadFile(picturePath(t, 60, 80))
	kittest.OK(t, err)
	go func() {
		defer close(got)
		do := <-landed
		a.photos.reading = true // only queue it
		do()
	}()
	again := time.NewTicker(300 * time.Millisecond) // the watch may begin after the first file
	defer again.Stop()
	for n := 0; ; n++ {
		kittest.OK(t, os.WriteFile(filepath.Join(dir, "new"+strconv.Itoa(n)+".jpg"), data, 0o600))
		select {
		case <-got:
			if len(a.photos.queue) != 1 {
				t.Errorf("%d photos wait", len(a.photos.queue))
			}
			return
		case <-again.C:
		}
	}
}

func TestRegionsAreFoundByParts(t *testing.T) {
	for typed, want := range map[string]string{"山东 诸城": "山东省潍坊市诸城市", "朝阳区": "北京市朝阳区"} {
		found := findRegions(typed)
		ok := false
		for _, f := range found {
			ok = ok || f.written == want
		}
		if !ok {
			t.Errorf("%q offers %v; want %s among them", typed, found, want)
		}
	}
}
