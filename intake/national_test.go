package intake_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

func TestNationalOrderIsThatOfTheForm(t *testing.T) { // 求助登记表, 民发〔2014〕132号 annex 1
	var keys []string
	for _, f := range intake.AllNationalFields() {
		if f.Label == "" || slices.Contains(keys, f.Key) {
			t.Errorf("%+v has no label or stands twice", f)
		}
		keys = append(keys, f.Key)
	}
	last := -1
	for _, key := range []string{"number", "arrived_at", "came_by", "brought_unit", "brought_by", "brought_phone", "name", "sex", "nation", "birth", "age",
		"id_kind", "id_number", "household", "home", "education", "marital", "political", "phone", "benefit", "reason", "needs", "story", "kin", "look",
		"mind", "accent", "belongings", "safety", "aided_before", "checked", "told", "filled_by", "opinion"} {
		at := slices.Index(keys, key)
		if at <= last {
			t.Errorf("%s stands at %d, after what follows it on the form", key, at)
		}
		last = at
	}
}

func TestNationalValueIsWhatIsPasted(t *testing.T) {
	r := intake.Resident{
		Person: intake.Person{Sex: "2", Profile: intake.Profile{Name: "演示", NameBySound: true, Nation: "01", AgeFrom: 30, AgeTo: 40, Birth: "",
			Kin: []intake.Kin{{Name: "演示母", Relation: "5", Phone: "13800000000"}, {Relation: "7"}}}},
		Stay: intake.Stay{Number: "YS-2026-00001", State: intake.In, CameBy: "police", ArrivedAt: calendar.Date{Year: 2026, Month: 11, Day: 24}.At(22, 10),
			Circumstances: intake.Circumstances{Needs: []string{"board", "home"}, Reason: "lost", Unknown: []string{"household", "name"},
				Safety: intake.SafetyCheck{Done: true}, Told: intake.Told{How: "heard"}}},
	}
	kept := []intake.Belonging{{Kept: intake.Kept{Item: intake.Item{Name: "手机", Quantity: 1}}}, {Kept: intake.Kept{Item: intake.Item{Name: "现金", Quantity: 1, CashFen: 12305}}}}
	for key, want := range map[string]string{
		"number": "YS-2026-00001", "arrived_at": "2026-11-24 22:10", "came_by": "公安护送", "name": "演示（音）", "sex": "女", "nation": "汉族",
		"age": "30-40", "birth": "", "household": "不详", "home": "", "reason": "走失", "needs": "食宿、返乡", "kin": "演示母，父母，13800000000；兄弟姐妹",
		"belongings": "手机×1、现金×1（123.05元）", "safety": "未发现违禁物品", "told": "读给本人听", "opinion": "予以救助", "left_at": "", "kind": "在站救助",
		"no such field": "",
	} {
		if got := intake.NationalValue(key, r, kept); got != want {
			t.Errorf("%s = %q; want %q", key, got, want)
		}
	}
	r.Person.Name, r.Person.Birth = "", "1990-05-06"
	if got := intake.NationalValue("name", r, nil); got != "无名氏" {
		t.Errorf("who has no name is %q", got)
	}
	if got := intake.NationalValue("birth", r, nil) + " " + intake.NationalValue("age", r, nil); got != "1990-05-06 36" {
		t.Errorf("born and old: %q", got)
	}
	r.Person.Hidden = true
	for _, f := range intake.AllNationalFields() {
		if got := intake.NationalValue(f.Key, r, kept); got != "" {
			t.Errorf("of a hidden person %s says %q", f.Key, got)
		}
	}
}

// Whatever the product knows about an arrival can be pasted.
func TestEveryFieldThatWasFilledIsInTheNationalOrder(t *testing.T) {
	empty := intake.Resident{Stay: intake.Stay{State: intake.In}}
	full := intake.Resident{
		Person: intake.Person{Sex: "1", Profile: intake.Profile{Name: "演示", Aliases: []string{"甲"}, Nation: "01", Birth: "1980", IDKind: "citizen", IDNumber: "x",
			Household: "a", Home: "b", Education: "10", Marital: "10", Political: "13", Phone: "1", Benefit: "low", Kin: []intake.Kin{{Name: "乙"}}, Accent: "wu",
			SaidPlace: "c", HeightCM: 170, Marks: "d", NameEn: "e", Country: "VNM", Permit: "f", Language: "vi", Disabilities: []string{"4"}, Grade: "2",
			Guardian: &intake.Guardian{Name: "丙"}}},
		Stay: intake.Stay{Number: "1", CameBy: "self", ArrivedAt: night, LeftAt: night, LeaveKind: "kin", State: intake.Left,
			Circumstances: intake.Circumstances{BroughtUnit: "a", BroughtBy: "b", BroughtPhone: "1", FoundPlace: "c", FoundAt: "d", Reason: "lost", Needs: []string{"board"},
				Story: "e", Clothing: "f", Categories: []string{"elder"}, AidedBefore: "g", Checked: "h", Told: intake.Told{How: "read"}, FilledBy: "i", Opinion: "hospital",
				Safety: intake.SafetyCheck{Done: true, By: "j"}, Refusal: &intake.Refusal{Reason: "able"}, Taken: intake.Taken{NationalNumber: "9"},
				Leaving: &intake.Leaving{Whereto: "a", Reason: "b", Collector: "c", CollectorID: "d", CollectorPhone: "1", Relation: "5", Ticket: "e", Receiver: "f"}},
			Health: intake.Health{Look: []string{"ill"}, LookNote: "k", Mind: []string{"low"}, MindNote: "l", Medicine: "m", Allergy: "n"}},
	}
	kept := []intake.Belonging{{Kept: intake.Kept{Item: intake.Item{Name: "包", Quantity: 1}}}}
	for _, f := range intake.AllNationalFields() {
		got := intake.NationalValue(f.Key, full, kept)
		if got == "" {
			t.Errorf("%s is empty though everything is known", f.Key)
		}
		if got == intake.NationalValue(f.Key, empty, nil) && f.Key != "kind" {
			t.Errorf("%s says %q of anybody", f.Key, got)
		}
	}
}

