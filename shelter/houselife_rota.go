package shelter

import (
	"context"
	"slices"
	"time"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// RotaJob is something that comes round for every room.
type RotaJob struct {
	Job  string `json:"job"`  // rota_job table
	Days int    `json:"days"` // so many days after it was done last
}

// RotaSetting is the key of the setting that holds a station's []RotaJob.
const RotaSetting = "shelter.rota"

// DefaultRota is what a station starts with; no rule names intervals.
func DefaultRota() []RotaJob { return []RotaJob{{"linen", 7}, {"bath", 2}, {"clean", 1}} }

// RotaDue is a job of a room.
type RotaDue struct {
	Room    Room
	Job     string
	Last    time.Time     // when it was done last; zero for never
	By      string        // by which account
	Due     calendar.Date // on which day it is due
	Overdue bool          // that day has passed
}

// Rota lists every job of every room, what is due first at the head. A room
// for which a job was never done is due today.
func (h *House) Rota(ctx context.Context) (all []RotaDue, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findRota(tx)
		return err
	})
	return all, err
}

func findRota(tx *access.Tx) (all []RotaDue, err error) {
	jobs, err := settingOr(tx, RotaSetting, DefaultRota())
	if err != nil {
		return nil, err
	}
	plan, err := findPlan(tx)
	if err != nil {
		return nil, err
	}
	done, err := findLastDone(tx)
	if err != nil {
		return nil, err
	}
	today := calendar.On(tx.Now())
	for _, room := range plan.Rooms {
		for _, job := range jobs {
			d := done[roomJob{room.ID, job.Job}]
			d.Room, d.Job, d.Due = room, job.Job, today
			if !d.Last.IsZero() {
				d.Due = calendar.On(d.Last).AddDays(job.Days)
			}
			d.Overdue = d.Due.Before(today)
			all = append(all, d)
		}
	}
	slices.SortStableFunc(all, func(a, b RotaDue) int { return a.Due.Compare(b.Due) })
	return all, nil
}

// SaveRota sets which jobs come round and how often.
func (h *House) SaveRota(ctx context.Context, jobs []RotaJob) error {
	for _, j := range jobs {
		if err := checkCode("rota_job", j.Job, "job"); err != nil {
			return err
		}
		if j.Days < 1 {
			return store.Fail(store.Invalid, "间隔天数至少是1天。").On("days")
		}
	}
	return h.saveSetting(ctx, RotaSetting, jobs, len(jobs))
}

// RotaDone records that a job of a room was done.
func (h *House) RotaDone(ctx context.Context, roomID, job string) error {
	if err := checkCode("rota_job", job, "job"); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if _, err := findRoom(tx, roomID); err != nil {
			return err
		}
		if err := insertRotaDone(tx, roomID, job); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rota.done", Table: "room", Target: roomID, Detail: map[string]any{"job": job}})
	})
}

// RotaUndone takes back that a job of a room was done, where this account
// recorded it last and within the hour: a slip of the finger, not a correction.
func (h *House) RotaUndone(ctx context.Context, roomID, job string) error {
	return h.Session.Write(ctx, access.AssignBeds, func(tx *access.Tx) error {
		if err := deleteRotaDone(tx, roomID, job); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "rota.undone", Table: "room", Target: roomID, Detail: map[string]any{"job": job}})
	})
}

// RotaJobs lists which jobs come round and how often.
func (h *House) RotaJobs(ctx context.Context) (all []RotaJob, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = settingOr(tx, RotaSetting, DefaultRota())
		return err
	})
	return all, err
}
