package main

import (
	"time"

	"guitu/internal/calendar"
	"guitu/shelter"
)

type rosterJobs struct {
	Now rosterNow `cmd:"" help:"现在谁在岗，有没有女工作人员"`
}

type rosterNow struct{ asJSON }

func (c *rosterNow) Run(d *desk) error {
	return withHouse(d, func(house *shelter.House) error {
		on, err := house.OnNow(d, house.Session.DB().Now())
		if err != nil {
			return err
		}
		shifts, err := house.Shifts(d)
		if err != nil {
			return err
		}
		if c.JSON {
			return d.writeJSON(rosterFacts(on))
		}
		return c.table(d, on, shifts)
	})
}

// rosterFacts is who is on as machines read it.
func rosterFacts(on []shelter.Duty) map[string]any {
	all := []map[string]any{}
	for _, d := range on {
		all = append(all, map[string]any{"name": d.Name, "sex": d.Sex, "shift": d.Shift, "post": d.Post,
			"from": d.From.In(calendar.Zone).Format(time.RFC3339), "to": d.To.In(calendar.Zone).Format(time.RFC3339)})
	}
	return map[string]any{"on": all, "woman_on": shelter.WomanAmong(on)}
}

func (c *rosterNow) table(d *desk, on []shelter.Duty, shifts []shelter.WorkShift) error {
	if len(on) == 0 {
		return d.tell("现在没有排班。", nil)
	}
	sex, post := codeWords("sex"), codeWords("duty_post")
	var rows [][]string
	for _, duty := range on {
		name := duty.Shift
		for _, s := range shifts {
			if s.Code == duty.Shift {
				name = s.Name
			}
		}
		rows = append(rows, []string{duty.Name, sex[duty.Sex], name, post[duty.Post], duty.From.In(calendar.Zone).Format("01-02 15:04") + "–" + duty.To.In(calendar.Zone).Format("15:04")})
	}
	if err := d.columns(rows); err != nil {
		return err
	}
	if !shelter.WomanAmong(on) {
		return d.tell("现在没有女工作人员在岗：女求助人由女工作人员照料。", nil)
	}
	return nil
}
