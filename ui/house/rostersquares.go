package house

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// dayWords are the days of a week from Monday on.
var dayWords = []string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}

// squares is the week as a grid shows it.
func (r *roster) squares() gridFacts {
	f := gridFacts{today: calendar.On(r.shell.Now()).Sub(r.facts.first)}
	if f.today >= weekDays {
		f.today = -1
	}
	for i := range weekDays {
		day := r.facts.first.AddDays(i)
		f.heads = append(f.heads, square{word: lang.L(dayWords[i]), small: strconv.Itoa(int(day.Month)) + "-" + strconv.Itoa(day.Day), color: kit.Faint})
	}
	for _, a := range r.people {
		line := make([]square, weekDays)
		for i := range weekDays {
			line[i] = r.dutySquare(r.facts.of(a.ID, r.facts.first.AddDays(i)))
		}
		f.names, f.lines = append(f.names, staffSquare(a)), append(f.lines, line)
	}
	for _, s := range r.facts.shifts {
		line := make([]square, weekDays)
		for i := range weekDays {
			line[i] = r.cover(s, r.facts.first.AddDays(i))
		}
		f.sums = append(f.sums, square{word: s.Name, small: s.From + "–" + s.To, color: kit.Faint})
		f.totals = append(f.totals, line)
	}
	return f
}

// dutySquare is what somebody does on a day.
func (r *roster) dutySquare(duties []shelter.Duty) square {
	var shifts, posts []string
	for _, d := range duties {
		s := r.facts.shift(d.Shift)
		shifts = append(shifts, s.Name)
		posts = append(posts, kit.CodeWord("duty_post", d.Post))
	}
	return square{word: strings.Join(shifts, lang.L("、")), small: strings.Join(posts, lang.L("、"))}
}

// staffSquare is a colleague with sex and role: women are cared for by women.
func staffSquare(a access.Account) square {
	sex := lang.L("性别待补")
	if a.Sex == shelter.Men || a.Sex == shelter.Women {
		sex = kit.CodeWord("sex", a.Sex)
	}
	small := sex
	if len(a.Roles) > 0 {
		small = kit.Joined(sex, lang.L(a.Roles[0].Words()))
	}
	s := square{word: a.Display, small: small}
	if !a.Active {
		s.color = kit.Faint
	}
	return s
}

// cover says how many a shift has on a day; without a woman it says so.
func (r *roster) cover(s shelter.WorkShift, day calendar.Date) square {
	n, women := 0, 0
	for _, d := range r.facts.duties {
		if d.Day != day || d.Shift != s.Code {
			continue
		}
		n++
		if d.Sex == shelter.Women {
			women++
		}
	}
	switch {
	case n == 0:
		return square{word: "○ 0", color: kit.Faint}
	case women == 0:
		return square{word: "◆ " + strconv.Itoa(n) + " " + lang.L("无女"), color: kit.Overdue}
	}
	return square{word: "● " + strconv.Itoa(n), small: lang.L("女{{.N}}", map[string]any{"N": women}), color: kit.Done}
}
