package printing

import (
	"strings"
	"testing"

	"guitu/intake"
	"guitu/shelter"
)

// housed lays out the default house and gives a bed of it to somebody.
func housed(t *testing.T, p *Papers, stay intake.Stay, bed string) {
	t.Helper()
	plan, err := p.House.Layout(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range plan.Beds {
		if b.Name != bed {
			continue
		}
		if _, err := p.House.Assign(t.Context(), stay.ID, b.ID, &shelter.Override{Reason: "演示：指定床位"}); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Fatalf("no bed %s", bed)
}

func TestTheNightWatchGetsAListOfBeds(t *testing.T) {
	p := papers(t)
	if err := p.House.LayOut(t.Context(), shelter.DefaultTemplate()); err != nil {
		t.Fatal(err)
	}
	old := named("演示甲某")
	old.Sex, old.AgeFrom, old.AgeTo = "1", 70, 72
	stay := admitted(t, p, old)
	housed(t, p, stay, "男201-1")
	if _, err := p.House.RecordNote(t.Context(), shelter.CareNote{StayID: stay.ID, Kind: shelter.NoteWatch, At: arrival.Add(1), Noted: shelter.Noted{Level: "hourly"}}); err != nil {
		t.Fatal(err)
	}
	admitted(t, p, named("演示无床"))
	plan, err := p.House.Layout(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := p.House.Hold(t.Context(), plan.Beds[0].ID, "演示：留给转来的人"); err != nil {
		t.Fatal(err)
	}
	r, err := p.BedListPDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	for _, want := range []string{"夜间查床单", "2026年11月24日22:35", "男区", "男201-1", "演示甲某", "老", "加强巡视", "（无床位）", "演示无床", "（预留）", "共", "查床人", "三查"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on the list", want)
		}
	}
	if strings.Contains(text, "男201-2") {
		t.Error("a free bed takes a line")
	}
}

func TestProtectedPersonIsNotNamedOnTheListOfBeds(t *testing.T) {
	p := papers(t)
	if err := p.House.LayOut(t.Context(), shelter.DefaultTemplate()); err != nil {
		t.Fatal(err)
	}
	someone := named("演示受害人")
	someone.Sex, someone.AgeFrom, someone.AgeTo = "2", 70, 72
	stay := admitted(t, p, someone)
	housed(t, p, stay, "女101-1")
	if err := p.Desk.Protect(t.Context(), stay.PersonID, nil, "演示：家暴受害人"); err != nil {
		t.Fatal(err)
	}
	r, err := p.BedListPDF(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	text := words(t, r)
	if strings.Contains(text, "演示受害人") || strings.Contains(text, "老") || !strings.Contains(text, "保护对象") {
		t.Errorf("the list of beds reads %s", text)
	}
}
