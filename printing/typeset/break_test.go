package typeset

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// half is a font in which Latin is half as wide as Chinese and accents have no width.
func half(r rune) float64 {
	if clings(r) {
		return 0
	}
	if r < 0x2e80 && !strings.ContainsRune("“”‘’—…·", r) {
		return 0.5
	}
	return 1
}

func TestLinesObeyTheRulesOfPunctuation(t *testing.T) {
	for _, c := range []struct {
		why, text string
		width     float64
		want      string // lines, parted by |
	}{
		{"a comma never begins a line", "他说来自山东，记不清", 6, "他说来自山|东，记不清"},
		{"nor do two closing marks", "他叫小明（音）。来自北方", 5, "他叫小明|（音）。来|自北方"},
		{"an opening mark never ends a line", "家里有一个《书名》", 6, "家里有一个|《书名》"},
		{"an opening quote goes with its word", "他一直说“朱马院”三字", 5, "他一直说|“朱马院”|三字"},
		{"a dash stays whole", "他指着北方——那边有山", 6, "他指着北方|——那边有山"},
		{"so does an ellipsis", "他想了很久……没说话", 6, "他想了很久|……没说话"},
		{"a number stays whole", "电话是13800000000请打", 7, "电话是|13800000000请|打"},
		{"a date stays whole", "时间2026-11-24夜", 6, "时间|2026-11-24夜"},
		{"a word stays whole and its space hangs", "he is from Shandong", 4, "he is |from |Shandong"},
		{"a word wider than the line is cut", "abcdefghij", 2, "abcd|efgh|ij"},
		{"a sign of percent stays with its number", "大约占百分之80%吧", 7, "大约占百分之|80%吧"},
		{"an interpunct stays with the name", "阿依古丽·买买提", 4, "阿依古|丽·买买|提"},
		{"marks beyond number are cut where they must", "。。。。。", 2, "。。|。。|。"},
		{"no room is one character a line", "山东。", 0, "山|东|。"},
		{"nothing is one empty line", "", 5, ""},
	} {
		got := strings.Join(Break(c.text, c.width, half), "|")
		if got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.why, got, c.want)
		}
	}
}

// TestNoCharacterIsEverLost is about the fault that made this package: a
// library that dropped one character at each line's end.
func TestNoCharacterIsEverLost(t *testing.T) {
	source := []rune("山东诸城贾悦镇朱马院村王㛃䶮昇𬭚𠮷，。！？；：（）《》“”‘’——……·  abcXYZ0123456789-/.%\u0301\ufe0f　")
	random := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		text := make([]rune, random.IntN(120))
		for i := range text {
			text[i] = source[random.IntN(len(source))]
		}
		width := random.Float64() * 20
		lines := Break(string(text), width, half)
		if joined := strings.Join(lines, ""); joined != string(text) {
			t.Fatalf("width %.2f:\n text %q\nlines %q", width, string(text), lines)
		}
		checkLines(t, lines, width)
	}
}

// checkLines holds lines against the rules wherever the line had room for them.
func checkLines(t *testing.T, lines []string, width float64) {
	t.Helper()
	for i, l := range lines {
		ink := strings.TrimRight(l, " ")
		var w float64
		for _, r := range ink {
			w += half(r)
		}
		if w > width+1e-6 && utf8.RuneCountInString(ink) > 1 && !onlyOneAndMarks(ink) {
			t.Fatalf("line %q is %.1f wide, more than %.1f", l, w, width)
		}
		if width < 8 || i == 0 || strings.TrimLeft(l, " ") == "" {
			continue // too narrow to ask for more
		}
		first, _ := utf8.DecodeRuneInString(l)
		if strings.ContainsRune(neverFirst, first) && !isWord(first) && cuttable(lines[i-1]) {
			t.Fatalf("a line begins with %q after %q", first, lines[i-1])
		}
	}
}

func onlyOneAndMarks(text string) bool {
	rest := []rune(text)[1:]
	return !slices.ContainsFunc(rest, func(r rune) bool { return !clings(r) })
}

// cuttable says whether the line held a place where it could have ended.
func cuttable(l string) bool {
	runes := []rune(l)
	for i := 1; i < len(runes); i++ {
		if mayBreak(runes[i-1], runes[i]) && !isSpace(runes[i]) {
			return true
		}
	}
	return false
}

func FuzzBreak(f *testing.F) {
	f.Add("他说“朱马院”，在山东——很远。", 5.0)
	f.Add("\xff\xfe bad bytes", 1.0)
	f.Fuzz(func(t *testing.T, text string, width float64) {
		text = strings.ToValidUTF8(text, "�")
		if got := strings.Join(Break(text, width, half), ""); got != text {
			t.Fatalf("%q became %q", text, got)
		}
	})
}
