package main

import (
	"bytes"
	"path/filepath"
	"strings"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing/report"
)

type exportNational struct {
	From    string `required:"" help:"从这一天起来站的，如 2026-11-01" placeholder:"DATE"`
	To      string `required:"" help:"到这一天为止，含当天" placeholder:"DATE"`
	Purpose string `required:"" help:"用途，记入审计记录" placeholder:"TEXT"`
	Output  string `short:"o" required:"" help:"写到这里，文件名以 .csv 或 .xlsx 结尾" placeholder:"FILE" type:"path"`
	asJSON
}

func (c *exportNational) Run(d *desk) error {
	from, to, err := c.period()
	if err != nil {
		return err
	}
	format := strings.ToLower(filepath.Ext(c.Output))
	if format != ".csv" && format != ".xlsx" {
		return store.Fail(store.Invalid, "文件名请以 .csv 或 .xlsx 结尾。")
	}
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	table, err := (&intake.Desk{Session: session}).NationalList(d, from.Start(), to.End(), c.Purpose)
	if err != nil {
		return err
	}
	data, err := nationalFile(format, table)
	if err != nil {
		return err
	}
	if err := saveFile(c.Output, data); err != nil {
		return err
	}
	return d.report(c.JSON, map[string]any{"file": c.Output, "rows": len(table.Rows), "left_out": table.LeftOut},
		"已导出{{.N}}人到 {{.File}}，没有加密，用完请删除。另有{{.Left}}名保护对象不在里面，请由指定人员录入。",
		store.Args{"N": len(table.Rows), "File": c.Output, "Left": table.LeftOut})
}

func (c *exportNational) period() (from, to calendar.Date, err error) {
	if from, err = calendar.Parse(c.From); err == nil && !from.IsZero() {
		if to, err = calendar.Parse(c.To); err == nil && !to.IsZero() {
			return from, to, nil
		}
	}
	return from, to, store.Fail(store.Invalid, "日期请写成 2026-11-24。").Because(err)
}

func nationalFile(format string, table intake.NationalTable) ([]byte, error) {
	if format == ".xlsx" {
		return report.NationalXLSX(table.Fields, table.Rows)
	}
	var out bytes.Buffer
	err := intake.WriteNationalCSV(&out, table.Fields, table.Rows)
	return out.Bytes(), err
}
