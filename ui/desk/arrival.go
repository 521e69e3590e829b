package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"guitu/intake"
	"guitu/internal/store"
	"guitu/ui/kit"
)

// arrival is the page of one registration, from an empty draft to what comes
// after it.
type arrival struct {
	shell  Shell
	desk   *intake.Desk
	id     string
	keeper *keeper

	sheet   *sheet
	photos  *photos
	matches *matches
	state   *kit.Text
	mine    *kit.Button // keeps this window's words where two changed a draft
	theirs  *kit.Button // takes the other's
	foot    fyne.CanvasObject
	body    *fyne.Container // the form, or what came of it
	outcome *outcome

	loaded  bool
	showing bool // between Enter and Leave
	saving  bool // a save is under way
	ending  bool // a registration or a refusal is under way
	number  int  // of the newest save
	base    intake.Arrival
	told    string // why the draft is not saved
	rest    *time.Timer
	stop    func()
}

// NewArrival returns the page of a draft.
func NewArrival(shell Shell, draftID string) kit.View {
	a := &arrival{shell: shell, desk: shell.Desk(), id: draftID}
	a.keeper = &keeper{desk: a.desk}
	a.sheet = newSheet(shell.Now)
	a.photos = newPhotos(shell, draftID)
	a.matches = newMatches(a)
	a.sheet.leadDown(a.matches.enter)
	a.sheet.form.OnDraft = func(string, string) { a.save() }
	a.sheet.form.OnChange = func(string) { a.changed() }
	a.sheet.form.OnSubmit = func() { a.submit("") }
	a.sheet.form.OnLast = func() { a.sheet.form.Submit() }
	a.build()
	a.restoreFolds()
	return a
}

func (a *arrival) build() {
	a.state = kit.NewText(lang.L("正在打开草稿…"))
	a.state.Whole, a.state.Color = false, kit.Faint
	a.mine = kit.NewButton("保留我写的", "", a.keepMine)
	a.theirs = kit.NewButton("载入对方的", "", a.load)
	a.mine.Hide()
	a.theirs.Hide()
	refuse := kit.NewButton("不予救助", "", a.refuse)
	refuse.Role = kit.Danger
	actions := kit.Beside(a.mine, a.theirs,
		kit.NewButton("安检物品", "", func() { a.sheet.form.Focus("belongings") }), refuse,
		kit.NewButton("登记并打印", "print", func() { a.Do("print") }),
		kit.NewPrimary("登记", "save", func() { a.Do("save") }))
	a.foot = container.NewBorder(nil, nil, nil, actions, a.state)
	a.sheet.aside.Content = kit.Margin(kit.Inside, kit.Groups(a.photos.content, a.sheet.aside.Content.(*fyne.Container).Objects[0]))
	columns := container.New(threeColumns{}, sheetOf(a.sheet.aside), sheetOf(a.sheet.scroll), sheetOf(a.matches.content))
	foot := container.NewStack(kit.NewGround(kit.Ground), kit.Margin(kit.Nudge, a.foot))
	a.body = container.NewStack(container.New(layout.NewBorderLayout(nil, foot, nil, nil), columns, foot))
}

func (a *arrival) Content() fyne.CanvasObject { return kit.Margin(kit.Inside, a.body) }

// Enter shows the draft, or what came of it.
func (a *arrival) Enter() {
	a.showing = true
	a.stop = a.shell.OnChange(func(tables map[string]bool) {
		if tables["directory"] || tables["person"] {
			a.matches.look()
		}
	})
	a.photos.watch()
	if a.outcome != nil {
		a.outcome.enter()
		return
	}
	if a.loaded {
		a.save() // what could not be stored before may be now
		a.sheet.form.Focus(a.firstOpen())
		return
	}
	a.load()
}

// load reads the draft into the form, in place of what stands there.
func (a *arrival) load() {
	a.shell.Work("正在打开草稿…", func(ctx context.Context) error { return a.keeper.load(ctx, a.id) }, func(err error) {
		if err != nil {
			a.tell(kit.Say(err), kit.Overdue)
			a.shell.Fail(err)
			return
		}
		draft := a.keeper.stored()
		a.base, a.loaded, a.told = draft.Arrival, true, ""
		a.sheet.put(draft.Arrival)
		a.conflict(false)
		a.sayKept(draft.UpdatedAt)
		a.photos.load()
		a.matches.look()
		a.sheet.form.Focus(a.firstOpen())
	})
}

// firstOpen is the field where the clerk goes on: the way of coming, or the
// name where that is known.
func (a *arrival) firstOpen() string {
	if a.base.CameBy == "" {
		return "came_by"
	}
	return "name"
}

// Leave stores what was typed before it returns: the keys may be dropped the
// moment after, when the window is locked.
func (a *arrival) Leave() {
	a.showing = false
	if a.stop != nil {
		a.stop()
	}
	a.rememberFolds()
	a.photos.leave()
	if a.rest != nil {
		a.rest.Stop()
	}
	if !a.loaded || a.outcome != nil {
		return
	}
	now := a.read()
	if sameArrival(now, a.keeper.stored().Arrival) {
		return
	}
	a.number++
	ctx, cancel := context.WithTimeout(context.Background(), leaveWait)
	defer cancel()
	a.saved(a.keeper.save(ctx, a.number, now))
}

