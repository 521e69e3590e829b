package care

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/kit"
)

// ahead is how long before its time a roll-call is offered first.
const ahead = 30 * time.Minute

// roll is 点名: everybody as a tile, one key each. Who is missing stands at the
// right with what is to be done.
type roll struct {
	desk
	rounds   []shelter.RollRound
	calls    []shelter.RollCall // of today
	chosen   string             // name of the round
	call     shelter.RollCall   // without an ID while it was not begun
	searches []shelter.Search

	pick     *kit.Choice
	progress *kit.Text
	state    *kit.Chip
	board    *board
	place    *fyne.Container // the board, or what stands there before it begins
	begin    *kit.Button
	act      *kit.Button // begins or ends
	undoing  *kit.Button
	side     *fyne.Container
	matters  map[string]*matter
	taps     []tap // the last one at the end
	busy     bool  // it is being begun or ended
}

// tap is one that can be taken back.
type tap struct {
	call, stay string
	before     shelter.RollState
}

func newRoll(shell Shell) *kit.Room {
	r := &roll{matters: map[string]*matter{}, progress: kit.NewText(""), state: kit.NewChip(kit.Ring0, "", kit.Faint)}
	r.pick = kit.NewChoice(nil)
	r.pick.OnChanged = func() {
		if r.pick.Chosen() != "" && r.pick.Chosen() != r.chosen {
			r.chosen = r.pick.Chosen()
			r.Load()
		}
	}
	kit.Alone(r.pick, r.focusFirst)
	r.board = newBoard(func(o fyne.Focusable) { r.FocusOn(o) })
	r.board.tap, r.board.key = r.tapped, r.key
	r.begin = kit.NewPrimary("开始点名", "save", r.beginOrEnd)
	r.act = kit.NewPrimary("结束点名", "save", r.beginOrEnd)
	r.undoing = kit.NewButton("撤回上一下", "undo", r.undo)
	r.place = container.NewStack()
	r.side = kit.Groups()
	hint := kit.NewLabel(lang.L("空格或 1 在 · 2 外出 · 3 住院 · 4 未到 · 方向键走动"))
	hint.Whole = false
	foot := kit.Actions([]fyne.CanvasObject{r.undoing, kit.NewButton("打印点名表", "print", r.printSheet)}, r.act)
	side := container.NewVScroll(kit.ClearOfBar(kit.Margin(kit.Nudge, r.side)))
	body := container.New(sideBySide{side: r.side}, r.place, side)
	list := container.NewBorder(kit.Close(over(kit.Beside(r.progress, r.state), r.pick), kit.Margin(kit.Nudge, hint)), foot, nil, nil, kit.Margin(kit.Nudge, body))
	r.use(shell, r.pick, list, r.reload, "rollcall", "procedure_case", "stay", "outing", "absence", "bed_take", "setting")
	room := r.room(r, map[string]func(){"save": r.beginOrEnd, "print": r.printSheet, "undo": r.undo})
	room.Focus = r.focusFirst
	return room
}

// sideBySide gives the board the width, and a third of it to what is to be done
// where there is something.
type sideBySide struct{ side *fyne.Container }

func (s sideBySide) share() float32 {
	if len(s.side.Objects) == 0 {
		return 0
	}
	return 0.36
}

func (s sideBySide) MinSize(o []fyne.CanvasObject) fyne.Size {
	a := o[0].MinSize()
	return fyne.NewSize(a.Width, max(a.Height, 2*kit.Size(kit.TileHeight)))
}

func (s sideBySide) Layout(o []fyne.CanvasObject, size fyne.Size) {
	right := size.Width * s.share()
	o[0].Resize(fyne.NewSize(size.Width-right-kit.Size(kit.Nudge), size.Height))
	o[1].Move(fyne.NewPos(size.Width-right, 0))
	o[1].Resize(fyne.NewSize(right, size.Height))
	if right > 0 {
		o[1].Show()
	} else {
		o[1].Hide()
	}
}

