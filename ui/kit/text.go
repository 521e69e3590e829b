package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Text is one line of words whose colour and size follow the theme. It has no
// padding of its own and shortens itself with … rather than push its
// neighbours away, unless Whole is set.
type Text struct {
	widget.BaseWidget
	Content string
	Color   fyne.ThemeColorName // Ink when empty
	Type    fyne.ThemeSizeName  // Body when empty
	Bold    bool
	Whole   bool // never shortened: its full width is its least width
	Align   fyne.TextAlign
}

// NewText returns a line of body text that keeps its whole width.
func NewText(content string) *Text {
	t := &Text{Content: content, Whole: true}
	t.ExtendBaseWidget(t)
	return t
}

// NewLabel returns a small grey line, as it stands above a field.
func NewLabel(content string) *Text {
	t := NewText(content)
	t.Color, t.Type = Faint, Small
	return t
}

// NewTitle returns the heading of a page or a card.
func NewTitle(content string) *Text {
	t := NewText(content)
	t.Type, t.Bold = Title, true
	return t
}

// Set changes the words.
func (t *Text) Set(content string) {
	if t.Content == content {
		return
	}
	t.Content = content
	t.Refresh()
}

// Paint changes the words and their colour together.
func (t *Text) Paint(content string, ink fyne.ThemeColorName) {
	if t.Content == content && t.Color == ink {
		return
	}
	t.Content, t.Color = content, ink
	t.Refresh()
}

func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t, line: canvas.NewText(t.Content, Color(Ink))}
	r.style()
	return r
}

type textRenderer struct {
	t    *Text
	line *canvas.Text
}

func (r *textRenderer) style() {
	t := r.t
	ink, size := t.Color, t.Type
	if ink == "" {
		ink = Ink
	}
	if size == "" {
		size = Body
	}
	r.line.Color, r.line.TextSize = Color(ink), Size(size)
	r.line.TextStyle, r.line.Alignment = fyne.TextStyle{Bold: t.Bold}, t.Align
	r.line.Text = t.Content
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.line.Text = r.t.Content
	if !r.t.Whole {
		r.line.Text = Shorten(r.t.Content, size.Width, r.line.TextSize, r.line.TextStyle)
	}
	r.line.Resize(size)
}

func (r *textRenderer) MinSize() fyne.Size {
	full := fyne.MeasureText(r.t.Content, r.line.TextSize, r.line.TextStyle)
	if !r.t.Whole {
		full.Width = min(full.Width, r.line.TextSize)
	}
	return full
}

func (r *textRenderer) Refresh() {
	r.style()
	r.Layout(r.t.Size())
	r.line.Refresh()
}

func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textRenderer) Destroy()                     {}

// Shorten cuts text so that it fits a width, ending in … where it was cut.
func Shorten(text string, width, size float32, style fyne.TextStyle) string {
	if text == "" || fyne.MeasureText(text, size, style).Width <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)-1
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:middle])+"…", size, style).Width <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return string(runes[:low]) + "…"
}
