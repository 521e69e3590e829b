package match_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/picture"
	"guitu/tracing/match"
)

// called is an invented name, read as the desk reads it.
func called(text string) match.Name {
	return match.Name{Text: text, Readings: intake.Readings(text)}
}

func bySound(text string) match.Name {
	n := called(text)
	n.BySound = true
	return n
}

// stay is somebody who came and is called so.
func stay(id, text string) match.Subject {
	return match.Subject{ID: id, Names: []match.Name{called(text)}}
}

func index(subjects ...match.Subject) *match.Index {
	ix := match.NewIndex(match.DefaultWeights())
	ix.Put(subjects...)
	return ix
}

// codes are the kinds of evidence by which a subject leads to another; nil
// where it does not.
func codes(ix *match.Index, q match.Subject, id string) []string {
	for _, lead := range ix.Rank(q, 20) {
		if lead.ID == id {
			var all []string
			for _, e := range lead.Evidence {
				all = append(all, e.Code)
			}
			return all
		}
	}
	return nil
}

func born(year int) (from, to calendar.Date) {
	return calendar.Date{Year: year, Month: 1, Day: 1}, calendar.Date{Year: year, Month: 12, Day: 31}
}

func TestNamesAreFoundAsTheyAreWrittenSpokenAndMisheard(t *testing.T) {
	for _, row := range []struct{ kept, asked, want string }{
		{"张国强", "张国强", "name.same"},
		{"张国强", "章国强", "name.sound"},
		{"单雄信", "善雄信", "name.sound"}, // 单 is shàn as a surname
		{"仇和平", "邱和平", "name.sound"},
		{"尉迟明", "玉池明", "name.sound"},
		{"刘宁", "牛宁", "name.dialect"},   // n and l
		{"张素珍", "脏素珍", "name.dialect"}, // zh and z
		{"石小四", "司小四", "name.dialect"}, // sh and s
		{"任建国", "林建国", ""},             // r to l and n to ng is believed, but not the vowel
		{"饶建国", "劳建国", "name.dialect"}, // r and l
		{"荣建国", "永建国", "name.dialect"}, // r and y
		{"胡建国", "符建国", "name.dialect"}, // hu and f
		{"房建国", "黄建国", "name.dialect"},
		{"黄建国", "王建国", "name.dialect"}, // 黄王不分
		{"陈金", "程静", "name.dialect"},   // -n and -ng, twice
		{"吕娜", "鲁娜", "name.dialect"},   // ü and u
		{"王小明", "王明", "name.missing"},
		{"王明", "王小明", "name.missing"},
		{"王明强", "王强明", "name.order"},
		{"王明强", "王明", "name.beginning"},
		{"王明强", "王", "name.beginning"},
		{"欧阳小明", "欧阳", "name.beginning"},
		{"欧阳小明", "欧小明", "name.missing"},
		{"张国强", "小强", "name.nick"},
		{"王建国", "老王", "name.nick"},
		{"阿珍", "李素珍", "name.nick"},
		{"张国强", "zhanggu", "name.spelled"},
		{"张国强", "zgq", "name.spelled"},
		{"单雄信", "shanx", "name.spelled"},
		{"张国强", "李建设", ""},
		{"张国强", "张卫东", ""},
	} {
		got := codes(index(stay("1", row.kept)), match.Subject{Names: []match.Name{called(row.asked)}}, "1")
		if row.want == "" && got != nil || row.want != "" && !slices.Contains(got, row.want) {
			t.Errorf("%s, asked for %s: %v; want %q", row.kept, row.asked, got, row.want)
		}
	}
}

func TestACloserLikenessWeighsMore(t *testing.T) {
	ix := index(stay("same", "张国强"), stay("sound", "章国强"), stay("dialect", "脏国强"), stay("missing", "张强"), stay("other", "李卫东"))
	var order []string
	last := 1000.0
	for _, lead := range ix.Rank(match.Subject{Names: []match.Name{called("张国强")}}, 10) {
		order = append(order, lead.ID)
		if lead.Score > last {
			t.Errorf("%s comes after a lesser score", lead.ID)
		}
		last = lead.Score
	}
	if want := []string{"same", "sound", "dialect", "missing"}; !slices.Equal(order, want) {
		t.Errorf("order %v; want %v", order, want)
	}
}

