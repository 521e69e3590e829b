package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"guitu/internal/store"
)

// ImportColumns are what a list of arrivals may say about each, by the heading
// that a file of our own uses. Any may be missing or empty.
var ImportColumns = []string{"name", "sex", "age_from", "age_to", "id_number", "phone", "found_place", "arrived_at", "reason", "marks", "note"}

// columnWords are what the columns are called; a problem may also be about the
// way of arrival, which is chosen for the whole list.
var columnWords = map[string]string{
	"name": "姓名", "sex": "性别", "age": "年龄", "age_from": "年龄", "age_to": "年龄上限", "id_number": "身份证号", "phone": "联系电话",
	"found_place": "发现地点", "arrived_at": "来站时间", "reason": "求助原因", "marks": "体貌特征", "note": "备注", "came_by": "来站方式",
}

// ColumnWord is what a column is called in Chinese, the key of its
// translation.
func ColumnWord(column string) string { return columnWords[column] }

// Limits of a list, so that a wrong file is refused before it fills the memory.
const (
	maxListBytes   = 20 << 20
	maxListRows    = 5000
	maxListColumns = 100
	maxCell        = 4000 // characters
)

// List is a list of arrivals as it was written: from a patrol, the police, a
// spreadsheet.
type List struct {
	Header []string
	Rows   [][]string // as wide as Header
	Lines  []int      // for each row its line in the file, counted from 1
}

// ReadList reads a CSV file in UTF-8 or GBK with a line of headings; commas,
// semicolons or tabs stand between the cells. Empty lines are passed over.
func ReadList(r io.Reader) (List, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err != nil {
		return List{}, store.Fail(store.Invalid, "名单读不出来，请检查文件。").Because(err)
	}
	if len(raw) > maxListBytes {
		return List{}, store.Fail(store.Invalid, "名单超过{{.N}}MB，请分成几份。").With(store.Args{"N": maxListBytes >> 20})
	}
	text, err := listText(raw)
	if err != nil {
		return List{}, err
	}
	list, err := parseList(text)
	switch {
	case err != nil:
		return List{}, err
	case len(list.Header) == 0:
		return List{}, store.Fail(store.Invalid, "名单是空的。第一行写列名，如姓名、性别、年龄，下面每人一行。")
	case len(list.Rows) == 0:
		return List{}, store.Fail(store.Invalid, "名单只有列名，没有人。请从第二行起每人写一行。")
	}
	return list, nil
}

// listText is the file as text: UTF-8, or what Chinese spreadsheet programs
// write. A table that is no text at all is refused.
func listText(raw []byte) (string, error) {
	notText := store.Fail(store.Invalid, "这不是 CSV 文件。请在表格软件里另存为“CSV UTF-8”再导入。")
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.IndexByte(raw, 0) >= 0 {
		return "", notText
	}
	if utf8.Valid(raw) {
		return string(raw), nil
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", notText.Because(err)
	}
	return string(text), nil
}

func parseList(text string) (list List, err error) {
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord = separator(text), -1
	in.TrimLeadingSpace = in.Comma != '\t' // it would eat the tabs
	for {
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			return list, store.Fail(store.Invalid, "第{{.Line}}行的引号不成对，请在表格软件里检查后另存。").With(store.Args{"Line": bad.StartLine})
		}
		if err != nil {
			return list, err
		}
		line, _ := in.FieldPos(0)
		if err := list.add(cells, line); err != nil {
			return list, err
		}
	}
}

