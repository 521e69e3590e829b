package printing

import (
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
)

func TestShiftTellsWhatTheNextOneMustKnow(t *testing.T) {
	p := papers(t)
	if err := p.House.LayOut(t.Context(), shelter.DefaultTemplate()); err != nil {
		t.Fatal(err)
	}
	stay := admitted(t, p, whole())
	beds, err := p.House.Suggest(t.Context(), stay.ID)
	if err != nil || len(beds) == 0 {
		t.Fatal("no bed", err)
	}
	if _, err := p.House.Assign(t.Context(), stay.ID, beds[0].Bed.ID, &shelter.Override{Reason: "演示：只剩这张床"}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Desk.RecordInquiry(t.Context(), intake.Inquiry{StayID: stay.ID, NextAt: arrival.Add(2 * time.Hour),
		Called: intake.Called{Whom: "township", Unit: "演示乡政府", Result: "no_answer", NextWhat: "再打一次"}}, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Desk.Refuse(t.Context(), begun(t, p, named("演示丙")), intake.Refusal{Reason: "cash"}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Desk.AidOnTheSpot(t.Context(), begun(t, p, named("演示丁")), intake.SpotAid{Given: []string{"meal"}}); err != nil {
		t.Fatal(err)
	}
	begun(t, p, named("演示戊"))
	s, err := p.Desk.Shift(t.Context(), arrival.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.ShiftPDF(t.Context(), s, ShiftNote{TakenBy: "演示接班人", Note: "厨房钥匙在柜12"})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{
		"2026年11月24日21:05至2026年11月24日22:35", "YS01-2026-00001", beds[0].Bed.Name, "降压药每早一片", "青霉素", "F-0017", "123.40",
		"演示乡政府", "再打一次", "11-2500:05", "演示丙", "不予救助", "演示丁", "不住站救助：餐食和饮水", "城管护送", "11-2422:05", "录入全国系统",
		"交班人：演示站长", "接班人：演示接班人", "厨房钥匙在柜12", "情绪低落", "空床共",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the shift's paper", want)
		}
	}
}

func TestProtectedPersonIsNotNamedOnTheShiftsPaper(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, whole())
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Desk.RecordInquiry(t.Context(), intake.Inquiry{StayID: stay.ID, NextAt: arrival.Add(2 * time.Hour),
		Called: intake.Called{Whom: "kin", Name: "演示亲属", Result: "no_answer", NextWhat: "问演示亲属"}}, ""); err != nil {
		t.Fatal(err)
	}
	s, err := p.Desk.Shift(t.Context(), arrival.Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.ShiftPDF(t.Context(), s, ShiftNote{})
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	if strings.Contains(text, onPage("㛃䶮𬭚昇")) || strings.Contains(text, "演示亲属") || !strings.Contains(text, "保护对象") {
		t.Errorf("the shift's paper reads %s", text)
	}
}

func TestShiftGoesOnOverPagesWithItsHeads(t *testing.T) {
	p := papers(t)
	s := intake.Shift{From: arrival, To: arrival.Add(12 * time.Hour)}
	for range 90 {
		r := intake.Resident{Person: intake.Person{Profile: intake.Profile{Name: "演示甲"}},
			Stay: intake.Stay{Number: "YS01-2026-00017", ArrivedAt: arrival, Health: intake.Health{Medicine: strings.Repeat("每日三次，每次两片。", 6)}}}
		s.Medicine = append(s.Medicine, r)
	}
	r, err := p.ShiftPDF(t.Context(), s, ShiftNote{})
	if err != nil {
		t.Fatal(err)
	}
	sheets := open(t, r)
	if r.Pages < 3 {
		t.Fatalf("%d pages", r.Pages)
	}
	all := ""
	for n := 1; n <= r.Pages-1; n++ {
		text := squash(sheets.Text(n))
		all += text
		if !strings.Contains(text, "姓名救助编号用药过敏") {
			t.Errorf("page %d has no head over its table", n)
		}
	}
	if n := strings.Count(words(t, r), "YS01-2026-00017"); n != 90 {
		t.Errorf("%d of 90 people are on the paper", n)
	}
	if !strings.Contains(words(t, r), "二、用药与过敏") {
		t.Error("the title is lost")
	}
}

func TestEmptyShiftSaysNone(t *testing.T) {
	p := papers(t)
	s, err := p.Desk.Shift(t.Context(), arrival)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.ShiftPDF(t.Context(), s, ShiftNote{})
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(words(t, r), "无"); n < 10 {
		t.Errorf("无 stands %d times; each list is looked at", n)
	}
}
