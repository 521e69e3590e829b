package desk

import (
	"context"
	"errors"
	"slices"

	"guitu/intake"
	"guitu/ui/kit"
)

// submitForPrint registers and goes on to the printed form.
func (a *arrival) submitForPrint() { a.sheet.onPaper("register") }

// submit registers what the form says; with paper it goes on to that one.
func (a *arrival) submit(paper string) {
	if !a.loaded || a.ending || a.ended || a.told == conflictTold {
		return
	}
	if a.base.Amends != nil {
		a.amend(paper)
		return
	}
	now := a.sheet.certain(a.read())
	now.Refusal = nil // begun and given up again
	a.finish("正在登记…", func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		return a.desk.Register(ctx, draft)
	}, func(stay intake.Stay) {
		kit.Tell("registered", "stay")
		a.sheet.keepUsed(now)
		a.showOutcome(stay, now)
		if paper != "" {
			a.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/" + paper})
		}
	})
}

// amend saves the completed registration and goes back to the file.
func (a *arrival) amend(paper string) {
	now := a.sheet.certain(a.read())
	a.finish("正在保存补登记…", func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		draft.Arrival = now
		return a.desk.Amend(ctx, draft)
	}, func(stay intake.Stay) {
		kit.Tell("saved", "amend")
		a.sheet.keepUsed(now)
		a.leaveForm(stay)
		a.shell.Toast(kit.Toast{Text: "补登记已保存，每一栏的改动都记在档案的历史里。", Kind: kit.Done})
		if paper != "" {
			a.shell.Go(kit.Route{Name: kit.RoutePapers, ID: stay.ID + "/" + paper})
			return
		}
		a.shell.Go(kit.Route{Name: kit.RoutePerson, ID: stay.PersonID})
	})
}

// finish ends the draft of this page; who was put aside as somebody else is
// written into the files.
func (a *arrival) finish(what string, end func(context.Context, intake.Draft) (intake.Stay, error), done func(intake.Stay)) {
	apart := slices.Clone(a.matches.apart)
	a.end(what, a.photos, func(ctx context.Context, draft intake.Draft) (intake.Stay, error) {
		stay, err := end(ctx, draft)
		if err == nil {
			a.matches.settle(ctx, stay.PersonID, apart)
		}
		return stay, err
	}, func(stay intake.Stay) {
		a.matches.forget()
		done(stay)
	})
}

// end ends the draft by a registration or a refusal: first what was typed
// is saved, so that nothing is lost where the end is refused. photos is nil for
// a page that takes none.
func (w *written) end(what string, photos *photos, end func(context.Context, intake.Draft) (intake.Stay, error), done func(intake.Stay)) {
	w.ending = true
	w.number++
	number, typed := w.number, w.read()
	keep, kept := photos.pending()
	var stay intake.Stay
	var unkept error
	w.shell.Work(what, func(ctx context.Context) (err error) {
		if unkept = keep(ctx); unkept != nil {
			return unkept
		}
		if err = w.keeper.save(ctx, number, typed); err != nil {
			return errUnsaved{err}
		}
		stay, err = end(ctx, w.keeper.stored())
		return err
	}, func(err error) {
		w.ending = false
		if unkept == nil {
			kept(nil)
		}
		if err != nil {
			w.saveFailed(err)
			return
		}
		w.ended = true
		done(stay)
	})
}

// errUnsaved is why the draft itself could not be saved.
type errUnsaved struct{ error }

func (e errUnsaved) Unwrap() error { return e.error }

// saveFailed shows an error of the end at its field, or for the whole page.
func (w *written) saveFailed(err error) {
	if unsaved, ok := errors.AsType[errUnsaved](err); ok {
		w.saved(unsaved.error)
		return
	}
	draft := w.keeper.stored()
	w.base = draft.Arrival
	w.sayKept(draft.UpdatedAt)
	if !w.form.Fail(err) {
		w.shell.Fail(err)
	}
}
