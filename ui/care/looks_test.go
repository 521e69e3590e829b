package care

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// furnished is a station in which each section has something to show.
func furnished(t *testing.T) *window {
	w := opened(t)
	ctx := t.Context()
	begin := w.Clock
	w.Clock = begin.AddDate(0, 0, -11)
	long := w.housed(kittest.Man("演示赵长住", 44))
	w.Clock = begin.AddDate(0, 0, -20)
	placed := w.housed(kittest.Woman("演示孙托养", 71))
	kittest.OK(t, w.House().ToPlacement(ctx, placed.ID))
	w.Clock = begin.Add(-8 * time.Hour)
	a := w.housed(kittest.Man("演示钱", 52))
	b := w.housed(kittest.Woman("演示李女士", 66))
	c := w.housed(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演示周同学", AgeFrom: 14, AgeTo: 14}})
	for range 8 {
		w.housed(kittest.Man("演示吴", 47))
	}
	w.medicine(a, "演示降压片", "21:00", "08:00")
	w.medicine(b, "演示二甲双胍缓释片", "22:45")
	w.medicine(b, "演示止痛片")
	for _, n := range []shelter.CareNote{
		{StayID: a.ID, Kind: shelter.NoteTemperature, Noted: shelter.Noted{Tenths: 385}},
		{StayID: b.ID, Kind: shelter.NoteWatch, Noted: shelter.Noted{Level: "near"}},
		{StayID: b.ID, Kind: shelter.NoteHealth, Noted: shelter.Noted{Look: []string{"frail"}, Mind: []string{"confused"}}},
		{StayID: c.ID, Kind: shelter.NoteIncident, Noted: shelter.Noted{What: "quarrel", Text: "演示：与同屋争吵，已分开，情绪平稳"}},
	} {
		_, err := w.House().RecordNote(ctx, n)
		kittest.OK(t, err)
	}
	_, err := w.House().SetDiet(ctx, shelter.Diet{StayID: a.ID, Kinds: []string{"halal"}, Dislikes: shelter.Dislikes{Allergies: "演示花生"}})
	kittest.OK(t, err)
	_, err = w.House().SetDiet(ctx, shelter.Diet{StayID: b.ID, Kinds: []string{"soft", "diabetic"}})
	kittest.OK(t, err)
	_, err = w.House().AskExtension(ctx, b.ID, begin.AddDate(0, 0, 20), "演示：等家属来接")
	kittest.OK(t, err)
	w.Clock = begin
	call, err := w.House().BeginRollCall(ctx, "晚点名")
	kittest.OK(t, err)
	kittest.OK(t, w.House().MarkRoll(ctx, call.ID, long.ID, shelter.RollPresent))
	kittest.OK(t, w.House().MarkRoll(ctx, call.ID, c.ID, shelter.RollMissing))
	return w
}

func TestTheSectionsFitInEveryLook(t *testing.T) {
	w := furnished(t)
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark", true, false, kit.English}, {"large", false, true, kit.Chinese}, {"large-en", false, true, kit.English}} {
		kittest.Wear(look.dark, look.large)
		kittest.OK(t, kit.SetLanguage(look.language))
		fits := func(name string) { w.Fits(w.page.Content(), "care-"+look.name+"-"+name) }
		w.enter(RollCall)
		fits("roll")
		w.enter(Medicines)
		fits("round")
		r := w.page.Room().Desk.(*round)
		r.order()
		fits("order")
		r.Back()
		v := w.enter(Watch).Desk.(*watch)
		fits("watch")
		v.lookMarked()
		fits("look")
		v.Back()
		v.note()
		v.Form.Item("kind").Field.(*kit.Choice).Choose("incident")
		v.Form.OnChange("kind")
		fits("note")
		v.Back()
		v.which.Choose("notes")
		v.fill()
		fits("notes")
		w.enter(Kitchen)
		fits("kitchen")
		m := w.enter(Procedures).Desk.(*matters)
		fits("matters")
		w.Press(fyne.KeyReturn)
		if m.shown == nil {
			t.Error("Enter opens no matter")
		}
		fits("matter")
		l := w.enter(Longer).Desk.(*longer)
		fits("longer")
		w.Press(fyne.KeyReturn)
		fits("ask")
		l.Back()
		w.page.Leave()
	}
	kittest.Wear(false, false)
}
