package settings

import (
	"testing"

	"guitu/shelter"
	"guitu/ui/kit"
	"guitu/ui/kit/kittest"
)

func TestTheNumbersOfTheHouseAreEdited(t *testing.T) {
	w := opened(t)
	p := w.enter("照料期限")
	l := deskOf[*limits](p)
	if l.fields["last"].Text != "10" || l.fields["fever"].Text != "37.3" || l.fields["ages"].Text == "" {
		t.Fatalf("it begins with %q, %q, %q", l.fields["last"].Text, l.fields["fever"].Text, l.fields["ages"].Text)
	}
	l.fields["fever"].SetText("热")
	p.Do("save")
	if l.fields["fever"].Problem() == "" || l.fields["fever"].Text != "热" {
		t.Error("a temperature that is none is not told at its field")
	}
	l.fields["fever"].SetText("37.5")
	l.fields["last"].SetText("3")
	p.Do("save")
	if l.fields["last"].Problem() == "" {
		t.Error("a limit before the reminder was taken")
	}
	l.fields["last"].SetText("12")
	p.Do("save")
	w.said("已保存，马上生效。")
	kept, err := w.House().Limits(t.Context())
	kittest.OK(t, err)
	if kept.FeverTenths != 375 || kept.StayDays.Last != 12 || kept.VitalHours.Levels["medical"] == 0 {
		t.Errorf("kept %+v", kept)
	}
}

func TestRollCallsAndMealsStandInTheOrderOfTheDay(t *testing.T) {
	w := opened(t)
	p := w.enter("点名时间")
	h := deskOf[*hours](p)
	h.add()
	h.Form.Item("name").Field.(*kit.Entry).SetText("夜点名")
	h.Form.Item("at").Field.(*kit.Entry).SetText("25：00")
	p.Do("save")
	if h.Form == nil || h.Form.Item("at").Field.Base().Problem() == "" {
		t.Fatal("an hour that is none was taken")
	}
	h.Form.Item("at").Field.(*kit.Entry).SetText("02：30")
	p.Do("save")
	rounds, err := w.House().RollRounds(t.Context())
	kittest.OK(t, err)
	if len(rounds) != 4 || rounds[0] != (shelter.RollRound{Name: "夜点名", At: "02:30"}) {
		t.Errorf("kept %+v", rounds)
	}
	p = w.enter("用餐时间")
	h = deskOf[*hours](p)
	mark(t, h.table, func(r hour) bool { return r.code == "lunch" })
	h.remove()
	p.Do("save")
	meals, err := w.House().Meals(t.Context())
	kittest.OK(t, err)
	if len(meals) != 2 || meals[1].Code != "dinner" {
		t.Errorf("kept %+v", meals)
	}
}

func TestAStepOfACheckListIsChangedAndSwitchedOff(t *testing.T) {
	w := opened(t)
	p := w.enter("离站核对")
	s := deskOf[*steps[shelter.LeavingStep]](p)
	row := mark(t, s.table, func(r shelter.LeavingStep) bool { return r.Code == "help_told" })
	s.edit(row)
	s.Form.Item("text").Field.(*kit.Entry).SetText("求助电话写在纸上交给本人")
	s.Form.Item("required").Field.(*kit.Choice).Choose(on)
	p.Do("save")
	mark(t, s.table, func(r shelter.LeavingStep) bool { return r.Code == "form_signed" })
	s.turn()
	p.Do("save")
	kept, err := w.House().LeavingSteps(t.Context())
	kittest.OK(t, err)
	for _, k := range kept {
		switch k.Code {
		case "help_told":
			if k.Text != "求助电话写在纸上交给本人" || !k.Required || k.Off {
				t.Errorf("kept %+v", k)
			}
		case "form_signed":
			if !k.Off {
				t.Error("it is still in use")
			}
		}
	}
	for title, kind := range map[string]shelter.ProcedureKind{"失联处置": shelter.ProcedureMissing, "落户安置材料": shelter.ProcedureSettlement, "死亡处置": shelter.ProcedureDeath} {
		p := w.enter(title)
		d := deskOf[*steps[shelter.ProcedureStep]](p)
		d.add()
		d.Form.Item("text").Field.(*kit.Entry).SetText("演示步骤")
		d.Form.Item("required").Field.(*kit.Choice).Choose(off)
		p.Do("save")
		all, err := w.House().ProcedureSteps(t.Context(), kind)
		kittest.OK(t, err)
		if len(all) == 0 || all[len(all)-1].Text != "演示步骤" {
			t.Errorf("%s: %+v", title, all)
		}
	}
}