// reload reads the rounds, the one that was chosen and who is looked for.
func (r *roll) reload() {
	var rounds []shelter.RollRound
	var calls []shelter.RollCall
	var call shelter.RollCall
	var searches []shelter.Search
	chosen, now := r.chosen, r.shell.Now()
	r.read(func(ctx context.Context) (err error) {
		house := r.shell.House()
		if rounds, err = house.RollRounds(ctx); err != nil {
			return err
		}
		if calls, err = rollCalls(ctx, house, calendar.On(now)); err != nil {
			return err
		}
		if chosen == "" {
			chosen = nextRound(rounds, calls, now)
		}
		if i := slices.IndexFunc(calls, func(c shelter.RollCall) bool { return c.Name == chosen }); i >= 0 {
			if call, err = house.RollCall(ctx, calls[i].ID); err != nil {
				return err
			}
		}
		searches, err = house.Searches(ctx)
		return err
	}, func() {
		r.rounds, r.calls, r.call, r.searches, r.chosen = rounds, calls, call, searches, chosen
		r.show()
	})
}

// rollCalls are those of a day, and those of the evening before that were not
// closed before midnight.
func rollCalls(ctx context.Context, house *shelter.House, day calendar.Date) ([]shelter.RollCall, error) {
	calls, err := house.RollCalls(ctx, day)
	if err != nil {
		return nil, err
	}
	before, err := house.RollCalls(ctx, day.AddDays(-1))
	for _, c := range before {
		if c.Closed.IsZero() && !slices.ContainsFunc(calls, func(o shelter.RollCall) bool { return o.Name == c.Name }) {
			calls = append(calls, c)
		}
	}
	return calls, err
}

// nextRound is the roll-call that somebody comes for: one that goes on, else
// the one whose time has come last, else the first.
func nextRound(rounds []shelter.RollRound, calls []shelter.RollCall, now time.Time) (name string) {
	for _, c := range calls {
		if c.Closed.IsZero() {
			return c.Name
		}
	}
	for i, r := range rounds {
		at, err := time.ParseInLocation("2006-01-02 15:04", calendar.On(now).String()+" "+r.At, calendar.Zone)
		if i == 0 || err == nil && !at.After(now.Add(ahead)) {
			name = r.Name
		}
	}
	return name
}

func (r *roll) show() {
	var options []kit.Option
	for _, round := range r.rounds {
		words := lang.L(round.Name) + " " + round.At
		if i := slices.IndexFunc(r.calls, func(c shelter.RollCall) bool { return c.Name == round.Name }); i >= 0 {
			words += " " + map[bool]string{true: "✓", false: "…"}[!r.calls[i].Closed.IsZero()]
		}
		options = append(options, kit.Option{Key: round.Name, Text: words})
	}
	if !slices.Equal(options, r.pick.Options) {
		r.pick.Options = options
		r.pick.Choose(r.chosen)
		r.pick.Refresh()
	}
	r.showCall()
	r.showSide()
}

// showCall shows the tiles, or how to begin.
func (r *roll) showCall() {
	begun := r.call.ID != ""
	was := len(r.place.Objects) > 0 && r.place.Objects[0] == r.board.content
	switch {
	case begun && len(r.call.Lines) == 0:
		r.place.Objects = []fyne.CanvasObject{kit.NewEmpty("beds", "现在没有要点名的人，可以直接结束。", nil)}
	case begun:
		r.board.set(r.call.Lines, lang.L("没有床位"), r.facts)
		r.place.Objects = []fyne.CanvasObject{r.board.content}
	default:
		r.place.Objects = []fyne.CanvasObject{kit.NewEmpty("beds", "这次点名还没有开始。开始后每人一格，按一下就记下。", r.begin)}
	}
	r.act.Hidden = !begun
	r.follow()
	r.place.Refresh()
	if begun && !was && r.Place.Visible() {
		r.focusFirst()
	}
}

