package care

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/printing"
	"guitu/shelter"
	"guitu/ui/choose"
	"guitu/ui/kit"
)

// kitchen is 用餐: how many plates of which kind, and whose need attention.
type kitchen struct {
	desk
	meals  []shelter.Meal
	day    calendar.Date // that the meals are of
	which  *kit.Choice   // today or tomorrow
	counts *kit.DataTable[shelter.Meal]
	notes  *kit.DataTable[shelter.PlateNote]
	about  *kit.Text
	none   fyne.CanvasObject // stands where no plate needs attention
}

func newKitchen(shell Shell) *kit.Room {
	k := &kitchen{about: kit.NewLabel("")}
	k.counts = kit.NewDataTable([]kit.Column[shelter.Meal]{
		{ID: "meal", Title: lang.L("餐次"), Width: 2.5, Text: func(m shelter.Meal) string { return lang.L(m.Meal.Name) + " " + m.Meal.At }},
		{ID: "total", Title: lang.L("几份"), Width: 1, Text: func(m shelter.Meal) string { return strconv.Itoa(m.Total) }},
		{ID: "plates", Title: lang.L("其中"), Width: 7, Text: plates},
		{ID: "out", Title: lang.L("不计"), Width: 2, Text: notCounted},
	})
	k.counts.OnMark = func(shelter.Meal) { k.showNotes() }
	k.counts.OnOpen = func(shelter.Meal) { k.FocusOn(k.notes.Target()) }
	k.notes = kit.NewDataTable([]kit.Column[shelter.PlateNote]{
		{ID: "bed", Title: lang.L("床位"), Width: 2, Text: func(n shelter.PlateNote) string { return n.Bed }},
		{ID: "name", Title: lang.L("姓名"), Width: 2, Text: func(n shelter.PlateNote) string { return n.Name }},
		{ID: "kinds", Title: lang.L("饮食"), Width: 3, Text: func(n shelter.PlateNote) string { return diets(n.Kinds) }},
		{ID: "care", Title: lang.L("过敏与要求"), Width: 5, Text: noteCare, Color: func(n shelter.PlateNote) fyne.ThemeColorName {
			if n.Allergies != "" {
				return kit.Overdue
			}
			return kit.Ink
		}},
	})
	k.notes.OnOpen = func(n shelter.PlateNote) { k.edit(kit.Option{Key: n.StayID, Text: kit.Joined(n.Name, n.Bed)}) }
	k.which = kit.NewChoice([]kit.Option{{Key: "0", Text: lang.L("今天")}, {Key: "1", Text: lang.L("明天")}})
	k.which.Choose("0")
	k.which.OnChanged = func() { k.Load() }
	kit.Alone(k.which, func() { k.FocusOn(k.counts.Target()) })
	foot := kit.Actions([]fyne.CanvasObject{kit.NewButton("打印给厨房", "print", k.printDay)}, kit.NewPrimary("登记饮食", "", func() { k.edit(kit.Option{}) }))
	k.none = kit.NewEmpty("care", "这一餐都是普通饮食。清真、软食、忌口的按“登记饮食”，厨房的表上就有。", nil)
	head := kit.Margin(kit.Nudge, kit.NewParagraph(lang.L("需要注意的餐：Enter 改饮食。住院、托养和外出的人不计在内。")))
	body := container.New(halves{}, k.counts, container.NewBorder(head, nil, nil, nil, container.NewStack(k.notes, k.none)))
	list := container.NewBorder(over(k.about, k.which), foot, nil, nil, body)
	k.use(shell, k.counts.Target(), list, k.reload, "diet", "stay", "outing", "absence", "bed_take", "setting")
	return k.room(k, map[string]func(){"print": k.printDay})
}

// halves puts the meals over those whose plate needs attention, a third to two.
type halves struct{}

func (halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), 4*kit.Size(kit.Row)+b.Height)
}

func (halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	top := max(4*kit.Size(kit.Row), size.Height/3)
	o[0].Resize(fyne.NewSize(size.Width, top))
	o[1].Move(fyne.NewPos(0, top+kit.Size(kit.Inside)))
	o[1].Resize(fyne.NewSize(size.Width, size.Height-top-kit.Size(kit.Inside)))
}

func diets(kinds []string) string {
	if len(kinds) == 0 {
		return lang.L("普通")
	}
	return codeWords("diet", kinds)
}

func plates(m shelter.Meal) string {
	words := make([]string, len(m.Plates))
	for i, p := range m.Plates {
		words[i] = diets(p.Kinds) + " " + strconv.Itoa(p.N)
	}
	return strings.Join(words, " · ")
}

