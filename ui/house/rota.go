package house

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// rota is 换洗洗浴: what comes round for every room, what is due first.
type rota struct {
	desk
	sign  *kit.Chip
	which *kit.Choice
	table *kit.DataTable[shelter.RotaDue]
	done  *kit.Button
	all   []shelter.RotaDue
	staff []access.Account
	zones map[string]string
	empty fyne.CanvasObject
	last  *shelter.RotaDue // what Ctrl+Z takes back
}

func newRota(shell Shell) *kit.Room {
	r := &rota{sign: kit.NewChip(kit.Ring0, "", kit.Faint), zones: map[string]string{}}
	r.shell = shell
	now := shell.Now
	r.table = kit.NewDataTable([]kit.Column[shelter.RotaDue]{
		{ID: "room", Title: lang.L("房间"), Width: 2, Text: func(d shelter.RotaDue) string { return kit.Joined(r.zones[d.Room.ZoneID], d.Room.Name) }},
		{ID: "job", Title: lang.L("做什么"), Width: 3, Text: func(d shelter.RotaDue) string { return kit.CodeWord("rota_job", d.Job) }},
		{ID: "last", Title: lang.L("上次"), Width: 3, Text: func(d shelter.RotaDue) string {
			if d.Last.IsZero() {
				return lang.L("还没有记过")
			}
			return kit.Joined(kit.SayTime(d.Last, now()), staffName(r.staff, d.By))
		}, Compare: func(a, b shelter.RotaDue) int { return a.Last.Compare(b.Last) }},
		{ID: "due", Title: lang.L("该做"), Width: 2, Text: r.due, Color: r.ink, Compare: func(a, b shelter.RotaDue) int { return a.Due.Compare(b.Due) }},
	})
	r.table.OnMark = func(shelter.RotaDue) { r.follow() }
	r.table.OnOpen = func(shelter.RotaDue) { r.finish() }
	r.which = kit.NewChoice([]kit.Option{{Key: "due", Text: lang.L("今天该做")}, {Key: "all", Text: lang.L("全部")}})
	r.which.Choose("due")
	r.which.OnChanged = r.refill
	r.done = kit.NewPrimary("做好了", "", r.finish)
	r.empty = kit.NewEmpty("beds", "今天该做的都做好了。", nil)
	r.place = container.NewStack(r.table, r.empty)
	var left []fyne.CanvasObject
	if r.can(access.EditRules) {
		left = append(left, kit.NewButton("间隔天数…", "", r.askDays))
	}
	r.top = container.NewBorder(nil, nil, nil, r.sign, r.which)
	list := container.NewBorder(kit.Margin(kit.Nudge, r.top), kit.Actions(left, r.done), nil, nil, r.place)
	r.Use(shell, r.table.Target(), list, r.load, "rota_done", "room", "zone", "setting")
	return r.Room(r, r.Submit, r.do)
}

func (r *rota) do(id string) bool {
	if id == "undo" && r.Listed() && r.last != nil {
		r.undo()
		return true
	}
	return r.Do(id)
}

func (r *rota) today() calendar.Date { return calendar.On(r.shell.Now()) }

func (r *rota) due(d shelter.RotaDue) string {
	switch n := r.today().Sub(d.Due); {
	case n > 0:
		return "◆ " + lang.L("过了 {{.N}} 天", map[string]any{"N": n})
	case n == 0:
		return "▲ " + lang.L("今天")
	}
	return "○ " + kit.SayDay(d.Due.Start(), r.shell.Now())
}

func (r *rota) ink(d shelter.RotaDue) fyne.ThemeColorName {
	switch n := r.today().Sub(d.Due); {
	case n > 0:
		return kit.Overdue
	case n == 0:
		return kit.Soon
	}
	return kit.Faint
}

func (r *rota) load() {
	var all []shelter.RotaDue
	var plan shelter.Plan
	var staff []access.Account
	r.Read("正在读取换洗洗浴…", func(ctx context.Context) (err error) {
		if all, err = r.shell.House().Rota(ctx); err != nil {
			return err
		}
		if plan, err = r.shell.House().Layout(ctx); err != nil {
			return err
		}
		staff, err = r.shell.Session().Accounts(ctx)
		return err
	}, func() {
		r.all, r.staff = all, staff
		for _, z := range plan.Zones {
			r.zones[z.ID] = z.Name
		}
		r.refill()
	})
}

