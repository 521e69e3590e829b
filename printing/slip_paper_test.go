package printing

import (
	"strings"
	"testing"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/shelter/supply"
)

// storeRoom is a station with one kind of bread in two lots, one of them a gift.
func storeRoom(t *testing.T) (p *Papers, bread supply.Item, gift supply.Lot) {
	t.Helper()
	p = papers(t)
	bread = supply.Item{Kind: "food", Name: "演示面包", Size: "大", Unit: "个", Active: true}
	done(t, p.Supplies.SaveItem(t.Context(), &bread))
	_, _, err := p.Supplies.TakeIn(t.Context(), supply.Delivery{ItemID: bread.ID, Qty: 10, Source: "budget", Label: "B-01", Expires: calendar.Date{Year: 2026, Month: 12, Day: 1}})
	done(t, err)
	gift, _, err = p.Supplies.TakeIn(t.Context(), supply.Delivery{ItemID: bread.ID, Qty: 6, Source: supply.Donation, Donor: "演示爱心社", Use: "给儿童", Label: "B-02", Note: "协议7号"})
	done(t, err)
	return p, bread, gift
}

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// says fails where a text is not on the paper.
func says(t *testing.T, r Result, texts ...string) {
	t.Helper()
	all := words(t, r)
	for _, text := range texts {
		if !strings.Contains(all, squash(text)) {
			t.Errorf("%q is not on the paper: %s", text, all)
		}
	}
}

func TestIssueSlipTellsLotsSourcesAndWhoSigns(t *testing.T) {
	p, bread, gift := storeRoom(t)
	stay := admitted(t, p, named("演示领取人"))
	slip, err := p.Supplies.HandOut(t.Context(), supply.Order{To: supply.To{StayID: stay.ID}, Note: "值班发放",
		Lines: []supply.Line{{ItemID: bread.ID, Qty: 2}, {ItemID: bread.ID, Qty: 1, LotID: gift.ID}}})
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	if r.Pages != 2 {
		t.Errorf("%d pages; want one for each copy", r.Pages)
	}
	says(t, r, "物资出库单", slip.Number, "演示领取人", stay.Number, "演示面包", "2个", "B-01", "2026-12-01", "主库房", "财政采购",
		"1个", "B-02", "社会捐赠：演示爱心社（限给儿童）", "1种，3件", "值班发放", "演示站长", "领取人签名（指印）", "发放人", "第二联")

	back, err := p.Supplies.TakeBackSlips(t.Context(), []string{slip.Number}, "发错了人")
	done(t, err)
	r, err = p.SlipPDF(t.Context(), back[0].Number)
	done(t, err)
	says(t, r, "物资退库单", back[0].Number, "演示领取人", "B-02", "发错了人", "退回人签名（指印）")
}

func TestReceiptSlipTellsSourceAndVoucher(t *testing.T) {
	p, bread, _ := storeRoom(t)
	_, slip, err := p.Supplies.TakeInAll(t.Context(), []supply.Delivery{
		{ItemID: bread.ID, Qty: 30, Source: supply.Donation, Donor: "演示面包房", Label: "B-03", Note: "协议9号", Expires: calendar.Date{Year: 2027, Month: 1, Day: 2}},
		{ItemID: bread.ID, Qty: 5, Source: supply.Donation, Donor: "演示面包房", Label: "B-04", Note: "协议9号"}})
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	says(t, r, "物资入库单", slip.Number, "来源社会捐赠", "社会捐赠：演示面包房", "30个", "B-03", "2027-01-02", "5个", "B-04", "协议9号", "验收人", "送货人或捐赠人", "1种，35件")
}

func TestTransferSlipNamesBothDepots(t *testing.T) {
	p, _, gift := storeRoom(t)
	annex := supply.Depot{Name: "二号库", Active: true}
	done(t, p.Supplies.SaveDepot(t.Context(), &annex))
	slip, err := p.Supplies.Transfer(t.Context(), gift.ID, annex.ID, 4, "腾地方")
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	says(t, r, "物资调拨单", "4个", "B-02", "主库房二号库", "演示爱心社", "腾地方", "调出库房经手人", "调入库房经手人", "1种，4件")
}

