package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// problemText is what is wrong with a field, in as many small lines as the
// sentence needs at the width of the field.
type problemText struct {
	widget.BaseWidget
	content string
	wide    float32 // the width the lines were broken for
	lines   []string
	grown   func() // another width made other lines
}

func newProblemText() *problemText {
	p := &problemText{}
	p.ExtendBaseWidget(p)
	return p
}

// set changes the sentence and reports whether it needs another height.
func (p *problemText) set(content string) bool {
	if p.content == content {
		return false
	}
	p.content = content
	return p.breakUp()
}

// breakUp makes the lines anew and reports whether their number changed.
func (p *problemText) breakUp() bool {
	was := len(p.lines)
	p.lines = []string{p.content}
	if p.wide > 0 {
		p.lines = breakLines(p.content, p.wide, Size(Small))
	}
	p.BaseWidget.Refresh()
	return len(p.lines) != was
}

// Refresh follows the theme: larger type needs other lines.
func (p *problemText) Refresh() { p.breakUp() }

func (p *problemText) Resize(size fyne.Size) {
	if size.Width != p.wide {
		p.wide = size.Width
		if p.breakUp() && p.grown != nil && p.Visible() {
			fyne.Do(p.grown) // who lays this out now has counted on the old height
		}
	}
	p.BaseWidget.Resize(size)
}

func (p *problemText) CreateRenderer() fyne.WidgetRenderer { return &problemRenderer{p: p} }

type problemRenderer struct {
	p     *problemText
	words []fyne.CanvasObject
}

func (r *problemRenderer) height() float32 {
	return fyne.MeasureText("字", Size(Small), fyne.TextStyle{}).Height
}

func (r *problemRenderer) MinSize() fyne.Size {
	return fyne.NewSize(Size(Small), r.height()*float32(max(1, len(r.p.lines))))
}

func (r *problemRenderer) Layout(fyne.Size) {
	for at, o := range r.words {
		o.Move(fyne.NewPos(0, float32(at)*r.height()))
		o.Resize(fyne.NewSize(r.p.wide, r.height()))
	}
}

func (r *problemRenderer) Refresh() {
	r.words = nil
	for _, words := range r.p.lines {
		text := canvas.NewText(words, Color(Overdue))
		text.TextSize = Size(Small)
		r.words = append(r.words, text)
	}
	r.Layout(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *problemRenderer) Objects() []fyne.CanvasObject { return r.words }
func (r *problemRenderer) Destroy()                     {}

// breakLines breaks a text into lines of a width: between words where there
// are spaces, anywhere in Chinese, and never before a mark that ends a clause.
func breakLines(text string, width, size float32) []string {
	var lines []string
	rest := []rune(text)
	for len(rest) > 0 {
		n := runesThatFit(rest, width, size)
		if n < len(rest) {
			n = breakBefore(rest, n)
		}
		lines = append(lines, strings.TrimRight(string(rest[:n]), " "))
		rest = []rune(strings.TrimLeft(string(rest[n:]), " "))
	}
	return lines
}

// runesThatFit is how many runes fit a width, at the least one.
func runesThatFit(text []rune, width, size float32) int {
	low, high := 1, len(text)
	for low < high {
		middle := (low + high + 1) / 2
		if fyne.MeasureText(string(text[:middle]), size, fyne.TextStyle{}).Width <= width {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low
}

// breakBefore is where a line of at most n runes ends well; n itself where it
// cannot.
func breakBefore(text []rune, n int) int {
	for at := n; at > 0; at-- {
		next, last := text[at], text[at-1]
		insideWord := isLatin(last) && isLatin(next)
		if !insideWord && !strings.ContainsRune("，。、；：？！）》”’,.;:?!)", next) && !strings.ContainsRune("（《“‘(", last) {
			return at
		}
	}
	return n
}

func isLatin(r rune) bool {
	return r < 0x2000 && !unicode.IsSpace(r) && r != '-'
}
