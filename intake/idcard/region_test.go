package idcard

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"guitu/assets"
)

func TestOldCodeIsFollowedToWhatThePlaceIsCalledToday(t *testing.T) {
	tests := []struct {
		code       string
		then, now  string
		todaysCode string
		steps      int
	}{
		{"512323", "四川省涪陵地区南川县", "重庆市南川区", "500119", 5}, // county, city, other city, other province, district
		{"110103", "北京市崇文区", "北京市东城区", "110101", 2},
		{"652201", "新疆维吾尔自治区哈密地区哈密市", "新疆维吾尔自治区哈密市伊州区", "650502", 2},
		{"120110", "天津市东郊区", "天津市东丽区", "120110", 2}, // a new name for the same code
		{"222202", "吉林省通化地区浑江市", "吉林省白山市", "220600", 3},
		{"110105", "北京市朝阳区", "北京市朝阳区", "110105", 1},
		{"830000", "台湾省", "台湾省", "830000", 1}, // residence permits only
	}
	for _, tt := range tests {
		chain, now, ok := RegionNow(tt.code)
		if !ok || len(chain) != tt.steps {
			t.Errorf("%s: ok %v, %d steps, want %d", tt.code, ok, len(chain), tt.steps)
			continue
		}
		if got := chain[0].FullName(); got != tt.then {
			t.Errorf("%s was %s, want %s", tt.code, got, tt.then)
		}
		if now.FullName() != tt.now || now.Code != tt.todaysCode {
			t.Errorf("%s is %s %s today, want %s %s", tt.code, now.Code, now.FullName(), tt.todaysCode, tt.now)
		}
	}
}

func TestCodeMeansWhatItMeantInThatYear(t *testing.T) {
	tests := []struct {
		code string
		year int
		want string
	}{
		{"132201", 1982, "河北省邢台地区邢台市"},
		{"132201", 1990, "河北省邢台地区南宫市"}, // the same code, another place
		{"132201", 1984, "河北省邢台地区南宫市"}, // meant nothing then: the next meaning
		{"132201", 2020, "河北省邢台地区南宫市"}, // nor now: the last
		{"130107", 1985, "河北省石家庄市井陉矿区"},
		{"320705", 1950, "江苏省连云港市新浦区"}, // born before there were numbers
		{"429021", 2024, "湖北省神农架林区"},   // governed by the province
	}
	for _, tt := range tests {
		r, ok := RegionAt(tt.code, tt.year)
		if !ok || r.FullName() != tt.want {
			t.Errorf("%s in %d is %q, want %q", tt.code, tt.year, r.FullName(), tt.want)
		}
	}
	if _, ok := RegionAt("340524", 1990); ok {
		t.Error("a code that never was in force is known")
	}
}

func TestPartTakenAwayIsNotASuccessor(t *testing.T) {
	// 320703 took a part of 320705 in 2005; in 2014 all of it became 320706.
	chain, now, ok := RegionNow("320705")
	if !ok || now.Code != "320706" || len(chain) != 2 {
		t.Errorf("320705 is %s today by %v", now.Code, chain)
	}
}

func TestDividedPlaceIsNamedByWhatHoldsAllItsParts(t *testing.T) {
	chain, now, ok := RegionNow("130323") // 抚宁县
	if !ok || now.FullName() != "河北省秦皇岛市" || len(chain) != 1 {
		t.Errorf("130323 is %s today by %v", now.FullName(), chain)
	}
	var codes []string
	for _, r := range Heirs("130323", 2000) {
		codes = append(codes, r.Code)
	}
	if want := []string{"130302", "130304", "130306"}; !slices.Equal(codes, want) {
		t.Errorf("heirs are %v, want %v", codes, want)
	}
}

func TestEveryCountySince1981IsSomewhereToday(t *testing.T) {
	for code, meanings := range history() {
		if code[4:] == "00" { // prefectures may have been dissolved
			continue
		}
		for _, m := range meanings {
			chain, now, ok := RegionNowFrom(code, m.From)
			if !ok || now.Until != 0 || chain[0] != m.Region {
				t.Fatalf("%s of %d leads nowhere: %v", code, m.From, chain)
			}
		}
	}
}

func TestLoopOfSuccessorsEnds(t *testing.T) {
	a := meaning{Region{Code: "990001", From: 1981, Until: 1990}, []string{"990002"}}
	b := meaning{Region{Code: "990002", From: 1981, Until: 1985}, []string{"990001"}}
	maps.Copy(history(), map[string][]meaning{"990001": {a}, "990002": {b}})
	defer maps.DeleteFunc(history(), func(code string, _ []meaning) bool { return strings.HasPrefix(code, "99") })
	if _, _, ok := RegionNow("990001"); ok {
		t.Error("a loop has an end")
	}
	if h := Heirs("990001", 1984); len(h) != 0 {
		t.Errorf("a loop has heirs: %v", h)
	}
}

func TestTodaysTreeReachesTheTownship(t *testing.T) {
	if n := len(Provinces()); n != 34 {
		t.Errorf("%d provinces, want 34", n)
	}
	tests := []struct{ code, parent, full string }{
		{"370782", "370700", "山东省潍坊市诸城市"},
		{"110101001", "110101", "北京市东城区东华门街道"},
		{"110101", "110000", "北京市东城区"}, // no 市辖区 between
		{"469001", "460000", "海南省五指山市"},
		{"441900003", "441900", "广东省东莞市东城街道"}, // a city without counties
		{"620201", "620200", "甘肃省嘉峪关市"},
		{"110000", "", "北京市"},
	}
	for _, tt := range tests {
		full, ok := PlaceName(tt.code)
		if !ok || full != tt.full || Parent(tt.code) != tt.parent {
			t.Errorf("%s is %q under %q, want %q under %q", tt.code, full, Parent(tt.code), tt.full, tt.parent)
		}
		isChild := slices.ContainsFunc(Children(tt.parent), func(p Place) bool { return p.Code == tt.code })
		if !isChild {
			t.Errorf("%s does not stand under %q", tt.code, tt.parent)
		}
	}
	if _, ok := PlaceName("110103"); ok {
		t.Error("崇文区 is not of today")
	}
	if Parent("999999999") != "" {
		t.Error("an unknown place has a parent")
	}
}

func TestEveryTownshipStandsUnderAProvince(t *testing.T) {
	towns := 0
	var walk func(code string)
	walk = func(code string) {
		if len(code) == 9 {
			towns++
		}
		for _, p := range Children(code) {
			walk(p.Code)
		}
	}
	for _, p := range Provinces() {
		walk(p.Code)
	}
	if towns != 41_352 {
		t.Errorf("%d townships reached, want 41352", towns)
	}
}

func BenchmarkLoadHistory(b *testing.B) {
	for b.Loop() {
		loadHistory()
	}
}

func BenchmarkLoadToday(b *testing.B) {
	for b.Loop() {
		loadToday()
	}
}

func BenchmarkUnpackToday(b *testing.B) {
	for b.Loop() {
		unpack(assets.RegionsToday)
	}
}

func BenchmarkRegionNow(b *testing.B) {
	RegionNow("512323")
	for b.Loop() {
		RegionNow("512323")
	}
}
