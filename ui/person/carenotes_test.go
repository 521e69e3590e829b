package person

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestANoteIsKeptWithTheKeyboardAlone(t *testing.T) {
	d := open(t)
	p := d.file(d.wang().PersonID)
	d.Write("3", fyne.KeyReturn) // 照料, and into it
	d.Press(fyne.KeyReturn)      // into the form of the first room
	d.Write("4", fyne.KeyReturn)
	d.Write("谈了半小时，想家", fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	if len(p.care.file().Notes) != 1 || len(d.Failures) > 0 {
		t.Fatalf("%d notes, failures %v", len(p.care.file().Notes), d.Failures)
	}
	one := p.care.file().Notes[0]
	if one.Kind != shelter.NoteCounselling || one.Text != "谈了半小时，想家" || !one.At.Equal(d.Clock) {
		t.Errorf("kept %+v", one)
	}
	if !slices.Contains(d.Heard, "note:kept") {
		t.Errorf("heard %q", d.Heard)
	}
	if !p.care.notes.kind.Empty() || !strings.Contains(p.care.said(), "谈了半小时") {
		t.Errorf("the entry is not empty again, or the list says %q", p.care.said())
	}
}

func TestAKeyTakesBackNothingElseThanWhatWasDoneAboutTheCare(t *testing.T) {
	d := open(t)
	stay := d.wang()
	person := d.file(stay.PersonID).f.person()
	person.Name = "演示王武"
	_, err := d.Desk().UpdatePerson(t.Context(), person)
	kittest.OK(t, err)
	p := d.careOf(stay, careNotes)
	p.care.notes.begin(shelter.NoteSocial)
	p.care.notes.text.SetText("陪同办证")
	p.Do("save")
	if !p.Do("undo") || p.f.person().Name != "演示王武" || len(p.care.file().Notes) != 1 || !strings.Contains(d.Said(), "更正") {
		t.Errorf("undo leaves %q and %d notes, says %q", p.f.person().Name, len(p.care.file().Notes), d.Said())
	}
}

func TestTheHeadSaysTheWatchLevelAndTheTemperature(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.kind.Choose(string(shelter.NoteWatch))
	n.level.Choose("near")
	p.Do("save")
	n.begin(shelter.NoteTemperature)
	n.tenths.Restore("38.4度")
	p.Do("save")
	words := func() (all []string) {
		for _, s := range p.vitals() {
			all = append(all, s.Word)
		}
		return all
	}
	if got := strings.Join(words(), " "); !strings.Contains(got, "专人看护") || !strings.Contains(got, "38.4 °C") || p.vitals()[1].Shape != kit.Diamond {
		t.Fatalf("the head says %q; failures %v", got, d.Failures)
	}

	n.correct(p.care.file().Notes[0])
	n.tenths.Restore("36.4")
	p.Do("save")
	all := p.care.file().Notes
	if got := words()[1]; !strings.Contains(got, "36.4 °C") || len(all) != 3 {
		t.Errorf("after the correction %q, %d notes; failures %v", got, len(all), d.Failures)
	}
	if !has(p.whats(), "体温 · 已更正 38.4 °C") {
		t.Errorf("what was wrong is gone: %q", p.whats())
	}
}

func TestANoteWithoutItsPartStays(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.begin(shelter.NoteIncident)
	n.text.SetText("两人争床位")
	p.Do("save")
	if len(p.care.file().Notes) != 0 || n.incident.Problem() == "" || n.text.Text != "两人争床位" {
		t.Errorf("notes %d, problem %q, text %q", len(p.care.file().Notes), n.incident.Problem(), n.text.Text)
	}
}

func TestWhatOneKindOfNoteLacksIsNotSaidOfAnother(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careNotes)
	n := p.care.notes
	n.kind.Choose(string(shelter.NoteHospital))
	n.fields()
	n.form.Submit()
	if n.text.Problem() == "" {
		t.Fatal("a note without words was kept")
	}
	n.kind.Choose(string(shelter.NoteTemperature))
	n.fields()
	if said := n.text.Problem(); said != "" {
		t.Errorf("a temperature is told %q", said)
	}
}
