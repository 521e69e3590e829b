package beds

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/internal/access"
	"guitu/internal/calendar"
	"guitu/shelter"
	"guitu/ui/kit"
)

// The days of the timeline: so many before today and after it.
const (
	daysBefore = 14
	daysAfter  = 14
	week       = 7
)

var timeColumns = kit.Columns{Count: daysBefore + 1 + daysAfter}

// timeline is the second tab of the page: who had which bed on which day, and
// until when who has one now is to stay.
type timeline struct {
	page    *page
	content *fyne.Container
	span    *kit.Text // the days that show
	head    *kit.BarHead
	grid    *kit.BarGrid
	now     *kit.BarNow
	list    *timeList
	empty   fyne.CanvasObject
	about   *kit.Text // what is under the cursor
	open    *kit.Button

	from  calendar.Date // the first day that shows
	facts shelter.Timeline
	rows  []timeRow
	at    int           // row with the cursor
	day   calendar.Date // day with the cursor
	loads int
}

// timeRow is a line: a zone's heading, or a bed.
type timeRow struct {
	title string // of a heading
	bed   *shelter.TimelineRow
	first bool // of its room
}

func newTimeline(p *page) *timeline {
	l := &timeline{page: p, span: strong(""), head: kit.NewBarHead(timeColumns), grid: kit.NewBarGrid(timeColumns), now: kit.NewBarNow(timeColumns)}
	l.span.Whole = false
	l.list = newTimeList(l)
	l.about = kit.NewText("")
	l.about.Whole = false
	l.empty = kit.NewEmpty("beds", "没有要显示的床位。", nil)
	l.empty.Hide()
	button := func(words, key string, do func()) *kit.Button {
		b := kit.NewButton("", "", do)
		b.SetText(lang.L(words) + "　" + key)
		return b
	}
	l.open = button("打开", "Enter", l.enter)
	move := kit.Beside(button("上一周", "PgUp", func() { l.shift(-week) }), button("今天", "Home", l.today),
		button("下一周", "PgDn", func() { l.shift(week) }), l.open)
	foot := container.NewBorder(nil, nil, nil, move, kit.Close(l.about, l.signs()))
	chart := container.NewBorder(container.NewStack(l.head, kit.Close(l.span)), nil, nil, nil, container.NewStack(l.grid, l.list, l.now, l.empty))
	l.content = container.NewStack(kit.NewCard("", nil, container.NewBorder(nil, kit.Above(kit.NewRule(true), foot), nil, nil, chart)))
	l.day = calendar.On(p.shell.Now())
	l.from = l.day.AddDays(-daysBefore)
	return l
}

// signs explain the bars.
func (l *timeline) signs() fyne.CanvasObject {
	words := kit.NewLabel(lang.L("实条：在住　斜线：住院或托养，床位保留　空框：预计住到哪天　竖线：现在"))
	words.Whole = false
	return words
}

// show brings the rows to the state of the page's facts and filters, and
// reads the days anew.
func (l *timeline) show() {
	l.fill()
	l.load(nil)
}

// load reads the days that show; then, where not nil, comes after.
func (l *timeline) load(then func()) {
	l.loads++
	this, from := l.loads, l.from
	var fresh shelter.Timeline
	l.page.shell.Work("正在读取时间线…", func(ctx context.Context) (err error) {
		fresh, err = l.page.shell.House().Timeline(ctx, from, from.AddDays(timeColumns.Count-1))
		return err
	}, func(err error) {
		switch {
		case this != l.loads: // another one overtook it
		case err != nil:
			l.page.shell.Fail(err)
		default:
			l.facts = fresh
			l.fill()
			if then != nil {
				then()
			}
		}
	})
}

// fill makes the rows: a heading for each zone, and its beds that the filters
// leave. Beds that were put away show while nothing is filtered.
func (l *timeline) fill() {
	at := l.bed()
	l.rows = nil
	zone, room := "", ""
	buildings := map[string]bool{}
	for _, r := range l.facts.Rows {
		buildings[r.Building.ID] = true
	}
	for i := range l.facts.Rows {
		r := &l.facts.Rows[i]
		if b, stands := l.page.facts.beds[r.Bed.ID]; stands && !l.page.top.on.keeps(b) || !stands && len(l.page.top.on) > 0 {
			continue
		}
		if r.Zone.ID != zone {
			title := r.Zone.Name
			if len(buildings) > 1 {
				title = r.Building.Name + " · " + title
			}
			l.rows = append(l.rows, timeRow{title: title})
		}
		l.rows = append(l.rows, timeRow{bed: r, first: r.Bed.Room.ID != room})
		zone, room = r.Zone.ID, r.Bed.Room.ID
	}
	if l.at = l.rowOf(at); l.at < 0 {
		l.at = 1 // after the first heading
	}
	l.headings()
	if l.empty.Hide(); len(l.rows) == 0 {
		l.empty.Show()
	}
	l.list.Refresh()
	if l.at < len(l.rows) {
		l.list.Highlight(l.at)
	}
	l.tell()
}

