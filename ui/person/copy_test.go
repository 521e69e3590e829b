package person

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// copying opens the page that copies a stay.
func (d *desk) copying(stayID string) *copyPage {
	p := NewCopy(d, stayID).(*copyPage)
	p.lent.after = func(time.Duration, func()) {}
	d.Show(p)
	return p
}

func (p *copyPage) state(key string) copyState {
	for _, f := range p.list.fields {
		if f.key == key {
			return f.state
		}
	}
	return -1
}

func TestFieldsAreCopiedOneAfterAnother(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	clipboard := fyne.CurrentApp().Clipboard()
	var copied []string
	for range 9 {
		d.Press(fyne.KeyReturn)
		copied = append(copied, clipboard.Content())
	}
	if copied[0] != stay.Number || !slices.Contains(copied, "公安护送") || !slices.Contains(copied, "演示王五（音）") {
		t.Errorf("copied %q", copied)
	}
	d.Write("c")
	if p.state("number") != isEntered || p.state("id_number") == isEntered {
		t.Errorf("ticks %v", p.ticks)
	}
	if !slices.Contains(d.acts(stay.PersonID), "file.copy") {
		t.Error("nobody recorded that the fields were taken")
	}
	p.Leave()
	if clipboard.Content() != "" {
		t.Errorf("the clipboard still holds %q", clipboard.Content())
	}
	again := d.copying(stay.ID)
	if again.state("number") != isEntered || again.state("came_by") != isEntered {
		t.Errorf("the ticks are gone: %v", again.ticks)
	}
	if f, _ := again.list.field(); f.state != notEntered {
		t.Errorf("the cursor begins on %s, which is done", f.key)
	}
}

func TestAFieldThatChangedAfterItWasEnteredIsMarked(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	for range 40 {
		d.Press(fyne.KeyReturn)
	}
	if p.state("name") != isEntered {
		t.Fatalf("name is %d", p.state("name"))
	}
	person := p.r.Person
	person.Name = "演示王武"
	_, err := d.Desk().UpdatePerson(t.Context(), person)
	kittest.OK(t, err)
	d.Changed("person")
	if p.state("name") != changedSince || p.state("sex") != isEntered {
		t.Errorf("name is %d, sex is %d", p.state("name"), p.state("sex"))
	}
	p.list.next()
	d.Press(fyne.KeyReturn)
	if got := fyne.CurrentApp().Clipboard().Content(); got != "演示王武（音）" || p.state("name") != isEntered {
		t.Errorf("copied %q, name is %d", got, p.state("name"))
	}
}

func TestTheClipboardIsLentForAMinute(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	var due []func()
	p.lent.after = func(wait time.Duration, do func()) {
		if wait != time.Minute {
			t.Errorf("waits %v", wait)
		}
		due = append(due, do)
	}
	clipboard := fyne.CurrentApp().Clipboard()
	d.Press(fyne.KeyReturn, fyne.KeyReturn)
	second := clipboard.Content()
	due[0]()
	if clipboard.Content() != second {
		t.Error("the second value was taken back when the first one's time was up")
	}
	due[1]()
	if clipboard.Content() != "" {
		t.Error("the value stays on the clipboard")
	}
	d.Press(fyne.KeyReturn)
	clipboard.SetContent("别人复制的")
	due[2]()
	p.Leave()
	if clipboard.Content() != "别人复制的" {
		t.Errorf("what somebody else copied is now %q", clipboard.Content())
	}
}

func TestAllTicksAreTakenBackAndComeBack(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	d.Press(fyne.KeyReturn, fyne.KeyReturn)
	p.reset.Tapped(nil)
	if p.state("number") != notEntered {
		t.Fatal("still ticked")
	}
	if !p.Do("undo") || p.state("number") != isEntered {
		t.Error("undo does not bring the ticks back")
	}
	found, err := d.stay(stay.ID)
	kittest.OK(t, err)
	if len(found.Copied) != 2 {
		t.Errorf("kept %q", found.Copied)
	}
}

