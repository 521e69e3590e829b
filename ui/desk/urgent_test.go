package desk

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"guitu/intake"
	"guitu/ui/kit"
)

func TestEnterPassesByAdviceWithNothingToDo(t *testing.T) {
	form := kit.NewForm()
	g := form.Group("")
	before, after := kit.NewEntry(), kit.NewEntry()
	g.Add("before", "性别", before)
	a := advise(g, "advice", "按看到的，应当", func(string) {})
	g.Add("after", "姓名", after)
	w := test.NewTempWindow(t, form)
	a.set([]adviceLine{{text: "演示"}})
	form.Focus("before")
	before.Go(false)
	if w.Canvas().Focused() != after {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
	a.set([]adviceLine{{text: "演示", basis: "依据：{{.Basis}}"}})
	form.Focus("before")
	before.Go(false)
	if w.Canvas().Focused() != a.Target() {
		t.Errorf("what can be done is passed by: %T", w.Canvas().Focused())
	}
}

func TestWhatWasBorrowedIsGivenBackUnlessItWasChanged(t *testing.T) {
	own := intake.Arrival{}
	own.Name = "演示甲"
	filled := own
	filled.Household, filled.Nation = "演示省", "01"
	b := borrowed{own, filled, changedParts(own, filled)}
	now := filled
	now.Nation, now.Marks = "02", "左手有疤"
	back := b.giveBack(now)
	if back.Household != "" || back.Nation != "02" || back.Marks != "左手有疤" || back.Name != "演示甲" {
		t.Errorf("given back: %+v", back.Profile)
	}
}