// headings write the days.
func (l *timeline) headings() {
	today := calendar.On(l.page.shell.Now())
	var columns []kit.ColumnFacts
	for i := range timeColumns.Count {
		d := l.from.AddDays(i)
		c := kit.ColumnFacts{Text: dayNumber(d), Under: weekdayWord(d), Today: d == today, Off: !worksOn(d)}
		if i == 0 || d.Day == 1 {
			c.Above = lang.L("{{.N}}月", map[string]any{"N": int(d.Month)})
		}
		columns = append(columns, c)
	}
	l.head.Set(columns)
	l.grid.Set(columns)
	l.now.Set(l.column(l.page.shell.Now()))
	last := l.from.AddDays(timeColumns.Count - 1)
	l.span.Set(lang.L("{{.From}}至{{.To}}", map[string]any{"From": shortDate(l.from), "To": shortDate(last)}))
}

// column is where a moment stands, in columns from the first.
func (l *timeline) column(t time.Time) float32 {
	return float32(t.Sub(l.from.Start()).Hours() / 24)
}

// bed is the bed with the cursor, "" for none.
func (l *timeline) bed() string {
	if l.at >= 0 && l.at < len(l.rows) && l.rows[l.at].bed != nil {
		return l.rows[l.at].bed.Bed.ID
	}
	return ""
}

// rowOf is the row of a bed, -1 where it does not show.
func (l *timeline) rowOf(bed string) int {
	for i, r := range l.rows {
		if r.bed != nil && r.bed.Bed.ID == bed {
			return i
		}
	}
	return -1
}

// goTo moves the cursor to a bed, and reports whether it is there.
func (l *timeline) goTo(bed string) bool {
	row := l.rowOf(bed)
	if row < 0 {
		return false
	}
	l.put(row, l.day)
	return true
}

// put moves the cursor. Where the day is out of sight, the days move by weeks.
func (l *timeline) put(row int, day calendar.Date) {
	before := l.at
	l.at, l.day = row, day
	from := l.from
	for day.Before(from) {
		from = from.AddDays(-week)
	}
	for !day.Before(from.AddDays(timeColumns.Count)) {
		from = from.AddDays(week)
	}
	l.list.RefreshItem(before)
	if row >= 0 && row < len(l.rows) {
		l.list.RefreshItem(row)
		l.list.Highlight(row)
	}
	if from != l.from {
		l.from = from
		l.fill()
		l.load(nil)
		return
	}
	l.tell()
}

// shift moves the days and the cursor with them.
func (l *timeline) shift(days int) {
	l.from = l.from.AddDays(days)
	l.day = l.day.AddDays(days)
	l.fill()
	l.load(nil)
}

func (l *timeline) today() {
	today := calendar.On(l.page.shell.Now())
	l.from, l.day = today.AddDays(-daysBefore), today
	l.fill()
	l.load(nil)
}

// step moves the cursor by beds; headings are no place for it.
func (l *timeline) step(by int) {
	for row := l.at + by; row >= 0 && row < len(l.rows); row += by {
		if l.rows[row].bed != nil {
			l.put(row, l.day)
			return
		}
	}
}

// key does what a key means; false leaves it to the window.
func (l *timeline) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyLeft:
		l.put(l.at, l.day.AddDays(-1))
	case fyne.KeyRight:
		l.put(l.at, l.day.AddDays(1))
	case fyne.KeyPageUp:
		l.shift(-week)
	case fyne.KeyPageDown:
		l.shift(week)
	case fyne.KeyHome:
		l.today()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.enter()
	default:
		return false
	}
	return true
}

// tapped puts the cursor where the mouse pointed; a second tap opens.
func (l *timeline) tapped(row, column int) {
	l.page.focus(l.list)
	if row >= len(l.rows) || l.rows[row].bed == nil {
		return
	}
	day := l.day
	if column >= 0 {
		day = l.from.AddDays(column)
	}
	if row == l.at && day == l.day {
		l.enter()
		return
	}
	l.put(row, day)
}

// enter opens the file of who had the bed on the day, or the bed.
func (l *timeline) enter() {
	if spans := l.under(); len(spans) > 0 && l.page.can(access.ReadPeople) {
		l.page.shell.Go(kit.Route{Name: kit.RoutePerson, ID: spans[len(spans)-1].PersonID})
		return
	}
	if bed := l.bed(); bed != "" {
		l.page.view(false)
		l.page.flash(bed)
	}
}

// under are the spans at the cursor, by time.
func (l *timeline) under() (all []shelter.Span) {
	if l.bed() == "" {
		return nil
	}
	for _, s := range l.rows[l.at].bed.Spans {
		if s.From.Before(l.day.End()) && s.To.After(l.day.Start()) {
			all = append(all, s)
		}
	}
	return all
}

// timeList is Fyne's list with the keys of the timeline.
type timeList struct {
	widget.List
	line *timeline
}

func newTimeList(line *timeline) *timeList {
	l := &timeList{line: line}
	l.Length = func() int { return len(line.rows) }
	l.CreateItem = func() fyne.CanvasObject { return kit.NewBarRow(timeColumns) }
	l.UpdateItem = func(at int, o fyne.CanvasObject) {
		if at < len(line.rows) {
			row := o.(*kit.BarRow)
			row.OnTapped = func(column int) { line.tapped(at, column) }
			row.Set(line.rowFacts(at))
		}
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *timeList) TypedKey(key *fyne.KeyEvent) {
	if !l.line.key(key) {
		kit.Hand(l, key)
	}
}

func (l *timeList) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(l, shortcut) }