func notCounted(m shelter.Meal) string {
	if m.Out == 0 {
		return ""
	}
	return lang.L("外出{{.N}}人", map[string]any{"N": m.Out})
}

func noteCare(n shelter.PlateNote) string {
	allergy := ""
	if n.Allergies != "" {
		allergy = "▲ " + lang.L("过敏：{{.What}}", map[string]any{"What": n.Allergies})
	}
	return kit.Joined(allergy, n.Note)
}

func (k *kitchen) reload() {
	day := calendar.On(k.shell.Now())
	if k.which.Chosen() == "1" {
		day = day.AddDays(1)
	}
	var meals []shelter.Meal
	k.read(func(ctx context.Context) error {
		times, err := k.shell.House().Meals(ctx)
		if err != nil {
			return err
		}
		for _, t := range times {
			m, err := k.shell.House().MealCount(ctx, day, t.Code)
			if err != nil {
				return err
			}
			meals = append(meals, m)
		}
		return nil
	}, func() {
		first := k.day != day
		k.meals, k.day = meals, day
		k.counts.SetRows(meals)
		if first {
			k.counts.PutCursor(next(meals, k.shell.Now()))
		}
		k.showNotes()
	})
}

// next is the meal that comes next, or the last.
func next(meals []shelter.Meal, now time.Time) int {
	clock := now.In(calendar.Zone).Format("15:04")
	at := slices.IndexFunc(meals, func(m shelter.Meal) bool { return m.Day.After(calendar.On(now)) || m.Meal.At >= clock })
	if at < 0 {
		return len(meals) - 1
	}
	return at
}

// showNotes shows the plates of the meal with the cursor that need attention.
func (k *kitchen) showNotes() {
	m, ok := k.counts.Marked()
	if !ok {
		return
	}
	k.notes.SetRows(m.Notes)
	k.none.Hide()
	if len(m.Notes)+m.Hidden == 0 {
		k.none.Show()
	}
	words := kit.Joined(k.day.String(), lang.L(m.Meal.Name))
	if m.Hidden > 0 {
		words = kit.Joined(words, lang.L("另有保护对象{{.N}}人，忌口请问指定人员", map[string]any{"N": m.Hidden}))
	}
	k.about.Set(words)
	k.List.Refresh()
}

// edit opens the form for what somebody eats.
func (k *kitchen) edit(who kit.Option) {
	if who.Key == "" {
		k.form(who, shelter.Diet{})
		return
	}
	var d shelter.Diet
	k.read(func(ctx context.Context) (err error) {
		d, err = k.shell.House().DietOf(ctx, who.Key)
		return err
	}, func() { k.form(who, d) })
}

func (k *kitchen) form(who kit.Option, d shelter.Diet) {
	whom, kinds, allergies, note := choose.NewWhom(k.shell, choose.InCare), kit.NewMultiChoice(kit.CodeOptions("diet")), kit.NewEntry(), kit.NewEntry()
	form := kit.NewForm()
	group := form.Group("")
	group.Add("stay", "谁", whom.Lookup).Require()
	group.Add("kinds", "饮食（普通的不选）", kinds)
	group.Add("allergies", "过敏、不能吃的", allergies)
	group.Add("note", "其他要求", note)
	if who.Key != "" {
		whom.Put(who)
	}
	kinds.Choose(d.Kinds...)
	allergies.SetText(d.Allergies)
	note.SetText(d.Note)
	form.OnSubmit = func() {
		next := shelter.Diet{StayID: whom.Chosen(), Kinds: kinds.ChosenAll(), Dislikes: shelter.Dislikes{Allergies: strings.TrimSpace(allergies.Text), Note: strings.TrimSpace(note.Text)}}
		k.Save(form, func(ctx context.Context) error {
			_, err := k.shell.House().SetDiet(ctx, next)
			return err
		}, func() {
			kit.Tell("diet", "set")
			k.saved("饮食已登记，下一餐起算。")()
		})
	}
	k.Open(lang.L("登记饮食"), "从下一餐起按这里算；厨房的表上只写需要注意的人。", form)
	k.Resume("diet " + who.Key)
	if who.Key != "" {
		form.Focus("kinds")
	}
}

func (k *kitchen) printDay() {
	day, meals := k.day, k.meals
	k.print("用餐人数表", "kitchen", func(ctx context.Context) (printing.Result, error) {
		return k.shell.Papers().KitchenPDF(ctx, day, meals)
	})
}