// follow says how far the roll-call is.
func (r *roll) follow() {
	open := r.call.Open()
	switch {
	case r.call.ID == "":
		r.progress.Set("")
		r.state.Set(kit.Ring0, lang.L("未开始"), kit.Faint)
	case !r.call.Closed.IsZero():
		r.progress.Set(lang.L("{{.N}}人", map[string]any{"N": len(r.call.Lines)}))
		r.state.Set(kit.Square, lang.L("已结束")+" "+kit.SayTime(r.call.Closed, r.shell.Now()), kit.Done)
	case open > 0:
		r.progress.Set(lang.L("还有 {{.N}} 人", map[string]any{"N": open}))
		r.state.Set(kit.Disc, lang.L("正在点名"), kit.Info)
	default:
		r.progress.Set(lang.L("都点到了"))
		r.state.Set(kit.Disc, lang.L("正在点名"), kit.Info)
	}
	r.act.SetEnabled(r.call.ID != "" && r.call.Closed.IsZero())
	r.undoing.SetEnabled(len(r.taps) > 0 && r.call.Closed.IsZero())
	r.List.Refresh()
}

// rollStates say in words, shape and colour where somebody was.
func rollState(s shelter.RollState) kit.State {
	switch s {
	case shelter.RollPresent:
		return kit.State{Shape: kit.Square, Word: lang.L("在"), Color: kit.Done}
	case shelter.RollOuting:
		return kit.State{Shape: kit.Disc, Word: lang.L("外出"), Color: kit.Info}
	case shelter.RollHospital:
		return kit.State{Shape: kit.Triangle, Word: lang.L("住院"), Color: kit.Soon}
	case shelter.RollMissing:
		return kit.State{Shape: kit.Diamond, Word: lang.L("未到"), Color: kit.Overdue}
	}
	return kit.State{Shape: kit.Ring0, Word: lang.L("待点"), Color: kit.Faint}
}

func (r *roll) facts(l shelter.RollLine) kit.TileFacts {
	state := rollState(l.State)
	return kit.TileFacts{Number: l.Bed, State: state, Name: l.Name, Signs: state.Word}
}

// key marks the tile with the cursor.
func (r *roll) key(stay string, key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeySpace, fyne.Key1, fyne.KeyReturn, fyne.KeyEnter:
		r.mark(stay, shelter.RollPresent)
	case fyne.Key2:
		r.mark(stay, shelter.RollOuting)
	case fyne.Key3:
		r.mark(stay, shelter.RollHospital)
	case fyne.Key4:
		r.mark(stay, shelter.RollMissing)
	default:
		return false
	}
	return true
}

// tapped marks who was not called yet; of who was, it asks what is true.
func (r *roll) tapped(stay string) {
	if !r.call.Closed.IsZero() {
		return
	}
	if at := r.at(stay); at >= 0 && r.call.Lines[at].State == "" {
		r.mark(stay, shelter.RollPresent)
		return
	}
	var options []kit.Option
	for _, s := range []shelter.RollState{shelter.RollPresent, shelter.RollOuting, shelter.RollHospital, shelter.RollMissing} {
		options = append(options, kit.Option{Key: string(s), Text: rollState(s).Word})
	}
	kit.Pick(r.shell.Window().Canvas(), "改点名", "记下", options, func(key string) { r.mark(stay, shelter.RollState(key)) })
}

func (r *roll) at(stay string) int {
	return slices.IndexFunc(r.call.Lines, func(l shelter.RollLine) bool { return l.StayID == stay })
}

// mark records where somebody is and goes on to the next who was not called.
func (r *roll) mark(stay string, state shelter.RollState) {
	at := r.at(stay)
	if at < 0 || r.call.ID == "" {
		return
	}
	if !r.call.Closed.IsZero() {
		r.shell.Toast(kit.Toast{Text: "这次点名已经结束，不能再改。有人回来请登记在下一次。", Kind: kit.Info})
		return
	}
	call, before := r.call.ID, r.call.Lines[at].State
	if r.call.Lines[at].Marked.IsZero() {
		before = ""
	}
	r.shell.Work("正在保存…", func(ctx context.Context) error {
		return r.shell.House().MarkRoll(ctx, call, stay, state)
	}, func(err error) {
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.marked(tap{call, stay, before}, state)
	})
}

