package house

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// step is what takes something back that was done to the roster.
type step func(ctx context.Context) error

// key does what a key means on the roster.
func (r *roster) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		r.putOn()
	case fyne.KeyDelete, fyne.KeyBackspace:
		r.takeOff()
	case fyne.KeyInsert:
		r.copyWeek()
	case fyne.KeySpace:
		r.pickPost()
	case fyne.KeyPageUp:
		r.turn(-1)
	case fyne.KeyPageDown:
		r.turn(1)
	case fyne.KeyHome:
		r.thisWeek()
	default:
		return false
	}
	return true
}

// digit puts on the first, second … shift, or takes it off again.
func (r *roster) digit(typed rune) {
	n := int(typed - '1')
	who, day, ok := r.marked()
	if !ok || n < 0 || n >= len(r.facts.shifts) || !r.may() {
		return
	}
	code := r.facts.shifts[n].Code
	for _, d := range r.facts.of(who.ID, day) {
		if d.Shift == code {
			r.cancel([]shelter.Duty{d})
			return
		}
	}
	r.plan(shelter.Duty{AccountID: who.ID, Day: day, Shift: code, Post: r.postOf(who)})
}

// may says so to whom may not plan.
func (r *roster) may() bool {
	if r.can(access.LayOutBeds) {
		return true
	}
	r.shell.Toast(kit.Toast{Text: "排班由站务管理或站长安排。自己的班可以请同事换。", Kind: kit.Info})
	return false
}

// putOn puts the colleague at the cursor on the first shift, or from one to the
// next.
func (r *roster) putOn() {
	who, day, ok := r.marked()
	if !ok || len(r.facts.shifts) == 0 || !r.may() {
		return
	}
	here := r.facts.of(who.ID, day)
	d := shelter.Duty{AccountID: who.ID, Day: day, Post: r.postOf(who)}
	if len(here) == 0 {
		d.Shift = r.facts.shifts[0].Code
		r.plan(d)
		return
	}
	old := here[len(here)-1]
	at := slices.IndexFunc(r.facts.shifts, func(s shelter.WorkShift) bool { return s.Code == old.Shift })
	for range r.facts.shifts { // the next that they do not have yet
		at = (at + 1) % len(r.facts.shifts)
		next := r.facts.shifts[at].Code
		if !slices.ContainsFunc(here, func(o shelter.Duty) bool { return o.Shift == next }) {
			d.Shift, d.Post = next, old.Post
			r.change(old, d)
			return
		}
	}
}

// postOf is what somebody did last, or what their role does.
func (r *roster) postOf(a access.Account) string {
	if post := r.posts[a.ID]; post != "" {
		return post
	}
	for _, role := range a.Roles {
		switch role {
		case access.StationHead:
			return "lead"
		case access.FrontDesk:
			return "desk"
		case access.ShelterManager:
			return "care"
		}
	}
	return "other"
}

func (r *roster) plan(d shelter.Duty) {
	var planned shelter.Duty
	r.Save(nil, func(ctx context.Context) (err error) {
		planned, err = r.shell.House().PlanDuty(ctx, d)
		return err
	}, func() {
		r.posts[d.AccountID] = d.Post
		r.did(func(ctx context.Context) error { return r.cancelNow(ctx, planned) })
	})
}

// cancelNow takes shifts off as they stand now: what was taken back and done
// again has another id than it had.
func (r *roster) cancelNow(ctx context.Context, duties ...shelter.Duty) error {
	ids := make([]string, len(duties))
	for i, d := range duties {
		var err error
		if ids[i], err = r.idNow(ctx, d); err != nil {
			return err
		}
	}
	return r.shell.House().CancelDuty(ctx, ids...)
}

// idNow is the id under which a shift of somebody stands on the roster.
func (r *roster) idNow(ctx context.Context, d shelter.Duty) (string, error) {
	all, err := r.shell.House().Roster(ctx, d.Day, d.Day)
	if err != nil {
		return "", err
	}
	for _, o := range all {
		if o.AccountID == d.AccountID && o.Day == d.Day && o.Shift == d.Shift {
			return o.ID, nil
		}
	}
	return d.ID, nil // gone meanwhile: the house says so
}

func (r *roster) change(old, d shelter.Duty) {
	var changed shelter.Duty
	r.Save(nil, func(ctx context.Context) (err error) {
		changed, err = r.shell.House().ChangeDuty(ctx, old.ID, d)
		return err
	}, func() {
		r.posts[d.AccountID] = d.Post
		r.did(func(ctx context.Context) error {
			id, err := r.idNow(ctx, changed)
			if err == nil {
				_, err = r.shell.House().ChangeDuty(ctx, id, old)
			}
			return err
		})
	})
}

