package shelter

import (
	"context"
	"strings"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// Cost is money that was spent: a hospital bill, a placement fee, a ticket, an
// escort's travel. Cash for a short way is kept by the store room. A cost is never changed; a wrong one is cancelled by a
// counter-entry, so that the sums of a month that was reported stay as they
// were.
type Cost struct {
	ID            string
	StayID        string // empty for what was spent on nobody in particular
	PersonID      string
	Kind          string // cost_kind table
	AmountFen     int64  // in 分; negative in a counter-entry
	Voucher       string // 凭证号
	InstitutionID string // empty for none
	Day           calendar.Date
	Recorded      time.Time
	Actor         string
	Cancels       string // id of the cost that this counter-entry takes back
	Cancelled     bool   // a counter-entry takes it back
	Note          string // sealed; the reason, in a counter-entry
}

// largest is the most that is taken for an amount, in 分: more is a slip of the
// finger.
const largest int64 = 1_000_000_000

func (c Cost) check(tx *access.Tx) error {
	if err := checkCode("cost_kind", c.Kind, "kind"); err != nil {
		return err
	}
	switch {
	case c.AmountFen <= 0 || c.AmountFen > largest:
		return store.Fail(store.Invalid, "金额要大于0，请填到分，如 128.50。").On("amount")
	case strings.TrimSpace(c.Voucher) == "":
		return store.Fail(store.Invalid, "请填写凭证号，审计时要逐笔核对。").On("voucher")
	case c.Day.After(calendar.On(tx.Now())):
		return store.Fail(store.Invalid, "日期在将来，请改成实际支出的日期。").On("day")
	}
	return nil
}

// RecordCost enters what was spent. The day is today where none is given.
func (h *House) RecordCost(ctx context.Context, c Cost) (Cost, error) {
	err := h.Session.Write(ctx, access.Depart, func(tx *access.Tx) error {
		if c.Day.IsZero() {
			c.Day = calendar.On(tx.Now())
		}
		c.Cancels = ""
		if err := c.check(tx); err != nil {
			return err
		}
		if c.StayID != "" {
			stay, err := findReadable(tx, c.StayID)
			if err != nil {
				return err
			}
			c.PersonID = stay.PersonID
		}
		if err := insertCost(tx, &c); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "cost.record", Table: "cost", Target: c.ID, Person: c.PersonID, Detail: map[string]any{"kind": c.Kind, "fen": c.AmountFen}})
	})
	return c, err
}

// CancelCost takes a cost back by a counter-entry of today.
func (h *House) CancelCost(ctx context.Context, costID, reason string) (counter Cost, err error) {
	if err := checkReason(reason); err != nil {
		return counter, err
	}
	err = h.Session.Write(ctx, access.StockSupplies, func(tx *access.Tx) error {
		c, err := findCost(tx, costID)
		if err != nil {
			return err
		}
		if c.Cancels != "" {
			return store.Fail(store.Invalid, "冲销记录不能再冲销，请重新记一笔。")
		}
		counter = c
		counter.AmountFen, counter.Day, counter.Cancels, counter.Note = -c.AmountFen, calendar.On(tx.Now()), c.ID, strings.TrimSpace(reason)
		if err := insertCost(tx, &counter); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "cost.cancel", Table: "cost", Target: counter.ID, Person: c.PersonID, Detail: map[string]any{"cancels": c.ID}})
	})
	return counter, err
}

// Costs lists the costs of the days from the first to the last, the oldest
// first, counter-entries among them. It names nobody and is open to auditors;
// notes that an account may not read stay empty.
func (h *House) Costs(ctx context.Context, from, to calendar.Date) (all []Cost, err error) {
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		all, err = findCosts(tx, from, to)
		return err
	})
	return all, err
}

// CostsOf lists the costs of a stay, the oldest first.
func (h *House) CostsOf(ctx context.Context, stayID string) (all []Cost, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		if _, err := findReadable(tx, stayID); err != nil {
			return err
		}
		all, err = findCostsOf(tx, stayID)
		return err
	})
	return all, err
}

// CostMonth is what was spent in a month, counter-entries taken off.
type CostMonth struct {
	First, Last   calendar.Date
	TotalFen      int64
	ByKind        map[string]int64
	ByPerson      []CostSum // the most first
	ByInstitution []CostSum
}

// CostSum is a part of a month's costs.
type CostSum struct {
	ID   string // the person's or the institution's; empty for none
	Name string // empty where this account may not read it
	Fen  int64
	N    int // how many entries
}

// CostMonth sums the month in which a day lies.
func (h *House) CostMonth(ctx context.Context, of calendar.Date) (m CostMonth, err error) {
	m.First = calendar.Date{Year: of.Year, Month: of.Month, Day: 1}
	m.Last = m.First.AddMonths(1).AddDays(-1)
	err = h.Session.Read(ctx, "", func(tx *access.Tx) error {
		if err := m.sum(tx); err != nil {
			return err
		}
		if !h.Session.Can(access.ReadPeople) {
			return nil
		}
		return m.namePeople(tx)
	})
	return m, err
}

func (m *CostMonth) sum(tx *access.Tx) (err error) {
	if m.ByPerson, err = sumCosts(tx, "person", m.First, m.Last); err != nil {
		return err
	}
	if m.ByInstitution, err = sumCosts(tx, "institution", m.First, m.Last); err != nil {
		return err
	}
	kinds, err := sumCosts(tx, "kind", m.First, m.Last)
	m.ByKind = map[string]int64{}
	for _, k := range kinds {
		m.ByKind[k.ID] = k.Fen
		m.TotalFen += k.Fen
	}
	return err
}

func (m *CostMonth) namePeople(tx *access.Tx) error {
	for i, s := range m.ByPerson {
		if s.ID == "" {
			continue
		}
		p, err := intake.FindPerson(tx, s.ID)
		if err != nil {
			return err
		}
		m.ByPerson[i].Name = shownName(intake.Resident{Person: p})
		if !p.Protected && p.Name == "" {
			m.ByPerson[i].Name = "无名氏"
		}
	}
	return nil
}
