package person

import (
	"testing"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit/kittest"
)

// lastFirst ends what was begun on a slow machine, the latest first.
func (d *desk) lastFirst() {
	for len(d.Later) > 0 {
		last := d.Later[len(d.Later)-1]
		d.Later = d.Later[:len(d.Later)-1]
		last()
	}
	d.Slow = false
	d.Settle()
}

func TestAnUpdateBesideTheFileNeverPutsAnOlderFileBack(t *testing.T) {
	d := open(t)
	stay := d.lived()
	p := d.careOf(stay, careAway)
	_, err := d.House().Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, BedHeld: true, Note: "演示"})
	kittest.OK(t, err)
	d.Slow = true
	p.load(nil)                                               // as after a deed of one's own
	p.changed(map[string]bool{"absence": true, "stay": true}) // the station tells of it before the file has come
	d.lastFirst()
	if p.f.stay().State != intake.Hospital || len(p.care.file().Absences) != 1 {
		t.Errorf("it shows %s with %d absences", p.f.stay().State, len(p.care.file().Absences))
	}
	note, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "演示"}})
	kittest.OK(t, err)
	before := len(p.care.file().Notes)
	d.Slow = true
	p.load(nil)
	first := d.Later[0]
	d.Later = nil
	p.changed(map[string]bool{"care_note": true}) // told while the file was being read
	first()
	d.lastFirst()
	if len(p.care.file().Notes) <= before || p.missed != nil {
		t.Errorf("note %s of meanwhile does not show", note.ID)
	}
}
