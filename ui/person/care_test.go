package person

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// care opens a room of the care of somebody.
func (d *desk) careOf(stay intake.Stay, room string) *page {
	d.T.Helper()
	p := d.file(stay.PersonID + "/care/" + room)
	if p.tab != tabCare || p.care.rooms[p.care.at].key != room {
		d.T.Fatalf("opens %s", p.care.rooms[p.care.at].key)
	}
	return p
}

// said is all that the room that is open shows in its list.
func (c *care) said() string {
	r := c.rooms[c.at]
	return shownText(r.top) + shownText(r.list) + paragraphs(r.top) + paragraphs(r.list)
}

func (c *care) press(t *testing.T, text string) {
	t.Helper()
	r := c.rooms[c.at]
	for _, b := range append(buttonsIn(r.top), buttonsIn(r.list)...) {
		if b.Text == text {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button %s", text)
}

func (c *care) offers(text string) bool {
	r := c.rooms[c.at]
	return slices.ContainsFunc(append(buttonsIn(r.top), buttonsIn(r.list)...), func(b *kit.Button) bool { return b.Text == text })
}

func TestAReaderSeesTheCareAndMayNotAddToIt(t *testing.T) {
	d := open(t)
	hospital, _ := d.hospitals()
	stay := d.lived()
	_, err := d.House().Away(t.Context(), shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, InstitutionID: hospital.ID, BedHeld: true, Note: "发热"})
	kittest.OK(t, err)
	_, err = d.House().RecordCost(t.Context(), shelter.Cost{StayID: stay.ID, Kind: "hospital", AmountFen: 100, Voucher: "1"})
	kittest.OK(t, err)
	p := d.as(access.TracingOfficer).careOf(stay, careAway)
	for _, room := range []string{careAway, careExtension, careCosts} {
		p.care.goTo(room)
		if p.primary() != nil {
			t.Errorf("%s may be added to", room)
		}
	}
	p.care.goTo(careAway)
	if p.care.offers("回站登记") || p.care.offers("记费用") || !strings.Contains(p.care.said(), "演示第一医院") {
		t.Errorf("offers what is refused, or shows nothing: %q", p.care.said())
	}
	for _, b := range buttonsIn(p.strip.content) {
		if b.Text == "回站登记" {
			t.Error("the strip offers what is refused")
		}
	}
	p.care.goTo(careCosts)
	if p.care.offers("冲销") || p.care.offers("退回") || !strings.Contains(p.care.said(), "合计 1元") {
		t.Errorf("offers what is refused, or shows nothing: %q", p.care.said())
	}
}

func TestNothingIsAddedToAStayThatEndedButNotesAndBills(t *testing.T) {
	d := open(t)
	stay := d.wang()
	kittest.OK(t, d.Session().Write(t.Context(), "", func(tx *access.Tx) error {
		_, err := intake.CloseStay(tx, stay.ID, "self", d.Clock, intake.Leaving{})
		return err
	}))
	p := d.careOf(stay, careNotes)
	for _, room := range p.care.rooms {
		if got, want := room.writable(), room.key == careNotes || room.key == careCosts; got != want {
			t.Errorf("%s: %t", room.key, got)
		}
	}
}

func TestWhatIsTypedAboutTheCareOutlivesAChange(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careNotes)
	p.care.notes.begin(shelter.NoteSocial)
	p.care.notes.text.SetText("还没写完")
	p.care.diet.note.SetText("也没写完")
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteSocial, Noted: shelter.Noted{Text: "同事写的"}})
	kittest.OK(t, err)
	d.Changed("care_note")
	if p.care.notes.text.Text != "还没写完" || p.care.diet.note.Text != "也没写完" || !strings.Contains(p.care.said(), "同事写的") {
		t.Errorf("text %q and %q, list %q", p.care.notes.text.Text, p.care.diet.note.Text, p.care.said())
	}
}

// paragraphs is all that an object shows in texts that break into lines.
func paragraphs(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *widget.RichText:
		return strings.ReplaceAll(o.String(), "\n", "") + "\n"
	case *fyne.Container:
		text := ""
		for _, child := range o.Objects {
			text += paragraphs(child)
		}
		return text
	}
	return ""
}

func TestEarlierStaysAreLookedAtToo(t *testing.T) {
	d := open(t)
	first, second := d.twice()
	_, err := d.House().RecordNote(t.Context(), shelter.CareNote{StayID: first.ID, Kind: shelter.NoteSocial, At: d.Clock.AddDate(0, 0, -39), Noted: shelter.Noted{Text: "演示：头一次来谈的话"}})
	kittest.OK(t, err)
	_, err = d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	p := d.careOf(second, careNotes)
	if strings.Contains(p.care.said(), "头一次") || !p.care.which.Visible() {
		t.Fatalf("at first it shows %q", p.care.said())
	}
	d.Window().Canvas().Focus(p.care.stays)
	d.Write("2")
	if !strings.Contains(p.care.said(), "头一次") || p.care.stay().ID != first.ID {
		t.Errorf("the earlier one shows %q", p.care.said())
	}
	d.Fits(d.Window().Content(), "care-stays-zh")
	if p.primary() != nil || p.care.offers("更正") {
		t.Error("a stay of another file is added to here")
	}
	p.care.press(t, "打开档案")
	d.WentTo(kit.Route{Name: kit.RoutePerson, ID: first.PersonID + "/care"})
}