func TestWriteOffSlipNamesWhoAskedAndWhoConfirmed(t *testing.T) {
	p, _, gift := storeRoom(t)
	w, err := p.Supplies.AskWriteOff(t.Context(), supply.WriteOff{Cause: "damp", Note: "漏雨", Lines: []supply.Scrap{{LotID: gift.ID, Qty: 2}}})
	done(t, err)
	_, err = p.Session.AddAccount(t.Context(), access.NewAccount{Name: "keeper", Display: "演示库管", Roles: []access.Role{access.ShelterManager}, Password: password})
	done(t, err)
	keeper, err := access.SignIn(t.Context(), p.Session.DB(), "keeper", password)
	done(t, err)
	slip, err := (&supply.Room{Session: keeper}).ConfirmWriteOff(t.Context(), w.ID)
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	says(t, r, "物资报损单", slip.Number, "2个", "受潮霉变：漏雨", "制单人演示站长", "核实人演示库管", "申请人", "负责人")
}

func TestSlipOfARoomNamesTheRoomAndThatOfAProtectedPersonNobody(t *testing.T) {
	p, bread, _ := storeRoom(t)
	done(t, p.House.LayOut(t.Context(), shelter.DefaultTemplate()))
	plan, err := p.House.Layout(t.Context())
	done(t, err)
	room := plan.Rooms[0]
	slip, err := p.Supplies.HandOut(t.Context(), supply.Order{To: supply.To{RoomID: room.ID}, Lines: []supply.Line{{ItemID: bread.ID, Qty: 1}}})
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	says(t, r, "房间 "+room.Name)

	stay := admitted(t, p, named("演示隐名"))
	done(t, p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"))
	slip, err = p.Supplies.Issue(t.Context(), stay.ID, []supply.Line{{ItemID: bread.ID, Qty: 1}})
	done(t, err)
	r, err = p.SlipPDF(t.Context(), slip.Number)
	done(t, err)
	says(t, r, "保护对象", stay.Number)
	if strings.Contains(words(t, r), "演示隐名") {
		t.Error("the paper names who is protected")
	}
}

func TestSlipsOfManyStandInOneFile(t *testing.T) {
	p, bread, _ := storeRoom(t)
	var orders []supply.Order
	for _, name := range []string{"演示甲", "演示乙"} {
		orders = append(orders, supply.Order{To: supply.To{StayID: admitted(t, p, named(name)).ID}, Lines: []supply.Line{{ItemID: bread.ID, Qty: 1}}})
	}
	slips, err := p.Supplies.HandOutAll(t.Context(), orders)
	done(t, err)
	r, err := p.SlipPDF(t.Context(), slips[0].Number, slips[1].Number)
	done(t, err)
	if r.Pages != 4 {
		t.Errorf("%d pages; want 2 copies of 2 slips", r.Pages)
	}
	says(t, r, "演示甲", "演示乙", slips[0].Number, slips[1].Number)
	again, err := p.SlipPDF(t.Context(), slips[0].Number, slips[1].Number)
	done(t, err)
	if string(again.PDF) != string(r.PDF) {
		t.Error("printed again it is another paper")
	}
}

func TestSlipFormsFitTheirPageBlankAndFull(t *testing.T) {
	for _, name := range slipForms {
		form, err := Find(name)
		done(t, err)
		for state, v := range map[string]Values{"blank": {}, "filled": filled(form)} {
			if r := render(t, name, v, options); r.Pages != len(form.Copies) || len(r.Missing) > 0 {
				t.Errorf("%s %s: %d pages, missing %q", name, state, r.Pages, r.Missing)
			}
		}
	}
}
