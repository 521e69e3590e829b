package shelter_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/shelter"
)

var day = time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)

// who makes an occupant from what the desk would write.
func who(a intake.Arrival) shelter.Occupant {
	return shelter.OccupantOf(intake.Resident{
		Person: intake.Person{Sex: a.Sex, Profile: a.Profile},
		Stay:   intake.Stay{Party: a.Party, Circumstances: a.Circumstances, Health: a.Health},
	}, day)
}

func look(a intake.Arrival, codes ...string) intake.Arrival { a.Look = codes; return a }
func kind(a intake.Arrival, codes ...string) intake.Arrival { a.Categories = codes; return a }
func aged(a intake.Arrival, from, to int) intake.Arrival    { a.AgeFrom, a.AgeTo = from, to; return a }
func called(a intake.Arrival, name string, kin ...string) intake.Arrival {
	a.Name, a.Kin = name, nil
	for _, k := range kin {
		a.Kin = append(a.Kin, intake.Kin{Name: k})
	}
	return a
}

// Each row is a sentence of the regulation with what it means for a bed.
func TestBedRules(t *testing.T) {
	room := func(sex string, p shelter.Purpose) shelter.Bed {
		return shelter.Bed{Name: "演示-1", LowerBunk: true, Room: shelter.Room{Name: "演示", Sex: sex, Purpose: p}}
	}
	upper := room("1", shelter.Ordinary)
	upper.LowerBunk = false
	mother, son := called(woman(30), "演示母亲", "演示孩子"), called(man(6), "演示孩子")
	together := func(a intake.Arrival, role string) intake.Arrival {
		a.Party, a.PartyRole = "一起来的", role
		return a
	}

	for _, row := range []struct {
		sentence string
		who      intake.Arrival
		bed      shelter.Bed
		with     []intake.Arrival
		level    shelter.Level
		codes    []string
	}{
		// 国务院令381号 art. 8: rooms by sex
		{"a woman is not put in a men's room", woman(40), room("1", shelter.Ordinary), nil, shelter.Block, []string{"sex_room"}},
		{"a man is not put in a women's room", man(40), room("2", shelter.Ordinary), nil, shelter.Block, []string{"sex_room"}},
		{"a woman sleeps in a women's room", woman(40), room("2", shelter.Ordinary), []intake.Arrival{woman(50)}, shelter.OK, nil},
		{"a room for either holds one sex at a time", man(40), room("any", shelter.Ordinary), []intake.Arrival{woman(40)}, shelter.Block, []string{"mixed_sexes"}},
		{"unknown sex is asked about, not refused", intake.Arrival{Sex: "0"}, room("2", shelter.Ordinary), nil, shelter.Warn, []string{"sex_unknown"}},
		// 民发〔2014〕132号 ch. 3: minors apart
		{"a child is not put with an unrelated adult", man(10), room("1", shelter.Ordinary), []intake.Arrival{man(40)}, shelter.Block, []string{"minor_apart", "minor_zone"}},
		{"an adult is not put with a child", man(40), room("1", shelter.MinorRoom), []intake.Arrival{man(10)}, shelter.Block, []string{"minor_apart", "minor_room"}},
		{"who may be a child is put with adults only after a look", aged(man(0), 16, 19), room("1", shelter.Ordinary), []intake.Arrival{man(40)}, shelter.Warn, []string{"minor_unclear"}},
		{"an adult is not put in a minors' room", man(40), room("1", shelter.MinorRoom), nil, shelter.Block, []string{"minor_room"}},
		{"children share a minors' room", man(10), room("1", shelter.MinorRoom), []intake.Arrival{man(12)}, shelter.OK, nil},
		{"a child alone is better in a minors' room", man(10), room("1", shelter.Ordinary), nil, shelter.Warn, []string{"minor_zone"}},
		{"an age that nobody knows stands in nobody's way", intake.Arrival{Sex: "1"}, room("1", shelter.Ordinary), []intake.Arrival{man(40)}, shelter.OK, nil},
		// 132号 ch. 3: illness apart
		{"suspected infection goes to isolation", kind(man(40), "infectious"), room("1", shelter.Ordinary), nil, shelter.Block, []string{"infectious"}},
		{"isolation is for the infectious", kind(man(40), "infectious"), room("any", shelter.Isolation), nil, shelter.OK, nil},
		{"nobody joins the infectious", man(40), room("1", shelter.Ordinary), []intake.Arrival{kind(man(50), "infectious")}, shelter.Block, []string{"isolation_mix"}},
		{"suspected mental disorder is kept apart", kind(man(40), "mental"), room("1", shelter.Ordinary), nil, shelter.Block, []string{"mental"}},
		{"a watch room is for them", kind(man(40), "mental"), room("1", shelter.Watch), nil, shelter.OK, nil},
		{"the healthy do not sleep in isolation", man(40), room("any", shelter.Isolation), nil, shelter.Block, []string{"isolation_well"}},
		{"the healthy leave the watch room free", man(40), room("1", shelter.Watch), nil, shelter.Warn, []string{"watch_well"}},
		{"fever is seen by a doctor first", look(man(40), "fever"), room("1", shelter.Ordinary), nil, shelter.Warn, []string{"fever"}},
		// care in the house: lower bunks, families
		{"the elderly sleep below", man(70), upper, nil, shelter.Warn, []string{"lower_bunk"}},
		{"the disabled sleep below", look(man(40), "disabled"), upper, nil, shelter.Warn, []string{"lower_bunk"}},
		{"the frail sleep below", look(man(40), "frail"), upper, nil, shelter.Warn, []string{"lower_bunk"}},
		{"epilepsy sleeps below", intake.Arrival{Sex: "1", Health: intake.Health{LookNote: "有癫痫史"}}, upper, nil, shelter.Warn, []string{"lower_bunk"}},
		{"who is drunk sleeps below", look(man(40), "drunk"), upper, nil, shelter.Warn, []string{"lower_bunk"}},
		{"who is drunk may sleep in the watch room", look(man(40), "drunk"), room("1", shelter.Watch), nil, shelter.OK, nil},
		{"the young may sleep above", man(30), upper, nil, shelter.OK, nil},
		{"mother and son share the family room", son, room("any", shelter.Family), []intake.Arrival{mother}, shelter.OK, nil},
		{"who was registered as one family shares it", together(man(6), "child"), room("any", shelter.Family), []intake.Arrival{together(woman(30), "parent")}, shelter.OK, nil},
		{"who only came along does not", together(man(40), "companion"), room("any", shelter.Family), []intake.Arrival{together(woman(30), "parent")}, shelter.Block, []string{"mixed_sexes", "family_shared"}},
		{"a stranger does not share it", woman(40), room("any", shelter.Family), []intake.Arrival{mother}, shelter.Block, []string{"family_shared"}},
		{"who is alone leaves it to families", man(40), room("any", shelter.Family), nil, shelter.Warn, []string{"family_alone"}},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			var with []shelter.Occupant
			for _, a := range row.with {
				with = append(with, who(a))
			}
			v := shelter.DefaultRules().Fits(who(row.who), row.bed, with)
			var codes []string
			for _, r := range v.Reasons {
				codes = append(codes, r.Code)
				if r.Article == "" || r.String() == "" {
					t.Errorf("%s says nothing or cites nothing", r.Code)
				}
			}
			if v.Level != row.level || !slices.Equal(codes, row.codes) {
				t.Errorf("verdict = %s %v; want %s %v", v.Level, codes, row.level, row.codes)
			}
		})
	}
}

