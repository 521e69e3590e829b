package main

import (
	"time"

	"guitu/intake"
	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/printing"
)

type printShift struct {
	Since   string `help:"从什么时候起，如 2026-11-24 08:00，不写时从上次交班起" placeholder:"TIME"`
	TakenBy string `help:"接班人，印在表上" placeholder:"NAME"`
	Note    string `help:"交班说明" placeholder:"TEXT"`
	Output  string `short:"o" required:"" help:"PDF 写到这里" placeholder:"FILE" type:"path"`
	asJSON
}

// shiftLength is how far back a shift goes where none was handed over yet.
const shiftLength = 12 * time.Hour

func (c *printShift) Run(d *desk) error {
	session, _, closeAll, err := d.signIn()
	if err != nil {
		return err
	}
	defer closeAll()
	papers := papersOf(session)
	since, err := c.since(d, papers.Desk, session.DB().Now())
	if err != nil {
		return err
	}
	shift, err := papers.Desk.Shift(d, since)
	if err != nil {
		return err
	}
	result, err := papers.ShiftPDF(d, shift, printing.ShiftNote{TakenBy: c.TakenBy, Note: c.Note})
	if err != nil {
		return err
	}
	if c.JSON {
		return d.savePaper(c.Output, result, map[string]any{"from": shift.From, "to": shift.To, "present": shift.Present})
	}
	return d.savePaper(c.Output, result, nil)
}

// since is the moment that was asked for, and otherwise when the last shift was
// handed over.
func (c *printShift) since(d *desk, reception *intake.Desk, now time.Time) (time.Time, error) {
	if c.Since != "" {
		for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly} {
			if t, err := time.ParseInLocation(layout, c.Since, calendar.Zone); err == nil {
				return t, nil
			}
		}
		return time.Time{}, store.Fail(store.Invalid, "--since 的时间请写成 2026-11-24 08:00。").On("since")
	}
	last, ok, err := reception.LastHandover(d)
	if err != nil {
		return time.Time{}, err
	}
	if ok {
		return last.To, nil
	}
	return now.Add(-shiftLength), nil
}
