//go:build ignore

// Gather writes surnames.tsv and the packed given.tsv and characters.tsv from
// the dictionary of cppjieba and the surnames of pinyin-pro, both MIT:
//
//	npm pack nodejieba pinyin-pro   # and unpack both
//	go run gather.go .../cppjieba/dict/jieba.dict.utf8 .../pinyin-pro/dist/esm/data/surname.mjs
//
// Only counts of characters and of given names leave it: no whole name does.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// frequent are the hundred surnames that most people bear, in their order: 公安部
// 《二〇二〇年全国姓名报告》.
const frequent = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"

// known follow them, roughly in the order of how many bear them. No table of
// it is at hand, so the order is that of general knowledge.
const known = "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"

// compound are the surnames of two characters that are met; the other ones
// come after every surname of one.
const compound = "欧阳,上官,司马,诸葛,司徒,皇甫,夏侯,尉迟,令狐,东方,慕容,公孙,长孙,端木,轩辕,宇文,南宫,百里,呼延,澹台,淳于,申屠,万俟,鲜于,闻人,钟离,濮阳"

// also are surnames that the list lacks, and readings beside its own.
var also = map[string]string{"付": "fù", "闫": "yán", "岳": "yuè", "兰": "lán", "涂": "tú", "阳": "yáng", "芦": "lú", "麦": "mài",
	"佟": "tóng", "苟": "gǒu", "隋": "suí", "商": "shāng", "丛": "cóng", "佘": "shé", "苑": "yuàn", "迟": "chí", "邝": "kuàng", "肖": "xiāo",
	"种": "chóng", "秘": "bì", "冼": "xiǎn", "洗": "xiǎn", "黑": "hè", "佴": "nài", "乜": "niè",
	"乐": "lè", "盖": "gài", "翟": "dí", "覃": "tán", "隗": "kuí", "那": "nà", "哈": "hā", "召": "zhào", "逄": "páng"}

// Characters by which a name from abroad, a title or a village is known, anywhere
// and at its end.
const (
	noName     = "尔斯塞姆拉特师侠"
	noNameLast = "克德基里格公后爷哥姐叔伯姨娘嫂尉郎汉三湾村庄寨沟岭屯渡镇桥河州之"
)

// leastWord is how often a pair of characters is met that is a word of its own: 王先生,
// 李大哥. Rarer ones are given names as well: 国强.
const leastWord = 1000

// leastGiven is how many people of the dictionary bear a given name that is kept.
const leastGiven = 2

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: gather DICTIONARY SURNAMES")
	}
	surnames := readSurnames(os.Args[2])
	c := count(os.Args[1])
	writeSurnames(surnames)
	writeGiven(c.given)
	writeCharacters(c.names, c.texts)
}

var surnameLine = regexp.MustCompile(`^\s+(\p{Han}+): '([^']+)'`)

// readSurnames returns the surnames and how each is read.
func readSurnames(path string) map[string]string {
	all := map[string]string{}
	for _, line := range lines(path) {
		if m := surnameLine.FindStringSubmatch(line); m != nil {
			all[m[1]] = m[2]
		}
	}
	for surname, reading := range also {
		if has := all[surname]; has != "" && has != reading {
			reading = has + "," + reading
		}
		all[surname] = reading
	}
	var without string
	for _, r := range frequent + known {
		if all[string(r)] == "" {
			without += string(r)
		}
	}
	if without != "" {
		log.Fatalf("no reading as a surname: %s", without)
	}
	return all
}

type counts struct {
	given        map[string]int
	names, texts map[rune]int
}

// count looks at the names of three characters whose first is one of the
// frequent surnames; among others too many are foreign, or none.
func count(path string) counts {
	c := counts{map[string]int{}, map[rune]int{}, map[rune]int{}}
	words := map[string]bool{}
	var people [][]rune
	for _, line := range lines(path) {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			continue
		}
		often, _ := strconv.Atoi(parts[1])
		for _, r := range parts[0] {
			c.texts[r] += often
		}
		words[parts[0]] = often >= leastWord && parts[2] != "ns" // 建国 is counted as a place
		if parts[2] != "nr" {
			continue
		}
		if word := []rune(parts[0]); len(word) == 3 && strings.ContainsRune(frequent, word[0]) {
			people = append(people, word)
		}
	}
	for _, name := range people {
		given := string(name[1:])
		if words[given] || strings.ContainsAny(given, noName) || strings.ContainsAny(given[len(given)/2:], noNameLast) {
			continue // 王先生, 马德尔
		}
		c.given[given]++
		c.names[name[1]]++
		c.names[name[2]]++
	}
	return c
}

// writeSurnames writes them with their reading, the most frequent first.
func writeSurnames(readings map[string]string) {
	all := slices.SortedFunc(maps.Keys(readings), func(a, b string) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a, b))
	})
	var out bytes.Buffer
	for _, s := range all {
		fmt.Fprintf(&out, "%s\t%s\n", s, readings[s])
	}
	write("surnames.tsv", out.Bytes())
}

func place(surname string) int {
	if at := strings.Index(frequent+known, surname); at >= 0 {
		return at
	}
	if at := strings.Index(compound, surname); at >= 0 && len([]rune(surname)) > 1 {
		return len(frequent+known) + at
	}
	return len(frequent+known+compound) + len(surname)
}

func writeGiven(often map[string]int) {
	var out bytes.Buffer
	for _, name := range byCount(often) {
		if often[name] >= leastGiven {
			fmt.Fprintf(&out, "%s\t%d\n", name, often[name])
		}
	}
	pack("given.tsv.gz", out.Bytes())
}

// writeCharacters writes each with the given names it stands in and its
// frequency in texts as a logarithm; last those beyond U+9FFF that our font
// has, because they are legal in names.
func writeCharacters(names, texts map[rune]int) {
	var out bytes.Buffer
	all := slices.SortedFunc(maps.Keys(texts), func(a, b rune) int {
		return cmp.Or(cmp.Compare(names[b], names[a]), cmp.Compare(texts[b], texts[a]), cmp.Compare(a, b))
	})
	for _, r := range all {
		if r >= 0x3400 && r <= 0x9fff {
			fmt.Fprintf(&out, "%c\t%d\t%d\n", r, names[r], int(10*math.Log2(float64(1+texts[r]))))
		}
	}
	raw, err := os.ReadFile("../fonts/NotoSansSC-Regular.ttf")
	check(err)
	font, err := sfnt.Parse(raw)
	check(err)
	for r := rune(0x20000); r < 0x33480; r++ {
		if glyph, err := font.GlyphIndex(nil, r); err == nil && glyph != 0 {
			fmt.Fprintf(&out, "%c\t0\t0\n", r)
		}
	}
	pack("characters.tsv.gz", out.Bytes())
}

func byCount(often map[string]int) []string {
	return slices.SortedFunc(maps.Keys(often), func(a, b string) int {
		return cmp.Or(cmp.Compare(often[b], often[a]), strings.Compare(a, b))
	})
}

func lines(path string) []string {
	raw, err := os.ReadFile(path)
	check(err)
	return strings.Split(string(raw), "\n")
}

func pack(name string, text []byte) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	check(err)
	_, err = z.Write(text)
	check(err)
	check(z.Close())
	write(name, out.Bytes())
}

func write(name string, raw []byte) { check(os.WriteFile(name, raw, 0o644)) }

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
