package house

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

// busy is a station in which something happens everywhere.
func busy(t *testing.T) *window {
	t.Helper()
	w := opened(t)
	ctx := t.Context()
	him := w.colleague("wang", "王演示", "1", access.FrontDesk)
	her := w.colleague("li", "李演示", "2", access.ShelterManager)
	w.colleague("zhao", "赵演示", "", access.TracingOfficer)
	for day := 23; day <= 29; day++ {
		for account, shift := range map[string]string{him: "night", her: "day"} {
			_, err := w.House().PlanDuty(ctx, shelter.Duty{AccountID: account, Day: date(day), Shift: shift, Post: "care"})
			kittest.OK(t, err)
		}
	}
	first, second := w.Admit(kittest.Man("钱演示", 44)), w.Admit(kittest.Woman("孙演示", 30))
	_, err := w.House().GoOut(ctx, shelter.Outing{StayID: first.ID, Due: w.Clock.Add(time.Hour), OutingNote: shelter.OutingNote{Whereto: "去演示市场买菜、理发", With: "演示社工"}})
	kittest.OK(t, err)
	_, err = w.House().AddVisitor(ctx, shelter.Visitor{StayID: second.ID, VisitorNote: shelter.VisitorNote{Name: "演示姐姐", Relation: "姐姐", Purpose: "探望"}})
	kittest.OK(t, err)
	hospital := w.hospital()
	for _, c := range []shelter.Cost{
		{StayID: first.ID, Kind: "hospital", AmountFen: 1280550, Voucher: "记-10", InstitutionID: hospital.ID, Note: "演示急诊"},
		{Kind: "ticket", AmountFen: 20000, Voucher: "记-9"},
	} {
		_, err = w.House().RecordCost(ctx, c)
		kittest.OK(t, err)
	}
	w.wait(2 * time.Hour)
	return w
}

func TestTheSectionsFitInEveryLook(t *testing.T) {
	w := busy(t)
	for _, look := range []struct {
		name        string
		dark, large bool
		language    string
	}{{"light", false, false, kit.Chinese}, {"dark-en", true, false, kit.English}, {"large", false, true, kit.Chinese}, {"large-en", false, true, kit.English}} {
		kittest.OK(t, kit.SetLanguage(look.language))
		fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look.dark, look.large))
		show := func(title, name string, more func(desk any)) {
			t.Helper()
			p := w.enter(title)
			w.Fits(p.Content(), "house-"+name+"-"+look.name)
			if more != nil {
				more(p.Room().Desk)
				w.Fits(p.Content(), "house-"+name+"-2-"+look.name)
			}
			p.Leave()
		}
		show("值班", "roster", func(desk any) { desk.(*roster).openShifts() })
		show("外出", "outings", func(desk any) { desk.(*outings).goOut() })
		show("访客", "visitors", func(desk any) { desk.(*visitors).receive() })
		show("换洗洗浴", "rota", func(desk any) { desk.(*rota).askDays() })
		show("费用", "costs", func(desk any) { desk.(*costs).enter() })
		show("机构通讯录", "directory", func(desk any) {
			desk.(*institutions).readList(file(t, "名称,种类,地区,电话\n演示甲站,救助管理站,演示省,000-1\n演示乙院,澡堂,,000-2\n"))
		})
	}
}
