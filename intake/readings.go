package intake

import (
	"slices"
	"strings"

	"github.com/mozillazg/go-pinyin"
)

// maxReadings bounds the combinations of a name whose characters are read in
// several ways (行 háng xíng); most names have one.
const maxReadings = 16

var pinyinArgs = pinyin.Args{Style: pinyin.Normal, Heteronym: true, Separator: "",
	Fallback: func(r rune, _ pinyin.Args) []string { return []string{strings.ToLower(string(r))} }}

// surnameReadings says how a character is read where it is a surname, the
// usual reading first. Those of 单, 仇, 区 differ from what the character says
// elsewhere; those of 王, 石, 沈 stand here because a dictionary also knows
// readings that no surname has.
var surnameReadings = map[string]string{
	"单": "shan", "仇": "qiu", "区": "ou", "朴": "piao pu", "解": "xie", "查": "zha", "曾": "zeng", "盖": "ge gai",
	"缪": "miao", "覃": "qin tan", "尉": "wei yu", "乐": "yue le", "任": "ren", "宁": "ning", "折": "she", "冼": "xian",
	"洗": "xian", "黑": "he hei", "秘": "bi", "晁": "chao", "种": "chong", "那": "na", "纪": "ji", "葛": "ge", "华": "hua",
	"哈": "ha", "应": "ying", "能": "nai", "句": "gou", "隗": "wei kui", "燕": "yan", "过": "guo", "祭": "zhai ji", "卜": "bu",
	"召": "shao zhao", "俞": "yu", "佘": "she", "员": "yun", "郇": "xun huan", "谌": "chen shen", "逄": "pang", "繁": "po",
	"牟": "mu mou", "翟": "zhai di", "车": "che", "贾": "jia", "叶": "ye", "石": "shi", "沈": "shen",
	"万": "wan", "王": "wang", "吴": "wu", "曲": "qu", "柏": "bai bo", "薄": "bo", "鲜": "xian", "阚": "kan", "臧": "zang",
	"长": "chang zhang", "都": "du", "藏": "zang", "夏": "xia", "重": "chong", "亓": "qi", "郗": "xi chi",
	"尉迟": "yu chi", "万俟": "mo qi", "令狐": "ling hu", "澹台": "tan tai", "长孙": "zhang sun", "单于": "chan yu", "鲜于": "xian yu",
	"宰父": "zai fu", "皇甫": "huang fu", "欧阳": "ou yang", "上官": "shang guan", "司马": "si ma", "诸葛": "zhu ge", "呼延": "hu yan",
	"宇文": "yu wen", "夏侯": "xia hou", "慕容": "mu rong", "司徒": "si tu", "公孙": "gong sun", "轩辕": "xuan yuan", "端木": "duan mu",
	"百里": "bai li", "东方": "dong fang", "南宫": "nan gong", "申屠": "shen tu", "淳于": "chun yu", "钟离": "zhong li", "濮阳": "pu yang",
}

// Readings returns the ways in which a name may be read aloud, each as its
// syllables in pinyin without tones, the likeliest first. The surname is read
// as a surname: 单 is shan, 尉迟 is yu chi. ü is written v, as on the keyboard;
// what is not Chinese stands for itself, letter by letter, in small ones.
func Readings(name string) [][]string {
	all := [][]string{nil}
	for _, ways := range syllables(name) {
		var longer [][]string
		for _, reading := range all {
			for _, way := range ways {
				if len(longer) < maxReadings {
					longer = append(longer, append(slices.Clip(reading), way))
				}
			}
		}
		all = longer
	}
	if len(all[0]) == 0 {
		return nil
	}
	return all
}

// syllables returns the ways of reading each character of a name.
func syllables(name string) [][]string {
	var all [][]string
	rest := name
	if compound, reading, ok := compoundSurname(name); ok {
		for _, syllable := range strings.Fields(reading) {
			all = append(all, []string{syllable})
		}
		rest = strings.TrimPrefix(name, compound)
	} else if first, size := firstRune(name); size < len(name) && surnameReadings[first] != "" {
		all = append(all, distinct(strings.Fields(surnameReadings[first])))
		rest = name[size:]
	}
	for _, ways := range pinyin.Pinyin(rest, pinyinArgs) {
		if ways = distinct(ways); len(ways) > 0 {
			all = append(all, ways)
		}
	}
	return all
}

func firstRune(name string) (first string, size int) {
	for _, r := range name {
		first = string(r)
		return first, len(first)
	}
	return "", 0
}

// compoundSurname returns the surname of two characters that a name begins
// with, where a given name follows.
func compoundSurname(name string) (surname, reading string, ok bool) {
	runes := []rune(name)
	if len(runes) < 3 {
		return "", "", false
	}
	surname = string(runes[:2])
	reading, ok = surnameReadings[surname]
	return surname, reading, ok
}

// readings returns the ways a name is read aloud, without spaces, and the
// first letters of each. It knows the surname's other readings too, since a
// clerk may type the everyday one.
func readings(name string) (sounds, initials []string) {
	all := Readings(name)
	if first, size := firstRune(name); surnameReadings[first] != "" {
		for _, everyday := range distinct(pinyin.SinglePinyin([]rune(first)[0], pinyinArgs)) {
			for _, rest := range Readings(name[size:]) {
				if len(all) < 2*maxReadings {
					all = append(all, append([]string{everyday}, rest...))
				}
			}
		}
	}
	for _, reading := range all {
		var letters strings.Builder
		for _, syllable := range reading {
			letters.WriteString(syllable[:1])
		}
		sounds, initials = append(sounds, strings.Join(reading, "")), append(initials, letters.String())
	}
	return distinct(sounds), distinct(initials)
}

func distinct(all []string) []string {
	seen := make(map[string]bool, len(all))
	kept := all[:0:0]
	for _, s := range all {
		if s = strings.ReplaceAll(s, "ü", "v"); s != "" && !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
