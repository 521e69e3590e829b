package idcard

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"guitu/assets"
)

const (
	zhucheng = "山东省潍坊市诸城市"
	jiayue   = zhucheng + "贾悦镇"
)

func names(found []Completion) (all []string) {
	for _, c := range found {
		all = append(all, c.Full)
	}
	return all
}

func TestFirstOfferIsThePlaceThatWasMeant(t *testing.T) {
	tests := map[string]string{
		// levels left out
		"诸城":     zhucheng,
		"潍坊诸城":   zhucheng,
		"山东 诸城":  zhucheng,
		"山东省诸城市": zhucheng,
		"诸城贾悦":   jiayue,
		"贾悦镇":    jiayue,
		"山东贾悦":   jiayue,
		// pinyin
		"zhucheng":                         zhucheng,
		"zhu cheng jia yue":                jiayue,
		"zhucheng jiayue":                  jiayue,
		"ZhuCheng JiaYue":                  jiayue,
		"ｚｈｕｃｈｅｎｇ":                         zhucheng,
		"shandong weifang zhucheng jiayue": jiayue,
		// initials
		"sd":        "山东省",
		"sdwfzc":    zhucheng,
		"sdswfszcs": zhucheng,
		"sd wf zc":  zhucheng,
		"zcjy":      jiayue,
		"zc jy":     jiayue,
		"wlmq":      "新疆维吾尔自治区乌鲁木齐市",
		"zhch jy":   jiayue, // zh and ch
		// mixed
		"山东zcjy":  jiayue,
		"zc贾悦":    jiayue,
		"zhuc jy": jiayue,
		"潍坊zhuc":  zhucheng,
		// shorter names
		"内蒙呼和":       "内蒙古自治区呼和浩特市",
		"呼伦 海拉尔":     "内蒙古自治区呼伦贝尔市海拉尔区", // a space ends a name early
		"nmhhht":     "内蒙古自治区呼和浩特市",
		"凉山州西昌":      "四川省凉山彝族自治州西昌市",
		"道真县":        "贵州省遵义市道真仡佬族苗族自治县",
		"广西南宁":       "广西壮族自治区南宁市",
		"伊犁伊宁县":      "新疆维吾尔自治区伊犁哈萨克自治州伊宁县",
		"xi'an":      "陕西省西安市",
		"嘉峪关":        "甘肃省嘉峪关市",
		"东莞东城":       "广东省东莞市东城街道",
		"bjchaoyang": "北京市朝阳区",
		// villages
		"zcjy nt":                 jiayue + "南同社区",
		"zcjynt":                  jiayue + "南同社区",
		"诸城贾悦南同":                  jiayue + "南同社区",
		"贾悦镇南同社区":                 jiayue + "南同社区",
		"zhucheng jiayue nantong": jiayue + "南同社区",
		"诸城岳旺":                    zhucheng + "石桥子镇岳旺社区", // the town left out
		"东华门duofuxiang":           "北京市东城区东华门街道多福巷社区",
	}
	for typed, want := range tests {
		found := Complete(typed, 5)
		if len(found) == 0 || found[0].Full != want || found[0].Rest != "" {
			t.Errorf("%q offers %v, want %s", typed, names(found), want)
		}
	}
}

func TestInitialsThatManyShareOfferTheLargerFirst(t *testing.T) {
	found := Complete("zc", 40)
	last := 0
	for _, c := range found {
		levels := len(c.Code)
		if levels < last {
			t.Errorf("%s comes after a smaller place", c.Full)
		}
		last = levels
	}
	if !slices.Contains(names(found), zhucheng) {
		t.Errorf("no 诸城 among %v", names(found))
	}
}

