package shelter

import (
	"context"
	"time"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/internal/store"
)

// SettleMonthsSetting is the key of the setting after how many months somebody
// whose identity is unknown is to be settled.
const SettleMonthsSetting = "shelter.settle_months"

// DefaultSettleMonths: settlement opens after 3 months (2020 national action on
// 落户安置; several provinces since). The clock of the search for family counts
// the same period by a rule of its own.
const DefaultSettleMonths = 3

// SettlementDue is somebody who is to be settled. 落户安置
type SettlementDue struct {
	Resident    intake.Resident
	Name        string
	Since       calendar.Date // from this day on
	ProcedureID string        // the open matter; empty where none was opened
}

// SettlementsDue lists everybody in care whose identity has been unknown for so
// long that settlement opens, longest here first.
func (h *House) SettlementsDue(ctx context.Context) (all []SettlementDue, err error) {
	err = h.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		months, err := findSettleMonths(tx)
		if err != nil {
			return err
		}
		open, err := intake.FindOpenStays(tx)
		if err != nil {
			return err
		}
		for _, r := range open {
			due, ok := settlementDue(r, months, tx.Now())
			if !ok {
				continue
			}
			p, _, err := findProcedureOf(tx, r.Stay.ID, ProcedureSettlement)
			if err != nil {
				return err
			}
			due.ProcedureID = p.ID
			all = append(all, due)
		}
		return nil
	})
	return all, err
}

func findSettleMonths(tx *access.Tx) (int, error) {
	return settingOr(tx, SettleMonthsSetting, DefaultSettleMonths)
}

// settlementDue reports whether the period has ended. Months end on the
// corresponding day (民法典 §202).
func settlementDue(r intake.Resident, months int, now time.Time) (SettlementDue, bool) {
	since := calendar.On(r.Stay.ArrivedAt).AddMonths(months)
	due := SettlementDue{Resident: r, Name: shownName(r), Since: since}
	return due, r.Person.Identity == intake.IdentityUnknown && !calendar.On(now).Before(since)
}

// OpenSettlement opens the matter with its list of what the file must hold. A
// station may open it before the period has ended.
func (h *House) OpenSettlement(ctx context.Context, stayID string) (p Procedure, err error) {
	err = h.Session.Write(ctx, access.Register, func(tx *access.Tx) error {
		stay, err := findReadable(tx, stayID)
		if err != nil {
			return err
		}
		if !stay.State.Open() {
			return store.Fail(store.Conflict, "此人已经离站，不用再登记。")
		}
		p = Procedure{Kind: ProcedureSettlement, StayID: stayID, PersonID: stay.PersonID}
		if err := insertProcedure(tx, &p); err != nil {
			return err
		}
		if err := p.fill(tx); err != nil {
			return err
		}
		return tx.Audit(access.Entry{Action: "procedure.open", Table: "procedure_case", Target: p.ID, Person: p.PersonID, Detail: map[string]any{"kind": string(p.Kind)}})
	})
	return p, err
}
