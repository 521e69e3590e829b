package main

import (
	"strconv"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

type reportReconcile struct {
	File string `arg:"" help:"名单，CSV 文件，第一行是列名（救助编号、姓名、身份证号、入站日期）" placeholder:"FILE"`
	asJSON
}

func (c *reportReconcile) Run(d *desk) error {
	list, err := readList(c.File)
	if err != nil {
		return err
	}
	rows, err := shelter.NationalRows(list)
	if err != nil {
		return err
	}
	return withHouse(d, func(house *shelter.House) error {
		r, err := house.Reconcile(d, rows)
		if err != nil {
			return err
		}
		if c.JSON {
			return d.writeJSON(reconciliationFacts(r))
		}
		return d.reconciliation(r)
	})
}

// reconciliation writes by numbers alone: who is meant is looked up in the
// station or in the list.
func (d *desk) reconciliation(r shelter.Reconciliation) error {
	args := store.Args{"Here": r.Here, "There": r.There, "Same": r.Same}
	if err := d.tell("本站在站 {{.Here}} 人，名单 {{.There}} 行，一致 {{.Same}} 人。", args); err != nil {
		return err
	}
	var rows [][]string
	for _, who := range r.MissingThere {
		rows = append(rows, []string{say("名单上没有", nil), who.Stay.Number, calendar.On(who.Stay.ArrivedAt).String()})
	}
	for _, row := range r.MissingHere {
		rows = append(rows, []string{say("本站没有", nil), say("第{{.N}}行", store.Args{"N": row.Line}), row.Number})
	}
	for _, diff := range r.Differ {
		for _, f := range diff.Fields {
			rows = append(rows, []string{say("不一致", nil), diff.Resident.Stay.Number, say(shelter.NationalFieldWords[f.Field], nil)})
		}
	}
	if r.Hidden > 0 {
		rows = append(rows, []string{say("保护对象未核对", nil), strconv.Itoa(r.Hidden), ""})
	}
	return d.columns(rows)
}

func reconciliationFacts(r shelter.Reconciliation) map[string]any {
	there, here, differ := []string{}, []int{}, []map[string]any{}
	for _, who := range r.MissingThere {
		there = append(there, who.Stay.Number)
	}
	for _, row := range r.MissingHere {
		here = append(here, row.Line)
	}
	for _, diff := range r.Differ {
		fields := make([]string, len(diff.Fields))
		for i, f := range diff.Fields {
			fields[i] = f.Field
		}
		differ = append(differ, map[string]any{"number": diff.Resident.Stay.Number, "line": diff.Row.Line, "fields": fields})
	}
	return map[string]any{"here": r.Here, "there": r.There, "same": r.Same, "missing_there": there, "missing_here": here, "differ": differ, "hidden": r.Hidden}
}