// leaveWait is how long a page that is left may wait for its draft.
const leaveWait = 3 * time.Second

// Do obeys the shortcuts of the window.
func (a *arrival) Do(id string) bool {
	if a.outcome != nil {
		return a.outcome.do(id)
	}
	switch id {
	case "save":
		a.sheet.form.Submit()
	case "print":
		a.submitForPrint()
	case "photo":
		a.photos.pick()
	case "undo":
		return a.photos.undo()
	default:
		return false
	}
	return true
}

// Dropped takes files that were dropped on the window.
func (a *arrival) Dropped(_ fyne.Position, files []fyne.URI) {
	if a.outcome == nil {
		a.photos.addURIs(files)
	}
}

// read is the arrival as the form says it.
func (a *arrival) read() intake.Arrival { return a.sheet.take(a.base) }

// rests is how long typing rests within one field before it is saved: a power
// cut costs at most the last few words of a long story.
const rests = 2 * time.Second

// changed is called at each change of a field.
func (a *arrival) changed() {
	a.matches.look()
	if a.told == "" {
		a.tell(lang.L("有改动"), kit.Faint)
	}
	if a.rest != nil {
		a.rest.Stop()
	}
	a.rest = time.AfterFunc(rests, func() {
		fyne.Do(func() {
			if a.showing {
				a.save()
			}
		})
	})
}

// save stores the draft; while one save is under way the next one waits.
func (a *arrival) save() {
	if !a.loaded || a.saving || a.ending || a.outcome != nil || a.told == conflictTold {
		return
	}
	now := a.read()
	if sameArrival(now, a.keeper.stored().Arrival) {
		a.sayKept(a.keeper.stored().UpdatedAt)
		return
	}
	a.saving = true
	a.number++
	number := a.number
	a.tell(lang.L("正在存…"), kit.Faint)
	a.shell.Work("正在保存草稿…", func(ctx context.Context) error { return a.keeper.save(ctx, number, now) }, func(err error) {
		if a.saving = false; a.ending || a.outcome != nil {
			return // what ends the draft saves it first and says how that went
		}
		if a.saved(err); err == nil && a.showing && !sameArrival(a.read(), now) {
			a.save()
		}
	})
}

// conflictTold says that two windows changed the draft.
const conflictTold = "conflict"

// saved says how a save ended. Only here, after the store has answered, does
// the page claim that the draft is kept.
func (a *arrival) saved(err error) {
	switch {
	case err == nil:
		draft := a.keeper.stored()
		a.base, a.told = draft.Arrival, ""
		a.sayKept(draft.UpdatedAt)
		kit.Tell("saved", "draft")
	case store.KindOf(err) == store.Conflict:
		a.told = conflictTold
		a.conflict(true)
		a.tell(kit.Say(err), kit.Overdue)
	default:
		a.told = "failed"
		a.tell(lang.L("没有存上，内容还在这里。")+kit.Say(err), kit.Overdue)
	}
}

func (a *arrival) sayKept(at time.Time) {
	a.tell(lang.L("已存 {{.Clock}}", map[string]any{"Clock": at.In(a.shell.Now().Location()).Format("15:04")}), kit.Done)
}

func (a *arrival) tell(state string, ink fyne.ThemeColorName) {
	slip := a.keeper.stored().Slip
	if slip != "" {
		state = lang.L("草稿 · 单号 {{.Slip}} · {{.State}}", map[string]any{"Slip": slip, "State": state})
	}
	if ink == kit.Done {
		ink = kit.Faint
	}
	a.state.Paint(state, ink)
}

// conflict shows or hides the choice between two versions of the draft.
func (a *arrival) conflict(shown bool) {
	a.mine.Hidden, a.theirs.Hidden = !shown, !shown
	a.mine.Refresh()
	a.foot.Refresh()
}

// keepMine saves this window's words over the other's, on purpose.
func (a *arrival) keepMine() {
	now := a.read()
	a.shell.Work("正在保存草稿…", func(ctx context.Context) error { return a.keeper.load(ctx, a.id) }, func(err error) {
		if err != nil {
			a.shell.Fail(err)
			return
		}
		a.told, a.base = "", now
		a.conflict(false)
		a.save()
	})
}

func (a *arrival) restoreFolds() {
	for _, title := range groupTitles {
		a.sheet.groups[title].Fold(a.shell.Remembered(foldKey(title)) == "folded")
	}
}

func (a *arrival) rememberFolds() {
	for _, title := range groupTitles {
		fold := ""
		if a.sheet.groups[title].Folded() {
			fold = "folded"
		}
		if a.shell.Remembered(foldKey(title)) != fold {
			a.shell.Remember(foldKey(title), fold)
		}
	}
}

func foldKey(title string) string { return "desk.fold." + title }