func TestANameWrittenByItsSoundIsNotHeldAgainstItsCharacters(t *testing.T) {
	ix := index(stay("1", "张国强"))
	sure := ix.Rank(match.Subject{Names: []match.Name{called("章国强")}}, 1)[0].Score
	heard := ix.Rank(match.Subject{Names: []match.Name{bySound("章国强")}}, 1)[0].Score
	if heard <= sure {
		t.Errorf("written by its sound %v, sure %v; want the former more", heard, sure)
	}
}

func TestACommonNameWeighsLittle(t *testing.T) {
	ix := match.NewIndex(match.DefaultWeights())
	for i := range 3000 {
		ix.Put(stay(fmt.Sprint("common", i), "王伟"), stay(fmt.Sprint("rare", i), "演"+string(rune(0x4e00+i))))
	}
	ix.Put(stay("one", "尉迟恭"))
	common := ix.Rank(match.Subject{Names: []match.Name{called("王伟")}}, 1)[0].Score
	rare := ix.Rank(match.Subject{Names: []match.Name{called("尉迟恭")}}, 1)[0].Score
	if rare < common+6 {
		t.Errorf("王伟, whom 3000 are called, weighs %.1f bits; a name that one has %.1f", common, rare)
	}
}

func TestAnAliasIsFoundAndSaidToBeOne(t *testing.T) {
	s := stay("1", "张国强")
	s.Aliases = []match.Name{called("二狗子")}
	leads := index(s).Rank(match.Subject{Names: []match.Name{called("二狗子")}}, 1)
	if len(leads) != 1 || leads[0].Evidence[0].Text != "与别名或曾用名相同" {
		t.Errorf("leads %+v", leads)
	}
}

func TestNumbersAreFoundWholeOldAlmostAndByTheirEnds(t *testing.T) {
	kept := stay("1", "演示甲")
	kept.Number = "34052419800101001X"
	for _, row := range []struct{ asked, want string }{
		{"34052419800101001x", "number.same"},
		{"340524800101001", "number.same"}, // 15 digits
		{"３４０５２４ 19800101 001X", "number.same"},
		{"34052419800101002X", "number.near"},
		{"34052418900101001X", "number.near"},
		{"34052419800110001X", "number.near"}, // two neighbours changed places
		{"001X", "number.tail"},
		{"0101001X", "number.tail"},
		{"340524198001", "number.head"},
		{"340524198001010", "number.head"}, // not an old number: the rest is yet to be typed
		{"01X", ""},
		{"340524197512120019", ""},
	} {
		got := codes(index(kept), match.Subject{Number: row.asked}, "1")
		if row.want == "" && got != nil || row.want != "" && !slices.Contains(got, row.want) {
			t.Errorf("%s: %v; want %q", row.asked, got, row.want)
		}
	}
	named := match.Subject{Names: []match.Name{called("演示甲")}, Number: "340524197512120019"}
	if got := codes(index(kept), named, "1"); !slices.Contains(got, "number.differs") {
		t.Errorf("another number is not held against: %v", got)
	}
}

func TestTelephonesAreFoundWholeAndByTheirTail(t *testing.T) {
	kept := match.Subject{ID: "1", Phones: []string{"138-0000-1234"}}
	for asked, want := range map[string]string{"13800001234": "phone.same", "+86 138 0000 1234": "phone.same", "1234": "phone.tail",
		"00001234": "phone.tail", "234": "", "13900001235": ""} {
		got := codes(index(kept), match.Subject{Phones: []string{asked}}, "1")
		if want == "" && got != nil || want != "" && !slices.Contains(got, want) {
			t.Errorf("%s: %v; want %q", asked, got, want)
		}
	}
}