// takeOff takes the colleague at the cursor off all shifts of the day.
func (r *roster) takeOff() {
	who, day, ok := r.marked()
	if !ok {
		return
	}
	if here := r.facts.of(who.ID, day); len(here) > 0 && r.may() {
		r.cancel(here)
	}
}

func (r *roster) cancel(duties []shelter.Duty) {
	ids := make([]string, len(duties))
	for i, d := range duties {
		ids[i] = d.ID
	}
	r.Save(nil, func(ctx context.Context) error { return r.shell.House().CancelDuty(ctx, ids...) }, func() {
		r.did(func(ctx context.Context) error {
			for _, d := range duties {
				if _, err := r.shell.House().PlanDuty(ctx, d); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// copyWeek plans the week like the one before.
func (r *roster) copyWeek() {
	if !r.may() {
		return
	}
	var added []shelter.Duty
	first := r.facts.first
	r.Save(nil, func(ctx context.Context) (err error) {
		added, err = r.shell.House().CopyWeek(ctx, first)
		return err
	}, func() {
		if len(added) == 0 {
			r.shell.Toast(kit.Toast{Text: "上一周的班这一周都已经排了。", Kind: kit.Info})
			return
		}
		r.did(func(ctx context.Context) error { return r.cancelNow(ctx, added...) })
		r.shell.Toast(kit.Toast{Text: "照上一周排了 {{.N}} 个班。", Args: map[string]any{"N": len(added)}, Kind: kit.Done, Undo: func() { r.undo() }})
	})
}

// did shows the roster anew and remembers how to take the change back.
func (r *roster) did(back step) {
	r.undone = append(r.undone, back)
	kit.Tell("duty", "planned")
	r.load()
}

// undo takes the newest change back; false where there is none.
func (r *roster) undo() bool {
	if len(r.undone) == 0 {
		return false
	}
	back := r.undone[len(r.undone)-1]
	r.undone = r.undone[:len(r.undone)-1]
	r.Save(nil, back, func() {
		kit.Tell("duty", "undone")
		r.load()
	})
	return true
}

// pickPost changes what the colleague at the cursor does in their shift.
func (r *roster) pickPost() {
	who, day, ok := r.marked()
	if !ok {
		return
	}
	here := r.facts.of(who.ID, day)
	if len(here) == 0 || !r.may() {
		return
	}
	old := here[len(here)-1]
	kit.Pick(r.shell.Window().Canvas(), "改岗位", "改", kit.CodeOptions("duty_post"), func(post string) {
		d := old
		d.Post = post
		r.change(old, d)
	})
}

// openShifts changes when the shifts of a day begin and end.
func (r *roster) openShifts() {
	form := kit.NewForm()
	group := form.Group("")
	type row struct{ name, from, to *kit.Entry }
	var rows []row
	for i := range len(r.facts.shifts) + 1 {
		var s shelter.WorkShift
		if i < len(r.facts.shifts) {
			s = r.facts.shifts[i]
		}
		f := row{kit.NewEntry(), kit.NewEntry(), kit.NewEntry()}
		f.name.SetText(s.Name)
		f.from.SetText(s.From)
		f.to.SetText(s.To)
		rows = append(rows, f)
		key := s.Code
		if key == "" {
			key = "new"
		}
		group.Add("name."+key, "班次名称（删空就不要这个班次）", f.name)
		group.Beside("from."+key, "几点起，如 08:00", f.from)
		group.Beside("to."+key, "到几点，次日也写钟点", f.to)
	}
	form.OnSubmit = func() {
		var shifts []shelter.WorkShift
		for i, f := range rows {
			if text(f.name) == "" {
				continue
			}
			s := shelter.WorkShift{Name: text(f.name), From: text(f.from), To: text(f.to)}
			if i < len(r.facts.shifts) {
				s.Code = r.facts.shifts[i].Code
			} else {
				s.Code = freshCode(r.facts.shifts)
			}
			if at := wrongClock(s); at != "" {
				field := f.from
				if at == "to" {
					field = f.to
				}
				field.SetProblem(lang.L("时间请写成 07:30 的样子。"))
				r.FocusOn(field)
				return
			}
			shifts = append(shifts, s)
		}
		if len(shifts) == 0 {
			rows[0].name.SetProblem(lang.L("至少要有一个班次。"))
			return
		}
		r.Save(form, func(ctx context.Context) error { return r.shell.House().SaveShifts(ctx, shifts) }, func() {
			r.Back()
			r.load()
			r.Say("班次时间已保存，已经排好的班不变。")
		})
	}
	r.Open(lang.L("班次时间"), "已经排好的班保持原来的时间，以后排的按新时间。结束不晚于开始的，算到次日。", form)
}
