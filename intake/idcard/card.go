package idcard

import (
	"strings"
	"time"
	"unicode"

	"guitu/internal/store"
)

// CardType says which of the four identity cards was read.
type CardType string

const (
	Resident        CardType = "resident" // 居民身份证
	ResidencePermit CardType = "hmt"      // 港澳台居民居住证
	Permanent2017   CardType = "pr2017"   // 外国人永久居留身份证, of 2017
	Permanent2023   CardType = "pr2023"   // 外国人永久居留身份证, of 2023
)

// Card is what an identity card says of a person, as a reader or a vendor's
// file gave it. It is personal data: never put it into an error, a log or the
// name of a file.
//
// Where the card and its number disagree, the card's own fields are kept and a
// Problem says so; nothing is chosen in silence. Fingerprints that a reader may
// send are dropped while they are read and never reach a Card.
type Card struct {
	Type          CardType
	Name          string // Chinese name; may be empty on a card of 2017 only
	NameEn        string // cards of foreigners only
	Sex           string // GB/T 2261.1: "1" male, "2" female; empty where unreadable
	Nation        string // GB/T 3304: "01" 汉; empty on cards without one
	Birth         Date   // as printed on the card, which is the authority
	Address       string // as printed on the card
	NewestAddress string // written to the chip after a move; empty where there is none
	Number        string // 公民身份号码 or 证件号码
	Issuer        string // 签发机关; of a card of 2017 受理机关 as its code
	ValidFrom     Date   //
	ValidTo       Date   // last day; zero where LongTerm
	LongTerm      bool   // 长期
	Country       string // GB/T 2659 alpha-3, cards of foreigners only
	PermitNumber  string // 通行证号码, on a residence permit only
	Problems      []Problem

	Raw   []byte // the 256 bytes as read: the only true form of a rare character; nil from a text file
	WLT   []byte // the portrait as read, 1024 bytes in a form that only vendors can open; nil where none came
	Photo []byte // JPEG, made from the zp.bmp that a vendor's software wrote; nil where none came
}

// Compare tells whether the card's holder is known to the station by another
// name under the same number: a name may have been changed, or the card is
// another person's. The name of the station is to be compared by eye.
func (c *Card) Compare(knownName string) (Problem, bool) {
	known := bareName(knownName)
	if known == "" || known == bareName(c.Name) || strings.EqualFold(known, bareName(c.NameEn)) {
		return Problem{}, false
	}
	return Problem{Code: "name_changed",
		Text: "本站登记过这个号码，但姓名与证件不同。可能改过名，也可能不是同一个人：请核对照片并问本人，再决定用哪个姓名。"}, true
}

// bareName is a name without spaces and without the dots inside names.
func bareName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '·', r == '•', r == '・', r == '‧', r == '.':
			return -1
		}
		return r
	}, name)
}

// inspect fills Problems as of a day and refuses what cannot be a card.
func (c *Card) inspect(on time.Time) error {
	if c.Name == "" && c.NameEn == "" || c.Number == "" {
		return incomplete()
	}
	c.Problems = append(c.Problems, c.textProblems()...)
	c.Problems = append(c.Problems, c.fieldProblems()...)
	c.Problems = append(c.Problems, c.numberProblems(on)...)
	c.Problems = append(c.Problems, c.validity(dateOf(on))...)
	return nil
}

func (c *Card) textProblems() []Problem {
	var problems []Problem
	if hasPrivateUse(c.Name) {
		problems = append(problems, Problem{Code: "rare_name", Note: true,
			Text: "姓名中有生僻字，电脑字库里没有，屏幕上可能显示不对。请对照证件用眼核对姓名。"})
	}
	if hasPrivateUse(c.Address) || hasPrivateUse(c.NewestAddress) {
		problems = append(problems, Problem{Code: "rare_address", Note: true,
			Text: "住址中有生僻字，电脑字库里没有，屏幕上可能显示不对。请对照证件用眼核对住址。"})
	}
	if c.NewestAddress != "" && c.NewestAddress != c.Address {
		problems = append(problems, Problem{Code: "newest_address", Note: true,
			Text: "卡内另写有最新住址，与印在证件上的不同。请问本人现在住哪里。"})
	}
	return problems
}

