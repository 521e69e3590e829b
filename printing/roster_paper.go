package printing

import (
	"context"
	"slices"
	"strconv"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter"
)

// RosterPDF makes 值班表 of the seven days from the first on. It hangs on the
// wall: it names staff and nobody in care.
func (p *Papers) RosterPDF(ctx context.Context, first calendar.Date) (Result, error) {
	last := first.AddDays(6)
	house := &shelter.House{Session: p.Session}
	duties, err := house.Roster(ctx, first, last)
	if err != nil {
		return Result{}, err
	}
	shifts, err := house.Shifts(ctx)
	if err != nil {
		return Result{}, err
	}
	o, err := p.disclosed(ctx, "", access.Entry{Action: "roster.print", Table: "duty", Detail: map[string]any{"from": first.String()}})
	if err != nil {
		return Result{}, err
	}
	form, err := Find("roster")
	if err != nil {
		return Result{}, err
	}
	form.dateColumns(first)
	v := Values{"from": first.Chinese(), "to": last.Chinese(), "shifts": shiftWords(shifts),
		"rows": rosterRows(duties, shifts, first), "no_woman": withoutWoman(duties, shifts, first)}
	return Render(form, v, o)
}

// dateColumns writes the dates behind the days of the week.
func (t *Template) dateColumns(first calendar.Date) {
	for i := range t.Blocks {
		table := t.Blocks[i].Table
		if table == nil || table.Field != "rows" {
			continue
		}
		table.Columns = slices.Clone(table.Columns)
		for c := range table.Columns {
			for n := range 7 {
				if day := first.AddDays(n); table.Columns[c].Key == "d"+strconv.Itoa(n+1) {
					table.Columns[c].Title += store.Fill("{{.M}}-{{.D}}", store.Args{"M": int(day.Month), "D": day.Day})
				}
			}
		}
	}
}

func shiftWords(shifts []shelter.WorkShift) string {
	var all []string
	for _, s := range shifts {
		all = append(all, s.Name+" "+s.From+"–"+s.To)
	}
	return joined("；", all...)
}

// rosterRows has a line for everybody who is on in the week, in the order in
// which they come first.
func rosterRows(duties []shelter.Duty, shifts []shelter.WorkShift, first calendar.Date) []map[string]string {
	var rows []map[string]string
	at := map[string]int{}
	for _, d := range duties {
		i, known := at[d.AccountID]
		if !known {
			i = len(rows)
			at[d.AccountID] = i
			rows = append(rows, map[string]string{"name": joined("，", d.Name, CodeWord("sex", d.Sex), CodeWord("duty_post", d.Post))})
		}
		key := "d" + strconv.Itoa(d.Day.Sub(first)+1)
		rows[i][key] = joined("、", rows[i][key], shiftName(shifts, d.Shift))
	}
	return rows
}

// withoutWoman names the shifts that somebody is on and no woman: women are
// cared for by women (国务院令第381号 art. 8).
func withoutWoman(duties []shelter.Duty, shifts []shelter.WorkShift, monday calendar.Date) string {
	var all []string
	for n := range 7 {
		day := monday.AddDays(n)
		for _, s := range shifts {
			on, woman := false, false
			for _, d := range duties {
				if d.Day == day && d.Shift == s.Code {
					on, woman = true, woman || d.Sex == shelter.Women
				}
			}
			if on && !woman {
				all = append(all, store.Fill("{{.M}}月{{.D}}日", store.Args{"M": int(day.Month), "D": day.Day})+s.Name)
			}
		}
	}
	return first(joined("、", all...), "无")
}

func shiftName(shifts []shelter.WorkShift, code string) string {
	for _, s := range shifts {
		if s.Code == code {
			return s.Name
		}
	}
	return code
}
