package shelter

import (
	"fmt"
	"strconv"
	"strings"

	"guitu/internal/store"
)

// Yuan writes an amount of 分 in yuan: 128.50, or 20 where there are none over.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	if fen%100 == 0 {
		return sign + strconv.FormatInt(fen/100, 10)
	}
	return fmt.Sprintf("%s%d.%02d", sign, fen/100, fen%100)
}

// ParseYuan reads an amount typed in yuan into 分: 128.5, 1,280, ¥20.
func ParseYuan(text string) (fen int64, err error) {
	wrong := store.Fail(store.Invalid, "金额要大于0，请填到分，如 128.50。").On("amount")
	text = strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "", "元", "", " ", "").Replace(text)
	whole, part, _ := strings.Cut(text, ".")
	if len(part) > 2 || whole == "" || strings.ContainsAny(text, "+-") {
		return 0, wrong
	}
	yuan, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || yuan > largest/100 {
		return 0, wrong.Because(err)
	}
	rest, err := strconv.ParseInt((part + "00")[:2], 10, 64)
	if err != nil {
		return 0, wrong.Because(err)
	}
	return yuan*100 + rest, nil
}
