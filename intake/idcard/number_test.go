package idcard

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"guitu/internal/store"
)

// day is when these tests are read.
var day = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestRightNumberTellsSexBirthAndRegion(t *testing.T) {
	tests := []struct {
		typed  string
		number string
		kind   Kind
		sex    string
		birth  string
		then   string
		now    string
	}{
		{"11010519491231002X", "11010519491231002X", Citizen, "2", "1949-12-31", "北京市朝阳区", "北京市朝阳区"}, // the standard's own example
		{"34052419800101001X", "34052419800101001X", Citizen, "1", "1980-01-01", "", ""},             // no such region: accepted
		{"810000199101125016", "810000199101125016", HongKongMacao, "1", "1991-01-12", "香港特别行政区", "香港特别行政区"},
		{"830000199101128018", "830000199101128018", TaiwanResident, "1", "1991-01-12", "台湾省", "台湾省"},
		{"11010519491231002x", "11010519491231002X", Citizen, "2", "1949-12-31", "北京市朝阳区", "北京市朝阳区"},
		{" 110105 19491231 002Ｘ\n", "11010519491231002X", Citizen, "2", "1949-12-31", "北京市朝阳区", "北京市朝阳区"},
		{"１１０１０５１９４９１２３１００２×", "11010519491231002X", Citizen, "2", "1949-12-31", "北京市朝阳区", "北京市朝阳区"},
		{"110105491231002", "11010519491231002X", Citizen, "2", "1949-12-31", "北京市朝阳区", "北京市朝阳区"},
		{complete("51232319560715301"), complete("51232319560715301"), Citizen, "1", "1956-07-15", "四川省涪陵地区南川县", "重庆市南川区"},
		{complete("13220119850229001"), "", Citizen, "1", "1985-02-29", "河北省邢台地区南宫市", "河北省邢台市南宫市"},                            // no such day, yet read
		{complete("13220119810715001"), complete("13220119810715001"), Citizen, "1", "1981-07-15", "河北省邢台地区南宫市", "河北省邢台市南宫市"}, // not 邢台市, the code's meaning until 1983: no number was issued then
		{complete("91184019900505002"), complete("91184019900505002"), Foreigner, "2", "1990-05-05", "", ""},
	}
	for _, tt := range tests {
		n, _ := CheckOn(tt.typed, day)
		if n.Number18 != tt.number || n.Kind != tt.kind || n.Sex != tt.sex || n.Birth.String() != tt.birth {
			t.Errorf("%q reads %q %s %s %s", tt.typed, n.Number18, n.Kind, n.Sex, n.Birth)
		}
		if then := n.RegionThen.FullName(); then != tt.then {
			t.Errorf("%q was issued in %q, want %q", tt.typed, then, tt.then)
		}
		if now := n.RegionNow.FullName(); now != tt.now {
			t.Errorf("%q comes from %q of today, want %q", tt.typed, now, tt.now)
		}
	}
}

func TestWrongNumberIsExplained(t *testing.T) {
	tests := []struct {
		typed string
		code  string
		at    int
		says  string
	}{
		{"", "length", 0, "可以留空"},
		{"1101051949123100", "length", 0, "现在输入了16位，还少2位"},
		{"1101051949", "length", 0, "离18位还少8位"},
		{"11010519491231002X9", "length", 0, "多了1位"},
		{"110105I9491231002X", "letter", 7, "第7位是字母，可能应为数字1"},
		{"1101051949123100X2", "letter", 17, "第17位是X"},
		{"11010549123100X", "letter", 15, "第15位是X"},
		{"11010519491231一002", "letter", 15, "第15位不是数字"},
		{complete("11010519491331002"), "date", 11, "出生月份"},
		{complete("11010519490231002"), "date", 13, "没有这一天"},
		{complete("11010500490131002"), "date", 7, "出生年份"},
		{complete("11010520261125002"), "future", 7, "在今天之后"},
		{"110105194912310021", "check", 18, "第18位应为X"},
	}
	for _, tt := range tests {
		n, err := CheckOn(tt.typed, day)
		if err == nil || len(n.Problems) == 0 || n.Number18 != "" {
			t.Errorf("%q is accepted as %q", tt.typed, n.Number18)
			continue
		}
		p := n.Problems[0]
		if p.Code != tt.code || p.At != tt.at || !strings.Contains(p.String(), tt.says) {
			t.Errorf("%q: %s at %d: %s; want %s at %d: …%s…", tt.typed, p.Code, p.At, p, tt.code, tt.at, tt.says)
		}
		if !errors.Is(err, store.Fail(store.Invalid, "")) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%q: the error says %q", tt.typed, err)
		}
	}
}

func TestBornTodayIsNotInTheFuture(t *testing.T) {
	if _, err := CheckOn(complete("11010520261124002"), day); err != nil {
		t.Error(err)
	}
}

