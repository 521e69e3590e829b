package intake

import (
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/store"
)

// NationalField is a field of 求助登记表 as the national system
// (全国救助管理信息系统) asks for it.
type NationalField struct {
	Key   string // as in the form and in Stay.Copied
	Label string // as it stands there; Chinese, the key of its translation
}

// NationalTable is what is entered in the national system about those who came
// in a period: one row a stay, its cells in the order of Fields.
type NationalTable struct {
	Fields  []NationalField
	Rows    [][]string
	LeftOut int // people under protection: their data leave the station in no list
}

// AllNationalFields are all fields that can be entered, in the order of
// 求助登记表 (民发〔2014〕132号, annex 1) and of 离站登记表.
func AllNationalFields() []NationalField {
	all := make([]NationalField, len(nationalOrder))
	for i, f := range nationalOrder {
		all[i] = f.NationalField
	}
	return all
}

func nationalField(key string) (NationalField, bool) {
	i := slices.IndexFunc(nationalOrder, func(f nationalSource) bool { return f.Key == key })
	if i < 0 {
		return NationalField{}, false
	}
	return nationalOrder[i].NationalField, true
}

// NationalValue is a field's text as it is pasted: codes as their Chinese
// text, days as 2026-11-24, several things joined by 、. What was answered 不详
// says so; of a person who may not be read nothing is said.
func NationalValue(key string, r Resident, kept []Belonging) string {
	i := slices.IndexFunc(nationalOrder, func(f nationalSource) bool { return f.Key == key })
	if i < 0 || r.Person.Hidden || r.Stay.Hidden {
		return ""
	}
	text := strings.TrimSpace(nationalOrder[i].text(r, kept))
	if text == "" && slices.Contains(r.Stay.Unknown, key) {
		return "不详"
	}
	return text
}

// NationalFields are the fields in the order of this station.
func (d *Desk) NationalFields(ctx context.Context) (fields []NationalField, err error) {
	err = d.Session.Read(ctx, "", func(tx *access.Tx) error {
		fields, err = NationalFields(tx)
		return err
	})
	return fields, err
}

// SaveNationalFields keeps the order of this station; fields that are left out
// are hidden. Labels are the program's own.
func (d *Desk) SaveNationalFields(ctx context.Context, fields []NationalField) error {
	keys := make([]string, 0, len(fields))
	for _, f := range fields {
		if _, ok := nationalField(f.Key); !ok {
			return store.Fail(store.Invalid, "没有“{{.Field}}”这一项，请从列表中选择。").With(store.Args{"Field": f.Key}).On("fields")
		}
		if slices.Contains(keys, f.Key) {
			return store.Fail(store.Invalid, "“{{.Field}}”写了两次，请删去一个。").With(store.Args{"Field": f.Key}).On("fields")
		}
		keys = append(keys, f.Key)
	}
	if len(keys) == 0 {
		return store.Fail(store.Invalid, "请至少留一项。").On("fields")
	}
	return d.Session.Write(ctx, access.EditRules, func(tx *access.Tx) error {
		return saveRule(tx, nationalSetting, keys, len(keys))
	})
}

// NationalList reads, to be taken out of the station, what is to be entered in
// the national system about those who came at or after from and before to. The
// purpose is sealed in the audit chain, and each person's record says that they
// were in a list; where that cannot be written, nothing is shown.
func (d *Desk) NationalList(ctx context.Context, from, to time.Time, purpose string) (t NationalTable, err error) {
	if purpose = strings.TrimSpace(purpose); purpose == "" {
		return t, store.Fail(store.Invalid, "请写明导出的用途，用途会记入审计记录。").On("purpose")
	}
	if !from.Before(to) {
		return t, store.Fail(store.Invalid, "结束日期早于开始日期，请改正。").On("to")
	}
	err = d.Session.Write(ctx, access.ExportPeople, func(tx *access.Tx) error {
		if t, err = findNationalTable(tx, from, to); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "national.export", Table: "stay", Private: purpose,
			Detail: map[string]any{"rows": len(t.Rows), "left_out": t.LeftOut}})
	})
	if err != nil {
		return NationalTable{}, err
	}
	return t, nil
}

func findNationalTable(tx *access.Tx, from, to time.Time) (t NationalTable, err error) {
	if t.Fields, err = NationalFields(tx); err != nil {
		return t, err
	}
	residents, err := findArrivedBetween(tx, store.Millis(from), store.Millis(to))
	if err != nil {
		return t, err
	}
	for _, r := range residents {
		if r.Person.Protected || r.Person.Hidden || r.Stay.Hidden {
			t.LeftOut++
			continue
		}
		kept, err := FindBelongings(tx, r.Stay.ID)
		if err != nil {
			return t, err
		}
		row := make([]string, len(t.Fields))
		for i, f := range t.Fields {
			row[i] = NationalValue(f.Key, r, kept)
		}
		t.Rows = append(t.Rows, row)
		if err := tx.Audit(access.Entry{Action: "file.export", Table: "stay", Target: r.Stay.ID, Person: r.Person.ID,
			Detail: map[string]any{"list": "national"}}); err != nil {
			return t, err
		}
	}
	return t, nil
}

// WriteNationalCSV writes the table as a spreadsheet program opens it: UTF-8
// with its mark, lines ended by CRLF (RFC 4180), labels first. A cell that the
// program would take for a formula begins with an apostrophe.
func WriteNationalCSV(w io.Writer, fields []NationalField, rows [][]string) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := make([]string, len(fields))
	for i, f := range fields {
		header[i] = f.Label
	}
	for _, row := range append([][]string{header}, rows...) {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formulaStarts are the characters at the start of a cell that make spreadsheet
// programs calculate it, in half and full width (OWASP, CSV Injection).
const formulaStarts = "=+-@\t\r\n＝＋－＠"

func harmless(cell string) string {
	if cell != "" && strings.ContainsRune(formulaStarts, []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
