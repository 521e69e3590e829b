package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"guitu/assets"
)

// TileFacts is what a bed's tile shows; all words are ready to be read.
type TileFacts struct {
	Number string
	State  State  // its word is for the tooltip and announcements, shape and colour are drawn
	Name   string // who lies there
	Days   string // 第3天
	Signs  string // 老 幼 残 病 孕 监护, one character each
	Locked bool   // a lock stands with the signs: the person is protected
	Dim    bool   // does not fit the person being placed
	Why    string // the reason for Dim, shown on hover or focus by the board
}

// Tile is a bed, 96×56. It is drawn by hand of few objects, so that a board
// of 300 refreshes in one frame or two.
type Tile struct {
	widget.BaseWidget
	OnTapped  func()                    // by mouse, Enter or Space
	OnFocus   func(focused bool)        // to show Why
	OnKey     func(*fyne.KeyEvent) bool // the board moves by arrows
	OnTab     func(back bool)           // Tab, and Shift+Tab; nil for one tile after the other
	OnDrag    func(at fyne.Position)    // in the canvas
	OnDragEnd func()

	facts                      TileFacts
	selected, focused, hovered bool
	shift                      shiftKey
}

var (
	_ fyne.Focusable    = (*Tile)(nil)
	_ fyne.Tabbable     = (*Tile)(nil)
	_ desktop.Keyable   = (*Tile)(nil)
	_ fyne.Tappable     = (*Tile)(nil)
	_ fyne.Draggable    = (*Tile)(nil)
	_ desktop.Hoverable = (*Tile)(nil)
)

// NewTile returns the tile of a bed.
func NewTile(facts TileFacts) *Tile {
	t := &Tile{facts: facts}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes what the tile shows; the same facts cost nothing.
func (t *Tile) Set(facts TileFacts) {
	if t.facts != facts {
		t.facts = facts
		t.Refresh()
	}
}

// Facts returns what the tile shows.
func (t *Tile) Facts() TileFacts { return t.facts }

// Select marks the tile as taken up.
func (t *Tile) Select(selected bool) {
	if t.selected != selected {
		t.selected = selected
		t.Refresh()
	}
}

// Selected reports whether the tile is marked.
func (t *Tile) Selected() bool { return t.selected }

func (t *Tile) Tapped(*fyne.PointEvent) {
	focus(t)
	t.tap()
}

func (t *Tile) tap() {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// AcceptsTab keeps Tab from going through hundreds of tiles where the board has
// another way: arrows go from tile to tile.
func (t *Tile) AcceptsTab() bool { return t.OnTab != nil }

func (t *Tile) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyTab && t.OnTab != nil {
		t.OnTab(t.shift.held())
		return
	}
	if t.OnKey != nil && t.OnKey(key) {
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.tap()
	default:
		Hand(t, key)
	}
}

func (t *Tile) TypedRune(rune)                       {}
func (t *Tile) TypedShortcut(shortcut fyne.Shortcut) { HandShortcut(t, shortcut) }
func (t *Tile) KeyDown(key *fyne.KeyEvent)           { t.shift.KeyDown(key) }
func (t *Tile) KeyUp(key *fyne.KeyEvent)             { t.shift.KeyUp(key) }
func (t *Tile) FocusGained()                         { t.setFocus(true) }
func (t *Tile) FocusLost()                           { t.setFocus(false) }

func (t *Tile) setFocus(focused bool) {
	t.focused = focused
	t.Refresh()
	if t.OnFocus != nil {
		t.OnFocus(focused)
	}
}

func (t *Tile) MouseIn(*desktop.MouseEvent)    { t.hover(true) }
func (t *Tile) MouseMoved(*desktop.MouseEvent) {}
func (t *Tile) MouseOut()                      { t.hover(false) }

func (t *Tile) hover(hovered bool) {
	t.hovered = hovered
	t.Refresh()
	if t.OnFocus != nil {
		t.OnFocus(hovered || t.focused)
	}
}

func (t *Tile) Dragged(e *fyne.DragEvent) {
	if t.OnDrag != nil {
		t.OnDrag(e.AbsolutePosition)
	}
}

func (t *Tile) DragEnd() {
	if t.OnDragEnd != nil {
		t.OnDragEnd()
	}
}

func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	r := &tileRenderer{t: t, back: canvas.NewRectangle(color.Transparent), m: newMark()}
	for i := range r.words {
		r.words[i] = canvas.NewText("", color.Transparent)
	}
	r.style()
	return r
}

// The four texts of a tile.
const (
	tileNumber = iota
	tileSigns
	tileName
	tileDays
)

