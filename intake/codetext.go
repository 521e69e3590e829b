package intake

import (
	"slices"
	"sync"

	"guitu/assets"
)

// codeTexts keeps the code tables that were asked for, code → Chinese text.
var codeTexts sync.Map // table name → map[string]string

// codeTable is a table's texts by code; empty for a table that does not exist.
func codeTable(table string) map[string]string {
	if known, ok := codeTexts.Load(table); ok {
		return known.(map[string]string)
	}
	rows, _ := assets.CodeTable(table) // embedded: fails only for a name that is not there
	texts := make(map[string]string, len(rows))
	for _, row := range rows {
		texts[row.Code] = row.Text
	}
	codeTexts.Store(table, texts)
	return texts
}

// codeText is what a code says in Chinese. A value that is no code of the
// table was written in words and stands for itself: nothing entered is lost.
func codeText(table, code string) string {
	if text, ok := codeTable(table)[code]; ok {
		return text
	}
	return code
}

func isCode(table, code string) bool {
	_, ok := codeTable(table)[code]
	return ok
}

// codeOf finds the code whose text, English or Chinese, or whose code itself
// was written.
func codeOf(table, written string) (string, bool) {
	rows, _ := assets.CodeTable(table)
	i := slices.IndexFunc(rows, func(c assets.Code) bool { return c.Code == written || c.Text == written || c.En == written })
	if i < 0 {
		return "", false
	}
	return rows[i].Code, true
}