func (c *Card) fieldProblems() []Problem {
	var problems []Problem
	if c.Birth == (Date{}) {
		problems = append(problems, Problem{Code: "birth",
			Text: "卡上的出生日期读不出来。请对照证件填写。"})
	}
	if c.Sex == "" {
		problems = append(problems, Problem{Code: "sex",
			Text: "卡上的性别读不出来。请对照证件填写。"})
	}
	if c.Type == Resident && nationNames()[c.Nation] == "" {
		problems = append(problems, Problem{Code: "nation", Note: true,
			Text: "卡上的民族代码不在国家标准里。请对照证件选择民族。"})
	}
	if c.foreign() && !isCountry(c.Country) {
		problems = append(problems, Problem{Code: "country", Note: true,
			Text: "卡上的国籍代码读不出来。请对照证件选择国籍。"})
	}
	return problems
}

func (c *Card) foreign() bool { return c.Type == Permanent2017 || c.Type == Permanent2023 }

// numberProblems compares the number with itself and with the card.
func (c *Card) numberProblems(on time.Time) []Problem {
	if c.Type == Permanent2017 {
		return c.oldPermanentProblems()
	}
	n, _ := CheckOn(c.Number, on)
	var problems []Problem
	for _, p := range n.Problems {
		if !p.Note { // what is worth knowing of a number alone stands on the card itself
			problems = append(problems, p)
		}
	}
	if n.Kind == "" {
		return problems
	}
	if !c.carries(n.Kind) {
		problems = append(problems, Problem{Code: "number_kind",
			Text: "号码的开头与证件种类不符。请对照证件核对号码和证件种类。"})
	}
	if c.Birth != (Date{}) && n.Birth != c.Birth {
		problems = append(problems, Problem{Code: "birth_differs", At: 7,
			Text: "证件上的出生日期与号码第7到14位不一致。以证件上的出生日期为准，请核对。"})
	}
	if (c.Sex == "1" || c.Sex == "2") && n.Sex != c.Sex {
		problems = append(problems, Problem{Code: "sex_differs", At: 17,
			Text: "证件上的性别与号码第17位不一致。请对照证件和本人核对性别。"})
	}
	return problems
}

// carries says whether numbers of a kind stand on cards of this type.
func (c *Card) carries(k Kind) bool {
	switch c.Type {
	case ResidencePermit:
		return k == HongKongMacao || k == TaiwanResident
	case Permanent2023:
		return k == Foreigner
	}
	return k == Citizen
}

// oldPermanentProblems checks a number of 2017: three letters of the country
// and twelve digits. How its last digit is made is not public.
func (c *Card) oldPermanentProblems() []Problem {
	if !isOldPermanent(c.Number) {
		return []Problem{{Code: "number",
			Text: "2017版永久居留身份证的号码应是3个字母加12位数字。请对照证件核对号码。"}}
	}
	if isCountry(c.Country) && c.Number[:3] != c.Country {
		return []Problem{{Code: "country_differs", At: 1,
			Text: "号码开头的国籍代码与证件上的国籍不一致。请对照证件核对。"}}
	}
	return nil
}

// validity compares the card's period with a day.
func (c *Card) validity(today Date) []Problem {
	switch {
	case c.ValidTo == (Date{}) && !c.LongTerm:
		return []Problem{{Code: "validity", Note: true,
			Text: "卡上的有效期限读不出来。请对照证件核对。"}}
	case c.ValidFrom.after(today):
		return []Problem{{Code: "not_yet_valid", Note: true,
			Text: "证件的有效期还没有开始。请对照证件核对；如果证件无误，请检查电脑的日期。"}}
	case !c.LongTerm && today.after(c.ValidTo):
		return []Problem{{Code: "expired", Note: true,
			Text: "证件已过有效期，不影响登记。请提醒本人换证，并多核对一项其他信息。"}}
	}
	return nil
}

func isOldPermanent(number string) bool {
	return len(number) == 15 && isCountry(number[:3]) && allDigits(number[3:])
}

func isCountry(code string) bool {
	if len(code) != 3 {
		return false
	}
	for _, c := range []byte(code) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

func allDigits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

func hasPrivateUse(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Co, r) })
}

// dateFrom reads YYYYMMDD; false where that is no day of the calendar.
func dateFrom(s string) (Date, bool) {
	if len(s) != 8 || !allDigits(s) {
		return Date{}, false
	}
	n := 0
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	d := Date{n / 10000, n / 100 % 100, n % 100}
	if d.Year < 1850 || !d.exists() {
		return Date{}, false
	}
	return d, true
}

func incomplete() error {
	return store.Fail(store.Invalid, "没有读到姓名和号码，什么也没有填写。请拿起身份证再放一次；若是文件，请重新读卡。").On("card")
}

func damaged() error {
	return store.Fail(store.Invalid, "读到的内容不是身份证的信息，什么也没有填写。请重新读卡。").On("card")
}
