package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"guitu/assets"
	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

type importCommand struct {
	Arrivals importArrivals `cmd:"" help:"一批来站的人，CSV 文件：全部登记，或者一个也不登记"`
}

type importArrivals struct {
	File   string `arg:"" help:"CSV 文件，第一行是列名：name,sex,age_from,age_to,id_number,phone,found_place,arrived_at,reason,marks,note，中文列名也可以" type:"path"`
	CameBy string `help:"来站方式的代码" default:"other" placeholder:"CODE"`
	DryRun bool   `help:"只检查，不登记"`
	asJSON
}

// imported is what became of a list, as machines read it.
type imported struct {
	Registered int           `json:"registered"`
	DryRun     bool          `json:"dry_run,omitempty"`
	Unused     []string      `json:"unused_columns,omitempty"`
	Rows       []importedRow `json:"rows"`
}

type importedRow struct {
	Line     int               `json:"line"`
	Number   string            `json:"number,omitempty"`
	Problems []importedProblem `json:"problems,omitempty"`
}

type importedProblem struct {
	Column string `json:"column"`
	Text   string `json:"text"`
	Note   bool   `json:"note,omitempty"` // worth knowing, and no hindrance
}

func (c *importArrivals) Run(d *desk) error {
	if err := c.checkCameBy(); err != nil {
		return err
	}
	list, err := readList(c.File)
	if err != nil {
		return err
	}
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	desk := &intake.Desk{Session: session}
	if err := session.Require(access.Register); err != nil {
		return err
	}
	mapping := list.Guess()
	rows, _ := list.Arrivals(mapping, c.CameBy, session.DB().Now())
	rows, ready, err := desk.CheckImport(d, rows)
	if err != nil {
		return err
	}
	result := imported{DryRun: c.DryRun, Unused: unused(list, mapping)}
	if !ready {
		return c.refuse(d, result, rows)
	}
	var stays []intake.Stay
	if !c.DryRun {
		done, err := desk.Import(d, rows, nil)
		if err != nil {
			return err
		}
		stays = done.Stays
	}
	return c.tell(d, result, rows, stays)
}

func (c *importArrivals) checkCameBy() error {
	table, err := assets.CodeTable("came_by")
	if err != nil {
		return err
	}
	codes := make([]string, len(table))
	for i, row := range table {
		codes[i] = row.Code
	}
	if !slices.Contains(codes, c.CameBy) {
		return store.Fail(store.Invalid, "没有“{{.Code}}”这种来站方式，可以写：{{.Codes}}。").With(store.Args{"Code": c.CameBy, "Codes": strings.Join(codes, ", ")})
	}
	return nil
}

// readList reads a list from a file.
func readList(path string) (intake.List, error) {
	f, err := os.Open(path)
	if err != nil {
		return intake.List{}, store.Fail(store.NotFound, "“{{.File}}”打不开，请检查路径。").With(store.Args{"File": path}).Because(err)
	}
	defer f.Close()
	return intake.ReadList(f)
}

// unused are the headings that nobody knows.
func unused(list intake.List, mapping map[string]int) (headings []string) {
	used := map[int]bool{}
	for _, i := range mapping {
		used[i] = true
	}
	for i, heading := range list.Header {
		if !used[i] && heading != "" {
			headings = append(headings, heading)
		}
	}
	return headings
}

// refuse tells every problem line by line and ends with a failure.
func (c *importArrivals) refuse(d *desk, result imported, rows []intake.ImportRow) error {
	refused := store.Fail(store.Invalid, "名单里有{{.N}}行要改，一个人也没有登记。改好以后整份再导入。")
	bad := 0
	for _, r := range rows {
		if !r.Ready() {
			bad++
		}
	}
	refused.Args = store.Args{"N": bad}
	if c.JSON {
		result.Rows = importedRows(rows, nil)
		if err := d.writeJSON(result); err != nil {
			return err
		}
		return refused
	}
	tellProblems(d, rows)
	return refused
}

// tellProblems writes the problems and notes of a list, one a line.
func tellProblems(d *desk, rows []intake.ImportRow) {
	for _, r := range rows {
		for _, p := range r.Problems {
			mark := say("错误", nil)
			if p.Note {
				mark = say("提示", nil)
			}
			fmt.Fprintln(d.notes, say("第{{.Line}}行 {{.Mark}} {{.Column}}：{{.Text}}", store.Args{"Line": r.Line, "Mark": mark,
				"Column": say(intake.ColumnWord(p.Field), nil), "Text": say(p.Text, p.Args)}))
		}
	}
}

func (c *importArrivals) tell(d *desk, result imported, rows []intake.ImportRow, stays []intake.Stay) error {
	result.Registered = len(stays)
	if c.JSON {
		result.Rows = importedRows(rows, stays)
		return d.writeJSON(result)
	}
	tellProblems(d, rows)
	if len(result.Unused) > 0 {
		fmt.Fprintln(d.notes, say("没有用到的列：{{.Columns}}", store.Args{"Columns": strings.Join(result.Unused, ", ")}))
	}
	for i, s := range stays {
		if err := d.tell("第{{.Line}}行 {{.Number}}", store.Args{"Line": rows[i].Line, "Number": s.Number}); err != nil {
			return err
		}
	}
	if c.DryRun {
		return d.tell("名单可以导入，共{{.N}}人。这次只是检查，没有登记。", store.Args{"N": len(rows)})
	}
	return d.tell("登记了{{.N}}人。", store.Args{"N": len(stays)})
}

func importedRows(rows []intake.ImportRow, stays []intake.Stay) []importedRow {
	all := make([]importedRow, len(rows))
	for i, r := range rows {
		all[i].Line = r.Line
		if i < len(stays) {
			all[i].Number = stays[i].Number
		}
		for _, p := range r.Problems {
			all[i].Problems = append(all[i].Problems, importedProblem{p.Field, say(p.Text, p.Args), p.Note})
		}
	}
	return all
}
