package report

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"guitu/printing"
)

// shelf is papers that the desk looks for in one place.
type shelf struct {
	title string // key of its translation
	kinds []string
}

// shelves are in the order of a stay; what stands on none comes last.
var shelves = []shelf{
	{"登记", []string{"register", "rights", "spot", "departure"}},
	{"交接", []string{"police_in", "hospital", "police", "transfer", "collect", "escort", "handover"}},
	{"通知和声明", []string{"notice", "refusal", "leave_statement", "ending"}},
	{"物品", []string{"belongings", "forbidden", "issue", "ticket"}},
	{"标签", []string{"label"}},
}

// shelved orders kinds by their shelves and makes the rows of the list. row
// says where each of them stands.
func shelved(all []printing.PaperKind) (kinds []printing.PaperKind, rows []line, row []int) {
	put := func(title string, on func(k printing.PaperKind) bool) {
		first := true
		for _, k := range all {
			if !on(k) {
				continue
			}
			if first {
				rows = append(rows, line{head: true, title: lang.L(title)})
			}
			first = false
			kinds, row, rows = append(kinds, k), append(row, len(rows)), append(rows, line{title: lang.L(k.Title)})
		}
	}
	known := map[string]bool{}
	for _, s := range shelves {
		put(s.title, func(k printing.PaperKind) bool { return slices.Contains(s.kinds, k.Name) })
		for _, name := range s.kinds {
			known[name] = true
		}
	}
	put("其他文书", func(k printing.PaperKind) bool { return !known[k.Name] })
	return kinds, rows, row
}
