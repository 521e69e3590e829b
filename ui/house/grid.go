package house

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// square is what one place of a grid says: a word, a small one after it where
// there is room, and the colour of the first.
type square struct {
	word, small string
	color       fyne.ThemeColorName
}

// gridFacts is what a grid shows: heads over the columns, lines with a name at
// the left, and lines that sum up below, which the cursor does not enter.
type gridFacts struct {
	heads  []square
	names  []square
	lines  [][]square
	sums   []square // names of the lines below
	totals [][]square
	today  int // column, −1 for none
}

// grid is a table in which each place is one that the cursor goes to: arrows
// move, and what other keys mean is the page's. Lines that have no room are
// scrolled to.
type grid struct {
	widget.BaseWidget
	OnKey  func(key *fyne.KeyEvent) bool // true where the page took it
	OnRune func(r rune)
	OnMove func()
	OnTap  func() // the place with the cursor was tapped again

	facts     gridFacts
	row, col  int
	top       int // first line in sight
	focused   bool
	nameShare float32
}

var (
	_ fyne.Focusable     = (*grid)(nil)
	_ fyne.Tappable      = (*grid)(nil)
	_ fyne.Scrollable    = (*grid)(nil)
	_ desktop.Cursorable = (*grid)(nil)
)

func newGrid() *grid {
	g := &grid{nameShare: 0.2}
	g.ExtendBaseWidget(g)
	return g
}

// set replaces what shows; the cursor stays at its place.
func (g *grid) set(facts gridFacts) {
	g.facts = facts
	g.row = max(0, min(g.row, len(facts.lines)-1))
	g.col = max(0, min(g.col, len(facts.heads)-1))
	g.follow()
}

// put moves the cursor.
func (g *grid) put(row, col int) {
	g.row, g.col = max(0, min(row, len(g.facts.lines)-1)), max(0, min(col, len(g.facts.heads)-1))
	g.follow()
	if g.OnMove != nil {
		g.OnMove()
	}
}

// room is how many lines are in sight.
func (g *grid) room() int {
	return max(1, int(g.Size().Height/kit.Size(kit.Row))-1-len(g.facts.totals))
}

// follow keeps the cursor in sight.
func (g *grid) follow() {
	room := g.room()
	g.top = max(0, min(g.top, len(g.facts.lines)-room))
	if g.row < g.top {
		g.top = g.row
	}
	if g.row >= g.top+room {
		g.top = g.row - room + 1
	}
	g.Refresh()
}

func (g *grid) Resize(size fyne.Size) {
	g.BaseWidget.Resize(size)
	g.follow()
}

func (g *grid) TypedKey(key *fyne.KeyEvent) {
	if g.OnKey != nil && g.OnKey(key) {
		return
	}
	switch key.Name {
	case fyne.KeyUp:
		g.put(g.row-1, g.col)
	case fyne.KeyDown:
		g.put(g.row+1, g.col)
	case fyne.KeyLeft:
		g.put(g.row, g.col-1)
	case fyne.KeyRight:
		g.put(g.row, g.col+1)
	default:
		kit.Hand(g, key)
	}
}

func (g *grid) TypedRune(r rune) {
	if g.OnRune != nil {
		g.OnRune(r)
	}
}

func (g *grid) TypedShortcut(shortcut fyne.Shortcut) { kit.HandShortcut(g, shortcut) }
func (g *grid) FocusGained()                         { g.focused = true; g.Refresh() }
func (g *grid) FocusLost()                           { g.focused = false; g.Refresh() }
func (g *grid) Cursor() desktop.Cursor               { return desktop.PointerCursor }

// Scrolled moves what is in sight and leaves the cursor.
func (g *grid) Scrolled(e *fyne.ScrollEvent) {
	by := 1
	if e.Scrolled.DY > 0 {
		by = -1
	}
	g.top = max(0, min(g.top+by, len(g.facts.lines)-g.room()))
	g.Refresh()
}

func (g *grid) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		c.Focus(g)
	}
	row := int(e.Position.Y/kit.Size(kit.Row)) - 1 + g.top
	col := int((e.Position.X - g.names()) / g.width())
	if e.Position.X < g.names() || row < g.top || row >= min(len(g.facts.lines), g.top+g.room()) || col >= len(g.facts.heads) {
		return
	}
	if row == g.row && col == g.col {
		if g.OnTap != nil {
			g.OnTap()
		}
		return
	}
	g.put(row, col)
}

// names is the width of the names at the left, width that of a column.
func (g *grid) names() float32 { return g.Size().Width * g.nameShare }
func (g *grid) width() float32 {
	return (g.Size().Width - g.names()) / float32(max(1, len(g.facts.heads)))
}

func (g *grid) CreateRenderer() fyne.WidgetRenderer {
	r := &gridRenderer{g: g, ring: canvas.NewRectangle(color.Transparent), today: canvas.NewRectangle(color.Transparent)}
	r.Refresh()
	return r
}

