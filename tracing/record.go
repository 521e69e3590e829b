package tracing

import (
	"context"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/store"
)

// Record puts a step on record; the clock that asked for it stands still. The
// case is opened with the first and closed by a reunion.
func (o *Office) Record(ctx context.Context, stayID string, r StepRecord) (step Step, err error) {
	err = o.Session.Write(ctx, access.Trace, func(tx *access.Tx) error {
		resident, err := intake.FindResident(tx, stayID)
		if err != nil {
			return err
		}
		if resident.Person.Hidden {
			return access.ErrProtected()
		}
		if resident.Stay.State == intake.Refused {
			return store.Fail(store.Invalid, "这次没有给予救助，不用记寻亲。要寻亲请先登记来站。")
		}
		if err := r.check(resident.Stay.ArrivedAt, tx.Now()); err != nil {
			return err
		}
		caseID, err := openCase(tx, resident)
		if err != nil {
			return err
		}
		step = Step{CaseID: caseID, PersonID: resident.Person.ID, Kind: r.Kind, DoneAt: r.DoneAt, Actor: tx.Actor().ID, StepNote: r.StepNote}
		if err := insertStep(tx, &step); err != nil {
			return err
		}
		if step.Kind == Reunion {
			if err := closeCase(tx, caseID); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "trace.step", Table: "trace_step", Target: step.ID, Person: step.PersonID,
			Detail: map[string]any{"kind": string(step.Kind)}})
	})
	return step, err
}

// Withdraw takes back a step that was recorded by mistake; its clock runs
// again, and the case that a reunion closed is open again. What was recorded
// stays visible as withdrawn.
func (o *Office) Withdraw(ctx context.Context, stepID string) error {
	return o.Session.Write(ctx, access.Trace, func(tx *access.Tx) error {
		step, err := findStep(tx, stepID)
		if err != nil {
			return err
		}
		person, err := intake.FindPerson(tx, step.PersonID)
		if err != nil {
			return err
		}
		if person.Hidden {
			return access.ErrProtected()
		}
		if !step.Counts() {
			return store.Fail(store.Conflict, "这一步已经撤回了。")
		}
		if err := withdrawStep(tx, step); err != nil {
			return err
		}
		if step.Kind == Reunion {
			if err := reopenCase(tx, step.CaseID, step.PersonID); err != nil {
				return err
			}
		}
		return tx.Audit(access.Entry{Action: "trace.withdraw", Table: "trace_step", Target: stepID, Person: step.PersonID,
			Detail: map[string]any{"kind": string(step.Kind)}})
	})
}

// Steps reads what was done for a person, the oldest first.
func (o *Office) Steps(ctx context.Context, personID string) (steps []Step, err error) {
	err = o.Session.Read(ctx, access.ReadPeople, func(tx *access.Tx) error {
		files, err := intake.FindSame(tx, personID)
		if err != nil {
			return err
		}
		steps, err = findSteps(tx, files)
		return err
	})
	return steps, err
}
