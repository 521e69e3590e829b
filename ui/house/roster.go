package house

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/intake"
	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/kit"
)

// weekDays is how many days show at a time.
const weekDays = 7

// roster is 值班: who works when, a week at a time, a line for each colleague;
// over it who is on now, under it how many each shift has.
type roster struct {
	desk
	now   *onNow
	title *kit.Text
	grid  *grid
	note  *kit.Text // what can be done, or what was done last
	swap  *kit.Button
	post  *kit.Button
	mine  *kit.Button

	first  calendar.Date // Monday of the week that shows
	facts  rosterFacts
	people []access.Account // lines, in their order
	posts  map[string]string
	undone []step                       // what Ctrl+Z takes back, the newest last
	swaps  *kit.DataTable[shelter.Swap] // while they show
}

// rosterFacts is what the section shows, read at once.
type rosterFacts struct {
	first  calendar.Date
	duties []shelter.Duty
	on     []shelter.Duty
	shifts []shelter.WorkShift
	staff  []access.Account
	swaps  []shelter.Swap
	last   intake.Handover
	handed bool
}

func newRoster(shell Shell) *kit.Room {
	r := &roster{title: kit.NewText(""), grid: newGrid(), note: kit.NewLabel(""), posts: map[string]string{}}
	r.shell = shell
	r.first = monday(calendar.On(shell.Now()))
	r.title.Bold, r.note.Whole = true, false
	r.now = newOnNow(r)
	r.grid.OnKey, r.grid.OnRune, r.grid.OnMove, r.grid.OnTap = r.key, r.digit, r.follow, r.putOn
	r.Use(shell, r.grid, r.layOut(), r.load, "duty", "duty_swap", "account", "setting", "handover")
	return r.Room(r, r.Submit, r.do)
}

func (r *roster) layOut() fyne.CanvasObject {
	week := kit.Beside(kit.NewButton("上一周", "", func() { r.turn(-1) }), kit.NewButton("本周", "", r.thisWeek), kit.NewButton("下一周", "", func() { r.turn(1) }))
	head := container.NewBorder(nil, nil, kit.Beside(r.title), week)
	r.swap = kit.NewButton("换班", "", r.openSwaps)
	r.mine = kit.NewButton("请人换班…", "", r.askSwap)
	r.post = kit.NewButton("改岗位…", "", r.pickPost)
	left := []fyne.CanvasObject{r.swap, r.mine}
	if r.can(access.LayOutBeds) {
		left = append(left, r.post, kit.NewButton("复制上周", "", r.copyWeek))
	}
	if r.can(access.EditRules) {
		left = append(left, kit.NewButton("班次时间…", "", r.openShifts))
	}
	foot := kit.Close(r.note, kit.Actions(left, kit.NewPrimary("打印", "print", r.print)))
	return container.NewBorder(kit.Above(r.now.content, head), foot, nil, nil, r.grid)
}

// monday is the first day of a day's week.
func monday(d calendar.Date) calendar.Date {
	return d.AddDays(-(int(d.Weekday()) + 6) % weekDays)
}

func (r *roster) load() {
	var f rosterFacts
	first := r.first
	r.Read("正在读取排班…", func(ctx context.Context) (err error) {
		f, err = r.readFacts(ctx, first)
		return err
	}, func() { r.show(f) })
}

func (r *roster) readFacts(ctx context.Context, first calendar.Date) (f rosterFacts, err error) {
	f.first = first
	h := r.shell.House()
	if f.shifts, err = h.Shifts(ctx); err != nil {
		return f, err
	}
	if f.duties, err = h.Roster(ctx, first, first.AddDays(weekDays-1)); err != nil {
		return f, err
	}
	if f.on, err = h.OnNow(ctx, r.shell.Now()); err != nil {
		return f, err
	}
	if f.swaps, err = h.Swaps(ctx); err != nil {
		return f, err
	}
	if f.staff, err = r.shell.Session().Accounts(ctx); err != nil || !r.can(access.ReadPeople) {
		return f, err
	}
	f.last, f.handed, err = r.shell.Desk().LastHandover(ctx)
	return f, err
}

