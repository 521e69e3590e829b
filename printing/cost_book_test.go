package printing

import (
	"slices"
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
)

// paperText is what stands on all pages.
func paperText(t *testing.T, r Result) string {
	t.Helper()
	sheets, err := previewer.Open(r.PDF)
	if err != nil {
		t.Fatal(err)
	}
	defer sheets.Close()
	all := ""
	for n := range sheets.Pages() {
		all += sheets.Text(n + 1)
	}
	return strings.Join(strings.Fields(all), "")
}

func TestVouchersStandInTheOrderOfTheirNumbers(t *testing.T) {
	numbers := []string{"记-10", "2026-0003", "记-9", "记-009", "2026-12", "B1", "2026-4"}
	slices.SortFunc(numbers, CompareVouchers)
	want := []string{"2026-0003", "2026-4", "2026-12", "B1", "记-009", "记-9", "记-10"}
	if !slices.Equal(numbers, want) {
		t.Errorf("%q; want %q", numbers, want)
	}
}

func TestTheCostPaperHasItsTotalInFiguresAndWordsAndNamesNobodyToAuditors(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示㛃先生"))
	hospital := shelter.Institution{Kind: "hospital", Name: "演示医院", Active: true}
	if err := p.House.SaveInstitution(t.Context(), &hospital); err != nil {
		t.Fatal(err)
	}
	var wrong shelter.Cost
	for _, c := range []shelter.Cost{
		{StayID: stay.ID, Kind: "hospital", AmountFen: 128050, Voucher: "记-10", InstitutionID: hospital.ID, Note: "演示急诊"},
		{Kind: "ticket", AmountFen: 20000, Voucher: "记-9"},
	} {
		var err error
		if wrong, err = p.House.RecordCost(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.House.CancelCost(t.Context(), wrong.ID, "演示记错"); err != nil {
		t.Fatal(err)
	}
	of := calendar.On(arrival)
	r, err := p.CostPDF(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	text := paperText(t, r)
	for _, want := range []string{"2026年11月", "1280.50", "壹仟贰佰捌拾元伍角整", "演示㛃先生", "演示医院", "-200.00", "冲销：演示记错", "已冲销"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %s:\n%s", want, text)
		}
	}
	if strings.Index(text, "记-9") > strings.Index(text, "记-10") {
		t.Error("记-10 stands before 记-9")
	}
	b, err := colleague(t, p, access.Auditor).CostBook(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	if b.TotalFen != 128050 || len(b.Rows) != 3 {
		t.Errorf("an auditor reads %+v", b)
	}
	for _, row := range b.Rows {
		if row.Person != "" || row.Note == "演示急诊" {
			t.Errorf("an auditor reads %+v", row)
		}
	}
}

func TestASumBelowZeroIsWrittenAsOne(t *testing.T) {
	if got := yuanSumInWords(-2000); got != "负贰拾元整" {
		t.Errorf("-20 yuan is %s", got)
	}
	if got := yuanSum(-7); got != "-0.07" {
		t.Errorf("-7 fen is %s", got)
	}
}

func TestTheRosterPaperTellsTheShiftsWithoutAWoman(t *testing.T) {
	p := papers(t)
	me := p.Session.Account().ID
	her, err := p.Session.AddAccount(t.Context(), access.NewAccount{Name: "li", Display: "李演示", Sex: "2", Roles: []access.Role{access.FrontDesk}, Password: password})
	if err != nil {
		t.Fatal(err)
	}
	monday := calendar.Date{Year: 2026, Month: 11, Day: 23}
	for _, d := range []shelter.Duty{
		{AccountID: me, Day: monday, Shift: "day", Post: "lead"},
		{AccountID: her.ID, Day: monday.AddDays(1), Shift: "night", Post: "care"},
	} {
		if _, err := p.House.PlanDuty(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	r, err := p.RosterPDF(t.Context(), monday)
	if err != nil {
		t.Fatal(err)
	}
	text := paperText(t, r)
	for _, want := range []string{"周一11-23", "周日11-29", "李演示，女，生活照料", "没有女工作人员的班：11月23日白班", "夜班20:00–08:00"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper does not say %s:\n%s", want, text)
		}
	}
}