func (r *rota) refill() {
	var rows []shelter.RotaDue
	late, due := 0, 0
	for _, d := range r.all {
		behind := r.today().Sub(d.Due)
		if behind >= 0 {
			due++
		}
		if behind > 0 {
			late++
		}
		if behind >= 0 || r.which.Chosen() == "all" {
			rows = append(rows, d)
		}
	}
	if late > 0 {
		r.sign.Set(kit.Diamond, lang.L("该做 {{.N}} 件，{{.Late}} 件过了日子", map[string]any{"N": due, "Late": late}), kit.Overdue)
	} else {
		r.sign.Set(kit.Ring0, lang.L("该做 {{.N}} 件", map[string]any{"N": due}), kit.Info)
	}
	fillList(&r.desk, r.table, rows, r.empty, len(rows) == 0)
	r.follow()
}

func (r *rota) follow() {
	_, ok := r.table.Marked()
	r.done.SetEnabled(ok && r.can(access.AssignBeds))
}

// finish records that the job with the cursor is done.
func (r *rota) finish() {
	d, ok := r.table.Marked()
	if !ok || !r.can(access.AssignBeds) {
		return
	}
	r.Save(nil, func(ctx context.Context) error { return r.shell.House().RotaDone(ctx, d.Room.ID, d.Job) }, func() {
		r.last = &d
		kit.Tell("rota", "done")
		r.load()
		r.shell.Toast(kit.Toast{Text: "已记下：{{.Room}} {{.Job}}。", Args: map[string]any{"Room": d.Room.Name, "Job": kit.CodeWord("rota_job", d.Job)}, Kind: kit.Done, Undo: r.undo})
	})
}

func (r *rota) undo() {
	if r.last == nil {
		return
	}
	d := *r.last
	r.last = nil
	r.Save(nil, func(ctx context.Context) error { return r.shell.House().RotaUndone(ctx, d.Room.ID, d.Job) }, func() {
		kit.Tell("rota", "undone")
		r.load()
	})
}

// askDays changes how often each job comes round.
func (r *rota) askDays() {
	var jobs []shelter.RotaJob
	r.shell.Work("正在读取换洗洗浴…", func(ctx context.Context) (err error) {
		jobs, err = r.shell.House().RotaJobs(ctx)
		return err
	}, func(err error) {
		if err != nil {
			r.shell.Fail(err)
			return
		}
		r.openDays(jobs)
	})
}

func (r *rota) openDays(jobs []shelter.RotaJob) {
	form := kit.NewForm()
	group := form.Group("")
	options := kit.CodeOptions("rota_job")
	fields := make([]*kit.Entry, len(options))
	for i, o := range options {
		fields[i] = kit.NewDigitsEntry()
		for _, j := range jobs {
			if j.Job == o.Key {
				fields[i].SetText(strconv.Itoa(j.Days))
			}
		}
		group.Add(o.Key, o.Text, fields[i])
	}
	form.OnSubmit = func() {
		var chosen []shelter.RotaJob
		for i, o := range options {
			if text(fields[i]) == "" {
				continue
			}
			days, err := strconv.Atoi(text(fields[i]))
			if err != nil || days < 1 || days > mostDays {
				fields[i].SetProblem(lang.L("间隔请填 1 到 {{.Most}} 天，留空就是不排这一项。", map[string]any{"Most": mostDays}))
				r.FocusOn(fields[i])
				return
			}
			chosen = append(chosen, shelter.RotaJob{Job: o.Key, Days: days})
		}
		r.Save(form, func(ctx context.Context) error { return r.shell.House().SaveRota(ctx, chosen) }, func() {
			r.Back()
			r.load()
			r.Say("间隔天数已保存。")
		})
	}
	r.Open(lang.L("间隔天数"), "每隔几天做一次，留空就是不排这一项。", form)
}

// mostDays is longer than anything goes between two turns.
const mostDays = 365
