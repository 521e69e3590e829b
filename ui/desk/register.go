package desk

import (
	"context"
	"errors"

	"guitu/intake"
	"guitu/ui/kit"
)

// submitForPrint registers and goes on to the printed form.
func (a *arrival) submitForPrint() {
	submit := a.sheet.form.OnSubmit
	a.sheet.form.OnSubmit = func() { a.submit("register") }
	a.sheet.form.Submit()
	a.sheet.form.OnSubmit = submit
}

// submit registers what the form says; with paper it goes on to that one.
func (a *arrival) submit(paper string) {
	if !a.loaded || a.ending || a.told == conflictTold {
		return
	}
	now := a.sheet.certain(a.read())
	now.Refusal = nil // begun and given up again
	a.finish("正在登记…", func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		return a.desk.Register(ctx, draft)
	}, func(stay intake.Stay) {
		kit.Tell("registered", "stay")
		a.showOutcome(stay, now)
		if paper != "" {
			a.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/" + paper})
		}
	})
}

// finish ends the draft by a registration or a refusal: first what was typed
// is saved, so that nothing is lost where the end is refused.
func (a *arrival) finish(what string, end func(context.Context, intake.Draft) (intake.Stay, error), done func(intake.Stay)) {
	a.ending = true
	a.number++
	number, typed := a.number, a.read()
	keep, kept := a.photos.pending()
	var stay intake.Stay
	var unkept error
	a.shell.Work(what, func(ctx context.Context) (err error) {
		if unkept = keep(ctx); unkept != nil {
			return unkept
		}
		if err = a.keeper.save(ctx, number, typed); err != nil {
			return errUnsaved{err}
		}
		stay, err = end(ctx, a.keeper.stored())
		return err
	}, func(err error) {
		a.ending = false
		if unkept == nil {
			kept(nil)
		}
		if err != nil {
			a.saveFailed(err)
			return
		}
		done(stay)
	})
}

// errUnsaved is why the draft itself could not be saved.
type errUnsaved struct{ error }

func (e errUnsaved) Unwrap() error { return e.error }

// saveFailed shows an error of the end at its field, or for the whole page.
func (a *arrival) saveFailed(err error) {
	if unsaved, ok := errors.AsType[errUnsaved](err); ok {
		a.saved(unsaved.error)
		return
	}
	draft := a.keeper.stored()
	a.base = draft.Arrival
	a.sayKept(draft.UpdatedAt)
	if !a.sheet.form.Fail(err) {
		a.shell.Fail(err)
	}
}
