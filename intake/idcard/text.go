package idcard

import (
	"bytes"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// maxText is the longest wz.txt that is looked at, in bytes.
const maxText = 16 << 10

// ParseText reads the wz.txt that a vendor's software writes, with Problems as
// of a day. It takes GBK, UTF-8 and UTF-16 with or without a mark; one field a
// line, with labels (姓名：…) in any order or without in the order of the card;
// also the chip's own 256 bytes, which some vendors store under that name. It
// fails, with an empty Card, where the text is not about a card.
func ParseText(b []byte, on time.Time) (Card, error) {
	if isRecord(b) {
		return ParseRecord(b, on)
	}
	if len(b) > maxText {
		return Card{}, damaged()
	}
	text, ok := decodeText(b)
	if !ok {
		return Card{}, damaged()
	}
	c, ok := cardOf(linesOf(text))
	if !ok {
		return Card{}, damaged()
	}
	if err := c.inspect(on); err != nil {
		return Card{}, err
	}
	return c, nil
}

// isRecord tells the chip's block from a text of the same length: it has no
// line ends, and its birth date or that of a card of 2017 are digits.
func isRecord(b []byte) bool {
	r, ok := decodeRecord(b)
	return ok && (allDigits(r.field(36, 16)) || allDigits(r.field(220, 16)))
}

// decodeText finds out the encoding. Digits and line ends have a zero byte in
// UTF-16 and in no other; what is no UTF-8 is GBK.
func decodeText(b []byte) (string, bool) {
	var from encoding.Encoding = simplifiedchinese.GB18030
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		from = xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.IndexByte(b, 0) >= 0:
		from = xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case utf8.Valid(b):
		from = xunicode.UTF8BOM
	}
	text, err := from.NewDecoder().Bytes(b)
	if err != nil {
		return "", false
	}
	s := string(text)
	broken := strings.ContainsFunc(s, func(r rune) bool {
		return r == unicode.ReplacementChar || unicode.IsControl(r) && !strings.ContainsRune("\r\n\t\x00", r)
	})
	return strings.ReplaceAll(s, "\x00", ""), !broken
}

