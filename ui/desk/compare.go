package desk

import (
	"context"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/intake"
	"guitu/tracing"
	"guitu/tracing/match"
	"guitu/ui/kit"
	"guitu/ui/trace"
)

// sheetPopup is something over the page that Esc closes, as the window does
// with everything that lies over it.
type sheetPopup struct {
	popup *widget.PopUp
	page  fyne.Canvas
}

// lay puts content over the page; its width is that of a question, or more
// where the content needs it.
func lay(c fyne.Canvas, title string, content fyne.CanvasObject, actions ...fyne.CanvasObject) *sheetPopup {
	wide := canvas.NewRectangle(color.Transparent)
	wide.SetMinSize(fyne.NewSize(kit.Size(kit.Popup), 0))
	body := kit.Margin(kit.Between, kit.Groups(kit.NewTitle(lang.L(title)), content, kit.Actions(nil, actions...)))
	p := &sheetPopup{popup: widget.NewModalPopUp(container.NewStack(wide, body), c), page: c}
	p.popup.Show()
	kit.Tell("dialog", title)
	return p
}

func (p *sheetPopup) close() { p.popup.Hide() }

type evidence = match.Evidence

// compare lays this arrival beside a candidate: the same matters in one line,
// what differs marked, then what speaks for and against, and what was found.
func (m *matches) compare(c tracing.Candidate) {
	a := m.page
	now := a.read()
	rows := container.New(compareGrid{})
	head := "以前"
	if c.Report != nil {
		head = "家属登记"
	}
	for _, word := range []string{"", "这次", head} {
		rows.Add(cellText(lang.L(word), kit.Faint, true))
	}
	m.addPhotos(rows, c)
	for _, row := range m.compareRows(now, c) {
		row.add(rows)
	}
	side := kit.Close(evidenceLines(c)...)
	for _, fact := range c.Facts {
		side.Add(factLine(fact))
	}
	content := container.New(compareSides{a.shell.Window().Canvas().Size(), rows}, bounded(rows), bounded(side))
	var popup *sheetPopup
	done := func(do func()) func() {
		return func() { popup.close(); do(); a.form.Focus(a.lastField()) }
	}
	steps := m.compareSteps(c, done)
	row := kit.Beside()
	stops := make([]stop, len(steps))
	for i, button := range steps {
		row.Add(kit.NewLabel(string(rune('1' + i))))
		row.Add(button)
		stops[i] = button
	}
	w := newWalk("是同一个人吗？", row)
	w.set(stops)
	w.OnBack = func() { popup.close(); m.enter() }
	popup = lay(a.shell.Window().Canvas(), "是同一个人吗？", content, w)
	a.shell.Window().Canvas().Focus(w)
	if c.Card != nil {
		a.logCompared(*c.Card)
	}
}

// compareSteps are what can be said of a candidate. None of them merges.
func (m *matches) compareSteps(c tracing.Candidate, done func(func()) func()) []*kit.Button {
	if c.Report != nil {
		r := *c.Report
		open := kit.NewButton("打开走失登记", "", done(func() { m.page.shell.Go(kit.Route{Name: kit.RouteReport, ID: r.ID}) }))
		return []*kit.Button{kit.NewPrimary("标为疑似", "", done(func() { m.suspect(r) })),
			kit.NewButton("不是", "", done(func() { m.notThem(c) })), kit.NewButton("可能", "", done(func() {})), open}
	}
	id := c.Card.Person.ID
	if c.Card.Stay.State.Open() {
		return []*kit.Button{kit.NewPrimary("打开档案", "", done(func() { m.open(id) })),
			kit.NewButton("不是", "", done(func() { m.notThem(c) })), kit.NewButton("可能", "", done(func() {}))}
	}
	return []*kit.Button{kit.NewPrimary("是同一人", "", done(func() { m.page.same(id) })),
		kit.NewButton("不是", "", done(func() { m.notThem(c) })), kit.NewButton("可能", "", done(func() {}))}
}

// suspect notes in the draft that a family may be looking for this person.
func (m *matches) suspect(r tracing.Report) {
	if m.suspected(r) {
		return
	}
	before := m.page.read()
	to := before
	to.Checked = strings.TrimSpace(before.Checked + "\n" + lang.L("疑似家属走失登记 {{.Number}}，待核实。", map[string]any{"Number": r.Number}))
	checked := []part{{"checked", "核查情况", []string{"checked"}}}
	m.page.undoable(m.page.sheet, to, checked, "已在核查情况里记下：疑似走失登记，待核实。", func() { m.draw() })
	kit.Tell("linked", "report")
	m.draw()
}

func (m *matches) suspected(r tracing.Report) bool {
	return strings.Contains(m.page.read().Checked, r.Number)
}