func TestPregnantSleepBelowAndTheHiddenAreLeftToTheirOfficers(t *testing.T) {
	upper := shelter.Bed{Room: shelter.Room{Sex: "2", Purpose: shelter.Ordinary}}
	v := shelter.DefaultRules().Fits(who(kind(woman(25), "pregnant")), upper, nil)
	if !slices.Equal(v.Codes(shelter.Warn), []string{"lower_bunk"}) {
		t.Errorf("reasons = %v; want lower_bunk", v.Reasons)
	}
	upper.LowerBunk = true
	v = shelter.DefaultRules().Fits(shelter.Occupant{Sex: "2", Hidden: true}, upper, nil)
	if !slices.Equal(v.Codes(shelter.Warn), []string{"hidden"}) {
		t.Errorf("reasons = %v; want hidden", v.Reasons)
	}
}

func TestAStationSwitchesARuleOffAndCorrectsAnother(t *testing.T) {
	h := house(t)
	rules, err := h.Rules(t.Context())
	ok(t, err)
	for i, r := range rules.List {
		switch r.Code {
		case "sex_room":
			rules.List[i].Off = true
		case "lower_bunk":
			rules.List[i].Level, rules.List[i].Article = shelter.Block, "演示省标准"
		}
	}
	ok(t, h.SetRules(t.Context(), rules))
	got, err := h.Rules(t.Context())
	ok(t, err)
	upper := shelter.Bed{Room: shelter.Room{Sex: "1", Purpose: shelter.Ordinary}}
	v := got.Fits(who(woman(70)), upper, nil)
	if v.Level != shelter.Block || v.Reasons[0].Code != "lower_bunk" || v.Reasons[0].Article != "演示省标准" {
		t.Errorf("verdict = %+v; want only the station's lower_bunk", v)
	}
}

