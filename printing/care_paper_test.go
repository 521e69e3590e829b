package printing

import (
	"strings"
	"testing"
	"time"

	"guitu/internal/calendar"
	"guitu/shelter"
)

// reads asserts what stands on a paper and what does not.
func reads(t *testing.T, r Result, err error, want, never []string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, w := range want {
		if !strings.Contains(text, squash(w)) {
			t.Errorf("%q is not on the paper: %s", w, text)
		}
	}
	for _, w := range never {
		if strings.Contains(text, squash(w)) {
			t.Errorf("%q is on the paper", w)
		}
	}
}

// cared is a station in which somebody named and somebody protected have a
// bed, a medicine and a diet.
func cared(t *testing.T) (p *Papers, named1, veiled1 shelter.CareNote) {
	t.Helper()
	p = papers(t)
	ctx := t.Context()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(p.House.LayOut(ctx, shelter.DefaultTemplate()))
	for i, name := range []string{"演示甲某", "演示乙某"} {
		stay := admitted(t, p, named(name))
		beds, err := p.House.Suggest(ctx, stay.ID)
		check(err)
		_, err = p.House.Assign(ctx, stay.ID, beds[0].Bed.ID, &shelter.Override{Reason: "演示"})
		check(err)
		_, err = p.House.OrderMedicine(ctx, shelter.MedicineOrder{StayID: stay.ID, Medicine: shelter.Medicine{What: "演示药片", Dose: "1片", Times: []string{"23:30"}, GivenBy: "staff", Rules: "饭后"}})
		check(err)
		_, err = p.House.SetDiet(ctx, shelter.Diet{StayID: stay.ID, Kinds: []string{"halal"}, Dislikes: shelter.Dislikes{Allergies: "演示花生"}})
		check(err)
		n := shelter.CareNote{StayID: stay.ID, PersonID: stay.PersonID}
		if i == 0 {
			named1 = n
			continue
		}
		veiled1 = n
		check(p.Desk.Protect(ctx, stay.PersonID, nil, "演示：受害人"))
	}
	return p, named1, veiled1
}

func TestTheRoundListSaysWhatToGiveAndNamesNoProtectedPerson(t *testing.T) {
	p, _, _ := cared(t)
	round, err := p.House.RoundList(t.Context(), arrival, arrival.Add(3*time.Hour))
	if err != nil || len(round.Lines) != 2 {
		t.Fatal(len(round.Lines), err)
	}
	r, err := p.RoundPDF(t.Context(), round)
	reads(t, r, err, []string{"发药单", "演示甲某", "保护对象", "演示药片", "1片", "饭后", "11-24 23:30"}, []string{"演示乙某"})
}

func TestTheKitchenReadsNumbersAndOnlyThePlatesThatNeedAttention(t *testing.T) {
	p, _, _ := cared(t)
	admitted(t, p, named("演示丙某"))
	day := calendar.On(arrival).AddDays(1)
	meal, err := p.House.MealCount(t.Context(), day, "breakfast")
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.KitchenPDF(t.Context(), day, []shelter.Meal{meal})
	reads(t, r, err, []string{"用餐人数表", "2026年11月25日", "早餐 07:00", "普通 1、清真 2", "演示甲某", "保护对象", "过敏：演示花生"}, []string{"演示乙某", "演示丙某"})
}

func TestTheRollSheetListsEverybodyByRoom(t *testing.T) {
	p, who, _ := cared(t)
	c, err := p.House.BeginRollCall(t.Context(), "晚点名")
	if err != nil {
		t.Fatal(err)
	}
	if err := p.House.MarkRoll(t.Context(), c.ID, who.StayID, shelter.RollMissing); err != nil {
		t.Fatal(err)
	}
	if c, err = p.House.RollCall(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	r, err := p.RollCallPDF(t.Context(), c)
	reads(t, r, err, []string{"点名表", "晚点名", "演示站长", "演示甲某", "未到", "保护对象", c.Lines[0].Bed, c.Lines[0].Room}, []string{"演示乙某"})
}

func TestTheExtensionFormSaysWhyAndUntilWhen(t *testing.T) {
	p, who, veiled := cared(t)
	until := arrival.AddDate(0, 0, 20)
	e, err := p.House.AskExtension(t.Context(), who.StayID, until, "演示：等家属来接")
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.ExtensionPDF(t.Context(), e)
	reads(t, r, err, []string{"延期救助审批表", "演示甲某", "YS01-2026-00001", "演示：等家属来接", "2026年12月14日", "演示站长", "实施细则"}, nil)
	if r.Pages != 1 {
		t.Errorf("%d pages", r.Pages)
	}
	if e, err = p.House.AskExtension(t.Context(), veiled.StayID, until, "演示：不能写出来的事"); err != nil {
		t.Fatal(err)
	}
	r, err = p.ExtensionPDF(t.Context(), e)
	reads(t, r, err, []string{"保护对象"}, []string{"演示乙某", "演示：不能写出来的事"})
}
