package shelter

import (
	"context"
	"slices"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// weekDays is how many days a roster is planned for at a time.
const weekDays = 7

// ChangeDuty takes a shift off the roster and puts another in its place: both,
// or neither.
func (h *House) ChangeDuty(ctx context.Context, dutyID string, d Duty) (Duty, error) {
	err := h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		if err := takeOff(tx, dutyID); err != nil {
			return err
		}
		return planDuty(tx, &d)
	})
	return d, err
}

// CopyWeek plans the week that begins on a day like the week before: the same
// people, shifts and posts. What is planned already stays, and whoever left or
// whatever shift there is no more is passed over. It returns what was added.
func (h *House) CopyWeek(ctx context.Context, first calendar.Date) (added []Duty, err error) {
	err = h.Session.Write(ctx, access.LayOutBeds, func(tx *access.Tx) error {
		before, err := findDuties(tx, first.AddDays(-weekDays).Start(), first.Start())
		if err != nil {
			return err
		}
		now, err := findDuties(tx, first.Start(), first.AddDays(weekDays).Start())
		if err != nil {
			return err
		}
		if len(before) == 0 {
			return store.Fail(store.NotFound, "上一周没有排班，没有可以复制的。")
		}
		added, err = copyDuties(tx, before, now)
		return err
	})
	return added, err
}

// copyDuties plans duties a week later, as far as they can be.
func copyDuties(tx *access.Tx, before, now []Duty) (added []Duty, err error) {
	shifts, err := findShifts(tx)
	if err != nil {
		return nil, err
	}
	active, err := findActiveAccounts(tx)
	if err != nil {
		return nil, err
	}
	for _, d := range before {
		d.Day = d.Day.AddDays(weekDays)
		there := slices.ContainsFunc(now, func(o Duty) bool { return o.AccountID == d.AccountID && o.Day == d.Day && o.Shift == d.Shift })
		known := slices.ContainsFunc(shifts, func(s WorkShift) bool { return s.Code == d.Shift })
		if there || !known || !active[d.AccountID] {
			continue
		}
		if err := planDuty(tx, &d); err != nil {
			return nil, err
		}
		added = append(added, d)
	}
	return added, nil
}
