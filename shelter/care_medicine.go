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

// MedicineOrder is a medicine that somebody takes in the house, on which days
// and at what times. 服药安排
type MedicineOrder struct {
	ID        string
	PersonID  string
	StayID    string
	From      calendar.Date // zero means today
	To        calendar.Date // the last day; zero means until it is stopped
	Ordered   time.Time
	Actor     string
	StoppedAt time.Time
	StoppedBy string
	Medicine
}

// Medicine is what is sealed of a MedicineOrder.
type Medicine struct {
	What       string   `json:"what,omitempty"`
	Dose       string   `json:"dose,omitempty"`       // as on the packet: 1片
	Times      []string `json:"times,omitempty"`      // of the day: 08:00; empty for what is taken when needed
	GivenBy    string   `json:"given_by,omitempty"`   // medicine_by table
	Rules      string   `json:"rules,omitempty"`      // 饭后, not with …
	Prescribed string   `json:"prescribed,omitempty"` // by whom
}

// Check puts the times in order and reports what is missing, bound to its field.
func (m *MedicineOrder) Check() error {
	switch {
	case strings.TrimSpace(m.What) == "":
		return store.Fail(store.Invalid, "请填写药名。").On("what")
	case strings.TrimSpace(m.Dose) == "":
		return store.Fail(store.Invalid, "请填写每次用量，如“1片”。").On("dose")
	case !m.To.IsZero() && m.To.Before(m.From):
		return store.Fail(store.Invalid, "停药日期早于开始日期，请改正。").On("to")
	}
	for _, text := range m.Times {
		if _, _, err := clockTime(text); err != nil {
			return store.Fail(store.Invalid, "时间请写成 07:30 的样子。").On("times").Because(err)
		}
	}
	slices.Sort(m.Times)
	m.Times = slices.Compact(m.Times)
	return checkCode("medicine_by", m.GivenBy, "given_by")
}

// lasts reports whether the order holds on a day.
func (m MedicineOrder) lasts(d calendar.Date) bool {
	return !d.Before(m.From) && (m.To.IsZero() || !d.After(m.To))
}

// due lists when the order is to be given at or after from and before to.
func (m MedicineOrder) due(from, to time.Time) (all []time.Time) {
	for d := calendar.On(from); d.Start().Before(to); d = d.AddDays(1) {
		if !m.lasts(d) {
			continue
		}
		for _, text := range m.Times {
			at := atClock(d, text)
			if !at.Before(from) && at.Before(to) && (m.StoppedAt.IsZero() || at.Before(m.StoppedAt)) && !at.Before(m.Ordered.Truncate(time.Minute)) {
				all = append(all, at)
			}
		}
	}
	return all
}

// OrderMedicine puts a medicine on the round list.
func (h *House) OrderMedicine(ctx context.Context, m MedicineOrder) (MedicineOrder, error) {
	err := h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		if m.From.IsZero() {
			m.From = calendar.On(tx.Now())
		}
		if err := m.Check(); err != nil {
			return err
		}
		stay, err := findReadable(tx, m.StayID)
		if err != nil {
			return err
		}
		if _, err := findCaredFor(tx, m.StayID); err != nil {
			return err
		}
		m.PersonID = stay.PersonID
		if err := insertMedicine(tx, &m); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "medicine.order", Table: "medicine_order", Target: m.ID, Person: m.PersonID})
	})
	return m, err
}

// StopMedicine takes a medicine off the round list from now on.
func (h *House) StopMedicine(ctx context.Context, orderID, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	return h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		m, err := findMedicine(tx, orderID)
		if err != nil {
			return err
		}
		if err := stopMedicine(tx, m); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "medicine.stop", Table: "medicine_order", Target: m.ID, Person: m.PersonID, Private: reason})
	})
}

// Medicines lists what somebody takes or took in a stay, the oldest first.
func (h *House) Medicines(ctx context.Context, stayID string) (all []MedicineOrder, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if _, err := findReadable(tx, stayID); err != nil {
			return err
		}
		all, err = findMedicinesOf(tx, stayID)
		return err
	})
	return all, err
}
