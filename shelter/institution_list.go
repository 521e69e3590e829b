package shelter

import (
	"context"
	"io"
	"slices"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// institutionColumns are the headings of a directory as a file. A list may use
// the words or the keys.
var institutionColumns = []intake.NationalField{
	{Key: "kind", Label: "种类"}, {Key: "name", Label: "名称"}, {Key: "region", Label: "地区"}, {Key: "address", Label: "地址"},
	{Key: "phone", Label: "电话"}, {Key: "contact", Label: "联系"}, {Key: "note", Label: "备注"},
}

// LineError is what keeps a line of a list from being taken in.
type LineError struct {
	Line int // in the file, counted from 1
	Err  error
}

// WriteInstitutions writes a directory as a CSV file that a spreadsheet and
// ImportInstitutions read.
func WriteInstitutions(w io.Writer, all []Institution) error {
	rows := make([][]string, len(all))
	for n, i := range all {
		rows[n] = []string{codeText("institution_kind", i.Kind), i.Name, i.Region, i.Address, i.Phone, i.Contact, i.Note}
	}
	return intake.WriteNationalCSV(w, institutionColumns, rows)
}

// codeText is what a code says in Chinese, or the code itself.
func codeText(table, code string) string {
	rows, _ := assets.CodeTable(table) // embedded: fails only for a name that is not there
	for _, c := range rows {
		if c.Code == code {
			return c.Text
		}
	}
	return code
}

// ImportInstitutions takes a list into the directory: all of it, or nothing
// where any line is wrong. An institution of the same kind and name is changed
// to what the list says of it. It returns how many there were.
func (h *House) ImportInstitutions(ctx context.Context, list intake.List) (n int, wrong []LineError, err error) {
	all, wrong, err := institutionsOf(list)
	if err != nil || len(wrong) > 0 {
		return 0, wrong, err
	}
	err = h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		known, err := findInstitutions(tx, "")
		if err != nil {
			return err
		}
		for _, i := range all {
			at := slices.IndexFunc(known, func(k Institution) bool { return k.Kind == i.Kind && k.Name == i.Name })
			if at >= 0 {
				i.ID, i.Version = known[at].ID, known[at].Version
			}
			if err := saveInstitution(tx, &i); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "institution.import", Table: "institution", Detail: map[string]any{"rows": len(all)}})
	})
	return len(all), nil, err
}

// CheckInstitutions says which lines of a list keep it from being taken in,
// and takes nothing in.
func CheckInstitutions(list intake.List) (wrong []LineError, err error) {
	_, wrong, err = institutionsOf(list)
	return wrong, err
}

// institutionsOf reads a list line by line.
func institutionsOf(list intake.List) (all []Institution, wrong []LineError, err error) {
	columns := columnsOf(list.Header, institutionColumns)
	if columns["name"] < 0 || columns["kind"] < 0 {
		return nil, nil, store.Fail(store.Invalid, "没有找到“种类”和“名称”两列，请在第一行写上列名。")
	}
	lines := map[string]int{}
	for n, row := range list.Rows {
		i := institutionFrom(func(key string) string {
			if at := columns[key]; at >= 0 && at < len(row) {
				return row[at]
			}
			return ""
		})
		line := list.Lines[n]
		if err := i.check(); err != nil {
			wrong = append(wrong, LineError{line, err})
			continue
		}
		if before, twice := lines[i.Kind+"\n"+i.Name]; twice {
			wrong = append(wrong, LineError{line, store.Fail(store.Invalid, "与第{{.Line}}行是同一个机构，请删去一行。").With(store.Args{"Line": before}).On("name")})
			continue
		}
		lines[i.Kind+"\n"+i.Name] = line
		all = append(all, i)
	}
	return all, wrong, nil
}

func institutionFrom(cell func(string) string) Institution {
	i := Institution{Kind: cell("kind"), Name: cell("name"), Region: cell("region"), Address: cell("address"), Phone: cell("phone"),
		Contact: cell("contact"), Note: cell("note"), Active: true}
	rows, _ := assets.CodeTable("institution_kind") // embedded
	for _, c := range rows {
		if i.Kind == c.Text || i.Kind == c.En {
			i.Kind = c.Code
		}
	}
	return i
}

// columnsOf tells where each column stands, −1 where it does not.
func columnsOf(header []string, fields []intake.NationalField) map[string]int {
	at := map[string]int{}
	for _, f := range fields {
		at[f.Key] = slices.IndexFunc(header, func(cell string) bool { return cell == f.Label || cell == f.Key })
	}
	return at
}