func (r *roster) show(f rosterFacts) {
	r.facts = f
	r.people = onRoster(f)
	for _, d := range f.duties {
		r.posts[d.AccountID] = d.Post // what somebody did last is what they are put to next
	}
	last := f.first.AddDays(weekDays - 1)
	r.title.Set(lang.L("{{.From}} 至 {{.To}}", map[string]any{"From": f.first.String(), "To": last.String()}))
	r.now.show(f)
	r.grid.set(r.squares())
	waiting := 0
	for _, s := range f.swaps {
		if s.To == r.shell.Session().Account().ID {
			waiting++
		}
	}
	words := lang.L("换班")
	if waiting > 0 {
		words = lang.L("换班：{{.N}}件等您答复", map[string]any{"N": waiting})
	}
	r.swap.SetText(words)
	r.follow()
}

// onRoster are the lines: everybody who can sign in, and whoever is planned in
// the week and left since.
func onRoster(f rosterFacts) (all []access.Account) {
	planned := map[string]bool{}
	for _, d := range f.duties {
		planned[d.AccountID] = true
	}
	for _, a := range f.staff {
		if a.Active || planned[a.ID] {
			all = append(all, a)
		}
	}
	return all
}

// of are the shifts of a colleague on a day, by time.
func (f rosterFacts) of(account string, day calendar.Date) (all []shelter.Duty) {
	for _, d := range f.duties {
		if d.AccountID == account && d.Day == day {
			all = append(all, d)
		}
	}
	return all
}

// shift is the shift of a code; one that is none any more is called by it.
func (f rosterFacts) shift(code string) shelter.WorkShift {
	i := slices.IndexFunc(f.shifts, func(s shelter.WorkShift) bool { return s.Code == code })
	if i < 0 {
		return shelter.WorkShift{Code: code, Name: code}
	}
	return f.shifts[i]
}

func (r *roster) turn(by int) {
	r.first = r.first.AddDays(by * weekDays)
	r.load()
}

func (r *roster) thisWeek() {
	r.first = monday(calendar.On(r.shell.Now()))
	r.load()
}

// marked is the colleague and the day with the cursor.
func (r *roster) marked() (who access.Account, day calendar.Date, ok bool) {
	if r.grid.row >= len(r.people) {
		return who, day, false
	}
	return r.people[r.grid.row], r.facts.first.AddDays(r.grid.col), true
}

// follow says what can be done at the cursor.
func (r *roster) follow() {
	who, day, ok := r.marked()
	if !ok {
		return
	}
	here := r.facts.of(who.ID, day)
	r.post.SetEnabled(len(here) > 0)
	r.mine.SetEnabled(who.ID == r.shell.Session().Account().ID && len(here) > 0 && here[len(here)-1].From.After(r.shell.Now()))
	if !r.can(access.LayOutBeds) {
		r.note.Set(lang.L("方向键移动，PageUp、PageDown 换周。排班由站务管理安排，换班可以自己请同事。"))
		return
	}
	r.note.Set(lang.L("Enter 排上或换下一个班次，数字键排第几个班次，Delete 取消，Insert 复制上周，空格改岗位，Ctrl+Z 撤销。"))
}

func (r *roster) print() {
	first := r.facts.first
	r.Paper.Open("值班表", lang.L("值班表")+" "+first.String(), "roster", func(ctx context.Context) (printing.Result, error) {
		return r.shell.Papers().RosterPDF(ctx, first)
	})
}

func (r *roster) do(id string) bool {
	switch {
	case r.Do(id):
	case !r.Listed():
		return false
	case id == "print":
		r.print()
	case id == "undo":
		return r.undo()
	default:
		return false
	}
	return true
}
