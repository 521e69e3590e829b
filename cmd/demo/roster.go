package demo

import (
	"time"

	"guitu/internal/calendar"
	"guitu/shelter"
)

// onShift is who works a shift, and at what.
type onShift struct{ account, post string }

// dayShifts and nightShifts are who works, by the days of the week from Monday.
// Each has a woman; one night has none, see planWeek.
var (
	dayShifts = [][]onShift{
		{{"head", "lead"}, {"desk", "desk"}, {"tracing", "care"}}, {{"head", "lead"}, {"desk", "desk"}}, {{"desk", "desk"}, {"tracing", "care"}, {"admin", "guard"}},
		{{"head", "lead"}, {"tracing", "desk"}}, {{"head", "lead"}, {"desk", "desk"}}, {{"desk", "desk"}, {"admin", "guard"}}, {{"tracing", "desk"}, {"admin", "guard"}},
	}
	nightShifts = [][]onShift{
		{{"shelter", "lead"}, {"volunteer", "care"}}, {{"shelter", "lead"}, {"tracing", "care"}}, {{"shelter", "lead"}, {"head", "care"}},
		{{"shelter", "lead"}, {"desk", "care"}}, {{"shelter", "lead"}, {"tracing", "care"}}, {{"shelter", "lead"}, {"tracing", "care"}}, {{"shelter", "lead"}, {"desk", "care"}},
	}
)

// planWeek puts this week on the roster, and the night before it. The night that
// is under way when the story ends, or the next one, has no woman, so that the
// warning of it is to be seen.
func (w *world) planWeek() error {
	today := calendar.On(w.end)
	alone := today
	if w.end.Before(today.At(8, 0)) {
		alone = today.AddDays(-1)
	}
	monday := today.AddDays(-weekday(today))
	for n := -1; n < 7; n++ {
		day := monday.AddDays(n)
		night := nightShifts[weekday(day)]
		if day == alone {
			night = []onShift{{"shelter", "lead"}}
		}
		if err := w.planShift(day, "day", dayShifts[weekday(day)]); err != nil {
			return err
		}
		if err := w.planShift(day, "night", night); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) planShift(day calendar.Date, shift string, people []onShift) error {
	for _, who := range people {
		if _, err := w.house.PlanDuty(w.ctx, shelter.Duty{AccountID: w.ids[who.account], Day: day, Shift: shift, Post: who.post}); err != nil {
			return err
		}
	}
	return nil
}

// weekday counts from Monday, which is 0.
func weekday(d calendar.Date) int {
	return (int(d.Weekday()-time.Monday) + 7) % 7
}
