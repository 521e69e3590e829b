package person

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// copyState is how far a field has come on its way to the national system.
type copyState int

const (
	notEntered   copyState = iota
	isEntered              // 已录
	changedSince           // 已改: entered, and changed here afterwards
	nothingToSay           // empty: there is nothing to copy
)

// copyField is a field of the national system with what belongs in it.
type copyField struct {
	key, label, value string
	shown             string // with numbers masked
	state             copyState
}

// copyList shows the fields, one line each. ↑ and ↓ go through them, Enter or
// C copies, Space ticks by hand and takes a tick back.
type copyList struct {
	widget.BaseWidget
	fields  []copyField
	at      int
	focused bool

	onCopy func()
	onTick func()
	onMark func()

	lines  []*copyLine
	column *fyne.Container
	scroll *container.Scroll
}

var (
	_ fyne.Focusable    = (*copyList)(nil)
	_ fyne.Shortcutable = (*copyList)(nil)
)

func newCopyList() *copyList {
	l := &copyList{column: container.NewVBox()}
	l.column.Layout = tight{}
	l.scroll = container.NewVScroll(kit.Margin(kit.Nudge, l.column))
	l.ExtendBaseWidget(l)
	return l
}

// set replaces the fields; the cursor stays on its field.
func (l *copyList) set(fields []copyField) {
	l.fields = fields
	if len(l.lines) != len(fields) {
		l.lines = nil
		l.column.RemoveAll()
		for at := range fields {
			line := newCopyLine(func() { l.tapped(at) })
			l.lines = append(l.lines, line)
			l.column.Add(line)
		}
	}
	l.at = min(l.at, max(0, len(fields)-1))
	l.paint()
}

func (l *copyList) paint() {
	for at, line := range l.lines {
		line.set(l.fields[at], at == l.at, l.focused)
	}
}

// field is the one with the cursor.
func (l *copyList) field() (copyField, bool) {
	if l.at < 0 || l.at >= len(l.fields) {
		return copyField{}, false
	}
	return l.fields[l.at], true
}

// move puts the cursor on a line and brings it into sight.
func (l *copyList) move(to int) {
	if len(l.fields) == 0 {
		return
	}
	l.at = min(max(to, 0), len(l.fields)-1)
	l.paint()
	reveal(l.scroll, l.lines[l.at])
	if l.onMark != nil {
		l.onMark()
	}
}

// next goes on to the next field that waits, from the start again after the
// last; it stays where nothing waits any more.
func (l *copyList) next() {
	for step := 1; step <= len(l.fields); step++ {
		at := (l.at + step) % len(l.fields)
		if state := l.fields[at].state; state == notEntered || state == changedSince {
			l.move(at)
			return
		}
	}
	l.move(l.at)
}

func (l *copyList) tapped(at int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	if at == l.at {
		l.onCopy()
		return
	}
	l.move(at)
}

