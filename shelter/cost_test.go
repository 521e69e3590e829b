package shelter_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

func spend(t *testing.T, h *shelter.House, c shelter.Cost) shelter.Cost {
	t.Helper()
	c, err := h.RecordCost(t.Context(), c)
	ok(t, err)
	return c
}

func TestMonthSumsAreThoseOfThePaper(t *testing.T) {
	h := house(t)
	clock := clockOf(h, "2027-03-20 10:00")
	random := rand.New(rand.NewPCG(3, 7))
	hospital := shelter.Institution{Kind: "hospital", Name: "演示医院", Active: true}
	ok(t, h.SaveInstitution(t.Context(), &hospital))
	stays := map[string]string{"": ""} // stay → person
	for range 4 {
		s := arrive(t, h, man(40))
		stays[s.ID] = s.PersonID
	}
	want := map[string]int64{} // what, and which month
	add := func(c shelter.Cost) {
		month := c.Day.String()[:7]
		for _, key := range []string{"all", "kind " + c.Kind, "person " + c.PersonID, "institution " + c.InstitutionID} {
			want[key+" "+month] += c.AmountFen
		}
	}
	kinds := []string{"hospital", "ticket", "escort", "placement"}
	var entered []shelter.Cost
	for i := range 60 {
		c := shelter.Cost{Kind: kinds[random.IntN(4)], AmountFen: 1 + random.Int64N(100_000), Voucher: fmt.Sprint(i), Day: date("2027-01-15").AddDays(random.IntN(60))}
		for s := range stays {
			c.StayID = s
			break
		}
		if random.IntN(2) == 0 {
			c.InstitutionID = hospital.ID
		}
		c = spend(t, h, c)
		entered = append(entered, c)
		add(c)
	}
	clock.to("2027-04-02 10:00")
	for _, c := range entered[:15] {
		counter, err := h.CancelCost(t.Context(), c.ID, "演示：记错")
		ok(t, err)
		if counter.AmountFen != -c.AmountFen || counter.Day != date("2027-04-02") {
			t.Errorf("counter = %+v", counter)
		}
		add(counter)
	}
	for _, month := range []string{"2027-01", "2027-02", "2027-03", "2027-04", "2027-05"} {
		m, err := h.CostMonth(t.Context(), date(month+"-11"))
		ok(t, err)
		if m.TotalFen != want["all "+month] {
			t.Errorf("%s: total %d; want %d", month, m.TotalFen, want["all "+month])
		}
		for kind, fen := range m.ByKind {
			if fen != want["kind "+kind+" "+month] {
				t.Errorf("%s %s: %d; want %d", month, kind, fen, want["kind "+kind+" "+month])
			}
		}
		var people, institutions int64
		for _, s := range m.ByPerson {
			people += s.Fen
			if s.Fen != want["person "+s.ID+" "+month] {
				t.Errorf("%s person: %d; want %d", month, s.Fen, want["person "+s.ID+" "+month])
			}
		}
		for _, s := range m.ByInstitution {
			institutions += s.Fen
			if s.Fen != want["institution "+s.ID+" "+month] || s.ID != "" && s.Name != "演示医院" {
				t.Errorf("%s institution %q: %d; want %d", month, s.Name, s.Fen, want["institution "+s.ID+" "+month])
			}
		}
		if people != m.TotalFen || institutions != m.TotalFen {
			t.Errorf("%s: %d, %d and %d are not one sum", month, m.TotalFen, people, institutions)
		}
	}
}

func TestACostIsCancelledOnceAndNeverChanged(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	c := spend(t, h, shelter.Cost{StayID: stay.ID, Kind: "hospital", AmountFen: 12850, Voucher: "门诊0017", Note: "演示：急诊"})
	counter, err := h.CancelCost(t.Context(), c.ID, "演示")
	ok(t, err)
	_, err = h.CancelCost(t.Context(), c.ID, "演示")
	refused(t, err, store.Conflict)
	_, err = h.CancelCost(t.Context(), counter.ID, "演示")
	refused(t, err, store.Invalid)
	all, err := h.CostsOf(t.Context(), stay.ID)
	ok(t, err)
	if len(all) != 2 || !all[0].Cancelled || all[0].AmountFen != 12850 || all[0].Note != "演示：急诊" {
		t.Errorf("costs = %+v", all)
	}
	for name, wrong := range map[string]shelter.Cost{
		"nothing":           {Kind: "ticket", Voucher: "1"},
		"less than nothing": {Kind: "ticket", Voucher: "1", AmountFen: -5},
		"without voucher":   {Kind: "ticket", AmountFen: 5},
		"of tomorrow":       {Kind: "ticket", AmountFen: 5, Voucher: "1", Day: today(h).AddDays(1)},
		"of no kind":        {Kind: "gift", AmountFen: 5, Voucher: "1"},
	} {
		if _, err := h.RecordCost(t.Context(), wrong); store.KindOf(err) != store.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAnAuditorReadsAmountsAndNoNames(t *testing.T) {
	h := house(t)
	stay := arrive(t, h, man(40))
	spend(t, h, shelter.Cost{StayID: stay.ID, Kind: "hospital", AmountFen: 12850, Voucher: "1", Note: "演示"})
	auditor := as(t, h, access.Auditor)
	m, err := auditor.CostMonth(t.Context(), calendar.On(h.Session.DB().Now()))
	ok(t, err)
	if m.TotalFen != 12850 || m.ByPerson[0].Name != "" {
		t.Errorf("month = %+v", m)
	}
	all, err := auditor.Costs(t.Context(), m.First, m.Last)
	ok(t, err)
	if len(all) != 1 || all[0].Note != "" {
		t.Errorf("costs = %+v", all)
	}
}

func TestYuan(t *testing.T) {
	for text, want := range map[string]int64{"128.50": 12850, "128.5": 12850, "20": 2000, "¥1,280": 128000, "0.07元": 7} {
		if fen, err := shelter.ParseYuan(text); err != nil || fen != want {
			t.Errorf("%s = %d, %v", text, fen, err)
		}
	}
	for _, text := range []string{"", "1.234", "-5", "abc", "1.2.3", ".5", "99999999999", "1.+5"} {
		if fen, err := shelter.ParseYuan(text); err == nil {
			t.Errorf("%q = %d", text, fen)
		}
	}
	for fen, want := range map[int64]string{12850: "128.50", -7: "-0.07", 2000: "20"} {
		if got := shelter.Yuan(fen); got != want {
			t.Errorf("%d = %s", fen, got)
		}
	}
}
