package report

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// line is one row of a list: a state, a title with a note under it, and words
// at the right. All words are ready to be read.
type line struct {
	state kit.State
	title string
	more  string // goes on after the title, not bold
	note  string // second line, small
	right string
	ink   fyne.ThemeColorName // of right; Faint when empty
	head  bool                // names the rows that follow
	still bool                // says something and leads nowhere: the cursor passes it by, as it does a head
}

func (l line) passed() bool { return l.head || l.still }

// lines is a list that draws only what is in sight. ↑ and ↓ go through it,
// Enter opens; with marks a tap only puts the cursor. Its rows may stand under
// heads.
type lines struct {
	widget.List
	open  func(at int)
	mark  func(at int) // the cursor came to another row
	marks bool

	all    []line
	cursor int
	tall   bool
	ragged bool            // rows without a chip begin where chips do
	chip   float32         // room for a chip at the left, in characters at the least; 0 for none
	words  map[string]bool // of the chips
	least  int             // so many rows are in sight where there are as many
}

func newLines(tall bool, chip float32, open func(at int)) *lines {
	l := &lines{open: open, cursor: -1, tall: tall, chip: chip}
	l.Length = func() int { return len(l.all) }
	l.CreateItem = func() fyne.CanvasObject { return newLineRow(l) }
	l.UpdateItem = func(at int, o fyne.CanvasObject) {
		if at < len(l.all) {
			o.(*lineRow).set(at, l.all[at])
		}
	}
	l.OnSelected = l.marked
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// MinSize asks for the room of the rows that are to be in sight.
func (l *lines) MinSize() fyne.Size {
	size := l.List.MinSize()
	if rows := min(len(l.all), l.least); rows > 0 {
		size.Height = float32(rows) * (rowHeight(l.tall) + kit.Size(theme.SizeNamePadding))
	}
	return size
}

// set shows other rows. The cursor stays at its place and tells nobody.
func (l *lines) set(all []line) {
	l.all, l.words = all, map[string]bool{}
	for _, row := range all {
		l.words[row.state.Word] = true
	}
	if l.cursor >= len(all) || l.cursor >= 0 && all[l.cursor].passed() {
		l.put(-1)
	}
	if l.tall {
		for at, row := range all {
			l.SetItemHeight(at, rowHeight(l.tall && !row.passed()))
		}
	}
	l.Refresh()
}

func rowHeight(tall bool) float32 {
	height := kit.Size(kit.Row)
	if tall {
		height += kit.Size(kit.Small) + kit.Size(kit.Inside)
	}
	return height - kit.Size(theme.SizeNamePadding)
}

// put moves the cursor without telling anybody; −1 takes it away.
func (l *lines) put(at int) {
	told := l.OnSelected
	l.OnSelected = nil
	if l.cursor = at; at < 0 {
		l.UnselectAll()
	} else {
		l.Highlight(at)
		l.Select(at)
	}
	l.OnSelected = told
}

func (l *lines) marked(at int) {
	if l.cursor == at {
		return
	}
	l.cursor = at
	l.Highlight(at)
	if l.mark != nil {
		l.mark(at)
	}
}

func (l *lines) tap(at int) {
	if at >= len(l.all) || l.all[at].passed() {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	again := l.cursor == at
	l.Select(at)
	if !l.marks || again {
		l.enter()
	}
}

func (l *lines) enter() {
	if l.cursor >= 0 && l.cursor < len(l.all) && l.open != nil {
		l.open(l.cursor)
	}
}

func (l *lines) TypedKey(key *fyne.KeyEvent) {
	to, by := l.cursor, 1
	switch key.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to, by = to-1, -1
	case fyne.KeyPageDown:
		to += 8
	case fyne.KeyPageUp:
		to, by = to-8, -1
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to, by = len(l.all)-1, -1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.enter()
		return
	default:
		kit.Hand(l, key)
		return
	}
	if to = l.standing(min(max(to, 0), len(l.all)-1), by); to >= 0 {
		l.Select(to)
	}
}

// standing finds the row nearest to a place on which the cursor can stand,
// first in one direction, then in the other; −1 where there is none.
func (l *lines) standing(at, by int) int {
	for _, step := range []int{by, -by} {
		for to := at; to >= 0 && to < len(l.all); to += step {
			if !l.all[to].passed() {
				return to
			}
		}
	}
	return -1
}

func (l *lines) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(l, shortcut) }

// FocusGained puts the cursor on the first row, so that the keys are seen to
// have come here.
func (l *lines) FocusGained() {
	l.List.FocusGained()
	if l.cursor < 0 {
		l.put(l.standing(0, 1))
	}
}

// lineRow draws one line.
type lineRow struct {
	widget.BaseWidget
	list *lines
	at   int
	line line
}

