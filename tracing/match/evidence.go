package match

import "strings"

// finding is evidence before it is put in words.
type finding struct {
	code   code
	alias  bool  // about an alias or a former name
	n      int16 // digits, years or centimetres, by code
	weight float32
}

// tally is what a comparison found. It is an array, so that comparing makes
// no garbage.
type tally struct {
	found [maxFindings]finding
	count int
	score float64
}

const maxFindings = 10

func (t *tally) add(f finding) {
	if t.count < maxFindings {
		t.found[t.count] = f
		t.count++
		t.score += float64(f.weight)
	}
}

// anchored reports whether something speaks for one person that few share:
// age, sex and height alone do not.
func (t *tally) anchored() bool {
	for _, f := range t.found[:t.count] {
		if f.weight > 0 && phrases[f.code].anchor {
			return true
		}
	}
	return false
}

type code uint8

const (
	nameSame code = iota
	nameSound
	nameDialect
	nameOrder
	nameMissing
	nameBeginning
	nameSpelled
	nameNick
	nameDiffers
	numberSame
	numberNear
	numberTail
	numberHead
	numberDiffers
	phoneSame
	phoneTail
	birthSame
	birthOverlap
	birthApart
	sexSame
	sexDiffers
	heightClose
	heightFar
	marksShared
	placesShared
	photoSame
	photoSimilar
)

// phrases put evidence into words; alias is said of an alias or former name.
var phrases = [...]struct {
	code, text, alias string
	arg               string // the name of the number in the text
	anchor            bool
}{
	nameSame:      {"name.same", "姓名相同", "与别名或曾用名相同", "", true},
	nameSound:     {"name.sound", "姓名同音", "与别名或曾用名同音", "", true},
	nameDialect:   {"name.dialect", "姓名方音相近", "与别名或曾用名方音相近", "", true},
	nameOrder:     {"name.order", "姓名用字相同，先后不同", "与别名或曾用名用字相同，先后不同", "", true},
	nameMissing:   {"name.missing", "姓名多一个字或少一个字", "与别名或曾用名差一个字", "", true},
	nameBeginning: {"name.beginning", "姓名开头相同", "与别名或曾用名开头相同", "", true},
	nameSpelled:   {"name.spelled", "拼音相符", "别名或曾用名的拼音相符", "", true},
	nameNick:      {"name.nick", "可能是小名", "可能是小名", "", true},
	nameDiffers:   {"name.differs", "姓名不同", "姓名不同", "", false},
	numberSame:    {"number.same", "证件号码相同", "", "", true},
	numberNear:    {"number.near", "证件号码只差一处", "", "", true},
	numberTail:    {"number.tail", "证件号码末{{.N}}位相同", "", "N", true},
	numberHead:    {"number.head", "证件号码前{{.N}}位相同", "", "N", true},
	numberDiffers: {"number.differs", "证件号码不同", "", "", false},
	phoneSame:     {"phone.same", "电话相同", "", "", true},
	phoneTail:     {"phone.tail", "电话末{{.N}}位相同", "", "N", true},
	birthSame:     {"birth.same", "出生日期相同", "", "", false},
	birthOverlap:  {"birth.overlap", "年龄相符", "", "", false},
	birthApart:    {"birth.apart", "年龄相差{{.N}}岁", "", "N", false},
	sexSame:       {"sex.same", "性别相同", "", "", false},
	sexDiffers:    {"sex.differs", "性别不同", "", "", false},
	heightClose:   {"height.close", "身高相近", "", "", false},
	heightFar:     {"height.far", "身高相差{{.N}}厘米", "", "N", false},
	marksShared:   {"marks", "体貌特征都提到：{{.Words}}", "", "", true},
	placesShared:  {"places", "地点都提到：{{.Words}}", "", "", false},
	photoSame:     {"photo.same", "照片相同", "", "", true},
	photoSimilar:  {"photo.similar", "照片相近", "", "", true},
}

// evidence puts a tally in words. words are those that both texts hold.
func (t *tally) evidence(marks, places []string) []Evidence {
	all := make([]Evidence, 0, t.count)
	for _, f := range t.found[:t.count] {
		p := phrases[f.code]
		e := Evidence{Code: p.code, Text: p.text, Weight: float64(f.weight)}
		if f.alias {
			e.Text = p.alias
		}
		switch {
		case f.code == marksShared:
			e.Args = map[string]any{"Words": strings.Join(marks, "、")}
		case f.code == placesShared:
			e.Args = map[string]any{"Words": strings.Join(places, "、")}
		case p.arg != "":
			e.Args = map[string]any{p.arg: int(f.n)}
		}
		all = append(all, e)
	}
	return all
}