func TestATelephoneThatManyHaveWeighsLittle(t *testing.T) {
	var all []match.Subject
	for i := range 500 {
		all = append(all, match.Subject{ID: fmt.Sprint(i), Phones: []string{"03700000000"}})
	}
	all = append(all, match.Subject{ID: "one", Phones: []string{"13800001234"}})
	ix := index(all...)
	shared := ix.Rank(match.Subject{Phones: []string{"03700000000"}}, 1)[0].Score
	own := ix.Rank(match.Subject{Phones: []string{"13800001234"}}, 1)[0].Score
	if own < shared+5 {
		t.Errorf("a telephone of 500 people weighs %.1f bits, one's own %.1f", shared, own)
	}
}

func TestEvidenceAgainstIsShownAndCounted(t *testing.T) {
	kept := stay("1", "尉迟国强")
	kept.Sex, kept.HeightCM = "1", 175
	kept.BirthFrom, kept.BirthTo = born(1960)
	ix := index(kept)
	asked := match.Subject{Names: []match.Name{called("尉迟国强")}, Sex: "1", HeightCM: 174}
	asked.BirthFrom, asked.BirthTo = born(1960)
	alike := ix.Rank(asked, 1)[0]
	asked.Sex, asked.HeightCM = "2", 150
	asked.BirthFrom, asked.BirthTo = born(1971)
	got := codes(ix, asked, "1")
	if got != nil {
		t.Errorf("a woman eleven years younger and 25 cm smaller is shown for the name alone: %v", got)
	}
	asked.Sex = "1"
	leads := ix.Rank(asked, 1)
	if len(leads) != 1 || leads[0].Score >= alike.Score-4 {
		t.Fatalf("alike %.1f, unlike %+v", alike.Score, leads)
	}
	sum := 0.0
	against := map[string]any{}
	for _, e := range leads[0].Evidence {
		sum += e.Weight
		if !e.For() {
			against[e.Code] = e.Args["N"]
		}
	}
	if against["birth.apart"] != 11 || against["height.far"] != 25 {
		t.Errorf("against: %v; want ten years and more, and 25 cm", against)
	}
	if sum-leads[0].Score > 0.01 || leads[0].Score-sum > 0.01 {
		t.Errorf("the evidence adds up to %.2f, the score is %.2f", sum, leads[0].Score)
	}
}

func TestAnAgeBySightMayBeWrongByAFewYears(t *testing.T) {
	kept := stay("1", "演示甲")
	kept.BirthFrom, kept.BirthTo = born(1960)
	asked := match.Subject{Names: []match.Name{called("演示甲")}}
	asked.BirthFrom, asked.BirthTo = born(1963)
	if got := codes(index(kept), asked, "1"); !slices.Contains(got, "birth.apart") {
		t.Errorf("two years between birth dates: %v", got)
	}
	asked.Estimated = true
	if got := codes(index(kept), asked, "1"); slices.Contains(got, "birth.apart") {
		t.Errorf("an estimate that misses by two years is held against: %v", got)
	}
}

func TestAChildMayHaveGrown(t *testing.T) {
	kept := stay("1", "演示甲")
	kept.HeightCM, kept.Growing = 120, true
	asked := match.Subject{Names: []match.Name{called("演示甲")}, HeightCM: 165}
	if got := codes(index(kept), asked, "1"); slices.Contains(got, "height.far") {
		t.Errorf("a child's height is held against: %v", got)
	}
}

func TestSomebodyWithoutANameIsFoundByMarksAndPlace(t *testing.T) {
	report := match.Subject{ID: "r", Kind: match.Report, Names: []match.Name{called("演示老人")}, Sex: "1", Marks: "左脸颊有一道疤，缺门牙", Places: []string{"演示市北广场"}}
	asked := match.Subject{Sex: "1", Marks: "左脸颊有疤", Places: []string{"演示市北广场附近"}}
	leads := index(report).Rank(asked, 5)
	if len(leads) != 1 {
		t.Fatalf("leads %+v", leads)
	}
	words := ""
	for _, e := range leads[0].Evidence {
		if e.Code == "marks" {
			words = fmt.Sprint(e.Args["Words"])
		}
	}
	if !strings.Contains(words, "左脸") {
		t.Errorf("the shared marks are %q", words)
	}
}

