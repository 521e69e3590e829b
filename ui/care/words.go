package care

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/ui/kit"
)

func codeWords(table string, all []string) string {
	words := make([]string, len(all))
	for i, code := range all {
		words[i] = kit.CodeWord(table, code)
	}
	return strings.Join(words, lang.L("、"))
}

// newDay is a field for a day: 2026-12-01.
func newDay() *kit.EchoField {
	return kit.NewEchoField(lang.L("如 2026-12-01"), func(text string) error {
		if _, err := calendar.Parse(strings.TrimSpace(text)); err != nil {
			return store.Fail(store.Invalid, "日期请写成 2026-11-24。").Because(err)
		}
		return nil
	}, func(text string) string {
		d, err := calendar.Parse(strings.TrimSpace(text))
		if err != nil || d.IsZero() {
			return ""
		}
		return d.String()
	})
}

// day is what a field for a day says; the zero day where it says nothing.
func day(f *kit.EchoField) calendar.Date {
	d, err := calendar.Parse(strings.TrimSpace(f.Entry().Text))
	if err != nil {
		return calendar.Date{}
	}
	return d
}

// timesOf reads times of a day that stand in a line: 8:00 12:00，18:00.
func timesOf(text string) (all []string) {
	fields := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,，、;；", r) })
	for _, t := range fields {
		t = strings.ReplaceAll(t, "：", ":")
		if len(t) == len("8:00") && t[1] == ':' {
			t = "0" + t
		}
		all = append(all, t)
	}
	return all
}
