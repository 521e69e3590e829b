package printing

import (
	"strings"
	"testing"

	"guitu/internal/calendar"
	"guitu/shelter"
)

func TestFiguresArePrintedBesideThoseOfThePeriodBefore(t *testing.T) {
	p := papers(t)
	admitted(t, p, named("演示甲"))
	day := calendar.On(arrival)
	now, err := p.House.Daily(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	before, err := p.House.Daily(t.Context(), day.AddDays(-1))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.FiguresPDF(t.Context(), "日报", now, &before)
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"救助管理情况统计表", "日报2026年11月24日", "2026年11月23日", "入站10公安护送1", "18–59岁1", "本期还没有结束", "演示站长"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the paper: %s", want, text)
		}
	}
	if strings.Contains(text, "演示甲") {
		t.Error("the figures name somebody")
	}
}

func TestPartsStandTheGreatestFirstAndAgesInTheirOrder(t *testing.T) {
	f := shelter.Figures{In: 6, InBy: map[string]int{"self": 1, "police": 5}, Present: shelter.Present{
		ByAge: map[string]int{"18-59": 3, "6-15": 1, "80-": 2, shelter.UnknownCode: 4}}}
	lines := map[string]string{}
	for _, l := range FigureLines(f, nil, shelter.DefaultMeals(), InChinese) {
		lines[l.Label] = l.Parts
	}
	if lines["入站"] != "公安护送 5、自行来站 1" || lines["按年龄"] != "6–15岁 1、18–59岁 3、80岁以上 2、不详 4" {
		t.Errorf("read %q and %q", lines["入站"], lines["按年龄"])
	}
}