// logCompared puts on record that an earlier file was looked at.
func (a *arrival) logCompared(card intake.Card) {
	directory := a.shell.Directory()
	a.shell.Work("正在记录查看…", func(ctx context.Context) error {
		return directory.LogSearch(ctx, "", card.Person.ID)
	}, func(err error) {
		if err != nil {
			a.shell.Fail(err)
		}
	})
}

// addPhotos puts the faces side by side, where there are any.
func (m *matches) addPhotos(rows *fyne.Container, c tracing.Candidate) {
	var mine image.Image
	for _, photo := range m.page.photos.all {
		if photo.Kind == "front" {
			mine = thumbImage(photo.Thumb)
		}
	}
	theirs := m.face(c)
	if mine == nil && theirs == nil {
		return
	}
	rows.Add(cellText(lang.L("照片"), kit.Faint, false))
	for _, face := range []image.Image{mine, theirs} {
		shown := canvas.NewImageFromImage(face)
		shown.FillMode = canvas.ImageFillContain
		shown.SetMinSize(fyne.NewSquareSize(2 * kit.Size(kit.Thumb)))
		rows.Add(shown)
	}
}

// comparedRow is one matter; differs says that two words of it speak against
// the two being one.
type comparedRow struct {
	label, now, before string
	differs            bool
}

// add puts the row into the grid: what differs is marked ▲, what is the same ＝.
func (row comparedRow) add(rows *fyne.Container) {
	ink, mark := kit.Ink, ""
	if row.differs && row.now != "" && row.before != "" {
		if mark = "＝ "; row.now != row.before {
			ink, mark = kit.Soon, "▲ "
		}
	}
	rows.Add(cellText(mark+row.label, kit.Faint, false))
	rows.Add(cellText(row.now, ink, false))
	rows.Add(cellText(row.before, ink, false))
}

// compareRows sets side by side what both say; rows of which neither knows
// anything are left out.
func (m *matches) compareRows(now intake.Arrival, c tracing.Candidate) (rows []comparedRow) {
	all := m.reportRows(now, c.Report)
	if c.Card != nil {
		all = m.cardRows(now, *c.Card)
	}
	for _, row := range all {
		if row.now != "" || row.before != "" {
			row.label = lang.L(row.label)
			rows = append(rows, row)
		}
	}
	return rows
}

func (m *matches) cardRows(now intake.Arrival, card intake.Card) []comparedRow {
	p, today := card.Person, m.page.shell.Now()
	return []comparedRow{
		{"姓名", now.Name, p.Name, true},
		{"性别", m.words.say("sex", now.Sex), m.words.say("sex", p.Sex), true},
		{"年龄", ageWords(now.Profile, today), ageWords(p.Profile, today), true},
		{"民族", m.words.say("nation", now.Nation), m.words.say("nation", p.Nation), true},
		{"证件号码", now.IDNumber, p.IDNumber, true},
		{"户籍地", now.Household, p.Household, true},
		{"联系电话", now.Phone, p.Phone, true},
		{"语言口音", m.words.say("accent", now.Accent), m.words.say("accent", p.Accent), true},
		{"身高", height(now.HeightCM), height(p.HeightCM), true},
		{"体貌特征", now.Marks, p.Marks, true},
		{"曾用名", strings.Join(now.Aliases, "、"), strings.Join(p.Aliases, "、"), true},
		{"发现地点", now.FoundPlace, card.Stay.FoundPlace, true},
		{"来站", kit.SayTime(now.ArrivedAt, today), kit.SayTime(card.Stay.ArrivedAt, today), false},
		{"状态", "", stateWord(card.Stay.State), false},
	}
}

func (m *matches) reportRows(now intake.Arrival, r *tracing.Report) []comparedRow {
	if r == nil {
		return nil
	}
	today := m.page.shell.Now()
	return []comparedRow{
		{"登记号", "", r.Number, false},
		{"姓名", now.Name, r.Name, true},
		{"性别", m.words.say("sex", now.Sex), m.words.say("sex", r.Sex), true},
		{"年龄", ageWords(now.Profile, today), ageWords(missed(*r), today), true},
		{"发现地点、最后见到", now.FoundPlace, r.LastSeenPlace, false},
		{"发现时间、最后见到", now.FoundAt, r.LastSeenAt, false},
	}
}

func height(cm int) string {
	if cm == 0 {
		return ""
	}
	return lang.L("{{.N}} 厘米", map[string]any{"N": cm})
}

func cellText(content string, ink fyne.ThemeColorName, bold bool) *kit.Text {
	t := kit.NewText(content)
	t.Color, t.Whole, t.Bold = ink, false, bold
	return t
}

