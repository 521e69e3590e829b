package printing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"guitu/assets"
	"guitu/internal/store"
)

// columns is the number of units that the cells of a row add up to.
const columns = 24

// Template is a form before it is filled.
type Template struct {
	Name   string   `json:"name"`             // what the program calls it: register, refusal …
	Title  string   `json:"title"`            // what people call it
	Basis  string   `json:"basis,omitempty"`  // the rule that it rests on, at the foot of each page
	Sheet  string   `json:"sheet,omitempty"`  // A4, or A5 for a slip
	Size   float64  `json:"size,omitempty"`   // of the type, in points; 10 if not given
	Copies []string `json:"copies,omitempty"` // one print for each; the label stands in the corner
	Blocks []Block  `json:"blocks"`
}

// Block is one part of a form, from top to bottom. Exactly one of Heading,
// Text, Grid, Table, Sign, Code, QR, Tear and Gap is set.
type Block struct {
	Heading *Heading `json:"heading,omitempty"`
	Text    string   `json:"text,omitempty"` // with {{field}} places
	Grid    []Row    `json:"grid,omitempty"`
	Table   *Table   `json:"table,omitempty"`
	Sign    []string `json:"sign,omitempty"` // signature lines, side by side; 签名@field takes a Mark
	Code    string   `json:"code,omitempty"` // field whose groups are set large in boxes
	QR      string   `json:"qr,omitempty"`   // field that is set as a QR code
	Tear    string   `json:"tear,omitempty"` // words on the line where the paper is cut
	Gap     float64  `json:"gap,omitempty"`  // empty millimetres

	Size   float64 `json:"size,omitempty"` // points; for QR millimetres
	Bold   bool    `json:"bold,omitempty"`
	Align  string  `json:"align,omitempty"`  // left, center, right, justify
	Indent float64 `json:"indent,omitempty"` // first line of a text, in ems
	Lead   float64 `json:"lead,omitempty"`   // line distance of a text, in ems
	Rule   string  `json:"rule,omitempty"`   // of a grid: all, rows, none
}

// Heading is the top of a form: station, title, number.
type Heading struct {
	Title  string  `json:"title"`
	Note   string  `json:"note,omitempty"`   // small, after the title: （存根）
	Number string  `json:"number,omitempty"` // label of the number's place; no place if empty
	Size   float64 `json:"size,omitempty"`
}

// Row is a row of a grid. Its cells' spans add up to 24, less what cells of
// earlier rows reach down into it.
type Row struct {
	Height float64 `json:"height"`         // millimetres at least
	Grow   bool    `json:"grow,omitempty"` // takes part of what is left on the page
	// Optional is a row for the few: it stands on the paper where one of its
	// places is filled, and takes no room otherwise.
	Optional bool   `json:"optional,omitempty"`
	Cells    []Cell `json:"cells"`
}

// Cell is a label with the place beside it.
type Cell struct {
	Label     string   `json:"label,omitempty"`
	LabelSpan int      `json:"label_span,omitempty"` // units; 3 if not given
	Strong    bool     `json:"strong,omitempty"`     // bold label: the facts that the rules demand
	Field     string   `json:"field,omitempty"`
	Span      int      `json:"span"`           // units, with the label
	Rows      int      `json:"rows,omitempty"` // rows it reaches over
	Kind      string   `json:"kind,omitempty"` // text, check, photo, lines, sign, label
	Options   []string `json:"options,omitempty"`
	Stacked   bool     `json:"stacked,omitempty"` // options, or lines, below one another with room between
	Signs     []string `json:"signs,omitempty"`   // signature lines at the cell's foot; see Block.Sign
	Text      string   `json:"text,omitempty"`    // printed words with {{field}} places
	Align     string   `json:"align,omitempty"`
	Size      float64  `json:"size,omitempty"`
	Bold      bool     `json:"bold,omitempty"` // bold value
}

// Table is a list of rows that a form prints whole, over pages if need be.
type Table struct {
	Field   string   `json:"field"`
	Columns []Column `json:"columns"`
	MinRows int      `json:"min_rows,omitempty"`
	Height  float64  `json:"height,omitempty"`
}

// Column is a column of a Table. Key picks the value where rows are maps. A
// Picture column shows Values' photos of that key, one a row, and is left out
// where there are none.
type Column struct {
	Picture bool    `json:"picture,omitempty"`
	Title   string  `json:"title"`
	Key     string  `json:"key"`
	Share   float64 `json:"share,omitempty"`
	Align   string  `json:"align,omitempty"`
}

