package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// night is a Tuesday at 22:40 in China.
var night = time.Date(2026, 11, 24, 22, 40, 30, 0, time.FixedZone("CST", 8*3600))

func atNight() time.Time { return night }

func TestAgesAreReadAsPeopleWriteThem(t *testing.T) {
	speak(t, Chinese)
	for _, c := range []struct{ text, want string }{
		{"19800101", "1980年1月1日生，46 岁"},
		{"1980-1-1", "1980年1月1日生，46 岁"},
		{"1980/01/01", "1980年1月1日生，46 岁"},
		{"1980年1月1日", "1980年1月1日生，46 岁"},
		{"１９８０．１２．３１", "1980年12月31日生，45 岁"},
		{"20261124", "2026年11月24日生，0 岁"},
		{"1980年", "45–46 岁"},
		{"1980", "45–46 岁"},
		{"2026", "0 岁"},
		{"1980年5月", "46 岁"},
		{"1980-11", "45–46 岁"},
		{"45", "45 岁"},
		{"45岁", "45 岁"},
		{"约30-40", "目测 30–40 岁"},
		{"30到40岁", "目测 30–40 岁"},
		{"30 ～ 40", "目测 30–40 岁"},
		{"30多", "目测 30–39 岁"},
		{"60来岁", "目测 60–69 岁"},
		{"约45", "目测 42–48 岁"},
		{"目测2岁", "目测 0–5 岁"},
	} {
		age, err := ReadAge(c.text, night)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if age.String() != c.want {
			t.Errorf("%s is read as %q, want %q", c.text, age, c.want)
		}
	}
}

func TestAgesThatCannotBeAreExplained(t *testing.T) {
	speak(t, Chinese)
	for text, want := range map[string]string{
		"19800230": "没有这一天：请核对出生日期。",
		"20261125": "出生日期在今天以后：请核对年份。",
		"2027年":    "出生日期在今天以后：请核对年份。",
		"1980-13":  "月份应在1到12之间：请核对出生年月。",
		"40-30":    "年龄范围前大后小：请写成“30-40”。",
		"200":      "年龄超过120岁：请核对。",
		"18000101": "年龄超过120岁：请核对。",
		"不小":       "看不懂这个年龄：可写 19800101、1980年、45、30-40 或 30多。",
	} {
		if _, err := ReadAge(text, night); Say(err) != want {
			t.Errorf("%s: %q, want %q", text, Say(err), want)
		}
	}
}

func TestMomentsAreReadAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2230", "2026-11-24 22:30"},
		{"930", "2026-11-24 09:30"},
		{"22:30", "2026-11-24 22:30"},
		{"22点", "2026-11-24 22:00"},
		{"22点5分", "2026-11-24 22:05"},
		{"2350", "2026-11-23 23:50"}, // has not come yet: yesterday's
		{"今天 22:30", "2026-11-24 22:30"},
		{"今天2230", "2026-11-24 22:30"},
		{"昨天 9:10", "2026-11-23 09:10"},
		{"昨天９：１０", "2026-11-23 09:10"},
		{"前天 0800", "2026-11-22 08:00"},
		{"11-20 08:00", "2026-11-20 08:00"},
		{"11月20日 8点", "2026-11-20 08:00"},
		{"12-31 08:00", "2025-12-31 08:00"}, // the last one
		{"2025-12-31 08:00", "2025-12-31 08:00"},
		{"202611200800", "2026-11-20 08:00"},
		{"现在", "2026-11-24 22:40"},
	} {
		at, err := ReadTime(c.text, night)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if got := at.Format("2006-01-02 15:04"); got != c.want {
			t.Errorf("%s is read as %s, want %s", c.text, got, c.want)
		}
	}
}

func TestMomentsThatCannotBeAreExplained(t *testing.T) {
	speak(t, Chinese)
	for text, want := range map[string]string{
		"2460":        "没有这个钟点：小时到23，分钟到59。",
		"11-31 08:00": "没有这一天：请核对日期。",
		"昨天":          "看不懂这个时间：可写 2230、昨天 9:10 或 11-20 08:00，按 = 是现在。",
		"晚上":          "看不懂这个时间：可写 2230、昨天 9:10 或 11-20 08:00，按 = 是现在。",
	} {
		if _, err := ReadTime(text, night); Say(err) != want {
			t.Errorf("%s: %q, want %q", text, Say(err), want)
		}
	}
}

func TestMomentsAreSaidInOneWay(t *testing.T) {
	speak(t, Chinese)
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{night, "今天 22:40"},
		{night.AddDate(0, 0, -1), "昨天 22:40"},
		{night.AddDate(0, 0, 1), "明天 22:40"},
		{night.AddDate(0, 0, -4).UTC(), "11月20日 22:40"},
		{night.AddDate(-1, 0, 0), "2025年11月24日 22:40"},
	} {
		if got := SayTime(c.at, night); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

func TestAgeFieldSaysWhatItUnderstood(t *testing.T) {
	f := NewAgeField(atNight)
	show(t, f)
	test.Type(f.Entry(), "30-40")
	if f.Understood() != "目测 30–40 岁" {
		t.Errorf("it says %q", f.Understood())
	}
	if age, ok := f.Age(); !ok || age.AgeFrom != 30 || age.AgeTo != 40 || !age.Guessed {
		t.Errorf("age %+v, %v", age, ok)
	}
	test.Type(f.Entry(), "x")
	if _, ok := f.Age(); ok || f.Understood() != "" || f.Check() == nil {
		t.Error("what cannot be understood was understood")
	}
}

func TestOneKeyIsNow(t *testing.T) {
	f := NewTimeField(atNight)
	w := show(t, f)
	w.Canvas().Focus(f.Target())
	test.Type(f.Entry(), "22")
	w.Canvas().Focused().TypedRune('=')
	if at, ok := f.Time(); !ok || !at.Equal(night.Truncate(time.Minute)) {
		t.Errorf("time %v, %v, text %q", at, ok, f.Entry().Text)
	}
	if f.Understood() != "今天 22:40" {
		t.Errorf("it says %q", f.Understood())
	}
	press(w, fyne.KeyF8)
	if _, ok := f.Time(); ok || !f.Base().Unknown() {
		t.Error("F8 did not make it 不详")
	}
}