// stay reads a stay as it is kept.
func (d *desk) stay(id string) (s intake.Stay, err error) {
	err = d.Session().Read(d.T.Context(), access.ReadPeople, func(tx *access.Tx) error {
		s, err = intake.FindStay(tx, id)
		return err
	})
	return s, err
}

func TestTheEntryIsFinishedWithTheNumberOfTheNationalSystem(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	p.Do("save")
	d.Write("1100002026000123")
	d.Press(fyne.KeyReturn)
	found, err := d.stay(stay.ID)
	kittest.OK(t, err)
	if found.Taken.NationalNumber != "1100002026000123" || found.Taken.National.At.IsZero() || found.Taken.National.By != d.Session().Account().ID {
		t.Errorf("kept %+v; failures %v", found.Taken, d.Failures)
	}
	if !p.Do("undo") {
		t.Fatal("nothing to undo")
	}
	found, err = d.stay(stay.ID)
	kittest.OK(t, err)
	if found.Taken.NationalNumber != "" || found.Taken.National.At.IsZero() {
		t.Errorf("after undo %+v", found.Taken)
	}
}

func TestNumbersAreMaskedWhileTheyAreCopied(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	for _, f := range p.list.fields {
		if f.key == "id_number" && (f.shown != "1101************15" || f.value != "110101196001010015") {
			t.Errorf("shows %q for %q", f.shown, f.value)
		}
		if f.key == "number" && f.shown != stay.Number {
			t.Errorf("the station's own number shows as %q", f.shown)
		}
	}
}

// TestCopyingInEveryLook draws the page.
func TestCopyingInEveryLook(t *testing.T) {
	d := open(t)
	stay := d.wang()
	for _, look := range []struct {
		name, language string
		large          bool
	}{{"zh", kit.Chinese, false}, {"en", kit.English, false}, {"large", kit.Chinese, true}, {"en-large", kit.English, true}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, look.large))
		p := d.copying(stay.ID)
		d.Press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
		d.Fits(d.Window().Content(), "copy-"+look.name)
		p.Leave()
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false, false))
}

func TestUndoingAFinishedEntryTakesItsNumberBackToo(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	p.number.SetText("1100002026000123")
	p.Do("save")
	found, err := d.stay(stay.ID)
	kittest.OK(t, err)
	if found.Taken.NationalNumber == "" || found.Taken.National.At.IsZero() {
		t.Fatalf("kept %+v; failures %v", found.Taken, d.Failures)
	}
	p.Do("undo")
	p.Leave()
	found, err = d.stay(stay.ID)
	kittest.OK(t, err)
	if found.Taken != (intake.Taken{}) {
		t.Errorf("after undo %+v; failures %v", found.Taken, d.Failures)
	}
}

func TestANumberThatWasTypedIsKeptWhenThePageIsLeft(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.copying(stay.ID)
	p.number.SetText("1100002026000123")
	p.Leave()
	found, err := d.stay(stay.ID)
	kittest.OK(t, err)
	if found.Taken.NationalNumber != "1100002026000123" {
		t.Error("the number is gone")
	}
}

func TestAnEndedStayIsEnteredToo(t *testing.T) {
	d := open(t)
	first, _ := d.twice()
	p := d.copying(first.ID)
	if p.state("left_at") != notEntered || p.list.fields[1].value != first.Number {
		t.Errorf("left_at is %d, number %q", p.state("left_at"), p.list.fields[1].value)
	}
}

func TestWhoMayNotOpenTheFileCopiesNothing(t *testing.T) {
	d := open(t)
	stay := d.wang()
	other := d.as(access.FrontDesk)
	kittest.OK(t, d.Desk().Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	if p := other.copying(stay.ID); p.loaded || len(p.list.fields) > 0 {
		t.Error("the fields of a protected person show")
	}
}