// linesOf are the lines that say something.
func linesOf(text string) []string {
	var lines []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// labels are what vendors write before a field, without spaces.
var labels = map[string]func(*Card, string){
	"姓名": (*Card).setName, "中文姓名": (*Card).setName, "英文姓名": (*Card).setEnglishName, "英文名": (*Card).setEnglishName,
	"性别": (*Card).setSexWord, "民族": (*Card).setNation,
	"出生": (*Card).setBirth, "出生日期": (*Card).setBirth, "出生年月": (*Card).setBirth, "生日": (*Card).setBirth,
	"住址": (*Card).setAddress, "地址": (*Card).setAddress, "最新住址": (*Card).setNewest, "最新地址": (*Card).setNewest, "追加住址": (*Card).setNewest,
	"公民身份号码": (*Card).setNumber, "公民身份证号码": (*Card).setNumber, "身份证号": (*Card).setNumber, "身份证号码": (*Card).setNumber,
	"身份号码": (*Card).setNumber, "证件号码": (*Card).setNumber, "证件号": (*Card).setNumber, "号码": (*Card).setNumber,
	"签发机关": (*Card).setIssuer, "发证机关": (*Card).setIssuer, "受理机关": (*Card).setIssuer, "签发单位": (*Card).setIssuer,
	"有效期": (*Card).addPeriod, "有效期限": (*Card).addPeriod, "有效日期": (*Card).addPeriod, "有效期起止": (*Card).addPeriod,
	"有效期起": (*Card).addPeriod, "有效期始": (*Card).addPeriod, "有效期起始": (*Card).addPeriod, "起始日期": (*Card).addPeriod, "签发日期": (*Card).addPeriod,
	"有效期止": (*Card).setEnd, "有效期至": (*Card).setEnd, "有效期终": (*Card).setEnd, "截止日期": (*Card).setEnd, "终止日期": (*Card).setEnd,
	"国籍": (*Card).setCountry, "国籍代码": (*Card).setCountry,
	"通行证号": (*Card).setPermit, "通行证号码": (*Card).setPermit,
}

var labelled = regexp.MustCompile(`^(\pL[\pL 　]{0,12}?)[ 　\t]*[:：=][ 　\t]*(.*)$`)

// cardOf reads a text by its labels where it has them, else by their order.
func cardOf(lines []string) (Card, bool) {
	var c Card
	known := 0
	for _, line := range lines {
		m := labelled.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if set := labels[strings.Map(dropSpace, m[1])]; set != nil {
			known++
			set(&c, strings.TrimSpace(m[2]))
		}
	}
	if known < 3 {
		c = Card{}
		if !c.inOrder(lines) {
			return Card{}, false
		}
	}
	c.Type = c.typeByNumber()
	return c, true
}

func dropSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

// inOrder reads the fields in the order of the card: name, sex, nation, birth,
// address, number, issuer, period. The number and the birth date are what the
// others are found by; a field that the vendor left out is no harm.
func (c *Card) inOrder(lines []string) bool {
	number, born := -1, -1
	for i, line := range lines {
		if _, isDate := anyDate(line); born < 0 && isDate && i > 0 {
			born = i
		} else if number < 0 && born >= 0 && isNumber(line) {
			number = i
		}
	}
	if number < 0 || len(lines[0]) > 60 {
		return false
	}
	c.setName(lines[0])
	for _, line := range lines[1:born] {
		if _, isNation := nationCode(line); c.Sex == "" && sexCode(line) != "" {
			c.setSexWord(line)
		} else if isNation {
			c.setNation(line)
		}
	}
	c.setBirth(lines[born])
	c.setAddress(strings.Join(lines[born+1:number], ""))
	c.setNumber(lines[number])
	for _, line := range lines[number+1:] {
		switch {
		case len(periodDays(line)) > 0 || line == "长期":
			c.addPeriod(line)
		case c.Issuer == "" && c.ValidFrom == (Date{}):
			c.setIssuer(line)
		case c.NewestAddress == "" && utf8.RuneCountInString(line) > 5:
			c.setNewest(line)
		}
	}
	return true
}

// isNumber says whether a line is the number of some card, right or wrong.
func isNumber(s string) bool {
	s = Normalise(s)
	return isOldPermanent(s) || len(s) == 18 && allDigits(s[:17]) && (s[17] == 'X' || allDigits(s[17:]))
}

// typeByNumber tells the card's type by its number: a vendor's file says
// nothing else of it.
func (c *Card) typeByNumber() CardType {
	switch {
	case isOldPermanent(c.Number):
		return Permanent2017
	case strings.HasPrefix(c.Number, "9"):
		return Permanent2023
	case strings.HasPrefix(c.Number, "81"), strings.HasPrefix(c.Number, "82"), strings.HasPrefix(c.Number, "83"):
		return ResidencePermit
	}
	return Resident
}

func (c *Card) setName(s string)        { c.Name = s }
func (c *Card) setEnglishName(s string) { c.NameEn = s }
func (c *Card) setAddress(s string)     { c.Address = s }
func (c *Card) setNewest(s string)      { c.NewestAddress = s }
func (c *Card) setNumber(s string)      { c.Number = strings.ToUpper(Normalise(s)) }
func (c *Card) setIssuer(s string)      { c.Issuer = s }
func (c *Card) setCountry(s string)     { c.Country = s }
func (c *Card) setPermit(s string)      { c.PermitNumber = s }
func (c *Card) setSexWord(s string)     { c.Sex = sexCode(s) }
func (c *Card) setBirth(s string)       { c.Birth, _ = anyDate(s) }

func (c *Card) setNation(s string) {
	code, known := nationCode(s)
	if !known {
		code = s // kept, and a problem says so
	}
	c.Nation = code
}

func sexCode(s string) string {
	switch s {
	case "男", "1", "男性":
		return "1"
	case "女", "2", "女性":
		return "2"
	case "未知", "0":
		return "0"
	case "未说明", "9":
		return "9"
	}
	return ""
}

// addPeriod takes a period, or its first and then its last day.
func (c *Card) addPeriod(s string) {
	for _, d := range periodDays(s) {
		if c.ValidFrom == (Date{}) {
			c.ValidFrom = d
		} else {
			c.ValidTo = d
		}
	}
	c.LongTerm = c.LongTerm || strings.Contains(s, "长期")
}

func (c *Card) setEnd(s string) {
	c.ValidTo, _ = anyDate(s)
	c.LongTerm = strings.Contains(s, "长期")
}

var (
	wholeDate = regexp.MustCompile(`^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$`)
	someDate  = regexp.MustCompile(`(\d{4})([-./年]?)(\d{2}|\d{1,2})[-./月]?(\d{2}|\d{1,2})日?`)
)

// anyDate reads a line that is one day: 19800101, 1980-01-01, 1980.1.1 or
// 1980年1月1日.
func anyDate(s string) (Date, bool) {
	return matched(wholeDate.FindStringSubmatch(strings.Map(dropSpace, s)))
}

// periodDays finds the days of a period as 20160101-20360101 or
// 2016.01.01-2036.01.01.
func periodDays(s string) []Date {
	var days []Date
	for _, m := range someDate.FindAllStringSubmatch(strings.Map(dropSpace, s), -1) {
		if d, ok := matched([]string{m[0], m[1], m[3], m[4]}); ok {
			days = append(days, d)
		}
	}
	return days
}

func matched(m []string) (Date, bool) {
	if m == nil {
		return Date{}, false
	}
	pad := func(s string) string { return ("0" + s)[len(s)-1:] }
	return dateFrom(m[1] + pad(m[2]) + pad(m[3]))
}
