package beds

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/ui/kit"
)

// filterKey is under which the chosen filters are remembered.
const filterKey = "beds.filter"

// top is what stands above the board: figures, filters, the field that finds.
type top struct {
	page    *page
	content *fyne.Container
	figures map[string]*kit.Figure
	on      chosen // filters
	filter  *kit.Choice
	left    *kit.Text       // how many beds the filters leave
	narrow  *fyne.Container // says so, and takes the filters away
	find    *kit.Entry
	away    *kit.Button     // leads to who is under way with staff
	line    *fyne.Container // holds both beside what finds
	tab     *kit.Button     // goes to the other tab
	duty    *dutyStrip
	found   []string // beds and stays that fit what is looked for
	asked   string   // what was looked for when found came; Enter before that waits
	waiting bool     // Enter was pressed before
}

func newTop(p *page) *top {
	t := &top{page: p, figures: map[string]*kit.Figure{}}
	row := kit.Beside()
	for _, f := range []struct {
		key, word string
		filters   []string
	}{
		{"women", "女床空", []string{filterWomen, filterFree}}, {"men", "男床空", []string{filterMen, filterFree}},
		{"apart", "隔离观察空", []string{filterFree}}, {"in", "在站", nil}, {"waiting", "无床", nil},
	} {
		figure := kit.NewFigure("–", lang.L(f.word), func() { t.choose(f.filters...) })
		t.figures[f.key] = figure
		row.Add(figure)
	}
	t.filter = kit.NewMultiChoice([]kit.Option{
		{Key: filterWomen, Text: lang.L("女")}, {Key: filterMen, Text: lang.L("男")},
		{Key: filterFree, Text: lang.L("空床")}, {Key: filterLower, Text: lang.L("下铺")},
		{Key: filterIsolation, Text: lang.L("隔离")}, {Key: filterFamily, Text: lang.L("家庭")},
		{Key: filterMinor, Text: lang.L("未成年")}, {Key: filterLeaving, Text: lang.L("该离站")},
		{Key: filterTemporary, Text: lang.L("临时床")},
	})
	t.on = filtersOf(strings.Split(p.shell.Remembered(filterKey), ",")...)
	t.filter.Choose(t.on.keys()...)
	t.filter.OnChanged = t.tapped
	t.left = kit.NewText("")
	t.left.Whole = false
	all := kit.NewButton("全部显示", "", func() { t.choose() })
	all.Role = kit.Quiet
	t.narrow = container.NewBorder(nil, nil, kit.NewSign(kit.Triangle, kit.Info), all, kit.Margin(kit.Nudge, t.left))
	t.narrow.Hide()
	t.find = kit.NewEntry()
	t.find.SetHint(lang.L("找姓名、拼音或床号"))
	t.find.OnChanged = t.look
	t.find.OnSubmitted = func(string) { t.enter() }
	t.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown {
			t.enter()
			return true
		}
		return false
	}
	t.tab = kit.NewButton("", "", func() { p.turn() })
	t.tab.SetText(lang.L("时间线") + "　" + tabKey)
	t.away = newUnderWay(p)
	t.line = container.NewBorder(nil, nil, nil, kit.Beside(t.away, t.tab), t.find)
	right := kit.Above(t.line, t.filter)
	t.duty = newDutyStrip(p)
	t.content = kit.Above(container.New(facing{}, row, right), t.duty.content, t.narrow, kit.NewRule(true))
	return t
}

// facing puts figures at the left and what finds and filters beside them.
type facing struct{}

func (facing) MinSize(o []fyne.CanvasObject) fyne.Size {
	left, right := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(left.Width+kit.Size(kit.Between)+right.Width, max(left.Height, right.Height))
}

func (facing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left := o[0].MinSize()
	o[0].Resize(fyne.NewSize(left.Width, size.Height))
	at := left.Width + kit.Size(kit.Between)
	o[1].Move(fyne.NewPos(at, 0))
	o[1].Resize(fyne.NewSize(size.Width-at, size.Height))
}

// show sets the figures.
func (t *top) show(f facts) {
	n := f.count
	set := func(key string, n int, color fyne.ThemeColorName) { t.figures[key].Set(strconv.Itoa(n), color) }
	scarce := func(n int) fyne.ThemeColorName {
		if n == 0 {
			return kit.Overdue
		}
		return kit.Ink
	}
	set("women", n.FreeWomen, scarce(n.FreeWomen))
	set("men", n.FreeMen, scarce(n.FreeMen))
	set("apart", n.FreeIsolation, scarce(n.FreeIsolation))
	set("in", n.InStation, kit.Ink)
	waiting := kit.Ink
	if n.WithoutBed > 0 {
		waiting = kit.Soon
	}
	set("waiting", n.WithoutBed, waiting)
	t.showUnderWay(f.away)
	t.count()
	if t.duty.show(f.duty) {
		t.page.frame.Refresh()
	}
	t.content.Refresh()
}

