package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

type costJobs struct {
	Month costMonth `cmd:"" help:"一个月的费用合计，按种类和机构，供审计核对"`
}

type costMonth struct {
	Month string `required:"" help:"月份，如 2026-11" placeholder:"MONTH"`
	asJSON
}

func (c *costMonth) Run(d *desk) error {
	first, err := readMonth(strings.TrimSpace(c.Month))
	if err != nil {
		return err
	}
	return withHouse(d, func(house *shelter.House) error {
		m, err := house.CostMonth(d, calendar.Date{Year: first.Year(), Month: first.Month(), Day: 1})
		if err != nil {
			return err
		}
		if c.JSON {
			return d.writeJSON(costFacts(c.Month, m))
		}
		return c.table(d, m)
	})
}

// costFacts is a month as machines read it. Amounts are in fen; people are left
// out.
func costFacts(month string, m shelter.CostMonth) map[string]any {
	institutions := []map[string]any{}
	n := 0
	for _, s := range m.ByInstitution {
		institutions = append(institutions, map[string]any{"id": s.ID, "name": s.Name, "fen": s.Fen, "entries": s.N})
		n += s.N
	}
	return map[string]any{"month": month, "total_fen": m.TotalFen, "entries": n, "by_kind_fen": m.ByKind, "by_institution": institutions}
}

func (c *costMonth) table(d *desk, m shelter.CostMonth) error {
	words := codeWords("cost_kind")
	rows := [][]string{{say("种类", nil), say("金额（元）", nil)}}
	for _, kind := range slices.Sorted(maps.Keys(m.ByKind)) {
		rows = append(rows, []string{words[kind], shelter.Yuan(m.ByKind[kind])})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	rows = [][]string{{say("机构", nil), say("笔数", nil), say("金额（元）", nil)}}
	n := 0
	for _, s := range m.ByInstitution {
		name := s.Name
		if name == "" {
			name = say("（没有填）", nil)
		}
		rows = append(rows, []string{name, strconv.Itoa(s.N), shelter.Yuan(s.Fen)})
		n += s.N
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	return d.tell("{{.Month}} 共{{.N}}笔，{{.Yuan}}元。", store.Args{"Month": c.Month, "N": n, "Yuan": shelter.Yuan(m.TotalFen)})
}
