package printing

import (
	"math"
	"strings"
	"testing"
)

func TestAmountsInWords(t *testing.T) {
	for fen, want := range map[int64]string{
		0: "零元整", -5: "零元整", 1: "壹分", 10: "壹角整", 11: "壹角壹分", 100: "壹元整", 1000: "壹拾元整", 1100: "壹拾壹元整",
		10001: "壹佰元零壹分", 10010: "壹佰元壹角整", 123456: "壹仟贰佰叁拾肆元伍角陆分", 32504: "叁佰贰拾伍元零肆分", 168032: "壹仟陆佰捌拾元叁角贰分",
		100100: "壹仟零壹元整", 140950: "壹仟肆佰零玖元伍角整", 600714: "陆仟零柒元壹角肆分", 1000000: "壹万元整", 1005000: "壹万零伍拾元整",
		10700053: "壹拾万零柒仟元伍角叁分", 10000000000: "壹亿元整", 10000100000: "壹亿零壹仟元整", 123450000000000: "壹万贰仟叁佰肆拾伍亿元整",
		math.MaxInt64: "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
	} {
		if got := YuanInWords(fen); got != want {
			t.Errorf("%d 分 is %s, want %s", fen, got, want)
		}
	}
}

// TestNoTwoAmountsReadAlike reads every amount up to 20,000 yuan back, and
// amounts around each power of ten.
func TestNoTwoAmountsReadAlike(t *testing.T) {
	check := func(fen int64) {
		words := YuanInWords(fen)
		if got := amount(t, words); got != fen {
			t.Fatalf("%d 分 is written %s, which reads %d", fen, words, got)
		}
		if strings.Contains(words, "零零") || strings.HasSuffix(words, "零") || strings.Contains(words, "零元") && fen != 0 {
			t.Fatalf("%d 分 is written %s", fen, words)
		}
	}
	for fen := range int64(2_000_000) {
		check(fen)
	}
	for power := int64(1_000_000); power < 1_000_000_000_000_000; power *= 10 {
		for step := int64(-1234); step <= 1234; step++ {
			check(power + step)
			check(power + step*power/10_000)
		}
	}
}

// amount reads words the way a cashier does, and knows nothing of how they
// were made.
func amount(t *testing.T, words string) (fen int64) {
	t.Helper()
	digits := map[rune]int64{'零': 0, '壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9}
	units := map[rune]int64{'拾': 10, '佰': 100, '仟': 1000}
	var whole, group, digit int64 // below 亿; below 万; the digit just read
	var high int64                // above 亿
	for _, r := range words {
		switch {
		case units[r] > 0:
			group, digit = group+digit*units[r], 0
		case r == '万':
			whole, group, digit = (group+digit)*10_000, 0, 0
		case r == '亿':
			high, whole, group, digit = whole+group+digit, 0, 0, 0
		case r == '元':
			fen += (high*100_000_000 + whole + group + digit) * 100
			digit = 0
		case r == '角':
			fen, digit = fen+digit*10, 0
		case r == '分':
			fen += digit
		case r != '整':
			digit = digits[r]
		}
	}
	return fen
}
