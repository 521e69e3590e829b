package supplies

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/assets"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// full is an item's name with its size.
func full(i supply.Item) string { return i.Full() }

// words maps the codes of a table to what is read.
func words(table string) map[string]string {
	all := map[string]string{}
	for _, o := range codes(table) {
		all[o.Key] = o.Text
	}
	return all
}

// codes are the options of a table.
func codes(table string) []kit.Option {
	rows, _ := assets.CodeTable(table) // embedded: it cannot fail
	return kit.Options(rows)
}

func strong(words string) *kit.Text {
	t := kit.NewText(words)
	t.Bold = true
	return t
}

// count is how many of something, with its unit.
func count(n int, unit string) string { return strconv.Itoa(n) + " " + unit }

// number is the number in a field of digits; −1 where there is none.
func number(e *kit.Entry) int {
	n, err := strconv.Atoi(e.Text)
	if err != nil {
		return -1
	}
	return n
}

func signed(n int) string {
	if n > 0 {
		return "+" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// dash stands where there is nothing.
func dash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// sayDate is a day as it stands on a package, or a dash.
func sayDate(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.String()
}

// kindWords is what a move or a slip is called, translated.
func kindWords(kind string) string {
	return lang.L(map[string]string{supply.MoveReceive: "入库", supply.MoveIssue: "发放", supply.MoveReturn: "退回", supply.MoveAdjust: "盘点",
		supply.MoveTransfer: "调拨", supply.MoveWriteOff: "报损"}[kind])
}

// sourceWords is where a lot came from and who gave it, for which use.
func sourceWords(l supply.Lot, sources map[string]string) string {
	text := sources[l.Source]
	if l.Donor != "" {
		text += "：" + l.Donor
	}
	if l.Reserved() {
		text += lang.L("（限{{.Use}}）", map[string]any{"Use": l.Use})
	}
	return text
}

// lotWords tells a lot from its neighbours in one line.
func lotWords(l supply.Lot, sources map[string]string) string {
	expires := ""
	if !l.Expires.IsZero() {
		expires = lang.L("{{.Day}}到期", map[string]any{"Day": l.Expires.String()})
	}
	return kit.Joined(l.Label, expires, sourceWords(l, sources), l.Depot.Name)
}

// expiryWords says what is the matter with an expiry, and expiryColor repeats
// it.
func expiryWords(l supply.Lot, today calendar.Date) string {
	switch {
	case l.Expires.IsZero():
		return "–"
	case l.Expired(today):
		return lang.L("◆ {{.Day}} 过期", map[string]any{"Day": l.Expires.String()})
	case l.Expires.Sub(today) <= soonDays:
		return lang.L("▲ {{.Day}} 剩{{.N}}天", map[string]any{"Day": l.Expires.String(), "N": l.Expires.Sub(today)})
	}
	return l.Expires.String()
}

func expiryColor(l supply.Lot, today calendar.Date) fyne.ThemeColorName {
	switch {
	case l.Expires.IsZero():
		return kit.Ink
	case l.Expired(today):
		return kit.Overdue
	case l.Expires.Sub(today) <= soonDays:
		return kit.Soon
	}
	return kit.Ink
}

// soonDays is within how many days something is shown to expire soon.
const soonDays = 30

// newDayEntry is a field for a day to come as it stands on a package: 20270301,
// 2027-3-1, 2027年3月1日.
func newDayEntry() *kit.Entry {
	e := kit.NewEntry()
	e.SetHint(lang.L("如 20270301"))
	e.Verify = func(text string) error {
		_, err := readDay(text)
		return err
	}
	return e
}

// readDay reads a day with its year; the empty text is no day.
func readDay(text string) (calendar.Date, error) {
	if strings.TrimSpace(text) == "" {
		return calendar.Date{}, nil
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if len(parts) == 1 && len(parts[0]) == 8 {
		parts = []string{parts[0][:4], parts[0][4:6], parts[0][6:]}
	}
	if len(parts) == 3 && len(parts[0]) == 4 {
		d, err := calendar.Parse(parts[0] + "-" + twoDigits(parts[1]) + "-" + twoDigits(parts[2]))
		if err == nil {
			return d, nil
		}
	}
	return calendar.Date{}, store.Fail(store.Invalid, "看不懂这个日期：请写成 20270301 或 2027-03-01。").On("expires")
}

func twoDigits(text string) string {
	if len(text) == 1 {
		return "0" + text
	}
	return text
}

// staff maps accounts to names.
func staff(ctx context.Context, shell Shell) (map[string]string, error) {
	all, err := shell.Session().Accounts(ctx)
	names := map[string]string{}
	for _, a := range all {
		names[a.ID] = a.Display
	}
	return names, err
}

// itemOptions are items to choose from, found by name, size, kind and barcode.
func itemOptions(items []supply.Item) (all []kit.Option) {
	kinds := words("supply_kind")
	for _, i := range items {
		if i.Active {
			all = append(all, kit.Option{Key: i.ID, Text: full(i), Find: i.Barcode + " " + kinds[i.Kind]})
		}
	}
	return all
}

// depotOptions are the depots that take goods in.
func depotOptions(depots []supply.Depot) (all []kit.Option) {
	for _, d := range depots {
		if d.Active {
			all = append(all, kit.Option{Key: d.ID, Text: d.Name})
		}
	}
	return all
}