// evidenceLines are what speaks for and against, the weightiest first, each
// with a bar as long as it weighs.
func evidenceLines(c tracing.Candidate) (lines []fyne.CanvasObject) {
	all := slices.Clone(c.Lead.Evidence)
	slices.SortStableFunc(all, func(x, y evidence) int { return int(math.Round(100 * (math.Abs(y.Weight) - math.Abs(x.Weight)))) })
	heaviest := 1.0
	for _, e := range all {
		heaviest = max(heaviest, math.Abs(e.Weight))
	}
	for _, e := range all {
		mark, ink := "＋ ", kit.Done
		if !e.For() {
			mark, ink = "－ ", kit.Overdue
		}
		lines = append(lines, kit.Close(cellText(mark+lang.L(e.Text, e.Args), kit.Ink, false), newWeightBar(math.Abs(e.Weight)/heaviest, ink)))
	}
	return lines
}

func factLine(f tracing.Fact) fyne.CanvasObject {
	switch {
	case f.Code == "here" || f.Code == "hospital" || f.Code == "placed":
		return sentence(kit.Diamond, kit.Overdue, trace.FactWords(f))
	case f.Advice:
		return sentence(kit.Triangle, kit.Soon, trace.FactWords(f))
	}
	return sentence(kit.Disc, kit.Info, trace.FactWords(f))
}

// weightBar is as long as its share.
type weightBar struct {
	widget.BaseWidget
	share float64
	ink   fyne.ThemeColorName
}

func newWeightBar(share float64, ink fyne.ThemeColorName) *weightBar {
	b := &weightBar{share: share, ink: ink}
	b.ExtendBaseWidget(b)
	return b
}

func (b *weightBar) CreateRenderer() fyne.WidgetRenderer {
	return &barRenderer{b, canvas.NewRectangle(kit.Color(b.ink))}
}

type barRenderer struct {
	b    *weightBar
	line *canvas.Rectangle
}

func (r *barRenderer) MinSize() fyne.Size { return fyne.NewSize(0, kit.Size(kit.Nudge)) }

func (r *barRenderer) Layout(size fyne.Size) {
	r.line.Resize(fyne.NewSize(size.Width*float32(r.b.share), size.Height))
}

func (r *barRenderer) Refresh() {
	r.line.FillColor, r.line.CornerRadius = kit.Color(r.b.ink), kit.Size(kit.Nudge)/2
	r.line.Refresh()
}
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *barRenderer) Destroy()                     {}

// bounded lets something scroll that is higher than the smallest window.
func bounded(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(kit.Margin(kit.Nudge, o))
}

// compareSides puts the two people at the left and the reasons at the right,
// in as much of the window as it leaves around a question.
type compareSides struct {
	window fyne.Size
	people fyne.CanvasObject
}

// The room of a comparison, in widths of a question.
const (
	peopleShare  = 1.3
	reasonsShare = 0.7
	lowShare     = 0.6
)

// The part of the window that a comparison may take.
const (
	windowWide = 0.88
	windowTall = 0.66
)

func (c compareSides) MinSize([]fyne.CanvasObject) fyne.Size {
	popup := kit.Size(kit.Popup)
	tall := max(c.people.MinSize().Height+kit.Size(kit.Inside), popup*lowShare)
	return fyne.NewSize(min(popup*(peopleShare+reasonsShare), c.window.Width*windowWide), min(tall, c.window.Height*windowTall))
}

func (compareSides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap := kit.Size(kit.Between)
	left := (size.Width - gap) * peopleShare / (peopleShare + reasonsShare)
	o[0].Resize(fyne.NewSize(left, size.Height))
	o[1].Move(fyne.NewPos(left+gap, 0))
	o[1].Resize(fyne.NewSize(size.Width-left-gap, size.Height))
}

// compareGrid lays cells in three columns: a narrow one for the labels and two
// alike.
type compareGrid struct{}

const labelShare = 0.26

func (compareGrid) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := float32(0)
	for at := 0; at+2 < len(o); at += 3 {
		height += lineHeight(o[at:at+3]) + kit.Size(kit.Nudge)
	}
	return fyne.NewSize(kit.Size(kit.Popup), height)
}

func lineHeight(cells []fyne.CanvasObject) (height float32) {
	for _, cell := range cells {
		height = max(height, cell.MinSize().Height)
	}
	return height
}

func (compareGrid) Layout(o []fyne.CanvasObject, size fyne.Size) {
	label := size.Width * labelShare
	side := (size.Width - label) / 2
	x := []float32{0, label, label + side}
	y := float32(0)
	for at := 0; at+2 < len(o); at += 3 {
		line := lineHeight(o[at : at+3])
		for i := range 3 {
			o[at+i].Move(fyne.NewPos(x[i], y))
			width := side
			if i == 0 {
				width = label
			}
			o[at+i].Resize(fyne.NewSize(width-kit.Size(kit.Inside), line))
		}
		y += line + kit.Size(kit.Nudge)
	}
}
