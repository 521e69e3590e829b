package main

import (
	"bytes"
	"fmt"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/shelter"
)

type institutionJobs struct {
	Import institutionImport `cmd:"" help:"导入 CSV 文件：全部导入，或者一行也不导入"`
	Export institutionExport `cmd:"" help:"导出成 CSV 文件"`
}

type institutionImport struct {
	File   string `arg:"" help:"CSV 文件，第一行是列名：种类,名称,地区,地址,电话,联系,备注，或 kind,name,region,address,phone,contact,note" type:"path"`
	DryRun bool   `help:"只检查，不导入"`
	asJSON
}

type institutionExport struct {
	File string `arg:"" help:"CSV 文件写到这里" type:"path"`
	asJSON
}

// importedInstitutions is what became of a list, as machines read it.
type importedInstitutions struct {
	Imported int           `json:"imported"`
	DryRun   bool          `json:"dry_run,omitempty"`
	Problems []lineProblem `json:"problems"`
}

type lineProblem struct {
	Line int    `json:"line"`
	Text string `json:"text"`
}

func (c *institutionImport) Run(d *desk) error {
	list, err := readList(c.File)
	if err != nil {
		return err
	}
	return withHouse(d, func(house *shelter.House) error {
		n, wrong, err := c.take(d, house, list)
		if err != nil {
			return err
		}
		return c.tell(d, n, len(list.Rows), wrong)
	})
}

// take takes the list in, or only looks at it.
func (c *institutionImport) take(d *desk, house *shelter.House, list intake.List) (n int, wrong []shelter.LineError, err error) {
	if c.DryRun {
		wrong, err = shelter.CheckInstitutions(list)
		return 0, wrong, err
	}
	return house.ImportInstitutions(d, list)
}

// tell says what was taken in, or line by line what keeps the list out, which
// is a failure.
func (c *institutionImport) tell(d *desk, n, rows int, wrong []shelter.LineError) error {
	result := importedInstitutions{Imported: n, DryRun: c.DryRun, Problems: []lineProblem{}}
	for _, w := range wrong {
		result.Problems = append(result.Problems, lineProblem{w.Line, sentence(w.Err)})
	}
	if c.JSON {
		if err := d.writeJSON(result); err != nil {
			return err
		}
	}
	if len(wrong) > 0 {
		for _, p := range result.Problems {
			if !c.JSON {
				fmt.Fprintln(d.notes, say("第{{.Line}}行：{{.Text}}", store.Args{"Line": p.Line, "Text": p.Text}))
			}
		}
		return store.Fail(store.Invalid, "有{{.N}}行要改，一行也没有导入。改好以后整份再导入。").With(store.Args{"N": len(wrong)})
	}
	if c.JSON {
		return nil
	}
	if c.DryRun {
		return d.tell("可以导入，共{{.N}}个机构。这次只是检查，没有导入。", store.Args{"N": rows})
	}
	return d.tell("导入了{{.N}}个机构。", store.Args{"N": n})
}

func (c *institutionExport) Run(d *desk) error {
	return withHouse(d, func(house *shelter.House) error {
		all, err := house.Institutions(d, "")
		if err != nil {
			return err
		}
		var data bytes.Buffer
		if err := shelter.WriteInstitutions(&data, all); err != nil {
			return err
		}
		if err := saveFile(c.File, data.Bytes()); err != nil {
			return err
		}
		return d.report(c.JSON, map[string]any{"file": c.File, "exported": len(all)}, "导出了{{.N}}个机构到 {{.File}}。", store.Args{"N": len(all), "File": c.File})
	})
}
