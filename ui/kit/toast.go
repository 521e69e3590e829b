package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// Toast is a line that tells what happened and goes by itself.
type Toast struct {
	Text string              // key of its translation
	Args map[string]any      // fill the text; never announced
	Kind fyne.ThemeColorName // Done, Soon, Overdue or Info
	Undo func()              // offered as 撤销 while the line stands, nil for none
}

// How long a toast stands: long enough to read, longer where it can be undone.
const (
	toastTime = 4 * time.Second
	undoTime  = 10 * time.Second
)

// Toasts is the place at the foot of the window where toasts show, the newest
// one only. Lay it over the pages in a stack.
type Toasts struct {
	widget.BaseWidget
	// After runs do on the UI goroutine after a while; nil waits for real.
	After func(wait time.Duration, do func())

	current *Toast
	number  int
	text    *Text
	sign    *Sign
	undo    *Button
	close   *Button
	sheet   *fyne.Container
	back    *canvas.Rectangle
}

// NewToasts returns an empty place.
func NewToasts() *Toasts {
	t := &Toasts{text: NewText(""), sign: NewSign(Disc, Info), back: canvas.NewRectangle(color.Transparent)}
	t.undo = NewButton("撤销", "undo", func() { t.Undo() })
	t.close = NewButton("关闭", "close", func() { t.Dismiss() })
	t.undo.Role, t.close.Role = Quiet, Quiet
	t.sheet = container.NewStack(t.back, Margin(Inside, Beside(t.sign, t.text, t.undo, t.close)))
	t.sheet.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Tell shows a toast in place of the one before.
func (t *Toasts) Tell(toast Toast) {
	t.current = &toast
	t.number++
	t.text.Set(lang.L(toast.Text, toast.Args))
	shape := Disc
	switch toast.Kind {
	case Done:
		shape = Square
	case Soon:
		shape = Triangle
	case Overdue:
		shape = Diamond
	}
	t.sign.Set(shape, toast.Kind)
	wait := toastTime
	t.undo.Hidden = toast.Undo == nil
	if toast.Undo != nil {
		wait = undoTime
	}
	t.sheet.Show()
	t.Refresh()
	Tell("toast", toast.Text)
	number := t.number
	t.after(wait, func() {
		if t.number == number {
			t.Dismiss()
		}
	})
}

func (t *Toasts) after(wait time.Duration, do func()) {
	if t.After != nil {
		t.After(wait, do)
		return
	}
	time.AfterFunc(wait, func() { fyne.Do(do) })
}

// Undo undoes what the toast is about and reports whether there was anything.
func (t *Toasts) Undo() bool {
	if t.current == nil || t.current.Undo == nil {
		return false
	}
	undo := t.current.Undo
	t.Dismiss()
	undo()
	return true
}

// Dismiss takes the toast away and reports whether one stood.
func (t *Toasts) Dismiss() bool {
	stood := t.current != nil
	t.current = nil
	t.sheet.Hide()
	t.Refresh()
	return stood
}

// Standing returns the words that show, empty when none do.
func (t *Toasts) Standing() string {
	if t.current == nil {
		return ""
	}
	return t.text.Content
}

func (t *Toasts) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{t: t}
	r.style()
	return r
}

type toastRenderer struct{ t *Toasts }

func (r *toastRenderer) style() {
	r.t.back.FillColor, r.t.back.StrokeColor = Color(Surface), Color(Faint)
	r.t.back.StrokeWidth, r.t.back.CornerRadius = Size(Hairline), Size(Corner)
}

func (r *toastRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Layout puts the sheet in the middle of the lower edge.
func (r *toastRenderer) Layout(size fyne.Size) {
	need := r.t.sheet.MinSize()
	r.t.sheet.Resize(need)
	r.t.sheet.Move(fyne.NewPos((size.Width-need.Width)/2, size.Height-need.Height-Size(Around)))
}

func (r *toastRenderer) Refresh() {
	r.style()
	r.Layout(r.t.Size())
	r.t.sheet.Refresh()
	canvas.Refresh(r.t) // a sheet that was never drawn belongs to no canvas yet
}
func (r *toastRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.sheet} }
func (r *toastRenderer) Destroy()                     {}