type gridRenderer struct {
	g           *grid
	ring, today *canvas.Rectangle
	rules       []*canvas.Line
	texts       []*canvas.Text
	used        int
	objects     []fyne.CanvasObject
}

// leastLines is how many lines a grid asks room for: more are scrolled to.
const leastLines = 3

func (r *gridRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(1+leastLines+len(r.g.facts.totals))*kit.Size(kit.Row))
}

func (r *gridRenderer) Layout(fyne.Size) { r.draw() }

func (r *gridRenderer) Refresh() {
	r.draw()
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *gridRenderer) draw() {
	g, high := r.g, kit.Size(kit.Row)
	r.used = 0
	y := float32(0)
	shown := min(len(g.facts.lines)-g.top, g.room())
	r.line(y, g.inSight(shown), g.facts.heads)
	for i := range max(0, shown) {
		y += high
		r.line(y, g.facts.names[g.top+i], g.facts.lines[g.top+i])
	}
	ended := y + high
	for i, total := range g.facts.totals {
		r.line(ended+float32(i)*high, g.facts.sums[i], total)
	}
	r.frame(high, ended, shown)
	for _, spare := range r.texts[r.used:] {
		spare.Hidden = true
	}
	r.objects = append(r.objects[:0], r.today)
	for _, rule := range r.rules {
		r.objects = append(r.objects, rule)
	}
	for _, text := range r.texts {
		r.objects = append(r.objects, text)
	}
	r.objects = append(r.objects, r.ring)
}

// inSight says which lines show, where not all do.
func (g *grid) inSight(shown int) square {
	if shown <= 0 || shown >= len(g.facts.lines) {
		return square{}
	}
	return square{word: fmt.Sprintf("%d–%d / %d", g.top+1, g.top+shown, len(g.facts.lines)), color: kit.Faint}
}

// frame draws the ring of the cursor, the column of today and the rules under
// the heads and over the sums.
func (r *gridRenderer) frame(high, ended float32, shown int) {
	g := r.g
	r.ring.Hidden = len(g.facts.lines) == 0 || g.row < g.top || g.row >= g.top+shown
	r.ring.CornerRadius = kit.Size(kit.Nudge)
	r.ring.StrokeWidth, r.ring.StrokeColor = kit.Size(kit.Ring), kit.Color(kit.Line)
	if g.focused {
		r.ring.StrokeColor = kit.Color(kit.Accent)
	}
	r.ring.Move(fyne.NewPos(g.names()+float32(g.col)*g.width(), high*float32(1+g.row-g.top)))
	r.ring.Resize(fyne.NewSize(g.width(), high))
	r.today.Hidden = g.facts.today < 0
	r.today.FillColor = kit.Soft(kit.Accent)
	r.today.Move(fyne.NewPos(g.names()+float32(g.facts.today)*g.width(), 0))
	r.today.Resize(fyne.NewSize(g.width(), ended+high*float32(len(g.facts.totals))))
	for len(r.rules) < 2 {
		r.rules = append(r.rules, canvas.NewLine(color.Transparent))
	}
	for i, y := range []float32{high, ended} {
		r.rules[i].StrokeColor, r.rules[i].StrokeWidth = kit.Color(kit.Line), kit.Size(kit.Hairline)
		r.rules[i].Position1, r.rules[i].Position2 = fyne.NewPos(0, y), fyne.NewPos(g.Size().Width, y)
	}
}

// line writes one line from its name on.
func (r *gridRenderer) line(y float32, name square, places []square) {
	r.place(name, 0, y, r.g.names())
	for i, p := range places {
		r.place(p, r.g.names()+float32(i)*r.g.width(), y, r.g.width())
	}
}

// place writes the word, and the small one where it has room.
func (r *gridRenderer) place(s square, x, y, width float32) {
	pad := kit.Size(kit.Nudge)
	x, width = x+pad, width-2*pad
	used := r.write(s.word, kit.Body, s.color, x, y, width)
	rest := width - used - pad
	if s.small != "" && rest > 2*kit.Size(kit.Small) {
		r.write(s.small, kit.Small, kit.Faint, x+used+pad, y, rest)
	}
}

func (r *gridRenderer) write(words string, size fyne.ThemeSizeName, ink fyne.ThemeColorName, x, y, width float32) (used float32) {
	if r.used == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", color.Transparent))
	}
	t := r.texts[r.used]
	r.used++
	if ink == "" {
		ink = kit.Ink
	}
	t.Hidden = words == ""
	t.TextSize, t.Color = kit.Size(size), kit.Color(ink)
	t.Text = kit.Shorten(words, width, t.TextSize, t.TextStyle)
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, kit.Size(kit.Row)))
	return fyne.MeasureText(t.Text, t.TextSize, t.TextStyle).Width
}

func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *gridRenderer) Destroy()                     {}
