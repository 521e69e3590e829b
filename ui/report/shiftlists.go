package report

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/ui/kit"
)

// tally is the figures of a shift in a row.
type tally struct {
	*fyne.Container
	figures []*kit.Figure
}

// tallyWords are the figures in their order.
var tallyWords = []string{"在册", "男", "女", "未成年人", "保护对象", "来站", "离站", "不住站", "不予救助", "空床"}

func newTally() *tally {
	t := &tally{Container: container.New(&even{})}
	for _, word := range tallyWords {
		figure := kit.NewFigure("–", lang.L(word), nil)
		t.figures = append(t.figures, figure)
		t.Add(figure)
	}
	return t
}

func (t *tally) set(n shiftNews) {
	s := n.shift
	for i, number := range []int{s.Present, s.Men, s.Women, s.Minors, n.protected, len(s.Came), len(s.Went), len(s.Spot), len(s.Refused), n.count.Free} {
		t.figures[i].Set(strconv.Itoa(number), kit.Ink)
	}
}

// chapter is one matter of a shift.
type chapter struct {
	title string // key of its translation
	tasks []task
}

// roll is a column of chapters: one list, so that ↑ and ↓ go through all of
// it and the wheel moves all of it.
type roll struct {
	lines  *lines
	routes []kit.Route // by the rows; the zero route where a row leads nowhere
}

func newRoll(shell Shell, chip float32) *roll {
	r := &roll{}
	r.lines = newLines(true, chip, func(at int) { shell.Go(r.routes[at]) })
	r.lines.ragged = true
	return r
}

func (r *roll) set(all ...chapter) {
	var rows []line
	r.routes = nil
	put := func(l line, route kit.Route) {
		rows, r.routes = append(rows, l), append(r.routes, route)
	}
	for _, c := range all {
		put(line{head: true, title: lang.L(c.title), right: strconv.Itoa(len(c.tasks))}, kit.Route{})
		for _, t := range c.tasks {
			put(t.line, t.route)
		}
		if len(c.tasks) == 0 {
			put(line{still: true, title: lang.L("无")}, kit.Route{})
		}
	}
	r.lines.set(rows)
}

// waiting is what the next shift has to do, by when it cannot wait.
func waiting(n shiftNews, searches bool, now time.Time) []chapter {
	var due, watch, medicine []task
	lines, words := dueLines(nearEnd(n.deadlines, now), now)
	for i, l := range words {
		l.right = ""
		due = append(due, task{l, deadlineRoute(lines[i], searches)})
	}
	house := houseTasks(n.house, now)
	for i := range house {
		house[i].right = ""
	}
	for _, w := range n.shift.Watch {
		why := make([]string, len(w.Why))
		for i, word := range w.Why {
			why[i] = lang.L(word)
		}
		t := n.person(w.Resident)
		t.state = kit.State{Shape: kit.Triangle, Word: lang.L("看护"), Color: kit.Soon}
		t.note = joined(lang.L("、"), why...)
		watch = append(watch, t)
	}
	for _, r := range n.shift.Medicine {
		t := n.person(r)
		t.state = kit.State{Shape: kit.Disc, Word: lang.L("用药"), Color: kit.Info}
		t.note = r.Stay.Medicine
		if r.Stay.Allergy != "" {
			t.note = joined(" · ", t.note, lang.L("过敏：{{.What}}", map[string]any{"What": r.Stay.Allergy}))
		}
		medicine = append(medicine, t)
	}
	all := []chapter{{"24小时内到期", due}, {"重点看护", watch}, {"用药", medicine}, {"待打电话", callTasks(n.shift.Calls, now)}}
	if len(house) > 0 {
		all = append([]chapter{{"站内待办", house}}, all...)
	}
	return all
}

// person is the row of somebody, which opens their file.
func (n shiftNews) person(r intake.Resident) task {
	return task{line{title: calledHere(r), more: n.beds[r.Stay.ID]}, kit.Route{Name: kit.RoutePerson, ID: r.Person.ID}}
}

// happened is what was in the shift, and what is open after it.
func happened(n shiftNews, registers bool, now time.Time) []chapter {
	var missing []task
	for _, g := range n.shift.Missing {
		missing = append(missing, missingTask(g, registers))
	}
	return []chapter{{"来了、走了", n.moves(now)}, {"待补", missing}, {"寄存财物", n.held()}, {"草稿", draftTasks(n.shift.Drafts, now)}}
}

// moves are who came and who went, the newest first.
func (n shiftNews) moves(now time.Time) []task {
	type move struct {
		at time.Time
		task
	}
	var all []move
	add := func(people []intake.Resident, state kit.State, when func(intake.Stay) time.Time, how func(intake.Stay) string) {
		for _, r := range people {
			t := n.person(r)
			t.state = state
			t.note = joined(" · ", kit.SayTime(when(r.Stay), now), r.Stay.Number, how(r.Stay))
			all = append(all, move{when(r.Stay), t})
		}
	}
	came := func(s intake.Stay) time.Time { return s.ArrivedAt }
	cameBy := func(s intake.Stay) string { return codeWord("came_by", s.CameBy) }
	add(n.shift.Came, kit.State{Shape: kit.Disc, Word: lang.L("来站"), Color: kit.Accent}, came, cameBy)
	add(n.shift.Went, kit.State{Shape: kit.Square, Word: lang.L("离站"), Color: kit.Faint},
		func(s intake.Stay) time.Time { return s.LeftAt }, func(s intake.Stay) string { return codeWord("leave_kind", s.LeaveKind) })
	add(n.shift.Spot, kit.State{Shape: kit.Ring0, Word: lang.L("不住站"), Color: kit.Info}, came, given)
	add(n.shift.Refused, kit.State{Shape: kit.Cross, Word: lang.L("不予救助"), Color: kit.Faint}, came, cameBy)
	slices.SortStableFunc(all, func(a, b move) int { return b.at.Compare(a.at) })
	tasks := make([]task, len(all))
	for i, m := range all {
		tasks[i] = m.task
	}
	return tasks
}

// given is what somebody got who was not taken in.
func given(s intake.Stay) string {
	if s.Spot == nil {
		return ""
	}
	var words []string
	for _, code := range s.Spot.Given {
		words = append(words, codeWord("spot_aid", code))
	}
	return joined(lang.L("、"), words...)
}

// held is what is kept for people: how much, what money, in which bag.
func (n shiftNews) held() []task {
	var all []task
	for _, h := range n.shift.Held {
		t := n.person(h.Resident)
		t.more, t.note = "", lang.L("{{.N}}件", map[string]any{"N": h.Items})
		if h.Bag != "" {
			t.note = joined(" · ", t.note, lang.L("封条 {{.Bag}}", map[string]any{"Bag": h.Bag}))
		}
		if h.CashFen > 0 {
			t.right, t.ink = yuan(h.CashFen), kit.Ink
		}
		all = append(all, t)
	}
	return all
}

// yuan writes an amount: ¥120.50.
func yuan(fen int64) string {
	return "¥" + strconv.FormatInt(fen/100, 10) + "." + strconv.FormatInt(100+fen%100, 10)[1:]
}
