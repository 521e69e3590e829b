package intake_test

import (
	"slices"
	"testing"
	"time"

	"guitu/intake"
)

func TestMissingIsWhatASearchABedAndTheRulesAskFor(t *testing.T) {
	done := intake.Act{At: night, By: "a"}
	whole := func() intake.Resident {
		var r intake.Resident
		r.Person.AgeFrom, r.Person.Marks, r.Person.Accent = 30, "演示疤痕", "wu"
		r.Stay.Kind, r.Stay.Reason, r.Stay.FoundPlace = intake.Bed, "lost", "演示广场"
		r.Stay.Told.How, r.Stay.Safety.Done = "read", true
		r.Stay.Taken = intake.Taken{Fingerprint: done, Portrait: done, National: done}
		return r
	}
	for name, c := range map[string]struct {
		change func(r *intake.Resident)
		want   []string
	}{
		"all is known":                         {change: func(*intake.Resident) {}},
		"no age":                               {func(r *intake.Resident) { r.Person.AgeFrom = 0 }, []string{"age"}},
		"no age, and that is the answer":       {change: func(r *intake.Resident) { r.Person.AgeFrom, r.Stay.Unknown = 0, []string{"age"} }},
		"no marks of one whose name is proven": {change: func(r *intake.Resident) { r.Person.Marks, r.Person.Identity = "", intake.IdentityProven }},
		"no marks and no accent":               {func(r *intake.Resident) { r.Person.Marks, r.Person.Accent = "", "" }, []string{"marks", "accent"}},
		"nothing told":                         {func(r *intake.Resident) { r.Stay.Told.How = "" }, []string{"told"}},
		"could not be told yet":                {func(r *intake.Resident) { r.Stay.Told.How = "not_able" }, []string{"told"}},
		"not checked":                          {func(r *intake.Resident) { r.Stay.Safety.Done = false }, []string{"safety"}},
		"nothing taken":                        {func(r *intake.Resident) { r.Stay.Taken = intake.Taken{} }, []string{"fingerprint", "portrait", "national"}},
		"no fingers to take prints of":         {change: func(r *intake.Resident) { r.Stay.Taken.Fingerprint = intake.Act{Why: "演示：手部烧伤"} }},
		"aid on the spot without a reason":     {func(r *intake.Resident) { *r = intake.Resident{Stay: intake.Stay{Kind: intake.Spot}} }, []string{"reason"}},
		"a refusal":                            {change: func(r *intake.Resident) { *r = intake.Resident{Stay: intake.Stay{State: intake.Refused}} }},
		"one who may not be read":              {change: func(r *intake.Resident) { *r = intake.Resident{Person: intake.Person{Hidden: true}} }},
	} {
		t.Run(name, func(t *testing.T) {
			r := whole()
			c.change(&r)
			var got []string
			for _, gap := range intake.Missing(r, time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)) {
				got = append(got, gap.Field)
				if gap.Word == "" {
					t.Errorf("%s has no word", gap.Field)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("missing %v; want %v", got, c.want)
			}
		})
	}
}
