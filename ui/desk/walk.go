package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"guitu/ui/kit"
)

// stop is something that walk can stand at: a card, a button, a small photo.
type stop interface {
	fyne.CanvasObject
	fyne.Tappable
	FocusGained()
	FocusLost()
}

// walk is a line of things of which one is stood at: arrows go on, Enter
// takes, the keys 1…9 and 0 take at once, Delete puts away, Esc goes back to where
// one came from. It has the focus itself, so it is one stop for Tab.
type walk struct {
	widget.BaseWidget
	OnRemove func(at int)
	OnBack   func()
	OnHere   func(at stop) // something was gone to, and should be in sight

	label string // what is announced
	stops []stop
	at    int
	body  fyne.CanvasObject
	here  bool
}

func newWalk(label string, body fyne.CanvasObject) *walk {
	w := &walk{label: label, body: body}
	w.ExtendBaseWidget(w)
	return w
}

// set replaces the stops; the place stays where it can.
func (w *walk) set(stops []stop) {
	w.stops = stops
	w.at = min(w.at, max(0, len(stops)-1))
	w.show()
	w.Refresh()
}

func (w *walk) show() {
	for i, s := range w.stops {
		if w.here && i == w.at {
			s.FocusGained()
			if w.OnHere != nil {
				w.OnHere(s)
			}
		} else {
			s.FocusLost()
		}
	}
}

func (w *walk) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyDown, fyne.KeyRight:
		w.step(1)
	case fyne.KeyUp, fyne.KeyLeft:
		w.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		w.take(w.at)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if w.OnRemove != nil && w.at < len(w.stops) {
			w.OnRemove(w.at)
		}
	case fyne.KeyEscape:
		if w.OnBack == nil {
			kit.Hand(w, key)
			return
		}
		w.OnBack()
	default:
		kit.Hand(w, key)
	}
}

func (w *walk) step(by int) {
	to := w.at + by
	if to < 0 && w.OnBack != nil {
		w.OnBack()
		return
	}
	if to >= 0 && to < len(w.stops) {
		w.at = to
		w.show()
	}
}

func (w *walk) take(at int) {
	if at >= 0 && at < len(w.stops) {
		w.at = at
		w.stops[at].Tapped(&fyne.PointEvent{})
	}
}

func (w *walk) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '9':
		w.take(int(r - '1'))
	case r == '0':
		w.take(9) // the tenth
	}
}

func (w *walk) TypedShortcut(s fyne.Shortcut) { kit.HandShortcut(w, s) }

func (w *walk) FocusGained() {
	w.here = true
	w.show()
	kit.Tell("field", w.label)
}

func (w *walk) FocusLost() {
	w.here = false
	w.show()
}

func (w *walk) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.body) }
