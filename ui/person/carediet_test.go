package person

import (
	"slices"
	"strings"
	"testing"

	"guitu/shelter"
	"guitu/ui/kit/kittest"
)

func TestADietIsSetAndTakenBack(t *testing.T) {
	d := open(t)
	p := d.careOf(d.wang(), careDiet)
	p.care.diet.kinds.Choose("halal", "diabetic")
	p.care.diet.allergies.SetText("青霉素")
	p.Do("save")
	if now := p.care.file().Diet(); !slices.Equal(now.Kinds, []string{"diabetic", "halal"}) || now.Allergies != "青霉素" {
		t.Fatalf("eats %+v; failures %v", now, d.Failures)
	}
	if !strings.Contains(p.care.said(), "清真") || !has(p.whats(), "饮食 糖尿病餐、清真 · 过敏、忌口：青霉素") {
		t.Errorf("says %q", p.care.said())
	}
	if !p.Do("undo") || len(p.care.file().Diet().Kinds) != 0 || p.care.diet.kinds.Chosen() != "" {
		t.Errorf("undo leaves %+v", p.care.file().Diet())
	}
}

func TestADietThatIsBeingTypedOutlivesThatOfAColleague(t *testing.T) {
	d := open(t)
	stay := d.wang()
	p := d.careOf(stay, careDiet)
	p.care.diet.allergies.SetText("花生")
	_, err := d.House().SetDiet(t.Context(), shelter.Diet{StayID: stay.ID, Kinds: []string{"soft"}})
	kittest.OK(t, err)
	d.Changed("diet")
	if p.care.diet.allergies.Text != "花生" || !strings.Contains(p.care.said(), "软食") {
		t.Errorf("the field holds %q, the list says %q", p.care.diet.allergies.Text, p.care.said())
	}
	p.Do("save")
	if now := p.care.file().Diet(); now.Allergies != "花生" || p.care.diet.filled["allergies"] != "花生" {
		t.Errorf("kept %+v; failures %v", now, d.Failures)
	}
}
