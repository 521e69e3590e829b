package printing

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

// CostBook is what was spent in a month as auditors read it: a row for each
// voucher, counter-entries among them, in the order of the voucher numbers.
// Whoever may not read people's files reads no names in it.
type CostBook struct {
	First, Last   calendar.Date
	Rows          []CostRow
	TotalFen      int64
	Words         string     // the total in words
	ByKind        []CostPart // the most first
	ByInstitution []CostPart
}

// CostRow is one entry.
type CostRow struct {
	Voucher     string
	Day         calendar.Date
	Kind        string // in words
	Institution string
	Person      string // empty for nobody in particular, and where it may not be read
	Fen         int64  // below zero in a counter-entry
	Note        string // 已冲销, 冲销 and why
}

// CostPart is a part of a month's sum. N is 0 where entries are not counted.
type CostPart struct {
	Name string
	N    int
	Fen  int64
}

// CostBook reads the month in which a day lies. That it was read is on record.
func (p *Papers) CostBook(ctx context.Context, of calendar.Date) (CostBook, error) {
	b, _, err := p.costBook(ctx, of)
	return b, err
}

// costBook is CostBook, and the options of its paper.
func (p *Papers) costBook(ctx context.Context, of calendar.Date) (b CostBook, o Options, err error) {
	house := &shelter.House{Session: p.Session}
	month, err := house.CostMonth(ctx, of)
	if err != nil {
		return b, o, err
	}
	costs, err := house.Costs(ctx, month.First, month.Last)
	if err != nil {
		return b, o, err
	}
	directory, err := house.Institutions(ctx, "")
	if err != nil {
		return b, o, err
	}
	o, err = p.disclosed(ctx, "", access.Entry{Action: "cost.book", Table: "cost", Detail: map[string]any{"month": month.First.String()[:7], "rows": len(costs)}})
	if err != nil {
		return b, o, err
	}
	b = CostBook{First: month.First, Last: month.Last, TotalFen: month.TotalFen, Words: yuanSumInWords(month.TotalFen)}
	institutions, people := map[string]string{}, map[string]string{}
	for _, i := range directory {
		institutions[i.ID] = i.Name
	}
	for _, s := range month.ByPerson {
		people[s.ID] = s.Name
	}
	for _, c := range costs {
		if people[c.PersonID] == shelter.ProtectedName {
			c.Note = "" // the paper lies about; it may be of one whom this account may read
		}
		b.Rows = append(b.Rows, CostRow{c.Voucher, c.Day, CodeWord("cost_kind", c.Kind), institutions[c.InstitutionID], people[c.PersonID], c.AmountFen, costNote(c)})
	}
	slices.SortStableFunc(b.Rows, func(x, y CostRow) int { return CompareVouchers(x.Voucher, y.Voucher) })
	for kind, fen := range month.ByKind {
		b.ByKind = append(b.ByKind, CostPart{CodeWord("cost_kind", kind), 0, fen})
	}
	slices.SortFunc(b.ByKind, func(x, y CostPart) int {
		return cmp.Or(cmp.Compare(y.Fen, x.Fen), strings.Compare(x.Name, y.Name))
	})
	for _, s := range month.ByInstitution {
		b.ByInstitution = append(b.ByInstitution, CostPart{first(s.Name, "（没有填机构）"), s.N, s.Fen})
	}
	return b, o, nil
}

func costNote(c shelter.Cost) string {
	switch {
	case c.Cancels != "":
		return joined("：", "冲销", c.Note)
	case c.Cancelled:
		return joined("，", "已冲销", c.Note)
	}
	return c.Note
}

// CompareVouchers orders voucher numbers as people count: 记-9 before 记-10.
func CompareVouchers(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		n, m := digits(x), digits(y)
		if n == 0 || m == 0 {
			if x[0] != y[0] {
				return cmp.Compare(x[0], y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		i, j := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
		if c := cmp.Or(cmp.Compare(len(i), len(j)), strings.Compare(i, j)); c != 0 {
			return c
		}
		x, y = x[n:], y[m:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

// digits is how many digits a text begins with.
func digits(text string) int {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return i
		}
	}
	return len(text)
}

// yuanSumInWords is YuanInWords for a sum, which may be below zero: 负贰拾元整.
func yuanSumInWords(fen int64) string {
	if fen < 0 {
		return "负" + YuanInWords(-fen)
	}
	return YuanInWords(fen)
}

// yuanSum is yuan for a sum, which may be below zero.
func yuanSum(fen int64) string {
	if fen < 0 {
		return "-" + yuan(-fen)
	}
	return yuan(fen)
}

// CostPDF makes 救助费用凭证明细 of a month, its total in figures and in words.
func (p *Papers) CostPDF(ctx context.Context, of calendar.Date) (Result, error) {
	b, o, err := p.costBook(ctx, of)
	if err != nil {
		return Result{}, err
	}
	return setForm("costs", costValues(b), o)
}

func costValues(b CostBook) Values {
	var rows []map[string]string
	for _, r := range b.Rows {
		rows = append(rows, map[string]string{"voucher": r.Voucher, "day": r.Day.String(), "kind": r.Kind, "institution": r.Institution,
			"person": r.Person, "amount": yuanSum(r.Fen), "note": r.Note})
	}
	var kinds, institutions [][]string
	for _, k := range b.ByKind {
		kinds = append(kinds, []string{k.Name, yuanSum(k.Fen)})
	}
	for _, i := range b.ByInstitution {
		institutions = append(institutions, []string{i.Name, strconv.Itoa(i.N), yuanSum(i.Fen)})
	}
	return Values{"month": store.Fill("{{.Y}}年{{.M}}月", store.Args{"Y": b.First.Year, "M": int(b.First.Month)}), "count": len(b.Rows),
		"total": yuanSum(b.TotalFen), "words": b.Words, "kinds": orNone(kinds), "institutions": orNone(institutions), "rows": orNothing(rows, "voucher")}
}
