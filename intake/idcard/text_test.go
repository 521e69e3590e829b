package idcard_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"guitu/intake/idcard"
	"guitu/intake/idcard/cardtest"
	"guitu/internal/store"
)

// What vendors write for the second invented resident.
var texts = map[string]string{
	"in order, points":       "演示乙\r\n男\r\n维吾尔\r\n19800101\r\n演示省演示市演示县演示村2号\r\n34052419800101001X\r\n演示县公安局\r\n2016.01.01-2036.01.01\r\n",
	"in order, two days":     "演示乙\n男\n维吾尔族\n1980-01-01\n演示省演示市演示县演示村2号\n34052419800101001x\n演示县公安局\n20160101\n20360101",
	"in order, codes":        "演示乙\n1\n05\n1980年1月1日\n演示省演示市演示县演示村2号\n34052419800101001X\n演示县公安局\n20160101-20360101",
	"in order, two lines":    "演示乙\n男\n维吾尔\n1980年01月01日\n演示省演示市\n演示县演示村2号\n34052419800101001X\n演示县公安局\n2016年1月1日至2036年1月1日",
	"in order, empty lines":  "\n演示乙\n\n男\n维吾尔\n19800101\n\n演示省演示市演示县演示村2号\n34052419800101001X\n演示县公安局\n20160101 - 20360101\n\n",
	"labels":                 "姓名：演示乙\n性别：男\n民族：维吾尔族\n出生日期：1980年01月01日\n住址：演示省演示市演示县演示村2号\n公民身份号码：34052419800101001X\n签发机关：演示县公安局\n有效期限：2016.01.01-2036.01.01\n",
	"labels, another order":  "身份证号码:34052419800101001X\n姓  名: 演示乙\n性　别 : 男\n民  族: 维吾尔\n出  生: 19800101\n地  址: 演示省演示市演示县演示村2号\n签发机关: 演示县公安局\n有效期起: 2016-01-01\n有效期止: 2036-01-01",
	"labels, the last first": "姓名=演示乙\n性别=男\n民族=维吾尔\n出生=19800101\n住址=演示省演示市演示县演示村2号\n号码=34052419800101001X\n发证机关=演示县公安局\n截止日期=20360101\n起始日期=20160101",
}

var encodings = map[string]encoding.Encoding{
	"UTF-8":         encoding.Nop,
	"UTF-8 marked":  unicode.UTF8BOM,
	"GBK":           simplifiedchinese.GBK,
	"GB18030":       simplifiedchinese.GB18030,
	"UTF-16LE":      unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"UTF-16LE mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
	"UTF-16BE mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
}

func encoded(t testing.TB, e encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryVendorsTextIsReadInEveryEncoding(t *testing.T) {
	want := cardtest.Another()
	for how, text := range texts {
		for name, e := range encodings {
			got, err := idcard.Parse(encoded(t, e, text), today)
			if err != nil || !same(got, want) || len(got.Problems) > 0 {
				t.Errorf("%s in %s: %v\n%+v", how, name, err, got)
			}
		}
	}
}

func TestTextTellsLongTermAndRareCharacters(t *testing.T) {
	text := strings.NewReplacer("演示乙", "演示㛃𬭚", "2036.01.01", "长期").Replace(texts["in order, points"])
	for name, e := range encodings {
		if name == "GBK" {
			continue // has neither character
		}
		c, err := idcard.ParseText(encoded(t, e, text), today)
		if err != nil || c.Name != "演示㛃𬭚" || !c.LongTerm || c.ValidTo != (idcard.Date{}) || c.ValidFrom.String() != "2016-01-01" {
			t.Errorf("%s: %v %+v", name, err, c)
		}
	}
}

func TestTypeIsToldByTheNumberOfAText(t *testing.T) {
	for number, want := range map[string]idcard.CardType{"34052419800101001X": idcard.Resident, "830000199101128018": idcard.ResidencePermit,
		"911840199005050025": idcard.Permanent2023, "CAN110090050501": idcard.Permanent2017} {
		text := "姓名：演示己\n性别：女\n出生：19900505\n证件号码：" + number + "\n有效期限：20240101-20340101\n国籍：CAN"
		if c, err := idcard.ParseText([]byte(text), today); err != nil || c.Type != want || c.Number != number {
			t.Errorf("%s: %s, %v", number, c.Type, err)
		}
	}
}

func TestChipsOwnBytesUnderTheNameOfATextAreRead(t *testing.T) {
	for _, want := range everyCard() {
		if c, err := idcard.ParseText(cardtest.Record(want), today); err != nil || !same(c, want) {
			t.Errorf("%s: %v", want.Type, err)
		}
	}
}

func TestOtherTextFillsNothing(t *testing.T) {
	for what, text := range map[string]string{
		"nothing": "", "a letter": "你好，\n今天下午开会。\n", "a number alone": "34052419800101001X", "lines of numbers": "1\n2\n3\n4\n5\n6\n7\n8",
		"half a card": "演示乙\n男\n维吾尔\n19800101\n演示省", "labels without a name": "性别：男\n民族：汉\n出生：19800101\n号码：34052419800101001X",
		"labels without a number": "姓名：演示乙\n性别：男\n民族：汉\n出生：19800101",
		"binary":                  "\x00\x01\x02\x03\xff\xfe\xfd", "half a character": "演示乙\n男\n\xc4", "too long": strings.Repeat(texts["labels"], 200),
	} {
		c, err := idcard.ParseText([]byte(text), today)
		if store.KindOf(err) != store.Invalid || !same(c, idcard.Card{}) {
			t.Errorf("%s: %v, %+v", what, err, c)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, text := range texts {
		for _, e := range encodings {
			f.Add(encoded(f, e, text))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := idcard.ParseText(b, today)
		if err != nil && !same(c, idcard.Card{}) {
			t.Fatalf("%v with %+v", err, c)
		}
		if err == nil && (c.Name == "" && c.NameEn == "" || c.Number == "" || c.Type == "") {
			t.Fatalf("half a person: %+v", c)
		}
	})
}