// Each rule with its article, and the occupant whom it speaks of. A rule that
// stands here with no citation, or not at all, fails.
func TestEachRuleCitesWhatItRestsOn(t *testing.T) {
	const (
		regulation8 = "国务院令第381号）第八条"
		regulation9 = "国务院令第381号）第九条"
		procedure   = "民发〔2014〕132号）第三章"
		minors      = "《未成年人保护法》"
		house       = "站内照料要求"
	)
	room := func(sex string, p shelter.Purpose) shelter.Bed {
		return shelter.Bed{Name: "演示-1", LowerBunk: true, Room: shelter.Room{Name: "演示", ZoneID: "演示区", Sex: sex, Purpose: p}}
	}
	mens, upper := room("1", shelter.Ordinary), room("1", shelter.Ordinary)
	upper.LowerBunk = false
	he, she, child, ill := who(man(40)), who(woman(40)), who(man(10)), who(kind(man(40), "infectious"))
	maybe, feverish, known := who(aged(man(0), 16, 19)), who(look(man(40), "fever")), who(man(40))
	known.PersonID = "那个人"
	apart, near, alone, hidden := he, he, she, he
	apart.Apart, near.Apart, near.ApartZones = []string{"那个人"}, []string{"那个人"}, []string{"演示区"}
	alone.NoWomanOn, hidden.Hidden = true, true

	cases := []struct {
		code, article string
		level         shelter.Level
		who           shelter.Occupant
		bed           shelter.Bed
		with          []shelter.Occupant
	}{
		{"sex_room", regulation8, shelter.Block, she, mens, nil},
		{"mixed_sexes", regulation8, shelter.Block, she, room("any", shelter.Ordinary), []shelter.Occupant{he}},
		{"sex_unknown", regulation8, shelter.Warn, who(intake.Arrival{Sex: "0"}), mens, nil},
		{"minor_apart", procedure, shelter.Block, child, mens, []shelter.Occupant{he}},
		{"minor_unclear", procedure, shelter.Warn, maybe, mens, []shelter.Occupant{he}},
		{"minor_room", procedure, shelter.Block, he, room("1", shelter.MinorRoom), nil},
		{"minor_zone", minors, shelter.Warn, child, mens, nil},
		{"infectious", procedure, shelter.Block, ill, mens, nil},
		{"mental", procedure, shelter.Block, who(kind(man(40), "mental")), mens, nil},
		{"isolation_mix", procedure, shelter.Block, he, room("1", shelter.Isolation), []shelter.Occupant{ill}},
		{"isolation_well", procedure, shelter.Block, he, room("1", shelter.Isolation), nil},
		{"fever", procedure, shelter.Warn, feverish, mens, nil},
		{"watch_well", house, shelter.Warn, he, room("1", shelter.Watch), nil},
		{"lower_bunk", house, shelter.Warn, who(man(70)), upper, nil},
		{"family_shared", house, shelter.Block, he, room("any", shelter.Family), []shelter.Occupant{known}},
		{"family_alone", house, shelter.Warn, he, room("any", shelter.Family), nil},
		{"must_not_meet", regulation9, shelter.Block, apart, mens, []shelter.Occupant{known}},
		{"must_not_meet_near", regulation9, shelter.Warn, near, mens, nil},
		{"no_woman_on", regulation8, shelter.Warn, alone, room("2", shelter.Ordinary), nil},
		{"hidden", house, shelter.Warn, hidden, mens, nil},
	}
	var covered, all []string
	for _, c := range cases {
		covered = append(covered, c.code)
		t.Run(c.code, func(t *testing.T) {
			v := shelter.DefaultRules().Fits(c.who, c.bed, c.with)
			i := slices.IndexFunc(v.Reasons, func(r shelter.Reason) bool { return r.Code == c.code })
			if i < 0 {
				t.Fatalf("reasons = %v; want %s", v.Reasons, c.code)
			}
			if r := v.Reasons[i]; r.Article == "" || !strings.Contains(r.Article, c.article) || r.Level != c.level || strings.Contains(r.String(), "{{") {
				t.Errorf("%+v; want %s by %s", r, c.level, c.article)
			}
		})
	}
	for _, r := range shelter.DefaultRules().List {
		all = append(all, r.Code)
	}
	slices.Sort(covered)
	slices.Sort(all)
	if !slices.Equal(covered, all) {
		t.Errorf("covered %v\nof      %v", covered, all)
	}
}

