package intake_test

import (
	"slices"
	"testing"

	"guitu/intake"
)

func TestSafetyCheckIsByTwoAndOfAWomanByWomen(t *testing.T) { // 381号 §8, 实施细则 §6
	staff := []intake.Checker{{Name: "演示甲", Sex: "1"}, {Name: "演示乙", Sex: "2"}, {Name: "演示丙", Sex: "2"}, {Name: "演示丁"}}
	knife := intake.Forbidden{Name: "刀", Quantity: "1把", Unit: "演示派出所", Officer: "演示民警 001", Receipt: "7"}
	noReceipt := knife
	noReceipt.Receipt = ""
	for name, c := range map[string]struct {
		sex, by, with string
		undone        bool
		staff         []intake.Checker
		forbidden     []intake.Forbidden
		things        []intake.Item
		fields        []string
	}{
		"a man by a man and a woman":            {sex: "1", by: "演示甲", with: "演示乙"},
		"a woman by two women":                  {sex: "2", by: "演示乙", with: "演示丙"},
		"a woman by a man":                      {sex: "2", by: "演示甲", with: "演示乙", fields: []string{"safety_by"}},
		"a woman by one whose sex is not known": {sex: "2", by: "演示乙", with: "演示丁", fields: []string{"safety_with"}},
		"by one alone":                          {sex: "1", by: "演示甲", fields: []string{"safety_with"}},
		"by the same one twice":                 {sex: "1", by: "演示甲", with: " 演示甲", fields: []string{"safety_with"}},
		"by nobody":                             {sex: "1", fields: []string{"safety_by"}},
		"not done yet":                          {sex: "1", undone: true},
		"a woman, and no woman among the staff": {sex: "2", undone: true, staff: staff[:1], fields: []string{"safety"}},
		"goods that went to the police":         {sex: "1", by: "演示甲", with: "演示乙", forbidden: []intake.Forbidden{knife}},
		"goods without a receipt":               {sex: "1", by: "演示甲", with: "演示乙", forbidden: []intake.Forbidden{knife, noReceipt}, fields: []string{"forbidden"}},
		"goods that nobody took":                {sex: "1", by: "演示甲", with: "演示乙", forbidden: []intake.Forbidden{{Name: "刀", Quantity: "1"}}, fields: []string{"forbidden"}},
		"dangerous goods among what is kept":    {sex: "1", by: "演示甲", with: "演示乙", things: []intake.Item{{Name: "汽油", Kind: "barred", Quantity: 1}}, fields: []string{"forbidden"}},
		"goods that were kept and written down": {sex: "1", by: "演示甲", with: "演示乙", forbidden: []intake.Forbidden{knife}, things: []intake.Item{{Kind: "barred"}}},
	} {
		t.Run(name, func(t *testing.T) {
			a := intake.Arrival{Sex: c.sex, Belongings: c.things}
			a.Safety = intake.SafetyCheck{Done: !c.undone, By: c.by, With: c.with, Forbidden: c.forbidden}
			if c.staff == nil {
				c.staff = staff
			}
			var fields []string
			for _, d := range intake.CheckSafety(a, c.staff) {
				fields = append(fields, d.Field)
				if !d.Note || d.Article == "" || d.String() == "" {
					t.Errorf("%+v: advice, with what it rests on", d)
				}
			}
			if !slices.Equal(fields, c.fields) {
				t.Errorf("doubts about %v; want %v", fields, c.fields)
			}
		})
	}
}