// choose leaves what some filters keep; none leave all.
func (t *top) choose(filters ...string) {
	t.on = filtersOf(filters...)
	t.filter.Choose(filters...)
	t.filtered()
}

// tapped follows the chips and leaves the filters that have none as they are.
func (t *top) tapped() {
	for _, o := range t.filter.Options {
		delete(t.on, o.Key)
	}
	for _, key := range t.filter.ChosenAll() {
		t.on[key] = true
	}
	t.filtered()
}

// turn turns one filter on or off.
func (t *top) turn(key string, on bool) {
	delete(t.on, key)
	if on {
		t.on[key] = true
	}
	t.filter.Choose(t.on.keys()...)
	t.filtered()
}

// filtered remembers the filters and shows what they leave.
func (t *top) filtered() {
	t.page.shell.Remember(filterKey, strings.Join(t.on.keys(), ","))
	t.page.board.paint()
	if t.page.onLine {
		t.page.line.fill()
	}
	t.count()
	t.page.legend.show(t.page.facts, t.on)
}

// count says how many beds the filters leave.
func (t *top) count() {
	n, all := 0, 0
	for _, b := range t.page.facts.beds {
		all++
		if t.on.keeps(b) {
			n++
		}
	}
	t.left.Set(lang.L("只显示筛选的{{.N}}张床，共{{.All}}张", map[string]any{"N": n, "All": all}))
	if narrowed := len(t.on) > 0; narrowed != t.narrow.Visible() {
		t.narrow.Hidden = !narrowed
		t.page.frame.Refresh()
	}
}

// look marks the tiles that fit what is looked for: a bed's name, a part of a
// person's name, or what the directory knows them by.
func (t *top) look(text string) {
	text = sought(text)
	t.waiting = false
	known := map[string]bool{}
	t.page.shell.Work("正在查找…", func(context.Context) error {
		if directory := t.page.shell.Directory(); directory != nil && text != "" {
			for _, match := range directory.Find(text, 50) {
				known[match.Person.ID] = true
			}
		}
		return nil
	}, func(error) { t.mark(text, known) })
}

func (t *top) mark(text string, known map[string]bool) {
	if sought(t.find.Text) != text {
		return
	}
	t.asked, t.found = text, nil
	facts := t.page.facts
	for _, line := range t.page.board.lines() {
		for _, id := range line {
			bed := facts.beds[id]
			fits := strings.Contains(strings.ToLower(bed.Bed.Name), text)
			s, ok := facts.people[id]
			if bed.Sleeper != nil {
				s, ok = *bed.Sleeper, true
			}
			fits = fits || ok && (strings.Contains(strings.ToLower(nameOf(s)), text) || known[s.PersonID])
			fits = fits && text != ""
			t.page.board.tiles[id].Select(fits)
			if fits {
				t.found = append(t.found, id)
			}
		}
	}
	if len(t.found) > 0 && !t.page.onLine {
		t.page.board.reveal(t.found[0])
	}
	if t.waiting {
		t.waiting = false
		t.goFirst()
	}
}

// sought is what is looked for by a text.
func sought(text string) string { return strings.ToLower(strings.TrimSpace(text)) }

// begin puts the cursor into the field that finds; what stands there gives way
// to what is typed.
func (t *top) begin() {
	t.page.focus(t.find)
	t.find.TypedShortcut(&fyne.ShortcutSelectAll{})
	kit.Tell("field", "找姓名、拼音或床号")
}

// enter goes to the first that fits, once it is known which do.
func (t *top) enter() {
	if t.asked != sought(t.find.Text) {
		t.waiting = true
		return
	}
	t.goFirst()
}

// goFirst goes to the first tile that was found and lets it flash.
func (t *top) goFirst() {
	if len(t.found) > 0 {
		t.page.flash(t.found[0])
		return
	}
	if strings.TrimSpace(t.find.Text) != "" {
		t.page.shell.Toast(kit.Toast{Text: "没有找到：请换一个姓名、拼音或床号。", Kind: kit.Info})
	}
}
