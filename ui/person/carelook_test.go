package person

import (
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// TestTheCareInEveryLook draws each room with all that it can hold.
func TestTheCareInEveryLook(t *testing.T) {
	d := open(t)
	hospital, home := d.hospitals()
	first, second := d.twice()
	_, err := d.Desk().Link(t.Context(), first.PersonID, second.PersonID, intake.LinkSame, "")
	kittest.OK(t, err)
	stay := d.lived()
	d.cared(stay, hospital, home)
	for _, look := range []struct {
		name, language string
		dark, large    bool
	}{{"zh", kit.Chinese, false, false}, {"dark", kit.Chinese, true, false}, {"en", kit.English, false, false}, {"large", kit.Chinese, false, true}, {"en-large", kit.English, false, true}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		kittest.Wear(look.dark, look.large)
		p := d.file(stay.PersonID)
		d.Fits(d.Window().Content(), "care-timeline-"+look.name)
		for _, room := range p.care.rooms {
			p.goCare(stay.ID, room.key)
			if room.key == careNotes {
				p.care.notes.begin(shelter.NoteHealth)
			}
			d.Fits(d.Window().Content(), "care-"+room.key+"-"+look.name)
		}
		p.open(p.care.costs.returnPanel(stay, p.f.issued[stay.ID][0]))
		d.Fits(d.Window().Content(), "care-return-"+look.name)
		p.Leave()
	}
	kittest.OK(t, kit.SetLanguage(kit.Chinese))
	kittest.Wear(false, false)
}

// cared gives a stay all that a file may hold of its care.
func (d *desk) cared(stay intake.Stay, hospital, home shelter.Institution) {
	t, ctx, house := d.T, d.T.Context(), d.House()
	t.Helper()
	for i, n := range []shelter.CareNote{
		{Kind: shelter.NoteHealth, Noted: shelter.Noted{Look: []string{"frostbite", "malnourished"}, Mind: []string{"clear"}, Text: "双脚冻伤，已涂药，走路慢"}},
		{Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 381}},
		{Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "near", Text: "夜里两次想出门"}},
		{Kind: shelter.NoteIncident, Noted: shelter.Noted{What: "quarrel", Text: "与同屋争下铺，没有动手，已调解", Told: "演示站长"}},
		{Kind: shelter.NoteCounselling, Noted: shelter.Noted{Text: "谈家里的事，愿意说出村名，情绪平稳一些，约好明天再谈一次", With: "演示心理老师"}},
	} {
		n.StayID, n.At = stay.ID, d.Clock.Add(time.Duration(i-40)*time.Hour)
		_, err := house.RecordNote(ctx, n)
		kittest.OK(t, err)
	}
	for _, m := range []shelter.Medicine{{What: "演示降压药", Dose: "1片", Times: []string{"08:00", "18:00"}, GivenBy: "staff", Rules: "饭后", Prescribed: "演示第一医院"},
		{What: "演示止痛药", Dose: "半片", GivenBy: "medic"}} {
		one, err := house.OrderMedicine(ctx, shelter.MedicineOrder{StayID: stay.ID, Medicine: m, From: calendar.On(d.Clock)})
		kittest.OK(t, err)
		if len(m.Times) == 0 {
			_, err = house.GiveDose(ctx, one.ID, time.Time{}, "头疼")
			kittest.OK(t, err)
		}
	}
	_, err := house.SetDiet(ctx, shelter.Diet{StayID: stay.ID, Kinds: []string{"halal", "soft"}, Dislikes: shelter.Dislikes{Allergies: "青霉素"}})
	kittest.OK(t, err)
	_, err = house.Away(ctx, shelter.Absence{StayID: stay.ID, Kind: intake.Hospital, InstitutionID: hospital.ID, BedHeld: true, From: d.Clock.Add(-20 * time.Hour), Note: "发热39度，呼吸科"})
	kittest.OK(t, err)
	_, err = house.Away(ctx, shelter.Absence{StayID: stay.ID, Kind: intake.Placed, InstitutionID: home.ID, BedHeld: true, VisitDays: 10, Note: "长期卧床"})
	kittest.OK(t, err)
	_, err = house.AskExtension(ctx, stay.ID, d.Clock.AddDate(0, 0, 20), "等家属寄来证明，家属在外地务工，约好月底来接")
	kittest.OK(t, err)
	_, err = house.OpenSettlement(ctx, stay.ID)
	kittest.OK(t, err)
	for _, c := range []shelter.Cost{{Kind: "hospital", AmountFen: 128050, Voucher: "演示-0001", InstitutionID: hospital.ID}, {Kind: "placement", AmountFen: 90000, Voucher: "演示-0002", InstitutionID: home.ID, Note: "11月托养费"}} {
		c.StayID = stay.ID
		_, err = house.RecordCost(ctx, c)
		kittest.OK(t, err)
	}
	_, err = d.Supplies().ShortFare(ctx, stay.ID, 500, "bus")
	kittest.OK(t, err)
	other := d.Admit(intake.Arrival{Identity: intake.IdentityClaimed, Profile: intake.Profile{Name: "演示赵六"}})
	_, err = house.KeepApart(ctx, stay.PersonID, other.PersonID, "演示：在站外打过架，赵六先动手，派出所调解过一次")
	kittest.OK(t, err)
}