// Field is a place of a form that a value can go to.
type Field struct {
	Key, Label, Kind string
	Options          []string
	Columns          []Column // of a table
}

// Templates returns the forms that come with the program, by name.
func Templates() ([]Template, error) {
	files, err := fs.Glob(assets.Forms, "forms/*.json")
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var all []Template
	for _, file := range files {
		data, err := fs.ReadFile(assets.Forms, file)
		if err != nil {
			return nil, err
		}
		t, err := parse(path.Base(file), data)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// Find returns the form of that name.
func Find(name string) (Template, error) {
	data, err := fs.ReadFile(assets.Forms, "forms/"+name+".json")
	if err != nil {
		return Template{}, store.Fail(store.NotFound, "没有名为“{{.Name}}”的表格，请从文书列表中选择。").With(store.Args{"Name": name})
	}
	return parse(name+".json", data)
}

// Parse reads a station's own version of a form. What is wrong with it is told
// by the place in the file.
func Parse(data []byte) (Template, error) { return parse("自定义表格", data) }

func parse(file string, data []byte) (Template, error) {
	var t Template
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&t); err != nil {
		return Template{}, flaw(file, wrongKey(err), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Template{}, flaw(file, "}", fmt.Errorf("more text after the form"))
	}
	if key, err := t.check(); err != nil {
		return Template{}, flaw(file, key, err)
	}
	return t, nil
}

// flaw says where in which file a form is wrong. The reason is for whoever
// edits the file.
func flaw(file, key string, reason error) error {
	return store.Fail(store.Invalid, "表格模板 {{.File}} 中的“{{.Key}}”有误：{{.Reason}}。请改正后重新载入。").
		With(store.Args{"File": file, "Key": key, "Reason": reason.Error()}).On(key).Because(reason)
}

// wrongKey finds the key that a JSON error is about.
func wrongKey(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return wrong.Field
	}
	if _, key, ok := strings.Cut(err.Error(), `unknown field "`); ok {
		return strings.TrimSuffix(key, `"`)
	}
	return "JSON"
}

var (
	kinds  = []string{"", "text", "check", "photo", "lines", "sign", "label"}
	aligns = []string{"", "left", "center", "right", "justify"}
	rules  = []string{"", "all", "rows", "none"}

	sheetNames = []string{"", "A4", "A5"}
)

func (t Template) check() (key string, err error) {
	switch {
	case t.Name == "":
		return "name", errors.New("没有填写")
	case t.Title == "":
		return "title", errors.New("没有填写")
	case len(t.Blocks) == 0:
		return "blocks", errors.New("至少要有一块")
	case !slices.Contains(sheetNames, t.Sheet):
		return "sheet", fmt.Errorf("不认识“%s”", t.Sheet)
	}
	for i, b := range t.Blocks {
		if key, err := b.check(); err != nil {
			return strings.TrimSuffix(fmt.Sprintf("blocks[%d].%s", i, key), "."), err
		}
	}
	return "", nil
}

func (b Block) check() (key string, err error) {
	set := 0
	for _, is := range []bool{b.Heading != nil, b.Text != "", b.Grid != nil, b.Table != nil, b.Sign != nil,
		b.Code != "", b.QR != "", b.Tear != "", b.Gap != 0} {
		if is {
			set++
		}
	}
	switch {
	case set != 1:
		return "", fmt.Errorf("heading、text、grid、table、sign、code、qr、tear、gap 要有且只有一项，现有 %d 项", set)
	case !slices.Contains(aligns, b.Align):
		return "align", fmt.Errorf("不认识“%s”", b.Align)
	case !slices.Contains(rules, b.Rule):
		return "rule", fmt.Errorf("不认识“%s”", b.Rule)
	case b.Gap < 0 || b.Size < 0 || b.Indent < 0 || b.Lead < 0:
		return "gap", errors.New("尺寸不能是负数")
	case b.Table != nil && (b.Table.Field == "" || len(b.Table.Columns) == 0):
		return "table", errors.New("要有 field 和 columns")
	}
	if _, err := places(b.Text); err != nil {
		return "text", err
	}
	return checkGrid(b.Grid)
}

func checkGrid(rows []Row) (key string, err error) {
	if rows == nil {
		return "", nil
	}
	reach := make([]int, columns) // rows that an earlier cell still covers
	for r, row := range rows {
		at := fmt.Sprintf("grid[%d]", r)
		if row.Height <= 0 || row.Height > 250 {
			return at + ".height", errors.New("要在 0 到 250 毫米之间")
		}
		free := 0
		for _, n := range reach {
			if n == 0 {
				free++
			}
		}
		total := 0
		for c, cell := range row.Cells {
			if row.Optional && cell.Rows > 1 {
				return fmt.Sprintf("%s.cells[%d].rows", at, c), errors.New("可省去的行里不能有跨行的格子")
			}
			if key, err := cell.check(); err != nil {
				return fmt.Sprintf("%s.cells[%d].%s", at, c, key), err
			}
			if r+max(cell.Rows, 1) > len(rows) {
				return fmt.Sprintf("%s.cells[%d].rows", at, c), errors.New("超出了最后一行")
			}
			total += cell.Span
		}
		if total != free {
			return at + ".cells", fmt.Errorf("各格 span 之和应为 %d，现为 %d", free, total)
		}
		column := 0
		for _, cell := range row.Cells {
			for column < columns && reach[column] > 0 {
				column++
			}
			for u := range cell.Span {
				if column+u >= columns || reach[column+u] > 0 {
					return at + ".cells", errors.New("与上面跨行的格子重叠")
				}
				reach[column+u] = -max(cell.Rows, 1)
			}
			column += cell.Span
		}
		for i := range reach {
			if reach[i] < 0 {
				reach[i] = -reach[i]
			}
			reach[i]--
		}
	}
	return "", nil
}

func (c Cell) check() (key string, err error) {
	switch {
	case c.Span < 1 || c.Span > columns:
		return "span", fmt.Errorf("要在 1 到 %d 之间", columns)
	case !slices.Contains(kinds, c.Kind):
		return "kind", fmt.Errorf("不认识“%s”", c.Kind)
	case !slices.Contains(aligns, c.Align):
		return "align", fmt.Errorf("不认识“%s”", c.Align)
	case c.Kind == "check" && (len(c.Options) == 0 || c.Field == ""):
		return "options", errors.New("勾选格要有 field 和 options")
	case c.Kind == "photo" && c.Field == "":
		return "field", errors.New("照片格要有 field")
	case c.LabelSpan < 0 || c.labelSpan() >= c.Span && c.labelSpan() > 0:
		return "label_span", errors.New("标题比整格还宽")
	case c.Rows < 0 || c.Size < 0:
		return "rows", errors.New("不能是负数")
	}
	_, err = places(c.Text)
	return "text", err
}

// labelSpan is the width of the label's own box, zero where it has none.
func (c Cell) labelSpan() int {
	switch {
	case c.Label == "" || c.Kind == "label" || c.Kind == "photo" || c.Kind == "sign":
		return 0
	case c.LabelSpan > 0:
		return c.LabelSpan
	}
	return 3
}

// own are the places that Render fills by itself, from the Options.
var own = []string{"number", "station", "station_address", "station_phone", "issued_date", "issued_time"}

// Fields lists the places that Values may fill, in the form's order, each once.
func (t Template) Fields() []Field {
	var fields []Field
	seen := map[string]bool{}
	add := func(f Field) {
		if f.Key != "" && !seen[f.Key] && !slices.Contains(own, f.Key) {
			seen[f.Key] = true
			fields = append(fields, f)
		}
	}
	addText := func(text string) {
		parts, _ := places(text)
		for _, p := range parts {
			add(Field{Key: p.field, Kind: "text"})
		}
	}
	addSigns := func(signs []string) {
		for _, sign := range signs {
			if strings.Contains(sign, "{{") {
				addText(sign)
				continue
			}
			label, field, _ := strings.Cut(sign, "@")
			add(Field{Key: field, Label: label, Kind: "mark"})
		}
	}
	for _, b := range t.Blocks {
		addText(b.Text)
		add(Field{Key: b.Code, Kind: "code"})
		add(Field{Key: b.QR, Kind: "qr"})
		addSigns(b.Sign)
		if b.Table != nil {
			add(Field{Key: b.Table.Field, Kind: "table", Columns: b.Table.Columns})
		}
		for _, row := range b.Grid {
			for _, c := range row.Cells {
				kind := c.Kind
				if kind == "" {
					kind = "text"
				}
				add(Field{Key: c.Field, Label: strings.ReplaceAll(c.Label, "\n", ""), Kind: kind, Options: c.Options})
				addText(c.Text)
				addSigns(c.Signs)
			}
		}
	}
	return fields
}
