package printing

import "fmt"

// yuan is 1234.50 for 123450 分.
func yuan(fen int64) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

var (
	bigDigits = []string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	bigUnits  = []struct {
		value int64
		word  string
	}{{100_000_000, "亿"}, {10_000, "万"}, {1000, "仟"}, {100, "佰"}, {10, "拾"}}
)

// YuanInWords writes an amount, in 分, so that no stroke can be added to it:
// 壹仟贰佰叁拾肆元伍角整 (《正确填写票据和结算凭证的基本规定》). An amount is never
// below zero; one that is reads as zero.
func YuanInWords(fen int64) string {
	fen = max(fen, 0)
	whole, jiao, rest := fen/100, fen/10%10, fen%10
	text := ""
	if whole > 0 || fen == 0 {
		text = wholeInWords(whole) + "元"
	}
	switch {
	case jiao == 0 && rest == 0:
		return text + "整"
	case jiao > 0:
		text += bigDigits[jiao] + "角"
	case whole > 0:
		text += bigDigits[0]
	}
	if rest == 0 {
		return text + "整"
	}
	return text + bigDigits[rest] + "分"
}

// wholeInWords reads a number from its greatest unit down; zeros between digits
// that are not zero are read as one 零.
func wholeInWords(n int64) string {
	if n < 10 {
		return bigDigits[n]
	}
	for _, unit := range bigUnits {
		if n < unit.value {
			continue
		}
		upper, lower := n/unit.value, n%unit.value
		text := wholeInWords(upper) + unit.word
		switch {
		case lower == 0:
			return text
		case lower < unit.value/10 || upper%10 == 0:
			return text + bigDigits[0] + wholeInWords(lower)
		}
		return text + wholeInWords(lower)
	}
	return ""
}
