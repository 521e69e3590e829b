package beds

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"guitu/internal/access"
	"guitu/shelter"
	"guitu/ui/kit"
)

// filterKey is under which the chosen filters are remembered.
const filterKey = "beds.filter"

// The filters of the board.
const (
	filterWomen = "women"
	filterMen   = "men"
	filterFree  = "free"
	filterNeeds = "needs"
)

// top is what stands above the board: figures, filters, the field that finds.
type top struct {
	page    *page
	content *fyne.Container
	figures map[string]*kit.Figure
	filter  *kit.Choice
	find    *kit.Entry
	found   []string // beds and stays that fit what is looked for
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
		{Key: filterFree, Text: lang.L("空床")}, {Key: filterNeeds, Text: lang.L("要照顾的人")},
	})
	t.filter.Choose(strings.Split(p.shell.Remembered(filterKey), ",")...)
	t.filter.OnChanged = t.filtered
	t.find = kit.NewEntry()
	t.find.SetHint(lang.L("找姓名、拼音或床号"))
	t.find.OnChanged = t.look
	t.find.OnSubmitted = func(string) { t.goFirst() }
	t.find.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyDown {
			t.goFirst()
			return true
		}
		return false
	}
	var adjust fyne.CanvasObject
	if p.can(access.LayOutBeds) {
		adjust = kit.NewButton("调整布局", "", p.openPlan)
	}
	right := kit.Above(container.NewBorder(nil, nil, nil, adjust, t.find), t.filter)
	t.content = kit.Above(container.New(facing{}, row, right), kit.NewRule(true))
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
func (t *top) show(n shelter.Headcount) {
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
	t.content.Refresh()
}

func (t *top) choose(filters ...string) {
	t.filter.Choose(filters...)
	t.filtered()
}

func (t *top) filtered() {
	t.page.shell.Remember(filterKey, strings.Join(t.filter.ChosenAll(), ","))
	t.page.board.paint()
}

// keeps reports whether the filters leave a bed on the board: of women and men
// one, and of free and in need of care one.
func (t *top) keeps(b shelter.BoardBed) bool {
	on := map[string]bool{}
	for _, key := range t.filter.ChosenAll() {
		on[key] = true
	}
	sex := b.Bed.Room.Sex
	if sex == shelter.AnySex && b.Sleeper != nil {
		sex = b.Sleeper.Sex
	}
	any := sex == shelter.AnySex
	bySex := !on[filterWomen] && !on[filterMen] || on[filterWomen] && (any || sex == shelter.Women) || on[filterMen] && (any || sex == shelter.Men)
	byState := !on[filterFree] && !on[filterNeeds] || on[filterFree] && b.Look == shelter.LookReady ||
		on[filterNeeds] && b.Sleeper != nil && len(b.Sleeper.Icons) > 0
	return bySex && byState
}

// look marks the tiles that fit what is looked for: a bed's name, a part of a
// person's name, or what the directory knows them by.
func (t *top) look(text string) {
	text = strings.ToLower(strings.TrimSpace(text))
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
	if strings.ToLower(strings.TrimSpace(t.find.Text)) != text {
		return
	}
	t.found = nil
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
	if len(t.found) > 0 {
		t.page.board.reveal(t.found[0])
	}
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
