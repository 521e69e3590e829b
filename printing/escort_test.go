package printing

import (
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
)

// stands reports what of the wanted is not on a paper.
func stands(t *testing.T, p *Papers, kind, stay string, extra map[string]string, wanted ...string) {
	t.Helper()
	r, err := p.Preview(t.Context(), kind, stay, extra)
	if err != nil {
		t.Fatalf("%s: %v", kind, err)
	}
	if len(r.Missing) > 0 {
		t.Errorf("%s: characters without a shape: %q", kind, r.Missing)
	}
	text := words(t, r)
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%s: %s is not on the paper", kind, w)
		}
	}
}

func TestTheTicketSaysWhereToChangeAndWhoHelps(t *testing.T) {
	p := papers(t)
	stay := admitted(t, p, named("演示甲"))
	stands(t, p, "ticket", stay.ID, map[string]string{"to": "演示县", "changes": "演示市换乘，演示市救助站 0000"}, "演示甲", "演示县", "演示市换乘")
	departs := time.Date(2026, 11, 30, 1, 15, 0, 0, time.UTC)
	trip := &intake.Trip{To: "演示终点", Mode: "train", Number: "K0001", DepartsAt: departs, Seat: "硬座", Route: "演示甲市、演示乙市", TicketNo: "票0009", BoughtBy: "station",
		PaidFen: 12850, Voucher: "演1", Station: intake.Helper{Name: "演示终点救助管理站", Address: "演示路3号", Phone: "00001111"},
		Changes: []intake.Change{{At: "演示中转", Number: "K0002", DepartsAt: departs.Add(5 * time.Hour), Station: intake.Helper{Name: "演示中转救助管理站", Address: "演示街5号", Phone: "00002222"}}}}
	_, err := p.House.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "self", Leaving: intake.Leaving{Trip: trip, Food: "面包两个"}})
	if err != nil {
		t.Fatal(err)
	}
	stands(t, p, "ticket", stay.ID, nil, "演示甲", "演示终点", "火车", "K0001", "2026年11月30日09:15", "硬座", "演示甲市、演示乙市", "票0009", "救助站", "128.50元（壹佰贰拾捌元伍角", "面包两个",
		"在演示中转换乘K0002（2026年11月30日14:15发车）：演示中转救助管理站，演示街5号，电话00002222", "演示终点救助管理站，演示路3号，电话00001111", "存根", "本人携带")
	first, _, err := p.Issue(t.Context(), "ticket", stay.ID, nil)
	if err != nil || !strings.Contains(first.Number, "乘字第0001号") {
		t.Errorf("number %q, %v", first.Number, err)
	}
	if err := p.Reprinted(t.Context(), first.ID, 1); err != nil {
		t.Error(err)
	}
}

func TestTheEscortOrderAndTheHandOverSayWhoAndWhere(t *testing.T) {
	p := papers(t)
	a := named("演示乙")
	a.Medicine, a.Belongings = "降压药每早一片", []intake.Item{{Name: "旧布包", Quantity: 1, Features: "补过"}}
	stay := admitted(t, p, a)
	leaves := p.Session.DB().Now().Add(time.Hour)
	e, err := p.House.PlanEscort(t.Context(), shelter.Escort{StayID: stay.ID, Leaves: leaves, Arrives: leaves.Add(8 * time.Hour), DueBack: leaves.Add(30 * time.Hour),
		EscortPlan: shelter.EscortPlan{To: "演示县救助管理站", ToAddress: "演示县东街1号", ToPhone: "00003333", Transport: "K0003", Route: "演示甲市换乘", Items: "档案袋一个",
			Medicine: "降压药三片", Food: "方便面两桶", Risks: "夜里会走动", Contact: "演示值班 00004444",
			Members: []shelter.Escorter{{Name: "演示护送甲", Sex: "1", Post: "站务", Phone: "00005555"}, {Name: "演示护送乙", Sex: "2"}}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	plan := []string{"演示乙", "演示护送甲男站务00005555", "演示护送乙女", "演示县救助管理站", "演示县东街1号", "00003333", "K0003", "降压药三片", "夜里会走动", "档案袋一个", "旧布包"}
	stands(t, p, "escort", stay.ID, nil, append(plan, "演示甲市换乘", "方便面两桶", "演示值班00004444", moment(e.Leaves)[:5])...)
	if _, err = p.House.EscortLeft(t.Context(), e.ID, shelter.Departure{Returned: true}); err != nil {
		t.Fatal(err)
	}
	stands(t, p, "handover", stay.ID, nil, plan...)
	if err := p.House.EscortHanded(t.Context(), e.ID, time.Time{}, shelter.EscortReceipt{Name: "演示接收人", Unit: "演示县站二科", Note: "路上平安"}, intake.Sign{}); err != nil {
		t.Fatal(err)
	}
	stands(t, p, "handover", stay.ID, nil, "演示接收人", "演示县站二科", "路上平安", "第三联")
	if _, err := p.Preview(t.Context(), "departure", stay.ID, nil); err != nil {
		t.Error(err)
	}
}

func TestWhoFetchedSomebodyStandsOnThePaper(t *testing.T) {
	p := papers(t)
	a := named("演示丙")
	a.Belongings = []intake.Item{{Name: "旧布包", Quantity: 1}}
	stay := admitted(t, p, a)
	_, err := p.House.Depart(t.Context(), shelter.Departure{StayID: stay.ID, Kind: "kin", Returned: true, Explained: map[string]string{"collector_id": "证件丢失，派出所电话核实"},
		Leaving: intake.Leaving{Collector: "演示亲属", CollectorPhone: "00006666", Relation: "5", Proof: "birth", Whereto: "演示县"}})
	if err != nil {
		t.Fatal(err)
	}
	stands(t, p, "collect", stay.ID, nil, "演示丙", "演示亲属", "父母", "00006666", "出生医学证明", "证件丢失，派出所电话核实", "演示县", "旧布包", "接领人收执")
}
