package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// written is the draft of a page while it is typed: when it is saved, what is
// said of that, and the choice where two windows changed it. The page fills in
// the functions.
type written struct {
	shell  Shell
	desk   *intake.Desk
	id     string
	keeper *keeper
	form   *kit.Form

	read  func() intake.Arrival  // as the form says it
	put   func(a intake.Arrival) // into the form, in place of what stands there
	begun func()                 // after the draft was put into the form

	state  *kit.Text
	mine   *kit.Button // keeps this window's words where two changed a draft
	theirs *kit.Button // takes the other's

	loaded  bool
	showing bool // between Enter and Leave
	saving  bool // a save is under way
	ending  bool // a registration or a refusal is under way
	ended   bool // the draft is no more
	number  int  // of the newest save
	base    intake.Arrival
	told    string // why the draft is not saved
	rest    *time.Timer
}

func newWritten(shell Shell, draftID string) *written {
	w := &written{shell: shell, desk: shell.Desk(), id: draftID, begun: func() {}}
	w.keeper = &keeper{desk: w.desk}
	w.state = kit.NewText(lang.L("正在打开草稿…"))
	w.state.Whole, w.state.Color = false, kit.Faint
	w.mine = kit.NewButton("保留我写的", "", w.keepMine)
	w.theirs = kit.NewButton("载入对方的", "", w.load)
	w.mine.Hide()
	w.theirs.Hide()
	return w
}

// load reads the draft into the form, in place of what stands there.
func (w *written) load() {
	w.shell.Work("正在打开草稿…", func(ctx context.Context) error { return w.keeper.load(ctx, w.id) }, func(err error) {
		if err != nil {
			w.tell(kit.Say(err), kit.Overdue)
			w.shell.Fail(err)
			return
		}
		draft := w.keeper.stored()
		w.base, w.loaded, w.told = draft.Arrival, true, ""
		w.put(draft.Arrival)
		w.conflict(false)
		w.sayKept(draft.UpdatedAt)
		w.begun()
	})
}

// leaveWait is how long a page that is left may wait for its draft.
const leaveWait = 3 * time.Second

// leave stores what was typed before it returns: the keys may be dropped the
// moment after, when the window is locked.
func (w *written) leave() {
	w.showing = false
	if w.rest != nil {
		w.rest.Stop()
	}
	if !w.loaded || w.ended {
		return
	}
	now := w.read()
	if sameArrival(now, w.keeper.stored().Arrival) {
		return
	}
	w.number++
	ctx, cancel := context.WithTimeout(context.Background(), leaveWait)
	defer cancel()
	w.saved(w.keeper.save(ctx, w.number, now))
}

// rests is how long typing rests within one field before it is saved: a power
// cut costs at most the last few words of a long story. Tests set it: a machine
// that is slow is no clerk who pauses.
var rests = 2 * time.Second

// typed is called at each change of a field.
func (w *written) typed() {
	if w.told == "" {
		w.tell(lang.L("有改动"), kit.Faint)
	}
	if w.rest != nil {
		w.rest.Stop()
	}
	w.rest = time.AfterFunc(rests, func() {
		fyne.Do(func() {
			if w.showing {
				w.save()
			}
		})
	})
}

// save stores the draft; while one save is under way the next one waits.
func (w *written) save() {
	if !w.loaded || w.saving || w.ending || w.ended || w.told == conflictTold {
		return
	}
	now := w.read()
	if sameArrival(now, w.keeper.stored().Arrival) {
		w.sayKept(w.keeper.stored().UpdatedAt)
		return
	}
	w.saving = true
	w.number++
	number := w.number
	w.tell(lang.L("正在存…"), kit.Faint)
	w.shell.Work("正在保存草稿…", func(ctx context.Context) error { return w.keeper.save(ctx, number, now) }, func(err error) {
		if w.saving = false; w.ending || w.ended {
			return // what ends the draft saves it first and says how that went
		}
		if w.saved(err); err == nil && w.showing && !sameArrival(w.read(), now) {
			w.save()
		}
	})
}

// conflictTold says that two windows changed the draft.
const conflictTold = "conflict"

// saved says how a save ended. Only here, after the store has answered, does
// the page claim that the draft is kept.
func (w *written) saved(err error) {
	switch {
	case err == nil:
		draft := w.keeper.stored()
		w.base, w.told = draft.Arrival, ""
		w.sayKept(draft.UpdatedAt)
		kit.Tell("saved", "draft")
	case store.KindOf(err) == store.Conflict:
		w.told = conflictTold
		w.conflict(true)
		w.tell(kit.Say(err), kit.Overdue)
	default:
		w.told = "failed"
		w.tell(lang.L("没有存上，内容还在这里。")+kit.Say(err), kit.Overdue)
	}
}

func (w *written) sayKept(at time.Time) {
	w.tell(lang.L("已存 {{.Clock}}", map[string]any{"Clock": at.In(w.shell.Now().Location()).Format("15:04")}), kit.Faint)
}

func (w *written) tell(state string, ink fyne.ThemeColorName) {
	if slip := w.keeper.stored().Slip; slip != "" {
		state = lang.L("草稿 · 单号 {{.Slip}} · {{.State}}", map[string]any{"Slip": slip, "State": state})
	}
	w.state.Paint(state, ink)
}

// conflict shows or hides the choice between two versions of the draft.
func (w *written) conflict(shown bool) {
	w.mine.Hidden, w.theirs.Hidden = !shown, !shown
	w.mine.Refresh()
	w.theirs.Refresh()
}

// keepMine saves this window's words over the other's, on purpose.
func (w *written) keepMine() {
	now := w.read()
	w.shell.Work("正在保存草稿…", func(ctx context.Context) error { return w.keeper.load(ctx, w.id) }, func(err error) {
		if err != nil {
			w.shell.Fail(err)
			return
		}
		w.told, w.base = "", now
		w.conflict(false)
		w.save()
	})
}
