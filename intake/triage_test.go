package intake_test

import (
	"slices"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/store"
)

var night = time.Date(2026, 11, 24, 23, 0, 0, 0, time.UTC)

func codesOf(rules []intake.TriageRule) []string {
	var codes []string
	for _, r := range rules {
		codes = append(codes, r.Code)
	}
	return codes
}

// Each row is a case of 工作规程 (民发〔2014〕132号) 甄别, or of the law named.
func TestTriageSaysWhatIsToBeDoneAtTheDoor(t *testing.T) {
	looks := func(codes ...string) intake.Arrival { return intake.Arrival{Health: intake.Health{Look: codes}} }
	minds := func(codes ...string) intake.Arrival { return intake.Arrival{Health: intake.Health{Mind: codes}} }
	reason := func(code string) intake.Arrival {
		return intake.Arrival{Circumstances: intake.Circumstances{Reason: code}}
	}
	aged := func(from, to int) intake.Arrival {
		return intake.Arrival{Profile: intake.Profile{AgeFrom: from, AgeTo: to}}
	}
	threatening := looks("drunk")
	threatening.Mind = []string{"agitated"}
	withMother := aged(16, 17)
	withMother.Party = "p"
	for name, c := range map[string]struct {
		arrival     intake.Arrival
		first, do   string
		now         bool
		others, not []string
	}{
		"the unconscious go to hospital at once":              {arrival: minds("unconscious"), first: "critical", do: intake.DoHospital, now: true},
		"wounds go to hospital":                               {arrival: looks("wound"), first: "wound", do: intake.DoHospital, now: true},
		"illness goes to hospital (381号 §7)":                  {arrival: looks("ill"), first: "ill", do: intake.DoHospital, now: true},
		"fever is kept apart and sent to hospital":            {arrival: looks("fever"), first: "infectious", do: intake.DoIsolate, now: true},
		"signs of an infection are kept apart":                {arrival: looks("infectious"), first: "infectious", do: intake.DoIsolate, now: true},
		"a threatening drunk goes to the police":              {arrival: threatening, first: "drunk_threat", do: intake.DoPolice, now: true, not: []string{"drunk", "agitated"}},
		"a quiet drunk is watched":                            {arrival: looks("drunk"), first: "drunk", do: intake.DoWatch, not: []string{"drunk_threat"}},
		"suspected drug use goes to the police":               {arrival: looks("drugs"), first: "drugs", do: intake.DoPolice, now: true},
		"suspected mental disorder to hospital (精神卫生法 §28)":   {arrival: minds("mental"), first: "mental", do: intake.DoHospital, now: true},
		"the trafficked are reported (158号 一(一))":             {arrival: reason("trafficked"), first: "trafficked", do: intake.DoPolice, now: true},
		"the abandoned are reported (158号 一(一))":              {arrival: reason("abandoned"), first: "trafficked", do: intake.DoPolice, now: true},
		"who may be under 16 needs a guardian (未成年人保护法 §92)":  {arrival: aged(15, 20), first: "guardian_child", do: intake.DoGuardian, now: true, others: []string{"guardian_alone"}},
		"a minor alone needs a guardian":                      {arrival: aged(16, 17), first: "guardian_alone", do: intake.DoGuardian, now: true, not: []string{"guardian_child"}},
		"a minor of 16 with their mother does not":            {arrival: withMother},
		"a grown man needs nothing":                           {arrival: aged(30, 40)},
		"an old woman is looked after":                        {arrival: aged(65, 75), first: "frail", do: intake.DoWatch},
		"violence at home is protected from":                  {arrival: reason("violence"), first: "violence", do: intake.DoProtect, now: true},
		"low spirits are watched":                             {arrival: minds("low"), first: "self_harm", do: intake.DoWatch, now: true},
		"the pregnant get a lower bunk":                       {arrival: looks("pregnant"), first: "pregnant", do: intake.DoWatch},
		"the deaf get an interpreter":                         {arrival: intake.Arrival{Profile: intake.Profile{Disabilities: []string{"2"}}}, first: "interpreter", do: intake.DoInterpret},
		"who refuses to answer may need one":                  {arrival: intake.Arrival{Circumstances: intake.Circumstances{Silent: true}}, first: "silent", do: intake.DoInterpret},
		"a foreigner is told of to the exit and entry office": {arrival: intake.Arrival{Profile: intake.Profile{Country: "VNM"}}, first: "foreigner", do: intake.DoPolice},
		"a Chinese citizen with a country on file is not":     {arrival: intake.Arrival{Profile: intake.Profile{Country: "CHN"}}},
		"nothing entered asks for nothing":                    {},
		"what is urgent comes before what is not":             {arrival: looks("pregnant", "critical"), first: "critical", do: intake.DoHospital, now: true, others: []string{"pregnant"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := intake.Triage(intake.DefaultTriageRules(), c.arrival, night)
			codes := codesOf(got)
			if c.first == "" {
				if len(got) > 0 {
					t.Fatalf("asks for %v", codes)
				}
				return
			}
			if len(got) == 0 || got[0].Code != c.first || got[0].Do != c.do || got[0].Now != c.now {
				t.Fatalf("got %v; want %s first, to do %s, now %v", codes, c.first, c.do, c.now)
			}
			for _, other := range c.others {
				if !slices.Contains(codes, other) {
					t.Errorf("got %v; %s is missing", codes, other)
				}
			}
			for _, not := range c.not {
				if slices.Contains(codes, not) {
					t.Errorf("got %v; %s does not apply", codes, not)
				}
			}
		})
	}
}