var _ desktop.Cursorable = (*lineRow)(nil)

func newLineRow(l *lines) *lineRow {
	r := &lineRow{list: l}
	r.ExtendBaseWidget(r)
	return r
}

func (r *lineRow) set(at int, l line) {
	r.at, r.line = at, l
	r.Refresh()
}

func (r *lineRow) Tapped(*fyne.PointEvent) { r.list.tap(r.at) }
func (r *lineRow) Cursor() desktop.Cursor {
	if r.line.passed() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (r *lineRow) CreateRenderer() fyne.WidgetRenderer {
	word := func() *canvas.Text { return canvas.NewText("", color.Transparent) }
	return &lineRenderer{r: r, chip: kit.NewChip(kit.NoShape, "", kit.Faint), rule: canvas.NewLine(color.Transparent),
		title: word(), more: word(), note: word(), right: word()}
}

type lineRenderer struct {
	r                        *lineRow
	chip                     *kit.Chip
	rule                     *canvas.Line // under a head
	title, more, note, right *canvas.Text
}

func (r *lineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, rowHeight(r.r.list.tall))
}

// chipWidth is the same for all rows, so that titles stand under each other.
func (r *lineRenderer) chipWidth() float32 {
	if r.r.list.chip == 0 || r.r.line.passed() || r.r.list.ragged && r.r.line.state.Word == "" {
		return 0
	}
	width := r.r.list.chip * kit.Size(kit.Small)
	for word := range r.r.list.words {
		width = max(width, fyne.MeasureText(word, kit.Size(kit.Small), fyne.TextStyle{}).Width)
	}
	return width + kit.Size(kit.Mark) + 4*kit.Size(kit.Inside)
}

func (r *lineRenderer) Layout(size fyne.Size) {
	l, pad, body, small := r.r.line, kit.Size(kit.Inside), kit.Size(kit.Body), kit.Size(kit.Small)
	x, end := pad, size.Width-2*pad // the scroll bar lies over the end
	if width := r.chipWidth(); width > 0 {
		need := r.chip.MinSize()
		r.chip.Resize(need)
		r.chip.Move(fyne.NewPos(x, (size.Height-need.Height)/2))
		x += width
	}
	r.rule.Position1, r.rule.Position2 = fyne.NewPos(pad, size.Height), fyne.NewPos(end, size.Height)
	r.rule.StrokeWidth, r.rule.StrokeColor, r.rule.Hidden = kit.Size(kit.Hairline), kit.Color(kit.Line), !l.head
	write := func(t *canvas.Text, words string, size float32, bold bool, ink fyne.ThemeColorName) {
		t.Text, t.TextSize, t.Color, t.TextStyle = words, size, kit.Color(ink), fyne.TextStyle{Bold: bold}
	}
	ink := l.ink
	if ink == "" {
		ink = kit.Faint
	}
	write(r.right, l.right, body, false, ink)
	if l.right != "" {
		right := r.right.MinSize()
		end -= right.Width
		r.right.Resize(right)
		r.right.Move(fyne.NewPos(end, (size.Height-right.Height)/2))
		end -= pad
	}
	width := max(0, end-x)
	shade := kit.Ink
	if l.passed() {
		shade = kit.Faint
	}
	write(r.title, kit.Shorten(l.title, width, body, fyne.TextStyle{Bold: !l.still}), body, !l.still, shade)
	title := r.title.MinSize()
	top := (size.Height - title.Height) / 2
	if l.note != "" {
		write(r.note, kit.Shorten(l.note, width, small, fyne.TextStyle{}), small, false, kit.Faint)
		note := r.note.MinSize()
		top = (size.Height - title.Height - note.Height) / 2
		r.note.Resize(note)
		r.note.Move(fyne.NewPos(x, top+title.Height))
	} else {
		r.note.Text = ""
	}
	r.title.Resize(title)
	r.title.Move(fyne.NewPos(x, top))
	left := width - title.Width - pad
	write(r.more, "", body, false, kit.Ink)
	if l.more != "" && left > 2*body {
		r.more.Text = kit.Shorten(l.more, left, body, fyne.TextStyle{})
		r.more.Resize(r.more.MinSize())
		r.more.Move(fyne.NewPos(x+title.Width+pad, top))
	}
}

func (r *lineRenderer) Refresh() {
	state := r.r.line.state
	r.chip.Hidden = state.Word == ""
	if !r.chip.Hidden {
		r.chip.Set(state.Shape, state.Word, state.Color)
		r.chip.Refresh()
	}
	r.Layout(r.r.Size())
	r.rule.Refresh()
	for _, t := range []*canvas.Text{r.title, r.more, r.note, r.right} {
		t.Refresh()
	}
}

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.chip, r.rule, r.title, r.more, r.note, r.right}
}
func (r *lineRenderer) Destroy() {}
