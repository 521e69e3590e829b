package idcard

import (
	"strings"
	"sync"
	"unicode/utf8"

	"guitu/assets"
)

// calledName is a name as it may be typed: whole, or without the word for what
// the place is (诸城 for 诸城市, 道真 for 道真仡佬族苗族自治县).
type calledName struct {
	glyphs []uint16
	stops  uint64 // bit n: the first n characters are a name
}

// kindWords end names, the longest first.
var kindWords = []string{
	"特别行政区", "街道办事处", "自治区", "自治州", "自治县", "自治旗", "民族乡",
	"街道", "地区", "林区", "特区", "新区", "社区", "嘎查", "苏木",
	"省", "市", "盟", "州", "县", "区", "旗", "镇", "乡", "村",
}

// shorterKinds are what people say instead: 凉山州 for 凉山彝族自治州.
var shorterKinds = map[string]string{"自治州": "州", "自治县": "县"}

// called finds the ways to call a place.
func (s *spelling) called(name string) []calledName {
	short, kind := shortName(name)
	whole := s.calledBy(name, short)
	if strings.HasPrefix(name, "内蒙古") {
		whole.stops |= 1 << 2
	}
	if other, ok := shorterKinds[kind]; ok {
		return []calledName{whole, s.calledBy(short+other, short+other)}
	}
	return []calledName{whole}
}

func (s *spelling) calledBy(name, short string) calledName {
	c := calledName{glyphs: s.spell(nil, name)}
	c.stops = 1 << min(len(c.glyphs), 63)
	if n := len(s.spell(nil, short)); n >= 2 {
		c.stops |= 1 << min(n, 63)
	}
	return c
}

// shortName is a name without its kind, and the kind.
func shortName(name string) (short, kind string) {
	for _, kind = range kindWords {
		short, ok := strings.CutSuffix(name, kind)
		if !ok {
			continue
		}
		if strings.HasPrefix(kind, "自治") || strings.HasSuffix(kind, "乡") {
			short = withoutPeoples(short)
		}
		return short, kind
	}
	return name, ""
}

// withoutPeoples takes the names of peoples off the end: 道真 of 道真仡佬族苗族.
// Where little would be left, as of 鄂温克族, they are the name.
func withoutPeoples(name string) string {
	for _, people := range peoples() {
		rest, ok := strings.CutSuffix(name, people)
		if ok && utf8.RuneCountInString(rest) >= 2 {
			return withoutPeoples(rest)
		}
	}
	return name
}

// peoples are the names of the code table, with 族 and, where two characters
// remain, without: 昌吉回族自治州, 伊犁哈萨克自治州.
var peoples = sync.OnceValue(func() []string {
	all := []string{"各族"}
	rows, _ := assets.CodeTable("nation") // the tests of assets read it
	for _, row := range rows {
		bare, ok := strings.CutSuffix(row.Text, "族")
		if !ok {
			continue
		}
		all = append(all, row.Text)
		if utf8.RuneCountInString(bare) >= 2 {
			all = append(all, bare)
		}
	}
	return all
})
