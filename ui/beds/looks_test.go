package beds

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestThePageFitsInEveryLook(t *testing.T) {
	d := station(t)
	a := d.Admit(kittest.Woman("赵演示", 66))
	b := d.Admit(kittest.Man("钱演示", 44))
	c := d.Admit(intake.Arrival{Sex: "1", Profile: intake.Profile{Name: "演示孙同学", AgeFrom: 14, AgeTo: 14},
		Bag: "F001", Belongings: []intake.Item{{Name: "钱包", Quantity: 1}, {Name: "旧手机", Quantity: 2}}})
	e := d.Admit(kittest.Woman("李演示", 30))
	f := d.Admit(intake.Arrival{Sex: "1", Profile: intake.Profile{AgeFrom: 30, AgeTo: 50}})
	d.Admit(kittest.Woman("演示周女士", 71))
	ctx := t.Context()
	for stay, bed := range map[string]string{a.ID: "女101-1", b.ID: "男201-1", c.ID: "少301-1", e.ID: "女103-2"} {
		_, err := d.House().Assign(ctx, stay, d.bed(bed), nil)
		kittest.OK(t, err)
	}
	kittest.OK(t, d.House().ToHospital(ctx, e.ID))
	kittest.OK(t, d.House().Hold(ctx, d.bed("女101-4"), "明早护送来的人"))
	kittest.OK(t, d.House().SetState(ctx, d.bed("女102-1"), shelter.Cleaning, ""))
	kittest.OK(t, d.House().SetState(ctx, d.bed("女102-2"), shelter.OutOfOrder, "床板坏了"))
	_, err := d.House().AddTemporaryBeds(ctx, d.room("女101"), 2)
	kittest.OK(t, err)
	_, err = d.House().KeepApart(ctx, a.PersonID, e.PersonID, "演示：昨晚在大厅争吵动手")
	kittest.OK(t, err)
	kittest.OK(t, d.Supplies().SetColdWaves(ctx, []supply.ColdWave{{Name: "演示寒潮", From: calendar.Date{Year: 2026, Month: 11, Day: 20}, To: calendar.Date{Year: 2026, Month: 11, Day: 24}}}))
	_, err = d.House().PlanEscort(ctx, shelter.Escort{StayID: b.ID, Leaves: d.Clock.Add(time.Hour), Arrives: d.Clock.Add(5 * time.Hour), DueBack: d.Clock.Add(30 * time.Hour),
		EscortPlan: shelter.EscortPlan{To: "演示县救助管理站", Transport: "演示车", Route: "演示线",
			Members: []shelter.Escorter{{Name: "演示护送甲", Sex: shelter.Men}, {Name: "演示护送乙", Sex: shelter.Men}}}}, nil)
	kittest.OK(t, err)
	d.Clock = d.Clock.Add(3 * time.Hour)
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark", true, false, kit.English}, {"large", false, true, kit.Chinese}} {
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		kittest.OK(t, kit.SetLanguage(look.language))
		p := d.open("")
		d.Fits(p.content, "beds-"+look.name)
		p.mark(d.bed("女101-1"))
		d.Fits(p.content, "beds-"+look.name+"-bed")
		p.mark("")
		p.takeUp(f.ID)
		d.Fits(p.content, "beds-"+look.name+"-place")
		p.looked(d.bed("少301-2"), true)
		d.Fits(p.content, "beds-"+look.name+"-refused")
		p.letGo()
		p.turn()
		d.Fits(p.content, "beds-"+look.name+"-timeline")
		p.turn()
		p.markRoom(p.facts.board.Zones[0].Rooms[0].Room.ID)
		d.Fits(p.content, "beds-"+look.name+"-room")
		p.keepApart(a.ID)
		d.Fits(p.content, "beds-"+look.name+"-apart")
		p.close()
		p.openSurge()
		d.Fits(p.content, "beds-"+look.name+"-surge")
		p.close()
		p.top.choose(filterWomen, stateHeld, filterTemporary)
		d.Fits(p.content, "beds-"+look.name+"-filtered")
		p.top.choose()
		p.openDeparture(c.ID)
		d.Fits(p.content, "beds-"+look.name+"-depart")
		p.close()
		p.openPlan()
		d.Fits(p.content, "beds-"+look.name+"-plan")
		p.close()
		p.Leave()
	}
}