func TestUnknownRegionIsANoteAndNeverRefused(t *testing.T) {
	n, err := CheckOn("34052419800101001X", day)
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Problems) != 1 || n.Problems[0].Code != "region" || !n.Problems[0].Note {
		t.Errorf("problems are %v, want one note", n.Problems)
	}
}

func TestOldNumberSaysThatItWasConverted(t *testing.T) {
	n, err := CheckOn("110105491231002", day)
	if err != nil || len(n.Problems) != 1 || n.Problems[0].Code != "upgraded" {
		t.Errorf("%v, %v", n.Problems, err)
	}
}

func TestWhatWasMeantIsAmongTheSuggestions(t *testing.T) {
	right := complete("51232319560715301")
	tests := []struct {
		slip  string
		typed string
		at    int
		swap  bool
	}{
		{"neighbours swapped", swap(right, 2), 3, true},
		{"1 read as 7", with(right, 12, '7'), 13, false},
	}
	for _, tt := range tests {
		n, err := CheckOn(tt.typed, day)
		if err == nil || len(n.Suggestions) == 0 || len(n.Suggestions) > 3 {
			t.Errorf("%s: %v, %d suggestions", tt.slip, err, len(n.Suggestions))
			continue
		}
		want := Suggestion{Number: right, At: tt.at, Swap: tt.swap}
		if !slices.Contains(n.Suggestions, want) {
			t.Errorf("%s: %v does not hold %v", tt.slip, n.Suggestions, want)
		}
	}
}

func TestDigitIsNamedWhereOnlyOneCorrectionIsPossible(t *testing.T) {
	right := complete("51232319560715301")
	n, err := CheckOn(with(right, 10, '9'), day) // month 97
	if err == nil || len(n.Problems) != 2 || len(n.Suggestions) != 1 {
		t.Fatalf("%v, %v, %v", err, n.Problems, n.Suggestions)
	}
	p := n.Problems[1]
	if p.Code != "check" || p.At != 11 || !strings.Contains(p.String(), "很可能是第11位") {
		t.Errorf("%s at %d: %s", p.Code, p.At, p)
	}
	if n.Suggestions[0].Number != right {
		t.Error("the only correction is not the right number")
	}
}

func TestErrorsNeverHoldTheNumber(t *testing.T) {
	for _, typed := range []string{"110105194912310021", "11010519491231002", "11010519491331002X", "110105I9491231002X"} {
		n, err := CheckOn(typed, day)
		for _, text := range append(problemTexts(n), err.Error()) {
			if strings.Contains(text, "110105") || strings.Contains(text, "1949") {
				t.Errorf("%q: the text holds a part of the number: %s", typed, text)
			}
		}
	}
}

func TestCheckReadsTheClock(t *testing.T) {
	if _, err := Check("11010519491231002X"); err != nil {
		t.Error(err)
	}
	if _, err := Check(complete("11010529991231002")); err == nil {
		t.Error("the year 2999 has come")
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"11010519491231002X", "110105491231002", "", "Ｘ", "9\x00", "\xff123456789012345X", "110105194912310021"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		n, err := CheckOn(typed, day)
		if (err == nil) != (n.Number18 != "") {
			t.Fatalf("error %v but number %q", err, n.Number18)
		}
		if len(n.Suggestions) > 3 {
			t.Fatalf("%d suggestions", len(n.Suggestions))
		}
		for _, s := range n.Suggestions {
			if _, err := CheckOn(s.Number, day); err != nil {
				t.Fatalf("suggests a wrong number: %v", err)
			}
		}
		if err != nil {
			return
		}
		if !weighted(n.Number18) || !n.Birth.exists() || n.Kind == "" || n.Sex != "1" && n.Sex != "2" {
			t.Fatalf("accepted %q as %+v", typed, n)
		}
		again, err := CheckOn(n.Number18, day)
		if err != nil || again.Number18 != n.Number18 {
			t.Fatalf("%q is not accepted again: %v", n.Number18, err)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	history()
	for b.Loop() {
		CheckOn("11010519491231002X", day)
	}
}

func BenchmarkCheckWithSuggestions(b *testing.B) {
	history()
	for b.Loop() {
		CheckOn("110105194912310021", day)
	}
}

// weighted checks a number by the weights that GB 11643 prints.
func weighted(s string) bool {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == s[17]
}

// complete adds the check digit to an invented number.
func complete(first17 string) string { return first17 + string(checkDigit(first17)) }

func swap(s string, i int) string { return with(s, i, s[i+1], s[i]) }

func problemTexts(n Number) []string {
	var texts []string
	for _, p := range n.Problems {
		texts = append(texts, p.String())
	}
	return texts
}