// Each name is found by how it is read, and not by the other reading of its
// characters.
func TestNamesAreReadAsPeopleThereReadThem(t *testing.T) {
	tests := []struct{ name, right, wrong string }{
		{"重庆市", "chongqing", "zhongqing"},
		{"安徽省六安市", "luan", "liuan"},
		{"安徽省蚌埠市", "bengbu", "bangbu"},
		{"山东省聊城市东阿县", "donge", "donga"},
		{"山东省菏泽市单县", "shanxian", "danxian"},
		{"山东省聊城市莘县", "shenxian", "xinxian"},
		{"山西省长治市", "changzhi", "zhangzhi"},
		{"山西省长治市长子县", "zhangzi", "changzi"},
		{"陕西省延安市子长市", "zichang", "zizhang"},
		{"辽宁省朝阳市", "chaoyang", "zhaoyang"},
		{"广东省广州市番禺区", "panyu", "fanyu"},
		{"广东省梅州市大埔县", "dabu", "dapu"},
		{"广东省广州市黄埔区", "huangpu", "huangbu"},
		{"福建省厦门市", "xiamen", "shamen"},
		{"安徽省亳州市", "bozhou", "haozhou"},
		{"安徽省黄山市歙县", "shexian", "xixian"},
		{"安徽省铜陵市枞阳县", "zongyang", "congyang"},
		{"安徽省亳州市涡阳县", "guoyang", "woyang"},
		{"河南省鹤壁市浚县", "xunxian", "junxian"},
		{"河南省三门峡市渑池县", "mianchi", "shengchi"},
		{"河南省驻马店市泌阳县", "biyang", "miyang"},
		{"河南省开封市尉氏县", "weishi", "yushi"},
		{"新疆维吾尔自治区巴音郭楞蒙古自治州尉犁县", "yuli", "weili"},
		{"河北省张家口市蔚县", "yuxian", "weixian"},
		{"河南省郑州市荥阳市", "xingyang", "yingyang"},
		{"四川省雅安市荥经县", "yingjing", "xingjing"},
		{"山西省临汾市洪洞县", "hongtong", "hongdong"},
		{"河南省郑州市中牟县", "zhongmu", "zhongmou"},
		{"浙江省台州市", "taizhou", ""},
		{"浙江省温州市乐清市", "yueqing", "leqing"},
		{"四川省乐山市", "leshan", "yueshan"},
		{"河北省石家庄市井陉县", "jingxing", "jingjing"},
		{"陕西省榆林市吴堡县", "wubu", "wubao"},
		{"陕西省商洛市柞水县", "zhashui", "zuoshui"},
		{"甘肃省陇南市宕昌县", "tanchang", "dangchang"},
		{"湖北省武汉市黄陂区", "huangpi", "huangbei"},
		{"四川省乐山市犍为县", "qianwei", "jianwei"},
		{"四川省德阳市什邡市", "shifang", ""},
		{"新疆维吾尔自治区喀什地区伽师县", "jiashi", "gashi"},
		{"江苏省镇江市句容市", "jurong", "gourong"},
		{"天津市宝坻区", "baodi", "baochi"},
		{"云南省曲靖市会泽县", "huize", "kuaize"},
		{"吉林省延边朝鲜族自治州珲春市", "hunchun", "huichun"},
		{"江西省上饶市铅山县", "yanshan", ""},
		{"河南省漯河市", "luohe", "tahe"},
		{"四川省成都市", "chengdu", "chengdou"},
		{"湖南省长沙市", "changsha", "zhangsha"},
		{"西藏自治区", "xizang", "xicang"},
	}
	for _, tt := range tests {
		if found := names(Complete(tt.right, 8)); !slices.Contains(found, tt.name) {
			t.Errorf("%s offers %v, want %s among them", tt.right, found, tt.name)
		}
		if tt.wrong != "" && slices.Contains(names(Complete(tt.wrong, 30)), tt.name) {
			t.Errorf("%s offers %s", tt.wrong, tt.name)
		}
	}
}

func TestEveryRowOfReadingsIsUsable(t *testing.T) {
	for line := range strings.Lines(assets.RegionReadings) {
		name, sounds, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		syllables := strings.Fields(sounds)
		if !ok || utf8.RuneCountInString(name) != len(syllables) {
			t.Errorf("%q does not read each character", line)
		}
		if strings.Trim(sounds, "abcdefghijklmnopqrstuvwxyz /") != "" {
			t.Errorf("%q is not pinyin without tones", line)
		}
	}
}

func TestNearOnesComeFirstAmongEquals(t *testing.T) {
	first := func(near ...string) Completion { return Completer{Near: near}.Complete("zc", 5)[0] }
	if c := first("370782"); c.Full != zhucheng || c.Why != WhyNear {
		t.Errorf("near 诸城 zc offers %s %q first", c.Full, c.Why)
	}
	if c := first("440118001"); c.Name != "增城区" {
		t.Errorf("near 增城 zc offers %s first", c.Full)
	}
	if c := first("411400"); c.Name != "柘城县" || c.Why != WhyPlain {
		t.Errorf("in 商丘 zc offers %s %q first", c.Full, c.Why)
	}
	if c := first("", "x", "999999999999999"); c.Full == "" {
		t.Error("codes that are none disturb")
	}
}