func (l *copyList) TypedKey(key *fyne.KeyEvent) {
	page := max(1, int(l.scroll.Size().Height/kit.Size(kit.Row))-1)
	switch key.Name {
	case fyne.KeyDown:
		l.move(l.at + 1)
	case fyne.KeyUp:
		l.move(l.at - 1)
	case fyne.KeyPageDown:
		l.move(l.at + page)
	case fyne.KeyPageUp:
		l.move(l.at - page)
	case fyne.KeyHome:
		l.move(0)
	case fyne.KeyEnd:
		l.move(len(l.fields) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.onCopy()
	case fyne.KeySpace:
		l.onTick()
	default:
		kit.Hand(l, key)
	}
}

func (l *copyList) TypedRune(r rune) {
	switch r {
	case 'c', 'C', 'ｃ', 'Ｃ':
		l.onCopy()
	}
}

func (l *copyList) TypedShortcut(shortcut fyne.Shortcut) {
	if _, copies := shortcut.(*fyne.ShortcutCopy); copies {
		l.onCopy()
		return
	}
	kit.HandShortcut(l, shortcut)
}

func (l *copyList) FocusGained() { l.focused = true; l.paint() }
func (l *copyList) FocusLost()   { l.focused = false; l.paint() }

func (l *copyList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// tight puts lines under each other without a gap.
type tight struct{}

func (tight) MinSize(o []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, line := range o {
		need := line.MinSize()
		size = fyne.NewSize(max(size.Width, need.Width), size.Height+need.Height)
	}
	return size
}

func (tight) Layout(o []fyne.CanvasObject, size fyne.Size) {
	at := float32(0)
	for _, line := range o {
		height := line.MinSize().Height
		line.Move(fyne.NewPos(0, at))
		line.Resize(fyne.NewSize(size.Width, height))
		at += height
	}
}

// copyLine is one field: its tick, its label, its value, and in words how far
// it has come.
type copyLine struct {
	widget.BaseWidget
	tap                 func()
	sign                *kit.Sign
	label, value, state *kit.Text
	here, focused       bool
}

var _ fyne.Tappable = (*copyLine)(nil)

func newCopyLine(tap func()) *copyLine {
	l := &copyLine{tap: tap, sign: kit.NewSign(kit.Ring0, kit.Faint), label: kit.NewText(""), value: kit.NewText(""), state: kit.NewLabel("")}
	l.label.Color = kit.Faint
	for _, text := range []*kit.Text{l.label, l.value, l.state} {
		text.Whole = false
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *copyLine) set(f copyField, here, focused bool) {
	l.here, l.focused = here, focused
	l.label.Set(lang.L(f.label))
	l.value.Set(f.shown)
	switch f.state {
	case isEntered:
		l.sign.Set(kit.Square, kit.Done)
		l.state.Paint(lang.L("已录"), kit.Done)
	case changedSince:
		l.sign.Set(kit.Triangle, kit.Soon)
		l.state.Paint(lang.L("▲已改"), kit.Soon)
	case nothingToSay:
		l.sign.Set(kit.NoShape, kit.Faint)
		l.state.Paint(lang.L("没有内容"), kit.Faint)
	default:
		l.sign.Set(kit.Ring0, kit.Faint)
		l.state.Paint("", kit.Faint)
	}
	l.Refresh()
}

func (l *copyLine) Tapped(*fyne.PointEvent) { l.tap() }
func (l *copyLine) Cursor() desktop.Cursor  { return desktop.PointerCursor }

func (l *copyLine) CreateRenderer() fyne.WidgetRenderer {
	r := &copyLineRenderer{l: l, back: canvas.NewRectangle(color.Transparent)}
	r.style()
	return r
}

type copyLineRenderer struct {
	l    *copyLine
	back *canvas.Rectangle
}

func (r *copyLineRenderer) style() {
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = color.Transparent, color.Transparent, 0
	r.back.CornerRadius = kit.Size(kit.Corner)
	if r.l.here {
		r.back.FillColor = kit.Soft(kit.Accent)
	}
	if r.l.here && r.l.focused {
		r.back.StrokeColor, r.back.StrokeWidth = kit.Color(kit.Accent), kit.Size(kit.Ring)
	}
}

func (r *copyLineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(2*kit.Size(kit.Frame), kit.Size(kit.Row))
}

// The label takes a third of the line, the state a seventh.
const (
	copyLabelShare = 0.28
	copyStateShare = 0.14
)

func (r *copyLineRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	gap, mark := kit.Size(kit.Inside), kit.Size(kit.Mark)
	x := gap
	place := func(object fyne.CanvasObject, width float32) {
		height := min(object.MinSize().Height, size.Height)
		object.Move(fyne.NewPos(x, (size.Height-height)/2))
		object.Resize(fyne.NewSize(width, height))
		x += width + gap
	}
	label, state := size.Width*copyLabelShare, size.Width*copyStateShare
	place(r.l.sign, mark)
	place(r.l.label, label)
	place(r.l.value, size.Width-mark-label-state-5*gap)
	place(r.l.state, state)
}

func (r *copyLineRenderer) Refresh() {
	r.style()
	r.Layout(r.l.Size())
	for _, object := range r.Objects() {
		object.Refresh()
	}
}

func (r *copyLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.l.sign, r.l.label, r.l.value, r.l.state}
}
func (r *copyLineRenderer) Destroy() {}
