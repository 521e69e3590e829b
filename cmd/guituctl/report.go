package main

import (
	"context"
	"time"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
	"guitu/shelter"
)

type reportJobs struct {
	Daily     reportDaily     `cmd:"" help:"一天的情况"`
	Weekly    reportWeekly    `cmd:"" help:"一周的情况，从星期一起"`
	Monthly   reportMonthly   `cmd:"" help:"一个月的情况"`
	Period    reportPeriod    `cmd:"" help:"一段时间的情况"`
	Reconcile reportReconcile `cmd:"" help:"在站的人与全国系统导出的名单核对"`
}

// ofDay is what a report about one day, or the week or month around it, asks.
type ofDay struct {
	Date string `help:"哪一天，如 2026-11-24，不写时是今天" placeholder:"DATE"`
	asJSON
}

type (
	reportDaily   struct{ ofDay }
	reportWeekly  struct{ ofDay }
	reportMonthly struct{ ofDay }
)

type reportPeriod struct {
	From string `required:"" help:"从这一天起" placeholder:"DATE"`
	To   string `required:"" help:"到这一天为止，含当天" placeholder:"DATE"`
	asJSON
}

func (c *reportDaily) Run(d *desk) error   { return c.run(d, (*shelter.House).Daily) }
func (c *reportWeekly) Run(d *desk) error  { return c.run(d, (*shelter.House).Weekly) }
func (c *reportMonthly) Run(d *desk) error { return c.run(d, (*shelter.House).Monthly) }

func (c ofDay) run(d *desk, count func(*shelter.House, context.Context, calendar.Date) (shelter.Figures, error)) error {
	day, err := calendar.Parse(c.Date)
	if err != nil {
		return errDate(err)
	}
	return d.reportFigures(c.JSON, func(house *shelter.House, now time.Time) (shelter.Figures, error) {
		if day.IsZero() {
			day = calendar.On(now)
		}
		return count(house, d, day)
	})
}

func (c *reportPeriod) Run(d *desk) error {
	from, err := calendar.Parse(c.From)
	if err != nil {
		return errDate(err)
	}
	to, err := calendar.Parse(c.To)
	if err != nil {
		return errDate(err)
	}
	return d.reportFigures(c.JSON, func(house *shelter.House, _ time.Time) (shelter.Figures, error) { return house.Period(d, from, to) })
}

func errDate(err error) error {
	return store.Fail(store.Invalid, "日期请写成 2026-11-24。").Because(err)
}

// reportFigures writes figures for people or for machines.
func (d *desk) reportFigures(json bool, count func(*shelter.House, time.Time) (shelter.Figures, error)) error {
	session, station, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	house := &shelter.House{Session: session}
	f, err := count(house, session.DB().Now())
	if err != nil {
		return err
	}
	if json {
		return d.writeJSON(figuresFacts(station, f))
	}
	meals, err := house.Meals(d)
	if err != nil {
		return err
	}
	return d.figures(station, f, meals)
}

// figuresFacts are the figures as machines read them.
func figuresFacts(station store.Station, f shelter.Figures) map[string]any {
	issued := make([]map[string]any, len(f.Issued))
	for i, l := range f.Issued {
		issued[i] = map[string]any{"item": l.Item, "size": l.Size, "unit": l.Unit, "issued": l.Issued, "returned": l.Returned}
	}
	overrides := make([]map[string]any, len(f.Override))
	for i, o := range f.Override {
		overrides[i] = map[string]any{"at": o.At.In(calendar.Zone).Format("2006-01-02T15:04:05-07:00"), "bed": o.Bed, "rules": o.Rules}
	}
	return map[string]any{
		"station": station.Name, "from": f.From, "to": f.To, "final": f.Final,
		"before": f.Before, "in": f.In, "in_by": f.InBy, "out": f.Out, "out_by": f.OutBy, "spot": f.Spot, "refused": f.Refused,
		"present": map[string]any{"total": f.Present.Total, "in_station": f.Present.InStation, "hospital": f.Present.Hospital, "placed": f.Present.Placed,
			"protected": f.Present.Protected, "by_sex": f.Present.BySex, "by_age": f.Present.ByAge, "by_category": f.Present.ByCategory},
		"bed_nights": f.Nights, "held_nights": f.Held, "meals": f.Meals, "meals_total": f.MealsAll, "issued": issued, "overrides": overrides,
	}
}

// figures writes the figures for people.
func (d *desk) figures(station store.Station, f shelter.Figures, meals []shelter.MealTime) error {
	title, args := "{{.Station}} {{.From}} 日报", store.Args{"Station": station.Name, "From": f.From}
	if f.From != f.To {
		title, args["To"] = "{{.Station}} {{.From}} 至 {{.To}} 统计", f.To
	}
	if err := d.tell(title, args); err != nil {
		return err
	}
	if !f.Final {
		if err := d.tell("这段时间还没有结束，按现在的情况统计。", nil); err != nil {
			return err
		}
	}
	var rows [][]string
	tongue := printing.Tongue{Say: say, English: english()}
	for _, l := range printing.FigureLines(f, nil, meals, tongue) {
		rows = append(rows, []string{l.Label, l.Number, l.Parts})
	}
	return d.columns(rows)
}
