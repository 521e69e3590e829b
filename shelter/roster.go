package shelter

import (
	"context"
	"slices"
	"strings"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// WorkShift is a shift of the day. One that ends at or before it begins ends on
// the next day.
type WorkShift struct {
	Code string `json:"code"`
	Name string `json:"name"`
	From string `json:"from"` // 08:00
	To   string `json:"to"`
}

// ShiftsSetting is the key of the setting that holds a station's []WorkShift.
const ShiftsSetting = "shelter.shifts"

// DefaultShifts are two a day: a station receives people day and night (工作规程,
// 民发〔2014〕132号).
func DefaultShifts() []WorkShift {
	return []WorkShift{{"day", "白班", "08:00", "20:00"}, {"night", "夜班", "20:00", "08:00"}}
}

// hours are when the shift of a day begins and ends.
func (s WorkShift) hours(d calendar.Date) (from, to time.Time) {
	from, to = atClock(d, s.From), atClock(d, s.To)
	if !to.After(from) {
		to = atClock(d.AddDays(1), s.To)
	}
	return from, to
}

// Duty is one shift that one member of staff is to work. 排班
type Duty struct {
	ID        string
	AccountID string
	Name      string // the account's, as papers print it
	Sex       string // GB/T 2261.1, of the account
	Day       calendar.Date
	Shift     string // code of a WorkShift
	Post      string // duty_post table
	From, To  time.Time
	version   int64
}

// Shifts lists the shifts of a day.
func (h *House) Shifts(ctx context.Context) (all []WorkShift, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findShifts(tx)
		return err
	})
	return all, err
}

func findShifts(tx *access.Tx) ([]WorkShift, error) {
	return settingOr(tx, ShiftsSetting, DefaultShifts())
}

// SaveShifts sets the shifts of a day. What was planned keeps its hours.
func (h *House) SaveShifts(ctx context.Context, shifts []WorkShift) error {
	seen := map[string]bool{}
	for _, s := range shifts {
		if strings.TrimSpace(s.Code) == "" || strings.TrimSpace(s.Name) == "" || seen[s.Code] {
			return store.Fail(store.Invalid, "每个班次都要有名称，代码不能重复。").On("name")
		}
		seen[s.Code] = true
		for _, at := range []string{s.From, s.To} {
			if _, _, err := clockTime(at); err != nil {
				return err
			}
		}
	}
	return h.saveSetting(ctx, ShiftsSetting, shifts, len(shifts))
}

// PlanDuty puts somebody on the roster.
func (h *House) PlanDuty(ctx context.Context, d Duty) (Duty, error) {
	err := h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error { return planDuty(tx, &d) })
	return d, err
}

func planDuty(tx *access.Tx, d *Duty) error {
	shifts, err := findShifts(tx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(shifts, func(s WorkShift) bool { return s.Code == d.Shift })
	if i < 0 || d.Day.IsZero() {
		return store.Fail(store.Invalid, "请选择日期和班次。").On("shift")
	}
	if err := checkCode("duty_post", d.Post, "post"); err != nil {
		return err
	}
	d.From, d.To = shifts[i].hours(d.Day)
	if err := insertDuty(tx, d); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "duty.plan", Table: "duty", Target: d.ID, Detail: map[string]any{"account": d.AccountID, "day": d.Day.String(), "shift": d.Shift}})
}

// CancelDuty takes shifts off the roster: all of them, or none.
func (h *House) CancelDuty(ctx context.Context, dutyIDs ...string) error {
	return h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		for _, id := range dutyIDs {
			if err := takeOff(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

func takeOff(tx *access.Tx, dutyID string) error {
	if err := cancelDuty(tx, dutyID); err != nil {
		return err
	}
	return tx.Audit(access.Entry{Action: "duty.cancel", Table: "duty", Target: dutyID})
}

// Roster lists the shifts that begin on one of the days, by time.
func (h *House) Roster(ctx context.Context, from, to calendar.Date) (all []Duty, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findDuties(tx, from.Start(), to.End())
		return err
	})
	return all, err
}

// OnNow lists who is on the roster at a moment; disabled accounts are left out.
func (h *House) OnNow(ctx context.Context, at time.Time) (all []Duty, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findOnDuty(tx, at)
		return err
	})
	return all, err
}

// WomanOnDuty reports whether a woman is on the roster at a moment: women are
// cared for by women (国务院令381号 art. 8). It is false too where nobody was
// planned at all; OnNow tells the two apart.
func (h *House) WomanOnDuty(ctx context.Context, at time.Time) (bool, error) {
	on, err := h.OnNow(ctx, at)
	return WomanAmong(on), err
}

// WomanAmong reports whether one of those on duty is a woman.
func WomanAmong(on []Duty) bool {
	return slices.ContainsFunc(on, func(d Duty) bool { return d.Sex == Women })
}