func TestSexAndAgeAloneLeadToNobodyWhoCame(t *testing.T) {
	kept := match.Subject{ID: "1", Sex: "1", HeightCM: 170}
	kept.BirthFrom, kept.BirthTo = born(1960)
	asked := kept
	asked.ID = ""
	if leads := index(kept).Rank(asked, 5); len(leads) != 0 {
		t.Errorf("leads %+v", leads)
	}
}

func TestTheSamePhotoIsFound(t *testing.T) {
	var a, b, far picture.Hash
	a[3], b[3] = 0xff, 0xfc
	for i := range far {
		far[i] = 0x55
	}
	ix := index(match.Subject{ID: "1", Hashes: []picture.Hash{a}}, match.Subject{ID: "2", Hashes: []picture.Hash{far}})
	leads := ix.Rank(match.Subject{Hashes: []picture.Hash{b}}, 5)
	if len(leads) != 1 || leads[0].ID != "1" || leads[0].Evidence[0].Code != "photo.same" {
		t.Errorf("leads %+v", leads)
	}
	ix.Drop("1")
	if leads := ix.Rank(match.Subject{Hashes: []picture.Hash{b}}, 5); len(leads) != 0 {
		t.Errorf("the photo of who was dropped is found: %+v", leads)
	}
}

func TestWhoIsDroppedOrChangedIsNotFoundAsBefore(t *testing.T) {
	ix := index(stay("1", "张国强"), stay("2", "张国强"), stay("3", "张国强"))
	ix.Drop("2", "unknown")
	ix.Put(stay("3", "李卫东"))
	asked := match.Subject{Names: []match.Name{called("张国强")}}
	if leads := ix.Rank(asked, 9); len(leads) != 1 || leads[0].ID != "1" {
		t.Errorf("leads %+v", leads)
	}
	if got := codes(ix, match.Subject{Names: []match.Name{called("李卫东")}}, "3"); got == nil {
		t.Error("the new name is not found")
	}
	if ix.Len() != 2 {
		t.Errorf("%d subjects", ix.Len())
	}
	ix.Clear()
	if ix.Len() != 0 || len(ix.Rank(asked, 9)) != 0 {
		t.Error("something is left after Clear")
	}
}

func TestASubjectDoesNotLeadToItself(t *testing.T) {
	s := stay("1", "张国强")
	if leads := index(s).Rank(s, 9); len(leads) != 0 {
		t.Errorf("leads %+v", leads)
	}
}

func TestAnIndexMayBeUsedWhileItChanges(t *testing.T) {
	ix := index()
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range 200 {
				id := fmt.Sprint(worker, i%20)
				ix.Put(stay(id, "张国强"))
				ix.Rank(match.Subject{Names: []match.Name{called("张国强")}}, 5)
				if i%3 == 0 {
					ix.Drop(id)
				}
			}
		})
	}
	all.Wait()
}

func TestNothingTypedAnywhereBreaksTheIndex(t *testing.T) {
	odd := []string{"", " ", "王", "Ａ", "𬭚", "阿卜杜热合曼·买买提艾力", "O'Brien", "\xff", strings.Repeat("行", 300), "小", "小小", "12"}
	ix := index()
	for i, text := range odd {
		s := stay(fmt.Sprint(i), text)
		s.Number, s.Phones, s.Marks, s.Places = text, []string{text}, text, []string{text}
		ix.Put(s)
		ix.Rank(match.Subject{Names: s.Names, Number: text, Phones: s.Phones, Marks: text, Places: s.Places}, 5)
	}
	if leads := ix.Rank(stay("x", "阿卜杜热合曼"), 5); len(leads) != 1 {
		t.Errorf("the beginning of a long name: %+v", leads)
	}
	if leads := ix.Rank(stay("x", "O'Brien"), 0); leads != nil {
		t.Errorf("no leads were asked for: %+v", leads)
	}
}
