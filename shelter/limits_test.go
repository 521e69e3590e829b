package shelter_test

import (
	"slices"
	"testing"

	"guitu/internal/access"
	"guitu/shelter"
)

func TestTheNumbersOfTheHouseAreKept(t *testing.T) {
	h := house(t)
	l, err := h.Limits(t.Context())
	ok(t, err)
	if l.StayDays != shelter.DefaultStayDays() || l.FeverTenths != shelter.DefaultFever || shelter.AgeBandWords(l.AgeBands) != "0-5、6-15、16-17、18-59、60-79、80-" {
		t.Errorf("a new station starts with %+v", l)
	}
	l.StayDays, l.FeverTenths, l.MissedRounds, l.CleanAfter = shelter.StayDays{Soon: 5, Last: 8}, 375, 3, true
	l.AgeBands, err = shelter.ParseAgeBands("0-17, 18–59岁、60-")
	ok(t, err)
	ok(t, h.SetLimits(t.Context(), l))
	kept, err := h.Limits(t.Context())
	ok(t, err)
	if kept.StayDays != l.StayDays || kept.FeverTenths != 375 || kept.MissedRounds != 3 || !kept.CleanAfter || !slices.Equal(kept.AgeBands, l.AgeBands) {
		t.Errorf("kept %+v; want %+v", kept, l)
	}
}

func TestNumbersThatCannotBeAreRefusedAtTheirField(t *testing.T) {
	h := house(t)
	for field, change := range map[string]func(*shelter.Limits){
		"last":   func(l *shelter.Limits) { l.StayDays.Last = 2 },
		"fever":  func(l *shelter.Limits) { l.FeverTenths = 37 },
		"missed": func(l *shelter.Limits) { l.MissedRounds = 0 },
		"visit":  func(l *shelter.Limits) { l.VisitDays = 0 },
		"settle": func(l *shelter.Limits) { l.SettleMonths = 99 },
		"ages": func(l *shelter.Limits) {
			l.AgeBands = []shelter.AgeBand{{Code: "0-5", To: 5}, {Code: "9-", From: 9, To: 150}}
		},
	} {
		l := shelter.DefaultLimits()
		change(&l)
		if err := h.SetLimits(t.Context(), l); fieldOf(err) != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := shelter.ParseAgeBands("小孩"); fieldOf(err) != "ages" {
		t.Errorf("read 小孩 as ages: %v", err)
	}
	if err := as(t, h, access.FrontDesk).SetLimits(t.Context(), shelter.DefaultLimits()); err == nil {
		t.Error("the front desk set the house's numbers")
	}
}