func (r *roll) marked(t tap, state shelter.RollState) {
	if at := r.at(t.stay); at >= 0 && r.call.ID == t.call {
		r.call.Lines[at].State, r.call.Lines[at].Marked = state, r.shell.Now()
		r.board.tiles[t.stay].Set(r.facts(r.call.Lines[at]))
		r.taps = append(r.taps, t)
		r.follow()
		r.board.put(r.nextOpen(at))
	}
	kit.Tell("rollcall", "marked")
	if state == shelter.RollMissing {
		r.shell.Toast(kit.Toast{Text: "已记未到。右边是要做的事，请马上寻找。", Kind: kit.Overdue, Undo: r.undo})
	}
	if state == shelter.RollMissing || r.isSought(t.stay) {
		r.Load()
	}
}

func (r *roll) isSought(stay string) bool {
	return slices.ContainsFunc(r.searches, func(s shelter.Search) bool { return s.StayID == stay })
}

// nextOpen is who is called next after a place, the first of all after the
// last; who stands there where everybody was called.
func (r *roll) nextOpen(at int) string {
	for i := range r.call.Lines {
		if l := r.call.Lines[(at+1+i)%len(r.call.Lines)]; l.State == "" {
			return l.StayID
		}
	}
	return r.call.Lines[at].StayID
}

// undo takes the last tap back.
func (r *roll) undo() {
	if len(r.taps) == 0 {
		return
	}
	t := r.taps[len(r.taps)-1]
	r.taps = r.taps[:len(r.taps)-1]
	r.shell.Work("正在撤回…", func(ctx context.Context) error {
		return r.shell.House().UndoRoll(ctx, t.call, t.stay, t.before)
	}, func(err error) {
		if err != nil {
			r.shell.Fail(err)
			return
		}
		kit.Tell("rollcall", "undone")
		r.Load()
		r.board.put(t.stay)
	})
}

// beginOrEnd is Ctrl+Enter.
func (r *roll) beginOrEnd() {
	if r.busy || r.chosen == "" || !r.call.Closed.IsZero() {
		return
	}
	r.busy = true
	name, id := r.chosen, r.call.ID
	var call shelter.RollCall
	r.shell.Work("正在保存…", func(ctx context.Context) (err error) {
		if id == "" {
			call, err = r.shell.House().BeginRollCall(ctx, name)
		} else {
			call, err = r.shell.House().CloseRollCall(ctx, id)
		}
		return err
	}, func(err error) {
		r.busy = false
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.taps = nil
		r.Load()
		if id == "" {
			kit.Tell("rollcall", "begun")
			return
		}
		kit.Tell("rollcall", "closed")
		missing := 0
		for _, l := range call.Lines {
			if l.State == shelter.RollMissing {
				missing++
			}
		}
		toast := kit.Toast{Text: "点名已结束，人都在。", Kind: kit.Done}
		if missing > 0 {
			toast = kit.Toast{Text: "点名已结束，{{.N}}人未到，请继续寻找。", Args: map[string]any{"N": missing}, Kind: kit.Overdue}
		}
		r.shell.Toast(toast)
		r.FocusOn(r.pick)
	})
}

// showSide shows who is looked for and what is to be done.
func (r *roll) showSide() {
	r.side.Objects = nil
	kept := map[string]*matter{}
	for _, s := range r.searches {
		m := r.matters[s.ID]
		if m == nil {
			m = newMatter(&r.desk, func() { r.Load() })
		}
		m.show(s)
		kept[s.ID] = m
		if len(kept) > 1 {
			r.side.Add(kit.NewRule(true))
		}
		r.side.Add(m.content)
		r.side.Add(m.foot)
	}
	r.matters = kept
	r.side.Refresh()
	r.List.Refresh()
}

// focusFirst puts the cursor where the next thing is to be done.
func (r *roll) focusFirst() {
	switch {
	case r.call.ID == "" && r.chosen != "":
		r.FocusOn(r.begin)
	case len(r.call.Lines) > 0 && r.call.Closed.IsZero():
		r.board.put(r.nextOpen(len(r.call.Lines) - 1))
	default:
		r.FocusOn(r.pick)
	}
}

func (r *roll) printSheet() {
	if r.call.ID == "" {
		r.shell.Toast(kit.Toast{Text: "先开始这次点名，再打印点名表。", Kind: kit.Info})
		return
	}
	call := r.call
	r.print("点名表", "rollcall", func(ctx context.Context) (printing.Result, error) {
		return r.shell.Papers().RollCallPDF(ctx, call)
	})
}