type tileRenderer struct {
	t     *Tile
	back  *canvas.Rectangle
	m     *mark
	words [4]*canvas.Text
	lock  *canvas.Image // nil until the tile was locked once
}

func (r *tileRenderer) style() {
	t := r.t
	ink, faint, state := Color(Ink), Color(Faint), t.facts.State.Color
	if state == "" {
		state = Faint
	}
	r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = Soft(state), Color(Line), Size(Hairline)
	r.back.CornerRadius = Size(Corner)
	if t.facts.Dim {
		r.back.FillColor, state = Color(Ground), Line
		ink, faint = Color(theme.ColorNameDisabled), Color(theme.ColorNameDisabled)
	}
	switch {
	case t.selected:
		r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = Color(Surface), Color(Accent), 2*Size(Ring)
	case t.focused:
		r.back.StrokeColor, r.back.StrokeWidth = Color(Accent), Size(Ring)
	case t.hovered:
		r.back.StrokeColor = Color(Faint)
	}
	set := func(i int, text string, c color.Color, size fyne.ThemeSizeName) {
		r.words[i].Text, r.words[i].Color, r.words[i].TextSize = text, c, Size(size)
	}
	set(tileNumber, t.facts.Number, faint, Small)
	set(tileSigns, t.facts.Signs, faint, Small)
	set(tileDays, t.facts.Days, faint, Small)
	set(tileName, t.facts.Name, ink, Body)
	if t.facts.Name == "" {
		set(tileName, t.facts.State.Word, faint, Small)
	}
	r.m.set(t.facts.State.Shape, state)
	if r.lock == nil && !t.facts.Locked {
		return // few of many tiles ever need one
	}
	if r.lock == nil {
		r.lock = canvas.NewImageFromResource(nil)
		r.lock.FillMode = canvas.ImageFillContain
	}
	r.lock.Hidden = !t.facts.Locked
	r.lock.Resource = theme.NewColoredResource(fyne.NewStaticResource("lock.svg", assets.Icon("lock")), Faint)
}

func (r *tileRenderer) MinSize() fyne.Size { return fyne.NewSize(Size(TileWidth), Size(TileHeight)) }

// Layout puts number and signs into the upper line, name and days below.
func (r *tileRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	pad, side := Size(Inside), Size(Mark)
	upper, lower := size.Height*2/7, size.Height*5/7
	r.m.place(fyne.NewPos(pad, upper-side/2), side)
	at := func(i int, x, middle float32) float32 {
		need := r.words[i].MinSize()
		r.words[i].Resize(need)
		r.words[i].Move(fyne.NewPos(x, middle-need.Height/2))
		return need.Width
	}
	end := size.Width - pad
	if r.lock != nil && r.t.facts.Locked {
		side := Size(Small)
		end -= side
		r.lock.Resize(fyne.NewSquareSize(side))
		r.lock.Move(fyne.NewPos(end, upper-side/2))
		if r.t.facts.Signs != "" {
			end -= Size(Nudge)
		}
	}
	signs := end - r.words[tileSigns].MinSize().Width
	at(tileSigns, signs, upper)
	start := pad + side + Size(Nudge)
	r.words[tileNumber].Text = numberThatFits(r.words[tileNumber], r.t.facts, signs-start-Size(Nudge)/2)
	at(tileNumber, start, upper)
	days := at(tileDays, size.Width-pad-r.words[tileDays].MinSize().Width, lower)
	name := r.words[tileName]
	full := r.t.facts.Name
	if full == "" {
		full = r.t.facts.State.Word
	}
	name.Text = Shorten(full, size.Width-2*pad-days-Size(Nudge), name.TextSize, name.TextStyle)
	at(tileName, pad, lower)
}

// numberThatFits leaves the room out of a number where signs stand beside it:
// the room is written at the head of its row.
func numberThatFits(text *canvas.Text, facts TileFacts, width float32) string {
	cut := strings.LastIndex(facts.Number, "-")
	if facts.Signs == "" && !facts.Locked || cut < 0 || fyne.MeasureText(facts.Number, text.TextSize, text.TextStyle).Width <= width {
		return facts.Number
	}
	return "…" + facts.Number[cut:]
}

func (r *tileRenderer) Refresh() {
	r.style()
	r.Layout(r.t.Size())
	r.back.Refresh()
	for _, word := range r.words {
		word.Refresh()
	}
	if r.lock != nil {
		r.lock.Refresh()
	}
}

func (r *tileRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{r.back}, r.m.objects()...)
	for _, word := range r.words {
		objects = append(objects, word)
	}
	if r.lock != nil {
		objects = append(objects, r.lock)
	}
	return objects
}
func (r *tileRenderer) Destroy() {}