func TestWholeNameOffersWhatLiesBelow(t *testing.T) {
	for typed, want := range map[string]string{
		"山东省":    "山东省济南市",
		zhucheng: zhucheng + "密州街道",
		jiayue:   jiayue + "南同社区",
		"北京市":    "北京市东城区",
	} {
		found := Complete(typed, 100)
		if !slices.Contains(names(found), want) || found[0].Why != WhyBelow {
			t.Errorf("%s offers %v, want %s among them", typed, names(found), want)
		}
	}
	if found := Complete(jiayue+"nt", 5); found[0].Full != jiayue+"南同社区" {
		t.Errorf("letters after a whole name offer %v", names(found))
	}
}

func TestStationsOwnNamesComeFirst(t *testing.T) {
	c := Completer{Local: []Local{
		{"朱马院村", "370782102"},
		{"南同集", "370782102212"},
		{"北院", "370782102999"},
		{"老火车站", "370782"},
		{"没有归处", "000000"},
		{"", "370782"},
	}}
	tests := map[string]string{
		"zcjy zmy":  jiayue + "朱马院村",
		"zmy":       jiayue + "朱马院村",
		"朱马院":       jiayue + "朱马院村",
		"诸城朱马":      jiayue + "朱马院村",
		"zhumayuan": jiayue + "朱马院村",
		jiayue:      jiayue + "朱马院村",
		"zc lhcz":   zhucheng + "老火车站",
		"诸城贾悦南同集":   jiayue + "南同社区南同集",
		"没有归处":      "没有归处",
	}
	for typed, want := range tests {
		found := c.Complete(typed, 5)
		if len(found) == 0 || found[0].Full != want || found[0].Why != WhyLocal || found[0].Rest != "" {
			t.Errorf("%q offers %+v, want %s", typed, found, want)
		}
	}
	if found := Complete("zmy", 5); slices.Contains(names(found), jiayue+"朱马院村") {
		t.Error("one station's names reach another")
	}
}

func TestUnknownEndIsKeptAsItWasTyped(t *testing.T) {
	tests := []struct{ typed, full, rest, written string }{
		{"诸城贾悦朱马院村", jiayue, "朱马院村", jiayue + "朱马院村"},
		{"贾悦镇 朱马院村3号", jiayue, "朱马院村3号", jiayue + "朱马院村3号"},
		{"诸城市人民路12号A座", zhucheng, "人民路12号A座", zhucheng + "人民路12号A座"},
		{"zcjy zmy", jiayue, "zmy", jiayue},
		{"贾悦镇（朱马院）", jiayue, "（朱马院）", jiayue + "（朱马院）"},
		{"贾悦镇南同社区３组", jiayue + "南同社区", "３组", jiayue + "南同社区３组"},
	}
	for _, tt := range tests {
		found := Complete(tt.typed, 5)
		if len(found) == 0 {
			t.Errorf("%q offers nothing", tt.typed)
			continue
		}
		if c := found[0]; c.Full != tt.full || c.Rest != tt.rest || c.Why != WhyUnlisted || c.Written() != tt.written {
			t.Errorf("%q offers %+v, want %s and %s", tt.typed, c, tt.full, tt.rest)
		}
	}
}

func TestNothingIsOfferedForWhatIsNoPlace(t *testing.T) {
	texts := []string{"", " ", "qqqq", "没有这个地方", "不知道", "主猫鸭", "zzzzzzzzz", "，、", "12345", "😀😀", "\xff\xfe",
		"南京路3号", "朝阳门外大街那边", strings.Repeat("啊", 500)}
	for _, text := range texts {
		if found := Complete(text, 5); len(found) > 0 {
			t.Errorf("%q offers %v", text, names(found))
		}
	}
	if Complete("zc", 0) != nil || Complete("zc", -1) != nil {
		t.Error("places although none were wanted")
	}
}

func TestEveryPlaceIsFoundByItsWholeNameAndItsInitials(t *testing.T) {
	a := loadedAtlas()
	for i := 0; i < len(a.nodes); i += 97 {
		p := a.nodes[i].Place
		full, _ := PlaceName(p.Code)
		if utf8.RuneCountInString(full) > 40 {
			continue
		}
		s := newSearch(a, readTyped(full), Completer{}, 5)
		s.walk()
		if found := names(s.found()); !slices.Contains(found, full) {
			t.Errorf("%s offers %v", full, found)
		}
		var initials strings.Builder
		for _, g := range a.spell.spell(nil, full) {
			if sounds := a.spell.glyphs[g].sounds; len(sounds) > 0 {
				initials.WriteString(sounds[0][:1])
			}
		}
		if found := names(Complete(initials.String(), 60)); !slices.Contains(found, full) {
			t.Errorf("%s for %s offers %v", initials.String(), full, found)
		}
	}
}

