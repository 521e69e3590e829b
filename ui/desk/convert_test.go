package desk

import (
	"reflect"
	"testing"
	"time"

	"guitu/intake"
	"guitu/ui/kit/kittest"
)

// full is an arrival in which every field of the paper is filled.
func full(now time.Time) intake.Arrival {
	then := now.Add(-time.Minute).UTC().Truncate(time.Second)
	return intake.Arrival{
		CameBy: "police", Sex: "2", Protect: true, ArrivedAt: now.Add(-30 * time.Minute).Truncate(time.Minute),
		Profile: intake.Profile{
			Name: "演示𬭚", NameBySound: true, Aliases: []string{"阿演", "小示"}, Nation: "06",
			AgeFrom: 30, AgeTo: 40, AgeSeen: "2020-01-02",
			IDKind: "passport", IDNumber: "E12345678", Household: "山东省潍坊市诸城市", Home: "演示路桥洞下",
			Education: "70", Marital: "30", Political: "13", Phone: "000-0000", Benefit: "low",
			Kin:    []intake.Kin{{Name: "演示甲", Relation: "7", Address: "演示村", Phone: "000-1"}, {Name: "演示乙", Relation: "同乡"}},
			Accent: "zhongyuan", SaidPlace: "主猫鸭", HeightCM: 158, Marks: "左眉有疤",
			NameEn: "YANSHI", Country: "VNM", Permit: "C0000000", Language: "vi", Disabilities: []string{"2"}, Grade: "3",
			Guardian: &intake.Guardian{Name: "演示丙", Relation: "5", Phone: "000-3", Address: "演示村", Search: "police", School: "演示小学", Class: "三年级"},
		},
		Circumstances: intake.Circumstances{
			BroughtUnit: "演示派出所", BroughtBy: "演示警官", BroughtPhone: "000-2", FoundPlace: "北广场", FoundAt: "大概三天前",
			Reason: "lost", Needs: []string{"board", "trace"}, Story: "第一行\n第二行", Clothing: "蓝棉衣",
			Categories: []string{"elder"}, AidedBefore: "去年一次", Checked: "已核", Told: intake.Told{How: "interpreted", At: then, By: "演示站长"}, FilledBy: "代填", Opinion: "aid",
			Silent: true, Interpreter: "演示翻译", PartyRole: "child",
			Safety: intake.SafetyCheck{Done: true, By: "甲", With: "乙", Forbidden: []intake.Forbidden{
				{Name: "小刀", Quantity: "一把", Unit: "演示派出所", Officer: "演示警官 000001", Receipt: "R-1"}}},
			Taken: intake.Taken{NationalNumber: "000000", Fingerprint: intake.Act{By: "a1", At: then},
				Portrait: intake.Act{By: "a1", Why: "设备故障"}, National: intake.Act{By: "a1", Why: "网络不通"}},
		},
		Health: intake.Health{Look: []string{"wound", "frail"}, LookNote: "右手", Mind: []string{"confused"}, MindNote: "记不清", Medicine: "降压药", Allergy: "青霉素"},
		Bag:    "F-001", Cabinet: "3",
		Belongings: []intake.Item{{Name: "钱包", Kind: "cash", Quantity: 1, Features: "黑色", CashFen: 1205, Photo: "p1"}, {Name: "钥匙", Kind: "自家的", Quantity: 3}},
		Signed:     []intake.Sign{{Purpose: "register", Method: intake.FingerprintOnFile}, {Purpose: "told", Method: intake.SignedOnScreen, PNG: []byte{1}}},
	}
}

// noField are the parts of an arrival that the form does not ask for.
var noField = map[string]string{
	"SameAs": "set by comparing", "Amends": "set by the page", "Party": "set by the page", "Spot": "asked for elsewhere",
	"Copied": "marked while copying", "Identity": "follows from the certificate", "Unknown": "the marks of the fields",
	"Refusal": "asked for elsewhere", "Leaving": "asked for when they leave", "Birth": "instead of an age, see below",
}

func TestEveryFieldOfThePaperComesBackFromTheForm(t *testing.T) {
	s := kittest.Station{}.Open(t)
	a := full(s.Now())
	for _, part := range []any{a, a.Profile, a.Circumstances, a.Safety, a.Health, a.Kin[0], a.Belongings[0], a.Safety.Forbidden[0], a.Told, a.Taken, *a.Guardian} {
		v := reflect.ValueOf(part)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if _, excused := noField[name]; v.Field(i).IsZero() && !excused {
				t.Errorf("%s.%s is not filled: the form needs a field for it", v.Type().Name(), name)
			}
		}
	}
	sheet := newSheet(s.Now)
	sheet.put(a)
	if got := sheet.take(intake.Arrival{ArrivedAt: a.ArrivedAt, Profile: intake.Profile{AgeFrom: 30, AgeTo: 40, AgeSeen: "2020-01-02"}}); !reflect.DeepEqual(got, a) {
		t.Errorf("the form gives back\n%+v\nwant\n%+v", got, a)
	}
}

func TestABirthDateIsKeptAsFarAsItIsKnown(t *testing.T) {
	s := kittest.Station{}.Open(t)
	for typed, want := range map[string]intake.Profile{
		"1980":     {Birth: "1980"},
		"1980年5月":  {Birth: "1980-05"},
		"19800501": {Birth: "1980-05-01"},
		"45":       {AgeFrom: 45, AgeTo: 45},
		"30多":      {AgeFrom: 30, AgeTo: 39},
		"三十来岁吧":    {Birth: "三十来岁吧"}, // kept in the draft until it is mended
	} {
		sheet := newSheet(s.Now)
		sheet.age.Restore(typed)
		got := sheet.take(intake.Arrival{})
		if got.AgeFrom > 0 && got.AgeSeen == "" {
			t.Errorf("%s: the day of the estimate is missing", typed)
		}
		if got.Birth != want.Birth || got.AgeFrom != want.AgeFrom || got.AgeTo != want.AgeTo {
			t.Errorf("%s is kept as %q %d–%d; want %q %d–%d", typed, got.Birth, got.AgeFrom, got.AgeTo, want.Birth, want.AgeFrom, want.AgeTo)
		}
		again := newSheet(s.Now)
		again.put(got)
		if back := again.take(got); !reflect.DeepEqual(back, got) {
			t.Errorf("%s does not come back: %+v", typed, back.Profile)
		}
	}
}

func TestUnknownIsRestored(t *testing.T) {
	s := kittest.Station{}.Open(t)
	sheet := newSheet(s.Now)
	for _, b := range sheet.bound {
		markUnknown(b.item.Field)
	}
	a := sheet.take(intake.Arrival{})
	if len(a.Unknown) != len(sheet.bound) {
		t.Fatalf("%d of %d fields are marked 不详: %q", len(a.Unknown), len(sheet.bound), a.Unknown)
	}
	again := newSheet(s.Now)
	again.put(a)
	if got := again.take(a); !reflect.DeepEqual(got, a) {
		t.Errorf("restored %+v\nwant %+v", got, a)
	}
}
