package supplies

import (
	"strings"

	"golang.org/x/text/width"

	"guitu/internal/store"
)

// yuanRune keeps what an amount is made of: digits and one kind of point. An
// input method in Chinese makes both wide.
func yuanRune(r rune) (rune, bool) {
	for _, plain := range width.Narrow.String(string(r)) {
		r = plain
	}
	switch {
	case r >= '0' && r <= '9':
		return r, true
	case r == '.' || r == '。' || r == '｡':
		return '.', true
	}
	return 0, false
}

// mostYuan is how many digits an amount has before its point: more is a slip of
// the finger.
const mostYuan = 6

// readYuan reads an amount in yuan as fen: 4, 4.5, 4.50.
func readYuan(text string) (fen int, err error) {
	whole, part, pointed := strings.Cut(strings.TrimSpace(text), ".")
	refused := store.Fail(store.Invalid, "看不懂这个金额：请写成 4 或 4.50，单位是元。").On("amount")
	if whole == "" || len(whole) > mostYuan || len(part) > 2 || pointed && part == "" {
		return 0, refused
	}
	for _, r := range whole + (part + "00")[:2] {
		if r < '0' || r > '9' {
			return 0, refused
		}
		fen = fen*10 + int(r-'0')
	}
	return fen, nil
}