func TestTreeStandsInTheOrderOfCodes(t *testing.T) {
	a := loadedAtlas()
	if !slices.IsSortedFunc(a.nodes, func(a, b node) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the walk is not in the order of codes")
	}
}

func TestSeveralMayCompleteAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for _, typed := range []string{"zcjy nt", "诸城贾悦", "cq", "bjchaoyang"} {
		want := names(Complete(typed, 5))
		all.Go(func() {
			for range 20 {
				if got := names(Complete(typed, 5)); !slices.Equal(got, want) {
					t.Errorf("%q offers %v, then %v", typed, want, got)
				}
			}
		})
	}
	all.Wait()
}

func FuzzComplete(f *testing.F) {
	for _, text := range []string{"zcjy zmy", "诸城贾悦", "xi'an", "ｚ", "\xff", strings.Repeat("z ", 70)} {
		f.Add(text, "朱马院村", "370782102")
	}
	f.Fuzz(func(t *testing.T, text, name, under string) {
		c := Completer{Local: []Local{{name, under}}, Near: []string{under}}
		for _, found := range c.Complete(text, 5) {
			if found.Full == "" || !strings.HasSuffix(strings.TrimSpace(text), found.Rest) {
				t.Errorf("%q offers %+v", text, found)
			}
		}
	})
}

var townQueries = []string{"zc", "zcjy", "sdwfzc", "诸城", "诸城贾悦", "潍坊诸城", "山东zc", "zhucheng jiayue", "sd", "cq", "chongqing",
	"bj", "北京", "朝阳区", "gz", "hn zz", "henan", "hunan changsha", "内蒙呼和", "凉山州西昌", "gxnn", "xjks", "luan", "d", "zh", "xi'an",
	"lyx", "河南 周口", "hnzk", "四川cd", "gzdj", "yunnan", "没有这个地方", "qqqq", "贵州省毕节", "ahfy", "fuyang", "安徽阜阳颍上", "ahfyys"}

var villageQueries = []string{"zcjy nt", "zcjynt", "诸城贾悦南同", "诸城岳旺", "zc sqz yw", "zhucheng jiayue nantong", "东华门duofuxiang",
	"zcjy zmy", "诸城贾悦朱马院村", "sdzcjyyw", "贾悦镇南同", "ahfyys ljz", "hnzk lz", "安徽颍上 李", "jy nt", "zhen an cun", "dongzhen dongcun",
	"东城 王庄", "城关 xinzhuang", jiayue, jiayue + "n", "chengguan wangzhuang", "cg wz", "henan chengguan lizhuang"}

func BenchmarkCompleteTowns(b *testing.B)    { benchmarkComplete(b, townQueries) }
func BenchmarkCompleteVillages(b *testing.B) { benchmarkComplete(b, villageQueries) }

// Villages of provinces that nobody looked at before have to be unpacked.
func BenchmarkCompleteVillagesCold(b *testing.B) {
	benchmarkComplete(b, villageQueries, blocks.Clear)
}

func benchmarkComplete(b *testing.B, queries []string, before ...func()) {
	WarmPlaces()
	var took []time.Duration
	for b.Loop() {
		for _, typed := range queries {
			for _, do := range before {
				do()
			}
			start := time.Now()
			Complete(typed, 6)
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	ms := func(share float64) float64 { return took[int(share*float64(len(took)-1))].Seconds() * 1000 }
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.95), "p95-ms")
	b.ReportMetric(ms(1), "max-ms")
}

// The heap with the tree, the search and all provinces unpacked.
func BenchmarkPlacesHeap(b *testing.B) {
	var before, after, all runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		blocks.Clear()
		Complete("zcjy nt", 6)
		runtime.GC()
		runtime.ReadMemStats(&after)
		for _, p := range Provinces() {
			villageBlock(p.Code[:2])
		}
		runtime.GC()
		runtime.ReadMemStats(&all)
	}
	b.ReportMetric(float64(before.HeapAlloc)/1e6, "before-MB")
	b.ReportMetric(float64(after.HeapAlloc)/1e6, "one-province-MB")
	b.ReportMetric(float64(all.HeapAlloc)/1e6, "all-provinces-MB")
}
