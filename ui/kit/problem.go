package kit

import (
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
		p.lines = breakLines(p.content, func(s string) bool { return fyne.MeasureText(s, Size(Small), fyne.TextStyle{}).Width <= p.wide })
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
