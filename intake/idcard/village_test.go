package idcard

import (
	"slices"
	"strings"
	"testing"
)

func TestVillagesOfATownAreNamedAsPeopleSay(t *testing.T) {
	tests := []struct{ town, code, name, full string }{
		{"370782102", "370782102212", "南同社区", "山东省潍坊市诸城市贾悦镇南同社区"},
		{"370782105", "370782105302", "岳旺社区", "山东省潍坊市诸城市石桥子镇岳旺社区"},
		{"110101001", "110101001001", "多福巷社区", "北京市东城区东华门街道多福巷社区"},
		{"150102008", "150102008200", "毫沁营村", ""},
		{"130372001", "130372001101", "幸福里社区", ""},
		{"110114115", "110114115008", "温泉花园A区社区", ""},
	}
	for _, tt := range tests {
		villages := Villages(tt.town)
		at := slices.IndexFunc(villages, func(p Place) bool { return p.Name == tt.name })
		if at < 0 {
			t.Errorf("%s has no %s: %v", tt.town, tt.name, villages)
			continue
		}
		code := villages[at].Code
		if tt.code != code || Parent(code) != tt.town {
			t.Errorf("%s is %s under %s, want %s under %s", tt.name, code, Parent(code), tt.code, tt.town)
		}
		if full, ok := PlaceName(code); tt.full != "" && (!ok || full != tt.full) {
			t.Errorf("%s is called %q, want %q", code, full, tt.full)
		}
	}
}

func TestWhatIsNoTownHasNoVillages(t *testing.T) {
	for _, code := range []string{"", "37", "370782", "370782102212", "370782999", "000000000", "999999999", "710000000", "あああ"} {
		if v := Villages(code); v != nil {
			t.Errorf("%q has villages %v", code, v)
		}
	}
	if _, ok := PlaceName("370782102999"); ok || Parent("370782102999") != "" {
		t.Error("a village that is in no list has a name or a parent")
	}
}

func TestEveryVillageStandsUnderATownOfToday(t *testing.T) {
	villages := 0
	for _, province := range Provinces() {
		lines := 0
		for line := range strings.Lines(villageBlock(province.Code[:2])) {
			town := line[:9]
			if _, ok := PlaceName(town); !ok {
				t.Errorf("the villages of %s stand under nothing", town)
			}
			all := Villages(town)
			lines, villages = lines+1, villages+len(all)
			sorted := slices.IsSortedFunc(all, func(a, b Place) int { return strings.Compare(a.Code, b.Code) })
			if len(all) == 0 || !sorted {
				t.Errorf("%s has %d villages, sorted %v", town, len(all), sorted)
			}
			for _, v := range all {
				if len(v.Code) != 12 || v.Name == "" || strings.ContainsAny(v.Name, "@.,\t\n") {
					t.Errorf("%s is called %q", v.Code, v.Name)
				}
			}
		}
		abroad := slices.Contains([]string{"71", "81", "82"}, province.Code[:2])
		if lines == 0 != abroad {
			t.Errorf("%s has %d towns with villages", province.Name, lines)
		}
	}
	if villages != 619_126 {
		t.Errorf("%d villages, want 619126", villages)
	}
}

func TestOneTownUnpacksOneProvince(t *testing.T) {
	blocks.Clear()
	Villages("370782102")
	var opened []any
	blocks.Range(func(province, _ any) bool { opened = append(opened, province); return true })
	if len(opened) != 1 || opened[0] != "37" {
		t.Errorf("unpacked %v", opened)
	}
}

func BenchmarkUnpackLargestProvince(b *testing.B) {
	for b.Loop() {
		blocks.Clear()
		Villages("370782102")
	}
}

func BenchmarkVillages(b *testing.B) {
	for b.Loop() {
		Villages("370782102")
	}
}
