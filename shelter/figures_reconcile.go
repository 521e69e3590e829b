package shelter

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// NationalRow is somebody on a list from the national system
// (全国救助管理信息系统) of who is in the station.
type NationalRow struct {
	Line     int // in the file, counted from 1
	Number   string
	Name     string
	IDNumber string
	In       calendar.Date // zero where the list has no day that can be read
}

// Reconciliation is where the station and such a list do not agree.
type Reconciliation struct {
	Here         int // in care here, protected people among them
	There        int // rows of the list
	Same         int // on both, and alike
	MissingThere []intake.Resident
	MissingHere  []NationalRow
	Differ       []Difference
	Hidden       int // protected people in care whom this account may not read: one of MissingHere may be theirs
}

// Difference is somebody on both of whom something is not the same.
type Difference struct {
	Resident intake.Resident
	Row      NationalRow
	Fields   []DifferentField
}

// DifferentField is what does not agree: number, name, id_number or in.
type DifferentField struct{ Field, Here, There string }

// NationalFieldWords are what the fields of a DifferentField are called.
var NationalFieldWords = map[string]string{"number": "救助编号", "name": "姓名", "id_number": "身份证号", "in": "入站日期"}

// nationalColumns are the headings under which a list says what is compared.
var nationalColumns = map[string][]string{
	"number":    {"number", "救助编号", "编号", "登记编号", "受助编号"},
	"name":      {"name", "姓名"},
	"id_number": {"id_number", "身份证号", "身份证号码", "证件号码", "证件号"},
	"in":        {"in", "in_date", "入站日期", "入站时间", "来站时间", "求助时间", "救助日期"},
}

// NationalRows reads such a list. It needs a column of names or of numbers.
func NationalRows(list intake.List) ([]NationalRow, error) {
	at := map[string]int{}
	for column, headings := range nationalColumns {
		at[column] = slices.IndexFunc(list.Header, func(cell string) bool { return slices.Contains(headings, strings.TrimSpace(cell)) })
	}
	if at["name"] < 0 && at["number"] < 0 && at["id_number"] < 0 {
		return nil, store.Fail(store.Invalid, "名单里没有找到“救助编号”“姓名”“身份证号”这几列，请在第一行写上列名。")
	}
	rows := make([]NationalRow, len(list.Rows))
	for n, cells := range list.Rows {
		cell := func(column string) string {
			if i := at[column]; i >= 0 && i < len(cells) {
				return strings.TrimSpace(cells[i])
			}
			return ""
		}
		rows[n] = NationalRow{Line: list.Lines[n], Number: cell("number"), Name: cell("name"), IDNumber: cell("id_number"), In: listDay(cell("in"))}
	}
	return rows, nil
}

// listDay reads a day as lists write it; the zero Date for what is none.
func listDay(text string) calendar.Date {
	text = strings.NewReplacer("/", "-", "年", "-", "月", "-", "日", "", ".", "-").Replace(text)
	text, _, _ = strings.Cut(text, " ")
	text, _, _ = strings.Cut(text, "T")
	for _, layout := range []string{"2006-1-2", "20060102"} {
		if t, err := time.ParseInLocation(layout, text, calendar.Zone); err == nil {
			return calendar.On(t)
		}
	}
	return calendar.Date{}
}

// Reconcile compares who is in care with a list from the national system. That
// it was compared is on record.
func (h *House) Reconcile(ctx context.Context, rows []NationalRow) (r Reconciliation, err error) {
	entry := access.Entry{Action: "figures.reconcile", Table: "stay", Detail: map[string]any{"rows": len(rows)}}
	err = h.Session.Disclose(ctx, access.ReadPeople, entry, func(tx *access.Tx) error {
		open, err := intake.FindOpenStays(tx)
		if err == nil {
			r = reconcile(open, rows)
		}
		return err
	})
	return r, err
}

// reconcile finds for each row the one whom it means: by the surest sign first.
func reconcile(open []intake.Resident, rows []NationalRow) Reconciliation {
	r := Reconciliation{Here: len(open), There: len(rows)}
	var left []intake.Resident
	for _, who := range open {
		if who.Person.Hidden || who.Stay.Hidden {
			r.Hidden++
			continue
		}
		left = append(left, who)
	}
	rows = slices.Clone(rows)
	for _, same := range []func(intake.Resident, NationalRow) bool{sameNumber, sameIDNumber, sameNameAndDay, sameName} {
		left, rows = r.pair(left, rows, same)
	}
	r.MissingThere, r.MissingHere = left, rows
	return r
}

// pair takes out whoever and whatever belongs together by a sign that is borne
// by one on each side alone.
func (r *Reconciliation) pair(left []intake.Resident, rows []NationalRow, same func(intake.Resident, NationalRow) bool) (restLeft []intake.Resident, restRows []NationalRow) {
	paired := map[int]bool{}
	for _, who := range left {
		i := onlyOne(len(rows), func(i int) bool { return same(who, rows[i]) })
		if i < 0 || onlyOne(len(left), func(k int) bool { return same(left[k], rows[i]) }) < 0 {
			restLeft = append(restLeft, who)
			continue
		}
		paired[i] = true
		if fields := differences(who, rows[i]); len(fields) > 0 {
			r.Differ = append(r.Differ, Difference{who, rows[i], fields})
		} else {
			r.Same++
		}
	}
	for i, row := range rows {
		if !paired[i] {
			restRows = append(restRows, row)
		}
	}
	return restLeft, restRows
}

// onlyOne is the place of the only one that fits, and −1 for none or several.
func onlyOne(n int, fits func(int) bool) int {
	found := -1
	for i := range n {
		if fits(i) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	return found
}

// sign is a text without what may be written in several ways.
func sign(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || c == '-' || c == '·' || c == '•' {
			return -1
		}
		return unicode.ToUpper(c)
	}, text)
}

func sameText(here, there string) bool { return there != "" && sign(here) == sign(there) }

func sameNumber(who intake.Resident, row NationalRow) bool {
	return sameText(who.Stay.Taken.NationalNumber, row.Number) || sameText(who.Stay.Number, row.Number)
}

func sameIDNumber(who intake.Resident, row NationalRow) bool {
	return sameText(who.Person.IDNumber, row.IDNumber)
}

func sameName(who intake.Resident, row NationalRow) bool { return sameText(who.Person.Name, row.Name) }

func sameNameAndDay(who intake.Resident, row NationalRow) bool {
	return sameName(who, row) && calendar.On(who.Stay.ArrivedAt) == row.In
}

// differences lists what the list says otherwise; what it does not say is no
// difference.
func differences(who intake.Resident, row NationalRow) (all []DifferentField) {
	add := func(field, here, there string) {
		if there != "" && sign(here) != sign(there) {
			all = append(all, DifferentField{field, here, there})
		}
	}
	if !sameNumber(who, row) {
		add("number", who.Stay.Taken.NationalNumber, row.Number)
	}
	add("name", who.Person.Name, row.Name)
	add("id_number", who.Person.IDNumber, row.IDNumber)
	add("in", calendar.On(who.Stay.ArrivedAt).String(), row.In.String())
	return all
}
