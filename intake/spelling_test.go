package intake

import (
	"slices"
	"strings"
	"testing"
)

// page is how many answers a field shows at a time.
const page = 9

func TestSurnamesComeFirstAtTheBeginningOfAName(t *testing.T) {
	for letters, want := range map[string]string{
		"wang": "王", "li": "李", "zhang": "张", "he": "何", "lv": "吕", "lyu": "吕", "lü": "吕", "zeng": "曾", "yu": "余",
		"shan": "单", "qiu": "邱", "ou": "欧", "piao": "朴", "xie": "谢", "zha": "查", "ren": "任", "ge": "葛",
	} {
		if got := Spell(letters, true); len(got) == 0 || got[0] != want {
			t.Errorf("%s at the beginning is %v; want %s first", letters, head(got), want)
		}
	}
	for letters, want := range map[string]string{"qiu": "仇", "ou": "区", "xie": "解", "yuchi": "尉迟", "moqi": "万俟", "zhuge": "诸葛", "shangguan": "上官"} {
		if got := Spell(letters, true); !slices.Contains(head(got), want) {
			t.Errorf("%s at the beginning is %v; want %s on the first page", letters, head(got), want)
		}
	}
	if got := Spell("shan", false); got[0] == "单" {
		t.Error("单 shàn is a surname, and comes first within a name too")
	}
}

func TestWholeNameIsSpeltAtOnce(t *testing.T) {
	for letters, want := range map[string]string{
		"zhangxiaoming": "张晓明", "wangjianguo": "王建国", "lixiuying": "李秀英", "liuwei": "刘伟", "ouyanghaifeng": "欧阳海峰",
		"zxm": "张晓明", "wjg": "王建国", "zhangjh": "张建华", "chenxiaod": "陈晓东", "lvzhigang": "吕志刚",
	} {
		if got := Spell(letters, true); !slices.Contains(head(got), want) {
			t.Errorf("%s is %v; want %s among them", letters, head(got), want)
		}
	}
}

func TestRestOfANameIsSpeltWithoutSurnames(t *testing.T) {
	if got := Spell("xiaoming", false); got[0] != "晓明" {
		t.Errorf("xiaoming is %v", head(got))
	}
}

func TestCharacterAfterCharacterLeavesTheLetters(t *testing.T) {
	for letters, want := range map[string]string{"zhangxiaoming": "张xiaoming", "ouyangfei": "欧阳fei", "xi'an": "西an"} {
		if got := Spell(letters, letters != "xi'an"); !slices.Contains(got, want) {
			t.Errorf("%s is %v; want %s among them", letters, head(got), want)
		}
	}
}

func TestLettersThatSplitInTwoWaysAreReadInBoth(t *testing.T) {
	both := Spell("xian", false)
	if !slices.Contains(both[:page], "先") && !slices.Contains(both[:page], "贤") {
		t.Errorf("xian as one syllable: %v", head(both))
	}
	if !slices.ContainsFunc(both[:page], func(s string) bool { return len([]rune(s)) == 2 }) {
		t.Errorf("xian as two syllables: %v", head(both))
	}
	for _, s := range Spell("xi'an", false) {
		if len([]rune(s)) == 1 {
			t.Fatalf("xi'an is one syllable: %s", s)
		}
	}
	fangan := strings.Join(Spell("fangan", false), " ")
	for _, want := range []string{"方an", "凡gan"} {
		if !strings.Contains(fangan, want) {
			t.Errorf("fangan does not begin with %s", want)
		}
	}
}

func TestEveryCharacterOfAReadingIsOffered(t *testing.T) {
	for character, letters := range map[string]string{"翯": "he", "䶮": "yan", "㛃": "jie", "𬭚": "chun", "喆": "zhe", "淼": "miao", "囡": "nan"} {
		if !slices.Contains(Spell(letters, false), character) {
			t.Errorf("%s is not among %s", character, letters)
		}
	}
}

func TestWhatIsNoPinyinHasNoAnswer(t *testing.T) {
	for _, letters := range []string{"", "'", "王", "i", "u", "3", "a1", strings.Repeat("zhang", 20)} {
		if got := Spell(letters, true); len(got) != 0 {
			t.Errorf("%q is %v", letters, head(got))
		}
	}
}

func TestInitialsOfAPhrase(t *testing.T) {
	for text, want := range map[string]string{"左臂有疤": "zbyb", "寻亲、讨薪": "xqtx", "GPS定位": "gpsdw", "蓝色T恤2件": "lstx2j", "绿衣": "ly", "": "", "——": ""} {
		if got, _, _ := strings.Cut(Initials(text), " "); got != want {
			t.Errorf("%s has the initials %q; want %q", text, got, want)
		}
	}
	if got := Initials("长袖"); got != "zx cx" {
		t.Errorf("长袖 is read %q", got)
	}
	if ways := strings.Fields(Initials("重重重重重重")); len(ways) > mostInitials {
		t.Errorf("%d ways to read one text", len(ways))
	}
}

func head(all []string) []string { return all[:min(page, len(all))] }

func BenchmarkSpell(b *testing.B) {
	spellings()
	for _, letters := range []string{"w", "yi", "zxm", "zhangxiaoming", "ouyanghaifeng", "johnsmith", "aaaaaaaaaaaaaaaa"} {
		b.Run(letters, func(b *testing.B) {
			for b.Loop() {
				Spell(letters, true)
			}
		})
	}
}

func BenchmarkSpellingTables(b *testing.B) {
	for b.Loop() {
		s := &speller{syllables: map[string]bool{}, characters: map[string][]spelling{}}
		s.readCharacters()
		s.readSurnames()
		s.readGiven()
	}
}