func TestWhoIsInTheRoomIsNotSaidToBeNearAsWell(t *testing.T) {
	o := who(man(40))
	o.Apart, o.ApartZones = []string{"那个人"}, []string{"演示区"}
	other := who(man(50))
	other.PersonID = "那个人"
	b := shelter.Bed{LowerBunk: true, Room: shelter.Room{ZoneID: "演示区", Sex: "1", Purpose: shelter.Ordinary}}
	v := shelter.DefaultRules().Fits(o, b, []shelter.Occupant{other})
	if len(v.Reasons) != 1 || v.Reasons[0].Code != "must_not_meet" {
		t.Errorf("reasons = %v; want must_not_meet alone", v.Reasons)
	}
}

// What a station edited before a rule was added keeps its rows and gets the
// new ones.
func TestRulesEditedEarlierGetTheNewOnesBesideThem(t *testing.T) {
	own := []shelter.Rule{
		{Code: "lower_bunk", Level: shelter.Block, Text: "演示", Article: "演示省标准"},
		{Code: "must_not_meet_near", Off: true, Level: shelter.Warn, Text: "演示"},
	}
	got := shelter.DefaultRules().Over(own)
	if len(got.List) != len(shelter.DefaultRules().List) {
		t.Fatalf("%d rules; want %d", len(got.List), len(shelter.DefaultRules().List))
	}
	for _, r := range got.List {
		switch {
		case r.Code == "lower_bunk" && r.Article != "演示省标准", r.Code == "must_not_meet_near" && !r.Off, r.Code == "must_not_meet" && (r.Off || r.Level != shelter.Block):
			t.Errorf("rule = %+v", r)
		}
	}
}
