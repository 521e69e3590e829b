package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// strip is a row of small keys that help a field. It takes no focus: the field
// keeps it.
type strip struct {
	widget.BaseWidget
	pressed func()           // the mouse goes down
	tapped  func(key string) // and up again
	large   bool             // for a finger, with words alone on the keys

	items   []stripItem
	hovered int
}

// stripItem is what a key is called and what it stands for.
type stripItem struct{ key, text string }

var (
	_ fyne.Tappable     = (*strip)(nil)
	_ desktop.Mouseable = (*strip)(nil)
	_ desktop.Hoverable = (*strip)(nil)
)

func newStrip() *strip {
	s := &strip{hovered: -1}
	s.ExtendBaseWidget(s)
	return s
}

func (s *strip) set(items []stripItem) {
	s.items, s.hovered = items, -1
	s.Refresh()
}

// fit is how many of the last n items stand in the row beside the others.
func (s *strip) fit(items []stripItem, n int) int {
	width := s.Size().Width
	if width == 0 {
		width = Size(Popup)
	}
	for n > 1 {
		if s.width(items) <= width {
			return n
		}
		items, n = items[:len(items)-1], n-1
	}
	return n
}

func (s *strip) width(items []stripItem) float32 {
	var x float32
	for _, i := range items {
		x += s.one(i) + Size(Nudge)
	}
	return x - Size(Nudge)
}

func (s *strip) one(i stripItem) float32 {
	if s.large {
		return max(Size(Row), fyne.MeasureText(i.text, Size(Body), fyne.TextStyle{}).Width+2*Size(Between))
	}
	return fyne.MeasureText(i.key, Size(Small), fyne.TextStyle{}).Width + fyne.MeasureText(i.text, Size(Body), fyne.TextStyle{}).Width +
		Size(Nudge) + 2*Size(Inside)
}

// under returns the item at a position, or -1.
func (s *strip) under(at fyne.Position) int {
	var x float32
	for n, i := range s.items {
		if wide := s.one(i); at.X >= x && at.X < x+wide {
			return n
		} else {
			x += wide + Size(Nudge)
		}
	}
	return -1
}

func (s *strip) Tapped(e *fyne.PointEvent) {
	if at := s.under(e.Position); at >= 0 {
		s.tapped(s.items[at].key)
	}
}

func (s *strip) MouseDown(*desktop.MouseEvent)    { s.pressed() }
func (s *strip) MouseUp(*desktop.MouseEvent)      {}
func (s *strip) MouseIn(e *desktop.MouseEvent)    { s.MouseMoved(e) }
func (s *strip) MouseMoved(e *desktop.MouseEvent) { s.hover(s.under(e.Position)) }
func (s *strip) MouseOut()                        { s.hover(-1) }

func (s *strip) hover(at int) {
	if s.hovered != at {
		s.hovered = at
		s.Refresh()
	}
}

func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	r := &stripRenderer{s: s}
	r.Refresh()
	return r
}

type stripRenderer struct {
	s     *strip
	parts []stripParts
}

// stripParts draw one item.
type stripParts struct {
	back      *canvas.Rectangle
	key, text *canvas.Text
}

func (r *stripRenderer) MinSize() fyne.Size {
	line := fyne.MeasureText("字", Size(Body), fyne.TextStyle{}).Height
	if r.s.large {
		return fyne.NewSize(r.s.width(r.s.items), line+2*Size(Inside))
	}
	return fyne.NewSize(Size(Row), line+2*Size(Nudge))
}

func (r *stripRenderer) Layout(size fyne.Size) {
	var x float32
	for n, i := range r.s.items {
		wide := r.s.one(i)
		back, key, text := r.parts[n].back, r.parts[n].key, r.parts[n].text
		back.Move(fyne.NewPos(x, 0))
		back.Resize(fyne.NewSize(wide, size.Height))
		need, words := key.MinSize(), text.MinSize()
		key.Move(fyne.NewPos(x+Size(Inside), (size.Height-need.Height)/2))
		text.Move(fyne.NewPos(x+wide-Size(Inside)-words.Width, (size.Height-words.Height)/2))
		if key.Hidden = r.s.large; r.s.large {
			text.Move(fyne.NewPos(x+(wide-words.Width)/2, (size.Height-words.Height)/2))
		}
		x += wide + Size(Nudge)
	}
}

func (r *stripRenderer) Refresh() {
	r.parts = nil
	for n, i := range r.s.items {
		back := canvas.NewRectangle(Color(Surface))
		back.StrokeColor, back.StrokeWidth, back.CornerRadius = Color(Line), Size(Hairline), Size(theme.SizeNameInputRadius)
		if n == r.s.hovered {
			back.FillColor = Soft(Accent)
		}
		r.parts = append(r.parts, stripParts{back, words(i.key, Small, Faint), words(i.text, Body, Ink)})
	}
	r.Layout(r.s.Size())
	canvas.Refresh(r.s)
}

func words(text string, size fyne.ThemeSizeName, ink fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(text, color.Transparent)
	t.Color, t.TextSize = Color(ink), Size(size)
	return t
}

func (r *stripRenderer) Objects() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, p := range r.parts {
		all = append(all, p.back, p.key, p.text)
	}
	return all
}
func (r *stripRenderer) Destroy() {}