// add keeps a record: the first that is not empty is the headings.
func (list *List) add(cells []string, line int) error {
	empty := true
	for i, cell := range cells {
		cells[i] = plainCell(cell)
		empty = empty && cells[i] == ""
		if utf8.RuneCountInString(cell) > maxCell {
			return store.Fail(store.Invalid, "第{{.Line}}行有一格超过{{.N}}字，请检查是不是串了行。").With(store.Args{"Line": line, "N": maxCell})
		}
	}
	switch {
	case empty:
		return nil
	case len(cells) > maxListColumns:
		return store.Fail(store.Invalid, "第{{.Line}}行有{{.N}}列，请检查是不是名单。").With(store.Args{"Line": line, "N": len(cells)})
	case list.Header == nil:
		list.Header = cells
		return nil
	case len(list.Rows) == maxListRows:
		return store.Fail(store.Invalid, "名单超过{{.N}}人，请分成几份。").With(store.Args{"N": maxListRows})
	}
	for i := len(list.Header); i < len(cells); i++ {
		if cells[i] != "" {
			return store.Fail(store.Invalid, "第{{.Line}}行比列名多出内容，请检查是不是少了列名或多了逗号。").With(store.Args{"Line": line})
		}
	}
	row := make([]string, len(list.Header))
	copy(row, cells)
	list.Rows, list.Lines = append(list.Rows, row), append(list.Lines, line)
	return nil
}

// plainCell is a cell without what spreadsheet programs put around it: spaces,
// and the apostrophe that says “this is text”.
func plainCell(cell string) string {
	cell = strings.TrimSpace(strings.ReplaceAll(cell, "\u00a0", " "))
	return strings.TrimSpace(strings.TrimPrefix(cell, "'"))
}

// separator is what stands between the cells of the first line.
func separator(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := ',', strings.Count(first, ",")
	for _, mark := range "\t;，；" {
		if n := strings.Count(first, string(mark)); n > most {
			best, most = mark, n
		}
	}
	return best
}

// headings are the words under which columns are known, without spaces and
// marks and in small letters.
var headings = map[string]string{
	"name": "name", "姓名": "name", "名字": "name", "受助人": "name", "受助人姓名": "name", "求助人": "name", "求助人姓名": "name",
	"sex": "sex", "gender": "sex", "性别": "sex",
	"agefrom": "age_from", "age": "age_from", "年龄": "age_from", "目测年龄": "age_from", "最小年龄": "age_from", "年龄下限": "age_from", "年龄从": "age_from", "年龄起": "age_from",
	"ageto": "age_to", "最大年龄": "age_to", "年龄上限": "age_to", "年龄到": "age_to", "年龄止": "age_to", "年龄至": "age_to",
	"idnumber": "id_number", "身份证号": "id_number", "身份证号码": "id_number", "身份证": "id_number", "公民身份号码": "id_number", "证件号码": "id_number", "证件号": "id_number", "身份证件号码": "id_number",
	"phone": "phone", "tel": "phone", "telephone": "phone", "电话": "phone", "手机": "phone", "手机号": "phone", "手机号码": "phone", "联系电话": "phone", "联系方式": "phone",
	"foundplace": "found_place", "place": "found_place", "发现地点": "found_place", "地点": "found_place", "发现地": "found_place", "救助地点": "found_place",
	"arrivedat": "arrived_at", "arrived": "arrived_at", "time": "arrived_at", "求助时间": "arrived_at", "来站时间": "arrived_at", "到站时间": "arrived_at", "入站时间": "arrived_at", "时间": "arrived_at", "日期": "arrived_at",
	"reason": "reason", "求助原因": "reason", "原因": "reason", "救助原因": "reason",
	"marks": "marks", "体貌特征": "marks", "特征": "marks", "体貌": "marks", "外貌特征": "marks",
	"note": "note", "notes": "note", "remark": "note", "备注": "note", "说明": "note", "情况说明": "note", "其他": "note",
}

// headingKey is a heading without what may be written in several ways.
func headingKey(heading string) string {
	for _, open := range []string{"（", "("} {
		heading, _, _ = strings.Cut(heading, open)
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-　*：:", r) {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(heading)))
}

// Guess finds the columns of the list by their headings, English or Chinese:
// column → index. The first of two alike counts.
func (l List) Guess() map[string]int {
	found := map[string]int{}
	for i, heading := range l.Header {
		column, ok := headings[headingKey(heading)]
		if _, taken := found[column]; ok && !taken {
			found[column] = i
		}
	}
	return found
}
