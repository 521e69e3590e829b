package settings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/store"
	"guitu/shelter"
	"guitu/ui/kit"
)

// hour is something that happens at an hour of every day: a roll-call, a meal.
type hour struct{ code, name, at string }

// hours is a section with such things in the order of the day.
type hours struct {
	ordered[hour]
	one string // what one is called, key of its translation
}

// newRollHours is 点名时间.
func newRollHours(shell Shell) *kit.Room {
	return newHours(shell, "每天的点名，按时间先后。名称印在点名表上。", "点名", func(ctx context.Context) (all []hour, err error) {
		rounds, err := shell.House().RollRounds(ctx)
		for _, r := range rounds {
			all = append(all, hour{r.Name, r.Name, r.At})
		}
		return all, err
	}, func(ctx context.Context, all []hour) error {
		var rounds []shelter.RollRound
		for _, h := range all {
			rounds = append(rounds, shelter.RollRound{Name: h.name, At: h.at})
		}
		return shell.House().SaveRollRounds(ctx, rounds)
	})
}

// newMealHours is 用餐时间.
func newMealHours(shell Shell) *kit.Room {
	return newHours(shell, "每天的用餐，按时间先后。到时间在站的人计入这一餐。", "用餐", func(ctx context.Context) (all []hour, err error) {
		meals, err := shell.House().Meals(ctx)
		for _, m := range meals {
			all = append(all, hour{m.Code, m.Name, m.At})
		}
		return all, err
	}, func(ctx context.Context, all []hour) error {
		var meals []shelter.MealTime
		for _, h := range all {
			meals = append(meals, shelter.MealTime{Code: h.code, Name: h.name, At: h.at})
		}
		return shell.House().SaveMeals(ctx, meals)
	})
}

func newHours(shell Shell, sentence, one string, load func(ctx context.Context) ([]hour, error), keep func(ctx context.Context, all []hour) error) *kit.Room {
	h := &hours{one: one}
	h.load, h.ordered.store = load, keep
	h.same = func(a, b hour) bool { return a.code == b.code }
	h.change, h.saved, h.removed = h.edit, "已保存，马上生效。", "已删去，保存后生效。"
	r := h.use(shell, sentence, []kit.Column[hour]{
		{ID: "name", Title: lang.L("名称"), Width: 3, Text: func(r hour) string { return lang.L(r.name) }},
		{ID: "at", Title: lang.L("时间"), Width: 2, Text: func(r hour) string { return r.at }},
	}, []fyne.CanvasObject{kit.NewButton("添加…", "", h.add), h.changeButton(), kit.NewButton("删除", "", h.remove)})
	r.Desk = h
	return r
}

func (h *hours) add() { h.edit(hour{code: "own_" + store.NewID()}) }

func (h *hours) edit(row hour) {
	name, at := kit.NewEntry(), kit.NewEntry()
	at.SetHint("07:30")
	form := kit.NewForm()
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	group.Add("at", "时间", at).Require()
	name.SetText(row.name)
	at.SetText(row.at)
	form.OnSubmit = func() {
		next := row
		next.name, next.at = strings.TrimSpace(name.Text), strings.TrimSpace(strings.ReplaceAll(at.Text, "：", ":"))
		rows := h.with(next)
		slices.SortStableFunc(rows, func(a, b hour) int { return strings.Compare(a.at, b.at) })
		h.storeRows(form, rows)
	}
	h.Open(lang.L(h.one), "", form)
}
