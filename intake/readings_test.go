package intake

import (
	"slices"
	"strings"
	"testing"
)

func spoken(name string) (all []string) {
	for _, reading := range Readings(name) {
		all = append(all, strings.Join(reading, " "))
	}
	return all
}

func TestASurnameIsReadAsASurname(t *testing.T) {
	for name, want := range map[string]string{
		"单雄": "shan xiong", "仇英": "qiu ying", "区明": "ou ming", "朴成": "piao cheng", "解珍": "xie zhen", "查良": "zha liang",
		"尉迟恭": "yu chi gong", "曾国": "zeng guo", "盖叫": "ge jiao", "缪斯": "miao si", "覃明": "qin ming", "万俟卨": "mo qi xie",
		"王伟": "wang wei", "吕娜": "lv na", "A强": "a qiang",
	} {
		if got := spoken(name); len(got) == 0 || got[0] != want {
			t.Errorf("%s is read %q; want %q first", name, got, want)
		}
	}
}

func TestOtherReadingsOfASurnameAreKnownWhereThereAreSome(t *testing.T) {
	if got := spoken("覃明"); !slices.Contains(got, "tan ming") {
		t.Errorf("覃明 is read %q; want tan ming too", got)
	}
	if got := spoken("王伟"); len(got) != 1 {
		t.Errorf("王伟 is read %q; want one reading", got)
	}
	if got := spoken("简单"); got[0] != "jian dan" {
		t.Errorf("单 within a name is read %q", got)
	}
}

func TestTheDirectoryFindsASurnameByItsEverydayReadingToo(t *testing.T) {
	sounds, initials := readings("单雄")
	for _, typed := range []string{"shanxiong", "danxiong"} {
		if !slices.Contains(sounds, typed) {
			t.Errorf("typing %s finds nobody called 单雄: %q", typed, sounds)
		}
	}
	if !slices.Contains(initials, "sx") || !slices.Contains(initials, "dx") {
		t.Errorf("first letters %q", initials)
	}
}

func TestAnyTextHasBoundedReadings(t *testing.T) {
	if Readings("") != nil {
		t.Error("no name has a reading")
	}
	if got := len(Readings(strings.Repeat("行长乐", 20))); got > maxReadings {
		t.Errorf("%d readings", got)
	}
	for _, name := range []string{" ", "ü", "𬭚", "·", "阿卜杜拉·买买提", "\xff"} {
		readings(name)
	}
}