func TestStationOrdersAndHidesNationalFields(t *testing.T) {
	d := desk(t)
	own := []intake.NationalField{{Key: "id_number"}, {Key: "name"}}
	if err := d.SaveNationalFields(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	fields, err := d.NationalFields(t.Context())
	if err != nil || len(fields) != 2 || fields[0].Key != "id_number" || fields[1].Label != "姓名" {
		t.Fatalf("fields %+v, %v", fields, err)
	}
	for _, bad := range [][]intake.NationalField{nil, {{Key: "colour"}}, {{Key: "name"}, {Key: "name"}}} {
		expectInvalid(t, d.SaveNationalFields(t.Context(), bad), "fields")
	}
}

func TestNationalListIsOnRecordAndHoldsNoProtectedPerson(t *testing.T) {
	d := desk(t)
	listed := arrive(t, d, man("演示甲"))
	protected := arrive(t, d, man("演示乙"))
	if err := d.Protect(t.Context(), protected.PersonID, nil, "演示"); err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	_, err := d.NationalList(t.Context(), now.Add(-time.Hour), now.Add(time.Hour), " ")
	expectInvalid(t, err, "purpose")
	_, err = d.NationalList(t.Context(), now, now, "演示")
	expectInvalid(t, err, "to")
	table, err := d.NationalList(t.Context(), now.Add(-time.Hour), now.Add(time.Hour), "演示：录入全国系统")
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 1 || table.LeftOut != 1 || len(table.Rows[0]) != len(table.Fields) {
		t.Fatalf("%d rows, %d left out; want 1 and 1", len(table.Rows), table.LeftOut)
	}
	if text := strings.Join(table.Rows[0], "|"); !strings.Contains(text, "演示甲") || strings.Contains(text, "演示乙") {
		t.Errorf("the row is %q", text)
	}
	if got := acts(t, d, "")["national.export"]; !slices.Equal(got, []string{"演示：录入全国系统"}) {
		t.Errorf("on record is %q; want the list with its purpose", got)
	}
	if len(acts(t, d, listed.PersonID)["file.export"]) != 1 || len(acts(t, d, protected.PersonID)["file.export"]) != 0 {
		t.Error("the record of who was in the list says so, and of nobody else")
	}
	if table, err = d.NationalList(t.Context(), now.Add(-48*time.Hour), now.Add(-24*time.Hour), "演示"); err != nil || len(table.Rows) != 0 {
		t.Errorf("%d rows of a time when nobody came, %v", len(table.Rows), err)
	}
}

func TestOnlyWhoMayExportGetsTheNationalList(t *testing.T) {
	d := desk(t)
	clerk := signInAs(t, d, access.FrontDesk)
	_, err := clerk.NationalList(t.Context(), night, night.Add(time.Hour), "演示")
	if store.KindOf(err) != store.Forbidden {
		t.Errorf("a front desk clerk gets %v; want forbidden", err)
	}
	for what, err := range map[string]error{
		"triage rules":    clerk.SaveTriageRules(t.Context(), nil),
		"rights":          clerk.SaveRightsText(t.Context(), "zh", "x"),
		"national fields": clerk.SaveNationalFields(t.Context(), []intake.NationalField{{Key: "name"}}),
		"clauses":         clerk.SaveClauses(t.Context(), intake.ClauseEnd, []intake.Clause{{Key: "a", Text: "b", Basis: "c"}}),
	} {
		if store.KindOf(err) != store.Forbidden {
			t.Errorf("a front desk clerk changes %s: %v", what, err)
		}
	}
	if rules, err := clerk.TriageRules(t.Context()); err != nil || len(rules) == 0 {
		t.Errorf("a front desk clerk reads %d rules, %v", len(rules), err)
	}
}

func TestCSVIsSafeToOpenInASpreadsheet(t *testing.T) { // OWASP, CSV Injection; RFC 4180
	fields := []intake.NationalField{{Key: "a", Label: "姓名"}, {Key: "b", Label: "经过"}}
	cells := []string{"=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "平常", "有,逗号", "有\"引号", "两\n行", "", "1=1"}
	var rows [][]string
	for _, cell := range cells {
		rows = append(rows, []string{cell, cell})
	}
	var out bytes.Buffer
	if err := intake.WriteNationalCSV(&out, fields, rows); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.HasPrefix(text, "\ufeff姓名,经过\r\n'=1+1,'=1+1\r\n") {
		t.Errorf("it begins %q", text[:min(60, len(text))])
	}
	read, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil || len(read) != len(cells)+1 {
		t.Fatalf("%d records, %v", len(read), err)
	}
	for i, record := range read[1:] {
		if record[0] != "" && strings.ContainsAny(record[0][:1], "=+-@\t\r") || strings.HasPrefix(record[0], "＝") {
			t.Errorf("%q is taken for a formula", record[0])
		}
		if plain := strings.TrimPrefix(record[0], "'"); plain != cells[i] && strings.TrimSpace(plain) != strings.TrimSpace(cells[i]) {
			t.Errorf("%q came out as %q", cells[i], record[0])
		}
	}
}