func TestEveryDefaultTriageRuleCanBeSavedAndCitesSomething(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range intake.DefaultTriageRules() {
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", r.Code, err)
		}
		if r.Basis == "" || seen[r.Code] {
			t.Errorf("%s cites nothing or stands twice", r.Code)
		}
		seen[r.Code] = true
	}
}

func TestStationChangesItsTriageRules(t *testing.T) {
	d := desk(t)
	own := []intake.TriageRule{{Code: "own", When: []string{"came_by:hospital", "sex:2+age:>=60"}, Do: intake.DoWatch, Text: "演示：问清出院医嘱。"}}
	if err := d.SaveTriageRules(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	rules, err := d.TriageRules(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if rules[0].Code != "own" || len(rules) != len(intake.DefaultTriageRules())+1 {
		t.Fatalf("%d rules, the first is %s; want the own one first and the defaults behind it", len(rules), rules[0].Code)
	}
	a := intake.Arrival{CameBy: "hospital", Health: intake.Health{Look: []string{"wound"}}}
	if got := codesOf(intake.Triage(rules, a, night)); !slices.Equal(got, []string{"own"}) {
		t.Errorf("got %v; the defaults that were left out are out of use", got)
	}
	old := intake.Arrival{Sex: "2", Profile: intake.Profile{AgeFrom: 55, AgeTo: 65}}
	if got := codesOf(intake.Triage(rules, old, night)); !slices.Equal(got, []string{"own"}) {
		t.Errorf("got %v for a woman who may be over 60", got)
	}
}

func TestNonsenseIsNoTriageRule(t *testing.T) {
	d := desk(t)
	good := intake.TriageRule{Code: "a", When: []string{"look:fever"}, Do: intake.DoWatch, Text: "演示"}
	for field, change := range map[string]func(*intake.TriageRule){
		"code":  func(r *intake.TriageRule) { r.Code = " " },
		"text":  func(r *intake.TriageRule) { r.Text = "" },
		"do":    func(r *intake.TriageRule) { r.Do = "detain" },
		"paper": func(r *intake.TriageRule) { r.Paper = "arrest" },
		"when":  func(r *intake.TriageRule) { r.When = nil },
	} {
		bad := good
		change(&bad)
		expectInvalid(t, d.SaveTriageRules(t.Context(), []intake.TriageRule{bad}), field)
	}
	for _, when := range []string{"", "look", "look:", "look:nothing", "age:16", "age:<", "age:<999", "colour:red", "alone:maybe", "look:fever+", "look:fever+sex:7"} {
		bad := good
		bad.When = []string{"look:fever", when}
		expectInvalid(t, d.SaveTriageRules(t.Context(), []intake.TriageRule{bad}), "when")
	}
	expectInvalid(t, d.SaveTriageRules(t.Context(), []intake.TriageRule{good, good}), "code")
}

func expectInvalid(t *testing.T, err error, field string) {
	t.Helper()
	e, ok := err.(*store.Error)
	if !ok || e.Kind != store.Invalid || e.Field != field {
		t.Errorf("error %v; want an invalid %s", err, field)
	}
}
