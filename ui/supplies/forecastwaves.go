package supplies

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"guitu/internal/calendar"
	"guitu/internal/store"
	"guitu/shelter/supply"
	"guitu/ui/kit"
)

// waveList is the list of cold waves that the station marked.
type waveList struct {
	view  *forecastView
	table *kit.DataTable[supply.ColdWave]
	waves []supply.ColdWave
	taken [][]supply.ColdWave // the lists before each change, for 撤销
}

func newWaveList(f *forecastView) *waveList {
	w := &waveList{view: f}
	w.table = kit.NewDataTable([]kit.Column[supply.ColdWave]{
		{ID: "name", Title: lang.L("名称"), Width: 3, Text: func(c supply.ColdWave) string { return c.Name }},
		{ID: "from", Title: lang.L("从哪天"), Width: 1.2, Text: func(c supply.ColdWave) string { return c.From.String() }},
		{ID: "to", Title: lang.L("到哪天"), Width: 1.2, Text: func(c supply.ColdWave) string { return c.To.String() }},
		{ID: "days", Title: lang.L("天数"), Width: 0.8, Text: func(c supply.ColdWave) string { return strconv.Itoa(c.To.Sub(c.From) + 1) }},
	})
	w.table.OnOpen = w.edit
	return w
}

// open shows the list over the forecast.
func (w *waveList) open() {
	f := w.view
	f.list(lang.L("寒潮的起止日期：期间发放的物资用来推算下一次"), w.table, w.table.Target(), w.load, w.do,
		kit.NewButton("添加…", "save", w.add), kit.NewButton("修改", "next", w.editMarked), kit.NewButton("删除", "", w.remove))
	if len(w.waves) == 0 {
		w.add() // nothing to choose from: the first is what somebody came for
	}
}

func (w *waveList) do(id string) bool {
	switch id {
	case "save":
		w.add()
	case "undo":
		w.undo()
	case "close":
		w.view.back()
		w.view.load()
	default:
		return false
	}
	return true
}

func (w *waveList) load() {
	f := w.view
	var all []supply.ColdWave
	f.read("正在读取…", func(ctx context.Context) (err error) {
		all, err = f.shell.Supplies().ColdWaves(ctx)
		return err
	}, func() {
		w.waves = all
		w.table.SetRows(slices.Clone(all))
	})
}

func (w *waveList) add() { w.fill(lang.L("添加一次寒潮"), supply.ColdWave{}) }

func (w *waveList) editMarked() {
	if c, ok := w.table.Marked(); ok {
		w.edit(c)
		return
	}
	w.view.ask("请先在表里选一次寒潮。")
}

func (w *waveList) edit(c supply.ColdWave) {
	w.fill(lang.L("修改寒潮：{{.Name}}", map[string]any{"Name": c.Name}), c)
}

// fill asks for a wave; before is the one that it replaces, the zero one for
// none.
func (w *waveList) fill(title string, before supply.ColdWave) {
	name, from, to := kit.NewEntry(), newDateEntry(), newDateEntry()
	name.SetHint(lang.L("如 2026年1月寒潮"))
	if before != (supply.ColdWave{}) {
		name.SetText(before.Name)
		from.SetText(before.From.String())
		to.SetText(before.To.String())
	}
	form := kit.NewForm()
	group := form.Group("")
	group.Add("name", "名称", name).Require()
	group.Add("from", "从哪天（如 2026-01-03）", from).Require()
	group.Beside("to", "到哪天为止，含当天", to).Require()
	form.OnSubmit = func() {
		next := supply.ColdWave{Name: strings.TrimSpace(name.Text)}
		next.From, _ = readDate(from.Text) // the fields have looked
		next.To, _ = readDate(to.Text)
		w.store(form, w.with(before, next), func() { w.view.done("已保存，推算用新的日期。", nil) })
	}
	w.view.fill(title, "", "", form)
}

// with is the list with one wave replaced, or added.
func (w *waveList) with(before, next supply.ColdWave) []supply.ColdWave {
	all := slices.Clone(w.waves)
	if at := slices.Index(all, before); at >= 0 {
		all[at] = next
		return all
	}
	return append(all, next)
}

func (w *waveList) remove() {
	c, ok := w.table.Marked()
	if !ok {
		w.view.ask("请先在表里选一次寒潮。")
		return
	}
	all := slices.DeleteFunc(slices.Clone(w.waves), func(other supply.ColdWave) bool { return other == c })
	w.store(nil, all, func() {
		w.view.shell.Toast(kit.Toast{Text: "已删除。", Kind: kit.Done, Undo: w.undo})
	})
}

// undo brings the list back that was there before the last change.
func (w *waveList) undo() {
	last := len(w.taken) - 1
	if last < 0 {
		return
	}
	before := w.taken[last]
	w.taken = w.taken[:last]
	w.view.read("正在撤销…", func(ctx context.Context) error { return w.view.shell.Supplies().SetColdWaves(ctx, before) }, func() {
		w.view.done("已撤销。", nil)
		w.load()
	})
}

// store keeps a list; a form goes back to it, or says what is wrong.
func (w *waveList) store(form *kit.Form, all []supply.ColdWave, then func()) {
	f, before := w.view, w.waves
	f.save(form, func(ctx context.Context) error { return f.shell.Supplies().SetColdWaves(ctx, all) }, func() {
		w.taken = append(w.taken, before)
		if form != nil {
			f.back()
		}
		kit.Tell("forecast", "waves")
		w.load()
		then()
	})
}

// newDateEntry is a field for a day that was.
func newDateEntry() *kit.Entry {
	e := kit.NewEntry()
	e.Verify = func(text string) error {
		_, err := readDate(text)
		return err
	}
	return e
}

// readDate reads a day with its year: 20260103, 2026-1-3, 2026年1月3日.
func readDate(text string) (calendar.Date, error) {
	d, err := readDay(text)
	if err != nil {
		return d, store.Fail(store.Invalid, "看不懂这个日期：请写成 2026-01-03。").Because(err)
	}
	return d, nil
}
